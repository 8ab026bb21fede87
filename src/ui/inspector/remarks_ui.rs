//! The flag and the comment on what is selected, above its card.

use super::draft::{Drafts, Shape};
use crate::review::{Command, Target};
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, keymap, theme};
use egui::{Label, RichText, Ui};

/// Draws them, as far as there are any or one is asked for.
pub fn show(ui: &mut Ui, workspace: &Workspace, item: &Target, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    let remarks = workspace.dataset.remarks(item);
    let palette = theme::palette(ui);
    if let Some(flag) = remarks.flag {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(format!("⚑ Flagged by {}", flag.by)).color(palette.warn));
            if ui.add(egui::Button::new(RichText::new("Unflag").small()).shortcut_text(keymap::text(ui, Verb::Flag))).clicked() {
                actions.push(Action::Do(Verb::Flag));
            }
        });
    }
    let text = remarks.text().unwrap_or_default();
    let writing = drafts.asks_for_comment() || drafts.is_edited(ui, NAME);
    if remarks.is_empty() && !writing {
        return;
    }
    if workspace.can_edit() && (remarks.comment.is_some() || writing) {
        let shape = Shape { name: NAME, value: text.to_owned(), hint: "Comment; Enter keeps it, empty takes it away", width: f32::INFINITY };
        drafts.comment(ui, &shape, |text| Ok(Command::Comment(item.clone(), text.to_owned())), actions);
    } else if !text.is_empty() {
        ui.add(Label::new(format!("“{text}”")).wrap());
    }
    if let Some(comment) = remarks.comment {
        ui.label(RichText::new(format!("{}, {}", comment.by, comment.at.get(..10).unwrap_or_default())).small().color(palette.muted));
    }
    ui.add_space(theme::SMALL);
}

/// The name of the field for screen readers.
const NAME: &str = "Comment on this";
