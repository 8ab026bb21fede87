//! Articles to mentions: names, places, weapons, dates, numbers, tallies, sources.
//! To add an extractor: write its file and its line in `EXTRACTORS`.

mod absolute_date;
pub mod attribution;
pub mod calendar;
pub mod casualty;
mod clock;
mod confidence;
mod context;
pub mod date;
pub mod entities;
mod evidence;
mod facility;
mod harm;
mod names;
mod narrative_date;
mod nation;
mod nominal;
pub mod number;
mod overlap;
mod period;
mod person;
mod place;
mod presets;
mod reference;
mod relative_date;
mod scene;
mod speaker;
mod stage;
pub mod strength;
mod syntax;
pub mod tally;
mod tally_frame;
mod town;
mod tree;
mod units;
mod weapon;

pub use context::Context;
pub use presets::presets;

use crate::language::Analysis;
use crate::lexicon::Lexicon;
use crate::model::{Article, Mention, Tally};

/// What the extractors have found so far; each sees what those before it found.
#[derive(Debug, Default)]
pub struct Extracted {
    /// In no order until all have run.
    pub mentions: Vec<Mention>,
    /// Running totals.
    pub tallies: Vec<Tally>,
    /// Mentions of people, groups and buildings without a name, and of states by their country's name: no event is told by them.
    pub unnamed: Vec<Mention>,
}

/// One step of the extraction.
type Extractor = fn(&Context<'_>, &mut Extracted);

/// The steps, in order: names first, since counts and sources lean on them.
const EXTRACTORS: &[Extractor] = &[
    names::extract,
    |c, out| out.mentions.extend(date::find(c.article, c.analyses)),
    |c, out| out.mentions.extend(casualty::find(c.article, c.analyses)),
    |c, out| out.mentions.extend(strength::find(c.article, c.analyses)),
    |c, out| out.mentions.extend(attribution::find(c.article, c.analyses)),
    |c, out| {
        let (mentions, tallies) = tally::find(c.article, c.analyses, &out.mentions);
        out.mentions.extend(mentions);
        out.tallies.extend(tallies);
    },
    reference::resolve,
    overlap::settle,
];

/// Everything that is named and counted in an article.
pub fn extract(article: &Article, analyses: &[Analysis], lexicon: &Lexicon) -> Extracted {
    let context = Context { article, analyses, lexicon };
    let mut extracted = Extracted::default();
    for step in EXTRACTORS {
        step(&context, &mut extracted);
    }
    extracted.mentions.iter_mut().chain(&mut extracted.unnamed).for_each(confidence::calibrate);
    extracted
}
