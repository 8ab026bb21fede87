//! Things of the extraction together with what the analyst said about them.

use super::{ArticleFieldName, ArticleState, Decision, NewValue, TallyFieldName, Target};
use crate::model::{Article, Event, Field, Mention, Report, Span, Tally};
use std::collections::BTreeMap;

/// The review status of a thing; derived from decisions, never stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Review {
    /// Nobody decided yet.
    #[default]
    Open,
    /// It is so.
    Confirmed,
    /// It is otherwise, and says what the analyst said.
    Corrected,
    /// It is not so.
    Rejected,
    /// The analyst found it.
    Added,
}

impl Review {
    /// Every status, in the order of the filter.
    pub const ALL: [Self; 5] = [Self::Open, Self::Confirmed, Self::Corrected, Self::Rejected, Self::Added];

    fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Open => ("open", "Open"),
            Self::Confirmed => ("confirmed", "Confirmed"),
            Self::Corrected => ("corrected", "Corrected"),
            Self::Rejected => ("rejected", "Rejected"),
            Self::Added => ("added", "Added"),
        }
    }

    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        self.row().0
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        self.row().1
    }

    /// Whether the analyst has decided.
    pub fn is_decided(self) -> bool {
        self != Self::Open
    }

    /// Whether it stands: everything but the rejected.
    pub fn stands(self) -> bool {
        self != Self::Rejected
    }
}

/// A field that the analyst decided on.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldReview {
    /// Its status; `Open` again where a confirmed value has changed since.
    pub review: Review,
    /// The decision; name its target to decide anew.
    pub decision: Decision,
    /// What the machine says.
    pub original: NewValue,
}

/// A thing as reviewed, with its fields `F` that were decided on by themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed<T, F> {
    /// The thing with corrections applied.
    pub item: T,
    /// Its status, its fields' decisions included.
    pub review: Review,
    /// The name under which to decide about it.
    pub target: Target,
    /// The decision on the thing as a whole.
    pub decision: Option<Box<Decision>>,
    /// What the machine says, where that differs.
    pub original: Option<Box<T>>,
    /// The fields that were decided on by themselves.
    pub fields: BTreeMap<F, FieldReview>,
}

/// A mention as reviewed; it is decided on as a whole.
pub type ReviewedMention = Reviewed<Mention, ()>;
/// A tally as reviewed.
pub type ReviewedTally = Reviewed<Tally, TallyFieldName>;
/// A report as reviewed.
pub type ReviewedReport = Reviewed<Report, Field>;
/// An event as reviewed.
pub type ReviewedEvent = Reviewed<Event, Field>;

impl<T, F: Ord + Copy> Reviewed<T, F> {
    /// A thing that nobody decided on.
    pub fn open(item: T, target: Target) -> Self {
        Self { item, review: Review::Open, target, decision: None, original: None, fields: BTreeMap::new() }
    }

    /// The status of one field; `Open` where it was not decided on by itself.
    pub fn field_review(&self, field: F) -> Review {
        self.fields.get(&field).map_or(Review::Open, |f| f.review)
    }

    /// The note on the decision as a whole.
    pub fn note(&self) -> Option<&str> {
        self.decision.as_ref()?.note.as_deref()
    }
}

impl<T> Reviewed<T, Field> {
    /// The name under which to decide about `field`.
    pub fn field_target(&self, field: Field) -> Target {
        self.fields.get(&field).map_or_else(|| self.target.with_field(field), |f| f.decision.target.clone())
    }
}

impl ReviewedTally {
    /// The name under which to decide about `field`.
    pub fn field_target(&self, field: TallyFieldName) -> Target {
        self.fields.get(&field).map_or_else(|| self.target.with_tally_field(field), |f| f.decision.target.clone())
    }
}

/// An article as reviewed, with all that was read in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewedArticle {
    /// The article with corrections and masks applied.
    pub article: Article,
    /// How far it has been reviewed.
    pub state: ArticleState,
    /// The fields that were decided on.
    pub fields: BTreeMap<ArticleFieldName, FieldReview>,
    /// The stretches that the analyst hid (`true`) or set to be read (`false`).
    pub masks: Vec<(Span, bool)>,
    /// The mentions, the rejected included, in order of their spans.
    pub mentions: Vec<ReviewedMention>,
    /// The running totals, the rejected included.
    pub tallies: Vec<ReviewedTally>,
    /// The reports, the rejected included.
    pub reports: Vec<ReviewedReport>,
    /// Every decision named after this article: those on events and pairs by their first report.
    pub decisions: Vec<Decision>,
    /// Decisions in this article that found nothing to apply to.
    pub unmatched: Vec<Decision>,
}

impl ReviewedArticle {
    /// An article that nothing was read in and nobody decided on.
    pub fn open(article: Article) -> Self {
        Self {
            article,
            state: ArticleState::Open,
            fields: BTreeMap::new(),
            masks: Vec::new(),
            mentions: Vec::new(),
            tallies: Vec::new(),
            reports: Vec::new(),
            decisions: Vec::new(),
            unmatched: Vec::new(),
        }
    }

    /// The name under which to decide about the article as a whole.
    pub fn target(&self) -> Target {
        Target::Article { article: self.article.id.clone() }
    }

    /// The name under which to decide about `field`.
    pub fn field_target(&self, field: ArticleFieldName) -> Target {
        Target::ArticleField { article: self.article.id.clone(), field }
    }
}
