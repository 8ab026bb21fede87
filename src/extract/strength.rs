//! Numbers of troops and fighters: "2,500 troops in Iraq". They are no casualties (rule C1).

use super::number::{self, Number};
use super::tree::Tree;
use super::{casualty, harm};
use crate::language::Analysis;
use crate::model::{Article, Kind, Mention, Span, Value};

/// Mentions of troop strengths in the paragraphs that were analysed.
pub fn find(article: &Article, analyses: &[Analysis]) -> Vec<Mention> {
    let casualties = casualty::find(article, analyses);
    let is_casualty = |s: Span| casualties.iter().any(|c| c.span.overlaps(s));
    let found = analyses.iter().flat_map(|a| paragraph(&article.text, a)).filter(|(span, _)| !is_casualty(*span));
    found.map(|(span, number)| mention(article, span, &number)).collect()
}

fn mention(article: &Article, span: Span, number: &Number) -> Mention {
    let mut mention = Mention::new(&article.id, &article.text, span, Kind::Strength, "rule:strength");
    mention.value = Some(Value::Count { count: number.count(), binding: None });
    mention
}

fn paragraph(text: &str, analysis: &Analysis) -> Vec<(Span, Number)> {
    let tree = Tree::new(text, analysis);
    let mut out: Vec<(Span, Number)> = Vec::new();
    let mut troops_before = false;
    for number in number::find(text, analysis) {
        let noun = noun_of(&tree, number.head);
        let named = is_troops(&tree, noun) && number.value >= 20 && is_stationed(&tree, noun);
        let ended = noun == number.head;
        let elliptic = ended
            && number.value >= 100
            && (is_posted(&tree, number.head) || (troops_before && matches!(tree.lower(number.tokens.end).as_str(), "in" | "." | "more")));
        let force = tree.lower(tree.head(number.head)) == "of" && is_troops(&tree, tree.head(tree.head(number.head)));
        if named || elliptic || (force && number.value >= 100) {
            let end = tree.span(noun).end.max(number.span.end);
            out.push((Span::new(number.span.start, if named { end } else { number.span.end }), number));
            troops_before = true;
        }
    }
    out
}

fn noun_of(tree: &Tree<'_>, head: usize) -> usize {
    let up = tree.head(head);
    if matches!(tree.label(head), "nummod" | "amod" | "compound") && up > head && tree.pos(up) != "VERB" { up } else { head }
}

fn is_troops(tree: &Tree<'_>, at: usize) -> bool {
    let lemma = tree.lemma(at);
    let plain = matches!(
        lemma.as_str(),
        "troop"
            | "soldier"
            | "personnel"
            | "fighter"
            | "marine"
            | "peacekeeper"
            | "mercenary"
            | "trooper"
            | "adviser"
            | "combatant"
            | "force"
            | "guerrilla"
            | "deployment"
    );
    let member = lemma == "member" && tree.dependents(at, &["compound"]).iter().any(|c| tree.lower(*c) == "service")
        || (lemma == "member" && tree.label(at) == "pobj" && tree.lower(tree.head(at)) == "with");
    plain || member || tree.lower(at) == "russians"
}

/// Not those who attacked, died or were captured.
fn is_stationed(tree: &Tree<'_>, noun: usize) -> bool {
    let verb = tree.head(noun);
    let lemma = tree.lemma(verb);
    let acts = tree.label(noun) == "nsubj" && matches!(lemma.as_str(), "attack" | "storm" | "enter" | "kill" | "fire" | "raid" | "open");
    harm::transitive(&lemma).is_none() && harm::intransitive(&lemma).is_none() && !acts
}

/// "Around 3,000 more are stationed", "an additional 1,200 have been ordered", "the deployment numbers 2,500".
fn is_posted(tree: &Tree<'_>, head: usize) -> bool {
    let verb = tree.head(head);
    let posted = matches!(tree.lemma(verb).as_str(), "station" | "deploy" | "order" | "base" | "garrison") && tree.label(head) == "nsubjpass";
    posted || (tree.lower(verb) == "numbers" && tree.dependents(verb, &["nsubj"]).iter().any(|s| is_troops(tree, *s)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Annotator, Paragraph, SmallEnglish};
    use std::sync::atomic::AtomicBool;

    #[test]
    fn garrisons_are_strengths_and_the_dead_are_not() {
        let engine = SmallEnglish::load().unwrap();
        let table: &[(&str, &[u32])] = &[
            ("The country has 800 troops deployed in Chad and 1,500 in Niger.", &[800, 1500]),
            ("About 350 soldiers live there.", &[350]),
            ("Around 3,000 more are stationed in Jordan.", &[3000]),
            ("There are 1,200 U.S. troops in the region.", &[1200]),
            ("It killed 45 soldiers on Monday.", &[]),
            ("More than 60 targets were hit.", &[]),
        ];
        for (text, want) in table {
            let analyses = engine.annotate(&[Paragraph { start: 0, text }], &[], &AtomicBool::new(false)).unwrap();
            let got: Vec<u32> = paragraph(text, &analyses[0]).into_iter().map(|(_, n)| n.value).collect();
            assert_eq!(got, *want, "{text}");
        }
    }
}
