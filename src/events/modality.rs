//! How real a trigger's event is, and whether it is one thing that happened.

use super::page::Sentence;
use super::trigger::{Trigger, spokesman};
use crate::lexicon::Ontology;
use crate::model::{BlockKind, Kind, Modality, TriggerKind};

/// How a trigger refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// "a strike", a finite verb: may bring up something new.
    New,
    /// "the strike", "Friday's strike", "this raid": mostly known already.
    Known,
    /// "another strike", "a separate attack": certainly not what was just told.
    Other,
}

/// What the grammar around a trigger says of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Status {
    pub modality: Modality,
    /// One thing that happened, as opposed to campaigns, habits and vague plurals.
    pub specific: bool,
    pub reference: Reference,
    /// Whether it was stopped while it was under way ("the navy foiled an attack").
    pub stopped: bool,
}

const FUTURE: [&str; 4] = ["will", "wo", "'ll", "shall"];
const MODAL: [&str; 10] = ["would", "could", "may", "might", "can", "ca", "should", "must", "cannot", "’d"];
const THREATEN: [&str; 6] = ["threaten", "vow", "warn", "promise", "pledge", "swear"];
/// What is done to an attack that is under way. What else is foiled (a plot, an attempt to attack) was only planned.
const STOP: [&str; 5] = ["foil", "thwart", "repel", "repulse", "rebuff"];
const PLAN: [&str; 27] = [
    "plan",
    "intend",
    "prepare",
    "want",
    "hope",
    "try",
    "attempt",
    "aim",
    "mean",
    "call",
    "ask",
    "urge",
    "demand",
    "seek",
    "consider",
    "fear",
    "expect",
    "prevent",
    "deter",
    "avoid",
    "stop",
    "foil",
    "thwart",
    "avert",
    "seem",
    "discourage",
    "suspend",
];
const REALISED: [&str; 9] = ["manage", "continue", "begin", "start", "go", "help", "use", "appear", "proceed"];
const VAGUE: [&str; 22] = [
    "recent",
    "numerous",
    "repeated",
    "several",
    "many",
    "most",
    "such",
    "further",
    "more",
    "frequent",
    "similar",
    "previous",
    "sporadic",
    "continued",
    "various",
    "countless",
    "occasional",
    "regular",
    "past",
    "daily",
    "multiple",
    "other",
];
const UNREAL: [&str; 9] = ["possible", "potential", "future", "planned", "imminent", "any", "alleged", "attempted", "would-be"];
const OTHER: [&str; 9] = ["another", "separate", "second", "third", "other", "earlier", "previous", "similar", "further"];
const IDLE: [&str; 15] = [
    "anniversary",
    "threat",
    "risk",
    "fear",
    "possibility",
    "prospect",
    "warning",
    "kind",
    "type",
    "history",
    "memory",
    "campaign",
    "wish",
    "plan",
    "suspicion",
];

fn any_child(s: &Sentence<'_>, i: usize, words: &[&str]) -> bool {
    s.children(i).iter().any(|c| words.contains(&s.lemma(*c).as_str()) || words.contains(&s.word(*c).to_lowercase().as_str()))
}

/// Modality that a verb's own auxiliaries give it.
fn own(s: &Sentence<'_>, v: usize) -> Option<Modality> {
    let aux = |list: &[&str]| s.children(v).iter().any(|c| s.label(*c) == "aux" && list.contains(&s.word(*c).to_lowercase().as_str()));
    let negated = s.children(v).iter().any(|c| s.label(*c) == "neg" && s.range.clone().nth(c + 1 - s.range.start).is_none_or(|n| s.lemma(n) != "only"));
    let nobody = s
        .child(v, &["nsubj", "nsubjpass"])
        .is_some_and(|i| matches!(s.lemma(i).as_str(), "nobody" | "none") || (s.lemma(i) == "one" && any_child(s, i, &["no"])));
    if negated || nobody {
        return Some(Modality::Denied);
    }
    if aux(&FUTURE) {
        return Some(Modality::Planned);
    }
    if aux(&MODAL) {
        return Some(Modality::Hypothetical);
    }
    let conditional = s.children(v).iter().any(|c| s.label(*c) == "mark" && matches!(s.lemma(*c).as_str(), "if" | "unless" | "whether"));
    conditional.then_some(Modality::Hypothetical)
}

fn is_infinitive(s: &Sentence<'_>, v: usize) -> bool {
    s.tag(v) == "VB" && s.children(v).iter().any(|c| s.label(*c) == "aux" && s.lemma(*c) == "to")
}

/// What an ancestor makes of its complement.
fn governed(s: &Sentence<'_>, ancestor: usize, via: usize) -> Option<Modality> {
    let lemma = s.lemma(ancestor);
    let label = s.label(via);
    if !matches!(label, "dobj" | "xcomp" | "ccomp" | "prep" | "pobj" | "pcomp" | "acl" | "attr" | "dative") {
        return None;
    }
    // "retaliate for the attack", "warned after the attack": what a preposition of cause or time governs is taken for granted.
    if label == "prep"
        && matches!(s.lemma(via).as_str(), "for" | "after" | "over" | "following" | "since" | "despite" | "in" | "before" | "on" | "during" | "by" | "from")
        && !matches!(lemma.as_str(), "call" | "ask" | "plan" | "prepare" | "stop" | "prevent" | "deter" | "hope")
    {
        return None;
    }
    if THREATEN.contains(&lemma.as_str()) {
        return Some(Modality::Threatened);
    }
    if PLAN.contains(&lemma.as_str()) {
        return Some(Modality::Planned);
    }
    if matches!(lemma.as_str(), "deny" | "reject" | "dispute") && label == "ccomp" {
        return Some(Modality::Denied);
    }
    if matches!(lemma.as_str(), "claim" | "allege" | "suspect") && label == "ccomp" {
        return Some(Modality::Alleged);
    }
    None
}

fn modality(s: &Sentence<'_>, t: &Trigger) -> Modality {
    let start = t.verb.filter(|v| *v != t.token && s.head(t.token) == *v && super::trigger::is_light(&s.lemma(*v))).unwrap_or(t.token);
    if t.noun && (any_child(s, t.token, &["no"]) && s.child(t.token, &["det"]).is_some_and(|d| s.lemma(d) == "no")) {
        return Modality::Denied;
    }
    if t.noun && any_child(s, t.token, &UNREAL) {
        return Modality::Hypothetical;
    }
    let path = s.upward(start);
    // "to clarify last week's murder of a mayor": what is spoken of as known has happened, whatever is to be done about it.
    let given = t.noun && (reference(s, t.token) == Reference::Known || (t.deadly && !s.objects_of(t.token, &["of"]).is_empty()));
    let stopped = start == t.token && is_stopped(s, t);
    let mut via = start;
    for (step, &at) in path.iter().enumerate() {
        if given && step > 1 {
            break;
        }
        let verb = matches!(s.pos(at), "VERB" | "AUX");
        // "said that they would not turn back until the bombardment ended": what is waited for is nobody's new deed.
        let until = verb && s.label(at) == "advcl" && s.children(at).iter().any(|c| s.label(*c) == "mark" && s.lemma(*c) == "until");
        if until && own(s, s.head(at)).is_some() {
            return Modality::Hypothetical;
        }
        if step > usize::from(stopped)
            && let Some(m) = governed(s, at, via)
        {
            return m;
        }
        if verb && (step == 0 || matches!(s.label(via), "xcomp" | "dobj" | "pcomp" | "conj" | "nsubjpass" | "pobj" | "prep")) {
            // "the attacks could have been carried out by X": who did them is open, not that they were done.
            let authored = given && t.verb == Some(at) && s.child(at, &["agent"]).is_some();
            if let Some(m) = own(s, at).filter(|_| !authored && (step == 0 || !presupposed(s, &path, step))) {
                return m;
            }
            let governor = s.lemma(s.head(at));
            if is_infinitive(s, at) && !REALISED.contains(&governor.as_str()) && !presupposed(s, &path, step) && s.label(at) != "relcl" {
                return if THREATEN.contains(&governor.as_str()) { Modality::Threatened } else { Modality::Planned };
            }
        }
        if step > 0 && !verb && IDLE.contains(&s.lemma(at).as_str()) {
            return Modality::Hypothetical;
        }
        if matches!(s.label(at), "relcl" | "ccomp" | "parataxis" | "ROOT") || (s.label(at) == "advcl" && s.tag(at) != "VBG") {
            let last = path.get(step + 1).copied();
            return last.filter(|_| s.label(at) == "ccomp").and_then(|a| governed(s, a, at)).unwrap_or_default();
        }
        via = at;
    }
    Modality::Actual
}

/// Whether the attack that the noun of `t` names was met and stopped, as opposed to uncovered before it began.
fn is_stopped(s: &Sentence<'_>, t: &Trigger) -> bool {
    let verb = s.head(t.token);
    t.noun && matches!(s.label(t.token), "dobj" | "nsubjpass") && STOP.contains(&s.lemma(verb).as_str()) && !any_child(s, t.token, &UNREAL)
}

/// Whether the way up passes a preposition that takes its object for granted.
fn presupposed(s: &Sentence<'_>, path: &[usize], upto: usize) -> bool {
    path.iter().take(upto).any(|i| {
        s.label(*i) == "prep"
            && matches!(s.lemma(*i).as_str(), "for" | "after" | "over" | "following" | "since" | "despite" | "before" | "to" | "with" | "in" | "by" | "into")
    })
}

fn reference(s: &Sentence<'_>, noun: usize) -> Reference {
    if s.children(noun).iter().any(|c| OTHER.contains(&s.lemma(*c).as_str()) && matches!(s.label(*c), "det" | "amod")) {
        return Reference::Other;
    }
    let known = s.children(noun).iter().any(|c| {
        let word = s.lemma(*c);
        match s.label(*c) {
            "det" => matches!(word.as_str(), "the" | "this" | "that" | "these" | "those" | "both"),
            "poss" => s.pos(*c) == "PRON" || s.mention_at(*c, &[Kind::Date]).is_some(),
            "amod" => word == "latest",
            _ => false,
        }
    });
    if known { Reference::Known } else { Reference::New }
}

fn counted(s: &Sentence<'_>, i: usize) -> bool {
    let under_tally = s
        .mentions
        .iter()
        .filter(|m| m.kind == Kind::Tally)
        .any(|m| m.span.overlaps(s.token_span(i)) || s.head_of(m.span).is_some_and(|h| s.upward(h).contains(&i)));
    let times = s.children(i).iter().any(|c| matches!(s.label(*c), "npadvmod" | "dobj" | "advmod" | "dep") && s.lemma(*c) == "time" && s.tag(*c) == "NNS");
    let habit = any_child(s, i, &["repeatedly", "often", "usually", "regularly", "frequently", "routinely", "sometimes", "never", "recently", "daily"]);
    let ever_since = s.children(i).iter().any(|c| matches!(s.label(*c), "prep" | "advcl") && (s.lemma(*c) == "since" || any_child(s, *c, &["since"])));
    let so_far =
        s.range.clone().any(|k| s.lemma(k) == "far" && s.word(k.wrapping_sub(1)).eq_ignore_ascii_case("so") && (s.head(k) == i || s.head(s.head(k)) == i));
    under_tally || times || habit || ever_since || so_far
}

fn noun_is_specific(s: &Sentence<'_>, t: &Trigger) -> bool {
    let noun = spokesman(s, t.token);
    if any_child(s, noun, &VAGUE) && !any_child(s, noun, &["another"]) {
        return false;
    }
    if counted(s, t.token) || t.verb.is_some_and(|v| counted(s, v)) {
        return false;
    }
    // "55 attacks" are a count, "85 strikes" may be one wave.
    let many = s
        .child(noun, &["nummod"])
        .filter(|c| s.mention_at(*c, &[Kind::Date]).is_none())
        .and_then(|c| s.word(c).replace(',', "").parse::<u32>().ok())
        .is_some_and(|n| n > 20);
    if many && s.lemma(noun) == "attack" {
        return false;
    }
    let idle = s.upward(t.token).into_iter().skip(1).take(2).any(|a| IDLE.contains(&s.lemma(a).as_str()) && s.label(a) != "ROOT");
    if idle {
        return false;
    }
    let pointing = s.child(noun, &["det"]).is_some_and(|d| s.lemma(d) == "those") && s.tag(noun) == "NNS";
    if pointing {
        return false;
    }
    if noun != t.token || !matches!(s.tag(noun), "NNS" | "NNPS") {
        return true;
    }
    let numbered = s.child(noun, &["nummod"]).is_some() || any_child(s, noun, &["twin", "both", "joint"]);
    let told = t.verb.is_some_and(|v| is_past(s, v));
    numbered || told || reference(s, noun) == Reference::Known || (s.block == BlockKind::Headline)
}

fn is_past(s: &Sentence<'_>, v: usize) -> bool {
    matches!(s.tag(v), "VBD" | "VBN")
}

fn verb_is_specific(s: &Sentence<'_>, t: &Trigger) -> bool {
    if counted(s, t.token) {
        return false;
    }
    let told = match s.tag(t.token) {
        "VBZ" | "VBP" => s.block == BlockKind::Headline || s.mentions.iter().any(|m| matches!(m.kind, Kind::Casualty | Kind::Date)),
        "VB" => s.block == BlockKind::Headline || s.children(t.token).iter().any(|c| s.label(*c) == "aux" && matches!(s.lemma(*c).as_str(), "do" | "to")),
        "VBG" => {
            let charged = super::blame::charge(s, t.token).is_some();
            let habit = s.label(t.token) == "pcomp" && !charged && !matches!(s.lemma(s.head(t.token)).as_str(), "by" | "after");
            !habit && !s.children(t.token).iter().any(|c| s.label(*c) == "aux")
        }
        _ => true,
    };
    // "since the rebels began shelling the town": how long it has gone on.
    let begun = s.label(t.token) == "xcomp" && matches!(s.lemma(s.head(t.token)).as_str(), "begin" | "start" | "continue");
    let since = begun && s.children(s.head(t.token)).iter().any(|c| s.label(*c) == "mark" && s.lemma(*c) == "since");
    if since {
        return false;
    }
    let subject = s.child(t.token, &["nsubj", "nsubjpass"]);
    let most = subject.is_some_and(|i| matches!(s.lemma(i).as_str(), "most" | "many" | "some" | "all") && !s.objects_of(i, &["of"]).is_empty());
    let campaign = subject.is_some_and(|i| matches!(s.lemma(i).as_str(), "war" | "conflict" | "insurgency" | "violence" | "campaign" | "crisis" | "unrest"));
    if campaign {
        return false;
    }
    if most && t.kind != TriggerKind::Die {
        return false;
    }
    let vague_object = s
        .child(t.token, &["dobj", "nsubjpass"])
        .is_some_and(|o| any_child(s, o, &["numerous", "many", "various", "several"]) && s.tag(o) == "NNS" && t.kind == TriggerKind::Attack);
    told && !vague_object
}

/// "an attack on the peace process": nothing was attacked that can be hurt.
fn is_figurative(s: &Sentence<'_>, t: &Trigger, ontology: &Ontology) -> bool {
    let on = s.objects_of(t.token, &["on", "against", "upon", "at"]);
    let objects: Vec<usize> = s.child(t.token, &["dobj", "nsubjpass"]).into_iter().chain(on).filter(|o| s.mention_at(*o, &[Kind::Date]).is_none()).collect();
    let hurt = s.mentions.iter().any(|m| m.kind == Kind::Casualty);
    t.kind != TriggerKind::Intercept
        && !hurt
        && !objects.is_empty()
        && objects.into_iter().all(|o| s.pos(o) != "PROPN" && ontology.is_figurative(&s.lemma(o)) && s.mention_at(o, &[Kind::Place, Kind::Facility]).is_none())
}

/// What the grammar says of `t`.
pub(super) fn status(s: &Sentence<'_>, t: &Trigger, ontology: &Ontology) -> Status {
    let modality = if t.kind == TriggerKind::Threaten { Modality::Threatened } else { modality(s, t) };
    let figurative = is_figurative(s, t, ontology);
    let specific = !figurative && if t.noun { noun_is_specific(s, t) } else { verb_is_specific(s, t) };
    let reference = if t.noun { reference(s, spokesman(s, t.token)) } else { Reference::New };
    Status { modality, specific, reference, stopped: is_stopped(s, t) }
}
