//! The marks of an article as annotation programs want them: what stands, in order, with offsets in the unit of each program.

use super::ExportOptions;
use crate::model::Span;
use crate::review::{ReviewedArticle, ReviewedMention};

/// The mentions of `article` that are exported, in order of their spans.
pub(super) fn marks<'a>(article: &'a ReviewedArticle, options: &ExportOptions) -> Vec<&'a ReviewedMention> {
    let fits = |m: &&ReviewedMention| !m.item.span.is_empty() && article.article.text.get(m.item.span.start..m.item.span.end).is_some();
    let mut marks: Vec<_> = article.mentions.iter().filter(|m| options.counts(m.review)).filter(fits).collect();
    marks.sort_by_key(|m| (m.item.span.start, std::cmp::Reverse(m.item.span.end), m.item.kind));
    marks
}

/// Of marks that overlap, the longest; for formats that have one label a word. The others are counted.
pub(super) fn flat(marks: &[&ReviewedMention]) -> (Vec<(Span, &'static str)>, usize) {
    let mut by_length: Vec<&&ReviewedMention> = marks.iter().collect();
    by_length.sort_by_key(|m| (std::cmp::Reverse(m.item.span.len()), m.item.span.start));
    let mut kept: Vec<(Span, &'static str)> = Vec::new();
    for mark in by_length {
        if kept.iter().all(|(span, _)| !span.overlaps(mark.item.span)) {
            kept.push((mark.item.span, mark.item.kind.key()));
        }
    }
    kept.sort_unstable();
    let lost = marks.len() - kept.len();
    (kept, lost)
}

/// Byte offsets of one text to UTF-16 code units, which Java and JavaScript count in.
pub(super) struct Utf16Index {
    /// Byte and unit just after each character that is longer than one byte.
    steps: Vec<(usize, usize)>,
}

impl Utf16Index {
    pub(super) fn new(text: &str) -> Self {
        let (mut steps, mut unit) = (Vec::new(), 0);
        for (byte, c) in text.char_indices() {
            unit += c.len_utf16();
            if c.len_utf8() > 1 {
                steps.push((byte + c.len_utf8(), unit));
            }
        }
        Self { steps }
    }

    pub(super) fn unit(&self, at: usize) -> usize {
        let before = self.steps.partition_point(|&(byte, _)| byte <= at);
        let (byte, unit) = before.checked_sub(1).and_then(|i| self.steps.get(i)).copied().unwrap_or((0, 0));
        unit + (at - byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn units_agree_with_the_text_in_utf_16(text in "[a-zé\u{301}ع😀]{0,30}") {
            let index = Utf16Index::new(&text);
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                prop_assert_eq!(index.unit(byte), text[..byte].encode_utf16().count());
            }
        }
    }
}
