//! The entries of a live blog: each is headed by its own day, which the date words under it count from.

use crate::model::{Kind, PartialDate, Reading, Span, Value, When};
use jiff::civil::Date;

/// More than so many words beside the date make a line more than a heading.
const SHORT: usize = 4;
/// A blog runs for so many days at most.
const RUN: i32 = 31;

/// Where each entry begins, and its day; empty where the article has fewer than two.
pub(super) fn of(reading: &Reading, published: Option<PartialDate>) -> Vec<(usize, Date)> {
    let Some(last) = published.map(PartialDate::last_day) else { return Vec::new() };
    let dates = reading.mentions.iter().filter(|m| m.kind == Kind::Date && heads(&reading.article.text, m.span));
    let mut found: Vec<(usize, Date)> = dates.filter_map(|m| Some((m.span.start, day(m.value.as_ref()?, last)?))).collect();
    found.sort_unstable();
    if found.len() < 2 { Vec::new() } else { found }
}

/// The day of the entry that `span` stands in, headings themselves left out.
pub(super) fn day_at(entries: &[(usize, Date)], span: Span) -> Option<Date> {
    let after = entries.partition_point(|(start, _)| *start < span.start);
    let heading = entries.iter().any(|(start, _)| *start == span.start);
    entries.get(after.checked_sub(1)?).filter(|_| !heading).map(|(_, day)| *day)
}

/// Whether hardly more than the date stands in its line.
fn heads(text: &str, span: Span) -> bool {
    let start = text.get(..span.start).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
    let end = text.get(span.end..).and_then(|t| t.find('\n')).map_or(text.len(), |i| span.end + i);
    let words = |part: Option<&str>| part.unwrap_or_default().split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
    words(text.get(start..span.start)) == 0 && words(text.get(span.end..end)) <= SHORT && !text.get(span.end..end).unwrap_or_default().trim_end().ends_with('.')
}

/// The day that a heading names, in the month before publication.
fn day(value: &Value, last: Date) -> Option<Date> {
    let Value::When { when, .. } = value else { return None };
    let day = match when {
        When::MonthDay { month, day } => {
            Date::new(last.year(), *month, *day).ok().filter(|d| *d <= last).or_else(|| Date::new(last.year() - 1, *month, *day).ok())
        }
        When::Calendar { date } => date.to_day(),
        _ => None,
    }?;
    (day <= last && (last - day).get_days() <= RUN).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_words_of_an_entry_count_from_its_own_day() {
        let day = |d| Date::new(2024, 5, d).unwrap();
        let entries = vec![(10, day(9)), (100, day(7))];
        let at = |start| day_at(&entries, Span::new(start, start + 5));
        assert_eq!([at(2), at(10), at(50), at(120)], [None, None, Some(day(9)), Some(day(7))]);
        assert!(heads("Live\n9 May, 10:20 GMT\nShells fell.", Span::new(5, 10)));
        assert!(!heads("Live\n9 May was the day on which the town fell.", Span::new(5, 10)));
    }
}
