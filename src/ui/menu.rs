//! The menu bar: the table of verbs, and what undo would take back.

use super::verb::{Menu, Row, VERBS, Verb};
use super::widgets;
use super::{Action, Workspace, keymap};
use egui::Ui;

/// Draws the bar.
pub fn show(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    egui::MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.label(), |ui| VERBS.iter().filter(|r| r.menu == menu).for_each(|row| entry(ui, row, workspace, actions)));
        }
    });
}

fn entry(ui: &mut Ui, row: &Row, workspace: &Workspace, actions: &mut Vec<Action>) {
    if starts_group(row.verb) {
        ui.separator();
    }
    let label = match row.verb {
        Verb::Undo => workspace.journal.undo_label(),
        Verb::Redo => workspace.journal.redo_label(),
        _ => None,
    };
    let button = egui::Button::new(label.unwrap_or_else(|| row.label.to_owned())).shortcut_text(keymap::text(ui, row.verb));
    if ui.add_enabled(widgets::enabled(row.verb, workspace), button).on_hover_text(row.tip).clicked() {
        actions.push(Action::Do(row.verb));
    }
}

fn starts_group(verb: Verb) -> bool {
    matches!(
        verb,
        Verb::Reload
            | Verb::Settings
            | Verb::EditValue
            | Verb::SelectWord
            | Verb::AcceptSeen
            | Verb::Join
            | Verb::Next
            | Verb::NextArticle
            | Verb::Search
            | Verb::PageDown
            | Verb::Palette
    )
}
