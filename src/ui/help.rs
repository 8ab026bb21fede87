//! The key map and the about box.

use super::theme;
use super::verb::{Menu, VERBS};
use super::{Action, Workspace, keymap};
use egui::{RichText, Ui};

/// Draws the key map.
pub fn keys(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.set_width(720.0);
    ui.heading("Keys");
    ui.weak("Bare letters work while no text field is edited, on every keyboard layout.");
    egui::ScrollArea::vertical().max_height(440.0).show(ui, |ui| {
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                table(left, Menu::Review);
                digits(left);
                for menu in [Menu::File, Menu::Edit, Menu::View, Menu::Help] {
                    table(right, menu);
                }
            }
        });
    });
    ui.add_space(theme::MEDIUM);
    ui.horizontal(|ui| {
        if ui.button("Other keys…").on_hover_text("Choose the keys of commands in the settings").clicked() {
            actions.push(Action::Ask(super::dialog::Dialog::Settings(super::dialog::Page::Keys)));
        }
        if ui.add(egui::Button::new("Close").shortcut_text("Esc")).clicked() {
            actions.push(Action::CloseDialog);
        }
    });
}

fn table(ui: &mut Ui, menu: Menu) {
    ui.add_space(theme::MEDIUM);
    ui.label(RichText::new(menu.label()).font(theme::strong_font(14.0)));
    egui::Grid::new(menu.label()).num_columns(2).spacing([theme::LARGE, 2.0]).show(ui, |ui| {
        let map = keymap::of(ui.ctx());
        for row in VERBS.iter().filter(|r| r.menu == menu && !map.keys(r.verb).is_empty()) {
            ui.label(RichText::new(map.all(row.verb, "  or  ")).small());
            ui.label(row.label).on_hover_text(row.tip);
            ui.end_row();
        }
    });
}

fn digits(ui: &mut Ui) {
    ui.add_space(theme::MEDIUM);
    ui.label(RichText::new("Digits").font(theme::strong_font(14.0)));
    ui.label("1 to 9 and 0 pick what carries that number: a kind for marked words or for a mention, a field of an event or total, a value of an open field; there 0 is “not stated”.");
}

/// Draws the about box.
pub fn about(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    ui.set_width(460.0);
    ui.heading("Dateline");
    ui.label("News articles in, reviewed attack data out. Everything stays on this computer.");
    ui.add_space(theme::MEDIUM);
    let loading = "loaded with the first folder";
    let versions = workspace.versions.as_ref();
    egui::Grid::new("versions").num_columns(2).spacing([theme::LARGE, theme::SMALL]).show(ui, |ui| {
        let rows = [
            ("Program", env!("CARGO_PKG_VERSION")),
            ("Language engine", versions.map_or(loading, |v| v.engine.as_str())),
            ("Lexicon", versions.map_or(loading, |v| v.lexicon.as_str())),
            ("Licence", "MIT or Apache-2.0"),
        ];
        for (name, value) in rows {
            ui.weak(name);
            ui.label(value);
            ui.end_row();
        }
    });
    close(ui, actions);
}

fn close(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.add_space(theme::MEDIUM);
    if ui.add(egui::Button::new("Close").shortcut_text("Esc")).clicked() {
        actions.push(Action::CloseDialog);
    }
}
