//! Key presses to actions, before anything is drawn. Bare keys work only while no text is edited.

use super::keymap::{self, Keymap};
use super::verb::{Chord, DIGITS, Verb};
use super::{Action, Workspace};
use egui::{Context, Event, Key, Modifiers};

/// Takes the key presses that mean something here out of the input and gives what they mean.
pub fn take(ctx: &Context, workspace: &Workspace) -> Vec<Action> {
    if workspace.rebinding.is_some() {
        return chord(ctx).into_iter().collect();
    }
    let map = keymap::of(ctx);
    let typing = ctx.text_edit_focused();
    let was_typing = ctx.data(|d| d.get_temp(typing_id())).unwrap_or(false);
    let bare = !typing && !workspace.is_jumping() && workspace.project.is_some() && workspace.dialog.is_none() && !egui::Popup::is_any_open(ctx);
    let mut actions = Vec::new();
    let mut question = false;
    ctx.input_mut(|input| {
        question = input.events.iter().any(|e| matches!(e, Event::Text(t) if t == "?"));
        input.events.retain(|event| match action_of(event, &map, (bare, typing, was_typing), workspace) {
            Meaning::None => true,
            Meaning::Swallow => false,
            Meaning::Do(action) => {
                actions.push(*action);
                false
            }
        });
    });
    let question = question && map.keys(Verb::Keys).iter().any(|c| c.key == Key::Questionmark);
    if question && !typing && workspace.dialog.is_none() && !actions.iter().any(|a| matches!(a, Action::Do(Verb::Keys))) {
        actions.push(Action::Do(Verb::Keys));
    }
    if bare && !actions.is_empty() {
        // Tab and the arrows are ours here; egui has already read them as a wish to move the focus.
        ctx.memory_mut(|m| m.move_focus(egui::FocusDirection::None));
    }
    actions
}

/// While a key is chosen for a command, the keys are taken as they come.
fn chord(ctx: &Context) -> Option<Action> {
    ctx.input_mut(|input| {
        let mut pressed = None;
        input.events.retain(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. } => {
                pressed.get_or_insert(Action::Press(Chord::pressed(*key, *modifiers)));
                false
            }
            event => !matches!(event, Event::Key { .. } | Event::Text(_)),
        });
        pressed
    })
}

/// What an event means here.
enum Meaning {
    /// Nothing: it is left to the widgets.
    None,
    /// A key held down that does not repeat.
    Swallow,
    /// This.
    Do(Box<Action>),
}

fn action_of(event: &Event, map: &Keymap, (bare, typing, was_typing): (bool, bool, bool), workspace: &Workspace) -> Meaning {
    let once = |action: Action, repeat: bool| if repeat { Meaning::Swallow } else { Meaning::Do(Box::new(action)) };
    let Event::Key { key, physical_key, pressed: true, repeat, modifiers } = event else {
        let copies = matches!(event, Event::Copy) && !typing && workspace.project.is_some();
        return if copies { Meaning::Do(Box::new(Action::Do(Verb::Copy))) } else { Meaning::None };
    };
    if bare && let Some(digit) = digit(*key, *physical_key, *modifiers) {
        return once(Action::Pick(digit), *repeat);
    }
    match map.of_key(*key, *physical_key, *modifiers) {
        Some((Verb::Back, _)) if was_typing && workspace.dialog.is_none() => Meaning::None,
        Some((verb, chord)) if applies(verb, chord, bare, typing, workspace) => once(Action::Do(verb), *repeat && !verb.repeats()),
        _ => Meaning::None,
    }
}

fn applies(verb: Verb, chord: Chord, bare: bool, typing: bool, workspace: &Workspace) -> bool {
    if verb == Verb::Back {
        // A menu closes by itself, and so does a text field give its focus back.
        return workspace.dialog.is_some() || workspace.is_jumping() || bare;
    }
    if chord.is_bare() {
        return bare;
    }
    let of_text = typing && matches!(verb, Verb::Undo | Verb::Redo);
    !of_text && (workspace.project.is_some() || verb.always())
}

fn typing_id() -> egui::Id {
    egui::Id::unique("typing")
}

fn digit(key: Key, physical: Option<Key>, modifiers: Modifiers) -> Option<usize> {
    let place = |k: Key| DIGITS.iter().position(|d| *d == k).map(|i| i + 1);
    if modifiers.any() { None } else { physical.and_then(place).or_else(|| place(key)) }
}

/// Gives the focus back after a click on a button, so that Space and Enter keep their meaning in review.
pub fn release_focus(ctx: &Context, workspace: &Workspace) {
    // egui takes the focus from a field at Esc before we see the key: that Esc is the field's, not ours.
    let typing = ctx.text_edit_focused();
    ctx.data_mut(|d| d.insert_temp(typing_id(), typing));
    if workspace.project.is_none() || workspace.dialog.is_some() || typing {
        return;
    }
    let clicked = ctx.input(|i| i.pointer.any_click());
    if clicked && let Some(id) = ctx.memory(egui::Memory::focused) {
        ctx.memory_mut(|m| m.surrender_focus(id));
    }
}
