//! What can go wrong with a project file, in sentences for the analyst; the path comes last.

use std::path::{Path, PathBuf};

/// Why a project file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("There is no such file: {0}")]
    Missing(PathBuf),
    /// A project of that name is there already.
    #[error("There is a file of that name already: {0}")]
    Exists(PathBuf),
    /// Some other file.
    #[error("This file is not a Dateline project: {0}")]
    NotAProject(PathBuf),
    /// Made by a later version.
    #[error("This project was made by a newer version of Dateline (file format {version}); please update Dateline to open it: {path}")]
    Newer {
        /// Its format.
        version: i64,
        /// The file.
        path: PathBuf,
    },
    /// Bits were lost.
    #[error("This project file is damaged ({detail}); keep it, and open a backup copy: {path}")]
    Damaged {
        /// What SQLite or serde says.
        detail: String,
        /// The file.
        path: PathBuf,
    },
    /// Opened for reading only.
    #[error("This project is open for reading only, nothing can be saved in it; use “Save project as…”: {0}")]
    ReadOnly(PathBuf),
    /// The thread that writes has ended.
    #[error("The writer of the project file has stopped; use “Save project as…” and open the copy: {0}")]
    WriterGone(PathBuf),
    /// The disk or the system refused.
    #[error("{what} failed: {detail}: {path}")]
    Io {
        /// What was tried: "Saving".
        what: &'static str,
        /// What the system says.
        detail: String,
        /// The file.
        path: PathBuf,
    },
}

impl StoreError {
    /// An error of the file system.
    pub(super) fn io(what: &'static str, path: &Path, error: &std::io::Error) -> Self {
        Self::Io { what, detail: error.to_string(), path: path.to_owned() }
    }

    /// An error of SQLite, told apart by its code.
    pub(super) fn sqlite(what: &'static str, path: &Path, error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotAProject(path),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { detail: error.to_string(), path },
            _ if is_misread(error) || is_of_another_schema(error) => Self::Damaged { detail: error.to_string(), path },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly(path),
            _ => Self::Io { what, detail: error.to_string(), path },
        }
    }
}

/// Whether a value is not of the kind that this program writes there: text that is no UTF-8, say. SQLite itself does not notice.
fn is_misread(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error};
    matches!(error, FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..) | Utf8Error(..))
}

/// Whether the file has not the tables that its version says: this program's statements fit those, so their names were changed in the file.
fn is_of_another_schema(error: &rusqlite::Error) -> bool {
    let code = match error {
        rusqlite::Error::SqlInputError { error, .. } | rusqlite::Error::SqliteFailure(error, _) => error.extended_code,
        _ => return false,
    };
    code == rusqlite::ffi::SQLITE_ERROR
}
