//! Times of day: "21:30 local time", "9.15pm", "four in the morning".

use super::calendar::small_number;
use super::date::{Cursor, Piece};
use crate::model::When;

/// A time of day with its zone words.
pub(super) fn time_of_day(c: Cursor<'_>) -> Option<Piece> {
    let (hour, minute, length) = numeric(c).or_else(|| spoken(c)).or_else(|| named(c))?;
    let mut piece = Piece::new(length + zone(c, length), When::Clock);
    piece.time = Some(format!("{hour:02}:{minute:02}"));
    Some(piece)
}

/// "21:30", "9.15pm", "4 pm", "6:30 p.m.".
fn numeric(c: Cursor<'_>) -> Option<(u32, u32, usize)> {
    let hour = c.figures(0).filter(|h| *h < 25 && c.word(0).len() <= 2 && !(c.glued(0) && matches!(c.back(1), ":" | "." | "," | "-" | "$" | "£")))?;
    let sign = c.word(1);
    let minutes = || c.figures(2).filter(|m| *m < 60 && c.word(2).len() == 2 && c.glued(1) && c.glued(2));
    let (minute, end) = match minutes().filter(|_| matches!(sign, ":" | ".")) {
        Some(minute) => (Some(minute), 3),
        None => (None, 1),
    };
    match half_of_day(c, end) {
        Some((afternoon, length)) if hour <= 12 => Some((hour % 12 + if afternoon { 12 } else { 0 }, minute.unwrap_or(0), end + length)),
        // Without am or pm only a colon makes a time: "4.45" may be anything.
        _ if sign == ":" && hour < 24 && !(c.word(end) == ":" && c.glued(end)) => Some((hour, minute?, end)),
        _ => None,
    }
}

/// "am", "p.m.", "o'clock in the morning": whether it is the second half of the day, and the length.
fn half_of_day(c: Cursor<'_>, at: usize) -> Option<(bool, usize)> {
    match (c.word(at), c.word(at + 1), c.word(at + 2), c.word(at + 3)) {
        (half @ ("am" | "pm"), ..) => Some((half == "pm", 1)),
        (half @ ("a" | "p"), ".", "m", dot) => Some((half == "p", 3 + usize::from(dot == "."))),
        ("in", "the", part @ ("morning" | "afternoon" | "evening"), _) => Some((part != "morning", 3)),
        _ => None,
    }
}

/// "five o'clock", "ten to eight in the morning", "half past nine".
fn spoken(c: Cursor<'_>) -> Option<(u32, u32, usize)> {
    if c.word(1) == "o" && c.word(2) == "'" && c.word(3) == "clock" {
        let hour = c.count(0).filter(|h| *h <= 12)?;
        let (afternoon, length) = half_of_day(c, 4).unwrap_or((false, 0));
        return Some((hour % 12 + if afternoon { 12 } else { 0 }, 0, 4 + length));
    }
    let (past, sign) = match c.word(1) {
        "past" => (true, 1),
        "to" => (false, 1),
        _ => return None,
    };
    let minutes = match c.word(0) {
        "half" => 30,
        "quarter" => 15,
        word => small_number(word).filter(|m| m % 5 == 0 && *m < 30)?,
    };
    let hour = c.count(1 + sign).filter(|h| (1..=12).contains(h))?;
    let (afternoon, length) = half_of_day(c, 2 + sign)?;
    let hour = hour % 12 + if afternoon { 12 } else { 0 };
    let total = if past { hour * 60 + minutes } else { (hour * 60 + 24 * 60 - minutes) % (24 * 60) };
    Some((total / 60, total % 60, 2 + sign + length))
}

/// "midnight", "noon", where they stand for a time of day.
fn named(c: Cursor<'_>) -> Option<(u32, u32, usize)> {
    let led = matches!(c.back(1), "at" | "around" | "after" | "before" | "about" | "by");
    match c.word(0) {
        "midnight" if led => Some((0, 0, 1)),
        "noon" | "midday" if led => Some((12, 0, 1)),
        _ => None,
    }
}

/// The length of the zone words at `at`: "local time", "GMT", "Eastern", "Sanaa time (18:30 GMT)".
fn zone(c: Cursor<'_>, at: usize) -> usize {
    let length = match (c.word(at), c.word(at + 1), c.word(at + 2)) {
        ("local", "time", _) => 2,
        ("gmt" | "utc" | "est" | "edt" | "et" | "cet" | "cest" | "bst" | "pst" | "pdt" | "eastern" | "z", ..) => 1 + offset(c, at + 1),
        (_, "time", _) if c.capital(at) => 2,
        (_, _, "time") if c.capital(at) && c.capital(at + 1) => 3,
        _ => 0,
    };
    length + bracket(c, at + length)
}

/// "+3" after "GMT".
fn offset(c: Cursor<'_>, at: usize) -> usize {
    if matches!(c.word(at), "+" | "-") && c.glued(at) && c.figures(at + 1).is_some() { 2 } else { 0 }
}

/// "(18:30 GMT)" or "(GMT+3)" after a time.
fn bracket(c: Cursor<'_>, at: usize) -> usize {
    if c.word(at) != "(" {
        return 0;
    }
    let inner = c.skip(at + 1);
    let length = numeric(inner).map_or(0, |(.., l)| l);
    let zone = match inner.word(length) {
        "gmt" | "utc" | "est" | "edt" | "et" | "bst" | "cet" => 1 + offset(inner, length + 1),
        _ => 0,
    };
    if zone > 0 && inner.word(length + zone) == ")" { length + zone + 2 } else { 0 }
}
