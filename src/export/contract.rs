//! The objects of the data contract: what every line of the JSON Lines export holds. Offsets are code points; unknown is null.

use crate::model::{
    Argument, Attribution, CharIndex, Conflict, Count, Event, EventDate, EventFields, Field, FieldValue, Kind, Link, Mention, Place, Reason, Report, Resolved,
    Span, Tally, Value,
};
use crate::review::{Dataset, Review, ReviewedArticle, ReviewedEvent, ReviewedMention, ReviewedReport, ReviewedTally, Whole};
use serde_json::{Map, Value as Json, json};
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

/// What turns the offsets of every article of a dataset into code points, ids into paths, and names into what bears them.
pub struct Offsets<'a> {
    dataset: &'a Dataset,
    kinds: OnceCell<BTreeMap<String, Kind>>,
    ids: BTreeMap<&'a str, &'a str>,
    /// The articles that were asked for last: what is exported goes through the dataset article by article.
    recent: RefCell<VecDeque<Rc<Indexed>>>,
}

/// An article's text with the places of its code points.
struct Indexed {
    id: String,
    whole: Arc<Whole>,
    index: CharIndex,
}

/// So many articles are kept at hand.
const RECENT: usize = 32;

impl<'a> Offsets<'a> {
    /// Of all articles of `dataset`.
    pub fn new(dataset: &'a Dataset) -> Self {
        let ids = dataset.articles.iter().map(|a| (a.head.path.as_str(), a.head.id.as_str())).collect();
        Self { dataset, kinds: OnceCell::new(), ids, recent: RefCell::default() }
    }

    /// The dataset.
    pub(super) fn dataset(&self) -> &'a Dataset {
        self.dataset
    }

    /// The articles of the dataset at `paths`, in that order.
    pub fn articles(&self, paths: &[String]) -> impl Iterator<Item = &'a Arc<ReviewedArticle>> {
        paths.iter().filter_map(move |path| self.ids.get(path.as_str())).filter_map(move |id| self.dataset.article(id))
    }

    /// What bears the canonical name `name`: the kind that most of its mentions have.
    pub fn kind_of(&self, name: &str) -> Option<Kind> {
        self.kinds.get_or_init(|| kinds(self.dataset)).get(name).copied()
    }

    /// The path of the article `id`.
    pub fn path(&self, id: &str) -> Option<&'a str> {
        self.dataset.article(id).map(|a| a.head.path.as_str())
    }

    /// Start and end of `span` in code points of the article `id`.
    pub fn points(&self, id: &str, span: Span) -> Option<(usize, usize)> {
        self.indexed(id).map(|found| found.index.points(span))
    }

    fn indexed(&self, id: &str) -> Option<Rc<Indexed>> {
        let mut recent = self.recent.borrow_mut();
        if let Some(at) = recent.iter().position(|i| i.id == id) {
            // Nearly always the last one.
            return recent.get(at).cloned();
        }
        let whole = self.dataset.article(id)?.whole();
        let found = Rc::new(Indexed { id: id.to_owned(), index: CharIndex::new(&whole.article.text), whole });
        recent.push_front(Rc::clone(&found));
        recent.truncate(RECENT);
        Some(found)
    }

    /// `{"start":…,"end":…,"text":…}` of a span.
    fn quote(&self, id: &str, span: Span) -> Json {
        let Some(found) = self.indexed(id) else { return Json::Null };
        let (start, end) = found.index.points(span);
        json!({"start": start, "end": end, "text": span.of(&found.whole.article.text)})
    }

    fn reason(&self, reason: &Reason) -> Json {
        let id = reason.article.as_deref().and_then(|path| self.ids.get(path));
        let points = id.zip(reason.span).and_then(|(id, span)| self.points(id, span));
        json!({"text": reason.text, "start": points.map(|p| p.0), "end": points.map(|p| p.1), "article": reason.article})
    }

    fn reasons(&self, reasons: &[Reason]) -> Vec<Json> {
        reasons.iter().map(|r| self.reason(r)).collect()
    }
}

/// For every canonical name, the kind that most of its mentions have.
fn kinds(dataset: &Dataset) -> BTreeMap<String, Kind> {
    let mut votes: BTreeMap<String, BTreeMap<Kind, usize>> = BTreeMap::new();
    dataset.each_name(|_, named, used| {
        if named.is_canonical {
            *votes.entry(named.name.clone()).or_default().entry(named.kind).or_default() += used.times as usize;
        }
    });
    votes.into_iter().filter_map(|(name, kinds)| Some((name, kinds.into_iter().max_by_key(|(_, n)| *n)?.0))).collect()
}

fn value_of(resolved: Option<&Resolved<String>>) -> Option<&str> {
    resolved.map(|r| r.value.as_str())
}

/// A line of `articles.jsonl`.
pub fn article(offsets: &Offsets<'_>, reviewed: &ReviewedArticle) -> Json {
    let a = &reviewed.article;
    let block = |b: &crate::model::Block| {
        let points = offsets.points(&a.id, b.span);
        json!({"start": points.map(|p| p.0), "end": points.map(|p| p.1), "kind": b.kind.key(), "rule": b.rule})
    };
    let published = a.published.as_ref().map(|p| json!({"date": p.value, "basis": p.basis, "reasons": offsets.reasons(&p.reasons)}));
    json!({
        "id": a.id, "path": a.path, "copies": a.copies, "title": value_of(a.title.as_ref()), "outlet": value_of(a.outlet.as_ref()), "url": a.url,
        "byline": value_of(a.byline.as_ref()), "language": a.language, "sha256": a.sha256, "text": a.text, "published": published,
        "blocks": a.blocks.iter().map(block).collect::<Vec<_>>(), "agencies": a.agencies.iter().map(|x| &x.value).collect::<Vec<_>>(),
        "state": reviewed.state.key(),
    })
}

fn count(count: Option<Count>) -> Json {
    count.map_or(Json::Null, |c| json!({"low": c.low, "best": c.best, "high": c.high, "qualifier": c.qualifier.key()}))
}

/// The normal form of a mention as plainly as JSON can say it.
pub(super) fn mention_value(value: Option<&Value>) -> Json {
    match value {
        Some(Value::When { when, date, .. }) if when.normal_form(date.as_ref()).is_some() => json!(when.normal_form(date.as_ref())),
        Some(Value::When { date: Some(date), .. }) if date.start == date.end => json!(date.start),
        Some(Value::When { date: Some(date), .. }) => json!(format!("{}/{}", date.start, date.end)),
        Some(Value::Count { count: c, .. }) => count(Some(*c)),
        Some(Value::Trigger { trigger }) => json!(trigger.key()),
        Some(Value::Source { stance, .. }) => json!(stance.key()),
        Some(Value::When { date: None, .. }) | None => Json::Null,
    }
}

/// A line of `mentions.jsonl`.
pub fn mention(offsets: &Offsets<'_>, reviewed: &ReviewedMention) -> Json {
    let m: &Mention = &reviewed.item;
    let points = offsets.points(&m.article, m.span);
    let geo = m.geo.as_ref();
    json!({
        "id": m.id, "article": offsets.path(&m.article), "start": points.map(|p| p.0), "end": points.map(|p| p.1), "text": m.text, "kind": m.kind.key(),
        "entity": m.entity, "entity_id": m.entity_id, "value": mention_value(m.value.as_ref()), "lat": geo.map(|g| g.lat), "lon": geo.map(|g| g.lon),
        "country": geo.and_then(|g| g.country.as_deref()), "rule": m.rule, "confidence": rounded(m.confidence), "review": reviewed.review.key(),
    })
}

/// A confidence with three decimals, without the noise of single precision.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}

fn place(place: Option<&Place>) -> Json {
    place.map_or(
        Json::Null,
        |p| json!({"name": p.name, "admin1": p.admin1, "country": p.country, "lat": p.lat, "lon": p.lon, "precision": p.precision.key(), "source": p.source}),
    )
}

fn date(offsets: &Offsets<'_>, date: Option<&EventDate>) -> Json {
    date.map_or(Json::Null, |d| json!({"start": d.start, "end": d.end, "precision": d.precision.key(), "reasons": offsets.reasons(&d.reasons)}))
}

fn fields(offsets: &Offsets<'_>, f: &EventFields) -> Map<String, Json> {
    let all = json!({
        "date": date(offsets, f.date.as_ref()), "time": f.time, "type": f.event_type, "place": place(f.place.as_ref()), "attackers": f.attackers,
        "suspects": f.suspects, "targets": f.targets, "victims": f.victims, "weapons": f.weapons, "target_object": f.target_object,
        "killed": count(f.killed), "wounded": count(f.wounded), "killed_civilians": count(f.killed_civilians), "strikes": count(f.strikes),
        "outcome": f.outcome.key(),
    });
    match all {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}

fn argument(offsets: &Offsets<'_>, id: &str, a: &Argument) -> Json {
    let points = offsets.points(id, a.span);
    json!({"role": a.role.key(), "start": points.map(|p| p.0), "end": points.map(|p| p.1), "text": a.text, "entity": a.entity})
}

fn attribution(offsets: &Offsets<'_>, id: &str, a: &Attribution) -> Json {
    let points = offsets.points(id, a.span);
    json!({
        "source": a.source, "via": a.via, "stance": a.stance.key(), "about": a.about, "start": points.map(|p| p.0), "end": points.map(|p| p.1),
    })
}

/// A line of `reports.jsonl`; `event` is the id of the event that holds it.
pub fn report(offsets: &Offsets<'_>, reviewed: &ReviewedReport, event: Option<&str>) -> Json {
    let r: &Report = &reviewed.item;
    let mut object = fields(offsets, &r.fields);
    let evidence: Map<String, Json> =
        r.evidence.iter().map(|(f, spans)| (f.key().to_owned(), spans.iter().map(|s| offsets.quote(&r.article, *s)).collect())).collect();
    let rules: Map<String, Json> = r.rules.iter().map(|(f, rule)| (f.key().to_owned(), json!(rule))).collect();
    let more = json!({
        "id": r.id, "article": offsets.path(&r.article), "triggers": r.triggers, "foreground": r.foreground, "modality": r.modality.key(),
        "specific": r.specific, "when": r.when, "event": event, "evidence": evidence, "rules": rules, "confidence": rounded(r.confidence), "review": reviewed.review.key(),
        "arguments": r.arguments.iter().map(|a| argument(offsets, &r.article, a)).collect::<Vec<_>>(),
        "attribution": r.attribution.iter().map(|a| attribution(offsets, &r.article, a)).collect::<Vec<_>>(),
    });
    if let Json::Object(more) = more {
        object.extend(more);
    }
    Json::Object(object)
}

/// A field's value as plainly as JSON can say it: a count is its best number, a date its first day, a place its name.
pub fn plain(value: &FieldValue) -> Json {
    match value {
        FieldValue::Empty => Json::Null,
        FieldValue::Date(d) if d.start == d.end => json!(d.start),
        FieldValue::Date(d) => json!(format!("{}/{}", d.start, d.end)),
        FieldValue::Text(text) => json!(text),
        FieldValue::Place(place) => json!(place.name),
        FieldValue::Names(names) => json!(names),
        FieldValue::Count(count) => json!(count.best.or(count.low).or(count.high)),
        FieldValue::Outcome(outcome) => json!(outcome.key()),
    }
}

fn link(l: &Link) -> Json {
    let parts: Option<Map<String, Json>> = l.likeness.map(|found| found.parts().map(|(part, points)| (part.key().to_owned(), json!(points))).collect());
    json!({"report": l.report, "with": l.with, "likeness": parts})
}

fn conflict(c: &Conflict) -> Json {
    let values: Vec<Json> = c.values.iter().map(|(value, reports)| json!({"value": plain(value), "reports": reports})).collect();
    json!({"field": c.field.key(), "values": values, "chosen": plain(&c.chosen), "rule": c.rule})
}

/// A line of `events.jsonl`.
pub fn event(offsets: &Offsets<'_>, reviewed: &ReviewedEvent) -> Json {
    let e: &Event = &reviewed.item;
    let mut object = fields(offsets, &e.fields);
    let decided: Map<String, Json> = Field::ALL
        .into_iter()
        .filter(|f| reviewed.field_review(*f) != Review::Open)
        .map(|f| (f.key().to_owned(), json!(reviewed.field_review(f).key())))
        .collect();
    let more = json!({
        "id": e.id, "articles": e.articles, "reports": e.reports, "independent_sources": e.independent_sources,
        "conflicts": e.conflicts.iter().map(conflict).collect::<Vec<_>>(), "links": e.links.iter().map(link).collect::<Vec<_>>(), "notes": e.notes, "confidence": rounded(e.confidence),
        "review": reviewed.review.key(), "reviewed_fields": decided,
    });
    if let Json::Object(more) = more {
        object.extend(more);
    }
    Json::Object(object)
}

/// A line of `tallies.jsonl`.
pub fn tally(offsets: &Offsets<'_>, reviewed: &ReviewedTally) -> Json {
    let t: &Tally = &reviewed.item;
    let points = offsets.points(&t.article, t.span);
    json!({
        "id": t.id, "article": offsets.path(&t.article), "start": points.map(|p| p.0), "end": points.map(|p| p.1), "text": t.text, "of": t.of.key(),
        "count": t.count, "qualifier": t.qualifier.key(), "since": t.since, "as_of": t.as_of, "by": t.by, "on": t.on, "places": t.places,
        "split": t.split, "excludes": t.excludes, "source": t.source, "confidence": rounded(t.confidence), "review": reviewed.review.key(),
    })
}

/// One article with all that was read in it, as `dateline extract -` answers.
pub fn article_line(dataset: &Dataset) -> Json {
    let offsets = Offsets::new(dataset);
    let event_of = |id: &str| dataset.event_of_report(id).map(|e| e.item.id.clone());
    json!({
        "article": dataset.each().next().map(|a| article(&offsets, &a)),
        "mentions": dataset.mentions().map(|m| mention(&offsets, &m)).collect::<Vec<_>>(),
        "reports": dataset.reports().map(|r| report(&offsets, &r, event_of(&r.item.id).as_deref())).collect::<Vec<_>>(),
        "tallies": dataset.tallies().map(|t| tally(&offsets, t)).collect::<Vec<_>>(),
    })
}
