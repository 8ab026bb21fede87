//! What a sentence tells of the kind of a name: titles, nouns in apposition, the words beside it and its own last word.

use super::Context;
use super::syntax::Phrase;
use crate::lexicon::{Titles, fold};
use crate::model::{Kind, Span};

/// Nouns before a name that tell that it is an armed group.
const GROUP_BEFORE: &[&str] = &[
    "militia",
    "faction",
    "militants",
    "rebels",
    "insurgents",
    "guerrillas",
    "terrorists",
    "jihadists",
    "separatists",
    "gang",
    "cartel",
    "insurgent",
    "rebel",
    "militant",
    "jihadist",
    "extremists",
];

/// Nouns after a name that tell that it is an armed group.
const GROUP_AFTER: &[&str] = &[
    "militia",
    "militias",
    "militants",
    "militant",
    "fighters",
    "rebels",
    "rebel",
    "insurgents",
    "insurgency",
    "guerrillas",
    "faction",
    "gunmen",
    "jihadists",
    "cartel",
    "mercenaries",
    "commander",
    "commanders",
    "fighter",
];

/// Last words of the names of armed groups.
const GROUP_ENDS: &[&str] =
    &["brigade", "brigades", "militia", "mujahideen", "mujahedin", "cartel", "rebels", "resistance", "insurgents", "guerrillas", "commandos"];

/// Words before "group" that make it another organisation.
const PEACEFUL: &[&str] = &[
    "rights",
    "advocacy",
    "monitoring",
    "news",
    "media",
    "aid",
    "research",
    "campaign",
    "human",
    "medical",
    "humanitarian",
    "business",
    "industry",
    "consulting",
    "security",
    "intelligence",
    "risk",
    "monitor",
    "opposition",
    "parliamentary",
    "activist",
];

/// The kind that the words in and around a name speak for.
pub fn of(context: &Context<'_>, phrase: Phrase<'_>, span: Span) -> Option<Kind> {
    let words = fold::words(span.of(context.text()));
    let titles = context.lexicon.titles();
    inside(titles, &words)
        .or_else(|| before(context, span))
        .or_else(|| after(context, titles, span))
        .or_else(|| beside(titles, phrase))
        .or_else(|| harmed(phrase, words.len()))
}

fn has(list: &[String], key: &str) -> bool {
    list.iter().any(|w| w == key)
}

/// The name's own words.
fn inside(titles: &Titles, words: &[fold::Word]) -> Option<Kind> {
    let (first, last) = (words.first()?, words.last()?);
    if words.len() > 1 && has(&titles.teknonyms, &first.key) {
        return Some(Kind::Person);
    }
    if words.len() < 2 {
        return None;
    }
    let key = last.key.as_str();
    match () {
        () if GROUP_ENDS.contains(&key) => Some(Kind::ArmedGroup),
        () if has(&titles.organization_nouns, key)
            || matches!(key, "party" | "ministry" | "news" | "tv" | "radio" | "times" | "post" | "group" | "command" | "force" | "forces" | "army") =>
        {
            Some(Kind::Organization)
        }
        () if has(&titles.facility_nouns, key) => Some(Kind::Facility),
        () if has(&titles.place_nouns, key) => Some(Kind::Place),
        () if has(&titles.given_names, &first.key) && words.iter().all(|w| w.capital || has(&titles.particles, &w.key)) && !GROUP_AFTER.contains(&key) => {
            Some(Kind::Person)
        }
        () => None,
    }
}

/// Whoever is killed, arrested or buried by a name of several words, and whose death, body or son is spoken of, is a person.
fn harmed(phrase: Phrase<'_>, words: usize) -> Option<Kind> {
    let (label, head) = phrase.joint();
    let head = head?;
    let verb = || {
        matches!(
            head.lemma.as_str(),
            "kill" | "assassinate" | "murder" | "behead" | "arrest" | "detain" | "wound" | "injure" | "bury" | "abduct" | "kidnap" | "execute"
        )
    };
    let object = head.pos == "VERB" && matches!(label, "dobj" | "nsubjpass") && words >= 2 && verb();
    let noun = || phrase.analysis.tokens.get(head.head).map_or("", |t| t.lemma.as_str());
    let owned = label == "pobj"
        && head.lemma == "of"
        && matches!(noun(), "death" | "funeral" | "body" | "killing" | "assassination" | "murder" | "son" | "daughter" | "widow" | "brother" | "arrest");
    (object || owned).then_some(Kind::Person)
}

/// The words before the name.
fn before(context: &Context<'_>, span: Span) -> Option<Kind> {
    let text = context.text().get(..span.start)?;
    let line = text.rsplit('\n').next()?;
    let from = line.char_indices().rev().nth(40).map_or(0, |(i, _)| i);
    let words = fold::words(line.get(from..)?);
    let last = words.last()?;
    let gap = line.get(from + last.end..).unwrap_or_default();
    if gap.contains([',', ';', '(', '—', ':', '"', '“']) || last.possessive {
        return None;
    }
    let titles = context.lexicon.titles();
    if GROUP_BEFORE.contains(&last.key.as_str()) || last.key == "group" && words.iter().rev().nth(1).is_none_or(|w| !PEACEFUL.contains(&w.key.as_str())) {
        return Some(Kind::ArmedGroup);
    }
    if titles.is_title(&last.key) || (2..=3).any(|n| words.len() >= n && titles.is_title(&join(words.get(words.len() - n..).unwrap_or_default()))) {
        return Some(Kind::Person);
    }
    // "rebel-held Karabilah"
    if matches!(last.key.as_str(), "held" | "controlled") && line.trim_end().ends_with(&format!("-{}", last.key)) {
        return Some(Kind::Place);
    }
    let noun = words.iter().rev().nth(1).filter(|_| last.key == "of");
    if noun.is_some_and(|w| has(&titles.place_nouns, &w.key)) || matches!(last.key.as_str(), "village" | "town" | "city") {
        return Some(Kind::Place);
    }
    None
}

fn join(words: &[fold::Word]) -> String {
    words.iter().map(|w| w.key.as_str()).collect::<Vec<_>>().join(" ")
}

/// Prepositions of place.
const PLACING: [&str; 6] = ["in", "near", "at", "outside", "inside", "around"];

/// The words after the name.
fn after(context: &Context<'_>, titles: &Titles, span: Span) -> Option<Kind> {
    let line = context.text().get(span.end..)?.lines().next()?;
    let end = line.char_indices().nth(40).map_or(line.len(), |(i, _)| i);
    let rest = line.get(..end)?;
    let age = rest.strip_prefix(", ").map(|r| r.chars().take_while(char::is_ascii_digit).count());
    if matches!(age, Some(1..=2)) && rest.chars().nth(2 + age.unwrap_or(0)).is_none_or(|c| matches!(c, ',' | '.' | ';' | ' ')) && !rest.contains("people") {
        return Some(Kind::Person);
    }
    // "citizens in Tikrit who": they, not the town.
    let placed = || context.text().get(..span.start).and_then(|t| t.split_whitespace().next_back()).is_some_and(|w| PLACING.contains(&w));
    if (rest.starts_with(", who ") || rest.starts_with(" who ") || rest.starts_with(", whose ")) && !placed() {
        return Some(Kind::Person);
    }
    let words = fold::words(rest);
    if is_person_aside(titles, rest, &words) {
        return Some(Kind::Person);
    }
    let next = words.first().filter(|w| w.start <= 1 && rest.starts_with([' ', '-']))?;
    match next.key.as_str() {
        key if GROUP_AFTER.contains(&key) => Some(Kind::ArmedGroup),
        "province" | "district" | "governorate" | "village" | "town" | "city" | "neighborhood" | "neighbourhood" | "region" | "county" | "suburb" => {
            Some(Kind::Place)
        }
        key if !next.capital && key != "house" && key != "field" && has(&titles.facility_nouns, key) => Some(Kind::Facility),
        _ => None,
    }
}

/// ", the Nujaba commander known as": a noun in apposition that the parser may not have seen as one; its last word tells.
fn is_person_aside(titles: &Titles, rest: &str, words: &[fold::Word]) -> bool {
    const ENDS: [&str; 20] =
        ["of", "in", "at", "from", "by", "led", "whose", "which", "who", "where", "and", "near", "on", "for", "with", "known", "was", "is", "had", "said"];
    if !["the ", "a ", "an ", "his ", "her ", "its "].iter().any(|d| rest.strip_prefix(", ").is_some_and(|r| r.starts_with(d))) {
        return false;
    }
    let mut noun = None;
    for word in words.iter().skip(1).take(6).take_while(|w| !ENDS.contains(&w.key.as_str())) {
        noun = Some(word);
        if !word.joined {
            break;
        }
    }
    noun.is_some_and(|w| !w.capital && !w.possessive && (has(&titles.offices, &w.key) || has(&titles.person_nouns, &w.key)))
}

/// Nouns in apposition.
fn beside(titles: &Titles, phrase: Phrase<'_>) -> Option<Kind> {
    phrase.appositions().into_iter().find_map(|noun| {
        if has(&titles.person_nouns, noun) || has(&titles.offices, noun) {
            return Some(Kind::Person);
        }
        let peaceful = phrase
            .analysis
            .tokens
            .iter()
            .any(|t| PEACEFUL.contains(&t.lemma.as_str()) && t.label != "ROOT" && phrase.analysis.tokens.get(t.head).is_some_and(|h| h.lemma == noun));
        match () {
            () if has(&titles.group_nouns, noun) => Some(if peaceful { Kind::Organization } else { Kind::ArmedGroup }),
            () if has(&titles.organization_nouns, noun) => Some(Kind::Organization),
            () if has(&titles.place_nouns, noun) => Some(Kind::Place),
            () if has(&titles.facility_nouns, noun) => Some(Kind::Facility),
            () => None,
        }
    })
}
