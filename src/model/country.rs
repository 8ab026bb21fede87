//! Countries as the datasets of others number and group them, from `assets/countries.tsv`.

use std::sync::LazyLock;

/// A country.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3.
    pub alpha3: &'static str,
    /// ISO 3166-1 numeric.
    pub numeric: Option<i64>,
    /// As ACLED and UCDP write it.
    pub name: &'static str,
    /// ACLED's region.
    pub acled_region: &'static str,
    /// The state number of Gleditsch and Ward, which UCDP uses.
    pub gw: Option<i64>,
    /// UCDP's region.
    pub ucdp_region: &'static str,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| include_str!("../../assets/countries.tsv").lines().filter_map(row).collect());

fn row(line: &'static str) -> Option<Country> {
    let mut cells = line.split('\t');
    let (alpha3, numeric, name) = (cells.next()?, cells.next()?.parse().ok(), cells.next()?);
    Some(Country { alpha3, numeric, name, acled_region: cells.next()?, gw: cells.next()?.parse().ok(), ucdp_region: cells.next()? })
}

/// Every country.
pub fn all() -> impl Iterator<Item = &'static Country> {
    COUNTRIES.iter()
}

/// The country with that ISO code.
pub fn by_code(alpha3: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|c| c.alpha3 == alpha3)
}

/// The country of that name.
pub fn by_name(name: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|c| c.name == name)
}

/// The country with that ISO number.
pub fn by_number(numeric: i64) -> Option<&'static Country> {
    COUNTRIES.iter().find(|c| c.numeric == Some(numeric))
}

/// The country with that number by Gleditsch and Ward.
pub fn by_gw(gw: i64) -> Option<&'static Country> {
    COUNTRIES.iter().find(|c| c.gw == Some(gw))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_whole_and_no_code_is_given_twice() {
        let rows = include_str!("../../assets/countries.tsv").lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(COUNTRIES.len(), rows);
        let mut codes: Vec<&str> = COUNTRIES.iter().map(|c| c.alpha3).collect();
        codes.dedup();
        assert!(codes.is_sorted() && codes.len() == rows);
        let iraq = by_code("IRQ").unwrap();
        assert_eq!((iraq.numeric, iraq.name, iraq.acled_region, iraq.gw, iraq.ucdp_region), (Some(368), "Iraq", "Middle East", Some(645), "Middle East"));
        assert_eq!(by_name("Iraq").map(|c| c.alpha3), Some("IRQ"));
    }
}
