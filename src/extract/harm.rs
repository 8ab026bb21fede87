//! The words that say that people were killed, hurt, missing or taken.

use super::number::Number;
use super::tree::Tree;
use crate::model::CasualtyRole::{self, Abducted, Killed, Missing, Wounded};

/// Verbs whose object is harmed; as passives, whose subject is.
pub fn transitive(lemma: &str) -> Option<CasualtyRole> {
    match lemma {
        "kill" | "assassinate" | "murder" | "massacre" | "slay" | "slaughter" | "behead" | "execute" | "lynch" | "martyr" | "gun" => Some(Killed),
        "wound" | "injure" | "hurt" | "maim" => Some(Wounded),
        "abduct" | "kidnap" => Some(Abducted),
        _ => None,
    }
}

/// Verbs whose subject is harmed.
pub fn intransitive(lemma: &str) -> Option<CasualtyRole> {
    matches!(lemma, "die" | "perish" | "succumb" | "drown").then_some(Killed)
}

/// Words that stand beside people or in their place: "dead", "the wounded".
pub fn state(lower: &str) -> Option<CasualtyRole> {
    match lower {
        "dead" | "killed" | "slain" | "martyred" => Some(Killed),
        "wounded" | "injured" | "hurt" => Some(Wounded),
        "missing" => Some(Missing),
        "abducted" | "kidnapped" => Some(Abducted),
        _ => None,
    }
}

/// Nouns that are counted in the place of people: "four deaths".
pub fn noun(lemma: &str) -> Option<CasualtyRole> {
    match lemma {
        "death" | "fatality" | "dead" | "killing" | "martyr" => Some(Killed),
        "injury" | "wounded" | "injured" => Some(Wounded),
        _ => None,
    }
}

/// "the 1994 killings": a year before a deed counts nobody.
pub fn is_year(tree: &Tree<'_>, number: &Number, people: usize) -> bool {
    let four_digits = number.span.len() == 4 && number.span.of(tree.text).bytes().all(|b| b.is_ascii_digit());
    let known = tree.analysis.children(people).any(|c| tree.lower(c) == "the" || tree.label(c) == "poss");
    four_digits && (1900..2100).contains(&number.value) && known && people != number.head
}

/// Nouns of killing, with the people who were killed after "of".
pub fn deed(lemma: &str) -> bool {
    matches!(lemma, "killing" | "murder" | "slaying" | "massacre" | "assassination" | "execution" | "homicide" | "death")
}

/// What the verb at `at` does to its object, "shot dead" and "gunned down" included.
pub fn verb(tree: &Tree<'_>, at: usize) -> Option<CasualtyRole> {
    let lemma = tree.lemma(at);
    let dead = || tree.analysis.children(at).any(|c| tree.lower(c) == "dead");
    match lemma.as_str() {
        "shoot" | "stab" | "beat" | "burn" | "trample" if dead() => Some(Killed),
        "shoot" | "stab" | "beat" | "burn" | "trample" | "execute" => None,
        "gun" => tree.analysis.children(at).any(|c| tree.lower(c) == "down").then_some(Killed),
        _ => transitive(&lemma).or_else(|| (tree.pos(at) == "VERB").then(|| state(&tree.lower(at))).flatten()),
    }
}

/// Whether the words say that somebody lost, claimed or cost lives at the noun "lives".
pub fn lives(tree: &Tree<'_>, noun: usize) -> bool {
    let verb = tree.head(noun);
    matches!(tree.lower(noun).as_str(), "lives" | "life") && matches!(tree.lemma(verb).as_str(), "claim" | "cost" | "lose" | "take" | "kill")
}

/// What a counting noun counts: "death toll", "the number of wounded", "the toll".
pub fn toll(tree: &Tree<'_>, at: usize) -> Option<CasualtyRole> {
    match tree.lemma(at).as_str() {
        "toll" => Some(Killed),
        "number" | "figure" | "count" | "total" | "tally" => counted(tree, at),
        _ => None,
    }
}

/// "of dead", "of people who died", "of people killed in".
fn counted(tree: &Tree<'_>, at: usize) -> Option<CasualtyRole> {
    let of = tree.dependents(at, &["prep"]).into_iter().find(|p| tree.lower(*p) == "of")?;
    let object = tree.dependent(of, &["pobj", "pcomp", "amod"])?;
    let own = state(&tree.lower(object)).or_else(|| noun(&tree.lemma(object)));
    own.or_else(|| described(tree, object))
}

/// What an adjective, participle or relative clause says of the people at `noun`.
pub fn described(tree: &Tree<'_>, noun: usize) -> Option<CasualtyRole> {
    describer(tree, noun).map(|(_, role)| role)
}

/// The word that says it, and the role.
pub fn describer(tree: &Tree<'_>, noun: usize) -> Option<(usize, CasualtyRole)> {
    tree.dependents(noun, &["amod", "acl", "relcl", "advcl", "appos"]).into_iter().find_map(|c| {
        let by_state = state(&tree.lower(c)).filter(|_| tree.label(c) != "relcl" && tree.tag(c) != "VBG" && tree.dependent(c, &["dobj"]).is_none());
        let by_clause = || intransitive(&tree.lemma(c)).filter(|_| tree.label(c) == "relcl");
        let passive = || verb(tree, c).filter(|_| tree.label(c) == "relcl" && tree.dependent(c, &["nsubjpass"]).is_some());
        by_state.or_else(by_clause).or_else(passive).map(|role| (c, role))
    })
}

/// Nouns for those who carry out an attack; their own dead are not its toll.
pub fn is_attacker(lemma: &str) -> bool {
    matches!(lemma, "attacker" | "assailant" | "bomber" | "gunman" | "gunmen" | "hijacker" | "perpetrator" | "raider")
}

/// Nouns for people who do not fight.
pub fn is_civilian(lemma: &str) -> bool {
    matches!(
        lemma,
        "civilian"
            | "child"
            | "woman"
            | "girl"
            | "boy"
            | "villager"
            | "passenger"
            | "patient"
            | "worshipper"
            | "worshiper"
            | "student"
            | "resident"
            | "bystander"
            | "pupil"
            | "journalist"
            | "medic"
            | "doctor"
    )
}

/// Nouns that stand for people; a number before another noun counts things.
pub fn is_thing(lemma: &str) -> bool {
    matches!(
        lemma,
        "bird"
            | "duck"
            | "swine"
            | "pig"
            | "hog"
            | "fish"
            | "cow"
            | "chicken"
            | "poultry"
            | "animal"
            | "sheep"
            | "goat"
            | "elephant"
            | "attack"
            | "strike"
            | "raid"
            | "drone"
            | "missile"
            | "rocket"
            | "bomb"
            | "vehicle"
            | "building"
            | "house"
            | "home"
            | "target"
            | "site"
            | "location"
            | "ship"
            | "vessel"
            | "boat"
            | "explosion"
            | "blast"
            | "time"
            | "round"
            | "city"
            | "town"
            | "village"
            | "country"
            | "bullet"
            | "base"
            | "aircraft"
            | "area"
            | "district"
            | "camp"
            | "shot"
            | "tank"
            | "truck"
            | "car"
    )
}
