//! What a word was before "-ed", "-ing" or "-er": whether a final consonant was doubled and whether an "e" was dropped.

/// Stems that keep their double letter.
const KEEP_DOUBLE: &[&str] = &["add", "err", "purr", "whirr", "egg", "ebb", "butt", "putt", "boycott", "inn"];

/// Verbs whose final "l" is doubled; "kill", "shell" and most others have two of their own.
const SINGLE_L: &[&str] = &[
    "control", "patrol", "compel", "expel", "propel", "repel", "dispel", "impel", "rebel", "cancel", "travel", "fuel", "model", "signal", "total", "label",
    "level", "excel", "quarrel", "marshal", "shovel", "channel", "counsel", "tunnel", "duel", "enrol", "fulfil", "equal", "rival", "pedal", "initial", "dial",
    "spiral", "funnel", "panel", "parcel", "pencil", "unravel", "swivel", "towel", "imperil", "libel", "barrel", "annul", "distil", "instil", "extol", "appal",
    "grovel", "pummel", "dishevel",
];

/// Stems without an "e" though they look like others with one.
const NO_E: &[&str] = &[
    "focus", "bus", "bias", "canvas", "gas", "chorus", "caucus", "sync", "arc", "blitz", "combat", "format", "debut", "output", "input", "pivot", "solicit",
    "elicit", "period", "murmur", "pencil", "imperil", "devil", "gossip", "worship", "kidnap", "kayak", "catalog", "dialog", "orphan", "robin", "margin",
    "virus", "census", "campus", "bonus", "status", "canvass", "wiretap", "sandbag", "zigzag", "caravan", "jihad", "nomad",
];

/// Stems that need an "e" though most of their kind do not.
const WITH_E: &[&str] = &[
    "chang",
    "arrang",
    "rang",
    "challeng",
    "veng",
    "plung",
    "loung",
    "hing",
    "fring",
    "scaveng",
    "creat",
    "lineat",
    "permeat",
    "unit",
    "invit",
    "excit",
    "incit",
    "recit",
    "ignit",
    "expedit",
    "vot",
    "promot",
    "quot",
    "denot",
    "connot",
    "emot",
    "complet",
    "delet",
    "compet",
    "deplet",
    "wast",
    "tast",
    "hast",
    "past",
    "explor",
    "implor",
    "deplor",
    "ignor",
    "stor",
    "scor",
    "ador",
    "shor",
    "snor",
    "adher",
    "interfer",
    "persever",
    "rever",
    "scal",
    "inhal",
    "exhal",
    "impal",
    "consol",
    "parol",
    "cajol",
    "com",
    "schem",
    "postpon",
    "condon",
    "phon",
    "clon",
    "dron",
    "thron",
    "ston",
    "conven",
    "interven",
    "contraven",
    "breath",
    "bath",
    "cloth",
    "loath",
    "sooth",
    "seeth",
    "writh",
    "scop",
    "interlop",
];

pub(super) fn has_vowel(word: &str) -> bool {
    word.bytes().any(|b| is_vowel(b) || b == b'y')
}

/// The word before its ending: one letter of a doubled pair taken off, or a dropped "e" put back.
pub(super) fn restore(stem: &str) -> String {
    match undoubled(stem) {
        Some(single) => single.into(),
        None => restore_e(stem),
    }
}

/// Puts a dropped "e" back, where there was one.
pub(super) fn restore_e(stem: &str) -> String {
    if needs_e(stem) { format!("{stem}e") } else { stem.into() }
}

fn undoubled(stem: &str) -> Option<&str> {
    let [.., before, last] = stem.as_bytes() else { return None };
    let single = stem.get(..stem.len() - 1)?;
    let doubled = match last {
        b'l' => SINGLE_L.iter().any(|word| single.ends_with(word)),
        b'b' | b'd' | b'g' | b'm' | b'n' | b'p' | b'r' | b't' | b'k' | b'v' => !KEEP_DOUBLE.contains(&stem),
        _ => false,
    };
    (before == last && doubled).then_some(single)
}

fn needs_e(stem: &str) -> bool {
    let letters = stem.as_bytes();
    let [.., before, last] = *letters else { return false };
    if NO_E.iter().any(|word| stem.ends_with(word)) {
        return false;
    }
    if is_short(letters) || matches!(stem, "ow" | "cit" | "dy") || WITH_E.iter().any(|end| stem.ends_with(end)) {
        return true;
    }
    match last {
        b'v' | b'u' | b'c' => true,
        b'z' => !matches!(before, b'z' | b't'),
        b's' => before != b's',
        b'g' => is_vowel(before) || matches!(before, b'd' | b'r' | b'l'),
        b'l' => matches!(before, b'b' | b'p' | b't' | b'd' | b'g' | b'f' | b'k' | b'c' | b'z' | b's' | b'y') || after_one_vowel(letters, b"iu"),
        b't' => after_one_vowel(letters, b"au") || letters.ends_with(b"iat") || letters.ends_with(b"uat"),
        b'd' => after_one_vowel(letters, b"aeiou") || letters.ends_with(b"suad") || letters.ends_with(b"guid"),
        b'r' => after_one_vowel(letters, b"aiu") || letters.ends_with(b"quir"),
        b'm' | b'p' | b'f' => after_one_vowel(letters, b"aiuy"),
        b'n' => after_one_vowel(letters, b"iu"),
        b'k' | b'b' => after_one_vowel(letters, b"aiou"),
        _ => false,
    }
}

/// One syllable with one vowel letter and one consonant after it: "stop" would have doubled its "p", so "hop" was "hope".
fn is_short(letters: &[u8]) -> bool {
    let [first @ .., vowel, last] = letters else { return false };
    let begins = !first.iter().enumerate().any(|(i, &b)| is_vowel(b) && !(b == b'u' && i > 0 && first[i - 1] == b'q') || b == b'y' && i > 0);
    begins
        && (is_vowel(*vowel) || *vowel == b'y' && !first.is_empty())
        && last.is_ascii_alphabetic()
        && !is_vowel(*last)
        && !matches!(last, b'w' | b'x' | b'y' | b'h')
}

/// Whether the letter before the last is one of `vowels` and no other vowel stands before it ("qu" is no vowel).
fn after_one_vowel(letters: &[u8], vowels: &[u8]) -> bool {
    let [rest @ .., vowel, _] = letters else { return false };
    let after_consonant = match rest {
        [.., b'q', b'u'] | [] => true,
        [.., other] => !is_vowel(*other),
    };
    vowels.contains(vowel) && after_consonant
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubled_letters_and_dropped_e() {
        let cases =
            [("hop", "hope"), ("hopp", "hop"), ("kill", "kill"), ("patroll", "patrol"), ("squar", "square"), ("visit", "visit"), ("us", "use"), ("", "")];
        for (stem, word) in cases {
            assert_eq!(restore(stem), word, "{stem}");
        }
    }
}
