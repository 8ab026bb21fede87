//! The page that compares two coders: another analyst's decisions over the same articles, how far both agree, and what is left to settle.

mod coders_ui;
mod open;

pub use coders_ui::CodersPage;

use super::app::App;
use super::job::Message;
use super::perform;
use super::workspace::{View, Workspace};
use crate::agreement::{Difference, Table, agreement, differences, is_settled};
use crate::review::{self, Dataset};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// Another coder's view of the open folder.
pub struct Coder {
    /// Their name.
    pub name: String,
    /// Our extraction under their decisions.
    pub dataset: Dataset,
    /// What could not be used, in words for the analyst.
    pub problems: Vec<String>,
}

/// How both compare.
pub struct Comparison {
    /// The other.
    pub coder: Arc<Coder>,
    /// Percent, kappa and F1.
    pub table: Table,
    /// What they do not agree on, the open ones first.
    pub differences: Vec<Difference>,
    /// How many of these are still open; they come first.
    pub open: usize,
    /// How many were settled, those that agree since among them.
    pub settled: usize,
    /// Our dataset when both were compared.
    pub revision: u64,
}

impl App {
    /// Opens another analyst's decisions in the background.
    pub(in crate::ui) fn open_coder(&mut self, path: &Path) {
        let ask = open::Ask {
            path: path.to_owned(),
            own: self.workspace.project.as_ref().map(|p| p.file.clone()),
            readings: self.session.readings.clone(),
            decisions: self.workspace.journal.decisions().clone(),
            engine: self.session.engine.clone(),
        };
        let task = self.jobs.start("Opening another coder", false, move |handle| match open::coder(&ask, handle) {
            Ok(coder) => handle.mail.send(Message::Coder(Arc::new(coder))),
            Err(why) => handle.mail.send(Message::Failed(format!("{}: {why:#}", ask.path.display()))),
        });
        self.workspace.tasks.push(task);
    }

    /// Another coder is there.
    pub(in crate::ui) fn show_coder(&mut self, coder: Arc<Coder>) {
        coder.problems.iter().take(3).for_each(|p| self.workspace.notices.tell(p.clone(), Instant::now()));
        self.workspace.view = View::Coders;
        self.workspace.coder = Some(coder);
        self.workspace.comparison = None;
    }

    /// Compares anew where the page is shown and the dataset has changed.
    pub(in crate::ui) fn keep_comparison(&mut self) {
        let workspace = &mut self.workspace;
        let Some(coder) = &workspace.coder else { return };
        let stale = workspace.comparison.as_ref().is_none_or(|c| c.revision != workspace.revision);
        if workspace.view != View::Coders || !stale || workspace.comparing {
            return;
        }
        workspace.comparing = true;
        let (coder, dataset, revision) = (Arc::clone(coder), workspace.dataset.clone(), workspace.revision);
        let decisions = workspace.journal.decisions().clone();
        let compare = move |handle: &super::job::Handle| {
            let table = agreement(&dataset, &coder.dataset);
            let (settled, open): (Vec<Difference>, Vec<Difference>) =
                differences(&dataset, &coder.dataset).into_iter().partition(|d| is_settled(&decisions, d, &coder.name));
            let settlements = decisions.iter().filter(|d| d.settled.as_ref().is_some_and(|s| s.with == coder.name)).count();
            let count = open.len();
            let differences = open.into_iter().chain(settled).collect();
            handle.mail.send(Message::Compared(Arc::new(Comparison { coder, table, differences, open: count, settled: settlements, revision })));
        };
        let task = self.jobs.start("Comparing coders", false, compare);
        workspace.tasks.push(task);
    }

    /// The comparison is there.
    pub(in crate::ui) fn compared(&mut self, comparison: Arc<Comparison>) {
        let workspace = &mut self.workspace;
        workspace.comparing = false;
        workspace.at_difference = workspace.at_difference.min(comparison.differences.len().saturating_sub(1));
        workspace.comparison = Some(comparison);
    }

    /// Settles the chosen difference: 1 keeps ours, 2 takes theirs.
    pub(in crate::ui) fn settle(&mut self, theirs: bool) {
        let workspace = &self.workspace;
        let Some(comparison) = workspace.comparison.as_ref().filter(|c| c.revision == workspace.revision) else { return };
        let Some(difference) = comparison.differences.get(workspace.at_difference) else { return };
        let command = difference.settle(&comparison.coder.name, theirs);
        // What is settled leaves the open ones, so the next comes to the same place.
        perform::edit(self, &command);
    }

    /// Goes to the next difference, or the one before.
    pub(in crate::ui) fn step_difference(&mut self, forward: bool) {
        let count = self.workspace.comparison.as_ref().map_or(0, |c| c.differences.len());
        let at = self.workspace.at_difference;
        self.workspace.at_difference = if forward { (at + 1).min(count.saturating_sub(1)) } else { at.saturating_sub(1) };
    }
}

/// The difference that is chosen.
pub fn chosen(workspace: &Workspace) -> Option<&Difference> {
    workspace.comparison.as_ref()?.differences.get(workspace.at_difference)
}

/// What a coder is called where nobody says so: by most of the decisions, else by the file.
fn name_of(decisions: &review::Decisions, path: &Path) -> String {
    let mut count: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    decisions.iter().for_each(|d| *count.entry(d.by.as_str()).or_default() += 1);
    let most = count.into_iter().max_by_key(|(_, n)| *n).map(|(by, _)| by.to_owned());
    most.unwrap_or_else(|| path.file_stem().map_or_else(|| "the other coder".to_owned(), |s| s.to_string_lossy().into_owned()))
}
