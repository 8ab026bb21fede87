//! The list of formats and the one way to write them. To add one: a file with a `Format`, and its line in `FORMATS`.

use super::{ExportError, ExportOptions};
use crate::review::Dataset;
use crate::store::atomic;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How one file of a format is filled.
pub type Fill = fn(&Dataset, &ExportOptions, &mut dyn Write) -> io::Result<()>;

/// A format: some files, each with what fills it.
pub trait Format: Sync {
    /// Its key on the command line: `jsonl`.
    fn key(&self) -> &'static str;
    /// Its name on the screen.
    fn label(&self) -> &'static str;
    /// What it is for, in one sentence.
    fn about(&self) -> &'static str;
    /// Its files by name.
    fn files(&self) -> &'static [(&'static str, Fill)];
}

/// Every format, in the order of the dialog.
pub const FORMATS: &[&dyn Format] = &[&super::csv::Csv, &super::jsonl::Jsonl, &super::geojson::GeoJson];

/// Writes `dataset` in the format `key` into the folder `out`, which is made where it is missing. The files written are returned.
pub fn export(dataset: &Dataset, options: &ExportOptions, key: &str, out: &Path) -> Result<Vec<PathBuf>, ExportError> {
    let format = FORMATS.iter().find(|f| f.key() == key).ok_or_else(|| ExportError::UnknownFormat(key.to_owned()))?;
    std::fs::create_dir_all(out).map_err(|source| ExportError::Io { source, path: out.to_owned() })?;
    let write = |(name, fill): &(&'static str, Fill)| {
        let path = out.join(name);
        atomic::write(&path, |file| fill(dataset, options, file)).map_err(|source| ExportError::Io { source, path: path.clone() })?;
        Ok(path)
    };
    format.files().iter().map(write).collect()
}
