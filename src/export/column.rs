//! The columns of the tables, each once: name, meaning, type and how to get it. CSV headers and the codebook come from here.
//! To add one: a line in its table.

use super::contract::Offsets;
use super::table::{Cell, Column, Kind};
use crate::model::{Conflict, Count, EventDate, Field, Place, Span, Value};
use crate::review::{Remarks, ReviewedEvent, ReviewedMention, ReviewedTally};

/// `events.csv`: what happened, a line an event.
pub const EVENTS: &[Column<ReviewedEvent>] = &[
    Column("id", Kind::Text, "Stable as long as the founding report stays in the event.", |_, e| Cell::text(&e.item.id)),
    Column("date_start", Kind::Date, "First day in the place's own calendar, as far as known.", |_, e| date(e, |d| Cell::text(d.start))),
    Column("date_end", Kind::Date, "Last day; equal to date_start unless a range.", |_, e| date(e, |d| Cell::text(d.end))),
    Column("date_precision", Kind::Text, "day, range, week, month or year.", |_, e| date(e, |d| Cell::text(d.precision.key()))),
    Column("time", Kind::Text, "Local time of day, HH:MM.", |_, e| Cell::maybe(e.item.fields.time.as_ref())),
    Column("type", Kind::Text, "ACLED sub-event type in snake_case.", |_, e| Cell::maybe(e.item.fields.event_type.as_ref())),
    Column("place", Kind::Text, "The finest known place.", |_, e| place(e, |p| Cell::text(&p.name))),
    Column("admin1", Kind::Text, "First-level province.", |_, e| place(e, |p| Cell::maybe(p.admin1.as_ref()))),
    Column("country", Kind::Text, "ISO 3166-1 alpha-3.", |_, e| place(e, |p| Cell::maybe(p.country.as_ref()))),
    Column("latitude", Kind::Number, "Degrees north, of what place_precision says.", |_, e| place(e, |p| Cell::number(p.lat))),
    Column("longitude", Kind::Number, "Degrees east, of what place_precision says.", |_, e| place(e, |p| Cell::number(p.lon))),
    Column("place_precision", Kind::Text, "What the coordinates stand for: site … country, international_waters.", |_, e| {
        place(e, |p| Cell::text(p.precision.key()))
    }),
    Column("place_source", Kind::Text, "The gazetteer entry.", |_, e| place(e, |p| Cell::maybe(p.source.as_ref()))),
    Column("attackers", Kind::List, "Who did it, by canonical name.", |_, e| Cell::list(&e.item.fields.attackers)),
    Column("suspects", Kind::List, "Who is blamed, not established.", |_, e| Cell::list(&e.item.fields.suspects)),
    Column("targets", Kind::List, "Whom or what it was aimed at.", |_, e| Cell::list(&e.item.fields.targets)),
    Column("victims", Kind::List, "Named people who were hurt.", |_, e| Cell::list(&e.item.fields.victims)),
    Column("weapons", Kind::List, "With what.", |_, e| Cell::list(&e.item.fields.weapons)),
    Column("target_object", Kind::Text, "What was hit: vehicle, building, base, ship …", |_, e| Cell::maybe(e.item.fields.target_object.as_ref())),
    Column("killed", Kind::Integer, "People killed, the number that the rules choose. Empty is unknown, never zero.", |_, e| best(e.item.fields.killed)),
    Column("killed_low", Kind::Integer, "The lowest credible number of killed.", |_, e| low(e.item.fields.killed)),
    Column("killed_high", Kind::Integer, "The highest credible number of killed; empty where open upwards.", |_, e| high(e.item.fields.killed)),
    Column("killed_qualifier", Kind::Text, "How the number was qualified: exact, about, at_least …", |_, e| qualifier(e.item.fields.killed)),
    Column("wounded", Kind::Integer, "People wounded, the number that the rules choose.", |_, e| best(e.item.fields.wounded)),
    Column("wounded_low", Kind::Integer, "The lowest credible number of wounded.", |_, e| low(e.item.fields.wounded)),
    Column("wounded_high", Kind::Integer, "The highest credible number of wounded.", |_, e| high(e.item.fields.wounded)),
    Column("wounded_qualifier", Kind::Text, "How the number was qualified.", |_, e| qualifier(e.item.fields.wounded)),
    Column("killed_civilians", Kind::Integer, "Of the killed, those called civilians.", |_, e| best(e.item.fields.killed_civilians)),
    Column("strikes", Kind::Integer, "Strikes or munitions in one wave.", |_, e| best(e.item.fields.strikes)),
    Column("outcome", Kind::Text, "hit, intercepted, missed or unknown.", |_, e| Cell::text(e.item.fields.outcome.key())),
    Column("articles", Kind::List, "Paths of the articles that tell of it.", |_, e| Cell::list(&e.item.articles)),
    Column("reports", Kind::Integer, "How many reports were merged.", |_, e| Cell::Integer(e.item.reports.len() as i64)),
    Column("independent_sources", Kind::Integer, "Independent sources; wire copies count once.", |_, e| Cell::Integer(i64::from(e.item.independent_sources))),
    Column("conflicts", Kind::List, "Fields on which the reports do not agree, with the rule that chose.", |_, e| {
        Cell::list(&e.item.conflicts.iter().map(conflict).collect::<Vec<_>>())
    }),
    Column("notes", Kind::Text, "One sentence.", |_, e| Cell::text(&e.item.notes)),
    Column("confidence", Kind::Number, "0 to 1, the machine's.", |_, e| Cell::Number(rounded(e.item.confidence))),
    Column("review", Kind::Text, "open, confirmed, corrected or added; rejected events are left out.", |_, e| Cell::text(e.review.key())),
    Column("coder_note", Kind::Text, "The coder's note on the event.", |_, e| Cell::maybe(e.note())),
    Column("flags", Kind::List, "What waits for a second look: event, or the field.", |o, e| Cell::list(&flags(o, e))),
    Column("comments", Kind::List, "What coders said about the event; about a field after its name.", |o, e| Cell::list(&comments(o, e))),
];

fn part(field: Option<Field>) -> &'static str {
    field.map_or("event", Field::key)
}

fn flags(offsets: &Offsets<'_>, event: &ReviewedEvent) -> Vec<String> {
    let all = offsets.dataset().remarks_on(event);
    all.into_iter().filter(|(_, r)| r.flag.is_some()).map(|(field, _)| part(field).to_owned()).collect()
}

fn comments(offsets: &Offsets<'_>, event: &ReviewedEvent) -> Vec<String> {
    let said = |(field, remarks): (Option<Field>, Remarks<'_>)| {
        let text = remarks.text()?.to_owned();
        Some(if field.is_none() { text } else { format!("{}: {text}", part(field)) })
    };
    offsets.dataset().remarks_on(event).into_iter().filter_map(said).collect()
}

/// `mentions.csv`: the words of the articles, a line a mention.
pub const MENTIONS: &[Column<ReviewedMention>] = &[
    Column("id", Kind::Text, "The same words have the same id in every run.", |_, m| Cell::text(&m.item.id)),
    Column("article", Kind::Text, "Path of the article.", |o, m| Cell::maybe(o.path(&m.item.article))),
    Column("start", Kind::Integer, "First character of the words, in Unicode code points of the article's text.", |o, m| {
        start(o, &m.item.article, m.item.span)
    }),
    Column("end", Kind::Integer, "One past the last character.", |o, m| end(o, &m.item.article, m.item.span)),
    Column("text", Kind::Text, "The words.", |_, m| Cell::text(&m.item.text)),
    Column("kind", Kind::Text, "person, armed_group, place, weapon, date, casualty …", |_, m| Cell::text(m.item.kind.key())),
    Column("entity", Kind::Text, "The canonical name.", |_, m| Cell::maybe(m.item.entity.as_ref())),
    Column("entity_id", Kind::Text, "The same for one entity in all articles.", |_, m| Cell::maybe(m.item.entity_id.as_ref())),
    Column("value", Kind::Text, "Normal form: the ISO date, the number, what a trigger tells of.", |_, m| value(m.item.value.as_ref())),
    Column("latitude", Kind::Number, "Of places.", |_, m| Cell::number(m.item.geo.as_ref().map(|g| g.lat))),
    Column("longitude", Kind::Number, "Of places.", |_, m| Cell::number(m.item.geo.as_ref().map(|g| g.lon))),
    Column("country", Kind::Text, "Of places, ISO 3166-1 alpha-3.", |_, m| Cell::maybe(m.item.geo.as_ref().and_then(|g| g.country.as_ref()))),
    Column("rule", Kind::Text, "The rule, lexicon entry or model that made it.", |_, m| Cell::text(&m.item.rule)),
    Column("confidence", Kind::Number, "0 to 1, the machine's.", |_, m| Cell::Number(rounded(m.item.confidence))),
    Column("review", Kind::Text, "open, confirmed, corrected or added; rejected mentions are left out.", |_, m| Cell::text(m.review.key())),
];

/// `tallies.csv`: running totals as stated, a line a statement. They are never to be added to each other or to events.
pub const TALLIES: &[Column<ReviewedTally>] = &[
    Column("id", Kind::Text, "The same words have the same id in every run.", |_, t| Cell::text(&t.item.id)),
    Column("article", Kind::Text, "Path of the article.", |o, t| Cell::maybe(o.path(&t.item.article))),
    Column("start", Kind::Integer, "First character of the words, in Unicode code points of the article's text.", |o, t| {
        start(o, &t.item.article, t.item.span)
    }),
    Column("end", Kind::Integer, "One past the last character.", |o, t| end(o, &t.item.article, t.item.span)),
    Column("text", Kind::Text, "The words.", |_, t| Cell::text(&t.item.text)),
    Column("of", Kind::Text, "What is counted: attack, personnel, strike or death.", |_, t| Cell::text(t.item.of.key())),
    Column("count", Kind::Integer, "The number as stated.", |_, t| Cell::Integer(i64::from(t.item.count))),
    Column("qualifier", Kind::Text, "exact, about, at_least, more_than, up_to, nearly, ordinal.", |_, t| Cell::text(t.item.qualifier.key())),
    Column("since", Kind::Date, "The baseline.", |_, t| Cell::maybe(t.item.since)),
    Column("as_of", Kind::Date, "Up to when.", |_, t| Cell::maybe(t.item.as_of)),
    Column("by", Kind::Text, "Whose attacks.", |_, t| Cell::maybe(t.item.by.as_ref())),
    Column("on", Kind::Text, "On whom.", |_, t| Cell::maybe(t.item.on.as_ref())),
    Column("places", Kind::List, "Where.", |_, t| Cell::list(&t.item.places)),
    Column("split", Kind::List, "Parts by place, where stated.", |_, t| {
        Cell::list(&t.item.split.iter().flatten().map(|(k, v)| format!("{k}: {v}")).collect::<Vec<_>>())
    }),
    Column("excludes", Kind::Text, "What the source leaves out.", |_, t| Cell::maybe(t.item.excludes.as_ref())),
    Column("source", Kind::Text, "Who states it.", |_, t| Cell::maybe(t.item.source.as_ref())),
    Column("confidence", Kind::Number, "0 to 1, the machine's.", |_, t| Cell::Number(rounded(t.item.confidence))),
    Column("review", Kind::Text, "open, confirmed, corrected or added; rejected tallies are left out.", |_, t| Cell::text(t.review.key())),
];

fn date(event: &ReviewedEvent, get: impl Fn(&EventDate) -> Cell) -> Cell {
    event.item.fields.date.as_ref().map_or(Cell::Empty, get)
}

fn place(event: &ReviewedEvent, get: impl Fn(&Place) -> Cell) -> Cell {
    event.item.fields.place.as_ref().map_or(Cell::Empty, get)
}

fn best(count: Option<Count>) -> Cell {
    Cell::integer(count.and_then(|c| c.best))
}

fn low(count: Option<Count>) -> Cell {
    Cell::integer(count.and_then(|c| c.low))
}

fn high(count: Option<Count>) -> Cell {
    Cell::integer(count.and_then(|c| c.high))
}

fn qualifier(count: Option<Count>) -> Cell {
    Cell::maybe(count.map(|c| c.qualifier.key()))
}

fn conflict(conflict: &Conflict) -> String {
    format!("{} ({})", conflict.field.key(), conflict.rule)
}

fn start(offsets: &Offsets<'_>, article: &str, span: Span) -> Cell {
    offsets.points(article, span).map_or(Cell::Empty, |p| Cell::Integer(p.0 as i64))
}

fn end(offsets: &Offsets<'_>, article: &str, span: Span) -> Cell {
    offsets.points(article, span).map_or(Cell::Empty, |p| Cell::Integer(p.1 as i64))
}

fn value(value: Option<&Value>) -> Cell {
    match super::contract::mention_value(value) {
        serde_json::Value::String(text) => Cell::Text(text),
        serde_json::Value::Object(count) => count.get("best").or(count.get("high")).map_or(Cell::Empty, Cell::text),
        _ => Cell::Empty,
    }
}

/// Three decimals, without the noise of single precision.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}
