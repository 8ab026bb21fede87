//! Extraction and decisions to the dataset: pure, article by article, then the events.

use super::resolve_event::events;
use super::resolve_fields::{self, put_fields, whole_review};
use super::{ArticleFieldName, ArticleState, Dataset, Decision, Decisions, FieldReview, MentionEdit, NewValue, Review, Reviewed, ReviewedArticle};
use super::{ReviewedMention, ReviewedReport, ReviewedTally, Target, Verdict, Whole, anchor, names, remark};
use crate::model::{Article, Extraction, Field, Head, Mention, Reading, Report, ReportKey, SameNames, Sheet, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The dataset that `extraction` and `decisions` come to. Articles that nobody decided on are not looked into.
pub fn resolve(extraction: &Extraction, decisions: &Decisions) -> Dataset {
    let same = names::same_names(decisions);
    let articles = extraction.readings.iter().map(|s| Arc::new(article(s, decisions, &same))).collect();
    let mut dataset = Dataset { articles, roster: Arc::clone(&extraction.roster), ..Dataset::default() };
    dataset.index.articles = Arc::new(extraction.readings.iter().enumerate().map(|(i, s)| (s.head().id.clone(), i)).collect());
    let decided = decisions.articles().filter_map(|id| dataset.index.articles.get(id).copied()).collect();
    dataset.index.decided = Arc::new(decided);
    dataset.names = decisions.of_article("").cloned().collect();
    // Here, where nobody waits for it.
    dataset.bearers();
    events(&mut dataset, extraction, decisions);
    dataset
}

/// One article with the decisions in it.
pub(super) fn article(sheet: &Sheet, decisions: &Decisions, same: &SameNames) -> ReviewedArticle {
    let mut reviewed = ReviewedArticle::open(sheet.clone());
    let mine = decisions.of_article(&sheet.head().id);
    reviewed.decisions = if same.is_empty() { mine.cloned().collect() } else { mine.map(|d| names::renamed(d, same)).collect() };
    if reviewed.decisions.is_empty() {
        return reviewed;
    }
    let reading = sheet.read();
    let mine: Vec<&Decision> = reviewed.decisions.iter().collect();
    let mut unmatched = Vec::new();
    let (whole, fields) = decided(&reading, &mine, &mut unmatched);
    reviewed.tallies = tallies(&whole.article, &reading, &mine, &mut unmatched);
    let said = mine.iter().filter(|d| d.target.remarked().is_some_and(|of| !remark::has_home(&whole, &reviewed.tallies, of)));
    unmatched.extend(said.map(|d| (*d).clone()));
    (reviewed.state, reviewed.fields, reviewed.unmatched) = (state(&mine), fields, unmatched);
    reviewed.head = Arc::new(Head { tallies: Vec::new(), ..Head::of(&Reading { article: whole.article, ..Reading::default() }) });
    reviewed
}

/// All that was read in an article, with the decisions in it.
pub(super) fn whole(reviewed: &ReviewedArticle) -> Whole {
    let mine: Vec<&Decision> = reviewed.decisions.iter().collect();
    decided(&reviewed.sheet.read(), &mine, &mut Vec::new()).0
}

fn decided(reading: &Reading, mine: &[&Decision], unmatched: &mut Vec<Decision>) -> (Whole, BTreeMap<ArticleFieldName, FieldReview>) {
    let mut article = reading.article.clone();
    let fields = resolve_fields::article_fields(&mut article, mine);
    let masks = masks(&mut article, mine, unmatched);
    let mentions = mentions(&article, &reading.mentions, mine, unmatched);
    let reports = reports(&article, &reading.reports, mine, unmatched);
    (Whole { article, masks, mentions, reports }, fields)
}

fn state(mine: &[&Decision]) -> ArticleState {
    let stated = mine.iter().find_map(|d| match (&d.target, &d.value) {
        (Target::Article { .. }, Some(NewValue::State(state))) => Some(*state),
        _ => None,
    });
    stated.unwrap_or(if mine.is_empty() { ArticleState::Open } else { ArticleState::InProgress })
}

fn masks(article: &mut Article, mine: &[&Decision], unmatched: &mut Vec<Decision>) -> Vec<(Span, bool)> {
    let mut said: Vec<&&Decision> = mine.iter().filter(|d| matches!(d.target, Target::Mask { .. })).collect();
    said.sort_by_key(|d| d.seq);
    let mut masks = Vec::new();
    for decision in said {
        let (Some((span, quote)), Some(NewValue::Hidden(hidden))) = (decision.target.words(), &decision.value) else { continue };
        match anchor::find(&article.text, span, quote) {
            Some(span) => masks.push((span, *hidden)),
            None => unmatched.push((*decision).clone()),
        }
    }
    for (span, hidden) in &masks {
        article.blocks = resolve_fields::masked(&article.blocks, *span, *hidden);
    }
    masks
}

fn mentions(article: &Article, found: &[Mention], mine: &[&Decision], unmatched: &mut Vec<Decision>) -> Vec<ReviewedMention> {
    let mut all: Vec<ReviewedMention> = found.iter().map(|m| Reviewed::open(m.clone(), Target::mention(m))).collect();
    let mut asserted = Vec::new();
    for decision in mine {
        let Target::Mention { span, quote, kind, .. } = &decision.target else { continue };
        let at = anchor::find(&article.text, *span, quote);
        let known = at.and_then(|at| all.iter_mut().find(|m| m.decision.is_none() && m.item.span == at && m.item.kind == *kind));
        match (known, at) {
            (Some(mention), _) => decide_mention(mention, decision, &article.text),
            (None, Some(at)) if decision.verdict != Verdict::Rejected => {
                let mut mention = Reviewed::open(Mention::new(&article.id, &article.text, at, *kind, "analyst"), decision.target.clone());
                decide_mention(&mut mention, decision, &article.text);
                asserted.push(mention);
            }
            _ if decision.settled.is_some() => {}
            _ => unmatched.push((*decision).clone()),
        }
    }
    // What the analyst asserted stands in place of the machine's other idea of the same words.
    let rival = |m: &ReviewedMention| asserted.iter().any(|a| a.item.kind == m.item.kind && a.item.span.overlaps(m.item.span));
    all.retain(|m| m.decision.is_some() || !rival(m));
    all.extend(asserted);
    if !mine.is_empty() {
        all.sort_by_key(|m| (m.item.span, m.item.kind));
    }
    all
}

fn decide_mention(mention: &mut ReviewedMention, decision: &Decision, text: &str) {
    if let Some(NewValue::Mention(edit)) = &decision.value {
        let before = mention.item.clone();
        edit_mention(&mut mention.item, edit, text);
        if before != mention.item {
            mention.original = Some(Box::new(before));
        }
    }
    mention.review = whole_review(Some(decision), &mention.fields, false);
    mention.target = decision.target.clone();
    mention.decision = Some(Box::new(decision.clone()));
}

/// Applies an edit; the id stays, since reports refer to it.
fn edit_mention(mention: &mut Mention, edit: &MentionEdit, text: &str) {
    if let Some(span) = edit.span
        && let Some(words) = text.get(span.start..span.end)
    {
        mention.span = span;
        words.clone_into(&mut mention.text);
    }
    if let Some(kind) = edit.kind {
        mention.kind = kind;
    }
    if let Some(entity) = &edit.entity {
        mention.entity = Some(entity.clone()).filter(|e| !e.is_empty());
        mention.entity_id.clone_from(&edit.entity_id);
        mention.geo.clone_from(&edit.geo);
    }
    if let Some(value) = &edit.value {
        mention.value = Some(value.clone());
    }
}

fn tallies(article: &Article, reading: &Reading, mine: &[&Decision], unmatched: &mut Vec<Decision>) -> Vec<ReviewedTally> {
    let mut all: Vec<ReviewedTally> = reading.tallies.iter().map(|t| Reviewed::open(t.clone(), Target::tally(t))).collect();
    let mut fields: BTreeMap<usize, Vec<&Decision>> = BTreeMap::new();
    // Targets are in order: every tally comes before the fields of any, so that added ones are there when their fields are set.
    for decision in mine {
        let (Target::Tally { span, quote, .. } | Target::TallyField { span, quote, .. }) = &decision.target else { continue };
        let at = anchor::find(&article.text, *span, quote);
        let known = at.and_then(|at| all.iter().position(|t| t.item.span == at));
        match (known, at, &decision.target, &decision.value) {
            (Some(known), _, Target::TallyField { .. }, _) => fields.entry(known).or_default().push(decision),
            (Some(known), ..) => {
                if let Some(tally) = all.get_mut(known) {
                    tally.target = decision.target.clone();
                    tally.decision = Some(Box::new((*decision).clone()));
                }
            }
            (None, Some(at), Target::Tally { .. }, Some(NewValue::Tally(draft))) => {
                let item = resolve_fields::drafted(article, at, draft);
                all.push(Reviewed { decision: Some(Box::new((*decision).clone())), ..Reviewed::open(item, decision.target.clone()) });
            }
            _ if decision.settled.is_some() => {}
            _ => unmatched.push((*decision).clone()),
        }
    }
    for (at, tally) in all.iter_mut().enumerate() {
        let before = tally.item.clone();
        tally.fields = resolve_fields::tally_fields(&mut tally.item, fields.get(&at).map_or(&[], Vec::as_slice));
        tally.original = (before != tally.item).then(|| Box::new(before));
        tally.review = whole_review(tally.decision.as_deref(), &tally.fields, false);
    }
    all.sort_by_key(|t| t.item.span);
    all
}

fn reports(article: &Article, found: &[Report], mine: &[&Decision], unmatched: &mut Vec<Decision>) -> Vec<ReviewedReport> {
    let mut all: Vec<ReviewedReport> = found.iter().map(|r| Reviewed::open(r.clone(), Target::report(r))).collect();
    for decision in mine {
        if let (Target::Event { key }, Verdict::Added, Some(NewValue::Event(fields))) = (&decision.target, decision.verdict, &decision.value)
            && let Some(at) = anchor::find(&article.text, key.span, &key.quote)
        {
            let item = resolve_fields::added_report(article, key, at, fields);
            all.push(Reviewed {
                decision: Some(Box::new((*decision).clone())),
                review: Review::Added,
                ..Reviewed::open(item, Target::Report { key: key.clone() })
            });
        }
    }
    let decided: BTreeSet<&ReportKey> = mine.iter().filter_map(|d| report_key(&d.target)).collect();
    for key in decided {
        let said = mine.iter().filter(|d| report_key(&d.target) == Some(key));
        match anchor::position(&all, &article.text, key).and_then(|at| all.get_mut(at)) {
            Some(report) => decide_report(report, &said.copied().collect::<Vec<_>>()),
            None => unmatched.extend(said.map(|d| (*d).clone())),
        }
    }
    all
}

fn report_key(target: &Target) -> Option<&ReportKey> {
    match target {
        Target::Report { key } | Target::ReportField { key, .. } => Some(key),
        _ => None,
    }
}

fn decide_report(report: &mut ReviewedReport, said: &[&Decision]) {
    let before = report.item.clone();
    let of_field = |d: &&Decision| match &d.target {
        Target::ReportField { field, .. } => Some((*field, (*d).clone())),
        _ => None,
    };
    let fields: BTreeMap<Field, Decision> = said.iter().filter_map(of_field).collect();
    report.fields.append(&mut put_fields(&mut report.item.fields, fields));
    if let Some(whole) = said.iter().find(|d| matches!(d.target, Target::Report { .. })) {
        report.target = whole.target.clone();
        report.decision = Some(Box::new((*whole).clone()));
    }
    let changed = resolve_fields::changed_since(report.decision.as_deref(), &before.fields, &report.fields);
    report.review = whole_review(report.decision.as_deref(), &report.fields, changed);
    report.original = (before != report.item).then(|| Box::new(before));
}
