//! The gap between a total as stated and what the articles at hand let us count since its baseline. The two are compared, never added.

use super::TallySeries;
use crate::model::{Event, PartialDate, TallyOf};
use crate::review::ReviewedEvent;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A stated total beside the count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    /// The baseline of the total.
    pub since: Option<PartialDate>,
    /// Up to when it was stated last.
    pub as_of: Option<PartialDate>,
    /// The number as stated last.
    pub stated: u32,
    /// What was counted in the same days.
    pub counted: u32,
    /// Whose attacks were counted, where the total says whose and an event has that name.
    pub by: Option<String>,
    /// On whom, likewise.
    pub on: Option<String>,
    /// How the count grew: each day on which something is counted, with the sum up to it.
    pub steps: Vec<(Date, u32)>,
}

impl Gap {
    /// How far the count stays behind the total; below zero where it is ahead.
    pub fn open(&self) -> i64 {
        i64::from(self.stated) - i64::from(self.counted)
    }
}

/// What an event adds to a count of that sort.
fn measure(of: TallyOf, event: &Event) -> u32 {
    let best = |count: Option<crate::model::Count>| count.and_then(|c| c.best.or(c.low));
    match of {
        TallyOf::Attack => 1,
        TallyOf::Strike => best(event.fields.strikes).unwrap_or(1),
        TallyOf::Death => best(event.fields.killed).unwrap_or(0),
        TallyOf::Personnel => best(event.fields.killed).unwrap_or(0) + best(event.fields.wounded).unwrap_or(0),
    }
}

/// The name that a total speaks of, with what is known of names of events: many events bear few names.
struct Wanted<'a> {
    folded: String,
    known: RefCell<FxHashMap<&'a str, bool>>,
}

impl<'a> Wanted<'a> {
    fn new(name: &str) -> Self {
        Self { folded: folded(name), known: RefCell::default() }
    }

    /// Whether one of `names` is the one: “United States” and “U.S. forces” are not, “US” and “us” are.
    fn is_among(&self, mut names: impl Iterator<Item = &'a String>) -> bool {
        let mut known = self.known.borrow_mut();
        names.any(|n| *known.entry(n).or_insert_with(|| folded(n) == self.folded))
    }
}

fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The last total of `series` beside what `events` come to; `None` where it has no baseline or no date, so that no days are given.
pub fn gap<'a>(series: &TallySeries, events: impl Iterator<Item = &'a ReviewedEvent> + Clone) -> Option<Gap> {
    let since = series.since?;
    let last = series.points.iter().rev().find(|p| p.as_of.is_some())?;
    let (first_day, last_day) = (since.first_day(), last.as_of?.last_day());
    let standing = events.filter(|e| e.review.stands()).map(|e| e.item.as_ref());
    let inside = standing.clone().filter(move |e| {
        let days = e.fields.date.as_ref().map(crate::model::EventDate::days);
        days.is_some_and(|(from, to)| from >= first_day && to <= last_day)
    });
    let attackers = |e: &'a Event, name: &Wanted<'a>| name.is_among(e.fields.attackers.iter().chain(&e.fields.suspects));
    let targets = |e: &'a Event, name: &Wanted<'a>| name.is_among(e.fields.targets.iter());
    let wanted = |name: &Option<String>| name.as_ref().map(|name| (name.clone(), Wanted::new(name)));
    let by = wanted(&series.by).filter(|(_, name)| standing.clone().any(|e| attackers(e, name)));
    let on = wanted(&series.on).filter(|(_, name)| standing.clone().any(|e| targets(e, name)));
    let fits = |e: &&'a Event| by.as_ref().is_none_or(|(_, n)| attackers(e, n)) && on.as_ref().is_none_or(|(_, n)| targets(e, n));
    let mut days: BTreeMap<Date, u32> = BTreeMap::new();
    for event in inside.filter(fits) {
        if let Some((_, to)) = event.fields.date.as_ref().map(crate::model::EventDate::days) {
            *days.entry(to).or_default() += measure(series.of, event);
        }
    }
    let mut sum = 0;
    let steps: Vec<(Date, u32)> = days
        .into_iter()
        .map(|(day, n)| {
            (day, {
                sum += n;
                sum
            })
        })
        .collect();
    let (by, on) = (by.map(|(name, _)| name), on.map(|(name, _)| name));
    Some(Gap { since: Some(since), as_of: last.as_of, stated: last.count, counted: sum, by, on, steps })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Count, EventDate, EventFields, Qualifier, ReportKey, Span};
    use crate::review::{Review, Reviewed, Target};
    use crate::series::TallyPoint;

    fn event(date: &str, on: &str, killed: u32, review: Review) -> ReviewedEvent {
        let date = date.parse().ok().map(|d| EventDate::at(d, Vec::new()));
        let fields = EventFields { date, targets: vec![on.to_owned()], killed: Some(Count::exact(killed)), ..EventFields::default() };
        let item = Event { id: date_id(on), fields, independent_sources: 1, confidence: 1.0, ..Event::default() };
        let key = ReportKey { article: "a".into(), span: Span::default(), quote: String::new() };
        Reviewed { review, ..Reviewed::open(item.into(), Target::Event { key }) }
    }

    fn date_id(on: &str) -> String {
        format!("event:{on}")
    }

    fn series(of: TallyOf, on: Option<&str>, since: &str) -> TallySeries {
        let point = |as_of: &str, count| TallyPoint {
            tally: String::new(),
            article: String::new(),
            as_of: as_of.parse().ok(),
            count,
            qualifier: Qualifier::AtLeast,
            source: None,
            excludes: None,
        };
        let points = vec![point("2023-11-14", 55), point("2024-01-04", 118)];
        TallySeries { of, by: None, on: on.map(str::to_owned), since: since.parse().ok(), points }
    }

    #[test]
    fn what_is_counted_since_the_baseline_stands_beside_the_total() {
        let events = [
            event("2023-10-16", "U.S. forces", 1, Review::Open),
            event("2023-10-20", "U.S. forces", 2, Review::Open),
            event("2023-12-25", "Shipping", 3, Review::Confirmed),
            event("2024-01-04", "US Forces", 0, Review::Open),
            event("2024-01-03", "U.S. forces", 9, Review::Rejected),
            event("2024-02-01", "U.S. forces", 9, Review::Open),
        ];
        let on_forces = gap(&series(TallyOf::Attack, Some("U.S. forces"), "2023-10-17"), events.iter()).unwrap();
        assert_eq!((on_forces.stated, on_forces.counted, on_forces.open()), (118, 2, 116));
        assert_eq!(on_forces.on.as_deref(), Some("U.S. forces"));
        let (first, last): (Date, Date) = ("2023-10-20".parse().unwrap(), "2024-01-04".parse().unwrap());
        assert_eq!(on_forces.steps, [(first, 1), (last, 2)]);
        let unknown = gap(&series(TallyOf::Attack, Some("Coalition"), "2023-10-17"), events.iter()).unwrap();
        assert_eq!((unknown.counted, unknown.on), (3, None), "a name that no event has narrows nothing down, and says so");
        assert_eq!(gap(&series(TallyOf::Death, None, "2023-10-17"), events.iter()).unwrap().counted, 5);
        assert_eq!(gap(&series(TallyOf::Attack, None, ""), events.iter()), None);
    }
}
