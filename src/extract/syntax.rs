//! From the words of a mention to their place in the sentence.

use crate::language::{Analysis, Token};
use crate::model::Span;

/// The tokens that a span covers.
#[derive(Clone, Copy, Debug)]
pub struct Phrase<'a> {
    /// The analysis of the paragraph.
    pub analysis: &'a Analysis,
    /// Index of the first token.
    pub first: usize,
    /// One past the index of the last token.
    pub last: usize,
}

impl<'a> Phrase<'a> {
    /// The tokens under `span`, if it lies in a paragraph that was read.
    pub fn at(analyses: &'a [Analysis], span: Span) -> Option<Self> {
        let after = analyses.partition_point(|a| a.tokens.first().is_none_or(|t| t.start <= span.start));
        let analysis = analyses.get(..after)?.iter().rev().find(|a| !a.tokens.is_empty())?;
        let first = analysis.tokens.partition_point(|t| t.end <= span.start);
        let last = analysis.tokens.partition_point(|t| t.start < span.end);
        (first < last).then_some(Self { analysis, first, last })
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        self.analysis.tokens.get(at)
    }

    /// The index of the token that the others hang on: the one whose head lies outside.
    pub fn root(&self) -> usize {
        (self.first..self.last)
            .rev()
            .find(|i| self.token(*i).is_some_and(|t| t.head == *i || t.head < self.first || t.head >= self.last))
            .unwrap_or(self.last - 1)
    }

    /// The root token.
    pub fn root_token(&self) -> Option<&'a Token> {
        self.token(self.root())
    }

    /// The relation of the whole to the rest.
    pub fn label(&self) -> &'static str {
        self.root_token().map_or("", |t| t.label)
    }

    /// The token that the whole hangs on; conjuncts hang where their first member does.
    pub fn head(&self) -> Option<&'a Token> {
        let root = self.root();
        let head = self.token(root)?.head;
        if head == root { None } else { self.token(head) }
    }

    /// The label and head after following conjunctions to the first member.
    pub fn joint(&self) -> (&'static str, Option<&'a Token>) {
        let mut at = self.root();
        for _ in 0..6 {
            match self.token(at) {
                Some(t) if t.label == "conj" && t.head != at => at = t.head,
                _ => break,
            }
        }
        let token = self.token(at);
        let head = token.filter(|t| t.head != at).and_then(|t| self.token(t.head));
        (token.map_or("", |t| t.label), head)
    }

    /// Lemmas of the nouns that are in apposition to the whole.
    pub fn appositions(&self) -> Vec<&'a str> {
        let root = self.root();
        let mut nouns: Vec<&str> =
            self.analysis.children(root).filter_map(|i| self.token(i)).filter(|t| t.label == "appos" && t.pos == "NOUN").map(|t| t.lemma.as_str()).collect();
        if let Some(head) = self.head().filter(|h| self.label() == "appos" && h.pos == "NOUN") {
            nouns.push(&head.lemma);
        }
        nouns
    }

    /// Whether the whole is the first of its sentence.
    pub fn opens_sentence(&self) -> bool {
        self.first == 0 || self.token(self.first).is_some_and(|t| t.sentence_start)
    }
}
