//! The papers, broadcasters and agencies that are known by name.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What an outlet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutletKind {
    /// Publishes for readers.
    Outlet,
    /// A wire service that others copy.
    Agency,
}

/// One entry of `assets/lexicon/outlets.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutletEntry {
    /// A key that never changes.
    pub id: String,
    /// The canonical name.
    pub name: String,
    /// What it is.
    pub kind: OutletKind,
    /// Further spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Its address on the web, without `www.`.
    #[serde(default)]
    pub domain: Option<String>,
}

#[derive(Deserialize)]
struct File {
    outlet: Vec<OutletEntry>,
}

struct Known {
    entries: Vec<OutletEntry>,
    by_name: BTreeMap<String, usize>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let entries = parse(include_str!("../../assets/lexicon/outlets.toml")).unwrap_or_default();
    let names = entries.iter().enumerate().flat_map(|(i, e)| e.aliases.iter().chain([&e.name]).map(move |n| (fold(n), i)));
    let by_name = names.collect();
    Known { entries, by_name }
});

fn parse(toml: &str) -> Result<Vec<OutletEntry>, toml::de::Error> {
    toml::from_str::<File>(toml).map(|f| f.outlet)
}

/// All known outlets, in the order of the file.
pub fn outlets() -> &'static [OutletEntry] {
    &KNOWN.entries
}

/// Lower case, without the article and punctuation.
pub(super) fn fold(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '&').filter(|w| !w.is_empty());
    let folded = words.map(str::to_lowercase).collect::<Vec<_>>().join(" ");
    folded.strip_prefix("the ").map(str::to_owned).unwrap_or(folded)
}

/// The outlet that `name` is a spelling of, the article and case aside.
pub(super) fn known(name: &str) -> Option<&'static OutletEntry> {
    KNOWN.by_name.get(&fold(name)).and_then(|i| KNOWN.entries.get(*i))
}

/// The outlet whose site `url` is on.
pub(super) fn of_address(url: &str) -> Option<&'static OutletEntry> {
    let host = url.split("://").nth(1)?.split(['/', '?', ':']).next()?.to_lowercase();
    KNOWN.entries.iter().find(|e| e.domain.as_deref().is_some_and(|d| host == d || host.ends_with(&format!(".{d}"))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_list_is_readable_and_its_names_are_unique() {
        let entries = parse(include_str!("../../assets/lexicon/outlets.toml")).unwrap();
        let spellings = |e: &OutletEntry| e.aliases.iter().chain([&e.name]).map(|n| fold(n)).collect::<BTreeSet<_>>();
        let mut names: Vec<String> = entries.iter().flat_map(spellings).collect();
        names.sort();
        let twice: Vec<&String> = names.windows(2).filter(|w| w[0] == w[1]).map(|w| &w[0]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn spellings_and_addresses_lead_to_the_outlet() {
        assert_eq!(known("THE GUARDIAN").map(|e| e.name.as_str()), Some("The Guardian"));
        assert_eq!(known("Agence France-Presse").map(|e| e.name.as_str()), Some("AFP"));
        assert_eq!(of_address("https://www.bbc.co.uk/news/1").map(|e| e.name.as_str()), Some("BBC"));
        assert_eq!(known("Gunmen"), None);
    }
}
