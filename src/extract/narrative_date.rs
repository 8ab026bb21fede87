//! Dates of a story: parts of a month or year ("the end of 1941"), and words that count from the date told before ("the following month").

use super::date::{Cursor, Piece};
use super::relative_date::unit;
use super::{absolute_date, period};
use crate::model::{Unit, When};

/// "the end of March", "early 1941", "the middle of the year", "late in 2008".
pub(super) fn staged(c: Cursor<'_>) -> Option<Piece> {
    let lead = stage(c)?;
    let inner = c.skip(lead);
    let year = || inner.year(0).map(|year| Piece::new(1, When::Calendar { date: crate::model::PartialDate::year(year) }));
    let named = absolute_date::month_year(inner).or_else(year).or_else(|| period::season(inner)).or_else(|| period::years_bc(inner)).or_else(|| whole(inner));
    named.map(|piece| Piece { length: lead + piece.length, ..piece })
}

/// The length of the words that say which part is meant.
fn stage(c: Cursor<'_>) -> Option<usize> {
    let the = usize::from(c.word(0) == "the");
    let part = matches!(c.word(the), "end" | "beginning" | "start" | "middle" | "close" | "turn" | "rest" | "remainder" | "outset") && c.word(the + 1) == "of";
    let half = matches!(c.word(the), "latter" | "early" | "first" | "second" | "last" | "later" | "final" | "closing" | "opening")
        && matches!(c.word(the + 1), "half" | "part" | "months" | "week" | "weeks" | "days")
        && c.word(the + 2) == "of";
    match () {
        () if part => Some(the + 2),
        () if half => Some(the + 3),
        () if matches!(c.word(0), "early" | "late" | "later" | "earlier" | "sometime") && c.word(1) == "in" => Some(2),
        () if matches!(c.word(0), "mid" | "early" | "late") && c.word(1) == "-" => Some(2),
        () if matches!(c.word(0), "mid" | "early" | "late") => Some(1),
        () => None,
    }
}

/// "the month", "the year" after "the end of".
fn whole(c: Cursor<'_>) -> Option<Piece> {
    let (length, count) = match c.word(0) {
        "the" | "that" => (1, 0),
        _ => return None,
    };
    let unit = unit(c.word(length)).filter(|u| matches!(u, Unit::Month | Unit::Year) && !c.word(length).ends_with('s'))?;
    Some(Piece::new(length + 1, When::Then { count, unit }))
}

/// "the following month", "the next year", "the previous week".
pub(super) fn then(c: Cursor<'_>) -> Option<Piece> {
    let count = match (c.word(0), c.word(1)) {
        ("the", "next" | "following" | "subsequent") => 1,
        ("the", "previous" | "preceding" | "prior") => -1,
        _ => return None,
    };
    let unit = unit(c.word(2)).filter(|u| *u != Unit::Day && !c.word(2).ends_with('s'))?;
    Some(Piece::new(3, When::Then { count, unit }))
}

/// "that year", "the same month", "later that year", "earlier in the month".
pub(super) fn same(c: Cursor<'_>) -> Option<Piece> {
    let lead = match (c.word(0), c.word(1)) {
        ("later" | "earlier" | "late" | "early", "in") => 2,
        ("later" | "earlier" | "late" | "early", _) => 1,
        _ => 0,
    };
    let which = match (c.word(lead), c.word(lead + 1)) {
        ("that" | "the", "same") => 2,
        ("that", _) => 1,
        ("the", _) if lead == 2 => 1,
        _ => return None,
    };
    let unit = unit(c.word(lead + which)).filter(|u| matches!(u, Unit::Month | Unit::Year | Unit::Week) && !c.word(lead + which).ends_with('s'))?;
    Some(Piece::new(lead + which + 1, When::Then { count: 0, unit }))
}

#[cfg(test)]
mod tests {
    use crate::extract::date::scan;
    use crate::model::{PartialDate, Unit, When, Which};

    #[test]
    fn parts_of_a_time_and_words_that_count_from_the_one_before() {
        let year = |y| When::Calendar { date: PartialDate::year(y) };
        let then = |count, unit| When::Then { count, unit };
        let table = [
            ("They fled at the end of March.", "the end of March", When::MonthOnly { month: 3, which: Which::Plain }),
            ("It broke out in early 1941.", "early 1941", year(1941)),
            ("In the last week of March they fled.", "the last week of March", When::MonthOnly { month: 3, which: Which::Plain }),
            ("Late in 2008 they came back.", "Late in 2008", year(2008)),
            ("By the end of the year they had left.", "the end of the year", then(0, Unit::Year)),
            ("The following month it fell.", "The following month", then(1, Unit::Month)),
            ("They met again later that year.", "later that year", then(0, Unit::Year)),
            ("It was rebuilt two years later.", "two years later", then(2, Unit::Year)),
        ];
        for (text, words, want) in table {
            let found: Vec<_> = scan(text).into_iter().map(|d| (d.span.of(text), d.when)).collect();
            assert_eq!(found, [(words, want)], "{text}");
        }
    }
}
