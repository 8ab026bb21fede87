//! States as actors: "U.S. forces", "Israel's air force", "the armed forces of Ukraine" are built from the countries by rule.

use super::fold::Word;
use super::matcher::Hit;
use super::{Entry, Lexicon};
use crate::model::Kind;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Words that make a country's name or adjective a force of it, in their folded form; longer ones first.
const FORCES: &[&str] = &[
    "special operations forces",
    "internal security forces",
    "border security force",
    "civil defense forces",
    "air defense systems",
    "air defense forces",
    "air and naval forces",
    "army air force",
    "armed forces",
    "security forces",
    "special forces",
    "ground forces",
    "ground troops",
    "military forces",
    "military police",
    "military personnel",
    "military jets",
    "military aircraft",
    "military helicopters",
    "military drones",
    "military officers",
    "military officials",
    "defense forces",
    "defense force",
    "air force",
    "air forces",
    "air defenses",
    "air defense",
    "coast guard",
    "border guards",
    "border guard",
    "border police",
    "riot police",
    "federal police",
    "national police",
    "national guard",
    "national army",
    "naval forces",
    "naval vessels",
    "fighter jets",
    "fighter planes",
    "combat aircraft",
    "war planes",
    "attack helicopters",
    "air raids",
    "security personnel",
    "security services",
    "security service",
    "government forces",
    "government troops",
    "government soldiers",
    "regime forces",
    "coalition forces",
    "occupation forces",
    "peacekeeping troops",
    "service members",
    "army soldiers",
    "army troops",
    "army officers",
    "paratroopers",
    "military",
    "army",
    "navy",
    "marines",
    "forces",
    "troops",
    "soldiers",
    "soldier",
    "servicemen",
    "servicemembers",
    "police",
    "warplanes",
    "warplane",
    "warships",
    "warship",
    "jets",
    "aircraft",
    "artillery",
    "commandos",
    "gendarmes",
    "gendarmerie",
    "paramilitaries",
    "paramilitary",
    "militaries",
    "policemen",
    "helicopters",
    "gunboats",
    "tanks",
    "airmen",
    "sailors",
    "destroyer",
    "destroyers",
];

/// Words that make it a part of the government.
const OFFICES: &[&str] = &[
    "ministry of foreign affairs",
    "ministry of defense",
    "ministry of interior",
    "foreign affairs ministry",
    "foreign ministry",
    "defense ministry",
    "defense department",
    "interior ministry",
    "health ministry",
    "state department",
    "justice department",
    "intelligence agency",
    "intelligence service",
    "intelligence services",
    "civil defense",
    "government",
    "parliament",
    "authorities",
    "presidency",
    "cabinet",
    "regime",
    "administration",
];

/// Heads of "… of COUNTRY" that name a force.
const FORCES_OF: &[&str] =
    &["armed forces of", "military of", "army of", "military forces of", "navy of", "air force of", "government of", "defense forces of"];

/// Countries and groups that are first or family names as well.
const PERSON_NAMES: &[&str] = &[
    "jordan",
    "chad",
    "georgia",
    "israel",
    "holland",
    "france",
    "china",
    "jersey",
    "dominica",
    "wagner",
    "houthi",
    "fatah",
    "fano",
    "washington",
    "bela",
    "soro",
    "moura",
    "lido",
    "kidal",
    "babylon",
];

/// Countries as actors, found by the index of the country's entry.
#[derive(Debug, Default)]
pub struct States {
    by_entry: BTreeMap<u32, (Entry, Entry)>,
    by_iso3: BTreeMap<String, u32>,
}

impl States {
    /// Adds the state of a country.
    pub fn add(&mut self, at: u32, country: &Entry) {
        let state = Entry { kind: Kind::StateForce, geo: None, affiliation: Vec::new(), ..country.clone() };
        let office = Entry { kind: Kind::Organization, ..state.clone() };
        if let Some(iso3) = &country.country {
            self.by_iso3.entry(iso3.clone()).or_insert(at);
        }
        self.by_entry.insert(at, (state, office));
    }

    /// The index of the country's entry.
    pub fn country(&self, iso3: &str) -> Option<u32> {
        self.by_iso3.get(iso3).copied()
    }

    /// The state as an actor.
    pub fn force(&self, iso3: &str) -> Option<&Entry> {
        self.country(iso3).and_then(|at| self.by_entry.get(&at)).map(|(force, _)| force)
    }

    /// A country's name or adjective with the force or office after it: one past the last word, and the state.
    pub fn extend<'a>(&'a self, words: &[Word], hit: Hit) -> Option<(usize, Option<&'a Entry>, bool)> {
        let (force, office) = self.by_entry.get(&hit.entry)?;
        let last = words.get(hit.last.checked_sub(1)?)?;
        if (!last.joined && !last.possessive) || last.hyphen {
            return None;
        }
        let tail = |list: &[&str]| list.iter().filter_map(|phrase| follows(words, hit.last, phrase)).max();
        let (of_force, of_office) = (tail(FORCES), tail(OFFICES));
        match (of_force, of_office) {
            (Some(f), o) if o.is_none_or(|o| o <= f) => Some((f, Some(force), false)),
            (_, Some(o)) => Some((o, Some(office), false)),
            _ => None,
        }
    }
}

/// One past the last word of `phrase` where it stands at word `at`.
fn follows(words: &[Word], at: usize, phrase: &str) -> Option<usize> {
    let parts: Vec<&str> = phrase.split(' ').collect();
    let span = words.get(at..at + parts.len())?;
    let same = span.iter().zip(&parts).all(|(w, p)| w.key == *p);
    let joined = span.iter().rev().skip(1).all(|w| w.joined);
    (same && joined).then_some(at + parts.len())
}

/// "The armed forces of COUNTRY".
pub struct OfCountry<'a> {
    /// One past the last word.
    pub last: usize,
    /// The state.
    pub entry: Cow<'a, Entry>,
}

/// A force or government named before its country, at word `at`.
pub fn offices_of<'a>(lexicon: &'a Lexicon, text: &str, words: &[Word], at: usize) -> Option<OfCountry<'a>> {
    let mut next = FORCES_OF.iter().filter_map(|phrase| follows(words, at, phrase)).max()?;
    if words.get(next - 1).is_some_and(|w| w.joined) && words.get(next).is_some_and(|w| w.key == "the") {
        next += 1;
    }
    if !words.get(next - 1).is_some_and(|w| w.joined) {
        return None;
    }
    let hit = lexicon.hit_at(text, words, next).filter(|h| !h.adjective)?;
    let (force, office) = lexicon.states().by_entry.get(&hit.entry)?;
    let entry = if words.get(at).is_some_and(|w| w.key == "government") { office } else { force };
    Some(OfCountry { last: hit.last, entry: Cow::Borrowed(entry) })
}

/// Whether the name of a country or group is a person's as well.
pub fn is_person_name(key: &str) -> bool {
    PERSON_NAMES.contains(&key)
}

/// Capitalised words that may stand before a place and are no part of it.
pub fn may_precede_a_place(key: &str) -> bool {
    matches!(
        key,
        "in" | "from"
            | "to"
            | "of"
            | "and"
            | "the"
            | "at"
            | "near"
            | "on"
            | "for"
            | "by"
            | "with"
            | "as"
            | "while"
            | "when"
            | "but"
            | "inside"
            | "outside"
            | "across"
            | "over"
            | "into"
            | "north"
            | "south"
            | "east"
            | "west"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "greater"
            | "neighboring"
            | "neighbouring"
            | "around"
            | "towards"
            | "toward"
            | "against"
            | "between"
            | "through"
            | "if"
            | "both"
            | "or"
            | "northeast"
            | "northwest"
    )
}

/// Capitalised words that may stand after a place and are no part of it.
pub fn may_follow_a_place(key: &str) -> bool {
    matches!(
        key,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "and"
            | "in"
            | "on"
            | "after"
            | "as"
            | "over"
            | "for"
            | "to"
    )
}
