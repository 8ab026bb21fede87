//! Who the dead, the wounded and the taken were, where a sentence of its own says so: "The victims were identified as …".

use super::draft::Draft;
use super::page::Sentence;
use super::patients::patient;
use crate::model::{Kind, Mention};

/// Nouns for those who suffered something that was told before.
const SUFFERERS: [&str; 15] = [
    "victim",
    "dead",
    "deceased",
    "wounded",
    "injured",
    "fatality",
    "casualty",
    "killed",
    "slain",
    "hostage",
    "abductee",
    "kidnapped",
    "murdered",
    "body",
    "corpse",
];

/// Adds the people that a sentence names as those who suffered; where it has no draft of its own, one that only says so.
pub(super) fn identified<'a>(s: &Sentence<'a>, drafts: &mut Vec<Draft<'a>>, index: usize) {
    let found: Vec<usize> = s.range.clone().filter(|v| matches!(s.pos(*v), "VERB" | "AUX")).flat_map(|v| named_by(s, v)).collect();
    if found.is_empty() {
        return;
    }
    let at = drafts.iter().position(|d| !d.triggers.is_empty()).unwrap_or_else(|| {
        drafts.push(Draft::empty(index));
        drafts.len() - 1
    });
    if let Some(d) = drafts.get_mut(at) {
        for i in found {
            patient(s, d, i, true);
        }
    }
}

/// The heads of the names that verb `v` gives to those who suffered.
fn named_by(s: &Sentence<'_>, v: usize) -> Vec<usize> {
    let suffers = |i: usize| SUFFERERS.contains(&s.lemma(s.counted(i)).as_str());
    let subject = s.child(v, &["nsubj", "nsubjpass"]).filter(|i| suffers(*i));
    let objects = match (s.lemma(v).as_str(), subject) {
        ("identify" | "name", Some(_)) => s.objects_of(v, &["as"]).into_iter().chain(s.child(v, &["oprd"])).collect(),
        ("be", Some(_)) => s.child(v, &["attr"]).into_iter().collect(),
        ("include", Some(_)) => s.child(v, &["dobj"]).into_iter().collect(),
        // "Among the dead were two nurses."
        ("be", None) if s.objects_of(v, &["among"]).into_iter().any(suffers) => s.child(v, &["nsubj", "attr"]).into_iter().collect(),
        _ => Vec::new(),
    };
    let human = |i: &usize| s.mention_at(*i, &[Kind::Person]).is_some() || super::actors::is_people(s, *i);
    objects.into_iter().flat_map(|o| s.conjuncts(o)).filter(human).filter(|i| !suffers(*i)).collect()
}

/// The people who stand in one list with `first`, itself left out: "Ana Ruiz, 42; Luis Mora, 19, and Juan Paz".
pub(super) fn listed<'a>(s: &Sentence<'a>, first: &Mention) -> Vec<&'a Mention> {
    let mut found: Vec<&Mention> = Vec::new();
    let (mut end, mut closed) = (first.span.end, false);
    for m in s.mentions.iter().copied().filter(|m| m.kind == Kind::Person && !m.is_unnamed() && m.span.start >= first.span.end) {
        let Some(joint) = s.between(end, m.span.start).and_then(joint) else { break };
        closed |= joint;
        end = m.span.end;
        found.push(m);
    }
    // "killed Ana Ruiz, Luis Mora said" is no list.
    if closed { found } else { Vec::new() }
}

/// Whether the words between two names close a list; `None` where they do not join names at all.
fn joint(between: &str) -> Option<bool> {
    let bare = between.trim_matches([' ', ',']).trim_start_matches(|c: char| c.is_ascii_digit()).trim_matches([' ', ',']);
    match bare {
        "and" | ";" | "; and" => Some(true),
        "" if between.contains(',') => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::joint;

    #[test]
    fn names_are_joined_by_commas_ages_and_and() {
        for (between, want) in [
            (", ", Some(false)),
            (" and ", Some(true)),
            (", 42; ", Some(true)),
            (", 19, and ", Some(true)),
            (", 30, ", Some(false)),
            (" told ", None),
            (" ", None),
        ] {
            assert_eq!(joint(between), want, "{between:?}");
        }
    }
}
