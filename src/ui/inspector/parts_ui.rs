//! Pieces that the cards of the inspector share.

use super::versions::Source;
use crate::review::Review;
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, theme, widgets};
use egui::{FontId, Label, Pos2, Response, RichText, Sense, Stroke, Ui, WidgetInfo, vec2};

/// Where values begin, from the left edge of the panel.
const VALUE_AT: f32 = 128.0;

/// The head of a card: what it is, and its status.
pub fn heading(ui: &mut Ui, text: &str, review: Option<Review>) {
    ui.add(Label::new(RichText::new(text).font(theme::strong_font(16.0))).wrap());
    if let Some(review) = review {
        let (sign, _) = widgets::review_sign(review);
        ui.label(RichText::new(format!("{sign} {}", review.label())).small().color(widgets::review_colour(ui, review)));
    }
}

/// A small head inside a card.
pub fn section(ui: &mut Ui, text: &str) {
    ui.add_space(theme::MEDIUM);
    ui.label(RichText::new(text).font(theme::strong_font(13.0)).color(theme::palette(ui).muted));
}

/// Words of an article, set apart.
pub fn quote(ui: &mut Ui, words: &str) {
    ui.add(Label::new(RichText::new(format!("“{words}”")).italics()).wrap());
}

/// The buttons of verdicts, with their keys.
pub fn verdicts(ui: &mut Ui, workspace: &Workspace, more: &[Verb], actions: &mut Vec<Action>) {
    ui.add_space(theme::SMALL);
    let verbs = [Verb::Accept, Verb::Reject, Verb::Reopen].into_iter().chain(more.iter().copied());
    ui.horizontal_wrapped(|ui| {
        for verb in verbs {
            widgets::verb_button(ui, verb, widgets::enabled(verb, workspace), actions);
        }
    });
    if let Some(why) = workspace.project.as_ref().and_then(|p| p.read_only.as_ref()) {
        ui.label(RichText::new(format!("Read-only: {why}")).small().color(theme::palette(ui).warn));
    }
}

/// A label and a value on one line.
pub fn fact(ui: &mut Ui, label: &str, value: &str) {
    if !value.is_empty() {
        row(ui, &Row { number: None, label, value, muted: false, warn: false, review: None, open: false }, false);
    }
}

/// What stands on one line of a card.
pub struct Row<'a> {
    /// The digit that picks it.
    pub number: Option<usize>,
    /// The field.
    pub label: &'a str,
    /// The value.
    pub value: &'a str,
    /// Whether the value says that nothing is known.
    pub muted: bool,
    /// Whether the reports do not agree.
    pub warn: bool,
    /// The status.
    pub review: Option<Review>,
    /// Whether its editor is open below.
    pub open: bool,
}

/// Draws a line of a card; with `clickable`, it is a button.
pub fn row(ui: &mut Ui, row: &Row<'_>, clickable: bool) -> Response {
    let palette = theme::palette(ui);
    let width = ui.available_width();
    let body = FontId::proportional(14.0);
    let colour = if row.muted { palette.hidden } else { palette.text };
    let value = ui.painter().layout(row.value.to_owned(), body.clone(), colour, (width - VALUE_AT - 30.0).max(60.0));
    let height = (value.size().y + 6.0).max(24.0);
    let sense = if clickable { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    if row.open || (clickable && response.hovered()) {
        let fill = if row.open { palette.selected } else { ui.visuals().faint_bg_color };
        ui.painter().rect_filled(rect, 3.0, fill);
    }
    let top = rect.min.y + 3.0;
    let painter = ui.painter();
    if let Some(number) = row.number {
        painter.text(Pos2::new(rect.min.x + 4.0, top + 1.0), egui::Align2::LEFT_TOP, number % 10, FontId::proportional(12.0), palette.muted);
    }
    painter.text(Pos2::new(rect.min.x + 20.0, top), egui::Align2::LEFT_TOP, row.label, body.clone(), palette.muted);
    painter.galley(Pos2::new(rect.min.x + VALUE_AT, top), value, colour);
    let mut at = rect.max.x - 4.0;
    if let Some(review) = row.review.filter(|r| r.is_decided()) {
        let (sign, _) = widgets::review_sign(review);
        at -= painter.text(Pos2::new(at, top), egui::Align2::RIGHT_TOP, sign, body.clone(), widgets::review_colour(ui, review)).width();
    }
    if row.warn {
        ui.painter().text(Pos2::new(at - 2.0, top), egui::Align2::RIGHT_TOP, "⚠", body, palette.warn);
    }
    response.widget_info(|| {
        WidgetInfo::selected(if clickable { egui::Role::Button } else { egui::Role::Label }, true, row.open, format!("{}: {}", row.label, row.value))
    });
    response
}

/// Words that open their article and flash there when clicked.
pub fn source(ui: &mut Ui, source: &Source, actions: &mut Vec<Action>) {
    let agencies = if source.agencies.is_empty() { String::new() } else { format!(" (relies on {})", source.agencies.join(", ")) };
    ui.label(RichText::new(format!("{}{agencies}", source.name)).small().color(theme::palette(ui).muted));
    let words = Label::new(RichText::new(format!("“{}”", source.quote)).small()).wrap().sense(Sense::click());
    let response = ui.add(words).on_hover_text("Show these words in the article").on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.hovered() {
        let line = response.rect;
        ui.painter().hline(line.x_range(), line.max.y, Stroke::new(1.0, theme::palette(ui).accent));
    }
    if response.clicked()
        && let Some(span) = source.span
    {
        actions.push(Action::Reveal { article: source.article.clone(), span });
    }
}
