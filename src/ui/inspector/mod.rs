//! What is selected, with every field, its evidence and verdicts.

mod article_ui;
pub mod candidates;
mod dates;
pub(in crate::ui) mod draft;
pub mod event_ui;
mod field_ui;
pub mod join;
mod mention_ui;
mod month;
mod names_ui;
pub mod new_event;
pub mod new_tally;
pub mod parse;
mod parts_ui;
pub mod previous;
mod remarks_ui;
mod report_ui;
mod tally_ui;
pub mod versions;
pub mod words;

use crate::review::Target;
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, keymap, selection, theme, widgets};
use draft::Drafts;
use egui::{ScrollArea, Ui};

/// The panel with its drafts.
#[derive(Default)]
pub struct Inspector {
    drafts: Drafts,
}

impl Inspector {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        self.drafts.begin(workspace.selected.as_ref(), (workspace.focus_editor, workspace.focus_comment), actions);
        ui.add_space(theme::SMALL);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_width(ui.available_width());
            self.item(ui, workspace, actions);
            ui.add_space(theme::LARGE);
        });
        self.drafts.end();
    }

    fn item(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let dataset = &workspace.dataset;
        let Some(item) = &workspace.selected else { return nothing(ui, workspace, actions) };
        let drafts = &mut self.drafts;
        remarks_ui::show(ui, workspace, item, drafts, actions);
        if let Some(mention) = selection::mention(dataset, item) {
            mention_ui::show(ui, workspace, mention, drafts, actions);
        } else if let Some(event) = selection::event(dataset, item) {
            event_ui::show(ui, workspace, event, drafts, actions);
        } else if let Some(report) = selection::report(dataset, item) {
            report_ui::show(ui, workspace, report, drafts, actions);
        } else if let Some(tally) = selection::tally(dataset, item) {
            tally_ui::show(ui, workspace, tally, drafts, actions);
        } else if let Target::Article { article } | Target::ArticleField { article, .. } = item {
            if let Some(article) = dataset.article(article) {
                article_ui::show(ui, workspace, article, drafts, actions);
            }
        } else {
            widgets::empty_state(ui, "No longer there", "What was selected has been taken away or joined with something else.", &[Verb::Undo], actions);
        }
    }
}

fn nothing(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    if workspace.marked.is_some() {
        return marked(ui, workspace, actions);
    }
    ui.add_space(ui.available_height() * 0.25);
    ui.vertical_centered(|ui| {
        ui.label(egui::RichText::new("Nothing is selected").font(theme::strong_font(16.0)));
        ui.weak("Click a highlight, an event or a headline, or go to the first.");
        ui.add_space(theme::MEDIUM);
        widgets::verb_button(ui, Verb::Next, true, actions);
        ui.add_space(2.0);
        widgets::verb_button(ui, Verb::NextOpen, true, actions);
    });
}

/// Words are marked: what can be made of them.
fn marked(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    let words = workspace.marked_text().unwrap_or_default();
    parts_ui::heading(ui, "Marked words", None);
    parts_ui::quote(ui, words);
    ui.add_space(theme::SMALL);
    ui.weak("1–9 and 0 mark them as a kind. Shift and Alt with ← and → move the ends by a word.");
    ui.add_space(theme::SMALL);
    ui.add_enabled_ui(workspace.can_edit(), |ui| {
        if ui.add(egui::Button::new("New event from these words").shortcut_text(keymap::text(ui, Verb::EditValue))).clicked() {
            actions.push(Action::Do(Verb::EditValue));
        }
        if ui.add(egui::Button::new("New running total from these words").shortcut_text("0")).clicked() {
            actions.push(Action::AddMention(crate::model::Kind::Tally));
        }
        widgets::verb_button(ui, Verb::Boilerplate, true, actions);
    });
}
