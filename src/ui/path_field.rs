//! A path, typed, where the desktop shows no file dialog.

use super::Action;
use super::picker::Wanted;
use egui::Ui;

/// The dialog with its draft.
#[derive(Default)]
pub struct PathField {
    path: String,
}

impl PathField {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, wanted: Wanted, actions: &mut Vec<Action>) {
        ui.set_width(460.0);
        ui.heading(wanted.title());
        ui.label("This desktop shows no file dialog. Type or paste the path, or drop the folder on the window.");
        let label = ui.weak("Path");
        let field = ui.add(egui::TextEdit::singleline(&mut self.path).desired_width(f32::INFINITY)).labelled_by(label.id);
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        if !entered && !field.has_focus() && self.path.is_empty() {
            field.request_focus();
        }
        ui.horizontal(|ui| {
            let saves = matches!(wanted, Wanted::Copy | Wanted::Picture(_));
            let typed = !self.path.trim().is_empty();
            if (ui.add_enabled(typed, egui::Button::new(if saves { "Save there" } else { "Open this path" })).clicked() || entered) && typed {
                actions.push(Action::CloseDialog);
                let path = std::mem::take(&mut self.path).trim().into();
                actions.push(match wanted {
                    Wanted::Copy => Action::SaveCopy(path),
                    Wanted::Picture(_) => Action::PictureTo(path),
                    Wanted::Coder | Wanted::CoderFolder => Action::OpenCoder(path),
                    Wanted::Events => Action::LayOver(Some(path)),
                    _ => Action::Open(path),
                });
            }
            if ui.button("Cancel").clicked() {
                actions.push(Action::CloseDialog);
            }
        });
    }
}
