//! The words of many things in one piece, so that a letter typed into the filter costs one run through memory.

use memchr::memmem::Finder;
use std::sync::Arc;

/// Stands between words that do not belong together; nobody can type it.
pub const APART: &str = "\u{0}";

/// The words of many things in lower case, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Haystack {
    text: String,
    /// Where the words of each end.
    ends: Vec<usize>,
}

/// Fewer things than this are not worth a second thread.
const MANY: usize = 2_000;

impl Haystack {
    /// What `words` says of each of `all`, in order. Of many, a second thread makes one half: the first letter typed into the filter waits for it.
    pub fn of<T: Send + Sync>(all: &[Arc<T>], words: impl Fn(&T) -> String + Sync) -> Self {
        if all.len() < MANY {
            return Self::plain(all, &words);
        }
        let (front, back) = all.split_at(all.len() / 2);
        std::thread::scope(|scope| {
            let back = scope.spawn(|| Self::plain(back, &words));
            let front = Self::plain(front, &words);
            back.join().map_or_else(|panic| std::panic::resume_unwind(panic), |back| front.then(&back))
        })
    }

    fn plain<T>(all: &[Arc<T>], words: impl Fn(&T) -> String) -> Self {
        let mut stack = Self::default();
        for thing in all {
            stack.text.push_str(&words(thing).to_lowercase());
            stack.text.push_str(APART);
            stack.ends.push(stack.text.len());
        }
        stack
    }

    fn then(mut self, other: &Self) -> Self {
        let before = self.text.len();
        self.text.push_str(&other.text);
        self.ends.extend(other.ends.iter().map(|end| before + end));
        self
    }

    /// Thing number `at` has other words now.
    pub fn put(&mut self, at: usize, words: &str) {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let (Some(start), Some(end)) = (start, self.ends.get(at).copied()) else { return };
        let words = words.to_lowercase() + APART;
        self.text.replace_range(start..end, &words);
        self.ends.iter_mut().skip(at).for_each(|end_of| *end_of = *end_of + start + words.len() - end);
    }

    /// The numbers of those whose words hold `query`, in order.
    pub fn holding(&self, query: &str) -> Vec<usize> {
        let query = query.to_lowercase();
        let (finder, text) = (Finder::new(query.as_bytes()), self.text.as_bytes());
        let mut found = Vec::new();
        let (mut at, mut from) = (0, 0);
        while let Some(place) = text.get(from..).and_then(|rest| finder.find(rest)).map(|place| from + place) {
            let behind = |end: &usize| *end <= place;
            // Where many hold it, the next does.
            let skipped = self.ends.iter().skip(at).take(8).take_while(|end| behind(end)).count();
            at += if skipped < 8 { skipped } else { self.ends.get(at..).unwrap_or_default().partition_point(behind) };
            found.push(at);
            let Some(end) = self.ends.get(at) else { break };
            (from, at) = (*end, at + 1);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(all: &[String]) -> Haystack {
        let all: Vec<Arc<String>> = all.iter().cloned().map(Arc::new).collect();
        Haystack::of(&all, String::clone)
    }

    fn plainly(all: &[String], query: &str) -> Vec<usize> {
        let query = query.to_lowercase();
        all.iter().enumerate().filter(|(_, words)| words.to_lowercase().contains(&query)).map(|(i, _)| i).collect()
    }

    #[test]
    fn words_are_found_in_capitals_or_not_and_never_across_two_things() {
        let all = ["Basra, Iraq", "", "ÜBER Şam", "iraq"].map(str::to_owned);
        let stack = of(&all);
        assert_eq!((stack.holding("IRAQ"), stack.holding("über"), stack.holding("qü")), (vec![0, 3], vec![2], vec![]));
        assert_eq!(stack.holding("x"), Vec::<usize>::new());
        assert_eq!(Haystack::default().holding("x"), Vec::<usize>::new());
    }

    #[test]
    fn what_two_threads_make_is_in_order() {
        let all: Vec<String> = (0..MANY + 7).map(|n| format!("Thing {n}.")).collect();
        assert_eq!((of(&all).holding("thing 1234."), of(&all).holding("thing").len()), (vec![1234], all.len()));
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_each_holds_by_itself(
            all in prop::collection::vec("[abAB Σσ]{0,6}", 0..40), query in "[abΣ]{1,3}", changes in prop::collection::vec((0..40_usize, "[abAB Σσ]{0,9}"), 0..6)
        ) {
            let mut all: Vec<String> = all;
            let mut stack = of(&all);
            prop_assert_eq!(stack.holding(&query), plainly(&all, &query));
            for (at, words) in changes.into_iter().filter(|(at, _)| *at < all.len()).collect::<Vec<_>>() {
                stack.put(at, &words);
                all[at] = words;
            }
            prop_assert_eq!(stack.holding(&query), plainly(&all, &query));
            prop_assert_eq!(stack, of(&all));
        }
    }
}
