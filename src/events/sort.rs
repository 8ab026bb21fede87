//! The event type of an incident: words that name it, weapons that imply it, sides that decide the rest.

use super::actors;
use super::coreference::Incident;
use super::draft::Draft;
use super::modality::Reference;
use super::page::Sentence;
use super::trigger::Trigger;
use crate::lexicon::{Ontology, nouns};
use crate::model::{BlockKind, Kind, TriggerKind};
use std::collections::BTreeMap;

/// Of two types with the same support the earlier wins.
const ORDER: [&str; 10] = [
    "suicide_bomb",
    "abduction_forced_disappearance",
    "air_drone_strike",
    "shelling_artillery_missile_attack",
    "remote_explosive_landmine_ied",
    "grenade",
    "disrupted_weapons_use",
    "armed_clash",
    "attack",
    "chemical_weapon",
];

/// Points for each type, from triggers and from weapons named beside them.
fn votes(k: &Incident<'_>, page: &[Sentence<'_>], ontology: &Ontology) -> BTreeMap<String, u32> {
    let mut found: BTreeMap<String, u32> = BTreeMap::new();
    for (n, d) in k.drafts.iter().enumerate() {
        let Some(s) = page.get(d.sentence) else { continue };
        let weight = if n == 0 || s.block == BlockKind::Headline { 4 } else { 2 };
        for (t, st) in &d.triggers {
            if let Some(key) = &t.event_type {
                // "the bombing" later in the text may be of any weapon.
                let recalled = n > 0 && t.noun && st.reference == Reference::Known;
                *found.entry(key.clone()).or_default() += if is_heard(s, t) || recalled { 1 } else { weight + 2 };
            } else if t.kind == TriggerKind::Abduct {
                *found.entry("abduction_forced_disappearance".to_owned()).or_default() += weight + 2;
            }
        }
        for key in &d.means {
            *found.entry(key.clone()).or_default() += weight;
        }
        for w in &d.weapons {
            if let Some(key) = ontology.of_weapon(&w.text).filter(|k| !d.means.iter().any(|m| m == k)) {
                *found.entry(key.to_owned()).or_default() += weight - 1;
            }
        }
    }
    found
}

/// "an explosion", "exploded": what is heard of any weapon; it names a bomb only where nothing else is named.
fn is_heard(s: &Sentence<'_>, t: &Trigger) -> bool {
    let planted = s.children(t.token).iter().any(|c| s.lemma(*c) == "bomb") || s.child(t.token, &["nsubj"]).is_some_and(|c| s.lemma(c) == "bomb");
    !planted && matches!(s.lemma(t.token).as_str(), "explosion" | "explode" | "blast")
}

/// The type of incident `k` and the rule that chose it.
pub(super) fn event_type(k: &Incident<'_>, page: &[Sentence<'_>], ontology: &Ontology) -> (String, &'static str) {
    let mut votes = votes(k, page, ontology);
    let intercept = k.drafts.iter().any(|d| d.triggers.iter().any(|(t, _)| t.kind == TriggerKind::Intercept));
    let landed = k.drafts.iter().any(|d| d.is_attack() && d.triggers.iter().any(|(t, _)| t.kind == TriggerKind::Attack) || !d.counts.is_empty());
    if intercept && !landed {
        return ("disrupted_weapons_use".to_owned(), "type:trigger");
    }
    votes.remove("disrupted_weapons_use");
    if votes.contains_key("suicide_bomb") {
        return ("suicide_bomb".to_owned(), "type:trigger");
    }
    // People taken at some other time are no part of a strike.
    let taken = |d: &Draft<'_>| d.triggers.iter().any(|(t, _)| t.kind == TriggerKind::Abduct);
    let founding = k.drafts.first().map_or(0, |d| d.sentence);
    let struck = k.drafts.first().is_some_and(|d| d.triggers.iter().any(|(t, _)| t.kind == TriggerKind::Attack));
    if struck && k.drafts.iter().filter(|d| taken(d)).count() < 2 && !k.drafts.iter().any(|d| d.sentence == founding && taken(d)) {
        votes.remove("abduction_forced_disappearance");
    }
    // Whoever takes a place by killing is coded by the killing.
    if k.drafts.iter().any(Draft::kills) {
        votes.retain(|key, _| !key.contains("territory") && key != "looting_property_destruction");
    }
    // Of a state's strikes explosions are what is heard, and hostages are what they answer: its own words for them must come first.
    if k.drafts.iter().any(|d| d.attackers.iter().any(is_state)) || k.lent.iter().any(is_state) {
        let founding = k.drafts.first().and_then(|d| d.triggers.first()).and_then(|(t, _)| t.event_type.clone());
        votes.retain(|key, _| founding.as_ref() == Some(key) || !matches!(key.as_str(), "remote_explosive_landmine_ied" | "abduction_forced_disappearance"));
    }
    // "gunmen" beside an attack say how it was done only where nothing heavier does.
    let heavy = votes.keys().any(|k| k != "attack" && k != "armed_clash");
    if heavy {
        let clash = votes.get("armed_clash").copied().unwrap_or_default();
        if clash < 6 {
            votes.remove("attack");
        }
    }
    let rank = |key: &str| ORDER.iter().position(|o| *o == key).unwrap_or(ORDER.len());
    let best = votes.iter().max_by_key(|(key, n)| (**n, std::cmp::Reverse(rank(key)))).map(|(key, _)| key.clone());
    match best {
        Some(key) if key == "abduction_forced_disappearance" && is_lawful(k) => ("arrests".to_owned(), "type:sides"),
        Some(key) if key == "attack" => (plain_attack(k, page), "type:weapon"),
        Some(key) => (key, "type:weapon"),
        None => (by_sides(k, page), "type:sides"),
    }
}

fn lemmas(k: &Incident<'_>, page: &[Sentence<'_>]) -> Vec<String> {
    k.drafts.iter().flat_map(|d| d.triggers.iter().filter_map(|(t, _)| Some(page.get(d.sentence)?.lemma(t.token)))).collect()
}

/// "a strike", "bombed": from the air, where nobody else is named.
fn struck_by_noun(k: &Incident<'_>, page: &[Sentence<'_>]) -> bool {
    let is = |s: &Sentence<'_>, t: &Trigger| matches!((s.lemma(t.token).as_str(), t.noun), ("strike" | "raid", true) | ("bomb", false));
    k.drafts.iter().any(|d| page.get(d.sentence).is_some_and(|s| d.triggers.iter().any(|(t, _)| is(s, t))))
}

fn targets_armed(k: &Incident<'_>) -> bool {
    let words = [
        "army",
        "military",
        "soldier",
        "troop",
        "police",
        "convoy",
        "detachment",
        "battalion",
        "patrol",
        "garrison",
        "gendarmerie",
        "barracks",
        "outpost",
        "checkpoint",
        "base",
        "camp",
        "column",
        "position",
    ];
    let of = k.drafts.iter().flat_map(|d| d.targets.iter().map(|t| t.name.to_lowercase()).chain(d.objects.iter().map(|o| o.0.to_lowercase())));
    let named = of.clone().any(|name| words.iter().any(|w| name.split_whitespace().any(|x| x == *w || x.strip_suffix('s') == Some(w))));
    named || k.drafts.iter().any(|d| d.targets.iter().any(|t| matches!(t.kind, Some(Kind::StateForce))))
}

/// Armed men against armed men clash; against others they attack.
fn plain_attack(k: &Incident<'_>, page: &[Sentence<'_>]) -> String {
    let killing = lemmas(k, page).iter().any(|l| matches!(l.as_str(), "shoot" | "murder" | "massacre" | "execute" | "behead" | "stab" | "shooting"));
    if !killing && targets_armed(k) { "armed_clash" } else { "attack" }.to_owned()
}

/// A state that takes armed men arrests them.
fn is_lawful(k: &Incident<'_>) -> bool {
    let armed = |name: &str| {
        let last = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
        nouns().is_armed(last.strip_suffix('s').unwrap_or(&last))
    };
    let mut by = k.drafts.iter().flat_map(|d| &d.attackers).peekable();
    let mut taken = k.drafts.iter().flat_map(|d| &d.targets).peekable();
    by.peek().is_some() && by.all(is_state) && taken.peek().is_some() && taken.all(|t| armed(&t.name))
}

fn is_state(a: &actors::Actor) -> bool {
    matches!(a.kind, Some(Kind::StateForce | Kind::Place))
}

fn by_name(k: &Incident<'_>) -> bool {
    k.drafts.iter().flat_map(|d| d.attackers.iter()).chain(&k.lent).any(|a| is_state(a) && a.men.is_none())
}

/// Where neither words nor weapons tell: states strike from the air, groups raid.
fn by_sides(k: &Incident<'_>, page: &[Sentence<'_>]) -> String {
    let state = k.drafts.iter().flat_map(|d| d.attackers.iter().chain(&d.suspects)).chain(&k.lent).any(is_state);
    let words = lemmas(k, page);
    let struck = words.iter().any(|l| {
        matches!(l.as_str(), "strike" | "hit" | "bomb" | "target" | "pound" | "raid" | "destroy" | "operation" | "bombing" | "bombardment" | "explosion")
    });
    let group = k.drafts.iter().flat_map(|d| d.attackers.iter()).any(|a| a.kind == Some(Kind::ArmedGroup) || actors::is_armed(&a.name));
    match (state, struck, group) {
        (true, true, _) => "air_drone_strike".to_owned(),
        // "Israel's attack": a state by its name, not its army on the ground.
        (true, false, false) if !words.iter().any(|l| matches!(l.as_str(), "shoot" | "kill" | "storm" | "assault" | "shooting" | "massacre")) && by_name(k) => {
            "air_drone_strike".to_owned()
        }
        (false, true, false) if struck_by_noun(k, page) => "air_drone_strike".to_owned(),
        (false, true, _) if words.iter().any(|l| matches!(l.as_str(), "hit" | "strike")) => "shelling_artillery_missile_attack".to_owned(),
        (false, _, _) if words.iter().any(|l| l == "bomb") => "remote_explosive_landmine_ied".to_owned(),
        _ => plain_attack(k, page),
    }
}
