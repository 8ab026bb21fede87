//! The legend at the foot of the reader: one switch a kind.

use crate::model::Kind;
use crate::ui::{Action, Workspace, theme};
use egui::{RichText, Ui};
use std::collections::BTreeMap;

/// Draws it, for an article with so many mentions of each kind.
pub fn show(ui: &mut Ui, workspace: &Workspace, kinds: &BTreeMap<Kind, usize>, actions: &mut Vec<Action>) {
    let look = theme::look(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(theme::SMALL, theme::SMALL);
        for kind in Kind::ALL {
            let Some(count) = kinds.get(&kind) else { continue };
            let on = !workspace.hidden_kinds.contains(&kind);
            let letters = if workspace.letters { format!("{} ", theme::kind_letters(kind)) } else { String::new() };
            let text = RichText::new(format!("{letters}{} {count}", kind.label())).small();
            let text = if on { text.color(theme::palette(ui).text) } else { text.weak().strikethrough() };
            let fill = if on { theme::kind_background(kind, look) } else { egui::Color32::TRANSPARENT };
            let stroke = egui::Stroke::new(1.0, if on { theme::kind_colour(kind, look) } else { theme::palette(ui).muted });
            let button = egui::Button::new(text).fill(fill).stroke(stroke).small();
            let response = ui.add(button).on_hover_text(format!("{} highlights: click to {}", kind.label(), if on { "hide" } else { "show" }));
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, format!("Show {}", kind.label())));
            if response.clicked() {
                actions.push(Action::ToggleKind(kind));
            }
        }
    });
}
