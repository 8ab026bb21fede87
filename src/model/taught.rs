//! A name that the analyst taught the program, in the project's own lexicon.

use super::Kind;
use serde::{Deserialize, Serialize};

/// A name with its other spellings, what it names, and to whom it belongs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Taught {
    /// The canonical name; one that the lexicon knows already gets the new aliases.
    pub name: String,
    /// What it names.
    pub kind: Kind,
    /// Other names and spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-3 of the country that it belongs to, works in or lies in.
    #[serde(default)]
    pub country: Option<String>,
    /// The name of the side that it belongs to.
    #[serde(default)]
    pub side: Option<String>,
}

impl Taught {
    /// A name without aliases.
    pub fn new(name: impl Into<String>, kind: Kind) -> Self {
        Self { name: name.into(), kind, aliases: Vec::new(), country: None, side: None }
    }

    /// The name and its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}
