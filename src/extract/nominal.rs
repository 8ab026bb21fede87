//! Noun phrases that speak of somebody without a name: "two gunmen", "the soldiers", "a spokeswoman", "the mosque".

use super::Context;
use super::tree::Tree;
use crate::model::{Kind, Mention, Span};

/// One such phrase.
#[derive(Clone, Debug)]
pub struct Nominal {
    /// Its words, from the determiner to the noun.
    pub span: Span,
    /// Index of the paragraph's analysis.
    pub paragraph: usize,
    /// Index of the noun among its tokens.
    pub head: usize,
    /// What it is a mention of.
    pub kind: Kind,
    /// Dictionary form of the noun.
    pub lemma: String,
    /// "the", "this", "that" … stands before it.
    pub definite: bool,
    /// Nothing but the determiner describes it.
    pub bare: bool,
    /// More than one.
    pub plural: bool,
}

/// The phrases whose noun no name covers, in order.
pub fn find(context: &Context<'_>, mentions: &[Mention]) -> Vec<Nominal> {
    let names = Names::new(mentions);
    let mut found = Vec::new();
    for (paragraph, analysis) in context.analyses.iter().enumerate() {
        let tree = Tree::new(context.text(), analysis);
        found.extend((0..tree.count()).filter_map(|head| nominal(context, &tree, &names, paragraph, head)));
    }
    found
}

/// The spans of the names, and of those the ones of groups, forces and organisations.
struct Names {
    all: Vec<Span>,
    sides: Vec<Span>,
    weapons: Vec<Span>,
}

impl Names {
    fn new(mentions: &[Mention]) -> Self {
        let spans = |fits: &dyn Fn(Kind) -> bool| {
            let mut spans: Vec<Span> = mentions.iter().filter(|m| fits(m.kind)).map(|m| m.span).collect();
            spans.sort_unstable();
            spans
        };
        let side = |k: Kind| matches!(k, Kind::ArmedGroup | Kind::StateForce | Kind::Organization);
        Self { all: spans(&|k| k.is_name() && k != Kind::Weapon), sides: spans(&side), weapons: spans(&|k| k == Kind::Weapon) }
    }

    fn sorted(&self) -> &[Span] {
        &self.all
    }

    fn is_side(&self, span: Span) -> bool {
        covering(&self.sides, span).is_some()
    }
}

fn nominal(context: &Context<'_>, tree: &Tree<'_>, names: &Names, paragraph: usize, head: usize) -> Option<Nominal> {
    if !matches!(tree.tag(head), "NN" | "NNS" | "NNPS") || is_part(tree, head) || covering(names.sorted(), tree.span(head)).is_some() {
        return None;
    }
    let (lemma, plural) = (tree.lemma(head), tree.tag(head) != "NN");
    let kind = if is_people(tree, head) { Kind::Organization } else { context.lexicon.people().kind(&lemma, plural)? };
    if kind == Kind::Weapon && covering(&names.weapons, tree.span(head)).is_some() {
        return None;
    }
    let first = first_word(tree, names.sorted(), head);
    // "ISIL fighters" are marked by the name already.
    if kind != Kind::Person && kind != Kind::Facility && first.checked_sub(1).is_some_and(|b| hangs_on(tree, b, head) && names.is_side(tree.span(b))) {
        return None;
    }
    let words: Vec<usize> = (first..head).collect();
    let determiner = words.iter().copied().find(|i| tree.label(*i) == "det");
    let definite = determiner.is_some_and(|d| matches!(tree.lower(d).as_str(), "the" | "this" | "that" | "these" | "those"));
    let described = |i: &usize| matches!(tree.label(*i), "amod" | "compound" | "nmod" | "nummod" | "poss") && tree.lower(*i) != "same";
    let follows = tree.analysis.children(head).any(|c| c > head && matches!(tree.label(c), "prep" | "acl" | "relcl"));
    let bare = !follows && !words.iter().any(described) && first_word(tree, &[], head) == first;
    // A building is worth a mark where the text points at one, not as a kind of thing.
    if kind == Kind::Facility && determiner.is_none() && !words.iter().any(described) {
        return None;
    }
    let span = Span::new(tree.span(first).start, tree.span(head).end);
    Some(Nominal { span, paragraph, head, kind, lemma, definite, bare, plural })
}

/// "Syrians", "the Turks": a people by its name.
fn is_people(tree: &Tree<'_>, head: usize) -> bool {
    let span = tree.span(head);
    let named = tree.analysis.names.iter().any(|n| n.label == "NORP" && n.start <= span.start && span.end <= n.end);
    named && matches!(tree.tag(head), "NNPS" | "NNS") && span.of(tree.text).ends_with('s')
}

/// Whether the noun only describes another or says what its subject is: "rebel commander", "he is a soldier".
fn is_part(tree: &Tree<'_>, head: usize) -> bool {
    let glued = tree.analysis.tokens.get(head + 1).is_some_and(|next| next.start == tree.span(head).end && matches!(tree.lower(head + 1).as_str(), "-" | "/"));
    glued || matches!(tree.label(head), "compound" | "nmod" | "amod" | "npadvmod" | "attr" | "oprd" | "advmod")
}

/// The leftmost word of the phrase that stands before its noun without a gap, after the last name inside.
fn first_word(tree: &Tree<'_>, names: &[Span], head: usize) -> usize {
    let mut first = head;
    while let Some(before) = first.checked_sub(1) {
        let ends = covering(names, tree.span(before)).is_some() || tree.tag(before) == "WP$" || !hangs_on(tree, before, head);
        if ends {
            break;
        }
        first = before;
    }
    while first < head && (matches!(tree.label(first), "punct" | "case" | "cc") || tree.lower(first) == "'s") {
        first += 1;
    }
    first
}

/// Whether the word is below `head` by way of the words that describe a noun.
fn hangs_on(tree: &Tree<'_>, word: usize, head: usize) -> bool {
    const INSIDE: [&str; 12] = ["det", "amod", "compound", "nummod", "quantmod", "nmod", "poss", "case", "predet", "punct", "advmod", "npadvmod"];
    let mut at = word;
    for _ in 0..6 {
        if !INSIDE.contains(&tree.label(at)) {
            return false;
        }
        at = tree.head(at);
        if at == head {
            return !matches!(tree.lower(word).as_str(), "," | "(" | ")" | "\"" | "“" | "”" | ";" | ":");
        }
    }
    false
}

/// The span, of sorted ones that do not overlap, that lies over `at`.
fn covering(sorted: &[Span], at: Span) -> Option<Span> {
    let after = sorted.partition_point(|s| s.start < at.end);
    sorted.get(..after)?.iter().rev().take(4).copied().find(|s| s.end > at.start)
}
