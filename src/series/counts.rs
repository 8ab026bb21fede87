//! Events a day, week or month. An event is counted in a period only where its date lies wholly inside; else it is listed with its span.

use crate::model::Event;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

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
    pub fn names(self, event: &Event) -> Vec<&str> {
        let f = &event.fields;
        let names = match self {
            Self::Nothing => return vec!["events"],
            Self::Type => f.event_type.as_slice(),
            Self::Country => f.place.as_ref().map(|p| p.country.as_slice()).unwrap_or_default(),
            Self::Attacker => f.attackers.as_slice(),
            Self::Target => f.targets.as_slice(),
        };
        if names.is_empty() { vec![UNKNOWN] } else { names.iter().map(String::as_str).collect() }
    }
}

/// The series of events that say nothing of what series are told apart by.
const UNKNOWN: &str = "unknown";

/// Where an event stands on the axis of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// In the period that begins on this day.
    In(Date),
    /// Nowhere: it may have been on any of these days.
    Wide(Date, Date),
    /// Nowhere: it has no date.
    Undated,
}

impl Placed {
    /// The place of `event` among periods of which `first` tells the first day.
    pub fn of(event: &Event, mut first: impl FnMut(Date) -> Date) -> Self {
        let Some((from, to)) = event.fields.date.as_ref().map(crate::model::EventDate::days) else { return Self::Undated };
        let begins = first(from);
        if from == to || first(to) == begins { Self::In(begins) } else { Self::Wide(from, to) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EventDate, EventFields, PartialDate};

    fn event(date: &str, attackers: &[&str]) -> Event {
        let mut ends = date.split('/').map(|d| d.parse::<PartialDate>().unwrap());
        let date = ends.next().map(|start| {
            let end = ends.next().unwrap_or(start);
            EventDate { end, ..EventDate::at(start, Vec::new()) }
        });
        let attackers = attackers.iter().map(|a| (*a).to_owned()).collect();
        Event { fields: EventFields { date, attackers, ..EventFields::default() }, ..Event::default() }
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn an_event_is_counted_only_where_its_date_lies_wholly_in_the_period() {
        let placed = |period: Period| ["2024-01-31", "2024-01-30/2024-02-01", "2024-01"].map(|date| Placed::of(&event(date, &[]), |day| period.first(day)));
        let (in_days, wide) = (Placed::In(day("2024-01-31")), Placed::Wide(day("2024-01-30"), day("2024-02-01")));
        let month = Placed::Wide(day("2024-01-01"), day("2024-01-31"));
        assert_eq!(placed(Period::Day), [in_days, wide, month]);
        assert_eq!(placed(Period::Week), [Placed::In(day("2024-01-29")), Placed::In(day("2024-01-29")), month]);
        assert_eq!(placed(Period::Month), [Placed::In(day("2024-01-01")), wide, Placed::In(day("2024-01-01"))]);
        let undated = Event { fields: EventFields::default(), ..event("2024", &[]) };
        assert_eq!(Placed::of(&undated, |day| day), Placed::Undated);
    }

    #[test]
    fn an_event_is_in_the_series_of_each_of_its_attackers() {
        let event = event("2024-01-31", &["X", "Y"]);
        assert_eq!(GroupBy::Attacker.names(&event), ["X", "Y"]);
        assert_eq!((GroupBy::Nothing.names(&event), GroupBy::Country.names(&event)), (vec!["events"], vec!["unknown"]));
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
