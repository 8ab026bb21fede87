//! The system's file dialog, behind a trait, so that tests can answer for it.

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What the dialog is to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A folder of articles.
    Articles,
    /// A project file.
    Project,
    /// A folder to export into.
    ExportFolder,
    /// A table of events of another dataset.
    Events,
    /// Another coder's project, or a file that came back of an export.
    Coder,
    /// A folder of brat that came back of an export.
    CoderFolder,
    /// A new file for a copy of the project.
    Copy,
    /// A new file for a picture.
    Picture(super::picture::Format),
}

impl Wanted {
    /// The dialog's title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Articles => "Open a folder of articles",
            Self::Project => "Open a project",
            Self::ExportFolder => "Export into a folder",
            Self::Picture(_) => "Save the picture",
            Self::Events => "Lay events of another dataset over",
            Self::Coder => "Open another coder’s project or file",
            Self::CoderFolder => "Open another coder’s brat folder",
            Self::Copy => "Save a copy of the project",
        }
    }
}

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// A choice.
    Path(PathBuf),
    /// None, on purpose.
    Cancelled,
    /// This machine shows no dialog.
    NoDialog,
}

/// Asks for a path. It may take as long as the analyst does, and is called on a thread of its own.
pub trait FolderPicker: Send + Sync {
    /// Asks.
    fn pick(&self, wanted: Wanted) -> Picked;
}

/// The dialog of the desktop.
pub struct NativePicker;

/// Nobody cancels faster than this; whoever answers so fast has shown no dialog.
const TOO_FAST: Duration = Duration::from_millis(350);

impl FolderPicker for NativePicker {
    fn pick(&self, wanted: Wanted) -> Picked {
        let start = Instant::now();
        let dialog = rfd::FileDialog::new().set_title(wanted.title());
        let path = match wanted {
            Wanted::Articles | Wanted::ExportFolder | Wanted::CoderFolder => dialog.pick_folder(),
            Wanted::Coder => dialog.add_filter("Project or export", &["dateline", "json", "jsonl", "ndjson"]).pick_file(),
            Wanted::Project => dialog.add_filter("Dateline project", &["dateline"]).pick_file(),
            Wanted::Picture(format) => dialog.set_file_name(format!("dateline.{}", format.ending())).save_file(),
            Wanted::Events => dialog.add_filter("ACLED or UCDP table", &["csv"]).pick_file(),
            Wanted::Copy => dialog.add_filter("Dateline project", &["dateline"]).set_file_name("copy.dateline").save_file(),
        };
        match path {
            Some(path) => Picked::Path(path),
            None if start.elapsed() < TOO_FAST => Picked::NoDialog,
            None => Picked::Cancelled,
        }
    }
}

/// Always answers the same; for tests and for machines that are known to have no dialog.
pub struct FixedPicker(pub Picked);

impl FolderPicker for FixedPicker {
    fn pick(&self, _wanted: Wanted) -> Picked {
        self.0.clone()
    }
}
