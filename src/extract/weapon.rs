//! Weapons and their carriers, by class.

use super::syntax::Phrase;
use super::{Context, Extracted};
use crate::lexicon::Found;
use crate::model::{Kind, Span};

/// Adds the mention of a weapon that the lexicon found, unless the word is a verb or a company's name.
pub fn add(context: &Context<'_>, found: &Found<'_>, extracted: &mut Extracted) {
    let span = Span::new(found.start, found.end);
    let Some(phrase) = Phrase::at(context.analyses, span) else { return };
    let Some(last) = phrase.analysis.tokens.get(phrase.last - 1) else { return };
    let is_single = phrase.last == phrase.first + 1;
    if matches!(last.pos, "VERB" | "AUX") || (is_single && is_proper(span.of(context.text())) && !phrase.opens_sentence() && found.entry.name == "artillery") {
        return;
    }
    let mut mention = context.mention(span, Kind::Weapon, format!("lexicon:{}", found.entry.id));
    mention.entity = Some(found.entry.name.clone());
    mention.entity_id = Some(format!("weapon-{}", found.entry.id));
    extracted.mentions.push(mention);
}

/// Capitalised, but not capitals throughout.
fn is_proper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && word.chars().any(char::is_lowercase)
}
