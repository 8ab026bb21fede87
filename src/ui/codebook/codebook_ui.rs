//! Draws the codebook below the inspector.

use super::{Page, Rule, field_of, page, type_of};
use crate::lexicon::EventType;
use crate::model::Field;
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, theme, widgets};
use egui::{Label, RichText, ScrollArea, Ui};

/// Draws it.
pub fn show(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    let Page { about, behind, bearing } = page(workspace);
    ui.add_space(theme::SMALL);
    ui.horizontal(|ui| {
        ui.label(RichText::new(format!("Codebook: {about}")).font(theme::strong_font(14.0)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::named_button(ui, "✖", "Close the codebook").clicked() {
                actions.push(Action::Do(Verb::Codebook));
            }
        });
    });
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        definitions(ui, workspace);
        section(ui, "This value was chosen by", &behind, true);
        section(ui, if behind.is_empty() { "Rules" } else { "Rules that bear on it" }, &bearing, false);
    });
}

/// The definition of the type in focus; where the field of the type is open, those of all types.
fn definitions(ui: &mut Ui, workspace: &Workspace) {
    let Some(ontology) = workspace.lexicon().map(crate::lexicon::Lexicon::ontology) else { return };
    let chosen = type_of(workspace, ontology);
    if let Some(kind) = chosen {
        head(ui, "Type, after ACLED");
        definition(ui, kind);
    }
    if workspace.selected.as_ref().and_then(field_of) == Some(Field::Type) {
        head(ui, "The other types");
        ontology.types().iter().filter(|t| Some(t.key.as_str()) != chosen.map(|c| c.key.as_str())).for_each(|t| definition(ui, t));
    }
}

fn definition(ui: &mut Ui, kind: &EventType) {
    ui.add(Label::new(RichText::new(format!("{} · {}", kind.acled, kind.category)).font(theme::strong_font(12.0))).wrap());
    ui.add(Label::new(RichText::new(&kind.definition).small()).wrap());
    if let Some(yes) = kind.yes.first() {
        ui.add(Label::new(RichText::new(format!("For example: {yes}")).small().italics().color(theme::palette(ui).muted)).wrap());
    }
    ui.add_space(theme::SMALL);
}

fn section(ui: &mut Ui, title: &str, rules: &[Rule], strong: bool) {
    if rules.is_empty() {
        return;
    }
    head(ui, title);
    let palette = theme::palette(ui);
    for (id, text) in rules {
        ui.horizontal_top(|ui| {
            ui.add_sized([28.0, 16.0], Label::new(RichText::new(*id).small().strong().color(palette.accent)));
            let text = RichText::new(*text).small();
            let response = ui.add(Label::new(if strong { text.strong() } else { text }).wrap());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("Rule {id}")));
        });
    }
}

fn head(ui: &mut Ui, text: &str) {
    ui.add_space(theme::SMALL);
    ui.label(RichText::new(text).font(theme::strong_font(13.0)).color(theme::palette(ui).muted));
}
