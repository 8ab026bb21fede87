//! Undo and redo, one step or many.

use super::app::App;
use super::perform;
use std::time::Instant;

impl App {
    /// Undo or redo: shows what changed.
    pub(super) fn take_back(&mut self, undo: bool) {
        if !self.workspace.can_edit() {
            return;
        }
        let (by, at) = (self.coder(), jiff::Timestamp::now().to_string());
        let journal = &mut self.workspace.journal;
        let row = if undo { journal.undo(&by, &at) } else { journal.redo(&by, &at) };
        let Some(row) = row else {
            let sentence = if undo { "There is nothing to undo." } else { "There is nothing to redo." };
            return self.workspace.notices.tell(sentence, Instant::now());
        };
        let (item, label) = (perform::item_of(&row.changes), row.label.clone());
        self.written(row);
        if let Some(item) = item {
            perform::select(self, item);
        }
        self.workspace.notices.tell(format!("{}: {label}", if undo { "Undone" } else { "Done again" }), Instant::now());
    }

    /// Undo or redo until `count` edits are in force.
    pub(super) fn step_to(&mut self, count: usize) {
        for _ in 0..self.workspace.journal.rows().len() {
            let done = self.workspace.journal.done();
            if done == count || !self.workspace.can_edit() {
                break;
            }
            self.take_back(done > count);
        }
    }
}
