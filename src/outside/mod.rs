//! Events of other datasets, ACLED's or UCDP's, laid over one's own: read from their tables, and matched.

pub mod layer;
pub mod matching;

pub use layer::{Dataset as Origin, Layer, NotALayer, OutsideEvent};
pub use matching::{Match, Matches, matches};
