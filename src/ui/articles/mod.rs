//! The list of articles: which are shown, and what stands in their rows.

use crate::ui::{Action, Workspace};

/// The list with what it keeps for itself.
#[derive(Default)]
pub struct ArticleList {}

impl ArticleList {
    /// Draws it.
    pub fn show(&mut self, ui: &mut egui::Ui, workspace: &Workspace, _actions: &mut Vec<Action>) {
        ui.weak(format!("{} articles", workspace.dataset.articles.len()));
    }
}
