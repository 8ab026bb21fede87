//! How alike two reports are, in named parts that an analyst can be shown (M2), and what forbids that they tell of one event.

use super::likeness::{self, Fit};
use super::profile::{Profile, Site};
use super::wording;
use crate::model::{Likeness, Part, When};

/// Points closer than this, in kilometres, may be one place.
const REACH: f64 = 25.0;
/// The share of common words from which two sentences are worded alike, and from which they are nearly copies.
const ALIKE: f64 = 0.4;
const COPIED: f64 = 0.7;
/// Below this likeness of their wording two articles hardly share a telling word; articles of one story mostly lie between 0.1 and 0.3.
const STRANGE: f64 = 0.06;
const UNTOLD: i32 = -2;
const ONE_STORY: f64 = 0.15;
const ONE_TEXT: f64 = 0.35;
/// Without a day, wording and names decide: so many points for two articles of the same words, and for the same names in both.
const TOLD: f64 = 30.0;
const NAMED: f64 = 3.0;
/// What another weekday than that of the known day weighs.
const OTHER_WEEKDAY: i32 = -3;
/// What another country weighs where no day is known and words decide: the places of such accounts are often guessed.
const ABROAD: i32 = -3;

/// The likeness of two reports; `None` where something forbids that they tell of one event.
pub(super) fn likeness(a: &Profile, b: &Profile) -> Option<Likeness> {
    let mut found = Likeness::default();
    let same_day = a.days == b.days;
    let place = place(a.site.as_ref(), b.site.as_ref())?;
    found.add(Part::Date, date(a, b, place).or_else(|| died_in_both(a, b).then_some(0))?);
    found.add(Part::Place, place);
    found.add(Part::Actors, actors(a, b, same_day)?);
    found.add(Part::Names, names(a, b, same_day && a.fine && b.fine)?);
    found.add(Part::Type, kinds(a, b));
    found.add(Part::Toll, toll(a, b));
    found.add(Part::Wording, worded(a, b));
    Some(found)
}

/// Nobody dies twice: where the same person is told to be dead, another day is a slip, or that of the trial.
pub(super) fn died_in_both(a: &Profile, b: &Profile) -> bool {
    share(&a.dead, &b.dead)
}

/// Whether somebody who was hurt by name in one is named in the other.
pub(super) fn hurt_in_both(a: &Profile, b: &Profile) -> bool {
    share(&a.victims, &b.named) || share(&b.victims, &a.named)
}

/// The likeness of two reports of which one has no day: names and wording of the articles decide, and what else is read weighs less, since
/// one slip in it must not part a story. `None` where other ships were hit, or one was published before the other's first day.
pub(super) fn undated(a: &Profile, b: &Profile) -> Option<Likeness> {
    let mut found = Likeness::default();
    // What was published before cannot tell of it.
    let too_early = |p: &Profile, q: &Profile| matches!((p.published, q.days), (Some(day), Some((from, _))) if day < from);
    if too_early(a, b) || too_early(b, a) {
        return None;
    }
    let country = |p: &Profile| p.site.as_ref().and_then(|s| s.country);
    let abroad = matches!((country(a), country(b)), (Some(x), Some(y)) if x != y);
    found.add(Part::Date, words_of_dates(a, b));
    found.add(Part::Place, if abroad { ABROAD } else { place(a.site.as_ref(), b.site.as_ref()).map_or(-1, |n| n.min(1)) });
    found.add(Part::Actors, actors(a, b, true).unwrap_or(-1).clamp(-1, 1));
    found.add(Part::Type, kinds(a, b));
    found.add(Part::Toll, toll(a, b));
    found.add(Part::Names, names(a, b, true)? + points(wording::share(&a.wording.names, &b.wording.names, 2).unwrap_or(0.0), NAMED));
    found.add(Part::Wording, points(a.wording.likeness(&b.wording).unwrap_or(0.0), TOLD));
    Some(found)
}

/// Only like is compared with like: articles with articles, sentences with sentences, and never an article with itself.
fn worded(a: &Profile, b: &Profile) -> i32 {
    if a.article == b.article || a.wording.whole != b.wording.whole {
        return 0;
    }
    if a.wording.whole {
        return match a.wording.likeness(&b.wording) {
            Some(..STRANGE) => UNTOLD,
            Some(ONE_TEXT..) => 2,
            Some(ONE_STORY..) => 1,
            _ => 0,
        };
    }
    let shared = wording::share(&a.wording.words, &b.wording.words, wording::FEW).unwrap_or(0.0);
    i32::from(shared >= ALIKE) + i32::from(shared >= COPIED)
}

fn points(share: f64, whole: f64) -> i32 {
    (share * whole).round() as i32
}

/// Date words that come to no day can still be of one day, or not.
fn words_of_dates(a: &Profile, b: &Profile) -> i32 {
    if (another_weekday(a, b) || another_weekday(b, a)) && !died_in_both(a, b) {
        return OTHER_WEEKDAY;
    }
    match (&a.when, &b.when) {
        (Some(x), Some(y)) => match likeness::dates(x, y, None) {
            Fit::Same => 1,
            Fit::Conflict => -1,
            _ => 0,
        },
        _ => 0,
    }
}

/// Whether `a` names a weekday, and the day that `b` is known to be of is another one.
fn another_weekday(a: &Profile, b: &Profile) -> bool {
    match (&a.when, b.days) {
        // Day 0 was a Thursday; Mondays are 0.
        (Some(When::Weekday { weekday, .. }), Some((from, to))) => b.fine && from == to && (from + 3).rem_euclid(7) != i32::from(*weekday),
        _ => false,
    }
}

/// Days more than one apart cannot meet.
fn date(a: &Profile, b: &Profile, place: i32) -> Option<i32> {
    let ((from, to), (first, last)) = (a.days?, b.days?);
    if from > last + 1 || first > to + 1 {
        return None;
    }
    Some(match (a.fine && b.fine, (from, to) == (first, last)) {
        (true, true) => 3,
        (_, true) => 2,
        // Two known days are mostly two attacks of one campaign, unless the town is the same.
        (true, false) if from == to && first == last && place < 3 => -1,
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

/// Different named victims on different days are different events, and so are hits on different ships.
fn names(a: &Profile, b: &Profile, same_day: bool) -> Option<i32> {
    if disjoint(&a.ships, &b.ships) {
        return None;
    }
    if share(&a.ships, &b.ships) {
        return Some(3);
    }
    match (share(&a.victims, &b.victims), disjoint(&a.surnames, &b.surnames)) {
        (true, _) => Some(3),
        (_, true) => same_day.then_some(-3),
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
