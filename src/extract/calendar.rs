//! The words of the calendar and of small numbers, and a plain word splitter for them.

/// A word, number or sign of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// In lower case; curly apostrophes are straight.
    pub lower: String,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether a line of the text begins with it.
    pub begins_line: bool,
}

/// Splits `text` into runs of letters, runs of digits, and single signs; white space is left out.
pub fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut last = Class::Space;
    let mut begins_line = true;
    for (at, c) in text.char_indices() {
        let class = Class::of(c);
        begins_line |= c == '\n';
        match out.last_mut() {
            Some(word) if class == last && matches!(class, Class::Letter | Class::Digit) => {
                word.end = at + c.len_utf8();
                word.lower.extend(c.to_lowercase());
            }
            _ if class == Class::Space => {}
            _ => {
                out.push(Word { start: at, end: at + c.len_utf8(), lower: plain(c), capital: c.is_uppercase(), begins_line });
                begins_line = false;
            }
        }
        last = class;
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Sign,
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            c if c.is_whitespace() => Self::Space,
            c if c.is_ascii_digit() => Self::Digit,
            c if c.is_alphanumeric() => Self::Letter,
            _ => Self::Sign,
        }
    }
}

fn plain(c: char) -> String {
    match c {
        '’' | '‘' | 'ʼ' => "'".to_owned(),
        '–' | '—' | '‑' | '‐' => "-".to_owned(),
        c => c.to_lowercase().collect(),
    }
}

const MONTHS: [[&str; 3]; 12] = [
    ["january", "jan", "jan"],
    ["february", "feb", "feb"],
    ["march", "mar", "mar"],
    ["april", "apr", "apr"],
    ["may", "may", "may"],
    ["june", "jun", "jun"],
    ["july", "jul", "jul"],
    ["august", "aug", "aug"],
    ["september", "sep", "sept"],
    ["october", "oct", "oct"],
    ["november", "nov", "nov"],
    ["december", "dec", "dec"],
];

const WEEKDAYS: [[&str; 4]; 7] = [
    ["monday", "mon", "mon", "mon"],
    ["tuesday", "tue", "tues", "tue"],
    ["wednesday", "wed", "weds", "wed"],
    ["thursday", "thu", "thur", "thurs"],
    ["friday", "fri", "fri", "fri"],
    ["saturday", "sat", "sat", "sat"],
    ["sunday", "sun", "sun", "sun"],
];

/// The month named by `lower`, 1–12.
pub fn month(lower: &str) -> Option<i8> {
    MONTHS.iter().position(|names| names.contains(&lower)).map(|i| i as i8 + 1)
}

/// Whether `lower` is the full name of a month or of a weekday.
pub fn is_full_name(lower: &str) -> bool {
    MONTHS.iter().any(|n| n[0] == lower) || WEEKDAYS.iter().any(|n| n[0] == lower)
}

/// The weekday named by `lower`; 0 is Monday.
pub fn weekday(lower: &str) -> Option<i8> {
    WEEKDAYS.iter().position(|names| names.contains(&lower)).map(|i| i as i8)
}

/// The English name of a weekday; 0 is Monday.
pub fn weekday_name(number: i8) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].get(number as usize).copied().unwrap_or("day")
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const ORDINAL_TENS: [&str; 8] = ["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"];

/// The number that one word names: "three", "seventeen", "forty".
pub fn small_number(lower: &str) -> Option<u32> {
    let ones = ONES.iter().position(|w| *w == lower).map(|i| i as u32);
    ones.or_else(|| TENS.iter().position(|w| *w == lower).map(|i| (i as u32 + 2) * 10))
}

/// The number that one ordinal word or figure names: "third", "26th".
pub fn ordinal(lower: &str) -> Option<u32> {
    let ones = ORDINALS.iter().position(|w| *w == lower).map(|i| i as u32);
    let tens = || ORDINAL_TENS.iter().position(|w| *w == lower).map(|i| (i as u32 + 2) * 10);
    let figures = || ["st", "nd", "rd", "th"].into_iter().find_map(|s| lower.strip_suffix(s)).and_then(|n| n.parse().ok());
    ones.or_else(tens).or_else(figures).filter(|n| *n > 0)
}

/// "twenty" and the like, which take a following unit.
pub fn is_tens(lower: &str) -> bool {
    TENS.contains(&lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_split_letters_figures_and_signs() {
        let split: Vec<String> = words("On Friday’s 4.45am raid, F-15s").into_iter().map(|w| w.lower).collect();
        assert_eq!(split, ["on", "friday", "'", "s", "4", ".", "45", "am", "raid", ",", "f", "-", "15", "s"]);
    }

    #[test]
    fn names_and_numbers_are_known() {
        for (word, number) in [("sept", 9), ("december", 12)] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        for (word, number) in [("thurs", 3), ("sunday", 6)] {
            assert_eq!(weekday(word), Some(number), "{word}");
        }
        for (word, number) in [("26th", 26), ("third", 3), ("fortieth", 40), ("1st", 1)] {
            assert_eq!(ordinal(word), Some(number), "{word}");
        }
        for (word, number) in [("nineteen", 19), ("forty", 40)] {
            assert_eq!(small_number(word), Some(number), "{word}");
        }
    }
}
