//! The journal: every edit as decisions before and after. Undo appends the row reversed; nothing is ever taken out.

use super::{Change, Decisions};
use serde::{Deserialize, Serialize};

/// One edit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its number; the first is 1, without gaps. Order goes by this, never by the clock.
    pub seq: u64,
    /// When, UTC, ISO 8601.
    pub at: String,
    /// The coder's name.
    pub by: String,
    /// What was done, for the menu: `Reject “Hamas”`.
    pub label: String,
    /// The decisions before and after.
    pub changes: Vec<Change>,
    /// The row that this one takes back: an undo, or a redo where that row was an undo itself.
    pub undoes: Option<u64>,
}

/// A line of the undo history.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step<'a> {
    /// The row that undo or redo would take back.
    pub row: &'a Row,
    /// Whether it is in force.
    pub done: bool,
}

/// All rows, the decisions that they come to, and the paths of undo and redo.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journal {
    rows: Vec<Row>,
    decisions: Decisions,
    /// Rows that undo takes back next, the latest last.
    done: Vec<u64>,
    /// Undo rows that redo takes back next, the latest last.
    undone: Vec<u64>,
}

impl Journal {
    /// The journal that has had `rows`, in order: how a project is opened.
    pub fn replay(rows: impl IntoIterator<Item = Row>) -> Self {
        let mut journal = Self::default();
        rows.into_iter().for_each(|row| journal.push(row));
        journal
    }

    /// Appends an edit and applies it; the row is what the store must write.
    pub fn commit(&mut self, mut changes: Vec<Change>, label: impl Into<String>, by: &str, at: &str) -> Row {
        let seq = self.next_seq();
        changes.iter_mut().filter_map(|c| c.after.as_mut()).for_each(|d| d.seq = seq);
        let row = Row { seq, at: at.to_owned(), by: by.to_owned(), label: label.into(), changes, undoes: None };
        self.push(row.clone());
        row
    }

    /// Takes the latest edit back; the row says what changed, so that the screen can show it.
    pub fn undo(&mut self, by: &str, at: &str) -> Option<Row> {
        self.take_back(*self.done.last()?, by, at)
    }

    /// Does again what undo took back last.
    pub fn redo(&mut self, by: &str, at: &str) -> Option<Row> {
        self.take_back(*self.undone.last()?, by, at)
    }

    /// What undo would take back: `Undo: Reject “Hamas”`.
    pub fn undo_label(&self) -> Option<String> {
        self.row(*self.done.last()?).map(|r| format!("Undo: {}", r.label))
    }

    /// What redo would do again: `Redo: Reject “Hamas”`.
    pub fn redo_label(&self) -> Option<String> {
        self.row(*self.undone.last()?).map(|r| format!("Redo: {}", r.label))
    }

    /// Every edit in order, those that redo would do again last. Undo and redo themselves are no steps.
    pub fn steps(&self) -> Vec<Step<'_>> {
        let done = self.done.iter().map(|seq| (seq, true));
        let all = done.chain(self.undone.iter().rev().map(|seq| (seq, false)));
        all.filter_map(|(seq, done)| Some(Step { row: self.row(*seq)?, done })).collect()
    }

    /// How many edits are in force.
    pub fn done(&self) -> usize {
        self.done.len()
    }

    /// The decisions in force.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Every row so far, in order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row numbered `seq`.
    pub fn row(&self, seq: u64) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&seq, |r| r.seq).ok()?;
        self.rows.get(at)
    }

    fn next_seq(&self) -> u64 {
        self.rows.last().map_or(1, |r| r.seq + 1)
    }

    fn take_back(&mut self, seq: u64, by: &str, at: &str) -> Option<Row> {
        let old = self.row(seq)?;
        let changes = old.changes.iter().rev().map(Change::reversed).collect();
        let row = Row { seq: self.next_seq(), at: at.to_owned(), by: by.to_owned(), label: old.label.clone(), changes, undoes: Some(seq) };
        self.push(row.clone());
        Some(row)
    }

    fn push(&mut self, row: Row) {
        row.changes.iter().for_each(|c| self.decisions.apply(c));
        match row.undoes {
            Some(seq) if self.done.last() == Some(&seq) => {
                self.done.pop();
                self.undone.push(row.seq);
            }
            Some(seq) if self.undone.last() == Some(&seq) => {
                self.undone.pop();
                self.done.push(row.seq);
            }
            _ => {
                self.undone.clear();
                self.done.push(row.seq);
            }
        }
        self.rows.push(row);
    }
}
