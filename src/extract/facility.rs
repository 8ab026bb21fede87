//! Bases, airports, hospitals and embassies that are named after a place or a state.

use super::Context;
use crate::lexicon::fold;
use crate::model::{Kind, Mention, PlacePrecision, Span};

/// Words that may stand between a place and its facility.
const BETWEEN: &[&str] = &[
    "international",
    "air",
    "military",
    "police",
    "oil",
    "gas",
    "naval",
    "army",
    "central",
    "general",
    "power",
    "refugee",
    "nuclear",
    "civilian",
    "main",
    "children",
    "university",
    "teaching",
    "border",
    "district",
    "regional",
    "commercial",
    "military",
];

/// A place's name that goes on as a facility: "Erbil airport", "Barsalogho military base". Where the facility ends.
pub fn extent(context: &Context<'_>, span: Span) -> Option<usize> {
    let rest = context.text().get(span.end..)?;
    if !rest.starts_with([' ', '\u{a0}', '-']) && !rest.starts_with("'s ") && !rest.starts_with("’s ") {
        return None;
    }
    let possessive = rest.starts_with(['\'', '’']);
    let line = rest.lines().next()?;
    let offset = if possessive { line.find(' ')? } else { 0 };
    let words = fold::words(line.get(offset..)?);
    let nouns = &context.lexicon.titles().facility_nouns;
    let strong = [
        "airport",
        "airbase",
        "base",
        "airfield",
        "hospital",
        "prison",
        "embassy",
        "consulate",
        "oilfield",
        "refinery",
        "camp",
        "mosque",
        "church",
        "university",
        "port",
        "barracks",
        "garrison",
        "dam",
        "station",
        "hotel",
        "crossing",
        "field",
        "plant",
        "school",
        "stadium",
        "market",
    ];
    let at = words.iter().take(3).position(|w| nouns.contains(&w.key) && strong.contains(&w.key.as_str()))?;
    let ahead = words.get(..at)?;
    let fits = ahead.iter().all(|w| w.joined && (BETWEEN.contains(&w.key.as_str()) || (w.capital && !w.caps)));
    // "Baghdad market" is a name, "Baghdad hotel" may be any hotel: without a capital or a word between only what a town has one of.
    let noun = words.get(at)?;
    let alone = ["airport", "airbase", "airfield", "prison", "refinery", "oilfield", "port", "dam", "garrison", "barracks"].contains(&noun.key.as_str());
    (fits && (noun.capital || alone || !ahead.is_empty()) && words.first().is_some_and(|w| w.start <= 3)).then_some(span.end + offset + noun.end)
}

/// An embassy or consulate after a state's name or adjective: where it ends.
pub fn embassy(context: &Context<'_>, span: Span) -> Option<usize> {
    let rest = context.text().get(span.end..)?.lines().next()?;
    let words = fold::words(rest);
    let noun = words.first().filter(|w| w.start <= 3 && matches!(w.key.as_str(), "embassy" | "consulate"))?;
    Some(span.end + noun.end)
}

/// A facility with the coordinates of what it is named after.
pub fn mention(context: &Context<'_>, span: Span, like: Option<&Mention>, rule: &str) -> Mention {
    let name = span.of(context.text()).replace("'s ", " ").replace("’s ", " ");
    let known = context.lexicon.named(&name).find(|e| e.geo.is_some());
    let mut mention = context.mention(span, Kind::Facility, rule);
    mention.entity = Some(known.map_or(name.clone(), |e| e.name.clone()));
    mention.entity_id = Some(format!("place-{}", known.map_or_else(|| fold::slug(&name), |e| e.id.clone())));
    mention.geo = known.and_then(|e| e.geo.clone()).or_else(|| like.and_then(|m| m.geo.clone()));
    if let Some(geo) = mention.geo.as_mut().filter(|g| known.is_none() && g.precision == PlacePrecision::Settlement) {
        geo.precision = PlacePrecision::NearSettlement;
    }
    mention.confidence = 0.8;
    mention
}
