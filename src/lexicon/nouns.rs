//! Common nouns by what they name: people, things that can be hit, fighters, forces.

use crate::model::Kind;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Dictionary forms of nouns, sorted by what they name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nouns {
    people: BTreeSet<String>,
    things: BTreeSet<String>,
    gatherings: BTreeSet<String>,
    armed: BTreeSet<String>,
    forces: BTreeSet<String>,
    men: BTreeSet<String>,
    anybody: BTreeSet<String>,
    state_bodies: BTreeSet<String>,
    armed_bodies: BTreeSet<String>,
    vessels: BTreeSet<String>,
    collectives: BTreeSet<String>,
}

/// The built-in lists; a test holds that they can be read, so that the fallback is never met.
static BUILTIN: LazyLock<Nouns> = LazyLock::new(|| toml::from_str(include_str!("../../assets/lexicon/nouns.toml")).unwrap_or_default());

/// The nouns that the program is shipped with.
pub fn nouns() -> &'static Nouns {
    &BUILTIN
}

/// Whether a list holds a noun or, where capitals kept it from being reduced, the singular of it: "policemen", "buses".
fn holds(list: &BTreeSet<String>, lemma: &str) -> bool {
    let ends = |plural: &str, singular: &str| lemma.strip_suffix(plural).is_some_and(|stem| stem.len() > 1 && list.contains(&format!("{stem}{singular}")));
    list.contains(lemma) || ends("men", "man") || ends("women", "woman") || ends("ies", "y") || ends("es", "") || ends("s", "") || ends("sby", "by")
}

impl Nouns {
    /// Whether it names people.
    pub fn is_people(&self, lemma: &str) -> bool {
        holds(&self.people, lemma)
    }

    /// Whether it names something that can be hit.
    pub fn is_thing(&self, lemma: &str) -> bool {
        holds(&self.things, lemma)
    }

    /// Whether it only gathers what comes after "of": "a group of soldiers".
    pub fn is_gathering(&self, lemma: &str) -> bool {
        self.gatherings.contains(lemma)
    }

    /// Whether it names somebody armed who is no state's soldier.
    pub fn is_armed(&self, lemma: &str) -> bool {
        holds(&self.armed, lemma)
    }

    /// Whether it names a force or what it fights with.
    pub fn is_force(&self, lemma: &str) -> bool {
        self.forces.contains(lemma)
    }

    /// Whether it names men under arms, rather than their machines.
    pub fn is_men(&self, lemma: &str) -> bool {
        self.men.contains(lemma)
    }

    /// Whether it is no single person, though it is singular: "crowd", "family".
    pub fn is_collective(&self, lemma: &str) -> bool {
        self.collectives.contains(lemma)
    }

    /// Whether it names a ship.
    pub fn is_vessel(&self, lemma: &str) -> bool {
        self.vessels.contains(lemma)
    }

    /// Of what kind the body is that a phrase with this last word names: "the army", "death squads".
    pub fn body(&self, word: &str) -> Option<Kind> {
        let lower = word.to_lowercase();
        let state = self.state_bodies.contains(&lower).then_some(Kind::StateForce);
        state.or_else(|| self.armed_bodies.contains(&lower).then_some(Kind::ArmedGroup))
    }

    /// Whether it names people who are attackers only by what they are said to do.
    pub fn is_anybody(&self, lemma: &str) -> bool {
        self.anybody.contains(lemma)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lists_are_readable_and_tell_people_from_things() {
        let nouns: Nouns = toml::from_str(include_str!("../../assets/lexicon/nouns.toml")).unwrap();
        assert!(nouns.is_people("villager") && !nouns.is_people("bridge"));
        assert!(nouns.is_thing("bridge") && !nouns.is_thing("villager"));
        assert!(nouns.is_armed("gunman") && nouns.is_force("army") && nouns.is_men("patrol"));
        assert!(nouns.is_people("policemen") && nouns.is_people("passersby") && nouns.is_thing("buses") && nouns.is_thing("embassies"));
        assert!(!nouns.is_people("life") && !nouns.is_thing("life"));
    }
}
