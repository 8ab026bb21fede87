//! What one key on the card of an event confirms: the event with its shown fields, its joined reports, and the mentions that carry it. No egui here.

use super::Workspace;
use crate::model::Span;
use crate::review::{Command, Review, ReviewedArticle, ReviewedEvent, ReviewedMention, ReviewedReport};

/// The command that confirms the card of `event`.
pub fn confirm(workspace: &Workspace, event: &ReviewedEvent) -> Command {
    let dataset = &workspace.dataset;
    let mut targets = vec![event.target.clone()];
    for report in event.item.reports.iter().filter_map(|id| dataset.report(id)).filter(|r| r.review.stands()) {
        if report.review == Review::Open && !dataset.is_flagged(&report.target) {
            targets.push(report.target.clone());
        }
        let Some(article) = dataset.article(&report.item.article) else { continue };
        let open = carriers(article, report).filter(|m| m.review == Review::Open && !dataset.is_flagged(&m.target));
        targets.extend(open.map(|m| m.target.clone()));
    }
    targets.sort();
    targets.dedup();
    Command::Batch(format!("Confirm {}", event.target.label()), vec![Command::Confirm(targets)])
}

/// The mentions that `report` rests on.
pub fn carriers<'a>(article: &'a ReviewedArticle, report: &'a ReviewedReport) -> impl Iterator<Item = &'a ReviewedMention> {
    let spans = evidence(report);
    article.mentions.iter().filter(move |m| !m.item.is_quiet() && spans.contains(&m.item.span))
}

/// The words that `report` rests on.
pub fn evidence(report: &ReviewedReport) -> Vec<Span> {
    let item = &report.item;
    let of_fields = item.evidence.values().flatten().copied();
    let arguments = item.arguments.iter().map(|a| a.span);
    of_fields.chain(arguments).chain(item.attribution.iter().map(|a| a.span)).chain(item.when_span).chain([item.key.span]).collect()
}
