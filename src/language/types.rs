//! What an annotator takes and gives; the rest of the program reads only this, so that another engine can take its place.

use serde::{Deserialize, Serialize};
use std::sync::atomic::AtomicBool;

/// A stretch of text that is analysed by itself: headlines and paragraphs never run into each other.
#[derive(Clone, Copy, Debug)]
pub struct Paragraph<'a> {
    /// Byte offset of `text` in its article; added to every offset of the result.
    pub start: usize,
    /// The text, without line ends at its edges.
    pub text: &'a str,
}

/// A name that is known beforehand; the model keeps it and fills the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    /// First byte, in the article.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The label that the name gets.
    pub label: String,
}

/// One token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// First byte, in the article.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Penn Treebank tag.
    pub tag: &'static str,
    /// Coarse tag (Universal Dependencies).
    pub pos: &'static str,
    /// Dictionary form, lower case but for names.
    pub lemma: String,
    /// Index of the head in the same analysis; of a root, its own.
    pub head: usize,
    /// Relation to the head (`nsubj`, `dobj`, `ROOT` …).
    pub label: &'static str,
    /// Whether a sentence starts here.
    pub sentence_start: bool,
}

/// Who found a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameSource {
    /// The model.
    Model,
    /// A preset.
    Preset,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Name {
    /// First byte, in the article.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// OntoNotes label (`PERSON`, `ORG`, `GPE`, `DATE` …), or the preset's.
    pub label: String,
    /// The model's margin, not calibrated; 1 for presets.
    pub score: f32,
    /// Who found it.
    pub source: NameSource,
}

/// The analysis of one paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// The tokens, in order; white space between them is left out.
    pub tokens: Vec<Token>,
    /// The names, in order, disjoint.
    pub names: Vec<Name>,
}

impl Analysis {
    /// Token index ranges of the sentences.
    pub fn sentences(&self) -> Vec<std::ops::Range<usize>> {
        let mut starts: Vec<usize> = self.tokens.iter().enumerate().filter(|(i, t)| *i == 0 || t.sentence_start).map(|(i, _)| i).collect();
        starts.push(self.tokens.len());
        starts.windows(2).filter_map(|w| Some(*w.first()?..*w.last()?)).filter(|r| !r.is_empty()).collect()
    }

    /// Indices of the tokens whose head is `of`, without `of` itself, in order.
    pub fn children(&self, of: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.tokens.iter().enumerate().filter(move |(i, t)| t.head == of && *i != of).map(|(i, _)| i)
    }
}

/// Which engine made an analysis; goes into every export.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineInfo {
    /// The engine's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its weights, in hex.
    pub weights: String,
}

/// What can go wrong in an annotator.
#[derive(Debug, thiserror::Error)]
pub enum LanguageError {
    /// The weights cannot be read.
    #[error("the language model cannot be read: {0}")]
    Weights(String),
    /// Somebody asked to stop.
    #[error("cancelled")]
    Cancelled,
}

/// Reads text. Shared by all threads.
pub trait Annotator: Send + Sync {
    /// Which engine this is.
    fn info(&self) -> EngineInfo;

    /// Analyses each paragraph by itself; the result has as many entries as `paragraphs`, in order.
    fn annotate(&self, paragraphs: &[Paragraph<'_>], presets: &[Preset], cancel: &AtomicBool) -> Result<Vec<Analysis>, LanguageError>;
}
