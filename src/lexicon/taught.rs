//! The project's own lexicon: what the analyst taught lies before what the program is shipped with.

use super::matcher::Matcher;
use super::{Entry, Lexicon, LexiconError, fold, load};
use crate::model::{Kind, Taught};
use sha2::{Digest, Sha256};

impl Lexicon {
    /// The lexicon that the program is shipped with, and `taught`: a taught name is meant before another of the same words, and a name
    /// that is known already, of the same kind, gets the new aliases and sides.
    pub fn with_taught(taught: &[Taught]) -> Result<Self, LexiconError> {
        let mut known: Vec<Entry> = load::rows()?.into_iter().map(|(entry, _)| entry).collect();
        let mut own = Vec::new();
        for taught in taught {
            let entry = match known.iter().position(|e| is_named(e, taught)) {
                Some(at) => known.remove(at),
                None => new_entry(taught),
            };
            own.push(extended(entry, taught, &known));
        }
        let version = own_version(taught);
        Self::of(own.into_iter().chain(known), version)
    }
}

fn is_named(entry: &Entry, taught: &Taught) -> bool {
    let key = fold::key(&taught.name);
    entry.kind == taught.kind && std::iter::once(&entry.name).chain(&entry.aliases).any(|n| fold::key(n) == key)
}

fn new_entry(taught: &Taught) -> Entry {
    let slug = fold::slug(&taught.name);
    let id = if taught.kind == Kind::Person { format!("person-{}", fold::key(&taught.name).replace(' ', "-")) } else { format!("taught-{slug}") };
    Entry::new(id, taught.name.clone(), taught.kind)
}

fn extended(mut entry: Entry, taught: &Taught, known: &[Entry]) -> Entry {
    for alias in taught.names().filter(|a| *a != entry.name) {
        if !entry.aliases.iter().any(|a| a == alias) {
            entry.aliases.push(alias.to_owned());
        }
    }
    entry.country = taught.country.clone().or(entry.country);
    if let Some(side) = &taught.side {
        let key = fold::key(side);
        let named = known.iter().filter(|e| std::iter::once(&e.name).chain(&e.aliases).any(|n| fold::key(n) == key));
        // A state is a place here; a side that nobody knows is called as it was typed.
        let found = named.min_by_key(|e| e.kind == Kind::Place);
        entry.affiliation = vec![found.map_or_else(|| side.clone(), |e| e.id.clone())];
    }
    entry
}

fn own_version(taught: &[Taught]) -> Option<String> {
    let mut hash = Sha256::new();
    for one in taught {
        hash.update(format!("{one:?}"));
    }
    (!taught.is_empty()).then(|| hash.finalize().iter().take(4).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")))
}

/// Finds the texts that a taught name may occur in: only these need to be read again.
#[derive(Debug, Default)]
pub struct TaughtNames {
    matcher: Matcher,
    any: bool,
}

impl TaughtNames {
    /// The names that are in one of the lists and not, or otherwise, in the other.
    pub fn changed(before: &[Taught], after: &[Taught]) -> Self {
        let mut names = Self::default();
        let changed = before.iter().filter(|t| !after.contains(t)).chain(after.iter().filter(|t| !before.contains(t)));
        for name in changed.flat_map(Taught::names) {
            for spelling in super::variants::of(name) {
                names.matcher.add(&spelling, 0, false, true);
            }
            names.any = true;
        }
        names.matcher.settle();
        names
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        !self.any
    }

    /// Whether one of the names stands in `text`.
    pub fn occur_in(&self, text: &str) -> bool {
        if !self.any {
            return false;
        }
        let words = fold::words(text);
        (0..words.len()).any(|at| self.matcher.at(text, &words, at).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lexicon: &Lexicon, text: &str) -> Vec<(String, Kind)> {
        lexicon.find(text).iter().map(|f| (f.entry.name.clone(), f.entry.kind)).collect()
    }

    #[test]
    fn a_taught_name_is_found_by_all_its_names_and_known_ones_get_aliases() {
        let new = Taught { aliases: vec!["Qabda".to_owned()], country: Some("IRQ".to_owned()), ..Taught::new("Qabdat al-Huda", Kind::ArmedGroup) };
        let known = Taught { aliases: vec!["Khetab Party".to_owned()], side: Some("Hamas".to_owned()), ..Taught::new("Kataib Hezbollah", Kind::ArmedGroup) };
        let plain = Lexicon::builtin().unwrap();
        let lexicon = Lexicon::with_taught(&[new, known]).unwrap();
        let text = "Qabda fired; Qabdat Al Huda and the Khetab Party watched.";
        assert_eq!(found(&plain, text), []);
        let expected = ["Qabdat al-Huda", "Qabdat al-Huda", "Kataib Hezbollah"].map(|n| (n.to_owned(), Kind::ArmedGroup));
        assert_eq!(found(&lexicon, text), expected);
        let entry = lexicon.named("Khetab Party").next().unwrap();
        assert_eq!((entry.id.as_str(), entry.affiliation.clone()), (plain.named("Kataib Hezbollah").next().unwrap().id.as_str(), vec!["hamas".to_owned()]));
        let sided = |side: &str| {
            let lexicon = Lexicon::with_taught(&[Taught { side: Some(side.to_owned()), ..Taught::new("Qabdat al-Huda", Kind::ArmedGroup) }]).unwrap();
            lexicon.named("Qabdat al-Huda").next().unwrap().affiliation.clone()
        };
        assert_eq!((sided("Iran"), sided("The Blue Camp")), (vec!["iran".to_owned()], vec!["The Blue Camp".to_owned()]));
        assert_ne!(lexicon.version(), plain.version());
        assert_eq!(Lexicon::with_taught(&[]).unwrap().version(), plain.version());
    }

    #[test]
    fn a_taught_kind_stands_before_the_known_one() {
        let lexicon = Lexicon::with_taught(&[Taught::new("Mosul", Kind::ArmedGroup)]).unwrap();
        assert_eq!(found(&lexicon, "Fighters of Mosul came."), [("Mosul".to_owned(), Kind::ArmedGroup)]);
    }

    #[test]
    fn only_texts_with_a_changed_name_need_reading_again() {
        let (a, b) = (Taught::new("Qabdat al-Huda", Kind::ArmedGroup), Taught::new("Liwa Fadl", Kind::ArmedGroup));
        let names = TaughtNames::changed(std::slice::from_ref(&a), &[a.clone(), b]);
        assert!(names.occur_in("men of liwa Fadl") && !names.occur_in("Qabdat al-Huda fired"));
        assert!(TaughtNames::changed(std::slice::from_ref(&a), std::slice::from_ref(&a)).is_empty());
    }
}
