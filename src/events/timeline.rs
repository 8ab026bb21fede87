//! The thread of dates in a text: what "that year" counts from, and in a story of the past the year of "in March".

use super::dating::{Reference, resolve as calendar};
use crate::model::{DatePrecision, EventDate, Kind, PartialDate, Reading, Span, Value, When, Which};
use std::collections::BTreeMap;

/// The dates of a story, by the spans of their words; empty for news of the day, where words count from publication.
#[derive(Debug, Default)]
pub(super) struct Timeline {
    dates: BTreeMap<Span, EventDate>,
    /// Whether the text tells of a past that lies well before its publication.
    story: bool,
}

/// Years before publication from which on a year is past history.
const LONG_AGO: i16 = 2;
/// Stated years that make a story.
const ENOUGH: usize = 4;
/// A year so far from the thread is an aside until the next one stands by it.
const ASIDE: i16 = 15;

impl Timeline {
    /// Reads the thread of dates.
    pub(super) fn of(reading: &Reading, published: Option<PartialDate>) -> Self {
        let words = words(reading);
        let mut timeline = Self { dates: BTreeMap::new(), story: is_story(&words, published) };
        let Some(start) = timeline.story.then(|| words.iter().find_map(|(_, w)| stated(w))).flatten() else { return timeline };
        let mut told = PartialDate::year(start.year);
        let mut aside = None;
        for (span, when) in &words {
            if let Some(date) = tell(when, told, &reading.article.path, *span) {
                let further = next(&date, told, when);
                let far = |year: i16| (year - further.year).abs() > ASIDE;
                if !far(told.year) || aside.is_some_and(|year| !far(year)) {
                    told = further;
                    aside = None;
                } else {
                    aside = Some(further.year);
                }
                timeline.dates.insert(*span, date);
            }
        }
        timeline
    }

    /// The date of the words at `span`, where the text is a story.
    pub(super) fn date(&self, span: Span) -> Option<EventDate> {
        self.dates.get(&span).cloned()
    }
}

/// The date words of an article, in order.
fn words(reading: &Reading) -> Vec<(Span, &When)> {
    let of = |m: &'_ crate::model::Mention| m.kind == Kind::Date;
    let mut all: Vec<_> = reading.mentions.iter().filter(|m| of(m)).filter_map(|m| Some((m.span, says(m.value.as_ref()?)?))).collect();
    all.sort_by_key(|(span, _)| *span);
    all
}

fn says(value: &Value) -> Option<&When> {
    match value {
        Value::When { when, .. } => Some(when),
        _ => None,
    }
}

/// The date that words state with its year.
fn stated(when: &When) -> Option<PartialDate> {
    match when {
        When::Calendar { date } => Some(*date),
        When::Season { year: Some(year), .. } => Some(PartialDate::year(*year)),
        When::Range { from, to } => stated(to).or_else(|| stated(from)),
        _ => None,
    }
}

/// Whether most of the dates lie long before publication, or the text has no publication date and tells of years.
fn is_story(words: &[(Span, &When)], published: Option<PartialDate>) -> bool {
    let years: Vec<i16> = words.iter().filter_map(|(_, w)| stated(w)).map(|d| d.year).collect();
    let Some(published) = published else { return false };
    let old = years.iter().filter(|y| **y + LONG_AGO <= published.year).count();
    let fresh = words.iter().filter(|(_, w)| matches!(w, When::Weekday { .. } | When::Ago { .. }) || is_of_the_week(w, published)).count();
    old >= ENOUGH && 2 * old > years.len() && old > 2 * fresh
}

/// Whether words name a day, without its year, of the week before publication: the entries of a live blog do.
fn is_of_the_week(when: &When, published: PartialDate) -> bool {
    let When::MonthDay { month, day } = when else { return false };
    let last = published.last_day();
    let date = jiff::civil::Date::new(last.year(), *month, *day).ok();
    date.is_some_and(|d| d <= last && (last - d).get_days() <= 7)
}

/// What words come to, told after `told`.
fn tell(when: &When, told: PartialDate, path: &str, span: Span) -> Option<EventDate> {
    let reference = |published| Reference { span: Some(span), told: Some(told), anchor: told.to_day(), ..Reference::published(published, path) };
    match when {
        When::MonthDay { month, day } => {
            let date = PartialDate { year: year_near(told, *month), month: Some(*month), day: Some(*day) };
            date.to_day().and_then(|_| calendar(&When::Calendar { date }, &reference(told)))
        }
        When::MonthOnly { month, which } => {
            let date = PartialDate::month(year_of(told, *month, *which), *month);
            calendar(&When::Calendar { date }, &reference(told))
        }
        When::Season { season, year, which } => {
            let year = year.unwrap_or_else(|| year_of(told, season.first_month(), *which));
            calendar(&When::Season { season: *season, year: Some(year), which: Which::Plain }, &reference(told))
        }
        When::Range { from, to } => {
            let from_date = tell(from, told, path, span);
            let to_date = tell(to, from_date.as_ref().map_or(told, |d| next(d, told, from)), path, span)?;
            // "March to May 1918": the year stands with the last.
            let year_stands_last = stated(from).is_none() && stated(to).is_some();
            let from_date = if year_stands_last { tell(from, to_date.start, path, span) } else { from_date }?;
            (from_date.start.first_day() <= to_date.end.last_day()).then_some(EventDate {
                start: from_date.start,
                end: to_date.end,
                precision: DatePrecision::Range,
                reasons: to_date.reasons,
            })
        }
        When::Within { part, whole } => {
            let whole = tell(whole, told, path, span)?;
            tell(part, PartialDate::year(whole.start.year), path, span)
        }
        _ => calendar(when, &reference(told)),
    }
}

/// The year of a month without one: that of the thread, or the next where the months have turned over.
fn year_near(told: PartialDate, month: i8) -> i16 {
    match told.month {
        Some(before) if before - month >= TURN => told.year + 1,
        Some(before) if month - before >= TURN_BACK => told.year - 1,
        _ => told.year,
    }
}

const TURN: i8 = 8;
const TURN_BACK: i8 = 10;

fn year_of(told: PartialDate, month: i8, which: Which) -> i16 {
    match which {
        Which::Plain | Which::This => year_near(told, month),
        Which::Last => told.year - i16::from(told.month.is_none_or(|m| m <= month)),
        Which::Next => told.year + i16::from(told.month.is_none_or(|m| m >= month)),
    }
}

/// Where the thread stands after `date`.
fn next(date: &EventDate, told: PartialDate, when: &When) -> PartialDate {
    match (when, date.precision) {
        // "The year before" looks back, "the 1930s" afar; neither leads the story there.
        (When::Years { .. } | When::Then { count: ..0, .. } | When::AfterEvent { days: Some(..0) }, _) => told,
        (When::Season { .. }, _) => PartialDate::year(date.start.year),
        _ => date.end,
    }
}

/// Whether words count from the date that was told before.
fn follows(when: &When) -> bool {
    match when {
        When::Then { .. } | When::AfterEvent { .. } => true,
        When::Within { whole, .. } => follows(whole),
        _ => false,
    }
}

/// Fills the days of the date mentions: from the thread in a story, else from publication; "that year" from the thread in either.
pub(super) fn resolve(reading: &mut Reading, timeline: &mut Timeline, date_of: &impl Fn(&When, Option<Span>) -> Option<EventDate>) {
    let path = reading.article.path.clone();
    let mut told: Option<PartialDate> = None;
    reading.mentions.sort_by_key(|m| (m.span, m.kind));
    for mention in &mut reading.mentions {
        let span = mention.span;
        let Some(Value::When { when, date, .. }) = &mut mention.value else { continue };
        *date = match timeline.date(span) {
            Some(date) => Some(date),
            None if follows(when) => told.and_then(|told| tell(when, told, &path, span)),
            None => date_of(when, Some(span)),
        };
        if let (When::Within { .. }, Some(date)) = (&*when, date.as_ref().filter(|_| follows(when))) {
            timeline.dates.insert(span, date.clone());
        }
        if let Some(date) = date.as_ref().filter(|_| !when.is_vague()) {
            told = Some(date.end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Basis, Mention, Reason, Resolved, Season, Unit};

    fn dates(published: &str, said: &[When]) -> Vec<String> {
        let text = "x ".repeat(said.len());
        let mentions = said.iter().enumerate().map(|(i, when)| {
            let mut mention = Mention::new("a", &text, Span::new(2 * i, 2 * i + 1), Kind::Date, "t");
            mention.value = Some(Value::When { when: when.clone(), date: None, time: None });
            mention
        });
        let article = Article {
            id: "a".into(),
            path: "a.txt".into(),
            copies: Vec::new(),
            sha256: String::new(),
            blocks: Vec::new(),
            title: None,
            outlet: None,
            byline: None,
            url: None,
            language: None,
            published: Some(Resolved::new(published.parse().unwrap(), Basis::Stated, Reason::plain("stated"))),
            copyright_year: None,
            agencies: Vec::new(),
            text: text.clone(),
        };
        let mut reading = Reading { article, mentions: mentions.collect(), tallies: Vec::new(), reports: Vec::new() };
        super::super::dating::resolve_reading(&mut reading);
        let value = |m: &Mention| match &m.value {
            Some(Value::When { when, date, .. }) => when.normal_form(date.as_ref()).or_else(|| date.as_ref().map(|d| d.end.to_string())),
            _ => None,
        };
        reading.mentions.iter().map(|m| value(m).unwrap_or_else(|| "-".into())).collect()
    }

    fn year(year: i16) -> When {
        When::Calendar { date: PartialDate::year(year) }
    }

    fn month(month: i8) -> When {
        When::MonthOnly { month, which: Which::Plain }
    }

    fn then(count: i32, unit: Unit) -> When {
        When::Then { count, unit }
    }

    #[test]
    fn a_story_of_the_past_carries_its_year_along() {
        let dated = |year, month| When::Calendar { date: PartialDate::month(year, month) };
        let winter = When::Season { season: Season::Winter, year: None, which: Which::Plain };
        let next_day = When::AfterEvent { days: Some(1) };
        // "In 1911 … in March 1912 … in June … the next day … in 1913 … the winter … the year before … the following year … November 1914 … January".
        let said = [year(1911), dated(1912, 3), month(6), next_day, year(1913), winter, then(-1, Unit::Year), then(1, Unit::Year), dated(1914, 11), month(1)];
        assert_eq!(dates("2009-12-19", &said), ["1911", "1912-03", "1912-06", "-", "1913", "1913-WI", "1912", "1914", "1914-11", "1915-01"]);
    }

    #[test]
    fn news_counts_from_publication_but_that_year_from_the_year_told() {
        let tuesday = When::Weekday { weekday: 1, which: Which::Plain };
        let that_november = When::Within { part: Box::new(month(11)), whole: Box::new(then(0, Unit::Year)) };
        assert_eq!(dates("2024-09-20", &[tuesday, year(2015), that_november, month(3)]), ["2024-09-17", "2015", "2015-11", "2024-03"]);
    }
}
