//! Short forms of the states of North America in running text: "Ky.", "W.Va.", "Wheeling, WV", "Ont.".

use super::fold::Word;
use super::{Entry, gazetteer};
use crate::model::PlacePrecision;

/// Short form, postal code, name, country; the short form is written with a full stop at its end.
const STATES: &[(&str, &str, &str, &str)] = &[
    ("Ala", "AL", "Alabama", "USA"),
    ("Ariz", "AZ", "Arizona", "USA"),
    ("Ark", "AR", "Arkansas", "USA"),
    ("Calif", "CA", "California", "USA"),
    ("Colo", "CO", "Colorado", "USA"),
    ("Conn", "CT", "Connecticut", "USA"),
    ("Del", "DE", "Delaware", "USA"),
    ("Fla", "FL", "Florida", "USA"),
    ("Ga", "GA", "Georgia", "USA"),
    ("Ill", "IL", "Illinois", "USA"),
    ("Ind", "IN", "Indiana", "USA"),
    ("Kan", "KS", "Kansas", "USA"),
    ("Ky", "KY", "Kentucky", "USA"),
    ("La", "LA", "Louisiana", "USA"),
    ("Md", "MD", "Maryland", "USA"),
    ("Mass", "MA", "Massachusetts", "USA"),
    ("Mich", "MI", "Michigan", "USA"),
    ("Minn", "MN", "Minnesota", "USA"),
    ("Miss", "MS", "Mississippi", "USA"),
    ("Mo", "MO", "Missouri", "USA"),
    ("Mont", "MT", "Montana", "USA"),
    ("Neb", "NE", "Nebraska", "USA"),
    ("Nev", "NV", "Nevada", "USA"),
    ("N.H", "NH", "New Hampshire", "USA"),
    ("N.J", "NJ", "New Jersey", "USA"),
    ("N.M", "NM", "New Mexico", "USA"),
    ("N.Y", "NY", "New York", "USA"),
    ("N.C", "NC", "North Carolina", "USA"),
    ("N.D", "ND", "North Dakota", "USA"),
    ("Okla", "OK", "Oklahoma", "USA"),
    ("Ore", "OR", "Oregon", "USA"),
    ("Pa", "PA", "Pennsylvania", "USA"),
    ("R.I", "RI", "Rhode Island", "USA"),
    ("S.C", "SC", "South Carolina", "USA"),
    ("S.D", "SD", "South Dakota", "USA"),
    ("Tenn", "TN", "Tennessee", "USA"),
    ("Tex", "TX", "Texas", "USA"),
    ("Vt", "VT", "Vermont", "USA"),
    ("Va", "VA", "Virginia", "USA"),
    ("Wash", "WA", "Washington", "USA"),
    ("W.Va", "WV", "West Virginia", "USA"),
    ("Wis", "WI", "Wisconsin", "USA"),
    ("Wyo", "WY", "Wyoming", "USA"),
    ("Ohio", "OH", "Ohio", "USA"),
    ("Iowa", "IA", "Iowa", "USA"),
    ("Maine", "ME", "Maine", "USA"),
    ("Utah", "UT", "Utah", "USA"),
    ("Idaho", "ID", "Idaho", "USA"),
    ("D.C", "DC", "District of Columbia", "USA"),
    ("Alta", "AB", "Alberta", "CAN"),
    ("B.C", "BC", "British Columbia", "CAN"),
    ("Man", "MB", "Manitoba", "CAN"),
    ("N.B", "NB", "New Brunswick", "CAN"),
    ("N.S", "NS", "Nova Scotia", "CAN"),
    ("Ont", "ON", "Ontario", "CAN"),
    ("Que", "QC", "Quebec", "CAN"),
    ("Sask", "SK", "Saskatchewan", "CAN"),
];

/// Short forms that are no other word, and so need no town before them.
const SURE: &[&str] = &["Ariz", "Calif", "Conn", "Fla", "Mich", "Minn", "Okla", "Tenn", "Wyo", "Sask", "Alta"];

/// The state at word `at`: where it ends with its full stop, and its entry.
pub fn at(text: &str, words: &[Word], at: usize) -> Option<(usize, Entry)> {
    let word = words.get(at).filter(|w| w.capital && w.end - w.start <= 5)?;
    let raw = text.get(word.start..word.end)?;
    let bare = raw.strip_suffix('.').unwrap_or(raw);
    let stop = usize::from(raw == bare && text.get(word.end..).is_some_and(|r| r.starts_with('.')));
    let dotted = bare.contains('.');
    // "W. Va." is two words.
    let west = bare == "Va" && stop == 1 && text.get(..word.start)?.ends_with("W. ");
    let bare = if west { "W.Va" } else { bare };
    let row = STATES.iter().find(|(short, code, ..)| *short == bare && (dotted || stop == 1) || *code == bare)?;
    let before = text.get(..word.start)?;
    let after_town = before.ends_with(", ") && at > 0 && words.get(at - 1).is_some_and(|w| w.capital);
    let dated = before.trim_end().ends_with(|c: char| c.is_ascii_digit());
    let fits = if west {
        true
    } else if bare == row.1 {
        after_town
    } else {
        after_town || (dotted && !dated) || SURE.contains(&bare)
    };
    fits.then_some(())?;
    let entry = gazetteer::builtin().lookup(row.2).into_iter().find(|e| e.country.as_deref() == Some(row.3) && is_province(e))?;
    Some((word.end + stop, entry))
}

fn is_province(entry: &Entry) -> bool {
    entry.geo.as_ref().is_some_and(|g| g.precision == PlacePrecision::Admin1)
}

#[cfg(test)]
mod tests {
    use super::super::fold;

    fn states(text: &str) -> Vec<(String, String)> {
        let words = fold::words(text);
        let found = (0..words.len()).filter_map(|i| super::at(text, &words, i).map(|(end, e)| (text[words[i].start..end].to_owned(), e.name)));
        found.collect()
    }

    #[test]
    fn short_forms_of_states_are_known_where_they_stand_for_one() {
        for (text, words, name) in [
            ("A fire in Bowling Green, Ky., hurt two.", "Ky.", "Kentucky"),
            ("He left Wheeling, W.Va. on foot.", "W.Va.", "West Virginia"),
            ("A mine near Beckley, W. Va. was shut.", "Va.", "West Virginia"),
            ("A plant at Akron, OH 44301", "OH", "Ohio"),
            ("The S.C. coast was hit.", "S.C.", "South Carolina"),
            ("A court in Fla. ruled.", "Fla.", "Florida"),
        ] {
            assert_eq!(states(text), [(words.to_owned(), name.to_owned())], "{text}");
        }
        for text in ["Miss Smith spoke.", "Ill health kept him.", "In 480 B.C. they met.", "OK, he said.", "La. la la"] {
            assert!(states(text).is_empty(), "{text}: {:?}", states(text));
        }
    }
}
