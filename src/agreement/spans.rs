//! Agreement on marked words: F1 over spans, exact and overlapping, and the words themselves for kappa.

use super::kappa::Nominal;
use crate::model::Span;

/// Spans of both coders and how many of each have their like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Of the first coder.
    pub first: u64,
    /// Of the second.
    pub second: u64,
    /// Of the first that the second has too.
    pub first_met: u64,
    /// Of the second that the first has too.
    pub second_met: u64,
}

/// F1 of spans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct F1 {
    /// The same first and last letter.
    pub exact: Counts,
    /// Some letter in common.
    pub overlap: Counts,
}

impl Counts {
    fn add(&mut self, a: &[Span], b: &[Span], meets: impl Fn(Span, Span) -> bool) {
        let met = |these: &[Span], those: &[Span]| these.iter().filter(|s| those.iter().any(|t| meets(**s, *t))).count() as u64;
        self.first += a.len() as u64;
        self.second += b.len() as u64;
        self.first_met += met(a, b);
        self.second_met += met(b, a);
    }

    /// The harmonic mean of the shares that are met; the same whichever coder is called right. `None` where nobody marked anything.
    pub fn f1(&self) -> Option<f64> {
        let share = |met: u64, all: u64| if all == 0 { 0.0 } else { met as f64 / all as f64 };
        if self.first + self.second == 0 {
            return None;
        }
        let (recall, precision) = (share(self.first_met, self.first), share(self.second_met, self.second));
        Some(if recall + precision == 0.0 { 0.0 } else { 2.0 * recall * precision / (recall + precision) })
    }

    fn merge(&mut self, other: &Self) {
        self.first += other.first;
        self.second += other.second;
        self.first_met += other.first_met;
        self.second_met += other.second_met;
    }
}

impl F1 {
    /// Adds the spans of one kind in one article.
    pub fn add(&mut self, a: &[Span], b: &[Span]) {
        self.exact.add(a, b, |s, t| s == t);
        self.overlap.add(a, b, Span::overlaps);
    }

    /// Adds what another count has.
    pub fn merge(&mut self, other: &Self) {
        self.exact.merge(&other.exact);
        self.overlap.merge(&other.overlap);
    }
}

/// Adds to `nominal` for each word of `words` whether each coder marked it.
pub fn words(nominal: &mut Nominal, words: &[Span], a: &[Span], b: &[Span]) {
    let inside = |word: Span, spans: &[Span]| if spans.iter().any(|s| s.overlaps(word)) { "in" } else { "out" };
    for word in words {
        nominal.add(inside(*word, a), inside(*word, b), 1);
    }
}

/// The words of `text` that are read.
pub fn words_of(text: &str, is_read: impl Fn(usize) -> bool) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                if is_read(from) {
                    words.push(Span::new(from, at));
                }
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_counts_the_same_spans_and_those_that_overlap() {
        let spans = |list: &[(usize, usize)]| list.iter().map(|(a, b)| Span::new(*a, *b)).collect::<Vec<_>>();
        let (a, b) = (spans(&[(0, 5), (10, 20), (30, 35)]), spans(&[(0, 5), (12, 20), (40, 45), (50, 55)]));
        let mut f1 = F1::default();
        f1.add(&a, &b);
        // Exact: 1 of 3 and 1 of 4. F1 = 2 · 1 / (3 + 4). Overlap: 2 of 3 and 2 of 4. F1 = 4 / 7.
        assert!((f1.exact.f1().unwrap() - 2.0 / 7.0).abs() < 1e-9);
        assert!((f1.overlap.f1().unwrap() - 4.0 / 7.0).abs() < 1e-9);
        assert_eq!((F1::default().exact.f1(), Counts { first: 3, ..Counts::default() }.f1()), (None, Some(0.0)));
    }

    #[test]
    fn words_are_counted_whether_both_marked_them() {
        let all = words_of("Hamas said so on Monday.", |_| true);
        assert_eq!(all.len(), 5);
        let mut nominal = Nominal::default();
        words(&mut nominal, &all, &[Span::new(0, 10)], &[Span::new(0, 5)]);
        // Both: Hamas. The first alone: said. Neither: three. 4/5 agree; chance: 2/5 · 1/5 + 3/5 · 4/5 = 14/25; (20 − 14) / (25 − 14).
        assert!((nominal.kappa().unwrap() - 6.0 / 11.0).abs() < 1e-9);
    }
}
