//! One value for each field of an event, from all its reports, each by a named rule; the values that were not chosen are kept.

mod counts;
mod single;
mod sources;

use super::actors::UNIDENTIFIED;
use super::notes;
use super::profile::Account;
use crate::lexicon::Lexicon;
use crate::model::{Conflict, Event, EventFields, Field, FieldValue, Settling};
use sources::Sources;

/// What settles the fields of one event.
struct Settler<'a> {
    members: &'a [Account<'a>],
    sources: Sources<'a>,
    by: Settling,
    conflicts: Vec<Conflict>,
}

/// The event that these reports tell of; the first is the founding one.
pub(super) fn event(members: &[Account<'_>], by: Settling, lexicon: &Lexicon) -> Event {
    let mut settler = Settler { members, sources: Sources::of(members), by, conflicts: Vec::new() };
    let fields = settler.fields();
    let mut articles: Vec<String> = Vec::new();
    for m in members {
        if !articles.contains(&m.article.path) {
            articles.push(m.article.path.clone());
        }
    }
    Event {
        id: format!("event:{}", members.first().map(|m| m.report.id.as_str()).unwrap_or_default()),
        key: members.first().map(|m| m.report.key.clone()).unwrap_or_default(),
        notes: notes::sentence(&fields, lexicon),
        fields,
        articles,
        reports: members.iter().map(|m| m.report.id.clone()).collect(),
        independent_sources: settler.sources.independent(),
        conflicts: settler.conflicts,
        links: Vec::new(),
        confidence: members.iter().map(|m| m.report.confidence).fold(0.0_f32, f32::max),
    }
}

impl Settler<'_> {
    fn fields(&mut self) -> EventFields {
        let mut fields = EventFields {
            date: self.date(),
            time: self.single(Field::Time, |f| f.time.clone()),
            event_type: self.event_type(),
            place: self.place(),
            target_object: self.single(Field::TargetObject, |f| f.target_object.clone()),
            strikes: self.single(Field::Strikes, |f| f.strikes),
            outcome: self.outcome(),
            killed: self.count(Field::Killed),
            wounded: self.count(Field::Wounded),
            killed_civilians: self.count(Field::KilledCivilians),
            ..EventFields::default()
        };
        self.people(&mut fields);
        fields
    }

    /// Names complete each other; whoever is established is no suspect, and nobody attacks himself.
    fn people(&self, fields: &mut EventFields) {
        fields.victims = names(self.members, |f| &f.victims);
        fields.weapons = names(self.members, |f| &f.weapons);
        fields.targets = names(self.members, |f| &f.targets);
        fields.attackers = names(self.members, |f| &f.attackers);
        if fields.attackers.iter().any(|a| a != UNIDENTIFIED) {
            fields.attackers.retain(|a| a != UNIDENTIFIED);
        }
        fields.targets.retain(|t| !fields.attackers.contains(t));
        fields.suspects = names(self.members, |f| &f.suspects);
        fields.suspects.retain(|s| !fields.attackers.contains(s));
    }

    /// Keeps what each report says of `field`, where they do not agree; `same` tells which values are no contradiction.
    fn disagree(&mut self, field: Field, chosen: &FieldValue, rule: &str, same: impl Fn(&FieldValue, &FieldValue) -> bool) {
        let mut values: Vec<(FieldValue, Vec<String>)> = Vec::new();
        for m in self.members {
            let value = m.report.fields.get(field);
            if value == FieldValue::Empty {
                continue;
            }
            match values.iter_mut().find(|(v, _)| same(v, &value)) {
                Some((_, ids)) => ids.push(m.report.id.clone()),
                None => values.push((value, vec![m.report.id.clone()])),
            }
        }
        if values.len() > 1 {
            self.conflicts.push(Conflict { field, values, chosen: chosen.clone(), rule: rule.to_owned() });
        }
    }
}

/// Names in the order of how many reports give them.
fn names<'a>(members: &'a [Account<'a>], of: impl Fn(&'a EventFields) -> &'a Vec<String>) -> Vec<String> {
    let mut found: Vec<(&String, usize)> = Vec::new();
    for m in members {
        for name in of(&m.report.fields) {
            match found.iter_mut().find(|(n, _)| *n == name) {
                Some((_, times)) => *times += 1,
                None => found.push((name, 1)),
            }
        }
    }
    found.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    found.into_iter().map(|(name, _)| name.clone()).collect()
}
