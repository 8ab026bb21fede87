//! Lines to units: the lines of one paragraph or one headline, joined again where a line break stands inside a sentence.

use super::boilerplate;
use crate::model::{Article, Span};

/// Lines that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// From the first to the last visible character.
    pub span: Span,
    /// Whether an empty line stands before it.
    pub gap_before: bool,
}

/// A line, trimmed.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    gap_before: bool,
}

/// The units of `text`, in order.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let lines = lines(text);
    let shouting = is_all_caps(text);
    let mut units: Vec<Unit> = Vec::with_capacity(lines.len());
    for group in lines.chunk_by(|_, next| !next.gap_before) {
        let wrapped = is_wrapped(text, group, shouting);
        let widest = group.iter().map(|l| l.span.len()).max().unwrap_or(0);
        let mut previous: Option<Line> = None;
        for line in group {
            let joins = previous.is_some_and(|p| if wrapped { !ends_paragraph(text, p, widest) } else { runs_on(text, p, *line) });
            match units.last_mut().filter(|_| joins) {
                Some(unit) => unit.span.end = line.span.end,
                None => units.push(Unit { span: line.span, gap_before: line.gap_before }),
            }
            previous = Some(*line);
        }
    }
    units
}

/// The units of a page, where each line is a block element of its own.
pub(super) fn line_units(text: &str) -> Vec<Unit> {
    lines(text).into_iter().map(|l| Unit { span: l.span, gap_before: l.gap_before }).collect()
}

fn lines(text: &str) -> Vec<Line> {
    let (mut lines, mut at, mut gap) = (Vec::new(), 0, false);
    for raw in text.split('\n') {
        let trimmed = raw.trim();
        if trimmed.is_empty() {
            gap = true;
        } else {
            let start = at + (raw.len() - raw.trim_start().len());
            lines.push(Line { span: Span::new(start, start + trimmed.len()), gap_before: gap });
            gap = false;
        }
        at += raw.len() + 1;
    }
    lines
}

/// Whether nearly every letter is a capital.
pub(super) fn is_all_caps(text: &str) -> bool {
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    let lower = text.chars().filter(|c| c.is_lowercase()).count();
    upper > 0 && lower * 10 < upper
}

/// Whether the words end as a sentence does.
pub(super) fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ']).ends_with(['.', '?', '!', '…', '؟', '。'])
}

fn starts_low(words: &str) -> bool {
    words.chars().next().is_some_and(char::is_lowercase)
}

/// A line break inside a sentence: the line does not end as one, the next goes on in lower case, and neither is furniture.
fn runs_on(text: &str, line: Line, next: Line) -> bool {
    let (line, next) = (line.span.of(text), next.span.of(text));
    let open = !ends_sentence(line) && !line.ends_with(':') && line.len() >= 20;
    open && starts_low(next) && boilerplate::find(line).is_none() && boilerplate::find(next).is_none()
}

/// Text that was broken into lines of about one width.
fn is_wrapped(text: &str, group: &[Line], shouting: bool) -> bool {
    let Some((_, body)) = group.split_last() else { return false };
    let widest = group.iter().map(|l| l.span.len()).max().unwrap_or(0);
    if group.len() < 3 || !(40..=130).contains(&widest) {
        return false;
    }
    let full = body.iter().filter(|l| l.span.len() * 10 >= widest * 6).count();
    let open = body.iter().filter(|l| !ends_sentence(l.span.of(text))).count();
    let going_on = group.iter().skip(1).filter(|l| shouting || starts_low(l.span.of(text))).count();
    full * 10 >= body.len() * 8 && open * 2 >= body.len() && going_on * 3 >= body.len()
}

/// In wrapped text, a short line that ends a sentence ends the paragraph.
fn ends_paragraph(text: &str, line: Line, widest: usize) -> bool {
    ends_sentence(line.span.of(text)) && line.span.len() * 10 < widest * 7
}

/// The paragraphs that are read for events: readable stretches without the white space around them, in order.
pub fn paragraphs(article: &Article) -> Vec<Span> {
    let readable = article.blocks.iter().filter(|b| b.kind.is_read());
    readable.filter_map(|b| trimmed(&article.text, b.span)).collect()
}

fn trimmed(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    (start < end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> Vec<String> {
        units(text).iter().map(|u| u.span.of(text).replace('\n', "/")).collect()
    }

    #[test]
    fn a_break_inside_a_sentence_is_healed() {
        let text = "He said: “We shall make them regret\nwhat they did in Gao.”\nThe next day was calm.\n\nA headline without a stop\n\nand a lower-case line";
        let expected =
            ["He said: “We shall make them regret/what they did in Gao.”", "The next day was calm.", "A headline without a stop", "and a lower-case line"];
        assert_eq!(joined(text), expected);
    }

    #[test]
    fn wrapped_text_becomes_paragraphs_again() {
        let text = "Gunmen on motorcycles attacked a village in the north of the\ncountry on Sunday and killed eleven people, the governor of the\nSahel region said. Houses were burnt and animals were taken\naway.\nThe army sent helicopters, but the attackers had gone into the\nforest by the time the first soldiers came to Arbinda.";
        assert_eq!(joined(text).len(), 2);
    }

    #[test]
    fn lists_of_headlines_stay_apart() {
        assert_eq!(joined("Livestock exports rise by a fifth this year\nFloods cut the road to the coast again\nSchools open late in the north").len(), 3);
        assert_eq!(joined("A week of missiles from Erbil to Damascus\nby Nabil al-Khafaf, Baghdad").len(), 2);
    }
}
