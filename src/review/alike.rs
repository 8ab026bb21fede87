//! Every occurrence of a name that was decided on: the same words marked elsewhere, and those that nobody marked.

use super::{Command, Dataset, MentionEdit, NewValue, Review, ReviewedArticle, ReviewedMention, Target};
use crate::model::{Kind, Span};
use std::collections::BTreeSet;

/// What is to become of every occurrence.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Marked so, by this kind and name.
    Mark(Kind, Box<MentionEdit>),
    /// Not marked so.
    Reject(Kind),
}

/// One occurrence.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrence {
    /// The article's id.
    pub article: String,
    /// The words.
    pub span: Span,
    /// The mention there; `None` where nobody marked the words.
    pub marked: Option<(Target, Kind, Review)>,
    /// Whether it is taken unless the analyst says otherwise: what is decided already, or of a third kind, is not.
    pub take: bool,
}

/// What is wished and where it applies.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    /// The words.
    pub words: String,
    /// What is to become of them.
    pub wish: Wish,
    /// The occurrences, in order of articles and text.
    pub rows: Vec<Occurrence>,
}

/// What the analyst's verdict on `like` comes to for others; an open mention is taken as right.
pub fn wish_of(like: &ReviewedMention) -> Wish {
    let item = &like.item;
    if like.review == Review::Rejected {
        return Wish::Reject(item.kind);
    }
    if like.decision.is_none() || item.entity.is_none() {
        return Wish::Mark(item.kind, Box::default());
    }
    let edit = MentionEdit { entity: item.entity.clone(), entity_id: item.entity_id.clone(), geo: item.geo.clone(), ..MentionEdit::default() };
    Wish::Mark(item.kind, Box::new(edit))
}

/// Finds every other occurrence of the words of `like`, itself included while it is open. `key` folds spellings of one name together.
pub fn alike(dataset: &Dataset, like: &ReviewedMention, wish: Wish, key: &dyn Fn(&str) -> String) -> Alike {
    let words = like.item.text.clone();
    let before = like.original.as_deref().map_or(like.item.kind, |m| m.kind);
    let search = Search { words: &words, folded: key(&words), before, like, wish: &wish, key };
    let rows = dataset.each().flat_map(|a| search.rows(&a)).collect();
    Alike { words, wish, rows }
}

struct Search<'a> {
    words: &'a str,
    folded: String,
    /// The kind that the machine gave.
    before: Kind,
    like: &'a ReviewedMention,
    wish: &'a Wish,
    key: &'a dyn Fn(&str) -> String,
}

impl Search<'_> {
    fn rows(&self, article: &ReviewedArticle) -> Vec<Occurrence> {
        let mut rows: Vec<Occurrence> = article.mentions.iter().filter(|m| !self.has_rival(article, m)).filter_map(|m| self.marked(m)).collect();
        if matches!(self.wish, Wish::Mark(..)) {
            rows.extend(self.unmarked(article));
            rows.sort_by_key(|r| r.span);
        }
        rows
    }

    fn marked(&self, mention: &ReviewedMention) -> Option<Occurrence> {
        let itself = mention.target == self.like.target;
        let same =
            mention.item.text == self.words || (!self.folded.is_empty() && self.is_near(&mention.item.text) && (self.key)(&mention.item.text) == self.folded);
        if !same || (itself && mention.review != Review::Open) || self.is_so(mention) {
            return None;
        }
        let open = mention.review == Review::Open;
        let take = open && [self.before, self.like.item.kind].contains(&mention.item.kind);
        let marked = Some((mention.target.clone(), mention.item.kind, mention.review));
        Some(Occurrence { article: mention.item.article.clone(), span: mention.item.span, marked, take })
    }

    /// Whether the same words are marked as wished beside `mention` already.
    fn has_rival(&self, article: &ReviewedArticle, mention: &ReviewedMention) -> bool {
        let Wish::Mark(kind, _) = self.wish else { return false };
        let rival = |m: &ReviewedMention| m.target != mention.target && m.review.stands() && m.item.kind == *kind && m.item.span == mention.item.span;
        mention.item.kind != *kind && article.mentions.iter().any(rival)
    }

    /// Folding is dear: only words of about the same length, by the same first letter, are folded.
    fn is_near(&self, text: &str) -> bool {
        let first = |t: &str| t.chars().next().map(|c| c.to_lowercase().to_string());
        text.len().abs_diff(self.words.len()) <= 8 && first(text) == first(self.words)
    }

    /// Whether the mention is as wished already, by the analyst's word.
    fn is_so(&self, mention: &ReviewedMention) -> bool {
        match self.wish {
            Wish::Reject(kind) => mention.review == Review::Rejected || mention.item.kind != *kind,
            Wish::Mark(kind, edit) => {
                let named = edit.entity.is_none() || edit.entity == mention.item.entity;
                mention.review.is_decided() && mention.review.stands() && mention.item.kind == *kind && named
            }
        }
    }

    /// The same words where the text is read and no mention stands.
    fn unmarked<'b>(&'b self, article: &'b ReviewedArticle) -> impl Iterator<Item = Occurrence> + 'b {
        let text = article.article.text.as_str();
        let is_word = |c: char| c.is_alphanumeric();
        let whole = move |at: usize| {
            let before = text.get(..at).and_then(|t| t.chars().next_back());
            let after = text.get(at + self.words.len()..).and_then(|t| t.chars().next());
            !before.is_some_and(is_word) && !after.is_some_and(is_word)
        };
        let found = text.match_indices(self.words).map(|(at, _)| at).filter(move |at| whole(*at));
        let spans = found.map(|at| Span::new(at, at + self.words.len()));
        let free = spans.filter(|s| article.article.block_kind(s.start).is_read() && !article.mentions.iter().any(|m| m.item.span.overlaps(*s)));
        let named = self.words.chars().any(char::is_uppercase);
        free.map(move |span| Occurrence { article: article.article.id.clone(), span, marked: None, take: named })
    }
}

impl Alike {
    /// The one edit for the rows whose numbers are `taken`; `None` where none is.
    pub fn command(&self, taken: &BTreeSet<usize>) -> Option<Command> {
        let rows: Vec<&Occurrence> = self.rows.iter().enumerate().filter(|(i, _)| taken.contains(i)).map(|(_, r)| r).collect();
        let commands: Vec<Command> = rows.iter().map(|r| self.edit(r)).collect();
        let label = format!("{} {} × “{}”", self.verb(), rows.len(), self.words);
        (!commands.is_empty()).then_some(Command::Batch(label, commands))
    }

    /// What is done, in one word.
    pub fn verb(&self) -> &'static str {
        match &self.wish {
            Wish::Reject(_) => "Reject",
            Wish::Mark(..) if self.rows.iter().any(|r| r.marked.as_ref().is_none_or(|m| self.changes(m.1))) => "Mark",
            Wish::Mark(..) => "Accept",
        }
    }

    fn changes(&self, kind: Kind) -> bool {
        matches!(&self.wish, Wish::Mark(wanted, edit) if *wanted != kind || **edit != MentionEdit::default())
    }

    fn edit(&self, row: &Occurrence) -> Command {
        match (&self.wish, &row.marked) {
            (Wish::Reject(_), Some((target, ..))) => Command::Reject(vec![target.clone()]),
            (Wish::Mark(kind, edit), Some((target, now, review))) if kind != now || **edit != MentionEdit::default() || *review == Review::Corrected => {
                let edit = MentionEdit { kind: Some(*kind), ..(**edit).clone() };
                Command::Correct(target.clone(), NewValue::Mention(edit))
            }
            (Wish::Mark(..), Some((target, ..))) => Command::Confirm(vec![target.clone()]),
            (Wish::Mark(kind, edit), None) => Command::AddMention { article: row.article.clone(), span: row.span, kind: *kind, edit: (**edit).clone() },
            (Wish::Reject(kind), None) => {
                Command::Reject(vec![Target::Mention { article: row.article.clone(), span: row.span, quote: self.words.clone(), kind: *kind }])
            }
        }
    }
}
