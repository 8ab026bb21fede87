//! Which places say where something happened, rather than whose something is or where it was written (rule P1).

use super::page::Sentence;
use crate::model::{Kind, Mention};

const WHERE: [&str; 24] = [
    "in",
    "at",
    "on",
    "near",
    "outside",
    "over",
    "off",
    "around",
    "inside",
    "across",
    "along",
    "between",
    "of",
    "within",
    "beside",
    "above",
    "south",
    "north",
    "east",
    "west",
    "against",
    "through",
    "throughout",
    "from",
];
const PEOPLE: [&str; 22] = [
    "official",
    "president",
    "minister",
    "government",
    "leader",
    "commander",
    "spokesman",
    "spokeswoman",
    "troop",
    "soldier",
    "force",
    "militia",
    "group",
    "army",
    "military",
    "authority",
    "adviser",
    "ambassador",
    "citizen",
    "national",
    "embassy",
    "mission",
];

/// Verbs whose object is where it happened.
const STRUCK: [&str; 16] =
    ["hit", "strike", "bomb", "attack", "target", "shell", "raid", "pound", "storm", "enter", "rock", "reach", "overrun", "retake", "recapture", "bombard"];

/// "QAMISHLI –", "DUBAI (MW) -": where it was written.
fn is_dateline(s: &Sentence<'_>, head: usize) -> bool {
    let before = s.range.start..head + 1;
    let capitals = before.clone().all(|i| !s.word(i).chars().any(char::is_lowercase));
    let dash = (head + 1..head + 7).any(|i| matches!(s.word(i), "–" | "—" | "-" | "--" | ":"));
    capitals && dash && head < s.range.start + 4 && s.block == crate::model::BlockKind::Body
}

/// Whose place is that of an office, not of an event.
const SPEAKERS: [&str; 14] = [
    "official",
    "government",
    "minister",
    "ministry",
    "spokesman",
    "spokeswoman",
    "authority",
    "source",
    "resident",
    "embassy",
    "mission",
    "correspondent",
    "reporter",
    "court",
];

/// Whether a place mention says where something happened, rather than whose something is.
pub(super) fn is_where(s: &Sentence<'_>, head: usize, m: &Mention) -> bool {
    if is_dateline(s, head) || m.is_inside() || owns_elsewhere(s, head, m) {
        return false;
    }
    if m.kind == Kind::Facility {
        return true;
    }
    match s.label(head) {
        "pobj" => {
            let prep = s.head(head);
            let governor = s.lemma(s.head(prep));
            let people = PEOPLE.contains(&governor.as_str()) || s.mention_at(s.head(prep), &[Kind::Person]).is_some();
            let lemma = s.lemma(prep);
            if is_bed(s, s.head(prep)) {
                return false;
            }
            let named = s.mention_at(s.head(prep), &[Kind::ArmedGroup, Kind::Organization]).is_some();
            // "under the flag of Panama": where a ship is from.
            if named || SPEAKERS.contains(&governor.as_str()) || matches!(governor.as_str(), "flag" | "registry" | "citizen") {
                return false;
            }
            WHERE.contains(&lemma.as_str()) && !(people && matches!(lemma.as_str(), "of" | "from")) && !is_origin(s, prep, &lemma)
        }
        "poss" => !PEOPLE.contains(&s.lemma(s.head(head)).as_str()) && s.mention_at(s.head(head), &[Kind::Person]).is_none(),
        "compound" | "nmod" | "amod" => {
            let noun = s.head(head);
            let word = s.word(head);
            let abbreviation = word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && s.block != crate::model::BlockKind::Headline;
            let affair = matches!(s.lemma(noun).as_str(), "war" | "conflict" | "ceasefire" | "campaign" | "government" | "time");
            !affair
                && s.pos(head) != "ADJ"
                && s.tag(head) != "JJ"
                && !PEOPLE.contains(&s.lemma(noun).as_str())
                && !abbreviation
                && s.mention_at(noun, &[Kind::Person, Kind::ArmedGroup, Kind::StateForce]).is_none()
        }
        "dobj" | "nsubjpass" => STRUCK.contains(&s.lemma(s.head(head)).as_str()),
        "appos" => s.mention_at(s.head(head), &[Kind::Person, Kind::ArmedGroup]).is_none(),
        "conj" => is_where(s, s.head(head), m),
        _ => false,
    }
}

/// "taken to the hospital at Odesa": where the wounded are is not where they were hurt.
fn is_bed(s: &Sentence<'_>, noun: usize) -> bool {
    matches!(s.lemma(noun).as_str(), "hospital" | "clinic" | "morgue" | "infirmary") && s.label(noun) == "pobj" && s.lemma(s.head(noun)) == "to"
}

/// "Canada's airspace" is where something happened only after "in"; "Canada's growth" is not.
fn owns_elsewhere(s: &Sentence<'_>, head: usize, m: &Mention) -> bool {
    let country = m.geo.as_ref().is_some_and(|g| g.precision == crate::model::PlacePrecision::Country);
    let noun = s.head(head);
    country && s.label(head) == "poss" && !(s.label(noun) == "pobj" && WHERE.contains(&s.lemma(s.head(noun)).as_str()))
}

/// "south of the capital", "20 miles off Aden", "near the border".
pub(super) fn is_beside(s: &Sentence<'_>, head: usize) -> bool {
    let prep = s.head(head);
    let governor = s.head(prep);
    let direction =
        ["south", "north", "east", "west", "north-east", "southeast", "southwest", "northwest", "northeast", "mile", "km", "kilometre", "kilometer"];
    // "off Yemen" is at sea.
    s.label(head) == "pobj"
        && (s.lemma(prep) == "off"
            || direction.contains(&s.lemma(governor).as_str()) && matches!(s.lemma(prep).as_str(), "of" | "from" | "off")
            || direction.contains(&s.lemma(prep).as_str()))
}

/// "fired from Yemen", "flown from Texas": where it started, not where it happened.
fn is_origin(s: &Sentence<'_>, prep: usize, lemma: &str) -> bool {
    lemma == "from" && !matches!(s.lemma(s.head(prep)).as_str(), "mile" | "kilometre" | "kilometer" | "km" | "metre" | "far")
}

/// Whether a place only describes somebody: "the group – a militia with men in X –", "Y, a rebel from X,".
pub(super) fn is_aside(s: &Sentence<'_>, head: usize) -> bool {
    let somebody = |i: usize| s.mention_at(i, &[Kind::Person, Kind::ArmedGroup, Kind::StateForce, Kind::Organization]).is_some();
    let described = |i: usize| somebody(i) || super::actors::is_armed(&s.lemma(i)) || PEOPLE.contains(&s.lemma(i).as_str());
    let apposed = s.upward(head).into_iter().any(|x| x != head && s.label(x) == "appos" && (described(x) || somebody(s.head(x))));
    let dash = |i: &usize| matches!(s.word(*i), "–" | "—" | "--");
    let opened = (s.range.start..head).rev().find(dash);
    let closed = (head + 1..s.range.end).any(|i| dash(&i));
    apposed || (closed && opened.and_then(|i| i.checked_sub(1)).is_some_and(|i| s.range.contains(&i) && described(i)))
}
