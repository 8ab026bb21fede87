//! Flags and comments: what a coder says about a thing without deciding on it. They lie beside the verdict and outlive it.

use super::dataset::report_article;
use super::{Dataset, Decision, NewValue, ReviewedArticle, ReviewedEvent, ReviewedTally, Target, Verdict, Whole, anchor};
use crate::model::{Field, ReportKey};
use std::collections::BTreeMap;

/// What a coder remarked about a target.
#[derive(Clone, Copy, Debug, Default)]
pub struct Remarks<'a> {
    /// It is to be looked at a second time.
    pub flag: Option<&'a Decision>,
    /// What was said about it.
    pub comment: Option<&'a Decision>,
}

impl<'a> Remarks<'a> {
    /// Whether there is neither.
    pub fn is_empty(self) -> bool {
        self.flag.is_none() && self.comment.is_none()
    }

    /// The words of the comment.
    pub fn text(self) -> Option<&'a str> {
        match &self.comment?.value {
            Some(NewValue::Text(Some(text))) => Some(text),
            _ => None,
        }
    }

    fn take(&mut self, decision: &'a Decision) {
        match decision.verdict {
            Verdict::Flagged => self.flag = Some(decision),
            Verdict::Commented => self.comment = Some(decision),
            _ => {}
        }
    }
}

impl Dataset {
    /// What was remarked about `target`; about an event, by whichever of its reports it was named.
    pub fn remarks(&self, target: &Target) -> Remarks<'_> {
        let mut found = Remarks::default();
        if let Some((key, field)) = event_part(target) {
            self.event_remarks(key, field, &mut found);
        } else {
            let said = self.article(target.article()).into_iter().flat_map(|a| &a.decisions);
            said.filter(|d| d.target.remarked() == Some(target)).for_each(|d| found.take(d));
        }
        found
    }

    /// Whether `target` waits for a second look.
    pub fn is_flagged(&self, target: &Target) -> bool {
        self.remarks(target).flag.is_some()
    }

    /// Everything that was remarked about `event` and its fields, the event itself first.
    pub fn remarks_on(&self, event: &ReviewedEvent) -> BTreeMap<Option<Field>, Remarks<'_>> {
        let mut found: BTreeMap<Option<Field>, Remarks<'_>> = BTreeMap::new();
        for report in &event.item.reports {
            let Some(article) = self.article(report_article(report)) else { continue };
            for decision in &article.decisions {
                let part = decision.target.remarked().and_then(event_part);
                if let Some((_, field)) = part.filter(|(key, _)| names(article, key, report)) {
                    found.entry(field).or_default().take(decision);
                }
            }
        }
        found
    }

    fn event_remarks<'a>(&'a self, key: &ReportKey, field: Option<Field>, found: &mut Remarks<'a>) {
        let Some(event) = self.event_of_key(key) else { return };
        for report in &event.item.reports {
            let Some(article) = self.article(report_article(report)).filter(|a| !a.decisions.is_empty()) else { continue };
            let here = |d: &&Decision| d.target.remarked().and_then(event_part).is_some_and(|(k, f)| f == field && names(article, k, report));
            article.decisions.iter().filter(here).for_each(|d| found.take(d));
        }
    }
}

fn event_part(target: &Target) -> Option<(&ReportKey, Option<Field>)> {
    match target {
        Target::Event { key } => Some((key, None)),
        Target::EventField { key, field } => Some((key, Some(*field))),
        _ => None,
    }
}

fn names(article: &ReviewedArticle, key: &ReportKey, report: &str) -> bool {
    anchor::report(&article.reports, &article.article.text, key).is_some_and(|r| r.item.id == report)
}

/// Whether a remark on a thing of `article` finds that thing; remarks on events are looked for among the events.
pub(super) fn has_home(article: &Whole, tallies: &[ReviewedTally], of: &Target) -> bool {
    let text = &article.article.text;
    match of {
        Target::Mention { .. } => article.mentions.iter().any(|m| m.target == *of),
        Target::Tally { span, quote, .. } | Target::TallyField { span, quote, .. } => {
            anchor::find(text, *span, quote).is_some_and(|at| tallies.iter().any(|t| t.item.span == at))
        }
        Target::Report { key } | Target::ReportField { key, .. } | Target::Event { key } | Target::EventField { key, .. } => {
            anchor::report(&article.reports, text, key).is_some()
        }
        _ => true,
    }
}
