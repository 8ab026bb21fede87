//! Rolling backups: whole copies of a project, one a day on which it has grown, the latest few kept.

use super::locate::safe_name;
use super::{ProjectFile, StoreError};
use std::path::{Path, PathBuf};

/// How many copies of a project are kept.
const KEPT: usize = 5;

/// The folder of the copies of `project`, under `backups`. Projects of one name that lie apart have folders of their own.
pub fn folder(backups: &Path, project: &Path) -> PathBuf {
    use sha2::{Digest, Sha256};
    let full = project.canonicalize().unwrap_or_else(|_| project.to_owned());
    let hash = Sha256::digest(full.as_os_str().as_encoded_bytes()).first_chunk().copied().map_or(0, u32::from_be_bytes);
    let name = project.file_stem().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    backups.join(format!("{}-{hash:08x}", safe_name(&name)))
}

/// The copies in `folder`, the latest first: their names begin with the number of decisions in them, then the day.
pub fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut copies: Vec<PathBuf> = entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "dateline")).collect();
    copies.sort_unstable_by(|a, b| b.cmp(a));
    copies
}

/// Copies `project` into `folder` where it holds more decisions than the latest copy there and none was made `today` (ISO 8601), and takes the
/// oldest copies away. The number of decisions goes before the day in a name, so that a clock that jumps cannot put an old copy before a new one.
/// Returns the copy that was made.
pub fn make(project: &ProjectFile, folder: &Path, today: &str) -> Result<Option<PathBuf>, StoreError> {
    let decisions = project.last_row()?;
    let copies = list(folder);
    let (latest, day) = copies.first().map_or((0, String::new()), |path| name_of(path));
    if decisions == 0 || decisions <= latest || day == today {
        return Ok(None);
    }
    let io = |e: std::io::Error| StoreError::io("Making a backup", folder, &e);
    std::fs::create_dir_all(folder).map_err(io)?;
    let path = folder.join(format!("{decisions:012}_{today}.dateline"));
    project.copy_to(&path, &[])?;
    for old in copies.iter().skip(KEPT - 1) {
        std::fs::remove_file(old).map_err(io)?;
    }
    Ok(Some(path))
}

/// The number of decisions and the day in the name of a copy.
fn name_of(path: &Path) -> (u64, String) {
    let stem = path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    let (number, day) = stem.split_once('_').unwrap_or((&stem, ""));
    (number.parse().unwrap_or(0), day.to_owned())
}
