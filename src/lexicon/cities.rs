//! Settlements of the gazetteer in running text: only large ones that are no common word (or stand after "in"), and only where no longer name holds them.

use super::fold::{self, Word};
use super::{Entry, gazetteer, states};
use crate::model::PlacePrecision;

/// The least number of inhabitants of a settlement that is believed without help from the grammar.
const KNOWN: u32 = 100_000;

/// The same where only another spelling of it is written: "Lyons" and "Cook" are people as well.
const KNOWN_OTHERWISE: u32 = 1_000_000;

fn is_sure(entry: &Entry, name: &str) -> bool {
    let own = fold::key(&entry.name) == fold::key(name);
    let district = entry.geo.as_ref().is_some_and(|g| g.precision == PlacePrecision::Admin2);
    entry.population >= if own { KNOWN } else { KNOWN_OTHERWISE } && (own || !district)
}

/// The settlement at word `at`: one past its last word, and its entry.
pub fn at(text: &str, words: &[Word], at: usize) -> Option<(usize, Entry)> {
    let first = words.get(at).filter(|w| w.capital)?;
    let before = at.checked_sub(1).and_then(|i| words.get(i)).filter(|w| w.joined);
    if before.is_some_and(|w| w.hyphen || (w.capital && !w.possessive && !states::may_precede_a_place(&w.key))) {
        return None;
    }
    (1..=3).rev().find_map(|n| {
        let span = words.get(at..at + n)?;
        let last = span.last()?;
        let whole = span.iter().rev().skip(1).all(|w| w.joined) && span.iter().all(|w| w.capital && (!w.caps || w.key.len() > 3));
        let next = words.get(at + n).filter(|_| last.joined);
        let free = last.possessive || !last.hyphen && next.is_none_or(|w| !w.capital || states::may_follow_a_place(&w.key));
        let led = || before.is_some_and(|w| !w.capital && matches!(w.key.as_str(), "in" | "near" | "outside" | "across" | "around"));
        if !whole || !free || (n == 1 && gazetteer::is_common_word(&first.key) && !led()) {
            return None;
        }
        let name = text.get(first.start..last.end)?;
        let entry = gazetteer::builtin().lookup(name).into_iter().next().filter(|e| is_sure(e, name))?;
        Some((at + n, entry))
    })
}
