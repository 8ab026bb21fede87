//! Who and what the articles of a folder name, by numbers: so that a name is found, and counted, without reading an article.

use super::{Kind, Mention, PlacePrecision, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A name as mentions bear it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Named {
    /// Of what.
    pub kind: Kind,
    /// The key of the entity, see [`Mention::entity_id`].
    pub id: Option<String>,
    /// The canonical name; where there is none, the words themselves.
    pub name: String,
    /// Whether the name is a canonical one.
    pub is_canonical: bool,
    /// Whether it is a country.
    pub is_country: bool,
    /// Whether it names nobody: "he", "two gunmen".
    pub is_unnamed: bool,
}

impl Named {
    /// The name of a mention; `None` for what is no name: dates, counts, triggers.
    pub fn of(mention: &Mention) -> Option<Self> {
        mention.kind.is_name().then(|| Self {
            kind: mention.kind,
            id: mention.entity_id.clone(),
            name: mention.entity.clone().unwrap_or_else(|| mention.text.clone()),
            is_canonical: mention.entity.is_some(),
            is_country: mention.geo.as_ref().is_some_and(|g| g.precision == PlacePrecision::Country),
            is_unnamed: mention.entity.is_none() && mention.is_unnamed(),
        })
    }

    /// What it shares with other mentions of the same entity: the key, else the canonical name.
    pub fn key(&self) -> Option<&str> {
        self.id.as_deref().or(self.is_canonical.then_some(self.name.as_str()))
    }

    /// Whether nobody knows whose name it is, though it is one.
    pub fn is_unknown(&self) -> bool {
        self.key().is_none() && !self.is_unnamed
    }
}

/// Where a name stands in an article for the first time, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Use {
    /// The number of the name in [`Roster::names`].
    pub name: u32,
    /// How many mentions bear it.
    pub times: u32,
    /// The first of them.
    pub first: Span,
    /// How sure that one is.
    pub confidence: f32,
}

/// The names of a folder.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Roster {
    /// Every name.
    pub names: Vec<Named>,
    /// For every article, in the order of the extraction, the names in it.
    pub uses: Vec<Vec<Use>>,
}

/// The names of one article, each once, in order of their first mention.
pub fn names_of(mentions: &[Mention]) -> Vec<(Named, Use)> {
    let mut at: BTreeMap<Named, usize> = BTreeMap::new();
    let mut all: Vec<(Named, Use)> = Vec::new();
    for mention in mentions {
        let Some(named) = Named::of(mention) else { continue };
        let n = *at.entry(named.clone()).or_insert(all.len());
        match all.get_mut(n) {
            Some((_, used)) => used.times += 1,
            None => all.push((named, Use { name: 0, times: 1, first: mention.span, confidence: mention.confidence })),
        }
    }
    all
}

impl Roster {
    /// The names in article number `n`.
    pub fn of_article(&self, n: usize) -> impl Iterator<Item = (&Named, &Use)> {
        self.uses.get(n).into_iter().flatten().filter_map(|used| Some((self.names.get(used.name as usize)?, used)))
    }

    /// Every use of the names that `wanted` lets through, with the number of the article, in order.
    pub fn uses_of(&self, wanted: impl Fn(&Named) -> bool) -> impl Iterator<Item = (usize, &Use)> {
        let wanted: Vec<bool> = self.names.iter().map(wanted).collect();
        let all = self.uses.iter().enumerate().flat_map(|(n, uses)| uses.iter().map(move |u| (n, u)));
        all.filter(move |(_, u)| wanted.get(u.name as usize) == Some(&true))
    }
}

/// A roster while its articles come one after the other.
#[derive(Default)]
pub struct RosterDraft {
    number: BTreeMap<Named, u32>,
    uses: Vec<Vec<Use>>,
}

impl RosterDraft {
    /// Takes the names of the next article.
    pub fn take(&mut self, names: Vec<(Named, Use)>) {
        let mut numbered = |(named, used): (Named, Use)| {
            let next = self.number.len() as u32;
            Use { name: *self.number.entry(named).or_insert(next), ..used }
        };
        self.uses.push(names.into_iter().map(&mut numbered).collect());
    }

    /// The roster, with the names as `rename` leaves them; names that become one are counted together.
    pub fn finish(self, mut rename: impl FnMut(&mut Named)) -> Roster {
        let mut new: Vec<u32> = vec![0; self.number.len()];
        let mut number: BTreeMap<Named, u32> = BTreeMap::new();
        let mut names: Vec<Named> = Vec::new();
        let mut old: Vec<(Named, u32)> = self.number.into_iter().collect();
        old.sort_by_key(|(_, n)| *n);
        for (mut named, n) in old {
            rename(&mut named);
            let at = *number.entry(named.clone()).or_insert(names.len() as u32);
            if at as usize == names.len() {
                names.push(named);
            }
            new.get_mut(n as usize).into_iter().for_each(|slot| *slot = at);
        }
        let renumbered = |uses: Vec<Use>| {
            let mut all: Vec<Use> = Vec::with_capacity(uses.len());
            for mut used in uses {
                used.name = new.get(used.name as usize).copied().unwrap_or_default();
                match all.iter_mut().find(|u| u.name == used.name) {
                    Some(same) => same.times += used.times,
                    None => all.push(used),
                }
            }
            all
        };
        Roster { names, uses: self.uses.into_iter().map(renumbered).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(text: &str, at: usize, id: Option<&str>) -> Mention {
        let line = format!("{}{text}", " ".repeat(at));
        let mut mention = Mention::new("a", &line, Span::new(at, at + text.len()), Kind::Person, "t");
        (mention.entity_id, mention.entity) = (id.map(str::to_owned), id.map(|_| text.to_owned()));
        mention
    }

    #[test]
    fn names_that_turn_out_to_be_one_are_counted_together() {
        let mut draft = RosterDraft::default();
        draft.take(names_of(&[mention("Omar", 0, Some("p1")), mention("Abu Zaid", 9, Some("p2")), mention("Omar", 20, Some("p1"))]));
        draft.take(names_of(&[mention("Omar", 3, Some("p1")), mention("Nobody", 9, None)]));
        let roster = draft.finish(|n| {
            if n.id.as_deref() == Some("p2") {
                (n.id, n.name) = (Some("p1".to_owned()), "Omar".to_owned());
            }
        });
        let uses: Vec<(usize, u32, usize)> = roster.uses_of(|n| n.id.as_deref() == Some("p1")).map(|(a, u)| (a, u.times, u.first.start)).collect();
        assert_eq!(uses, [(0, 3, 0), (1, 1, 3)]);
        assert_eq!(roster.uses_of(Named::is_unknown).count(), 1);
    }
}
