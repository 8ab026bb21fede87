//! Who says so: the subjects of reporting verbs and of "according to", with what they do and through whom.

use super::tree::Tree;
use crate::language::Analysis;
use crate::model::{Article, Kind, Mention, Span, Stance, Value};

/// Mentions of sources in the paragraphs that were analysed.
pub fn find(article: &Article, analyses: &[Analysis]) -> Vec<Mention> {
    analyses.iter().flat_map(|a| paragraph(&article.text, a)).map(|s| s.mention(article)).collect()
}

/// One source with what it does.
struct Said {
    span: Span,
    stance: Stance,
    via: Option<String>,
    about: Option<Span>,
    blamed: Option<String>,
}

impl Said {
    fn mention(self, article: &Article) -> Mention {
        let mut mention = Mention::new(&article.id, &article.text, self.span, Kind::Source, format!("source:{}", self.stance.key()));
        mention.value = Some(Value::Source { via: self.via, stance: self.stance, about: self.about, blamed: self.blamed });
        mention
    }
}

fn paragraph(text: &str, analysis: &Analysis) -> Vec<Said> {
    let tree = Tree::new(text, analysis);
    (0..tree.count()).filter_map(|at| said(&tree, at).or_else(|| according_to(&tree, at))).collect()
}

/// The stance of a reporting verb.
fn stance(tree: &Tree<'_>, verb: usize) -> Option<Stance> {
    Some(match tree.lemma(verb).as_str() {
        "say" | "tell" | "report" | "announce" | "add" | "state" | "disclose" | "estimate" | "write" | "speak" => Stance::Reports,
        "confirm" | "acknowledge" | "verify" | "admit" => Stance::Confirms,
        "claim" => Stance::Claims,
        "blame" | "accuse" | "hold" if tree.lemma(verb) != "hold" || tree.analysis.children(verb).any(|c| tree.lower(c) == "responsible") => Stance::Blames,
        "deny" | "reject" | "dismiss" => Stance::Denies,
        _ => return None,
    })
}

/// "A U.S. official told Reuters that …", "Hamas blamed Israel".
fn said(tree: &Tree<'_>, verb: usize) -> Option<Said> {
    let stance = (tree.pos(verb) == "VERB").then(|| stance(tree, verb)).flatten()?;
    let subject = tree.dependent(verb, &["nsubj"]).filter(|s| !matches!(tree.tag(*s), "PRP" | "WP" | "WDT" | "DT" | "EX"))?;
    let object = tree.dependent(verb, &["dobj", "dative"]);
    let blamed = object.filter(|_| stance == Stance::Blames).map(|o| words(tree, o).of(tree.text).to_owned());
    let listener = object.filter(|o| tree.lemma(verb) == "tell" && tree.pos(*o) == "PROPN");
    let via = listener.or_else(|| spoken_to(tree, verb)).map(|o| words(tree, o).of(tree.text).to_owned());
    Some(Said { span: words(tree, subject), stance, via, about: statement(tree, verb), blamed })
}

/// "in a call with the Reuters news agency", "confirmed to Reuters".
fn spoken_to(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let to = tree.dependents(verb, &["prep", "dative"]).into_iter().find(|p| tree.lower(*p) == "to")?;
    tree.dependent(to, &["pobj"]).filter(|o| tree.analysis.children(*o).chain([*o]).any(|c| tree.pos(c) == "PROPN"))
}

/// The words of what is said.
fn statement(tree: &Tree<'_>, verb: usize) -> Option<Span> {
    let clause = tree.dependent(verb, &["ccomp", "xcomp"])?;
    let inside: Vec<usize> = tree.sentence_of(verb).filter(|i| tree.is_under(*i, clause)).collect();
    Some(tree.cover(*inside.first()?, *inside.last()?))
}

/// "according to a police spokesman".
fn according_to(tree: &Tree<'_>, at: usize) -> Option<Said> {
    (tree.lower(at) == "according").then_some(())?;
    let to = tree.dependents(at, &["prep"]).into_iter().find(|p| tree.lower(*p) == "to")?;
    let source = tree.dependent(to, &["pobj"])?;
    let speaking = tree.dependents(source, &["acl", "relcl"]).into_iter().find_map(|v| spoken_to(tree, v));
    let via = speaking.map(|o| words(tree, o).of(tree.text).to_owned());
    Some(Said { span: words(tree, source), stance: Stance::Reports, via, about: None, blamed: None })
}

/// The noun phrase of `head` with its conjuncts and "of" phrase, without clauses and appositions.
fn words(tree: &Tree<'_>, head: usize) -> Span {
    let own: Vec<usize> = tree.sentence_of(head).filter(|i| belongs(tree, *i, head)).collect();
    let first = (own.first().copied().unwrap_or(head)..=head).find(|i| own.contains(i) && tree.label(*i) != "punct").unwrap_or(head);
    let last = (head..tree.count()).take_while(|i| own.contains(i)).filter(|i| tree.label(*i) != "punct").last().unwrap_or(head);
    tree.cover(first, last)
}

fn belongs(tree: &Tree<'_>, at: usize, head: usize) -> bool {
    let chain = tree.ancestors(at);
    let below: Vec<usize> = chain.iter().copied().take_while(|i| *i != head).collect();
    below.len() < chain.len() && below.iter().all(|i| !matches!(tree.label(*i), "relcl" | "acl" | "appos" | "advcl" | "ccomp"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Annotator, Paragraph, SmallEnglish};
    use std::sync::atomic::AtomicBool;

    /// Source, stance and agency.
    type Row<'a> = (&'a str, Stance, Option<&'a str>);

    #[test]
    fn sources_are_named_with_what_they_do() {
        let engine = SmallEnglish::load().unwrap();
        let table: &[(&str, &[Row<'_>])] = &[
            ("A military official told Reuters that the raid had failed.", &[("A military official", Stance::Reports, Some("Reuters"))]),
            ("Two people died, according to the health ministry.", &[("the health ministry", Stance::Reports, None)]),
            ("Hamas blamed Israel for the explosion.", &[("Hamas", Stance::Blames, None)]),
            ("The group claimed responsibility for the attack.", &[("The group", Stance::Claims, None)]),
            ("The army denied that it had fired.", &[("The army", Stance::Denies, None)]),
            ("He said that it was late.", &[]),
        ];
        for (text, want) in table {
            let analyses = engine.annotate(&[Paragraph { start: 0, text }], &[], &AtomicBool::new(false)).unwrap();
            let got: Vec<(&str, Stance, Option<String>)> = paragraph(text, &analyses[0]).into_iter().map(|s| (s.span.of(text), s.stance, s.via)).collect();
            let want: Vec<(&str, Stance, Option<String>)> = want.iter().map(|(s, t, v)| (*s, *t, v.map(str::to_owned))).collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
