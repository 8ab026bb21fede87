//! Reports of many articles to events, by rules M1 to M4 and the analyst's own word.

use super::likeness::{self, Fit};
use super::settle;
use crate::lexicon::Lexicon;
use crate::model::{DatePrecision, Event, EventDate, Guidance, Place, PlacePrecision, Reading, Report, ReportKey};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// From here on two reports of different articles are taken for one event.
const ENOUGH: i32 = 4;
/// Within an article its own words have already been weighed.
const ENOUGH_WITHIN: i32 = 7;
/// No report of a longer span than this is looked up day by day.
const LONGEST: i32 = 400;

/// The events that the dated reports of `readings` tell of, in order of dates. Reports that are not specific, or rejected, make none.
pub fn group(readings: &[Reading], guidance: &Guidance, lexicon: &Lexicon) -> Vec<Event> {
    let counts = |r: &&Report| r.specific && r.modality.counts() && !guidance.rejected.contains(&r.key);
    let all: Vec<(&Reading, &Report)> = readings.iter().flat_map(|a| a.reports.iter().filter(counts).map(move |r| (a, r))).collect();
    let sets = clusters(&all, guidance);
    let mut events: Vec<Event> = sets.into_iter().map(|members| settle::event(&members, lexicon)).collect();
    events.sort_by_key(|e| (e.fields.date.as_ref().map(EventDate::days), e.id.clone()));
    events
}

/// Clusters under construction, indexed by the days that they may lie on.
#[derive(Default)]
struct Clusters<'a> {
    members: Vec<Vec<(&'a Reading, &'a Report)>>,
    by_day: BTreeMap<Date, BTreeSet<usize>>,
}

impl<'a> Clusters<'a> {
    fn add(&mut self, item: (&'a Reading, &'a Report), to: Option<usize>) {
        let at = to.unwrap_or(self.members.len());
        if at == self.members.len() {
            self.members.push(Vec::new());
        }
        if let Some(list) = self.members.get_mut(at) {
            list.push(item);
        }
        if let Some((from, _)) = item.1.fields.date.as_ref().map(EventDate::days) {
            self.by_day.entry(from).or_default().insert(at);
        }
    }

    /// Clusters with a report that begins on a day from which `date` may be reached.
    fn near(&self, date: &EventDate) -> BTreeSet<usize> {
        let (from, to) = date.days();
        // A month holds days and a year holds months, so that coarse reports begin up to their own length earlier.
        let first = from.checked_sub(LONGEST.days()).unwrap_or(Date::MIN);
        let last = to.checked_add(1.day()).unwrap_or(Date::MAX);
        self.by_day.range(first..=last).flat_map(|(_, set)| set.iter().copied()).filter(|n| self.reaches(*n, from, to)).collect()
    }

    fn reaches(&self, n: usize, from: Date, to: Date) -> bool {
        let dates = self.members.get(n).into_iter().flatten().filter_map(|(_, r)| r.fields.date.as_ref().map(EventDate::days));
        dates.into_iter().any(|(f, t)| f <= to.checked_add(1.day()).unwrap_or(to) && t >= from.checked_sub(1.day()).unwrap_or(from))
    }
}

fn clusters<'a>(all: &[(&'a Reading, &'a Report)], guidance: &Guidance) -> Vec<Vec<(&'a Reading, &'a Report)>> {
    let mut found = Clusters::default();
    let mut order: Vec<&(&Reading, &Report)> = all.iter().collect();
    // What says most goes first, so that vague reports meet events that are already known well.
    order.sort_by_key(|(_, r)| (is_vague(r), !r.foreground));
    let bans = links(&guidance.different);
    let bonds = links(&guidance.same);
    for item in order {
        let bound = found.members.iter().position(|m| m.iter().any(|(_, o)| linked(&bonds, &o.key, &item.1.key)));
        let near = item.1.fields.date.as_ref().map(|d| found.near(d)).unwrap_or_default();
        let free = near.into_iter().filter(|n| found.members.get(*n).is_some_and(|m| !m.iter().any(|(_, o)| linked(&bans, &o.key, &item.1.key))));
        let best = free.filter_map(|n| Some((cluster_score(item.1, found.members.get(n)?)?, std::cmp::Reverse(n)))).max();
        let to = bound.or(best.map(|(_, n)| n.0));
        found.add(*item, to);
    }
    join_bound(&mut found.members, &bonds);
    let place = |item: &(&Reading, &Report)| all.iter().position(|o| std::ptr::eq(o.1, item.1));
    for list in &mut found.members {
        list.sort_by_key(place);
    }
    found.members.retain(|m| !m.is_empty());
    found.members
}

fn links(pairs: &[(ReportKey, ReportKey)]) -> BTreeSet<(&ReportKey, &ReportKey)> {
    pairs.iter().flat_map(|(a, b)| [(a, b), (b, a)]).collect()
}

fn linked(set: &BTreeSet<(&ReportKey, &ReportKey)>, a: &ReportKey, b: &ReportKey) -> bool {
    set.contains(&(a, b))
}

/// A report that the analyst ties to two clusters makes them one.
fn join_bound(members: &mut [Vec<(&Reading, &Report)>], bonds: &BTreeSet<(&ReportKey, &ReportKey)>) {
    for (a, b) in bonds {
        let at = |key: &ReportKey, members: &[Vec<(&Reading, &Report)>]| members.iter().position(|m| m.iter().any(|(_, r)| r.key == *key));
        let (Some(x), Some(y)) = (at(a, members), at(b, members)) else { continue };
        if x != y {
            let moved = members.get_mut(x.max(y)).map(std::mem::take).unwrap_or_default();
            if let Some(list) = members.get_mut(x.min(y)) {
                list.extend(moved);
            }
        }
    }
}

fn is_vague(r: &Report) -> bool {
    r.fields.date.as_ref().is_none_or(|d| d.precision > DatePrecision::Range)
}

/// The likeness of a report to a cluster: its best with any member; `None` where some member forbids it or it is too little.
fn cluster_score(r: &Report, members: &[(&Reading, &Report)]) -> Option<i32> {
    let scores: Option<Vec<i32>> = members.iter().map(|(_, o)| likeness_of(r, o)).collect();
    let best = scores?.into_iter().max()?;
    let needed = if members.iter().any(|(_, o)| o.article == r.article) { ENOUGH_WITHIN } else { ENOUGH };
    (best >= needed).then_some(best)
}

fn place_fit(a: &Place, b: &Place) -> Fit {
    let geo = |p: &Place| {
        Some(crate::model::Geo {
            lat: p.lat?,
            lon: p.lon?,
            country: p.country.clone(),
            admin1: p.admin1.clone(),
            precision: p.precision,
            source: p.source.clone().unwrap_or_default(),
        })
    };
    if a.name == b.name {
        return Fit::Same;
    }
    match (geo(a), geo(b)) {
        (Some(x), Some(y)) => likeness::geo(&x, &y, 25.0),
        _ if a.country.is_some() && b.country.is_some() && a.country != b.country => Fit::Conflict,
        _ => Fit::Unknown,
    }
}

fn share(a: &[String], b: &[String]) -> bool {
    a.iter().any(|x| x != super::actors::UNIDENTIFIED && b.contains(x))
}

fn disjoint(a: &[String], b: &[String]) -> bool {
    !a.is_empty() && !b.is_empty() && !share(a, b)
}

#[allow(clippy::many_single_char_names, reason = "two reports and their parts, side by side")]
/// Points of likeness of two reports (M2); `None` is a hard block.
fn likeness_of(a: &Report, b: &Report) -> Option<i32> {
    let (x, y) = (&a.fields, &b.fields);
    let (p, q) = (x.date.as_ref()?, y.date.as_ref()?);
    let fine = p.precision <= DatePrecision::Range && q.precision <= DatePrecision::Range;
    let same_day = p.days() == q.days();
    let mut score = match (fine, same_day) {
        (true, true) => 3,
        (_, true) => 2,
        _ => 1,
    };
    score += match (&x.place, &y.place) {
        (Some(s), Some(t)) => match place_fit(s, t) {
            Fit::Conflict => return None,
            Fit::Same if s.precision == PlacePrecision::Country => 1,
            Fit::Same => 3,
            Fit::Loose => 1,
            Fit::Unknown => 0,
        },
        _ => 0,
    };
    let turned = share(&x.attackers, &y.targets) || share(&x.targets, &y.attackers);
    let aligned = share(&x.attackers, &y.attackers) || share(&x.targets, &y.targets);
    if turned && !aligned {
        return None;
    }
    score += i32::from(share(&x.attackers, &y.attackers)) + i32::from(share(&x.targets, &y.targets));
    score += actors_apart(x, y, same_day && fine)?;
    score += tolls_and_types(x, y);
    Some(score)
}

/// Different named victims or sides on different days are different events.
fn actors_apart(x: &crate::model::EventFields, y: &crate::model::EventFields, same_day: bool) -> Option<i32> {
    let mut score = 0;
    if share(&x.victims, &y.victims) {
        score += 3;
    } else if disjoint(&x.victims, &y.victims) {
        if !same_day {
            return None;
        }
        score -= 2;
    }
    if disjoint(&x.attackers, &y.attackers) {
        score -= 2;
    }
    if disjoint(&x.targets, &y.targets) {
        score -= i32::from(!same_day);
    }
    Some(score)
}

fn tolls_and_types(x: &crate::model::EventFields, y: &crate::model::EventFields) -> i32 {
    let mut score = 0;
    if x.event_type == y.event_type {
        score += 1;
    } else if [x, y].iter().any(|f| f.event_type.as_deref() == Some("disrupted_weapons_use"))
        || [x, y].iter().any(|f| f.event_type.as_deref() == Some("abduction_forced_disappearance"))
    {
        score -= 2;
    }
    let dead = |f: &crate::model::EventFields| f.killed.and_then(|c| c.best).filter(|n| *n > 2);
    match (dead(x), dead(y)) {
        (Some(m), Some(n)) if m == n => score += 1,
        (Some(m), Some(n)) if m.max(n) > 5 * m.min(n) => score -= 1,
        _ => {}
    }
    score
}
