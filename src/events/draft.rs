//! The triggers of a sentence that tell of one thing, joined, with the words that belong to them.

use super::actors::Actor;
use super::days;
use super::joining::{join, mark, stands_for};
use super::means::name_means;
use super::modality::{Reference, Status, status};
use super::page::Sentence;
use super::trigger::{Trigger, is_light};
use crate::lexicon::{Ontology, nouns};
use crate::model::{Count, Kind, Mention, Modality, Span, TriggerKind, Value, When};

/// What one sentence says of one event.
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    /// Number of the sentence.
    pub sentence: usize,
    /// Its triggers, the founding one first; none where a sentence only says who did it.
    pub triggers: Vec<(Trigger, Status)>,
    pub attackers: Vec<Actor>,
    /// Who says that they did it.
    pub claimants: Vec<Actor>,
    pub suspects: Vec<Actor>,
    pub targets: Vec<Actor>,
    pub victims: Vec<&'a Mention>,
    /// People who were attacked or hurt and are only described, by the core of their noun phrase and its noun.
    pub people: Vec<(String, Span)>,
    pub weapons: Vec<&'a Mention>,
    /// Event types that the weapons and fighters beside the triggers imply.
    pub means: Vec<String>,
    /// Ships that were hit, by name.
    pub ships: Vec<(String, Span)>,
    /// Things that were hit, in the article's words.
    pub objects: Vec<(String, Span)>,
    pub places: Vec<&'a Mention>,
    /// Those of the places that only say near what it was: "south of the capital".
    pub beside: Vec<Span>,
    /// Dates that the grammar binds to the triggers.
    pub dates: Vec<&'a Mention>,
    /// Dates of speaking and other loose ones, for want of better.
    pub loose_dates: Vec<&'a Mention>,
    /// Days from the article's main event to this one ("it comes a day after …").
    pub offset: Option<i32>,
    /// Its day as its sentence lets it be counted: "on Friday they claimed the attack, three days after rockets hit the base".
    pub counted: Option<When>,
    /// Whether its sentence sets it only hours from another event: "hours after a strike killed two".
    pub hours: bool,
    /// Whether its sentence tells of an answer to another attack: it is not by the same side.
    pub answer: bool,
    /// Whether its sentence turns to something else: "In another incident".
    pub fresh: bool,
    pub counts: Vec<&'a Mention>,
    pub strikes: Option<(Count, Span)>,
}

impl Draft<'_> {
    pub(super) fn empty(sentence: usize) -> Self {
        Self {
            sentence,
            triggers: Vec::new(),
            attackers: Vec::new(),
            claimants: Vec::new(),
            suspects: Vec::new(),
            targets: Vec::new(),
            victims: Vec::new(),
            people: Vec::new(),
            weapons: Vec::new(),
            means: Vec::new(),
            ships: Vec::new(),
            objects: Vec::new(),
            places: Vec::new(),
            beside: Vec::new(),
            dates: Vec::new(),
            loose_dates: Vec::new(),
            offset: None,
            counted: None,
            hours: false,
            answer: false,
            fresh: false,
            counts: Vec::new(),
            strikes: None,
        }
    }

    /// Whether some trigger counts as something that happened, and is one thing.
    pub fn is_real(&self) -> bool {
        let attack = self.is_attack();
        let told = |t: &Trigger| !attack || !matches!(t.kind, TriggerKind::Die | TriggerKind::Injure);
        self.triggers.iter().any(|(t, st)| told(t) && st.modality.counts() && st.specific)
    }

    /// Whether a trigger tells of an attack, not only of its dead.
    pub fn is_attack(&self) -> bool {
        self.triggers.iter().any(|(t, _)| matches!(t.kind, TriggerKind::Attack | TriggerKind::Abduct | TriggerKind::Intercept))
    }

    /// Whether something is said to be hit.
    pub fn hits(&self) -> bool {
        !self.objects.is_empty() || !self.ships.is_empty()
    }

    /// Whether a trigger tells of death.
    pub fn kills(&self) -> bool {
        self.triggers.iter().any(|(t, _)| t.deadly)
    }

    /// How it refers: "another" anywhere wins, then "the".
    pub fn reference(&self) -> Reference {
        let of = |r: Reference| self.triggers.iter().any(|(_, s)| s.reference == r);
        let finite = self.triggers.iter().any(|(t, _)| !t.noun && t.kind != TriggerKind::Die && t.kind != TriggerKind::Injure);
        match () {
            () if of(Reference::Other) => Reference::Other,
            () if of(Reference::Known) && !finite => Reference::Known,
            () => Reference::New,
        }
    }
}

pub(super) const SPEECH: [&str; 45] = [
    "say",
    "tell",
    "report",
    "announce",
    "claim",
    "state",
    "add",
    "confirm",
    "describe",
    "warn",
    "condemn",
    "call",
    "quote",
    "accuse",
    "blame",
    "write",
    "note",
    "acknowledge",
    "estimate",
    "show",
    "release",
    "deny",
    "speak",
    "declare",
    "insist",
    "admit",
    "maintain",
    "allege",
    "believe",
    "suggest",
    "put",
    "reveal",
    "disclose",
    "raise",
    "revise",
    "identify",
    "name",
    "record",
    "explain",
    "promise",
    "vow",
    "order",
    "give",
    "count",
    "cite",
];

/// The drafts of sentence number `index`.
pub(super) fn drafts<'a>(s: &Sentence<'a>, index: usize, ontology: &Ontology) -> Vec<Draft<'a>> {
    let all: Vec<Trigger> = super::trigger::all(s, ontology).into_iter().filter(|t| t.kind != TriggerKind::Threaten).collect();
    let group = join(s, &all);
    let mut names: Vec<usize> = group.clone();
    names.sort_unstable();
    names.dedup();
    let mut out: Vec<Draft<'a>> = names.iter().map(|_| Draft::empty(index)).collect();
    for (t, g) in all.iter().zip(&group) {
        let at = names.iter().position(|n| n == g).unwrap_or(0);
        if let Some(d) = out.get_mut(at) {
            d.triggers.push((t.clone(), status(s, t, ontology)));
        }
    }
    for d in &mut out {
        // The founding trigger is the highest attack word; deaths only where nothing else is said.
        d.triggers.sort_by_key(|(t, _)| (matches!(t.kind, TriggerKind::Die | TriggerKind::Injure), s.upward(t.token).len(), t.token));
        spread_modality(d);
    }
    let owner = |token: usize| owner(s, &all, &group, &names, token);
    place_mentions(s, &mut out, &owner);
    for d in out.iter_mut().filter(|d| d.dates.is_empty()) {
        d.loose_dates.extend(s.section_date);
    }
    for d in out.iter_mut().filter(|d| !d.is_attack() && d.places.is_empty()) {
        d.places.extend(speaking_place(s, d));
    }
    for d in out.iter_mut().filter(|d| d.places.is_empty()) {
        d.places.extend(s.section_place);
    }
    let counted = days::counted(s);
    for d in out.iter_mut().filter(|d| d.is_attack() && d.offset.is_none()) {
        let Some((when, from, eve)) = &counted else { continue };
        d.counted = Some(when.clone());
        // "on Tuesday the mill still burned that bombers had set alight the day before": Tuesday is not its day.
        d.dates.retain(|m| !eve || m.span != *from);
    }
    let fresh = ontology.is_fresh(&s.opening(4));
    let (hours, answer) = (days::is_within_hours(s), s.range.clone().any(|i| matches!(s.lemma(i).as_str(), "retaliate" | "retaliation" | "reprisal")));
    for d in &mut out {
        (d.fresh, d.hours, d.answer) = (fresh, hours, answer);
    }
    days::share(s, &mut out);
    name_means(s, &mut out, &owner, ontology);
    super::roles::fill(s, &mut out, index);
    out
}

/// "was to attack, killing …": what hangs on an unreal verb is as unreal.
fn spread_modality(d: &mut Draft<'_>) {
    let first = d.triggers.first().map(|(_, s)| *s);
    if let Some(st) = first.filter(|s| !s.modality.counts() && s.modality != Modality::Denied) {
        d.triggers.iter_mut().for_each(|(_, s)| s.modality = st.modality);
    }
}

/// Participles that tell who somebody is, not what happened.
const DESCRIBING: [&str; 19] = [
    "ally",
    "link",
    "back",
    "base",
    "know",
    "align",
    "lead",
    "affiliate",
    "support",
    "found",
    "form",
    "create",
    "establish",
    "elect",
    "appoint",
    "bear",
    "build",
    "sign",
    "design",
];

/// Where the way up from a token leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Way {
    /// To this draft, by grammar.
    Bound(usize),
    /// To nothing; the sentence's first draft is the nearest.
    Loose,
    /// To a clause about somebody in the sentence.
    Aside,
    /// To a verb of speaking, whose surroundings are the speaker's.
    Spoken,
}

fn owner(s: &Sentence<'_>, all: &[Trigger], group: &[usize], names: &[usize], token: usize) -> Way {
    let path = s.upward(token);
    for (step, at) in path.iter().enumerate() {
        if let Some(k) = stands_for(s, all, *at) {
            let g = group.get(k).copied().unwrap_or_default();
            return names.iter().position(|n| *n == g).map_or(Way::Loose, Way::Bound);
        }
        let verb = matches!(s.pos(*at), "VERB" | "AUX");
        // What a relative clause adds to a participant is an aside.
        let descriptive = s.label(*at) == "acl" && DESCRIBING.contains(&s.lemma(*at).as_str());
        if (s.label(*at) == "relcl" || descriptive) && !all.iter().any(|t| t.token == s.head(*at)) {
            return Way::Aside;
        }
        if step > 0 && verb && SPEECH.contains(&s.lemma(*at).as_str()) {
            return Way::Spoken;
        }
    }
    Way::Loose
}

/// The draft that a loose mention belongs to: the one whose highest trigger is nearest to the root, else the first.
fn main_draft(s: &Sentence<'_>, drafts: &[Draft<'_>]) -> Option<usize> {
    let depth = |d: &Draft<'_>| d.triggers.iter().map(|(t, _)| s.upward(t.token).len()).min().unwrap_or(usize::MAX);
    (0..drafts.len()).min_by_key(|i| drafts.get(*i).map_or(usize::MAX, depth))
}

fn place_mentions<'a>(s: &Sentence<'a>, drafts: &mut [Draft<'a>], owner: &dyn Fn(usize) -> Way) {
    let main = main_draft(s, drafts);
    for m in s.mentions.iter().copied() {
        let anchor = match m.binding() {
            Some(b) if s.span().contains(b.predicate) => s.head_of(b.predicate),
            _ => s.head_of(m.span),
        };
        let Some(head) = anchor.filter(|h| !s.ships.iter().any(|n| n.covers(*h))) else { continue };
        let dated = Some(()).filter(|()| m.kind == Kind::Date).and_then(|()| qualified(s, drafts, m));
        let way = dated.map_or_else(|| owner(head), Way::Bound);
        let (at, bound) = match way {
            Way::Bound(i) => (Some(i), true),
            Way::Loose => (main, s.label(head) != "poss"),
            Way::Spoken => (main, false),
            Way::Aside if m.kind == Kind::Casualty => (main, false),
            Way::Aside => continue,
        };
        let Some(d) = at.and_then(|i| drafts.get_mut(i)) else { continue };
        match m.kind {
            Kind::Date => put_date(s, d, m, head, dated.is_some(), bound || (way == Way::Loose)),
            Kind::Place | Kind::Facility if way != Way::Spoken && super::whereabouts::is_where(s, head, m) && !super::whereabouts::is_aside(s, head) => {
                d.places.push(m);
                if super::whereabouts::is_beside(s, head) {
                    d.beside.push(m.span);
                }
            }
            Kind::Weapon if way != Way::Spoken && !is_stored(s, head) && !is_destroyed(s, head) && !super::means::stops(s, d, head) => d.weapons.push(m),
            Kind::Casualty => d.counts.push(m),
            Kind::Person if bound && matches!(way, Way::Bound(_)) => {}
            _ => {}
        }
    }
}

/// "missile stores", "a drone factory": what was hit, not what it was hit with.
fn is_stored(s: &Sentence<'_>, head: usize) -> bool {
    matches!(s.label(head), "compound" | "nmod" | "amod") && nouns().is_thing(&s.lemma(s.head(head)))
}

/// "destroyed four missiles on the ground": what was hit.
fn is_destroyed(s: &Sentence<'_>, head: usize) -> bool {
    matches!(s.label(head), "dobj" | "nsubjpass") && matches!(s.lemma(s.head(head)).as_str(), "destroy" | "hit" | "strike" | "target" | "bomb" | "damage")
}

/// "Baghdad said that 16 had been killed": who counts the dead without saying where, counts its own.
fn speaking_place<'a>(s: &Sentence<'a>, d: &Draft<'a>) -> Option<&'a Mention> {
    let (t, _) = d.triggers.first()?;
    let verb = s.upward(t.token).into_iter().skip(1).find(|v| SPEECH.contains(&s.lemma(*v).as_str()))?;
    let speaker = s.child(verb, &["nsubj"])?;
    s.mention_at(speaker, &[Kind::Place]).filter(|m| m.geo.is_some())
}

/// "since January 4, when a drone killed him": the draft whose trigger qualifies the date.
fn qualified(s: &Sentence<'_>, drafts: &[Draft<'_>], m: &Mention) -> Option<usize> {
    let inside = |x: usize| m.span.overlaps(s.token_span(x));
    drafts
        .iter()
        .position(|d| d.triggers.iter().any(|(t, _)| !inside(t.token) && s.upward(t.token).iter().any(|x| s.label(*x) == "relcl" && inside(s.head(*x)))))
}

fn put_date<'a>(s: &Sentence<'a>, d: &mut Draft<'a>, m: &'a Mention, head: usize, qualified: bool, bound: bool) {
    let Some(Value::When { when, .. }) = &m.value else { return };
    if let When::AfterEvent { days } = when {
        // "On that day", "that morning": the day that was named last.
        let same = *days == Some(0) && m.text.to_lowercase().split_whitespace().any(|w| matches!(w, "that" | "same"));
        if let Some(day) = s.day_before.filter(|_| same) {
            d.dates.push(day);
            return;
        }
        // "The raid came two days after a bomb killed nine": the later event is the article's, this one is that much earlier.
        let inside = d
            .triggers
            .iter()
            .any(|(t, _)| s.upward(t.token).iter().any(|x| s.label(*x) == "advcl" && mark(s, *x).as_deref() == Some("after")) && t.token > head);
        if inside {
            d.offset = days.map(|n| -n);
        }
        return;
    }
    if !when.is_dated() {
        return;
    }
    let since = s.upward(head).iter().take(3).any(|x| matches!(s.lemma(*x).as_str(), "since" | "until" | "anniversary"));
    if since && !qualified {
        return;
    }
    if bound { d.dates.push(m) } else { d.loose_dates.push(m) }
}

/// Whether a verb only carries its noun.
pub(super) fn carries(s: &Sentence<'_>, verb: usize) -> bool {
    is_light(&s.lemma(verb))
}
