//! The review queue in the window: what is in it now, and what stands in its rows. No egui here.

mod accept;
mod queue_ui;

pub use accept::on_screen;
pub use queue_ui::QueuePanel;

use super::inspector::event_ui;
use super::workspace::View;
use super::{Workspace, kept::Kept, selection};
use crate::review::Target;
use crate::review::queue::{Entry, Matter, Wanted, queue};
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
    entries: Kept<(u64, Wanted), Vec<Entry>>,
}

impl Default for Queue {
    fn default() -> Self {
        Self { on: false, wanted: Wanted::default(), sure: crate::review::queue::DOUBTFUL, on_screen: Vec::new(), entries: Kept::default() }
    }
}

/// What is queued now; worked out anew when the dataset or what is wanted changes.
pub fn entries(workspace: &Workspace) -> Arc<Vec<Entry>> {
    let Queue { wanted, entries, .. } = &workspace.queue;
    entries.get((workspace.revision, wanted.clone()), || queue(&workspace.dataset, wanted))
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
pub fn actors(workspace: &Workspace) -> Vec<String> {
    let fields = workspace.dataset.events.iter().map(|e| &e.item.fields);
    let mut names: Vec<String> = fields.flat_map(|f| f.attackers.iter().chain(&f.suspects).chain(&f.targets)).cloned().collect();
    names.sort();
    names.dedup();
    names
}
