//! Names of people, groups, forces, places and weapons, from the lexicon and the model together.

use super::{Context, Extracted};
use crate::model::Span;

/// Adds the mentions of everything that is named.
pub fn extract(context: &Context<'_>, extracted: &mut Extracted) {
    for found in context.lexicon.find(context.text()) {
        if !context.article.block_kind(found.start).is_read() {
            continue;
        }
        let mut mention = context.mention(Span::new(found.start, found.end), found.entry.kind, format!("lexicon:{}", found.entry.id));
        mention.entity = Some(found.entry.name.clone());
        mention.entity_id = Some(found.entry.id.clone());
        mention.geo = found.entry.geo.clone();
        extracted.mentions.push(mention);
    }
}
