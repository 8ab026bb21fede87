//! Where an incident took place (rule P1): the finest place that its own words give.

use super::coreference::Incident;
use super::page::Sentence;
use super::scenes::is_country;
use crate::lexicon::Lexicon;
use crate::model::{EventFields, Kind, Mention, Place, PlacePrecision, Span};

/// Fine places beat coarse ones; those beside the founding trigger beat later ones.
fn rank(m: &Mention, draft: usize) -> i32 {
    let fine = match m.geo.as_ref().map(|g| g.precision) {
        Some(PlacePrecision::Site | PlacePrecision::Neighbourhood | PlacePrecision::Settlement | PlacePrecision::NearSettlement) => 8,
        Some(PlacePrecision::Admin2 | PlacePrecision::Admin1 | PlacePrecision::InternationalWaters) => 6,
        Some(PlacePrecision::Region) => 3,
        Some(PlacePrecision::Country) => 1,
        None if m.kind == Kind::Facility => 2,
        None => 4,
    };
    let early = match draft {
        0 => 4,
        1 => 3,
        2 | 3 => 2,
        _ => 0,
    };
    fine + early
}

/// Fills the place and says on which words it rests.
pub(super) fn place(fields: &mut EventFields, k: &Incident<'_>, lexicon: &Lexicon) -> Option<(Span, Option<String>)> {
    let mut all: Vec<(i32, &Mention)> = Vec::new();
    for (n, d) in k.drafts.iter().enumerate() {
        all.extend(d.places.iter().map(|m| (rank(m, n) - if d.beside.contains(&m.span) { 4 } else { 0 }, *m)));
    }
    let land = country(&all);
    let fitting = |m: &Mention| m.geo.as_ref().is_none_or(|g| g.country.is_none() || land.is_none() || g.country == land);
    let best = all.iter().filter(|(_, m)| fitting(m)).max_by_key(|(score, m)| (*score, std::cmp::Reverse(m.span.start)))?.1;
    let geo = best.geo.as_ref();
    let mut name = best.entity.clone().unwrap_or_else(|| best.text.clone());
    if is_country(best)
        && let Some(state) = geo.and_then(|g| lexicon.country(g.country.as_deref()?))
    {
        name.clone_from(&state.name);
    }
    fields.place = Some(Place {
        name,
        admin1: geo.and_then(|g| g.admin1.clone()),
        country: geo.map_or(land, |g| g.country.clone()),
        lat: geo.map(|g| g.lat),
        lon: geo.map(|g| g.lon),
        precision: geo.map_or(PlacePrecision::Site, |g| g.precision),
        source: geo.map(|g| g.source.clone()),
    });
    Some((best.span, best.entity.clone()))
}

/// The country that most of the places lie in, the early and fine ones weighing more.
fn country(all: &[(i32, &Mention)]) -> Option<String> {
    let mut points: std::collections::BTreeMap<String, i32> = std::collections::BTreeMap::new();
    for (score, m) in all {
        if let Some(c) = m.geo.as_ref().and_then(|g| g.country.clone()) {
            *points.entry(c).or_default() += score;
        }
    }
    points.into_iter().max_by_key(|(_, n)| *n).map(|(c, _)| c)
}

/// The country in which most of the article's places lie, where they leave no doubt.
fn spoken_of(page: &[Sentence<'_>]) -> Option<String> {
    let mut times: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for m in page.iter().flat_map(|s| s.mentions.iter().copied()).filter(|m| m.kind == Kind::Place) {
        if let Some(c) = m.geo.as_ref().and_then(|g| g.country.as_deref()) {
            *times.entry(c).or_default() += 1;
        }
    }
    let total: usize = times.values().sum();
    times.into_iter().find(|(_, n)| *n >= 2 && 2 * n > total).map(|(c, _)| c.to_owned())
}

/// Where the words give no country, that of the article's main event is lent; a place of unknown whereabouts keeps its name.
pub(super) fn lend(fields: &mut EventFields, all: &[Incident<'_>], page: &[Sentence<'_>], lexicon: &Lexicon) {
    let mut main = EventFields::default();
    let Some(first) = all.first() else { return };
    place(&mut main, first, lexicon);
    let home = || fields.targets.iter().find_map(|t| lexicon.named(t).find(|e| e.is(Kind::ArmedGroup))?.country.clone());
    let Some(land) = main.place.and_then(|p| p.country).or_else(home).or_else(|| spoken_of(page)) else { return };
    if let Some(p) = &mut fields.place {
        p.country = Some(land);
        return;
    }
    let Some(state) = lexicon.country(&land) else { return };
    let geo = state.geo.as_ref();
    fields.place = Some(Place {
        name: state.name.clone(),
        admin1: None,
        country: Some(land),
        lat: geo.map(|g| g.lat),
        lon: geo.map(|g| g.lon),
        precision: PlacePrecision::Country,
        source: geo.map(|g| g.source.clone()),
    });
}
