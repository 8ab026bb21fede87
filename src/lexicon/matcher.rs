//! Finds lexicon entries in a text: longest first, on word boundaries, disjoint. Names are kept by their folded first word.

use super::fold::{self, Word};
use std::collections::HashMap;

/// A name as it is looked for.
#[derive(Debug)]
struct Pattern {
    /// The folded words after the first.
    rest: Box<[Box<str>]>,
    /// The entry that it names.
    entry: u32,
    adjective: bool,
    case: Case,
}

/// What the letters of the text must look like.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Case {
    /// Any: common nouns, which weapons are.
    Any,
    /// Some word begins with a capital.
    Capital,
    /// These very letters, full stops left out: acronyms and short names.
    Exact(Box<str>),
}

/// Where a name was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the first word.
    pub first: usize,
    /// One past the index of the last word.
    pub last: usize,
    /// Index of the entry.
    pub entry: u32,
    /// Whether an adjective was found.
    pub adjective: bool,
}

/// The names, by their first word.
#[derive(Debug, Default)]
pub struct Matcher {
    patterns: HashMap<Box<str>, Vec<Pattern>>,
}

impl Matcher {
    /// Adds `name` for `entry`; `common` nouns match in any case.
    pub fn add(&mut self, name: &str, entry: u32, adjective: bool, common: bool) {
        let words = fold::words(name);
        let case = case_of(name, &words, common);
        let mut keys = words.into_iter().map(|w| w.key.into_boxed_str());
        let Some(first) = keys.next() else { return };
        let rest: Box<[Box<str>]> = keys.collect();
        let patterns = self.patterns.entry(first).or_default();
        if !patterns.iter().any(|p| p.rest == rest && p.case == case) {
            patterns.push(Pattern { rest, entry, adjective, case });
        }
    }

    /// Puts longer names first; call once after the last `add`.
    pub fn settle(&mut self) {
        self.patterns.values_mut().for_each(|p| p.sort_by_key(|p| std::cmp::Reverse(p.rest.len())));
    }

    /// The longest name that begins at word `at`.
    pub fn at(&self, text: &str, words: &[Word], at: usize) -> Option<Hit> {
        let first = words.get(at)?;
        let patterns = self.patterns.get(first.key.as_str())?;
        patterns.iter().find(|p| p.fits(text, words, at)).map(|p| Hit { first: at, last: at + 1 + p.rest.len(), entry: p.entry, adjective: p.adjective })
    }
}

impl Pattern {
    fn fits(&self, text: &str, words: &[Word], at: usize) -> bool {
        let end = at + 1 + self.rest.len();
        let Some(span) = words.get(at..end) else { return false };
        let same = self.rest.iter().zip(span.iter().skip(1)).all(|(key, word)| **key == *word.key);
        let joined = span.iter().rev().skip(1).all(|w| w.joined || w.possessive);
        same && joined && self.case.fits(text, words, at..end)
    }
}

impl Case {
    fn fits(&self, text: &str, words: &[Word], range: std::ops::Range<usize>) -> bool {
        let span = words.get(range.clone()).unwrap_or_default();
        match self {
            Self::Any => true,
            Self::Capital => span.iter().any(|w| w.capital),
            Self::Exact(letters) => {
                let found: String = span.iter().flat_map(|w| letters_of(text, w)).collect();
                let shouted = span.iter().all(|w| w.caps) && is_title_case(letters) && found.eq_ignore_ascii_case(letters);
                shouted || found == **letters && !(is_word_too(letters) && all_caps_around(words, range))
            }
        }
    }
}

fn letters_of<'a>(text: &'a str, word: &Word) -> impl Iterator<Item = char> + 'a {
    text.get(word.start..word.end).unwrap_or_default().chars().filter(|c| c.is_alphanumeric())
}

fn is_title_case(letters: &str) -> bool {
    letters.chars().next().is_some_and(char::is_uppercase) && letters.chars().skip(1).all(char::is_lowercase)
}

/// Acronyms that are words as well: in a headline of capitals they say nothing.
fn is_word_too(letters: &str) -> bool {
    matches!(letters, "IS" | "US" | "WHO" | "AQ" | "SAF" | "ADF" | "PIJ" | "ERA" | "PAL" | "MEND")
}

/// Whether the words beside it are capitals throughout.
fn all_caps_around(words: &[Word], range: std::ops::Range<usize>) -> bool {
    let is_shout = |w: &Word| w.caps && w.key.len() >= 4;
    let before = range.start.checked_sub(1).and_then(|i| words.get(i)).filter(|w| w.joined);
    let inside_joined = range.end.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.joined);
    let after = words.get(range.end).filter(|_| inside_joined);
    before.is_some_and(is_shout) || after.is_some_and(is_shout)
}

fn case_of(name: &str, words: &[Word], common: bool) -> Case {
    // Scripts without capitals cannot show any.
    let caseless = !name.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    if common || caseless {
        return Case::Any;
    }
    let letters: String = words.iter().flat_map(|w| letters_of(name, w)).collect();
    let acronym = letters.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    if letters.chars().count() <= 4 || acronym { Case::Exact(letters.into_boxed_str()) } else { Case::Capital }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(names: &[&str], text: &str) -> Vec<String> {
        let mut matcher = Matcher::default();
        names.iter().enumerate().for_each(|(i, n)| matcher.add(n, i as u32, false, false));
        matcher.settle();
        let words = fold::words(text);
        let mut at = 0;
        let mut found = Vec::new();
        while at < words.len() {
            match matcher.at(text, &words, at) {
                Some(hit) => {
                    found.push(text[words[hit.first].start..words[hit.last - 1].end].to_owned());
                    at = hit.last;
                }
                None => at += 1,
            }
        }
        found
    }

    #[test]
    fn the_longest_name_is_found_in_any_transcription() {
        let names = ["Hezbollah", "Kataib Hezbollah", "IS", "Harakat al-Nujaba"];
        assert_eq!(find(&names, "Kata’ib Hizbullah’s men met Hezbollah."), ["Kata’ib Hizbullah", "Hezbollah"]);
        assert_eq!(find(&names, "It is so; IS said. THIS IS WHAT THEY WANT"), ["IS"]);
        assert_eq!(find(&names, "Harakat al Nujaba and Harakat-al-Nujaba"), ["Harakat al Nujaba", "Harakat-al-Nujaba"]);
        assert_eq!(find(&names, "Kataib. Hezbollah"), ["Hezbollah"]);
    }
}
