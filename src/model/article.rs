//! One news article as it was read from a file.

use super::{PartialDate, Resolved, Span};
use serde::{Deserialize, Serialize};

/// What a stretch of an article's text is. Only headline, body and caption are read for events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The article's own headline or standfirst.
    Headline,
    /// Running text.
    Body,
    /// The text under a picture.
    Caption,
    /// Who wrote it, the date line, wire credits.
    Byline,
    /// Teasers and headlines of other articles.
    Related,
    /// Advertising and newsletter pleas.
    Advert,
    /// Navigation, sharing, cookies, tags and other furniture.
    Boilerplate,
    /// Copyright lines.
    Copyright,
}

impl BlockKind {
    /// Whether events are looked for in it.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Headline | Self::Body | Self::Caption)
    }

    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Byline => "byline",
            Self::Related => "related",
            Self::Advert => "advert",
            Self::Boilerplate => "boilerplate",
            Self::Copyright => "copyright",
        }
    }
}

/// A stretch of text with what it is; an article's blocks cover its text in order and without gaps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The stretch, line end included.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The rule that said so, in plain words.
    pub rule: String,
}

/// One article: its text, which never changes, and what is known about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The first 16 hex digits of the SHA-256 of `text`: the same text is the same article, wherever it lies.
    pub id: String,
    /// The path relative to the opened folder, with `/`; `file.jsonl#12` for line 12 of a JSON Lines file.
    pub path: String,
    /// Paths of further files with the same text.
    pub copies: Vec<String>,
    /// SHA-256 of the file's bytes (of the line, for JSON Lines), in hex.
    pub sha256: String,
    /// The readable text; every offset refers to it.
    pub text: String,
    /// What each stretch of the text is.
    pub blocks: Vec<Block>,
    /// The headline.
    pub title: Option<Resolved<String>>,
    /// Who published it.
    pub outlet: Option<Resolved<String>>,
    /// Who wrote it.
    pub byline: Option<Resolved<String>>,
    /// Where it was published on the web.
    pub url: Option<String>,
    /// ISO 639-1 code of the text's language, where known.
    pub language: Option<String>,
    /// When it was published, as far as this article alone says. Inference over the folder fills the gap later.
    pub published: Option<Resolved<PartialDate>>,
    /// A year in a copyright line; bounds the inference of a publication date.
    pub copyright_year: Option<i16>,
    /// Wire services that the article relies on, by canonical name ("Reuters", "AP", "AFP").
    pub agencies: Vec<Resolved<String>>,
}

/// Letters of the first words that stand in for a headline.
const FIRST_WORDS: usize = 80;

impl Article {
    /// The kind of the block at byte `at`; `Body` outside every block.
    pub fn block_kind(&self, at: usize) -> BlockKind {
        let next = self.blocks.partition_point(|b| b.span.start <= at);
        next.checked_sub(1).and_then(|i| self.blocks.get(i)).map_or(BlockKind::Body, |b| b.kind)
    }

    /// The headline; where there is none, the first words that are read; where there are none, the path.
    pub fn name(&self) -> &str {
        match &self.title {
            Some(title) => &title.value,
            None => self.first_words().unwrap_or(&self.path),
        }
    }

    fn first_words(&self) -> Option<&str> {
        let read = self.blocks.iter().filter(|b| b.kind == BlockKind::Body);
        let line = read.flat_map(|b| b.span.of(&self.text).lines()).map(str::trim).find(|l| l.chars().any(char::is_alphanumeric))?;
        let Some((end, _)) = line.char_indices().nth(FIRST_WORDS) else { return Some(line) };
        let head = line.get(..end)?;
        Some(head.rfind(char::is_whitespace).and_then(|at| head.get(..at)).unwrap_or(head).trim_end())
    }
}
