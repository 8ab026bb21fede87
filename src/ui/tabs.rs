//! The line under the menu: views, search, problems.

use super::theme;
use super::verb::Verb;
use super::workspace::{Filter, View};
use super::{Action, Workspace, keymap, widgets};
use egui::{Align, Layout, RichText, TextEdit, Ui};

/// The line with the draft of the search.
#[derive(Default)]
pub struct TopBar {
    query: String,
    focused: u64,
    applied: Option<Filter>,
}

/// The verb that shows a view.
fn verb_of(view: View) -> Verb {
    match view {
        View::Read => Verb::ShowRead,
        View::Events => Verb::ShowEvents,
        View::Timeline => Verb::ShowTimeline,
        View::Map => Verb::ShowMap,
        View::Search => Verb::ShowFound,
        View::Actors => Verb::ShowActors,
        View::Coders => Verb::ShowCoders,
        View::Problems => Verb::ShowProblems,
    }
}

impl TopBar {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        ui.add_space(2.0);
        ui.horizontal(|ui| {
            for view in View::ALL {
                tab(ui, view, workspace, actions);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| self.search(ui, workspace, actions));
        });
        chips(ui, &workspace.filter, actions);
        ui.add_space(2.0);
    }

    fn search(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        if self.applied.as_ref() != Some(&workspace.filter) {
            self.query.clone_from(&workspace.filter.query);
            self.applied = Some(workspace.filter.clone());
        }
        let field =
            TextEdit::singleline(&mut self.query).hint_text(format!("Search text, names, events   {}", keymap::text(ui, Verb::Search))).desired_width(240.0);
        let response = ui.add(field);
        response.widget_info(|| widgets::field_info("Search", &self.query));
        if self.focused != workspace.focus_search {
            self.focused = workspace.focus_search;
            response.request_focus();
        }
        if response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter)) {
            actions.push(Action::Show(View::Search));
        }
        if response.changed() {
            let filter = Filter { query: self.query.clone(), ..workspace.filter.clone() };
            self.applied = Some(filter.clone());
            actions.push(Action::SetFilter(filter));
        }
    }
}

fn tab(ui: &mut Ui, view: View, workspace: &Workspace, actions: &mut Vec<Action>) {
    let verb = verb_of(view);
    let count = workspace.problems.len();
    let label = if view == View::Problems && count > 0 { format!("{} ({count})", verb.label()) } else { verb.label().to_owned() };
    if ui.selectable_label(workspace.view == view, label).on_hover_text(keymap::tip(ui, verb)).clicked() {
        actions.push(Action::Show(view));
    }
}

/// What the views leave out, each with its own way back.
fn chips(ui: &mut Ui, filter: &Filter, actions: &mut Vec<Action>) {
    let chips = filter.chips();
    if chips.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("Only:").color(theme::palette(ui).muted));
        for (label, without) in chips {
            if ui.button(format!("{label}  ✖")).on_hover_text("Take this condition away").clicked() {
                actions.push(Action::SetFilter(without));
            }
        }
    });
}
