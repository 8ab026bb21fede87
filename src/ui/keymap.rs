//! Which keys do what now: as shipped, or as the analyst chose. It lies in egui's memory, so that every button can print its key.

use super::verb::{Chord, VERBS, Verb};
use egui::{Context, Key, Modifiers, Ui};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The chosen keys by the names of verbs; what is not in it is as shipped.
pub type Chosen = BTreeMap<String, Vec<String>>;

/// The keys of every verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    keys: BTreeMap<Verb, Vec<Chord>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self { keys: VERBS.iter().map(|r| (r.verb, r.keys.to_vec())).collect() }
    }
}

static SHIPPED: LazyLock<Arc<Keymap>> = LazyLock::new(Arc::default);

/// The keys in force.
pub fn of(ctx: &Context) -> Arc<Keymap> {
    ctx.data(|d| d.get_temp(egui::Id::NULL)).unwrap_or_else(|| Arc::clone(&SHIPPED))
}

/// Puts `map` in force.
pub fn install(ctx: &Context, map: Keymap) {
    ctx.data_mut(|d| d.insert_temp(egui::Id::NULL, Arc::new(map)));
}

/// The first key of `verb`, as printed; empty where it has none.
pub fn text(ui: &Ui, verb: Verb) -> String {
    of(ui.ctx()).text(verb)
}

/// The sentence on what `verb` does, with its keys.
pub fn tip(ui: &Ui, verb: Verb) -> String {
    let all = of(ui.ctx()).all(verb, ", ");
    if all.is_empty() { verb.row().tip.to_owned() } else { format!("{}  ({all})", verb.row().tip) }
}

/// ` (F5)`, or nothing where `verb` has no key: for sentences that name it.
pub fn in_brackets(ui: &Ui, verb: Verb) -> String {
    let key = text(ui, verb);
    if key.is_empty() { key } else { format!(" ({key})") }
}

impl Keymap {
    /// The keys as `chosen`, and a sentence on each choice that cannot be: then the verb has its keys as shipped.
    pub fn new(chosen: &Chosen) -> (Self, Vec<String>) {
        let (mut map, mut told, mut changed) = (Self::default(), Vec::new(), Vec::new());
        for (name, chords) in chosen {
            let read: Option<Vec<Chord>> = chords.iter().map(|c| Chord::named(c).filter(|c| c.refused().is_none())).collect();
            match (Verb::named(name).filter(|v| *v != Verb::Back), read) {
                (Some(verb), Some(chords)) => {
                    map.keys.insert(verb, chords);
                    changed.push(verb);
                }
                (Some(verb), None) => told
                    .push(format!("The chosen keys of “{}” could not be understood, so it has the usual ones; choose others in the settings.", verb.label())),
                (None, _) => told.push(format!("The settings hold keys for “{name}”, which this version does not know; they are left out.")),
            }
        }
        map.settle(changed, &mut told);
        (map, told)
    }

    /// Takes back choices until no two verbs share a key. Those that are shipped share none, so this ends.
    fn settle(&mut self, mut changed: Vec<Verb>, told: &mut Vec<String>) {
        let clashes = |map: &Self, verb: Verb| map.keys(verb).iter().find_map(|c| map.owner(*c, verb));
        while let Some(at) = changed.iter().position(|v| clashes(self, *v).is_some()) {
            let verb = changed.remove(at);
            let other = clashes(self, verb).map_or("", Verb::label);
            told.push(format!("“{}” cannot have the same key as “{other}”; it has its usual ones, choose others in the settings.", verb.label()));
            self.keys.insert(verb, verb.row().keys.to_vec());
        }
    }

    /// What the settings need to hold of it.
    pub fn chosen(&self) -> Chosen {
        let changed = VERBS.iter().filter(|r| self.keys(r.verb) != r.keys);
        changed.map(|r| (r.name.to_owned(), self.keys(r.verb).iter().map(|c| c.name()).collect())).collect()
    }

    /// The keys of `verb`.
    pub fn keys(&self, verb: Verb) -> &[Chord] {
        self.keys.get(&verb).map_or(&[], Vec::as_slice)
    }

    /// Gives `verb` these keys.
    pub fn set(&mut self, verb: Verb, chords: Vec<Chord>) {
        self.keys.insert(verb, chords);
    }

    /// The first key of `verb`, as printed; empty where it has none.
    pub fn text(&self, verb: Verb) -> String {
        self.keys(verb).first().map(|c| c.text()).unwrap_or_default()
    }

    /// All keys of `verb`, as printed.
    pub fn all(&self, verb: Verb, between: &str) -> String {
        self.keys(verb).iter().map(|c| c.text()).collect::<Vec<_>>().join(between)
    }

    /// The verb other than `verb` that has `chord`.
    pub fn owner(&self, chord: Chord, verb: Verb) -> Option<Verb> {
        VERBS.iter().map(|r| r.verb).find(|v| *v != verb && self.keys(*v).contains(&chord))
    }

    /// The verb of a key press, if any.
    pub fn of_key(&self, key: Key, physical: Option<Key>, modifiers: Modifiers) -> Option<(Verb, Chord)> {
        VERBS.iter().find_map(|row| self.keys(row.verb).iter().find(|k| k.matches(key, physical, modifiers)).map(|k| (row.verb, *k)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::verb::DIGITS;
    use super::*;

    fn verb(key: Key, modifiers: Modifiers) -> Option<Verb> {
        Keymap::default().of_key(key, Some(key), modifiers).map(|v| v.0)
    }

    fn chosen(keys: &[(&str, &[&str])]) -> Chosen {
        keys.iter().map(|(verb, chords)| ((*verb).to_owned(), chords.iter().map(|c| (*c).to_owned()).collect())).collect()
    }

    #[test]
    fn digits_and_keys_left_free_on_purpose_belong_to_no_verb() {
        for key in DIGITS.into_iter().chain([Key::Backspace, Key::P, Key::OpenBracket, Key::CloseBracket]) {
            assert_eq!(verb(key, Modifiers::NONE), None, "{key:?}");
        }
    }

    #[test]
    fn undo_and_redo_are_told_apart_by_shift() {
        assert_eq!(verb(Key::Z, Modifiers::COMMAND), Some(Verb::Undo));
        assert_eq!(verb(Key::Z, Modifiers::COMMAND | Modifiers::SHIFT), Some(Verb::Redo));
        assert_eq!(verb(Key::Z, Modifiers::NONE), Some(Verb::Undo));
    }

    #[test]
    fn chosen_keys_take_the_place_of_the_usual_ones_and_come_back() {
        let wanted = chosen(&[("Reject", &["R", "Ctrl+Backspace"]), ("Boilerplate", &[])]);
        let (map, told) = Keymap::new(&wanted);
        assert_eq!((told, map.chosen()), (Vec::new(), wanted));
        let of = |key, modifiers| map.of_key(key, None, modifiers).map(|v| v.0);
        assert_eq!((of(Key::R, Modifiers::NONE), of(Key::X, Modifiers::NONE), of(Key::B, Modifiers::NONE)), (Some(Verb::Reject), None, None));
        assert_eq!((map.text(Verb::Reject), map.text(Verb::Boilerplate), map.all(Verb::Reject, ", ")), ("R".into(), String::new(), "R, Ctrl+Backspace".into()));
    }

    #[test]
    fn what_cannot_be_is_told_and_the_usual_keys_stay() {
        for (wrong, told) in [
            (chosen(&[("Reject", &["Nonsense"])]), "could not be understood"),
            (chosen(&[("Reject", &["4"])]), "could not be understood"),
            (chosen(&[("Reject", &["A"])]), "cannot have the same key as “Accept”"),
            (chosen(&[("Fly", &["A"])]), "“Fly”, which this version does not know"),
            (chosen(&[("Back", &["B"])]), "does not know"),
        ] {
            let (map, sentences) = Keymap::new(&wrong);
            assert!(sentences.len() == 1 && sentences[0].contains(told), "{sentences:?}");
            assert_eq!(map, Keymap::default());
        }
        let swapped = chosen(&[("Accept", &["X"]), ("Reject", &["A"])]);
        assert_eq!(Keymap::new(&swapped).1, Vec::<String>::new(), "two that change places do not clash");
        let half = chosen(&[("Accept", &["X"]), ("Reject", &["A", "J"])]);
        assert_eq!(Keymap::new(&half).0, Keymap::default(), "the one that falls back takes its key from the other");
    }
}
