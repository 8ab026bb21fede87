//! Names that are known before the model looks: which of them lie in a paragraph, and which tokens they take.

use super::tokenizer::RawToken;
use super::{Name, NameSource, Paragraph, Preset};
use std::ops::Range;

/// The presets by where they start, as [`in_paragraph`] wants them; an article may have many of both.
pub(super) fn in_order(presets: &[Preset]) -> Vec<&Preset> {
    let mut ordered: Vec<&Preset> = presets.iter().collect();
    ordered.sort_by_key(|preset| preset.start);
    ordered
}

/// The presets wholly inside `paragraph` that cover more than white space, in order and disjoint (the first and longest wins), with bytes of the paragraph.
pub(super) fn in_paragraph<'p>(presets: &[&'p Preset], paragraph: &Paragraph<'_>) -> Vec<(Range<usize>, &'p str)> {
    let local = |p: &'p Preset| {
        let range = p.start.checked_sub(paragraph.start)?..p.end.checked_sub(paragraph.start)?;
        paragraph.text.get(range.clone()).filter(|text| !text.trim().is_empty()).map(|_| (range, p.label.as_str()))
    };
    let first = presets.partition_point(|preset| preset.start < paragraph.start);
    let end = paragraph.start + paragraph.text.len();
    let mut inside: Vec<_> = presets[first..].iter().take_while(|preset| preset.start < end).filter_map(|preset| local(preset)).collect();
    inside.sort_by(|(a, _), (b, _)| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    let mut end = 0;
    inside.retain(|(range, _)| {
        let free = range.start >= end;
        end = if free { range.end } else { end };
        free
    });
    inside
}

/// Whether each token touches a known name.
pub(super) fn taken(tokens: &[RawToken], known: &[(Range<usize>, &str)]) -> Vec<bool> {
    let mut rest = known.iter().peekable();
    let touches = |token: &RawToken| {
        while rest.next_if(|(name, _)| name.end <= token.range.start).is_some() {}
        rest.peek().is_some_and(|(name, _)| name.start < token.range.end)
    };
    tokens.iter().map(touches).collect()
}

/// The known name as it is given out.
pub(super) fn name(range: &Range<usize>, label: &str, start: usize) -> Name {
    Name { start: start + range.start, end: start + range.end, label: label.to_string(), score: 1.0, source: NameSource::Preset }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preset(start: usize, end: usize) -> Preset {
        Preset { start, end, label: "ORG".into() }
    }

    #[test]
    fn only_whole_disjoint_presets_count() {
        let paragraph = Paragraph { start: 10, text: "é Hamas and Fatah" };
        let presets = [
            preset(22, 27),
            preset(13, 18),
            preset(13, 16),
            preset(0, 12),
            preset(11, 14),
            preset(22, 40),
            preset(18, 18),
            preset(18, 19),
            preset(30, 20),
            preset(12, 13),
        ];
        let ranges: Vec<_> = in_paragraph(&in_order(&presets), &paragraph).into_iter().map(|(r, _)| r).collect();
        assert_eq!(ranges, [3..8, 12..17]);
    }

    #[test]
    fn tokens_that_touch_a_name_are_taken() {
        let token = |range| RawToken { range, norm: None, space_after: false };
        let tokens = [token(0..3), token(3..8), token(8..9), token(9..12)];
        assert_eq!(taken(&tokens, &[(1..4, "ORG"), (9..10, "GPE")]), [true, true, false, true]);
    }
}
