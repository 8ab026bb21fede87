//! Who did it where the sentence does not say so again: the side whose campaign the article tells of, or who acted just before.

use super::actors::{Actor, UNIDENTIFIED};
use super::coreference::Incident;
use super::draft::Draft;
use super::page::Sentence;
use super::vessels::is_vessel;
use crate::lexicon::nouns;
use crate::model::Kind;

/// What one draft of the article, real or only context, says of who acts.
#[derive(Clone, Debug)]
pub(super) struct Act {
    sentence: usize,
    paragraph: usize,
    sides: Vec<Actor>,
    /// The sides that it is aimed at.
    targets: Vec<Actor>,
    on_vessels: bool,
}

/// Words that set an event in a row with the one before.
const SERIES: [&str; 9] = ["first", "second", "third", "fourth", "round", "wave", "another", "such", "recent"];

fn named(a: &Actor) -> bool {
    a.named && matches!(a.kind, Some(Kind::ArmedGroup | Kind::StateForce | Kind::Place))
}

/// The acts of an article, in order.
pub(super) fn acts(drafts: &[Draft<'_>], page: &[Sentence<'_>]) -> Vec<Act> {
    let told = drafts.iter().filter_map(|d| {
        let paragraph = page.get(d.sentence)?.paragraph;
        let sides: Vec<Actor> = d.attackers.iter().chain(&d.claimants).filter(|a| named(a)).cloned().collect();
        let targets: Vec<Actor> = d.targets.iter().filter(|a| named(a)).cloned().collect();
        let on_vessels = !d.ships.is_empty() || d.objects.iter().any(|(name, _)| is_vessel(name));
        let told = d.triggers.is_empty() || d.triggers.iter().any(|(_, st)| st.modality.counts());
        (told && !sides.is_empty()).then_some(Act { sentence: d.sentence, paragraph, sides, targets, on_vessels })
    });
    told.collect()
}

/// Whether a sentence counts attacks of one row: "the third such strike", "the first hit two depots".
fn continues(s: &Sentence<'_>) -> bool {
    let deed = |i: usize| matches!(s.lemma(i).as_str(), "strike" | "attack" | "raid" | "bombing" | "round" | "wave" | "airstrike" | "barrage");
    s.range.clone().any(|i| {
        let ordinal = SERIES.contains(&s.lemma(i).as_str());
        ordinal && ((matches!(s.label(i), "amod" | "det") && deed(s.head(i))) || (s.label(i) == "nsubj" && s.pos(s.head(i)) == "VERB"))
    })
}

/// The one armed group that the article has act.
fn only_group(acts: &[Act]) -> Option<&Actor> {
    let mut groups = acts.iter().flat_map(|a| &a.sides).filter(|a| a.kind == Some(Kind::ArmedGroup));
    let first = groups.next()?;
    groups.all(|g| g.name == first.name).then_some(first)
}

/// Whether an incident is told of a ship: one that was hit, or one that is spoken of where nothing else was.
fn hits_vessel(k: &Incident<'_>, page: &[Sentence<'_>]) -> bool {
    let hit = k.drafts.iter().any(|d| !d.ships.is_empty() || d.objects.iter().any(|(name, _)| is_vessel(name)));
    let told = |d: &Draft<'_>| d.is_attack() && page.get(d.sentence).is_some_and(speaks_of_ships);
    hit || (!k.drafts.iter().any(Draft::hits) && k.drafts.iter().any(told))
}

fn speaks_of_ships(s: &Sentence<'_>) -> bool {
    let vessel = |i: usize| nouns().is_vessel(&s.lemma(i)) && matches!(s.label(i), "nsubj" | "nsubjpass" | "dobj" | "appos");
    !s.ships.is_empty() || s.range.clone().any(vessel)
}

/// No side, aiming at none.
const NOBODY: (Vec<Actor>, Vec<Actor>) = (Vec::new(), Vec::new());

/// The sides that an incident without any attacker may be read to have, and those that they aim at.
pub(super) fn lend(k: &Incident<'_>, acts: &[Act], page: &[Sentence<'_>]) -> (Vec<Actor>, Vec<Actor>) {
    let known = |a: &Actor| a.name != UNIDENTIFIED;
    if k.drafts.iter().any(|d| d.attackers.iter().any(known) || !d.claimants.is_empty() || !d.suspects.is_empty()) {
        return NOBODY;
    }
    let suffers = |a: &Actor| k.drafts.iter().any(|d| d.targets.iter().any(|t| t.name == a.name));
    if hits_vessel(k, page) {
        let at_sea: Vec<Act> = acts.iter().filter(|a| a.on_vessels).cloned().collect();
        let shared = at_sea.first().filter(|f| at_sea.iter().all(|a| a.sides.iter().any(|s| f.sides.iter().any(|o| o.name == s.name))));
        if let Some(act) = shared {
            return (act.sides.iter().filter(|a| !suffers(a)).cloned().collect(), Vec::new());
        }
        // Navies sink boats in answer; the ships of merchants are the group's.
        let group = only_group(&at_sea).or_else(|| only_group(acts).filter(|_| at_sea.is_empty()));
        if let Some(group) = group.filter(|a| !suffers(a)) {
            return (vec![group.clone()], Vec::new());
        }
    }
    if k.drafts.iter().any(|d| !d.attackers.is_empty()) {
        return NOBODY;
    }
    let Some(first) = k.drafts.iter().find(|d| d.is_attack()) else { return NOBODY };
    let Some(s) = page.get(first.sentence) else { return NOBODY };
    let before = acts.iter().rev().find(|a| a.sentence < first.sentence).filter(|a| s.paragraph - a.paragraph <= 1 && first.sentence - a.sentence <= 6);
    let next = |a: &Act| a.paragraph == s.paragraph && first.sentence - a.sentence <= 1;
    let said = |a: &Act| (a.sentence + 1..=first.sentence).filter_map(|n| page.get(n)).any(continues);
    let Some(act) = before.filter(|a| (next(a) && s.range.clone().any(|i| SERIES.contains(&s.lemma(i).as_str()))) || said(a)) else { return NOBODY };
    let by: Vec<Actor> = act.sides.iter().filter(|a| !suffers(a)).cloned().collect();
    let named_already = k.drafts.iter().any(|d| d.targets.iter().any(named));
    let on = if named_already || by.is_empty() { Vec::new() } else { act.targets.clone() };
    (by, on)
}
