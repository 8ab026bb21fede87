//! Places: whether a country or capital stands for its government; `scene` says which of several of one name is meant.

use super::Context;
use super::syntax::Phrase;
use crate::language::Token;
use crate::lexicon::Entry;
use crate::model::{Kind, Mention, PlacePrecision, Span};

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

/// Verbs that tell how a country is rather than what its government does.
const CONDITIONS: &[&str] = &["have", "remain", "become", "face", "suffer", "need", "lie", "border", "experience", "contain", "produce", "rank", "lose"];

/// What a government has and a place does not.
const OF_STATE: &[&str] = &[
    "support",
    "policy",
    "response",
    "role",
    "stance",
    "decision",
    "claim",
    "backing",
    "position",
    "war",
    "invasion",
    "ally",
    "proxy",
    "leader",
    "president",
    "minister",
    "ministry",
    "government",
    "army",
    "military",
    "force",
    "troop",
    "navy",
    "parliament",
    "official",
    "ambassador",
    "envoy",
    "spokesman",
    "spokeswoman",
    "statement",
    "offer",
    "request",
    "proposal",
    "demand",
    "threat",
    "warning",
    "right",
    "effort",
    "involvement",
    "influence",
    "relation",
    "interest",
    "enemy",
    "rival",
    "partner",
    "intelligence",
    "security",
    "regime",
    "ruler",
    "plan",
    "strategy",
    "action",
    "move",
    "attempt",
    "refusal",
    "failure",
    "participation",
    "presence",
    "programme",
    "program",
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
        "nsubj" if CONDITIONS.contains(&head.lemma.as_str()) => Part::Place,
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
    match label {
        "poss" if OF_STATE.contains(&head.lemma.as_str()) => Part::State,
        "poss" => Part::Place,
        _ => Part::Nothing,
    }
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

/// Writes what is known of a place into its mention.
pub fn fill(mention: &mut Mention, entry: &Entry) {
    mention.entity = Some(entry.name.clone());
    mention.entity_id = Some(format!("place-{}", entry.id));
    mention.geo.clone_from(&entry.geo);
}

fn is_country(entry: &Entry) -> bool {
    entry.geo.as_ref().is_some_and(|g| g.precision == PlacePrecision::Country)
}

/// The place that the name of an organisation or building begins or ends with.
pub fn inside(context: &Context<'_>, scene: &super::scene::Scene, whole: Span) -> Option<(Span, Entry)> {
    let words = crate::lexicon::fold::words(whole.of(context.text()));
    let count = words.len();
    let first = (1..=3.min(count.saturating_sub(1))).rev().map(|n| (0, n));
    let last = words.iter().rposition(|w| matches!(w.key.as_str(), "of" | "in")).filter(|at| at + 1 < count && *at > 0).map(|at| (at + 1, count));
    first.chain(last).find_map(|(from, to)| {
        let (start, end) = (words.get(from)?, words.get(to - 1)?);
        let fits = words.get(from..to)?.iter().all(|w| w.capital && !w.caps) && words.get(from..to - 1)?.iter().all(|w| w.joined);
        let span = Span::new(whole.start + start.start, whole.start + end.end);
        let name = span.of(context.text());
        let entry = scene.choose(context, name, "").filter(|_| fits && !context.lexicon.is_common_word(name))?;
        let entry = scene.namesake(context, &entry, name, "").filter(|_| is_country(&entry)).unwrap_or(entry);
        let own = crate::lexicon::fold::key(&entry.name) == crate::lexicon::fold::key(name);
        (own && scene.is_home(&entry) && (entry.population >= 100_000 || scene.is_near(context, &entry))).then_some((span, entry))
    })
}

/// Last words of names that are places although they look like people or buildings: ways, waters, heights, districts.
const PLACE_ENDS: &[&str] = &[
    "street",
    "avenue",
    "road",
    "boulevard",
    "drive",
    "highway",
    "lane",
    "parkway",
    "river",
    "lake",
    "mountain",
    "mountains",
    "bay",
    "creek",
    "valley",
    "hills",
    "island",
    "islands",
    "county",
    "parish",
    "township",
    "province",
    "governorate",
    "district",
    "oblast",
    "peninsula",
    "gulf",
    "sea",
    "ocean",
    "strait",
    "desert",
];

/// First words of such names.
const PLACE_STARTS: &[&str] = &["mount", "lake", "route", "highway", "interstate", "river", "gulf", "strait", "cape", "county"];

/// Whether the words of a name say that it is a place: "Elm Street", "Lake Robinson", "Laurel County".
pub fn names_itself(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split_whitespace();
    let (first, last) = (words.next().unwrap_or_default(), words.next_back());
    let numbered = last.is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
    last.is_some_and(|w| PLACE_ENDS.contains(&w)) || (last.is_some() && PLACE_STARTS.contains(&first) && (numbered || first != "county"))
}

#[cfg(test)]
mod tests {
    use super::names_itself;

    #[test]
    fn ways_waters_and_districts_say_what_they_are() {
        for name in ["Elm Street", "Lake Robinson", "Laurel County", "Highway 24", "Gulf of Aden"] {
            assert!(names_itself(name), "{name}");
        }
        for name in ["Street", "John Lake Smith", "County Council of Elm", "Elm Tower"] {
            assert!(!names_itself(name), "{name}");
        }
    }
}
