//! One writer a project: an advisory lock that the system lets go of when its holder dies, however it dies.

use super::atomic::folder_of;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often the lock is tried for.
const PATIENCE: u32 = 10;

/// Held as long as the project may be written. The file beside the project means nothing by itself; the lock on it does.
/// It is a file of its own because closing any handle of the project file would end SQLite's locks on it.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// The lock of the project at `path`, or why it cannot be had.
    pub fn acquire(path: &Path) -> Result<Self, String> {
        let beside = lock_path(path);
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&beside);
        let file = file.map_err(|e| format!("its folder cannot be written ({e})"))?;
        for _ in 0..PATIENCE {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                // A program that we have just started holds our own files for a moment, until it runs.
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
                Err(TryLockError::Error(e)) => return Err(format!("it cannot be locked on this drive ({e})")),
            }
        }
        Err("another Dateline has it open".to_owned())
    }
}

/// The file that carries the lock.
fn lock_path(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push("-lock");
    folder_of(path).join(name)
}
