//! All events as a table: which are shown, in which order, and what stands in their cells. No egui in this file.

pub mod choices;
mod order;
mod passing;
mod table_ui;

pub use order::{Sorted, order, ordered};
pub use passing::{Passing, passes, passing, those};
pub use table_ui::EventTable;

use super::inspector::words;
use super::workspace::Workspace;
use crate::lexicon::Lexicon;
use crate::model::{EventDate, EventFields, Field};
use crate::review::{Dataset, Remarks, Review, ReviewedEvent, Target};
use jiff::civil::Date;

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

    /// What the column is sorted by.
    fn rank(self, event: &ReviewedEvent, lexicon: Option<&Lexicon>) -> Rank {
        let f = &event.item.fields;
        match self {
            Self::Date => Rank::Days(f.date.as_ref().map(EventDate::days)),
            Self::State => Rank::State(event.review),
            Self::Killed => Rank::Number(f.killed.and_then(|c| c.best.or(c.low).or(c.high))),
            Self::Wounded => Rank::Number(f.wounded.and_then(|c| c.best.or(c.low).or(c.high))),
            Self::Sources => Rank::Number(Some(event.item.independent_sources)),
            Self::Conflicts => Rank::Number(Some(event.item.conflicts.len() as u32)),
            column => Rank::Text(column.text(event, lexicon)),
        }
    }
}

/// The place of an event in the order of a column; of one column all are of one sort.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Days(Option<(Date, Date)>),
    State(Review),
    Number(Option<u32>),
    Text(String),
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
    use crate::ui::workspace::Filter;
    use std::sync::Arc;

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
