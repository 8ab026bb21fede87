//! Who did what to whom: from the grammar around triggers to the roles of a draft.

use super::actors::{self, Actor};
use super::blame::{attributions, charge_with, own_work, responsible};
use super::draft::{Draft, SPEECH};
use super::identified::identified;
use super::page::Sentence;
use super::patients::{casualties, damaged, declared_target, patient, surroundings};
use super::trigger::Trigger;
use crate::lexicon::nouns;
use crate::model::{BlockKind, Count, Kind, TriggerKind};

pub(super) fn add(list: &mut Vec<Actor>, more: impl IntoIterator<Item = Actor>) {
    for a in more {
        if !list.iter().any(|f| f.name == a.name) {
            list.push(a);
        }
    }
}

/// The subject of a verb, looking up through coordination, participles and relative clauses.
pub(super) fn subject(s: &Sentence<'_>, v: usize) -> Option<usize> {
    let mut at = v;
    for _ in 0..5 {
        if let Some(i) = s.child(at, &["nsubj"]) {
            return Some(resolve_pronoun(s, at, i));
        }
        if let Some(i) = shouted_subject(s, at) {
            return Some(i);
        }
        if s.child(at, &["nsubjpass", "agent"]).is_some() && at != v {
            return None;
        }
        let head = s.head(at);
        match s.label(at) {
            "conj" | "xcomp" | "advcl" | "pcomp" | "prep" | "ccomp" if head != at && matches!(s.pos(head), "VERB" | "AUX" | "ADP" | "SCONJ") => at = head,
            "acl" if s.tag(at) == "VBG" || takes_object(s, at) => return Some(head),
            _ => return None,
        }
    }
    None
}

/// "Chad and Niger strike rebels in the north": in a headline a side before the verb is its subject, whatever the parser calls it.
fn shouted_subject(s: &Sentence<'_>, v: usize) -> Option<usize> {
    let side = |i: &usize| *i < v && s.mention_at(*i, &[Kind::ArmedGroup, Kind::StateForce, Kind::Place]).is_some();
    let loose = s.children(v).iter().copied().find(|c| matches!(s.label(*c), "nmod" | "compound" | "dep") && side(c));
    loose.filter(|_| s.block == BlockKind::Headline && s.pos(v) == "VERB" && s.child(v, &["nsubjpass"]).is_none())
}

/// "which", "that", "who" stand for the noun before; "it", "they" for who speaks.
pub(super) fn resolve_pronoun(s: &Sentence<'_>, verb: usize, i: usize) -> usize {
    if s.tag(i).starts_with('W') || (s.lemma(i) == "that" && s.label(verb) == "relcl") {
        return s.head(verb);
    }
    let own_men = s.child(i, &["poss"]).is_some_and(|p| s.pos(p) == "PRON");
    // "three bombers, all of them women, struck": "all" are the bombers.
    let whole = matches!(s.lemma(i).as_str(), "all" | "both" | "most" | "some") && !s.objects_of(i, &["of"]).is_empty();
    if let Some(clause) = s.upward(verb).into_iter().find(|v| s.label(*v) == "relcl").filter(|_| whole) {
        return s.head(clause);
    }
    if s.pos(i) == "PRON" || own_men {
        let speaker = s.upward(verb).into_iter().skip(1).find(|v| SPEECH.contains(&s.lemma(*v).as_str())).and_then(|v| s.child(v, &["nsubj"]));
        return speaker.unwrap_or(i);
    }
    i
}

/// "a bomber who walked in killed nine people": a past participle with an object of its own is a finite verb that was misread.
fn takes_object(s: &Sentence<'_>, v: usize) -> bool {
    s.tag(v) == "VBN" && s.child(v, &["dobj"]).is_some_and(|o| o > v) && s.child(v, &["auxpass", "agent"]).is_none()
}

fn is_passive(s: &Sentence<'_>, v: usize) -> bool {
    if s.label(v) == "acl" && takes_object(s, v) {
        return false;
    }
    s.child(v, &["nsubjpass", "auxpass", "agent"]).is_some()
        || (s.tag(v) == "VBN" && matches!(s.label(v), "acl" | "advcl") && s.child(v, &["aux"]).is_none())
        || (s.tag(v) == "VBN" && s.child(v, &["aux", "dobj"]).is_none() && s.label(v) != "conj")
        || (s.label(v) == "conj" && s.tag(v) == "VBN" && s.child(v, &["nsubj", "dobj", "aux"]).is_none() && s.head(v) != v && is_passive(s, s.head(v)))
}

fn passive_subject(s: &Sentence<'_>, v: usize) -> Option<usize> {
    if let Some(i) = s.child(v, &["nsubjpass"]) {
        // "The tanker was off Mokha when it was hit."
        if s.lemma(i) == "it" && s.label(v) == "advcl" {
            return s.child(s.head(v), &["nsubj", "nsubjpass"]);
        }
        return Some(if s.tag(i).starts_with('W') || s.lemma(i) == "that" { s.head(v) } else { i });
    }
    match s.label(v) {
        "conj" => s.child(s.head(v), &["nsubjpass"]),
        "acl" | "relcl" => Some(s.head(v)),
        _ => None,
    }
}

fn agents(s: &Sentence<'_>, v: usize) -> Vec<Actor> {
    s.objects_of(v, &["by"]).into_iter().flat_map(|o| doer(s, o)).collect()
}

/// Who claims when noun `i` claims: never the spokesman, only whom he speaks for.
pub(super) fn claimers(s: &Sentence<'_>, i: usize) -> Vec<Actor> {
    let sides: Vec<Actor> = doer(s, i).into_iter().filter(|a| a.kind != Some(Kind::Person) && a.name != actors::UNIDENTIFIED).collect();
    if sides.is_empty() { actors::spoken_for(s, i).into_iter().collect() } else { sides }
}

/// Who acts when noun `i` acts: the side itself, or the side whose weapon or attack it is.
pub(super) fn doer(s: &Sentence<'_>, i: usize) -> Vec<Actor> {
    let lemma = s.lemma(i);
    if actors::is_force(&lemma) && !nouns().is_men(&lemma) {
        let of = actors::of_event_noun(s, i);
        return if of.is_empty() { actors::actors(s, i).into_iter().filter(|a| a.named && a.kind != Some(Kind::Weapon)).collect() } else { of };
    }
    if s.mention_at(i, &[Kind::Weapon, Kind::Facility]).is_some() {
        return Vec::new();
    }
    actors::doers(s, i)
}

fn verb_roles<'a>(s: &Sentence<'a>, d: &mut Draft<'a>, t: &Trigger) {
    let v = t.token;
    let mortal = t.deadly || matches!(t.kind, TriggerKind::Die | TriggerKind::Injure);
    let dying = matches!(s.lemma(v).as_str(), "die" | "perish" | "lose" | "succumb");
    if dying {
        if let Some(i) = subject(s, v) {
            patient(s, d, i, true);
        }
        return;
    }
    if t.kind == TriggerKind::Intercept {
        return interception(s, d, v);
    }
    if s.lemma(v) == "come" && s.word(v + 1).eq_ignore_ascii_case("under") {
        if let Some(i) = subject(s, v) {
            patient(s, d, i, false);
        }
        return;
    }
    if lies_around(t) {
        surroundings(s, d, v);
        s.child(v, &["dobj"]).into_iter().for_each(|o| surroundings(s, d, o));
    }
    for o in s.objects_of(v, &["include", "including"]) {
        patient(s, d, o, mortal);
    }
    if explodes(s, v) {
        if let Some(i) = subject(s, v) {
            patient(s, d, i, false);
        }
        return;
    }
    // "by Russian shelling": a noun that was read as a verb.
    if s.tag(v) == "VBG" && s.child(v, &["amod", "compound", "poss", "nmod"]).is_some() {
        add(&mut d.attackers, actors::of_event_noun(s, v));
    }
    if is_passive(s, v) {
        if let Some(i) = passive_subject(s, v) {
            patient(s, d, i, mortal);
        }
        add(&mut d.attackers, agents(s, v));
    } else {
        if let Some(i) = subject(s, v) {
            add(&mut d.attackers, doer(s, i));
            // "a militia attack: a rocket that fell into the sea"
            if s.label(i) == "appos" && s.mention_at(i, &[Kind::Weapon]).is_some() {
                add(&mut d.attackers, actors::of_event_noun(s, s.head(i)));
            }
        }
        if let Some(i) = object(s, v) {
            patient(s, d, i, mortal);
        }
    }
    let aimed = matches!(s.lemma(v).as_str(), "fire" | "shoot" | "hurl" | "throw" | "lob" | "toss" | "aim" | "launch" | "open" | "strike");
    let toward: &[&str] = if aimed { &["on", "at", "against", "into", "upon"] } else { &["against", "into", "upon"] };
    for o in s.objects_of(v, toward).into_iter().chain(object_prepositions(s, t)) {
        patient(s, d, o, false);
    }
}

/// The object of a verb; a second subject behind an active verb is one that was misread.
fn object(s: &Sentence<'_>, v: usize) -> Option<usize> {
    let subjects: Vec<usize> = s.children(v).iter().copied().filter(|c| s.label(*c) == "nsubj").collect();
    let second = || subjects.iter().copied().find(|c| *c > v && subjects.iter().any(|o| o < &v));
    s.child(v, &["dobj"]).or_else(second)
}

/// Whether what was hit stands around the place where the weapon went off.
fn lies_around(t: &Trigger) -> bool {
    t.kind == TriggerKind::Attack && matches!(t.event_type.as_deref(), Some("remote_explosive_landmine_ied" | "grenade" | "suicide_bomb"))
}

/// "a bus exploded", "the charge went off": what explodes by itself did not do it.
fn explodes(s: &Sentence<'_>, v: usize) -> bool {
    let itself = matches!(s.lemma(v).as_str(), "explode" | "detonate" | "go") || (s.lemma(v) == "blow" && s.child(v, &["prt"]).is_some());
    itself && s.child(v, &["dobj", "nsubjpass", "auxpass", "agent"]).is_none()
}

/// "opened fire on worshippers": the preposition hangs on the phrase's noun.
fn object_prepositions(s: &Sentence<'_>, t: &Trigger) -> Vec<usize> {
    let inside: Vec<usize> = s.tokens_in(t.span).filter(|i| *i != t.token && matches!(s.pos(*i), "NOUN" | "PROPN")).collect();
    inside.into_iter().flat_map(|i| s.objects_of(i, &["on", "at", "against", "upon", "to"])).collect()
}

/// Who launched what was stopped is the attacker; who stopped it was aimed at.
fn interception<'a>(s: &Sentence<'a>, d: &mut Draft<'a>, v: usize) {
    let weapon = if is_passive(s, v) { passive_subject(s, v) } else { s.child(v, &["dobj"]) };
    if let Some(w) = weapon {
        add(&mut d.attackers, actors::of_event_noun(s, w));
    }
    let stopper = if is_passive(s, v) { s.objects_of(v, &["by"]).first().copied() } else { subject(s, v) };
    if let Some(i) = stopper {
        add(&mut d.targets, doer(s, i));
    }
}

/// "the Houthis have launched what is called their largest attack": the side that "their" stands for.
fn owners(s: &Sentence<'_>, n: usize) -> Vec<Actor> {
    let own = s.child(n, &["poss"]).is_some_and(|p| s.pos(p) == "PRON" && matches!(s.lemma(p).as_str(), "their" | "its"));
    let verbs = s.upward(n).into_iter().filter(|v| own && matches!(s.pos(*v), "VERB" | "AUX"));
    let sides = verbs
        .filter_map(|v| s.child(v, &["nsubj"]))
        .map(|i| actors::actors(s, i).into_iter().filter(|a| a.named && a.kind != Some(Kind::Person)).collect::<Vec<_>>());
    sides.into_iter().find(|a| !a.is_empty()).unwrap_or_default()
}

/// "retaliated with a missile attack", "answered by strikes": whoever answers strikes.
fn answering(s: &Sentence<'_>, n: usize) -> Vec<Actor> {
    let prep = s.head(n);
    let verb = s.head(prep);
    let answers = s.label(n) == "pobj" && matches!(s.lemma(prep).as_str(), "with" | "by") && s.pos(verb) == "VERB";
    let said = matches!(s.lemma(verb).as_str(), "retaliate" | "respond" | "answer" | "reply" | "counter" | "react" | "hit");
    subject(s, verb).filter(|_| answers && said && !is_passive(s, verb)).map(|i| doer(s, i)).unwrap_or_default()
}

fn noun_roles<'a>(s: &Sentence<'a>, d: &mut Draft<'a>, t: &Trigger) {
    let n = t.token;
    let mortal = matches!(t.kind, TriggerKind::Die | TriggerKind::Injure);
    if !mortal {
        add(&mut d.attackers, actors::of_event_noun(s, n));
    }
    if !mortal && d.attackers.is_empty() {
        add(&mut d.attackers, owners(s, n));
        add(&mut d.attackers, answering(s, n));
    }
    add(&mut d.attackers, s.objects_of(n, &["by"]).into_iter().flat_map(|o| doer(s, o)));
    let speaker = super::trigger::spokesman(s, n);
    let against = ["on", "against", "at", "upon"];
    let of_speaker = if speaker == n { Vec::new() } else { s.objects_of(speaker, &against) };
    for o in s.objects_of(n, &against).into_iter().chain(of_speaker) {
        patient(s, d, o, mortal);
    }
    if matches!(
        s.lemma(n).as_str(),
        "bombing"
            | "shelling"
            | "burning"
            | "destruction"
            | "looting"
            | "attack"
            | "assault"
            | "assassination"
            | "killing"
            | "murder"
            | "kidnapping"
            | "abduction"
            | "death"
            | "execution"
            | "slaying"
            | "homicide"
            | "siege"
            | "bombardment"
            | "massacre"
    ) {
        for o in s.objects_of(n, &["of"]) {
            patient(s, d, o, mortal || matches!(s.lemma(n).as_str(), "assassination" | "killing" | "murder" | "execution" | "slaying" | "homicide" | "death"));
        }
        if matches!(s.lemma(n).as_str(), "assassination" | "killing" | "murder" | "slaying" | "death")
            && let Some(p) = s.child(n, &["poss"])
        {
            patient(s, d, p, true);
        }
    }
    for c in s.children(n).iter().copied().filter(|c| s.label(*c) == "acl" && s.tag(*c) == "VBN") {
        let who = agents(s, c);
        // "the attack staged by guerrillas on the town hall": the object stands with the participle.
        for o in s.objects_of(c, &against) {
            patient(s, d, o, mortal);
        }
        match s.lemma(c).as_str() {
            "claim" => add(&mut d.claimants, who),
            "blame" | "attribute" => add(&mut d.suspects, s.objects_of(c, &["on", "to"]).into_iter().flat_map(|o| doer(s, o))),
            _ => add(&mut d.attackers, who),
        }
    }
    declared_target(s, d, n);
    own_work(s, d, n);
    if lies_around(t) {
        surroundings(s, d, n);
    }
    carried(s, d, t);
    responsible(s, d, n);
    let strikes = t.kind == TriggerKind::Attack && matches!(s.tag(n), "NNS" | "NNPS");
    let undated = |c: &usize| s.mention_at(*c, &[Kind::Date]).is_none();
    if let Some(c) = s.child(n, &["nummod"]).filter(|c| strikes && undated(c)).and_then(|c| number(s, c)) {
        d.strikes = Some(c);
    }
}

fn number(s: &Sentence<'_>, i: usize) -> Option<(Count, crate::model::Span)> {
    const WORDS: [&str; 13] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let word = s.word(i).to_lowercase().replace(',', "");
    let n = word.parse::<u32>().ok().or_else(|| WORDS.iter().position(|w| *w == word).and_then(|n| u32::try_from(n).ok()))?;
    Some((Count::exact(n), s.token_span(i)))
}

/// The roles that a verb gives to the event noun it carries: "X carried out a strike", "the strike was claimed by X".
fn carried<'a>(s: &Sentence<'a>, d: &mut Draft<'a>, t: &Trigger) {
    let Some(v) = t.verb.filter(|v| *v != t.token) else { return };
    let lemma = s.lemma(v);
    let object = s.label(super::trigger::spokesman(s, t.token)) == "dobj";
    if lemma == "claim" || lemma == "acknowledge" || lemma == "admit" {
        let who = if object { subject(s, v).map(|i| claimers(s, i)).unwrap_or_default() } else { agents(s, v) };
        add(&mut d.claimants, who.into_iter().filter(|a| a.kind != Some(Kind::Person)));
    } else if super::draft::carries(s, v) {
        let who = if object { subject(s, v).map(|i| doer(s, i)).unwrap_or_default() } else { agents(s, v) };
        let perhaps = s.children(v).iter().any(|c| s.label(*c) == "aux" && matches!(s.lemma(*c).as_str(), "could" | "may" | "might"));
        add(if perhaps { &mut d.suspects } else { &mut d.attackers }, who);
    } else if object && matches!(lemma.as_str(), "blame" | "attribute") {
        let on = s.objects_of(v, &["on", "to"]).into_iter().chain(s.objects_of(t.token, &["to"]));
        add(&mut d.suspects, on.flat_map(|o| doer(s, o)));
    }
}

/// "accused of carrying out the attack": the verb that carries a noun is what somebody is accused of.
fn carries_only(s: &Sentence<'_>, t: &Trigger, verb: usize) -> bool {
    t.noun && verb != t.token && super::draft::carries(s, verb)
}

/// Fills the roles of the drafts of one sentence.
pub(super) fn fill<'a>(s: &Sentence<'a>, drafts: &mut Vec<Draft<'a>>, index: usize) {
    for d in drafts.iter_mut() {
        for (t, _) in d.triggers.clone() {
            if t.noun {
                noun_roles(s, d, &t);
            } else {
                verb_roles(s, d, &t);
            }
            charge_with(s, d, t.verb.filter(|v| carries_only(s, &t, *v)).unwrap_or(t.token));
        }
        casualties(s, d);
        super::patients::aboard(s, d);
        clean(d);
    }
    attributions(s, drafts, index);
    damaged(s, drafts, index);
    identified(s, drafts, index);
}

/// Nobody is both attacker and target of one thing; whoever is said to have suffered did not do it.
fn clean(d: &mut Draft<'_>) {
    let targets: Vec<String> = d.targets.iter().filter(|t| t.named && t.kind != Some(Kind::Place)).map(|t| t.name.clone()).collect();
    if d.attackers.len() > 1 {
        d.attackers.retain(|a| !targets.contains(&a.name));
    }
    let attackers: Vec<String> = d.attackers.iter().map(|a| a.name.clone()).collect();
    d.targets.retain(|t| !attackers.contains(&t.name));
    d.suspects.retain(|a| !attackers.contains(&a.name));
}
