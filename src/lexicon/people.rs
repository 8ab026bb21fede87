//! Common nouns of people, bodies and buildings: what an unnamed "two gunmen" or "the soldiers" is a mention of.

use super::LexiconError;
use crate::model::Kind;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The lists of `people.toml`: dictionary forms in lower case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    armed: BTreeSet<String>,
    armed_bodies: BTreeSet<String>,
    force: BTreeSet<String>,
    force_bodies: BTreeSet<String>,
    force_plurals: BTreeSet<String>,
    bodies: BTreeSet<String>,
    body_plurals: BTreeSet<String>,
    others: BTreeSet<String>,
    female: BTreeSet<String>,
    male: BTreeSet<String>,
    buildings: BTreeSet<String>,
    arms: BTreeSet<String>,
    saying: BTreeSet<String>,
}

/// The sex that a noun or title tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// "spokeswoman", "Mrs".
    Female,
    /// "spokesman", "Mr".
    Male,
}

impl People {
    /// The lists that the program is shipped with.
    pub fn builtin() -> Result<Self, LexiconError> {
        toml::from_str(include_str!("../../assets/lexicon/people.toml"))
            .map_err(|e| LexiconError::File { name: "people.toml".to_owned(), reason: e.to_string() })
    }

    /// What a noun phrase with this head is a mention of; one soldier is a person, soldiers are a force.
    pub fn kind(&self, lemma: &str, plural: bool) -> Option<Kind> {
        match () {
            () if self.armed_bodies.contains(lemma) || plural && self.armed.contains(lemma) => Some(Kind::ArmedGroup),
            () if self.force_bodies.contains(lemma) || plural && (self.force.contains(lemma) || self.force_plurals.contains(lemma)) => Some(Kind::StateForce),
            () if self.bodies.contains(lemma) || plural && (self.others.contains(lemma) || self.body_plurals.contains(lemma)) => Some(Kind::Organization),
            () if self.armed.contains(lemma) || self.force.contains(lemma) || self.others.contains(lemma) => Some(Kind::Person),
            () if self.buildings.contains(lemma) => Some(Kind::Facility),
            () if self.arms.contains(lemma) => Some(Kind::Weapon),
            () => None,
        }
    }

    /// Whether the noun is of a body that fights: "militia", "gang".
    pub fn is_armed_body(&self, lemma: &str) -> bool {
        self.armed_bodies.contains(lemma)
    }

    /// The sex that the noun or title tells.
    pub fn sex(&self, word: &str) -> Option<Sex> {
        match () {
            () if self.female.contains(word) => Some(Sex::Female),
            () if self.male.contains(word) => Some(Sex::Male),
            () => None,
        }
    }

    /// Whether the verb tells that its subject speaks.
    pub fn is_saying(&self, lemma: &str) -> bool {
        self.saying.contains(lemma)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_fighter_is_a_person_and_several_are_a_group() {
        let people = People::builtin().unwrap();
        for (lemma, plural, kind) in [
            ("gunman", false, Some(Kind::Person)),
            ("gunman", true, Some(Kind::ArmedGroup)),
            ("militia", false, Some(Kind::ArmedGroup)),
            ("soldier", true, Some(Kind::StateForce)),
            ("force", true, Some(Kind::StateForce)),
            ("force", false, None),
            ("villager", true, Some(Kind::Organization)),
            ("mosque", false, Some(Kind::Facility)),
            ("rocket", true, None),
        ] {
            assert_eq!(people.kind(lemma, plural), kind, "{lemma}");
        }
        assert_eq!((people.sex("spokeswoman"), people.sex("mr"), people.sex("envoy")), (Some(Sex::Female), Some(Sex::Male), None));
    }
}
