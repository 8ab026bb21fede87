//! Names that are known already, offered below a field of names while one is typed.

use super::versions::Line;
use crate::model::{Field, FieldValue};
use crate::review::{Command, NewValue};
use crate::ui::{Action, Workspace};
use egui::{RichText, Ui};
use std::collections::BTreeSet;

/// As many as are offered.
const MOST: usize = 6;
/// Events that are looked through.
const EVENTS: usize = 20_000;

/// Draws the names that hold what is typed after the last `;`; a click puts the name in its place.
pub fn known(ui: &mut Ui, workspace: &Workspace, line: &Line, typed: Option<&str>, actions: &mut Vec<Action>) {
    let Some(typed) = typed else { return };
    let (before, last) = typed.rsplit_once(';').unwrap_or(("", typed));
    ui.horizontal_wrapped(|ui| {
        for name in holding(workspace, line.field, last) {
            if ui.button(RichText::new(&name).small()).on_hover_text("Take this name").clicked() {
                let names = before.split(';').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).chain([name]).collect();
                actions.push(Action::Edit(Command::Correct(line.target.clone(), NewValue::Field(FieldValue::Names(names)))));
                actions.push(Action::Select(line.target.whole()));
            }
        }
    });
}

/// The names of other events that hold `part`: actors of any side among themselves, victims and weapons by themselves.
fn holding(workspace: &Workspace, field: Field, part: &str) -> Vec<String> {
    let part = part.trim().to_lowercase();
    if part.is_empty() {
        return Vec::new();
    }
    let sides: &[Field] = match field {
        Field::Victims => &[Field::Victims],
        Field::Weapons => &[Field::Weapons],
        _ => &[Field::Attackers, Field::Suspects, Field::Targets],
    };
    let mut found: BTreeSet<String> = BTreeSet::new();
    for event in workspace.dataset.events.iter().take(EVENTS) {
        for side in sides {
            if let FieldValue::Names(names) = event.item.fields.get(*side) {
                found.extend(names.into_iter().filter(|n| n.to_lowercase().contains(&part)));
            }
        }
    }
    if let Some(entry) = workspace.lexicon().and_then(|l| l.named(&part).find(|e| e.geo.is_none())) {
        found.insert(entry.name.clone());
    }
    let mut found: Vec<String> = found.into_iter().collect();
    found.sort_by_key(|n| (!n.to_lowercase().starts_with(&part), n.len()));
    found.truncate(MOST);
    found
}
