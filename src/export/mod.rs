//! The dataset to files that other programs read, each whole or not there, with a codebook beside them.

pub mod contract;
pub mod format;
mod jsonl;
pub mod options;

pub use contract::article_line;
pub use format::{FORMATS, Format, export};
pub use options::{ExportError, ExportOptions};
