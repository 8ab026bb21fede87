//! Countries and capitals that are named without being where something is: as a state that acts or speaks, or before the men of one.
//! They are exported with their coordinates, so that a map of what an article speaks of holds them; no event is told by them.

use super::scene::Scene;
use super::{Context, place};
use crate::lexicon::Found;
use crate::model::{Kind, Mention, PlacePrecision, Span};

/// The countries in what the lexicon found, where no mention of `known` is the place already.
pub fn find(context: &Context<'_>, all: &[Found<'_>], scene: &Scene, known: &[Mention]) -> Vec<Mention> {
    let free = |f: &&Found<'_>| !known.iter().any(|m| m.kind == Kind::Place && m.span.start < f.end && f.start < m.span.end);
    let read = all.iter().filter(|f| context.article.block_kind(f.start).is_read());
    read.filter(|f| is_state(context, f)).filter(free).map(|f| mention(context, f, scene)).collect()
}

/// Adjectives name nobody's country: "Syrian" may be said of a dish.
fn is_state(context: &Context<'_>, found: &Found<'_>) -> bool {
    let entry = &found.entry;
    let is_country = entry.geo.as_ref().is_some_and(|g| g.precision == PlacePrecision::Country);
    entry.is(Kind::Place) && !found.adjective && (is_country || context.lexicon.is_capital(entry))
}

fn mention(context: &Context<'_>, found: &Found<'_>, scene: &Scene) -> Mention {
    let span = Span::new(found.start, found.end);
    let mut mention = context.mention(span, Kind::Place, Mention::NATION);
    let after = context.text().get(span.end..).unwrap_or_default();
    let other = scene.namesake(context, &found.entry, span.of(context.text()), after);
    place::fill(&mut mention, other.as_ref().unwrap_or(&found.entry));
    mention.confidence = 0.8;
    mention
}
