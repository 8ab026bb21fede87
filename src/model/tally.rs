//! A running total as an article states it.

use super::{PartialDate, Qualifier, Span, When};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a tally counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TallyOf {
    /// Attacks.
    Attack,
    /// People hurt over a period.
    Personnel,
    /// Strikes or munitions.
    Strike,
    /// Deaths over a period.
    Death,
}

impl TallyOf {
    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        match self {
            Self::Attack => "attack",
            Self::Personnel => "personnel",
            Self::Strike => "strike",
            Self::Death => "death",
        }
    }
}

/// A running total: "at least 115 attacks since October 17".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Article id, `tally`, and start and end byte, joined by `:`.
    pub id: String,
    /// The article's id.
    pub article: String,
    /// The words, from the number to the baseline.
    pub span: Span,
    /// The covered text.
    pub text: String,
    /// What is counted.
    pub of: TallyOf,
    /// The number.
    pub count: u32,
    /// How it is qualified.
    pub qualifier: Qualifier,
    /// What the words of the baseline say.
    pub since_when: Option<When>,
    /// The baseline, resolved.
    pub since: Option<PartialDate>,
    /// What the words of its own date say, where they differ from the article's.
    pub as_of_when: Option<When>,
    /// Up to when, resolved: stated, else the publication date.
    pub as_of: Option<PartialDate>,
    /// Whose attacks, by canonical name or in the article's words.
    pub by: Option<String>,
    /// On whom.
    pub on: Option<String>,
    /// Where.
    pub places: Vec<String>,
    /// Parts by place, where stated.
    pub split: Option<BTreeMap<String, u32>>,
    /// What the source leaves out, in the article's words.
    pub excludes: Option<String>,
    /// Who states it.
    pub source: Option<String>,
    /// 0 to 1.
    pub confidence: f32,
}
