//! What is selected, with every field, its evidence and verdicts.

use crate::ui::{Action, Workspace};

/// The panel with what it keeps for itself.
#[derive(Default)]
pub struct Inspector {}

impl Inspector {
    /// Draws it.
    pub fn show(&mut self, ui: &mut egui::Ui, workspace: &Workspace, _actions: &mut Vec<Action>) {
        ui.weak(if workspace.selected.is_some() { "Selected" } else { "Select a highlight or an event." });
    }
}
