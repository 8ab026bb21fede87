//! What to look at next: open events, those first where a look is worth most.

use super::{Dataset, ReviewedEvent};
use crate::model::Conflict;

/// Below this confidence the machine's reading is doubtful.
const DOUBTFUL: f32 = 0.5;

/// Why an event is looked at; the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its reports do not agree.
    Conflict,
    /// It has no date.
    NoDate,
    /// The machine is not sure.
    Doubtful,
    /// It is open, as the rest.
    Open,
}

impl Why {
    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Conflict => "Reports do not agree",
            Self::NoDate => "No date",
            Self::Doubtful => "Low confidence",
            Self::Open => "Not reviewed",
        }
    }
}

/// The ids of the open events of `dataset` with the reason for looking, in the order to look.
pub fn queue(dataset: &Dataset) -> Vec<(Why, String)> {
    let mut open: Vec<(Why, &ReviewedEvent)> = dataset.events.iter().filter(|e| !e.review.is_decided()).map(|e| (why(e), e.as_ref())).collect();
    open.sort_by(|(a, x), (b, y)| a.cmp(b).then(x.item.confidence.total_cmp(&y.item.confidence)));
    open.into_iter().map(|(why, event)| (why, event.item.id.clone())).collect()
}

fn why(event: &ReviewedEvent) -> Why {
    let unsettled = |c: &Conflict| !event.field_review(c.field).is_decided();
    match event {
        e if e.item.conflicts.iter().any(unsettled) => Why::Conflict,
        e if e.item.fields.date.is_none() => Why::NoDate,
        e if e.item.confidence < DOUBTFUL => Why::Doubtful,
        _ => Why::Open,
    }
}
