//! How much is decided.

use super::{ArticleState, Dataset, Review};

/// Decided and all of one sort of thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Those that the analyst decided on.
    pub decided: usize,
    /// All.
    pub all: usize,
}

impl Share {
    fn of(reviews: impl Iterator<Item = Review>) -> Self {
        reviews.fold(Self::default(), |s, r| Self { decided: s.decided + usize::from(r.is_decided()), all: s.all + 1 })
    }

    /// Those nobody decided on.
    pub fn open(self) -> usize {
        self.all - self.decided
    }
}

/// How much of a dataset is decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Articles marked as done.
    pub articles: Share,
    /// Events.
    pub events: Share,
    /// Mentions.
    pub mentions: Share,
    /// Running totals.
    pub tallies: Share,
}

/// How much of `dataset` is decided.
pub fn progress(dataset: &Dataset) -> Progress {
    let done = dataset.articles.iter().filter(|a| a.state == ArticleState::Done).count();
    Progress {
        articles: Share { decided: done, all: dataset.articles.len() },
        events: Share::of(dataset.events.iter().map(|e| e.review)),
        mentions: Share::of(dataset.mentions().map(|m| m.review)),
        tallies: Share::of(dataset.tallies().map(|t| t.review)),
    }
}
