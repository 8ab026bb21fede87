//! Names that are certain beforehand, as labels for the model's own names: it keeps them and fills the rest.

use crate::language::Preset;
use crate::lexicon::{Found, Lexicon};
use crate::model::{Kind, PlacePrecision};

/// The confident names of `text`.
pub fn presets(text: &str, lexicon: &Lexicon) -> Vec<Preset> {
    lexicon.find(text).iter().filter_map(|f| Some(Preset { start: f.start, end: f.end, label: label(f)?.to_owned() })).collect()
}

fn label(found: &Found<'_>) -> Option<&'static str> {
    if found.adjective {
        return matches!(found.entry.kind, Kind::Place | Kind::ArmedGroup).then_some("NORP");
    }
    match found.entry.kind {
        Kind::ArmedGroup | Kind::StateForce | Kind::Organization => Some("ORG"),
        Kind::Facility => Some("FAC"),
        Kind::Person => Some("PERSON"),
        Kind::Place => Some(match found.entry.geo.as_ref().map(|g| g.precision) {
            Some(PlacePrecision::InternationalWaters | PlacePrecision::Region) => "LOC",
            Some(PlacePrecision::Site) => "FAC",
            _ => "GPE",
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_name_groups_places_and_demonyms_but_no_weapons() {
        let lexicon = Lexicon::builtin().unwrap();
        let text = "Hezbollah fired a drone at Israel, Iraqi lawyers said.";
        let shown: Vec<(&str, String)> = presets(text, &lexicon).into_iter().map(|p| (text.get(p.start..p.end).unwrap(), p.label)).collect();
        assert_eq!(shown, [("Hezbollah", "ORG".to_owned()), ("Israel", "GPE".to_owned()), ("Iraqi", "NORP".to_owned())]);
    }
}
