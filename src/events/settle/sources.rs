//! How many stand behind the reports of an event by themselves (M4): an article that relies on agencies is those agencies; near-copies are one.

use super::super::profile::Account;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

/// Two articles that share more than this of their runs of words are copies.
const COPY: f64 = 0.6;
/// Words of a run.
const RUN: usize = 5;

/// Who tells, report by report.
pub(super) struct Sources<'a> {
    members: &'a [Account<'a>],
    /// For every report the number of the first that is a copy of its article, or its own.
    first: OnceCell<Vec<usize>>,
}

impl<'a> Sources<'a> {
    pub fn of(members: &'a [Account<'a>]) -> Self {
        Self { members, first: OnceCell::new() }
    }

    /// The names that stand behind report `n`.
    pub fn behind(&self, n: usize) -> BTreeSet<&'a str> {
        let original = self.first.get_or_init(|| originals(self.members)).get(n).copied().unwrap_or(n);
        self.members.get(original).map(|m| names(m)).unwrap_or_default()
    }

    /// How many they are; where the event is the news of some articles, only those count (E5).
    pub fn independent(&self) -> u32 {
        let fore = self.members.iter().any(|m| m.report.foreground);
        let told = self.members.iter().enumerate().filter(|(_, m)| m.report.foreground == fore);
        let all: BTreeSet<&str> = told.flat_map(|(n, _)| self.behind(n)).collect();
        u32::try_from(all.len()).unwrap_or(u32::MAX)
    }
}

fn names<'a>(m: &Account<'a>) -> BTreeSet<&'a str> {
    if m.article.agencies.is_empty() {
        return [m.article.outlet.as_ref().map_or(m.article.id.as_str(), |o| o.value.as_str())].into();
    }
    m.article.agencies.iter().map(|a| a.value.as_str()).collect()
}

/// What was read last is compared with so many before it; an event of thousands of articles has its copies close together.
const COMPARED: usize = 64;

fn originals(members: &[Account<'_>]) -> Vec<usize> {
    if members.len() < 2 {
        return (0..members.len()).collect();
    }
    let runs: Vec<Vec<u64>> = members.iter().map(|m| runs(&m.article.text)).collect();
    let mut first: Vec<usize> = Vec::new();
    for (n, mine) in runs.iter().enumerate() {
        let earlier = first.iter().enumerate().rev().take(COMPARED).filter(|(k, original)| *k == **original);
        let copied = earlier.filter(|(k, _)| runs.get(*k).is_some_and(|theirs| overlap(theirs, mine) > COPY)).map(|(k, _)| k).min();
        first.push(copied.unwrap_or(n));
    }
    first
}

/// Hashes of every run of words, in order.
fn runs(text: &str) -> Vec<u64> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let hash = |run: &[&str]| {
        let mut hasher = rustc_hash::FxHasher::default();
        run.hash(&mut hasher);
        hasher.finish()
    };
    let mut all: Vec<u64> = words.windows(RUN).map(hash).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The share of the smaller list that both hold.
fn overlap(a: &[u64], b: &[u64]) -> f64 {
    let (small, large) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if small.is_empty() {
        return 0.0;
    }
    small.iter().filter(|x| large.binary_search(x).is_ok()).count() as f64 / small.len() as f64
}
