//! The page of the settings that gives every command its keys.

use super::keymap::{self, Keymap};
use super::rebind::Rebinding;
use super::verb::{Menu, Row, VERBS, Verb};
use super::{Action, Workspace, theme, widgets};
use crate::store::Settings;
use egui::{Button, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

/// The page with what the list is narrowed down by.
#[derive(Default)]
pub struct KeysPage {
    query: String,
}

impl KeysPage {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let map = keymap::of(ui.ctx());
        ui.weak("Click a key and press another in its place; Esc leaves it as it is.");
        ui.horizontal(|ui| {
            let field = ui.add(TextEdit::singleline(&mut self.query).hint_text("Find a command").desired_width(220.0));
            field.widget_info(|| widgets::field_info("Find a command", &self.query));
            let all = Button::new("Reset all keys");
            if ui.add_enabled(*map != Keymap::default(), all).on_hover_text("Give every command the keys it came with").clicked() {
                actions.push(with_keys(workspace, &Keymap::default()));
            }
        });
        let query = self.query.trim().to_lowercase();
        let fits = |r: &&Row| r.verb != Verb::Back && (r.label.to_lowercase().contains(&query) || map.all(r.verb, " ").to_lowercase() == query);
        ScrollArea::vertical().max_height(400.0).auto_shrink(false).show(ui, |ui| {
            for menu in Menu::ALL {
                let rows: Vec<&Row> = VERBS.iter().filter(|r| r.menu == menu).filter(fits).collect();
                if !rows.is_empty() {
                    ui.add_space(theme::SMALL);
                    ui.label(RichText::new(menu.label()).font(theme::strong_font(14.0)));
                }
                for row in rows {
                    line(ui, workspace, row, &map, actions);
                }
            }
        });
    }
}

fn with_keys(workspace: &Workspace, map: &Keymap) -> Action {
    Action::SetSettings(Settings { keys: map.chosen(), ..workspace.settings.clone() })
}

fn line(ui: &mut Ui, workspace: &Workspace, row: &Row, map: &Keymap, actions: &mut Vec<Action>) {
    let (verb, name) = (row.verb, row.label.trim_end_matches('…'));
    let listening = workspace.rebinding.as_ref().filter(|r| r.verb == verb);
    ui.horizontal(|ui| {
        let (_, place) = ui.allocate_space(egui::vec2(230.0, 24.0));
        ui.put(place, egui::Label::new(row.label).truncate().halign(egui::Align::LEFT)).on_hover_text(row.tip);
        for (slot, chord) in map.keys(verb).iter().enumerate() {
            key(ui, listening, (verb, slot), &chord.text(), &format!("Key of {name}: {}", chord.text()), actions);
            if named(ui, "✖", &format!("Take {} from {name}", chord.text())) {
                let mut left = map.clone();
                left.set(verb, map.keys(verb).iter().filter(|c| *c != chord).copied().collect());
                actions.push(with_keys(workspace, &left));
            }
        }
        key(ui, listening, (verb, map.keys(verb).len()), "+", &format!("Add a key for {name}"), actions);
        if map.keys(verb) != row.keys && named(ui, "Reset", &format!("Reset the keys of {name}")) {
            let mut usual = map.clone();
            usual.set(verb, row.keys.to_vec());
            let clash = row.keys.iter().find_map(|c| Some((c, usual.owner(*c, verb)?)));
            actions.push(match clash {
                Some((chord, other)) => Action::Tell(format!("{} is the key of “{}” now; give that another one first.", chord.text(), other.label())),
                None => with_keys(workspace, &usual),
            });
        }
    });
    if let Some(why) = listening.and_then(|r| r.refused.as_deref()) {
        ui.label(RichText::new(why).color(theme::palette(ui).bad));
    }
}

/// A key that becomes another when it is clicked and one is pressed.
fn key(ui: &mut Ui, listening: Option<&Rebinding>, (verb, slot): (Verb, usize), text: &str, name: &str, actions: &mut Vec<Action>) {
    let waits = listening.is_some_and(|r| r.slot == slot);
    let response = ui.add(Button::selectable(waits, if waits { "press a key" } else { text }).frame(true));
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, waits, name));
    if response.clicked() {
        actions.push(Action::Rebind((!waits).then_some((verb, slot))));
    }
}

fn named(ui: &mut Ui, sign: &str, name: &str) -> bool {
    let response = ui.add(Button::new(RichText::new(sign).small()).frame(false)).on_hover_text(name);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
    response.clicked()
}
