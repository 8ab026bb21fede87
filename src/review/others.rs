//! Where else a name is borne.

use super::{Dataset, ReviewedMention};
use crate::model::{Mention, Named};
use std::collections::BTreeSet;

/// The other mentions of the same entity, or of the same words where the entity is not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Others {
    /// How many they are.
    pub count: usize,
    /// The first of them.
    pub first: Vec<ReviewedMention>,
}

/// Looks for others like `mention`, and fetches the first `most` of them. What is no name is looked for in its own article only. Articles in
/// which mentions were decided on are looked into; of the rest the roster knows.
pub fn others(dataset: &Dataset, mention: &ReviewedMention, most: usize) -> Others {
    let mut found = Others::default();
    let wanted = |m: &ReviewedMention| m.target != mention.target && same(&mention.item, &m.item);
    let mut read = |article: &super::ReviewedArticle, known: Option<usize>| {
        let there = article.whole();
        let all = there.mentions.iter().filter(|m| wanted(m));
        found.count += known.unwrap_or_else(|| all.clone().count());
        found.first.extend(all.take(most - found.first.len().min(most)).cloned());
        found.first.len() >= most
    };
    if !mention.item.kind.is_name() {
        if let Some(article) = dataset.article(&mention.item.article) {
            read(article, None);
        }
        return found;
    }
    let here = dataset.place(&mention.item.article);
    let decided: BTreeSet<usize> = dataset.with_decided_mentions().collect();
    let bearers = dataset.bearers().articles(&dataset.roster, |n| bears(n, &mention.item));
    let known = bearers.into_iter().filter(|(at, _)| !decided.contains(at)).map(|(at, times)| (at, Some(times - usize::from(Some(at) == here))));
    let mut all: Vec<(usize, Option<usize>)> = known.filter(|(_, times)| *times != Some(0)).chain(decided.iter().map(|at| (*at, None))).collect();
    all.sort_unstable();
    let mut enough = false;
    let mut more = 0;
    for (at, known) in all {
        match (known, dataset.articles.get(at)) {
            (Some(known), _) if enough => more += known,
            (known, Some(article)) => enough = read(article, known),
            _ => {}
        }
    }
    found.count += more;
    found
}

fn same(item: &Mention, other: &Mention) -> bool {
    match (&item.entity_id, &item.entity) {
        (Some(id), _) => other.entity_id.as_ref() == Some(id),
        (None, Some(name)) => other.entity.as_ref() == Some(name),
        (None, None) => other.kind == item.kind && other.text == item.text,
    }
}

fn bears(named: &Named, item: &Mention) -> bool {
    match (&item.entity_id, &item.entity) {
        (Some(id), _) => named.id.as_ref() == Some(id),
        (None, Some(name)) => named.is_canonical && named.name == *name,
        (None, None) => named.kind == item.kind && !named.is_canonical && named.name == item.text,
    }
}
