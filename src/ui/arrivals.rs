//! What is read while a folder is gone through: shown now and then, and handed to the writer.

use super::app::App;
use super::workspace::Workspace;
use crate::model::{Extraction, Reading, Sheet};
use crate::review;
use crate::store::ProblemRow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// While a folder is read, readings are stored and the list is made anew no more often than this.
const REFRESH: Duration = Duration::from_millis(400);
/// So many articles, the first of the folder, are in the list before it is put together: what is in the list stays in memory until then.
const SHOWN: usize = 2000;

impl App {
    /// Hands what was read to the writer, and shows it now and then.
    pub(super) fn show_read(&mut self, ctx: &egui::Context) {
        let written = self.session.written_at.map_or(REFRESH, |at| at.elapsed());
        if written >= REFRESH {
            self.write_read();
        } else if !self.session.unwritten.is_empty() {
            ctx.request_repaint_after(REFRESH.saturating_sub(written));
        }
        if self.session.unshown.is_empty() {
            return;
        }
        let waited = self.session.shown_at.map_or(REFRESH, |at| at.elapsed());
        let wait = REFRESH.max(self.session.took * 10);
        if waited < wait && !self.workspace.dataset.articles.is_empty() {
            return ctx.request_repaint_after(wait.saturating_sub(waited));
        }
        let start = Instant::now();
        self.session.shown_at = Some(start);
        self.take_unshown();
        let workspace = &mut self.workspace;
        if !self.session.assembled {
            workspace.dataset = review::resolve(&workspace.extraction, workspace.journal.decisions());
            workspace.touch();
            show_first(workspace, &mut self.session.unasked);
            self.session.took = start.elapsed();
        }
    }

    /// Hands new readings to the writer; the first of a folder that was not put together wait to be shown.
    fn write_read(&mut self) {
        let fresh = std::mem::take(&mut self.session.unwritten);
        if fresh.is_empty() {
            return;
        }
        self.session.written_at = Some(Instant::now());
        let mut by_engine: BTreeMap<String, Vec<Arc<Reading>>> = BTreeMap::new();
        for (reading, by) in fresh {
            if self.is_to_be_shown(&reading) {
                self.session.unshown.push(Arc::clone(&reading));
            }
            by_engine.entry(by).or_default().push(reading);
        }
        for (by, readings) in by_engine {
            if let Some(Err(error)) = self.session.writer.as_ref().map(|w| w.put_readings(readings, &by)) {
                self.workspace.notices.fail(error.to_string());
            }
        }
    }

    fn is_to_be_shown(&self, reading: &Reading) -> bool {
        let there = &self.workspace.extraction.readings;
        let again = || there.iter().any(|s| s.head().id == reading.article.id);
        !self.session.assembled && (there.len() + self.session.unshown.len() < SHOWN || again())
    }

    /// Hands new readings to the writer and, until the folder is put together, the first of them to the list.
    pub(super) fn take_unshown(&mut self) {
        self.write_read();
        let fresh = std::mem::take(&mut self.session.unshown);
        if self.session.assembled || fresh.is_empty() {
            return;
        }
        let new: BTreeMap<&str, &Arc<Reading>> = fresh.iter().map(|r| (r.article.id.as_str(), r)).collect();
        let mut sheets = self.workspace.extraction.readings.clone();
        sheets.retain(|s| !new.contains_key(s.head().id.as_str()));
        sheets.extend(new.into_values().map(|r| Sheet::here(Arc::clone(r))));
        sheets.sort_by(|a, b| a.head().path.cmp(&b.head().path));
        self.workspace.extraction = Arc::new(Extraction::of(sheets));
    }

    /// What the writer has to know once the folder was gone through.
    pub(super) fn reading_done(&mut self, gone: Vec<String>, cancelled: bool) {
        self.take_unshown();
        if cancelled {
            self.workspace.notices.tell("Stopped. What was read so far is here; “Read the folder again” goes on.", Instant::now());
        }
        let file = self.project_file();
        let problems =
            self.workspace.problems.iter().filter(|p| p.path != file).map(|p| ProblemRow { path: p.path.clone(), message: p.text.clone() }).collect();
        if let Some(writer) = &self.session.writer {
            self.session.info.folder = self.workspace.project.as_ref().and_then(|p| p.folder.as_ref()).map(|f| f.display().to_string());
            self.session.info.lexicon = self.workspace.versions.as_ref().map(|v| v.lexicon.clone()).unwrap_or_default();
            let told = writer.mark_gone(gone).and_then(|()| writer.put_problems(problems)).and_then(|()| writer.set_info(self.session.info.clone()));
            if let Err(error) = told {
                self.workspace.notices.fail(error.to_string());
            }
        }
    }
}

/// Shows the first article where the analyst has not chosen one, or where the shown one is gone.
pub(super) fn show_first(workspace: &mut Workspace, unasked: &mut Option<String>) {
    let chosen = workspace.article != *unasked || workspace.selected.is_some() || workspace.marked.is_some();
    if workspace.shown().is_none() || !chosen {
        workspace.article = workspace.dataset.articles.first().map(|a| a.head.id.clone());
        unasked.clone_from(&workspace.article);
    }
}
