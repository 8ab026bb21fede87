//! Numbers of people and of attacks, with what is not known about them.

use serde::{Deserialize, Serialize};

/// How a stated number is qualified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// "four"
    #[default]
    Exact,
    /// "about, some, roughly four"
    About,
    /// "at least four"
    AtLeast,
    /// "more than four"
    MoreThan,
    /// "up to four"
    UpTo,
    /// "nearly four"
    Nearly,
    /// "the fourth"
    Ordinal,
}

impl Qualifier {
    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtLeast => "at_least",
            Self::MoreThan => "more_than",
            Self::UpTo => "up_to",
            Self::Nearly => "nearly",
            Self::Ordinal => "ordinal",
        }
    }
}

/// A number of people: `low <= best <= high` where they are known; `None` is unknown, never zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Count {
    /// The lowest credible number.
    pub low: Option<u32>,
    /// The number that the rules choose.
    pub best: Option<u32>,
    /// The highest credible number; unknown where the count is open upwards.
    pub high: Option<u32>,
    /// How the chosen number was qualified.
    pub qualifier: Qualifier,
}

impl Count {
    /// Exactly `n`.
    pub fn exact(n: u32) -> Self {
        Self { low: Some(n), best: Some(n), high: Some(n), qualifier: Qualifier::Exact }
    }

    /// `n` under `qualifier`, by rule C7: "at least" leaves the top open, "up to" fixes the top alone.
    pub fn qualified(n: u32, qualifier: Qualifier) -> Self {
        match qualifier {
            Qualifier::AtLeast | Qualifier::MoreThan => Self { low: Some(n), best: Some(n), high: None, qualifier },
            Qualifier::UpTo => Self { low: None, best: None, high: Some(n), qualifier },
            _ => Self { low: Some(n), best: Some(n), high: Some(n), qualifier },
        }
    }

    /// Whether nothing at all is known.
    pub fn is_unknown(&self) -> bool {
        self.low.is_none() && self.best.is_none() && self.high.is_none()
    }

    /// Whether the known parts are in order.
    pub fn is_ordered(&self) -> bool {
        let known: Vec<u32> = [self.low, self.best, self.high].into_iter().flatten().collect();
        known.is_sorted()
    }
}
