//! A stretch of tokens that is read at once, and how what was read becomes an analysis.

use super::features::Features;
use super::lemma::lemma;
use super::names::Found;
use super::parser::Tree;
use super::tagger::coarse;
use super::tokenizer::RawToken;
use super::{Analysis, Name, NameSource, Token};
use std::borrow::Cow;
use std::sync::Arc;

/// A paragraph, or a part of a very long one.
pub(super) struct Piece<'a> {
    /// Index of the paragraph.
    pub(super) paragraph: usize,
    /// The paragraph's text as the model sees it.
    pub(super) text: Arc<Cow<'a, str>>,
    pub(super) tokens: Vec<RawToken>,
    pub(super) features: Vec<Features>,
    /// Whether each token is part of a known name.
    pub(super) taken: Vec<bool>,
}

/// What the model made of a piece, white space included.
pub(super) struct Read {
    pub(super) tags: Vec<&'static str>,
    pub(super) tree: Tree,
    pub(super) is_space: Vec<bool>,
    pub(super) names: Vec<Found>,
}

/// Appends the tokens and names of a piece whose paragraph starts at byte `start`, without white space.
pub(super) fn assemble(piece: &Piece<'_>, read: &Read, start: usize, analysis: &mut Analysis) {
    let first = analysis.tokens.len();
    let places = places_without_space(&read.is_space, first);
    let mut starts_sentence = false;
    for (i, raw) in piece.tokens.iter().enumerate() {
        starts_sentence |= read.tree.starts[i];
        if read.is_space[i] {
            continue;
        }
        let head = head_without_space(i, read);
        let label = if head == i { "ROOT" } else { read.tree.labels[i] };
        let lemma = lemma(&piece.text[raw.range.clone()], read.tags[i]);
        analysis.tokens.push(Token {
            start: start + raw.range.start,
            end: start + raw.range.end,
            tag: read.tags[i],
            pos: coarse(read.tags[i], label, &lemma),
            lemma,
            head: places[head],
            label,
            sentence_start: std::mem::take(&mut starts_sentence),
        });
    }
    analysis.names.extend(read.names.iter().filter_map(|found| name(found, piece, start)));
}

/// Where each token stands once white space is left out.
fn places_without_space(is_space: &[bool], first: usize) -> Vec<usize> {
    let count = |next: &mut usize, &space: &bool| {
        let place = *next;
        *next += usize::from(!space);
        Some(place)
    };
    is_space.iter().scan(first, count).collect()
}

/// The nearest head above that is no white space; the token itself if there is none.
fn head_without_space(token: usize, read: &Read) -> usize {
    let mut head = read.tree.heads[token];
    for _ in 0..read.is_space.len() {
        if !read.is_space[head] {
            return head;
        }
        head = read.tree.heads[head];
    }
    token
}

fn name(found: &Found, piece: &Piece<'_>, start: usize) -> Option<Name> {
    let tokens = piece.tokens.get(found.tokens.clone())?;
    let range = tokens.first()?.range.start..tokens.last()?.range.end;
    let text = piece.text.get(range.clone())?.trim_end();
    let name = Name {
        start: start + range.start,
        end: start + range.start + text.len(),
        label: found.label.to_string(),
        score: found.score,
        source: NameSource::Model,
    };
    (!text.is_empty()).then_some(name)
}
