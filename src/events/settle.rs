//! One value for each field of an event, from all its reports, each by a coder's rule.

use super::actors::UNIDENTIFIED;
use super::notes;
use crate::lexicon::Lexicon;
use crate::model::{Conflict, Count, DatePrecision, Event, EventDate, EventFields, Field, FieldValue, Outcome, Place, Reading, Report};
use std::collections::{BTreeMap, BTreeSet};

type Member<'a> = (&'a Reading, &'a Report);

/// The event that these reports tell of; the first is the founding one.
pub(super) fn event(members: &[Member<'_>], lexicon: &Lexicon) -> Event {
    let mut conflicts = Vec::new();
    let mut fields = EventFields {
        date: date(members),
        time: first(members, |f| f.time.clone()),
        event_type: event_type(members),
        place: place(members),
        target_object: first(members, |f| f.target_object.clone()),
        victims: names(members, |f| &f.victims),
        weapons: names(members, |f| &f.weapons),
        targets: names(members, |f| &f.targets),
        strikes: first(members, |f| f.strikes),
        outcome: outcome(members),
        ..EventFields::default()
    };
    fields.attackers = names(members, |f| &f.attackers);
    if fields.attackers.iter().any(|a| a != UNIDENTIFIED) {
        fields.attackers.retain(|a| a != UNIDENTIFIED);
    }
    fields.targets.retain(|t| !fields.attackers.contains(t));
    fields.suspects = names(members, |f| &f.suspects);
    fields.suspects.retain(|s| !fields.attackers.contains(s));
    fields.killed = count(members, Field::Killed, &mut conflicts);
    fields.wounded = count(members, Field::Wounded, &mut conflicts);
    fields.killed_civilians = count(members, Field::KilledCivilians, &mut conflicts);
    differing(members, &fields, &mut conflicts);
    let mut articles: Vec<String> = members.iter().map(|(a, _)| a.article.path.clone()).collect();
    articles.dedup();
    let notes = notes::sentence(&fields, lexicon);
    let surest = members.iter().map(|(_, r)| r.confidence).fold(0.0_f32, f32::max);
    Event {
        id: format!("event:{}", members.first().map(|(_, r)| r.id.as_str()).unwrap_or_default()),
        fields,
        articles,
        reports: members.iter().map(|(_, r)| r.id.clone()).collect(),
        independent_sources: independent(members),
        conflicts,
        notes,
        confidence: surest,
    }
}

fn first<T>(members: &[Member<'_>], of: impl Fn(&EventFields) -> Option<T>) -> Option<T> {
    let fore = members.iter().filter(|(_, r)| r.foreground).chain(members.iter().filter(|(_, r)| !r.foreground));
    fore.map(|(_, r)| &r.fields).find_map(of)
}

/// Names in the order of how many reports give them.
fn names<'a>(members: &'a [Member<'_>], of: impl Fn(&'a EventFields) -> &'a Vec<String>) -> Vec<String> {
    let mut found: Vec<(&String, usize)> = Vec::new();
    for (_, r) in members {
        for name in of(&r.fields) {
            match found.iter_mut().find(|(n, _)| *n == name) {
                Some((_, times)) => *times += 1,
                None => found.push((name, 1)),
            }
        }
    }
    found.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    found.into_iter().map(|(name, _)| name.clone()).collect()
}

/// The finest date that most reports give; the article that the event is news in knows it best.
fn date(members: &[Member<'_>]) -> Option<EventDate> {
    let weight = |r: &Report| if r.foreground { 2 } else { 1 };
    let mut found: Vec<(&EventDate, i32)> = Vec::new();
    for (_, r) in members {
        let Some(d) = &r.fields.date else { continue };
        match found.iter_mut().find(|(o, _)| o.days() == d.days()) {
            Some((_, n)) => *n += weight(r),
            None => found.push((d, weight(r))),
        }
    }
    let fine = found.iter().any(|(d, _)| d.precision == DatePrecision::Day);
    found.retain(|(d, _)| !fine || d.precision == DatePrecision::Day);
    found.into_iter().max_by_key(|(d, n)| (*n, std::cmp::Reverse(d.days()))).map(|(d, _)| d.clone())
}

fn event_type(members: &[Member<'_>]) -> Option<String> {
    let mut points: Vec<(&str, i32)> = Vec::new();
    for (_, r) in members {
        let Some(key) = r.fields.event_type.as_deref() else { continue };
        // Whatever goes off is heard as an explosion; who names an air strike knows more.
        let explicit = match r.rules.get(&Field::Type) {
            Some(rule) if rule == "type:sides" => 1,
            _ if key == "remote_explosive_landmine_ied" => 2,
            _ => 3,
        };
        let weight = explicit * if r.foreground { 2 } else { 1 };
        match points.iter_mut().find(|(k, _)| *k == key) {
            Some((_, n)) => *n += weight,
            None => points.push((key, weight)),
        }
    }
    let most = points.iter().map(|(_, n)| *n).max()?;
    points.into_iter().find(|(_, n)| *n == most).map(|(key, _)| key.to_owned())
}

/// The finest place within the country that most reports name.
fn place(members: &[Member<'_>]) -> Option<Place> {
    let places: Vec<(&Place, i32)> = members.iter().filter_map(|(_, r)| Some((r.fields.place.as_ref()?, if r.foreground { 2 } else { 1 }))).collect();
    let mut lands: BTreeMap<Option<&str>, i32> = BTreeMap::new();
    for (p, n) in &places {
        *lands.entry(p.country.as_deref()).or_default() += n;
    }
    let land = lands.into_iter().max_by_key(|(_, n)| *n).and_then(|(land, _)| land);
    let mut votes: Vec<(&Place, i32)> = Vec::new();
    for (p, n) in places.into_iter().filter(|(p, _)| p.country.as_deref() == land) {
        match votes.iter_mut().find(|(o, _)| o.name == p.name) {
            Some((_, times)) => *times += n,
            None => votes.push((p, n)),
        }
    }
    let coarse =
        |p: &Place| u8::from(p.precision > crate::model::PlacePrecision::NearSettlement) + u8::from(p.precision >= crate::model::PlacePrecision::Region);
    votes.into_iter().min_by_key(|(p, n)| (coarse(p), std::cmp::Reverse(*n))).map(|(p, _)| p.clone())
}

fn outcome(members: &[Member<'_>]) -> Outcome {
    let all: BTreeSet<Outcome> = members.iter().map(|(_, r)| r.fields.outcome).collect();
    [Outcome::Hit, Outcome::Intercepted, Outcome::Missed].into_iter().find(|o| all.contains(o)).unwrap_or_default()
}

fn of(fields: &EventFields, field: Field) -> Option<Count> {
    match field {
        Field::Killed => fields.killed,
        Field::Wounded => fields.wounded,
        _ => fields.killed_civilians,
    }
}

/// Whether a report's number only bounds the total from below (C2).
fn is_bound(r: &Report, field: Field) -> bool {
    r.rules.get(&field).is_some_and(|rule| rule == "C2")
}

/// One number of people: whole tolls before parts (C2), the newest before older (C4), the majority before single voices, the lower of equals.
fn count(members: &[Member<'_>], field: Field, conflicts: &mut Vec<Conflict>) -> Option<Count> {
    let stated: Vec<(&Member<'_>, Count)> = members.iter().filter_map(|m| Some((m, of(&m.1.fields, field)?))).collect();
    let mut whole: Vec<&(&Member<'_>, Count)> = stated.iter().filter(|(m, c)| !is_bound(m.1, field) && (c.best.is_some() || c.high.is_some())).collect();
    if whole.is_empty() {
        return stated.iter().max_by_key(|(_, c)| c.best).map(|(_, c)| *c);
    }
    // An article that the event is news in outweighs one that only recalls it.
    if whole.iter().any(|(m, _)| m.1.foreground) {
        whole.retain(|(m, _)| m.1.foreground);
    }
    let (chosen, rule) = choose(&whole)?;
    let lows = whole.iter().filter_map(|(_, c)| c.low).min();
    let highs = whole.iter().filter_map(|(_, c)| c.high).max();
    let low = match (lows, chosen.best) {
        (Some(l), Some(b)) => Some(l.min(b)),
        (l, _) => l,
    };
    let settled = Count { low, best: chosen.best, high: chosen.high.and(highs), qualifier: chosen.qualifier };
    disagree(&stated, field, settled, rule, conflicts);
    Some(settled)
}

fn choose(whole: &[&(&Member<'_>, Count)]) -> Option<(Count, &'static str)> {
    let day = |m: &Member<'_>| m.0.article.published.as_ref().map(|p| p.value.last_day());
    let newest = whole.iter().filter_map(|(m, _)| day(m)).max();
    let dated = whole.iter().all(|(m, _)| day(m).is_some());
    let latest: Vec<Count> = whole.iter().filter(|(m, _)| !dated || day(m) == newest).map(|(_, c)| *c).collect();
    let support = |c: &Count| latest.iter().filter(|o| o.best == c.best || (o.high.is_none() && o.low <= c.best)).count();
    let chosen = latest.iter().max_by_key(|c| (support(c), c.best.is_some(), std::cmp::Reverse(c.best)))?;
    let rule = if latest.len() < whole.len() {
        "C4"
    } else if latest.len() > 1 {
        "C5"
    } else {
        "C1"
    };
    Some((*chosen, rule))
}

fn disagree(stated: &[(&Member<'_>, Count)], field: Field, settled: Count, rule: &str, conflicts: &mut Vec<Conflict>) {
    let mut values: Vec<(FieldValue, Vec<String>)> = Vec::new();
    for (m, c) in stated {
        let value = FieldValue::Count(*c);
        match values.iter_mut().find(|(v, _)| matches!(v, FieldValue::Count(o) if o.best == c.best && o.high == c.high)) {
            Some((_, ids)) => ids.push(m.1.id.clone()),
            None => values.push((value, vec![m.1.id.clone()])),
        }
    }
    if values.len() > 1 {
        conflicts.push(Conflict { field, values, chosen: FieldValue::Count(settled), rule: rule.to_owned() });
    }
}

/// Single values that the reports give differently.
fn differing(members: &[Member<'_>], fields: &EventFields, conflicts: &mut Vec<Conflict>) {
    for (field, rule) in [(Field::TargetObject, "C9"), (Field::Type, "C9")] {
        let mut values: Vec<(FieldValue, Vec<String>)> = Vec::new();
        for (_, r) in members {
            let value = r.fields.get(field);
            if value == FieldValue::Empty {
                continue;
            }
            match values.iter_mut().find(|(v, _)| *v == value) {
                Some((_, ids)) => ids.push(r.id.clone()),
                None => values.push((value, vec![r.id.clone()])),
            }
        }
        if values.len() > 1 {
            conflicts.push(Conflict { field, values, chosen: fields.get(field), rule: rule.to_owned() });
        }
    }
}

/// How many independent sources stand behind the reports (M4): an article that relies on agencies is those agencies; near-copies are one.
fn independent(members: &[Member<'_>]) -> u32 {
    let fore: Vec<&Member<'_>> = members.iter().filter(|(_, r)| r.foreground).collect();
    let told: Vec<&Member<'_>> = if fore.is_empty() { members.iter().collect() } else { fore };
    let mut sources: BTreeSet<String> = BTreeSet::new();
    let mut texts: Vec<BTreeSet<String>> = Vec::new();
    for (reading, _) in told {
        let words = shingles(&reading.article.text);
        if texts.iter().any(|t| overlap(t, &words) > 0.6) {
            continue;
        }
        texts.push(words);
        let agencies = &reading.article.agencies;
        if agencies.is_empty() {
            sources.insert(reading.article.outlet.as_ref().map_or_else(|| reading.article.id.clone(), |o| o.value.clone()));
        } else {
            sources.extend(agencies.iter().map(|a| a.value.clone()));
        }
    }
    u32::try_from(sources.len()).unwrap_or(u32::MAX)
}

/// Every run of five words.
fn shingles(text: &str) -> BTreeSet<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(5).map(|w| w.join(" ")).collect()
}

fn overlap(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let smaller = a.len().min(b.len());
    if smaller == 0 {
        return 0.0;
    }
    let shared = u32::try_from(a.intersection(b).count()).unwrap_or(u32::MAX);
    f64::from(shared) / f64::from(u32::try_from(smaller).unwrap_or(u32::MAX))
}
