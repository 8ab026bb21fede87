//! The page before anything is open.

use super::theme;
use super::verb::Verb;
use super::{Action, Workspace, keymap};
use egui::{RichText, Ui, vec2};
use std::path::Path;

/// The page with the path that is being typed.
#[derive(Default)]
pub struct Welcome {
    path: String,
}

const WIDTH: f32 = 420.0;

impl Welcome {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        egui::ScrollArea::vertical().show(ui, |ui| {
            ui.vertical_centered(|ui| {
                ui.add_space((ui.available_height() * 0.12).max(theme::LARGE));
                ui.label(RichText::new("Dateline").font(theme::strong_font(30.0)));
                ui.label(RichText::new("Who attacked whom, where, when, and with how many casualties.").color(theme::palette(ui).muted));
                ui.add_space(theme::LARGE);
                for verb in [Verb::OpenFolder, Verb::OpenProject, Verb::OpenSample] {
                    big_button(ui, verb, actions);
                }
                ui.add_space(theme::SMALL);
                ui.weak("or drop a folder here");
                ui.add_space(theme::MEDIUM);
                self.path_field(ui, actions);
                ui.add_space(theme::LARGE);
                recent(ui, workspace, actions);
            });
        });
    }

    fn path_field(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        ui.allocate_ui(vec2(WIDTH, 28.0), |ui| {
            ui.horizontal(|ui| {
                let label = ui.weak("Path");
                let field = ui
                    .add(egui::TextEdit::singleline(&mut self.path).hint_text("folder of articles, or a .dateline file").desired_width(WIDTH - 110.0))
                    .labelled_by(label.id);
                let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
                let typed = !self.path.trim().is_empty();
                if (ui.add_enabled(typed, egui::Button::new("Open")).clicked() || entered) && typed {
                    actions.push(Action::Open(self.path.trim().into()));
                }
            });
        });
    }
}

fn big_button(ui: &mut Ui, verb: Verb, actions: &mut Vec<Action>) {
    let button = egui::Button::new(RichText::new(verb.label()).size(15.0)).shortcut_text(keymap::text(ui, verb)).min_size(vec2(WIDTH, 34.0));
    if ui.add(button).on_hover_text(keymap::tip(ui, verb)).clicked() {
        actions.push(Action::Do(verb));
    }
}

fn recent(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    if workspace.settings.recent.is_empty() {
        return;
    }
    ui.label(RichText::new("Recent projects").color(theme::palette(ui).muted));
    for path in &workspace.settings.recent {
        ui.allocate_ui(vec2(WIDTH, 24.0), |ui| {
            ui.horizontal(|ui| {
                if ui.link(project_name(path)).on_hover_text(path.display().to_string()).clicked() {
                    actions.push(Action::Open(path.clone()));
                }
                if ui.small_button("✖").on_hover_text("Take it off this list; the project stays").clicked() {
                    actions.push(Action::Forget(path.clone()));
                }
            });
        });
    }
}

/// The name of a project: its file's, without the hash that keeps files apart.
pub fn project_name(path: &Path) -> String {
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let cut = stem.rsplit_once('-').filter(|(_, hash)| hash.len() == 8 && hash.chars().all(|c| c.is_ascii_hexdigit()));
    cut.map_or_else(|| stem.clone(), |(name, _)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_is_named_without_the_hash_of_its_place() {
        assert_eq!(project_name(Path::new("/a/iraq-2024-0a1b2c3d.dateline")), "iraq-2024");
        assert_eq!(project_name(Path::new("/a/red-sea.dateline")), "red-sea");
    }
}
