//! Names that are known already, offered below a field of names while one is typed: Tab takes the first, a click any.

use super::versions::Line;
use crate::model::{EventFields, Field, FieldValue};
use crate::review::{Command, NewValue};
use crate::ui::{Action, Workspace, selection};
use egui::{Button, RichText, Ui};
use std::collections::BTreeMap;

/// As many as are offered.
const MOST: usize = 6;
/// Events that are looked through.
const EVENTS: usize = 20_000;

/// The names that hold what is typed after the last `;`.
#[derive(Clone, Default)]
pub struct Known {
    /// What stands before the last `;`.
    before: Vec<String>,
    names: Vec<String>,
}

impl Known {
    /// The names for what is `typed` into the field of `line`.
    pub fn of(workspace: &Workspace, line: &Line, typed: &str) -> Self {
        let (before, last) = typed.rsplit_once(';').unwrap_or(("", typed));
        let before: Vec<String> = before.split(';').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect();
        let mut names = holding(workspace, line.field, last);
        let event = selection::event(&workspace.dataset, &line.target);
        names.retain(|n| !before.contains(n) && !event.is_some_and(|e| on_other_side(&e.item.fields, line.field, n)));
        names.truncate(MOST);
        Self { before, names }
    }

    /// The whole field with the first of the names.
    pub fn first(&self) -> Option<String> {
        self.names.first().map(|name| self.before.iter().chain([name]).map(String::as_str).collect::<Vec<_>>().join("; "))
    }

    /// Draws them; a click puts the name in its place.
    pub fn show(&self, ui: &mut Ui, line: &Line, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            for (i, name) in self.names.iter().enumerate() {
                let button = Button::new(RichText::new(name).small());
                let button = if i == 0 { button.shortcut_text(RichText::new("Tab").small()) } else { button };
                if ui.add(button).on_hover_text("Take this name").clicked() {
                    let names = self.before.iter().chain([name]).cloned().collect();
                    actions.push(Action::Edit(Command::Correct(line.target.clone(), NewValue::Field(FieldValue::Names(names)))));
                    actions.push(Action::Select(line.target.whole()));
                }
            }
        });
    }
}

/// Whether `name` stands on the other side of the event already: nobody attacks himself.
pub fn on_other_side(fields: &EventFields, field: Field, name: &str) -> bool {
    let is = |names: &[String]| names.iter().any(|n| n == name);
    match field {
        Field::Attackers | Field::Suspects => is(&fields.targets) || is(&fields.victims),
        Field::Targets => is(&fields.attackers) || is(&fields.suspects),
        _ => false,
    }
}

/// The names of other events that hold `part`, those that begin with it first, then the most frequent: actors of any side among themselves,
/// victims and weapons by themselves.
fn holding(workspace: &Workspace, field: Field, part: &str) -> Vec<String> {
    let part = part.trim().to_lowercase();
    if part.is_empty() {
        return Vec::new();
    }
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for fields in workspace.dataset.events.iter().take(EVENTS).map(|e| &e.item.fields) {
        let sides: &[&Vec<String>] = match field {
            Field::Victims => &[&fields.victims],
            Field::Weapons => &[&fields.weapons],
            _ => &[&fields.attackers, &fields.suspects, &fields.targets],
        };
        sides.iter().copied().flatten().for_each(|n| *counted.entry(n).or_default() += 1);
    }
    if let Some(entry) = workspace.lexicon().and_then(|l| l.named(&part).find(|e| e.geo.is_none())) {
        counted.entry(&entry.name).or_default();
    }
    let mut found: Vec<(String, &str, usize)> = counted.into_iter().map(|(n, count)| (n.to_lowercase(), n, count)).collect();
    found.retain(|(lower, _, _)| lower.contains(&part));
    found.sort_by_key(|(lower, n, count)| (!lower.starts_with(&part), std::cmp::Reverse(*count), n.len()));
    found.into_iter().map(|(_, n, _)| n.to_owned()).collect()
}
