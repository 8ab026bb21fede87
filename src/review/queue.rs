//! What to look at next: what is undecided, that first where a look is worth most.

use super::pool::{Names, Pool};
use super::{Dataset, Target};
use std::cmp::Ordering;
use std::sync::Arc;

/// Below this confidence the machine's reading is doubtful.
pub const DOUBTFUL: f32 = 0.5;

/// Why a thing is looked at; the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its reports do not agree.
    Conflict,
    /// The machine is not sure.
    Doubtful,
    /// It has no date.
    NoDate,
    /// A name that stands for nobody known.
    NoEntity,
    /// It is open, as the rest.
    Open,
    /// It was put off for a second look.
    Flagged,
    /// It is decided; listed only where that is asked for.
    Decided,
}

impl Why {
    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Conflict => "Reports do not agree",
            Self::Doubtful => "Low confidence",
            Self::NoDate => "No date",
            Self::NoEntity => "Unresolved name",
            Self::Open => "Not reviewed",
            Self::Flagged => "Flagged",
            Self::Decided => "Decided",
        }
    }
}

/// The sorts of things that are queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// An event with all that its card shows.
    Event,
    /// A running total.
    Total,
    /// A name without an entity; once for each spelling.
    Name,
    /// An article's publication date.
    Published,
}

impl Matter {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Event, Self::Total, Self::Name, Self::Published];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Event => "Events",
            Self::Total => "Totals",
            Self::Name => "Names",
            Self::Published => "Dates of articles",
        }
    }
}

/// Which state of review is queued.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// What nobody decided on, and what is flagged.
    #[default]
    Open,
    /// Only what is flagged.
    Flagged,
    /// What is decided: to look through it again.
    Decided,
}

impl Look {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Flagged, Self::Decided];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "To do",
            Self::Flagged => "Flagged",
            Self::Decided => "Decided",
        }
    }
}

/// What of the queue is wanted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// Only this sort.
    pub matter: Option<Matter>,
    /// Only what this article (by id) tells of.
    pub article: Option<String>,
    /// Only what this actor had a part in.
    pub actor: Option<String>,
    /// In which state.
    pub look: Look,
}

/// One thing to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Why.
    pub why: Why,
    /// What sort of thing.
    pub matter: Matter,
    /// The thing.
    pub target: Target,
    /// How sure the machine is.
    pub confidence: f32,
    /// Where it is: an event by its place among the events, all else by the place of its article and its own place in that.
    pub place: (usize, usize),
}

impl Entry {
    /// What it is sorted by: the most pressing reason first, then the least sure.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let by_reason = self.why.cmp(&other.why).then(self.matter.cmp(&other.matter));
        by_reason.then(self.confidence.total_cmp(&other.confidence)).then(self.place.cmp(&other.place))
    }
}

/// The queue of `dataset`: by reason, then the least sure first; what was decided on leaves it.
pub fn queue(dataset: &Dataset, wanted: &Wanted) -> Vec<Entry> {
    Arc::unwrap_or_clone(Pool::new(dataset, wanted, &Names::of(dataset)).list(wanted.look))
}
