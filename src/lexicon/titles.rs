//! Titles, ranks, honorifics and the particles of names, as folded words.

use super::LexiconError;
use serde::Deserialize;

/// What stands before a person's name or inside it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titles {
    /// Offices: president, prime minister, commander.
    pub offices: Vec<String>,
    /// Military and police ranks, with their abbreviations.
    pub ranks: Vec<String>,
    /// Mr, Dr, Sheikh.
    pub honorifics: Vec<String>,
    /// Words that belong to a name though they may be in lower case: al, bin, van.
    pub particles: Vec<String>,
    /// First words of Arabic teknonyms: Abu, Umm.
    pub teknonyms: Vec<String>,
    /// Nouns that tell that a name beside them is an armed group: militia, insurgents.
    pub group_nouns: Vec<String>,
    /// Nouns that tell that a name beside them is another organisation: ministry, agency.
    pub organization_nouns: Vec<String>,
    /// Nouns that tell that a name is a facility: base, airport.
    pub facility_nouns: Vec<String>,
    /// Nouns that tell that a name is a place: city, province.
    pub place_nouns: Vec<String>,
    /// Nouns of people: man, spokesman, resident.
    pub person_nouns: Vec<String>,
    /// Given names: a run of names that begins with one is a person's.
    pub given_names: Vec<String>,
}

impl Titles {
    /// The titles that the program is shipped with.
    pub fn builtin() -> Result<Self, LexiconError> {
        toml::from_str(include_str!("../../assets/lexicon/titles.toml"))
            .map_err(|e| LexiconError::File { name: "titles.toml".to_owned(), reason: e.to_string() })
    }

    /// Whether the folded word is an office, rank or honorific.
    pub fn is_title(&self, key: &str) -> bool {
        [&self.offices, &self.ranks, &self.honorifics].into_iter().any(|list| list.iter().any(|t| t == key))
    }
}
