//! Numbers of killed, wounded, missing and abducted people, bound to the word that says so (rules C1 to C7).

use super::harm;
use super::number::{self, Number};
use super::tree::Tree;
use crate::language::Analysis;
use crate::lexicon::nouns;
use crate::model::{Article, Binding, CasualtyRole, Count, Kind, Mention, Qualifier, Span, Value};

/// Mentions of casualties in the paragraphs that were analysed.
pub fn find(article: &Article, analyses: &[Analysis]) -> Vec<Mention> {
    analyses.iter().flat_map(|a| paragraph(&article.text, a)).map(|c| c.mention(article)).collect()
}

/// One part of a count: a number or a single person, bound to its predicate.
#[derive(Clone, Debug)]
struct Part {
    span: Span,
    count: Count,
    binding: Binding,
    /// The token of the people.
    people: usize,
    /// The token of the predicate.
    by: usize,
}

impl Part {
    fn mention(&self, article: &Article) -> Mention {
        let mut mention = Mention::new(&article.id, &article.text, self.span, Kind::Casualty, self.binding.rule());
        mention.value = Some(Value::Count { count: self.count, binding: Some(self.binding) });
        mention
    }
}

fn paragraph(text: &str, analysis: &Analysis) -> Vec<Part> {
    let tree = Tree::new(text, analysis);
    let numbers = number::find(text, analysis);
    let mut parts: Vec<Part> = numbers.iter().filter_map(|n| numbered(&tree, n)).collect();
    let taken: Vec<usize> = parts.iter().map(|p| p.people).chain(numbers.iter().map(|n| people_of(&tree, n.head))).collect();
    parts.extend(implied(&tree, &taken));
    parts.extend(none_harmed(&tree));
    parts.extend(several(&tree, &taken));
    parts.sort_by_key(|p| p.span);
    add_up(&tree, parts)
}

/// The token that stands for the people whom the number at `head` counts.
fn people_of(tree: &Tree<'_>, head: usize) -> usize {
    let mut at = head;
    for _ in 0..4 {
        let up = tree.head(at);
        let counted = matches!(tree.label(at), "nummod" | "quantmod" | "amod" | "compound" | "det" | "nmod") && tree.pos(up) != "VERB" && up > at;
        let of_total = tree.label(at) == "pobj" && tree.lower(up) == "of" && matches!(tree.lemma(tree.head(up)).as_str(), "total" | "minimum" | "maximum");
        if counted {
            at = up;
        } else if of_total {
            at = tree.head(up);
        } else {
            break;
        }
    }
    at
}

fn numbered(tree: &Tree<'_>, number: &Number) -> Option<Part> {
    let people = people_of(tree, number.head);
    let noun = counted_noun(tree, people);
    if harm::is_year(tree, number, people)
        || harm::is_thing(&tree.lemma(noun))
        || number.tokens.clone().any(|t| tree.lower(t) == "one" && matches!(tree.tag(t), "PRP" | "DT"))
    {
        return None;
    }
    let bound = own_word(tree, people, number).or_else(|| clause(tree, people)).or_else(|| toll(tree, people)).or_else(|| beside(tree, number, people));
    let (by, role) = bound.or_else(|| conjoined(tree, people))?;
    let total = number.total || toll(tree, people).is_some() || tree.analysis.children(people).any(|c| tree.lower(c) == "all" && tree.label(c) != "punct");
    let mut part = part(tree, number.span, number.count(), people, (by, role));
    part.binding.total |= total;
    part.binding.subset |= is_subset(tree, people, number);
    Some(part)
}

/// "dozens of soldiers", "one of its leaders": the noun after "of", else the people themselves.
fn counted_noun(tree: &Tree<'_>, people: usize) -> usize {
    let of = tree.dependents(people, &["prep"]).into_iter().find(|p| tree.lower(*p) == "of");
    of.and_then(|p| tree.dependent(p, &["pobj"])).unwrap_or(people)
}

fn part(tree: &Tree<'_>, span: Span, count: Count, people: usize, (by, role): (usize, CasualtyRole)) -> Part {
    let noun = counted_noun(tree, people);
    let lemmas = [tree.lemma(people), tree.lemma(noun)];
    let mut binding = Binding::new(role, tree.span(by));
    binding.who = Some(tree.phrase(people));
    binding.civilian =
        lemmas.iter().any(|l| harm::is_civilian(l)) || tree.dependents(people, &["amod", "compound"]).iter().any(|c| tree.lower(*c) == "civilian");
    binding.own_side = lemmas.iter().any(|l| harm::is_attacker(l));
    Part { span, count, binding, people, by }
}

/// "four deaths", "dozens of injuries", "12 lives", "four dead", "six injured".
fn own_word(tree: &Tree<'_>, people: usize, number: &Number) -> Option<(usize, CasualtyRole)> {
    let noun = counted_noun(tree, people);
    let named = [people, noun]
        .into_iter()
        .find_map(|n| harm::noun(&tree.lemma(n)).or_else(|| harm::state(&tree.lower(n))).filter(|_| tree.pos(n) != "VERB" || number.head == n).map(|r| (n, r)));
    let lives = || [people, noun].into_iter().find(|n| harm::lives(tree, *n)).map(|n| (n, CasualtyRole::Killed));
    let subset = || (noun != people).then(|| harm::describer(tree, noun)).flatten();
    named.or_else(lives).or_else(|| harm::describer(tree, people)).or_else(subset)
}

/// The verb whose object or harmed subject the people are.
fn clause(tree: &Tree<'_>, people: usize) -> Option<(usize, CasualtyRole)> {
    let up = tree.head(people);
    let lemma = tree.lemma(up);
    let role = match tree.label(people) {
        "dobj" | "dative" | "oprd" => harm::verb(tree, up).or_else(|| left(tree, up)),
        "nsubjpass" => harm::verb(tree, up),
        "nsubj" => harm::intransitive(&lemma).or_else(|| loses_life(tree, up)).or_else(|| elliptic(tree, people, up)).or_else(|| predicate_state(tree, up)),
        "npadvmod" | "dep" | "nummod" if tree.tag(up) == "VBN" || (tree.pos(people) == "NUM" && people > up) => harm::verb(tree, up),
        "pobj" if tree.lower(up) == "with" => return with_others(tree, up),
        // "the murder of two women"
        "pobj" if tree.lower(up) == "of" && harm::deed(&tree.lemma(tree.head(up))) => return Some((tree.head(up), CasualtyRole::Killed)),
        _ => None,
    }?;
    (!is_negated(tree, up)).then_some((up, role))
}

/// "left three dead", "left one in critical condition".
fn left(tree: &Tree<'_>, verb: usize) -> Option<CasualtyRole> {
    (tree.lemma(verb) == "leave").then_some(())?;
    let after: Vec<usize> = tree.analysis.children(verb).filter(|c| *c > verb).collect();
    let state = after.iter().flat_map(|c| std::iter::once(*c).chain(tree.analysis.children(*c))).find_map(|c| harm::state(&tree.lower(c)));
    state.or_else(|| critical(tree, verb).then_some(CasualtyRole::Wounded))
}

/// "in critical condition", "in a serious condition" below `at`.
fn critical(tree: &Tree<'_>, at: usize) -> bool {
    let words = tree.sentence_of(at);
    words.into_iter().any(|i| {
        tree.lemma(i) == "condition"
            && tree.is_under(i, at)
            && tree.analysis.children(i).any(|c| matches!(tree.lower(c).as_str(), "critical" | "serious" | "grave"))
    })
}

fn loses_life(tree: &Tree<'_>, verb: usize) -> Option<CasualtyRole> {
    (tree.lemma(verb) == "lose" && tree.dependent(verb, &["dobj"]).is_some_and(|o| matches!(tree.lower(o).as_str(), "lives" | "life")))
        .then_some(CasualtyRole::Killed)
}

/// "six others wounded", "33 killed": a participle without its auxiliary, and with nobody whom it harms.
fn elliptic(tree: &Tree<'_>, people: usize, verb: usize) -> Option<CasualtyRole> {
    let object =
        tree.dependents(verb, &["npadvmod", "dep", "nummod", "nsubj"]).into_iter().any(|o| o > verb && matches!(tree.pos(o), "NUM" | "PROPN" | "NOUN"));
    let bare = people < verb && tree.tag(verb).starts_with("VB") && tree.tag(verb) != "VBG" && tree.dependent(verb, &["dobj", "aux"]).is_none() && !object;
    bare.then(|| harm::state(&tree.lower(verb))).flatten()
}

/// "two were dead", "five are missing", "eleven remain in critical condition".
fn predicate_state(tree: &Tree<'_>, verb: usize) -> Option<CasualtyRole> {
    let linking = matches!(tree.lemma(verb).as_str(), "be" | "remain" | "lie");
    linking.then_some(())?;
    let said = tree.dependents(verb, &["acomp", "attr", "oprd", "advmod", "amod"]).into_iter().find_map(|c| harm::state(&tree.lower(c)));
    said.or_else(|| critical(tree, verb).then_some(CasualtyRole::Wounded))
}

/// "was killed along with six others", "died together with two other people".
fn with_others(tree: &Tree<'_>, preposition: usize) -> Option<(usize, CasualtyRole)> {
    let verb = tree.head(preposition);
    let passive = tree.dependent(verb, &["nsubjpass"]).is_some();
    let role = harm::intransitive(&tree.lemma(verb)).or_else(|| harm::verb(tree, verb).filter(|_| passive))?;
    Some((verb, role))
}

/// "the toll rose to four", "put the number of injured at 25", "gave the number of wounded as 24".
fn toll(tree: &Tree<'_>, people: usize) -> Option<(usize, CasualtyRole)> {
    let preposition = tree.head(people);
    (tree.label(people) == "pobj" && matches!(tree.lower(preposition).as_str(), "to" | "at" | "as" | "past") || tree.label(people) == "attr").then_some(())?;
    let mut verb = if tree.label(people) == "attr" { preposition } else { tree.head(preposition) };
    if tree.label(preposition) == "conj" || tree.lower(verb) == "to" {
        verb = tree.head(verb);
    }
    let around = tree.dependents(verb, &["nsubj", "nsubjpass", "dobj"]);
    around.into_iter().find_map(|n| harm::toll(tree, n).map(|role| (n, role)))
}

/// A harm word just after the number and its noun, whatever the parser made of it: "says 40 dead, over 100 injured".
fn beside(tree: &Tree<'_>, number: &Number, people: usize) -> Option<(usize, CasualtyRole)> {
    let from = number.tokens.end;
    let last = people.max(from.saturating_sub(1));
    (last < from + 3).then_some(())?;
    let mut at = last + 1;
    while matches!(tree.lower(at).as_str(), "more" | "others" | "people") {
        at += 1;
    }
    let ends = |i: usize| tree.tag(i + 1) != "DT" && !matches!(tree.pos(i + 1), "NOUN" | "PROPN" | "NUM");
    harm::state(&tree.lower(at)).filter(|_| ends(at) && matches!(tree.pos(at), "ADJ" | "VERB")).map(|role| (at, role))
}

/// The next of "his daughter and two other people": the role of the first.
fn conjoined(tree: &Tree<'_>, people: usize) -> Option<(usize, CasualtyRole)> {
    let mut at = people;
    while tree.label(at) == "conj" && tree.pos(tree.head(at)) != "VERB" {
        at = tree.head(at);
    }
    (at != people).then_some(())?;
    clause(tree, at)
}

fn is_negated(tree: &Tree<'_>, verb: usize) -> bool {
    tree.dependent(verb, &["neg"]).is_some()
}

/// "including two children", "five of them", "one of its leaders", "two of the dead" (rule C2).
fn is_subset(tree: &Tree<'_>, people: usize, number: &Number) -> bool {
    let included = tree.lower(tree.head(people)) == "include" || tree.lower(tree.head(people)) == "including" || tree.lower(tree.head(people)) == "among";
    let of = tree.dependents(people, &["prep"]).into_iter().filter(|p| tree.lower(*p) == "of").find_map(|p| tree.dependent(p, &["pobj", "amod"]));
    let all = number.span.start > 0 && number.tokens.start > 0 && tree.lower(number.tokens.start - 1) == "all";
    let partitive = of.is_some_and(|o| {
        let determined = tree.analysis.children(o).any(|c| matches!(tree.label(c), "poss") || matches!(tree.lower(c).as_str(), "the" | "those" | "these"));
        determined || matches!(tree.lower(o).as_str(), "them" | "those" | "whom" | "dead" | "wounded" | "injured")
    });
    included || (partitive && !all)
}

/// Single people without a number: "killed a commander", "Ali Hassan was killed".
fn implied(tree: &Tree<'_>, taken: &[usize]) -> Vec<Part> {
    let mut out = Vec::new();
    for at in 0..tree.count() {
        let harmed = matches!(tree.label(at), "dobj" | "nsubjpass" | "nsubj").then(|| clause(tree, at)).flatten();
        let with = || (tree.label(at) == "pobj" && tree.lower(tree.head(at)) == "with").then(|| clause(tree, at)).flatten();
        let Some(bound) = harmed.or_else(with) else { continue };
        // "the villa of a magnate, who died together with his daughter": the pronoun stands for one person.
        let who = tree.is_question(at) && tree.label(tree.head(at)) == "relcl";
        let person = tree.head(tree.head(at));
        if who && matches!(tree.tag(person), "NNP" | "NN") && !taken.contains(&person) && is_one_person(tree, person) {
            let before = single(tree, person, bound);
            out.push(Part { span: tree.span(at), people: at, ..before });
            continue;
        }
        let conjuncts = conjuncts(tree, at);
        out.extend(conjuncts.into_iter().filter(|c| !taken.contains(c) && is_one_person(tree, *c)).map(|c| single(tree, c, bound)));
    }
    out
}

fn conjuncts(tree: &Tree<'_>, first: usize) -> Vec<usize> {
    let mut all = vec![first];
    while let Some(next) = all.last().and_then(|l| tree.dependent(*l, &["conj"])) {
        all.push(next);
    }
    all
}

fn single(tree: &Tree<'_>, at: usize, bound: (usize, CasualtyRole)) -> Part {
    let count = Count { high: None, ..Count::qualified(1, Qualifier::Exact) };
    let mut part = part(tree, tree.phrase(at), count, at, bound);
    part.binding.implied = true;
    part
}

/// A singular noun or name that is a person's, as far as the tree tells.
fn is_one_person(tree: &Tree<'_>, at: usize) -> bool {
    let lemma = tree.lemma(at);
    let singular = matches!(tree.tag(at), "NN" | "NNP");
    let collective = nouns().is_collective(&lemma);
    let denied = tree.analysis.children(at).any(|c| tree.lower(c) == "no");
    singular && !denied && !harm::is_thing(&lemma) && (!collective || lemma == "head") && !tree.is_question(at)
}

impl Tree<'_> {
    fn is_question(&self, at: usize) -> bool {
        matches!(self.tag(at), "WP" | "WDT")
    }
}

/// "No one was hurt", "none of the crew was injured", "no deaths were reported" (rule C7: 0 only when a source says none).
fn none_harmed(tree: &Tree<'_>) -> Vec<Part> {
    let zero = |at: usize, bound| {
        let mut part = part(tree, tree.phrase(at), Count::exact(0), at, bound);
        part.binding.implied = false;
        part
    };
    let nobody = |at: usize| {
        matches!(tree.lower(at).as_str(), "none" | "nobody")
            || (matches!(tree.lower(at).as_str(), "one" | "person") && tree.analysis.children(at).any(|c| tree.lower(c) == "no"))
    };
    let mut out = Vec::new();
    for at in 0..tree.count() {
        let no = tree.analysis.children(at).any(|c| tree.lower(c) == "no" && tree.label(c) == "det");
        if let Some(role) = harm::noun(&tree.lemma(at)).filter(|_| no) {
            out.push(zero(at, (at, role)));
        } else if nobody(at) {
            out.extend(clause(tree, at).map(|bound| zero(at, bound)));
        }
    }
    out
}

/// "several were wounded", "killed a number of villagers": people were harmed, and nobody says how many (rule C6).
fn several(tree: &Tree<'_>, taken: &[usize]) -> Vec<Part> {
    let vague = |i: usize| matches!(tree.lower(i).as_str(), "several" | "some" | "many" | "others" | "numerous");
    let mut out = Vec::new();
    for at in (0..tree.count()).filter(|at| !taken.contains(at) && matches!(tree.label(*at), "dobj" | "nsubjpass" | "nsubj")) {
        let own = vague(at) || (tree.lemma(at) == "number" && tree.dependents(at, &["prep"]).into_iter().any(|p| tree.lower(p) == "of"));
        let people = counted_noun(tree, at);
        let said = own || (tree.tag(at) == "NNS" && tree.analysis.children(at).any(vague));
        if !said || harm::is_thing(&tree.lemma(people)) {
            continue;
        }
        let unknown = Count { low: None, best: None, high: None, qualifier: Qualifier::About };
        out.extend(clause(tree, at).map(|bound| part(tree, tree.phrase(at), unknown, at, bound)));
    }
    out
}

/// Parts of one predicate that stand side by side make one number: "a mayor and one of his drivers" are two.
fn add_up(tree: &Tree<'_>, parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    for part in parts {
        match out.last_mut().filter(|last| belongs(tree, last, &part)) {
            Some(last) => merge(tree, last, &part),
            None => out.push(part),
        }
    }
    out
}

/// Whether `next` continues the enumeration that `last` began.
fn belongs(tree: &Tree<'_>, last: &Part, next: &Part) -> bool {
    let same = last.by == next.by && last.binding.role == next.binding.role && !last.span.overlaps(next.span);
    let joined = tree.ancestors(next.people).contains(&last.people) && tree.label(next.people) == "conj";
    let with = tree.lower(tree.head(next.people)) == "with" && tree.head(tree.head(next.people)) == last.by;
    let known = last.count.best.is_some_and(|n| n > 0) && next.count.best.is_some();
    same && known && (joined || with)
}

fn merge(tree: &Tree<'_>, last: &mut Part, next: &Part) {
    let add = |a: Option<u32>, b: Option<u32>| a.zip(b).map(|(a, b)| a + b);
    last.count = Count {
        low: add(last.count.low, next.count.low),
        best: add(last.count.best, next.count.best),
        high: add(last.count.high, next.count.high),
        qualifier: last.count.qualifier.max(next.count.qualifier),
    };
    last.span = Span::new(last.span.start, next.span.end.max(tree.span(next.people).end));
    last.binding.who = Some(last.span);
    last.people = next.people;
    last.binding.implied &= next.binding.implied || next.binding.subset;
    last.binding.subset |= next.binding.subset;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Annotator, Paragraph, SmallEnglish};
    use std::sync::atomic::AtomicBool;

    fn said(engine: &SmallEnglish, text: &str) -> Vec<String> {
        let analyses = engine.annotate(&[Paragraph { start: 0, text }], &[], &AtomicBool::new(false)).unwrap();
        let show = |p: Part| {
            let number = p.count.best.or(p.count.high).map_or(String::new(), |n| n.to_string());
            format!("{number} {} {}", p.binding.rule().trim_start_matches("casualty:"), p.binding.predicate.of(text))
        };
        paragraph(text, &analyses[0]).into_iter().map(show).collect()
    }

    #[test]
    fn counts_are_bound_to_what_was_done() {
        let engine = SmallEnglish::load().unwrap();
        let table: &[(&str, &[&str])] = &[
            ("The raid killed four people and wounded six others.", &["4 killed killed", "6 wounded wounded"]),
            ("A drone fired on a house, killing a total of five and wounding nine others.", &["5 killed:total killing", "9 wounded wounding"]),
            ("At least four miners were killed and six more wounded in the raid.", &["4 killed killed", "6 wounded wounded"]),
            ("The death toll has since climbed to seven.", &["7 killed:total toll"]),
            ("A blast left one sailor in critical condition and hurt two others.", &["1 wounded left", "2 wounded hurt"]),
            ("All five of the guards died.", &["5 killed:total died"]),
            ("Six more were injured.", &["6 wounded injured"]),
            ("It killed three soldiers and hurt dozens more.", &["3 killed killed", "12 wounded hurt"]),
            ("The blast claimed 12 lives.", &["12 killed lives"]),
            ("The siege left six civilians dead.", &["6 killed:civilians left"]),
            ("A strike in the capital killed a militia commander.", &["1 killed:implied killed"]),
            ("A district mayor and one of his drivers were killed.", &["2 killed:subset:implied killed"]),
            ("Ali Hassan was killed along with six others.", &["7 killed killed"]),
            ("No one was hurt.", &["0 wounded hurt"]),
            ("The number of wounded was raised to 188.", &["188 wounded:total number"]),
            ("The Observatory put the toll at ten.", &["10 killed:total toll"]),
            ("He was tried for the 1994 killings of two nuns.", &["2 killed killings"]),
            ("The base houses 350 soldiers and two drones were destroyed.", &[]),
            ("Ali Hassan, 46, was killed.", &["1 killed:implied killed"]),
        ];
        let wrong: Vec<String> = table
            .iter()
            .filter(|(text, want)| said(&engine, text) != *want)
            .map(|(text, want)| format!("{text}\n  {:?} for {want:?}", said(&engine, text)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
