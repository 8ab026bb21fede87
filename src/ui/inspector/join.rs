//! Which events may be the same as another one: near in time and place, or by the same hands. No egui here.

use crate::model::{Count, EventDate, EventFields, ReportKey};
use crate::review::{ReviewedEvent, Target};
use crate::ui::Workspace;
use crate::ui::kept::Kept;
use crate::ui::past::Since;
use jiff::civil::Date;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;
use std::sync::Arc;

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

/// What tells at a glance that two events have nothing in common: small enough to go through those of a whole folder at each step.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Glance {
    /// Days since some day; none, where it has no date.
    days: Option<(i32, i32)>,
    killed: Option<Count>,
    /// A bit for each name, by its hash: where no bit is shared, no name is.
    place: u64,
    country: u64,
    hands: u64,
    aims: u64,
}

impl Glance {
    fn of(fields: &EventFields) -> Self {
        let bit = |name: &String| 1 << (FxBuildHasher.hash_one(name) >> 58);
        let bits = |names: &[&[String]]| names.iter().copied().flatten().map(bit).fold(0, |all, bit: u64| all | bit);
        let place = fields.place.as_ref();
        Self {
            days: fields.date.as_ref().map(EventDate::days).map(|(from, to)| (number(from), number(to))),
            killed: fields.killed,
            place: place.map(|p| bit(&p.name)).unwrap_or_default(),
            country: place.and_then(|p| p.country.as_ref()).map(bit).unwrap_or_default(),
            hands: bits(&[&fields.attackers, &fields.suspects]),
            aims: bits(&[&fields.targets, &fields.victims]),
        }
    }

    /// At least what everything that both may have in common weighs.
    fn most(&self, other: &Self) -> i32 {
        let weight = |may: bool, reason: Reason| if may { reason.weight() } else { 0 };
        let time = self.days.zip(other.days).map_or(0, |(a, b)| time(a, b).weight());
        let place = if self.place & other.place > 0 { Reason::SamePlace.weight() } else { weight(self.country & other.country > 0, Reason::SameCountry) };
        let hands = weight(self.hands & other.hands > 0, Reason::SameAttacker) + weight(self.aims & other.aims > 0, Reason::SameTarget);
        time + place + hands + weight(self.killed.is_some() && self.killed == other.killed, Reason::AsManyKilled)
    }
}

/// A glance at every event of the folder.
fn glances(workspace: &Workspace) -> Arc<Vec<Glance>> {
    let events = &workspace.dataset.events;
    let mend = |all: &mut Vec<Glance>, since: Since<'_>| {
        for at in since.events.into_keys() {
            if let (Some(slot), Some(event)) = (all.get_mut(at), events.get(at)) {
                *slot = Glance::of(&event.item.fields);
            }
        }
    };
    let make = || events.iter().map(|e| Glance::of(&e.item.fields)).collect();
    workspace.glances.0.mended((workspace.revision, ()), |revision| workspace.since(revision), mend, make)
}

/// What is kept of all events for [`candidates`].
#[derive(Default)]
pub struct Glances(Kept<(u64, ()), Vec<Glance>>);

/// The events that `event` may be joined with, the likeliest first.
pub fn candidates(workspace: &Workspace, event: &ReviewedEvent) -> Vec<Candidate> {
    let (dataset, mine) = (&workspace.dataset, Glance::of(&event.item.fields));
    let glances = glances(workspace);
    let near = glances.iter().enumerate().filter(|(_, other)| mine.most(other) > 0).filter_map(|(at, _)| dataset.events.get(at));
    let others = near.filter(|o| o.item.id != event.item.id && o.review.stands());
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
    Some(time((number(from), number(to)), (number(start), number(end))))
}

fn number(day: Date) -> i32 {
    day.since(Date::constant(1970, 1, 1)).map_or(0, |s| s.get_days())
}

/// How two stretches of days, by number, speak for one event or against it.
fn time((from, to): (i32, i32), (start, end): (i32, i32)) -> Reason {
    let apart = if from <= end && start <= to { 0 } else { (start - to).abs().min((from - end).abs()) };
    match i64::from(apart) {
        0 => Reason::SameDay,
        n if n <= DAYS => Reason::DaysApart(n),
        _ => Reason::FarApart,
    }
}

fn in_space(a: &EventFields, b: &EventFields) -> Option<Reason> {
    let (x, y) = (a.place.as_ref()?, b.place.as_ref()?);
    let country = x.country.is_some() && x.country == y.country;
    if x.name == y.name { Some(Reason::SamePlace) } else { country.then_some(Reason::SameCountry) }
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

    fn fields(date: &str, attacker: &str) -> EventFields {
        let date = date.parse().ok().map(|d| EventDate::at(d, Vec::new()));
        EventFields { date, attackers: vec![attacker.to_owned()], ..EventFields::default() }
    }

    #[test]
    fn nothing_that_speaks_for_a_join_is_overlooked_at_a_glance() {
        let days = ["2024-01-04", "2024-01-09", "2024-01", "2024-03-06", ""];
        let all: Vec<EventFields> = days
            .into_iter()
            .flat_map(|day| ["A", "B", "C"].map(|by| fields(day, by)))
            .enumerate()
            .map(|(n, f)| EventFields { killed: (n % 3 > 0).then(|| Count::exact(n as u32 % 2)), targets: vec![format!("T{}", n % 4)], ..f })
            .collect();
        for (a, b) in all.iter().flat_map(|a| all.iter().map(move |b| (a, b))) {
            let score: i32 = reasons(a, b).map(Reason::weight).sum();
            assert!(Glance::of(a).most(&Glance::of(b)) >= score, "{a:?}, {b:?}");
        }
        let (near, far) = (Glance::of(&fields("2024-01-04", "A")), Glance::of(&fields("2024-03-06", "B")));
        assert!(near.most(&far) <= 0, "most of a folder is passed over");
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
