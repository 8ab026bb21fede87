//! Draws the table of agreement and the list of differences with both choices numbered.

use super::{Comparison, chosen};
use crate::agreement::{Difference, Row};
use crate::ui::inspector::versions;
use crate::ui::picker::Wanted;
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, theme, widgets};
use egui::{Button, Grid, Label, Panel, RichText, ScrollArea, Ui, WidgetInfo};

const ROW: f32 = 26.0;

/// The page.
#[derive(Default)]
pub struct CodersPage {
    at: usize,
}

impl CodersPage {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let Some(comparison) = &workspace.comparison else {
            let waits = workspace.coder.is_some() || !workspace.tasks.is_empty();
            let (heading, sentence) = if waits {
                ("Comparing", "The line below tells how far that is.")
            } else {
                (
                    "Compare with another coder",
                    "Open the project of another analyst of the same articles, or what came back of an export from brat, Label Studio or as JSON Lines.",
                )
            };
            let verbs: &[Verb] = if waits { &[] } else { &[Verb::OpenCoder, Verb::OpenCoderFolder] };
            return widgets::empty_state(ui, heading, sentence, verbs, actions);
        };
        Panel::left("agreement").default_size(470.0).size_range(300.0..=640.0).show(ui, |ui| table(ui, comparison, actions));
        egui::CentralPanel::default().show(ui, |ui| self.differences(ui, workspace, comparison, actions));
    }

    fn differences(&mut self, ui: &mut Ui, workspace: &Workspace, comparison: &Comparison, actions: &mut Vec<Action>) {
        ui.label(RichText::new(format!("{} to settle", comparison.open)).font(theme::strong_font(16.0)));
        ui.weak(format!("{} settled with {}; each is kept in the journal as a settlement and can be undone.", comparison.settled, comparison.coder.name));
        if let Some(difference) = chosen(workspace) {
            card(ui, workspace, comparison, difference, actions);
        } else {
            ui.add_space(theme::MEDIUM);
            ui.label("You two agree on everything that both of you worked on.");
        }
        ui.separator();
        let mut area = ScrollArea::vertical().id_salt("differences").auto_shrink(false);
        if self.at != workspace.at_difference {
            self.at = workspace.at_difference;
            area = area.vertical_scroll_offset((self.at as f32 * (ROW + ui.spacing().item_spacing.y) - 120.0).max(0.0));
        }
        area.show_rows(ui, ROW, comparison.differences.len(), |ui, range| {
            for i in range {
                let Some(difference) = comparison.differences.get(i) else { continue };
                row(ui, difference, i, i == workspace.at_difference, i >= comparison.open, actions);
            }
        });
    }
}

/// The chosen difference with its sentence and the two choices.
fn card(ui: &mut Ui, workspace: &Workspace, comparison: &Comparison, difference: &Difference, actions: &mut Vec<Action>) {
    ui.add_space(theme::SMALL);
    if let Some(article) = workspace.dataset.article(&difference.article) {
        ui.horizontal_wrapped(|ui| {
            ui.strong(difference.what.label());
            ui.weak(article.article.name());
        });
        if let Some(span) = difference.span {
            let words = versions::around(&article.article.text, span).replace('\n', " ");
            if ui.add(Label::new(words).wrap().sense(egui::Sense::click())).on_hover_text("Go there").clicked() {
                actions.push(Action::Reveal { article: difference.article.clone(), span });
            }
        }
    }
    let choices = [("1", "Keep mine", &difference.mine, false), ("2", "Take theirs", &difference.theirs, true)];
    for (key, verb, value, theirs) in choices {
        ui.horizontal_wrapped(|ui| {
            let button = Button::new(verb).shortcut_text(key).min_size(egui::vec2(120.0, 0.0));
            let response = ui.add_enabled(workspace.can_edit(), button);
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, verb));
            if response.clicked() {
                actions.push(Action::Settle(theirs));
            }
            ui.label(if theirs { format!("{}:", comparison.coder.name) } else { "you:".to_owned() });
            ui.strong(value);
        });
    }
}

fn row(ui: &mut Ui, difference: &Difference, number: usize, chosen: bool, settled: bool, actions: &mut Vec<Action>) {
    let sign = if settled { "✔ " } else { "" };
    let words = format!("{sign}{}: {}  ≠  {}", difference.what.label(), difference.mine, difference.theirs);
    let button = ui.add(Button::selectable(chosen, &words).truncate());
    button.widget_info(|| WidgetInfo::selected(egui::Role::ListBoxOption, true, chosen, format!("Difference {}: {words}", number + 1)));
    if button.clicked() {
        actions.push(Action::ShowDifference(number));
    }
}

fn table(ui: &mut Ui, comparison: &Comparison, actions: &mut Vec<Action>) {
    ui.label(RichText::new(format!("Agreement with {}", comparison.coder.name)).font(theme::strong_font(16.0)));
    let count = comparison.table.articles;
    let articles = if count == 1 { "1 article".to_owned() } else { format!("{count} articles") };
    ui.weak(format!("Over {articles} that both worked on. What nobody touched counts as the machine reads it."));
    ui.horizontal(|ui| {
        if ui.button("Another project or file…").clicked() {
            actions.push(Action::Browse(Wanted::Coder));
        }
        if ui.button("Copy the table").clicked() {
            ui.ctx().copy_text(comparison.table.to_string());
        }
    });
    ui.separator();
    ScrollArea::vertical().id_salt("agreement").auto_shrink(false).show(ui, |ui| {
        Grid::new("agreement").num_columns(6).spacing([theme::SMALL, 4.0]).striped(true).show(ui, |ui| {
            for (head, tip) in [
                ("", ""),
                ("compared", "Words for mentions; else events, totals or articles"),
                ("percent", "The share on which both say the same"),
                ("kappa", "Cohen’s kappa: agreement beyond chance; – where both gave everything one value"),
                ("F1", "Spans with the same first and last letter"),
                ("overlap", "Spans with some letter in common"),
            ] {
                let head = RichText::new(head).small().color(theme::palette(ui).muted);
                right(ui, head).on_hover_text(tip);
            }
            ui.end_row();
            let mut group = "";
            for row in &comparison.table.rows {
                if row.group != group {
                    group = row.group;
                    ui.label(RichText::new(group).strong());
                    ui.end_row();
                }
                figures(ui, row);
            }
        });
    });
}

/// A cell of figures, flush right and never wider than its column.
fn right(ui: &mut Ui, text: RichText) -> egui::Response {
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(egui::vec2(58.0, 18.0), layout, |ui| ui.label(text)).inner
}

fn figures(ui: &mut Ui, row: &Row) {
    let name = ui.label(&row.name);
    let figures = row.figures();
    name.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, format!("{} {}: {}", row.group, row.name, figures.join(" "))));
    for figure in &figures {
        right(ui, RichText::new(figure));
    }
    ui.end_row();
}
