//! One entity over the whole folder: the same person, group or place has the same key in every article.

use super::person::same_with_middle;
use crate::lexicon::fold;
use crate::model::{ActorKey, ActorSort, EventFields, Geo, Kind, Mention, Named, Reading, SameNames};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The people that the readings of a folder name, while these go by one after the other.
///
/// What one article says of two full names ("X, known as Y") holds for the same full names in the others. Surnames alone, and names that
/// only sound alike, never join two people.
#[derive(Default)]
pub struct People {
    forest: Forest,
    uses: BTreeMap<String, (String, usize)>,
}

/// One mention of a person, as far as it tells who is who.
pub struct Spoken {
    id: String,
    name: String,
    own: String,
    text: String,
}

/// Who is named in `mentions`, for [`People::note`].
pub fn spoken_of(mentions: &[Mention]) -> Vec<Spoken> {
    let people = mentions.iter().filter(|m| m.kind == Kind::Person);
    let spoken = |m: &Mention| Some(Spoken { id: m.entity_id.clone()?, name: m.entity.clone()?, own: own_id(m), text: m.text.clone() });
    people.filter_map(spoken).collect()
}

impl People {
    /// Takes in who is named in the next reading.
    pub fn note(&mut self, spoken: Vec<Spoken>) {
        for Spoken { id, name, own, text } in spoken {
            self.uses.entry(id.clone()).or_insert_with(|| (name, 0)).1 += 1;
            if own.matches('-').count() > 1 {
                self.forest.join(&id, &own);
                self.uses.entry(own).or_insert_with(|| (text, 0));
            }
        }
    }

    /// Who is who, once all readings went by.
    pub fn finish(mut self) -> PeopleNames {
        join_fuller(&self.uses, &mut self.forest);
        let best = best_names(&self.uses, &mut self.forest);
        let of = |id: String| Some((best.get(&self.forest.root(&id))?.clone(), id));
        PeopleNames(self.uses.into_keys().filter_map(of).map(|(best, id)| (id, best)).collect())
    }
}

/// For every key of a person the name and the key that stand for that person in all articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PeopleNames(BTreeMap<String, (String, String)>);

impl PeopleNames {
    /// Gives the name of a person the key and name that stand for that person.
    pub fn rename(&self, named: &mut Named) {
        if let (Kind::Person, Some((name, key))) = (named.kind, named.id.as_ref().and_then(|id| self.0.get(id))) {
            (named.id, named.name, named.is_canonical, named.is_unnamed) = (Some(key.clone()), name.clone(), true, false);
        }
    }

    /// Gives mentions of one person one name and one key. Groups and places have theirs from the lexicon.
    pub fn apply(&self, mentions: &mut [Mention]) {
        for mention in mentions.iter_mut().filter(|m| m.kind == Kind::Person) {
            let Some((name, key)) = mention.entity_id.as_ref().and_then(|id| self.0.get(id)) else { continue };
            mention.entity = Some(name.clone());
            mention.entity_id = Some(key.clone());
        }
    }
}

/// The names that the analyst chose for others of the same actor, with the key and place that each has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Renaming {
    names: SameNames,
    known: Known,
}

/// The names and what is known of each, as [`Renaming::listed`] gives them.
pub type Listed = (Vec<(ActorKey, String)>, Vec<(ActorKey, (String, Option<Geo>))>);

impl From<Listed> for Renaming {
    fn from((names, known): Listed) -> Self {
        Self { names: names.into_iter().collect(), known: known.into_iter().collect() }
    }
}

impl Renaming {
    /// All of it, to be kept.
    pub fn listed(&self) -> Listed {
        (self.names.iter().map(|(key, name)| (key.clone(), name.to_owned())).collect(), self.known.clone().into_iter().collect())
    }

    /// By `names`; what stands for others is looked for in `readings`, which [`PeopleNames`] were put into.
    pub fn new(names: &SameNames, readings: impl Iterator<Item = Known>) -> Self {
        let mut known = Known::new();
        for (key, of) in readings.flatten() {
            known.entry(key).or_insert(of);
        }
        Self { names: names.clone(), known }
    }

    /// Puts the names into a reading, wherever it names one of the others.
    pub fn apply(&self, reading: &mut Reading) {
        let (names, known) = (&self.names, &self.known);
        if names.is_empty() {
            return;
        }
        rename_mentions(&mut reading.mentions, names, known);
        for report in &mut reading.reports {
            rename_place(&mut report.fields, names, known);
            names.rename_fields(&mut report.fields);
            report.arguments.iter_mut().filter_map(|a| a.entity.as_mut()).for_each(|name| rename_participant(name, names));
        }
        for tally in &mut reading.tallies {
            tally.by.iter_mut().chain(&mut tally.on).for_each(|name| rename_participant(name, names));
            for place in &mut tally.places {
                if let Some(new) = names.of(ActorSort::Place, place) {
                    new.clone_into(place);
                }
            }
        }
    }
}

fn rename_mentions(mentions: &mut [Mention], names: &SameNames, known: &Known) {
    for mention in mentions {
        let Some(sort) = ActorSort::of(mention.kind) else { continue };
        let Some(name) = names.of(sort, mention.entity.as_deref().unwrap_or(&mention.text)) else { continue };
        let known = known.get(&ActorKey::new(sort, name));
        mention.entity_id = known.map(|k| k.0.clone()).or(mention.entity_id.take());
        mention.geo = known.and_then(|k| k.1.clone()).or(mention.geo.take());
        mention.entity = Some(name.to_owned());
    }
}

fn rename_participant(name: &mut String, names: &SameNames) {
    if let Some(new) = names.participant(name) {
        new.clone_into(name);
    }
}

/// Key and place of each name that stands for others.
pub type Known = BTreeMap<ActorKey, (String, Option<Geo>)>;

/// Where a reading names what stands for others in `names`.
pub fn known(reading: &Reading, names: &SameNames) -> Known {
    let standing: BTreeSet<&str> = names.iter().map(|(_, name)| name).collect();
    let mut known = Known::new();
    for mention in &reading.mentions {
        if let (Some(sort), Some(name), Some(id)) = (ActorSort::of(mention.kind), &mention.entity, &mention.entity_id)
            && standing.contains(name.as_str())
        {
            known.entry(ActorKey::new(sort, name)).or_insert_with(|| (id.clone(), mention.geo.clone()));
        }
    }
    known
}

/// An event lies where the place of the standing name lies.
fn rename_place(fields: &mut EventFields, names: &SameNames, known: &Known) {
    let Some(place) = &mut fields.place else { return };
    let geo = names.of(ActorSort::Place, &place.name).and_then(|name| known.get(&ActorKey::new(ActorSort::Place, name))?.1.clone());
    if let Some(geo) = geo {
        (place.lat, place.lon, place.country, place.admin1) = (Some(geo.lat), Some(geo.lon), geo.country, geo.admin1);
        (place.precision, place.source) = (geo.precision, Some(geo.source));
    }
}

fn own_id(mention: &Mention) -> String {
    format!("person-{}", fold::key(&mention.text).replace(' ', "-"))
}

/// A teknonym with and without the family's name, and a name with and without its middle, where only one fuller name is known.
fn join_fuller(uses: &BTreeMap<String, (String, usize)>, forest: &mut Forest) {
    let keys: Vec<(&String, String)> = uses.iter().map(|(id, (name, _))| (id, fold::key(name))).collect();
    let mut by_ends: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    let mut by_key: BTreeSet<(&str, usize)> = BTreeSet::new();
    for (n, (_, key)) in keys.iter().enumerate() {
        by_ends.entry(ends(key)).or_default().push(n);
        by_key.insert((key, n));
    }
    let name = |n: &usize| keys.get(*n);
    for (id, key) in &keys {
        let middle = by_ends.get(&ends(key)).into_iter().flatten().filter_map(name).filter(|(_, k)| same_with_middle(key, k));
        let is_teknonym = key.starts_with("abu ") || key.starts_with("umm ");
        let longer = format!("{key} ");
        let family = by_key.range((longer.as_str(), 0)..).take_while(|(k, _)| is_teknonym && k.starts_with(&longer)).filter_map(|(_, n)| name(n));
        let fuller: BTreeSet<&String> = middle.chain(family).map(|(id, _)| *id).collect();
        if let (Some(only), 1) = (fuller.first(), fuller.len()) {
            forest.join(id, only);
        }
    }
}

/// The first and the last word of a name.
fn ends(key: &str) -> (&str, &str) {
    (key.split(' ').next().unwrap_or_default(), key.rsplit(' ').next().unwrap_or_default())
}

/// For every person the name used most, of those the longest, and its key.
fn best_names(uses: &BTreeMap<String, (String, usize)>, forest: &mut Forest) -> BTreeMap<String, (String, String)> {
    let mut best: BTreeMap<String, (usize, usize, String, String)> = BTreeMap::new();
    for (id, (name, count)) in uses {
        let entry = (*count, name.len(), name.clone(), id.clone());
        let kept = best.entry(forest.root(id)).or_insert_with(|| entry.clone());
        if *kept < entry {
            *kept = entry;
        }
    }
    best.into_iter().map(|(root, (_, _, name, id))| (root, (name, id))).collect()
}

/// Sets of keys that are one entity.
#[derive(Default)]
struct Forest(BTreeMap<String, String>);

impl Forest {
    fn root(&self, id: &str) -> String {
        let mut at = id;
        while let Some(next) = self.0.get(at) {
            at = next;
        }
        at.to_owned()
    }

    fn join(&mut self, a: &str, b: &str) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.0.insert(a.clone().max(b.clone()), a.min(b));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Span};

    fn reading(path: &str, people: &[(&str, &str)]) -> Reading {
        let text = people.iter().map(|(words, _)| *words).collect::<Vec<_>>().join("\n");
        let article = Article {
            id: path.to_owned(),
            path: path.to_owned(),
            copies: Vec::new(),
            sha256: String::new(),
            text: text.clone(),
            blocks: Vec::new(),
            title: None,
            outlet: None,
            byline: None,
            url: None,
            language: None,
            published: None,
            copyright_year: None,
            agencies: Vec::new(),
        };
        let mentions = people
            .iter()
            .map(|(words, person)| {
                let start = text.find(words).unwrap();
                let mut mention = Mention::new(path, &text, Span::new(start, start + words.len()), Kind::Person, "test");
                mention.entity = Some((*person).to_owned());
                mention.entity_id = Some(format!("person-{}", fold::key(person).replace(' ', "-")));
                mention
            })
            .collect();
        Reading { article, mentions, tallies: Vec::new(), reports: Vec::new() }
    }

    fn unify(readings: &mut [Reading]) {
        let mut people = People::default();
        for reading in readings.iter() {
            people.note(spoken_of(&reading.mentions));
        }
        let names = people.finish();
        for reading in readings.iter_mut() {
            names.apply(&mut reading.mentions);
        }
    }

    #[test]
    fn an_alias_stated_in_one_article_holds_in_the_others_and_like_names_stay_apart() {
        let mut readings = [
            reading("a", &[("Karim Nasser al-Jabri", "Karim Nasser al-Jabri"), ("Abu Zaid", "Karim Nasser al-Jabri")]),
            reading("b", &[("Abu Zaid al-Jabri", "Abu Zaid al-Jabri")]),
            reading("c", &[("Abu Omar al-Jabiri", "Abu Omar al-Jabiri"), ("Salim al-Jabri", "Salim al-Jabri")]),
        ];
        unify(&mut readings);
        let id = |r: usize, m: usize| readings[r].mentions[m].entity_id.clone();
        assert_eq!(id(0, 0), id(0, 1));
        assert_eq!(id(0, 0), id(1, 0));
        assert_ne!(id(0, 0), id(2, 0));
        assert_ne!(id(0, 0), id(2, 1));
    }
}
