//! What every extractor gets: the article, its analyses and what is known beforehand.

use crate::language::Analysis;
use crate::lexicon::Lexicon;
use crate::model::{Article, Kind, Mention, Span};

/// One article, ready to be read.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The article.
    pub article: &'a Article,
    /// The analyses of its readable paragraphs, in order.
    pub analyses: &'a [Analysis],
    /// What is known beforehand.
    pub lexicon: &'a Lexicon,
}

impl<'a> Context<'a> {
    /// The article's text.
    pub fn text(&self) -> &'a str {
        &self.article.text
    }

    /// A bare mention of the words from `start` to `end`.
    pub fn mention(&self, span: Span, kind: Kind, rule: impl Into<String>) -> Mention {
        Mention::new(&self.article.id, &self.article.text, span, kind, rule)
    }
}
