//! Places in a text: byte ranges inside the program, code points outside it.

use serde::{Deserialize, Serialize};

/// A half-open byte range of `Article::text`; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; an inverted pair gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing is covered.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `at` is covered.
    pub fn covers(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The covered text, or `""` where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Turns byte offsets of one text into code-point offsets and back, each in logarithmic time.
#[derive(Clone, Debug, Default)]
pub struct CharIndex {
    /// (byte offset, code-point offset) just after each character that is longer than one byte.
    steps: Vec<(usize, usize)>,
}

impl CharIndex {
    /// The index of `text`.
    pub fn new(text: &str) -> Self {
        let mut steps = Vec::new();
        for (point, (byte, c)) in text.char_indices().enumerate() {
            if c.len_utf8() > 1 {
                steps.push((byte + c.len_utf8(), point + 1));
            }
        }
        Self { steps }
    }

    /// Code points before byte `at`, which must be a character boundary.
    pub fn point(&self, at: usize) -> usize {
        let before = self.steps.partition_point(|&(byte, _)| byte <= at);
        let (byte, point) = before.checked_sub(1).and_then(|i| self.steps.get(i)).copied().unwrap_or((0, 0));
        point + (at - byte)
    }

    /// The byte offset of code point `point`.
    pub fn byte(&self, point: usize) -> usize {
        let before = self.steps.partition_point(|&(_, p)| p <= point);
        let (byte, at) = before.checked_sub(1).and_then(|i| self.steps.get(i)).copied().unwrap_or((0, 0));
        byte + (point - at)
    }

    /// Both ends of `span` in code points.
    pub fn points(&self, span: Span) -> (usize, usize) {
        (self.point(span.start), self.point(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn points_and_bytes_agree_with_char_indices(text in "\\PC{0,40}") {
            let index = CharIndex::new(&text);
            for (point, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.point(byte), point);
                prop_assert_eq!(index.byte(point), byte);
            }
            prop_assert_eq!(index.point(text.len()), text.chars().count());
        }
    }

    #[test]
    fn a_span_that_does_not_fit_covers_nothing() {
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert_eq!(Span::new(0, 9).of("abc"), "");
    }
}
