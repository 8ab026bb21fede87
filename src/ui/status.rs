//! The bottom line: which keys work now, how far the review is, what runs, whether everything is on disk.

use super::theme;
use super::verb::Verb;
use super::workspace::View;
use super::{Action, Workspace, keymap};
use crate::review::Target;
use egui::{Align, Layout, ProgressBar, RichText, Ui};

/// Draws it.
pub fn show(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            saving(ui, workspace);
            progress(ui, workspace);
            tasks(ui, workspace, actions);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| keys(ui, workspace));
        });
    });
}

/// The verbs that make sense for what is selected.
pub fn useful(workspace: &Workspace) -> Vec<Verb> {
    if workspace.project.is_none() {
        return vec![Verb::OpenFolder, Verb::OpenProject, Verb::Keys];
    }
    if matches!(workspace.view, View::Actors | View::Coders) {
        return vec![Verb::Next, Verb::Previous, Verb::Teach, Verb::Undo];
    }
    if workspace.is_jumping() {
        return vec![Verb::Back];
    }
    if workspace.marked.is_some() {
        return vec![Verb::EditValue, Verb::Boilerplate, Verb::Back];
    }
    let mut verbs = match &workspace.selected {
        Some(Target::Event { .. } | Target::EventField { .. }) => {
            vec![Verb::Accept, Verb::Reject, Verb::EditValue, Verb::Evidence, Verb::Join, Verb::NextField, Verb::Flag, Verb::Codebook]
        }
        Some(Target::Mention { .. }) => vec![Verb::Accept, Verb::Reject, Verb::Later, Verb::EndRight, Verb::ApplyToAll, Verb::Flag, Verb::Comment],
        Some(_) => vec![Verb::Accept, Verb::Reject, Verb::Later, Verb::Evidence, Verb::Flag, Verb::Comment],
        None => vec![Verb::Next, Verb::NextOpen, Verb::Jump, Verb::NextArticle, Verb::Search],
    };
    verbs.push(Verb::Undo);
    verbs
}

fn keys(ui: &mut Ui, workspace: &Workspace) {
    let palette = theme::palette(ui);
    let digits = match &workspace.selected {
        _ if workspace.view == View::Actors => Some("join with a suggestion"),
        _ if workspace.view == View::Coders => Some("keep mine, take theirs"),
        _ if workspace.marked.is_some() => Some("add as…"),
        _ if workspace.joining => Some("join with that event"),
        Some(Target::Mention { .. }) => Some("change kind"),
        Some(Target::EventField { .. }) => Some("take that value"),
        Some(Target::Event { .. } | Target::Tally { .. } | Target::TallyField { .. }) => Some("go to field"),
        _ => None,
    };
    if let Some(what) = digits {
        key(ui, if workspace.view == View::Coders { "1–2" } else { "1–9" }, what, &palette);
    }
    for verb in useful(workspace) {
        if ui.available_width() < 90.0 {
            break;
        }
        let text = keymap::text(ui, verb);
        if text.is_empty() {
            continue;
        }
        key(ui, &text, verb.label().trim_end_matches('…'), &palette);
    }
}

fn key(ui: &mut Ui, key: &str, what: &str, palette: &theme::Palette) {
    ui.spacing_mut().item_spacing.x = theme::SMALL;
    ui.label(RichText::new(key).small().strong());
    ui.label(RichText::new(what).small().color(palette.muted));
    ui.add_space(theme::MEDIUM);
}

fn saving(ui: &mut Ui, workspace: &Workspace) {
    let palette = theme::palette(ui);
    let Some(project) = &workspace.project else { return };
    let saving = &workspace.saving;
    let (text, colour) = match (&project.read_only, &saving.error) {
        (Some(why), _) => (format!("read-only: {why}"), palette.warn),
        (None, Some(_)) => ("not saved".to_owned(), palette.bad),
        (None, None) if saving.made > saving.on_disk => ("saving…".to_owned(), palette.warn),
        (None, None) if saving.at.is_empty() => ("all saved".to_owned(), palette.muted),
        (None, None) => (format!("saved {}", saving.at), palette.muted),
    };
    let hover = saving.error.clone().unwrap_or_else(|| format!("Every decision is written to {}", project.file.display()));
    ui.label(RichText::new(text).small().color(colour)).on_hover_text(hover);
}

fn progress(ui: &mut Ui, workspace: &Workspace) {
    if workspace.project.is_none() {
        return;
    }
    let progress = workspace.progress();
    ui.separator();
    let text = format!("{} of {} decided", progress.decided, progress.total);
    ui.label(RichText::new(text).small()).on_hover_text(format!(
        "Events and tallies with a decision. {} of {} articles are done.",
        progress.done,
        workspace.dataset.articles.len()
    ));
    ui.separator();
}

fn tasks(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    for task in &workspace.tasks {
        if task.can_cancel && ui.small_button("Cancel").on_hover_text("Stop; what is done so far is kept").clicked() {
            actions.push(Action::Cancel(task.id));
        }
        if task.total > 0 {
            let share = task.done as f32 / task.total as f32;
            ui.add(ProgressBar::new(share).desired_width(110.0).desired_height(8.0));
            ui.label(RichText::new(format!("{} of {}", task.done, task.total)).small());
        } else {
            ui.spinner();
        }
        ui.label(RichText::new(&task.name).small());
        ui.separator();
    }
}
