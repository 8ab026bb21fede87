//! The registry of people, groups, forces and places: made from the dataset, off the frame. No egui here.

use crate::lexicon::{Lexicon, fold};
use crate::model::{ActorKey, ActorSort, Field, FieldValue, Kind};
use crate::review::{Dataset, Decision, ReviewedMention, Target, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// A spelling of an actor's name.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// The words.
    pub words: String,
    /// How many mentions have them.
    pub count: usize,
    /// The first of these.
    pub first: Target,
}

/// One actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Its name.
    pub key: ActorKey,
    /// What most of its mentions say that it is.
    pub kind: Kind,
    /// The names of the sides that it belongs to.
    pub sides: Vec<String>,
    /// ISO 3166-1 alpha-3 of the country that it belongs to, works in or lies in.
    pub country: Option<String>,
    /// Its spellings, the most used first.
    pub aliases: Vec<Alias>,
    /// Names that were joined with it.
    pub joined: Vec<ActorKey>,
    /// Its mentions.
    pub mentions: Vec<Target>,
    /// Its events, each with the field that names it.
    pub events: Vec<(Target, Field)>,
}

/// Two names that may be one actor, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The name with more mentions.
    pub kept: ActorKey,
    /// The other.
    pub other: ActorKey,
    /// In words for the analyst.
    pub why: String,
}

/// Everybody.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    /// Those with the most mentions first.
    pub actors: Vec<Actor>,
    /// What may be one.
    pub suggestions: Vec<Suggestion>,
    /// The dataset that it was made from.
    pub revision: u64,
    index: BTreeMap<ActorKey, usize>,
}

const PARTICIPANTS: [Field; 4] = [Field::Attackers, Field::Suspects, Field::Targets, Field::Victims];

/// The name under which a mention stands in the registry; pronouns and common nouns without a name have none.
pub fn key_of(mention: &ReviewedMention) -> Option<ActorKey> {
    let item = &mention.item;
    let sort = ActorSort::of(item.kind)?;
    let name = item.entity.as_deref().or_else(|| Some(item.text.as_str()).filter(|t| t.chars().next().is_some_and(char::is_uppercase)))?;
    Some(ActorKey::new(sort, name))
}

#[derive(Default)]
struct Draft {
    kinds: BTreeMap<Kind, usize>,
    ids: BTreeSet<String>,
    words: BTreeMap<String, (usize, Target)>,
    mentions: Vec<Target>,
    events: Vec<(Target, Field)>,
}

impl Draft {
    fn empty() -> Self {
        Self::default()
    }
}

impl Registry {
    /// Everybody in `dataset`.
    pub fn new(dataset: &Dataset, lexicon: Option<&Lexicon>, revision: u64) -> Self {
        let mut drafts: BTreeMap<ActorKey, Draft> = BTreeMap::new();
        for mention in dataset.mentions().filter(|m| m.review.stands()) {
            let Some(key) = key_of(&mention) else { continue };
            let draft = drafts.entry(key).or_insert_with(Draft::empty);
            *draft.kinds.entry(mention.item.kind).or_default() += 1;
            draft.ids.extend(mention.item.entity_id.clone());
            draft.words.entry(mention.item.text.clone()).or_insert_with(|| (0, mention.target.clone())).0 += 1;
            draft.mentions.push(mention.target.clone());
        }
        events(dataset, &mut drafts);
        let names = joined(&dataset.names);
        let mut actors: Vec<Actor> = drafts.into_iter().map(|(key, draft)| actor(key, draft, &names, lexicon)).collect();
        actors.sort_by(|a, b| b.mentions.len().cmp(&a.mentions.len()).then(b.events.len().cmp(&a.events.len())).then(a.key.cmp(&b.key)));
        let apart: BTreeSet<&Target> = dataset.names.iter().filter(|d| d.verdict == Verdict::DifferentActor).map(|d| &d.target).collect();
        let suggestions = suggestions(&actors, &apart);
        let index = actors.iter().enumerate().map(|(i, a)| (a.key.clone(), i)).collect();
        Self { actors, suggestions, revision, index }
    }

    /// The actor of that name.
    pub fn get(&self, key: &ActorKey) -> Option<&Actor> {
        self.actors.get(*self.index.get(key)?)
    }

    /// The suggestions that `key` is part of.
    pub fn suggested<'a>(&'a self, key: &'a ActorKey) -> impl Iterator<Item = &'a Suggestion> {
        self.suggestions.iter().filter(move |s| s.kept == *key || s.other == *key)
    }
}

fn events(dataset: &Dataset, drafts: &mut BTreeMap<ActorKey, Draft>) {
    for event in dataset.events.iter().filter(|e| e.review.stands()) {
        let mut note = |key: ActorKey, field: Field| {
            if let Some(draft) = drafts.get_mut(&key) {
                draft.events.push((event.target.clone(), field));
                return true;
            }
            false
        };
        for field in PARTICIPANTS {
            let FieldValue::Names(names) = event.item.fields.get(field) else { continue };
            for name in names {
                if !note(ActorKey::new(ActorSort::Body, name.clone()), field) {
                    note(ActorKey::new(ActorSort::Person, name), field);
                }
            }
        }
        if let Some(place) = &event.item.fields.place {
            note(ActorKey::new(ActorSort::Place, place.name.clone()), Field::Place);
        }
    }
}

/// The names that were joined, by the one that stands for them.
fn joined(decisions: &[Decision]) -> BTreeMap<ActorKey, Vec<ActorKey>> {
    let mut all = crate::review::Decisions::default();
    for decision in decisions {
        all.set(&decision.target, Some(decision.clone()));
    }
    let mut joined: BTreeMap<ActorKey, Vec<ActorKey>> = BTreeMap::new();
    for (key, name) in crate::review::same_names(&all).iter() {
        joined.entry(ActorKey::new(key.sort, name)).or_default().push(key.clone());
    }
    joined
}

fn actor(key: ActorKey, draft: Draft, names: &BTreeMap<ActorKey, Vec<ActorKey>>, lexicon: Option<&Lexicon>) -> Actor {
    let kind = draft.kinds.iter().max_by_key(|(_, n)| **n).map_or(Kind::Organization, |(k, _)| *k);
    let mut aliases: Vec<Alias> = draft.words.into_iter().map(|(words, (count, first))| Alias { words, count, first }).collect();
    aliases.sort_by(|a, b| b.count.cmp(&a.count).then(a.words.cmp(&b.words)));
    let entry = lexicon.and_then(|l| draft.ids.iter().find_map(|id| l.entry(id)).or_else(|| l.named(&key.name).find(|e| e.kind == kind)));
    let side = |id: &String| lexicon.and_then(|l| l.entry(id)).map_or_else(|| id.clone(), |e| e.name.clone());
    let sides = entry.map(|e| e.affiliation.iter().map(side).collect()).unwrap_or_default();
    let country = entry.and_then(|e| e.country.clone().or_else(|| e.geo.as_ref()?.country.clone()));
    Actor { country, joined: names.get(&key).cloned().unwrap_or_default(), key, kind, sides, aliases, mentions: draft.mentions, events: draft.events }
}

/// More names of one key than this say nothing.
const CROWD: usize = 12;

/// Pairs of names with a key in common. `actors` come with the most mentioned first, which is kept.
fn suggestions(actors: &[Actor], apart: &BTreeSet<&Target>) -> Vec<Suggestion> {
    let mut by_key: BTreeMap<(ActorSort, String), Vec<(usize, &'static str)>> = BTreeMap::new();
    for (i, actor) in actors.iter().enumerate() {
        for (key, why) in keys(&actor.key) {
            by_key.entry((actor.key.sort, key)).or_default().push((i, why));
        }
    }
    let mut found: BTreeMap<(usize, usize), &'static str> = BTreeMap::new();
    for group in by_key.values().filter(|g| (2..=CROWD).contains(&g.len())) {
        for (n, (a, first)) in group.iter().enumerate() {
            for (b, second) in group.iter().skip(n + 1).filter(|(b, _)| b != a) {
                // A short form meets the full name; two short forms meet nobody.
                let why = if *first == FULL { second } else { first };
                let fits = *first == FULL || *second == FULL || (first == second && *first == BARE);
                if fits {
                    found.entry((*a.min(b), *a.max(b))).or_insert(if *first == FULL && *second == FULL { SPELLED } else { why });
                }
            }
        }
    }
    let pair = |((a, b), why): ((usize, usize), &str)| {
        let (kept, other) = (actors.get(a)?.key.clone(), actors.get(b)?.key.clone());
        (!apart.contains(&Target::actors(&kept, &other))).then(|| Suggestion { why: why.to_owned(), kept, other })
    };
    found.into_iter().filter_map(pair).collect()
}

const FULL: &str = "full";
const SPELLED: &str = "spelled alike but for transcription";
const BARE: &str = "the same but for words like “brigade”, “movement” or “al-”";
const INITIALS: &str = "the initials of the other";
const LAST: &str = "the family name of the other";
const PART: &str = "the last words of the other";

/// Words that say what sort of body it is, not which.
const COMMON: [&str; 22] = [
    "the",
    "al",
    "brigade",
    "brigades",
    "battalion",
    "battalions",
    "movement",
    "group",
    "party",
    "army",
    "forces",
    "force",
    "front",
    "organization",
    "militia",
    "militias",
    "kataib",
    "harakat",
    "liwa",
    "jaysh",
    "saraya",
    "hizb",
];

/// What a name may be met by.
fn keys(key: &ActorKey) -> Vec<(String, &'static str)> {
    let folded = fold::key(&key.name);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    let mut keys = vec![(folded.clone(), FULL)];
    match key.sort {
        ActorSort::Person if words.len() > 1 => keys.extend(words.last().map(|w| ((*w).to_owned(), LAST))),
        ActorSort::Body => {
            let bare: Vec<&str> = words.iter().copied().filter(|w| !COMMON.contains(w)).collect();
            if bare.len() < words.len() && bare.iter().map(|w| w.len()).sum::<usize>() >= 4 {
                keys.push((bare.join(" "), BARE));
            }
            let initials: String = words.iter().filter_map(|w| w.chars().next()).collect();
            if words.len() > 2 {
                keys.push((initials, INITIALS));
                keys.extend(words.get(1..).map(|rest| (rest.join(" "), PART)));
            }
        }
        _ => {}
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(a: (ActorSort, &str), b: (ActorSort, &str)) -> Option<String> {
        let actor = |(sort, name): (ActorSort, &str)| Actor {
            key: ActorKey::new(sort, name),
            kind: Kind::ArmedGroup,
            sides: Vec::new(),
            country: None,
            aliases: Vec::new(),
            joined: Vec::new(),
            mentions: Vec::new(),
            events: Vec::new(),
        };
        suggestions(&[actor(a), actor(b)], &BTreeSet::new()).first().map(|s| s.why.clone())
    }

    #[test]
    fn names_meet_by_keys_and_say_why() {
        use ActorSort::{Body, Person, Place};
        for (a, b, why) in [
            ((Body, "Harakat al-Sabireen"), (Body, "Sabireen Movement"), Some(BARE)),
            ((Body, "Popular Mobilization Forces"), (Body, "PMF"), Some(INITIALS)),
            ((Person, "Qais al-Khazali"), (Person, "Khazali"), Some(LAST)),
            ((Person, "Qais al-Khazali"), (Person, "Laith al-Khazali"), None),
            ((Body, "Hamas"), (Person, "Hamas"), None),
            ((Place, "Erbil"), (Place, "Mosul"), None),
        ] {
            assert_eq!(met(a, b).as_deref(), why, "{a:?} {b:?}");
        }
    }
}
