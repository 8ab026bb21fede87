//! What the model sees of a word: the ids of its norm, first letter, last three letters and shape.

use super::hashing::StringIds;
use super::weights::Meta;
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::mem::take;

/// Number of features; the encoder of names uses only the first four.
pub(super) const COUNT: usize = 6;

/// Ids of norm, prefix, suffix, shape, whether a space follows, whether it is white space.
pub(super) type Features = [u64; COUNT];

/// Where a word's features tell that a space follows.
const SPACE_AFTER: usize = 4;

/// Words seen before, without a space after them.
pub(super) type Seen = FxHashMap<Box<str>, Features>;

/// So many are remembered before all are forgotten; 2 MB for each thread.
const MOST_SEEN: usize = 16_384;

/// Words of at least this many characters have one shape.
const LONG: usize = 100;

/// Looks up norms and makes ids.
pub(super) struct FeatureTable {
    ids: StringIds,
    norms: HashMap<u64, String>,
    base_norms: HashMap<String, String>,
}

impl FeatureTable {
    pub(super) fn new(meta: &mut Meta) -> Self {
        Self { ids: StringIds::new(take(&mut meta.symbols)), norms: take(&mut meta.norms), base_norms: take(&mut meta.base_norms) }
    }

    /// As [`FeatureTable::features`], but what was seen before is looked up.
    pub(super) fn remember(&self, text: &str, norm: Option<&str>, space_after: bool, seen: &mut Seen) -> Features {
        if norm.is_some() {
            return self.features(text, norm, space_after);
        }
        let mut features = seen.get(text).copied().unwrap_or_else(|| {
            if seen.len() >= MOST_SEEN {
                seen.clear();
            }
            let features = self.features(text, None, false);
            seen.insert(text.into(), features);
            features
        });
        features[SPACE_AFTER] = u64::from(space_after);
        features
    }

    /// `norm` is that of a tokenizer rule, which goes before the tables.
    pub(super) fn features(&self, text: &str, norm: Option<&str>, space_after: bool) -> Features {
        [
            norm.map_or_else(|| self.norm(text), |n| self.ids.id(n)),
            self.ids.id(&text[..text.char_indices().nth(1).map_or(text.len(), |(i, _)| i)]),
            self.ids.id(&text[text.char_indices().nth_back(2).map_or(0, |(i, _)| i)..]),
            self.ids.id(&shape(text)),
            u64::from(space_after),
            u64::from(text.chars().all(char::is_whitespace)),
        ]
    }

    fn norm(&self, text: &str) -> u64 {
        match self.norms.get(&self.ids.id(text)).or_else(|| self.base_norms.get(text)) {
            Some(norm) => self.ids.id(norm),
            None => self.ids.id(&text.to_lowercase()),
        }
    }
}

/// `Xxxxx` for "Baghdad", `dddd` for "2024": a run is cut after its fourth character.
fn shape(text: &str) -> String {
    if text.chars().nth(LONG - 1).is_some() {
        return "LONG".into();
    }
    let (mut shape, mut last, mut run) = (String::new(), '\0', 0);
    for c in text.chars() {
        let class = match c {
            c if c.is_alphabetic() && c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_ascii_digit() => 'd',
            c => c,
        };
        run = if class == last { run + 1 } else { 0 };
        last = class;
        if run < 4 {
            shape.push(class);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let long = "a".repeat(LONG);
        for (text, expected) in [("Baghdad", "Xxxxx"), ("2024", "dddd"), ("F-16s", "X-ddx"), ("", ""), ("Äö", "Xx"), ("🚀", "🚀"), (long.as_str(), "LONG")]
        {
            assert_eq!(shape(text), expected, "{text}");
        }
    }

    #[test]
    fn a_short_word_is_its_own_suffix() {
        let table = FeatureTable::new(&mut Meta::load().unwrap());
        let features = table.features("it", None, true);
        assert_eq!((features[0], features[2], features[4], features[5]), (table.ids.id("it"), table.ids.id("it"), 1, 0));
        let mut seen = Seen::default();
        for space_after in [true, false, true] {
            assert_eq!(table.remember("it", None, space_after, &mut seen), table.features("it", None, space_after));
        }
        assert_eq!(table.remember("it", Some("you"), true, &mut seen), table.features("it", Some("you"), true));
        assert_eq!(table.features("", None, false)[..4], [0; 4]);
    }
}
