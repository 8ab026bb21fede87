//! Things of the extraction together with what the analyst said about them.

use super::{ArticleFieldName, ArticleState, Decision, NewValue, TallyFieldName, Target, resolve};
use crate::model::{Article, Event, Field, Head, Mention, Report, Sheet, Span, Tally};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

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
pub type ReviewedEvent = Reviewed<Arc<Event>, Field>;

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

/// An article as reviewed: what is known of it without its text. All that was read in it, [`Whole`], is there as well; it is fetched when it
/// is asked for first, and kept until [`super::Dataset::let_go`].
#[derive(Clone)]
pub struct ReviewedArticle {
    /// What lists show of it, with corrections applied.
    pub head: Arc<Head>,
    /// How far it has been reviewed.
    pub state: ArticleState,
    /// The fields that were decided on.
    pub fields: BTreeMap<ArticleFieldName, FieldReview>,
    /// The running totals, the rejected included.
    pub tallies: Vec<ReviewedTally>,
    /// Every decision named after this article: those on events and pairs by their first report.
    pub decisions: Vec<Decision>,
    /// Decisions in this article that found nothing to apply to.
    pub unmatched: Vec<Decision>,
    pub(super) sheet: Sheet,
    whole: OnceLock<Arc<Whole>>,
}

/// All that was read in an article, as reviewed.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// The article with corrections and masks applied.
    pub article: Article,
    /// The stretches that the analyst hid (`true`) or set to be read (`false`).
    pub masks: Vec<(Span, bool)>,
    /// The mentions, the rejected included, in order of their spans.
    pub mentions: Vec<ReviewedMention>,
    /// The reports, the rejected included.
    pub reports: Vec<ReviewedReport>,
}

impl ReviewedArticle {
    /// An article that nobody decided on.
    pub(super) fn open(sheet: Sheet) -> Self {
        let head = Arc::clone(sheet.head());
        let tallies = head.tallies.iter().map(|t| Reviewed::open(t.clone(), Target::tally(t))).collect();
        Self { head, state: ArticleState::Open, fields: BTreeMap::new(), tallies, decisions: Vec::new(), unmatched: Vec::new(), sheet, whole: OnceLock::new() }
    }

    /// All that was read in it, for a moment: it is not kept, unless it is there already.
    pub fn whole(&self) -> Arc<Whole> {
        self.whole.get().map_or_else(|| Arc::new(resolve::whole(self)), Arc::clone)
    }

    /// Whether all of it is in memory.
    pub fn is_whole(&self) -> bool {
        self.whole.get().is_some()
    }

    /// Whether its mentions may be others than the machine's.
    pub fn has_decided_mentions(&self) -> bool {
        self.decisions.iter().any(|d| matches!(d.target, Target::Mention { .. }))
    }

    /// The same without what is fetched when it is asked for.
    #[must_use]
    pub fn let_go(&self) -> Self {
        Self { whole: OnceLock::new(), ..self.clone() }
    }

    /// The name under which to decide about the article as a whole.
    pub fn target(&self) -> Target {
        Target::Article { article: self.head.id.clone() }
    }

    /// The name under which to decide about `field`.
    pub fn field_target(&self, field: ArticleFieldName) -> Target {
        Target::ArticleField { article: self.head.id.clone(), field }
    }
}

impl Deref for ReviewedArticle {
    type Target = Whole;

    fn deref(&self) -> &Whole {
        self.whole.get_or_init(|| Arc::new(resolve::whole(self)))
    }
}

impl PartialEq for ReviewedArticle {
    fn eq(&self, other: &Self) -> bool {
        let known = |a: &Self| (Arc::clone(&a.head), a.state);
        known(self) == known(other)
            && (&self.fields, &self.tallies, &self.decisions, &self.unmatched) == (&other.fields, &other.tallies, &other.decisions, &other.unmatched)
            && self.whole() == other.whole()
    }
}

impl fmt::Debug for ReviewedArticle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReviewedArticle").field("head", &self.head).field("state", &self.state).field("decisions", &self.decisions).finish_non_exhaustive()
    }
}
