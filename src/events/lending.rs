//! Who did it where the sentence does not say so again: the side whose campaign the article tells of, or who acted just before.

use super::actors::{Actor, UNIDENTIFIED};
use super::coreference::Incident;
use super::draft::Draft;
use super::page::Sentence;
use crate::lexicon::nouns;
use crate::model::Kind;

/// What one draft of the article, real or only context, says of who acts.
#[derive(Clone, Debug)]
pub(super) struct Act {
    sentence: usize,
    paragraph: usize,
    sides: Vec<Actor>,
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
        let on_vessels = d.objects.iter().any(|(name, _)| is_vessel(name));
        let told = d.triggers.is_empty() || d.triggers.iter().any(|(_, st)| st.modality.counts());
        (told && !sides.is_empty()).then_some(Act { sentence: d.sentence, paragraph, sides, on_vessels })
    });
    told.collect()
}

fn is_vessel(name: &str) -> bool {
    let lower = name.to_lowercase();
    let last = lower.rsplit(' ').next().unwrap_or_default();
    nouns().is_vessel(last) || last.strip_suffix('s').is_some_and(|l| nouns().is_vessel(l))
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

/// Whether the words of the incident's first sentence speak of a ship that was hit.
fn hits_vessel(k: &Incident<'_>, page: &[Sentence<'_>]) -> bool {
    let hit = k.drafts.iter().any(|d| d.objects.iter().any(|(name, _)| is_vessel(name)));
    let named = k.drafts.iter().filter_map(|d| page.get(d.sentence).map(|s| (d, s))).any(|(d, s)| {
        d.objects
            .iter()
            .any(|(_, span)| s.head_of(*span).is_some_and(|h| s.children(h).iter().any(|c| s.label(*c) == "appos" && nouns().is_vessel(&s.lemma(*c)))))
    });
    hit || named
}

/// The sides that an incident without any attacker may be read to have.
pub(super) fn lend(k: &Incident<'_>, acts: &[Act], page: &[Sentence<'_>]) -> Vec<Actor> {
    let known = |a: &Actor| a.name != UNIDENTIFIED;
    if k.drafts.iter().any(|d| d.attackers.iter().any(known) || !d.claimants.is_empty() || !d.suspects.is_empty()) {
        return Vec::new();
    }
    let suffers = |a: &Actor| k.drafts.iter().any(|d| d.targets.iter().any(|t| t.name == a.name));
    if hits_vessel(k, page) {
        let all: Vec<&Act> = acts.iter().filter(|a| a.on_vessels).collect();
        let one = all.first().filter(|f| all.iter().all(|a| a.sides.iter().any(|s| f.sides.iter().any(|o| o.name == s.name))));
        if let Some(act) = one {
            return act.sides.iter().filter(|a| !suffers(a)).cloned().collect();
        }
        if all.is_empty()
            && let Some(group) = only_group(acts).filter(|a| !suffers(a))
        {
            return vec![group.clone()];
        }
    }
    if k.drafts.iter().any(|d| !d.attackers.is_empty()) {
        return Vec::new();
    }
    let Some(first) = k.drafts.iter().find(|d| d.is_attack()) else { return Vec::new() };
    let Some(s) = page.get(first.sentence) else { return Vec::new() };
    let before = acts.iter().rev().find(|a| a.sentence < first.sentence).filter(|a| s.paragraph - a.paragraph <= 1 && first.sentence - a.sentence <= 6);
    let next = |a: &Act| a.paragraph == s.paragraph && first.sentence - a.sentence <= 1;
    let said = |a: &Act| (a.sentence + 1..=first.sentence).filter_map(|n| page.get(n)).any(continues);
    let Some(act) = before.filter(|a| (next(a) && s.range.clone().any(|i| SERIES.contains(&s.lemma(i).as_str()))) || said(a)) else { return Vec::new() };
    act.sides.iter().filter(|a| !suffers(a)).cloned().collect()
}
