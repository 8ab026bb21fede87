//! Carries actions out: one line each.

use super::action::Action;
use super::app::App;
use super::decide::{self, Picked};
use super::dialog::{Dialog, Page};
use super::marking::{add_mention, copy, mark, mark_word, resize_mark, select_added};
use super::picker::Wanted;
use super::queue;
use super::rebind::Rebinding;
use super::selection::{self, Item};
use super::verb::Verb;
use super::workspace::{Filter, View};
use crate::model::{Kind, Span};
use crate::review::{Change, Command, State, Target, plan};
use egui::Context;
use std::time::Instant;

/// Carries `action` out.
pub fn perform(app: &mut App, action: Action, ctx: &Context) {
    match action {
        Action::Do(verb) => verb_on_selection(app, verb, ctx),
        Action::Pick(number) => pick(app, number),
        Action::Open(path) => app.open(&path),
        Action::Edit(command) => _ = edit(app, &command),
        Action::EditAndGoOn(command) => edit_and_go_on(app, &command),
        Action::Select(item) => select(app, item),
        Action::Deselect => (app.workspace.selected, app.workspace.joining) = (None, false),
        Action::ShowArticle(id) => show_article(app, id),
        Action::Saw { article, span } => app.workspace.saw(&article, span),
        Action::Reveal { article, span } => reveal(app, &article, span),
        Action::Mark(marked) => mark(app, marked),
        Action::AddMention(kind) => add_mention(app, kind),
        Action::Show(view) => app.workspace.view = view,
        Action::Ask(dialog) => app.workspace.dialog = Some(dialog),
        Action::CloseDialog => (app.workspace.dialog, app.workspace.rebinding) = (None, None),
        Action::ToggleKind(kind) => toggle_kind(app, kind),
        Action::SetFilter(filter) => set_filter(app, filter),
        Action::StepTo(count) => app.step_to(count),
        Action::Queue(wanted) => app.workspace.queue.wanted = wanted,
        Action::OnScreen(rows) => app.workspace.queue.on_screen = rows,
        Action::Sure(share) => app.workspace.queue.sure = share,
        Action::SortEvents(sort) => app.workspace.event_sort = sort,
        Action::SetSettings(settings) => app.keep_settings(settings),
        Action::Rebind(key) => app.workspace.rebinding = key.map(|(verb, slot)| Rebinding { verb, slot, refused: None }),
        Action::Press(chord) => app.press(chord, ctx),
        Action::SavePicture(picture) => app.save_picture(*picture),
        Action::PictureTo(path) => app.write_picture(path),
        Action::SaveCopy(path) => app.save_copy(path),
        Action::Export(request) => app.export(request),
        Action::LayOver(Some(path)) => {
            app.workspace.dialog = Some(Dialog::Outside);
            app.lay_over(&path);
        }
        Action::LayOver(None) => app.workspace.outside = None,
        Action::Cancel(id) => app.jobs.cancel(id),
        Action::TakeAlike(rows) => app.take_alike(&rows),
        Action::ShowActor(key) => app.workspace.actor = Some(key),
        Action::OpenCoder(path) => app.open_coder(&path),
        Action::ShowDifference(number) => app.workspace.at_difference = number,
        Action::Settle(theirs) => app.settle(theirs),
        Action::Tell(sentence) => app.workspace.notices.tell(sentence, Instant::now()),
        Action::CloseNotice(sentence) => app.workspace.notices.close(&sentence),
        Action::Browse(wanted) => browse(app, wanted),
        Action::Forget(path) => forget(app, &path),
    }
}

fn verb_on_selection(app: &mut App, verb: Verb, ctx: &Context) {
    if let Some(command) = decide::command(&app.workspace, verb) {
        return if decide::goes_on(verb) { edit_and_go_on(app, &command) } else { finish_edit(app, verb, &command) };
    }
    match verb {
        Verb::OpenFolder => browse(app, Wanted::Articles),
        Verb::OpenProject => browse(app, Wanted::Project),
        Verb::OpenSample => app.open_sample(),
        Verb::Reload => app.reload(),
        Verb::Export => app.workspace.dialog = Some(Dialog::Export),
        Verb::Save => tell_saved(app),
        Verb::SaveCopy => browse(app, Wanted::Copy),
        Verb::Letters => app.workspace.letters = !app.workspace.letters,
        Verb::Columns => app.workspace.dialog = Some(Dialog::Columns),
        Verb::Outside => app.workspace.dialog = Some(Dialog::Outside),
        Verb::Settings => app.workspace.dialog = Some(Dialog::Settings(Page::General)),
        Verb::CloseProject => app.close_project(),
        Verb::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        Verb::Undo => app.take_back(true),
        Verb::Redo => app.take_back(false),
        Verb::EditValue => app.workspace.focus_editor += 1,
        Verb::SelectWord => mark_word(app),
        Verb::Copy => copy(app, ctx),
        Verb::EndLeft | Verb::EndRight | Verb::StartLeft | Verb::StartRight => resize_mark(app, verb),
        Verb::Later | Verb::Next => step(app, true, false),
        Verb::Previous => step(app, false, false),
        Verb::NextOpen => step(app, true, true),
        Verb::PreviousOpen => step(app, false, true),
        Verb::NextField => step_field(app, true),
        Verb::PreviousField => step_field(app, false),
        Verb::NextArticle => step_article(app, true),
        Verb::PreviousArticle => step_article(app, false),
        Verb::ShowRead => app.workspace.view = View::Read,
        Verb::ShowEvents => app.workspace.view = View::Events,
        Verb::ShowTimeline => app.workspace.view = View::Timeline,
        Verb::ShowMap => app.workspace.view = View::Map,
        Verb::ShowFound => app.workspace.view = View::Search,
        Verb::ShowProblems => app.workspace.view = View::Problems,
        Verb::Search => app.workspace.focus_search += 1,
        Verb::OnlyOpen => toggle_only_open(app),
        Verb::Why => app.workspace.why = !app.workspace.why,
        Verb::PageDown => app.workspace.scroll_pages += 1,
        Verb::PageUp => app.workspace.scroll_pages -= 1,
        Verb::History => app.workspace.dialog = Some(Dialog::History),
        Verb::Palette => app.workspace.dialog = Some(Dialog::Palette),
        Verb::Back => back(app),
        Verb::Keys => app.workspace.dialog = Some(Dialog::Keys),
        Verb::About => app.workspace.dialog = Some(Dialog::About),
        Verb::Evidence => evidence(app),
        Verb::Comment if app.workspace.selected.is_some() => app.workspace.focus_comment += 1,
        Verb::Settling => app.workspace.dialog = Some(Dialog::Settling),
        Verb::Codebook => app.workspace.codebook = !app.workspace.codebook,
        Verb::CopyPrevious => app.workspace.notices.tell("Open a field of an event that comes after another one, then copy from that.", Instant::now()),
        Verb::Join => join(app),
        Verb::Jump => jump(app),
        Verb::ShowActors => app.workspace.view = View::Actors,
        Verb::ShowCoders => app.workspace.view = View::Coders,
        Verb::OpenCoder => browse(app, Wanted::Coder),
        Verb::OpenCoderFolder => browse(app, Wanted::CoderFolder),
        Verb::Teach => {
            app.workspace.teaching += 1;
            app.workspace.dialog = Some(Dialog::Teach);
        }
        Verb::Changes => app.workspace.dialog = Some(Dialog::Changes),
        Verb::ApplyToAll => app.look_alike(false),
        Verb::RejectAlike => app.look_alike(true),
        Verb::Accept | Verb::Reject | Verb::Reopen | Verb::Split | Verb::Flag | Verb::Comment => nothing_selected(app),
        Verb::AcceptSeen | Verb::FinishArticle | Verb::Boilerplate => app.workspace.notices.tell("There is nothing here that this works on.", Instant::now()),
    }
}

/// Asks for a selection.
pub(super) fn nothing_selected(app: &mut App) {
    app.workspace.notices.tell("Select something that this works on first.", Instant::now());
}

fn browse(app: &mut App, wanted: Wanted) {
    let task = app.jobs.pick(&app.options.picker, wanted);
    app.workspace.tasks.push(task);
}

/// Plans, journals and shows an edit; what cannot be done is told in a sentence.
pub fn edit(app: &mut App, command: &Command) -> bool {
    if let Some(why) = app.workspace.project.as_ref().and_then(|p| p.read_only.clone()) {
        app.workspace.notices.fail(format!("Nothing can be decided here: {why}."));
        return false;
    }
    let (by, at) = (app.coder(), jiff::Timestamp::now().to_string());
    let state = State { dataset: &app.workspace.dataset, decisions: app.workspace.journal.decisions() };
    match plan(&state, command, &by, &at) {
        Ok(changes) => {
            let row = app.workspace.journal.commit(changes, command.label(), &by, &at);
            app.written(row);
            true
        }
        Err(refusal) => {
            app.workspace.notices.tell(refusal.to_string(), Instant::now());
            false
        }
    }
}

fn edit_and_go_on(app: &mut App, command: &Command) {
    let next = decide::after(&app.workspace);
    if !edit(app, command) {
        return;
    }
    match next {
        Some(next) => select(app, next),
        None if queue::is_followed(&app.workspace) => {
            app.workspace.selected = None;
            step(app, true, true);
        }
        None => {}
    }
}

fn finish_edit(app: &mut App, verb: Verb, command: &Command) {
    if !edit(app, command) {
        return;
    }
    match verb {
        Verb::FinishArticle if decide::step_article(&app.workspace, true).is_some() => step_article(app, true),
        // The last article leads to what is still open in all of them.
        Verb::FinishArticle if !app.workspace.queue.on => toggle_only_open(app),
        Verb::FinishArticle => step(app, true, true),
        Verb::Boilerplate => app.workspace.marked = None,
        Verb::AcceptSeen if queue::is_followed(&app.workspace) => {
            app.workspace.selected = None;
            step(app, true, true);
            app.workspace.notices.tell(format!("{}; what conflicts, is flagged or less sure is left.", command.label()), Instant::now());
        }
        Verb::EditValue => select_added(app),
        _ => {}
    }
}

/// Selects `item`: in the reader, the text scrolls to its words.
pub fn select(app: &mut App, item: Item) {
    let workspace = &mut app.workspace;
    workspace.marked = None;
    (workspace.joining, workspace.jumping) = (false, false);
    if matches!(item, Target::Article { .. } | Target::ArticleField { .. }) {
        workspace.article = Some(item.article().to_owned());
    }
    if let Some((article, span)) = selection::words(&workspace.dataset, &item) {
        workspace.point_at(&article, span, Instant::now());
    }
    workspace.selected = Some(item);
}

fn reveal(app: &mut App, article: &str, span: Span) {
    let workspace = &mut app.workspace;
    let id = workspace.dataset.article(article).or_else(|| workspace.article_at(article)).map(|a| a.head.id.clone());
    if let Some(id) = id {
        workspace.view = View::Read;
        workspace.point_at(&id, span, Instant::now());
    }
}

fn show_article(app: &mut App, id: String) {
    let workspace = &mut app.workspace;
    workspace.marked = None;
    workspace.flash = None;
    workspace.selected = None;
    if matches!(workspace.view, View::Problems | View::Timeline | View::Map | View::Search) {
        workspace.view = View::Read;
    }
    workspace.article = Some(id);
}

fn evidence(app: &mut App) {
    match decide::evidence(&app.workspace) {
        Some((article, span)) => reveal(app, &article, span),
        None if app.workspace.selected.is_none() => nothing_selected(app),
        None => app.workspace.notices.tell("No article has words for this field.", Instant::now()),
    }
}

fn join(app: &mut App) {
    let workspace = &mut app.workspace;
    let is_event = workspace.selected.as_ref().is_some_and(|s| selection::event(&workspace.dataset, s).is_some());
    if !is_event {
        return workspace.notices.tell("Select an event first; then pick the one that it is the same as.", Instant::now());
    }
    workspace.selected = workspace.selected.as_ref().map(Target::whole);
    workspace.joining = !workspace.joining;
}

fn jump(app: &mut App) {
    let workspace = &mut app.workspace;
    if workspace.view != View::Read || workspace.shown().is_none() {
        return workspace.notices.tell("Highlights are reached by letters where an article is read.", Instant::now());
    }
    workspace.jumping = !workspace.jumping;
}

fn pick(app: &mut App, number: usize) {
    match (app.workspace.view, number) {
        (View::Coders, 1 | 2) => return app.settle(number == 2),
        (View::Actors, _) => {
            if let Some(command) = super::actors::pick(&app.workspace, number) {
                edit(app, &command);
            }
            return;
        }
        _ => {}
    }
    match decide::pick(&app.workspace, number) {
        Some(Picked::Add(kind)) => add_mention(app, kind),
        Some(Picked::Edit(command)) => {
            edit(app, &command);
            app.workspace.joining = false;
            // A value was chosen: back to the card, where the next digit opens the next field.
            if let Some(field @ Target::EventField { .. }) = &app.workspace.selected {
                app.workspace.selected = Some(field.whole());
            }
        }
        Some(Picked::Select(item)) => app.workspace.selected = Some(item),
        None => {}
    }
}

fn step(app: &mut App, forward: bool, open: bool) {
    match app.workspace.view {
        View::Coders => return app.step_difference(forward),
        View::Actors => {
            if let Some(key) = super::actors::step(&app.workspace, forward) {
                app.workspace.actor = Some(key);
            }
            return;
        }
        _ => {}
    }
    if let Some(item) = decide::step(&app.workspace, forward, open) {
        return select(app, item);
    }
    let sentence = match (open, forward) {
        _ if queue::is_followed(&app.workspace) => "Nothing is left in the queue.",
        (true, _) => "Nothing undecided is left here.",
        (false, true) => "That was the last one; → goes on to the next article.",
        (false, false) => "That was the first one.",
    };
    app.workspace.notices.tell(sentence, Instant::now());
}

fn step_field(app: &mut App, forward: bool) {
    if let Some(item) = decide::step_field(&app.workspace, forward) {
        app.workspace.selected = Some(item);
    }
}

fn step_article(app: &mut App, forward: bool) {
    match decide::step_article(&app.workspace, forward) {
        Some(id) => show_article(app, id),
        None => app.workspace.notices.tell(if forward { "That was the last article." } else { "That was the first article." }, Instant::now()),
    }
}

fn toggle_kind(app: &mut App, kind: Kind) {
    if !app.workspace.hidden_kinds.remove(&kind) {
        app.workspace.hidden_kinds.insert(kind);
    }
}

fn set_filter(app: &mut App, filter: Filter) {
    app.workspace.filter = filter;
}

fn toggle_only_open(app: &mut App) {
    let on = !app.workspace.filter.only_open;
    (app.workspace.filter.only_open, app.workspace.queue.on) = (on, on);
    if on && queue::is_followed(&app.workspace) {
        step(app, true, true);
    }
}

fn back(app: &mut App) {
    let workspace = &mut app.workspace;
    workspace.rebinding = None;
    if workspace.dialog.take().is_some()
        || std::mem::take(&mut workspace.jumping)
        || std::mem::take(&mut workspace.joining)
        || workspace.marked.take().is_some()
    {
        return;
    }
    match workspace.selected.clone() {
        Some(field) if field.whole() != field => workspace.selected = Some(field.whole()),
        _ => workspace.selected = None,
    }
}

fn tell_saved(app: &mut App) {
    let saving = &app.workspace.saving;
    let sentence = match (&saving.error, saving.made > saving.on_disk) {
        (Some(error), _) => error.clone(),
        (None, true) => "Being saved; the line below tells when it is done.".to_owned(),
        (None, false) => "Everything is saved already.".to_owned(),
    };
    app.workspace.notices.tell(sentence, Instant::now());
}

fn forget(app: &mut App, path: &std::path::Path) {
    let mut settings = app.workspace.settings.clone();
    settings.recent.retain(|p| p != path);
    app.keep_settings(settings);
}

/// The item that a change is about, for selecting it after undo.
pub fn item_of(changes: &[Change]) -> Option<Item> {
    changes.first().map(|c| c.target.remarked().unwrap_or(&c.target).clone()).filter(|t| {
        !matches!(
            t,
            Target::Pair { .. }
                | Target::Taught { .. }
                | Target::Actors { .. }
                | Target::Settling
                | Target::Mask { .. }
                | Target::Article { .. }
                | Target::ArticleField { .. }
        )
    })
}
