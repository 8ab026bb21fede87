//! The values that an open field can take by one digit: what the reports say, then what their articles name, then what other events have.
//! No egui here.

use super::versions::{same, versions};
use crate::lexicon::Lexicon;
use crate::model::{CasualtyRole, EventDate, Field, FieldValue, Kind, Mention, Outcome, PartialDate, Place, PlacePrecision, Span, Value};
use crate::review::{Dataset, ReviewedArticle, ReviewedEvent, ReviewedReport};

/// As many as there are digits from 1 to 9; 0 says that nothing is stated.
pub const MOST: usize = 9;

/// What stands near comes before what other events have, and that before what stands far away.
const NEAR: usize = 7;
/// As many of what other events have.
const USED: usize = 2;

/// The values for `field` of `event`, the likeliest first; the first ones are the versions of its reports.
pub fn candidates(dataset: &Dataset, event: &ReviewedEvent, field: Field, lexicon: Option<&Lexicon>) -> Vec<FieldValue> {
    let mut found: Vec<FieldValue> = Vec::new();
    let mut add = |value: FieldValue| {
        if found.len() < MOST && value != FieldValue::Empty && !found.iter().any(|f| same(f, &value)) {
            found.push(value);
        }
    };
    versions(dataset, &event.item, field).into_iter().map(|v| v.value).for_each(&mut add);
    match field {
        Field::Outcome => [Outcome::Hit, Outcome::Intercepted, Outcome::Missed].into_iter().for_each(|o| add(FieldValue::Outcome(o))),
        Field::Type => {
            used(dataset, event, field).into_iter().for_each(&mut add);
            lexicon.into_iter().flat_map(|l| l.ontology().types()).for_each(|t| add(FieldValue::Text(t.key.clone())));
        }
        field => {
            let (near, used) = (named(dataset, event, field), used(dataset, event, field));
            near.iter().take(NEAR).cloned().for_each(&mut add);
            used.into_iter().take(USED).for_each(&mut add);
            near.into_iter().skip(NEAR).for_each(&mut add);
        }
    }
    found
}

/// What the articles of the event name, the nearest to its words first.
fn named(dataset: &Dataset, event: &ReviewedEvent, field: Field) -> Vec<FieldValue> {
    let mut near: Vec<(usize, FieldValue)> = Vec::new();
    for report in event.item.reports.iter().filter_map(|id| dataset.report(id)) {
        let Some(article) = dataset.article(&report.item.article) else { continue };
        let mentions = article.mentions.iter().filter(|m| m.review.stands());
        near.extend(mentions.flat_map(|m| meant(&m.item, field).into_iter().map(|v| (distance(report, m.item.span) + doubt(&m.item, field), v))));
        near.extend(days(article, field).map(|v| (AFAR, v)));
    }
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().map(|(_, value)| value).collect()
}

/// Farther than anything in the sentence, nearer than the end of a long article.
const AFAR: usize = 400;

/// Numbers of people that were hurt come before other numbers.
fn doubt(mention: &Mention, field: Field) -> usize {
    let role = mention.binding().map(|b| b.role);
    match field {
        Field::Killed | Field::KilledCivilians if role != Some(CasualtyRole::Killed) => 2 * AFAR,
        Field::Wounded if role != Some(CasualtyRole::Wounded) => 2 * AFAR,
        _ => 0,
    }
}

fn distance(report: &ReviewedReport, span: Span) -> usize {
    report.item.key.span.start.abs_diff(span.start)
}

/// The values for `field` that a mention may stand for.
fn meant(mention: &Mention, field: Field) -> Vec<FieldValue> {
    let name = || mention.entity.clone().unwrap_or_else(|| mention.text.clone());
    match (field, mention.kind, &mention.value) {
        (Field::Date, _, Some(Value::When { date: Some(date), .. })) => vec![FieldValue::Date(EventDate { reasons: Vec::new(), ..date.clone() })],
        (Field::Time, _, Some(Value::When { time: Some(time), .. })) => vec![FieldValue::Text(time.clone())],
        (Field::Place, Kind::Place | Kind::Facility, _) => mention.geo.iter().map(|g| FieldValue::Place(Place::named(name(), g))).collect(),
        (Field::Attackers | Field::Suspects | Field::Targets, _, _) if is_actor(mention) || (field == Field::Targets && mention.kind == Kind::Facility) => {
            vec![FieldValue::Names(vec![name()])]
        }
        (Field::Victims, Kind::Person, _) | (Field::Weapons, Kind::Weapon, _) => vec![FieldValue::Names(vec![name()])],
        (Field::Killed | Field::Wounded | Field::KilledCivilians | Field::Strikes, _, Some(Value::Count { count, .. })) => vec![FieldValue::Count(*count)],
        _ => Vec::new(),
    }
}

/// Groups, forces and people, and countries, whose names stand for their states.
fn is_actor(mention: &Mention) -> bool {
    let country = mention.geo.as_ref().is_some_and(|g| g.precision == PlacePrecision::Country);
    matches!(mention.kind, Kind::ArmedGroup | Kind::StateForce | Kind::Organization | Kind::Person) || country
}

/// The day of publication and the one before.
fn days(article: &ReviewedArticle, field: Field) -> impl Iterator<Item = FieldValue> {
    let day = article.article.published.as_ref().filter(|_| field == Field::Date).map(|p| p.value.last_day());
    let both = day.into_iter().flat_map(|d| [Some(d), d.yesterday().ok()]).flatten();
    both.map(|d| FieldValue::Date(EventDate::at(PartialDate::day(d), Vec::new())))
}

/// The values that other events have, the most frequent first; who is on one side in one is often on the other in the next.
fn used(dataset: &Dataset, event: &ReviewedEvent, field: Field) -> Vec<FieldValue> {
    if matches!(field, Field::Killed | Field::Wounded | Field::KilledCivilians | Field::Strikes | Field::Time | Field::Date) {
        return Vec::new();
    }
    let sides: &[Field] = match field {
        Field::Attackers | Field::Suspects | Field::Targets => &[Field::Attackers, Field::Suspects, Field::Targets],
        _ => std::slice::from_ref(&field),
    };
    let mut counted: Vec<(usize, FieldValue)> = Vec::new();
    let others = dataset.events.iter().filter(|e| e.review.stands() && e.item.id != event.item.id).take(MOST_EVENTS);
    for (other, side) in others.flat_map(|e| sides.iter().map(move |s| (e, s))) {
        let value = match other.item.fields.get(*side) {
            FieldValue::Names(names) => FieldValue::Names(names.into_iter().take(1).collect()),
            value => value,
        };
        match counted.iter_mut().find(|(_, v)| same(v, &value)) {
            Some((n, _)) => *n += 1,
            None if value != FieldValue::Empty => counted.push((1, value)),
            None => {}
        }
    }
    counted.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    counted.into_iter().map(|(_, v)| v).collect()
}

/// Events that are looked through for values; in a large folder the first are as good as all.
const MOST_EVENTS: usize = 400;
