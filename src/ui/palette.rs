//! The command palette: everything the program can do, by name.

use super::theme;
use super::verb::{Row, VERBS, Verb};
use super::widgets;
use super::{Action, Workspace, keymap};
use egui::{Key, Modifiers, RichText, Ui};

/// The palette with what is typed.
#[derive(Default)]
pub struct CommandPalette {
    query: String,
    at: usize,
}

/// The verbs whose label or tooltip holds every word of `query`; labels first.
pub fn find(query: &str) -> Vec<&'static Row> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let holds = |text: &str| words.iter().all(|w| text.to_lowercase().contains(w));
    let all = || VERBS.iter().filter(|r| r.verb != Verb::Palette);
    let by_label = all().filter(|r| holds(r.label));
    by_label.chain(all().filter(|r| !holds(r.label) && holds(&format!("{} {}", r.label, r.tip)))).collect()
}

impl CommandPalette {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        ui.set_width(480.0);
        let (up, down, enter) = ui.input_mut(|i| {
            let mut hit = |key| i.consume_key(Modifiers::NONE, key);
            (hit(Key::ArrowUp), hit(Key::ArrowDown), hit(Key::Enter))
        });
        let field = ui.add(egui::TextEdit::singleline(&mut self.query).hint_text("What do you want to do?").desired_width(f32::INFINITY));
        field.widget_info(|| widgets::field_info("Command", &self.query));
        field.request_focus();
        if field.changed() {
            self.at = 0;
        }
        let rows = find(&self.query);
        self.at = (self.at + usize::from(down)).saturating_sub(usize::from(up)).min(rows.len().saturating_sub(1));
        egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for (i, row) in rows.iter().enumerate() {
                let chosen = i == self.at;
                if draw(ui, row, chosen, workspace) || (chosen && enter) {
                    self.query.clear();
                    self.at = 0;
                    actions.extend([Action::CloseDialog, Action::Do(row.verb)]);
                }
                if chosen && (up || down) {
                    ui.scroll_to_cursor(None);
                }
            }
        });
        if rows.is_empty() {
            ui.weak("Nothing is called that.");
        }
    }
}

fn draw(ui: &mut Ui, row: &Row, chosen: bool, workspace: &Workspace) -> bool {
    let button =
        egui::Button::selectable(chosen, RichText::new(row.label)).shortcut_text(keymap::text(ui, row.verb)).min_size(egui::vec2(ui.available_width(), 0.0));
    let response = ui.add_enabled(widgets::enabled(row.verb, workspace), button);
    if chosen {
        ui.label(RichText::new(row.tip).small().color(theme::palette(ui).muted));
    }
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_found_by_any_of_their_words() {
        assert_eq!(find("undo").first().map(|r| r.verb), Some(Verb::Undo));
        assert!(find("csv").iter().any(|r| r.verb == Verb::Export));
        assert!(find("no such thing").is_empty());
        assert_eq!(find("").len(), VERBS.len() - 1);
    }
}
