//! A field for a date, and the calendar that opens below it: by its button or ↓, led by keys or the pointer.

use super::draft::{Drafts, Meaning, Shape};
use super::month::{Cursor, Step, Unit, day_name, month_name, stepped, weeks};
use crate::ui::selection::Item;
use crate::ui::{Action, theme};
use egui::{Button, Key, Modifiers, Rect, RichText, Stroke, Ui, WidgetInfo, vec2};
use jiff::civil::Date;

/// An open calendar.
pub struct Calendar {
    /// The name of its field.
    of: String,
    cursor: Cursor,
    /// A day of the month that is shown.
    shown: Date,
    /// What the cursor last wrote into the field.
    text: String,
    /// Where it was drawn; nowhere before it is.
    place: Option<Rect>,
}

/// What the calendar of a field knows of it.
pub struct Days<'a> {
    /// The day that the article was published on.
    pub published: Option<Date>,
    /// The day that a short date is meant beside.
    pub near: Option<Date>,
    /// Whether several days can be chosen.
    pub ranges: bool,
    /// What is selected once a day is taken by the pointer.
    pub then: Option<&'a Item>,
}

const DAY: egui::Vec2 = vec2(32.0, 22.0);
const WEEKDAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const BUTTON: f32 = 120.0;

impl Calendar {
    /// Whether the pointer is on it, and the field called `name` is its own.
    pub fn is_pressed(&self, ui: &Ui, name: &str) -> bool {
        self.of == name && ui.input(|i| i.pointer.interact_pos()).is_some_and(|at| self.place.is_some_and(|p| p.contains(at)))
    }

    fn go(&mut self, cursor: Cursor) {
        (self.cursor, self.shown, self.text) = (cursor, cursor.head, cursor.text());
    }
}

/// Draws the field with its button, and its calendar where that is open.
pub fn line(ui: &mut Ui, drafts: &mut Drafts, shape: &Shape<'_>, days: &Days<'_>, meaning: impl Fn(&str) -> Meaning, actions: &mut Vec<Action>) {
    keys(ui, drafts, shape, days);
    let open = is_open(drafts, shape.name);
    let before = actions.len();
    ui.horizontal(|ui| {
        let width = (ui.available_width() - BUTTON).max(80.0);
        ui.vertical(|ui| {
            ui.set_width(width);
            drafts.line(ui, &Shape { width, value: shape.value.clone(), ..*shape }, true, &meaning, actions);
        });
        let button = ui.add(Button::selectable(open, "Calendar").frame(true).shortcut_text("↓"));
        button.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, open, format!("Calendar of {}", shape.name)));
        if button.on_hover_text("Choose days in a month; ↓ in the field does the same").clicked() {
            toggle(ui, drafts, shape, days);
        }
    });
    if actions.len() > before {
        drafts.calendar = None;
    }
    follow(drafts, shape.name, days);
    let Some(mut calendar) = drafts.calendar.take_if(|c| c.of == shape.name) else { return };
    let taken = grid(ui, &mut calendar, days);
    match taken.map(|cursor| meaning(&cursor.text())) {
        Some(Ok(command)) => {
            drafts.forget(shape.name);
            actions.push(Action::Edit(command));
            actions.extend(days.then.cloned().map(Action::Select));
            return;
        }
        Some(Err(why)) => drafts.refuse(shape.name, why),
        None => {}
    }
    drafts.calendar = Some(calendar);
}

fn is_open(drafts: &Drafts, name: &str) -> bool {
    drafts.calendar.as_ref().is_some_and(|c| c.of == name)
}

fn toggle(ui: &Ui, drafts: &mut Drafts, shape: &Shape<'_>, days: &Days<'_>) {
    if is_open(drafts, shape.name) {
        drafts.calendar = None;
        return;
    }
    let text = drafts.text(shape.name).unwrap_or(&shape.value).to_owned();
    let today = || jiff::Zoned::now().date();
    let cursor = Cursor::read(&text, days.near).unwrap_or_else(|| Cursor::at(days.published.or(days.near).unwrap_or_else(today)));
    drafts.calendar = Some(Calendar { of: shape.name.to_owned(), cursor, shown: cursor.head, text, place: None });
    Drafts::focus_on(ui, shape.name);
}

/// What was typed meanwhile is chosen in the calendar too.
fn follow(drafts: &mut Drafts, name: &str, days: &Days<'_>) {
    let Some(text) = drafts.text(name).map(str::to_owned) else { return };
    if let Some(calendar) = drafts.calendar.as_mut().filter(|c| c.of == name && c.text != text) {
        if let Some(cursor) = Cursor::read(&text, days.near) {
            calendar.go(cursor);
        }
        calendar.text = text;
    }
}

/// The keys, while the field has the focus; what they choose is written into it, so Enter takes it and Esc leaves it.
fn keys(ui: &Ui, drafts: &mut Drafts, shape: &Shape<'_>, days: &Days<'_>) {
    // Esc takes the focus from the field as well, and leaves it as it was.
    if is_open(drafts, shape.name) && ui.input(|i| i.key_pressed(Key::Escape)) {
        drafts.calendar = None;
        return;
    }
    if !Drafts::has_focus(ui, shape.name) {
        return;
    }
    let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    if !is_open(drafts, shape.name) {
        if pressed(Modifiers::NONE, Key::ArrowDown) {
            toggle(ui, drafts, shape, days);
        }
        return;
    }
    let Some(cursor) = drafts.calendar.as_ref().map(|c| c.cursor) else { return };
    let coarser = [(Key::ArrowUp, true), (Key::ArrowDown, false)].into_iter().find(|(key, _)| pressed(Modifiers::ALT, *key)).map(|(_, c)| cursor.coarser(c));
    let years = [(Key::PageDown, 1), (Key::PageUp, -1)].into_iter().find(|(key, _)| pressed(Modifiers::SHIFT, *key)).map(|(_, n)| Step::Years(n));
    let stretched = || STEPS.into_iter().find(|(key, _)| days.ranges && pressed(Modifiers::SHIFT, *key)).map(|(_, step)| cursor.moved(step, true));
    let moved = coarser.or_else(|| years.map(|step| cursor.moved(step, false))).or_else(stretched);
    let moved =
        moved.or_else(|| STEPS.into_iter().find(|(key, _)| ui.input_mut(|i| i.consume_key(Modifiers::NONE, *key))).map(|(_, step)| cursor.moved(step, false)));
    if let (Some(cursor), Some(calendar)) = (moved, drafts.calendar.as_mut()) {
        calendar.go(cursor);
        drafts.write(shape.name, cursor.text());
    }
}

const STEPS: [(Key, Step); 8] = [
    (Key::ArrowLeft, Step::Days(-1)),
    (Key::ArrowRight, Step::Days(1)),
    (Key::ArrowUp, Step::Days(-7)),
    (Key::ArrowDown, Step::Days(7)),
    (Key::PageUp, Step::Months(-1)),
    (Key::PageDown, Step::Months(1)),
    (Key::Home, Step::First),
    (Key::End, Step::Last),
];

/// Draws the month; gives what was taken in it by the pointer.
fn grid(ui: &mut Ui, calendar: &mut Calendar, days: &Days<'_>) -> Option<Cursor> {
    let mut taken = None;
    let frame = egui::Frame::new().inner_margin(theme::SMALL).stroke(Stroke::new(1.0, theme::palette(ui).line)).corner_radius(4.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(1.0, 1.0);
        ui.spacing_mut().interact_size.y = DAY.y;
        taken = head(ui, calendar);
        ui.horizontal(|ui| {
            for name in WEEKDAYS {
                let (place, _) = ui.allocate_exact_size(vec2(DAY.x, 16.0), egui::Sense::hover());
                ui.painter().text(place.center(), egui::Align2::CENTER_CENTER, name, egui::FontId::proportional(11.0), theme::palette(ui).muted);
            }
        });
        for week in weeks(calendar.shown) {
            ui.horizontal_top(|ui| week.into_iter().for_each(|day| taken = self::day(ui, calendar, days, day).or(taken)));
        }
        let range = if days.ranges { "Shift: up to a day · " } else { "" };
        let text = format!("Arrows, Page ↑ ↓ move · {range}Alt+↑: whole month, year");
        ui.set_max_width(7.0 * (DAY.x + 1.0));
        ui.add(egui::Label::new(RichText::new(text).small().color(theme::palette(ui).muted)).wrap());
    });
    if calendar.place.replace(frame.response.rect).is_none() {
        frame.response.scroll_to_me(None);
    }
    taken
}

/// The month and the year, each of which can be taken as a whole, between the ways to others.
fn head(ui: &mut Ui, calendar: &mut Calendar) -> Option<Cursor> {
    let mut taken = None;
    let shown = calendar.shown;
    ui.horizontal_top(|ui| {
        for (sign, name, step) in [("«", "Previous year", Step::Years(-1)), ("‹", "Previous month", Step::Months(-1))] {
            turn(ui, calendar, (sign, name, step));
        }
        let whole = |unit| Cursor::at(shown).by(unit);
        for (words, unit, width) in [(month_name(shown).to_owned(), Unit::Month, 88.0), (shown.year().to_string(), Unit::Year, 44.0)] {
            let name = format!(
                "Whole {} {}",
                if unit == Unit::Month { "month" } else { "year" },
                if unit == Unit::Month { format!("{words} {}", shown.year()) } else { words.clone() }
            );
            let chosen = calendar.cursor == whole(unit);
            let button = ui.add_sized(vec2(width, DAY.y), Button::selectable(chosen, RichText::new(words).strong()));
            button.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, chosen, name.clone()));
            if button.on_hover_text(format!("{name}: nothing finer is known (Alt+↑)")).clicked() {
                taken = Some(whole(unit));
            }
        }
        for (sign, name, step) in [("›", "Next month", Step::Months(1)), ("»", "Next year", Step::Years(1))] {
            turn(ui, calendar, (sign, name, step));
        }
    });
    taken
}

fn turn(ui: &mut Ui, calendar: &mut Calendar, (sign, name, step): (&str, &str, Step)) {
    let button = ui.add_sized(vec2(22.0, DAY.y), Button::new(sign).frame(false)).on_hover_text(name);
    button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
    if button.clicked() {
        calendar.shown = stepped(calendar.shown, step);
        Drafts::focus_on(ui, &calendar.of);
    }
}

fn day(ui: &mut Ui, calendar: &Calendar, days: &Days<'_>, day: Date) -> Option<Cursor> {
    let palette = theme::palette(ui);
    let inside = day.first_of_month() == calendar.shown.first_of_month();
    let (chosen, published) = (calendar.cursor.holds(day), days.published == Some(day));
    let words = RichText::new(day.day().to_string()).color(if inside { palette.text } else { palette.hidden });
    let button = ui.add_sized(DAY, Button::selectable(chosen, words));
    let name = if published { format!("{}, day of publication", day_name(day)) } else { day_name(day) };
    button.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, chosen, name.clone()));
    if published || (chosen && day == calendar.cursor.head) {
        let stroke = Stroke::new(1.0, if published { palette.accent } else { palette.text });
        ui.painter().rect_stroke(button.rect, 3.0, stroke, egui::StrokeKind::Inside);
    }
    let range = if days.ranges { "\nShift and click: from the chosen day up to this one" } else { "" };
    if !button.on_hover_text(format!("{name}{range}")).clicked() {
        return None;
    }
    let up_to = days.ranges && ui.input(|i| i.modifiers.shift);
    Some(if up_to { Cursor { head: day, unit: Unit::Day, ..calendar.cursor } } else { Cursor::at(day) })
}
