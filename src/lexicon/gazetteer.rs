//! Settlements and provinces of the world (GeoNames, CC BY 4.0), found by the hash of their folded names.
//! `tools/make_gazetteer.py` makes the asset; a line is id, precision, name, country, admin1, latitude, longitude, inhabitants, other names.

use super::{Entry, fold};
use crate::model::{Geo, Kind, PlacePrecision};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// The settlements, as lines that are read when they are asked for.
#[derive(Debug, Default)]
pub struct Gazetteer {
    text: String,
    /// Hash of a folded name, and where its line begins; sorted.
    index: Vec<(u64, u32)>,
}

/// The gazetteer that the program is shipped with; unpacked at the first call.
pub fn builtin() -> &'static Gazetteer {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    GAZETTEER.get_or_init(|| Gazetteer::new(unpack(include_bytes!("../../assets/gazetteer/places.tsv.zst"))))
}

fn unpack(bytes: &[u8]) -> String {
    zstd::decode_all(bytes).ok().and_then(|b| String::from_utf8(b).ok()).unwrap_or_default()
}

impl Gazetteer {
    fn new(text: String) -> Self {
        let mut index = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let mut columns = line.trim_end().split('\t');
            let name = columns.nth(2).unwrap_or_default();
            let others = columns.nth(5).unwrap_or_default();
            index.extend(std::iter::once(name).chain(others.split('|')).filter(|n| !n.is_empty()).map(|n| (hash(&fold::key(n)), at)));
            at += line.len() as u32;
        }
        index.sort_unstable();
        index.dedup();
        Self { text, index }
    }

    /// The places of that name, the largest first.
    pub fn lookup(&self, name: &str) -> Vec<Entry> {
        let key = fold::key(name);
        let wanted = hash(&key);
        let first = self.index.partition_point(|(h, _)| *h < wanted);
        let lines = self.index.iter().skip(first).take_while(|(h, _)| *h == wanted);
        let mut found: Vec<Entry> = lines.filter_map(|(_, at)| self.entry(*at)).collect();
        found.retain(|e| std::iter::once(&e.name).chain(&e.aliases).any(|n| fold::key(n) == key));
        found.sort_by_key(|e| std::cmp::Reverse(weight(e, &key)));
        found
    }

    /// The largest places whose own name begins like `beginning`, at most so many.
    pub fn beginning(&self, beginning: &str, most: usize) -> Vec<Entry> {
        let key = fold::key(beginning);
        let mut found: Vec<(u64, u32)> = Vec::new();
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let mut columns = line.split('\t');
            let name = columns.nth(2).unwrap_or_default();
            if starts_like(name, beginning) || (!name.is_ascii() && fold::key(name).starts_with(&key)) {
                let inhabitants = columns.nth(4).and_then(|n| n.trim().parse().ok()).unwrap_or(0);
                found.push((inhabitants, at));
            }
            at += line.len() as u32;
        }
        found.sort_by_key(|(inhabitants, _)| std::cmp::Reverse(*inhabitants));
        found.into_iter().take(most).filter_map(|(_, at)| self.entry(at)).collect()
    }

    fn entry(&self, at: u32) -> Option<Entry> {
        let line = self.text.get(at as usize..)?.lines().next()?;
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let (id, level, name, country, admin1) = (column(), column(), column(), column(), column());
        let (lat, lon, population) = (column().parse().ok()?, column().parse().ok()?, column().parse().unwrap_or(0));
        let aliases = column().split('|').filter(|n| !n.is_empty()).map(str::to_owned).collect();
        let precision = match level {
            "1" => PlacePrecision::Admin1,
            "2" => PlacePrecision::Admin2,
            _ => PlacePrecision::Settlement,
        };
        let geo = Geo {
            lat,
            lon,
            country: Some(country.to_owned()),
            admin1: Some(admin1.to_owned()).filter(|a| !a.is_empty()),
            precision,
            source: format!("geonames:{id}"),
        };
        let id = geo.source.replace(':', "-");
        Some(Entry { aliases, country: Some(country.to_owned()), geo: Some(geo), population, ..Entry::new(id, name, Kind::Place) })
    }
}

/// Whether `name` begins with `beginning`, in capitals or not.
fn starts_like(name: &str, beginning: &str) -> bool {
    name.get(..beginning.len()).is_some_and(|head| head.eq_ignore_ascii_case(beginning))
}

/// A place's own name counts far more than another's alternate spelling, which may be what it was called in another age; a town more than the province that is named after it.
fn weight(entry: &Entry, key: &str) -> u64 {
    let name = fold::key(&entry.name);
    let own = if name == *key || name == in_full(key) { 800 } else { 8 };
    let share = if entry.geo.as_ref().is_some_and(|g| g.precision == PlacePrecision::Settlement) { 1 } else { 8 };
    u64::from(entry.population.max(1)) * own / share
}

/// "saint paul" of "st paul".
fn in_full(key: &str) -> String {
    let short = [("st ", "saint "), ("ft ", "fort "), ("mt ", "mount ")];
    short.iter().find_map(|(short, full)| Some(format!("{full}{}", key.strip_prefix(short)?))).unwrap_or_else(|| key.to_owned())
}

/// FNV-1a.
fn hash(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// Whether a folded name is an English word, a month, a first name or otherwise no sign of a place.
pub fn is_common_word(key: &str) -> bool {
    static WORDS: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| include_str!("../../assets/lexicon/common_words.txt").lines().collect()).contains(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_settlement_is_found_by_any_spelling() {
        for (name, country) in [
            ("Mogadishu", "SOM"),
            ("Deir al-Zour", "SYR"),
            ("Kyiv", "UKR"),
            ("Hodeidah", "YEM"),
            ("San Salvador", "SLV"),
            ("Krivoy Rog", "UKR"),
            ("St. Paul", "USA"),
        ] {
            let found = builtin().lookup(name);
            assert_eq!(found.first().and_then(|e| e.country.as_deref()), Some(country), "{name}");
        }
        assert!(builtin().lookup("Xyzzyville").is_empty());
    }

    #[test]
    fn places_are_found_by_the_beginning_of_their_name_the_largest_first() {
        let names = |beginning: &str| builtin().beginning(beginning, 3).into_iter().map(|e| e.name).collect::<Vec<_>>();
        assert_eq!(names("mogad").first().map(String::as_str), Some("Mogadishu"));
        assert_eq!(names("Baghd").first().map(String::as_str), Some("Baghdad"));
        assert!(names("Xyzzy").is_empty());
    }

    #[test]
    fn common_words_are_known() {
        assert!(is_common_word("reading") && is_common_word("police") && is_common_word("most"));
        assert!(!is_common_word("baghdad"));
    }
}
