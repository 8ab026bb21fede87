//! Who and what suffered: sides to targets, people to victims, things to objects; everything else is neither.

use super::actors::{self, Actor};
use super::draft::Draft;
use super::identified::listed;
use super::page::Sentence;
use super::roles::add;
use crate::lexicon::nouns;
use crate::model::{Kind, Mention, Span};

/// Fills the patients of a draft from the noun phrase of token `i` and its conjuncts.
pub(super) fn patient<'a>(s: &Sentence<'a>, d: &mut Draft<'a>, i: usize, mortal: bool) {
    for c in s.conjuncts(i).into_iter().map(|c| s.counted(c)) {
        if s.mention_at(c, &[Kind::Date, Kind::Weapon]).is_some() {
            stored(s, d, c);
            continue;
        }
        if let Some(ship) = s.ship_at(c).or_else(|| s.ship_of_part(c)) {
            struck(s, d, c, (ship.name.clone(), ship.span));
            continue;
        }
        if let Some(p) = s.mention_at(c, &[Kind::Person]) {
            person(d, p, mortal);
            for o in listed(s, p) {
                person(d, o, mortal);
            }
        }
        // "a commander, Abu Ahmad": the apposition names the victim.
        let apposed = s.children(c).iter().filter(|a| matches!(s.label(**a), "appos" | "compound")).flat_map(|a| s.conjuncts(*a));
        let beside: Vec<&Mention> = apposed.filter_map(|a| s.mention_at(a, &[Kind::Person])).collect();
        let people = actors::is_people(s, c);
        for p in beside.iter().filter(|_| mortal || people) {
            victim(d, p);
            for o in listed(s, p) {
                victim(d, o);
            }
        }
        // "presidency minister X": the person was aimed at, not the presidency.
        if s.mention_at(c, &[Kind::Person]).is_none() {
            // "the office of the party": the office was hit; a side only where it is one that fights.
            let thing = is_thing(s, c) && nouns().is_thing(&s.lemma(c));
            add(&mut d.targets, actors::actor(s, c).filter(|a| !thing || a.kind != Some(Kind::Organization)));
        }
        if people && beside.is_empty() {
            described(s, d, c);
        } else if !mortal && is_thing(s, c) {
            let thing = (actors::plain(s, c), s.core(c));
            if !d.objects.contains(&thing) {
                d.objects.push(thing);
            }
            owner(s, d, c);
        }
        for part in s.objects_of(c, &["include", "including"]) {
            patient(s, d, part, mortal);
        }
    }
}

/// "two sailors died aboard the Olvia": the ship that people were hurt on.
pub(super) fn aboard<'a>(s: &Sentence<'a>, d: &mut Draft<'a>) {
    let on = |i: usize| matches!(s.lemma(i).as_str(), "aboard" | "onboard");
    let ship = s.range.clone().filter(|i| on(*i)).find_map(|i| s.ship_at(s.child(i, &["pobj", "dobj"])?));
    if let Some(ship) = ship.filter(|_| d.ships.is_empty() && !d.triggers.is_empty()) {
        d.ships.push((ship.name.clone(), ship.span));
    }
}

/// "destroyed four rockets on their launchers": weapons that were hit before they were used, and whose they were.
fn stored(s: &Sentence<'_>, d: &mut Draft<'_>, i: usize) {
    let destroyed = matches!(s.label(i), "dobj" | "nsubjpass") && s.lemma(s.head(i)) == "destroy" && s.mention_at(i, &[Kind::Weapon]).is_some();
    if destroyed {
        add(&mut d.targets, actors::of_event_noun(s, i));
        d.objects.push((actors::plain(s, i), s.core(i)));
    }
}

/// A ship by name; a warship stands for its state too.
fn struck(s: &Sentence<'_>, d: &mut Draft<'_>, i: usize, ship: (String, Span)) {
    add(&mut d.targets, actors::actor(s, i).filter(|a| a.kind == Some(Kind::StateForce)));
    if !d.ships.contains(&ship) {
        d.ships.push(ship);
    }
}

/// "the senator's house", "the car of Ana Ruiz": whoever it belongs to was aimed at.
fn owner<'a>(s: &Sentence<'a>, d: &mut Draft<'a>, thing: usize) {
    if !matches!(s.lemma(thing).as_str(), "house" | "home" | "residence" | "car" | "vehicle" | "villa" | "mansion" | "apartment" | "convoy" | "motorcade") {
        return;
    }
    let of = s.child(thing, &["poss"]).into_iter().chain(s.objects_of(thing, &["of"]));
    for p in of.filter_map(|o| s.mention_at(o, &[Kind::Person])).collect::<Vec<_>>() {
        person(d, p, false);
    }
}

/// A person by name: a target, and a victim where somebody was hurt.
fn person<'a>(d: &mut Draft<'a>, p: &'a Mention, mortal: bool) {
    let name = p.entity.clone().unwrap_or_else(|| p.text.clone());
    add(&mut d.targets, [Actor { name, span: p.span, kind: Some(Kind::Person), named: true, men: None }]);
    if mortal {
        victim(d, p);
    }
}

fn victim<'a>(d: &mut Draft<'a>, p: &'a Mention) {
    if !d.victims.iter().any(|v| v.span == p.span) {
        d.victims.push(p);
    }
}

/// People by description; whoever takes the crew has the ship.
fn described(s: &Sentence<'_>, d: &mut Draft<'_>, i: usize) {
    if let ([ship], "crew" | "sailor" | "seafarer" | "crewman") = (s.ships.as_slice(), s.lemma(i).as_str())
        && d.is_attack()
        && d.ships.is_empty()
    {
        d.ships.push((ship.name.clone(), ship.span));
    }
    let span = s.core(i);
    if !d.people.iter().any(|(_, p)| p.overlaps(span)) {
        d.people.push((s.lemma(i), span));
    }
}

/// Whether a noun names something that can be hit: a building, a vehicle, a named facility or ship.
pub(super) fn is_thing(s: &Sentence<'_>, i: usize) -> bool {
    if s.mention_at(i, &[Kind::Facility]).is_some() {
        return true;
    }
    let named = [Kind::Place, Kind::Person, Kind::ArmedGroup, Kind::StateForce, Kind::Date, Kind::Weapon, Kind::Casualty, Kind::Tally];
    let common = matches!(s.pos(i), "NOUN" | "PROPN") && nouns().is_thing(&s.lemma(i));
    let proper = s.pos(i) == "PROPN" && matches!(s.label(i), "dobj" | "nsubjpass") && s.mention_at(i, &[Kind::Organization]).is_none();
    (common || proper) && s.mention_at(i, &named).is_none()
}

const AROUND: [&str; 12] = ["at", "in", "inside", "outside", "near", "against", "under", "beneath", "on", "by", "beside", "into"];

/// What stands where something explodes or is thrown: "went off in front of the bank", "a bomb inside a bus".
pub(super) fn surroundings<'a>(s: &Sentence<'a>, d: &mut Draft<'a>, at: usize) {
    let front = s.objects_of(at, &["in"]).into_iter().filter(|o| s.lemma(*o) == "front").flat_map(|o| s.objects_of(o, &["of"]));
    for o in s.objects_of(at, &AROUND).into_iter().chain(front).flat_map(|o| s.conjuncts(o)) {
        let place = s.mention_at(o, &[Kind::Place]).is_some();
        if !place && !ways(s, o) && is_common_thing(s, o) {
            patient(s, d, o, false);
        }
    }
}

/// Streets and quarters say where a bomb went off, not what it was meant for.
fn ways(s: &Sentence<'_>, i: usize) -> bool {
    let lemma = s.lemma(i);
    let word = lemma.trim_end_matches('s');
    matches!(
        word,
        "front"
            | "street"
            | "avenue"
            | "road"
            | "boulevard"
            | "highway"
            | "neighborhood"
            | "neighbourhood"
            | "district"
            | "quarter"
            | "area"
            | "town"
            | "village"
            | "settlement"
    )
}

fn is_common_thing(s: &Sentence<'_>, i: usize) -> bool {
    is_thing(s, i) && (nouns().is_thing(&s.lemma(i)) || s.mention_at(i, &[Kind::Facility]).is_some())
}

/// "The bank was the target of an attack": whose attack it was.
pub(super) fn declared_target<'a>(s: &Sentence<'a>, d: &mut Draft<'a>, noun: usize) {
    let target = s.head(s.head(noun));
    let of = s.label(noun) == "pobj" && s.lemma(s.head(noun)) == "of" && matches!(s.lemma(target).as_str(), "target" | "scene" | "object" | "victim");
    // "The targets of the attacks were two banks."
    if of && s.label(target) == "nsubj" && s.lemma(s.head(target)) == "be" {
        s.child(s.head(target), &["attr"]).into_iter().for_each(|i| patient(s, d, i, false));
        return;
    }
    if of && let Some(i) = s.child(s.head(target), &["nsubj"]).filter(|_| s.label(target) == "attr") {
        patient(s, d, i, false);
    }
}

/// "damaged two shops", "the embassy was damaged": what a sentence without a trigger of its own adds to the attack.
pub(super) fn damaged<'a>(s: &Sentence<'a>, drafts: &mut Vec<Draft<'a>>, index: usize) {
    for v in s.range.clone().filter(|v| s.pos(*v) == "VERB" && matches!(s.lemma(*v).as_str(), "damage" | "shatter" | "wreck" | "gut" | "demolish")) {
        let Some(i) = s.child(v, &["dobj", "nsubjpass"]).filter(|_| s.child(v, &["neg"]).is_none()) else { continue };
        let things: Vec<usize> = s.conjuncts(i).into_iter().filter(|c| is_common_thing(s, *c)).collect();
        let near = drafts
            .iter()
            .position(|d| !d.triggers.is_empty() && d.triggers.iter().any(|(t, _)| s.upward(t.token).contains(&v) || s.upward(v).contains(&t.token)));
        if things.is_empty() {
            continue;
        }
        let at = near.unwrap_or_else(|| {
            drafts.push(Draft::empty(index));
            drafts.len() - 1
        });
        if let Some(d) = drafts.get_mut(at) {
            for c in things {
                patient(s, d, c, false);
            }
        }
    }
}

/// The people that the counts of the dead and wounded speak of.
pub(super) fn casualties<'a>(s: &Sentence<'a>, d: &mut Draft<'a>) {
    let counts: Vec<&Mention> = d.counts.iter().copied().filter(|m| m.kind == Kind::Casualty).collect();
    for m in counts {
        let Some(b) = m.binding().filter(|b| !b.own_side) else { continue };
        let zero = m.count().is_some_and(|c| c.best == Some(0));
        let Some(head) = b.who.and_then(|w| s.head_of(w)).filter(|_| !zero) else { continue };
        for c in s.conjuncts(head).into_iter().map(|c| s.counted(c)).filter(|c| actors::is_people(s, *c)) {
            described(s, d, c);
        }
        for part in s.objects_of(head, &["include", "including"]) {
            patient(s, d, part, true);
        }
    }
}
