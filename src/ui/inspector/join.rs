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
    let mut scored: Vec<(i32, Candidate)> = Vec::new();
    for other in dataset.events.iter().filter(|o| o.item.id != event.item.id && o.review.stands()) {
        let reasons = reasons(&event.item.fields, &other.item.fields);
        let score: i32 = reasons.iter().map(|(n, _)| n).sum();
        let why: Vec<&str> = reasons.iter().map(|(_, w)| w.as_str()).collect();
        scored.push((score, Candidate { target: other.target.clone(), why: why.join(", ") }));
    }
    scored.sort_by_key(|(score, _)| -score);
    scored.into_iter().filter(|(score, _)| *score > 0).take(MOST).map(|(_, c)| c).collect()
}

/// What two events have in common, each with its weight.
fn reasons(a: &EventFields, b: &EventFields) -> Vec<(i32, String)> {
    let mut found = Vec::new();
    if let (Some(x), Some(y)) = (&a.date, &b.date) {
        let ((from, to), (start, end)) = (x.days(), y.days());
        let apart = if from <= end && start <= to { 0 } else { days(to, start).abs().min(days(end, from).abs()) };
        match apart {
            0 => found.push((4, "same day".to_owned())),
            n if n <= DAYS => found.push((3 - (n / 3) as i32, format!("{n} {} apart", if n == 1 { "day" } else { "days" }))),
            _ => found.push((-2, "far apart in time".to_owned())),
        }
    }
    if let (Some(x), Some(y)) = (&a.place, &b.place) {
        if x.name == y.name {
            found.push((4, "same place".to_owned()));
        } else if x.country.is_some() && x.country == y.country {
            found.push((1, "same country".to_owned()));
        }
    }
    if a.attackers.iter().chain(&a.suspects).any(|n| b.attackers.contains(n) || b.suspects.contains(n)) {
        found.push((2, "same attacker".to_owned()));
    }
    if a.targets.iter().chain(&a.victims).any(|n| b.targets.contains(n) || b.victims.contains(n)) {
        found.push((2, "same target".to_owned()));
    }
    if a.killed.is_some() && a.killed == b.killed {
        found.push((1, "as many killed".to_owned()));
    }
    found
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
        let score = |a: &EventFields, b: &EventFields| reasons(a, b).iter().map(|(n, _)| n).sum::<i32>();
        let base = fields("2024-01-04", "A");
        assert!(score(&base, &fields("2024-01-04", "A")) > score(&base, &fields("2024-01-06", "A")));
        assert!(score(&base, &fields("2024-01-06", "B")) > score(&base, &fields("2024-03-06", "B")));
        assert!(reasons(&base, &fields("2024-01-05", "B")).iter().any(|(_, w)| w == "1 day apart"));
    }
}
