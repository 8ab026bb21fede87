//! What is selected, and where in the dataset it is.

use crate::model::{ReportKey, Span};
use crate::review::{Dataset, Review, ReviewedEvent, ReviewedMention, ReviewedReport, ReviewedTally, Target};
use std::sync::Arc;

/// One thing that can be selected: an article, mention, report, event, tally or a field of one. It is named like a decision's
/// target, so that a selection outlives corrections and regrouping, and a verdict on it needs no look-up.
pub type Item = Target;

/// Words that the analyst has marked in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The article's id.
    pub article: String,
    /// The words.
    pub span: Span,
}

/// The event that `key` belongs to.
pub fn event_of_key<'a>(dataset: &'a Dataset, key: &ReportKey) -> Option<&'a Arc<ReviewedEvent>> {
    let by_report = dataset.report_of_key(key).and_then(|r| dataset.event_of_report(&r.item.id));
    by_report.or_else(|| dataset.events.iter().find(|e| matches!(&e.target, Target::Event { key: k } if k == key)))
}

/// The event that is selected, by itself or by one of its fields.
pub fn event<'a>(dataset: &'a Dataset, item: &Item) -> Option<&'a Arc<ReviewedEvent>> {
    match item {
        Target::Event { key } | Target::EventField { key, .. } => event_of_key(dataset, key),
        _ => None,
    }
}

/// The report that is selected, by itself or by one of its fields.
pub fn report<'a>(dataset: &'a Dataset, item: &Item) -> Option<&'a ReviewedReport> {
    match item {
        Target::Report { key } | Target::ReportField { key, .. } => dataset.report_of_key(key),
        _ => None,
    }
}

/// The mention that is selected.
pub fn mention<'a>(dataset: &'a Dataset, item: &Item) -> Option<&'a ReviewedMention> {
    let Target::Mention { article, .. } = item else { return None };
    let mentions = &dataset.article(article)?.mentions;
    mentions.get(place(mentions, item)?)
}

/// Where among `mentions`, which are in order of their spans, `item` is.
pub fn place(mentions: &[ReviewedMention], item: &Item) -> Option<usize> {
    let (span, _) = item.words()?;
    let first = mentions.partition_point(|m| m.item.span < span);
    let here = mentions.iter().enumerate().skip(first).take_while(|(_, m)| m.item.span == span);
    // Where its ends were moved, it stands elsewhere than its name says.
    here.into_iter().find(|(_, m)| m.target == *item).map(|(at, _)| at).or_else(|| mentions.iter().position(|m| m.target == *item))
}

/// The tally that is selected, by itself or by one of its fields.
pub fn tally<'a>(dataset: &'a Dataset, item: &Item) -> Option<&'a ReviewedTally> {
    let whole = item.whole();
    let Target::Tally { article, .. } = &whole else { return None };
    dataset.article(article)?.tallies.iter().find(|t| t.target == whole)
}

/// The words of `item` as they are now, after corrections.
pub fn words(dataset: &Dataset, item: &Item) -> Option<(String, Span)> {
    let span = match item {
        Target::Mention { .. } => mention(dataset, item).map(|m| m.item.span),
        Target::Tally { .. } | Target::TallyField { .. } => tally(dataset, item).map(|t| t.item.span),
        _ => None,
    };
    let span = span.or_else(|| item.words().map(|(span, _)| span))?;
    Some((item.article().to_owned(), span))
}

/// The review status of `item`; `Open` for what has none.
pub fn review(dataset: &Dataset, item: &Item) -> Review {
    let found = match item {
        Target::Mention { .. } => mention(dataset, item).map(|m| m.review),
        Target::Event { .. } => event(dataset, item).map(|e| e.review),
        Target::EventField { field, .. } => event(dataset, item).map(|e| e.field_review(*field)),
        Target::Report { .. } => report(dataset, item).map(|r| r.review),
        Target::ReportField { field, .. } => report(dataset, item).map(|r| r.field_review(*field)),
        Target::Tally { .. } => tally(dataset, item).map(|t| t.review),
        Target::TallyField { field, .. } => tally(dataset, item).map(|t| t.field_review(*field)),
        _ => None,
    };
    found.unwrap_or_default()
}
