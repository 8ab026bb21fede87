//! Puts mentions in order and lets no two of one family cover the same words.

use super::{Context, Extracted};
use crate::model::{Kind, Mention};

/// Sorts the mentions; of two names, or of two of one kind, that overlap, the longer stays, but for the place inside another name.
pub fn settle(_: &Context<'_>, extracted: &mut Extracted) {
    let mut all = std::mem::take(&mut extracted.mentions);
    all.sort_by(|a, b| (a.span.start, b.span.end, a.kind).cmp(&(b.span.start, a.span.end, b.kind)));
    let mut kept: Vec<Mention> = Vec::with_capacity(all.len());
    for mention in all {
        let holds = |k: &Mention| mention.is_inside() && k.kind != Kind::Place && k.span.contains(mention.span);
        let rival = kept
            .iter()
            .rev()
            .take(12)
            .any(|k| are_rivals(k.kind, mention.kind) && !holds(k) && k.span.end > mention.span.start && k.span.start < mention.span.end);
        if !rival {
            kept.push(mention);
        }
    }
    extracted.mentions = kept;
}

/// Names rival each other; weapons may stand inside other mentions; counts and sources rival only their own kind.
fn are_rivals(a: Kind, b: Kind) -> bool {
    let is_proper = |k: Kind| k.is_name() && k != Kind::Weapon;
    a == b || (is_proper(a) && is_proper(b))
}
