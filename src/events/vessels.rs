//! Ships by their names: which names of an article are those of ships, so that each hit on one is an event of its own.

use super::coreference::Incident;
use super::draft::Draft;
use super::page::Sentence;
use crate::lexicon::{nouns, ships};
use crate::model::{Kind, Span};

/// A ship's name in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// Its first and last token.
    first: usize,
    last: usize,
    /// The name, without what stands before the names of merchant ships.
    pub name: String,
    /// The words.
    pub span: Span,
}

impl Named {
    /// Whether token `i` is a part of the name.
    pub fn covers(&self, i: usize) -> bool {
        (self.first..=self.last).contains(&i)
    }

    /// Whether it stands before token `i`.
    pub fn covers_before(&self, i: usize) -> bool {
        self.last < i
    }
}

/// Whether the last word of a noun phrase is one for ships.
pub(super) fn is_vessel(name: &str) -> bool {
    let lower = name.to_lowercase();
    let last = lower.rsplit(' ').next().unwrap_or_default();
    nouns().is_vessel(last) || last.strip_suffix('s').is_some_and(|l| nouns().is_vessel(l))
}

/// The rule of a target that is known as a ship by its name, and what joins the names of several.
pub(super) const RULE: &str = "E1:ship";
pub(super) const AND: &str = " and ";

/// What names of several articles are compared by: "USS Porter" is the Porter.
pub(super) fn key(name: &str) -> String {
    crate::lexicon::fold::key(name.split_once(' ').filter(|(first, _)| ships::is_ship_prefix(first)).map_or(name, |(_, rest)| rest))
}

/// Finds the ships that the sentences give away as such, and marks them wherever they are named.
pub(super) fn christen(page: &mut [Sentence<'_>]) {
    let mut fleet: Vec<Vec<String>> = Vec::new();
    for s in page.iter().filter(|s| s.range.clone().any(|i| s.word(i).chars().any(char::is_lowercase))) {
        for (first, last) in runs(s).into_iter().filter(|(first, last)| is_ship(s, *first, *last)) {
            let words: Vec<String> = (first..=last).map(|i| s.word(i).to_owned()).collect();
            if !fleet.contains(&words) {
                fleet.push(words);
            }
        }
    }
    // "USS Porter" goes before "Porter".
    fleet.sort_by_key(|words| std::cmp::Reverse(words.len()));
    // The merchant ship that was named last, and the paragraph.
    let mut last: Option<(String, usize)> = None;
    for s in page.iter_mut().filter(|_| !fleet.is_empty()) {
        let named = marked(s, &fleet);
        s.ships = named;
        let near = last.clone().filter(|(_, paragraph)| s.paragraph <= paragraph + FAR).map(|(name, _)| name);
        let again = meant(s, near.as_deref());
        if let Some(ship) = s.ships.iter().rfind(|n| !is_warship(&[n.name.split(' ').next().unwrap_or_default().to_owned()])) {
            last = Some((ship.name.clone(), s.paragraph));
        }
        s.ships.extend(again);
    }
}

/// "the ship" is the one that was named last in the same sentence or not far before it, in so many paragraphs.
const FAR: usize = 3;

/// "the vessel", "the Belize-flagged carrier": the words for a ship that was named before.
fn meant(s: &Sentence<'_>, before: Option<&str>) -> Vec<Named> {
    const SHIPS: [&str; 8] = ["ship", "vessel", "tanker", "carrier", "freighter", "bulker", "containership", "boat"];
    let definite = |i: usize| s.child(i, &["det"]).is_some_and(|d| matches!(s.lemma(d).as_str(), "the" | "that" | "this"));
    let word = |i: &usize| s.tag(*i) == "NN" && SHIPS.contains(&s.lemma(*i).as_str()) && definite(*i) && s.ship_at(*i).is_none() && !is_second(s, *i);
    let ship = |i: usize| s.ships.iter().rfind(|n| n.last < i).map(|n| n.name.as_str()).or(before);
    let found = s.range.clone().filter(word).filter_map(|i| Some(Named { first: i, last: i, name: ship(i)?.to_owned(), span: s.token_span(i) }));
    found.collect()
}

/// "the second ship", "the other vessel", "the aircraft carrier": another one.
fn is_second(s: &Sentence<'_>, i: usize) -> bool {
    s.children(i).iter().any(|c| matches!(s.lemma(*c).as_str(), "second" | "third" | "first" | "other" | "same" | "aircraft" | "last" | "latest"))
}

/// The names of the fleet in a sentence, in order; none within another.
fn marked(s: &Sentence<'_>, fleet: &[Vec<String>]) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for words in fleet {
        let bare = words.get(usize::from(has_prefix(words))..).unwrap_or_default();
        for form in [words.as_slice(), bare] {
            for first in s.range.clone().filter(|i| stands_at(s, *i, form)) {
                let last = first + form.len() - 1;
                if !found.iter().any(|n| n.first <= last && first <= n.last) {
                    let name = if is_warship(words) { words } else { bare }.join(" ");
                    found.push(Named { first, last, name, span: Span::new(s.token_span(first).start, s.token_span(last).end) });
                }
            }
        }
    }
    found.sort_by_key(|n| n.first);
    found
}

/// Whether the words stand at token `i`; in a headline all may be capitals.
fn stands_at(s: &Sentence<'_>, i: usize, words: &[String]) -> bool {
    let same = |(n, w): (usize, &String)| s.word(i + n) == w || s.word(i + n) == w.to_uppercase();
    !words.is_empty() && words.iter().enumerate().all(same)
}

fn has_prefix(words: &[String]) -> bool {
    words.len() > 1 && words.first().is_some_and(|w| ships::is_ship_prefix(w))
}

fn is_warship(words: &[String]) -> bool {
    words.first().is_some_and(|w| ships::navy(w).is_some())
}

/// The runs of proper nouns of a sentence, by first and last token.
fn runs(s: &Sentence<'_>) -> Vec<(usize, usize)> {
    let capital = |i: usize| s.word(i).starts_with(char::is_uppercase);
    let proper = |i: usize| capital(i) && (s.pos(i) == "PROPN" || s.tag(i).starts_with("NNP") || ships::is_ship_prefix(s.word(i)));
    let mut found: Vec<(usize, usize)> = Vec::new();
    for i in s.range.clone().filter(|i| proper(*i)) {
        match found.last_mut().filter(|(_, last)| last + 1 == i) {
            Some((_, last)) => *last = i,
            None => found.push((i, i)),
        }
    }
    found
}

/// Whether the words around a run of proper nouns say that it is a ship's name.
fn is_ship(s: &Sentence<'_>, first: usize, last: usize) -> bool {
    if is_known(s, first, last) {
        return false;
    }
    if last > first && ships::is_ship_prefix(s.word(first)) {
        return true;
    }
    let vessel = |i: usize| nouns().is_vessel(&s.lemma(i)) && s.pos(i) != "PROPN";
    let head = (first..=last).rev().find(|i| !(first..=last).contains(&s.head(*i)) || s.head(*i) == *i).unwrap_or(last);
    let beside = s.label(head) == "appos" && vessel(s.head(head)) || s.children(head).iter().any(|c| s.label(*c) == "appos" && vessel(*c));
    let before = |n: usize| first.checked_sub(n).filter(|i| s.range.contains(i));
    let kind = before(1).is_some_and(vessel);
    let flagged = before(1).is_some_and(|i| matches!(s.word(i).to_lowercase().as_str(), "flagged" | "registered") && s.word(i.wrapping_sub(1)) == "-");
    let whole = before(1).is_some_and(|i| s.lemma(i) == "the");
    let aboard = whole && before(2).is_some_and(|i| matches!(s.lemma(i).as_str(), "aboard" | "onboard"));
    let manned = |i: usize| matches!(s.lemma(i).as_str(), "crew" | "hull" | "captain");
    let crewed =
        whole && (s.label(head) == "poss" && manned(s.head(head)) || s.label(head) == "pobj" && s.lemma(s.head(head)) == "of" && manned(s.head(s.head(head))));
    beside || kind || flagged || aboard || crewed
}

/// Whether the run is another thing that the lexicon knows, or a date.
fn is_known(s: &Sentence<'_>, first: usize, last: usize) -> bool {
    let span = Span::new(s.token_span(first).start, s.token_span(last).end);
    let known = |kind: Kind| matches!(kind, Kind::Place | Kind::ArmedGroup | Kind::StateForce | Kind::Organization | Kind::Facility | Kind::Weapon);
    s.mentions.iter().any(|m| m.span.overlaps(span) && m.kind == Kind::Date || m.span.contains(span) && known(m.kind) && m.rule.starts_with("lexicon:"))
}

/// Ships by name: every hit on another ship is another event.
pub(super) fn company(d: &Draft<'_>, k: &Incident<'_>) -> Option<i32> {
    let theirs: Vec<&String> = k.drafts.iter().flat_map(|o| o.ships.iter().map(|(name, _)| name)).collect();
    let unnamed = || k.drafts.iter().any(|o| o.objects.iter().any(|(name, _)| is_vessel(name)));
    match () {
        () if d.ships.iter().any(|(name, _)| theirs.contains(&name)) => Some(5),
        // "a tanker was hit", then its name
        () if theirs.is_empty() && !d.ships.is_empty() && unnamed() => Some(2),
        () if d.ships.is_empty() || theirs.is_empty() => Some(0),
        () => None,
    }
}
