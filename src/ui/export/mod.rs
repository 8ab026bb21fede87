//! The export dialog: which format, what of it, where to.

use crate::ui::{Action, Workspace};
use std::path::PathBuf;

/// What to write where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The format's key.
    pub format: String,
    /// The folder.
    pub folder: PathBuf,
    /// Only what was confirmed, corrected or added.
    pub reviewed_only: bool,
}

/// The dialog with its draft.
#[derive(Default)]
pub struct ExportDialog {}

impl ExportDialog {
    /// The file dialog was answered.
    pub fn folder_picked(&mut self, _folder: PathBuf) {}

    /// Draws it.
    pub fn show(&mut self, ui: &mut egui::Ui, _workspace: &Workspace, _actions: &mut Vec<Action>) {
        ui.weak("Export");
    }
}
