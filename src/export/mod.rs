//! The dataset to files that other programs read, each whole or not there, with a codebook beside them.

mod codebook;
pub mod column;
pub mod contract;
mod csv;
mod decisions;
pub mod format;
mod geojson;
mod jsonl;
pub mod options;
mod rules;
pub mod table;

pub use contract::article_line;
pub use format::{FORMATS, Format, export};
pub use options::{ExportError, ExportOptions};
