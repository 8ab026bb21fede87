//! How far the review of the whole folder is.

use super::past::Since;
use super::workspace::Workspace;
use crate::review::{ArticleState, ReviewedArticle, ReviewedEvent};

/// How much has been decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Events and tallies with a decision.
    pub decided: usize,
    /// All events and tallies.
    pub total: usize,
    /// Articles that are done.
    pub done: usize,
}

impl Progress {
    fn of_event(event: &ReviewedEvent) -> Self {
        Self { decided: usize::from(event.review.is_decided()), total: 1, done: 0 }
    }

    fn of_article(article: &ReviewedArticle) -> Self {
        let decided = article.tallies.iter().filter(|t| t.review.is_decided()).count();
        Self { decided, total: article.tallies.len(), done: usize::from(article.state == ArticleState::Done) }
    }

    fn and(self, other: Self) -> Self {
        Self { decided: self.decided + other.decided, total: self.total + other.total, done: self.done + other.done }
    }

    fn without(self, other: Self) -> Self {
        Self { decided: self.decided - other.decided, total: self.total - other.total, done: self.done - other.done }
    }
}

impl Workspace {
    /// How much has been decided.
    pub fn progress(&self) -> Progress {
        let (events, articles) = (&self.dataset.events, &self.dataset.articles);
        let make =
            || events.iter().map(|e| Progress::of_event(e)).chain(articles.iter().map(|a| Progress::of_article(a))).fold(Progress::default(), Progress::and);
        let mend = |progress: &mut Progress, since: Since<'_>| {
            let (old, new) = (since.events.values().map(|e| Progress::of_event(e)), since.events.keys().filter_map(|at| events.get(*at)));
            *progress = old.fold(new.map(|e| Progress::of_event(e)).fold(*progress, Progress::and), Progress::without);
            let (old, new) = (since.articles.values().map(|a| Progress::of_article(a)), since.articles.keys().filter_map(|at| articles.get(*at)));
            *progress = old.fold(new.map(|a| Progress::of_article(a)).fold(*progress, Progress::and), Progress::without);
        };
        *self.progress.mended((self.revision, ()), |revision| self.since(revision), mend, make)
    }
}
