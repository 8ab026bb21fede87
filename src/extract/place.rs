//! Places: which of several of one name is meant, and whether a country or capital stands for its government.

use super::Context;
use super::syntax::Phrase;
use crate::language::Token;
use crate::lexicon::{Entry, fold};
use crate::model::{Kind, Mention, PlacePrecision, Span};
use std::collections::BTreeMap;

/// How often each country is spoken of in an article, by ISO code.
pub type Countries = BTreeMap<String, u32>;

/// What a country's or capital's name stands for in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The place.
    Place,
    /// The state, doing something by force.
    Force,
    /// The state, saying something or being spoken of.
    State,
    /// Nothing of its own: "a US official", "Iran-backed".
    Nothing,
}

/// Verbs that a government does and a place does not.
const SPEECH: &[&str] = &[
    "say",
    "condemn",
    "deny",
    "accuse",
    "blame",
    "announce",
    "warn",
    "claim",
    "vow",
    "urge",
    "insist",
    "confirm",
    "reject",
    "summon",
    "describe",
    "call",
    "ask",
    "tell",
    "threaten",
    "pledge",
    "promise",
    "believe",
    "argue",
    "want",
    "demand",
    "offer",
    "agree",
    "refuse",
    "hope",
    "seek",
    "consider",
    "declare",
    "express",
    "support",
    "criticize",
    "criticise",
    "respond",
    "maintain",
    "view",
    "regard",
    "acknowledge",
    "welcome",
    "sanction",
    "designate",
    "decide",
    "propose",
    "state",
    "suspect",
    "hold",
];

/// Verbs whose object is a government rather than a place.
const SPOKEN_TO: &[&str] = &[
    "blame",
    "accuse",
    "condemn",
    "urge",
    "tell",
    "threaten",
    "warn",
    "support",
    "ask",
    "criticize",
    "criticise",
    "pressure",
    "thank",
    "sanction",
    "back",
    "arm",
    "fund",
    "help",
    "assist",
];

/// What the country (or, with `capital`, the capital) under `phrase` stands for.
pub fn part(context: &Context<'_>, phrase: Phrase<'_>, span: Span, capital: bool) -> Part {
    if hyphenated(context.text(), span) {
        return Part::Nothing;
    }
    let (label, head) = phrase.joint();
    let Some(head) = head else { return Part::Place };
    let speech = SPEECH.contains(&head.lemma.as_str());
    match label {
        "nsubj" if capital => {
            if speech {
                Part::State
            } else {
                Part::Place
            }
        }
        "nsubj" if head.pos == "VERB" || head.pos == "AUX" && head.lemma != "be" => {
            if speech {
                Part::State
            } else {
                Part::Force
            }
        }
        "nsubjpass" | "dobj" | "dative" if SPOKEN_TO.contains(&head.lemma.as_str()) => Part::State,
        "pobj" => after_preposition(phrase, head, capital),
        "compound" | "amod" | "nmod" | "poss" => modifier(context, head, label, capital),
        _ => Part::Place,
    }
}

fn after_preposition(phrase: Phrase<'_>, preposition: &Token, capital: bool) -> Part {
    match preposition.lemma.as_str() {
        "by" if preposition.label == "agent" && !capital => Part::Force,
        "against" | "with" | "for" | "between" if !capital => Part::State,
        "by" if !capital && phrase.analysis.tokens.get(preposition.head).is_some_and(|t| t.pos == "NOUN") => Part::Force,
        _ => Part::Place,
    }
}

/// A country's name before a noun: force before what attacks, place before what is somewhere, else only whose it is.
fn modifier(context: &Context<'_>, head: &Token, label: &str, capital: bool) -> Part {
    if capital {
        return if label == "poss"
            && matches!(head.lemma.as_str(), "support" | "policy" | "response" | "role" | "stance" | "decision" | "claim" | "backing" | "position")
        {
            Part::State
        } else {
            Part::Place
        };
    }
    if is_attack(context, &head.lemma) {
        return Part::Force;
    }
    let titles = context.lexicon.titles();
    if head.pos == "PROPN" || titles.place_nouns.contains(&head.lemma) || titles.facility_nouns.contains(&head.lemma) {
        return Part::Place;
    }
    if label == "poss" { Part::State } else { Part::Nothing }
}

/// Whether the noun tells of an attack or names a weapon.
pub fn is_attack(context: &Context<'_>, lemma: &str) -> bool {
    !context.lexicon.ontology().cues(lemma, true).is_empty()
        || context.lexicon.named(lemma).any(|e| e.is(Kind::Weapon))
        || matches!(lemma, "aggression" | "campaign" | "operation" | "fire" | "response" | "jet" | "force" | "troop")
}

/// "Iran-backed": the name is the first part of a compound adjective.
fn hyphenated(text: &str, span: Span) -> bool {
    let rest = text.get(span.end..).unwrap_or_default();
    let Some(tail) = rest.strip_prefix(['-', '‑', '–']) else { return false };
    let word: String = tail.chars().take_while(|c| c.is_alphabetic()).collect();
    matches!(
        word.as_str(),
        "backed"
            | "aligned"
            | "linked"
            | "led"
            | "based"
            | "affiliated"
            | "supported"
            | "allied"
            | "made"
            | "run"
            | "controlled"
            | "held"
            | "owned"
            | "flagged"
            | "born"
            | "funded"
            | "trained"
            | "sponsored"
            | "occupied"
            | "administered"
            | "bound"
            | "friendly"
    )
}

/// The countries of an article, by how often their names, adjectives and forces are used.
pub fn countries(context: &Context<'_>) -> Countries {
    let mut all = Countries::new();
    for found in context.lexicon.find(context.text()) {
        let is_country = found.entry.geo.as_ref().is_some_and(|g| g.precision == PlacePrecision::Country);
        let weight = u32::from(is_country || found.entry.is(Kind::ArmedGroup));
        if let Some(code) = found.entry.country.clone().filter(|_| weight > 0 || found.entry.id.starts_with("geonames-") || found.entry.is(Kind::Place)) {
            *all.entry(code).or_default() += 1 + weight;
        }
    }
    all
}

/// The place of that name that the article most likely means.
pub fn choose(context: &Context<'_>, name: &str, after: &str, countries: &Countries) -> Option<Entry> {
    let candidates = context.lexicon.places(name);
    let named_after = country_after(context, after);
    let total: u32 = countries.values().sum::<u32>().max(1);
    let score = |e: &Entry| {
        let country = e.country.as_deref().unwrap_or_default();
        let share = f64::from(countries.get(country).copied().unwrap_or(0)) / f64::from(total);
        let curated = if e.id.starts_with("geonames-") || e.id.starts_with("dateline-") { 0.0 } else { 3.0 };
        let said = if named_after.as_deref() == Some(country) { 8.0 } else { 0.0 };
        let own = if fold::key(&e.name) == fold::key(name) { 1.0 } else { 0.0 };
        f64::from(e.population.max(100)).log10() + 6.0 * share.sqrt() + curated + said + own
    };
    candidates.into_iter().max_by(|a, b| score(a).total_cmp(&score(b)))
}

/// The country (or a state of the United States) in ", COUNTRY" after a name.
fn country_after(context: &Context<'_>, after: &str) -> Option<String> {
    let rest = after.strip_prefix(", ").or_else(|| after.strip_prefix(" (")).or_else(|| after.strip_prefix(" in "))?;
    let line = rest.lines().next()?;
    let end = line.char_indices().nth(40).map_or(line.len(), |(i, _)| i);
    let found = context.lexicon.find(line.get(..end)?).into_iter().next().filter(|f| f.start <= 4 && !f.adjective && f.entry.is(Kind::Place))?;
    found.entry.country.clone()
}

/// Writes what is known of a place into its mention.
pub fn fill(mention: &mut Mention, entry: &Entry) {
    mention.entity = Some(entry.name.clone());
    mention.entity_id = Some(format!("place-{}", entry.id));
    mention.geo.clone_from(&entry.geo);
}
