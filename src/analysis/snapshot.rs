//! What readings came to when they were put together last, packed for the project file, so that reopening shows it at once.
//!
//! In parts of some thousand things each: all cores unpack them.

use super::assembly::{Raw, Together};
use super::in_parallel;
use crate::extract::entities::{Listed, PeopleNames};
use crate::model::{Event, Extraction, Head, Named, PartialDate, Resolved, Roster, Sheet, Shelf, Span, Use};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

/// So many articles or events are in one part.
const PART: usize = 2000;

/// What there is once in a folder: names, people, renaming, publication dates.
type Folder = (Vec<Named>, PeopleNames, Listed, BTreeMap<usize, Resolved<PartialDate>>);

/// A [`Use`] in few letters: name, times, start, end, confidence.
type Packed = (u32, u32, usize, usize, f32);

/// One part, as it is read.
#[derive(Deserialize)]
enum Part {
    Folder(Box<Folder>),
    Articles(Vec<(Head, Vec<Packed>)>),
    Events(Vec<Event>),
}

/// One part, as it is written.
#[derive(Serialize)]
enum PartOf<'a> {
    Folder(&'a Folder),
    Articles(Vec<(&'a Head, Vec<Packed>)>),
    Events(Vec<&'a Event>),
}

/// The parts of `extraction`, which is of `together`.
pub fn pack(extraction: &Extraction, together: &Together) -> io::Result<Vec<Vec<u8>>> {
    let folder = (extraction.roster.names.clone(), together.people.clone(), together.renaming.listed(), together.published.clone());
    let starts = |len: usize| (0..len).step_by(PART);
    let mut parts: Vec<(bool, usize)> = starts(extraction.readings.len()).map(|at| (true, at)).collect();
    parts.extend(starts(extraction.events.len()).map(|at| (false, at)));
    let mut packed = vec![pack_part(&PartOf::Folder(&folder))?];
    for part in in_parallel(&parts, |(articles, at)| if *articles { pack_articles(extraction, *at) } else { pack_events(extraction, *at) }) {
        packed.push(part?);
    }
    Ok(packed)
}

fn pack_articles(extraction: &Extraction, at: usize) -> io::Result<Vec<u8>> {
    let articles = extraction.readings.iter().zip(&extraction.roster.uses).skip(at).take(PART);
    pack_part(&PartOf::Articles(articles.map(|(sheet, uses)| (sheet.head().as_ref(), uses.iter().map(packed).collect())).collect()))
}

fn pack_events(extraction: &Extraction, at: usize) -> io::Result<Vec<u8>> {
    pack_part(&PartOf::Events(extraction.events.iter().skip(at).take(PART).map(Arc::as_ref).collect()))
}

fn pack_part(part: &PartOf<'_>) -> io::Result<Vec<u8>> {
    let mut encoder = zstd::Encoder::new(Vec::new(), 1)?;
    encoder.include_checksum(true)?;
    serde_json::to_writer(io::BufWriter::new(&mut encoder), part)?;
    encoder.finish()
}

fn unpack_part(packed: &Vec<u8>) -> Option<Part> {
    serde_json::from_slice(&zstd::decode_all(packed.as_slice()).ok()?).ok()
}

/// What the parts hold; `raw` makes the readings of articles out of their ids and paths. `None` where anything is not as it was written.
pub fn unpack(parts: &[Vec<u8>], raw: impl FnOnce(&[Head]) -> Raw) -> Option<(Extraction, Raw)> {
    let mut folder = None;
    let (mut heads, mut uses, mut events) = (Vec::new(), Vec::new(), Vec::new());
    for part in in_parallel(parts, unpack_part) {
        match part? {
            Part::Folder(once) => folder = Some(once),
            Part::Articles(all) => {
                for (head, packed) in all {
                    heads.push(head);
                    uses.push(packed.into_iter().map(unpacked).collect());
                }
            }
            Part::Events(all) => events.extend(all.into_iter().map(Arc::new)),
        }
    }
    let (names, people, renaming, published) = *folder?;
    let raw = raw(&heads);
    let together: Arc<dyn Shelf> = Arc::new(Together { raw: raw.clone(), published, people, renaming: renaming.into() });
    let sheets = heads.into_iter().enumerate().map(|(n, head)| Sheet::shelved(head, Arc::clone(&together), n)).collect();
    Some((Extraction { readings: sheets, events, roster: Arc::new(Roster { names, uses }) }, raw))
}

fn packed(used: &Use) -> Packed {
    (used.name, used.times, used.first.start, used.first.end, used.confidence)
}

fn unpacked((name, times, start, end, confidence): Packed) -> Use {
    Use { name, times, first: Span { start, end }, confidence }
}

#[cfg(test)]
mod tests {
    use super::super::assembly;
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::model::{Article, Guidance, Kind, Mention, Reading};

    fn raw() -> Raw {
        let reading = |n: usize| {
            let (id, text) = (format!("{n:04}"), format!("Omar Haddad {n}"));
            let mut mention = Mention::new(&id, &text, Span::new(0, 11), Kind::Person, "t");
            (mention.entity, mention.entity_id) = (Some("Omar Haddad".to_owned()), Some("person-omar-haddad".to_owned()));
            let article = Article { path: format!("{id}.txt"), id, text, ..Article::default() };
            Arc::new(Reading { article, mentions: vec![mention], ..Reading::default() })
        };
        Raw::here((0..PART + 3).map(reading).collect())
    }

    #[test]
    fn what_was_packed_comes_back_and_what_is_damaged_does_not() {
        let raw = raw();
        let (extraction, together) = assembly::assemble_to_keep(&raw, &Guidance::default(), &Lexicon::default());
        let mut parts = pack(&extraction, &together).unwrap();
        assert_eq!(parts.len(), 3, "two parts of articles");
        let (back, _) = unpack(&parts, |heads| {
            assert_eq!(heads.len(), PART + 3);
            raw.clone()
        })
        .unwrap();
        assert_eq!(back, extraction);
        let byte = parts[1].len() / 2;
        parts[1][byte] ^= 1;
        assert!(unpack(&parts, |_| raw.clone()).is_none());
    }
}
