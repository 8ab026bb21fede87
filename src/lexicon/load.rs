//! Reads the lexicon files. To add a name: one `[[entry]]` in `assets/lexicon/*.toml` with a `yes` sentence.

use super::{Entry, LexiconError, fold};
use crate::model::{Geo, Kind, PlacePrecision};
use serde::Deserialize;

/// A lexicon file as it lies in `assets/lexicon`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// The kind of every entry that names none.
    kind: Kind,
    entry: Vec<Row>,
}

/// An entry as it is written.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    id: Option<String>,
    name: String,
    kind: Option<Kind>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    country: Option<String>,
    #[serde(default)]
    affiliation: Vec<String>,
    family: Option<String>,
    capital: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    admin1: Option<String>,
    precision: Option<PlacePrecision>,
    #[serde(default)]
    population: u32,
    /// Sentences in which the entry is to be found.
    #[cfg_attr(not(test), allow(dead_code, reason = "the examples are run by the tests"))]
    #[serde(default)]
    pub yes: Vec<String>,
    /// Sentences in which it is not.
    #[cfg_attr(not(test), allow(dead_code, reason = "the examples are run by the tests"))]
    #[serde(default)]
    pub no: Vec<String>,
}

/// The files in order: of two entries with one name the earlier one is meant.
pub const FILES: [(&str, &str); 5] = [
    ("countries.toml", include_str!("../../assets/lexicon/countries.toml")),
    ("groups.toml", include_str!("../../assets/lexicon/groups.toml")),
    ("forces.toml", include_str!("../../assets/lexicon/forces.toml")),
    ("places.toml", include_str!("../../assets/lexicon/places.toml")),
    ("weapons.toml", include_str!("../../assets/lexicon/weapons.toml")),
];

/// The entries of all files with their rows.
pub fn rows() -> Result<Vec<(Entry, Row)>, LexiconError> {
    let mut all = Vec::new();
    for (name, text) in FILES {
        let file: File = toml::from_str(text).map_err(|e| LexiconError::File { name: name.to_owned(), reason: e.to_string() })?;
        all.extend(file.entry.into_iter().map(|row| (entry(&row, file.kind), row)));
    }
    Ok(all)
}

fn entry(row: &Row, kind: Kind) -> Entry {
    let id = row.id.clone().unwrap_or_else(|| fold::slug(&row.name));
    let geo = row.lat.zip(row.lon).map(|(lat, lon)| Geo {
        lat,
        lon,
        country: row.country.clone(),
        admin1: row.admin1.clone(),
        precision: row.precision.unwrap_or(PlacePrecision::Settlement),
        source: format!("dateline:{id}"),
    });
    Entry {
        name: row.name.clone(),
        kind: row.kind.unwrap_or(kind),
        aliases: row.aliases.clone(),
        adjectives: row.adjectives.clone(),
        country: row.country.clone(),
        affiliation: row.affiliation.clone(),
        family: row.family.clone(),
        capital: row.capital.clone(),
        population: row.population,
        geo,
        id,
    }
}
