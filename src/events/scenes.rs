//! The places of a draft as scenes: where it was, rather than near what.

use super::draft::Draft;
use crate::model::{Kind, Mention, PlacePrecision};

/// The places that say where it was, not only near what.
pub(super) fn scenes<'a>(d: &Draft<'a>) -> Vec<&'a Mention> {
    let off = |m: &&&'a Mention| is_country(m) && d.beside.contains(&m.span);
    d.places.iter().filter(|m| !off(m)).copied().collect()
}

/// Whether both name towns, at least one of them known by its name alone, and no name is the same.
pub(super) fn unlike(here: &[&Mention], there: &[&Mention]) -> bool {
    let town = |m: &&&Mention| m.kind == Kind::Place && !is_country(m);
    let name = |m: &&Mention| m.entity.clone().unwrap_or_else(|| m.text.clone());
    let (own, theirs): (Vec<&&Mention>, Vec<&&Mention>) = (here.iter().filter(town).collect(), there.iter().filter(town).collect());
    let unknown = own.iter().chain(&theirs).any(|m| m.geo.is_none());
    unknown && !own.is_empty() && !theirs.is_empty() && !own.iter().any(|m| theirs.iter().any(|o| name(m) == name(o)))
}

/// How many countries the places lie in.
pub(super) fn countries_of(places: &[&Mention]) -> usize {
    let mut all: Vec<&str> = places.iter().filter_map(|m| m.geo.as_ref()?.country.as_deref()).collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// Whether a place is as coarse as a country.
pub(super) fn is_country(m: &Mention) -> bool {
    m.geo.as_ref().is_some_and(|g| g.precision == PlacePrecision::Country)
}
