//! The lexicon itself: built once from the files in `assets/lexicon`, then only read.

use super::matcher::{Hit, Matcher};
use super::{Entry, Found, People, Titles, abbreviations, cities, fold, gazetteer, load, states, variants};
use crate::model::{Kind, PlacePrecision};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What can go wrong when the lexicon is built.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// A lexicon file is not as it should be.
    #[error("the lexicon file {name} cannot be read: {reason}")]
    File {
        /// Its name.
        name: String,
        /// What is wrong in it.
        reason: String,
    },
}

/// Everything that is known beforehand.
#[derive(Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    matcher: Matcher,
    by_id: BTreeMap<String, u32>,
    by_key: BTreeMap<String, Vec<u32>>,
    states: states::States,
    titles: Titles,
    people: People,
    version: String,
}

impl Lexicon {
    /// The lexicon that the program is shipped with.
    pub fn builtin() -> Result<Self, LexiconError> {
        Self::of(load::rows()?.into_iter().map(|(entry, _)| entry), None)
    }

    /// A lexicon of `entries`; of two with one name the earlier is meant. `own` marks the version of what is not shipped.
    pub(super) fn of(entries: impl Iterator<Item = Entry>, own: Option<String>) -> Result<Self, LexiconError> {
        let version = own.map_or_else(version, |own| format!("{}+{own}", version()));
        let mut lexicon = Self { titles: Titles::builtin()?, people: People::builtin()?, version, ..Self::default() };
        entries.for_each(|entry| lexicon.add(entry));
        lexicon.matcher.settle();
        Ok(lexicon)
    }

    fn add(&mut self, entry: Entry) {
        let at = self.entries.len() as u32;
        let common = entry.is(Kind::Weapon);
        for name in std::iter::once(&entry.name).chain(&entry.aliases) {
            for spelling in variants::of(name) {
                self.matcher.add(&spelling, at, false, common);
            }
            let key = fold::key(name);
            self.by_key.entry(key).or_default().push(at);
        }
        for adjective in &entry.adjectives {
            if entry.is(Kind::ArmedGroup) {
                self.by_key.entry(fold::key(adjective)).or_default().push(at);
            }
            self.matcher.add(adjective, at, true, false);
        }
        self.by_id.entry(entry.id.clone()).or_insert(at);
        let is_country = entry.geo.as_ref().is_some_and(|g| g.precision == PlacePrecision::Country);
        if is_country {
            self.states.add(at, &entry);
        }
        self.entries.push(entry);
    }

    /// The names in `text`: leftmost, longest, on word boundaries, disjoint, in order.
    pub fn find(&self, text: &str) -> Vec<Found<'_>> {
        let words = fold::words(text);
        let mut found: Vec<Found<'_>> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            if let Some(hit) = states::offices_of(self, text, &words, at) {
                found.push(Found { start: words.get(at).map_or(0, |w| w.start), end: end_of(&words, hit.last), entry: hit.entry, adjective: false });
                at = hit.last;
                continue;
            }
            if let Some((end, entry)) = abbreviations::at(text, &words, at) {
                found.push(Found { start: words.get(at).map_or(0, |w| w.start), end, entry: Cow::Owned(entry), adjective: false });
                at += 1;
                continue;
            }
            let Some(hit) = self.matcher.at(text, &words, at).filter(|h| !Self::is_part_of_a_longer_name(&words, *h, &found)) else {
                match cities::at(text, &words, at) {
                    Some((last, entry)) => {
                        found.push(Found {
                            start: words.get(at).map_or(0, |w| w.start),
                            end: end_of(&words, last),
                            entry: Cow::Owned(entry),
                            adjective: false,
                        });
                        at = last;
                    }
                    None => at += 1,
                }
                continue;
            };
            let force = self.states.extend(&words, hit);
            let (last, entry, adjective) = force.unwrap_or((hit.last, self.entry_at(hit.entry), hit.adjective));
            if let Some(entry) = entry {
                found.push(Found { start: words.get(at).map_or(0, |w| w.start), end: end_of(&words, last), entry: Cow::Borrowed(entry), adjective });
            }
            at = last;
        }
        found
    }

    /// The entry with that id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).and_then(|at| self.entry_at(*at))
    }

    pub(super) fn entry_at(&self, at: u32) -> Option<&Entry> {
        self.entries.get(at as usize)
    }

    pub(super) fn hit_at(&self, text: &str, words: &[fold::Word], at: usize) -> Option<Hit> {
        self.matcher.at(text, words, at)
    }

    pub(super) fn states(&self) -> &states::States {
        &self.states
    }

    /// The entries that have exactly this name, alias or spelling of it.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Entry> {
        self.by_key.get(&fold::key(name)).into_iter().flatten().filter_map(|at| self.entry_at(*at))
    }

    /// All readings of a place name, the likeliest first: countries, curated places, then settlements by their inhabitants.
    pub fn places(&self, name: &str) -> Vec<Entry> {
        let mut all: Vec<Entry> = self.named(name).filter(|e| e.geo.is_some()).cloned().collect();
        all.extend(gazetteer::builtin().lookup(name));
        all
    }

    /// As [`Lexicon::places`], and where nothing has exactly this name, the largest places whose name begins with it.
    pub fn places_like(&self, typed: &str, most: usize) -> Vec<Entry> {
        let found = self.places(typed);
        if found.is_empty() && typed.chars().count() >= 3 { gazetteer::builtin().beginning(typed, most) } else { found }
    }

    /// The state that "Ky." or "WV" names in ", Ky.", the words after a town.
    pub fn state_in_short(&self, after: &str) -> Option<Entry> {
        let end = after.char_indices().nth(10).map_or(after.len(), |(i, _)| i);
        let text = format!("X{}", after.get(..end)?);
        abbreviations::at(&text, &fold::words(&text), 1).map(|(_, entry)| entry)
    }

    /// The country with that ISO 3166-1 alpha-3 code.
    pub fn country(&self, iso3: &str) -> Option<&Entry> {
        self.states.country(iso3).and_then(|at| self.entry_at(at))
    }

    /// The state of a country as an actor, by ISO 3166-1 alpha-3 code.
    pub fn state(&self, iso3: &str) -> Option<&Entry> {
        self.states.force(iso3)
    }

    /// Whether a place is the seat of its country's government.
    pub fn is_capital(&self, place: &Entry) -> bool {
        let country = place.country.as_deref().and_then(|c| self.country(c));
        country.and_then(|c| c.capital.as_deref()).is_some_and(|c| place.name.starts_with(c) || fold::key(c) == fold::key(&place.name))
    }

    /// Whether a name is an English word, a month, a first name or otherwise no sign of a place.
    pub fn is_common_word(&self, name: &str) -> bool {
        gazetteer::is_common_word(&fold::key(name))
    }

    /// Titles, ranks, honorifics and name particles.
    pub fn titles(&self) -> &Titles {
        &self.titles
    }

    /// Common nouns of people, bodies and buildings.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// Changes with any change of the lexicon files.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Whether the name of a country or group is only part of a person's: "Michael Jordan", "Jordan Peterson", "Malik al-Houthi".
    fn is_part_of_a_longer_name(words: &[fold::Word], hit: Hit, found: &[Found<'_>]) -> bool {
        let Some(word) = words.get(hit.first) else { return false };
        if hit.last != hit.first + 1 || !states::is_person_name(&word.key) {
            return false;
        }
        let article = hit.first.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.key == "al" && w.joined);
        let before = hit.first.checked_sub(if article { 2 } else { 1 }).and_then(|i| words.get(i));
        let free = |w: &fold::Word| w.joined && !w.hyphen && w.capital && !w.possessive && found.last().is_none_or(|f| f.end != w.end);
        let is_surname = before.is_some_and(|w| free(w) && !states::may_precede_a_place(&w.key));
        let after =
            word.joined && !word.hyphen && !word.possessive && words.get(hit.last).is_some_and(|w| w.capital && !w.caps && !states::may_follow_a_place(&w.key));
        is_surname || (after && !hit.adjective)
    }
}

pub(super) fn end_of(words: &[fold::Word], last: usize) -> usize {
    last.checked_sub(1).and_then(|i| words.get(i)).map_or(0, |w| w.end)
}

fn version() -> String {
    let mut hash = Sha256::new();
    for (_, text) in &load::FILES {
        hash.update(text);
    }
    hash.finalize().iter().take(6).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_holds() {
        let lexicon = Lexicon::builtin().unwrap();
        let mut wrong = Vec::new();
        for (entry, row) in load::rows().unwrap() {
            let is_there = |s: &str| lexicon.find(s).iter().any(|f| f.entry.id == entry.id);
            if row.yes.is_empty() {
                wrong.push(format!("{}: no example", entry.id));
            }
            wrong.extend(row.yes.iter().filter(|s| !is_there(s)).map(|s| format!("{}: not found in {s:?}", entry.id)));
            wrong.extend(row.no.iter().filter(|s| is_there(s)).map(|s| format!("{}: found in {s:?}", entry.id)));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn ids_are_unique_and_affiliations_exist() {
        let lexicon = Lexicon::builtin().unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for (entry, _) in load::rows().unwrap() {
            assert!(seen.insert(entry.id.clone()), "{} twice", entry.id);
            for id in &entry.affiliation {
                assert!(lexicon.entry(id).is_some(), "{}: no entry {id}", entry.id);
            }
            if let Some(iso3) = &entry.country {
                assert!(lexicon.country(iso3).is_some(), "{}: no country {iso3}", entry.id);
            }
        }
    }

    fn shown(text: &str) -> Vec<(String, String, bool)> {
        let lexicon = Lexicon::builtin().unwrap();
        lexicon.find(text).iter().map(|f| (text[f.start..f.end].to_owned(), format!("{}:{}", f.entry.kind.key(), f.entry.id), f.adjective)).collect()
    }

    #[test]
    fn forces_of_states_are_built_by_rule() {
        let cases = [
            ("The U.S. military struck.", "U.S. military", "state_force:united-states"),
            ("Israel’s air force flew.", "Israel’s air force", "state_force:israel"),
            ("Iraqi security forces came.", "Iraqi security forces", "state_force:iraq"),
            ("The armed forces of Ukraine said so.", "armed forces of Ukraine", "state_force:ukraine"),
            ("Burkinabe soldiers died.", "Burkinabe soldiers", "state_force:burkina-faso"),
        ];
        for (text, words, id) in cases {
            assert!(shown(text).contains(&(words.to_owned(), id.to_owned(), false)), "{text}: {:?}", shown(text));
        }
    }

    #[test]
    fn a_person_named_like_a_country_is_none() {
        assert!(shown("Michael Jordan met Jordan Peterson.").is_empty());
        assert_eq!(shown("It fell in Jordan on Sunday.").first().map(|f| f.1.clone()).as_deref(), Some("place:jordan"));
    }
}
