//! One article's account of one event (ACE's event mention).

use super::{EventFields, Field, Span, When};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How real an event is in the words of the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// It happened.
    #[default]
    Actual,
    /// Somebody says that it happened, and the article does not vouch.
    Alleged,
    /// It is to happen.
    Planned,
    /// It is threatened.
    Threatened,
    /// Somebody says that it did not happen.
    Denied,
    /// It might have happened, or would if.
    Hypothetical,
}

impl Modality {
    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Alleged => "alleged",
            Self::Planned => "planned",
            Self::Threatened => "threatened",
            Self::Denied => "denied",
            Self::Hypothetical => "hypothetical",
        }
    }

    /// Whether such a report counts towards events.
    pub fn counts(self) -> bool {
        matches!(self, Self::Actual | Self::Alleged)
    }
}

/// What a source does with a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Says that it did it.
    Claims,
    /// Says that somebody else did it.
    Blames,
    /// Says that it did not do it, or that it did not happen.
    Denies,
    /// Says that it is so.
    Confirms,
    /// Tells of it.
    #[default]
    Reports,
}

impl Stance {
    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Blames => "blames",
            Self::Denies => "denies",
            Self::Confirms => "confirms",
            Self::Reports => "reports",
        }
    }
}

/// Who says what about an event (not to be confused with where we read it, which is provenance).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Who says so, in the words of the article.
    pub source: String,
    /// The agency or outlet that the source spoke to.
    pub via: Option<String>,
    /// What the source does.
    pub stance: Stance,
    /// About what, in a few words of the article; or the name that is blamed.
    pub about: Option<String>,
    /// The words.
    pub span: Span,
}

/// The part that an argument plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Who did it.
    Attacker,
    /// Who is blamed.
    Suspect,
    /// Whom or what it was aimed at.
    Target,
    /// Who was hurt.
    Victim,
    /// With what.
    Weapon,
    /// Where.
    Place,
    /// When.
    Date,
    /// How many dead.
    Killed,
    /// How many wounded.
    Wounded,
}

impl Role {
    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        match self {
            Self::Attacker => "attacker",
            Self::Suspect => "suspect",
            Self::Target => "target",
            Self::Victim => "victim",
            Self::Weapon => "weapon",
            Self::Place => "place",
            Self::Date => "date",
            Self::Killed => "killed",
            Self::Wounded => "wounded",
        }
    }
}

/// Words of the article in a role of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    /// The part it plays.
    pub role: Role,
    /// The words.
    pub span: Span,
    /// The covered text.
    pub text: String,
    /// The canonical name, for names.
    pub entity: Option<String>,
}

/// Names a report by its content, so that decisions on it outlive re-extraction.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReportKey {
    /// The article's id.
    pub article: String,
    /// The founding trigger.
    pub span: Span,
    /// The words of the founding trigger.
    pub quote: String,
}

/// One article's account of one event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Article id, `report`, and start and end byte of the founding trigger, joined by `:`.
    pub id: String,
    /// Its name by content.
    pub key: ReportKey,
    /// The article's id.
    pub article: String,
    /// Ids of the trigger mentions; the first is the founding one.
    pub triggers: Vec<String>,
    /// What it says about the event.
    pub fields: EventFields,
    /// What the date words say, kept so that a new publication date re-dates the report.
    pub when: Option<When>,
    /// The date words.
    pub when_span: Option<Span>,
    /// The words of the article in their roles.
    pub arguments: Vec<Argument>,
    /// Whether the article is about this, or only recalls it (rule E5).
    pub foreground: bool,
    /// How real it is.
    pub modality: Modality,
    /// Whether it is one thing that happened, or a campaign or vague plural that is kept as context and makes no event.
    pub specific: bool,
    /// Who says so.
    pub attribution: Vec<Attribution>,
    /// For every field that is filled, where the article says so.
    pub evidence: BTreeMap<Field, Vec<Span>>,
    /// For every field that is filled, the id of the rule that chose it.
    pub rules: BTreeMap<Field, String>,
    /// 0 to 1.
    pub confidence: f32,
}
