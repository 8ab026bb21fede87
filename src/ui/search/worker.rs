//! The thread that searches: the window asks, never waits, and takes the answer when it comes. Of several questions only the last is answered.

use super::{ArticleHit, Catalogue, Found, LISTED, snippet};
use crate::lexicon::Lexicon;
use crate::review::Dataset;
use crate::store::search::{TextIndex, parts};
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
            let mut desk = Desk { index: None, path, dataset: Dataset::default(), catalogue: Catalogue::default() };
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
}

impl Desk {
    fn answer(&mut self, question: Question) -> Found {
        if let Some(dataset) = question.dataset {
            self.catalogue = Catalogue::new(&dataset, question.lexicon.as_deref());
            self.dataset = dataset;
        }
        let mut found = Found { query: question.query.clone(), revision: question.revision, ..Found::default() };
        self.catalogue.look(&question.query, &mut found);
        found.articles = match self.by_index(&question.query) {
            // The index also holds what the folder no longer holds.
            Ok(ids) => ids.into_iter().filter(|id| self.dataset.article(id).is_some()).collect(),
            Err(why) => {
                found.slow = Some(why);
                by_reading(&self.dataset, &question.query)
            }
        };
        found.hits = self
            .dataset
            .articles
            .iter()
            .filter(|a| found.articles.contains(&a.article.id))
            .take(LISTED)
            .map(|a| {
                let (span, snippet) = snippet(&a.article.text, &question.query);
                ArticleHit { id: a.article.id.clone(), title: a.article.name().to_owned(), span, snippet }
            })
            .collect();
        found
    }

    fn by_index(&mut self, query: &str) -> Result<Vec<String>, String> {
        if self.index.is_none() {
            self.index = Some(open(&self.path)?);
        }
        let index = self.index.as_mut().ok_or("no index")?;
        index.find(query).map_err(|e| e.to_string())
    }
}

fn open(path: &Path) -> Result<TextIndex, String> {
    TextIndex::open(path).map_err(|e| e.to_string())
}

/// Reads every article; for projects without an index.
fn by_reading(dataset: &Dataset, query: &str) -> std::collections::BTreeSet<String> {
    let parts = parts(query);
    let holds = |text: &str| {
        let text = text.to_lowercase();
        !parts.is_empty() && parts.iter().all(|p| text.contains(p.as_str()))
    };
    dataset.articles.iter().filter(|a| holds(&a.article.text)).map(|a| a.article.id.clone()).collect()
}
