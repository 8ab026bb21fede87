//! Puts the folder together again in the background, after decisions that ask for it, says what that changed, and keeps what it came to.

use super::app::App;
use super::dialog::Dialog;
use super::load::{self, Again, Known};
use super::workspace::Workspace;
use crate::model::Taught;
use crate::review::{self, Changes};
use crate::store::together;
use std::time::{Duration, Instant};

/// Articles that were looked at stay in memory up to this number.
const AT_HAND: usize = 200;
/// So often it is looked how many they are.
const TIDY: Duration = Duration::from_secs(5);

impl App {
    /// Lets go of articles that were looked at long ago; they are fetched again when they are looked at.
    pub(super) fn tidy(&mut self) {
        if self.session.tidied.is_some_and(|at| at.elapsed() < TIDY) {
            return;
        }
        self.session.tidied = Some(Instant::now());
        let Workspace { dataset, article, .. } = &mut self.workspace;
        if dataset.articles.iter().filter(|a| a.is_whole()).count() > AT_HAND {
            dataset.let_go(|id| article.as_deref() == Some(id));
        }
    }

    /// Keeps what the articles came to for the next opening, after the articles themselves.
    pub(super) fn keep_together(&mut self, settled: String, parts: Vec<Vec<u8>>) {
        self.take_unshown();
        let (Some(writer), Some(project)) = (&self.session.writer, &self.workspace.project) else { return };
        let path = together::path(&self.options.projects, &project.file);
        if let Err(error) = writer.keep_together(path, settled, parts) {
            self.workspace.notices.fail(error.to_string());
        }
    }

    /// The articles are read with this lexicon of the project's own, and stored so.
    pub(super) fn read_with(&mut self, taught: Vec<Taught>) {
        self.take_unshown();
        self.session.info.taught = taught;
        if let Some(Err(error)) = self.session.writer.as_ref().map(|w| w.set_info(self.session.info.clone())) {
            self.workspace.notices.fail(error.to_string());
        }
    }

    /// Puts the folder together again in the background, after decisions that ask for it.
    pub(super) fn reassemble(&mut self) {
        if self.session.assembling || !self.session.assembled {
            return;
        }
        self.session.assembling = true;
        let (session, journal) = (&self.session, &self.workspace.journal);
        let again = Again {
            session: session.number,
            readings: session.readings.clone(),
            guidance: session.guidance.clone(),
            dataset: self.workspace.dataset.clone(),
            engine: session.engine.clone(),
        };
        let known = Known { decisions: journal.decisions().clone(), seq: journal.rows().last().map_or(0, |r| r.seq) };
        let teaches = review::taught(&known.decisions) != again.guidance.taught;
        let name = if teaches { "Reading again" } else { "Putting events together" };
        let task = self.jobs.start(name, false, move |handle| load::reassemble(again, &known, handle));
        self.workspace.tasks.push(task);
    }

    /// What reading again changed: shown where the analyst waits for it, else told.
    pub(super) fn show_changes(&mut self, changes: Changes) {
        let workspace = &mut self.workspace;
        let waits = matches!(workspace.dialog, Some(Dialog::Teach | Dialog::Changes));
        if waits {
            workspace.dialog = Some(Dialog::Changes);
        } else {
            workspace.notices.tell(super::teach::summary(&changes), Instant::now());
        }
        workspace.changes = Some(changes);
    }
}
