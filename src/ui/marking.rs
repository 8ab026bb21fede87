//! Words that are marked but not a mention yet: marking them, moving their ends, making a mention or a total of them.

use super::app::App;
use super::decide;
use super::inspector::new_tally;
use super::perform::{edit, nothing_selected};
use super::selection::{self, Marked};
use super::verb::Verb;
use crate::model::Kind;
use crate::review::{Command, MentionEdit, Target};
use std::time::Instant;

pub(super) fn mark(app: &mut App, marked: Option<Marked>) {
    if marked.is_some() {
        app.workspace.selected = None;
    }
    app.workspace.marked = marked;
}

pub(super) fn add_mention(app: &mut App, kind: Kind) {
    let Some(marked) = app.workspace.marked.clone() else { return nothing_selected(app) };
    let command = if kind == Kind::Tally {
        match new_tally::from_marked(&app.workspace, &marked) {
            Ok(command) => command,
            Err(why) => return app.workspace.notices.tell(why, Instant::now()),
        }
    } else {
        Command::AddMention { article: marked.article.clone(), span: marked.span, kind, edit: MentionEdit::default() }
    };
    if !edit(app, &command) {
        return;
    }
    select_added(app);
}

/// Selects what the last edit added.
pub(super) fn select_added(app: &mut App) {
    app.workspace.marked = None;
    app.workspace.selected = app.workspace.journal.rows().last().and_then(|r| {
        let total = r.changes.iter().find(|c| matches!(c.target, Target::Tally { .. }));
        total.or(r.changes.first()).map(|c| c.target.clone())
    });
}

/// Marks the words of the selection, or the first word of the text, so that Shift and Alt with arrows can move the ends.
pub(super) fn mark_word(app: &mut App) {
    let workspace = &app.workspace;
    let Some(article) = workspace.shown() else { return };
    let at = workspace.selected.as_ref().and_then(|s| selection::words(&workspace.dataset, s)).map(|(_, span)| span);
    let start = workspace.marked.as_ref().map_or(0, |m| m.span.end);
    let span = at.or_else(|| decide::next_word(&article.article.text, start));
    let marked = span.map(|span| Marked { article: article.article.id.clone(), span });
    if let Some(marked) = &marked {
        let (id, span) = (marked.article.clone(), marked.span);
        app.workspace.point_at(&id, span, Instant::now());
    }
    mark(app, marked);
}

pub(super) fn resize_mark(app: &mut App, verb: Verb) {
    let Some(marked) = app.workspace.marked.clone() else { return nothing_selected(app) };
    let text = app.workspace.dataset.article(&marked.article).map(|a| a.article.text.as_str()).unwrap_or_default();
    if let Some(span) = decide::resized(text, marked.span, verb) {
        app.workspace.marked = Some(Marked { span, ..marked });
    }
}

/// Puts the marked words, or the selected ones, on the clipboard.
pub(super) fn copy(app: &App, ctx: &egui::Context) {
    let workspace = &app.workspace;
    let words = workspace.marked.as_ref().map(|m| (m.article.clone(), m.span));
    let words = words.or_else(|| selection::words(&workspace.dataset, workspace.selected.as_ref()?));
    let text = words.and_then(|(article, span)| workspace.dataset.article(&article).map(|a| span.of(&a.article.text).to_owned()));
    if let Some(text) = text {
        ctx.copy_text(text);
    }
}
