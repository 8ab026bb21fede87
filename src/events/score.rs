//! How alike two reports are, in named parts that an analyst can be shown (M2), and what forbids that they tell of one event.

use super::likeness::{self, Fit};
use super::profile::{Profile, Site};
use super::wording;
use crate::model::{Likeness, Part};

/// Points closer than this, in kilometres, may be one place.
const REACH: f64 = 25.0;
/// The share of common words from which two accounts are worded alike, and from which they are nearly copies.
const ALIKE: f64 = 0.4;
const COPIED: f64 = 0.7;
/// Fewer words than this prove nothing.
const FEW: usize = 6;
/// Without a day, wording and names decide: a tenth of them in common is a point.
const TENTH: f64 = 10.0;

/// The likeness of two reports; `None` where something forbids that they tell of one event.
pub(super) fn likeness(a: &Profile, b: &Profile) -> Option<Likeness> {
    let mut found = Likeness::default();
    let same_day = a.days == b.days;
    found.add(Part::Date, date(a, b)?);
    found.add(Part::Place, place(a.site.as_ref(), b.site.as_ref())?);
    found.add(Part::Actors, actors(a, b, same_day)?);
    found.add(Part::Names, names(a, b, same_day && a.fine && b.fine)?);
    found.add(Part::Type, kinds(a, b));
    found.add(Part::Toll, toll(a, b));
    found.add(Part::Wording, worded(a, b));
    Some(found)
}

/// The likeness of two reports of which one has no day: names and wording of the articles decide, and what else is read weighs less, since
/// one slip in it must not part a story. `None` where the countries differ, or nothing can be said.
pub(super) fn undated(a: &Profile, b: &Profile) -> Option<Likeness> {
    let mut found = Likeness::default();
    let country = |p: &Profile| p.site.as_ref().and_then(|s| s.country);
    if matches!((country(a), country(b)), (Some(x), Some(y)) if x != y) {
        return None;
    }
    found.add(Part::Date, words_of_dates(a, b));
    found.add(Part::Place, place(a.site.as_ref(), b.site.as_ref()).map_or(-1, |n| n.min(1)));
    found.add(Part::Actors, actors(a, b, true).unwrap_or(-1).clamp(-1, 1));
    found.add(Part::Type, kinds(a, b));
    found.add(Part::Toll, toll(a, b));
    found.add(Part::Names, names(a, b, true)?.max(0) + tenths(wording::share(&a.wording.names, &b.wording.names, 2)));
    found.add(Part::Wording, tenths(wording::share(&a.wording.words, &b.wording.words, FEW)));
    Some(found)
}

/// Only like is compared with like: articles with articles, sentences with sentences, and never an article with itself.
fn worded(a: &Profile, b: &Profile) -> i32 {
    if a.article == b.article || a.wording.whole != b.wording.whole {
        return 0;
    }
    let shared = wording::share(&a.wording.words, &b.wording.words, FEW).unwrap_or(0.0);
    i32::from(shared >= ALIKE) + i32::from(shared >= COPIED)
}

fn tenths(share: Option<f64>) -> i32 {
    (share.unwrap_or(0.0) * TENTH).round() as i32
}

/// Date words that come to no day can still be of one day, or not.
fn words_of_dates(a: &Profile, b: &Profile) -> i32 {
    match (&a.when, &b.when) {
        (Some(x), Some(y)) => match likeness::dates(x, y, None) {
            Fit::Same => 1,
            Fit::Conflict => -1,
            _ => 0,
        },
        _ => 0,
    }
}

/// Days more than one apart cannot meet.
fn date(a: &Profile, b: &Profile) -> Option<i32> {
    let ((from, to), (first, last)) = (a.days?, b.days?);
    if from > last + 1 || first > to + 1 {
        return None;
    }
    Some(match (a.fine && b.fine, (from, to) == (first, last)) {
        (true, true) => 3,
        (_, true) => 2,
        _ => 1,
    })
}

fn place(a: Option<&Site>, b: Option<&Site>) -> Option<i32> {
    let (Some(a), Some(b)) = (a, b) else { return Some(0) };
    match fit(a, b) {
        Fit::Conflict => None,
        Fit::Same if a.is_country => Some(1),
        Fit::Same => Some(3),
        Fit::Loose => Some(1),
        Fit::Unknown => Some(0),
    }
}

fn fit(a: &Site, b: &Site) -> Fit {
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return Fit::Conflict;
    }
    match (&a.geo, &b.geo) {
        _ if a.name == b.name => Fit::Same,
        (Some(x), Some(y)) => likeness::geo(x, y, REACH),
        _ => Fit::Unknown,
    }
}

fn share(a: &[u64], b: &[u64]) -> bool {
    a.iter().any(|x| b.contains(x))
}

fn disjoint(a: &[u64], b: &[u64]) -> bool {
    !a.is_empty() && !b.is_empty() && !share(a, b)
}

/// Sides in turned roles are two events; shared sides speak for one.
fn actors(a: &Profile, b: &Profile, same_day: bool) -> Option<i32> {
    let by = share(&a.attackers, &b.attackers);
    let on = share(&a.targets, &b.targets);
    let turned = share(&a.attackers, &b.targets) || share(&a.targets, &b.attackers);
    if turned && !by && !on {
        return None;
    }
    let mut points = i32::from(by) + i32::from(on);
    if disjoint(&a.attackers, &b.attackers) {
        points -= 2;
    }
    if disjoint(&a.targets, &b.targets) && !same_day {
        points -= 1;
    }
    Some(points)
}

/// Different named victims on different days are different events.
fn names(a: &Profile, b: &Profile, same_day: bool) -> Option<i32> {
    match (share(&a.victims, &b.victims), disjoint(&a.victims, &b.victims)) {
        (true, _) => Some(3),
        (_, true) => same_day.then_some(-2),
        _ => Some(0),
    }
}

fn kinds(a: &Profile, b: &Profile) -> i32 {
    if a.event_type == b.event_type {
        1
    } else if a.apart || b.apart {
        -2
    } else {
        0
    }
}

/// Small tolls are too common to tell events apart.
fn toll(a: &Profile, b: &Profile) -> i32 {
    match (a.killed.filter(|n| *n > 2), b.killed.filter(|n| *n > 2)) {
        (Some(m), Some(n)) if m == n => 1,
        (Some(m), Some(n)) if m.max(n) > 5 * m.min(n) => -1,
        _ => 0,
    }
}
