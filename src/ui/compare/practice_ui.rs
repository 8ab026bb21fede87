//! Draws the choice of the practice by which the project settles values that do not agree.

use crate::model::Settling;
use crate::review::Command;
use crate::ui::{Action, Workspace, theme};
use egui::{Button, Key, Label, Modifiers, RichText, Ui, WidgetInfo};

const KEYS: [Key; 3] = [Key::Num1, Key::Num2, Key::Num3];

/// Draws it.
pub fn practice(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    ui.set_width(520.0);
    ui.heading("Values that do not agree are settled by");
    ui.weak("Every event of the project is settled anew, as one step that can be undone. What you decided on stays.");
    ui.add_space(theme::MEDIUM);
    let now = workspace.dataset.settling();
    for (settling, key) in Settling::ALL.into_iter().zip(KEYS) {
        let pressed = ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if one(ui, settling, settling == now, key.name()) || pressed {
            actions.push(Action::CloseDialog);
            actions.extend((settling != now).then_some(Action::Edit(Command::SettleBy(settling))));
        }
    }
    ui.add_space(theme::SMALL);
    if ui.add(Button::new("Close").shortcut_text("Esc")).clicked() {
        actions.push(Action::CloseDialog);
    }
}

fn one(ui: &mut Ui, settling: Settling, chosen: bool, key: &str) -> bool {
    let mut words = settling.label().chars();
    let label: String = words.next().into_iter().flat_map(char::to_uppercase).chain(words).collect();
    let button = Button::selectable(chosen, RichText::new(&label).font(theme::strong_font(14.0))).frame(true).shortcut_text(key);
    let button = ui.add(button.min_size(egui::vec2(ui.available_width(), 0.0)));
    button.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, true, chosen, label.clone()));
    ui.indent(settling.key(), |ui| ui.add(Label::new(RichText::new(settling.about()).small().color(theme::palette(ui).muted)).wrap()));
    ui.add_space(theme::SMALL);
    button.clicked()
}
