//! The settings dialog: a page for colours and names, a page for keys.

use super::dialog::{Dialog, Page};
use super::keymap_ui::KeysPage;
use super::{Action, Workspace, theme};
use crate::store::settings::{SIZES, Settings, Theme};
use egui::Ui;

/// The dialog with the draft of the coder's name.
#[derive(Default)]
pub struct SettingsDialog {
    coder: Option<String>,
    keys: KeysPage,
}

impl SettingsDialog {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, page: Page, actions: &mut Vec<Action>) {
        ui.set_width(640.0);
        ui.horizontal(|ui| {
            ui.heading("Settings");
            ui.add_space(theme::LARGE);
            for (other, name) in [(Page::General, "General"), (Page::Keys, "Keys of commands")] {
                if ui.selectable_label(page == other, name).clicked() {
                    actions.extend([Action::Rebind(None), Action::Ask(Dialog::Settings(other))]);
                }
            }
        });
        ui.add_space(theme::MEDIUM);
        match page {
            Page::General => self.general(ui, workspace, actions),
            Page::Keys => self.keys.show(ui, workspace, actions),
        }
        ui.add_space(theme::MEDIUM);
        if ui.add(egui::Button::new("Close").shortcut_text("Esc")).clicked() {
            self.coder = None;
            actions.push(Action::CloseDialog);
        }
    }

    fn general(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let mut settings = workspace.settings.clone();
        egui::Grid::new("settings").num_columns(2).spacing([theme::LARGE, theme::MEDIUM]).show(ui, |ui| {
            ui.label("Colours");
            ui.horizontal(|ui| {
                for (theme, name) in [(Theme::System, "As the desktop"), (Theme::Light, "Light"), (Theme::Dark, "Dark")] {
                    ui.radio_value(&mut settings.theme, theme, name);
                }
            });
            ui.end_row();
            ui.label("Contrast");
            ui.checkbox(&mut settings.contrast, "Strong contrast").on_hover_text("Black and white in place of greys, clear edges, deeper colours");
            ui.end_row();
            size(ui, &mut settings);
            ui.end_row();
            self.name(ui, &mut settings);
            ui.end_row();
        });
        if settings != workspace.settings {
            actions.push(Action::SetSettings(settings));
        }
    }

    fn name(&mut self, ui: &mut Ui, settings: &mut Settings) {
        let label = ui.label("Your name");
        let draft = self.coder.get_or_insert_with(|| settings.coder.clone());
        let field = ui.add(egui::TextEdit::singleline(draft).hint_text("kept with every decision")).labelled_by(label.id);
        if field.changed() || field.lost_focus() {
            draft.trim().clone_into(&mut settings.coder);
        }
    }
}

fn size(ui: &mut Ui, settings: &mut Settings) {
    ui.label("Text size");
    let now = settings.size();
    ui.horizontal(|ui| {
        let combo = egui::ComboBox::from_id_salt("text size").selected_text(format!("{now} %")).show_ui(ui, |ui| {
            for size in SIZES {
                if ui.selectable_label(size == now, format!("{size} %")).clicked() {
                    settings.zoom = size;
                }
            }
        });
        combo.response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::ComboBox, true, "Text size"));
        ui.weak("Everything grows with it. Ctrl+Plus, Ctrl+Minus and Ctrl+0 do the same.");
    });
}
