//! What is exported, and what can go wrong.

use crate::review::Review;
use std::path::PathBuf;

/// What is exported, and what the codebook says about how it came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportOptions {
    /// Leaves out what nobody decided on.
    pub reviewed_only: bool,
    /// In CSV, text that a spreadsheet would run as a formula begins with an apostrophe, and the file with the mark that Excel looks for.
    pub excel_safe: bool,
    /// Replaces files that the program did not write, or that were changed since.
    pub replace: bool,
    /// Name and version of the language engine.
    pub engine: String,
    /// Version of the lexicon.
    pub lexicon_version: String,
    /// When, UTC, ISO 8601.
    pub exported_at: String,
}

impl ExportOptions {
    /// Whether a thing goes into tables and maps, where everything counts: what stands and, where asked, was decided on.
    pub fn counts(&self, review: Review) -> bool {
        review.stands() && (review.is_decided() || !self.reviewed_only)
    }
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// No such format.
    #[error("There is no export format “{0}”.")]
    UnknownFormat(String),
    /// Files that are not the program's own stand where the export would go; nothing was written.
    #[error("These files are there already and are not as an earlier export left them: {}. Nothing was written; choose another folder, or say that they may be replaced.", listed(.0))]
    WouldReplace(Vec<PathBuf>),
    /// The disk refused; files that were there before are untouched.
    #[error("Writing failed: {source}: {path}")]
    Io {
        /// What the system says.
        source: std::io::Error,
        /// The file.
        path: PathBuf,
    },
}

/// The first few of `paths` by name.
fn listed(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().take(5).filter_map(|p| p.file_name()).map(|n| n.to_string_lossy().into_owned()).collect();
    let more = paths.len().saturating_sub(names.len());
    if more == 0 { names.join(", ") } else { format!("{} and {more} more", names.join(", ")) }
}
