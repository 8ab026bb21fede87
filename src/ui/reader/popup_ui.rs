//! What can be made of marked words: a small window beside them.

use crate::model::Kind;
use crate::ui::verb::Verb;
use crate::ui::{Action, keymap, theme};
use egui::{Area, Frame, Id, Order, Pos2, RichText, Ui, vec2};

/// Draws it below `at`.
pub fn show(ui: &Ui, at: Pos2, hidden: bool, actions: &mut Vec<Action>) {
    let area = Area::new(Id::unique("marked words")).order(Order::Foreground).fixed_pos(at + vec2(0.0, theme::SMALL)).constrain(true);
    area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_max_width(330.0);
            ui.label(RichText::new("Add as").small().color(theme::palette(ui).muted));
            egui::Grid::new("kinds").num_columns(3).spacing([theme::SMALL, theme::SMALL]).show(ui, |ui| kinds(ui, actions));
            ui.horizontal(|ui| {
                verb(ui, Verb::EditValue, "New event", actions);
                verb(ui, Verb::Boilerplate, if hidden { "Bring back" } else { "Boilerplate" }, actions);
            });
        });
    });
}

fn kinds(ui: &mut Ui, actions: &mut Vec<Action>) {
    let look = theme::look(ui);
    for (index, kind) in Kind::ALL.into_iter().enumerate() {
        let key = match index {
            0..=8 => (index + 1).to_string(),
            9 => "0".to_owned(),
            _ => String::new(),
        };
        let button = egui::Button::new(kind.label()).shortcut_text(key).fill(theme::kind_background(kind, look)).min_size(vec2(104.0, 0.0));
        let response = ui.add(button);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Add as {}", kind.label())));
        if response.clicked() {
            actions.push(Action::AddMention(kind));
        }
        if index % 3 == 2 {
            ui.end_row();
        }
    }
}

fn verb(ui: &mut Ui, verb: Verb, label: &str, actions: &mut Vec<Action>) {
    if ui.add(egui::Button::new(label).shortcut_text(keymap::text(ui, verb))).on_hover_text(keymap::tip(ui, verb)).clicked() {
        actions.push(Action::Do(verb));
    }
}
