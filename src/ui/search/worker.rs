//! The thread that searches: the window asks, never waits, and takes the answer when it comes. Of several questions only the last is answered.

use super::{ArticleHit, Catalogue, Found, LISTED, snippet};
use crate::lexicon::Lexicon;
use crate::review::{Dataset, ReviewedArticle};
use crate::store::search::{TextIndex, parts};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// A question.
pub struct Question {
    /// What was typed.
    pub query: String,
    /// The number of the dataset.
    pub revision: u64,
    /// What is searched, where it is another than before; a clone shares the articles.
    pub dataset: Option<Dataset>,
    /// For the words of types and places.
    pub lexicon: Option<Arc<Lexicon>>,
}

/// The window's end of the thread.
pub struct Searcher {
    questions: Sender<Question>,
    answers: Receiver<Found>,
}

impl Searcher {
    /// Starts the thread on the project at `path`; `wake` is called after each answer.
    pub fn start(path: PathBuf, wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        let (questions, inbox) = channel::<Question>();
        let (outbox, answers) = channel();
        let work = move || {
            let mut desk = Desk { index: None, path, dataset: Dataset::default(), catalogue: Catalogue::default(), whole: false };
            while let Ok(mut question) = inbox.recv() {
                while let Ok(later) = inbox.try_recv() {
                    question = Question { dataset: later.dataset.or(question.dataset), ..later };
                }
                if outbox.send(desk.answer(question)).is_err() {
                    return;
                }
                wake();
            }
        };
        std::thread::Builder::new().name("search".to_owned()).spawn(work)?;
        Ok(Self { questions, answers })
    }

    /// Asks; the answer to an earlier question may never come.
    pub fn ask(&self, question: Question) {
        // The thread is gone only after a panic, which the hook has reported; then nothing is found.
        let _ = self.questions.send(question);
    }

    /// The last answer since the last call.
    pub fn answer(&self) -> Option<Found> {
        self.answers.try_iter().last()
    }
}

struct Desk {
    index: Option<TextIndex>,
    path: PathBuf,
    dataset: Dataset,
    catalogue: Catalogue,
    /// Whether every article of the dataset is in the index.
    whole: bool,
}

impl Desk {
    fn answer(&mut self, question: Question) -> Found {
        if let Some(dataset) = question.dataset {
            self.catalogue = Catalogue::new(&dataset, question.lexicon.as_deref());
            self.dataset = dataset;
            self.whole = false;
        }
        let mut found = Found { query: question.query.clone(), revision: question.revision, ..Found::default() };
        self.catalogue.look(&self.dataset, &question.query, &mut found);
        found.articles = match self.by_index(&question.query) {
            Ok(ids) => ids,
            Err(why) => {
                found.slow = Some(why);
                by_reading(self.dataset.articles.iter(), &question.query)
            }
        };
        found.hits = self
            .dataset
            .articles
            .iter()
            .filter(|a| found.articles.contains(&a.head.id))
            .take(LISTED)
            .map(|a| {
                let (span, snippet) = snippet(&a.whole().article.text, &question.query);
                ArticleHit { id: a.head.id.clone(), title: a.head.name.clone(), span, snippet }
            })
            .collect();
        found
    }

    fn by_index(&mut self, query: &str) -> Result<BTreeSet<String>, String> {
        if self.index.is_none() {
            self.index = Some(open(&self.path)?);
        }
        let index = self.index.as_mut().ok_or("no index")?;
        // Articles that still wait to be written are not in the index: they are read. Which these are is noted first, so that
        // none can slip in between.
        let mut waiting: Vec<&Arc<ReviewedArticle>> = Vec::new();
        if !self.whole {
            index.refresh().map_err(|e| e.to_string())?;
            waiting = self.dataset.articles.iter().filter(|a| !index.holds(&a.head.id)).collect();
            self.whole = waiting.is_empty();
        }
        let found = index.find(query).map_err(|e| e.to_string())?;
        // The index also holds what the folder no longer holds.
        let there = found.into_iter().filter(|id| self.dataset.article(id).is_some());
        Ok(there.chain(by_reading(waiting.into_iter(), query)).collect())
    }
}

fn open(path: &Path) -> Result<TextIndex, String> {
    TextIndex::open(path).map_err(|e| e.to_string())
}

/// Reads articles; for projects without an index, and for what is not in it yet.
fn by_reading<'a>(articles: impl Iterator<Item = &'a Arc<ReviewedArticle>>, query: &str) -> BTreeSet<String> {
    let parts = parts(query);
    let holds = |text: &str| {
        let text = text.to_lowercase();
        !parts.is_empty() && parts.iter().all(|p| text.contains(p.as_str()))
    };
    articles.filter(|a| holds(&a.whole().article.text)).map(|a| a.head.id.clone()).collect()
}
