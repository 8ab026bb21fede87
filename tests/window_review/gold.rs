//! What is right about a folder, and whether an event of the program says so: the rules of the score, in short.

use dateline::lexicon::fold;
use dateline::model::{Count, EventDate, EventFields, Field};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// The gold list of a folder.
pub struct Gold {
    /// Its events.
    pub events: Vec<Json>,
    /// Its running totals.
    pub tallies: Vec<Json>,
}

impl Gold {
    /// Reads it.
    pub fn read(path: &std::path::Path) -> Self {
        let json: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let list = |key: &str| json[key].as_array().cloned().unwrap_or_default();
        Self { events: list("events"), tallies: list("tallies") }
    }

    /// Whether a total is in the list, as it stands.
    pub fn has_total(&self, path: &str, tally: &dateline::model::Tally) -> bool {
        self.tallies.iter().any(|t| t["article"] == path && t["count"] == tally.count && t["qualifier"] == tally.qualifier.key())
    }
}

/// The fields that a gold event speaks of, each with whether `fields` are right about it.
pub fn checks(gold: &Json, fields: &EventFields) -> BTreeMap<Field, bool> {
    let mut found = BTreeMap::new();
    let mut put = |field: Field, right: bool| *found.entry(field).or_insert(true) &= right;
    let list = |key: &str| gold[key].as_array().filter(|l| !l.is_empty());
    if let Some(days) = list("date_ok") {
        put(Field::Date, fields.date.as_ref().is_some_and(|d| ends(d).iter().any(|d| days.iter().any(|ok| ok == d))));
    }
    if let Some(types) = list("type_ok") {
        put(Field::Type, fields.event_type.as_ref().is_some_and(|t| types.iter().any(|ok| ok == t)));
    }
    let place = fields.place.as_ref();
    if let Some(country) = gold["country"].as_str() {
        put(Field::Place, place.and_then(|p| p.country.as_deref()) == Some(country));
    }
    if let Some(places) = list("place_ok") {
        put(Field::Place, place.is_some_and(|p| any_name(std::slice::from_ref(&p.name), places)));
    }
    let suspects = gold["suspect_ok"].as_array().cloned().unwrap_or_default();
    for (field, key, names) in [(Field::Attackers, "attacker_ok", &fields.attackers), (Field::Targets, "target_ok", &fields.targets)] {
        let Some(ok) = gold[key].as_array() else { continue };
        let nobody = names.iter().all(|n| any_name(std::slice::from_ref(n), &suspects) || n.to_lowercase().starts_with("unidentified"));
        let may_be_nobody = ok.is_empty() || ok.iter().any(Json::is_null);
        put(field, any_name(names, ok) || (may_be_nobody && nobody));
    }
    if !suspects.is_empty() {
        let named: Vec<String> = fields.suspects.iter().chain(&fields.attackers).cloned().collect();
        put(Field::Suspects, any_name(&named, &suspects));
    }
    if let Some(weapons) = list("weapon_ok") {
        put(Field::Weapons, any_name(&fields.weapons, weapons));
    }
    for (field, key, count) in [(Field::Killed, "killed_ok", fields.killed), (Field::Wounded, "wounded_ok", fields.wounded)] {
        if let Some(ok) = gold[key].as_array() {
            put(field, ok.iter().any(|ok| ok.as_u64().map(|n| n as u32) == count.and_then(|c: Count| c.best)));
        }
    }
    found
}

fn ends(date: &EventDate) -> [String; 2] {
    [date.start.to_string(), date.end.to_string()]
}

fn any_name(names: &[String], ok: &[Json]) -> bool {
    names.iter().any(|n| ok.iter().filter_map(Json::as_str).any(|o| same_name(n, o)))
}

/// Whether two names mean the same: folded, or one holds the other as whole words.
pub fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (canonical(a), canonical(b));
    a == b || (a.len().min(b.len()) >= 5 && (format!(" {a} ").contains(&format!(" {b} ")) || format!(" {b} ").contains(&format!(" {a} "))))
}

fn canonical(name: &str) -> String {
    let plain: String = name.chars().filter(|c| !"'’`ʿʾ.".contains(*c)).collect();
    let folded = fold::key(&plain);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && !["the", "al", "el", "of", "in"].contains(w)).collect();
    match words.join(" ").as_str() {
        "us" | "u s" | "usa" | "us military" | "us forces" | "american" | "american forces" | "united states armed forces" => "united states".to_owned(),
        "israeli military" | "israel defense forces" | "israeli forces" => "israel".to_owned(),
        "houthi" | "houthis" | "houthi movement" => "houthis".to_owned(),
        "islamic revolutionary guard corps" => "irgc".to_owned(),
        other => other.to_owned(),
    }
}

const WEIGHTS: [(Field, f32); 6] =
    [(Field::Date, 3.0), (Field::Place, 3.0), (Field::Attackers, 1.0), (Field::Targets, 1.0), (Field::Killed, 2.0), (Field::Type, 1.0)];

/// How alike a gold event and an event are; 0 where they are not the same. They must share an article.
pub fn likeness(gold: &Json, fields: &EventFields, articles: &[String]) -> f32 {
    let shares = gold["articles"].as_array().is_none_or(|list| list.iter().any(|a| articles.iter().any(|b| a == b)));
    let checks = checks(gold, fields);
    let sum = |only_right: bool| WEIGHTS.iter().filter(|(f, _)| checks.get(f).is_some_and(|r| *r || !only_right)).map(|(_, w)| w).sum::<f32>();
    let (score, possible) = (sum(true), sum(false));
    if shares && possible > 0.0 && score >= f32::min(4.0, 0.75 * possible) { score } else { 0.0 }
}
