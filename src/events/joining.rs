//! Which triggers of a sentence tell of one thing.

use super::draft::SPEECH;
use super::page::Sentence;
use super::trigger::Trigger;
use crate::model::TriggerKind;

const SEPARATE: [&str; 20] = [
    "after",
    "before",
    "following",
    "since",
    "for",
    "over",
    "despite",
    "against",
    "amid",
    "to",
    "than",
    "ahead",
    "like",
    "unlike",
    "besides",
    "beyond",
    "about",
    "between",
    "toward",
    "towards",
];
const APART: [&str; 11] = ["after", "before", "since", "although", "though", "while", "because", "until", "unless", "if", "than"];
const LINKS: [&str; 13] = [
    "response",
    "retaliation",
    "reprisal",
    "revenge",
    "wake",
    "aftermath",
    "anniversary",
    "connection",
    "answer",
    "return",
    "addition",
    "reaction",
    "solidarity",
];
/// Whether the words between `from` and the trigger above it keep the two apart.
fn kept_apart(s: &Sentence<'_>, path: &[usize], above: &Trigger, below: &Trigger) -> bool {
    if other_ships(s, above, below) {
        return true;
    }
    if is_effect(s, path, above) {
        return false;
    }
    path.iter().any(|&x| {
        let lemma = s.lemma(x);
        let mortal = matches!(above.kind, TriggerKind::Die | TriggerKind::Injure);
        match s.label(x) {
            "prep" => SEPARATE.contains(&lemma.as_str()),
            "advcl" | "acl" if mark(s, x).is_some_and(|m| APART.contains(&m.as_str())) => {
                !(mortal && mark(s, x).as_deref() == Some("after") && !measured(s, x))
            }
            // "The last attack was on Monday, when …", "died of wounds suffered in the shelling".
            "relcl" if is_when(s, x) => false,
            "acl" if matches!(s.lemma(s.head(x)).as_str(), "wound" | "injury" | "burn") => false,
            // "a ship was struck as the navy destroyed two missiles": two sides, each at its own.
            "advcl" if s.children(x).iter().any(|c| s.label(*c) == "mark" && s.lemma(*c) == "as") => two_deeds(s, x, above, below),
            // "the number of people killed has risen"
            "acl" if mortal && matches!(below.kind, TriggerKind::Die | TriggerKind::Injure) => false,
            // "an attack by gunmen that killed nine"
            "relcl" if matches!(below.kind, TriggerKind::Die | TriggerKind::Injure) && is_doer_of(s, s.head(x), above) => false,
            // "the strikes followed an attack on the port"
            "dobj" if matches!(s.lemma(s.head(x)).as_str(), "follow" | "precede" | "avenge" | "provoke" | "prompt") => true,
            "relcl" | "acl" => s.head(x) != above.token && !is_event_word(s, s.head(x)),
            "conj" => both_full(s, x, above, below),
            "ccomp" | "parataxis" => SPEECH.contains(&s.lemma(s.head(x)).as_str()) && s.head(x) == above.token,
            _ => LINKS.contains(&lemma.as_str()) && x != below.token,
        }
    })
}

/// Whether noun `i` stands after "by" or "from" beside the event noun of `t`.
fn is_doer_of(s: &Sentence<'_>, i: usize, t: &Trigger) -> bool {
    t.noun && s.label(i) == "pobj" && matches!(s.lemma(s.head(i)).as_str(), "by" | "from") && s.head(s.head(i)) == t.token
}

/// The ships that stand beside a trigger.
fn ships<'s>(s: &'s Sentence<'_>, t: &Trigger) -> Vec<&'s str> {
    let near = s.children(t.token).iter().copied().filter(|c| matches!(s.label(*c), "nsubjpass" | "dobj"));
    near.chain(s.objects_of(t.token, &["on", "against", "at", "of"])).filter_map(|i| Some(s.ship_at(i)?.name.as_str())).collect()
}

/// "the attack on the Olvia came two days after the Kolka was hit": hits on two ships are two.
fn other_ships(s: &Sentence<'_>, above: &Trigger, below: &Trigger) -> bool {
    let (a, b) = (ships(s, above), ships(s, below));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.contains(x))
}

/// "damaged the mill, which burned down after two shells fell": what a clause about the target tells of how it came to harm.
fn is_effect(s: &Sentence<'_>, path: &[usize], above: &Trigger) -> bool {
    path.windows(2).any(|pair| {
        let [after, took] = pair else { return false };
        let suffered = s.label(*took) == "relcl" && matches!(s.label(s.head(*took)), "dobj" | "nsubjpass") && s.head(s.head(*took)) == above.token;
        s.label(*after) == "advcl" && suffered && !SPEECH.contains(&s.lemma(*took).as_str())
    })
}

/// "on Monday, when": a clause that hangs on a date tells what happened then.
fn is_when(s: &Sentence<'_>, x: usize) -> bool {
    s.child(x, &["advmod"]).is_some_and(|c| s.lemma(c) == "when") && s.mention_at(s.head(x), &[crate::model::Kind::Date]).is_some()
}

/// Whether clause `x` and what it hangs on are both attacks, the one below with a doer and something done to of its own.
fn two_deeds(s: &Sentence<'_>, x: usize, above: &Trigger, below: &Trigger) -> bool {
    let full = s.child(x, &["nsubj"]).is_some() && s.child(x, &["dobj"]).is_some();
    x == below.token && full && [above, below].iter().all(|t| t.kind == TriggerKind::Attack)
}

fn is_event_word(s: &Sentence<'_>, i: usize) -> bool {
    matches!(s.lemma(i).as_str(), "attack" | "strike" | "raid" | "blast" | "explosion" | "bombing" | "airstrike" | "assault" | "incident" | "barrage")
}

/// The conjunction that opens a clause, where it keeps events apart.
pub(super) fn mark(s: &Sentence<'_>, x: usize) -> Option<String> {
    s.children(x).iter().find(|c| matches!(s.label(**c), "mark" | "prep" | "advmod") && APART.contains(&s.lemma(**c).as_str())).map(|c| s.lemma(*c))
}

/// "hours after", "a day after": a measured distance keeps two events apart.
fn measured(s: &Sentence<'_>, x: usize) -> bool {
    s.children(x).iter().any(|c| {
        matches!(s.label(*c), "npadvmod" | "dobj" | "advmod")
            && matches!(s.lemma(*c).as_str(), "hour" | "day" | "week" | "month" | "year" | "shortly" | "soon" | "long" | "minute")
    }) || s.children(x).iter().any(|c| s.label(*c) == "mark" && s.children(*c).iter().any(|n| s.label(*n) == "npadvmod"))
}

/// Two coordinated attacks, each with its own subject or surroundings, are two.
fn both_full(s: &Sentence<'_>, x: usize, above: &Trigger, below: &Trigger) -> bool {
    let attack = |t: &Trigger| matches!(t.kind, TriggerKind::Attack | TriggerKind::Intercept | TriggerKind::Abduct);
    if !(attack(above) && attack(below)) || x != below.token {
        return false;
    }
    let own = |i: usize| s.child(i, &["nsubj", "nsubjpass"]).is_some();
    let around = |i: usize| s.child(i, &["prep"]).is_some();
    if below.noun { around(x) && around(above.token) } else { own(x) }
}

/// The trigger that stands for token `i`: its own, or the noun whose light verb it is.
pub(super) fn stands_for(s: &Sentence<'_>, all: &[Trigger], i: usize) -> Option<usize> {
    all.iter()
        .position(|t| t.token == i || (!t.noun && s.tokens_in(t.span).any(|x| x == i) && s.head(i) == t.token))
        .or_else(|| all.iter().position(|t| t.verb == Some(i)))
        .or_else(|| all.iter().position(|t| t.noun && s.lemma(i) == "be" && s.head(t.token) == i && s.label(t.token) == "nsubj" && is_dated_by(s, i)))
}

/// "was on Monday", "came at night": the verb only says when.
fn is_dated_by(s: &Sentence<'_>, verb: usize) -> bool {
    s.objects_of(verb, &["on", "in", "at"]).into_iter().any(|o| s.mention_at(o, &[crate::model::Kind::Date]).is_some())
}

/// For each trigger the number of its group.
pub(super) fn join(s: &Sentence<'_>, all: &[Trigger]) -> Vec<usize> {
    let mut group: Vec<usize> = (0..all.len()).collect();
    for (n, below) in all.iter().enumerate() {
        let start = below.verb.filter(|v| below.noun && *v != below.token && stands_for(s, all, *v) == Some(n)).unwrap_or(below.token);
        let path = s.upward(start);
        for (step, at) in path.iter().enumerate().skip(1) {
            let Some(k) = stands_for(s, all, *at).filter(|k| *k != n) else { continue };
            let Some(above) = all.get(k) else { break };
            let between = path.get(..step).unwrap_or(&[]);
            if !kept_apart(s, between, above, below) {
                let (from, to) = (group.get(n).copied().unwrap_or(n), group.get(k).copied().unwrap_or(k));
                group.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
            }
            break;
        }
    }
    group
}
