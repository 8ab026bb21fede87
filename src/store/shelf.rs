//! The readings of a project where they lie: each is fetched from the file when it is asked for.

use super::project_file::connect_to_read;
use super::record;
use crate::model::{Article, Reading, Shelf};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Is called with a sentence about what cannot be had.
pub type Tell = Arc<dyn Fn(String) + Send + Sync>;

/// An article that the project holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Its path.
    pub path: String,
    /// Its id.
    pub id: String,
}

/// Readings by number. Threads that ask at the same time read at the same time.
pub struct ProjectShelf {
    path: PathBuf,
    items: Vec<Item>,
    /// Readings that may not be in the file yet, by article.
    fresh: BTreeMap<String, Arc<Reading>>,
    /// Connections that nobody uses right now.
    idle: Mutex<Vec<Connection>>,
    tell: Tell,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl ProjectShelf {
    /// The articles `items` of the project at `path`, those in `fresh` from memory.
    pub fn new(path: &Path, items: Vec<Item>, fresh: BTreeMap<String, Arc<Reading>>, tell: Tell) -> Self {
        Self { path: path.to_owned(), items, fresh, idle: Mutex::default(), tell }
    }

    /// Which articles they are, by number.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The article with that id, as the file holds it.
    pub fn article(&self, id: &str) -> Option<Article> {
        let of = |row: &Row<'_>| Ok(record::article(id, row.get_ref(0)?.as_bytes().unwrap_or_default(), row.get(1)?));
        self.query("SELECT json, sum FROM article WHERE id = ?1", id, of).ok()
    }

    /// The reading of the article with that id, as the file holds it.
    pub fn stored(&self, id: &str) -> Result<Reading, String> {
        let of = |row: &Row<'_>| {
            let packed = row.get_ref(2)?.as_blob_or_null()?;
            Ok(record::article(id, row.get_ref(0)?.as_bytes().unwrap_or_default(), row.get(1)?).and_then(|article| record::reading(article, packed)))
        };
        let select = "SELECT article.json, article.sum, reading.json FROM article LEFT JOIN reading ON reading.article = article.id WHERE article.id = ?1";
        self.query(select, id, of)
    }

    fn query<T>(&self, select: &str, id: &str, of: impl FnOnce(&Row<'_>) -> rusqlite::Result<Result<T, record::Fault>>) -> Result<T, String> {
        let idle = lock(&self.idle).pop();
        let db = idle.map_or_else(|| connect_to_read(&self.path).map_err(|e| e.to_string()), Ok)?;
        let found = db.prepare_cached(select).and_then(|mut select| select.query_row([id], of).optional());
        lock(&self.idle).push(db);
        match found.map_err(|e| e.to_string())? {
            Some(read) => read.map_err(|fault| fault.to_string()),
            None => Err("it is not there".to_owned()),
        }
    }
}

impl Shelf for ProjectShelf {
    fn reading(&self, n: usize) -> Reading {
        let Some(item) = self.items.get(n) else { return Reading::default() };
        if let Some(fresh) = self.fresh.get(&item.id) {
            return Reading::clone(fresh);
        }
        self.stored(&item.id).unwrap_or_else(|why| {
            (self.tell)(format!("{} cannot be read from the project: {why}", item.path));
            Reading { article: Article { id: item.id.clone(), path: item.path.clone(), ..Article::default() }, ..Reading::default() }
        })
    }
}
