//! What we know before reading: names of groups, forces, weapons, places, outlets, titles, and event types.

mod abbreviations;
mod cities;
mod entry;
pub mod fold;
mod gazetteer;
mod known;
mod load;
mod matcher;
mod nouns;
mod ontology;
mod people;
pub mod ships;
mod states;
mod taught;
mod titles;
mod variants;

pub use entry::{Entry, Found};
pub use known::{Lexicon, LexiconError};
pub use nouns::{Nouns, nouns};
pub use ontology::{Cue, EventType, Ontology, Plover, Ucdp};
pub use people::{People, Sex};
pub use taught::TaughtNames;
pub use titles::Titles;
