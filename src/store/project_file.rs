//! The project file: one SQLite file with the articles' text, what was read in them, and the journal. Opens without the folder.

use super::atomic::{folder_of, sync_folder};
use super::load::ProblemRow;
use super::lock::Lock;
use super::{StoreError, record, schema};
use crate::model::Reading;
use crate::review::Row;
use rusqlite::{Connection, OpenFlags, params};
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Whether decisions can be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// This program is the one that writes.
    Writable,
    /// Only reading, for the reason given: "another Dateline has it open".
    ReadOnly(String),
}

/// What a project says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProjectInfo {
    /// The folder of the articles when it was last read.
    pub folder: Option<String>,
    /// When the project was made, UTC.
    pub created: String,
    /// Name and version of the language engine that read the articles.
    pub engine: String,
    /// Version of the lexicon.
    pub lexicon: String,
    /// The project's own lexicon when the articles were last read.
    pub taught: Vec<crate::model::Taught>,
}

/// An open project file.
#[derive(Debug)]
pub struct ProjectFile {
    pub(super) db: Connection,
    path: PathBuf,
    access: Access,
    _lock: Option<Lock>,
}

impl ProjectFile {
    /// Makes a new project; a file that is there already is an error. Missing folders above it are made.
    pub fn create(path: &Path, info: &ProjectInfo) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder_of(path)).map_err(|e| StoreError::io("Making a folder for the project", path, &e))?;
        if path.exists() {
            return Err(StoreError::Exists(path.to_owned()));
        }
        let lock = Lock::acquire(path).map_err(|detail| StoreError::Io { what: "Locking the new project", detail, path: path.to_owned() })?;
        let failed = |e: std::io::Error| StoreError::io("Making the project", path, &e);
        let beside = tempfile::Builder::new().prefix(".dateline-").tempdir_in(folder_of(path)).map_err(failed)?;
        let new = beside.path().join("new.dateline");
        Self::make(&new).map_err(|e| StoreError::sqlite("Making the project", path, &e))?;
        put_in_place(&new, path).map_err(failed)?;
        let file = Self::open_to_write(path, lock)?;
        file.set_info(info)?;
        Ok(file)
    }

    /// Opens a project; read-only where another program has it open or the disk does not let us write.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if !path.is_file() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        Self::check_header(path)?;
        match Lock::acquire(path) {
            Ok(_) if is_unwritable(path) => Self::open_to_read(path, "the file may not be written".to_owned()),
            Ok(lock) => Self::open_to_write(path, lock),
            Err(reason) => Self::open_to_read(path, reason),
        }
    }

    /// Opens a project to look into it beside the program that writes it; nobody waits for the lock.
    pub fn open_beside(path: &Path) -> Result<Self, StoreError> {
        Self::check_header(path)?;
        Self::open_to_read(path, "it was opened to be read".to_owned())
    }

    /// Opens the project at `path`, or makes it.
    pub fn open_or_create(path: &Path, info: &ProjectInfo) -> Result<Self, StoreError> {
        if path.exists() { Self::open(path) } else { Self::create(path, info) }
    }

    /// Whether decisions can be saved.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Replaces what the project says about itself.
    pub fn set_info(&self, info: &ProjectInfo) -> Result<(), StoreError> {
        self.writable()?;
        let json = self.json(info)?;
        self.db.execute("INSERT OR REPLACE INTO meta VALUES ('info', ?1)", [json]).map_err(self.failed("Saving"))?;
        Ok(())
    }

    /// Appends rows of the journal; when it returns `Ok`, they are on the disk.
    pub fn append(&mut self, rows: &[Row]) -> Result<(), StoreError> {
        self.writable()?;
        let lines = rows.iter().map(|row| Ok((row.seq as i64, self.json(row)?))).collect::<Result<Vec<_>, StoreError>>()?;
        self.change(|db| {
            let mut insert = db.prepare_cached("INSERT INTO journal VALUES (?1, ?2, ?3)")?;
            lines.iter().try_for_each(|(seq, json)| insert.execute(params![seq, json, record::sum(&seq.to_string(), json)]).map(drop))?;
            set_last_row(db, lines.last().map_or(0, |(seq, _)| *seq))
        })
    }

    /// Stores articles and what `engine` read in them, in place of what was there of the same text.
    pub fn put_readings(&mut self, readings: &[impl Borrow<Reading>], engine: &str) -> Result<(), StoreError> {
        self.writable()?;
        let lines = readings
            .iter()
            .map(Borrow::borrow)
            .map(|r: &Reading| Ok((r, self.json(&r.article)?, record::pack(r).map_err(|e| StoreError::io("Saving", &self.path, &e))?)))
            .collect::<Result<Vec<_>, StoreError>>()?;
        self.change(|db| {
            let mut article = db.prepare_cached(
                "INSERT INTO article VALUES (?1, ?2, 1, ?3, ?4) ON CONFLICT (id) DO UPDATE SET path = excluded.path, present = 1, json = excluded.json, sum = excluded.sum",
            )?;
            let mut reading = db.prepare_cached("INSERT OR REPLACE INTO reading VALUES (?1, ?2, ?3)")?;
            for (r, json, packed) in &lines {
                article.execute(params![r.article.id, r.article.path, json, record::sum(&r.article.id, json)])?;
                reading.execute(params![r.article.id, engine, packed])?;
            }
            stamp_articles(db)
        })
    }

    /// Notes that the folder no longer holds these articles; their text stays for the decisions on them.
    pub fn mark_gone(&mut self, ids: &[String]) -> Result<(), StoreError> {
        self.writable()?;
        self.change(|db| {
            let mut mark = db.prepare_cached("UPDATE article SET present = 0 WHERE id = ?1")?;
            ids.iter().try_for_each(|id| mark.execute([id]).map(drop))?;
            if ids.is_empty() { Ok(()) } else { stamp_articles(db) }
        })
    }

    /// Replaces the list of faults.
    pub fn put_problems(&mut self, problems: &[ProblemRow]) -> Result<(), StoreError> {
        self.writable()?;
        self.change(|db| {
            db.execute("DELETE FROM problem", [])?;
            let mut insert = db.prepare_cached("INSERT INTO problem VALUES (?1, ?2)")?;
            problems.iter().try_for_each(|p| insert.execute([&p.path, &p.message]).map(drop))
        })
    }

    /// Writes all that lies in the log into the file itself, which others that still read it would keep SQLite from doing when it closes: a
    /// project that is closed is one file.
    pub fn put_down(&self) {
        // What stays in the log is not lost; it is read with the file.
        let done = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        if !matches!(done, Ok(0)) {
            tracing::warn!("the log of the project could not be put into the file: {done:?}");
        }
    }

    /// Copies the project to `path`, with `unsaved` rows that the disk refused here. The copy is whole or not there.
    pub fn copy_to(&self, path: &Path, unsaved: &[Row]) -> Result<(), StoreError> {
        let failed = |e: std::io::Error| StoreError::io("Copying the project", path, &e);
        let beside = tempfile::Builder::new().prefix(".dateline-").tempdir_in(folder_of(path)).map_err(failed)?;
        let copy = beside.path().join("copy.dateline");
        let target = copy.to_string_lossy().into_owned();
        self.db.execute("VACUUM INTO ?1", [target]).map_err(|e| StoreError::sqlite("Copying the project", path, &e))?;
        if !unsaved.is_empty() {
            let mut file = Self::open(&copy)?;
            file.append(unsaved)?;
            file.db.pragma_update(None, "journal_mode", "DELETE").map_err(|e| StoreError::sqlite("Copying the project", path, &e))?;
        }
        put_in_place(&copy, path).map_err(failed)
    }

    pub(super) fn make(path: &Path) -> rusqlite::Result<()> {
        let mut db = Connection::open(path)?;
        schema::migrate(&mut db, 0)?;
        db.close().map_err(|(_, e)| e)
    }

    /// Tells a file of another program apart without SQLite touching it.
    pub(super) fn check_header(path: &Path) -> Result<(), StoreError> {
        use std::io::Read as _;
        let mut head = Vec::new();
        let file = std::fs::File::open(path).map_err(|e| StoreError::io("Opening the project", path, &e))?;
        file.take(100).read_to_end(&mut head).map_err(|e| StoreError::io("Opening the project", path, &e))?;
        let is_ours = head.starts_with(b"SQLite format 3\0") && head.get(68..72) == Some(&(schema::APPLICATION_ID as u32).to_be_bytes()[..]);
        if is_ours { Ok(()) } else { Err(StoreError::NotAProject(path.to_owned())) }
    }

    fn open_to_write(path: &Path, lock: Lock) -> Result<Self, StoreError> {
        let failed = |e| StoreError::sqlite("Opening the project", path, &e);
        let mut db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(failed)?;
        db.busy_timeout(Duration::from_secs(5)).map_err(failed)?;
        let version = Self::check_version(&db, path)?;
        schema::make_durable(&db).map_err(failed)?;
        if version < schema::VERSION {
            schema::migrate(&mut db, version).map_err(failed)?;
        }
        Ok(Self { db, path: path.to_owned(), access: Access::Writable, _lock: Some(lock) })
    }

    fn open_to_read(path: &Path, reason: String) -> Result<Self, StoreError> {
        let db = connect_to_read(path)?;
        Self::check_version(&db, path)?;
        Ok(Self { db, path: path.to_owned(), access: Access::ReadOnly(reason), _lock: None })
    }

    fn check_version(db: &Connection, path: &Path) -> Result<i64, StoreError> {
        match schema::version(db).map_err(|e| StoreError::sqlite("Opening the project", path, &e))? {
            None => Err(StoreError::NotAProject(path.to_owned())),
            Some(version) if version > schema::VERSION => Err(StoreError::Newer { version, path: path.to_owned() }),
            Some(version) => Ok(version),
        }
    }

    fn writable(&self) -> Result<(), StoreError> {
        if self.access == Access::Writable { Ok(()) } else { Err(StoreError::ReadOnly(self.path.clone())) }
    }

    /// Runs `change` in a transaction.
    fn change(&mut self, change: impl FnOnce(&Connection) -> rusqlite::Result<()>) -> Result<(), StoreError> {
        let result = self.db.transaction().and_then(|transaction| {
            change(&transaction)?;
            transaction.commit()
        });
        result.map_err(self.failed("Saving"))
    }

    pub(super) fn failed(&self, what: &'static str) -> impl Fn(rusqlite::Error) -> StoreError {
        let path = self.path.clone();
        move |e| StoreError::sqlite(what, &path, &e)
    }

    fn json<T: Serialize>(&self, value: &T) -> Result<String, StoreError> {
        serde_json::to_string(value).map_err(|e| StoreError::io("Saving", &self.path, &e.into()))
    }
}

/// The key in `meta` of the number of the journal's last row.
pub(super) const LAST_ROW: &str = "last_row";
/// The key in `meta` of the rows that were lost for good, as JSON: `[[17, 18], …]`.
pub(super) const LOST_ROWS: &str = "lost_rows";

/// The key in `meta` of the state of the articles and readings.
pub(super) const ARTICLES: &str = "articles";

/// Gives the articles a stamp that no state of them had before, in this file or a copy of it.
fn stamp_articles(db: &Connection) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO meta VALUES (?1, hex(randomblob(16)))")?.execute([ARTICLES]).map(drop)
}

/// Notes how far the journal goes.
pub(super) fn set_last_row(db: &Connection, seq: i64) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO meta VALUES (?1, ?2)")?.execute([LAST_ROW, &seq.to_string()]).map(drop)
}

/// Gives a whole file on the same disk its name, so that it lasts.
pub(super) fn put_in_place(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::File::open(from)?.sync_all()?;
    std::fs::rename(from, to)?;
    sync_folder(folder_of(to))
}

/// Whether the system would refuse to write `path`; asking changes nothing.
fn is_unwritable(path: &Path) -> bool {
    std::fs::OpenOptions::new().write(true).open(path).is_err()
}

/// A connection that only reads.
pub(super) fn connect_to_read(path: &Path) -> Result<Connection, StoreError> {
    let failed = |e| StoreError::sqlite("Opening the project", path, &e);
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed)?;
    db.busy_timeout(Duration::from_secs(5)).map_err(failed)?;
    if schema::version(&db).is_ok() { Ok(db) } else { open_on_a_read_only_disk(path).map_err(failed) }
}

/// SQLite needs a shared-memory file beside a WAL database; where it cannot make one, nobody else writes either.
fn open_on_a_read_only_disk(path: &Path) -> rusqlite::Result<Connection> {
    let escaped: String = path.to_string_lossy().chars().map(|c| if "%?#".contains(c) { format!("%{:02X}", c as u32) } else { c.to_string() }).collect();
    Connection::open_with_flags(format!("file:{escaped}?immutable=1"), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)
}
