//! Which events the filter of all views lets through. What their words are is kept in one piece each, so that a letter typed into the
//! filter costs a look through them and not the making of every cell of the table.

use super::Column;
use crate::lexicon::Lexicon;
use crate::model::EventDate;
use crate::review::{Review, ReviewedEvent};
use crate::ui::haystack::{APART, Haystack};
use crate::ui::kept::Kept;
use crate::ui::past::Since;
use crate::ui::workspace::{Filter, Workspace};
use std::sync::Arc;

/// What is kept.
#[derive(Default)]
pub struct Passing {
    words: Kept<(u64, ()), Haystack>,
    shown: Kept<(u64, Filter), Vec<usize>>,
}

/// Whether the filter of all views lets `event` through.
pub fn passes(filter: &Filter, event: &ReviewedEvent, lexicon: Option<&Lexicon>) -> bool {
    let query = filter.query.trim().to_lowercase();
    fits(filter, event) && (query.is_empty() || said(event, lexicon).to_lowercase().contains(&query))
}

/// Positions in `Dataset::events` of what the filter lets through; worked out once for each change of either.
pub fn passing(workspace: &Workspace) -> Arc<Vec<usize>> {
    workspace.passing.shown.get((workspace.revision, workspace.filter.clone()), || those(workspace, &workspace.filter))
}

/// Positions in `Dataset::events` of what `filter` lets through.
pub fn those(workspace: &Workspace, filter: &Filter) -> Vec<usize> {
    let events = &workspace.dataset.events;
    let query = filter.query.trim();
    let holding = if query.is_empty() { (0..events.len()).collect() } else { words(workspace).holding(query) };
    let plain = Filter { query: filter.query.clone(), ..Filter::default() } == *filter;
    let fits = |i: &usize| plain || events.get(*i).is_some_and(|e| fits(filter, e));
    holding.into_iter().filter(fits).collect()
}

/// The words of every event.
fn words(workspace: &Workspace) -> Arc<Haystack> {
    let (events, lexicon) = (&workspace.dataset.events, workspace.lexicon());
    let mend = |stack: &mut Haystack, since: Since<'_>| {
        let changed = since.events.keys().filter_map(|at| Some((*at, events.get(*at)?)));
        changed.for_each(|(at, event)| stack.put(at, &said(event, lexicon)));
    };
    let make = || Haystack::of(events, |e| said(e, lexicon));
    workspace.passing.words.mended((workspace.revision, ()), |revision| workspace.since(revision), mend, make)
}

/// All that a query is looked for in.
fn said(event: &ReviewedEvent, lexicon: Option<&Lexicon>) -> String {
    let (item, f) = (&event.item, &event.item.fields);
    let cells = Column::ALL.into_iter().map(|c| c.text(event, lexicon));
    let more = [item.notes.clone(), f.victims.join(" "), f.weapons.join(" "), item.articles.join(" ")];
    cells.chain(more).collect::<Vec<String>>().join(APART)
}

/// Whether all but the words of the filter let `event` through.
fn fits(filter: &Filter, event: &ReviewedEvent) -> bool {
    let f = &event.item.fields;
    let country = f.place.as_ref().and_then(|p| p.country.as_ref());
    let days = f.date.as_ref().map(EventDate::days);
    let in_time = days.is_none_or(|(from, to)| filter.from.is_none_or(|d| to >= d) && filter.to.is_none_or(|d| from <= d));
    let dated = days.is_some() || (filter.from.is_none() && filter.to.is_none());
    (!filter.only_open || event.review == Review::Open)
        && (filter.types.is_empty() || f.event_type.as_ref().is_some_and(|t| filter.types.contains(t)))
        && (filter.countries.is_empty() || country.is_some_and(|c| filter.countries.contains(c)))
        && (filter.actors.is_empty() || f.attackers.iter().chain(&f.suspects).any(|a| filter.actors.contains(a)))
        && (filter.targets.is_empty() || f.targets.iter().any(|t| filter.targets.contains(t)))
        && (in_time && dated)
}
