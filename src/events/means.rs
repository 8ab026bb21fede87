//! What the nouns beside a trigger tell about how something was done.

use super::draft::{Draft, Way};
use super::page::Sentence;
use crate::lexicon::Ontology;
use crate::model::TriggerKind;

/// Whether a noun does or carries what happened, rather than suffering it.
fn is_means(s: &Sentence<'_>, i: usize) -> bool {
    let verb = s.lemma(s.head(i));
    let sent = matches!(
        verb.as_str(),
        "fire" | "launch" | "drop" | "use" | "detonate" | "send" | "explode" | "fly" | "lob" | "hurl" | "activate" | "intercept" | "shoot" | "fall"
    );
    match s.label(i) {
        "nsubj" | "compound" | "nmod" | "amod" | "ROOT" | "appos" => true,
        "dobj" | "nsubjpass" => sent,
        "pobj" => matches!(s.lemma(s.head(i)).as_str(), "by" | "with" | "from" | "of" | "including" | "using"),
        "conj" => s.head(i) != i && is_means(s, s.head(i)),
        _ => false,
    }
}

/// Whether a noun only stops what was sent: the jet that shot a missile down.
pub(super) fn stops(s: &Sentence<'_>, d: &Draft<'_>, i: usize) -> bool {
    let verb = if s.label(i) == "pobj" && s.lemma(s.head(i)) == "by" { s.head(s.head(i)) } else { s.head(i) };
    let subject = matches!(s.label(i), "nsubj" | "pobj");
    subject && d.triggers.iter().any(|(t, _)| t.token == verb && t.kind == TriggerKind::Intercept)
}

/// "suicide bomber": whatever the parser makes of the clause around him, he is how it was done.
fn is_bomber(s: &Sentence<'_>, i: usize) -> bool {
    s.lemma(i) == "bomber" && s.lemma(i.wrapping_sub(1)) == "suicide"
}

/// Notes the event types that nouns bound to the triggers imply: "jets", "a suicide bomber", "gunmen".
pub(super) fn name_means(s: &Sentence<'_>, drafts: &mut [Draft<'_>], owner: &dyn Fn(usize) -> Way, ontology: &Ontology) {
    for i in s.range.clone().filter(|i| matches!(s.pos(*i), "NOUN" | "PROPN")) {
        let at = match owner(i) {
            Way::Bound(at) => at,
            _ if drafts.len() == 1 && matches!(s.label(i), "nsubj" | "ROOT") => 0,
            _ if is_bomber(s, i) && !drafts.is_empty() => 0,
            _ => continue,
        };
        let stopping = drafts.get(at).is_some_and(|d| stops(s, d, i));
        if stopping || !(is_means(s, i) || is_bomber(s, i)) {
            continue;
        }
        let pair = format!("{} {}", s.lemma(i.wrapping_sub(1)), s.lemma(i));
        let Some(key) = ontology.of_weapon_exactly(&pair).or_else(|| ontology.of_weapon_exactly(&s.lemma(i))) else { continue };
        if let Some(d) = drafts.get_mut(at).filter(|d| !d.means.iter().any(|m| m == key)) {
            d.means.push(key.to_owned());
        }
    }
}
