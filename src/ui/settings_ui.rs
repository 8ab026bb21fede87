//! The settings dialog.

use super::{Action, Workspace};
use crate::store::settings::Theme;
use egui::Ui;

/// The dialog with the draft of the coder's name.
#[derive(Default)]
pub struct SettingsDialog {
    coder: Option<String>,
}

impl SettingsDialog {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        ui.set_width(420.0);
        ui.heading("Settings");
        let mut settings = workspace.settings.clone();
        egui::Grid::new("settings").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
            ui.label("Colours");
            ui.horizontal(|ui| {
                for (theme, name) in [(Theme::System, "As the desktop"), (Theme::Light, "Light"), (Theme::Dark, "Dark")] {
                    ui.radio_value(&mut settings.theme, theme, name);
                }
            });
            ui.end_row();
            let label = ui.label("Your name");
            let draft = self.coder.get_or_insert_with(|| settings.coder.clone());
            let field = ui.add(egui::TextEdit::singleline(draft).hint_text("kept with every decision")).labelled_by(label.id);
            if field.changed() || field.lost_focus() {
                draft.trim().clone_into(&mut settings.coder);
            }
            ui.end_row();
        });
        if settings != workspace.settings {
            actions.push(Action::SetSettings(settings));
        }
        ui.add_space(8.0);
        if ui.add(egui::Button::new("Close").shortcut_text("Esc")).clicked() {
            self.coder = None;
            actions.push(Action::CloseDialog);
        }
    }
}
