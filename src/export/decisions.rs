//! The lines of `decisions.jsonl`: what the analyst said, with what the machine says and what stands now.

use super::contract::{Offsets, mention_value, plain};
use crate::model::{Kind, Mention, ReportKey, Settling, Span};
use crate::review::{Dataset, Decision, FieldReview, NewValue, ReviewedMention, Target, Verdict};
use serde_json::{Value as Json, json};

/// One line.
pub(super) fn decision(dataset: &Dataset, offsets: &Offsets<'_>, d: &Decision) -> Json {
    let (before, after) = values(dataset, d);
    let mut line = json!({
        "seq": d.seq, "at": d.at, "by": d.by, "target": target(offsets, &d.target), "field": d.target.field_key(), "verdict": d.verdict.key(),
        "before": before, "after": after, "note": d.note,
    });
    if let (Some(settled), Some(map)) = (&d.settled, line.as_object_mut()) {
        map.insert("settled".to_owned(), json!({"with": settled.with, "took": if settled.theirs { "theirs" } else { "mine" }}));
    }
    line
}

fn target(offsets: &Offsets<'_>, target: &Target) -> Json {
    let at = |span: Span, quote: &str| words(offsets, target.article(), span, quote);
    let mut object = match target {
        Target::Pair { a, b } => json!({"a": report(offsets, a), "b": report(offsets, b)}),
        Target::Taught { name } => json!({"name": name}),
        Target::Settling => json!({}),
        Target::Actors { a, b } => json!({"a": a.name, "b": b.name, "sort": a.sort}),
        other => other.words().map_or_else(|| json!({"article": offsets.path(target.article())}), |(span, quote)| at(span, quote)),
    };
    if let Some(map) = object.as_object_mut() {
        map.insert("on".to_owned(), json!(name(target)));
        map.insert("article_id".to_owned(), json!(target.article()));
        if let Target::Mention { kind, .. } = target {
            map.insert("kind".to_owned(), json!(kind.key()));
        }
    }
    object
}

fn name(target: &Target) -> &'static str {
    match target {
        Target::Mention { .. } => "mention",
        Target::Report { .. } | Target::ReportField { .. } => "report",
        Target::Event { .. } | Target::EventField { .. } => "event",
        Target::Tally { .. } | Target::TallyField { .. } => "tally",
        Target::Article { .. } | Target::ArticleField { .. } => "article",
        Target::Mask { .. } => "passage",
        Target::Pair { .. } => "pair",
        Target::Flag { of } | Target::Comment { of } => name(of),
        Target::Taught { .. } => "taught",
        Target::Actors { .. } => "actors",
        Target::Settling => "settling",
    }
}

fn report(offsets: &Offsets<'_>, key: &ReportKey) -> Json {
    words(offsets, &key.article, key.span, &key.quote)
}

fn words(offsets: &Offsets<'_>, article: &str, span: Span, quote: &str) -> Json {
    let points = offsets.points(article, span);
    json!({"article": offsets.path(article), "start": points.map(|p| p.0), "end": points.map(|p| p.1), "text": quote})
}

/// What the machine says, and what stands by the decision.
fn values(dataset: &Dataset, d: &Decision) -> (Json, Json) {
    let after = match d.verdict {
        Verdict::Rejected => Json::Null,
        _ => d.value.as_ref().map_or(Json::Null, value),
    };
    let article = dataset.article(d.target.article());
    let of_field = |f: Option<&FieldReview>| f.map_or(Json::Null, |f| value(&f.original));
    let before = match &d.target {
        Target::Mention { .. } => {
            let reviewed = article.and_then(|a| a.mentions.iter().find(|m| m.target == d.target));
            return reviewed.map_or((Json::Null, after), |m| mention_values(m, d));
        }
        Target::EventField { key, field } => {
            let report = dataset.report_of_key(key).and_then(|r| dataset.event_of_report(&r.item.id));
            of_field(report.and_then(|e| e.fields.get(field)))
        }
        Target::ReportField { key, field } => of_field(dataset.report_of_key(key).and_then(|r| r.fields.get(field))),
        Target::TallyField { field, .. } => {
            let tally = article.and_then(|a| a.tallies.iter().find(|t| t.field_target(*field) == d.target));
            of_field(tally.and_then(|t| t.fields.get(field)))
        }
        Target::ArticleField { field, .. } => of_field(article.and_then(|a| a.fields.get(field))),
        Target::Settling => json!(Settling::default().key()),
        _ => Json::Null,
    };
    (before, after)
}

fn mention_values(reviewed: &ReviewedMention, d: &Decision) -> (Json, Json) {
    let plain =
        |m: &Mention| json!({"kind": m.kind.key(), "text": m.text, "entity": m.entity, "entity_id": m.entity_id, "value": mention_value(m.value.as_ref())});
    let now = plain(&reviewed.item);
    let machine = reviewed.original.as_deref().map_or_else(|| now.clone(), plain);
    match d.verdict {
        Verdict::Added => (Json::Null, now),
        Verdict::Rejected => (machine, Json::Null),
        _ => (machine, now),
    }
}

fn value(value: &NewValue) -> Json {
    match value {
        NewValue::Field(value) => plain(value),
        NewValue::Text(text) => json!(text),
        NewValue::Taught(taught) => json!(taught),
        NewValue::Names(names) => json!(names),
        NewValue::Date(date) => json!(date),
        NewValue::Number(number) => json!(number),
        NewValue::Qualifier(qualifier) => json!(qualifier.key()),
        NewValue::Of(of) => json!(of.key()),
        NewValue::Settling(settling) => json!(settling.key()),
        NewValue::Hidden(hidden) => json!(if *hidden { "hidden" } else { "read" }),
        NewValue::State(state) => json!(state.key()),
        NewValue::Mention(edit) => json!({"kind": edit.kind.map(Kind::key), "entity": edit.entity}),
        NewValue::Event(fields) => crate::model::Field::ALL
            .into_iter()
            .filter(|f| fields.get(*f) != crate::model::FieldValue::Empty)
            .map(|f| (f.key().to_owned(), plain(&fields.get(f))))
            .collect(),
        NewValue::Tally(tally) => {
            json!({"of": tally.of.key(), "count": tally.count, "qualifier": tally.qualifier.key(), "since": tally.since, "as_of": tally.as_of, "by": tally.by, "on": tally.on, "places": tally.places, "source": tally.source})
        }
    }
}
