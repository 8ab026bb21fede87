//! Dates that name days, months, years, weekdays and holidays, and ranges of them.

use super::calendar::{is_full_name, month, ordinal, weekday};
use super::date::{Cursor, Form, Piece};
use crate::model::{PartialDate, When, Which};
use jiff::civil::Date;

fn calendar(year: i16, month: i8, day: Option<u32>) -> Option<When> {
    let day = match day {
        Some(day) => Some(i8::try_from(day).ok()?),
        None => None,
    };
    Date::new(year, month, day.unwrap_or(1)).ok()?;
    Some(When::Calendar { date: PartialDate { year, month: Some(month), day } })
}

fn month_day_of(month: i8, day: u32) -> Option<When> {
    let day = i8::try_from(day).ok()?;
    Date::new(2024, month, day).ok()?;
    Some(When::MonthDay { month, day })
}

/// "2024-01-04".
pub(super) fn iso(c: Cursor<'_>) -> Option<Piece> {
    let year = c.figures(0).filter(|y| (1900..2100).contains(y))?;
    (c.word(1) == "-" && c.word(3) == "-" && (1..=4).all(|i| c.glued(i))).then_some(())?;
    let month = i8::try_from(c.figures(2)?).ok()?;
    Some(Piece::new(5, calendar(year as i16, month, c.figures(4))?))
}

/// "10.07.2024" is day, month, year; "13/01/2024" only where no other reading is possible.
pub(super) fn dotted(c: Cursor<'_>) -> Option<Piece> {
    let sign = c.word(1);
    (matches!(sign, "." | "/") && c.word(3) == sign && (1..=4).all(|i| c.glued(i)) && !c.glued(0)).then_some(())?;
    let (first, second, year) = (c.figures(0)?, c.figures(2)?, c.year(4)?);
    let (day, month) = match sign {
        "." => (first, second),
        _ if first > 12 => (first, second),
        _ if second > 12 || first == second => (second, first),
        _ => return None,
    };
    Some(Piece::new(5, calendar(year, i8::try_from(month).ok()?, Some(day))?))
}

/// A day of the month in figures or as an ordinal, and its length: "4", "17th", "the first".
fn day_number(c: Cursor<'_>, ahead: usize) -> Option<(u32, usize)> {
    if let Some(day) = c.figures(ahead).filter(|d| (1..=31).contains(d) && c.word(ahead).len() <= 2) {
        let suffix = usize::from(matches!(c.word(ahead + 1), "st" | "nd" | "rd" | "th") && c.glued(ahead + 1));
        return Some((day, 1 + suffix));
    }
    ordinal(c.word(ahead)).filter(|d| *d <= 31).map(|d| (d, 1))
}

/// The month at `ahead` and its length with a full stop: "Jan.", "October".
pub(super) fn month_name(c: Cursor<'_>, ahead: usize) -> Option<(i8, usize)> {
    let number = month(c.word(ahead)).filter(|_| c.capital(ahead))?;
    let dot = usize::from(!is_full_name(c.word(ahead)) && c.word(ahead + 1) == "." && c.glued(ahead + 1));
    Some((number, 1 + dot))
}

/// "4 January 2024", "4 January", "the 4th of January, 2024".
pub(super) fn day_month(c: Cursor<'_>) -> Option<Piece> {
    let (day, length) = day_number(c, 0)?;
    let of = usize::from(c.word(length) == "of");
    let (month, name) = month_name(c, length + of)?;
    let end = length + of + name;
    with_year(c, end, month, day)
}

/// "January 4, 2024", "Oct. 17", "October 17th".
pub(super) fn month_day(c: Cursor<'_>) -> Option<Piece> {
    let (month, name) = month_name(c, 0)?;
    let (day, length) = day_number(c, name).filter(|_| c.words.get(c.at + name).is_some_and(|w| w.lower.starts_with(|d: char| d.is_ascii_digit())))?;
    let end = name + length;
    // "January 4, 2024" and "January 4 2024", but not the 4.5 of a score.
    if matches!(c.word(end), "." | ":") && c.glued(end) && c.glued(end + 1) && c.figures(end + 1).is_some() {
        return None;
    }
    with_year(c, end, month, day)
}

fn with_year(c: Cursor<'_>, end: usize, month: i8, day: u32) -> Option<Piece> {
    let comma = usize::from(c.word(end) == ",");
    match c.year(end + comma) {
        Some(year) => Some(Piece::new(end + comma + 1, calendar(year, month, Some(day))?)),
        None => Some(Piece::new(end, month_day_of(month, day)?)),
    }
}

/// "January 2024", "in October", "mid-October", "last October".
pub(super) fn month_year(c: Cursor<'_>) -> Option<Piece> {
    let (lead, which) = month_lead(c);
    let (month, name) = month_name(c, lead)?;
    let end = lead + name;
    let comma = usize::from(c.word(end) == ",");
    if let Some(year) = c.year(end + comma) {
        return Some(Piece::new(end + comma + 1, calendar(year, month, None)?));
    }
    // "May" and "March" are also words and names: they need a preposition or a lead to be months.
    let sure = !matches!(month, 3 | 5) || lead > 0 || matches!(c.back(1), "in" | "since" | "until" | "during" | "by" | "from" | "of" | "through" | "between");
    let adjectival = c.word(end) == "'" && c.word(end + 1) == "s";
    (sure && (is_full_name(c.word(lead)) || !adjectival)).then(|| Piece::new(end, When::MonthOnly { month, which }))
}

/// "mid-", "early ", "late ", "last ", "this " before a month.
fn month_lead(c: Cursor<'_>) -> (usize, Which) {
    match (c.word(0), c.word(1)) {
        ("mid" | "early" | "late", "-") => (2, Which::Plain),
        ("mid" | "early" | "late", _) => (1, Which::Plain),
        ("last" | "past", _) => (1, Which::Last),
        ("next", _) => (1, Which::Next),
        ("this", _) => (1, Which::This),
        _ => (0, Which::Plain),
    }
}

/// Words that a year follows rather than a number of people or things.
const BEFORE_YEAR: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "of",
    "from",
    "during",
    "before",
    "after",
    "through",
    "throughout",
    "late",
    "early",
    "mid",
    "year",
    "into",
    "around",
    "circa",
    "summer",
    "spring",
    "autumn",
    "fall",
    "winter",
    "the",
    "its",
    "his",
    "their",
    "and",
    "to",
    "between",
    "for",
    "ca",
];

/// "in 2020", "since 2015", "the revolution of 1979", "the 2003 invasion"; a year alone on its line.
pub(super) fn lone_year(c: Cursor<'_>) -> Option<Piece> {
    let year = c.year(0)?;
    let hyphen = c.back(1) == "-" && (c.back(2) == "mid" || c.figures_before(2)) || (c.word(1) == "-" && c.glued(1) && c.year(2).is_some());
    let glued =
        (c.glued(0) && !matches!(c.back(1), "(" | "-" | "\"" | "“" | "'")) || (c.glued(1) && matches!(c.word(1), "s" | "/" | "%" | "th" | "m" | "km" | "mm"));
    let led = BEFORE_YEAR.contains(&c.back(1)) && (year >= 1700 || matches!(c.back(1), "in" | "since" | "until" | "year"));
    let bracket = c.back(1) == "(" && matches!(c.word(1), ")" | "," | ";" | "-");
    let alone = c.begins_line(0) && (c.begins_line(1) || c.word(1) == ":");
    // A year counts nothing: "in 2020 villages" is read as a number, "in 2020 when" as a year.
    ((led || hyphen || bracket || alone) && !glued && !is_counted(c.word(1))).then(|| Piece::new(1, When::Calendar { date: PartialDate::year(year) }))
}

/// Whether `word` is a plural that a number may count.
pub(super) fn is_counted(word: &str) -> bool {
    let plural = word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !matches!(
            word,
            "this" | "thus" | "plus" | "versus" | "does" | "besides" | "towards" | "perhaps" | "unless" | "various" | "previous" | "elections" | "always"
        );
    plural
        || matches!(word, "people" | "men" | "women" | "children" | "troops" | "km" | "m" | "dead" | "police" | "million" | "percent" | "%" | "metres" | "of")
}

/// "Wednesday", "last Friday", "Sat" before a date.
pub(super) fn weekday_form(c: Cursor<'_>) -> Option<Piece> {
    let (lead, which) = match c.word(0) {
        "last" | "past" => (1, Which::Last),
        "next" | "coming" => (1, Which::Next),
        "this" => (1, Which::This),
        _ => (0, Which::Plain),
    };
    let day = weekday(c.word(lead)).filter(|_| c.capital(lead))?;
    let full = is_full_name(c.word(lead));
    let dot = usize::from(!full && c.word(lead + 1) == "." && c.glued(lead + 1));
    let comma = usize::from(c.word(lead + 1 + dot) == ",");
    let before_date = day_number(c, lead + 1 + dot + comma).is_some() || month_name(c, lead + 1 + dot + comma).is_some();
    let named = matches!(c.back(1), "black" | "bloody" | "ash" | "palm" | "super" | "good") && c.capital(0);
    if named || (!full && !before_date) {
        return None;
    }
    let end = lead + 1 + dot;
    Some(Piece::new(end + part_of_day(c, end), When::Weekday { weekday: day, which }))
}

/// The length of a part of the day at `ahead`: "night", "morning".
pub(super) fn part_of_day(c: Cursor<'_>, ahead: usize) -> usize {
    usize::from(matches!(c.word(ahead), "night" | "morning" | "afternoon" | "evening" | "midnight" | "noon" | "lunchtime"))
}

/// "Christmas Day", "New Year's Eve".
pub(super) fn holiday(c: Cursor<'_>) -> Option<Piece> {
    c.capital(0).then_some(())?;
    let (length, month, day) = match (c.word(0), c.word(1)) {
        ("christmas", _) if c.year(1).is_some() => return Some(Piece::new(2, calendar(c.year(1)?, 12, Some(25))?)),
        ("christmas", "day") => (2, 12, 25),
        ("christmas", "eve") => (2, 12, 24),
        ("boxing", "day") => (2, 12, 26),
        ("new", "year") => match (c.word(2), c.word(3), c.word(4)) {
            ("'", "s", "eve") => (5, 12, 31),
            ("'", "s", "day") => (5, 1, 1),
            _ => return None,
        },
        ("valentine", "'") if c.word(3) == "day" => (4, 2, 14),
        _ => return None,
    };
    Some(Piece::new(length, When::MonthDay { month, day }))
}

/// "from 3 to 5 January", "between Monday and Wednesday", "3-5 January".
pub(super) fn range(c: Cursor<'_>) -> Option<Piece> {
    let (lead, middle): (usize, &[&str]) = match c.word(0) {
        "from" => (1, &["to", "until", "through", "till"]),
        "between" => (1, &["and"]),
        _ => (0, &["-", "to", "through", "until"]),
    };
    days_of_one_month(c, lead, middle).or_else(|| two_dates(c, lead, middle))
}

/// "3 to 5 January 2024", "January 3-5".
fn days_of_one_month(c: Cursor<'_>, lead: usize, middle: &[&str]) -> Option<Piece> {
    if let Some((month, name)) = month_name(c, lead) {
        let (first, one) = day_number(c, lead + name)?;
        middle.contains(&c.word(lead + name + one)).then_some(())?;
        let (last, two) = day_number(c, lead + name + one + 1)?;
        return span_of(c, lead + name + one + 1 + two, month, first, last);
    }
    let (first, one) = day_number(c, lead)?;
    middle.contains(&c.word(lead + one)).then_some(())?;
    let (last, two) = day_number(c, lead + one + 1)?;
    let (month, name) = month_name(c, lead + one + 1 + two)?;
    span_of(c, lead + one + 1 + two + name, month, first, last)
}

fn span_of(c: Cursor<'_>, end: usize, month: i8, first: u32, last: u32) -> Option<Piece> {
    (first < last).then_some(())?;
    let to = with_year(c, end, month, last)?;
    let from = match &to.when {
        When::Calendar { date } => calendar(date.year, month, Some(first))?,
        _ => month_day_of(month, first)?,
    };
    Some(Piece::new(to.length, When::Range { from: Box::new(from), to: Box::new(to.when) }))
}

/// What a range may go from and to; "1914-1918" is two years rather than a range of days.
const DAYS: &[Form] = &[iso, day_month, month_day, month_year, weekday_form, holiday];

fn two_dates(c: Cursor<'_>, lead: usize, middle: &[&str]) -> Option<Piece> {
    let day = |c: Cursor<'_>| DAYS.iter().filter_map(|f| f(c)).reduce(|a, b| if b.length > a.length { b } else { a });
    // Without a leading word "Monday to Friday" is a range, "Tuesday-Wednesday" too, but years need "from".
    let from = day(c.skip(lead))?;
    middle.contains(&c.word(lead + from.length)).then_some(())?;
    let to = day(c.skip(lead + from.length + 1))?;
    let length = lead + from.length + 1 + to.length;
    Some(Piece::new(length, When::Range { from: Box::new(from.when), to: Box::new(to.when) }))
}
