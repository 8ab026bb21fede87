//! One article's accounts of events.

use crate::language::Analysis;
use crate::lexicon::Lexicon;
use crate::model::{Article, Mention, Report};

/// The article's reports, in order of their founding triggers. Dates stay unresolved.
pub fn reports(_article: &Article, _analyses: &[Analysis], _mentions: &[Mention], _lexicon: &Lexicon) -> Vec<Report> {
    Vec::new()
}
