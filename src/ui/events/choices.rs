//! The menus that narrow every view down to types, countries, attackers and targets.

use crate::review::ReviewedEvent;
use crate::ui::inspector::words;
use crate::ui::past::Since;
use crate::ui::workspace::Filter;
use crate::ui::{Action, Workspace};
use egui::Ui;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The menus with what they are narrowed down by.
#[derive(Default)]
pub struct Choices {
    typed: String,
}

/// What events say and how many say it; what none says is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values {
    /// Event types.
    pub types: BTreeMap<String, usize>,
    /// Countries, ISO 3166-1 alpha-3.
    pub countries: BTreeMap<String, usize>,
    /// Who did it, or is blamed.
    pub attackers: BTreeMap<String, usize>,
    /// On whom.
    pub targets: BTreeMap<String, usize>,
}

impl Values {
    fn of<'a>(events: impl Iterator<Item = &'a Arc<ReviewedEvent>>) -> Self {
        let mut values = Self::default();
        events.for_each(|e| values.each(e, |all, value| *all.entry(value.clone()).or_default() += 1));
        values
    }

    fn each(&mut self, event: &ReviewedEvent, mut take: impl FnMut(&mut BTreeMap<String, usize>, &String)) {
        let f = &event.item.fields;
        f.event_type.iter().for_each(|v| take(&mut self.types, v));
        f.place.iter().filter_map(|p| p.country.as_ref()).for_each(|v| take(&mut self.countries, v));
        f.attackers.iter().chain(&f.suspects).for_each(|v| take(&mut self.attackers, v));
        f.targets.iter().for_each(|v| take(&mut self.targets, v));
    }

    /// Brings them up to date where some events say something else than they did.
    fn mend(&mut self, events: &[Arc<ReviewedEvent>], since: &Since<'_>) {
        for (at, before) in &since.events {
            self.each(before, |all, value| {
                let left = all.get(value).map_or(0, |n| n - 1);
                if left == 0 { _ = all.remove(value) } else { _ = all.insert(value.clone(), left) }
            });
            if let Some(now) = events.get(*at) {
                self.each(now, |all, value| *all.entry(value.clone()).or_default() += 1);
            }
        }
    }
}

/// What the events of the folder say.
pub fn values(workspace: &Workspace) -> Arc<Values> {
    let events = &workspace.dataset.events;
    let mend = |values: &mut Values, since: Since<'_>| values.mend(events, &since);
    workspace.values.mended((workspace.revision, ()), |revision| workspace.since(revision), mend, || Values::of(events.iter()))
}

/// Longer lists than this have a field to narrow them down.
const LONG: usize = 20;

impl Choices {
    /// Draws the menus.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let values = values(workspace);
        let (filter, lexicon) = (&workspace.filter, workspace.lexicon());
        let mut chosen = filter.clone();
        let typed = &mut self.typed;
        pick(ui, "Type", "Type", &values.types, &mut chosen.types, typed, |t| words::event_type(t, lexicon));
        pick(ui, "Country", "Country", &values.countries, &mut chosen.countries, typed, |c| words::country(c, lexicon));
        pick(ui, "Attacker", "Only attacks by", &values.attackers, &mut chosen.actors, typed, str::to_owned);
        pick(ui, "Target", "Only attacks on", &values.targets, &mut chosen.targets, typed, str::to_owned);
        if chosen != *filter {
            actions.push(Action::SetFilter(chosen));
        }
    }
}

#[allow(clippy::too_many_arguments, reason = "one menu, told in one line")]
fn pick(ui: &mut Ui, name: &str, tip: &str, values: &BTreeMap<String, usize>, set: &mut BTreeSet<String>, typed: &mut String, label: impl Fn(&str) -> String) {
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
            values.keys().map(|v| (v, label(v))).filter(|(v, l)| set.contains(*v) || l.to_lowercase().contains(&wanted)).collect();
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
