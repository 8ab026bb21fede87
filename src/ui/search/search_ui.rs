//! The page of what was found: articles with their words, names, events; and the filters that were given a name.

use super::saved;
use crate::ui::verb::Verb;
use crate::ui::workspace::Filter;
use crate::ui::{Action, Workspace, theme, widgets};
use egui::{Label, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

/// The page with the draft of a filter's name.
#[derive(Default)]
pub struct SearchPage {
    name: String,
}

const ROW: f32 = 46.0;

impl SearchPage {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        ui.add_space(theme::SMALL);
        self.filters(ui, workspace, actions);
        ui.separator();
        let query = workspace.filter.query.trim();
        if query.is_empty() {
            let sentence = "Type above: words of the text, names, places. The last word may be a beginning; \"words in quotes\" follow each other.";
            return widgets::empty_state(ui, "Search text, names and events", sentence, &[Verb::Search], actions);
        }
        let Some(found) = workspace.found.as_ref().filter(|f| f.query.trim() == query) else {
            ui.weak("Searching …");
            return;
        };
        let counted = |n: usize, noun: &str| if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") };
        let parts = [(found.articles.len(), "article"), (found.names.len(), "name"), (found.events.len(), "event")];
        let title = parts.map(|(n, noun)| counted(n, noun)).join(" · ");
        ui.label(RichText::new(title).font(theme::strong_font(16.0)));
        if let Some(why) = &found.slow {
            ui.label(RichText::new(format!("Searched without an index: {why}")).small().color(theme::palette(ui).warn));
        }
        ui.add_space(theme::SMALL);
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                articles(left, found, actions);
                names_and_events(right, found, actions);
            }
        });
    }

    fn filters(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            let kept = &workspace.settings.filters;
            ui.weak(if kept.is_empty() { "Saved filters: none yet" } else { "Saved filters:" });
            for (name, value) in kept {
                if ui.button(name).on_hover_text("Put this filter in force").clicked() {
                    actions.push(Action::SetFilter(saved::filter(value)));
                }
                if widgets::named_button(ui, "✖", &format!("Forget the filter {name}")).clicked() {
                    let mut settings = workspace.settings.clone();
                    settings.filters.remove(name);
                    actions.push(Action::SetSettings(settings));
                }
            }
            if workspace.filter == Filter::default() {
                return;
            }
            let field = ui.add(TextEdit::singleline(&mut self.name).hint_text("Name of this filter").desired_width(160.0));
            field.widget_info(|| {
                let info = WidgetInfo::text_edit(true, "", &self.name, "Name of this filter");
                WidgetInfo { label: Some("Name of the filter".to_owned()), ..info }
            });
            let name = self.name.trim();
            if ui.add_enabled(!name.is_empty(), egui::Button::new("Save filter")).clicked() {
                let mut settings = workspace.settings.clone();
                settings.filters.insert(name.to_owned(), saved::kept(&workspace.filter));
                actions.push(Action::SetSettings(settings));
                self.name.clear();
            }
        });
    }
}

fn articles(ui: &mut Ui, found: &super::Found, actions: &mut Vec<Action>) {
    ui.label(RichText::new("Articles").strong());
    if found.articles.len() > found.hits.len() {
        ui.weak(format!("the first {}; the list of articles holds all", found.hits.len()));
    }
    ScrollArea::vertical().id_salt("found articles").auto_shrink(false).show_rows(ui, ROW, found.hits.len(), |ui, range| {
        for hit in found.hits.get(range).unwrap_or_default() {
            ui.allocate_ui(egui::vec2(ui.available_width(), ROW), |ui| {
                ui.vertical(|ui| {
                    let title = ui.add(Label::new(RichText::new(&hit.title).color(theme::palette(ui).accent)).truncate().sense(egui::Sense::click()));
                    title.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, format!("Found in: {}", hit.title)));
                    ui.add(Label::new(RichText::new(hit.snippet.replace('\n', " ")).small()).truncate());
                    if title.clicked() {
                        actions.push(Action::Reveal { article: hit.id.clone(), span: hit.span });
                    }
                });
            });
        }
    });
}

fn names_and_events(ui: &mut Ui, found: &super::Found, actions: &mut Vec<Action>) {
    let half = ui.available_height() / 2.0 - 30.0;
    ui.label(RichText::new("Names").strong());
    ScrollArea::vertical().id_salt("found names").max_height(half).auto_shrink([false, true]).show_rows(ui, 24.0, found.names.len(), |ui, range| {
        for hit in found.names.get(range).unwrap_or_default() {
            ui.horizontal(|ui| {
                widgets::kind_badge(ui, hit.kind);
                let name = ui.link(&hit.name);
                name.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, format!("Found name: {}", hit.name)));
                if name.clicked() {
                    actions.push(Action::Show(crate::ui::workspace::View::Read));
                    actions.push(Action::Select(hit.first.clone()));
                }
                ui.weak(if hit.count == 1 { "1 mention".to_owned() } else { format!("{} mentions", hit.count) });
            });
        }
    });
    ui.add_space(theme::MEDIUM);
    ui.label(RichText::new("Events").strong());
    ScrollArea::vertical().id_salt("found events").auto_shrink(false).show_rows(ui, 24.0, found.events.len(), |ui, range| {
        for hit in found.events.get(range).unwrap_or_default() {
            let title = ui.link(&hit.title);
            title.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, format!("Found event: {}", hit.title)));
            if title.clicked() {
                actions.push(Action::Select(hit.target.clone()));
            }
        }
    });
}
