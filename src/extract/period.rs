//! Times that are no single date: seasons, decades, centuries, lengths of time, and words like "now" and "formerly".

use super::calendar::ordinal;
use super::date::{Cursor, Piece};
use crate::model::{PartialDate, Season, Tense, When, Which};

fn season_named(word: &str) -> Option<Season> {
    match word {
        "spring" => Some(Season::Spring),
        "summer" => Some(Season::Summer),
        "autumn" | "fall" => Some(Season::Autumn),
        "winter" => Some(Season::Winter),
        _ => None,
    }
}

/// Words before a season that make it a time: "in summer", "throughout the winter".
const BEFORE_SEASON: &[&str] =
    &["in", "by", "during", "since", "until", "throughout", "of", "the", "that", "every", "each", "into", "for", "early", "late", "following", "whole"];

/// "the summer of 2014", "last winter", "in spring".
pub(super) fn season(c: Cursor<'_>) -> Option<Piece> {
    let (lead, which) = season_lead(c);
    let season = season_named(c.word(lead))?;
    let of = usize::from(c.word(lead + 1) == "of");
    let comma = usize::from(c.word(lead + 1) == ",");
    if let Some(year) = c.year(lead + 1 + of.max(comma)) {
        return Some(Piece::new(lead + 2 + of.max(comma), When::Season { season, year: Some(year), which: Which::Plain }));
    }
    // "The fall of the city", "a spring of water", "the Prague Spring", "Summer said".
    let named = c.capital(lead) && (lead > 0 || c.capital_before());
    let stumbles = c.word(lead) == "fall"
        && !(lead > 0 && matches!(c.back(1), "in" | "by" | "during" | "since" | "until" | "throughout" | "into") || which != Which::Plain);
    let led = lead > 0 || BEFORE_SEASON.contains(&c.back(1)) || matches!(c.word(1), "offensive" | "campaign");
    (led && of == 0 && !named && !stumbles && c.word(1) != "-").then(|| Piece::new(lead + 1, When::Season { season, year: None, which }))
}

fn season_lead(c: Cursor<'_>) -> (usize, Which) {
    match (c.word(0), c.word(1)) {
        ("the", "early" | "late") | ("early" | "late" | "mid", "-") => (2, Which::Plain),
        ("early" | "late" | "mid" | "the" | "that", _) => (1, Which::Plain),
        ("last" | "past", _) => (1, Which::Last),
        ("next" | "coming", _) => (1, Which::Next),
        ("this", _) => (1, Which::This),
        _ => (0, Which::Plain),
    }
}

/// "the 1990s", "the late 1930s".
pub(super) fn decade(c: Cursor<'_>) -> Option<Piece> {
    let lead = era_lead(c);
    let year = c.figures(lead).filter(|y| (1000..2100).contains(y) && y % 10 == 0 && c.word(lead + 1) == "s" && c.glued(lead + 1))?;
    let count = if year % 100 == 0 && year < 2000 { 100 } else { 10 };
    Some(Piece::new(lead + 2, When::Years { first: year as i16, count }))
}

/// "the nineteenth century", "the early 21st century".
pub(super) fn century(c: Cursor<'_>) -> Option<Piece> {
    let lead = era_lead(c);
    let (number, length) = ordinal_of(c.skip(lead))?;
    let hyphen = usize::from(c.word(lead + length) == "-");
    let end = lead + length + hyphen + 1;
    (c.word(end - 1) == "century" && (1..=30).contains(&number)).then_some(())?;
    if let Some(length) = before_christ(c, end) {
        return Some(Piece::new(end + length, When::Lasting { period: format!("BC{:02}", number - 1) }));
    }
    Some(Piece::new(end, When::Years { first: (number as i16 - 1) * 100, count: 100 }))
}

/// An ordinal in letters or figures and its length: "nineteenth", "21st", "twenty-first".
fn ordinal_of(c: Cursor<'_>) -> Option<(u32, usize)> {
    if let Some(number) = c.figures(0).filter(|_| matches!(c.word(1), "st" | "nd" | "rd" | "th") && c.glued(1)) {
        return Some((number, 2));
    }
    if c.word(0) == "twenty" && c.word(1) == "-" {
        return Some((20 + ordinal(c.word(2)).filter(|n| *n < 10)?, 3));
    }
    ordinal(c.word(0)).map(|n| (n, 1))
}

fn era_lead(c: Cursor<'_>) -> usize {
    let the = usize::from(c.word(0) == "the");
    let stage = match (c.word(the), c.word(the + 1)) {
        ("early" | "late" | "mid", "-") => 2,
        ("early" | "late" | "mid", _) => 1,
        _ => 0,
    };
    the + stage
}

/// "480 BC", "August 480 B.C.".
pub(super) fn years_bc(c: Cursor<'_>) -> Option<Piece> {
    let (month, lead) = super::absolute_date::month_name(c, 0).map_or((None, 0), |(m, l)| (Some(m), l));
    let year = c.figures(lead).filter(|y| *y > 0)?;
    let length = before_christ(c, lead + 1)?;
    Some(Piece::new(lead + 1 + length, When::Calendar { date: PartialDate { year: 1 - year as i16, month, day: None } }))
}

/// The length of "BC", "BCE" or "B.C." at `at`.
fn before_christ(c: Cursor<'_>, at: usize) -> Option<usize> {
    let dotted = || c.word(at) == "b" && c.word(at + 1) == "." && c.word(at + 2) == "c" && c.glued(at + 1) && c.glued(at + 2);
    match c.word(at) {
        "bc" | "bce" if c.capital(at) => Some(1),
        _ if c.capital(at) && dotted() => Some(3 + usize::from(c.word(at + 3) == "." && c.glued(at + 3))),
        _ => None,
    }
}

/// The letter of ISO 8601 for a unit of time, with `T` before it where it is part of a day.
fn letter(word: &str) -> Option<(&'static str, &'static str)> {
    match word {
        "year" | "years" => Some(("", "Y")),
        "month" | "months" => Some(("", "M")),
        "week" | "weeks" => Some(("", "W")),
        "day" | "days" => Some(("", "D")),
        "hour" | "hours" => Some(("T", "H")),
        "decade" | "decades" => Some(("", "DE")),
        "century" | "centuries" => Some(("", "CE")),
        _ => None,
    }
}

/// Words before a length of time that belong to it.
const ABOUT: &[&str] = &["about", "around", "nearly", "almost", "over", "some", "just", "only", "roughly", "approximately"];

/// "for three months", "a ten-day siege", "several weeks", "a year-long trial".
pub(super) fn lasting(c: Cursor<'_>) -> Option<Piece> {
    let lead = lasting_lead(c);
    let (number, length) = amount(c.skip(lead))?;
    let at = lead + length;
    let hyphen = usize::from(c.word(at) == "-" && c.glued(at));
    let between = usize::from(hyphen == 0 && matches!(c.word(at), "full" | "more" | "whole" | "long" | "consecutive" | "bloody" | "straight"));
    let unit = at + hyphen + between;
    let (part, letter) = letter(c.word(unit))?;
    // "a day" and "a year" are rates or indefinite more often than lengths; "60 days ago" and a man's age are read elsewhere or not at all.
    let indefinite = lead == 0
        && matches!(c.word(0), "a" | "an" | "one")
        && hyphen == 0
        && !matches!(c.back(1), "for" | "within" | "after" | "than" | "of" | "took" | "lasted" | "lasting");
    let end = unit + 1 + usize::from(c.word(unit + 1) == "-" && c.word(unit + 2) == "long") * 2;
    let aged = c.word(unit + 1) == "old" || (c.word(unit + 1) == "-" && c.word(unit + 2) == "old");
    let related = matches!(c.word(unit + 1), "ago" | "later" | "earlier" | "before" | "after" | "afterwards" | "previously");
    (!indefinite && !aged && !related).then(|| Piece::new(end, When::Lasting { period: format!("P{part}{number}{letter}") }))
}

fn lasting_lead(c: Cursor<'_>) -> usize {
    match (c.word(0), c.word(1), c.word(2)) {
        ("the", "first" | "last" | "next" | "past" | "previous" | "following" | "coming", _)
        | ("more" | "less" | "fewer", "than", _)
        | ("at", "least", _)
        | ("up", "to", _)
        | ("a", "further", _) => 2,
        (word, ..) if ABOUT.contains(&word) => 1,
        ("another" | "the", ..) => 1,
        _ => 0,
    }
}

/// A number of units as ISO 8601 writes it, and its length in words.
fn amount(c: Cursor<'_>) -> Option<(String, usize)> {
    match (c.word(0), c.word(1), c.word(2)) {
        ("a", "few", _) | ("a", "number", "of") => Some(("X".to_owned(), 2)),
        ("several" | "few" | "many" | "some", ..) => Some(("X".to_owned(), 1)),
        ("a", "couple", "of") => Some(("2".to_owned(), 3)),
        ("a" | "an" | "single", ..) => Some(("1".to_owned(), 1)),
        ("hundred", ..) => Some(("100".to_owned(), 1)),
        _ => counted(c),
    }
}

/// "24", "three", "twenty-two".
fn counted(c: Cursor<'_>) -> Option<(String, usize)> {
    let number = c.count(0)?;
    let tens = c.word(1) == "-" && super::calendar::is_tens(c.word(0));
    let unit = super::calendar::small_number(c.word(2)).filter(|n| tens && *n < 10);
    let length = if unit.is_some() { 3 } else { 1 };
    let whole = !(c.glued(0) && matches!(c.back(1), "." | "," | "-" | "/" | ":"));
    whole.then(|| ((number + unit.unwrap_or(0)).to_string(), length))
}

/// "within days", "years of war", "months-long", "year-long", "per day".
pub(super) fn bare_units(c: Cursor<'_>) -> Option<Piece> {
    let lasting = |length: usize, period: String| Some(Piece::new(length, When::Lasting { period }));
    if c.word(0) == "per" {
        let (part, letter) = letter(c.word(1))?;
        return lasting(2, format!("P{part}1{letter}"));
    }
    let (part, unit) = letter(c.word(0))?;
    if c.word(1) == "-" && c.word(2) == "long" {
        return lasting(3, format!("P{part}{}{unit}", if c.word(0).ends_with('s') { "X" } else { "1" }));
    }
    let many = c.word(0).ends_with('s') && !matches!(c.word(1), "ago" | "later" | "earlier" | "before" | "after" | "old" | "-");
    (many && matches!(c.back(1), "within" | "for")).then_some(())?;
    lasting(1, format!("P{part}X{unit}"))
}

/// "now", "currently", "the former", "recently", "in the future", "these days".
pub(super) fn vague(c: Cursor<'_>) -> Option<Piece> {
    let vague = |length: usize, tense: Tense| Some(Piece::new(length, When::Vague { tense }));
    match (c.word(0), c.word(1)) {
        ("present" | "modern", "-") if c.word(2) == "day" => vague(3, Tense::Present),
        ("present" | "modern", "day") | ("the" | "at", "present") | ("right", "now") | ("these", "days") => vague(2, Tense::Present),
        ("current", next) if next != "-" => vague(1, Tense::Present),
        ("now" | "currently" | "nowadays" | "presently", _) => vague(1, Tense::Present),
        ("former", next) if !matches!(next, "," | "." | "and") => vague(1, Tense::Past),
        ("formerly" | "recently" | "recent", _) => vague(1, Tense::Past),
        ("the", "past" | "future") if is_final(c, 2) => vague(2, if c.word(1) == "past" { Tense::Past } else { Tense::Future }),
        ("future", _) => vague(1, Tense::Future),
        _ => None,
    }
}

/// Whether a phrase ends before `at`: "the past." but not "the past week".
fn is_final(c: Cursor<'_>, at: usize) -> bool {
    let word = c.word(at);
    !word.starts_with(|l: char| l.is_alphanumeric()) || matches!(word, "and" | "but" | "of" | "for" | "by" | "as" | "to" | "with" | "have" | "had" | "has")
}

#[cfg(test)]
mod tests {
    use crate::extract::date::scan;

    fn said(text: &str) -> Vec<String> {
        scan(text).into_iter().map(|d| format!("{}={}", d.span.of(text), d.when.normal_form(None).unwrap_or_default())).collect()
    }

    #[test]
    fn times_that_are_no_dates_have_a_normal_form() {
        let table: &[(&str, &[&str])] = &[
            ("The bridge fell in the late 1930s.", &["the late 1930s=193"]),
            ("Forts of the eighteenth century stood there.", &["the eighteenth century=17"]),
            ("A 21st-century army came.", &["21st-century=20"]),
            ("The siege lasted for three months.", &["three months=P3M"]),
            ("They held a ten-day ceasefire.", &["ten-day=P10D"]),
            ("After several weeks they left.", &["several weeks=PXW"]),
            ("It ended within days.", &["days=PXD"]),
            ("He is now the mayor.", &["now=PRESENT_REF"]),
            ("The former mayor spoke.", &["former=PAST_REF"]),
            ("He has no plans for the future.", &["the future=FUTURE_REF"]),
            ("They returned in the summer.", &["the summer=XXXX-SU"]),
        ];
        for (text, want) in table {
            assert_eq!(said(text), *want, "{text}");
        }
    }

    #[test]
    fn ages_names_and_falls_are_no_times() {
        for text in ["A 24-year-old man died.", "the fall of the city", "He drank from a spring of water.", "Five a day were hit."] {
            assert_eq!(said(text), Vec::<String>::new(), "{text}");
        }
    }
}
