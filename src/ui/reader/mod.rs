//! The reader: an article's text with its highlights.

use crate::ui::{Action, Workspace};

/// The reader with what it keeps for itself.
#[derive(Default)]
pub struct Reader {}

impl Reader {
    /// Draws it.
    pub fn show(&mut self, ui: &mut egui::Ui, workspace: &Workspace, _actions: &mut Vec<Action>) {
        ui.label(workspace.shown().map_or("No article", |a| a.article.text.as_str()));
    }
}
