//! Every other occurrence of a name: looked for, listed, and decided on as one step. No egui here.

mod alike_ui;

pub use alike_ui::AlikeDialog;

use super::app::App;
use super::dialog::Dialog;
use super::job::Message;
use super::{perform, selection};
use crate::lexicon::fold;
use crate::review::{Alike, Review, Wish, alike, wish_of};
use std::collections::BTreeSet;
use std::time::Instant;

/// What was found.
#[derive(Clone, Debug)]
pub struct Looked {
    /// The occurrences.
    pub alike: Alike,
    /// The dataset that was searched; in another, the list is out of date.
    pub revision: u64,
}

/// In a folder of so many articles the answer comes within a frame.
const AT_ONCE: usize = 1000;

impl App {
    /// Looks for the other occurrences of the selected mention; with `reject`, to reject them.
    pub(in crate::ui) fn look_alike(&mut self, reject: bool) {
        let workspace = &mut self.workspace;
        let dataset = workspace.dataset.clone();
        let Some(like) = workspace.selected.as_ref().and_then(|item| selection::mention(&dataset, item)) else { return perform::nothing_selected(self) };
        let wish = if reject || like.review == Review::Rejected { Wish::Reject(like.item.kind) } else { wish_of(like) };
        let revision = workspace.revision;
        if dataset.articles.len() <= AT_ONCE {
            let found = alike(&dataset, like, wish, &fold::key);
            return self.show_alike(revision, found);
        }
        let like = like.clone();
        let look = move |handle: &super::job::Handle| handle.mail.send(Message::Alike(revision, Box::new(alike(&dataset, &like, wish, &fold::key))));
        let task = self.jobs.start("Looking for occurrences", false, look);
        self.workspace.tasks.push(task);
    }

    /// Shows what was found.
    pub(in crate::ui) fn show_alike(&mut self, revision: u64, found: Alike) {
        let workspace = &mut self.workspace;
        if revision != workspace.revision {
            return;
        }
        if found.rows.is_empty() {
            return workspace.notices.tell(format!("“{}” occurs nowhere else undecided.", found.words), Instant::now());
        }
        workspace.alike = Some(Looked { alike: found, revision });
        workspace.dialog = Some(Dialog::Alike);
    }

    /// Carries the wish out on the ticked rows.
    pub(in crate::ui) fn take_alike(&mut self, rows: &BTreeSet<usize>) {
        self.workspace.dialog = None;
        let Some(looked) = self.workspace.alike.take() else { return };
        let Some(command) = looked.alike.command(rows) else { return };
        if perform::edit(self, &command) {
            self.workspace.notices.tell(format!("{}; Z takes it back.", command.label()), Instant::now());
        }
    }
}
