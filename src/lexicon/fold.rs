//! Words of a text and their folded form: one spelling for what differs only in case, accents, apostrophes or transcription.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: usize,
    /// One past the last byte; a possessive `'s` is left out.
    pub end: usize,
    /// The folded form: lower case, no accents, no apostrophes, one transcription.
    pub key: String,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it has two letters or more and all are capitals.
    pub caps: bool,
    /// Whether the next word follows with only a blank or a hyphen between, or the full stop of "St. Louis".
    pub joined: bool,
    /// Whether a hyphen follows at once.
    pub hyphen: bool,
    /// Whether it is followed by a possessive `'s` or, after an s, by an apostrophe.
    pub possessive: bool,
}

/// Whether `c` is one of the characters that transcriptions write as an apostrophe.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʿ' | 'ʾ' | 'ʼ' | 'ʻ' | '′')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–')
}

/// The words of `text`, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
            if !continues(text.get(start..end).unwrap_or_default(), c, next) {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        words.push(word(text, start, end));
    }
    words
}

/// Whether `c` goes on with the word `so_far`, given the character after it.
fn continues(so_far: &str, c: char, next: Option<char>) -> bool {
    if c.is_alphanumeric() || is_mark(c) {
        return true;
    }
    if is_apostrophe(c) {
        return next.is_some_and(char::is_alphabetic);
    }
    // "U.S." is one word: single letters, each with its full stop.
    c == '.' && is_initials(so_far) && (next.is_some_and(char::is_uppercase) || so_far.contains('.'))
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{640}')
}

/// Whether `s` is capitals with a full stop after each but the last.
fn is_initials(s: &str) -> bool {
    s.chars().enumerate().all(|(i, c)| if i % 2 == 0 { c.is_uppercase() } else { c == '.' }) && s.chars().count() % 2 == 1
}

fn word(text: &str, start: usize, end: usize) -> Word {
    let raw = text.get(start..end).unwrap_or_default();
    let (bare, mut possessive) = strip_possessive(raw);
    let end = start + bare.len();
    let rest = text.get(start + raw.len()..).unwrap_or_default();
    let mut after = rest.chars();
    let first = after.next();
    if !possessive && bare.ends_with('s') && first.is_some_and(is_apostrophe) && after.next().is_none_or(|c| c == ' ' || c == '\n') {
        possessive = true;
    }
    let hyphen = rest.len() > first.map_or(0, char::len_utf8) && first.is_some_and(is_hyphen) && rest.chars().nth(1).is_some_and(char::is_alphanumeric);
    let capital = bare.chars().next().is_some_and(char::is_uppercase);
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let caps = letters >= 2 && bare.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let key = canonical(fold_letters(bare), hyphen);
    Word { start, end, key, capital, caps, joined: hyphen || is_blank_then_word(rest) || is_short_form(bare, rest), hyphen, possessive }
}

/// Whether `rest` begins with blanks of one line and then a letter or digit, or an apostrophe that begins a name.
fn is_blank_then_word(rest: &str) -> bool {
    let trimmed = rest.trim_start_matches([' ', '\u{a0}', '\t']);
    let mut chars = trimmed.chars();
    trimmed.len() < rest.len() && chars.next().is_some_and(|c| c.is_alphanumeric() || (matches!(c, 'ʿ' | '‘') && chars.next().is_some_and(char::is_alphabetic)))
}

/// "St. Louis", "Mt. Hood": the full stop belongs to the word.
fn is_short_form(bare: &str, rest: &str) -> bool {
    matches!(bare, "St" | "Ste" | "Mt" | "Ft" | "Pt" | "ST" | "MT" | "FT") && rest.strip_prefix('.').is_some_and(is_blank_then_word)
}

fn strip_possessive(raw: &str) -> (&str, bool) {
    let mut chars = raw.char_indices().rev();
    match (chars.next(), chars.next()) {
        (Some((_, 's' | 'S')), Some((at, c))) if is_apostrophe(c) && at > 0 => (raw.get(..at).unwrap_or(raw), true),
        _ => (raw, false),
    }
}

/// Lower case without accents, apostrophes and full stops.
fn fold_letters(raw: &str) -> String {
    if raw.is_ascii() {
        return raw.bytes().filter(u8::is_ascii_alphanumeric).map(|b| char::from(b.to_ascii_lowercase())).collect();
    }
    raw.nfkd().filter(|c| c.is_alphanumeric() && !is_mark(*c) && !is_apostrophe(*c)).flat_map(char::to_lowercase).map(plain_letter).collect()
}

/// Letters that have no decomposition, as news writes them.
fn plain_letter(c: char) -> char {
    match c {
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ı' => 'i',
        'ħ' => 'h',
        'ə' => 'e',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        _ => c,
    }
}

/// The forms of the Arabic article that only a hyphen tells from English words.
const ASSIMILATED: [&str; 14] = ["el", "as", "ash", "ad", "az", "ez", "an", "ar", "er", "at", "et", "ul", "ad", "es"];

fn canonical(key: String, hyphen: bool) -> String {
    if key == "el" || (hyphen && ASSIMILATED.contains(&key.as_str())) {
        return "al".to_owned();
    }
    if let Some(same) = spellings().get(key.as_str()) {
        return same.clone();
    }
    if let Some(stem) = key.strip_suffix("isations").or_else(|| key.strip_suffix("isation")) {
        return format!("{stem}ization{}", if key.ends_with('s') { "s" } else { "" });
    }
    key
}

/// Folded word to the transcription that stands for it.
fn spellings() -> &'static BTreeMap<String, String> {
    static SPELLINGS: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    SPELLINGS.get_or_init(|| {
        let table: BTreeMap<String, Vec<String>> = toml::from_str(include_str!("../../assets/lexicon/spellings.toml")).unwrap_or_default();
        table.into_iter().flat_map(|(to, from)| from.into_iter().map(move |f| (f, to.clone()))).collect()
    })
}

/// The folded words of a name, with the Arabic article left out: equal for spellings of one name.
pub fn key(name: &str) -> String {
    let keys: Vec<String> = words(name).into_iter().map(|w| w.key).collect();
    let bare: Vec<&str> = keys.iter().map(String::as_str).filter(|w| !matches!(*w, "al" | "the" | "of")).collect();
    if bare.is_empty() { keys.join(" ") } else { bare.join(" ") }
}

/// The folded name as an identifier: `kataib-hezbollah`.
pub fn slug(name: &str) -> String {
    let keys: Vec<String> = words(name).into_iter().map(|w| w.key).filter(|k| k != "the").collect();
    keys.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for (a, b) in [
            ("Kata’ib Hezbollah", "Kataeb Hizbullah"),
            ("Harakat al Nujaba", "Harakat al-Nujaba"),
            ("Deir ez-Zor", "Deir al-Zour"),
            ("Popular Mobilisation Forces", "Popular Mobilization Forces"),
            ("Al-Shabaab", "el-Shabab"),
            ("Goïta", "Goita"),
            ("Nujaba's", "Nujaba"),
        ] {
            assert_eq!(key(a), key(b), "{a} / {b}");
        }
        assert_ne!(key("al-Saidi"), key("al-Saadi"));
    }

    #[test]
    fn words_keep_their_place_in_the_text() {
        let text = "The U.S. said Kata’ib’s Israel-Hamas war";
        let shown: Vec<(&str, &str)> = words(text)
            .iter()
            .map(|w| (&text[w.start..w.end], w.key.as_str()))
            .collect::<Vec<_>>()
            .iter()
            .map(|(a, b)| (*a, *b))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|(a, b)| (a, Box::leak(b.to_owned().into_boxed_str()) as &str))
            .collect();
        assert_eq!(shown, [("The", "the"), ("U.S.", "us"), ("said", "said"), ("Kata’ib", "kataib"), ("Israel", "israel"), ("Hamas", "hamas"), ("war", "war")]);
    }
}
