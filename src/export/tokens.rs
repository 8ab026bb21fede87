//! Words and sentences for formats that have a line a word. Marks always begin and end between words: where a mark ends inside one, it is cut there.

use crate::model::Span;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub span: Span,
    /// Whether white space follows.
    pub space_after: bool,
}

/// The sentences of `text` as lists of words, cut at every place in `cuts`. A line end always ends a sentence.
pub(super) fn sentences(text: &str, cuts: &[usize]) -> Vec<Vec<Word>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words: Vec<Word> = line.split_whitespace().flat_map(|chunk| chunk_words(text, chunk, start + offset(line, chunk), cuts)).collect();
        start += line.len();
        split(text, words, &mut sentences);
    }
    sentences
}

/// Where `part`, a slice of `whole`, begins in it.
fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr().addr() - whole.as_ptr().addr()
}

/// The words of a chunk between spaces: runs of letters, digits and their marks, with what joins them inside; everything else one by one.
fn chunk_words(text: &str, chunk: &str, start: usize, cuts: &[usize]) -> Vec<Word> {
    let chars: Vec<(usize, char)> = chunk.char_indices().map(|(i, c)| (start + i, c)).collect();
    let end = start + chunk.len();
    let mut words: Vec<Word> = Vec::new();
    let mut before = None;
    for (i, (at, c)) in chars.iter().enumerate() {
        let joins = "-'’./,:".contains(*c) && before.is_some_and(char::is_alphanumeric) && chars.get(i + 1).is_some_and(|(_, n)| n.is_alphanumeric());
        let inside = before.is_some_and(|b: char| b.is_alphanumeric() || "-'’./,:".contains(b)) && (c.is_alphanumeric() || joins);
        let mark = i > 0 && !c.is_alphanumeric() && is_mark(*c);
        let goes_on = (inside || mark) && !cuts.contains(at) && words.last().is_some_and(|w| mark || starts_with_letter(text, w.span));
        match words.last_mut() {
            Some(word) if goes_on => word.span.end = at + c.len_utf8(),
            _ => words.push(Word { span: Span::new(*at, at + c.len_utf8()), space_after: false }),
        }
        if !mark {
            before = Some(*c);
        }
    }
    if let Some(last) = words.last_mut() {
        last.space_after = text.get(end..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    }
    words
}

fn starts_with_letter(text: &str, span: Span) -> bool {
    span.of(text).starts_with(char::is_alphanumeric)
}

/// A character that belongs to the one before: combining marks, joiners, variation selectors, skin tones.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}') || unicode_normalization::char::is_combining_mark(c)
}

/// Cuts a line's words into sentences after `.`, `!`, `?`, `؟` and what closes behind them.
fn split(text: &str, words: Vec<Word>, into: &mut Vec<Vec<Word>>) {
    let mut sentence: Vec<Word> = Vec::new();
    let mut ended = false;
    for word in words {
        let closing = matches!(word.span.of(text), "\"" | "”" | "’" | "'" | ")" | "»");
        if ended && !closing {
            into.push(std::mem::take(&mut sentence));
            ended = false;
        }
        ended = ended || matches!(word.span.of(text), "." | "!" | "?" | "…" | "؟") && word_before_is_whole(text, &sentence);
        sentence.push(word);
    }
    if !sentence.is_empty() {
        into.push(sentence);
    }
}

/// Whether the dot ends a sentence: not after a single capital or a title ("U.S.", "Gen.").
fn word_before_is_whole(text: &str, sentence: &[Word]) -> bool {
    const SHORT: [&str; 14] = ["Mr", "Mrs", "Ms", "Dr", "Gen", "Col", "Lt", "Maj", "Capt", "Sgt", "Brig", "St", "Gov", "Rep"];
    let Some(last) = sentence.last().map(|w| w.span.of(text)) else { return true };
    let capital = last.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    !capital && !SHORT.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str, cuts: &[usize]) -> Vec<Vec<String>> {
        sentences(text, cuts).iter().map(|s| s.iter().map(|w| w.span.of(text).to_owned()).collect()).collect()
    }

    #[test]
    fn sentences_and_words_are_those_that_a_reader_sees() {
        let found = words("Gen. Haidar’s men (about 1,200) left Deir-ez-Zor. “Gone!” he said.\nHead\n", &[]);
        assert_eq!(found[0], ["Gen", ".", "Haidar’s", "men", "(", "about", "1,200", ")", "left", "Deir-ez-Zor", "."]);
        assert_eq!(found[1], ["“", "Gone", "!", "”"]);
        assert_eq!(found[2..], [vec!["he", "said", "."], vec!["Head"]]);
        assert_eq!(words("Iran-backed", &[4]), [["Iran", "-", "backed"]], "a mark ends inside the word");
        assert_eq!(words("أُصيب e\u{301}te\u{301} 👍🏽!", &[]), [["أُصيب", "e\u{301}te\u{301}", "👍🏽", "!"]]);
    }

    proptest! {
        #[test]
        fn words_are_in_order_and_hold_all_that_is_no_space(text in "\\PC{0,40}[\n ]?\\PC{0,40}") {
            let all: Vec<Word> = sentences(&text, &[]).into_iter().flatten().collect();
            prop_assert!(all.windows(2).all(|w| w[0].span.end <= w[1].span.start));
            let held: String = all.iter().map(|w| w.span.of(&text)).collect();
            let expected: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            prop_assert_eq!(held, expected);
        }
    }
}
