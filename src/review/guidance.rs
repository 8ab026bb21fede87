//! The decisions that change how the folder is put together, taken out for the assembly.

use super::{ArticleFieldName, Change, Decision, Decisions, NewValue, Target, Verdict};
use crate::model::Guidance;

/// What `decisions` say about publication dates, pairs of reports, rejected reports, masks, names and settling, and which reports founded the events
/// that they are about.
pub fn guidance(decisions: &Decisions) -> Guidance {
    let mut guidance = Guidance::default();
    let mut masks: Vec<&Decision> = Vec::new();
    for decision in decisions.iter() {
        match (&decision.target, decision.verdict, &decision.value) {
            (Target::ArticleField { article, field: ArticleFieldName::Published }, _, Some(NewValue::Date(Some(date)))) => {
                guidance.published.insert(article.clone(), *date);
            }
            (Target::Pair { a, b }, Verdict::SameEvent, _) => guidance.same.push((a.clone(), b.clone())),
            (Target::Pair { a, b }, Verdict::DifferentEvent, _) => guidance.different.push((a.clone(), b.clone())),
            (Target::Report { key }, Verdict::Rejected, _) => {
                guidance.rejected.insert(key.clone());
            }
            (Target::Mask { .. }, ..) => masks.push(decision),
            (Target::Event { key } | Target::EventField { key, .. }, ..) => {
                guidance.founders.insert(key.clone());
            }
            _ => {}
        }
    }
    guidance.taught = super::taught(decisions);
    guidance.names = super::same_names(decisions);
    guidance.settling = super::settling(decisions);
    masks.sort_by_key(|d| d.seq);
    for decision in masks {
        if let (Target::Mask { article, span, .. }, Some(NewValue::Hidden(hidden))) = (&decision.target, &decision.value) {
            guidance.masks.entry(article.clone()).or_default().push((*span, *hidden));
        }
    }
    guidance
}

/// Whether `change` asks for the folder to be put together again. A report does so only where it is rejected or no longer is.
pub fn asks_for_assembly(change: &Change) -> bool {
    let rejected = |d: &Option<Decision>| d.as_ref().is_some_and(|d| d.verdict == Verdict::Rejected);
    match &change.target {
        Target::Report { .. } => rejected(&change.before) || rejected(&change.after),
        Target::ArticleField { field: ArticleFieldName::Published, .. }
        | Target::Pair { .. }
        | Target::Mask { .. }
        | Target::Taught { .. }
        | Target::Actors { .. }
        | Target::Settling => true,
        _ => false,
    }
}
