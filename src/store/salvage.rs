//! What can be saved of a damaged project file: every record that is whole, what backups hold of the others, and a copy of the file as it was.

use super::atomic::{folder_of, sync_folder};
use super::lock::Lock;
use super::project_file::{LAST_ROW, LOST_ROWS, put_in_place, set_last_row};
use super::{Access, ProjectFile, StoreError, Stored, record};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What became of a damaged project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvaged {
    /// The file as it was found.
    pub kept: PathBuf,
    /// Decisions that came out of the damaged file.
    pub decisions: usize,
    /// Decisions that only a backup still had.
    pub from_backups: usize,
    /// What is lost, in plain words; empty where nothing is.
    pub lost: Vec<String>,
}

impl Salvaged {
    /// What happened, for the analyst.
    pub fn sentence(&self) -> String {
        let saved = match (self.from_backups, self.lost.is_empty()) {
            (0, true) => "all its decisions were saved".to_owned(),
            (0, false) => format!("{} decisions were saved; what was lost is listed among the problems", self.decisions),
            (n, true) => format!("all its decisions were saved, {n} of them from backups"),
            (n, false) => format!("{} decisions were saved, {n} of them from backups; what was lost is listed among the problems", self.decisions + n),
        };
        format!("The project file was damaged: {saved}. The damaged file is kept: {}", self.kept.display())
    }
}

/// The whole records of one file. Maps are keyed by what names a record for good, so that those of several files can be laid together.
#[derive(Default)]
struct Records {
    info: Option<String>,
    /// How far the journal went.
    last_row: i64,
    /// By number: the JSON of the row.
    journal: BTreeMap<i64, String>,
    /// By id: path, whether the folder still holds it, JSON.
    articles: BTreeMap<String, (String, bool, String)>,
    /// By article: the engine and what it read, packed.
    readings: BTreeMap<String, (String, Vec<u8>)>,
}

/// After so many refusals in a row, nothing more is expected of a table.
const REFUSALS: i64 = 4096;

/// Opens the project at `path` with all that it holds. One whose bits have changed is put together anew first, and `Salvaged` says how that went;
/// a file whose first page is gone does not even look like a project, but where there are `backups` of it, it was one.
pub fn open(path: &Path, backups: &[PathBuf]) -> Result<(ProjectFile, Stored, Option<Salvaged>), StoreError> {
    let attempt = || ProjectFile::open(path).and_then(|file| Ok((file.load()?, file)));
    match attempt() {
        Ok((stored, file)) if !stored.bits_changed || *file.access() != Access::Writable => return Ok((file, stored, None)),
        Ok(_) | Err(StoreError::Damaged { .. }) => {}
        Err(StoreError::NotAProject(_)) if !backups.is_empty() => {}
        Err(error) => return Err(error),
    }
    let salvaged = salvage(path, backups)?;
    let (mut stored, file) = attempt()?;
    stored.damaged.extend(salvaged.lost.iter().cloned());
    Ok((file, stored, Some(salvaged)))
}

/// As [`open`], but articles are not looked into, which takes long where there are many: of those [`ProjectFile::has_changed_bits`] tells.
pub fn open_decisions(path: &Path, backups: &[PathBuf]) -> Result<(ProjectFile, Stored, Option<Salvaged>), StoreError> {
    match ProjectFile::open(path).and_then(|file| Ok((file.load_decisions()?, file))) {
        Ok((stored, file)) if !stored.bits_changed => Ok((file, stored, None)),
        _ => open(path, backups),
    }
}

/// Puts a project together anew at `path` from what is whole in the damaged file there and in `backups`, the latest first. The damaged file is kept
/// beside it. Fails without touching anything where nothing at all could be read.
fn salvage(path: &Path, backups: &[PathBuf]) -> Result<Salvaged, StoreError> {
    let _lock = Lock::acquire(path).map_err(|detail| StoreError::Io { what: "Repairing the project", detail, path: path.to_owned() })?;
    let mut records = read(path);
    let (decisions, is_blind) = (records.journal.len(), records.last_row == 0);
    for backup in backups {
        records.fill_in(read(backup));
    }
    if records.journal.is_empty() && records.articles.is_empty() {
        return Err(StoreError::Damaged { detail: "nothing in it can be read".to_owned(), path: path.to_owned() });
    }
    let failed = |e: std::io::Error| StoreError::io("Repairing the project", path, &e);
    let beside = tempfile::Builder::new().prefix(".dateline-").tempdir_in(folder_of(path)).map_err(failed)?;
    let new = beside.path().join("repaired.dateline");
    write(&new, &records).map_err(|e| StoreError::sqlite("Repairing the project", path, &e))?;
    let kept = keep(path).map_err(failed)?;
    put_in_place(&new, path).map_err(failed)?;
    let mut lost = records.lost();
    if is_blind {
        lost.push("How many decisions there were could not be read; those after the latest backup may be lost.".to_owned());
    }
    Ok(Salvaged { kept, decisions, from_backups: records.journal.len() - decisions, lost })
}

impl Records {
    /// Takes from `other` what is missing here.
    fn fill_in(&mut self, other: Self) {
        self.info = self.info.take().or(other.info);
        self.last_row = self.last_row.max(other.last_row);
        for (seq, json) in other.journal {
            self.journal.entry(seq).or_insert(json);
        }
        for (id, article) in other.articles {
            self.articles.entry(id).or_insert(article);
        }
        for (id, reading) in other.readings {
            self.readings.entry(id).or_insert(reading);
        }
    }

    /// The stretches of the journal that are gone.
    fn gaps(&self) -> Vec<(i64, i64)> {
        record::gaps(self.journal.keys().copied(), self.last_row)
    }

    /// What is lost, in plain words.
    fn lost(&self) -> Vec<String> {
        let mut lost: Vec<String> = self.gaps().into_iter().map(record::lost_sentence).collect();
        let orphans = self.readings.keys().filter(|id| !self.articles.contains_key(*id)).count();
        if orphans > 0 {
            lost.push(format!("The text of {orphans} articles is lost; open their folder to read them again."));
        }
        lost
    }
}

/// Every whole record of a file, damaged or not; nothing where it cannot be opened at all.
fn read(path: &Path) -> Records {
    let mut records = Records::default();
    let Ok(db) = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY) else { return records };
    let select = "WITH line (key, value) AS (SELECT * FROM meta) SELECT value FROM line WHERE key = ?1";
    let value = |key: &str| db.query_row(select, [key], |row| row.get::<_, String>(0)).optional().ok().flatten();
    // Then one broken line of the schema does not hide the other tables.
    let _ = db.pragma_update(None, "writable_schema", true);
    records.info = value("info");
    records.last_row = value(LAST_ROW).and_then(|n| n.parse().ok()).unwrap_or(0);
    each(&db, "journal", &["seq", "json", "sum"], |seq, row| {
        let json = bytes(row, 1);
        if is_whole(&record::row(seq, &json, row.get(2).ok().flatten()), |row| i64::try_from(row.seq) == Ok(seq)) {
            records.journal.insert(seq, String::from_utf8_lossy(&json).into_owned());
        }
    });
    each(&db, "article", &["id", "path", "present", "json", "sum"], |_, row| {
        let (id, json) = (text(row, 0), bytes(row, 3));
        if is_whole(&record::article(&id, &json, row.get(4).ok().flatten()), |article| article.id == id) {
            records.articles.insert(id, (text(row, 1), row.get(2).unwrap_or(true), String::from_utf8_lossy(&json).into_owned()));
        }
    });
    each(&db, "reading", &["article", "engine", "json"], |_, row| {
        let packed = bytes(row, 2);
        if zstd::decode_all(packed.as_slice()).is_ok() {
            records.readings.insert(text(row, 0), (text(row, 1), packed));
        }
    });
    records
}

/// Whether a record is as it was written, understood or not.
fn is_whole<T>(record: &Result<T, record::Fault>, is_itself: impl Fn(&T) -> bool) -> bool {
    match record {
        Ok(record) => is_itself(record),
        Err(fault) => matches!(fault, record::Fault::Unknown(_)),
    }
}

fn bytes(row: &rusqlite::Row<'_>, at: usize) -> Vec<u8> {
    match row.get_ref(at) {
        Ok(ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => bytes.to_vec(),
        _ => Vec::new(),
    }
}

fn text(row: &rusqlite::Row<'_>, at: usize) -> String {
    String::from_utf8_lossy(&bytes(row, at)).into_owned()
}

/// Gives `take` every row of `table` that can be read, in order of its numbers. Row by row, so that a broken page costs its own rows alone; its
/// `columns` by their places, since their names may be damaged too. A table of an earlier version has fewer of them.
fn each(db: &Connection, table: &str, columns: &[&str], mut take: impl FnMut(i64, &rusqlite::Row<'_>)) {
    let Ok(there) = db.prepare(&format!("SELECT * FROM {table}")).map(|select| select.column_count().min(columns.len())) else { return };
    let names = columns.get(..there).unwrap_or_default().join(", ");
    let line = format!("SELECT *, rowid FROM {table} WHERE rowid >= ?1 ORDER BY rowid LIMIT 1");
    let Ok(mut select) = db.prepare(&format!("WITH line ({names}, n) AS ({line}) SELECT * FROM line")) else { return };
    let (mut at, mut refused) = (0, 0);
    while refused < REFUSALS {
        let found = select.query_row([at], |row| {
            let n = row.get("n")?;
            take(n, row);
            Ok(n)
        });
        match found.optional() {
            Ok(None) => return,
            Ok(Some(n)) => (at, refused) = (n.max(at).saturating_add(1), 0),
            // Longer and longer steps lead out of a stretch of numbers that is not there any more.
            Err(_) => (at, refused) = (at.saturating_add(1 + refused / 64), refused + 1),
        }
    }
}

fn write(path: &Path, records: &Records) -> rusqlite::Result<()> {
    ProjectFile::make(path)?;
    let mut db = Connection::open(path)?;
    let change = db.transaction()?;
    if let Some(info) = &records.info {
        change.execute("INSERT INTO meta VALUES ('info', ?1)", [info])?;
    }
    // Numbers go on after the last row that there is; gaps before it have been told of.
    let last = records.journal.keys().next_back().copied().unwrap_or(0);
    set_last_row(&change, last)?;
    let gaps = record::gaps(records.journal.keys().copied(), last);
    change.execute("INSERT INTO meta VALUES (?1, ?2)", params![LOST_ROWS, serde_json::json!(gaps).to_string()])?;
    for (seq, json) in &records.journal {
        change.execute("INSERT INTO journal VALUES (?1, ?2, ?3)", params![seq, json, record::sum(&seq.to_string(), json)])?;
    }
    for (id, (path, present, json)) in &records.articles {
        change.execute("INSERT INTO article VALUES (?1, ?2, ?3, ?4, ?5)", params![id, path, present, json, record::sum(id, json)])?;
    }
    for (id, (engine, packed)) in records.readings.iter().filter(|(id, _)| records.articles.contains_key(*id)) {
        change.execute("INSERT INTO reading VALUES (?1, ?2, ?3)", params![id, engine, packed])?;
    }
    change.commit()?;
    db.close().map_err(|(_, e)| e)
}

/// Copies a damaged file and its write-ahead log under a name that is free, and takes the log away: it must not be laid over another file.
fn keep(path: &Path) -> std::io::Result<PathBuf> {
    let with = |path: &Path, ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let free = (1..1000).map(|n| with(path, &format!(".damaged-{n}"))).find(|p| !p.exists());
    let kept = free.ok_or_else(|| std::io::Error::other("there are a thousand damaged copies already; move them away"))?;
    std::fs::copy(path, &kept)?;
    std::fs::File::open(&kept)?.sync_all()?;
    let log = with(path, "-wal");
    if log.exists() {
        std::fs::copy(&log, with(&kept, "-wal"))?;
        std::fs::File::open(with(&kept, "-wal"))?.sync_all()?;
    }
    sync_folder(folder_of(path))?;
    for ending in ["-wal", "-shm"] {
        match std::fs::remove_file(with(path, ending)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
    }
    Ok(kept)
}
