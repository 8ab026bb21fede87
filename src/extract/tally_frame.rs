//! The words around a running total: its baseline, what it counts, by whom and on whom.

use super::tree::Tree;
use crate::model::{Kind, Mention, Span, TallyOf, Unit, Value, When};
use std::ops::Range;

/// "since the war began on 7 October", "in the first ten months of this year".
#[derive(Debug)]
pub struct Baseline {
    /// The words, from "since" to the date.
    pub span: Span,
    /// What they say, where they name a date.
    pub when: Option<When>,
}

impl Baseline {
    /// Whether the words hold `span`.
    pub fn covers(&self, span: Span) -> bool {
        self.span.contains(span)
    }
}

/// The baseline of the sentence.
pub fn baseline(tree: &Tree<'_>, sentence: Range<usize>, names: &[Mention]) -> Option<Baseline> {
    let whole = cover(tree, sentence.clone());
    let dates: Vec<&Mention> = names.iter().filter(|m| whole.contains(m.span) && day_of(m).is_some()).collect();
    let since = sentence.clone().filter(|i| tree.lower(*i) == "since" && tree.label(*i) != "advmod").map(|i| since(tree, &sentence, i, &dates)).next();
    since.or_else(|| this_year(tree, &dates))
}

fn cover(tree: &Tree<'_>, tokens: Range<usize>) -> Span {
    Span::new(tree.span(tokens.start).start, tree.span(tokens.end.saturating_sub(1)).end)
}

/// From the word "since" to the end of its clause.
fn since(tree: &Tree<'_>, sentence: &Range<usize>, at: usize, dates: &[&Mention]) -> Baseline {
    let top = if tree.label(at) == "mark" { tree.head(at) } else { at };
    let clause_end = (at..sentence.end).filter(|i| tree.is_under(*i, top)).max().unwrap_or(at);
    let comma = (at..sentence.end).find(|i| {
        matches!(tree.lower(*i).as_str(), "," | "-" | "–" | ":" | ";" | "”" | "\"")
            && tree.label(*i) == "punct"
            && !is_inside_word(tree, *i)
            && tree.analysis.tokens.get(i + 1).is_none_or(|t| t.tag != "CD")
    });
    let end = comma.map_or(clause_end, |c| c.saturating_sub(1)).max(at);
    let words = Span::new(tree.span(at).start, tree.span(end.max(clause_end.min(end))).end);
    let date = dates.iter().find(|m| words.overlaps(m.span) || tree.span(at + 1).start == m.span.start);
    let span = Span::new(words.start, date.map_or(words.end, |d| d.span.end.max(words.end)));
    Baseline { span, when: date.and_then(|m| day_of(m)) }
}

/// The hyphen of "Israel-Hamas".
fn is_inside_word(tree: &Tree<'_>, at: usize) -> bool {
    at > 0 && tree.span(at - 1).end == tree.span(at).start && tree.span(at).end == tree.span(at + 1).start
}

/// "so far this year", "in the first ten months of this year".
fn this_year(tree: &Tree<'_>, dates: &[&Mention]) -> Option<Baseline> {
    let date = dates.iter().find(|m| day_of(m) == Some(When::Ago { count: 0, unit: Unit::Year }))?;
    let before = tree.text.get(..date.span.start)?.to_lowercase();
    let part = before.trim_end().ends_with("months of") || before.trim_end().ends_with("so far") || before.trim_end().ends_with("half of");
    part.then(|| Baseline { span: date.span, when: day_of(date) })
}

/// What a date mention says, where that is a day, month or year.
pub fn day_of(mention: &Mention) -> Option<When> {
    match &mention.value {
        Some(Value::When { when, .. }) if when.is_dated() => Some(when.clone()),
        _ => None,
    }
}

/// The noun that the number at `head` counts, or `head` itself.
pub fn unit_of(tree: &Tree<'_>, head: usize) -> usize {
    let mut at = head;
    while matches!(tree.label(at), "nummod" | "amod" | "compound" | "nmod" | "quantmod") && tree.head(at) != at && tree.pos(tree.head(at)) != "VERB" {
        at = tree.head(at);
    }
    let noun = if tree.label(at) == "npadvmod" || at != head { at } else { of_noun(tree, at) };
    strikes_after(tree, noun)
}

/// "rocket and drone strikes" is one noun phrase, whatever the tree makes of it.
fn strikes_after(tree: &Tree<'_>, noun: usize) -> usize {
    let run = (noun + 1..noun + 5).take_while(|i| matches!(tree.pos(*i), "NOUN" | "ADJ" | "CCONJ"));
    let joined = run.filter(|i| kind_of(tree, noun).is_none() && tree.lower(noun + 1) == "and" && kind_of(tree, *i).is_some()).last();
    joined.unwrap_or(noun)
}

/// "dozens of attacks".
fn of_noun(tree: &Tree<'_>, at: usize) -> usize {
    let of = tree.dependents(at, &["prep"]).into_iter().find(|p| tree.lower(*p) == "of");
    of.and_then(|p| tree.dependent(p, &["pobj"])).unwrap_or(at)
}

/// The attack that an ordinal numbers: "the 26th Houthi attack", "the attack, the fifth on that hotel".
pub fn unit_of_ordinal(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let up = tree.head(at);
    if matches!(tree.label(at), "amod" | "compound" | "nummod") && kind_of(tree, up).is_some() {
        return Some(up);
    }
    // "the attack, the fifth on that hotel": the tree often loses such an apposition.
    let apposed = at > 2 && tree.lower(at - 1) == "the" && tree.lower(at - 2) == "," && kind_of(tree, at - 3).is_some();
    ((tree.label(at) == "appos" && kind_of(tree, up).is_some()) || apposed).then_some(at)
}

/// Attacks or strikes, by the noun at `at`.
pub fn kind_of(tree: &Tree<'_>, at: usize) -> Option<TallyOf> {
    match tree.lemma(at).as_str() {
        "attack" | "assault" | "raid" | "bombing" | "incident" | "ambush" if tree.pos(at) == "NOUN" => Some(TallyOf::Attack),
        "strike" | "airstrike" | "bombardment" if tree.pos(at) == "NOUN" => Some(TallyOf::Strike),
        _ => None,
    }
}

/// "66 times".
pub fn is_times(tree: &Tree<'_>, at: usize) -> bool {
    tree.lower(at) == "times"
}

/// Whether the sentence says that somebody was attacked.
pub fn speaks_of_attacks(tree: &Tree<'_>, sentence: Range<usize>) -> bool {
    sentence.into_iter().any(|i| matches!(tree.lemma(i).as_str(), "attack" | "hit" | "target" | "strike" | "bomb" | "shell" | "assault"))
}

/// "in four weeks", "in not quite a month".
pub fn has_duration(tree: &Tree<'_>, sentence: Range<usize>) -> bool {
    sentence
        .into_iter()
        .any(|i| matches!(tree.lemma(i).as_str(), "week" | "month") && tree.label(i) == "pobj" && matches!(tree.lower(tree.head(i)).as_str(), "in" | "over"))
}

/// The place named just after the number: "27 attacks against US forces in Iraq" and "75 in Syria".
pub fn place_after(tree: &Tree<'_>, number: Span, names: &[Mention]) -> Option<String> {
    let places = names.iter().filter(|m| m.kind == Kind::Place && m.span.start >= number.end);
    let near = |m: &&Mention| {
        let between = tree.text.get(number.end..m.span.start).unwrap_or(".");
        let plain = between.len() < 60 && !between.contains([',', ';', ':']) && !ends_sentence(between);
        plain && between.trim_end().ends_with("in") && !between.chars().any(|c| c.is_ascii_digit())
    };
    places.filter(near).min_by_key(|m| m.span.start).map(|m| m.entity.clone().unwrap_or_else(|| m.text.clone()))
}

/// A full stop after a small letter; "U.S. forces" ends nothing.
fn ends_sentence(words: &str) -> bool {
    words.match_indices(". ").any(|(at, _)| words.get(..at).and_then(|w| w.chars().last()).is_some_and(char::is_lowercase))
}

const ACTORS: [Kind; 3] = [Kind::ArmedGroup, Kind::StateForce, Kind::Organization];

fn actor_at(tree: &Tree<'_>, at: usize, names: &[Mention]) -> Option<String> {
    let here = tree.span(at);
    names
        .iter()
        .find(|m| (ACTORS.contains(&m.kind) || m.kind == Kind::Place) && m.span.overlaps(here))
        .map(|m| m.entity.clone().unwrap_or_else(|| m.text.clone()))
}

/// Who attacked: the subject of "have carried out 100 attacks", the name in "the 26th Houthi attack".
pub fn attacker(tree: &Tree<'_>, unit: usize, names: &[Mention]) -> Option<String> {
    let own = tree.dependents(unit, &["amod", "compound", "poss"]).into_iter().find_map(|c| actor_at(tree, c, names));
    let subject = || {
        let verb = tree.head(unit);
        let subject = tree.dependent(verb, &["nsubj"]).filter(|_| tree.label(unit) == "dobj" && tree.lemma(verb) != "count")?;
        actor_at(tree, subject, names).or_else(|| Some(tree.phrase(subject).of(tree.text).to_owned()))
    };
    own.or_else(subject)
}

/// On whom: the subject of "have been attacked 100 times", the object of "attacks on ships".
pub fn attacked(tree: &Tree<'_>, unit: usize, names: &[Mention]) -> Option<String> {
    let on = tree
        .dependents(unit, &["prep"])
        .into_iter()
        .filter(|p| matches!(tree.lower(*p).as_str(), "on" | "against" | "at"))
        .find_map(|p| tree.dependent(p, &["pobj"]));
    let verb = tree.ancestors(unit).into_iter().find(|a| tree.pos(*a) == "VERB");
    let subject = verb.and_then(|v| tree.dependent(v, &["nsubjpass"]).or_else(|| tree.dependent(v, &["nsubj"]).filter(|_| tree.lemma(v) == "come")));
    let at = on.or(subject)?;
    actor_at(tree, at, names).or_else(|| Some(tree.phrase(at).of(tree.text).to_owned()))
}
