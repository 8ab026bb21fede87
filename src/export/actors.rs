//! Who is who for the datasets of others: which of an event's names is a state, a group, or civilians.

use super::contract::Offsets;
use crate::model::Kind;
use crate::model::country::{self as countries, Country};
use crate::review::ReviewedEvent;

/// What an actor is, as far as a dataset of events needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// A state or its forces.
    State,
    /// An armed group.
    Group,
    /// People who do not fight.
    Civilians,
    /// Not known.
    Unknown,
}

/// What bears `name`.
pub(super) fn side(offsets: &Offsets<'_>, name: &str) -> Side {
    if name.to_lowercase().contains("civilian") {
        return Side::Civilians;
    }
    match offsets.kind_of(name) {
        _ if countries::by_name(name).is_some() => Side::State,
        Some(Kind::StateForce) => Side::State,
        Some(Kind::ArmedGroup) => Side::Group,
        _ => Side::Unknown,
    }
}

/// Who acted: those who did it, else those who are blamed.
pub(super) fn acting(event: &ReviewedEvent) -> &[String] {
    let fields = &event.item.fields;
    if fields.attackers.is_empty() { &fields.suspects } else { &fields.attackers }
}

/// The country that the event lies in.
pub(super) fn country(event: &ReviewedEvent) -> Option<&'static Country> {
    countries::by_code(event.item.fields.place.as_ref()?.country.as_deref()?)
}

/// Whether civilians were attacked, as far as the event says.
pub(super) fn on_civilians(event: &ReviewedEvent) -> bool {
    let fields = &event.item.fields;
    let killed = fields.killed_civilians.is_some_and(|c| c.best.or(c.low).is_some_and(|n| n > 0));
    killed || fields.targets.iter().any(|t| t.to_lowercase().contains("civilian"))
}
