//! Finding articles by their words, in the index that the project file keeps of their text.

use super::StoreError;
use rusqlite::{Connection, OpenFlags};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A reader of the index, beside the thread that writes.
#[derive(Debug)]
pub struct TextIndex {
    db: Connection,
    path: PathBuf,
    /// The ids of the articles by their numbers in the index, as far as they are known.
    articles: BTreeMap<i64, String>,
    /// The same ids.
    ids: HashSet<String>,
}

impl TextIndex {
    /// Opens the index of the project at `path`; a project without one (of an earlier version, and read-only) is an error.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let failed = |e| StoreError::sqlite("Opening the index of the project", path, &e);
        let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed)?;
        db.busy_timeout(Duration::from_secs(2)).map_err(failed)?;
        db.query_row("SELECT count(*) FROM searched WHERE n < 0", [], |row| row.get::<_, i64>(0)).map_err(failed)?;
        Ok(Self { db, path: path.to_owned(), articles: BTreeMap::new(), ids: HashSet::new() })
    }

    /// Takes note of the articles that were indexed since the last call; ask [`Self::holds`] after it, and before [`Self::find`].
    pub fn refresh(&mut self) -> Result<(), StoreError> {
        let path = self.path.clone();
        self.number().map_err(|e| StoreError::sqlite("Reading the index of the project", &path, &e))
    }

    /// Whether the article with that id was in the index at the last [`Self::refresh`].
    pub fn holds(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// The ids of the articles that hold all words of `query`; the last word may be the beginning of one, words in quotes follow each other.
    pub fn find(&mut self, query: &str) -> Result<Vec<String>, StoreError> {
        let Some(expression) = expression(query) else { return Ok(Vec::new()) };
        let path = self.path.clone();
        self.search(&expression).map_err(|e| StoreError::sqlite("Searching the project", &path, &e))
    }

    fn number(&mut self) -> rusqlite::Result<()> {
        let last = self.articles.keys().next_back().copied().unwrap_or(0);
        let mut new = self.db.prepare_cached("SELECT n, article FROM searched WHERE n > ?1")?;
        let new: Vec<(i64, String)> = new.query_map([last], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        self.ids.extend(new.iter().map(|(_, id)| id.clone()));
        self.articles.extend(new);
        Ok(())
    }

    fn search(&mut self, expression: &str) -> rusqlite::Result<Vec<String>> {
        let mut select = self.db.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1")?;
        let found: Vec<i64> = select.query_map([expression], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        drop(select);
        if found.iter().any(|n| !self.articles.contains_key(n)) {
            self.number()?;
        }
        Ok(found.iter().filter_map(|n| self.articles.get(n).cloned()).collect())
    }
}

/// The words of a query as they are looked for: each part is one word, or several that follow each other.
pub fn parts(query: &str) -> Vec<String> {
    let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect::<Vec<_>>();
    let mut parts = Vec::new();
    for (i, piece) in query.split(['"', '“', '”']).enumerate() {
        // Every second piece stands in quotes.
        if i % 2 == 1 { parts.push(words(piece).join(" ")) } else { parts.extend(words(piece)) }
    }
    parts.retain(|p| !p.is_empty());
    parts
}

/// The query in the language of FTS5; `None` where it holds no word.
fn expression(query: &str) -> Option<String> {
    let parts: Vec<String> = parts(query).iter().map(|p| format!("\"{p}\"")).collect();
    let open = !query.trim_end().ends_with(['"', '”']);
    (!parts.is_empty()).then(|| format!("{}{}", parts.join(" "), if open { "*" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_typed_is_a_query_that_cannot_be_misread() {
        assert_eq!(expression("Drone erb").as_deref(), Some("\"drone\" \"erb\"*"));
        assert_eq!(expression("“drone strike” AND").as_deref(), Some("\"drone strike\" \"and\"*"));
        assert_eq!(expression("\"drone strike\"").as_deref(), Some("\"drone strike\""));
        assert_eq!(expression("al-Asad* NEAR(").as_deref(), Some("\"al\" \"asad\" \"near\"*"));
        assert_eq!(expression(" \" - "), None);
    }
}
