//! Events of another dataset laid over ours: loaded from a table, matched, listed. `Workspace::outside` is there for timeline and map.

mod outside_ui;

pub use outside_ui::OutsideDialog;

use super::app::App;
use super::dialog::Dialog;
use super::job::Message;
use super::workspace::Workspace;
use crate::outside::{Layer, Matches, matches};
use crate::review::ReviewedEvent;
use std::path::Path;
use std::sync::Arc;

/// The largest table that is laid over.
const LARGEST: u64 = 1024 * 1024 * 1024;

/// A layer over the open project, with how it lies over our events.
#[derive(Clone, Debug)]
pub struct Overlay {
    /// The other dataset's events; timeline and map draw `layer.events` by their `days` and `point`.
    pub layer: Arc<Layer>,
    /// Ids of our events that were matched against, in the order that `matches` numbers them.
    pub ours: Vec<String>,
    /// Which events both have.
    pub matches: Matches,
    /// The revision of the dataset that it was matched with.
    pub revision: u64,
}

impl Overlay {
    /// `layer` matched with what stands in the dataset of `workspace`.
    pub fn new(layer: Arc<Layer>, workspace: &Workspace) -> Self {
        let standing: Vec<&ReviewedEvent> = workspace.dataset.events.iter().map(AsRef::as_ref).filter(|e| e.review.stands()).collect();
        let found = matches(&standing, &layer);
        Self { ours: standing.iter().map(|e| e.item.id.clone()).collect(), matches: found, revision: workspace.revision, layer }
    }
}

impl App {
    /// Matches anew after a decision, while the list is on the screen.
    pub(in crate::ui) fn keep_overlay(&mut self) {
        let stale = self.workspace.outside.as_ref().filter(|o| o.revision != self.workspace.revision && self.workspace.dialog == Some(Dialog::Outside));
        if let Some(layer) = stale.map(|o| Arc::clone(&o.layer)) {
            self.workspace.outside = Some(Overlay::new(layer, &self.workspace));
        }
    }

    /// Reads a table of events in the background.
    pub(in crate::ui) fn lay_over(&mut self, path: &Path) {
        let path = path.to_owned();
        let task = self.jobs.start("Reading events", false, move |handle| {
            handle.mail.send(match load(&path) {
                Ok(layer) => Message::LaidOver(Arc::new(layer)),
                Err(why) => Message::Failed(format!("{}: {why}", path.display())),
            });
        });
        self.workspace.tasks.push(task);
    }
}

fn load(path: &Path) -> Result<Layer, String> {
    let size = std::fs::metadata(path).map_err(|e| e.to_string())?.len();
    if size > LARGEST {
        return Err("The table is larger than 1 GB and was not read; export a part of it.".to_owned());
    }
    let bytes = std::fs::read(path).map_err(|e| e.to_string())?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    Layer::read(&name, &bytes).map_err(|e| e.to_string())
}
