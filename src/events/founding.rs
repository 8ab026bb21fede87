//! What a sentence must say to be an event by itself, rather than context or a part of another.

use super::draft::Draft;
use super::modality::Reference;
use super::page::Sentence;
use super::trigger::Trigger;
use crate::lexicon::{Ontology, nouns};
use crate::model::{BlockKind, CasualtyRole, Kind, TriggerKind};

/// Whether a draft says enough to be an incident by itself.
pub(super) fn founds(d: &Draft<'_>, s: &Sentence<'_>, first: bool, violent: bool, ontology: &Ontology) -> bool {
    let dated = !d.dates.is_empty() || d.offset.is_some();
    let placed = d.places.iter().any(|m| m.geo.is_some() || m.kind == Kind::Facility);
    let hurt = d.counts.iter().any(|m| m.binding().is_some_and(|b| !b.own_side) && m.count().is_none_or(|c| c.best != Some(0)));
    let sided = !d.attackers.is_empty() || !d.suspects.is_empty();
    let opening = first && matches!(s.block, BlockKind::Headline | BlockKind::Body);
    // Arrests are what follows an attack, unless the article opens with them.
    let arrests = d.triggers.iter().all(|(t, _)| t.event_type.as_deref() == Some("arrests"));
    if !d.is_real() || (arrests && !d.triggers.is_empty() && !first) {
        return false;
    }
    let weak = |t: &Trigger| ontology.is_weak(&s.lemma(t.token)) && t.event_type.is_none();
    let side = || s.mentions.iter().any(|m| matches!(m.kind, Kind::Weapon | Kind::ArmedGroup | Kind::StateForce | Kind::Casualty));
    let armed = || s.range.clone().any(|i| nouns().is_armed(&s.lemma(i)) || nouns().is_force(&s.lemma(i)) && !ontology.is_weak(&s.lemma(i)));
    if d.is_attack()
        && !violent
        && d.triggers.iter().all(|(t, _)| weak(t) || matches!(t.kind, TriggerKind::Die | TriggerKind::Injure))
        && !side()
        && !armed()
        && d.attackers.is_empty()
    {
        return false;
    }
    if d.is_attack() {
        let met = d.triggers.iter().any(|(_, status)| status.stopped);
        let stopped = met || d.triggers.iter().any(|(t, _)| t.kind == TriggerKind::Intercept) && !d.weapons.is_empty();
        let detail =
            [dated, placed, hurt, !d.targets.is_empty() || d.hits() || stopped, !d.victims.is_empty(), d.strikes.is_some()].into_iter().filter(|b| *b).count();
        let lead = opening && (dated || placed || hurt || sided || met || !d.victims.is_empty() || d.strikes.is_some());
        // "the murder of the mayor" tells of one thing however it is brought up.
        let whom = !d.victims.is_empty() || !d.people.is_empty() || d.hits();
        let deed = (d.kills() && !d.victims.is_empty()) || (sided && whom && d.reference() == Reference::New);
        // "the rebels fired three rockets on Friday"
        let fired =
            dated && sided && !d.weapons.is_empty() && d.reference() == Reference::New && d.triggers.iter().any(|(t, _)| !t.noun && t.event_type.is_some());
        return lead || deed || fired || (dated && detail >= 2) || (placed && detail >= 2) || (hurt && detail >= 2 && d.reference() != Reference::Known);
    }
    let told = d.triggers.iter().any(|(t, _)| !t.noun) || s.block == BlockKind::Headline;
    // Whoever only died may have died of anything; the dead of a whole war are no event's.
    let killed = d.counts.iter().filter(|m| m.binding().is_some_and(|b| b.role == CasualtyRole::Killed)).filter_map(|m| m.count()?.best).max();
    let died = d
        .triggers
        .iter()
        .all(|(t, _)| matches!(s.lemma(t.token).as_str(), "die" | "death" | "perish" | "fatality" | "succumb" | "lose" | "drown" | "dead" | "be"));
    if killed.is_some_and(|n| n >= 1000) || (died && (!violent || killed.is_none_or(|n| n < 2))) {
        return false;
    }
    (opening && hurt) || (told && hurt && (placed || dated)) || (!d.victims.is_empty() && (placed || dated))
}

/// Whether the article speaks of violence beyond doubt: only then are its dead somebody's, and what was hit was attacked.
pub(super) fn is_violent(drafts: &[Draft<'_>], sentences: &[Sentence<'_>], ontology: &Ontology) -> bool {
    drafts.iter().any(|d| {
        let Some(s) = sentences.get(d.sentence) else { return false };
        let plain = |t: &Trigger| !matches!(t.kind, TriggerKind::Die | TriggerKind::Injure) && (t.event_type.is_some() || !ontology.is_weak(&s.lemma(t.token)));
        d.is_real() && d.triggers.iter().any(|(t, st)| plain(t) && st.specific && st.modality.counts())
    })
}
