//! What a number of casualties belongs to: the role, and the word that says what was done to them.

use super::Span;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What happened to the people that a casualty mention counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CasualtyRole {
    /// Dead.
    Killed,
    /// Hurt.
    Wounded,
    /// Not found.
    Missing,
    /// Taken.
    Abducted,
}

impl CasualtyRole {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Killed, Self::Wounded, Self::Missing, Self::Abducted];

    /// The key in rules and exports.
    pub fn key(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Wounded => "wounded",
            Self::Missing => "missing",
            Self::Abducted => "abducted",
        }
    }
}

/// How a casualty mention hangs together with the sentence around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// What happened to them.
    pub role: CasualtyRole,
    /// The word that says so ("killed", "death", "dead"); the report of that trigger owns the count.
    pub predicate: Span,
    /// The words for the people: "two Iraqi soldiers", "its leader".
    pub who: Option<Span>,
    /// Part of a larger number (rule C2): bounds the total from below, is no rival to it.
    pub subset: bool,
    /// Said to be the whole ("a total of", "the toll rose to", "all three").
    pub total: bool,
    /// Without a number word: "killed a commander" counts as one, a lower bound.
    pub implied: bool,
    /// Called civilians.
    pub civilian: bool,
    /// The attackers' own: "along with the bomber", "three gunmen were killed".
    pub own_side: bool,
}

impl Binding {
    /// A plain binding of `role` to the predicate at `predicate`.
    pub fn new(role: CasualtyRole, predicate: Span) -> Self {
        Self { role, predicate, who: None, subset: false, total: false, implied: false, civilian: false, own_side: false }
    }

    /// The `rule` of a mention with this binding: `casualty:killed:subset`.
    pub fn rule(&self) -> String {
        self.to_string()
    }

    fn flags(&self) -> [(bool, &'static str); 5] {
        [(self.subset, "subset"), (self.total, "total"), (self.implied, "implied"), (self.civilian, "civilians"), (self.own_side, "own")]
    }
}

impl fmt::Display for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "casualty:{}", self.role.key())?;
        self.flags().into_iter().filter(|(on, _)| *on).try_for_each(|(_, word)| write!(f, ":{word}"))
    }
}

/// The text is no rule of a casualty mention.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” names no casualty rule")]
pub struct NotACasualtyRule(pub String);

impl FromStr for CasualtyRole {
    type Err = NotACasualtyRule;

    /// Reads the role out of a rule such as `casualty:killed:subset`.
    fn from_str(rule: &str) -> Result<Self, NotACasualtyRule> {
        let key = rule.strip_prefix("casualty:").and_then(|r| r.split(':').next());
        Self::ALL.into_iter().find(|r| Some(r.key()) == key).ok_or_else(|| NotACasualtyRule(rule.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_names_its_role_and_its_flags() {
        for role in CasualtyRole::ALL {
            let binding = Binding { subset: true, civilian: true, ..Binding::new(role, Span::default()) };
            assert_eq!(binding.rule(), format!("casualty:{}:subset:civilians", role.key()));
            assert_eq!(binding.rule().parse(), Ok(role));
        }
        assert!("casualty".parse::<CasualtyRole>().is_err());
        assert!("rule:C7".parse::<CasualtyRole>().is_err());
    }
}
