//! A stretch of an article's text that names or counts something.

use super::{Binding, Count, EventDate, Kind, Span, Stance, When};
use serde::{Deserialize, Serialize};

/// What a trigger tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TriggerKind {
    /// Somebody attacked.
    Attack,
    /// Somebody died.
    Die,
    /// Somebody was hurt.
    Injure,
    /// Somebody was taken.
    Abduct,
    /// A weapon was stopped.
    Intercept,
    /// Somebody threatened.
    Threaten,
}

impl TriggerKind {
    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        match self {
            Self::Attack => "attack",
            Self::Die => "die",
            Self::Injure => "injure",
            Self::Abduct => "abduct",
            Self::Intercept => "intercept",
            Self::Threaten => "threaten",
        }
    }
}

/// The normal form of a mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Value {
    /// Of a date: what it says, and the days once a publication date is known.
    When {
        /// What the words say.
        when: When,
        /// What they come to; filled by `events::dating` once the publication date is known.
        date: Option<EventDate>,
        /// The local time of day, `HH:MM`, where stated.
        time: Option<String>,
    },
    /// Of casualties, tallies, strengths.
    Count {
        /// The number.
        count: Count,
        /// Of casualties: what happened to them and which word says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        binding: Option<Binding>,
    },
    /// Of a source: what it does with which statement.
    Source {
        /// The agency or outlet that it spoke to.
        via: Option<String>,
        /// What it does.
        stance: Stance,
        /// The words of the statement.
        about: Option<Span>,
        /// Who is blamed.
        blamed: Option<String>,
    },
    /// Of a trigger.
    Trigger {
        /// What it tells of.
        trigger: TriggerKind,
    },
}

/// Where a named place is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Geo {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166-1 alpha-3, `None` for international waters.
    pub country: Option<String>,
    /// First-level province, where known.
    pub admin1: Option<String>,
    /// How fine the coordinates are.
    pub precision: super::PlacePrecision,
    /// The gazetteer entry, `geonames:98182` or `dateline:mashtal`.
    pub source: String,
}

/// One mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Article id, kind, and start and end byte, joined by `:`: the same words have the same id in every run.
    pub id: String,
    /// The article's id.
    pub article: String,
    /// Where it stands.
    pub span: Span,
    /// The covered text.
    pub text: String,
    /// Of what.
    pub kind: Kind,
    /// The canonical name, for names.
    pub entity: Option<String>,
    /// A key of the entity that is the same in every article, for names.
    pub entity_id: Option<String>,
    /// The normal form, for dates, counts and triggers.
    pub value: Option<Value>,
    /// Where it is, for places and facilities that the gazetteer knows.
    pub geo: Option<Geo>,
    /// The rule, lexicon entry or model that made it: `lexicon:kataib-hezbollah`, `model:PERSON`, `rule:C7`.
    pub rule: String,
    /// 0 to 1.
    pub confidence: f32,
}

impl Mention {
    /// The rule of a place that is only part of another name: "Oxford" in "Oxford Crown Court".
    pub const INSIDE: &str = "rule:inside";

    /// Whether it is a place inside another name, which says where that is and not where something happened.
    pub fn is_inside(&self) -> bool {
        self.rule == Self::INSIDE
    }

    /// The rule of a country that is named as a state, not as where something is: "Iraq said".
    pub const NATION: &str = "rule:nation";

    /// Whether it is exported but not highlighted: a time that no event could be dated by, a country named as a state.
    pub fn is_quiet(&self) -> bool {
        self.is_vague() || self.rule == Self::NATION
    }

    /// Whether it is a time that no event could be dated by: "for three months", "now".
    pub fn is_vague(&self) -> bool {
        matches!(&self.value, Some(Value::When { when, .. }) if when.is_vague())
    }

    /// Whether it is a pronoun, a common noun or a role, which name nobody: "he", "two gunmen", "the official".
    pub fn is_unnamed(&self) -> bool {
        self.rule == "noun" || ["reference:", "role:"].iter().any(|r| self.rule.starts_with(r))
    }

    /// A bare mention of `span` in the text of article `article`; name, value and place are for the caller to fill.
    pub fn new(article: &str, text: &str, span: Span, kind: Kind, rule: impl Into<String>) -> Self {
        Self {
            id: format!("{article}:{}:{}:{}", kind.key(), span.start, span.end),
            article: article.to_owned(),
            span,
            text: span.of(text).to_owned(),
            kind,
            entity: None,
            entity_id: None,
            value: None,
            geo: None,
            rule: rule.into(),
            confidence: 1.0,
        }
    }

    /// The count, if it has one.
    pub fn count(&self) -> Option<Count> {
        match self.value {
            Some(Value::Count { count, .. }) => Some(count),
            _ => None,
        }
    }

    /// What a casualty count belongs to.
    pub fn binding(&self) -> Option<Binding> {
        match self.value {
            Some(Value::Count { binding, .. }) => binding,
            _ => None,
        }
    }
}
