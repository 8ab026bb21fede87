//! Which day of a sentence dates which of its deeds.

use super::draft::Draft;
use super::page::Sentence;
use crate::model::{Mention, Span, Value, When};

/// "hours after", "minutes later".
pub(super) fn is_within_hours(s: &Sentence<'_>) -> bool {
    s.range.clone().any(|i| matches!(s.lemma(i).as_str(), "hour" | "minute") && s.tag(i) == "NNS" && matches!(s.lemma(i + 1).as_str(), "after" | "before"))
}

/// The day that a date mention names, if it names one.
fn one_day(m: &Mention) -> bool {
    matches!(&m.value, Some(Value::When { when, .. }) if super::likeness::is_day(when) && !matches!(when, When::Range { .. }))
}

/// "hit it on Friday in revenge for the killing of two men on 3 May": of two days the later words date the deed that they follow.
pub(super) fn share(s: &Sentence<'_>, drafts: &mut [Draft<'_>]) {
    let bare = |d: &Draft<'_>| d.dates.is_empty() && !d.triggers.is_empty() && d.offset.is_none();
    let Some(at) = drafts.iter().position(bare) else { return };
    let start = drafts.get(at).and_then(|d| d.triggers.iter().map(|(t, _)| s.token_span(t.token).end).min()).unwrap_or_default();
    let from = drafts.iter_mut().find(|d| {
        let days: Vec<Span> = d.dates.iter().filter(|m| one_day(m)).map(|m| m.span).collect();
        matches!(days.as_slice(), [first, last] if first.end < start && last.start > start)
    });
    let moved = from.and_then(|d| d.dates.iter().rposition(|m| one_day(m)).map(|n| d.dates.remove(n)));
    if let (Some(m), Some(d)) = (moved, drafts.get_mut(at)) {
        d.dates.push(m);
    }
}

/// The weekday that "on Friday …, three days after …" or "… the day before" counts back to, the words it counts from, and whether it is the
/// day before.
pub(super) fn counted(s: &Sentence<'_>) -> Option<(When, Span, bool)> {
    let said = |m: &&'_ Mention| match &m.value {
        Some(Value::When { when, .. }) => Some((m.span, m.text.ends_with("after"), when.clone())),
        _ => None,
    };
    let dates: Vec<(Span, bool, When)> = s.mentions.iter().filter_map(said).collect();
    let (after, days, eve) = dates.iter().find_map(|(span, after, when)| match when {
        When::AfterEvent { days: Some(days) } if *after && (1..=6).contains(days) => Some((span.start, *days, false)),
        When::AfterEvent { days: Some(-1) } if !*after => Some((span.start, 1, true)),
        _ => None,
    })?;
    dates.iter().rev().filter(|(span, ..)| span.end <= after).find_map(|(span, _, when)| match when {
        When::Weekday { weekday, which } => {
            let back = (i32::from(*weekday) - days).rem_euclid(7);
            i8::try_from(back).ok().map(|weekday| (When::Weekday { weekday, which: *which }, *span, eve))
        }
        _ => None,
    })
}
