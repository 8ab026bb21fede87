//! Reports of many articles to events.

use crate::lexicon::Lexicon;
use crate::model::{Event, Guidance, Reading};

/// The events that the dated reports of `readings` tell of, in order of dates. Reports that are not specific, or rejected, make none.
pub fn group(_readings: &[Reading], _guidance: &Guidance, _lexicon: &Lexicon) -> Vec<Event> {
    Vec::new()
}
