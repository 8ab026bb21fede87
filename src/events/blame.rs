//! Who is said to have done it: claims, blame, suspicion, responsibility.

use super::draft::Draft;
use super::page::Sentence;
use super::roles::{add, claimers, doer, resolve_pronoun, subject};

/// "the group said that the barrage was its work": who speaks claims it.
pub(super) fn own_work<'a>(s: &Sentence<'a>, d: &mut Draft<'a>, n: usize) {
    let verb = s.head(n);
    if s.label(n) != "nsubj" || s.lemma(verb) != "be" || s.child(verb, &["neg"]).is_some() {
        return;
    }
    let own = s.child(verb, &["attr"]).filter(|a| matches!(s.lemma(*a).as_str(), "work" | "doing" | "deed" | "operation"));
    let pronoun = own.and_then(|a| s.child(a, &["poss"])).filter(|p| s.pos(*p) == "PRON");
    if let Some(p) = pronoun {
        add(&mut d.claimants, claimers(s, resolve_pronoun(s, verb, p)));
    }
}

/// Nouns that stand between a deed and whoever is held to have done it: "two counts of murder", "on suspicion of", "in connection with".
const BETWEEN: [&str; 12] = ["count", "charge", "suspicion", "connection", "case", "part", "role", "involvement", "trial", "allegation", "degree", "relation"];

/// Who is held to have done something, and whether a court has found so.
pub(super) struct Charge {
    pub who: usize,
    pub found: bool,
}

/// "accused of killing", "charged with two counts of murder", "arrested for the shooting", "convicted of the attack": who is charged with the
/// deed that token `deed` tells of.
pub(super) fn charge(s: &Sentence<'_>, deed: usize) -> Option<Charge> {
    let mut at = deed;
    // "accused of shooting and killing"
    while s.label(at) == "conj" && s.head(at) != at {
        at = s.head(at);
    }
    for _ in 0..4 {
        let prep = s.head(at);
        let bound = matches!(s.label(at), "pcomp" | "pobj") && matches!(s.lemma(prep).as_str(), "of" | "with" | "for" | "in" | "on" | "to");
        let above = s.head(prep);
        if !bound || above == prep {
            return None;
        }
        if let Some(found) = holds_guilty(&s.lemma(above)) {
            return charged(s, above).map(|who| Charge { who, found });
        }
        if !BETWEEN.contains(&s.lemma(above).as_str()) {
            return None;
        }
        at = above;
    }
    None
}

/// Whether a word holds somebody to have done something: by suspicion, or as a court's finding.
fn holds_guilty(lemma: &str) -> Option<bool> {
    match lemma {
        "accuse" | "charge" | "suspect" | "arrest" | "indict" | "try" | "seek" | "want" | "detain" | "arraign" | "hold" | "implicate" => Some(false),
        "convict" | "guilty" | "sentence" | "condemn" | "jail" | "imprison" => Some(true),
        _ => None,
    }
}

/// Whom such a word is about: its object, its passive subject, or the noun that it hangs on.
fn charged(s: &Sentence<'_>, word: usize) -> Option<usize> {
    let verb = if s.pos(word) == "ADJ" { s.head(word) } else { word };
    let passive = || s.child(verb, &["nsubjpass"]).or_else(|| (s.pos(word) == "ADJ").then(|| s.child(verb, &["nsubj"])).flatten());
    let object = || s.child(verb, &["dobj"]).filter(|_| s.lemma(word) != "face");
    let above = || matches!(s.label(verb), "acl" | "relcl" | "amod").then(|| s.head(verb));
    let joined = || (s.label(verb) == "conj").then(|| s.child(s.head(verb), &["nsubjpass", "dobj"])).flatten();
    let who = passive().or_else(object).or_else(joined).or_else(above)?;
    Some(if s.tag(who).starts_with('W') { s.head(verb) } else { who })
}

/// Notes who is charged with a deed.
pub(super) fn charge_with<'a>(s: &Sentence<'a>, d: &mut Draft<'a>, deed: usize) {
    let Some(Charge { who, found }) = charge(s, deed) else { return };
    let whom = doer(s, resolve_pronoun(s, deed, who));
    add(if found { &mut d.attackers } else { &mut d.suspects }, whom);
}

/// "is responsible for the strike", "behind the attack", "claimed responsibility for", "blamed X for", "linked X to".
pub(super) fn responsible<'a>(s: &Sentence<'a>, d: &mut Draft<'a>, n: usize) {
    let prep = s.head(n);
    if s.label(n) != "pobj" {
        return;
    }
    let head = s.head(prep);
    let lemma = s.lemma(head);
    match (s.lemma(prep).as_str(), lemma.as_str()) {
        ("for", "responsible") | ("behind", "be") => {
            let verb = if lemma == "be" { head } else { s.head(head) };
            if let Some(i) = s.child(verb, &["nsubj"]) {
                let who = doer(s, resolve_pronoun(s, verb, i));
                let path = s.upward(verb);
                let denied = path.iter().any(|v| s.children(*v).iter().any(|c| matches!(s.lemma(*c).as_str(), "no" | "not" | "never" | "nobody")));
                let spoken = path.iter().skip(1).any(|v| matches!(s.lemma(*v).as_str(), "accuse" | "blame" | "allege" | "believe" | "suspect" | "think"));
                if !denied {
                    add(if spoken { &mut d.suspects } else { &mut d.attackers }, who);
                }
            }
        }
        ("for", "responsibility" | "credit") => {
            let verb = s.head(head);
            if matches!(s.lemma(verb).as_str(), "claim" | "take" | "accept" | "assume" | "admit" | "acknowledge")
                && let Some(i) = subject(s, verb)
            {
                add(&mut d.claimants, claimers(s, i));
            }
        }
        // "the men involved in the murder", "members of the army took part in the killing".
        ("in", "participate" | "involve" | "implicate" | "part") => {
            let verb = if lemma == "part" { s.head(head) } else { head };
            let by = s.child(verb, &["nsubj", "nsubjpass"]).or_else(|| (s.label(verb) == "acl").then(|| s.head(verb)));
            if s.child(verb, &["neg"]).is_none() && d.attackers.is_empty() {
                add(&mut d.suspects, by.into_iter().flat_map(|o| doer(s, resolve_pronoun(s, verb, o))));
            }
        }
        ("for", "blame") | ("of", "accuse") | ("to", "link") | ("of" | "in", "suspect") => {
            let whom = s.child(head, &["dobj", "nsubjpass"]);
            add(&mut d.suspects, whom.into_iter().flat_map(|o| doer(s, o)));
        }
        _ => {}
    }
}

/// "Tehran accused Israel", "militias were blamed", "Pakistani Taliban claimed responsibility": who did it, without a word for what.
pub(super) fn attributions<'a>(s: &Sentence<'a>, drafts: &mut Vec<Draft<'a>>, index: usize) {
    for v in s.range.clone().filter(|v| s.pos(*v) == "VERB") {
        let mut found = Draft::empty(index);
        match s.lemma(v).as_str() {
            "blame" | "accuse" | "suspect" => {
                let whom = s.child(v, &["dobj", "nsubjpass"]);
                add(&mut found.suspects, whom.into_iter().flat_map(|o| doer(s, o)));
                add(&mut found.suspects, s.objects_of(v, &["on"]).into_iter().flat_map(|o| doer(s, o)));
            }
            "put" if s.child(v, &["dobj"]).is_some_and(|o| s.lemma(o) == "blame") => {
                add(&mut found.suspects, s.objects_of(v, &["on"]).into_iter().flat_map(|o| doer(s, o)));
            }
            "claim" | "take" | "accept" | "assume" | "admit" | "acknowledge"
                if s.child(v, &["dobj"]).is_some_and(|o| matches!(s.lemma(o).as_str(), "responsibility" | "credit" | "authorship")) =>
            {
                let negated = s.child(v, &["neg"]).is_some() || subject(s, v).is_some_and(|i| matches!(s.lemma(i).as_str(), "nobody" | "one"));
                if !negated && let Some(i) = subject(s, v) {
                    add(&mut found.claimants, claimers(s, i));
                }
            }
            "fall" if s.child(v, &["nsubj"]).is_some_and(|o| s.lemma(o) == "suspicion") => {
                add(&mut found.suspects, s.objects_of(v, &["on"]).into_iter().flat_map(|o| doer(s, o)));
            }
            _ => continue,
        }
        if found.suspects.is_empty() && found.claimants.is_empty() {
            continue;
        }
        match drafts.iter_mut().find(|d| d.triggers.iter().any(|(t, _)| s.upward(t.token).contains(&v))) {
            Some(d) => {
                add(&mut d.suspects, found.suspects);
                add(&mut d.claimants, found.claimants);
            }
            None => drafts.push(found),
        }
    }
}
