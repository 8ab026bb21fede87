//! The card of a mention: words, kind, name, value, place, and where else the same is named.

use super::draft::{Drafts, Shape};
use super::versions::around;
use super::{parse, parts_ui, words};
use crate::model::{Geo, Kind, Mention, Value};
use crate::review::{self, Command, MentionEdit, NewValue, ReviewedMention};
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, keymap, theme, widgets};
use egui::{RichText, Ui};

/// Others of the same name that are listed.
const MOST: usize = 40;

/// Draws it.
pub fn show(ui: &mut Ui, workspace: &Workspace, mention: &ReviewedMention, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    let item = &mention.item;
    parts_ui::heading(ui, item.kind.label(), Some(mention.review));
    parts_ui::quote(ui, &item.text);
    parts_ui::verdicts(ui, workspace, &[Verb::ApplyToAll, Verb::RejectAlike], actions);
    if workspace.can_edit() {
        ends(ui, actions);
        kinds(ui, mention, actions);
        if item.kind.is_name() {
            name(ui, workspace, mention, drafts, actions);
        }
        number(ui, mention, drafts, actions);
    }
    parts_ui::section(ui, "What is known");
    facts(ui, workspace, item);
    if let Some(before) = &mention.original {
        parts_ui::fact(ui, "The machine", &format!("{}: {}", before.kind.label(), before.text));
    }
    others(ui, workspace, mention, drafts, actions);
}

fn ends(ui: &mut Ui, actions: &mut Vec<Action>) {
    parts_ui::section(ui, "Ends of the words");
    ui.horizontal_wrapped(|ui| {
        for verb in [Verb::StartLeft, Verb::StartRight, Verb::EndLeft, Verb::EndRight] {
            let text = RichText::new(verb.label()).small();
            if ui.add(egui::Button::new(text).shortcut_text(RichText::new(keymap::text(ui, verb)).small())).on_hover_text(keymap::tip(ui, verb)).clicked() {
                actions.push(Action::Do(verb));
            }
        }
    });
}

/// The kinds with the digits that stand for them.
fn kinds(ui: &mut Ui, mention: &ReviewedMention, actions: &mut Vec<Action>) {
    parts_ui::section(ui, "Kind");
    let look = theme::look(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(theme::SMALL, theme::SMALL);
        for (i, kind) in Kind::ALL.into_iter().enumerate() {
            let chosen = kind == mention.item.kind;
            let digit = if i < 10 { format!("{}  ", (i + 1) % 10) } else { String::new() };
            let text = RichText::new(format!("{digit}{}", kind.label())).small().color(theme::kind_colour(kind, look));
            let response = ui.add(egui::Button::selectable(chosen, text).frame(true));
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, format!("Kind {}", kind.label())));
            if response.clicked() && !chosen {
                actions.push(Action::Edit(edit(mention, MentionEdit { kind: Some(kind), ..MentionEdit::default() })));
            }
        }
    });
}

fn edit(mention: &ReviewedMention, edit: MentionEdit) -> Command {
    Command::Correct(mention.target.clone(), NewValue::Mention(edit))
}

/// The canonical name; of places, the gazetteer's readings are offered.
fn name(ui: &mut Ui, workspace: &Workspace, mention: &ReviewedMention, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    const NAME: &str = "Edit name";
    parts_ui::section(ui, "Name of the entity");
    let shape = Shape { name: NAME, value: mention.item.entity.clone().unwrap_or_default(), hint: "canonical name", width: f32::INFINITY };
    let is_place = matches!(mention.item.kind, Kind::Place | Kind::Facility);
    let known = |text: &str| {
        let entry = workspace.lexicon().and_then(|l| l.named(text.trim()).find(|e| e.geo.is_some() == is_place).cloned());
        let entity = entry.as_ref().map_or_else(|| text.trim().to_owned(), |e| e.name.clone());
        Ok(edit(
            mention,
            MentionEdit { entity: Some(entity), entity_id: entry.as_ref().map(|e| e.id.clone()), geo: entry.and_then(|e| e.geo), ..MentionEdit::default() },
        ))
    };
    drafts.line(ui, &shape, !is_place, known, actions);
    if !is_place {
        return;
    }
    let wanted = drafts.typed(NAME).map_or_else(|| mention.item.entity.clone().unwrap_or_else(|| mention.item.text.clone()), str::to_owned);
    for entry in workspace.lexicon().map(|l| l.places(wanted.trim())).unwrap_or_default().iter().take(5) {
        let found = parse::place(entry);
        let text = format!("{} · {}", words::place(&found, workspace.lexicon()), words::place_precision(found.precision));
        let chosen = entry.geo.is_some() && entry.geo == mention.item.geo;
        if ui.add(egui::Button::selectable(chosen, RichText::new(text).small()).truncate()).clicked() && !chosen {
            drafts.forget(NAME);
            let new = MentionEdit { entity: Some(entry.name.clone()), entity_id: Some(entry.id.clone()), geo: entry.geo.clone(), ..MentionEdit::default() };
            actions.push(Action::Edit(edit(mention, new)));
        }
    }
}

/// The number of a count.
fn number(ui: &mut Ui, mention: &ReviewedMention, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    let Some(Value::Count { count, binding }) = &mention.item.value else { return };
    parts_ui::section(ui, "Number");
    let best = count.best.or(count.low).or(count.high);
    let shape = Shape { name: "Edit number", value: best.map(|n| n.to_string()).unwrap_or_default(), hint: "number", width: 80.0 };
    let meaning = |text: &str| match parse::with_best(Some(*count), parse::number(text)?) {
        crate::model::FieldValue::Count(count) => {
            Ok(edit(mention, MentionEdit { value: Some(Value::Count { count, binding: *binding }), ..MentionEdit::default() }))
        }
        _ => Err("Type a number; to say that it is none, reject the words.".to_owned()),
    };
    drafts.line(ui, &shape, true, meaning, actions);
}

fn facts(ui: &mut Ui, workspace: &Workspace, item: &Mention) {
    parts_ui::fact(ui, "Name", item.entity.as_deref().unwrap_or_default());
    parts_ui::fact(ui, "Value", &value(item));
    if let Some(Geo { lat, lon, country, precision, .. }) = &item.geo {
        let country = country.as_deref().map(|c| words::country(c, workspace.lexicon())).unwrap_or_default();
        parts_ui::fact(ui, "Country", &country);
        let digits = if words::place_precision(*precision) == "country only" { 0 } else { 3 };
        parts_ui::fact(ui, "Coordinates", &format!("{lat:.digits$}, {lon:.digits$} ({})", words::place_precision(*precision)));
    }
    parts_ui::fact(ui, "Found by", &item.rule);
    parts_ui::fact(ui, "Confidence", &format!("{:.0} %", item.confidence * 100.0));
}

/// The normal form in words.
fn value(item: &Mention) -> String {
    match &item.value {
        Some(Value::When { date: Some(date), time, .. }) => {
            let time = time.as_ref().map(|t| format!(", {t}")).unwrap_or_default();
            format!("{}{time}", words::date(date))
        }
        Some(Value::When { date: None, .. }) => "no day could be worked out".to_owned(),
        Some(Value::Count { count, binding }) => {
            let role = binding.map(|b| format!(" {}", b.role.key())).unwrap_or_default();
            format!("{}{role}", words::count(*count))
        }
        Some(Value::Source { stance, via, .. }) => format!("{}{}", stance.key(), via.as_ref().map(|v| format!(" to {v}")).unwrap_or_default()),
        Some(Value::Trigger { trigger }) => trigger.key().to_owned(),
        None => String::new(),
    }
}

fn others(ui: &mut Ui, workspace: &Workspace, mention: &ReviewedMention, drafts: &Drafts, actions: &mut Vec<Action>) {
    let others = drafts.others.get((workspace.revision, mention.target.clone()), || review::others(&workspace.dataset, mention, MOST));
    if others.count == 0 {
        return;
    }
    parts_ui::section(ui, &format!("Also named {} {}", others.count, if others.count == 1 { "time" } else { "times" }));
    for other in &others.first {
        let Some(article) = workspace.dataset.article(&other.item.article) else { continue };
        ui.horizontal(|ui| {
            widgets::review_mark(ui, other.review);
            let text = RichText::new(around(&article.article.text, other.item.span)).small();
            let label = egui::Label::new(text).truncate().sense(egui::Sense::click());
            if ui.add(label).on_hover_text(article.article.name()).clicked() {
                actions.push(Action::Select(other.target.clone()));
            }
        });
    }
    if others.count > others.first.len() {
        ui.weak(format!("and {} more", others.count - others.first.len()));
    }
}
