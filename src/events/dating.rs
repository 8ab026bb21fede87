//! Date words to calendar days, by rules D1 to D6.

use super::timeline::{self, Timeline};
use super::{anchors, entries};
use crate::model::{Basis, DatePrecision, EventDate, PartialDate, Reading, Reason, Season, Span, Tally, Unit, When, Which};
use jiff::ToSpan;
use jiff::civil::Date;

/// What relative date words count from.
#[derive(Clone, Copy, Debug)]
pub struct Reference<'a> {
    /// When the article was published, as far as it is known.
    pub published: PartialDate,
    /// Whether that was inferred.
    pub inferred: bool,
    /// The article's path, for the reasons.
    pub path: &'a str,
    /// The date words.
    pub span: Option<Span>,
    /// The day of the other event, where the words count from one (rule D6).
    pub anchor: Option<Date>,
    /// The date that the text told of before, where the words count from that.
    pub told: Option<PartialDate>,
}

impl<'a> Reference<'a> {
    /// A reference to a publication date alone.
    pub fn published(published: PartialDate, path: &'a str) -> Self {
        Self { published, inferred: false, path, span: None, anchor: None, told: None }
    }

    fn at(self, day: Date) -> Self {
        Self { published: PartialDate::day(day), ..self }
    }

    /// The last day that publication may fall on.
    fn last(&self) -> Date {
        self.published.last_day()
    }

    fn day(&self) -> Option<Date> {
        self.published.to_day()
    }

    fn reason(&self, text: String) -> Reason {
        match self.span {
            Some(span) => Reason::at(text, self.path, span),
            None => Reason { text, article: Some(self.path.to_owned()), span: None },
        }
    }
}

/// First and last day with how finely they are known, and the step that led there.
struct Days {
    start: PartialDate,
    end: PartialDate,
    precision: DatePrecision,
    step: String,
}

impl Days {
    fn at(date: PartialDate, step: impl Into<String>) -> Self {
        let EventDate { start, end, precision, .. } = EventDate::at(date, Vec::new());
        Self { start, end, precision, step: step.into() }
    }

    fn span(start: Date, end: Date, precision: DatePrecision, step: impl Into<String>) -> Self {
        Self { start: PartialDate::day(start), end: PartialDate::day(end), precision, step: step.into() }
    }
}

/// The calendar days that `when` comes to; `None` where the reference does not settle them.
pub fn resolve(when: &When, reference: &Reference<'_>) -> Option<EventDate> {
    let days = days(when, reference)?;
    let mut reasons = Vec::new();
    if !matches!(when, When::Calendar { .. } | When::AfterEvent { .. } | When::Then { .. }) {
        let how = if reference.inferred { "inferred publication date" } else { "publication date" };
        reasons.push(Reason { text: format!("{how}: {}", reference.published), article: Some(reference.path.to_owned()), span: None });
    }
    reasons.push(reference.reason(days.step));
    Some(EventDate { start: days.start, end: days.end, precision: days.precision, reasons })
}

fn days(when: &When, reference: &Reference<'_>) -> Option<Days> {
    match when {
        When::Calendar { date } => Some(Days::at(*date, format!("the words give {date}"))),
        When::MonthDay { month, day } => month_day(*month, *day, reference),
        When::MonthOnly { month, which } => month_only(*month, *which, reference),
        When::Weekday { weekday, which } => weekday_of(*weekday, *which, reference),
        When::Ago { count, unit } => ago(*count, *unit, reference),
        When::Range { from, to } => range(from, to, reference),
        When::Within { part, whole } => within(part, whole, reference),
        When::AfterEvent { days } => {
            let date = reference.anchor?.checked_add((*days)?.days()).ok()?;
            Some(Days::at(PartialDate::day(date), format!("counted from the other event: {date}")))
        }
        When::Then { count, unit } => then(*count, *unit, reference.told?),
        When::Season { season, year, which } => season_of(*season, *year, *which, reference),
        When::Years { first, count } => {
            let (from, to) = (PartialDate::year(*first), PartialDate::year(first + count - 1));
            Some(Days { start: from, end: to, precision: DatePrecision::Range, step: format!("the years from {from} to {to}") })
        }
        When::Lasting { .. } | When::Vague { .. } | When::Clock => None,
    }
}

/// So many units after the date that was told before, as finely as the unit allows.
fn then(count: i32, unit: Unit, told: PartialDate) -> Option<Days> {
    let step = format!("counted from {told}, which the text tells of before");
    let shifted = match unit {
        Unit::Day => told.to_day()?.checked_add(count.days()).ok()?,
        Unit::Week => told.to_day()?.checked_add(count.weeks()).ok()?,
        Unit::Month => told.month.and(Some(told.first_day().first_of_month()))?.checked_add(count.months()).ok()?,
        Unit::Year => told.first_day().first_of_year().checked_add(count.years()).ok()?,
    };
    Some(match unit {
        Unit::Day | Unit::Week => Days::at(PartialDate::day(shifted), step),
        Unit::Month => Days::at(PartialDate::month(shifted.year(), shifted.month()), step),
        Unit::Year => Days::at(PartialDate::year(shifted.year()), step),
    })
}

/// The latest such season that has begun, or the one of the year that is named.
fn season_of(season: Season, year: Option<i16>, which: Which, reference: &Reference<'_>) -> Option<Days> {
    let begun = || season.first_month() <= reference.published.month.unwrap_or(12);
    let year = match (year, which) {
        (Some(year), _) => year,
        (None, Which::Next) => reference.published.year + i16::from(begun()),
        (None, Which::This) => reference.published.year,
        (None, Which::Last) if reference.published.month.is_some_and(|m| m >= season.first_month() + 3) => reference.published.year,
        (None, Which::Plain) if begun() => reference.published.year,
        (None, Which::Last | Which::Plain) => reference.published.year - 1,
    };
    let first = Date::new(year, season.first_month(), 1).ok()?;
    let last = first.checked_add(2.months()).ok()?;
    let (from, to) = (PartialDate::month(year, first.month()), PartialDate::month(last.year(), last.month()));
    Some(Days { start: from, end: to, precision: DatePrecision::Range, step: format!("the season from {from} to {to}") })
}

/// The latest such day not after publication.
fn month_day(month: i8, day: i8, reference: &Reference<'_>) -> Option<Days> {
    let last = reference.last();
    let date = (0..5).filter_map(|back| Date::new(last.year() - back, month, day).ok()).find(|d| *d <= last)?;
    Some(Days::at(PartialDate::day(date), format!("the latest such day not after publication: {date}")))
}

fn month_only(month: i8, which: Which, reference: &Reference<'_>) -> Option<Days> {
    let last = reference.last();
    let year = match which {
        Which::Plain if month <= last.month() => last.year(),
        Which::Last if month < last.month() => last.year(),
        Which::Next if month <= last.month() => last.year() + 1,
        Which::Next | Which::This => last.year(),
        Which::Plain | Which::Last => last.year() - 1,
    };
    reference.published.month.or_else(|| (which == Which::Plain).then_some(12))?;
    let date = PartialDate::month(year, month);
    Some(Days::at(date, format!("the latest such month not after publication: {date}")))
}

/// Rule D2.
fn weekday_of(weekday: i8, which: Which, reference: &Reference<'_>) -> Option<Days> {
    let published = reference.day()?;
    let back = i32::from((published.weekday().to_monday_zero_offset() - weekday).rem_euclid(7));
    let (back, step) = match which {
        Which::Plain | Which::This => (back, "the latest such weekday not after publication"),
        Which::Last if back == 0 => (7, "the weekday within the seven days before publication"),
        Which::Last => (back, "the weekday within the seven days before publication"),
        Which::Next if back == 0 => (-7, "the next such weekday"),
        Which::Next => (back - 7, "the next such weekday"),
    };
    let date = published.checked_sub(back.days()).ok()?;
    Some(Days::at(PartialDate::day(date), format!("{step}: {date}")))
}

fn ago(count: i32, unit: Unit, reference: &Reference<'_>) -> Option<Days> {
    let step = format!("{count} {} before publication", unit_name(unit));
    match unit {
        Unit::Day => Some(Days::at(PartialDate::day(reference.day()?.checked_sub(count.days()).ok()?), step)),
        Unit::Week => {
            let published = reference.day()?;
            let monday = published.checked_sub(i32::from(published.weekday().to_monday_zero_offset()).days()).ok()?.checked_sub(count.weeks()).ok()?;
            let sunday = monday.checked_add(6.days()).ok()?;
            Some(Days::span(monday, if count == 0 { published } else { sunday }, DatePrecision::Week, step))
        }
        Unit::Month => {
            reference.published.month?;
            let then = reference.published.first_day().first_of_month().checked_sub(count.months()).ok()?;
            Some(Days::at(PartialDate::month(then.year(), then.month()), step))
        }
        Unit::Year => Some(Days::at(PartialDate::year(reference.published.year - i16::try_from(count).ok()?), step)),
    }
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "days",
        Unit::Week => "weeks",
        Unit::Month => "months",
        Unit::Year => "years",
    }
}

/// The end first; the beginning is the latest such day before it.
fn range(from: &When, to: &When, reference: &Reference<'_>) -> Option<Days> {
    let to = days(to, reference)?;
    let floats = matches!(from, When::Weekday { .. } | When::MonthDay { .. } | When::MonthOnly { .. });
    let from = if floats { days(from, &reference.at(to.end.last_day()))? } else { days(from, reference)? };
    (from.start.first_day() <= to.end.last_day()).then(|| Days {
        start: from.start,
        end: to.end,
        precision: DatePrecision::Range,
        step: format!("from {} to {}", from.start, to.end),
    })
}

/// The finer words, read as of the end of the coarser.
fn within(part: &When, whole: &When, reference: &Reference<'_>) -> Option<Days> {
    let whole = days(whole, reference)?;
    let part = days(part, &reference.at(whole.end.last_day()))?;
    (part.start.first_day() >= whole.start.first_day()).then_some(part)
}

/// Fills the days of date mentions, reports and tallies of every article whose publication date is known.
pub fn resolve_all(readings: &mut [Reading]) {
    readings.iter_mut().for_each(resolve_reading);
}

/// Fills the days of one article; words that give a full date need no publication date.
pub fn resolve_reading(reading: &mut Reading) {
    let path = reading.article.path.clone();
    let known = reading.article.published.as_ref();
    let published = known.map(|p| p.value);
    let inferred = known.is_some_and(|p| p.basis == Basis::Inferred);
    let entries = entries::of(reading, published);
    let date_of = |when: &When, span: Option<Span>| {
        // What an entry of a live blog calls today is its own day.
        let written = span.and_then(|s| entries::day_at(&entries, s)).map(PartialDate::day).or(published);
        let reference = Reference { published: written.unwrap_or(PartialDate::year(0)), inferred, path: &path, span, anchor: None, told: None };
        (published.is_some() || is_absolute(when)).then(|| resolve(when, &reference)).flatten()
    };
    let mut timeline = Timeline::of(reading, published);
    timeline::resolve(reading, &mut timeline, &date_of);
    for report in &mut reading.reports {
        let told = report.when_span.and_then(|span| timeline.date(span));
        report.fields.date = told.or_else(|| report.when.as_ref().and_then(|when| date_of(when, report.when_span)));
    }
    for tally in &mut reading.tallies {
        resolve_tally(tally, published, &date_of);
    }
    anchors::resolve(reading);
}

/// Whether the words alone give a date.
fn is_absolute(when: &When) -> bool {
    match when {
        When::Calendar { .. } | When::Season { year: Some(_), .. } | When::Years { .. } => true,
        When::Range { from, to } => is_absolute(from) && is_absolute(to),
        _ => false,
    }
}

fn resolve_tally(tally: &mut Tally, published: Option<PartialDate>, date_of: &impl Fn(&When, Option<Span>) -> Option<EventDate>) {
    let span = Some(tally.span);
    tally.since = tally.since_when.as_ref().and_then(|w| date_of(w, span)).map(|d| d.start);
    tally.as_of = tally.as_of_when.as_ref().and_then(|w| date_of(w, span)).map(|d| d.end).or(published);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(published: &str, when: &When, anchor: Option<&str>) -> Option<String> {
        let anchor = anchor.and_then(|a| a.parse().ok());
        let reference = Reference { anchor, ..Reference::published(published.parse().unwrap(), "a.txt") };
        resolve(when, &reference).map(|d| if d.start == d.end { d.start.to_string() } else { format!("{}/{}", d.start, d.end) })
    }

    #[test]
    fn words_come_to_days_by_the_rules() {
        let weekday = |weekday, which| When::Weekday { weekday, which };
        let day = |month, day| When::MonthDay { month, day };
        let ago = |count, unit| When::Ago { count, unit };
        let table: &[(&str, When, Option<&str>)] = &[
            ("2024-01-04", weekday(3, Which::Plain), Some("2024-01-04")),
            ("2024-01-04", weekday(4, Which::Plain), Some("2023-12-29")),
            ("2024-02-07", weekday(4, Which::Last), Some("2024-02-02")),
            ("2024-02-02", weekday(4, Which::Last), Some("2024-01-26")),
            ("2024-01-04", day(10, 7), Some("2023-10-07")),
            ("2024-01-04", day(1, 4), Some("2024-01-04")),
            ("2024-01", weekday(4, Which::Plain), None),
            ("2024-01", day(10, 7), Some("2023-10-07")),
            ("2024-01-04", When::MonthOnly { month: 10, which: Which::Plain }, Some("2023-10")),
            ("2024-11-04", When::MonthOnly { month: 11, which: Which::Last }, Some("2023-11")),
            ("2024-01-04", ago(1, Unit::Month), Some("2023-12")),
            ("2024-01-01", ago(1, Unit::Day), Some("2023-12-31")),
            ("2024-02-07", ago(1, Unit::Week), Some("2024-01-29/2024-02-04")),
            ("2024-07-10", When::Within { part: Box::new(day(12, 29)), whole: Box::new(ago(1, Unit::Year)) }, Some("2023-12-29")),
            ("2024-07-10", When::Within { part: Box::new(day(3, 1)), whole: Box::new(ago(1, Unit::Year)) }, Some("2023-03-01")),
            ("2024-01-06", When::Range { from: Box::new(weekday(5, Which::Plain)), to: Box::new(weekday(6, Which::Plain)) }, Some("2023-12-30/2023-12-31")),
            ("2024-01-06", When::AfterEvent { days: None }, None),
            ("2024-01-06", When::Clock, None),
        ];
        for (published, when, want) in table {
            assert_eq!(on(published, when, None).as_deref(), *want, "{when:?} published {published}");
        }
        assert_eq!(on("2024-01-06", &When::AfterEvent { days: Some(1) }, Some("2024-01-03")).as_deref(), Some("2024-01-04"));
    }

    #[test]
    fn every_relative_date_says_what_it_counts_from() {
        let reference = Reference::published("2024-01-04".parse().unwrap(), "a.txt");
        let date = resolve(&When::Weekday { weekday: 2, which: Which::Plain }, &reference).unwrap();
        assert_eq!(date.reasons.len(), 2);
        assert!(date.reasons[0].text.contains("2024-01-04"));
    }
}
