//! What a verb or a digit means for what is selected: verbs to commands and to the next selection. No egui here.

use super::inspector::{candidates, event_ui, new_event, previous, versions};
use super::selection::{self, Item};
use super::verb::Verb;
use super::workspace::{View, Workspace};
use super::{card, queue};
use crate::model::{Field, FieldValue, Kind, Span};
use crate::review::{ArticleState, Command, MentionEdit, NewValue, Review, ReviewedEvent, ReviewedMention, TallyFieldName, Target};
use std::collections::BTreeSet;

/// The command that `verb` stands for on the selection, if it stands for one.
pub fn command(workspace: &Workspace, verb: Verb) -> Option<Command> {
    // What is selected is not on the screen there.
    if matches!(workspace.view, View::Actors | View::Coders) {
        return None;
    }
    match verb {
        Verb::Accept => accept(workspace),
        Verb::Reject => workspace.on_selected(Command::Reject),
        Verb::Reopen => workspace.on_selected(Command::Reopen),
        Verb::AcceptSeen if queue::is_followed(workspace) => queue::on_screen(workspace),
        Verb::AcceptSeen => accept_seen(workspace),
        Verb::FinishArticle => finish(workspace),
        Verb::Boilerplate => boilerplate(workspace),
        Verb::EndLeft | Verb::EndRight | Verb::StartLeft | Verb::StartRight => resize(workspace, verb),
        Verb::Split => split(workspace),
        Verb::Flag => flag(workspace),
        Verb::CopyPrevious => previous::copied(workspace),
        Verb::EditValue => new_event::from_marked(workspace),
        _ => None,
    }
}

/// Whether the selection goes on to the next item after `verb`.
pub fn goes_on(verb: Verb) -> bool {
    matches!(verb, Verb::Accept | Verb::Reject)
}

/// The selected report tells of another event than every other report of its event. Of an event, the report of the shown article is meant.
fn split(workspace: &Workspace) -> Option<Command> {
    let (dataset, item) = (&workspace.dataset, workspace.selected.as_ref()?);
    let event = match selection::report(dataset, item) {
        Some(report) => dataset.event_of_report(&report.item.id)?,
        None => selection::event(dataset, item)?,
    };
    let of_event = || event.item.reports.iter().filter_map(|id| dataset.report(id));
    let here = || of_event().find(|r| Some(&r.item.article) == workspace.article.as_ref());
    let report = selection::report(dataset, item).or_else(here)?;
    let others: Vec<Command> =
        of_event().filter(|r| r.item.key != report.item.key).map(|r| Command::DifferentEvent(report.item.key.clone(), r.item.key.clone())).collect();
    let label = format!("Split off the report at “{}”", report.item.key.quote);
    (!others.is_empty()).then_some(Command::Batch(label, others))
}

/// A card is confirmed with all that carries it; anything else by itself.
fn accept(workspace: &Workspace) -> Option<Command> {
    match &workspace.selected {
        Some(item @ Target::Event { .. }) => selection::event(&workspace.dataset, item).map(|e| card::confirm(workspace, e)),
        _ => workspace.on_selected(Command::Confirm),
    }
}

fn flag(workspace: &Workspace) -> Option<Command> {
    let item = workspace.selected.clone()?;
    let on = !workspace.dataset.is_flagged(&item);
    Some(Command::Flag(vec![item], on))
}

/// Where the text tells of what is selected; asked again, the next place.
pub fn evidence(workspace: &Workspace) -> Option<(String, Span)> {
    let (dataset, item) = (&workspace.dataset, workspace.selected.as_ref()?);
    let field = match item {
        Target::EventField { field, .. } | Target::ReportField { field, .. } => Some(*field),
        _ => None,
    };
    let places = match (selection::event(dataset, item), selection::report(dataset, item)) {
        (Some(event), _) => versions::evidence(dataset, &event.item, field),
        (None, Some(report)) => versions::report_evidence(report, field),
        (None, None) => selection::words(dataset, item).into_iter().collect(),
    };
    let shown = workspace.flash.as_ref().and_then(|f| places.iter().position(|(a, s)| *a == f.article && *s == f.span));
    let next = shown.map_or(0, |at| (at + 1) % places.len());
    places.get(next).cloned()
}

fn accept_seen(workspace: &Workspace) -> Option<Command> {
    let article = workspace.shown()?;
    let shown = article
        .mentions
        .iter()
        .filter(|m| !m.item.is_quiet() && !workspace.hidden_kinds.contains(&m.item.kind) && workspace.has_seen(&article.article.id, m.item.span));
    let open = shown.filter(|m| m.review == Review::Open && m.item.confidence >= workspace.queue.sure && !workspace.dataset.is_flagged(&m.target));
    let targets: Vec<Target> = open.map(|m| m.target.clone()).collect();
    let label = format!("Accept {} mentions", targets.len());
    (!targets.is_empty()).then(|| Command::Batch(label, vec![Command::Confirm(targets)]))
}

fn finish(workspace: &Workspace) -> Option<Command> {
    let articles = vec![workspace.article.clone()?];
    let done = Command::SetArticleState { articles, state: ArticleState::Done };
    Some(Command::Batch("Finish the article".to_owned(), accept_seen(workspace).into_iter().chain([done]).collect()))
}

fn boilerplate(workspace: &Workspace) -> Option<Command> {
    let marked = workspace.marked.as_ref()?;
    let article = workspace.dataset.article(&marked.article)?;
    let (id, span) = (marked.article.clone(), marked.span);
    let hidden = !article.article.block_kind(span.start).is_read();
    Some(if hidden { Command::Unhide { article: id, span } } else { Command::Hide { article: id, span } })
}

fn resize(workspace: &Workspace, verb: Verb) -> Option<Command> {
    let item = workspace.selected.as_ref()?;
    let mention = selection::mention(&workspace.dataset, item)?;
    let text = &workspace.dataset.article(&mention.item.article)?.article.text;
    let span = resized(text, mention.item.span, verb)?;
    let edit = MentionEdit { span: Some(span), ..MentionEdit::default() };
    Some(Command::Correct(mention.target.clone(), NewValue::Mention(edit)))
}

/// `span` with one end moved by a word; `None` where there is no word to move over.
pub fn resized(text: &str, span: Span, verb: Verb) -> Option<Span> {
    let new = match verb {
        Verb::EndLeft => {
            Span { start: span.start, end: words_in(text, span).last().filter(|w| w.start > span.start).map(|w| text[..w.start].trim_end().len())? }
        }
        Verb::EndRight => Span { start: span.start, end: next_word(text, span.end)?.end },
        Verb::StartRight => Span { start: words_in(text, span).get(1)?.start, end: span.end },
        Verb::StartLeft => Span { start: word_before(text, span.start)?.start, end: span.end },
        _ => return None,
    };
    (new.start < new.end).then_some(new)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || "'’-.".contains(c)
}

fn words_in(text: &str, span: Span) -> Vec<Span> {
    let mut words = Vec::new();
    let mut at = span.start;
    while let Some(word) = next_word(text, at).filter(|w| w.start < span.end) {
        at = word.end;
        words.push(word);
    }
    words
}

/// The first word that starts at or after byte `at`.
pub fn next_word(text: &str, at: usize) -> Option<Span> {
    let rest = text.get(at..)?;
    let start = at + rest.find(char::is_alphanumeric)?;
    let word = text.get(start..)?;
    let end = start + word.find(|c| !is_word(c)).unwrap_or(word.len());
    let trimmed = text.get(start..end)?.trim_end_matches(|c: char| !c.is_alphanumeric());
    Some(Span::new(start, start + trimmed.len()))
}

/// The last word that ends at or before byte `at`.
pub fn word_before(text: &str, at: usize) -> Option<Span> {
    let before = text.get(..at)?;
    let (last, c) = before.char_indices().rfind(|(_, c)| c.is_alphanumeric())?;
    let end = last + c.len_utf8();
    let start = before.get(..end)?.char_indices().rev().take_while(|(_, c)| is_word(*c)).last().map_or(last, |(i, _)| i);
    let skipped = before.get(start..end)?.find(char::is_alphanumeric).unwrap_or(0);
    Some(Span::new(start + skipped, end))
}

/// The word around byte `at`.
pub fn word_at(text: &str, at: usize) -> Option<Span> {
    let start = text.get(..at)?.char_indices().rev().take_while(|(_, c)| is_word(*c)).last().map_or(at, |(i, _)| i);
    next_word(text, start).filter(|w| w.start <= at && at <= w.end)
}

/// The kind that digit `number` stands for.
pub fn kind_of_digit(number: usize) -> Option<Kind> {
    Kind::ALL.get(number.checked_sub(1)?).copied()
}

/// What digit `number` does: a kind for marked words, another kind for a mention, a field of an event.
pub fn pick(workspace: &Workspace, number: usize) -> Option<Picked> {
    if workspace.marked.is_some() {
        return kind_of_digit(number).map(Picked::Add);
    }
    match workspace.selected.as_ref()? {
        item @ Target::Mention { .. } => {
            let edit = MentionEdit { kind: Some(kind_of_digit(number)?), ..MentionEdit::default() };
            Some(Picked::Edit(Box::new(Command::Correct(item.clone(), NewValue::Mention(edit)))))
        }
        item if workspace.joining => {
            let event = selection::event(&workspace.dataset, item)?;
            event_ui::joined(workspace, event, number).map(|c| Picked::Edit(Box::new(c)))
        }
        item @ Target::EventField { field, .. } => {
            let value = candidate(workspace, item, *field, number)?;
            Some(Picked::Edit(Box::new(Command::Correct(item.clone(), NewValue::Field(value)))))
        }
        Target::Event { key } => {
            let field = *versions::CARD.get(number.checked_sub(1)?)?;
            Some(Picked::Select(Target::EventField { key: key.clone(), field }))
        }
        item @ (Target::Tally { .. } | Target::TallyField { .. }) => {
            let field = *TallyFieldName::ALL.get(number.checked_sub(1)?)?;
            Some(Picked::Select(item.with_tally_field(field)))
        }
        _ => None,
    }
}

/// The value that carries digit `number` below the open field; 0 says that nothing is stated.
fn candidate(workspace: &Workspace, item: &Item, field: Field, number: usize) -> Option<FieldValue> {
    if number > candidates::MOST {
        return Some(FieldValue::Empty);
    }
    let event = selection::event(&workspace.dataset, item)?;
    candidates::candidates(&workspace.dataset, event, field, workspace.lexicon()).into_iter().nth(number.checked_sub(1)?)
}

/// What a digit picked.
#[derive(Clone, Debug, PartialEq)]
pub enum Picked {
    /// A kind for the marked words.
    Add(Kind),
    /// A change.
    Edit(Box<Command>),
    /// Another selection.
    Select(Item),
}

/// What of the shown article next and previous walk through, each with its status: its events where one is selected, else its mentions.
fn walk(workspace: &Workspace) -> Walk<'_> {
    let Some(article) = workspace.shown() else { return Walk::Events(Vec::new()) };
    if let Some(Target::Event { .. } | Target::EventField { .. }) = &workspace.selected {
        let events = workspace.events_in(article);
        return Walk::Events(events.iter().filter_map(|id| workspace.dataset.event(id)).map(|e| (&e.target, e.review)).collect());
    }
    Walk::Mentions(&article.mentions, &workspace.hidden_kinds)
}

/// Events are few; mentions are gone through only from the selected one on, since an article of some megabytes has tens of thousands.
enum Walk<'a> {
    Events(Vec<(&'a Item, Review)>),
    Mentions(&'a [ReviewedMention], &'a BTreeSet<Kind>),
}

impl<'a> Walk<'a> {
    fn len(&self) -> usize {
        match self {
            Self::Events(all) => all.len(),
            Self::Mentions(all, _) => all.len(),
        }
    }

    /// What stands at `at`, unless its highlight is switched off.
    fn get(&self, at: usize) -> Option<(&'a Item, Review)> {
        match self {
            Self::Events(all) => all.get(at).copied(),
            Self::Mentions(all, hidden) => all.get(at).filter(|m| !m.item.is_quiet() && !hidden.contains(&m.item.kind)).map(|m| (&m.target, m.review)),
        }
    }

    fn position(&self, item: &Item) -> Option<usize> {
        match self {
            Self::Events(all) => all.iter().position(|(target, _)| *target == item),
            Self::Mentions(all, _) => selection::place(all, item).filter(|at| self.get(*at).is_some()),
        }
    }
}

/// The event before the selected one: among those of the shown article when reading, else in the table.
pub fn event_before(workspace: &Workspace, event: &ReviewedEvent) -> Option<Item> {
    if workspace.view != View::Read {
        let order = super::events::ordered(workspace);
        let at = order.iter().position(|i| Some(*i) == workspace.dataset.position(&event.item.id))?;
        return workspace.dataset.events.get(*order.get(at.checked_sub(1)?)?).map(|e| e.target.clone());
    }
    let list = walk(workspace);
    let before = 0..list.position(&event.target)?;
    before.rev().find_map(|at| list.get(at)).map(|(item, _)| item.clone())
}

/// What is selected after a verdict: of a field the next field, else the next item of the walk.
pub fn after(workspace: &Workspace) -> Option<Item> {
    match &workspace.selected {
        Some(Target::EventField { field, .. }) if versions::CARD.last() != Some(field) => step_field(workspace, true),
        _ if queue::is_followed(workspace) => queue::step(workspace, true),
        _ => step(workspace, true, false),
    }
}

/// The next item of the walk, or the one before; with `open`, only those without a decision. `None` at the end.
pub fn step(workspace: &Workspace, forward: bool, open: bool) -> Option<Item> {
    if queue::is_followed(workspace) {
        return queue::step(workspace, forward);
    }
    if workspace.view != View::Read {
        let selected = workspace.selected.as_ref().and_then(|s| selection::event(&workspace.dataset, s));
        return super::events::step(workspace, selected.map(AsRef::as_ref), forward, |e| !open || e.review == Review::Open);
    }
    let list = walk(workspace);
    let fits = |at: usize| list.get(at).filter(|(_, review)| !open || *review == Review::Open);
    let selected = workspace.selected.as_ref().map(Target::whole);
    let at = selected.and_then(|s| list.position(&s));
    let found = if forward { (at.map_or(0, |at| at + 1)..list.len()).find_map(fits) } else { (0..at.unwrap_or(list.len())).rev().find_map(fits) };
    found.map(|(item, _)| item.clone())
}

/// The next field of the selected event, or the one before, round and round.
pub fn step_field(workspace: &Workspace, forward: bool) -> Option<Item> {
    let (key, at) = match workspace.selected.as_ref()? {
        Target::Event { key } => (key, None),
        Target::EventField { key, field } => (key, versions::CARD.iter().position(|f| f == field)),
        _ => return None,
    };
    let count = versions::CARD.len();
    let next = match (at, forward) {
        (None, true) => 0,
        (None, false) => count - 1,
        (Some(at), true) => (at + 1) % count,
        (Some(at), false) => (at + count - 1) % count,
    };
    Some(Target::EventField { key: key.clone(), field: *versions::CARD.get(next)? })
}

/// The id of the next article, or of the one before.
pub fn step_article(workspace: &Workspace, forward: bool) -> Option<String> {
    let articles = &workspace.dataset.articles;
    let at = workspace.article.as_ref().and_then(|id| articles.iter().position(|a| a.head.id == *id));
    let next = match (at, forward) {
        (None, _) => 0,
        (Some(at), true) => at + 1,
        (Some(at), false) => at.checked_sub(1)?,
    };
    articles.get(next).map(|a| a.head.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_a_span_move_by_words() {
        let text = "Kataib Hezbollah’s Abu-Taqwa, was killed.";
        let span = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
        let of = |s: Option<Span>| s.map(|s| s.of(text));
        assert_eq!(of(resized(text, span("Kataib Hezbollah’s"), Verb::EndLeft)), Some("Kataib"));
        assert_eq!(of(resized(text, span("Kataib"), Verb::EndLeft)), None);
        assert_eq!(of(resized(text, span("Kataib"), Verb::EndRight)), Some("Kataib Hezbollah’s"));
        assert_eq!(of(resized(text, span("Abu-Taqwa"), Verb::StartLeft)), Some("Hezbollah’s Abu-Taqwa"));
        assert_eq!(of(resized(text, span("was killed"), Verb::StartRight)), Some("killed"));
        assert_eq!(of(resized(text, span("killed"), Verb::EndRight)), None);
        assert_eq!(of(word_at(text, 8)), Some("Hezbollah’s"));
    }

    #[test]
    fn digits_stand_for_the_kinds_of_the_legend() {
        assert_eq!(kind_of_digit(1), Some(Kind::Person));
        assert_eq!(kind_of_digit(10), Some(Kind::Tally));
        assert_eq!(kind_of_digit(0), None);
    }
}
