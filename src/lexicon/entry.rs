//! What one lexicon entry holds, and what finding it in a text gives.

use crate::model::{Geo, Kind};
use std::borrow::Cow;

/// One thing that is known beforehand.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// A key that never changes: `kataib-hezbollah`.
    pub id: String,
    /// The canonical name.
    pub name: String,
    /// What it names.
    pub kind: Kind,
    /// Further spellings; an alias of up to four letters is matched in its own case only.
    pub aliases: Vec<String>,
    /// Adjectives and demonyms: "American", "Houthi".
    pub adjectives: Vec<String>,
    /// ISO 3166-1 alpha-3 of the country it belongs to or works in.
    pub country: Option<String>,
    /// Ids of the umbrella or sponsor entries.
    pub affiliation: Vec<String>,
    /// Of a weapon: `air`, `explosive`, `ied`, `suicide`, `artillery`, `missile`, `firearm`, `blade`, `mine`, `chemical`, `vehicle`.
    pub family: Option<String>,
    /// Of a country: where its government sits.
    pub capital: Option<String>,
    /// Where it is, for places and facilities.
    pub geo: Option<Geo>,
    /// Inhabitants, for settlements and countries; decides between places of one name.
    pub population: u32,
}

impl Entry {
    /// An entry without anything but its names.
    pub fn new(id: impl Into<String>, name: impl Into<String>, kind: Kind) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            kind,
            aliases: Vec::new(),
            adjectives: Vec::new(),
            country: None,
            affiliation: Vec::new(),
            family: None,
            capital: None,
            geo: None,
            population: 0,
        }
    }

    /// Whether the entry is of that kind.
    pub fn is(&self, kind: Kind) -> bool {
        self.kind == kind
    }
}

/// A lexicon entry found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'a> {
    /// First byte.
    pub start: usize,
    /// One past the last byte; a possessive `'s` is left out.
    pub end: usize,
    /// The entry.
    pub entry: Cow<'a, Entry>,
    /// Whether the words are an adjective of the entry rather than its name.
    pub adjective: bool,
}
