//! Coreference within an article: "he", "the group", "the commander" to the names that they stand for.
//!
//! Light and precise: a name is taken only where the words before leave one choice, and never across a paragraph of another subject.
//! What stands for somebody without a name is kept apart ([`Extracted::unnamed`]): it is shown, but names nobody in an event.

use super::nominal::{self, Nominal};
use super::speaker::Speakers;
use super::stage::{Actor, Entity, Stage};
use super::syntax::Phrase;
use super::tree::Tree;
use super::{Context, Extracted};
use crate::lexicon::{Sex, fold};
use crate::model::{Kind, Mention, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Confidence in a pronoun or noun that was resolved, and in a phrase that names nobody.
const RESOLVED: f32 = 0.75;
const UNNAMED: f32 = 0.7;

/// A word or phrase that may stand for somebody, in the order of the text.
enum Item<'a> {
    Name(&'a Mention),
    Noun(&'a Nominal),
    Pronoun(&'static str),
}

/// Adds the mentions that are pronouns and common nouns.
pub fn resolve(context: &Context<'_>, extracted: &mut Extracted) {
    let nominals = nominal::find(context, &extracted.mentions);
    let found = Walk::new(context, &extracted.mentions, &nominals).run();
    let (named, unnamed): (Vec<Mention>, Vec<Mention>) = found.into_iter().partition(|m| m.entity_id.is_some());
    extracted.mentions.extend(named);
    extracted.unnamed.extend(unnamed);
}

struct Walk<'a> {
    context: &'a Context<'a>,
    trees: Vec<Tree<'a>>,
    /// By paragraph and word.
    items: BTreeMap<(usize, usize), Item<'a>>,
    /// What the article calls each person: "commander", "minister".
    roles: BTreeMap<String, BTreeSet<String>>,
    stage: Stage,
    found: Vec<Mention>,
    /// Who the word at a place is.
    who: BTreeMap<(usize, usize), Entity>,
}

impl<'a> Walk<'a> {
    fn new(context: &'a Context<'a>, mentions: &'a [Mention], nominals: &'a [Nominal]) -> Self {
        let trees: Vec<Tree<'_>> = context.analyses.iter().map(|a| Tree::new(context.text(), a)).collect();
        let mut items = BTreeMap::new();
        for (paragraph, tree) in trees.iter().enumerate() {
            for token in 0..tree.count() {
                if let Some(pronoun) = pronoun(tree, token) {
                    items.insert((paragraph, token), Item::Pronoun(pronoun));
                }
            }
        }
        items.extend(nominals.iter().map(|n| ((n.paragraph, n.head), Item::Noun(n))));
        let acts = |m: &&Mention| matches!(m.kind, Kind::Person | Kind::ArmedGroup | Kind::StateForce | Kind::Organization);
        let mut roles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for mention in mentions.iter().filter(acts) {
            let Some(phrase) = Phrase::at(context.analyses, mention.span) else { continue };
            let Some(paragraph) = context.analyses.iter().position(|a| std::ptr::eq(a, phrase.analysis)) else { continue };
            items.insert((paragraph, phrase.root()), Item::Name(mention));
            if let Some(id) = mention.entity_id.as_ref().filter(|_| mention.kind == Kind::Person) {
                roles.entry(id.clone()).or_default().extend(called(context, mention, phrase));
            }
        }
        Self { context, trees, items, roles, stage: Stage::default(), found: Vec::new(), who: BTreeMap::new() }
    }

    fn run(mut self) -> Vec<Mention> {
        for ((paragraph, token), item) in std::mem::take(&mut self.items) {
            match item {
                Item::Name(mention) => {
                    let sex = self.sex(mention);
                    self.enter((paragraph, token), mention.kind, Entity::of(mention), sex, mention.kind != Kind::Person);
                }
                Item::Noun(noun) => self.noun(noun),
                Item::Pronoun(pronoun) => self.pronoun(paragraph, token, pronoun),
            }
        }
        self.speakers();
        self.found
    }

    fn tree(&self, paragraph: usize) -> Option<&Tree<'a>> {
        self.trees.get(paragraph)
    }

    fn sentence(&self, paragraph: usize, token: usize) -> usize {
        let Some(analysis) = self.context.analyses.get(paragraph) else { return 0 };
        analysis.tokens.iter().take(token + 1).skip(1).filter(|t| t.sentence_start).count()
    }

    fn enter(&mut self, (paragraph, token): (usize, usize), kind: Kind, entity: Option<Entity>, sex: Option<Sex>, many: bool) {
        let subject = self.tree(paragraph).is_some_and(|t| matches!(t.label(token), "nsubj" | "nsubjpass"));
        if let Some(entity) = &entity {
            self.who.insert((paragraph, token), entity.clone());
        }
        self.stage.enter(Actor { paragraph, sentence: self.sentence(paragraph, token), token, kind, entity, sex, subject, many });
    }

    fn add(&mut self, span: Span, kind: Kind, entity: Option<&Entity>, rule: &str) {
        let mut mention = self.context.mention(span, entity.map_or(kind, |e| e.kind), rule);
        mention.confidence = if entity.is_some() { RESOLVED } else { UNNAMED };
        mention.entity = entity.and_then(|e| e.name.clone());
        mention.entity_id = entity.map(|e| e.id.clone());
        self.found.push(mention);
    }

    /// The sex that the titles of a name tell.
    fn sex(&self, mention: &Mention) -> Option<Sex> {
        let own = fold::words(&mention.text).first().and_then(|w| self.context.lexicon.people().sex(&w.key));
        let roles = mention.entity_id.as_ref().and_then(|id| self.roles.get(id));
        own.or_else(|| roles.and_then(|r| r.iter().find_map(|w| self.context.lexicon.people().sex(w))))
    }

    fn noun(&mut self, noun: &Nominal) {
        let entity = if noun.definite && noun.bare { self.antecedent(noun) } else { None };
        let sex = self.context.lexicon.people().sex(&noun.lemma);
        self.add(noun.span, noun.kind, entity.as_ref(), if entity.is_some() { "reference:noun" } else { "noun" });
        if !matches!(noun.kind, Kind::Facility | Kind::Weapon) {
            self.enter((noun.paragraph, noun.head), noun.kind, entity, sex, noun.plural || noun.kind != Kind::Person);
        }
    }

    /// The name behind "the group", "the rebels", "the army", "the commander".
    fn antecedent(&self, noun: &Nominal) -> Option<Entity> {
        let people = self.context.lexicon.people();
        let named = |kinds: &'static [Kind]| move |a: &Actor| a.entity.is_some() && kinds.contains(&a.kind);
        let lemma = noun.lemma.as_str();
        let actor = match noun.kind {
            Kind::Person => {
                let called = |a: &Actor| a.entity.as_ref().and_then(|e| self.roles.get(&e.id)).is_some_and(|r| r.contains(lemma));
                self.stage.sole(noun.paragraph, |a| a.kind == Kind::Person && called(a))
            }
            Kind::ArmedGroup if people.is_armed_body(lemma) || noun.plural && lemma != "sniper" && lemma != "attacker" => {
                self.stage.sole(noun.paragraph, named(&[Kind::ArmedGroup]))
            }
            Kind::StateForce if matches!(lemma, "army" | "military" | "navy") => self.stage.sole(noun.paragraph, named(&[Kind::StateForce])),
            Kind::Organization if !noun.plural && matches!(lemma, "group" | "movement" | "organization" | "organisation") => {
                self.stage.sole(noun.paragraph, named(&[Kind::ArmedGroup, Kind::Organization]))
            }
            Kind::Organization if !noun.plural && matches!(lemma, "agency" | "ministry" | "company" | "council" | "committee") => {
                self.stage.sole(noun.paragraph, |a| a.kind == Kind::Organization && a.entity.as_ref().is_some_and(|e| ends_as(e, lemma)))
            }
            _ => None,
        };
        actor.and_then(|a| a.entity.clone())
    }

    fn pronoun(&mut self, paragraph: usize, token: usize, pronoun: &'static str) {
        let Some(tree) = self.trees.get(paragraph) else { return };
        let (sentence, span) = (self.sentence(paragraph, token), tree.span(token));
        let beside = |a: &Actor| a.paragraph == paragraph && tree.head(a.token) == tree.head(token) && a.token != token;
        let sex = match pronoun {
            "he" => Sex::Male,
            "she" => Sex::Female,
            "they" | "it" => {
                let speaks = pronoun == "they" || tree.label(token) == "nsubj" && self.context.lexicon.people().is_saying(&tree.lemma(tree.head(token)));
                let fits = |a: &Actor| a.many && a.subject && !beside(a) && (pronoun == "they" || a.entity.is_some());
                let Some(actor) = self.stage.only(paragraph, sentence, fits).filter(|_| speaks) else { return };
                let (kind, entity) = (actor.kind, actor.entity.clone());
                self.add(span, kind, entity.as_ref(), "reference:pronoun");
                return self.enter((paragraph, token), kind, entity, None, true);
            }
            _ => return,
        };
        let fits = |a: &Actor| a.kind == Kind::Person && !a.many && a.sex.is_none_or(|s| s == sex) && !beside(a);
        let entity = self.stage.only(paragraph, sentence, fits).and_then(|a| a.entity.clone());
        self.add(span, Kind::Person, entity.as_ref(), "reference:pronoun");
        self.enter((paragraph, token), Kind::Person, entity, Some(sex), false);
    }

    /// "I" is whoever speaks.
    fn speakers(&mut self) {
        let speakers = Speakers::new(&self.trees, self.context.lexicon.people(), &self.who);
        let mut first = Vec::new();
        for (paragraph, tree) in self.trees.iter().enumerate() {
            for token in (0..tree.count()).filter(|t| tree.tag(*t) == "PRP") {
                match tree.lower(token).as_str() {
                    "i" | "me" | "myself" => first.push((tree.span(token), Kind::Person, speakers.of(paragraph, token).cloned())),
                    "we" | "us" | "ourselves" => first.push((tree.span(token), Kind::Organization, None)),
                    _ => {}
                }
            }
        }
        for (span, kind, entity) in first {
            self.add(span, kind, entity.as_ref(), "reference:speaker");
        }
    }
}

/// The form under which a pronoun of the third person is looked up.
fn pronoun(tree: &Tree<'_>, token: usize) -> Option<&'static str> {
    if tree.tag(token) != "PRP" {
        return None;
    }
    Some(match tree.lower(token).as_str() {
        "he" | "him" | "himself" => "he",
        "she" | "her" | "herself" => "she",
        "they" | "them" | "themselves" => "they",
        "it" => "it",
        _ => return None,
    })
}

fn ends_as(entity: &Entity, lemma: &str) -> bool {
    entity.name.as_ref().is_some_and(|n| fold::words(n).iter().any(|w| w.key == lemma))
}

/// The titles before a name, the nouns in apposition to it and what it is said to be.
fn called(context: &Context<'_>, mention: &Mention, phrase: Phrase<'_>) -> BTreeSet<String> {
    let before = context.text().get(..mention.span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let from = line.char_indices().rev().nth(60).map_or(0, |(i, _)| i);
    let words = fold::words(line.get(from..).unwrap_or_default());
    let titles = context.lexicon.titles();
    let adjacent = words.iter().rev().take_while(|w| titles.is_title(&w.key) || w.capital).filter(|w| titles.is_title(&w.key)).map(|w| w.key.clone());
    let joined = line.ends_with(' ');
    let beside = phrase.appositions().into_iter().map(str::to_lowercase);
    let tokens = &phrase.analysis.tokens;
    let root = phrase.root();
    let is = tokens.get(root).filter(|t| t.label == "nsubj").and_then(|t| tokens.get(t.head)).filter(|h| h.lemma == "be").map(|_| tokens[root].head);
    let said = is.into_iter().flat_map(|be| phrase.analysis.children(be)).filter_map(|c| tokens.get(c)).filter(|t| t.label == "attr" && t.tag == "NN");
    adjacent.filter(|_| joined).chain(beside).chain(said.map(|t| t.lemma.to_lowercase())).collect()
}
