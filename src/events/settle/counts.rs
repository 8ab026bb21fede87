//! Numbers of people: whole tolls before parts, then by the practice of the project.

use super::super::profile::Account;
use super::Settler;
use crate::model::{Count, Field, FieldValue, Qualifier, Settling};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A report's number, with the report's place among the members.
type Stated<'a> = (usize, &'a Account<'a>, Count);

fn of(m: &Account<'_>, field: Field) -> Option<Count> {
    match field {
        Field::Killed => m.report.fields.killed,
        Field::Wounded => m.report.fields.wounded,
        _ => m.report.fields.killed_civilians,
    }
}

/// Whether a report's number only bounds the total from below (C2).
fn is_bound(m: &Account<'_>, field: Field) -> bool {
    m.report.rules.get(&field).is_some_and(|rule| rule == "C2")
}

impl Settler<'_> {
    /// One number of people: whole tolls before parts (C2), then as the project's practice has it.
    pub(super) fn count(&mut self, field: Field) -> Option<Count> {
        let members = self.members;
        let stated: Vec<Stated<'_>> = members.iter().enumerate().filter_map(|(n, m)| Some((n, m, of(m, field)?))).collect();
        let mut whole: Vec<Stated<'_>> = stated.iter().filter(|(_, m, c)| !is_bound(m, field) && (c.best.is_some() || c.high.is_some())).copied().collect();
        if whole.is_empty() {
            return stated.iter().max_by_key(|(_, _, c)| c.best).map(|(.., c)| *c);
        }
        // An article that the event is news in outweighs one that only recalls it.
        if whole.iter().any(|(_, m, _)| m.report.foreground) {
            whole.retain(|(_, m, _)| m.report.foreground);
        }
        let (settled, rule) = match self.by {
            Settling::Triple => triple(&whole),
            Settling::Conservative => conservative(&whole),
            Settling::Majority => self.majority(&whole),
        }?;
        self.disagree(field, &FieldValue::Count(settled), rule, |a, b| match (a, b) {
            (FieldValue::Count(a), FieldValue::Count(b)) => a.best == b.best && a.high == b.high,
            _ => false,
        });
        Some(settled)
    }

    /// The number that most independent sources give, of equals the lower.
    fn majority(&self, whole: &[Stated<'_>]) -> Option<(Count, &'static str)> {
        let voices = |c: &Count| {
            let like = whole.iter().filter(|(.., o)| o.best == c.best && o.high == c.high);
            like.flat_map(|(n, ..)| self.sources.behind(*n)).collect::<BTreeSet<&str>>().len()
        };
        let chosen = whole.iter().map(|(.., c)| c).max_by_key(|c| (voices(c), c.best.is_some(), std::cmp::Reverse((c.best, c.high))))?;
        Some((*chosen, "majority"))
    }
}

/// The newest before older (C4), what most say before single voices, the lower of equals (C5); low and high are the bounds of all.
fn triple(whole: &[Stated<'_>]) -> Option<(Count, &'static str)> {
    let (chosen, rule) = choose(whole)?;
    let lows = whole.iter().filter_map(|(.., c)| c.low).min();
    let highs = whole.iter().filter_map(|(.., c)| c.high).max();
    let low = match (lows, chosen.best) {
        (Some(l), Some(b)) => Some(l.min(b)),
        (l, _) => l,
    };
    Some((Count { low, best: chosen.best, high: chosen.high.and(highs), qualifier: chosen.qualifier }, rule))
}

fn choose(whole: &[Stated<'_>]) -> Option<(Count, &'static str)> {
    let newest = whole.iter().filter_map(|(_, m, _)| day(m)).max();
    let dated = whole.iter().all(|(_, m, _)| day(m).is_some());
    let latest: Vec<Count> = whole.iter().filter(|(_, m, _)| !dated || day(m) == newest).map(|(.., c)| *c).collect();
    let support = |c: &Count| latest.iter().filter(|o| o.best == c.best || (o.high.is_none() && o.low <= c.best)).count();
    let chosen = latest.iter().max_by_key(|c| (support(c), c.best.is_some(), std::cmp::Reverse(c.best)))?;
    let rule = if latest.len() < whole.len() {
        "C4"
    } else if latest.len() > 1 {
        "C5"
    } else {
        "C1"
    };
    Some((*chosen, rule))
}

fn day(m: &Account<'_>) -> Option<Date> {
    m.article.published.as_ref().map(|p| p.value.last_day())
}

/// One number, the lowest that any article gives for the whole (C6); what only bounds it from above is no number.
fn conservative(whole: &[Stated<'_>]) -> Option<(Count, &'static str)> {
    let lowest = whole.iter().filter_map(|(.., c)| c.best.or(c.low)).min();
    let Some(n) = lowest else { return whole.first().map(|(.., c)| (*c, "C6")) };
    Some((Count { low: Some(n), best: Some(n), high: Some(n), qualifier: Qualifier::Exact }, "C6"))
}
