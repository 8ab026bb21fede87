//! The decisions on events: each finds whichever event holds its report now, and added events take their place.

use super::dataset::{Index, Touched, report_article};
use super::resolve_fields::{added_event, changed_since, put_fields, whole_review};
use super::{Change, Dataset, Decision, Decisions, NewValue, Reviewed, ReviewedEvent, Target, Verdict, anchor, names};
use crate::model::{Event, Extraction, Field, Report, ReportKey, SameNames};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Makes the events of `dataset` anew, and its list of decisions without a match.
pub(super) fn events(dataset: &mut Dataset, extraction: &Extraction, decisions: &Decisions) {
    let mut unmatched = Vec::new();
    let mut about_events = Vec::new();
    for article in decisions.articles().filter(|a| !a.is_empty()) {
        if dataset.index.articles.contains_key(article) {
            about_events.extend(decisions.of_article(article).filter(|d| event_key(&d.target).is_some()));
            unmatched.extend(decisions.of_article(article).filter(|d| is_lost_pair(dataset, &d.target)).cloned());
        } else {
            unmatched.extend(decisions.of_article(article).cloned());
        }
    }
    let same = names::same_names(decisions);
    let renamed: Vec<Decision> = about_events.iter().filter(|_| !same.is_empty()).map(|d| names::renamed(d, &same)).collect();
    if !same.is_empty() {
        about_events = renamed.iter().collect();
    }
    let events = with_added(dataset, extraction.events.clone(), decisions, &about_events);
    let of_report: BTreeMap<String, usize> = events.iter().enumerate().flat_map(|(i, e)| e.reports.iter().map(move |r| (r.clone(), i))).collect();
    let place = |key: &ReportKey| {
        let exact = of_report.get(&format!("{}:report:{}:{}", key.article, key.span.start, key.span.end));
        exact.or_else(|| of_report.get(&find(dataset, key)?.id)).copied()
    };
    let mut said: BTreeMap<usize, Vec<&Decision>> = BTreeMap::new();
    for decision in about_events {
        match event_key(&decision.target).and_then(&place) {
            Some(at) => said.entry(at).or_default().push(decision),
            None if decision.settled.is_some() => {}
            None => unmatched.push(decision.clone()),
        }
    }
    let resolved = events.into_iter().enumerate().map(|(i, event)| Arc::new(decide(event, said.remove(&i).unwrap_or_default())));
    dataset.events = resolved.collect();
    dataset.unmatched = unmatched;
    let ids = Arc::new(dataset.events.iter().enumerate().map(|(i, e)| (e.item.id.clone(), i)).collect());
    let index = Index { events: ids, event_of_report: Arc::new(of_report), names: Arc::new(same), ..std::mem::take(&mut dataset.index) };
    dataset.index = index;
}

/// As [`events`], after `changes` to decisions: only the events that they are about are decided on again, and noted in `touched` as they
/// were. None where more than those may be other: an event that the analyst added comes or goes or says something else, two reports were said
/// to be one event or two, a decision finds no event, names became one. The articles are up to date already.
pub(super) fn again(dataset: &mut Dataset, decisions: &Decisions, (changes, same): (&[Change], &SameNames), touched: &mut Touched) -> Option<()> {
    let mut places = BTreeSet::new();
    for change in changes {
        let added = [&change.before, &change.after].into_iter().flatten().any(|d| d.verdict == Verdict::Added);
        match &change.target {
            Target::Event { key } | Target::EventField { key, .. } if !added && *dataset.index.names == *same => {
                places.insert(dataset.place_of_key(key)?);
            }
            Target::Report { key } | Target::ReportField { key, .. } if !has_added(decisions, &key.article) => {}
            Target::Event { .. } | Target::EventField { .. } | Target::Report { .. } | Target::ReportField { .. } | Target::Pair { .. } => return None,
            _ => {}
        }
    }
    for at in places {
        let event = Arc::clone(dataset.events.get(at)?);
        let said = about(dataset, decisions, at, &event);
        let said: Vec<Decision> = said.into_iter().map(|d| if same.is_empty() { d.clone() } else { names::renamed(d, same) }).collect();
        let machine = event.original.as_deref().unwrap_or(&event.item);
        let decided = Arc::new(decide(Arc::clone(machine), said.iter().collect()));
        dataset.events.get_mut(at).into_iter().for_each(|slot| *slot = Arc::clone(&decided));
        touched.events.push((at, event));
    }
    Some(())
}

/// The decisions on the event at `at`, in the order of all decisions.
fn about<'a>(dataset: &Dataset, decisions: &'a Decisions, at: usize, event: &ReviewedEvent) -> Vec<&'a Decision> {
    let articles: BTreeSet<&str> = event.item.reports.iter().map(|r| report_article(r)).collect();
    let all = articles.into_iter().flat_map(|id| decisions.of_article(id));
    all.filter(|d| event_key(&d.target).is_some_and(|key| dataset.place_of_key(key) == Some(at))).collect()
}

/// Whether the analyst added an event that `article` tells of.
fn has_added(decisions: &Decisions, article: &str) -> bool {
    decisions.of_article(article).any(|d| d.verdict == Verdict::Added && event_key(&d.target).is_some())
}

fn event_key(target: &Target) -> Option<&ReportKey> {
    match target {
        Target::Event { key } | Target::EventField { key, .. } => Some(key),
        _ => None,
    }
}

/// The report that `key` names, looked for in its article.
fn find(dataset: &Dataset, key: &ReportKey) -> Option<Report> {
    let article = dataset.article(&key.article)?.whole();
    anchor::report(&article.reports, &article.article.text, key).map(|r| r.item.clone())
}

fn is_lost_pair(dataset: &Dataset, target: &Target) -> bool {
    matches!(target, Target::Pair { a, b } if find(dataset, a).is_none() || find(dataset, b).is_none())
}

/// The machine's events with those that the analyst added: joined to the event they are said to be, else by date.
fn with_added(dataset: &Dataset, mut events: Vec<Arc<Event>>, decisions: &Decisions, about: &[&Decision]) -> Vec<Arc<Event>> {
    for decision in about.iter().filter(|d| d.verdict == Verdict::Added) {
        let Some(key) = event_key(&decision.target) else { continue };
        let (Some(article), Some(report)) = (dataset.article(&key.article), find(dataset, key)) else { continue };
        if events.iter().any(|e| e.reports.contains(&report.id)) {
            continue;
        }
        let twin = same_as(decisions, key).find_map(|other| find(dataset, other)).map(|r| r.id);
        if let Some(event) = twin.and_then(|twin| events.iter_mut().find(|e| e.reports.contains(&twin))) {
            let event = Arc::make_mut(event);
            event.reports.push(report.id);
            if !event.articles.contains(&article.head.path) {
                event.articles.push(article.head.path.clone());
            }
            continue;
        }
        let event = added_event(&article.head.path, &report);
        let day = |e: &Event| e.fields.date.as_ref().map(|d| d.days().0);
        let at = day(&event).and_then(|new| events.iter().position(|e| day(e).is_some_and(|old| old > new)));
        events.insert(at.unwrap_or(events.len()), Arc::new(event));
    }
    events
}

/// The reports that the analyst said tell of the same event as `key`.
fn same_as<'a>(decisions: &'a Decisions, key: &'a ReportKey) -> impl Iterator<Item = &'a ReportKey> {
    decisions.iter().filter(|d| d.verdict == Verdict::SameEvent).filter_map(move |d| match &d.target {
        Target::Pair { a, b } if a == key => Some(b),
        Target::Pair { a, b } if b == key => Some(a),
        _ => None,
    })
}

/// Where events were merged, several decisions may be about one: the founding report's count most, then the later.
fn decide(mut event: Arc<Event>, mut said: Vec<&Decision>) -> ReviewedEvent {
    let founding = event.key.clone();
    if said.is_empty() {
        return Reviewed::open(event, Target::Event { key: founding });
    }
    said.sort_by_key(|d| (event_key(&d.target) == Some(&founding), d.seq));
    let mut whole: Option<&Decision> = None;
    let mut fields: BTreeMap<Field, Decision> = BTreeMap::new();
    for decision in said {
        match &decision.target {
            Target::EventField { field, .. } => drop(fields.insert(*field, decision.clone())),
            // An added report that joined a machine's event does not make that event an added one.
            _ if decision.verdict == Verdict::Added && event_key(&decision.target) != Some(&founding) => {}
            _ => whole = Some(decision),
        }
    }
    let target = whole.map_or(Target::Event { key: founding }, |d| d.target.clone());
    let before = Arc::clone(&event);
    let item = Arc::make_mut(&mut event);
    let fields = put_fields(&mut item.fields, fields);
    for conflict in item.conflicts.iter_mut().filter(|c| fields.get(&c.field).is_some_and(|f| f.review.is_decided())) {
        conflict.chosen = item.fields.get(conflict.field);
        "analyst".clone_into(&mut conflict.rule);
    }
    let changed = changed_since(whole, &before.fields, &fields);
    let review = whole_review(whole, &fields, changed);
    let original = (before != event).then(|| Box::new(before));
    Reviewed { item: event, review, target, decision: whole.cloned().map(Box::new), original, fields }
}

/// What a confirmation of `fields` remembers: the values, without the steps that led to them.
pub(super) fn snapshot(fields: &crate::model::EventFields) -> NewValue {
    let mut fields = fields.clone();
    if let Some(date) = &mut fields.date {
        date.reasons.clear();
    }
    NewValue::Event(Box::new(fields))
}
