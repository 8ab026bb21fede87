//! Draws the reports of the selected event side by side: agreeing values quiet, conflicting ones marked, each with its sentence.

use super::{Cell, Comparison, Row, Rule, compare, keep_apart, no_longer_apart};
use crate::model::Stance;
use crate::review::{Command, NewValue, ReviewedEvent, Target};
use crate::ui::inspector::{event_ui, join};
use crate::ui::verb::Verb;
use crate::ui::widgets::date_words;
use crate::ui::{Action, Workspace, keymap, selection, theme, widgets};
use egui::{Label, RichText, ScrollArea, Sense, Ui, WidgetInfo};

/// The comparison with what it was made from.
#[derive(Default)]
pub struct Compare {
    key: Option<(u64, Target)>,
    comparison: Comparison,
    suggested: Vec<join::Candidate>,
    part: Part,
}

/// What is shown of it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Fields,
    Voices,
    Joins,
}

const FIRST: f32 = 110.0;
const WIDTH: f32 = 230.0;
const STANCES: [(Stance, &str); 5] =
    [(Stance::Claims, "claims it"), (Stance::Blames, "blames"), (Stance::Denies, "denies"), (Stance::Confirms, "confirms"), (Stance::Reports, "reports")];

impl Compare {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let Some(event) = workspace.selected.as_ref().and_then(|s| selection::event(&workspace.dataset, s)) else {
            ui.add_space(theme::MEDIUM);
            ui.weak("Select an event above to see its reports side by side.");
            return;
        };
        self.refresh(workspace, event);
        ui.add_space(theme::SMALL);
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(event_ui::title(&event.item, workspace)).font(theme::strong_font(14.0)));
            ui.add_space(theme::MEDIUM);
            let conflicts = self.comparison.rows.iter().filter(|r| r.conflict && !r.review.is_decided()).count();
            let reports = self.comparison.columns.len();
            let counted = if reports == 1 { "1 report".to_owned() } else { format!("{reports} reports") };
            let fields = if conflicts > 0 { format!("{counted} · ⚠ {conflicts} to settle") } else { counted };
            ui.selectable_value(&mut self.part, Part::Fields, fields);
            ui.selectable_value(&mut self.part, Part::Voices, format!("Who says what · {}", self.comparison.voices.len()));
            ui.selectable_value(&mut self.part, Part::Joins, format!("May be the same · {}", self.suggested.len()));
        });
        ui.separator();
        ScrollArea::both().auto_shrink(false).id_salt("compare").show(ui, |ui| match self.part {
            Part::Fields => self.fields(ui, workspace, actions),
            Part::Voices => self.voices(ui, actions),
            Part::Joins => self.joins(ui, workspace, event, actions),
        });
    }

    fn refresh(&mut self, workspace: &Workspace, event: &ReviewedEvent) {
        let key = Some((workspace.revision, event.target.clone()));
        if self.key == key {
            return;
        }
        let decisions = workspace.journal.decisions();
        self.comparison = compare(&workspace.dataset, decisions, event, workspace.lexicon());
        let apart = |c: &join::Candidate| self.comparison.apart.iter().any(|(e, _)| *e == c.target);
        self.suggested = join::candidates(workspace, event).into_iter().filter(|c| !apart(c)).collect();
        self.key = key;
    }

    fn fields(&self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let columns = &self.comparison.columns;
        egui::Grid::new("reports side by side").num_columns(columns.len() + 1).striped(true).spacing([theme::LARGE, theme::SMALL]).show(ui, |ui| {
            settled_by(ui, workspace, actions);
            for column in columns {
                ui.vertical(|ui| {
                    ui.set_width(WIDTH);
                    ui.label(RichText::new(&column.outlet).strong());
                    let date = column.published.map_or_else(|| "date unknown".to_owned(), date_words);
                    let agencies = if column.agencies.is_empty() { String::new() } else { format!(" · relies on {}", column.agencies.join(", ")) };
                    ui.weak(format!("{date}{agencies}"));
                    ui.horizontal(|ui| {
                        let words = ui.small_button("Read").on_hover_text("Show where the article tells of it");
                        if words.clicked() {
                            actions.push(Action::Reveal { article: column.article.clone(), span: column.words });
                        }
                        if let Some(why) = &column.why {
                            ui.label(RichText::new("why?").small().weak()).on_hover_text(why);
                        }
                        let split = ui.add_enabled(workspace.can_edit() && columns.len() > 1, egui::Button::new("Split off").small());
                        split.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Split off {}", column.outlet)));
                        if split.on_hover_text(keymap::tip(ui, Verb::Split)).clicked() {
                            actions.push(Action::Select(column.target.clone()));
                            actions.push(Action::Do(Verb::Split));
                        }
                    });
                });
            }
            ui.end_row();
            for row in &self.comparison.rows {
                self.row(ui, workspace, row, actions);
                ui.end_row();
            }
        });
    }

    fn row(&self, ui: &mut Ui, workspace: &Workspace, row: &Row, actions: &mut Vec<Action>) {
        let palette = theme::palette(ui);
        let differs = row.cells.iter().flatten().any(|c| !c.agrees);
        ui.vertical(|ui| {
            ui.set_width(FIRST);
            let sign = if row.conflict && !row.review.is_decided() { "⚠ " } else { "" };
            let name = ui.add(Label::new(RichText::new(format!("{sign}{}", row.field.label())).color(palette.text)).sense(Sense::click()));
            if name.on_hover_text(format!("The event says: {}", row.words)).clicked() {
                actions.push(Action::Select(row.target.clone()));
            }
            if row.review.is_decided() {
                ui.horizontal(|ui| {
                    widgets::review_mark(ui, row.review);
                    ui.label(RichText::new(&row.words).small());
                });
            } else if differs {
                ui.label(RichText::new(row.rule.as_ref().map_or_else(String::new, |r| format!("rule {r}"))).small().color(palette.muted));
            }
            if differs && workspace.can_edit() {
                self.rules(ui, row, actions);
            }
        });
        for (cell, column) in row.cells.iter().zip(&self.comparison.columns) {
            ui.vertical(|ui| {
                ui.set_width(WIDTH);
                match cell {
                    None => _ = ui.label(RichText::new("–").color(palette.hidden)),
                    Some(cell) => one(ui, workspace, (row, cell, &column.outlet), actions),
                }
            });
        }
    }

    fn rules(&self, ui: &mut Ui, row: &Row, actions: &mut Vec<Action>) {
        let menu = ui.menu_button(RichText::new("By rule ▾").small(), |ui| {
            for rule in Rule::ALL {
                let command = rule.command(&self.comparison.columns, row);
                if ui.add_enabled(command.is_some(), egui::Button::new(rule.label())).clicked() {
                    actions.extend(command.map(Action::Edit));
                    ui.close();
                }
            }
        });
        menu.response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Settle {} by rule", row.field.label())));
    }

    fn voices(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if self.comparison.voices.is_empty() {
            ui.weak("No report says who says so.");
            return;
        }
        egui::Grid::new("sources by stance").num_columns(STANCES.len() + 1).striped(true).spacing([theme::LARGE, theme::SMALL]).show(ui, |ui| {
            ui.label(RichText::new("Source").strong());
            for (_, label) in STANCES {
                ui.label(RichText::new(label).strong());
            }
            ui.end_row();
            for voice in &self.comparison.voices {
                ui.add(Label::new(&voice.name).truncate()).on_hover_text(&voice.name);
                for (stance, label) in STANCES {
                    said(ui, voice, stance, label, actions);
                }
                ui.end_row();
            }
        });
    }

    fn joins(&self, ui: &mut Ui, workspace: &Workspace, event: &ReviewedEvent, actions: &mut Vec<Action>) {
        if self.suggested.is_empty() {
            ui.weak("No other event is near in time, place or by who did it.");
        }
        for candidate in &self.suggested {
            let Some(other) = selection::event(&workspace.dataset, &candidate.target) else { continue };
            let title = event_ui::title(&other.item, workspace);
            ui.horizontal(|ui| {
                let both = join::key(&event.target).zip(join::key(&other.target));
                let same = ui.add_enabled(workspace.can_edit(), egui::Button::new("Same event"));
                same.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Same event as {title}")));
                if same.clicked() {
                    actions.extend(both.map(|(a, b)| Action::Edit(Command::SameEvent(a.clone(), b.clone()))));
                }
                let apart = ui.add_enabled(workspace.can_edit(), egui::Button::new("Not the same"));
                apart.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Not the same as {title}")));
                if apart.on_hover_text("Remembered: never suggested again, and never joined by the program").clicked() {
                    actions.extend(keep_apart(&workspace.dataset, event, other).map(Action::Edit));
                }
                if ui.link(&title).clicked() {
                    actions.push(Action::Select(other.target.clone()));
                }
                ui.weak(&candidate.why);
            });
        }
        for (target, _) in &self.comparison.apart {
            let Some(other) = selection::event(&workspace.dataset, target) else { continue };
            ui.horizontal(|ui| {
                ui.weak(format!("Kept apart: {}", event_ui::title(&other.item, workspace)));
                if ui.add_enabled(workspace.can_edit(), egui::Button::new("May be the same again").small()).clicked() {
                    actions.extend(no_longer_apart(&workspace.dataset, workspace.journal.decisions(), event, other).map(Action::Edit));
                }
            });
        }
    }
}

/// The practice that the project settles by; pressed, it can be switched.
fn settled_by(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    let settling = workspace.dataset.settling();
    let text = format!("Settled by {}", settling.label());
    let button =
        egui::Button::new(RichText::new(format!("Settled: {}", settling.key())).small()).shortcut_text(RichText::new(keymap::text(ui, Verb::Settling)).small());
    let button = ui.add_enabled(widgets::enabled(Verb::Settling, workspace), button);
    button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, text.clone()));
    if button.on_hover_text(format!("{text}\n{}", keymap::tip(ui, Verb::Settling))).clicked() {
        actions.push(Action::Do(Verb::Settling));
    }
}

/// What one report says of a field.
fn one(ui: &mut Ui, workspace: &Workspace, (row, cell, outlet): (&Row, &Cell, &str), actions: &mut Vec<Action>) {
    let palette = theme::palette(ui);
    let colour = if cell.agrees { palette.muted } else { palette.warn };
    let value = RichText::new(&cell.words).color(colour);
    ui.horizontal(|ui| {
        let shown = ui.add(Label::new(if cell.agrees { value } else { value.strong() }).truncate().sense(Sense::click()));
        let quote = cell.source.as_ref().map(|s| s.quote.clone()).unwrap_or_default();
        if shown.on_hover_text(format!("{}\n{quote}\nClick: show it in the article", cell.words)).clicked() {
            actions.extend(cell.source.as_ref().and_then(|s| Some(Action::Reveal { article: s.article.clone(), span: s.span? })));
        }
    });
    if cell.agrees {
        return;
    }
    if let Some(source) = &cell.source {
        ui.add(Label::new(RichText::new(&source.quote).small().color(palette.muted)).wrap());
    }
    let button = ui.add_enabled(workspace.can_edit(), egui::Button::new("Use this").small());
    button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Use {} of {outlet}: {}", row.field.label(), cell.words)));
    if button.clicked() {
        actions.push(Action::Edit(Command::Correct(row.target.clone(), NewValue::Field(cell.value.clone()))));
    }
}

/// What a source says in one stance.
fn said(ui: &mut Ui, voice: &super::Voice, stance: Stance, label: &str, actions: &mut Vec<Action>) {
    let Some(places) = voice.said.get(&stance) else {
        ui.label("");
        return;
    };
    ui.horizontal(|ui| {
        for (article, span, about) in places.iter().take(4) {
            let text = if about.is_empty() { "●".to_owned() } else { about.chars().take(28).collect() };
            let response = ui.small_button(text);
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("{} {label} {about}", voice.name)));
            if response.on_hover_text(format!("{about}\nClick: show the words")).clicked() {
                actions.push(Action::Reveal { article: article.clone(), span: *span });
            }
        }
    });
}
