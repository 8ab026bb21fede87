//! Who speaks: the name behind "I" in a quotation or a statement.

use super::stage::Entity;
use super::tree::Tree;
use crate::lexicon::People;
use crate::model::Kind;
use std::collections::BTreeMap;

/// The people who speak in an article, by paragraph.
pub struct Speakers<'a> {
    /// Index of the sentence's first word, the verb's, and who its subject is.
    said: Vec<Vec<(usize, usize, &'a Entity)>>,
    /// Who was given the floor by "NAME said:" in an earlier paragraph.
    floor: Vec<Option<&'a Entity>>,
}

impl<'a> Speakers<'a> {
    /// `who` tells who the word at a place (paragraph, word) is.
    pub fn new(trees: &[Tree<'_>], people: &People, who: &'a BTreeMap<(usize, usize), Entity>) -> Self {
        let (mut said, mut floor, mut holder) = (Vec::new(), Vec::new(), None);
        for (paragraph, tree) in trees.iter().enumerate() {
            let verbs = (0..tree.count()).filter(|t| tree.pos(*t) == "VERB" && people.is_saying(&tree.lemma(*t)));
            let here: Vec<(usize, usize, &Entity)> = verbs
                .filter_map(|verb| {
                    let subject = tree.dependent(verb, &["nsubj"])?;
                    let entity = who.get(&(paragraph, subject)).filter(|e| e.kind == Kind::Person)?;
                    Some((tree.sentence_of(verb).start, verb, entity))
                })
                .collect();
            floor.push(holder);
            let opens = tree.count().checked_sub(1).is_some_and(|last| tree.lower(last) == ":");
            match here.last() {
                Some((_, _, entity)) => holder = opens.then_some(*entity),
                None if opens => holder = None,
                None => {}
            }
            said.push(here);
        }
        Self { said, floor }
    }

    /// The speaker of the word: of its sentence, or the only one of its paragraph, or whoever has the floor.
    pub fn of(&self, paragraph: usize, token: usize) -> Option<&'a Entity> {
        let here = self.said.get(paragraph)?;
        let sentence = here.iter().filter(|(start, _, _)| *start <= token).map(|(start, _, _)| *start).max();
        let own = here.iter().filter(|(start, verb, _)| Some(*start) == sentence && *verb + 60 > token).map(|(_, _, e)| *e);
        only(own).or_else(|| only(here.iter().map(|(_, _, e)| *e))).or_else(|| self.floor.get(paragraph).copied().flatten().filter(|_| here.is_empty()))
    }
}

fn only<'a>(mut entities: impl Iterator<Item = &'a Entity>) -> Option<&'a Entity> {
    let first = entities.next()?;
    entities.all(|e| e.id == first.id).then_some(first)
}
