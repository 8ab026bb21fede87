//! Events a day, week or month. An event is counted in a period only where its date lies wholly inside; else it is listed with its span.

use crate::model::Event;
use crate::review::ReviewedEvent;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;

/// How long a period is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// A day.
    #[default]
    Day,
    /// A week from Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
}

impl Period {
    /// Every period, the shortest first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Day => "Day",
            Self::Week => "Week",
            Self::Month => "Month",
        }
    }

    /// The first day of the period that holds `day`.
    pub fn first(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => day.checked_sub(i64::from(day.weekday().since(Weekday::Monday)).days()).unwrap_or(day),
            Self::Month => day.first_of_month(),
        }
    }

    /// The first day of the period after the one that begins on `first`.
    pub fn next(self, first: Date) -> Date {
        let length = match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
        };
        first.checked_add(length).unwrap_or(Date::MAX)
    }
}

/// What series are told apart by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// One series of all.
    #[default]
    Nothing,
    /// Sub-event type.
    Type,
    /// Attacker; an event of two attackers is in both series, and once in the total.
    Attacker,
    /// Target; an event on two targets is in both series, and once in the total.
    Target,
    /// Country, ISO 3166-1 alpha-3.
    Country,
}

impl GroupBy {
    /// Every way, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Nothing, Self::Type, Self::Attacker, Self::Target, Self::Country];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Nothing => "All events",
            Self::Type => "Type",
            Self::Attacker => "Attacker",
            Self::Target => "Target",
            Self::Country => "Country",
        }
    }

    /// The series that `event` is in.
    pub fn names(self, event: &Event) -> Vec<String> {
        let or_unknown = |name: Option<String>| vec![name.unwrap_or_else(|| "unknown".to_owned())];
        match self {
            Self::Nothing => vec!["events".to_owned()],
            Self::Type => or_unknown(event.fields.event_type.clone()),
            Self::Country => or_unknown(event.fields.place.as_ref().and_then(|p| p.country.clone())),
            Self::Attacker if event.fields.attackers.is_empty() => or_unknown(None),
            Self::Attacker => event.fields.attackers.clone(),
            Self::Target if event.fields.targets.is_empty() => or_unknown(None),
            Self::Target => event.fields.targets.clone(),
        }
    }
}

/// An event whose date is wider than a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprecise {
    /// The event's id.
    pub event: String,
    /// The first day that it may have been.
    pub from: Date,
    /// The last.
    pub to: Date,
}

/// Events over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Ids of the events by the first day of their period; each event once.
    pub periods: BTreeMap<Date, Vec<String>>,
    /// Numbers by series and first day of the period; periods without an event are left out.
    pub series: BTreeMap<String, BTreeMap<Date, u32>>,
    /// Events dated more widely than a period, never put on a day.
    pub imprecise: Vec<Imprecise>,
    /// Ids of events without a date.
    pub undated: Vec<String>,
}

/// Counts `events`, the rejected left out.
pub fn count<'a>(events: impl IntoIterator<Item = &'a ReviewedEvent>, period: Period, by: GroupBy) -> Counts {
    let mut counts = Counts::default();
    for event in events.into_iter().filter(|e| e.review.stands()).map(|e| &e.item) {
        let Some((from, to)) = event.fields.date.as_ref().map(crate::model::EventDate::days) else {
            counts.undated.push(event.id.clone());
            continue;
        };
        if period.first(from) != period.first(to) {
            counts.imprecise.push(Imprecise { event: event.id.clone(), from, to });
            continue;
        }
        counts.periods.entry(period.first(from)).or_default().push(event.id.clone());
        for name in by.names(event) {
            *counts.series.entry(name).or_default().entry(period.first(from)).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EventDate, EventFields, PartialDate, ReportKey, Span};
    use crate::review::{Review, Reviewed, Target};

    fn event(id: &str, date: &str, attackers: &[&str]) -> ReviewedEvent {
        let mut ends = date.split('/').map(|d| d.parse::<PartialDate>().unwrap());
        let date = ends.next().map(|start| {
            let end = ends.next().unwrap_or(start);
            EventDate { end, ..EventDate::at(start, Vec::new()) }
        });
        let fields = EventFields { date, attackers: attackers.iter().map(|a| (*a).to_owned()).collect(), ..EventFields::default() };
        let item = Event { id: id.to_owned(), fields, independent_sources: 1, confidence: 1.0, ..Event::default() };
        Reviewed::open(item.into(), Target::Event { key: ReportKey { article: String::new(), span: Span::default(), quote: id.to_owned() } })
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn an_event_is_counted_only_where_its_date_lies_wholly_in_the_period() {
        let events = [event("a", "2024-01-31", &["X", "Y"]), event("b", "2024-01-30/2024-02-01", &[]), event("c", "2024-01", &["X"])];
        let days = count(&events, Period::Day, GroupBy::Attacker);
        assert_eq!(days.periods, BTreeMap::from([(day("2024-01-31"), vec!["a".to_owned()])]));
        assert_eq!(days.series.keys().collect::<Vec<_>>(), ["X", "Y"]);
        assert_eq!(days.imprecise.iter().map(|i| i.event.as_str()).collect::<Vec<_>>(), ["b", "c"]);
        let weeks = count(&events, Period::Week, GroupBy::Nothing);
        assert_eq!(weeks.series, BTreeMap::from([("events".to_owned(), BTreeMap::from([(day("2024-01-29"), 2)]))]));
        let months = count(&events, Period::Month, GroupBy::Country);
        assert_eq!(months.series, BTreeMap::from([("unknown".to_owned(), BTreeMap::from([(day("2024-01-01"), 2)]))]));
        assert_eq!(months.imprecise, [Imprecise { event: "b".into(), from: day("2024-01-30"), to: day("2024-02-01") }]);
    }

    #[test]
    fn rejected_events_are_not_counted_and_undated_ones_are_listed() {
        let mut rejected = event("a", "2024-01-31", &[]);
        rejected.review = Review::Rejected;
        let mut undated = event("b", "2024", &[]);
        std::sync::Arc::make_mut(&mut undated.item).fields.date = None;
        let counts = count(&[rejected, undated], Period::Day, GroupBy::Nothing);
        assert_eq!(counts, Counts { undated: vec!["b".into()], ..Counts::default() });
    }

    #[test]
    fn periods_follow_each_other_without_gaps() {
        for period in Period::ALL {
            let mut first = period.first(day("2023-12-27"));
            for _ in 0..40 {
                let next = period.next(first);
                assert_eq!(period.first(next), next);
                assert_eq!(period.first(next.yesterday().unwrap()), first);
                first = next;
            }
        }
    }
}
