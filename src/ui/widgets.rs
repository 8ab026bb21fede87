//! Small pieces that several panels draw.

use super::theme;
use super::verb::Verb;
use super::{Action, Workspace, keymap};
use crate::model::Kind;
use crate::review::Review;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{RichText, Ui};

/// A button for a verb, with its key printed on it; pressed, it pushes the verb.
pub fn verb_button(ui: &mut Ui, verb: Verb, enabled: bool, actions: &mut Vec<Action>) {
    let button = egui::Button::new(verb.label()).shortcut_text(keymap::text(ui, verb));
    if ui.add_enabled(enabled, button).on_hover_text(keymap::tip(ui, verb)).on_disabled_hover_text(keymap::tip(ui, verb)).clicked() {
        actions.push(Action::Do(verb));
    }
}

/// A button that shows a sign and is named by words.
pub fn named_button(ui: &mut Ui, sign: &str, name: &str) -> egui::Response {
    let response = ui.button(sign).on_hover_text(name);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response
}

/// What is heard of a field called `name` that holds `text`: a hint alone is no name.
pub fn field_info(name: &str, text: &str) -> egui::WidgetInfo {
    egui::WidgetInfo { label: Some(name.to_owned()), ..egui::WidgetInfo::text_edit(true, "", text, name) }
}

/// The sign and word of a review status; the sign differs in shape, not only in colour.
pub fn review_sign(review: Review) -> (&'static str, &'static str) {
    match review {
        Review::Open => ("○", "open"),
        Review::Confirmed => ("✔", "confirmed"),
        Review::Corrected => ("✎", "corrected"),
        Review::Rejected => ("✖", "rejected"),
        Review::Added => ("✚", "added"),
    }
}

/// The colour of a review status.
pub fn review_colour(ui: &Ui, review: Review) -> egui::Color32 {
    let palette = theme::palette(ui);
    match review {
        Review::Open => palette.muted,
        Review::Confirmed | Review::Corrected | Review::Added => palette.good,
        Review::Rejected => palette.bad,
    }
}

/// Draws the sign of a review status.
pub fn review_mark(ui: &mut Ui, review: Review) -> egui::Response {
    let (sign, word) = review_sign(review);
    ui.label(RichText::new(sign).color(review_colour(ui, review))).on_hover_text(word)
}

/// Draws the two letters of a kind on its colour.
pub fn kind_badge(ui: &mut Ui, kind: Kind) -> egui::Response {
    let look = theme::look(ui);
    let text = RichText::new(theme::kind_letters(kind)).small().color(theme::kind_colour(kind, look)).background_color(theme::letters_background(kind, look));
    ui.label(text).on_hover_text(kind.label())
}

/// A heading, a sentence and what to do next, in the middle of an empty view.
pub fn empty_state(ui: &mut Ui, heading: &str, sentence: &str, verbs: &[Verb], actions: &mut Vec<Action>) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        ui.label(RichText::new(heading).font(theme::strong_font(18.0)));
        ui.add_space(theme::SMALL);
        ui.weak(sentence);
        ui.add_space(theme::MEDIUM);
        for verb in verbs {
            verb_button(ui, *verb, true, actions);
        }
    });
}

/// Whether `verb` can do anything now; menus and buttons are grey where it cannot.
pub fn enabled(verb: Verb, workspace: &Workspace) -> bool {
    let open = workspace.project.is_some();
    match verb {
        Verb::Undo => workspace.can_edit() && workspace.journal.undo_label().is_some(),
        Verb::Redo => workspace.can_edit() && workspace.journal.redo_label().is_some(),
        Verb::EditValue if workspace.marked.is_some() => workspace.can_edit(),
        Verb::Accept | Verb::Reject | Verb::Reopen | Verb::EditValue | Verb::Flag | Verb::Comment => workspace.can_edit() && workspace.selected.is_some(),
        Verb::CopyPrevious => workspace.can_edit() && matches!(workspace.selected, Some(crate::review::Target::EventField { .. })),
        Verb::Later | Verb::Evidence => workspace.selected.is_some(),
        Verb::RejectAlike | Verb::ApplyToAll => workspace.can_edit() && matches!(workspace.selected, Some(crate::review::Target::Mention { .. })),
        Verb::Join | Verb::Split => {
            workspace.can_edit()
                && workspace.selected.as_ref().is_some_and(|s| {
                    matches!(
                        s,
                        crate::review::Target::Event { .. }
                            | crate::review::Target::EventField { .. }
                            | crate::review::Target::Report { .. }
                            | crate::review::Target::ReportField { .. }
                    )
                })
        }
        Verb::AcceptSeen | Verb::FinishArticle => workspace.can_edit() && workspace.article.is_some(),
        Verb::Teach | Verb::Settling => workspace.can_edit(),
        Verb::Copy => workspace.marked.is_some() || workspace.selected.is_some(),
        verb => verb.always() || open,
    }
}

/// A date as analysts write it: `4 Jan 2024`, `Jan 2024`, `2024`.
pub fn date_words(date: crate::model::PartialDate) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = date.month.and_then(|m| MONTHS.get(usize::try_from(m).ok()?.checked_sub(1)?));
    match (month, date.day) {
        (Some(month), Some(day)) => format!("{day} {month} {}", date.year),
        (Some(month), None) => format!("{month} {}", date.year),
        (None, _) => date.year.to_string(),
    }
}

/// What a row of a list lies on: plain, pointed at or chosen; a bar at its left tells that it is chosen where its colour alone does not.
pub fn row_ground(ui: &Ui, rect: egui::Rect, chosen: bool, hovered: bool) {
    let palette = theme::palette(ui);
    if chosen || hovered {
        ui.painter().rect_filled(rect, 4.0, if chosen { palette.selected } else { palette.faint });
    }
    if chosen {
        ui.painter().rect_filled(egui::Rect::from_min_size(rect.left_top(), egui::vec2(3.0, rect.height())), 1.5, palette.accent);
    }
}

/// Text in at most so many rows; what is cut is told by hovering.
pub fn some_lines(ui: &mut Ui, text: &str, rows: usize) {
    let format = TextFormat::simple(egui::TextStyle::Body.resolve(ui.style()), ui.visuals().text_color());
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping { max_width: ui.available_width(), max_rows: rows, break_anywhere: false, ..TextWrapping::default() };
    let galley = ui.painter().layout_job(job);
    let cut = galley.elided;
    let label = ui.label(galley);
    if cut {
        label.on_hover_text(text);
    }
}

/// One line of text at `at`, cut with an ellipsis.
pub fn one_line(ui: &Ui, at: egui::Pos2, width: f32, text: &str, font: egui::FontId, colour: egui::Color32) {
    let mut job = LayoutJob::single_section(text.replace('\n', " "), TextFormat::simple(font, colour));
    job.wrap = TextWrapping { max_width: width, max_rows: 1, break_anywhere: true, ..TextWrapping::default() };
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(at, galley, colour);
}
