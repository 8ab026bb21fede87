//! Decisions about names, which belong to no article: what was taught, and which names are one actor.

use super::draft::Draft;
use super::{Decision, Decisions, NewValue, Refusal, Target, Verdict};
use crate::model::{ActorKey, FieldValue, SameNames, Taught};

/// The decisions about names, in order of the journal.
fn about_names(decisions: &Decisions) -> Vec<&Decision> {
    let mut all: Vec<&Decision> = decisions.of_article("").collect();
    all.sort_by_key(|d| d.seq);
    all
}

/// The project's own lexicon.
pub fn taught(decisions: &Decisions) -> Vec<Taught> {
    let own = |d: &Decision| match (&d.target, &d.value) {
        (Target::Taught { .. }, Some(NewValue::Taught(taught))) => Some((**taught).clone()),
        _ => None,
    };
    decisions.of_article("").filter_map(own).collect()
}

/// Which names are one actor.
pub fn same_names(decisions: &Decisions) -> SameNames {
    let pairs = about_names(decisions).into_iter().filter_map(|d| match (&d.target, d.verdict, &d.value) {
        (Target::Actors { a, b }, Verdict::SameActor, Some(NewValue::Text(Some(kept)))) => Some(if a.name == *kept { (a, b) } else { (b, a) }),
        _ => None,
    });
    SameNames::new(pairs)
}

/// The decision with the standing names in its value, so that what was confirmed under another name stays confirmed.
pub(super) fn renamed(decision: &Decision, names: &SameNames) -> Decision {
    let mut decision = decision.clone();
    match &mut decision.value {
        Some(NewValue::Event(fields)) => names.rename_fields(fields),
        Some(NewValue::Field(FieldValue::Names(list))) => names.rename_list(list),
        Some(NewValue::Field(FieldValue::Place(place))) => {
            if let Some(name) = names.of(crate::model::ActorSort::Place, &place.name) {
                name.clone_into(&mut place.name);
            }
        }
        Some(NewValue::Mention(edit)) => {
            let sort = edit.kind.and_then(crate::model::ActorSort::of);
            let name = edit.entity.as_deref().and_then(|e| sort.map_or_else(|| names.participant(e), |s| names.of(s, e)));
            if let Some(name) = name.map(str::to_owned) {
                edit.entity = Some(name);
            }
        }
        _ => {}
    }
    decision
}

impl Draft<'_> {
    pub(super) fn teach(&mut self, taught: &Taught) -> Result<(), Refusal> {
        let clean = |text: &String| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let name = clean(&taught.name).ok_or(Refusal::NoName)?;
        let mut aliases: Vec<String> = taught.aliases.iter().filter_map(clean).filter(|a| *a != name).collect();
        aliases.sort();
        aliases.dedup();
        let side = taught.side.as_ref().and_then(clean);
        let new = Taught { name: name.clone(), aliases, side, country: taught.country.as_ref().and_then(clean), kind: taught.kind };
        self.put(&Target::Taught { name }, Verdict::Added, Some(NewValue::Taught(Box::new(new))));
        Ok(())
    }

    pub(super) fn unteach(&mut self, name: &str) -> Result<(), Refusal> {
        let target = Target::Taught { name: name.to_owned() };
        self.get(&target).ok_or_else(|| Refusal::Gone(format!("“{name}”")))?;
        self.take(&target);
        Ok(())
    }

    pub(super) fn same_actor(&mut self, kept: &ActorKey, other: &ActorKey) -> Result<(), Refusal> {
        if kept == other || kept.sort != other.sort {
            return Err(Refusal::SameActor);
        }
        self.put(&Target::actors(kept, other), Verdict::SameActor, Some(NewValue::Text(Some(kept.name.clone()))));
        Ok(())
    }

    pub(super) fn different_actor(&mut self, a: &ActorKey, b: &ActorKey) -> Result<(), Refusal> {
        if a == b {
            return Err(Refusal::SameActor);
        }
        self.put(&Target::actors(a, b), Verdict::DifferentActor, None);
        Ok(())
    }

    /// Takes `key` out of every union that it was put into; it keeps what was put into it.
    pub(super) fn split_actor(&mut self, key: &ActorKey) -> Result<(), Refusal> {
        let joined = |d: &&Decision| d.verdict == Verdict::SameActor && matches!(&d.target, Target::Actors { a, b } if a == key || b == key);
        let into = |d: &&Decision| !matches!(&d.value, Some(NewValue::Text(Some(kept))) if *kept == key.name);
        let pairs: Vec<Target> = self.about_names().filter(joined).filter(into).map(|d| d.target.clone()).collect();
        if pairs.is_empty() {
            return Err(Refusal::NotJoined(key.name.clone()));
        }
        for pair in &pairs {
            self.put(pair, Verdict::DifferentActor, None);
        }
        Ok(())
    }
}
