//! Headlines in capitals: the model was trained on sentences, so it gets them in the case of a sentence.

use std::ops::Range;

/// Share of capitals from which a text counts as set in capitals.
const MOSTLY: f64 = 0.7;

/// A text of fewer words may be an abbreviation or a dateline.
const FEWEST_WORDS: usize = 3;

/// The text with only the first letter of a word in capitals, or `None` if it is set as usual. Bytes stay where they are.
pub(super) fn recase(text: &str, names: &[Range<usize>]) -> Option<String> {
    if !is_capitals(text) {
        return None;
    }
    let mut recased = String::with_capacity(text.len());
    let mut word_start = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let name = names.iter().any(|n| n.start <= word_start && word_start < n.end);
        push_word(word, name || word_start == 0, &mut recased);
        word_start += word.len();
    }
    Some(recased)
}

fn is_capitals(text: &str) -> bool {
    let (upper, lower) = text.chars().fold((0, 0), |(u, l), c| (u + usize::from(c.is_uppercase()), l + usize::from(c.is_lowercase())));
    upper > 0 && f64::from(upper as u32) >= MOSTLY * f64::from((upper + lower) as u32) && text.split_whitespace().count() >= FEWEST_WORDS
}

fn push_word(word: &str, title: bool, recased: &mut String) {
    let keep = usize::from(title);
    for (i, c) in word.chars().enumerate() {
        recased.push(if i < keep { c } else { c.to_ascii_lowercase() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_texts_in_capitals_change_and_bytes_stay() {
        let text = "ROCKETS HIT ERBIL’S AIRPORT, É-BASE";
        let at = text.find("ERBIL").unwrap();
        let name = at..at + "ERBIL".len();
        assert_eq!(recase(text, &[name]).as_deref(), Some("Rockets hit Erbil’s airport, É-base"));
        for usual in ["Rockets hit the US base", "ERBIL, IRAQ", "", "2 4 6"] {
            assert_eq!(recase(usual, &[]), None, "{usual}");
        }
    }
}
