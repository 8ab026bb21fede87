//! Which events may be the same as another one: near in time and place, or by the same hands. No egui here.

use crate::model::{EventFields, ReportKey};
use crate::review::{Dataset, ReviewedEvent, Target};

/// How many are offered: as many as there are digits from 1 to 9.
const MOST: usize = 9;
/// Days between two accounts of one event.
const DAYS: i64 = 7;

/// An event that may be the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its name.
    pub target: Target,
    /// What speaks for it, in words.
    pub why: String,
}

/// The events that `event` may be joined with, the likeliest first.
pub fn candidates(dataset: &Dataset, event: &ReviewedEvent) -> Vec<Candidate> {
    let others = dataset.events.iter().filter(|o| o.item.id != event.item.id && o.review.stands());
    let score = |other: &ReviewedEvent| reasons(&event.item.fields, &other.item.fields).map(Reason::weight).sum::<i32>();
    let mut scored: Vec<(i32, &ReviewedEvent)> = others.map(|o| (score(o), o.as_ref())).filter(|(score, _)| *score > 0).collect();
    scored.sort_by_key(|(score, _)| -score);
    let why = |other: &ReviewedEvent| reasons(&event.item.fields, &other.item.fields).map(Reason::words).collect::<Vec<_>>().join(", ");
    scored.into_iter().take(MOST).map(|(_, other)| Candidate { target: other.target.clone(), why: why(other) }).collect()
}

/// Something that two events have in common, or that parts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    SameDay,
    DaysApart(i64),
    FarApart,
    SamePlace,
    SameCountry,
    SameAttacker,
    SameTarget,
    AsManyKilled,
}

impl Reason {
    fn weight(self) -> i32 {
        match self {
            Self::SameDay | Self::SamePlace => 4,
            Self::DaysApart(n) => 3 - (n / 3) as i32,
            Self::FarApart => -2,
            Self::SameCountry | Self::AsManyKilled => 1,
            Self::SameAttacker | Self::SameTarget => 2,
        }
    }

    fn words(self) -> String {
        match self {
            Self::DaysApart(n) => return format!("{n} {} apart", if n == 1 { "day" } else { "days" }),
            Self::SameDay => "same day",
            Self::FarApart => "far apart in time",
            Self::SamePlace => "same place",
            Self::SameCountry => "same country",
            Self::SameAttacker => "same attacker",
            Self::SameTarget => "same target",
            Self::AsManyKilled => "as many killed",
        }
        .to_owned()
    }
}

/// What two events have in common.
fn reasons(a: &EventFields, b: &EventFields) -> impl Iterator<Item = Reason> {
    let attacker = a.attackers.iter().chain(&a.suspects).any(|n| b.attackers.contains(n) || b.suspects.contains(n));
    let target = a.targets.iter().chain(&a.victims).any(|n| b.targets.contains(n) || b.victims.contains(n));
    let killed = a.killed.is_some() && a.killed == b.killed;
    let rest = [attacker.then_some(Reason::SameAttacker), target.then_some(Reason::SameTarget), killed.then_some(Reason::AsManyKilled)];
    [in_time(a, b), in_space(a, b)].into_iter().chain(rest).flatten()
}

fn in_time(a: &EventFields, b: &EventFields) -> Option<Reason> {
    let ((from, to), (start, end)) = (a.date.as_ref()?.days(), b.date.as_ref()?.days());
    let apart = if from <= end && start <= to { 0 } else { days(to, start).abs().min(days(end, from).abs()) };
    Some(match apart {
        0 => Reason::SameDay,
        n if n <= DAYS => Reason::DaysApart(n),
        _ => Reason::FarApart,
    })
}

fn in_space(a: &EventFields, b: &EventFields) -> Option<Reason> {
    let (x, y) = (a.place.as_ref()?, b.place.as_ref()?);
    let country = x.country.is_some() && x.country == y.country;
    if x.name == y.name { Some(Reason::SamePlace) } else { country.then_some(Reason::SameCountry) }
}

fn days(a: jiff::civil::Date, b: jiff::civil::Date) -> i64 {
    a.until(b).map_or(i64::MAX / 2, |span| i64::from(span.get_days()))
}

/// The founding report of an event target.
pub fn key(target: &Target) -> Option<&ReportKey> {
    match target {
        Target::Event { key } | Target::EventField { key, .. } => Some(key),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EventDate;

    fn fields(date: &str, attacker: &str) -> EventFields {
        let date = date.parse().ok().map(|d| EventDate::at(d, Vec::new()));
        EventFields { date, attackers: vec![attacker.to_owned()], ..EventFields::default() }
    }

    #[test]
    fn nearness_in_time_and_the_same_hands_speak_for_a_join() {
        let score = |a: &EventFields, b: &EventFields| reasons(a, b).map(Reason::weight).sum::<i32>();
        let base = fields("2024-01-04", "A");
        assert!(score(&base, &fields("2024-01-04", "A")) > score(&base, &fields("2024-01-06", "A")));
        assert!(score(&base, &fields("2024-01-06", "B")) > score(&base, &fields("2024-03-06", "B")));
        assert!(reasons(&base, &fields("2024-01-05", "B")).any(|r| r.words() == "1 day apart"));
    }
}
