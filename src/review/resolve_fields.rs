//! Decisions on fields: of events and reports, of tallies, of articles. Each puts its value in place and says what was there.

use super::{ArticleFieldName, Decision, FieldReview, NewValue, Review, TallyDraft, TallyFieldName, Target, Verdict};
use crate::model::{Article, Basis, Block, BlockKind, Event, EventFields, Field, FieldValue, Modality, Reason, Report, ReportKey, Resolved, Span, Tally};
use std::collections::BTreeMap;

/// Puts the decided values into `fields`, and says for each what the machine had.
pub(super) fn put_fields(fields: &mut EventFields, decisions: BTreeMap<Field, Decision>) -> BTreeMap<Field, FieldReview> {
    let mut reviews = BTreeMap::new();
    for (field, decision) in decisions {
        let original = fields.get(field);
        let review = match (&decision.verdict, &decision.value) {
            (Verdict::Corrected | Verdict::Added, Some(NewValue::Field(value))) => {
                fields.set(field, value.clone()).map_or(Review::Open, |()| Review::Corrected)
            }
            (Verdict::Rejected, _) => fields.set(field, FieldValue::Empty).map_or(Review::Open, |()| Review::Rejected),
            (Verdict::Confirmed, Some(NewValue::Field(value))) if !same(value, &original) => Review::Open,
            (Verdict::Confirmed, _) => Review::Confirmed,
            _ => Review::Open,
        };
        reviews.insert(field, FieldReview { review, decision, original: NewValue::Field(original) });
    }
    reviews
}

/// Whether two values say the same; the steps that led to a date do not count.
pub(super) fn same(a: &FieldValue, b: &FieldValue) -> bool {
    match (a, b) {
        (FieldValue::Date(a), FieldValue::Date(b)) => (a.start, a.end, a.precision) == (b.start, b.end, b.precision),
        _ => a == b,
    }
}

/// Whether the machine says something else than when the analyst confirmed it, in a field that was not decided on by itself.
pub(super) fn changed_since(decision: Option<&Decision>, now: &EventFields, decided: &BTreeMap<Field, FieldReview>) -> bool {
    match decision {
        Some(Decision { verdict: Verdict::Confirmed, value: Some(NewValue::Event(then)), .. }) => {
            Field::ALL.into_iter().any(|f| !decided.contains_key(&f) && !same(&then.get(f), &now.get(f)))
        }
        _ => false,
    }
}

/// The status of a thing from the decision on it and those on its fields.
pub(super) fn whole_review<F>(decision: Option<&Decision>, fields: &BTreeMap<F, FieldReview>, changed_since: bool) -> Review {
    let corrected = fields.values().any(|f| matches!(f.review, Review::Corrected | Review::Rejected));
    match decision.map(|d| d.verdict) {
        Some(Verdict::Rejected) => Review::Rejected,
        Some(Verdict::Added) => Review::Added,
        Some(Verdict::Corrected) => Review::Corrected,
        _ if corrected => Review::Corrected,
        Some(Verdict::Confirmed) if !changed_since => Review::Confirmed,
        _ => Review::Open,
    }
}

/// Applies the decisions on the fields of a tally.
pub(super) fn tally_fields(tally: &mut Tally, decisions: &[&Decision]) -> BTreeMap<TallyFieldName, FieldReview> {
    let mut reviews = BTreeMap::new();
    for decision in decisions {
        let Target::TallyField { field, .. } = &decision.target else { continue };
        let original = tally_value(tally, *field);
        let review = match (decision.verdict, &decision.value) {
            (Verdict::Corrected, Some(value)) if set_tally_value(tally, *field, value.clone()) => Review::Corrected,
            (Verdict::Rejected, _) if set_tally_value(tally, *field, cleared(*field)) => Review::Rejected,
            (Verdict::Confirmed, Some(value)) if *value != original => Review::Open,
            (Verdict::Confirmed, _) => Review::Confirmed,
            _ => Review::Open,
        };
        reviews.insert(*field, FieldReview { review, decision: (*decision).clone(), original });
    }
    reviews
}

/// The value of a field of a tally, of the type that a decision on it takes.
pub fn tally_value(tally: &Tally, field: TallyFieldName) -> NewValue {
    match field {
        TallyFieldName::Of => NewValue::Of(tally.of),
        TallyFieldName::Count => NewValue::Number(tally.count),
        TallyFieldName::Qualifier => NewValue::Qualifier(tally.qualifier),
        TallyFieldName::Since => NewValue::Date(tally.since),
        TallyFieldName::AsOf => NewValue::Date(tally.as_of),
        TallyFieldName::By => NewValue::Text(tally.by.clone()),
        TallyFieldName::On => NewValue::Text(tally.on.clone()),
        TallyFieldName::Places => NewValue::Names(tally.places.clone()),
        TallyFieldName::Excludes => NewValue::Text(tally.excludes.clone()),
        TallyFieldName::Source => NewValue::Text(tally.source.clone()),
    }
}

/// Puts `value` into a field of a tally; `false` where the field does not take such a value.
pub(super) fn set_tally_value(tally: &mut Tally, field: TallyFieldName, value: NewValue) -> bool {
    match (field, value) {
        (TallyFieldName::Of, NewValue::Of(of)) => tally.of = of,
        (TallyFieldName::Count, NewValue::Number(count)) => tally.count = count,
        (TallyFieldName::Qualifier, NewValue::Qualifier(qualifier)) => tally.qualifier = qualifier,
        (TallyFieldName::Since, NewValue::Date(date)) => tally.since = date,
        (TallyFieldName::AsOf, NewValue::Date(date)) => tally.as_of = date,
        (TallyFieldName::By, NewValue::Text(text)) => tally.by = text,
        (TallyFieldName::On, NewValue::Text(text)) => tally.on = text,
        (TallyFieldName::Places, NewValue::Names(names)) => tally.places = names,
        (TallyFieldName::Excludes, NewValue::Text(text)) => tally.excludes = text,
        (TallyFieldName::Source, NewValue::Text(text)) => tally.source = text,
        _ => return false,
    }
    true
}

/// What is left of a rejected field; a tally without a number or a unit is none, so those two cannot be cleared.
fn cleared(field: TallyFieldName) -> NewValue {
    match field {
        TallyFieldName::Since | TallyFieldName::AsOf => NewValue::Date(None),
        TallyFieldName::Places => NewValue::Names(Vec::new()),
        TallyFieldName::Qualifier => NewValue::Qualifier(crate::model::Qualifier::Exact),
        _ => NewValue::Text(None),
    }
}

/// A tally as the analyst entered it.
pub(super) fn drafted(article: &Article, span: Span, draft: &TallyDraft) -> Tally {
    let draft = draft.clone();
    Tally {
        id: format!("{}:tally:{}:{}", article.id, span.start, span.end),
        article: article.id.clone(),
        span,
        text: span.of(&article.text).to_owned(),
        of: draft.of,
        count: draft.count,
        qualifier: draft.qualifier,
        since_when: None,
        since: draft.since,
        as_of_when: None,
        as_of: draft.as_of,
        by: draft.by,
        on: draft.on,
        places: draft.places,
        split: None,
        excludes: None,
        source: draft.source,
        confidence: 1.0,
    }
}

/// Applies the decisions on the fields of an article.
pub(super) fn article_fields(article: &mut Article, decisions: &[&Decision]) -> BTreeMap<ArticleFieldName, FieldReview> {
    let mut reviews = BTreeMap::new();
    for decision in decisions {
        let Target::ArticleField { field, .. } = &decision.target else { continue };
        let original = article_value(article, *field);
        let review = match (decision.verdict, &decision.value) {
            (Verdict::Corrected, Some(value)) if set_article_value(article, *field, value, decision) => Review::Corrected,
            (Verdict::Rejected, _) if set_article_value(article, *field, &no_article_value(*field), decision) => Review::Rejected,
            (Verdict::Confirmed, Some(value)) if *value != original => Review::Open,
            (Verdict::Confirmed, _) => Review::Confirmed,
            _ => Review::Open,
        };
        reviews.insert(*field, FieldReview { review, decision: (*decision).clone(), original });
    }
    reviews
}

/// The value of a field of an article, of the type that a decision on it takes.
pub fn article_value(article: &Article, field: ArticleFieldName) -> NewValue {
    let text = |value: &Option<Resolved<String>>| NewValue::Text(value.as_ref().map(|v| v.value.clone()));
    match field {
        ArticleFieldName::Title => text(&article.title),
        ArticleFieldName::Outlet => text(&article.outlet),
        ArticleFieldName::Byline => text(&article.byline),
        ArticleFieldName::Published => NewValue::Date(article.published.as_ref().map(|p| p.value)),
        ArticleFieldName::Url => NewValue::Text(article.url.clone()),
    }
}

/// The empty value of a field of an article.
pub(super) fn no_article_value(field: ArticleFieldName) -> NewValue {
    if field == ArticleFieldName::Published { NewValue::Date(None) } else { NewValue::Text(None) }
}

fn set_article_value(article: &mut Article, field: ArticleFieldName, value: &NewValue, decision: &Decision) -> bool {
    let said =
        || Reason::plain(decision.note.clone().unwrap_or_else(|| format!("{} set it on {}.", decision.by, decision.at.get(..10).unwrap_or(&decision.at))));
    let text = |value: &Option<String>| value.clone().map(|v| Resolved::new(v, Basis::Analyst, said()));
    match (field, value) {
        (ArticleFieldName::Title, NewValue::Text(value)) => article.title = text(value),
        (ArticleFieldName::Outlet, NewValue::Text(value)) => article.outlet = text(value),
        (ArticleFieldName::Byline, NewValue::Text(value)) => article.byline = text(value),
        (ArticleFieldName::Url, NewValue::Text(value)) => article.url.clone_from(value),
        (ArticleFieldName::Published, NewValue::Date(value)) => article.published = value.map(|v| Resolved::new(v, Basis::Analyst, said())),
        _ => return false,
    }
    true
}

/// `blocks` with `span` hidden or read, cut where it begins and ends.
pub(super) fn masked(blocks: &[Block], span: Span, hidden: bool) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len() + 2);
    for block in blocks {
        let inside = Span::new(block.span.start.max(span.start), block.span.end.min(span.end));
        if !block.span.overlaps(span) || block.kind.is_read() != hidden {
            out.push(block.clone());
            continue;
        }
        let (kind, rule) = if hidden { (BlockKind::Boilerplate, "hidden by the analyst") } else { (BlockKind::Body, "set to be read by the analyst") };
        let before = Block { span: Span::new(block.span.start, inside.start), ..block.clone() };
        let after = Block { span: Span::new(inside.end, block.span.end), ..block.clone() };
        let middle = Block { span: inside, kind, rule: rule.to_owned() };
        out.extend([before, middle, after].into_iter().filter(|b| !b.span.is_empty()));
    }
    out
}

/// The report behind an event that the analyst added; its words are the evidence for every field.
pub(super) fn added_report(article: &Article, key: &ReportKey, at: Span, fields: &EventFields) -> Report {
    let filled = || Field::ALL.into_iter().filter(|f| fields.get(*f) != FieldValue::Empty);
    Report {
        id: format!("{}:report:{}:{}", article.id, at.start, at.end),
        key: key.clone(),
        article: article.id.clone(),
        triggers: Vec::new(),
        fields: fields.clone(),
        when: None,
        when_span: None,
        arguments: Vec::new(),
        foreground: true,
        modality: Modality::Actual,
        specific: true,
        attribution: Vec::new(),
        evidence: filled().map(|f| (f, vec![at])).collect(),
        rules: filled().map(|f| (f, "analyst".to_owned())).collect(),
        confidence: 1.0,
    }
}

/// The event that an added report makes where it is not said to be the same as another.
pub(super) fn added_event(path: &str, report: &Report) -> Event {
    Event {
        id: format!("event:{}", report.id),
        key: report.key.clone(),
        fields: report.fields.clone(),
        articles: vec![path.to_owned()],
        reports: vec![report.id.clone()],
        independent_sources: 1,
        conflicts: Vec::new(),
        links: Vec::new(),
        notes: String::new(),
        confidence: 1.0,
    }
}
