//! The menus that narrow every view down to types, countries, attackers and targets.

use crate::ui::inspector::words;
use crate::ui::workspace::Filter;
use crate::ui::{Action, Workspace};
use egui::Ui;
use std::collections::BTreeSet;

/// What can be chosen; made anew when the dataset changes.
#[derive(Default)]
pub struct Choices {
    revision: Option<u64>,
    types: BTreeSet<String>,
    countries: BTreeSet<String>,
    attackers: BTreeSet<String>,
    targets: BTreeSet<String>,
    /// What the lists are narrowed down by.
    typed: String,
}

/// Longer lists than this have a field to narrow them down.
const LONG: usize = 20;

impl Choices {
    /// Draws the menus.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        if self.revision != Some(workspace.revision) {
            self.gather(workspace);
        }
        let (filter, lexicon) = (&workspace.filter, workspace.lexicon());
        let mut chosen = filter.clone();
        let typed = &mut self.typed;
        pick(ui, "Type", "Type", &self.types, &mut chosen.types, typed, |t| words::event_type(t, lexicon));
        pick(ui, "Country", "Country", &self.countries, &mut chosen.countries, typed, |c| words::country(c, lexicon));
        pick(ui, "Attacker", "Only attacks by", &self.attackers, &mut chosen.actors, typed, str::to_owned);
        pick(ui, "Target", "Only attacks on", &self.targets, &mut chosen.targets, typed, str::to_owned);
        if chosen != *filter {
            actions.push(Action::SetFilter(chosen));
        }
    }

    fn gather(&mut self, workspace: &Workspace) {
        let fields = || workspace.dataset.events.iter().map(|e| &e.item.fields);
        self.types = fields().filter_map(|f| f.event_type.clone()).collect();
        self.countries = fields().filter_map(|f| f.place.as_ref()?.country.clone()).collect();
        self.attackers = fields().flat_map(|f| f.attackers.iter().chain(&f.suspects)).cloned().collect();
        self.targets = fields().flat_map(|f| &f.targets).cloned().collect();
        self.revision = Some(workspace.revision);
    }
}

#[allow(clippy::too_many_arguments, reason = "one menu, told in one line")]
fn pick(ui: &mut Ui, name: &str, tip: &str, values: &BTreeSet<String>, set: &mut BTreeSet<String>, typed: &mut String, label: impl Fn(&str) -> String) {
    let text = if set.is_empty() { format!("{name} ▾") } else { format!("{name} ({}) ▾", set.len()) };
    let menu = ui.menu_button(text, |ui| {
        if values.len() > LONG {
            let field = ui.add(egui::TextEdit::singleline(typed).hint_text("Narrow the list").desired_width(200.0));
            field.widget_info(|| {
                let info = egui::WidgetInfo::text_edit(true, "", typed.as_str(), "Narrow the list");
                egui::WidgetInfo { label: Some(format!("Narrow {name}")), ..info }
            });
        } else {
            typed.clear();
        }
        let wanted = typed.to_lowercase();
        let shown: Vec<(&String, String)> =
            values.iter().map(|v| (v, label(v))).filter(|(v, l)| set.contains(*v) || l.to_lowercase().contains(&wanted)).collect();
        egui::ScrollArea::vertical().max_height(320.0).show_rows(ui, 22.0, shown.len(), |ui, range| {
            for (value, label) in shown.get(range).unwrap_or_default() {
                let mut on = set.contains(*value);
                if ui.checkbox(&mut on, label).changed() {
                    if on { _ = set.insert((*value).clone()) } else { _ = set.remove(*value) }
                }
            }
        });
    });
    menu.response.on_hover_text(tip);
}

/// The filter with other days.
pub fn within(filter: &Filter, from: jiff::civil::Date, to: jiff::civil::Date) -> Filter {
    Filter { from: Some(from), to: Some(to), ..filter.clone() }
}
