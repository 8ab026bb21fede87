//! What could not be read, and decisions without a match.

use crate::ui::{Action, Workspace};

/// The panel with what it keeps for itself.
#[derive(Default)]
pub struct ProblemList {}

impl ProblemList {
    /// Draws it.
    pub fn show(&mut self, ui: &mut egui::Ui, workspace: &Workspace, _actions: &mut Vec<Action>) {
        ui.weak(if workspace.selected.is_some() { "Selected" } else { "Problems" });
    }
}
