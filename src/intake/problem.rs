//! What was wrong with a file, in words for the analyst.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What sort of fault a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// No bytes in it.
    Empty,
    /// Above the limit of size.
    TooLarge,
    /// A pipe, socket or device; never opened.
    NotAFile,
    /// A link that leads back to a folder above it.
    SymlinkLoop,
    /// The system refuses to read it.
    Unreadable,
    /// Not text.
    Binary,
    /// The encoding is not stated and was guessed; the file was read.
    EncodingGuessed,
    /// Some bytes are not text in its encoding and were replaced; the file was read.
    InvalidBytes,
    /// Elements lie too deep in each other and were flattened; the file was read.
    NestedTooDeeply,
    /// A line or row is no article.
    BadLine,
    /// The same text as another file; kept once.
    Duplicate,
    /// Files of a kind that is not read.
    Unsupported,
    /// Locked with a password.
    Encrypted,
    /// Broken or cut off.
    Damaged,
    /// Made to do harm, or so it looks.
    Refused,
    /// In too many archives.
    TooDeep,
    /// Took longer to read than an article may.
    TooSlow,
    /// A table without a column for the text.
    NoColumn,
    /// The service that gave the article cut it short; it was read as it is.
    Shortened,
    /// Nothing readable in it.
    NoText,
    /// A fault of the program while reading it.
    Internal,
}

impl ProblemKind {
    /// Whether the file was read all the same.
    pub fn is_notice(self) -> bool {
        matches!(self, Self::EncodingGuessed | Self::InvalidBytes | Self::NestedTooDeeply | Self::Duplicate | Self::Unsupported | Self::Shortened)
    }
}

/// One fault of one file. Kept in the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The path relative to the opened folder, with `/`; empty for the folder itself.
    pub path: String,
    /// The line, from 1, for files with an article a line.
    pub line: Option<usize>,
    /// What sort.
    pub kind: ProblemKind,
    /// What happened and what to do.
    pub message: String,
}

impl Problem {
    /// A fault of the whole file.
    pub fn new(path: &str, kind: ProblemKind, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: None, kind, message: message.into() }
    }

    /// The same fault, at a line.
    #[must_use]
    pub fn at_line(self, line: usize) -> Self {
        Self { line: Some(line), ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.path.is_empty(), self.line) {
            (true, _) => write!(f, "{}", self.message),
            (false, Some(line)) => write!(f, "{}, line {line}: {}", self.path, self.message),
            (false, None) => write!(f, "{}: {}", self.path, self.message),
        }
    }
}
