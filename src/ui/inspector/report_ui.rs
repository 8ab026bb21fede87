//! The card of a report: what one article says about one event, and who says so.

use super::draft::Drafts;
use super::versions::{Source, Version, around, report_lines, source};
use super::{event_ui, field_ui, parts_ui};
use crate::model::FieldValue;
use crate::review::ReviewedReport;
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, theme};
use egui::Ui;

/// Draws it.
pub fn show(ui: &mut Ui, workspace: &Workspace, report: &ReviewedReport, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    let name = workspace.dataset.article(&report.item.article).map_or("", |a| a.article.name());
    parts_ui::heading(ui, "Report", Some(report.review));
    ui.add(egui::Label::new(name).wrap());
    parts_ui::quote(ui, &report.item.key.quote);
    if let Some(event) = workspace.dataset.event_of_report(&report.item.id)
        && ui.link(format!("of the event {}", event_ui::title(&event.item, workspace))).clicked()
    {
        actions.push(Action::Select(event.target.clone()));
    }
    parts_ui::verdicts(ui, workspace, &[Verb::Evidence, Verb::Split], actions);
    ui.add_space(theme::SMALL);
    parts_ui::fact(ui, "Told", if report.item.foreground { "as the news" } else { "as background" });
    parts_ui::fact(ui, "How real", report.item.modality.key());
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for line in report_lines(report) {
            let said = source(&workspace.dataset, report, line.field).filter(|_| line.value != FieldValue::Empty);
            let said: Vec<Version> = said.map(|s| Version { value: line.value.clone(), sources: vec![s] }).into_iter().collect();
            field_ui::show(ui, workspace, &line, &said, drafts, actions);
        }
    });
    attributions(ui, workspace, report, actions);
}

fn attributions(ui: &mut Ui, workspace: &Workspace, report: &ReviewedReport, actions: &mut Vec<Action>) {
    parts_ui::section(ui, "Who says so");
    if report.item.attribution.is_empty() {
        ui.weak("The article names no source for it.");
    }
    let Some(article) = workspace.dataset.article(&report.item.article) else { return };
    for said in &report.item.attribution {
        let via = said.via.as_ref().map(|v| format!(" to {v}")).unwrap_or_default();
        let about = said.about.as_ref().map(|a| format!(": {a}")).unwrap_or_default();
        let name = format!("{} {}{via}{about}", said.source, said.stance.key());
        let quote = around(&article.article.text, said.span);
        parts_ui::source(ui, &Source { article: article.article.id.clone(), name, agencies: Vec::new(), span: Some(said.span), quote }, actions);
    }
}
