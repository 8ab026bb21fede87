//! Prints the letters by which highlights are reached, and follows what is typed.

use super::jump;
use super::marks::Mark;
use crate::ui::{Action, theme};
use egui::{Align2, Key, Rect, Sense, Ui, WidgetInfo, vec2};

/// The letters that were typed in this frame; by the keys, so that they are the same on every layout.
fn typed(ui: &Ui) -> String {
    let letter = |event: &egui::Event| match event {
        egui::Event::Key { key, pressed: true, modifiers, .. } if !modifiers.any() => {
            Some(key.name()).filter(|n| n.len() == 1 && (Key::A..=Key::Z).contains(key))
        }
        _ => None,
    };
    ui.input(|i| i.events.iter().filter_map(letter).collect::<String>().to_lowercase())
}

/// Draws the letters beside `places`, which are on the screen, and selects the one whose letters are complete. `so_far` is what was typed.
pub fn show(ui: &Ui, places: &[(&Mark, Rect)], so_far: &mut String, actions: &mut Vec<Action>) {
    so_far.push_str(&typed(ui));
    let names = jump::names(places.len());
    if !names.iter().any(|n| n.starts_with(so_far.as_str())) {
        so_far.clear();
    }
    for ((mark, rect), name) in places.iter().zip(&names) {
        if name == so_far {
            so_far.clear();
            actions.push(Action::Select(mark.target.clone()));
            return;
        }
        if name.starts_with(so_far.as_str()) {
            letters(ui, mark, *rect, name);
        }
    }
}

fn letters(ui: &Ui, mark: &Mark, rect: Rect, name: &str) {
    let (palette, colour) = (theme::palette(ui), theme::kind_colour(mark.kind, theme::look(ui)));
    let galley = ui.painter().layout_no_wrap(name.to_owned(), theme::strong_font(12.0), palette.text);
    let tag = Align2::LEFT_BOTTOM.anchor_size(rect.left_top() + vec2(-2.0, 8.0), galley.size() + vec2(6.0, 2.0));
    ui.painter().rect(tag, 2.0, palette.window, egui::Stroke::new(1.5, colour), egui::StrokeKind::Inside);
    ui.painter().galley(tag.left_top() + vec2(3.0, 1.0), galley, palette.text);
    let response = ui.interact(tag, ui.scope_id().with(("jump", name)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, format!("{name} reaches {}", mark.label)));
}
