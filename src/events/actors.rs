//! Noun phrases to actors: the named side behind "American forces", "a Houthi missile", "one of the group's leaders".

use super::page::Sentence;
use crate::lexicon::nouns;
use crate::lexicon::ships::navy;
use crate::model::{Kind, Mention, Span};

/// The canonical name of whoever did it and is not known by name (rule A3).
pub(super) const UNIDENTIFIED: &str = "Unidentified armed group";

/// Somebody or something in a role.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Actor {
    /// Canonical name, or the article's words where there is none.
    pub name: String,
    /// The words.
    pub span: Span,
    /// What the mention is; `None` for common nouns.
    pub kind: Option<Kind>,
    /// Whether `name` is a canonical one.
    pub named: bool,
    /// The words for the men of a side: "soldiers" in "Malian soldiers", where the span is that of the side alone.
    pub men: Option<Span>,
}

const ALIGNED: [&str; 8] = ["backed", "aligned", "allied", "linked", "affiliated", "supported", "sponsored", "led"];
const SIDES: [Kind; 4] = [Kind::ArmedGroup, Kind::StateForce, Kind::Organization, Kind::Person];

/// Whether a noun is of somebody armed.
pub(super) fn is_armed(lemma: &str) -> bool {
    nouns().is_armed(lemma)
}

/// Whether a noun is of a force or of what it fights with.
pub(super) fn is_force(lemma: &str) -> bool {
    nouns().is_force(lemma)
}

fn name_of(m: &Mention) -> String {
    m.entity.clone().unwrap_or_else(|| m.text.clone())
}

fn from_mention(m: &Mention) -> Actor {
    Actor { name: name_of(m), span: m.span, kind: Some(m.kind), named: true, men: None }
}

/// "Iran" in "Iran-backed militia" is nobody's name here.
fn is_patron(s: &Sentence<'_>, m: &Mention) -> bool {
    let Some(last) = s.tokens_in(m.span).last() else { return false };
    let next = s.word(last + 1) == "-";
    ALIGNED.contains(&s.word(last + if next { 2 } else { 1 }).to_lowercase().as_str())
        || matches!(m.text.to_lowercase().as_str(), "pro-iran" | "pro-iranian")
        || s.word(last.wrapping_sub(1)) == "-" && s.lemma(last.wrapping_sub(2)) == "pro"
}

/// "F-15" beside "fighters": the name of a machine, whatever it was taken for.
fn is_machine(s: &Sentence<'_>, m: &Mention) -> bool {
    s.mentions.iter().any(|o| o.kind == Kind::Weapon && o.span.overlaps(m.span))
}

/// Whether a place is a state: only states act and are attacked by name.
fn is_state(m: &Mention) -> bool {
    m.kind == Kind::StateForce || m.geo.as_ref().is_some_and(|g| g.precision == crate::model::PlacePrecision::Country)
}

/// The group that "the militia", "the same group", "the rebels" stand for.
fn known_group(s: &Sentence<'_>, i: usize) -> Option<Actor> {
    let definite = s.child(i, &["det"]).is_some_and(|d| matches!(s.lemma(d).as_str(), "the" | "this" | "that"));
    let bare = s
        .children(i)
        .iter()
        .all(|c| !matches!(s.label(*c), "amod" | "compound" | "nummod" | "prep" | "acl" | "relcl") || matches!(s.lemma(*c).as_str(), "same"));
    let one = s.tag(i) == "NN" && matches!(s.lemma(i).as_str(), "group" | "militia" | "faction" | "movement" | "organization" | "organisation" | "gang");
    let many = s.tag(i) == "NNS" && matches!(s.lemma(i).as_str(), "rebel" | "militant" | "insurgent" | "jihadist" | "separatist" | "guerrilla");
    let here = || s.mentions.iter().copied().rfind(|m| m.kind == Kind::ArmedGroup && m.span.end <= s.token_span(i).start);
    let group = Some(()).filter(|()| definite && bare && (one || many)).and_then(|()| here().or(s.group_before))?;
    Some(Actor { span: s.core(i), men: Some(s.core(i)), ..from_mention(group) })
}

/// The named side that qualifies noun `i`: "American", "Houthi", "the group's" …
fn qualifier(s: &Sentence<'_>, i: usize) -> Option<Actor> {
    let near = s.children(i).iter().copied().filter(|c| matches!(s.label(*c), "amod" | "compound" | "poss" | "nmod" | "nummod"));
    let direct = near.clone().chain(near.flat_map(|c| s.conjuncts(c).into_iter().chain(s.children(c).iter().copied()).collect::<Vec<_>>()));
    let sides = direct.filter_map(|c| s.mention_at(c, &[Kind::ArmedGroup, Kind::StateForce, Kind::Organization, Kind::Place]));
    let named = sides.filter(|m| !is_patron(s, m) && !is_machine(s, m)).find(|m| m.kind != Kind::Place || is_state(m)).map(from_mention);
    named.or_else(|| s.child(i, &["poss"]).and_then(|p| known_group(s, p)))
}

/// The side after "of": "members of X", "a commander of X", "one of X's leaders".
fn belonging(s: &Sentence<'_>, i: usize) -> Option<Actor> {
    s.objects_of(i, &["of", "from"]).into_iter().find_map(|o| {
        let m = s.mention_at(o, &[Kind::ArmedGroup, Kind::StateForce, Kind::Organization]).filter(|m| !is_patron(s, m) && !is_machine(s, m));
        m.map(from_mention).or_else(|| qualifier(s, o))
    })
}

/// The side that a person speaks for: "Sami Adel, the group's spokesman", "a spokesman for the rebels", "who speaks for the army".
pub(super) fn spoken_for(s: &Sentence<'_>, i: usize) -> Option<Actor> {
    let spokesman = |n: &usize| matches!(s.lemma(*n).as_str(), "spokesman" | "spokeswoman" | "spokesperson" | "mouthpiece");
    let near: Vec<usize> = s.children(i).iter().copied().filter(|c| matches!(s.label(*c), "appos" | "compound" | "nmod")).chain([s.head(i), i]).collect();
    let told = near.iter().copied().filter(spokesman).find_map(|n| {
        let by_name = if s.label(n) == "compound" { qualifier(s, i) } else { None };
        by_name.or_else(|| qualifier(s, n)).or_else(|| s.objects_of(n, &["for", "of"]).into_iter().find_map(|o| actor(s, o)))
    });
    let speaking = || s.children(i).iter().copied().find(|c| s.label(*c) == "relcl" && s.lemma(*c) == "speak");
    let by_clause = || s.objects_of(speaking()?, &["for"]).into_iter().find_map(|o| actor(s, o));
    told.or_else(by_clause).filter(|a| a.named && a.kind != Some(Kind::Person))
}

/// "the group X", "a militia, X": the name beside the noun.
fn named_by_apposition(s: &Sentence<'_>, i: usize) -> Option<Actor> {
    let next = s.children(i).iter().copied().filter(|c| s.label(*c) == "appos").find_map(|c| s.mention_at(c, &[Kind::ArmedGroup]));
    next.filter(|m| is_armed(&s.lemma(i)) && !is_patron(s, m)).map(from_mention)
}

/// "guerrillas" of "FMLN guerrillas": the words for the men without the name of their group; "Malian soldiers" stay whole.
fn own_words(s: &Sentence<'_>, i: usize, side: &Actor) -> Span {
    let words = s.core(i);
    let group = side.kind == Some(Kind::ArmedGroup) && words.contains(side.span) && side.span.end < s.token_span(i).start;
    if !group {
        return words;
    }
    let first = s
        .tokens_in(words)
        .find(|t| s.token_span(*t).start >= side.span.end && s.word(*t).chars().any(char::is_alphanumeric) && !s.word(*t).starts_with(['\'', '’']));
    Span::new(first.map_or(words.start, |t| s.token_span(t).start), words.end)
}

/// Whether token `i` names people, rather than a body of them or a thing.
pub(super) fn is_people(s: &Sentence<'_>, i: usize) -> bool {
    matches!(s.pos(i), "NOUN" | "PROPN" | "ADJ") && nouns().is_people(&s.lemma(i)) && s.mention_at(i, &SIDES).is_none()
}

/// "the USS Nimitz" acts for its state.
fn warship(s: &Sentence<'_>, i: usize) -> Option<Actor> {
    let (first, state) = s.children(i).iter().copied().chain([i]).find_map(|c| Some((c, navy(s.word(c))?)))?;
    let span = Span::new(s.token_span(first).start, s.token_span(i).end);
    Some(Actor { name: state.to_owned(), span, kind: Some(Kind::StateForce), named: true, men: None })
}

/// The actor that the noun phrase of token `i` names; `None` for things and for nobody in particular.
pub(super) fn actor(s: &Sentence<'_>, i: usize) -> Option<Actor> {
    if let Some(m) = s.mention_at(i, &SIDES).filter(|m| !is_patron(s, m) && !is_machine(s, m)) {
        return Some(from_mention(m));
    }
    if let Some(m) = s.mention_at(i, &[Kind::Place]).filter(|m| is_state(m) && !is_patron(s, m)) {
        return Some(from_mention(m));
    }
    if let Some(ship) = warship(s, i) {
        return Some(ship);
    }
    let lemma = s.lemma(i);
    let words = s.core(i);
    // "F-15 fighters" are machines.
    if s.mentions.iter().any(|m| m.kind == Kind::Weapon && m.span.overlaps(words)) {
        return qualifier(s, i).filter(|a| a.kind != Some(Kind::Organization));
    }
    let side = qualifier(s, i).or_else(|| belonging(s, i)).or_else(|| named_by_apposition(s, i));
    // "Iraqi militants" are not Iraq.
    if let Some(side) = side {
        let national = matches!(side.kind, Some(Kind::Place | Kind::StateForce)) && is_armed(&lemma);
        let described = Actor { name: plain(s, i), span: words, kind: None, named: false, men: None };
        return Some(if national { described } else { Actor { men: (is_people(s, i) || nouns().is_men(&lemma)).then(|| own_words(s, i, &side)), ..side } });
    }
    if let Some(group) = known_group(s, i) {
        return Some(group);
    }
    let alone = s.child(i, &["amod", "compound", "prep", "acl", "relcl"]).is_none();
    if alone && s.tag(i) == "NN" && matches!(lemma.as_str(), "group" | "militia" | "faction" | "movement" | "organization" | "organisation" | "gang") {
        return None;
    }
    if is_armed(&lemma) {
        let described = s.subtree(i).into_iter().any(|c| ALIGNED.contains(&s.word(c).to_lowercase().as_str()) || s.word(c).to_lowercase().starts_with("pro-"));
        let name = if described { plain(s, i) } else { UNIDENTIFIED.to_owned() };
        return Some(Actor { name, span: words, kind: None, named: false, men: None });
    }
    matches!(lemma.as_str(), "soldier" | "army" | "troop" | "police" | "military" | "policeman").then(|| Actor {
        name: plain(s, i),
        span: words,
        kind: None,
        named: false,
        men: None,
    })
}

/// Who acts where a word of violence has noun `i` as its subject: sides and armed men, people of any kind, and bodies that give orders.
pub(super) fn doers(s: &Sentence<'_>, i: usize) -> Vec<Actor> {
    let mut found = actors(s, i);
    for c in s.conjuncts(i).into_iter().map(|c| s.counted(c)) {
        let lemma = s.lemma(c);
        let words = s.core(c);
        if found.iter().any(|a| a.span.overlaps(words) || a.men.is_some_and(|m| m.overlaps(words))) || s.mention_at(c, &[Kind::Date, Kind::Weapon]).is_some() {
            continue;
        }
        let anybody = nouns().is_anybody(&lemma) && matches!(s.pos(c), "NOUN" | "PROPN");
        if anybody || matches!(lemma.as_str(), "government" | "regime" | "junta" | "cartel" | "mafia" | "death squad") {
            found.push(Actor { name: if anybody { UNIDENTIFIED.to_owned() } else { plain(s, c) }, span: words, kind: None, named: false, men: None });
        }
    }
    found
}

/// The words of the noun phrase of `i` without determiners and numbers.
pub(super) fn plain(s: &Sentence<'_>, i: usize) -> String {
    let span = s.phrase(i);
    let mut out = String::new();
    for t in s.tokens_in(span).filter(|t| *t <= i) {
        if matches!(s.pos(t), "DET" | "NUM") || s.label(t) == "nummod" || s.label(t) == "poss" {
            continue;
        }
        if !out.is_empty() && s.word(t) != "-" && !out.ends_with('-') {
            out.push(' ');
        }
        out.push_str(s.word(t));
    }
    out
}

/// The actors of a noun phrase and its conjuncts.
pub(super) fn actors(s: &Sentence<'_>, i: usize) -> Vec<Actor> {
    let mut found: Vec<Actor> = Vec::new();
    for c in s.conjuncts(i) {
        for a in actor(s, c).into_iter().chain(coordinated_qualifiers(s, c)) {
            if !found.iter().any(|f| f.name == a.name) {
                found.push(a);
            }
        }
    }
    found
}

/// "American and British aircraft" are two sides.
fn coordinated_qualifiers(s: &Sentence<'_>, i: usize) -> Vec<Actor> {
    if !is_force(&s.lemma(i)) {
        return Vec::new();
    }
    let near = s.children(i).iter().copied().filter(|c| matches!(s.label(*c), "amod" | "compound" | "nmod"));
    let deep = near.flat_map(|c| s.subtree(c));
    deep.filter_map(|c| s.mention_at(c, &[Kind::StateForce, Kind::Place]).filter(|m| is_state(m) && !is_patron(s, m)).map(from_mention)).collect()
}

/// The side that an event noun itself names as attacker: "US drone strike", "Israel's attack", "Houthi raids".
pub(super) fn of_event_noun(s: &Sentence<'_>, i: usize) -> Vec<Actor> {
    let near = s.children(i).iter().copied().filter(|c| matches!(s.label(*c), "amod" | "compound" | "poss" | "nmod"));
    let all: Vec<usize> = near.flat_map(|c| s.subtree(c)).collect();
    let mut found: Vec<Actor> = Vec::new();
    for c in all {
        let Some(m) = s.mention_at(c, &[Kind::ArmedGroup, Kind::StateForce, Kind::Place]).filter(|m| !is_patron(s, m)) else { continue };
        // "the Jordan drone attack": a state's noun before an event is where, its adjective or abbreviation is who.
        let adjective = s.pos(c) == "ADJ"
            || s.tag(c) == "JJ"
            || s.label(c) == "poss"
            || s.word(c).chars().filter(|ch| ch.is_alphabetic()).all(char::is_uppercase)
            || m.text.ends_with('.');
        let noun = m.kind == Kind::StateForce && m.entity.as_deref() == Some(m.text.as_str());
        let acts = !(m.kind == Kind::Place || noun) || (is_state(m) && adjective);
        if acts && !found.iter().any(|f| f.name == name_of(m)) {
            found.push(from_mention(m));
        }
    }
    if found.is_empty()
        && let Some(p) = s.child(i, &["poss"])
    {
        found.extend(actor(s, p).filter(|a| a.named && a.kind != Some(Kind::Person)));
    }
    found
}
