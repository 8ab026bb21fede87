//! The column chooser: which column of a table of articles holds what. No egui here.

mod columns_ui;

pub use columns_ui::ColumnsDialog;

use super::Workspace;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

/// Rows of a table that are shown.
const ROWS: usize = 3;

/// Bytes of a text table that are looked at; of a workbook, all up to the second limit.
const HEAD: u64 = 256 * 1024;
const WHOLE: u64 = 64 * 1024 * 1024;

/// A table's columns and its first rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The first rows.
    pub rows: Vec<Vec<String>>,
}

/// The tables of the folder, below it: those that gave articles and those that gave none.
pub fn tables(workspace: &Workspace) -> Vec<String> {
    let paths = workspace.dataset.articles.iter().map(|a| a.head.path.as_str()).chain(workspace.problems.iter().map(|t| t.path.as_str()));
    let names: BTreeSet<&str> = paths.filter_map(|path| path.split(['#']).next()).filter(|name| is_table(name)).collect();
    names.into_iter().map(str::to_owned).collect()
}

fn is_table(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|e| ["csv", "tsv", "xlsx"].iter().any(|t| e.eq_ignore_ascii_case(t)))
}

/// Looks into the table `name` below `folder`; `None` where it cannot be read.
pub fn look(folder: &Path, name: &str) -> Option<Preview> {
    let path = folder.join(name);
    let most = if name.to_lowercase().ends_with("xlsx") { WHOLE } else { HEAD };
    let mut bytes = Vec::new();
    std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_file)?;
    std::fs::File::open(&path).ok()?.take(most).read_to_end(&mut bytes).ok()?;
    // A letter that the cut went through would look like another encoding.
    if bytes.len() as u64 == most {
        bytes.truncate(bytes.iter().rposition(|b| *b == b'\n').unwrap_or(bytes.len()));
    }
    let read = std::panic::catch_unwind(|| crate::intake::preview(name, &bytes, ROWS));
    let (header, rows) = read.ok()??;
    Some(Preview { header, rows })
}
