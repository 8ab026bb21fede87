//! Extracted articles and reports on disk while they are merged, so that memory holds only what is compared.

use anyhow::Result;
use rusqlite::{Connection, params};
use std::path::Path;

const TABLES: &str = "
CREATE TABLE article (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE report (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article TEXT NOT NULL, rank BLOB, event TEXT, json TEXT NOT NULL) STRICT;
CREATE TABLE event (first TEXT, last TEXT, id TEXT NOT NULL, json TEXT NOT NULL) STRICT;
";

/// A temporary database; it is gone when the merge is over, however it ends.
pub struct Spool {
    db: Connection,
}

/// A report's line with its article's.
pub struct Spooled {
    /// The report's number.
    pub n: i64,
    /// Its line.
    pub report: String,
    /// The line of its article.
    pub article: String,
}

impl Spool {
    /// An empty one in the folder `dir`, by a name that nothing else has.
    pub fn create(dir: &Path) -> Result<Self> {
        let db = Connection::open(dir.join("spool.sqlite"))?;
        // Nothing here outlives the run, so nothing need survive a crash.
        db.pragma_update(None, "journal_mode", "OFF")?;
        db.pragma_update(None, "synchronous", "OFF")?;
        db.pragma_update(None, "cache_size", -64_000)?;
        db.execute_batch(TABLES)?;
        db.execute_batch("BEGIN")?;
        Ok(Self { db })
    }

    /// Keeps an article; one that is there already stays as it is.
    pub fn put_article(&self, id: &str, json: &str) -> Result<()> {
        self.db.prepare_cached("INSERT OR IGNORE INTO article VALUES (?, ?)")?.execute([id, json])?;
        Ok(())
    }

    /// The line of the article with that id.
    pub fn article(&self, id: &str) -> Result<String> {
        Ok(self.db.prepare_cached("SELECT json FROM article WHERE id = ?")?.query_row([id], |row| row.get(0))?)
    }

    /// Keeps a report; one that is there already stays as it is. Without a rank it takes no part in the merge.
    pub fn put_report(&self, id: &str, article: &str, rank: Option<&[u8]>, json: &str) -> Result<()> {
        let mut put = self.db.prepare_cached("INSERT OR IGNORE INTO report (id, article, rank, json) VALUES (?, ?, ?, ?)")?;
        put.execute(params![id, article, rank, json])?;
        Ok(())
    }

    /// Goes through the ranked reports in their order.
    pub fn in_order(&self, mut take: impl FnMut(Spooled) -> Result<()>) -> Result<()> {
        let mut read = self
            .db
            .prepare("SELECT n, report.json, article.json FROM report JOIN article ON article.id = report.article WHERE rank IS NOT NULL ORDER BY rank")?;
        let mut rows = read.query([])?;
        while let Some(row) = rows.next()? {
            take(spooled(row)?)?;
        }
        Ok(())
    }

    /// The report number `n`.
    pub fn get(&self, n: i64) -> Result<Spooled> {
        let mut read = self.db.prepare_cached("SELECT n, report.json, article.json FROM report JOIN article ON article.id = report.article WHERE n = ?")?;
        Ok(read.query_row([n], spooled)?)
    }

    /// Keeps an event with its days and the numbers of its reports.
    pub fn put_event(&self, days: Option<(String, String)>, id: &str, json: &str, reports: &[i64]) -> Result<()> {
        let (first, last) = days.unzip();
        self.db.prepare_cached("INSERT INTO event VALUES (?, ?, ?, ?)")?.execute(params![first, last, id, json])?;
        let mut set = self.db.prepare_cached("UPDATE report SET event = ? WHERE n = ?")?;
        reports.iter().try_for_each(|n| set.execute(params![id, n]).map(|_| ()))?;
        Ok(())
    }

    /// Goes through the events in the order of their days, those without one first.
    pub fn events(&self, mut take: impl FnMut(&str) -> std::io::Result<()>) -> Result<()> {
        let mut read = self.db.prepare("SELECT json FROM event ORDER BY first IS NOT NULL, first, last, id")?;
        let mut rows = read.query([])?;
        while let Some(row) = rows.next()? {
            take(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?;
        }
        Ok(())
    }

    /// Goes through all reports in the order in which they came, each with the id of its event.
    pub fn reports(&self, mut take: impl FnMut(&str, Option<&str>) -> std::io::Result<()>) -> Result<()> {
        let mut read = self.db.prepare("SELECT json, event FROM report ORDER BY n")?;
        let mut rows = read.query([])?;
        while let Some(row) = rows.next()? {
            let event = row.get_ref(1)?.as_str_or_null().map_err(rusqlite::Error::from)?;
            take(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?, event)?;
        }
        Ok(())
    }
}

fn spooled(row: &rusqlite::Row<'_>) -> rusqlite::Result<Spooled> {
    Ok(Spooled { n: row.get(0)?, report: row.get(1)?, article: row.get(2)? })
}
