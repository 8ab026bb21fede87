//! Dates in the forms that bylines, date lines and metadata use.

use super::boilerplate::expression;
use crate::model::{PartialDate, Span};
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// News on the web does not begin earlier; a date before is a default of some program.
const FIRST_YEAR: i16 = 1990;
/// Nor can an article be from a year that is far ahead.
const LAST_YEAR: i16 = 2099;

const MONTH: &str =
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?";

struct Forms {
    iso: Option<Regex>,
    compact: Option<Regex>,
    day_month: Option<Regex>,
    month_day: Option<Regex>,
    dotted: Option<Regex>,
    slashed: Option<Regex>,
    path: Option<Regex>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms {
    iso: expression(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\b|T)"),
    compact: expression(r"^\s*(\d{4})(\d{2})(\d{2})(?:T|\b|\d{6}\b)"),
    day_month: expression(&format!(r"\b(\d{{1,2}})(?i:st|nd|rd|th)?(?:\s+of)?[\s-]+({MONTH}),?[\s-]+(\d{{4}})\b")),
    month_day: expression(&format!(r"\b({MONTH})\s+(\d{{1,2}})(?i:st|nd|rd|th)?,?\s+(\d{{4}})\b")),
    dotted: expression(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b"),
    slashed: expression(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b"),
    path: expression(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|_|$)"),
});

/// A date and the words that state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FoundDate {
    /// The day.
    pub date: Date,
    /// The words, within the text that was searched.
    pub span: Span,
}

/// The month that a name or its abbreviation stands for.
pub(super) fn month(name: &str) -> Option<i8> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = name.get(..3)?.to_lowercase();
    NAMES.iter().position(|n| *n == start).map(|i| i as i8 + 1)
}

/// A real day in a year in which articles appear on the web.
fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|d| (FIRST_YEAR..=LAST_YEAR).contains(&d.year()))
}

fn number<T: std::str::FromStr>(captures: &Captures<'_>, group: usize) -> Option<T> {
    captures.get(group)?.as_str().parse().ok()
}

fn named(captures: &Captures<'_>, month_group: usize, day_group: usize) -> Option<Date> {
    day(number(captures, 3)?, month(captures.get(month_group)?.as_str())?, number(captures, day_group)?)
}

/// 13/01 and 01/13 leave no choice, nor does 02/02; 03/04 may be either and is no date to rely on.
fn either_order(captures: &Captures<'_>) -> Option<Date> {
    let (first, second, year): (i8, i8, i16) = (number(captures, 1)?, number(captures, 2)?, number(captures, 3)?);
    match (first > 12, second > 12) {
        (true, _) => day(year, second, first),
        (_, true) => day(year, first, second),
        _ if first == second => day(year, first, second),
        _ => None,
    }
}

/// How the groups of one form make a day.
type Reader<'a> = &'a dyn Fn(&Captures<'_>) -> Option<Date>;

/// The first whole date in `text`, whatever form it has.
pub(super) fn find(text: &str) -> Option<FoundDate> {
    let forms = &*FORMS;
    let year_first = |c: &Captures<'_>| day(number(c, 1)?, number(c, 2)?, number(c, 3)?);
    let readings: [(&Option<Regex>, Reader<'_>); 5] = [
        (&forms.iso, &year_first),
        (&forms.day_month, &|c| named(c, 2, 1)),
        (&forms.month_day, &|c| named(c, 1, 2)),
        (&forms.dotted, &|c| day(number(c, 3)?, number(c, 2)?, number(c, 1)?)),
        (&forms.slashed, &either_order),
    ];
    let found = readings.into_iter().flat_map(|(regex, read)| {
        let captures = regex.iter().flat_map(|r| r.captures_iter(text));
        captures.filter_map(move |c| Some(FoundDate { date: read(&c)?, span: c.get(0).map(|m| Span::new(m.start(), m.end()))? }))
    });
    found.min_by_key(|f| f.span.start)
}

/// The local calendar day of a date in metadata: the day that is written, whatever the offset behind it.
pub(super) fn of_metadata(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let compact = || FORMS.compact.as_ref()?.captures(text).and_then(|c| day(number(&c, 1)?, number(&c, 2)?, number(&c, 3)?));
    find(text).map(|f| f.date).or_else(compact).or_else(|| of_seconds(text)).map(PartialDate::day)
}

/// Seconds or milliseconds since 1970, as some pages write.
fn of_seconds(text: &str) -> Option<Date> {
    let number: i64 = text.parse().ok().filter(|_| matches!(text.len(), 10 | 13))?;
    let seconds = if text.len() == 13 { number / 1000 } else { number };
    let date = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date();
    day(date.year(), date.month(), date.day())
}

/// The day in an address such as `/2024/01/04/`.
pub(super) fn of_address(url: &str) -> Option<PartialDate> {
    let captures = FORMS.path.as_ref()?.captures(url)?;
    day(number(&captures, 1)?, number(&captures, 2)?, number(&captures, 3)?).map(PartialDate::day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_forms_are_read() {
        for text in [
            "Thursday, 04 January 2024 07:15 AM EST",
            "date 2024-01-04",
            "Jan. 4, 2024 / 4:32 PM ET",
            "(Thursday, January 4, 2024)",
            "4 January 2024 • 1:15pm",
            "Thu 4th of Jan, 2024",
            "JANUARY 4TH, 2024",
            "04.01.2024 | Kyiv",
            "2024/01/04",
            "4-Jan-2024",
        ] {
            assert_eq!(find(text).map(|f| f.date.to_string()).as_deref(), Some("2024-01-04"), "{text}");
        }
    }

    #[test]
    fn what_may_be_two_days_or_none_is_no_date() {
        for text in ["03/04/2024", "2024-02-30", "0001-01-01", "1 January 1970", "5 May 3024", "January 2024", "On 4 January it rained", "12.2024"] {
            assert_eq!(find(text), None, "{text}");
        }
        assert_eq!(find("13/04/2024").map(|f| f.date.to_string()).as_deref(), Some("2024-04-13"));
        assert_eq!(find("04/13/2024").map(|f| f.date.to_string()).as_deref(), Some("2024-04-13"));
    }

    #[test]
    fn metadata_keep_the_local_day() {
        for (text, day) in [
            ("2024-01-29T22:05:00-05:00", Some("2024-01-29")),
            ("2024-01-06T14:40:00Z", Some("2024-01-06")),
            ("20240106", Some("2024-01-06")),
            ("20240106143000", Some("2024-01-06")),
            ("Mon, 29 Jan 2024 22:05:00 GMT", Some("2024-01-29")),
            ("1704326400", Some("2024-01-04")),
            ("1704326400000", Some("2024-01-04")),
            ("0001-01-01T00:00:00", None),
            ("yesterday", None),
        ] {
            assert_eq!(of_metadata(text).map(|d| d.to_string()).as_deref(), day, "{text}");
        }
        assert_eq!(of_address("https://example.org/2024/01/04/strike").map(|d| d.to_string()).as_deref(), Some("2024-01-04"));
    }
}
