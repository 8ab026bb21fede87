//! Readings put together: publication dates, calendar days, names, events. No text is read again.
//!
//! The readings go by once, in order, and only their reports are kept, with the date words of undated ones. What they come to as parts of
//! the folder is worked out again for one reading when it is asked for: from itself, its publication date and who is who.

use super::in_parallel;
use crate::events::{self, dating, published};
use crate::extract::entities::{self, People, PeopleNames, Renaming, Spoken};
use crate::lexicon::Lexicon;
use crate::model::roster::{RosterDraft, names_of};
use crate::model::{Basis, Extraction, Guidance, Head, Kind, Named, PartialDate, Reading, Resolved, Roster, Sheet, Shelf, Use, Value};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The readings of a folder, each by itself, in order of paths.
#[derive(Clone)]
pub struct Raw {
    shelf: Arc<dyn Shelf>,
    len: usize,
}

impl Raw {
    /// Numbers 0 to `len` of `shelf`, which are in order of paths.
    pub fn new(shelf: Arc<dyn Shelf>, len: usize) -> Self {
        Self { shelf, len }
    }

    /// Readings that stay in memory.
    pub fn here(mut readings: Vec<Arc<Reading>>) -> Self {
        readings.sort_by(|a, b| a.article.path.cmp(&b.article.path));
        Self { len: readings.len(), shelf: Arc::new(Pile(readings)) }
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The same with others in place of some, by number; their paths are those that were there.
    #[must_use]
    pub fn with(&self, others: BTreeMap<usize, Arc<Reading>>) -> Self {
        Self { len: self.len, shelf: Arc::new(Overlaid { below: self.clone(), others }) }
    }

    /// Reading number `n`.
    pub fn reading(&self, n: usize) -> Reading {
        self.shelf.reading(n)
    }

    /// Makes something of every reading, with all cores, and hands it on in order.
    pub fn each<R: Send>(&self, work: impl Fn(Reading) -> R + Sync, mut take: impl FnMut(R)) {
        for numbers in chunks(self.len) {
            let numbers: Vec<usize> = numbers.collect();
            in_parallel(&numbers, |n| work(self.shelf.reading(*n))).into_iter().for_each(&mut take);
        }
    }
}

impl Default for Raw {
    fn default() -> Self {
        Self::here(Vec::new())
    }
}

/// So many readings are unpacked at a time.
const CHUNK: usize = 512;

fn chunks(len: usize) -> impl Iterator<Item = Range<usize>> {
    (0..len).step_by(CHUNK).map(move |start| start..(start + CHUNK).min(len))
}

/// Readings in memory.
struct Pile(Vec<Arc<Reading>>);

impl Shelf for Pile {
    fn reading(&self, n: usize) -> Reading {
        self.0.get(n).map_or_else(Reading::default, |r| Reading::clone(r))
    }
}

/// Readings with others in place of some.
struct Overlaid {
    below: Raw,
    others: BTreeMap<usize, Arc<Reading>>,
}

impl Shelf for Overlaid {
    fn reading(&self, n: usize) -> Reading {
        self.others.get(&n).map_or_else(|| self.below.reading(n), |r| Reading::clone(r))
    }
}

/// What a reading comes to as part of its folder, apart from the events.
pub struct Together {
    pub(super) raw: Raw,
    /// Publication dates that are not the article's own word, by number.
    pub(super) published: BTreeMap<usize, Resolved<PartialDate>>,
    pub(super) people: PeopleNames,
    pub(super) renaming: Renaming,
}

impl Shelf for Together {
    fn reading(&self, n: usize) -> Reading {
        let mut reading = self.raw.reading(n);
        self.people.apply(&mut reading.mentions);
        self.renaming.apply(&mut reading);
        let own = reading.article.published.take().filter(|p| p.basis != Basis::Inferred);
        reading.article.published = self.published.get(&n).cloned().or(own);
        dating::resolve_reading(&mut reading);
        reading
    }
}

/// Puts readings together.
pub fn assemble(raw: &Raw, guidance: &Guidance, lexicon: &Lexicon) -> Extraction {
    assemble_to_keep(raw, guidance, lexicon).0
}

/// Puts readings together; the second is what [`super::snapshot::pack`] needs.
pub fn assemble_to_keep(raw: &Raw, guidance: &Guidance, lexicon: &Lexicon) -> (Extraction, Arc<Together>) {
    let mut gone_by = GoneBy::default();
    raw.each(|r| Outline::of(r, guidance), |outline| gone_by.take(outline));
    let GoneBy { people, roster, mut readings } = gone_by;
    let people = people.finish();
    let mut roster = roster.finish(|named| people.rename(named));
    let renaming = renaming(raw, guidance, &people);
    if !guidance.names.is_empty() {
        for reading in &mut readings {
            renaming.apply(reading);
        }
        roster = renamed(raw, &people, &renaming);
    }
    published::infer(&mut readings);
    let events = events::group(&readings, guidance, lexicon).into_iter().map(Arc::new).collect();
    let heads: Vec<Head> = readings.iter().map(Head::of).collect();
    let is_told = |p: &Resolved<PartialDate>| matches!(p.basis, Basis::Inferred | Basis::Analyst);
    let dated = readings.into_iter().enumerate().filter_map(|(n, r)| Some((n, r.article.published.filter(is_told)?)));
    let together = Arc::new(Together { raw: raw.clone(), published: dated.collect(), people, renaming });
    let shelf: Arc<dyn Shelf> = Arc::<Together>::clone(&together);
    let sheets = heads.into_iter().enumerate().map(|(n, head)| Sheet::shelved(head, Arc::clone(&shelf), n));
    (Extraction { readings: sheets.collect(), events, roster: Arc::new(roster) }, together)
}

/// What is kept of a reading that goes by.
struct Outline {
    reading: Reading,
    spoken: Vec<Spoken>,
    names: Vec<(Named, Use)>,
}

impl Outline {
    fn of(mut reading: Reading, guidance: &Guidance) -> Self {
        let (spoken, names) = (entities::spoken_of(&reading.mentions), names_of(&reading.mentions));
        published::prepare(&mut reading, guidance);
        // Only who has no date yet may be dated once more.
        let undated = reading.article.published.is_none();
        reading.mentions.retain(|m| undated && (m.kind == Kind::Date || matches!(m.value, Some(Value::When { .. }))));
        reading.mentions.shrink_to_fit();
        Self { reading, spoken, names }
    }
}

/// The readings that went by.
#[derive(Default)]
struct GoneBy {
    people: People,
    roster: RosterDraft,
    readings: Vec<Reading>,
}

impl GoneBy {
    fn take(&mut self, outline: Outline) {
        self.people.note(outline.spoken);
        self.roster.take(outline.names);
        self.readings.push(outline.reading);
    }
}

/// The names that the analyst chose, with what the readings know of them.
fn renaming(raw: &Raw, guidance: &Guidance, people: &PeopleNames) -> Renaming {
    let mut known = Vec::new();
    if !guidance.names.is_empty() {
        let of = |mut reading: Reading| {
            people.apply(&mut reading.mentions);
            entities::known(&reading, &guidance.names)
        };
        raw.each(of, |k| known.push(k));
    }
    Renaming::new(&guidance.names, known.into_iter())
}

/// Who is named where once the analyst's names are in place.
fn renamed(raw: &Raw, people: &PeopleNames, renaming: &Renaming) -> Roster {
    let mut roster = RosterDraft::default();
    let of = |mut reading: Reading| {
        people.apply(&mut reading.mentions);
        renaming.apply(&mut reading);
        names_of(&reading.mentions)
    };
    raw.each(of, |names| roster.take(names));
    roster.finish(|_| {})
}
