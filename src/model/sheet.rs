//! A reading that need not be in memory: what lists show of its article, and where the rest is to be had.

use super::{PartialDate, Reading, Tally};
use std::fmt;
use std::sync::Arc;

/// What is known of an article without its text.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Head {
    /// The article's id.
    pub id: String,
    /// Its path.
    pub path: String,
    /// Its headline, or what stands in for one; see [`super::Article::name`].
    pub name: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published, as far as that is known.
    pub published: Option<PartialDate>,
    /// Its running totals: few, and counted over all articles at once.
    pub tallies: Vec<Tally>,
}

impl Head {
    /// Of a whole reading.
    pub fn of(reading: &Reading) -> Self {
        let article = &reading.article;
        Self {
            id: article.id.clone(),
            path: article.path.clone(),
            name: article.name().to_owned(),
            outlet: article.outlet.as_ref().map(|o| o.value.clone()),
            published: article.published.as_ref().map(|p| p.value),
            tallies: reading.tallies.clone(),
        }
    }
}

/// Where readings lie, by number.
pub trait Shelf: Send + Sync {
    /// The reading with that number: always the same one. What cannot be had is an empty one; whoever keeps the shelf tells why.
    fn reading(&self, n: usize) -> Reading;
}

/// One article with what was read in it, at hand when it is asked for.
#[derive(Clone)]
pub struct Sheet {
    head: Arc<Head>,
    kept: Kept,
}

#[derive(Clone)]
enum Kept {
    Here(Arc<Reading>),
    Shelved(Arc<dyn Shelf>, usize),
}

impl Sheet {
    /// Of a reading that stays in memory.
    pub fn here(reading: Arc<Reading>) -> Self {
        Self { head: Arc::new(Head::of(&reading)), kept: Kept::Here(reading) }
    }

    /// Of number `n` of `shelf`, which `head` is about.
    pub fn shelved(head: Head, shelf: Arc<dyn Shelf>, n: usize) -> Self {
        Self { head: Arc::new(head), kept: Kept::Shelved(shelf, n) }
    }

    /// What is known without reading it.
    pub fn head(&self) -> &Arc<Head> {
        &self.head
    }

    /// All of it. It is fetched anew each time, so whoever needs it for long keeps it.
    pub fn read(&self) -> Arc<Reading> {
        match &self.kept {
            Kept::Here(reading) => Arc::clone(reading),
            Kept::Shelved(shelf, n) => Arc::new(shelf.reading(*n)),
        }
    }

    /// Changes a copy of it, which stays in memory; other sheets of the same reading stay as they are.
    pub fn edit(&mut self, change: impl FnOnce(&mut Reading)) {
        let mut reading = self.read();
        change(Arc::make_mut(&mut reading));
        *self = Self::here(reading);
    }
}

impl From<Reading> for Sheet {
    fn from(reading: Reading) -> Self {
        Self::here(Arc::new(reading))
    }
}

impl PartialEq for Sheet {
    fn eq(&self, other: &Self) -> bool {
        self.head == other.head && self.read() == other.read()
    }
}

impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sheet").field(&self.head).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;

    #[test]
    fn a_change_of_one_sheet_does_not_reach_another_of_the_same_reading() {
        let reading = Arc::new(Reading { article: Article { id: "a".into(), text: "One.".into(), ..Article::default() }, ..Reading::default() });
        let (first, mut second) = (Sheet::here(Arc::clone(&reading)), Sheet::here(reading));
        assert!(Arc::ptr_eq(&first.read(), &second.read()), "nothing is copied");
        second.edit(|r| r.article.text = "Two.".into());
        assert_eq!((first.read().article.text.as_str(), second.read().article.text.as_str()), ("One.", "Two."));
        assert_ne!(first, second);
    }
}
