//! What the colours, sizes and rings of the map mean, and what is not on it.

use super::{Extent, NO_TYPE, Spots, draw};
use crate::ui::inspector::{event_ui, words};
use crate::ui::{Action, Workspace, theme};
use egui::{RichText, Ui};

/// The words for a type.
pub(super) fn type_label(key: &str, workspace: &Workspace) -> String {
    if key == NO_TYPE { "type not stated".to_owned() } else { words::event_type(key, workspace.lexicon()) }
}

/// Draws the legend.
pub(super) fn show(ui: &mut Ui, workspace: &Workspace, all: &Spots) {
    let look = theme::look(ui);
    let small = |text: &str| RichText::new(text.to_owned()).small();
    ui.horizontal_wrapped(|ui| {
        for (at, name) in all.types.iter().enumerate().take(draw::COLOURS) {
            ui.label(RichText::new("●").color(draw::colour(at, look)));
            ui.label(small(&type_label(name, workspace)));
        }
        if all.types.len() > draw::COLOURS {
            ui.label(RichText::new("●").color(theme::of(look).muted));
            ui.label(small(&format!("{} more types", all.types.len() - draw::COLOURS)));
        }
    });
    ui.horizontal_wrapped(|ui| {
        let muted = theme::of(look).muted;
        let signs = [("●", Extent::Point), ("◉", Extent::Near), ("◌", Extent::Area), ("▭", Extent::Country)];
        for (sign, extent) in signs {
            ui.label(RichText::new(sign).color(muted));
            let words = if extent == Extent::Country { format!("outline: {}", extent.label()) } else { extent.label().to_owned() };
            ui.label(small(&words).color(muted));
        }
        ui.label(small("· larger: more killed · paler: not decided yet · a number: that many events").color(muted));
    });
}

/// The events whose place is not known at all.
pub(super) fn nowhere(ui: &mut Ui, workspace: &Workspace, all: &Spots, actions: &mut Vec<Action>) {
    if all.nowhere.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let number = all.nowhere.len();
        ui.label(RichText::new(format!("Not on the map, since no place is known: {number}")).small());
        for event in all.nowhere.iter().take(6).filter_map(|i| workspace.dataset.events.get(*i)) {
            let title = event_ui::title(&event.item, workspace);
            if ui.small_button(&title).clicked() {
                actions.push(Action::Select(event.target.clone()));
            }
        }
        if number > 6 {
            ui.weak(format!("and {} more, in the table of events", number - 6));
        }
    });
}
