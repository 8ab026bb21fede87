//! Who takes part, by name: the keys of the registry of people, groups, forces and places, and names that are one.

use super::{EventFields, Kind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Names of one sort can be one actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorSort {
    /// People.
    Person,
    /// Groups, forces and other bodies.
    Body,
    /// Places and facilities.
    Place,
}

impl ActorSort {
    /// The sort of what `kind` names; weapons are no actors.
    pub fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Person => Some(Self::Person),
            Kind::ArmedGroup | Kind::StateForce | Kind::Organization => Some(Self::Body),
            Kind::Place | Kind::Facility => Some(Self::Place),
            _ => None,
        }
    }
}

/// The name of an actor in the registry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ActorKey {
    /// What sort of actor.
    pub sort: ActorSort,
    /// The canonical name.
    pub name: String,
}

impl ActorKey {
    /// The key of `name`.
    pub fn new(sort: ActorSort, name: impl Into<String>) -> Self {
        Self { sort, name: name.into() }
    }
}

/// Names that the analyst said are one actor, each with the name that stands for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SameNames(BTreeMap<ActorKey, String>);

impl FromIterator<(ActorKey, String)> for SameNames {
    fn from_iter<I: IntoIterator<Item = (ActorKey, String)>>(names: I) -> Self {
        Self(names.into_iter().collect())
    }
}

impl SameNames {
    /// `pairs` in the order of the decisions: two names, and the one of them that stands for both.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a ActorKey, &'a ActorKey)>) -> Self {
        let mut chosen: BTreeMap<ActorKey, String> = BTreeMap::new();
        for (kept, other) in pairs {
            let from: Vec<String> = [kept, other].iter().map(|k| chosen.get(k).cloned().unwrap_or_else(|| k.name.clone())).collect();
            for name in chosen.iter_mut().filter(|(k, name)| k.sort == kept.sort && from.contains(*name)).map(|(_, name)| name) {
                name.clone_from(&kept.name);
            }
            chosen.insert(kept.clone(), kept.name.clone());
            chosen.insert(other.clone(), kept.name.clone());
        }
        Self(chosen.into_iter().filter(|(key, name)| key.name != *name).collect())
    }

    /// Whether no two names are one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The name that stands for `name`, where that is another.
    pub fn of(&self, sort: ActorSort, name: &str) -> Option<&str> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&ActorKey::new(sort, name)).map(String::as_str)
    }

    /// The name that stands for `name` of a participant, be it of a body or a person.
    pub fn participant(&self, name: &str) -> Option<&str> {
        self.of(ActorSort::Body, name).or_else(|| self.of(ActorSort::Person, name))
    }

    /// The names that are unified, each with the one that stands for it.
    pub fn iter(&self) -> impl Iterator<Item = (&ActorKey, &str)> {
        self.0.iter().map(|(key, name)| (key, name.as_str()))
    }

    /// Puts the standing names into a list of participants, each once.
    pub fn rename_list(&self, names: &mut Vec<String>) {
        if !names.iter().any(|n| self.participant(n).is_some()) {
            return;
        }
        let mut renamed: Vec<String> = Vec::with_capacity(names.len());
        for name in names.drain(..) {
            let name = self.participant(&name).map_or(name.clone(), str::to_owned);
            if !renamed.contains(&name) {
                renamed.push(name);
            }
        }
        *names = renamed;
    }

    /// Puts the standing names into the fields of a report or an event.
    pub fn rename_fields(&self, fields: &mut EventFields) {
        if self.is_empty() {
            return;
        }
        for names in [&mut fields.attackers, &mut fields.suspects, &mut fields.targets, &mut fields.victims] {
            self.rename_list(names);
        }
        // Who is known to have done it is not suspected as well.
        let known = fields.attackers.clone();
        fields.suspects.retain(|s| !known.contains(s));
        if let Some(place) = &mut fields.place
            && let Some(name) = self.of(ActorSort::Place, &place.name)
        {
            name.clone_into(&mut place.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_of_names_end_in_the_last_that_was_chosen() {
        let key = |name: &str| ActorKey::new(ActorSort::Body, name);
        let (hashd, pmf, pmu) = (key("Hashd"), key("PMF"), key("PMU"));
        let names = SameNames::new([(&pmf, &hashd), (&pmu, &pmf)]);
        assert_eq!(names.of(ActorSort::Body, "Hashd"), Some("PMU"));
        assert_eq!(names.of(ActorSort::Body, "PMF"), Some("PMU"));
        assert_eq!((names.of(ActorSort::Body, "PMU"), names.of(ActorSort::Person, "Hashd")), (None, None));
        let mut fields = EventFields { attackers: vec!["Hashd".into(), "PMF".into(), "X".into()], suspects: vec!["PMU".into()], ..EventFields::default() };
        names.rename_fields(&mut fields);
        assert_eq!((fields.attackers, fields.suspects), (vec!["PMU".to_owned(), "X".to_owned()], Vec::<String>::new()));
    }
}
