//! The open field of a card: its rule, what the reports say, and its editor.

use super::candidates::candidates;
use super::dates::{self, Days};
use super::draft::{Drafts, Shape};
use super::parts_ui;
use super::versions::{self, Line, Version};
use super::{names_ui, parse, words};
use crate::model::{Count, Field, FieldValue, Outcome, Qualifier};
use crate::review::{Command, NewValue, Review, Target};
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, theme, widgets};
use egui::{ComboBox, RichText, Ui};

/// Every qualifier with the words for it.
pub const QUALIFIERS: [(Qualifier, &str); 7] = [
    (Qualifier::Exact, "exactly"),
    (Qualifier::About, "about"),
    (Qualifier::AtLeast, "at least"),
    (Qualifier::MoreThan, "more than"),
    (Qualifier::UpTo, "up to"),
    (Qualifier::Nearly, "nearly"),
    (Qualifier::Ordinal, "the n-th"),
];

/// The line of a card for `line`, and below it what opens when it is selected.
pub fn show(ui: &mut Ui, workspace: &Workspace, line: &Line, versions: &[Version], drafts: &mut Drafts, actions: &mut Vec<Action>) {
    let open = is_open(workspace.selected.as_ref(), line.field);
    let number = super::versions::CARD.iter().position(|f| *f == line.field).map(|i| i + 1).filter(|n| *n <= 10);
    let value = value_words(line, workspace);
    let review = Some(line.review);
    let row = parts_ui::Row {
        number,
        label: line.field.label(),
        value: &value,
        muted: line.value == FieldValue::Empty,
        warn: line.conflict && !line.review.is_decided(),
        review,
        open,
    };
    let response = parts_ui::row(ui, &row, true).on_hover_text("Open this field");
    if response.clicked() {
        actions.push(Action::Select(if open { line.target.whole() } else { line.target.clone() }));
    }
    if open {
        response.scroll_to_me_if_hidden(ui);
        ui.indent(("field", line.field.key()), |ui| detail(ui, workspace, line, versions, drafts, actions));
    }
}

/// Whether `field` of the shown card is selected; under which report's name does not matter.
pub fn is_open(selected: Option<&Target>, field: Field) -> bool {
    matches!(selected, Some(Target::EventField { field: f, .. } | Target::ReportField { field: f, .. }) if *f == field)
}

/// Brings a row into view without moving what is in view already.
trait ScrollIfHidden {
    fn scroll_to_me_if_hidden(&self, ui: &Ui);
}

impl ScrollIfHidden for egui::Response {
    fn scroll_to_me_if_hidden(&self, ui: &Ui) {
        if !ui.clip_rect().contains_rect(self.rect) && !self.ctx.input(|i| i.pointer.any_down() || i.smooth_scroll_delta().y != 0.0) {
            self.scroll_to_me(None);
        }
    }
}

fn value_words(line: &Line, workspace: &Workspace) -> String {
    let text = words::value(&line.value, line.field == Field::Type, workspace.lexicon());
    let more = match &line.value {
        FieldValue::Date(d) => format!("  ({})", words::date_precision(d.precision)),
        FieldValue::Place(p) => format!("  ({})", words::place_precision(p.precision)),
        _ => String::new(),
    };
    let versions = if line.versions > 1 { format!("  · {} versions", line.versions) } else { String::new() };
    format!("{text}{more}{versions}")
}

fn detail(ui: &mut Ui, workspace: &Workspace, line: &Line, versions: &[Version], drafts: &mut Drafts, actions: &mut Vec<Action>) {
    if let FieldValue::Date(date) = &line.value {
        for (i, reason) in date.reasons.iter().enumerate() {
            why(ui, i + 1, reason, actions);
        }
    }
    if let Some(rule) = &line.rule {
        ui.label(RichText::new(format!("Chosen by rule {rule}")).small().color(theme::palette(ui).muted));
    }
    said(ui, workspace, line, versions, actions);
    others(ui, workspace, line, versions.len(), drafts, actions);
    if workspace.can_edit() {
        ui.add_space(theme::SMALL);
        editor(ui, workspace, line, drafts, actions);
        ui.horizontal_wrapped(|ui| {
            widgets::verb_button(ui, Verb::Accept, true, actions);
            if line.review != Review::Open {
                widgets::verb_button(ui, Verb::Reopen, true, actions);
            }
            if line.value != FieldValue::Empty && ui.add(egui::Button::new("Not stated").shortcut_text("0")).on_hover_text("Clear this field").clicked() {
                actions.push(correct(line, FieldValue::Empty));
            }
        });
    }
    ui.add_space(theme::SMALL);
}

fn why(ui: &mut Ui, number: usize, reason: &crate::model::Reason, actions: &mut Vec<Action>) {
    let text = RichText::new(format!("{number}. {}", reason.text)).small();
    match (reason.span, &reason.article) {
        (Some(span), Some(article)) => {
            if ui.link(text).on_hover_text("Show the words").clicked() {
                actions.push(Action::Reveal { article: article.clone(), span });
            }
        }
        _ => _ = ui.add(egui::Label::new(text).wrap()),
    }
}

/// What the reports say, each version with its number.
fn said(ui: &mut Ui, workspace: &Workspace, line: &Line, versions: &[Version], actions: &mut Vec<Action>) {
    let numbered = versions.len() > 1 || matches!(line.target, Target::EventField { .. });
    for (i, version) in versions.iter().enumerate() {
        if numbered {
            let text = words::value(&version.value, line.field == Field::Type, workspace.lexicon());
            let chosen = version.value == line.value;
            let button = egui::Button::selectable(chosen, text).shortcut_text((i + 1).to_string());
            if ui.add_enabled(workspace.can_edit(), button).on_hover_text("Take this value").clicked() {
                actions.push(correct(line, version.value.clone()));
            }
        }
        for source in &version.sources {
            parts_ui::source(ui, source, actions);
        }
    }
}

/// Other values that can be had by one digit: what the articles name near by, and what other events have.
fn others(ui: &mut Ui, workspace: &Workspace, line: &Line, said: usize, drafts: &Drafts, actions: &mut Vec<Action>) {
    let Some(event) = crate::ui::selection::event(&workspace.dataset, &line.target) else { return };
    let key = (workspace.revision, line.target.clone());
    let all = drafts.candidates.get(key, || candidates(&workspace.dataset, event, line.field, workspace.lexicon()));
    if all.len() <= said || !workspace.can_edit() {
        return;
    }
    ui.label(RichText::new("Other values").small().color(theme::palette(ui).muted));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(theme::SMALL, theme::SMALL);
        for (i, value) in all.iter().enumerate().skip(said) {
            let text = RichText::new(format!("{}  {}", i + 1, words::value(value, line.field == Field::Type, workspace.lexicon()))).small();
            if ui.add(egui::Button::selectable(versions::same(value, &line.value), text).frame(true)).on_hover_text("Take this value").clicked() {
                actions.push(Action::Pick(i + 1));
            }
        }
    });
}

fn correct(line: &Line, value: FieldValue) -> Action {
    Action::Edit(Command::Correct(line.target.clone(), NewValue::Field(value)))
}

fn editor(ui: &mut Ui, workspace: &Workspace, line: &Line, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    match line.field {
        Field::Type => types(ui, workspace, line, actions),
        Field::Outcome => outcomes(ui, line, actions),
        Field::Date => date(ui, workspace, line, drafts, actions),
        Field::Place => place(ui, workspace, line, drafts, actions),
        Field::Killed | Field::Wounded | Field::KilledCivilians | Field::Strikes => count(ui, line, drafts, actions),
        field => {
            let hint = match field {
                Field::Time => "21:30",
                Field::TargetObject => "vehicle, building, base, ship …",
                _ => "names, parted by ;",
            };
            let shape = Shape { name: &format!("Edit {}", field.label()), value: parse::line_text(&line.value), hint, width: f32::INFINITY };
            let names = matches!(field, Field::Attackers | Field::Suspects | Field::Targets | Field::Victims | Field::Weapons);
            let typed = drafts.typed(shape.name).filter(|_| names).unwrap_or_default().to_owned();
            let key = (workspace.revision, line.target.clone(), typed.clone());
            let known = drafts.known.get(key, || names_ui::Known::of(workspace, line, &typed));
            if let Some(full) = known.first() {
                drafts.complete_on_tab(ui, shape.name, &full);
            }
            let read = |text: &str| parse::line(field, text, workspace.lexicon());
            let meaning = |text: &str| read(text).map(|v| Command::Correct(line.target.clone(), NewValue::Field(v)));
            drafts.line(ui, &shape, true, meaning, actions);
            known.show(ui, line, actions);
        }
    }
}

/// A day or days, short or in full, with the calendar. A short date is meant beside the value, else beside the day of publication.
fn date(ui: &mut Ui, workspace: &Workspace, line: &Line, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    let published = workspace.dataset.article(line.target.article()).and_then(|a| a.head.published?.to_day());
    let near = if let FieldValue::Date(date) = &line.value { Some(date.days().0) } else { published };
    let card = line.target.whole();
    let then = Some(&card).filter(|t| matches!(t, Target::Event { .. }));
    let shape = Shape { name: "Edit Date", value: parse::line_text(&line.value), hint: "4, 4 Jan, 2024-01-04, 2024-01 or 3/5", width: f32::INFINITY };
    let meaning = |text: &str| parse::date_near(text, near).map(|v| Command::Correct(line.target.clone(), NewValue::Field(v)));
    dates::line(ui, drafts, &shape, &Days { published, near, ranges: true, then }, meaning, actions);
}

fn types(ui: &mut Ui, workspace: &Workspace, line: &Line, actions: &mut Vec<Action>) {
    let shown = words::value(&line.value, true, workspace.lexicon());
    let combo = ComboBox::from_id_salt("event type").selected_text(shown).width(ui.available_width()).height(360.0);
    let shown = combo.show_ui(ui, |ui| {
        for kind in workspace.lexicon().map_or(&[][..], |l| l.ontology().types()) {
            let chosen = line.value == FieldValue::Text(kind.key.clone());
            let example = kind.yes.first().map(|y| format!("\nFor example: {y}")).unwrap_or_default();
            let definition = format!("ACLED: {} · {}\n{}{example}", kind.category, kind.acled, kind.definition);
            if ui.selectable_label(chosen, &kind.label).on_hover_text(definition).clicked() {
                actions.push(correct(line, FieldValue::Text(kind.key.clone())));
            }
        }
    });
    named(&shown.response, "Edit Type");
    let key = if let FieldValue::Text(key) = &line.value { key.as_str() } else { "" };
    if let Some(kind) = workspace.lexicon().and_then(|l| l.ontology().get(key)) {
        let text = format!("ACLED, {}: {}", kind.category, kind.definition);
        ui.add(egui::Label::new(RichText::new(text).small().color(theme::palette(ui).muted)).wrap());
    }
}

fn outcomes(ui: &mut Ui, line: &Line, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        for outcome in [Outcome::Hit, Outcome::Intercepted, Outcome::Missed] {
            if ui.selectable_label(line.value == FieldValue::Outcome(outcome), words::outcome(outcome)).clicked() {
                actions.push(correct(line, FieldValue::Outcome(outcome)));
            }
        }
    });
}

/// So many places are offered.
const OFFERED: usize = 6;

/// A name with the places of the gazetteer that bear it, or begin with it.
fn place(ui: &mut Ui, workspace: &Workspace, line: &Line, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    const NAME: &str = "Edit Place";
    let places = std::rc::Rc::clone(&drafts.places);
    let readings = |text: &str| {
        let text = text.trim();
        places.get((workspace.revision, text.to_owned()), || workspace.lexicon().map(|l| l.places_like(text, OFFERED)).unwrap_or_default())
    };
    let meaning = |text: &str| match readings(text).first() {
        Some(entry) => Ok(Command::Correct(line.target.clone(), NewValue::Field(FieldValue::Place(parse::place(entry))))),
        None => Err(format!("The gazetteer knows no place called “{}”. Check the spelling, or name the nearest town.", text.trim())),
    };
    let shape = Shape { name: NAME, value: parse::line_text(&line.value), hint: "name of a place; Enter takes the first", width: f32::INFINITY };
    drafts.line(ui, &shape, false, meaning, actions);
    let wanted = drafts.typed(NAME).map_or_else(|| shape.value.clone(), str::to_owned);
    for entry in readings(&wanted).iter().take(OFFERED) {
        let found = parse::place(entry);
        let mut text = format!("{} · {}", words::place(&found, workspace.lexicon()), words::place_precision(found.precision));
        if entry.population > 0 {
            text = format!("{text} · {} inhabitants", grouped(entry.population));
        }
        let chosen = line.value == FieldValue::Place(found.clone());
        let button = egui::Button::selectable(chosen, RichText::new(text).small()).truncate();
        if ui.add(button).clicked() && !chosen {
            drafts.forget(NAME);
            actions.push(correct(line, FieldValue::Place(found)));
        }
    }
}

/// `1,200,000`.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn count(ui: &mut Ui, line: &Line, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    let old: Option<Count> = if let FieldValue::Count(count) = &line.value { Some(*count) } else { None };
    let target = &line.target;
    let command = |value: FieldValue| Command::Correct(target.clone(), NewValue::Field(value));
    let label = line.field.label();
    let shown = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    ui.horizontal(|ui| {
        qualifier(ui, old.map_or(Qualifier::Exact, |c| c.qualifier), old.is_some(), |q| actions.push(correct(line, parse::with_qualifier(old, q))));
        let best = old.and_then(|c| c.best.or(c.low).or(c.high));
        let shape = Shape { name: &format!("Edit {label}"), value: shown(best), hint: "number", width: 64.0 };
        drafts.line(ui, &shape, true, |text| parse::number(text).map(|n| command(parse::with_best(old, n))), actions);
    });
    ui.horizontal(|ui| {
        ui.weak("between");
        let low = Shape { name: &format!("Lowest {label}"), value: shown(old.and_then(|c| c.low)), hint: "low", width: 48.0 };
        let high = old.and_then(|c| c.high);
        drafts.line(ui, &low, true, |text| parse::with_ends(old, parse::number(text)?, high).map(command), actions);
        ui.weak("and");
        let shape = Shape { name: &format!("Highest {label}"), value: shown(high), hint: "open", width: 48.0 };
        let low = old.and_then(|c| c.low);
        drafts.line(ui, &shape, true, |text| parse::with_ends(old, low, parse::number(text)?).map(command), actions);
    });
}

/// Gives a choice its name for screen readers.
fn named(response: &egui::Response, name: &str) {
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::ComboBox, true, name));
}

/// A choice of qualifiers.
pub fn qualifier(ui: &mut Ui, now: Qualifier, enabled: bool, mut choose: impl FnMut(Qualifier)) {
    let words = QUALIFIERS.iter().find(|(q, _)| *q == now).map_or("", |(_, w)| w);
    ui.add_enabled_ui(enabled, |ui| {
        let combo = ComboBox::from_id_salt("qualifier").selected_text(words).width(92.0);
        let shown = combo.show_ui(ui, |ui| {
            for (qualifier, words) in QUALIFIERS {
                if ui.selectable_label(qualifier == now, words).clicked() && qualifier != now {
                    choose(qualifier);
                }
            }
        });
        named(&shown.response, "Qualifier");
    });
}
