//! The card of an event: fields, notes, reports, joining.

use super::draft::{Drafts, Shape};
use super::versions::{event_lines, versions};
use super::{field_ui, join, parts_ui, words};
use crate::model::Event;
use crate::review::{Command, ReviewedEvent, ReviewedReport, Target};
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, selection, theme, widgets};
use egui::{Label, RichText, Ui};

/// Draws it.
pub fn show(ui: &mut Ui, workspace: &Workspace, event: &ReviewedEvent, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    parts_ui::heading(ui, &title(&event.item, workspace), Some(event.review));
    let (reports, sources) = (event.item.reports.len(), event.item.independent_sources);
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    ui.weak(format!("{reports} report{}, {sources} independent source{}", plural(reports), plural(sources as usize)));
    let conflicts = event.item.conflicts.iter().filter(|c| !event.field_review(c.field).is_decided()).count();
    if conflicts > 0 {
        let text = format!("⚠ The reports do not agree on {conflicts} field{}", plural(conflicts));
        ui.label(RichText::new(text).small().color(theme::palette(ui).warn));
    }
    parts_ui::verdicts(ui, workspace, &[Verb::Evidence, Verb::Join], actions);
    if workspace.joining {
        return joining(ui, workspace, event, drafts, actions);
    }
    ui.add_space(theme::SMALL);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for line in event_lines(&workspace.dataset, event) {
            let open = field_ui::is_open(workspace.selected.as_ref(), line.field);
            let said = if open { versions(&workspace.dataset, &event.item, line.field) } else { Vec::new() };
            field_ui::show(ui, workspace, &line, &said, drafts, actions);
        }
    });
    notes(ui, workspace, event, drafts, actions);
    reports_of(ui, workspace, event, actions);
}

/// `4 Jan 2024 · Air/drone strike · Baghdad`.
pub fn title(event: &Event, workspace: &Workspace) -> String {
    line(event, workspace.lexicon())
}

/// As [`title`], for threads that have no workspace.
pub fn line(event: &Event, lexicon: Option<&crate::lexicon::Lexicon>) -> String {
    let f = &event.fields;
    let date = f.date.as_ref().map_or_else(|| "Date unknown".to_owned(), words::date);
    let kind = f.event_type.as_deref().map(|t| words::event_type(t, lexicon));
    let parts: Vec<String> = [Some(date), kind, f.place.as_ref().map(|p| p.name.clone())].into_iter().flatten().collect();
    parts.join(" · ")
}

fn notes(ui: &mut Ui, workspace: &Workspace, event: &ReviewedEvent, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    if !event.item.notes.is_empty() {
        parts_ui::section(ui, "Note");
        ui.add(Label::new(&event.item.notes).wrap());
    }
    parts_ui::section(ui, "Coder’s note");
    if workspace.can_edit() && event.decision.is_some() {
        let shape = Shape { name: "Edit note", value: event.note().unwrap_or_default().to_owned(), hint: "why it was decided so", width: f32::INFINITY };
        let target = event.target.clone();
        drafts.line(ui, &shape, true, |text| Ok(Command::Note(target.clone(), text.trim().to_owned())), actions);
    } else {
        ui.weak(event.note().unwrap_or("A note goes with a decision: accept or reject the event first."));
    }
}

fn reports_of(ui: &mut Ui, workspace: &Workspace, event: &ReviewedEvent, actions: &mut Vec<Action>) {
    parts_ui::section(ui, "Reports");
    for report in event.item.reports.iter().filter_map(|id| workspace.dataset.report(id)) {
        one_report(ui, workspace, report, actions);
    }
}

fn one_report(ui: &mut Ui, workspace: &Workspace, report: &ReviewedReport, actions: &mut Vec<Action>) {
    let Some(article) = workspace.dataset.article(&report.item.article) else { return };
    let item = &article.article;
    let outlet = item.outlet.as_ref().map_or(item.path.as_str(), |o| o.value.as_str());
    let date = item.published.as_ref().map_or_else(|| "date unknown".to_owned(), |p| widgets::date_words(p.value));
    let place = if report.item.foreground { "" } else { " · told as background" };
    ui.horizontal_wrapped(|ui| {
        widgets::review_mark(ui, report.review);
        ui.label(RichText::new(outlet).strong());
        ui.weak(format!("{date}{place}"));
        if ui.small_button("Open report").on_hover_text("What this article says by itself; there it can be split off").clicked() {
            actions.push(Action::Select(report.target.clone()));
        }
    });
    let quote = super::versions::around(&item.text, report.item.key.span);
    let source = super::versions::Source {
        article: item.id.clone(),
        name: item.name().to_owned(),
        agencies: item.agencies.iter().map(|a| a.value.clone()).collect(),
        span: Some(report.item.key.span),
        quote,
    };
    parts_ui::source(ui, &source, actions);
    ui.add_space(theme::SMALL);
}

fn joining(ui: &mut Ui, workspace: &Workspace, event: &ReviewedEvent, drafts: &Drafts, actions: &mut Vec<Action>) {
    parts_ui::section(ui, "Join with which event?");
    let found = drafts.joins.get((workspace.revision, event.target.clone()), || join::candidates(workspace, event));
    if found.is_empty() {
        ui.weak("No other event is near in time, place or by who did it.");
    }
    for (i, candidate) in found.iter().enumerate() {
        let Some(other) = selection::event(&workspace.dataset, &candidate.target) else { continue };
        let button = egui::Button::new(title(&other.item, workspace)).shortcut_text((i + 1).to_string()).wrap();
        if ui.add(button).clicked() {
            actions.push(Action::Pick(i + 1));
        }
        let outlets: Vec<&str> = other.item.articles.iter().map(String::as_str).collect();
        ui.label(RichText::new(format!("{} — {}", candidate.why, outlets.join(", "))).small().color(theme::palette(ui).muted));
    }
    ui.add_space(theme::SMALL);
    if ui.add(egui::Button::new("Do not join").shortcut_text("Esc")).clicked() {
        actions.push(Action::Do(Verb::Back));
    }
}

/// The command that joins `event` with the candidate numbered `number`.
pub fn joined(workspace: &Workspace, event: &ReviewedEvent, number: usize) -> Option<Command> {
    let found = join::candidates(workspace, event);
    let other: &Target = &found.get(number.checked_sub(1)?)?.target;
    Some(Command::SameEvent(join::key(&event.target)?.clone(), join::key(other)?.clone()))
}
