//! Event types as data: `assets/ontology.toml` says which words tell of which type.

use super::Lexicon;
use crate::model::TriggerKind;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// An event of the PLOVER ontology with its mode.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Plover {
    /// ASSAULT, COERCE, PROTEST …
    pub event: String,
    /// aerial, firearms, abduct …
    pub mode: String,
}

/// How UCDP codes the violence of a type.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Ucdp {
    /// State-based, non-state or one-sided, as the sides decide.
    #[default]
    ByActors,
    /// Violence against people who are no side.
    OneSided,
    /// No type of violence by itself; coded by its dead only.
    None,
}

/// One of ACLED's sub-event types.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct EventType {
    /// The key of the data contract: the ACLED name in snake case.
    pub key: String,
    /// The words on the screen.
    pub label: String,
    /// ACLED's sub-event type.
    pub acled: String,
    /// ACLED's event type.
    pub category: String,
    /// What ACLED codes as the type, in a sentence.
    pub definition: String,
    /// What it is in PLOVER.
    pub plover: Plover,
    /// What it is in UCDP's Georeferenced Event Dataset.
    pub ucdp: Ucdp,
    /// Verbs that name the type by themselves.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Nouns that name the type by themselves.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Phrases that name the type; the first word is their verb.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Weapons and their carriers whose use makes an attack one of the type.
    #[serde(default)]
    pub weapons: Vec<String>,
    /// Sentences that must yield an event of the type.
    #[serde(default)]
    pub yes: Vec<String>,
    /// Sentences that must not.
    #[serde(default)]
    pub no: Vec<String>,
}

/// Words that tell that something happened without its type.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct General {
    kind: TriggerKind,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    phrases: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Accident {
    words: BTreeSet<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fresh {
    words: BTreeSet<String>,
    phrases: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Figurative {
    kinds: BTreeSet<String>,
    weak: BTreeSet<String>,
    endings: Vec<String>,
    words: BTreeSet<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Handling {
    verbs: BTreeSet<String>,
    does: BTreeSet<String>,
    remote: BTreeSet<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "type")]
    types: Vec<EventType>,
    #[serde(rename = "trigger")]
    general: Vec<General>,
    accident: Accident,
    handling: Handling,
    figurative: Figurative,
    fresh: Fresh,
}

/// A word or phrase that tells of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Dictionary forms, in order; of a noun the last is the head, of a verb or phrase the first.
    pub words: Vec<String>,
    /// Whether it is a noun.
    pub noun: bool,
    /// What it tells of.
    pub kind: TriggerKind,
    /// The type, where the words alone say it.
    pub event_type: Option<String>,
}

/// The types and an index of their words.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    types: Vec<EventType>,
    /// Longest first, by head word and by whether it is a noun.
    cues: BTreeMap<(String, bool), Vec<Cue>>,
    weapons: BTreeMap<String, String>,
    accidents: BTreeSet<String>,
    handling: BTreeSet<String>,
    does: BTreeSet<String>,
    remote: BTreeSet<String>,
    figurative: Figurative,
    fresh: Fresh,
}

/// What a type's own words tell of.
fn kind_of(key: &str) -> TriggerKind {
    match key {
        "abduction_forced_disappearance" | "arrests" => TriggerKind::Abduct,
        "disrupted_weapons_use" => TriggerKind::Intercept,
        _ => TriggerKind::Attack,
    }
}

impl Ontology {
    /// Reads an ontology from TOML.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut found = Self {
            accidents: file.accident.words,
            handling: file.handling.verbs,
            does: file.handling.does,
            remote: file.handling.remote,
            figurative: file.figurative,
            fresh: file.fresh,
            ..Self::default()
        };
        for t in &file.types {
            let (kind, key) = (kind_of(&t.key), Some(t.key.as_str()));
            found.add(&t.verbs, false, kind, key);
            found.add(&t.phrases, false, kind, key);
            found.add(&t.nouns, true, kind, key);
            found.weapons.extend(t.weapons.iter().map(|w| (w.clone(), t.key.clone())));
        }
        for g in &file.general {
            found.add(&g.verbs, false, g.kind, None);
            found.add(&g.phrases, false, g.kind, None);
            found.add(&g.nouns, true, g.kind, None);
        }
        found.cues.values_mut().for_each(|list| list.sort_by_key(|c| std::cmp::Reverse(c.words.len())));
        found.types = file.types;
        Ok(found)
    }

    fn add(&mut self, list: &[String], noun: bool, kind: TriggerKind, event_type: Option<&str>) {
        for text in list {
            let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
            let head = if noun { words.last() } else { words.first() };
            if let Some(head) = head.cloned() {
                let cue = Cue { words, noun, kind, event_type: event_type.map(str::to_owned) };
                self.cues.entry((head, noun)).or_default().push(cue);
            }
        }
    }

    /// All types, in the order of the file.
    pub fn types(&self) -> &[EventType] {
        &self.types
    }

    /// The type with that key.
    pub fn get(&self, key: &str) -> Option<&EventType> {
        self.types.iter().find(|t| t.key == key)
    }

    /// Words and phrases whose head is `lemma`, longest first.
    pub fn cues(&self, lemma: &str, noun: bool) -> &[Cue] {
        self.cues.get(&(lemma.to_lowercase(), noun)).map_or(&[], Vec::as_slice)
    }

    /// The type that the use of a weapon makes: "anti-ship ballistic missiles", "Shahed drone". The longest known ending decides,
    /// else any known word of the name.
    pub fn of_weapon(&self, name: &str) -> Option<&str> {
        let folded = name.to_lowercase().replace('-', " ");
        let whole = name.to_lowercase();
        if let Some(key) = self.weapons.get(&whole) {
            return Some(key);
        }
        let words: Vec<&str> = folded.split_whitespace().collect();
        let known = |phrase: &str| self.weapons.get(phrase).or_else(|| self.weapons.get(phrase.strip_suffix('s')?)).map(String::as_str);
        let ending = (0..words.len()).find_map(|from| known(&words.get(from..)?.join(" ")));
        ending.or_else(|| words.iter().rev().find_map(|w| known(w)))
    }

    /// The type that exactly this weapon or fighter makes.
    pub fn of_weapon_exactly(&self, name: &str) -> Option<&str> {
        self.weapons.get(name).map(String::as_str)
    }

    /// Whether a sentence with these first words turns to something else: "Meanwhile", "In another incident".
    pub fn is_fresh(&self, opening: &str) -> bool {
        let lower = opening.to_lowercase();
        let first = lower.split_whitespace().next().unwrap_or_default();
        self.fresh.words.contains(first) || self.fresh.phrases.iter().any(|p| lower.starts_with(p.as_str()))
    }

    /// Whether a noun before an event noun makes it one of another kind: "heart attack", "writers' strike".
    pub fn is_other_kind(&self, lemma: &str) -> bool {
        self.figurative.kinds.contains(lemma)
    }

    /// Whether the word tells of violence only beside a side, a weapon or the hurt.
    pub fn is_weak(&self, lemma: &str) -> bool {
        self.figurative.weak.contains(lemma)
    }

    /// Whether a noun names what is attacked in a manner of speaking only: "an attack on democracy".
    pub fn is_figurative(&self, lemma: &str) -> bool {
        self.figurative.words.contains(lemma)
            || self
                .figurative
                .endings
                .iter()
                .any(|e| lemma.len() > e.len() + 2 && lemma.ends_with(e.as_str()) && !matches!(lemma, "community" | "university" | "city" | "facility"))
    }

    /// Whether the verb says that a weapon is put to use: to plant, to hurl.
    pub fn handles(&self, lemma: &str) -> bool {
        self.handling.contains(lemma)
    }

    /// Whether the verb says what a weapon does to what it hits: to damage, to slam.
    pub fn does(&self, lemma: &str) -> bool {
        self.does.contains(lemma)
    }

    /// Whether a type is one of weapons that are thrown, laid or fired from afar.
    pub fn is_remote(&self, key: &str) -> bool {
        self.remote.contains(key)
    }

    /// Whether `lemma` names a mishap, whose dead nobody attacked.
    pub fn is_accident(&self, lemma: &str) -> bool {
        self.accidents.contains(lemma)
    }
}

/// The built-in ontology; a test holds that it can be read, so that the fallback is never met.
static BUILTIN: LazyLock<Ontology> = LazyLock::new(|| Ontology::parse(include_str!("../../assets/ontology.toml")).unwrap_or_default());

impl Lexicon {
    /// The event types and their words.
    #[allow(clippy::unused_self, reason = "a lexicon of the user's own will bring its own types")]
    pub fn ontology(&self) -> &Ontology {
        &BUILTIN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_file_is_readable_and_its_keys_are_unique() {
        let ontology = Ontology::parse(include_str!("../../assets/ontology.toml")).unwrap();
        let keys: BTreeSet<&str> = ontology.types().iter().map(|t| t.key.as_str()).collect();
        assert_eq!(keys.len(), ontology.types().len());
        assert!(keys.contains("air_drone_strike") && keys.len() >= 18);
    }

    #[test]
    fn every_type_crosses_to_plover_and_ucdp() {
        let ontology = Ontology::parse(include_str!("../../assets/ontology.toml")).unwrap();
        let events = ["ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "THREATEN"];
        assert!(ontology.types().iter().all(|t| events.contains(&t.plover.event.as_str()) && !t.plover.mode.is_empty()));
        assert_eq!(ontology.get("attack").map(|t| t.ucdp), Some(Ucdp::OneSided));
        assert_eq!(ontology.get("armed_clash").map(|t| t.ucdp), Some(Ucdp::ByActors));
        assert_eq!(ontology.get("arrests").map(|t| t.ucdp), Some(Ucdp::None));
    }

    #[test]
    fn the_longest_known_ending_of_a_weapon_decides_its_type() {
        let ontology = Ontology::parse(include_str!("../../assets/ontology.toml")).unwrap();
        let table = [
            ("drone", Some("air_drone_strike")),
            ("attack drones", Some("air_drone_strike")),
            ("anti-ship ballistic missile", Some("shelling_artillery_missile_attack")),
            ("suicide vest", Some("suicide_bomb")),
            ("car bombs", Some("remote_explosive_landmine_ied")),
            ("spoon", None),
        ];
        for (name, key) in table {
            assert_eq!(ontology.of_weapon(name), key, "{name}");
        }
    }
}
