//! All events as a table: which are shown, in which order, and what stands in their cells. No egui in this file.

pub mod choices;
mod table_ui;

pub use table_ui::EventTable;

use super::inspector::words;
use super::workspace::{Filter, Workspace};
use crate::lexicon::Lexicon;
use crate::model::{EventDate, EventFields, Field};
use crate::review::{Dataset, Remarks, Review, ReviewedEvent, Target};
use std::cmp::Ordering;
use std::sync::Arc;

/// A column of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// The day or days.
    #[default]
    Date,
    /// Sub-event type.
    Type,
    /// Where.
    Place,
    /// Who did it.
    Attackers,
    /// Aimed at whom.
    Targets,
    /// Dead.
    Killed,
    /// Wounded.
    Wounded,
    /// Independent sources.
    Sources,
    /// Fields on which the reports do not agree.
    Conflicts,
    /// Review status.
    State,
    /// What waits for a second look.
    Flag,
    /// What was said about it.
    Comment,
}

impl Column {
    /// Every column, from left to right.
    pub const ALL: [Self; 12] = [
        Self::Date,
        Self::Type,
        Self::Place,
        Self::Attackers,
        Self::Targets,
        Self::Killed,
        Self::Wounded,
        Self::Sources,
        Self::Conflicts,
        Self::State,
        Self::Flag,
        Self::Comment,
    ];

    /// The words in the header.
    pub fn label(self) -> &'static str {
        match self {
            Self::Date => "Date",
            Self::Type => "Type",
            Self::Place => "Place",
            Self::Attackers => "Attackers",
            Self::Targets => "Targets",
            Self::Killed => "Killed",
            Self::Wounded => "Wounded",
            Self::Sources => "Sources",
            Self::Conflicts => "Conflicts",
            Self::State => "State",
            Self::Flag => "Flag",
            Self::Comment => "Comment",
        }
    }

    /// Whether its cells tell what was remarked, which lies beside the event.
    fn is_remark(self) -> bool {
        matches!(self, Self::Flag | Self::Comment)
    }

    /// As [`Self::text`], of remarks too.
    pub fn cell(self, dataset: &Dataset, event: &ReviewedEvent, lexicon: Option<&Lexicon>) -> String {
        match self {
            Self::Flag => remarks(dataset, event, |r| r.flag.map(|_| "⚑")),
            Self::Comment => remarks(dataset, event, Remarks::text),
            column => column.text(event, lexicon),
        }
    }

    /// Whether its cells are numbers and stand to the right.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Killed | Self::Wounded | Self::Sources | Self::Conflicts)
    }

    /// The text of a cell, as far as the event itself tells it; empty is not stated.
    pub fn text(self, event: &ReviewedEvent, lexicon: Option<&Lexicon>) -> String {
        let (item, f) = (&event.item, &event.item.fields);
        match self {
            Self::Date => f.date.as_ref().map(words::date).unwrap_or_default(),
            Self::Type => f.event_type.as_deref().map(|t| words::event_type(t, lexicon)).unwrap_or_default(),
            Self::Place => f.place.as_ref().map(|p| words::place(p, lexicon)).unwrap_or_default(),
            Self::Attackers => attackers(f),
            Self::Targets => {
                if f.targets.is_empty() {
                    f.target_object.clone().unwrap_or_default()
                } else {
                    f.targets.join("; ")
                }
            }
            Self::Killed => words::short_count(f.killed),
            Self::Wounded => words::short_count(f.wounded),
            Self::Sources => item.independent_sources.to_string(),
            Self::Conflicts => {
                if item.conflicts.is_empty() {
                    String::new()
                } else {
                    item.conflicts.len().to_string()
                }
            }
            Self::State => event.review.label().to_owned(),
            Self::Flag | Self::Comment => String::new(),
        }
    }

    fn compare(self, a: &ReviewedEvent, b: &ReviewedEvent, lexicon: Option<&Lexicon>) -> Ordering {
        let number = |e: &ReviewedEvent| match self {
            Self::Killed => e.item.fields.killed.and_then(|c| c.best.or(c.low).or(c.high)),
            Self::Wounded => e.item.fields.wounded.and_then(|c| c.best.or(c.low).or(c.high)),
            Self::Sources => Some(e.item.independent_sources),
            _ => Some(e.item.conflicts.len() as u32),
        };
        match self {
            Self::Date => a.item.fields.date.as_ref().map(EventDate::days).cmp(&b.item.fields.date.as_ref().map(EventDate::days)),
            Self::State => a.review.cmp(&b.review),
            column if column.is_number() => number(a).cmp(&number(b)),
            column => column.text(a, lexicon).cmp(&column.text(b, lexicon)),
        }
    }
}

/// What `of` tells of the event and, after their names, of its fields.
fn remarks<'a>(dataset: &'a Dataset, event: &ReviewedEvent, of: impl Fn(Remarks<'a>) -> Option<&'a str>) -> String {
    let told = |(field, remarks): (Option<Field>, Remarks<'a>)| {
        let text = of(remarks)?;
        Some(field.map_or_else(|| text.to_owned(), |f| format!("{}: {text}", f.label())))
    };
    dataset.remarks_on(event).into_iter().filter_map(told).collect::<Vec<_>>().join("; ")
}

/// Who did it, or who is blamed.
fn attackers(fields: &EventFields) -> String {
    match (fields.attackers.is_empty(), fields.suspects.is_empty()) {
        (true, false) => format!("blamed: {}", fields.suspects.join("; ")),
        _ => fields.attackers.join("; "),
    }
}

/// The order of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By which column.
    pub column: Column,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// Whether the filter of all views lets `event` through.
pub fn passes(filter: &Filter, event: &ReviewedEvent, lexicon: Option<&Lexicon>) -> bool {
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
        && holds(event, filter.query.trim(), lexicon)
}

fn holds(event: &ReviewedEvent, query: &str, lexicon: Option<&Lexicon>) -> bool {
    if query.is_empty() {
        return true;
    }
    let query = query.to_lowercase();
    let cells = Column::ALL.into_iter().map(|c| c.text(event, lexicon));
    let more = [event.item.notes.clone(), event.item.fields.victims.join(" "), event.item.fields.weapons.join(" "), event.item.articles.join(" ")];
    cells.chain(more).any(|text| text.to_lowercase().contains(&query))
}

/// Positions in `Dataset::events` of what is shown, in order.
pub fn order(workspace: &Workspace) -> Vec<usize> {
    let (events, lexicon, sort) = (&workspace.dataset.events, workspace.lexicon(), workspace.event_sort);
    let mut shown: Vec<usize> = events.iter().enumerate().filter(|(_, e)| passes(&workspace.filter, e, lexicon)).map(|(i, _)| i).collect();
    if sort.column.is_remark() {
        return by_remark(workspace, shown);
    }
    shown.sort_by(|a, b| match (events.get(*a), events.get(*b)) {
        (Some(x), Some(y)) if sort.descending => sort.column.compare(y, x, lexicon),
        (Some(x), Some(y)) => sort.column.compare(x, y, lexicon),
        _ => Ordering::Equal,
    });
    shown
}

/// What was remarked on comes first, in the order of the words, or last.
fn by_remark(workspace: &Workspace, mut shown: Vec<usize>) -> Vec<usize> {
    let (dataset, sort) = (&workspace.dataset, workspace.event_sort);
    let told = |i: &usize| dataset.events.get(*i).map(|e| sort.column.cell(dataset, e, None)).unwrap_or_default();
    shown.sort_by_cached_key(|i| {
        let told = told(i);
        (told.is_empty(), told)
    });
    if sort.descending {
        shown.reverse();
    }
    shown
}

/// As [`order`], worked out once for each change of dataset, filter or sorting.
pub fn ordered(workspace: &Workspace) -> Arc<Vec<usize>> {
    let key = (workspace.revision, workspace.filter.clone(), workspace.event_sort);
    workspace.order.get(key, || order(workspace))
}

/// The name of the event after `selected` in the order of the table, or before; without one, the first or the last. Only those that `fits`.
pub fn step(workspace: &Workspace, selected: Option<&ReviewedEvent>, forward: bool, fits: impl Fn(&ReviewedEvent) -> bool) -> Option<Target> {
    let (events, order) = (&workspace.dataset.events, ordered(workspace));
    let selected = selected.and_then(|s| workspace.dataset.position(&s.item.id));
    let at = selected.and_then(|s| order.iter().position(|i| *i == s));
    let event = |i: &usize| events.get(*i).filter(|e| fits(e));
    let found = match (at, forward) {
        (Some(at), true) => order.iter().skip(at + 1).find_map(event),
        (Some(at), false) => order.iter().take(at).rev().find_map(event),
        (None, true) => order.iter().find_map(event),
        (None, false) => order.iter().rev().find_map(event),
    };
    found.map(|e| e.target.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Count, Event, Span};
    use crate::review::Reviewed;

    fn event(id: &str, date: &str, killed: Option<u32>) -> Arc<ReviewedEvent> {
        let date = date.parse().ok().map(|d| EventDate::at(d, Vec::new()));
        let fields = EventFields { date, killed: killed.map(Count::exact), attackers: vec![format!("Group {id}")], ..EventFields::default() };
        let item = Event { id: id.to_owned(), fields, articles: vec!["a.txt".to_owned()], independent_sources: 1, confidence: 1.0, ..Event::default() };
        let key = crate::model::ReportKey { article: "a".into(), span: Span::new(0, 1), quote: id.to_owned() };
        Arc::new(Reviewed::open(item.into(), Target::Event { key }))
    }

    fn shown(workspace: &Workspace) -> Vec<String> {
        order(workspace).into_iter().map(|i| workspace.dataset.events[i].item.id.clone()).collect()
    }

    #[test]
    fn rows_are_sorted_by_what_stands_in_them_and_filtered() {
        let mut workspace = Workspace::default();
        workspace.dataset.events = vec![event("b", "2024-01-10", Some(9)), event("a", "2024-01-04", Some(10)), event("c", "", None)];
        assert_eq!(shown(&workspace), ["c", "a", "b"]);
        workspace.event_sort = Sort { column: Column::Killed, descending: true };
        assert_eq!(shown(&workspace), ["a", "b", "c"]);
        workspace.filter.query = "GROUP C".to_owned();
        assert_eq!(shown(&workspace), ["c"]);
        workspace.filter = Filter { from: "2024-01-05".parse().ok(), ..Filter::default() };
        assert_eq!(shown(&workspace), ["b"]);
    }
}
