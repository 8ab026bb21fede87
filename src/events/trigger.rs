//! Finds the words that tell of events.

use super::page::Sentence;
use crate::lexicon::{Cue, Ontology};
use crate::model::{CasualtyRole, Kind, Span, TriggerKind};

/// A trigger in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Trigger {
    /// Its head token.
    pub token: usize,
    /// Its words.
    pub span: Span,
    /// What it tells of.
    pub kind: TriggerKind,
    /// The type, where the words alone say it.
    pub event_type: Option<String>,
    /// Whether it is a noun.
    pub noun: bool,
    /// The verb that carries a noun ("carried out a strike"), or the verb itself.
    pub verb: Option<usize>,
    /// Whether the word itself says that somebody died.
    pub deadly: bool,
}

/// Words of attack whose victims are dead.
const DEADLY: [&str; 11] = ["assassinate", "murder", "execute", "behead", "lynch", "massacre", "assassination", "killing", "slaying", "homicide", "death"];

impl Trigger {
    /// The rule of its mention.
    pub fn rule(&self) -> String {
        self.event_type.as_ref().map_or_else(|| "ontology:general".to_owned(), |t| format!("ontology:{t}"))
    }
}

/// Verbs that say of an event noun only that it took place.
const LIGHT: [&str; 22] = [
    "carry",
    "launch",
    "conduct",
    "stage",
    "mount",
    "perpetrate",
    "commit",
    "make",
    "take",
    "happen",
    "occur",
    "come",
    "begin",
    "start",
    "follow",
    "open",
    "claim",
    "deliver",
    "execute",
    "rock",
    "unleash",
    "undertake",
];

/// Nouns that name events only with a determiner or an object, being titles and units of time or force otherwise.
fn is_event_noun(s: &Sentence<'_>, i: usize, cue: &Cue, ontology: &Ontology) -> bool {
    let lemma = s.lemma(i);
    let other = |c: &usize| matches!(s.label(*c), "compound" | "poss") && ontology.is_other_kind(&s.lemma(*c)) && s.pos(*c) != "PROPN";
    if s.children(i).iter().any(other) {
        return false;
    }
    // "attack drone", "bomb disposal", "strike group": the noun only qualifies another.
    if s.label(i) == "compound" && cue.words.len() == 1 {
        return false;
    }
    match lemma.as_str() {
        "operation" => s.child(i, &["compound", "amod"]).is_some_and(|c| matches!(s.lemma(c).as_str(), "airborne" | "ground" | "commando" | "bombing")),
        "death" | "fatality" | "injury" | "killing" | "execution" | "hit" | "fight" => {
            cue.words.len() > 1 || s.children(i).iter().any(|c| matches!(s.label(*c), "prep" | "nummod" | "poss" | "det" | "amod"))
        }
        _ => true,
    }
}

fn matches_noun(s: &Sentence<'_>, i: usize, cue: &Cue) -> Option<usize> {
    let mut at = i;
    for (n, word) in cue.words.iter().rev().enumerate() {
        if n > 0 {
            at = at.checked_sub(1)?;
            if s.word(at) == "-" {
                at = at.checked_sub(1)?;
            }
        }
        if !s.range.contains(&at) || (s.lemma(at) != *word && s.word(at).to_lowercase() != *word) {
            return None;
        }
    }
    Some(at)
}

fn matches_phrase(s: &Sentence<'_>, i: usize, cue: &Cue) -> Option<usize> {
    // "fired more than twenty unguided rockets": the object may stand far behind.
    if let [_, thing] = cue.words.as_slice()
        && let Some(object) = s.child(i, &["dobj"]).filter(|o| s.lemma(*o) == *thing)
    {
        return Some(object);
    }
    let mut at = i;
    for word in cue.words.iter().skip(1) {
        at = (at + 1..(at + 6).min(s.range.end)).find(|j| s.lemma(*j) == *word || s.word(*j).to_lowercase() == *word)?;
    }
    Some(at)
}

fn is_verb(s: &Sentence<'_>, i: usize) -> bool {
    let verbal = s.pos(i) == "VERB" || s.tag(i).starts_with("VB");
    // "a destroyed vehicle", "the injured": participles before a noun tell of a state.
    verbal && !matches!(s.label(i), "amod" | "compound")
}

fn verb_trigger(s: &Sentence<'_>, i: usize, ontology: &Ontology) -> Option<Trigger> {
    let lemma = s.lemma(i);
    let (cue, end) = ontology.cues(&lemma, false).iter().find_map(|c| Some((c, matches_phrase(s, i, c)?)))?;
    if is_mishap(s, i, ontology) || !phrase_fits(s, i, end, cue) {
        return None;
    }
    let alone = cue.words.len() == 1;
    if alone && !verb_fits(s, i, &lemma) {
        return None;
    }
    let span = if alone { s.token_span(i) } else { Span::new(s.token_span(i).start, s.token_span(end).end) };
    Some(Trigger {
        token: i,
        span,
        kind: cue.kind,
        event_type: cue.event_type.clone(),
        noun: false,
        verb: Some(i),
        deadly: DEADLY.contains(&lemma.as_str()) || cue.kind == TriggerKind::Die,
    })
}

/// "died of a heart attack", "killed in an earthquake".
fn is_mishap(s: &Sentence<'_>, i: usize, ontology: &Ontology) -> bool {
    let causes = s.objects_of(i, &["of", "in", "by", "from", "during", "with"]);
    let subject = s.child(i, &["nsubj"]).map(|c| if s.tag(c).starts_with('W') || s.lemma(c) == "that" { s.head(i) } else { c });
    // "rifle fire" is no blaze.
    let natural = |c: usize| {
        ontology.is_accident(&s.lemma(c))
            && !(s.lemma(c) == "fire" && s.child(c, &["compound", "amod"]).is_some())
            && s.mention_at(c, &[Kind::Weapon, Kind::Person]).is_none()
    };
    let named = causes.iter().any(|c| natural(*c) || s.children(*c).iter().any(|x| s.label(*x) == "compound" && natural(*x) && s.lemma(*x) != "fire"));
    let crashed = s.upward(i).into_iter().skip(1).take(3).any(|v| s.pos(v) == "VERB" && s.lemma(v) != "fire" && ontology.is_accident(&s.lemma(v)));
    // "were killed when their plane crashed".
    let crash = s.children(i).iter().any(|c| s.label(*c) == "advcl" && s.pos(*c) == "VERB" && ontology.is_accident(&s.lemma(*c)));
    named || crashed || crash || subject.is_some_and(natural)
}

/// Whether the words of a phrase stand close enough and mean what they say: not "closed the bars in", "fired the coach on Monday".
fn phrase_fits(s: &Sentence<'_>, i: usize, end: usize, cue: &Cue) -> bool {
    let Some(second) = cue.words.get(1) else { return true };
    let particle = matches!(second.as_str(), "in" | "on" | "at" | "off" | "up" | "down" | "into");
    let gap = (i + 1..end).any(|k| s.mention_at(k, &[Kind::Date]).is_none());
    if particle && cue.words.len() == 2 && end > i + 2 && s.tag(end) != "RP" && gap {
        return false;
    }
    if s.lemma(i) == "fire" && particle {
        let dismissed = s.child(i, &["dobj"]).is_some_and(|o| s.mention_at(o, &[Kind::Person]).is_some() || super::actors::is_people(s, o));
        let dated = s.child(end, &["pobj"]).is_some_and(|o| s.mention_at(o, &[Kind::Date]).is_some());
        return !dismissed && !dated;
    }
    !(second == "life" && (i + 1..end).any(|k| s.pos(k) == "ADP"))
}

/// Whether a verb of many meanings is meant as violence here.
fn verb_fits(s: &Sentence<'_>, i: usize, lemma: &str) -> bool {
    let object = s.child(i, &["dobj", "nsubjpass"]).map(|o| s.lemma(o)).unwrap_or_default();
    match lemma {
        "seize" | "capture" | "hold" | "take" => on_people(s, i),
        "arrest" | "detain" | "round" => on_many(s, i),
        "strike" | "wound" | "wind" if s.child(i, &["prt"]).is_some() => false,
        "hack" => s.objects_of(i, &["to"]).iter().any(|o| s.lemma(*o) == "death") || !s.objects_of(i, &["with"]).is_empty(),
        "strike" | "hit" => !matches!(object.as_str(), "deal" | "agreement" | "tone" | "balance" | "record" | "headline" | "target" if object != "target"),
        // "the ship sank": what goes down was not attacked just then.
        "sink" => s.child(i, &["dobj", "nsubjpass", "auxpass", "agent"]).is_some() || s.label(i) == "acl" && s.tag(i) == "VBN",
        "target" => s.child(i, &["dobj", "nsubjpass"]).is_some(),
        _ => true,
    }
}

/// "seized two students", "captured Pedro Gonzalez": people are taken, other things are won.
fn on_people(s: &Sentence<'_>, verb: usize) -> bool {
    let Some(object) = s.child(verb, &["dobj", "nsubjpass"]).map(|o| s.counted(o)) else { return false };
    super::actors::is_people(s, object) || s.mention_at(object, &[Kind::Person]).is_some()
}

/// "arrested 40 members of the party": one suspect's arrest is police work.
fn on_many(s: &Sentence<'_>, verb: usize) -> bool {
    let Some(object) = s.child(verb, &["dobj", "nsubjpass"]) else { return false };
    let number = s.child(object, &["nummod"]).map(|n| s.word(n).replace(',', ""));
    let many = number.is_some_and(|n| n.parse::<u32>().map_or(!matches!(n.to_lowercase().as_str(), "one" | "two" | "three" | "four" | "five"), |n| n > 9));
    many || matches!(s.lemma(object).as_str(), "dozen" | "hundred" | "score")
}

/// "two bombs were thrown at the embassy", "a missile damaged the tanker": whoever handles a weapon attacks with it, and so does the weapon.
fn handling(s: &Sentence<'_>, i: usize, ontology: &Ontology) -> Option<Trigger> {
    let object = if ontology.handles(&s.lemma(i)) {
        s.child(i, &["dobj", "nsubjpass"])?
    } else if ontology.does(&s.lemma(i)) {
        let by = || s.objects_of(i, &["by"]).into_iter().find(|o| s.mention_at(*o, &[Kind::Weapon]).is_some());
        let subject = s.child(i, &["nsubj"]).or_else(by)?;
        if s.tag(subject).starts_with('W') { s.head(i) } else { subject }
    } else {
        return None;
    };
    let weapon = s.mention_at(object, &[Kind::Weapon]).map_or_else(|| s.lemma(object), |m| m.text.clone());
    let key = ontology.of_weapon(&weapon).filter(|k| ontology.is_remote(k))?.to_owned();
    let span = s.token_span(i);
    Some(Trigger { token: i, span, kind: TriggerKind::Attack, event_type: Some(key), noun: false, verb: Some(i), deadly: false })
}

fn noun_trigger(s: &Sentence<'_>, i: usize, ontology: &Ontology) -> Option<Trigger> {
    let lemma = s.lemma(i);
    let (cue, first) = ontology.cues(&lemma, true).iter().find_map(|c| Some((c, matches_noun(s, i, c)?)))?;
    if !is_event_noun(s, i, cue, ontology) {
        return None;
    }
    let span = Span::new(s.token_span(first).start, s.token_span(i).end);
    Some(Trigger {
        token: i,
        span,
        kind: cue.kind,
        event_type: cue.event_type.clone(),
        noun: true,
        verb: carrier(s, spokesman(s, i)),
        deadly: DEADLY.contains(&lemma.as_str()) || cue.kind == TriggerKind::Die,
    })
}

/// The noun that speaks for a plural: "a wave of strikes", "last Friday's wave of attacks".
pub(super) fn spokesman(s: &Sentence<'_>, noun: usize) -> usize {
    const GROUPS: [&str; 11] = ["wave", "series", "string", "round", "spate", "barrage", "night", "volley", "number", "pair", "campaign"];
    let prep = s.head(noun);
    let head = s.head(prep);
    if s.label(noun) == "pobj" && s.lemma(prep) == "of" && GROUPS.contains(&s.lemma(head).as_str()) { head } else { noun }
}

/// The verb that an event noun is subject or object of.
fn carrier(s: &Sentence<'_>, i: usize) -> Option<usize> {
    let head = s.head(i);
    let bound = matches!(s.label(i), "dobj" | "nsubj" | "nsubjpass" | "attr") && s.pos(head) == "VERB";
    bound.then_some(head)
}

/// Whether a verb says of an event noun only that it took place.
pub(super) fn is_light(lemma: &str) -> bool {
    LIGHT.contains(&lemma)
}

/// The triggers of a sentence, in order; phrases win over the words inside them.
pub(super) fn triggers(s: &Sentence<'_>, ontology: &Ontology) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    for i in s.range.clone() {
        let noun = matches!(s.pos(i), "NOUN" | "PROPN") || s.tag(i).starts_with("NN");
        let trigger = if is_verb(s, i) {
            verb_trigger(s, i, ontology).or_else(|| handling(s, i, ontology))
        } else if noun {
            noun_trigger(s, i, ontology)
        } else {
            None
        };
        if let Some(t) = trigger {
            match found.last() {
                Some(last) if last.span.overlaps(t.span) && last.span.len() >= t.span.len() => {}
                Some(last) if last.span.overlaps(t.span) => {
                    found.pop();
                    found.push(t);
                }
                _ => found.push(t),
            }
        }
    }
    found
}

/// The triggers of a sentence with those that only a count makes.
pub(super) fn all(s: &Sentence<'_>, ontology: &Ontology) -> Vec<Trigger> {
    with_casualties(s, triggers(s, ontology), ontology)
}

/// A count without a trigger of its own makes one: "Seventeen wounded", "the toll".
fn with_casualties(s: &Sentence<'_>, mut all: Vec<Trigger>, ontology: &Ontology) -> Vec<Trigger> {
    for m in s.mentions.iter().filter(|m| m.kind == Kind::Casualty) {
        let Some(b) = m.binding() else { continue };
        let kind = match b.role {
            CasualtyRole::Killed => TriggerKind::Die,
            CasualtyRole::Wounded => TriggerKind::Injure,
            CasualtyRole::Abducted => TriggerKind::Abduct,
            CasualtyRole::Missing => continue,
        };
        let inside = s.span().contains(b.predicate);
        let Some(token) = (if inside { s.head_of(b.predicate) } else { s.head_of(m.span) }) else { continue };
        let mishap = is_mishap(s, token, ontology);
        if !mishap && !all.iter().any(|t| t.token == token || t.span.overlaps(s.token_span(token))) {
            all.push(Trigger { token, span: s.token_span(token), kind, event_type: None, noun: true, verb: None, deadly: kind == TriggerKind::Die });
        }
    }
    all.sort_by_key(|t| t.token);
    all
}
