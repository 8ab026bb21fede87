//! Choosing another key for a command: what is pressed next becomes its key, unless that cannot be.

use super::app::App;
use super::keymap::{self, Keymap};
use super::verb::{Chord, Verb};
use egui::{Context, Key};

/// The key that is being chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    /// For which command.
    pub verb: Verb,
    /// In place of which of its keys; one more than it has adds a key.
    pub slot: usize,
    /// Why the key that was pressed cannot be taken, if so.
    pub refused: Option<String>,
}

impl App {
    /// Puts the keys of the settings in force where they have changed, and tells what cannot be.
    pub(super) fn keep_keys(&mut self, ctx: &Context) {
        if self.keys.as_ref() == Some(&self.workspace.settings.keys) {
            return;
        }
        let (map, told) = Keymap::new(&self.workspace.settings.keys);
        for sentence in told {
            self.workspace.notices.fail(sentence);
        }
        keymap::install(ctx, map);
        self.keys = Some(self.workspace.settings.keys.clone());
    }

    /// A chord was pressed while a key is being chosen.
    pub(super) fn press(&mut self, chord: Chord, ctx: &Context) {
        let Some(rebinding) = self.workspace.rebinding.take() else { return };
        if chord.key == Key::Escape {
            return;
        }
        let (verb, mut map) = (rebinding.verb, keymap::of(ctx).as_ref().clone());
        if let Some(refused) = refused(&map, chord, verb) {
            self.workspace.rebinding = Some(Rebinding { refused: Some(refused), ..rebinding });
            return;
        }
        let mut chords = map.keys(verb).to_vec();
        match chords.get_mut(rebinding.slot) {
            Some(old) => *old = chord,
            None => chords.push(chord),
        }
        let mut seen = Vec::new();
        chords.retain(|c| {
            !seen.contains(c) && {
                seen.push(*c);
                true
            }
        });
        map.set(verb, chords);
        let settings = crate::store::Settings { keys: map.chosen(), ..self.workspace.settings.clone() };
        self.keep_settings(settings);
        self.keep_keys(ctx);
    }
}

/// Why `chord` cannot be a key of `verb`, if so.
fn refused(map: &Keymap, chord: Chord, verb: Verb) -> Option<String> {
    let of_other = || map.owner(chord, verb).map(|other| format!("{} – already: {}", chord.text(), other.label().trim_end_matches('…')));
    chord.refused().map(|why| format!("{} – {why}", chord.text())).or_else(of_other)
}
