//! What is too much, and how the columns of tables are read.

use super::columns::ColumnChoice;
use serde::{Deserialize, Serialize};

const MB: u64 = 1024 * 1024;

/// What is too much. A file, or a member of an archive, above a limit is left out and named; the others are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// The largest file of one article that is read, in bytes; also of a member of an archive.
    pub file_bytes: u64,
    /// The largest archive, mailbox or table.
    pub archive_bytes: u64,
    /// All that one archive may unpack to, the archives in it included.
    pub unpacked_bytes: u64,
    /// Members of one archive, rows of a table, messages of a mailbox.
    pub entries: usize,
    /// How many times as large as packed a member may be; small ones are let through.
    pub ratio: u64,
    /// How many archives may lie in each other.
    pub depth: usize,
    /// How deep the elements of a page may lie in each other before they are flattened.
    pub html_depth: usize,
    /// How long one article may take, in seconds.
    pub article_seconds: u64,
    /// Which columns of a table hold what, where the guess is not to be relied on.
    pub columns: ColumnChoice,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 20 * MB,
            archive_bytes: 512 * MB,
            unpacked_bytes: 1024 * MB,
            entries: 100_000,
            ratio: 100,
            depth: 2,
            html_depth: 512,
            article_seconds: 30,
            columns: ColumnChoice::default(),
        }
    }
}

/// What an archive may still unpack; shared by all that lies in it.
#[derive(Debug)]
pub(super) struct Budget {
    bytes: std::cell::Cell<u64>,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { bytes: std::cell::Cell::new(limits.unpacked_bytes) }
    }

    pub(super) fn left(&self) -> u64 {
        self.bytes.get()
    }

    pub(super) fn spend(&self, bytes: u64) {
        self.bytes.set(self.left().saturating_sub(bytes));
    }
}

/// A size for a sentence.
pub(super) fn megabytes(bytes: u64) -> String {
    if bytes < MB { format!("{} KB", bytes.div_ceil(1024)) } else { format!("{} MB", bytes.div_ceil(MB)) }
}
