//! What is exported, and what can go wrong.

use std::path::PathBuf;

/// What is exported, and what the codebook says about how it came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportOptions {
    /// Leaves out what nobody decided on.
    pub reviewed_only: bool,
    /// In CSV, text that a spreadsheet would run as a formula begins with an apostrophe.
    pub excel_safe: bool,
    /// Name and version of the language engine.
    pub engine: String,
    /// Version of the lexicon.
    pub lexicon_version: String,
    /// When, UTC, ISO 8601.
    pub exported_at: String,
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// No such format.
    #[error("There is no export format “{0}”.")]
    UnknownFormat(String),
    /// The disk refused; files that were there before are untouched.
    #[error("Writing failed: {source}: {path}")]
    Io {
        /// What the system says.
        source: std::io::Error,
        /// The file.
        path: PathBuf,
    },
}
