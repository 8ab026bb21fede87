//! What dated articles of the folder tell about the publication date of an undated one: both tell of one event.

use super::clues::back;
use super::group::shared_out;
use super::wording::{Commonness, Wording};
use crate::model::{Count, PlacePrecision, Reading, Reason, Report, Unit, When, Which};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

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

/// Up to so many articles each is compared with each.
const FEW: usize = 300;
/// In larger folders so many articles at most are compared for one name, place or victim.
const MOST_OF_ONE: usize = 64;

/// Which articles of a folder may tell of one event, and how alike they are told.
pub(super) struct Folder {
    /// What each article is told with.
    openings: Vec<Wording>,
    /// Articles by who and what their reports name; empty where the folder is small.
    by_feature: BTreeMap<String, Vec<usize>>,
    size: usize,
}

impl Folder {
    /// Of `readings`; nothing here depends on dates.
    pub fn of(readings: &[Reading]) -> Self {
        let mut by_feature: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        if readings.len() > FEW {
            for (n, reading) in readings.iter().enumerate() {
                for feature in features(reading) {
                    by_feature.entry(feature).or_default().push(n);
                }
            }
        }
        let mut openings = shared_out(readings, |r| Wording::opening(&r.article));
        let mut commonness = Commonness::default();
        for opening in &openings {
            commonness.enter(&opening.words);
        }
        for opening in &mut openings {
            opening.weigh(&commonness);
        }
        Self { openings, by_feature, size: readings.len() }
    }

    /// The articles that article `n` may share an event with.
    pub fn near(&self, n: usize, reading: &Reading) -> Vec<usize> {
        if self.size <= FEW {
            return (0..self.size).filter(|m| *m != n).collect();
        }
        let lists = features(reading).into_iter().filter_map(|f| self.by_feature.get(&f).map(Vec::as_slice));
        let around = lists.flat_map(|list| {
            let at = list.partition_point(|m| *m < n).saturating_sub(MOST_OF_ONE / 2);
            list.iter().skip(at).take(MOST_OF_ONE)
        });
        let near: BTreeSet<usize> = around.copied().filter(|m| *m != n).collect();
        near.into_iter().collect()
    }

    /// Up to two points for articles that tell of one story with the same words, and two less for those that hardly share any.
    fn worded(&self, a: usize, b: usize) -> i32 {
        match self.openings.get(a).zip(self.openings.get(b)).and_then(|(a, b)| a.likeness(b)) {
            Some(..0.06) => -2,
            Some(0.2..) => 2,
            Some(0.12..) => 1,
            _ => 0,
        }
    }
}

/// Who and what the reports of an article name.
fn features(reading: &Reading) -> BTreeSet<String> {
    let of = |r: &Report| {
        let f = &r.fields;
        let place = f.place.iter().filter(|p| p.precision != PlacePrecision::Country).map(|p| p.name.clone());
        place.chain([&f.victims, &f.targets, &f.attackers].into_iter().flatten().cloned()).collect::<Vec<String>>()
    };
    reading.reports.iter().flat_map(of).collect()
}

/// The windows that the dated articles give to article `n`.
pub(super) fn windows(n: usize, readings: &[Reading], folder: &Folder) -> Vec<Window> {
    let Some(reading) = readings.get(n) else { return Vec::new() };
    let others = folder.near(n, reading).into_iter().filter_map(|m| Some((m, readings.get(m)?))).filter(|(_, r)| r.article.published.is_some());
    let mut out = Vec::new();
    for (m, other) in others {
        let worded = folder.worded(n, m);
        let pairs = other.reports.iter().flat_map(|known| reading.reports.iter().map(move |own| (own, known)));
        out.extend(pairs.filter_map(|(own, known)| window(reading, own, other, known, worded)));
    }
    out.sort_by_key(|w| (std::cmp::Reverse(w.strength), w.first));
    out
}

/// Reports less alike than this say nothing about each other.
const ALIKE: i32 = 6;

fn window(reading: &Reading, own: &Report, other: &Reading, known: &Report, worded: i32) -> Option<Window> {
    let date = known.fields.date.as_ref()?;
    let day = date.start.to_day()?;
    if !own.modality.counts() || !known.modality.counts() || date.start != date.end {
        return None;
    }
    let (first, last, bonus) = bounds(own, day, known)?;
    let strength = likeness(own, known) + bonus + worded;
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
