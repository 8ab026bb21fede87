//! What the analyst said about a target, and all that was said so far.

use super::Target;
use crate::model::{EventFields, FieldValue, Geo, Kind, PartialDate, Qualifier, Settling, Span, TallyOf, Taught, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is so.
    Confirmed,
    /// It is otherwise; the decision's value says how.
    Corrected,
    /// It is not so.
    Rejected,
    /// The machine did not find it; the analyst did.
    Added,
    /// Two reports tell of one event.
    SameEvent,
    /// Two reports tell of different events.
    DifferentEvent,
    /// It is to be looked at a second time; no word on whether it is so.
    Flagged,
    /// The decision's text is about it; no word on whether it is so.
    Commented,
    /// Two names are one actor; the decision's value is the one that stands for both.
    SameActor,
    /// Two names are different actors.
    DifferentActor,
}

impl Verdict {
    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Corrected => "corrected",
            Self::Rejected => "rejected",
            Self::Added => "added",
            Self::SameEvent => "same_event",
            Self::DifferentEvent => "different_event",
            Self::Flagged => "flagged",
            Self::Commented => "commented",
            Self::SameActor => "same_actor",
            Self::DifferentActor => "different_actor",
        }
    }
}

/// How far an article has been reviewed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArticleState {
    /// Not begun.
    #[default]
    Open,
    /// Some decision was made in it, or the analyst said so.
    InProgress,
    /// The analyst said so.
    Done,
}

impl ArticleState {
    /// Every state, in order.
    pub const ALL: [Self; 3] = [Self::Open, Self::InProgress, Self::Done];

    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in_progress",
            Self::Done => "done",
        }
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::InProgress => "In progress",
            Self::Done => "Done",
        }
    }
}

/// What is otherwise about a mention; `None` leaves a part as it was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MentionEdit {
    /// What it is a mention of.
    pub kind: Option<Kind>,
    /// Which words.
    pub span: Option<Span>,
    /// The canonical name; `Some("")` says that it names no known entity.
    pub entity: Option<String>,
    /// The key of the entity, where the name was chosen from a list.
    pub entity_id: Option<String>,
    /// Where it is, where the name was chosen from the gazetteer.
    pub geo: Option<Geo>,
    /// The normal form.
    pub value: Option<Value>,
}

impl MentionEdit {
    /// `self` with what `later` says on top.
    #[must_use]
    pub fn then(self, later: Self) -> Self {
        let renamed = later.entity.is_some();
        Self {
            kind: later.kind.or(self.kind),
            span: later.span.or(self.span),
            entity_id: if renamed { later.entity_id } else { later.entity_id.or(self.entity_id) },
            geo: if renamed { later.geo } else { later.geo.or(self.geo) },
            entity: later.entity.or(self.entity),
            value: later.value.or(self.value),
        }
    }
}

/// A running total as the analyst enters it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TallyDraft {
    /// What is counted.
    pub of: TallyOf,
    /// The number.
    pub count: u32,
    /// How it is qualified.
    pub qualifier: Qualifier,
    /// The baseline.
    pub since: Option<PartialDate>,
    /// Up to when.
    pub as_of: Option<PartialDate>,
    /// Whose attacks.
    pub by: Option<String>,
    /// On whom.
    pub on: Option<String>,
    /// Where.
    pub places: Vec<String>,
    /// Who states it.
    pub source: Option<String>,
}

/// The value that a decision puts in place, of the type that its target takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewValue {
    /// Of a mention.
    Mention(MentionEdit),
    /// Of a field of a report or event.
    Field(FieldValue),
    /// Of a text field of an article or tally; `None` clears it. Of a comment, its words.
    Text(Option<String>),
    /// Of a tally's places.
    Names(Vec<String>),
    /// Of a publication date, a tally's since and as of; `None` clears it.
    Date(Option<PartialDate>),
    /// Of a tally's count.
    Number(u32),
    /// Of a tally's qualifier.
    Qualifier(Qualifier),
    /// Of what a tally counts.
    Of(TallyOf),
    /// Of a mask: `true` hides, `false` reads.
    Hidden(bool),
    /// Of an article.
    State(ArticleState),
    /// Of an added event; of a confirmed event or report, what it said when it was confirmed.
    Event(Box<EventFields>),
    /// Of a taught name.
    Taught(Box<Taught>),
    /// Of an added tally.
    Tally(Box<TallyDraft>),
    /// Of the practice of the project.
    Settling(Settling),
}

/// That a decision settles what two coders did not agree on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The other coder.
    pub with: String,
    /// Whether the other's word was taken.
    pub theirs: bool,
}

/// One decision; there is at most one per target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// The journal row that put it; 0 before it is committed.
    pub seq: u64,
    /// About what.
    pub target: Target,
    /// What was decided.
    pub verdict: Verdict,
    /// The value that it puts in place; of a confirmed field, the value that was confirmed.
    pub value: Option<NewValue>,
    /// When, UTC, ISO 8601.
    pub at: String,
    /// The coder's name.
    pub by: String,
    /// Why, in the coder's words.
    pub note: Option<String>,
    /// With whom it was settled, where two coders did not agree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
}

/// One decision put, replaced or taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// About what.
    pub target: Target,
    /// The decision before.
    pub before: Option<Decision>,
    /// The decision after.
    pub after: Option<Decision>,
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self { target: self.target.clone(), before: self.after.clone(), after: self.before.clone() }
    }
}

/// All decisions in force, by article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {
    by_article: BTreeMap<String, BTreeMap<Target, Decision>>,
}

impl Decisions {
    /// The decision on `target`.
    pub fn get(&self, target: &Target) -> Option<&Decision> {
        self.by_article.get(target.article())?.get(target)
    }

    /// Puts or takes the decision on `target`.
    pub fn set(&mut self, target: &Target, decision: Option<Decision>) {
        let article = self.by_article.entry(target.article().to_owned()).or_default();
        match decision {
            Some(decision) => article.insert(target.clone(), decision),
            None => article.remove(target),
        };
        if article.is_empty() {
            self.by_article.remove(target.article());
        }
    }

    /// Applies a change.
    pub fn apply(&mut self, change: &Change) {
        self.set(&change.target, change.after.clone());
    }

    /// The decisions in one article, in order of their targets.
    pub fn of_article(&self, article: &str) -> impl Iterator<Item = &Decision> {
        self.by_article.get(article).into_iter().flat_map(BTreeMap::values)
    }

    /// Ids of the articles that have decisions.
    pub fn articles(&self) -> impl Iterator<Item = &str> {
        self.by_article.keys().map(String::as_str)
    }

    /// All decisions, by article and target.
    pub fn iter(&self) -> impl Iterator<Item = &Decision> {
        self.by_article.values().flat_map(BTreeMap::values)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_article.values().map(BTreeMap::len).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_article.is_empty()
    }
}
