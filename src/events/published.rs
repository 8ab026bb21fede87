//! Publication dates that no article states, inferred over the folder by rule D4.

use super::clues::{self, Clues};
use super::dating;
use super::witness::{self, Window};
use crate::model::{Basis, Guidance, PartialDate, Reading, Reason, Resolved};
use jiff::ToSpan;
use jiff::civil::Date;

/// Fills `article.published` where it is missing, with numbered reasons; the analyst's dates override everything.
///
/// One inferred article can date another, so the folder is gone through until nothing more follows; days come before months and years.
pub fn infer(readings: &mut [Reading], guidance: &Guidance) {
    for reading in readings.iter_mut() {
        prepare(reading, guidance);
    }
    for coarse in [false, true] {
        while let Some((at, found)) = next(readings, coarse) {
            readings[at].article.published = Some(found);
            dating::resolve_reading(&mut readings[at]);
        }
    }
}

fn prepare(reading: &mut Reading, guidance: &Guidance) {
    let article = &mut reading.article;
    if let Some(date) = guidance.published.get(&article.id) {
        article.published = Some(Resolved::new(*date, Basis::Analyst, Reason::plain(format!("the analyst set {date}"))));
    } else if article.published.as_ref().is_some_and(|p| p.basis == Basis::Inferred) {
        article.published = None;
    }
    dating::resolve_reading(reading);
}

/// The undated article with the surest date, and the date.
fn next(readings: &[Reading], coarse: bool) -> Option<(usize, Resolved<PartialDate>)> {
    let undated = readings.iter().enumerate().filter(|(_, r)| r.article.published.is_none());
    let solved = undated.filter_map(|(at, reading)| {
        let windows = witness::windows(reading, readings);
        let strength = windows.iter().map(|w| w.strength).max().unwrap_or(0);
        solve(reading, windows, coarse).map(|found| (strength, at, found))
    });
    solved.max_by_key(|(strength, at, _)| (*strength, std::cmp::Reverse(*at))).map(|(_, at, found)| (at, found))
}

/// Days from the first to the last, both included.
type Domain = (Date, Date);

/// Beyond so many days after its last anchor a day is no longer the likeliest one.
const NEAR: i32 = 14;

fn solve(reading: &Reading, windows: Vec<Window>, coarse: bool) -> Option<Resolved<PartialDate>> {
    let clues = clues::of(reading);
    let mut reasons = Vec::new();
    let (domain, anchored) = domain(&clues, windows, &mut reasons)?;
    let candidates = candidates(&clues, domain);
    let (best, cost) = candidates.iter().copied().reduce(|a, b| if b.1 < a.1 - 1e-6 { b } else { a })?;
    let near: Vec<Date> = candidates.iter().filter(|(_, c)| *c <= cost + 0.5).map(|(d, _)| *d).collect();
    let fixed = anchored || (clues.has_fresh_event && clues.last_anchor(best).is_some_and(|a| days_between(a, best) <= NEAR));
    let one_month = near.iter().all(|d| (d.year(), d.month()) == (best.year(), best.month()));
    let date = match (fixed, coarse) {
        (true, _) => PartialDate::day(best),
        (false, true) if one_month => PartialDate::month(best.year(), best.month()),
        (false, true) if near.iter().all(|d| d.year() == best.year()) => PartialDate::year(best.year()),
        _ => return None,
    };
    reasons.extend(clues.reasons(best));
    reasons.push(Reason::plain(if fixed { format!("the earliest day that fits best: {date}") } else { format!("nothing finer than {date} can be told") }));
    Some(Resolved { value: date, basis: Basis::Inferred, reasons: numbered(reasons) })
}

fn numbered(reasons: Vec<Reason>) -> Vec<Reason> {
    reasons.into_iter().enumerate().map(|(i, r)| Reason { text: format!("{}. {}", i + 1, r.text), ..r }).collect()
}

/// The days that publication can fall on, and whether another article's dated event or a dated picture narrows them to about a week.
fn domain(clues: &Clues, mut windows: Vec<Window>, reasons: &mut Vec<Reason>) -> Option<(Domain, bool)> {
    windows.extend(clues.pictures.iter().cloned());
    windows.extend(clues.copyright.clone());
    windows.sort_by_key(|w| std::cmp::Reverse(w.strength));
    let mut domain: Option<Domain> = None;
    for window in windows {
        let joined = domain.map_or((window.first, window.last), |d| (d.0.max(window.first), d.1.min(window.last)));
        if joined.0 <= joined.1 && domain != Some(joined) {
            domain = Some(joined);
            reasons.push(window.reason);
        }
    }
    let (first, last) = domain?;
    let first = clues.floors.iter().filter(|f| **f <= last).max().map_or(first, |f| first.max(*f));
    Some(((first, last), days_between(first, last) <= 7))
}

fn days_between(first: Date, last: Date) -> i32 {
    (last - first).get_days()
}

/// Every day of the domain with what speaks against it.
fn candidates(clues: &Clues, (first, last): Domain) -> Vec<(Date, f64)> {
    let mut out = Vec::new();
    let mut day = first;
    while day <= last && out.len() < 800 {
        out.push((day, clues.cost(day)));
        let Ok(next) = day.checked_add(1.day()) else { break };
        day = next;
    }
    out
}
