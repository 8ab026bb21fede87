//! What stands before the name of a ship, and whose warship it then is.

/// Prefixes of ships; with the state whose navy uses it, where only one does.
const PREFIXES: [(&str, Option<&str>); 15] = [
    ("USS", Some("United States")),
    ("USNS", Some("United States")),
    ("HMS", Some("United Kingdom")),
    ("RFA", Some("United Kingdom")),
    ("HMAS", Some("Australia")),
    ("HMCS", Some("Canada")),
    ("HNLMS", Some("Netherlands")),
    ("HDMS", Some("Denmark")),
    ("FGS", Some("Germany")),
    ("FS", None),
    ("INS", None),
    ("JS", None),
    ("ITS", None),
    ("MV", None),
    ("MT", None),
];

/// Whether a word is such a prefix.
pub fn is_ship_prefix(word: &str) -> bool {
    PREFIXES.iter().any(|(prefix, _)| *prefix == word)
}

/// The state whose warships have the prefix.
pub fn navy(word: &str) -> Option<&'static str> {
    PREFIXES.iter().find(|(prefix, _)| *prefix == word).and_then(|(_, state)| *state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warship_is_its_state_s_and_a_merchant_ship_nobody_s() {
        assert_eq!((navy("HMCS"), navy("MV"), navy("The")), (Some("Canada"), None, None));
        assert!(is_ship_prefix("MV") && is_ship_prefix("USS") && !is_ship_prefix("US"));
    }
}
