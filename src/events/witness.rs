//! What dated articles of the folder tell about the publication date of an undated one: both tell of one event.

use super::clues::back;
use crate::model::{Count, Mention, PlacePrecision, Reading, Reason, Report, Unit, When, Which};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Days between which an article was published, and why.
#[derive(Clone, Debug)]
pub(super) struct Window {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// How sure; surer windows are taken first.
    pub strength: i32,
    /// The step in plain words.
    pub reason: Reason,
}

/// The windows that the dated articles give to `reading`.
pub(super) fn windows(reading: &Reading, readings: &[Reading]) -> Vec<Window> {
    let others = readings.iter().filter(|r| r.article.id != reading.article.id && r.article.published.is_some());
    let mut out = Vec::new();
    for other in others {
        let names = shared_names(reading, other, readings);
        let pairs = other.reports.iter().flat_map(|known| reading.reports.iter().map(move |own| (own, known)));
        out.extend(pairs.filter_map(|(own, known)| window(reading, own, other, known, names)));
    }
    out.sort_by_key(|w| (std::cmp::Reverse(w.strength), w.first));
    out
}

/// Reports less alike than this say nothing about each other.
const ALIKE: i32 = 6;

fn window(reading: &Reading, own: &Report, other: &Reading, known: &Report, names: i32) -> Option<Window> {
    let date = known.fields.date.as_ref()?;
    let day = date.start.to_day()?;
    if !own.modality.counts() || !known.modality.counts() || date.start != date.end {
        return None;
    }
    let (first, last, bonus) = bounds(own, day, known)?;
    let strength = likeness(own, known) + bonus + names;
    (strength >= ALIKE).then(|| Window { first, last, strength: strength + 1, reason: reason(reading, own, other, day) })
}

fn reason(reading: &Reading, own: &Report, other: &Reading, day: Date) -> Reason {
    let span = own.when_span.unwrap_or(own.key.span);
    Reason::at(format!("tells of the same event as {}, which dates it {day}", other.article.path), &reading.article.path, span)
}

/// The days of publication on which the words of `own` mean `day`, and how telling that is.
fn bounds(own: &Report, day: Date, known: &Report) -> Option<(Date, Date, i32)> {
    let plus = |n: i32| day.checked_add(n.days()).ok();
    match &own.when {
        Some(When::Weekday { weekday, which }) if back(day, *weekday, Which::Plain) == 0 => {
            let shift = i32::from(*which == Which::Last);
            Some((plus(shift)?, plus(6 + shift)?, 2))
        }
        Some(When::MonthDay { month, day: of_month }) if (*month, *of_month) == (day.month(), day.day()) => Some((day, plus(364)?, 3)),
        Some(When::Ago { count, unit: Unit::Day }) => Some((plus(*count)?, plus(*count)?, 0)),
        Some(When::Ago { count: 1, unit: Unit::Month }) => {
            let next = day.last_of_month().checked_add(1.days()).ok()?;
            Some((next, next.last_of_month(), 0))
        }
        Some(when) if tells_day(when) => None,
        // An article without a day tells of its own event on the day or soon after.
        _ if own.foreground && known.foreground && likeness(own, known) >= ALIKE => Some((day, plus(2)?, 0)),
        _ => None,
    }
}

/// Whether date words place the event by themselves, so that it is not simply the news of the day.
fn tells_day(when: &When) -> bool {
    match when {
        When::Calendar { date } => date.day.is_some(),
        When::Weekday { .. } | When::MonthDay { .. } | When::MonthOnly { .. } | When::Within { .. } | When::Ago { .. } | When::Season { .. } => true,
        When::Range { from, .. } => tells_day(from),
        _ => false,
    }
}

/// How alike two reports are, apart from their dates; 0 where they cannot be of one event.
fn likeness(a: &Report, b: &Report) -> i32 {
    let (x, y) = (&a.fields, &b.fields);
    let country = |r: &Report| r.fields.place.as_ref().and_then(|p| p.country.clone());
    let (here, there) = (country(a), country(b));
    if here.is_some() && there.is_some() && here != there {
        return -10;
    }
    let share = |p: &[String], q: &[String]| p.iter().any(|n| q.contains(n));
    let same_place = x.place.as_ref().zip(y.place.as_ref()).is_some_and(|(p, q)| p.name == q.name && p.precision != PlacePrecision::Country);
    let count = |p: Option<Count>, q: Option<Count>| p.and_then(|c| c.best).zip(q.and_then(|c| c.best)).is_some_and(|(m, n)| m == n && m > 0);
    let differ = |p: Option<Count>, q: Option<Count>| p.and_then(|c| c.best).zip(q.and_then(|c| c.best)).is_some_and(|(m, n)| m > 2 * n || n > 2 * m);
    let points = [
        (differ(x.killed, y.killed), -1),
        (share(&x.victims, &y.victims), 3),
        (share(&x.targets, &y.targets), 2),
        (share(&x.attackers, &y.attackers), 1),
        (share(&x.weapons, &y.weapons), 1),
        (same_place, 2),
        (here.is_some() && here == there, 1),
        (x.event_type.is_some() && x.event_type == y.event_type, 1),
        (count(x.killed, y.killed), 1),
        (count(x.wounded, y.wounded), 1),
    ];
    points.iter().filter(|(on, _)| *on).map(|(_, n)| n).sum()
}

/// Up to two points for names that the two articles share with few others.
fn shared_names(a: &Reading, b: &Reading, readings: &[Reading]) -> i32 {
    let common = (readings.len() / 4).max(3);
    let all: Vec<BTreeSet<&str>> = readings.iter().map(names).collect();
    let rare = |name: &&&str| all.iter().filter(|n| n.contains(**name)).count() <= common;
    let shared = names(a).intersection(&names(b)).filter(rare).count() as i32;
    (shared / 2).min(2)
}

/// The keys of the names in an article, countries left out.
fn names(reading: &Reading) -> BTreeSet<&str> {
    let country = |m: &Mention| m.geo.as_ref().is_some_and(|g| g.precision == PlacePrecision::Country);
    reading.mentions.iter().filter(|m| m.kind.is_name() && !country(m)).filter_map(|m| m.entity_id.as_deref().or(m.entity.as_deref())).collect()
}
