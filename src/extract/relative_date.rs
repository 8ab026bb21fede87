//! Date words that count from publication ("two days ago", "last month") or from another event ("a day after").

use super::absolute_date::part_of_day;
use super::date::{Cursor, Piece};
use crate::model::{Unit, When};

pub(super) fn unit(word: &str) -> Option<Unit> {
    match word {
        "day" | "days" => Some(Unit::Day),
        "week" | "weeks" => Some(Unit::Week),
        "month" | "months" => Some(Unit::Month),
        "year" | "years" => Some(Unit::Year),
        _ => None,
    }
}

/// A number of units and its length: "two", "a", "a couple of".
pub(super) fn amount(c: Cursor<'_>) -> Option<(u32, usize)> {
    match (c.word(0), c.word(1), c.word(2)) {
        ("a", "couple", "of") => Some((2, 3)),
        ("a" | "an", ..) => Some((1, 1)),
        _ => c.count(0).filter(|n| *n > 0).map(|n| (n, 1)),
    }
}

/// "yesterday", "today", "tonight", "two days ago", "overnight".
pub(super) fn ago(c: Cursor<'_>) -> Option<Piece> {
    let fixed = |length: usize, count: i32| Some(Piece::new(length + part_of_day(c, length), When::Ago { count, unit: Unit::Day }));
    match (c.word(0), c.word(1)) {
        ("yesterday", _) => return fixed(1, 1),
        ("today" | "tonight", _) => return fixed(1, 0),
        ("tomorrow", _) => return fixed(1, -1),
        ("overnight", _) => return Some(Piece::new(1, night())),
        ("last", "night") => return fixed(2, 1),
        ("this", "morning" | "afternoon" | "evening") => return fixed(2, 0),
        _ => {}
    }
    let (count, length) = amount(c)?;
    let unit = unit(c.word(length))?;
    (c.word(length + 1) == "ago").then(|| Piece::new(length + 2, When::Ago { count: count as i32, unit }))
}

/// The night before publication belongs to either day.
fn night() -> When {
    let day = |count| Box::new(When::Ago { count, unit: Unit::Day });
    When::Range { from: day(1), to: day(0) }
}

/// "last month", "earlier this week", "this year", "last week's", "the past week".
pub(super) fn named_unit(c: Cursor<'_>) -> Option<Piece> {
    let lead = usize::from(matches!(c.word(0), "earlier" | "later" | "late" | "early"));
    let count = match c.word(lead) {
        // "The last week of August" is a week of August.
        "last" | "next" if c.back(1) == "the" && c.word(lead + 2) == "of" => return None,
        "last" => 1,
        "this" => 0,
        "next" => -1,
        "previous" if c.back(1) == "the" => return None,
        _ => return None,
    };
    let unit = unit(c.word(lead + 1)).filter(|u| *u != Unit::Day && !c.word(lead + 1).ends_with('s'))?;
    Some(Piece::new(lead + 2, When::Ago { count, unit }))
}

/// "a day after", "six days before", "two days earlier", "days after", "hours later", "the next day".
pub(super) fn after_event(c: Cursor<'_>) -> Option<Piece> {
    let piece = |length: usize, days: Option<i32>| Some(Piece::new(length, When::AfterEvent { days }));
    match (c.word(0), c.word(1), c.word(2)) {
        ("the", "next" | "following", "day" | "morning" | "night") | ("the", "day", "following" | "after") => return piece(3, Some(1)),
        ("the", "previous", "day" | "night") | ("the", "night" | "day", "before") => return piece(3, Some(-1)),
        _ => {}
    }
    let (count, length) = match amount(c) {
        Some((count, length)) => (Some(count), length),
        None => match c.word(0) {
            "several" | "few" => (None, 1),
            "days" | "weeks" | "months" | "hours" | "minutes" | "moments" if c.back(1) != "of" && c.count_before().is_none() => (None, 0),
            _ => return None,
        },
    };
    let word = c.word(length);
    let direction = direction(c, length + 1)?;
    let days = match word {
        "minutes" | "minute" | "moments" => Some(0),
        "hours" | "hour" => count.filter(|n| *n <= 6).map(|_| 0),
        word => match (unit(word)?, count) {
            (Unit::Day, Some(n)) => Some(n as i32 * direction),
            (Unit::Week, Some(n)) => Some(n as i32 * 7 * direction),
            (unit @ (Unit::Month | Unit::Year), Some(n)) => return Some(Piece::new(length + 2, When::Then { count: n as i32 * direction, unit })),
            _ => None,
        },
    };
    piece(length + 2, days)
}

/// Whether the word at `at` looks after (1) or before (-1) another event.
pub(super) fn direction(c: Cursor<'_>, at: usize) -> Option<i32> {
    match c.word(at) {
        "after" | "later" => Some(1),
        "before" | "earlier" => Some(-1),
        _ => None,
    }
}

impl Cursor<'_> {
    fn count_before(&self) -> Option<u32> {
        crate::extract::calendar::small_number(self.back(1)).or_else(|| self.back(1).parse().ok())
    }
}

/// "that day", "the same day", "that morning", "on the same evening", "earlier in the day".
pub(super) fn same_day(c: Cursor<'_>) -> Option<Piece> {
    let day = |at: usize| matches!(c.word(at), "day" | "morning" | "afternoon" | "evening" | "night");
    let length = match (c.word(0), c.word(1), c.word(2)) {
        ("the" | "that", "same", _) | ("earlier" | "later", "that", _) if day(2) => 3,
        ("that", ..) if day(1) => 2,
        ("earlier" | "later", "in", "the") | ("earlier" | "later", "that" | "the", "same") if day(3) => 4,
        _ => return None,
    };
    Some(Piece::new(length, When::AfterEvent { days: Some(0) }))
}

/// "the weekend", "over the weekend", "last weekend".
pub(super) fn weekend(c: Cursor<'_>) -> Option<Piece> {
    let length = match (c.word(0), c.word(1)) {
        ("the" | "last" | "this", "weekend") => 2,
        _ => return None,
    };
    let day = |weekday| Box::new(When::Weekday { weekday, which: crate::model::Which::Plain });
    Some(Piece::new(length, When::Range { from: day(5), to: day(6) }))
}

#[cfg(test)]
mod tests {
    use crate::extract::date::scan;
    use crate::model::{Unit, When};

    #[test]
    fn relative_words_count_from_publication_or_from_an_event() {
        let ago = |count, unit| When::Ago { count, unit };
        let after = |days| When::AfterEvent { days };
        let table = [
            ("It fell yesterday morning.", ago(1, Unit::Day)),
            ("They left two days ago.", ago(2, Unit::Day)),
            ("It came earlier this week.", ago(0, Unit::Week)),
            ("The raid of last month failed.", ago(1, Unit::Month)),
            ("It followed last week's strike.", ago(1, Unit::Week)),
            ("It comes a day after a blast.", after(Some(1))),
            ("It came six days after the raid.", after(Some(6))),
            ("A day earlier they had met.", after(Some(-1))),
            ("It came days after the raid.", after(None)),
            ("Minutes after that attack they fled.", after(Some(0))),
            ("On the same morning others fled.", after(Some(0))),
            ("Earlier in the day five died.", after(Some(0))),
        ];
        for (text, want) in table {
            assert_eq!(scan(text).into_iter().map(|d| d.when).collect::<Vec<_>>(), [want], "{text}");
        }
    }
}
