//! Short ways through the dependency trees of a paragraph.

use crate::language::{Analysis, Token};
use crate::model::Span;

/// The dependency trees of one paragraph with the words of the article.
pub struct Tree<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The paragraph.
    pub analysis: &'a Analysis,
}

impl<'a> Tree<'a> {
    /// The trees of `analysis` in the article `text`.
    pub fn new(text: &'a str, analysis: &'a Analysis) -> Self {
        Self { text, analysis }
    }

    /// How many tokens there are.
    pub fn count(&self) -> usize {
        self.analysis.tokens.len()
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        self.analysis.tokens.get(at)
    }

    /// The words of the token.
    pub fn span(&self, at: usize) -> Span {
        self.token(at).map_or(Span::default(), |t| Span::new(t.start, t.end))
    }

    /// The token's word in lower case.
    pub fn lower(&self, at: usize) -> String {
        self.span(at).of(self.text).to_lowercase().replace('’', "'")
    }

    /// The dictionary form in lower case.
    pub fn lemma(&self, at: usize) -> String {
        self.token(at).map(|t| t.lemma.to_lowercase()).unwrap_or_default()
    }

    /// The relation to the head.
    pub fn label(&self, at: usize) -> &'static str {
        self.token(at).map_or("", |t| t.label)
    }

    /// The fine tag.
    pub fn tag(&self, at: usize) -> &'static str {
        self.token(at).map_or("", |t| t.tag)
    }

    /// The coarse tag.
    pub fn pos(&self, at: usize) -> &'static str {
        self.token(at).map_or("", |t| t.pos)
    }

    /// The head, or the token itself where it is a root.
    pub fn head(&self, at: usize) -> usize {
        self.token(at).map_or(at, |t| t.head)
    }

    /// The direct dependents with one of the labels.
    pub fn dependents(&self, of: usize, labels: &[&str]) -> Vec<usize> {
        self.analysis.children(of).filter(|i| labels.contains(&self.label(*i))).collect()
    }

    /// The first direct dependent with one of the labels.
    pub fn dependent(&self, of: usize, labels: &[&str]) -> Option<usize> {
        self.dependents(of, labels).first().copied()
    }

    /// Whether `at` lies under `above` (or is it).
    pub fn is_under(&self, at: usize, above: usize) -> bool {
        self.ancestors(at).contains(&above)
    }

    /// The token and its heads up to the root.
    pub fn ancestors(&self, at: usize) -> Vec<usize> {
        let mut chain = vec![at];
        let mut here = at;
        while self.head(here) != here && chain.len() < 60 {
            here = self.head(here);
            chain.push(here);
        }
        chain
    }

    /// The token ranges of the sentences.
    pub fn sentence_of(&self, at: usize) -> std::ops::Range<usize> {
        self.analysis.sentences().into_iter().find(|r| r.contains(&at)).unwrap_or(0..self.count())
    }

    /// The words from token `first` to token `last`.
    pub fn cover(&self, first: usize, last: usize) -> Span {
        Span::new(self.span(first).start, self.span(last).end)
    }

    /// The words of a noun phrase: its head with the dependents to the left and an "of" phrase.
    pub fn phrase(&self, head: usize) -> Span {
        let first = self.analysis.children(head).filter(|c| *c < head).min().map_or(head, |c| self.analysis.children(c).min().map_or(c, |d| d.min(c)));
        Span::new(self.span(first).start, self.span(head).end)
    }
}
