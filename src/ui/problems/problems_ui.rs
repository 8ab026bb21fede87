//! Draws the list of problems: only the rows on the screen.

use super::{Row, rows};
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, keymap, theme, widgets};
use egui::{Label, RichText, ScrollArea, TextEdit, Ui, UiBuilder};

/// The list with its filter.
#[derive(Default)]
pub struct ProblemList {
    query: String,
    key: Option<(u64, (u64, usize), String)>,
    rows: Vec<Row>,
    all: usize,
}

/// A file and two lines on what happened; what is longer is told by hovering.
const ROW: f32 = 74.0;

impl ProblemList {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        self.refresh(workspace);
        if self.all == 0 {
            let sentence = "Every file was read as it stands, and every decision found its words.";
            return widgets::empty_state(ui, "No problems", sentence, &[], actions);
        }
        ui.add_space(theme::SMALL);
        self.heading(ui);
        ui.add_space(theme::SMALL);
        if self.rows.is_empty() {
            ui.weak("No problem holds these words. Clear the filter above.");
        }
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, self.rows.len(), |ui, range| {
            for row in self.rows.get(range).unwrap_or_default() {
                let (_, rect) = ui.allocate_space(egui::vec2(ui.available_width(), ROW));
                ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| draw(ui, workspace, row, actions));
            }
        });
    }

    fn refresh(&mut self, workspace: &Workspace) {
        let key = Some((workspace.revision, workspace.troubles(), self.query.clone()));
        if self.key != key {
            self.rows = rows(workspace, &self.query);
            self.all = if self.query.is_empty() { self.rows.len() } else { rows(workspace, "").len() };
            self.key = key;
        }
    }

    fn heading(&mut self, ui: &mut Ui) {
        let (all, shown) = (self.all, self.rows.len());
        ui.horizontal(|ui| {
            let count = if shown == all { format!("Problems: {all}") } else { format!("Problems: {shown} of {all}") };
            ui.label(RichText::new(count).font(theme::strong_font(16.0)));
            ui.add_space(theme::LARGE);
            let label = ui.weak("Filter");
            ui.add(TextEdit::singleline(&mut self.query).hint_text("file or words").desired_width(220.0)).labelled_by(label.id);
        });
        let (again, key) = (Verb::Reload.label(), keymap::in_brackets(ui, Verb::Reload));
        ui.weak(format!("One file that cannot be read never stops the others. “{again}”{key} takes in what you have repaired."));
    }
}

fn draw(ui: &mut Ui, workspace: &Workspace, row: &Row, actions: &mut Vec<Action>) {
    ui.separator();
    let name = if row.path.is_empty() { "The folder" } else { row.path.as_str() };
    match row.article.and_then(|at| workspace.dataset.articles.get(at)) {
        Some(article) => {
            if ui.link(RichText::new(name).strong()).on_hover_text("Open the article").clicked() {
                actions.push(Action::ShowArticle(article.head.id.clone()));
            }
        }
        None => _ = ui.add(Label::new(RichText::new(name).strong()).truncate()),
    }
    widgets::some_lines(ui, &row.text, 2);
}
