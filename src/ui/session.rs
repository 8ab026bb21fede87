//! What an open project needs besides the screen: the engine, the writer, jobs. The part of `App` that is not drawing.

use super::app::App;
use super::export::Request;
use super::perform;
use super::workspace::{Saving, Workspace};
use crate::review::Row;
use crate::store::Settings;
use std::path::Path;

impl App {
    /// Opens a folder of articles or a project file in the background.
    pub(super) fn open(&mut self, path: &Path) {
        self.workspace.notices.fail(format!("Opening is not ready yet: {}", path.display()));
    }

    /// Opens the articles that come with the program.
    pub(super) fn open_sample(&mut self) {}

    /// Reads the folder again.
    pub(super) fn reload(&mut self) {}

    /// Writes the dataset in the background.
    pub(super) fn export(&mut self, _request: Request) {}

    /// Back to the welcome page.
    pub(super) fn close_project(&mut self) {
        self.jobs.cancel_all();
        let old = std::mem::take(&mut self.workspace);
        self.workspace = Workspace { settings: old.settings, versions: old.versions, tasks: old.tasks, ..Workspace::default() };
    }

    /// The name under which decisions are kept.
    pub(super) fn coder(&self) -> String {
        let typed = self.workspace.settings.coder.trim();
        if !typed.is_empty() {
            return typed.to_owned();
        }
        std::env::var("USER").or_else(|_unset| std::env::var("USERNAME")).unwrap_or_else(|_unset| "coder".to_owned())
    }

    /// Changes the settings and keeps them.
    pub(super) fn keep_settings(&mut self, settings: Settings) {
        if let Err(error) = settings.save(&self.options.settings) {
            self.workspace.notices.fail(format!("The settings could not be kept: {error}"));
        }
        self.workspace.settings = settings;
    }

    /// Undo or redo: shows what changed.
    pub(super) fn take_back(&mut self, undo: bool) {
        let (by, at) = (self.coder(), jiff::Timestamp::now().to_string());
        let journal = &mut self.workspace.journal;
        let row = if undo { journal.undo(&by, &at) } else { journal.redo(&by, &at) };
        let Some(row) = row else {
            let sentence = if undo { "There is nothing to undo." } else { "There is nothing to redo." };
            return self.workspace.notices.tell(sentence, std::time::Instant::now());
        };
        let (item, label) = (perform::item_of(&row.changes), row.label.clone());
        self.written(row);
        if let Some(item) = item {
            perform::select(self, item);
        }
        self.workspace.notices.tell(format!("{}: {label}", if undo { "Undone" } else { "Done again" }), std::time::Instant::now());
    }

    /// A row was made: shows what it changes and hands it to the writer.
    pub(super) fn written(&mut self, row: Row) {
        let workspace = &mut self.workspace;
        workspace.dataset.refresh(&workspace.extraction, workspace.journal.decisions(), &row.changes);
        workspace.touch();
        workspace.saving = Saving { made: row.seq, ..workspace.saving.clone() };
    }
}
