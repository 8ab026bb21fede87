//! The export dialog: which formats, what of the dataset, where to.

mod export_ui;
mod write;

pub use export_ui::ExportDialog;

use crate::store::settings::LastExport;
use std::path::PathBuf;

/// What to write where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The keys of the formats.
    pub formats: Vec<String>,
    /// The folder.
    pub folder: PathBuf,
    /// Only what was confirmed, corrected or added.
    pub reviewed_only: bool,
    /// In CSV, text that a spreadsheet would run as a formula is marked as text.
    pub excel_safe: bool,
    /// Replaces files that the program did not write; asked for each export anew.
    pub replace: bool,
}

impl Request {
    /// What the next session starts from.
    fn remembered(&self) -> LastExport {
        LastExport { format: self.formats.join(","), folder: Some(self.folder.clone()), reviewed_only: self.reviewed_only, excel_safe: self.excel_safe }
    }

    /// What the last session ended with.
    fn recalled(last: &LastExport) -> Self {
        let formats = last.format.split(',').filter(|f| !f.is_empty()).map(str::to_owned).collect();
        Self { formats, folder: last.folder.clone().unwrap_or_default(), reviewed_only: last.reviewed_only, excel_safe: last.excel_safe, replace: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_choice_comes_back() {
        let request = Request { formats: vec!["csv".into(), "geojson".into()], folder: "/tmp/x".into(), reviewed_only: true, excel_safe: true, replace: false };
        assert_eq!(Request::recalled(&request.remembered()), request);
        assert_eq!(Request::recalled(&LastExport::default()), Request::default());
    }
}
