//! All events as a table, the selected one with its reports beside each other.

use crate::ui::{Action, Workspace};

/// The panel with what it keeps for itself.
#[derive(Default)]
pub struct EventTable {}

impl EventTable {
    /// Draws it.
    pub fn show(&mut self, ui: &mut egui::Ui, workspace: &Workspace, _actions: &mut Vec<Action>) {
        ui.weak(if workspace.selected.is_some() { "Selected" } else { "Events" });
    }
}
