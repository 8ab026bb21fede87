//! Draws the list of problems.

use super::{Row, rows};
use crate::ui::{Action, Workspace, theme, widgets};
use egui::{Label, RichText, ScrollArea, TextEdit, Ui};

/// The list with its filter.
#[derive(Default)]
pub struct ProblemList {
    query: String,
}

impl ProblemList {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let all = rows(workspace, "").len();
        if all == 0 {
            let sentence = "Every file was read as it stands, and every decision found its words.";
            return widgets::empty_state(ui, "No problems", sentence, &[], actions);
        }
        let shown = rows(workspace, &self.query);
        ui.add_space(theme::SMALL);
        self.heading(ui, all, shown.len());
        ui.add_space(theme::SMALL);
        if shown.is_empty() {
            ui.weak("No problem holds these words. Clear the filter above.");
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for row in &shown {
                draw(ui, workspace, row, actions);
            }
        });
    }

    fn heading(&mut self, ui: &mut Ui, all: usize, shown: usize) {
        ui.horizontal(|ui| {
            let count = if shown == all { format!("Problems: {all}") } else { format!("Problems: {shown} of {all}") };
            ui.label(RichText::new(count).font(theme::strong_font(16.0)));
            ui.add_space(theme::LARGE);
            let label = ui.weak("Filter");
            ui.add(TextEdit::singleline(&mut self.query).hint_text("file or words").desired_width(220.0)).labelled_by(label.id);
        });
        ui.weak("One file that cannot be read never stops the others. “Read the folder again” (F5) takes in what you have repaired.");
    }
}

fn draw(ui: &mut Ui, workspace: &Workspace, row: &Row, actions: &mut Vec<Action>) {
    ui.separator();
    ui.horizontal_wrapped(|ui| {
        let name = if row.path.is_empty() { "The folder" } else { row.path.as_str() };
        let article = workspace.article_at(row.path.split(", line").next().unwrap_or_default());
        match article {
            Some(article) => {
                if ui.link(RichText::new(name).strong()).on_hover_text("Open the article").clicked() {
                    actions.push(Action::ShowArticle(article.article.id.clone()));
                }
            }
            None => _ = ui.label(RichText::new(name).strong()),
        }
    });
    ui.add(Label::new(&row.text).wrap());
}
