//! The dataset to files that other programs read, each whole or not there, with a codebook beside them.

pub mod format;
pub mod options;

pub use format::{FORMATS, Format, export};
pub use options::{ExportError, ExportOptions};
