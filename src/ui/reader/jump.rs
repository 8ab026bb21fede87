//! Reaching a highlight by letters: while that is wished, each one on the screen carries some, and typing them selects it. No egui here.

/// The letters, those under the fingers first.
const LETTERS: [char; 26] = ['f', 'j', 'd', 'k', 's', 'l', 'a', 'g', 'h', 'e', 'i', 'r', 'u', 'w', 'o', 't', 'y', 'n', 'v', 'm', 'c', 'b', 'x', 'p', 'q', 'z'];

/// So many names, each of letters that no other begins with, as short as may be.
pub fn names(count: usize) -> Vec<String> {
    // Each letter that begins names of two takes one name of one away and gives twenty-six.
    let long = count.saturating_sub(LETTERS.len()).div_ceil(LETTERS.len() - 1).min(LETTERS.len());
    let (short, first) = LETTERS.split_at(LETTERS.len() - long);
    let pairs = first.iter().flat_map(|a| LETTERS.iter().map(move |b| format!("{a}{b}")));
    short.iter().map(char::to_string).chain(pairs).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_short_and_none_begins_another() {
        for count in [0, 1, 26, 27, 51, 52, 60, 200, 676] {
            let names = names(count);
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), count);
            assert!(names.iter().all(|n| n.len() <= 2) && (count > 26 || names.iter().all(|n| n.len() == 1)));
            assert!(names.iter().all(|a| names.iter().all(|b| a == b || !b.starts_with(a.as_str()))), "{count}");
        }
        assert_eq!(names(60).iter().filter(|n| n.len() == 1).count(), 24);
        assert_eq!(names(5_000).len(), 676, "more are on no screen");
    }
}
