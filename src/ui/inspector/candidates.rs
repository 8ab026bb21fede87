//! The values that an open field can take by one digit: what the reports say, then what their articles name, then what other events have.
//! No egui here.

use super::names_ui::on_other_side;
use super::versions::{same, versions};
use crate::lexicon::Lexicon;
use crate::model::{CasualtyRole, EventDate, EventFields, Field, FieldValue, Kind, Mention, Outcome, PartialDate, Place, PlacePrecision, Span, Value};
use crate::review::{Dataset, ReviewedArticle, ReviewedEvent, ReviewedReport};
use crate::ui::card;

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

/// What the articles of the event name. Names: first those that the reports rest on, then the rest of their articles, each by how near they
/// stand and how often; whoever is on the other side of the event already comes last. Other values: the nearest first.
fn named(dataset: &Dataset, event: &ReviewedEvent, field: Field) -> Vec<FieldValue> {
    let mut found: Vec<Named> = Vec::new();
    for report in event.item.reports.iter().filter_map(|id| dataset.report(id)) {
        let Some(article) = dataset.article(&report.item.article) else { continue };
        let told = card::evidence(report);
        for mention in article.mentions.iter().filter(|m| m.review.stands()) {
            let far = distance(report, mention.item.span) + doubt(&mention.item, field);
            for value in meant(&mention.item, field) {
                note(&mut found, value, far, told.contains(&mention.item.span));
            }
        }
        days(article, field).for_each(|value| note(&mut found, value, AFAR, false));
    }
    found.sort_by_key(|n| n.rank(&event.item.fields, field));
    found.into_iter().map(|n| n.value).collect()
}

/// A value that the articles name.
struct Named {
    value: FieldValue,
    /// How far from the words of a report it stands at the nearest.
    far: usize,
    times: usize,
    /// Whether a report rests on it.
    told: bool,
}

fn note(found: &mut Vec<Named>, value: FieldValue, far: usize, told: bool) {
    match found.iter_mut().find(|n| same(&n.value, &value)) {
        Some(named) => (named.far, named.times, named.told) = (named.far.min(far), named.times + 1, named.told || told),
        None => found.push(Named { value, far, times: 1, told }),
    }
}

impl Named {
    fn rank(&self, fields: &EventFields, field: Field) -> (bool, bool, usize) {
        match &self.value {
            FieldValue::Names(names) => {
                let opposed = names.iter().any(|n| on_other_side(fields, field, n));
                (opposed, !self.told, 2 * self.far / (self.times.min(OFTEN) + 1))
            }
            _ => (false, false, self.far),
        }
    }
}

/// Being named more often than this says nothing more.
const OFTEN: usize = 5;

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

/// What an event counts for another: more in the same country, and more within a month.
fn nearness(other: &ReviewedEvent, event: &ReviewedEvent) -> usize {
    let (a, b) = (&other.item.fields, &event.item.fields);
    let country = |f: &EventFields| f.place.as_ref().and_then(|p| p.country.clone());
    let day = |f: &EventFields| f.date.as_ref().map(|d| d.days().0);
    let here = country(a).is_some() && country(a) == country(b);
    let then = day(a).zip(day(b)).is_some_and(|(a, b)| (a - b).get_days().abs() <= MONTH);
    1 + usize::from(here) + usize::from(then)
}

/// Days.
const MONTH: i32 = 30;

/// The values that other events have, the most frequent first, those near in place and time before others; who is on one side in one is often on the other in the next.
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
        let near = nearness(other, event);
        match counted.iter_mut().find(|(_, v)| same(v, &value)) {
            Some((n, _)) => *n += near,
            None if value != FieldValue::Empty => counted.push((near, value)),
            None => {}
        }
    }
    counted.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    counted.into_iter().map(|(_, v)| v).collect()
}

/// Events that are looked through for values; in a large folder the first are as good as all.
const MOST_EVENTS: usize = 400;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_reports_rest_on_come_first_then_the_near_and_frequent_and_last_those_of_the_other_side() {
        let named = |name: &str, far, times, told| Named { value: FieldValue::Names(vec![name.to_owned()]), far, times, told };
        let mut all = [named("target", 10, 9, true), named("near once", 90, 1, false), named("often", 200, 4, false), named("told", 300, 1, true)];
        let fields = EventFields { targets: vec!["target".to_owned()], ..EventFields::default() };
        all.sort_by_key(|n| n.rank(&fields, Field::Attackers));
        let order: Vec<FieldValue> = all.into_iter().map(|n| n.value).collect();
        assert_eq!(order, ["told", "often", "near once", "target"].map(|n| FieldValue::Names(vec![n.to_owned()])));
    }

    #[test]
    fn a_value_that_is_named_again_is_one_candidate_at_its_nearest() {
        let mut found = Vec::new();
        for (far, told) in [(50, false), (20, true), (80, false)] {
            note(&mut found, FieldValue::Text("21:30".to_owned()), far, told);
        }
        assert_eq!(found.iter().map(|n| (n.far, n.times, n.told)).collect::<Vec<_>>(), [(20, 3, true)]);
    }
}
