//! Search over text, names and events: what was found, and the thread that finds it. No egui in this file.

mod saved;
mod search_ui;
mod worker;

pub use search_ui::SearchPage;
pub use worker::{Question, Searcher};

use super::inspector::{event_ui, versions, words};
use crate::lexicon::Lexicon;
use crate::model::{Kind, Span};
use crate::review::{Dataset, Target};
use crate::store::search::parts;
use std::collections::{BTreeMap, BTreeSet};

/// An article that holds the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleHit {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// The first place of the words.
    pub span: Span,
    /// The words with what stands around them.
    pub snippet: String,
}

/// A name that holds the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameHit {
    /// The canonical name.
    pub name: String,
    /// Of what.
    pub kind: Kind,
    /// How many mentions.
    pub count: usize,
    /// The first of them.
    pub first: Target,
}

/// An event that holds the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventHit {
    /// The event.
    pub target: Target,
    /// The event in one line.
    pub title: String,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The query that this answers.
    pub query: String,
    /// The dataset that was searched.
    pub revision: u64,
    /// Ids of all articles that hold the words.
    pub articles: BTreeSet<String>,
    /// The first of them, with their words.
    pub hits: Vec<ArticleHit>,
    /// Names, those with the most mentions first.
    pub names: Vec<NameHit>,
    /// Events, in order of dates.
    pub events: Vec<EventHit>,
    /// Why the text could not be searched by its index, if so.
    pub slow: Option<String>,
}

/// So many of each sort are listed.
pub const LISTED: usize = 200;

/// Names and events in a form that is quickly looked through.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    names: Vec<(String, NameHit)>,
    events: Vec<(String, EventHit)>,
}

impl Catalogue {
    /// The names and events of `dataset`.
    pub fn new(dataset: &Dataset, lexicon: Option<&Lexicon>) -> Self {
        let mut names: BTreeMap<(String, Kind), NameHit> = BTreeMap::new();
        dataset.each_name(|article, named, used| {
            let first = || Target::Mention { article: article.head.id.clone(), span: used.first, quote: String::new(), kind: named.kind };
            let new = || NameHit { name: named.name.clone(), kind: named.kind, count: 0, first: first() };
            names.entry((named.name.clone(), named.kind)).or_insert_with(new).count += used.times as usize;
        });
        let mut names: Vec<(String, NameHit)> = names.into_values().map(|hit| (hit.name.to_lowercase(), hit)).collect();
        names.sort_by_key(|(_, hit)| std::cmp::Reverse(hit.count));
        let event = |e: &std::sync::Arc<crate::review::ReviewedEvent>| {
            let f = &e.item.fields;
            let place = f.place.as_ref().map(|p| words::place(p, lexicon)).unwrap_or_default();
            let title = event_ui::line(&e.item, lexicon);
            let more = [&f.attackers, &f.suspects, &f.targets, &f.victims, &f.weapons].map(|n| n.join(" ")).join(" ");
            (format!("{title} {place} {more} {}", e.item.notes).to_lowercase(), EventHit { target: e.target.clone(), title })
        };
        Self { names, events: dataset.events.iter().map(event).collect() }
    }

    /// Puts what holds every part of `query` into `found`; `dataset` is the one that the catalogue was made of.
    pub fn look(&self, dataset: &Dataset, query: &str, found: &mut Found) {
        let parts = parts(query);
        let holds = |text: &str| !parts.is_empty() && parts.iter().all(|p| text.contains(p.as_str()));
        found.names = self
            .names
            .iter()
            .filter(|(key, _)| holds(key))
            .take(LISTED)
            .map(|(_, hit)| NameHit { first: quoted(dataset, &hit.first), ..hit.clone() })
            .collect();
        found.events = self.events.iter().filter(|(key, _)| holds(key)).take(LISTED).map(|(_, hit)| hit.clone()).collect();
    }
}

/// The mention as it is called: the roster knows its place and not its words.
fn quoted(dataset: &Dataset, first: &Target) -> Target {
    let Target::Mention { article, span, quote, kind } = first else { return first.clone() };
    let Some(whole) = dataset.article(article).map(|a| a.whole()).filter(|_| quote.is_empty()) else { return first.clone() };
    let there = whole.mentions.iter().find(|m| m.item.span == *span && m.item.kind == *kind).map(|m| m.target.clone());
    there.unwrap_or_else(|| Target::Mention { article: article.clone(), span: *span, quote: span.of(&whole.article.text).to_owned(), kind: *kind })
}

/// The first place of a part of `query` in `text`, with what stands around it.
pub fn snippet(text: &str, query: &str) -> (Span, String) {
    let parts = parts(query);
    let first = parts.iter().filter_map(|p| find_folded(text, p)).min_by_key(|s| s.start).unwrap_or_default();
    (first, versions::around(text, first))
}

/// The first occurrence of a word in lower case at the beginning of a word of `text`.
fn find_folded(text: &str, part: &str) -> Option<Span> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if !before.is_alphanumeric() && c.is_alphanumeric() {
            let mut wanted = part.chars();
            let mut end = at;
            let mut rest = text.get(at..)?.char_indices();
            let mut next = wanted.next();
            while let (Some(w), Some((i, t))) = (next, rest.next()) {
                if !t.to_lowercase().eq(std::iter::once(w)) {
                    break;
                }
                end = at + i + t.len_utf8();
                next = wanted.next();
            }
            if next.is_none() {
                return Some(Span::new(at, end));
            }
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_shows_the_first_word_that_was_looked_for() {
        let text = "The week.\nIn Erbil, DRONES struck a base near Erbil.";
        let (span, words) = snippet(text, "drone erb");
        assert_eq!((span.of(text), words.as_str()), ("Erb", "In Erbil, DRONES struck a base near Erbil."));
        assert_eq!(snippet(text, "drone").0.of(text), "DRONE");
        assert_eq!(snippet("Über Şam", "şam").0.of("Über Şam"), "Şam");
        assert_eq!(snippet(text, "rone").0, Span::default(), "not within a word");
    }
}
