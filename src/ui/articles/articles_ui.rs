//! Draws the list of articles: only the rows on the screen.

use super::{Row, row, shown, state_sign};
use crate::review::ArticleState;
use crate::ui::workspace::Filter;
use crate::ui::{Action, Workspace, theme, widgets};
use egui::{Align2, FontId, Rect, Response, RichText, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// The list; what it shows is worked out anew when the dataset or the filter changes.
#[derive(Default)]
pub struct ArticleList {
    key: Option<(u64, Filter, Option<u64>)>,
    rows: Vec<usize>,
    shown: Option<String>,
    /// How far it is scrolled, and how much of it shows.
    view: (f32, f32),
}

const ROW: f32 = 46.0;

impl ArticleList {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let found = workspace.found.as_ref().filter(|f| f.query == workspace.filter.query.trim()).map(|f| f.revision);
        let waits = workspace.found.is_some() && found.is_none() && !workspace.filter.query.trim().is_empty();
        let key = Some((workspace.revision, workspace.filter.clone(), found));
        if self.key != key && !waits {
            self.rows = shown(workspace);
            self.key = key;
        }
        ui.add_space(theme::SMALL);
        self.heading(ui, workspace);
        ui.add_space(2.0);
        if self.rows.is_empty() && !workspace.dataset.articles.is_empty() {
            ui.weak("No article fits the filter. Take a condition away above.");
        }
        let moved = self.shown != workspace.article;
        self.shown.clone_from(&workspace.article);
        let articles = &workspace.dataset.articles;
        let is_shown = |i: &usize| articles.get(*i).is_some_and(|a| Some(&a.head.id) == workspace.article.as_ref());
        let at = moved.then(|| self.rows.iter().position(is_shown)).flatten();
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut area = ScrollArea::vertical().auto_shrink(false);
        if let Some(offset) = at.and_then(|at| self.offset(at)) {
            area = area.vertical_scroll_offset(offset);
        }
        let output = area.show_rows(ui, ROW, self.rows.len(), |ui, range| {
            for article in self.rows.get(range).unwrap_or_default().iter().filter_map(|i| articles.get(*i)) {
                let row = row(article, workspace.dataset.events_in(&article.head.id).len());
                let chosen = Some(&row.id) == workspace.article.as_ref();
                if draw(ui, &row, chosen).clicked() {
                    actions.push(Action::ShowArticle(row.id.clone()));
                }
            }
        });
        self.view = (output.state.clamped_offset().y, output.inner_rect.height());
    }

    /// The offset that brings row `at` on the screen, if it is not there.
    fn offset(&self, at: usize) -> Option<f32> {
        let (offset, height) = self.view;
        let top = at as f32 * (ROW + 2.0);
        (top < offset || top + ROW > offset + height).then_some((top - height * 0.4).max(0.0))
    }

    fn heading(&self, ui: &mut Ui, workspace: &Workspace) {
        let all = workspace.dataset.articles.len();
        let done = workspace.progress().done;
        let shown = if self.rows.len() == all { format!("{all}") } else { format!("{} of {all}", self.rows.len()) };
        ui.horizontal(|ui| {
            ui.label(RichText::new("Articles").font(theme::strong_font(14.0)));
            ui.weak(format!("{shown} · {done} done"));
        });
    }
}

fn draw(ui: &mut Ui, row: &Row, chosen: bool) -> Response {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let (sign, word) = state_sign(row.state);
    response.widget_info(|| WidgetInfo::selected(egui::Role::ListBoxOption, true, chosen, &row.title));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    widgets::row_ground(ui, rect, chosen, response.hovered());
    let colour = if row.state == ArticleState::Done { palette.good } else { palette.muted };
    ui.painter().text(pos2(rect.left() + 13.0, rect.top() + 14.0), Align2::CENTER_CENTER, sign, FontId::proportional(14.0), colour);
    let text = Rect::from_min_max(pos2(rect.left() + 26.0, rect.top() + 4.0), pos2(rect.right() - 6.0, rect.bottom()));
    widgets::one_line(ui, text.left_top(), text.width(), &row.title, FontId::proportional(14.0), palette.text);
    let small = FontId::proportional(12.0);
    let events = match row.events {
        0 => String::new(),
        1 => "1 event".to_owned(),
        n => format!("{n} events"),
    };
    widgets::one_line(ui, text.left_top() + vec2(0.0, 20.0), text.width() - 64.0, &row.about, small.clone(), palette.muted);
    ui.painter().text(pos2(text.right(), text.top() + 20.0), Align2::RIGHT_TOP, events, small, palette.muted);
    response.on_hover_text(format!("{}\n{}\n{}\n{word}", row.title, row.about, row.path))
}
