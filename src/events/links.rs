//! The analyst's word on pairs of reports: which belong together, and which never.

use crate::model::{Guidance, ReportKey};
use rustc_hash::{FxHashMap, FxHashSet};

/// Reports that the analyst ties together are one bundle; every other report is a bundle by itself and is not kept here.
#[derive(Default)]
pub(super) struct Links<'a> {
    bundle: FxHashMap<&'a ReportKey, usize>,
    /// Bundles that are to be kept apart.
    apart: FxHashMap<usize, Vec<usize>>,
}

impl<'a> Links<'a> {
    /// "Not the same" is stronger than "the same": a tie that would join two reports held apart is not made.
    pub fn new(guidance: &'a Guidance) -> Self {
        let mut forest = Forest::default();
        for (a, b) in &guidance.different {
            let (a, b) = (forest.tree(a), forest.tree(b));
            forest.apart.entry(a).or_default().insert(b);
            forest.apart.entry(b).or_default().insert(a);
        }
        for (a, b) in &guidance.same {
            forest.tie(a, b);
        }
        let roots: FxHashMap<&ReportKey, usize> = forest.known.iter().map(|(key, n)| (*key, forest.root(*n))).collect();
        let apart = |n: usize| forest.apart.get(&n).map(|set| set.iter().map(|o| forest.root(*o)).collect()).unwrap_or_default();
        let apart = forest.apart.keys().filter(|n| forest.root(**n) == **n).map(|n| (*n, apart(*n))).collect();
        Self { bundle: roots, apart }
    }

    /// The bundle of a report that the analyst spoke of.
    pub fn bundle(&self, key: &ReportKey) -> Option<usize> {
        self.bundle.get(key).copied()
    }

    /// The bundles that the bundle `n` is not to meet.
    pub fn apart(&self, n: usize) -> &[usize] {
        self.apart.get(&n).map_or(&[], Vec::as_slice)
    }
}

#[derive(Default)]
struct Forest<'a> {
    known: FxHashMap<&'a ReportKey, usize>,
    parent: Vec<usize>,
    apart: FxHashMap<usize, FxHashSet<usize>>,
}

impl<'a> Forest<'a> {
    fn tree(&mut self, key: &'a ReportKey) -> usize {
        let next = self.parent.len();
        let n = *self.known.entry(key).or_insert(next);
        if n == next {
            self.parent.push(n);
        }
        self.root(n)
    }

    fn root(&self, mut n: usize) -> usize {
        while let Some(up) = self.parent.get(n).filter(|up| **up != n) {
            n = *up;
        }
        n
    }

    fn tie(&mut self, a: &'a ReportKey, b: &'a ReportKey) {
        let (a, b) = (self.tree(a), self.tree(b));
        let held = self.apart.get(&a).is_some_and(|set| set.iter().any(|o| self.root(*o) == b));
        if a == b || held {
            return;
        }
        if let Some(slot) = self.parent.get_mut(b) {
            *slot = a;
        }
        let theirs = self.apart.remove(&b).unwrap_or_default();
        self.apart.entry(a).or_default().extend(theirs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn key(n: usize) -> ReportKey {
        ReportKey { article: n.to_string(), span: Span::default(), quote: String::new() }
    }

    #[test]
    fn ties_reach_on_and_stop_where_reports_are_held_apart() {
        let pair = |a, b| (key(a), key(b));
        let guidance = Guidance { same: vec![pair(1, 2), pair(2, 3), pair(3, 4)], different: vec![pair(1, 4)], ..Guidance::default() };
        let links = Links::new(&guidance);
        let of = |n| links.bundle(&key(n)).unwrap();
        assert_eq!(of(1), of(3));
        assert_ne!(of(1), of(4));
        assert_eq!(links.apart(of(2)), [of(4)]);
        assert_eq!(links.apart(of(4)), [of(1)]);
        assert_eq!(links.bundle(&key(5)), None);
    }
}
