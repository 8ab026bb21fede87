//! The review queue in the window: what is in it now, and what stands in its rows. No egui here.

mod accept;
mod queue_ui;

pub use accept::on_screen;
pub use queue_ui::QueuePanel;

use super::events::choices::values;
use super::inspector::event_ui;
use super::workspace::View;
use super::{Workspace, kept::Kept, past::Since, selection};
use crate::review::Target;
use crate::review::pool::{Names, Pool, Spots};
use crate::review::queue::{Entry, Look, Matter, Wanted};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Whether the queue is followed, and what of it is wanted.
#[derive(Debug)]
pub struct Queue {
    /// Whether next and previous follow it.
    pub on: bool,
    /// What of it is wanted.
    pub wanted: Wanted,
    /// “Accept everything seen” leaves out what is less sure than this.
    pub sure: f32,
    /// The rows that are on the screen as a whole.
    pub on_screen: Vec<Target>,
    pool: Kept<(u64, Wanted), Pool>,
    names: Kept<(u64, ()), Names>,
}

impl Default for Queue {
    fn default() -> Self {
        let sure = crate::review::queue::DOUBTFUL;
        Self { on: false, wanted: Wanted::default(), sure, on_screen: Vec::new(), pool: Kept::default(), names: Kept::default() }
    }
}

/// What is queued now.
pub fn entries(workspace: &Workspace) -> Arc<Vec<Entry>> {
    pool(workspace).list(workspace.queue.wanted.look)
}

/// All of what is wanted, in whichever state of review; after an edit only what that touched is looked at again.
fn pool(workspace: &Workspace) -> Arc<Pool> {
    let (Queue { wanted, pool, names, .. }, dataset, revision) = (&workspace.queue, &workspace.dataset, workspace.revision);
    let wanted = Wanted { look: Look::default(), ..wanted.clone() };
    let since = |revision| workspace.since(revision).map(Since::spots);
    let mut renamed = true;
    let mend_names = |names: &mut Names, spots: Spots| renamed = names.mend(dataset, spots.articles);
    let names = names.mended((revision, ()), since, mend_names, || Names::of(dataset));
    let mend = |pool: &mut Pool, spots: Spots| pool.mend(dataset, &wanted, &spots, (&names, renamed));
    pool.mended((revision, wanted.clone()), since, mend, || Pool::new(dataset, &wanted, &names))
}

/// Whether next and previous follow the queue now.
pub fn is_followed(workspace: &Workspace) -> bool {
    workspace.queue.on && workspace.view == View::Read && workspace.marked.is_none()
}

/// The queued thing after the selected one, or before it; round and round, so that what was put off comes again.
pub fn step(workspace: &Workspace, forward: bool) -> Option<Target> {
    let entries = entries(workspace);
    let selected = workspace.selected.as_ref();
    let is = is_or_holds(selected);
    let at = entries.iter().position(|e| is(&e.target));
    let next = match (at, forward) {
        (None, true) => 0,
        (None, false) => entries.len().checked_sub(1)?,
        (Some(at), true) => (at + 1) % entries.len(),
        (Some(at), false) => (at + entries.len() - 1) % entries.len(),
    };
    entries.get(next).map(|e| e.target.clone()).filter(|t| !is(t))
}

/// Whether a queued thing is `selected`, or the whole of a selected field.
pub fn is_or_holds(selected: Option<&Target>) -> impl Fn(&Target) -> bool {
    let both = selected.map(|s| (s.clone(), s.whole()));
    move |target| both.as_ref().is_some_and(|(item, whole)| target == whole || target == item)
}

/// What stands in the row of `entry`: the thing and where it is from.
pub fn row(workspace: &Workspace, entry: &Entry) -> (String, String) {
    let dataset = &workspace.dataset;
    let from = |id: &str| dataset.article(id).map(|a| a.head.outlet.clone().unwrap_or_else(|| a.head.name.clone()));
    let from = from(entry.target.article()).unwrap_or_default();
    let words = match entry.matter {
        Matter::Event => selection::event(dataset, &entry.target).map(|e| event_ui::title(&e.item, workspace)),
        Matter::Published => dataset.article(entry.target.article()).map(|a| a.head.name.clone()),
        Matter::Total | Matter::Name => entry.target.words().map(|(_, words)| words.to_owned()),
    };
    (words.unwrap_or_else(|| entry.target.label()), from)
}

/// The actors of all events, for the filter.
fn actors(workspace: &Workspace) -> Vec<String> {
    let values = values(workspace);
    let names: BTreeSet<&String> = values.attackers.keys().chain(values.targets.keys()).collect();
    names.into_iter().cloned().collect()
}
