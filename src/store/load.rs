//! What a project file holds, as it is read back.

use super::project_file::{ARTICLES, LAST_ROW, LOST_ROWS, ProjectFile, ProjectInfo};
use super::shelf::Item;
use super::{StoreError, record};
use crate::model::{Article, Reading};
use crate::review::Row;
use rusqlite::OptionalExtension;
use std::collections::BTreeMap;

/// A file that could not be read, or could not be read well.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ProblemRow {
    /// Relative to the folder.
    pub path: String,
    /// What happened and what to do.
    pub message: String,
}

/// All that a project holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stored {
    /// About the project.
    pub info: ProjectInfo,
    /// The articles that the folder holds with what was read in them, in order of paths.
    pub readings: Vec<Reading>,
    /// Articles that the folder no longer holds; kept because decisions name them.
    pub gone: Vec<Article>,
    /// Faults in the folder.
    pub problems: Vec<ProblemRow>,
    /// The journal, in order; see `review::Journal::replay`.
    pub rows: Vec<Row>,
    /// Records that could not be understood, in plain words; the rest is whole.
    pub damaged: Vec<String>,
    /// Whether some of them are not as they were written, so that backups may know better.
    pub bits_changed: bool,
}

impl Stored {
    fn note(&mut self, fault: &record::Fault, sentence: String) {
        self.bits_changed |= matches!(fault, record::Fault::Changed(_));
        self.damaged.push(sentence);
    }
}

impl ProjectFile {
    /// Everything in it. Records that cannot be understood are named in `damaged` and left where they are.
    pub fn load(&self) -> Result<Stored, StoreError> {
        let mut stored = self.load_decisions()?;
        self.load_readings(&mut stored, true).map_err(self.failed("Reading the project"))?;
        Ok(stored)
    }

    /// Everything in it but the articles.
    pub fn load_decisions(&self) -> Result<Stored, StoreError> {
        let mut stored = Stored { info: self.info()?, ..Stored::default() };
        self.load_journal(&mut stored)
            .and_then(|seen| self.note_gaps(&seen, &mut stored))
            .and_then(|()| self.load_problems(&mut stored))
            .map_err(self.failed("Reading the project"))?;
        Ok(stored)
    }

    /// Whether an article or a reading is not as it was written.
    pub fn has_changed_bits(&self) -> Result<bool, StoreError> {
        let mut stored = Stored::default();
        self.load_readings(&mut stored, false).map_err(self.failed("Reading the project"))?;
        Ok(stored.bits_changed)
    }

    /// The articles that the folder holds, in order of paths.
    pub fn items(&self) -> Result<Vec<Item>, StoreError> {
        let read = || {
            let mut select = self.db.prepare("SELECT id, path FROM article WHERE present = 1 ORDER BY path, id")?;
            select.query_map([], |row| Ok(Item { id: row.get(0)?, path: row.get(1)? }))?.collect::<rusqlite::Result<_>>()
        };
        read().map_err(self.failed("Reading the project"))
    }

    /// Names the state of the articles and readings; another one after each change of them.
    pub fn articles_stamp(&self) -> Result<String, StoreError> {
        let stamp = self.db.query_row("SELECT value FROM meta WHERE key = ?1", [ARTICLES], |row| row.get(0)).optional();
        Ok(stamp.map_err(self.failed("Reading the project"))?.unwrap_or_default())
    }

    /// What the project says about itself.
    pub fn info(&self) -> Result<ProjectInfo, StoreError> {
        let json: Option<String> =
            self.db.query_row("SELECT value FROM meta WHERE key = 'info'", [], |row| row.get(0)).optional().map_err(self.failed("Reading the project"))?;
        Ok(json.and_then(|j| serde_json::from_str(&j).ok()).unwrap_or_default())
    }

    /// The number of the journal's last row; 0 before the first.
    pub fn last_row(&self) -> Result<u64, StoreError> {
        let last: Option<i64> = self.db.query_row("SELECT max(seq) FROM journal", [], |row| row.get(0)).map_err(self.failed("Reading the project"))?;
        Ok(last.and_then(|n| u64::try_from(n).ok()).unwrap_or(0))
    }

    /// By which engine every article was read.
    pub fn engines(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let read = || {
            let mut select = self.db.prepare("SELECT article, engine FROM reading")?;
            select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()
        };
        read().map_err(self.failed("Reading the project"))
    }

    /// Ids of the articles that `engine` has read already, so that only others need reading.
    pub fn read_by(&self, engine: &str) -> Result<std::collections::BTreeSet<String>, StoreError> {
        let read = || {
            let mut select = self.db.prepare("SELECT article FROM reading WHERE engine = ?1")?;
            select.query_map([engine], |row| row.get(0))?.collect::<rusqlite::Result<_>>()
        };
        read().map_err(self.failed("Reading the project"))
    }

    /// The rows that can be used; the numbers of all that there are.
    fn load_journal(&self, stored: &mut Stored) -> rusqlite::Result<Vec<i64>> {
        let mut seen = Vec::new();
        let mut select = self.db.prepare("SELECT seq, json, sum FROM journal ORDER BY seq")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get(0)?;
            seen.push(seq);
            let (json, sum): (rusqlite::types::ValueRef<'_>, Option<i64>) = (row.get_ref(1)?, row.get(2)?);
            match record::row(seq, json.as_bytes().unwrap_or_default(), sum) {
                Ok(row) => stored.rows.push(row),
                Err(e) => stored.note(&e, format!("Decision {seq} cannot be understood ({e}).")),
            }
        }
        Ok(seen)
    }

    /// Rows that a broken page hides are not even missed by SQLite; the number of the last one tells.
    fn note_gaps(&self, seen: &[i64], stored: &mut Stored) -> rusqlite::Result<()> {
        let value = |key: &str| self.db.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get::<_, String>(0)).optional();
        let last = value(LAST_ROW)?.and_then(|n| n.parse().ok()).unwrap_or(0).max(seen.last().copied().unwrap_or(0));
        let known: Vec<(i64, i64)> = value(LOST_ROWS)?.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        for gap in record::gaps(seen.iter().copied(), last).into_iter().filter(|gap| !known.contains(gap)) {
            stored.note(&record::Fault::Changed(String::new()), record::lost_sentence(gap));
        }
        Ok(())
    }

    fn load_readings(&self, stored: &mut Stored, keep: bool) -> rusqlite::Result<()> {
        let mut select = self.db.prepare(
            "SELECT article.path, article.json, article.present, reading.json, article.id, article.sum FROM article \
             LEFT JOIN reading ON reading.article = article.id ORDER BY article.path, article.id",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (path, present, packed): (String, bool, Option<Vec<u8>>) = (row.get(0)?, row.get(2)?, row.get(3)?);
            let (id, json, sum): (String, rusqlite::types::ValueRef<'_>, Option<i64>) = (row.get(4)?, row.get_ref(1)?, row.get(5)?);
            let article = record::article(&id, json.as_bytes().unwrap_or_default(), sum);
            match article.and_then(|article| record::reading(article, packed.as_deref())) {
                Ok(_) if !keep => {}
                Ok(reading) if present => stored.readings.push(reading),
                Ok(reading) => stored.gone.push(reading.article),
                Err(e) => stored.note(&e, format!("An article cannot be understood ({e}); open the folder again to read it anew: {path}")),
            }
        }
        Ok(())
    }

    fn load_problems(&self, stored: &mut Stored) -> rusqlite::Result<()> {
        let mut select = self.db.prepare("SELECT path, message FROM problem ORDER BY path, message")?;
        let rows = select.query_map([], |row| Ok(ProblemRow { path: row.get(0)?, message: row.get(1)? }))?;
        stored.problems = rows.collect::<rusqlite::Result<_>>()?;
        Ok(())
    }
}
