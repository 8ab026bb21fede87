//! Where a value comes from and why it was chosen.

use super::Span;
use serde::{Deserialize, Serialize};

/// How a value came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The readable text says so.
    Stated,
    /// The file's own metadata say so (meta tags, JSON-LD, a field of the JSON line).
    Metadata,
    /// A rule concluded it; the reasons name the steps.
    Inferred,
    /// The analyst decided it.
    Analyst,
}

/// One step that a person can follow, with the words that it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The step in plain words.
    pub text: String,
    /// The path of the article that holds the words, if the step rests on words.
    pub article: Option<String>,
    /// The words, in that article's text.
    pub span: Option<Span>,
}

impl Reason {
    /// A step that rests on no particular words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), article: None, span: None }
    }

    /// A step that rests on `span` of the article at `path`.
    pub fn at(text: impl Into<String>, path: &str, span: Span) -> Self {
        Self { text: text.into(), article: Some(path.to_owned()), span: Some(span) }
    }
}

/// A value with its basis and the steps that led to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved<T> {
    /// The value itself.
    pub value: T,
    /// How it came about.
    pub basis: Basis,
    /// The steps, in order.
    pub reasons: Vec<Reason>,
}

impl<T> Resolved<T> {
    /// A value with its basis and one step.
    pub fn new(value: T, basis: Basis, reason: Reason) -> Self {
        Self { value, basis, reasons: vec![reason] }
    }
}
