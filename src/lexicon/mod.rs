//! What we know before reading: names of groups, forces, weapons, places, outlets, titles, and event types.

mod ontology;

pub use ontology::{Cue, EventType, Ontology};

use crate::model::{Geo, Kind};
use serde::Deserialize;

/// One entry of a lexicon file.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Entry {
    /// A key that never changes: `kataib-hezbollah`.
    pub id: String,
    /// The canonical name.
    pub name: String,
    /// What it names.
    pub kind: Kind,
    /// Further spellings; matching ignores case only where an alias is longer than four letters.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Adjectives and demonyms: "American", "Houthi".
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// ISO 3166-1 alpha-3 of the country it belongs to or works in.
    #[serde(default)]
    pub country: Option<String>,
    /// Ids of the umbrella or sponsor entries.
    #[serde(default)]
    pub affiliation: Vec<String>,
    /// Where it is, for places.
    #[serde(skip)]
    pub geo: Option<Geo>,
}

/// A lexicon entry found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'a> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The entry.
    pub entry: &'a Entry,
    /// Whether the words are an adjective of the entry rather than its name.
    pub adjective: bool,
}

/// Everything that is known beforehand.
#[derive(Debug, Default)]
pub struct Lexicon {}
