//! Text fields that edit a draft: it becomes one command on Enter or when the field is left, and says why where it cannot.

use super::dates::Calendar;
use super::join::Candidate;
use super::names_ui::Known;
use crate::lexicon::Entry;
use crate::model::FieldValue;
use crate::review::{Command, Others};
use crate::ui::kept::Kept;
use crate::ui::selection::Item;
use crate::ui::{Action, theme};
use egui::{Id, RichText, TextEdit, Ui};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What a typed text means: a command, or a sentence on why it means none.
pub type Meaning = Result<Command, String>;

/// What one field looks like.
pub struct Shape<'a> {
    /// Its name for screen readers and tests; unique in the panel.
    pub name: &'a str,
    /// The value before it is edited, as it would be typed.
    pub value: String,
    /// What to type.
    pub hint: &'a str,
    /// How wide it is.
    pub width: f32,
}

/// The drafts of the fields of one item.
#[derive(Default)]
pub struct Drafts {
    of: Option<Item>,
    lines: BTreeMap<String, Line>,
    focus: bool,
    focus_comment: bool,
    asked: (u64, u64),
    /// The names that are offered for what is typed, and the values that digits take: worked out once for each change.
    pub(super) known: Kept<(u64, Item, String), Known>,
    pub(super) others: Kept<(u64, Item), Others>,
    pub(super) candidates: Kept<(u64, Item), Vec<FieldValue>>,
    pub(super) joins: Kept<(u64, Item), Vec<Candidate>>,
    pub(super) places: Rc<Kept<(u64, String), Vec<Entry>>>,
    /// The field that Tab has completed: it is as good as entered.
    completed: Option<String>,
    /// The field that was written into from beside it.
    written: Option<String>,
    /// The calendar that is open, and below which field.
    pub(super) calendar: Option<Calendar>,
}

#[derive(Default)]
struct Line {
    text: String,
    value: String,
    meaning: Option<Meaning>,
    error: Option<String>,
}

impl Drafts {
    /// To be called before drawing: drafts of another item become commands now. `asked` grows when a field, or the
    /// comment, is to be focused.
    pub fn begin(&mut self, item: Option<&Item>, asked: (u64, u64), actions: &mut Vec<Action>) {
        if self.of.as_ref() != item {
            let left = std::mem::take(&mut self.lines);
            actions.extend(left.into_values().filter_map(|l| l.meaning?.ok()).map(Action::Edit));
            self.of = item.cloned();
            self.calendar = None;
        }
        self.focus |= self.asked.0 != asked.0;
        self.focus_comment |= self.asked.1 != asked.1;
        self.asked = asked;
    }

    /// Whether “Edit value” was asked for and no field has taken it yet.
    pub fn wants_focus(&self) -> bool {
        self.focus
    }

    /// Whether a comment was asked for; the field that is drawn next takes the focus.
    pub fn asks_for_comment(&self) -> bool {
        self.focus_comment
    }

    /// Draws the field of a comment, which “Edit value” does not mean.
    pub fn comment(&mut self, ui: &mut Ui, shape: &Shape<'_>, meaning: impl Fn(&str) -> Meaning, actions: &mut Vec<Action>) {
        let wanted = std::mem::replace(&mut self.focus, std::mem::take(&mut self.focus_comment));
        self.line(ui, shape, true, meaning, actions);
        self.focus = wanted;
    }

    /// To be called after drawing: what nobody took is not kept for the next item.
    pub fn end(&mut self) {
        self.focus = false;
        self.focus_comment = false;
    }

    /// The typed text of a field, while it differs from the value.
    pub fn typed(&self, name: &str) -> Option<&str> {
        self.lines.get(name).filter(|l| l.text != l.value).map(|l| l.text.as_str())
    }

    /// What stands in a field now.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.lines.get(name).map(|l| l.text.as_str())
    }

    /// Writes `text` into a field as if it were typed; to be called before the field is drawn.
    pub(super) fn write(&mut self, name: &str, text: String) {
        if let Some(line) = self.lines.get_mut(name) {
            line.text = text;
            self.written = Some(name.to_owned());
        }
    }

    /// Says why what was taken beside a field cannot be.
    pub(super) fn refuse(&mut self, name: &str, why: String) {
        self.lines.entry(name.to_owned()).or_default().error = Some(why);
    }

    /// Whether a field is being typed into.
    pub(super) fn has_focus(ui: &Ui, name: &str) -> bool {
        ui.memory(|m| m.has_focus(Id::unique(("draft", name))))
    }

    /// Puts the focus into a field.
    pub(super) fn focus_on(ui: &Ui, name: &str) {
        ui.memory_mut(|m| m.request_focus(Id::unique(("draft", name))));
    }

    /// Whether a field has been typed into or is being typed into.
    pub fn is_edited(&self, ui: &Ui, name: &str) -> bool {
        self.typed(name).is_some() || Self::has_focus(ui, name)
    }

    /// Forgets what was typed.
    pub fn forget(&mut self, name: &str) {
        self.lines.remove(name);
    }

    /// To be called before the field is drawn: where Tab is pressed in it, `full` takes the place of what was typed and is entered.
    pub fn complete_on_tab(&mut self, ui: &Ui, name: &str, full: &str) {
        if !Self::has_focus(ui, name) || !ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Tab)) {
            return;
        }
        // egui has already read Tab as a wish to move the focus.
        ui.memory_mut(|m| m.move_focus(egui::FocusDirection::None));
        full.clone_into(&mut self.lines.entry(name.to_owned()).or_default().text);
        self.completed = Some(name.to_owned());
    }

    /// Draws a field. `on_leave` says whether leaving it is as good as Enter.
    pub fn line(&mut self, ui: &mut Ui, shape: &Shape<'_>, on_leave: bool, meaning: impl Fn(&str) -> Meaning, actions: &mut Vec<Action>) {
        let completed = self.completed.take_if(|name| name == shape.name).is_some();
        let written = self.written.take_if(|name| name == shape.name).is_some();
        // Pressing a day of the calendar is no leaving of the field that it is of.
        let aside = self.calendar.as_ref().is_some_and(|c| c.is_pressed(ui, shape.name));
        let line = self.lines.entry(shape.name.to_owned()).or_default();
        let id = Id::unique(("draft", shape.name));
        if line.value != shape.value && !ui.memory(|m| m.has_focus(id)) {
            *line = Line { text: shape.value.clone(), value: shape.value.clone(), ..Line::default() };
        }
        let edit = TextEdit::singleline(&mut line.text).id(id).desired_width(shape.width).hint_text(shape.hint);
        let response = ui.add(edit);
        response.widget_info(|| {
            let info = egui::WidgetInfo::text_edit(true, line.text.as_str(), line.text.as_str(), shape.hint);
            egui::WidgetInfo { label: Some(shape.name.to_owned()), ..info }
        });
        if std::mem::take(&mut self.focus) {
            response.request_focus();
            response.scroll_to_me(None);
            select_all(ui, id, &line.text);
        }
        if response.changed() || written {
            line.error = None;
            line.meaning = (on_leave && line.text != line.value).then(|| meaning(&line.text));
        }
        if completed {
            response.surrender_focus();
        }
        if response.lost_focus() || completed {
            let (enter, escape) = ui.input(|i| (completed || i.key_pressed(egui::Key::Enter), i.key_pressed(egui::Key::Escape)));
            if escape {
                *line = Line { text: shape.value.clone(), value: shape.value.clone(), ..Line::default() };
            } else if line.text != line.value && (enter || (on_leave && !aside)) {
                match meaning(&line.text) {
                    Ok(command) => {
                        actions.push(Action::Edit(command));
                        if let (true, Some(field @ Item::EventField { .. })) = (enter, &self.of) {
                            actions.push(Action::Select(field.whole()));
                        }
                        *line = Line { text: line.text.clone(), value: line.text.clone(), ..Line::default() };
                    }
                    Err(why) => line.error = Some(why),
                }
                line.meaning = None;
            }
        }
        if let Some(why) = &line.error {
            ui.label(RichText::new(why).small().color(theme::palette(ui).bad));
        }
    }
}

/// Selects what stands in a field that was just focused, so that typing replaces it.
fn select_all(ui: &Ui, id: Id, text: &str) {
    let mut state = egui::TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let all = egui::text::CCursorRange::two(egui::text::CCursor::new(0), egui::text::CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}
