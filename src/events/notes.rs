//! One sentence on an event, in the style of an ACLED note, from its fields alone.

use crate::lexicon::Lexicon;
use crate::model::{Count, DatePrecision, EventDate, EventFields, PartialDate, Qualifier};

const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// "On 4 January 2024, the United States carried out an air/drone strike against … in Baghdad (Iraq). 4 killed, 6 wounded."
pub fn sentence(f: &EventFields, lexicon: &Lexicon) -> String {
    let when = f.date.as_ref().map_or_else(|| "On an unknown date".to_owned(), date);
    let what = f.event_type.as_deref().and_then(|key| lexicon.ontology().get(key)).map_or_else(|| "attack".to_owned(), |t| t.label.to_lowercase());
    let article = if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    let who = list(&f.attackers);
    let mut out = match (who.is_empty(), f.suspects.is_empty()) {
        (false, _) => format!("{when}, {who} carried out {article} {what}"),
        (true, false) => format!("{when}, {article} {what} for which {} is blamed took place", list(&f.suspects)),
        (true, true) => format!("{when}, {article} {what} took place"),
    };
    if !f.targets.is_empty() {
        out.push_str(" against ");
        out.push_str(&list(&f.targets));
    }
    if let Some(p) = &f.place {
        let country = p.country.as_deref().and_then(|c| lexicon.country(c)).map(|c| c.name.as_str()).filter(|c| *c != p.name);
        out.push_str(&country.map_or_else(|| format!(" in {}", p.name), |c| format!(" in {} ({c})", p.name)));
    }
    out.push('.');
    let tolls: Vec<String> =
        [(f.killed, "killed"), (f.wounded, "wounded")].into_iter().filter_map(|(c, word)| Some(format!("{} {word}", number(c?)?))).collect();
    let tolls = tolls.join(", ").to_lowercase();
    if !tolls.is_empty() {
        out.push(' ');
        out.push_str(&capital(&tolls));
        out.push('.');
    }
    out
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn number(c: Count) -> Option<String> {
    let n = c.best.or(c.high)?;
    Some(match c.qualifier {
        Qualifier::AtLeast => format!("At least {n}"),
        Qualifier::MoreThan => format!("More than {n}"),
        Qualifier::UpTo => format!("Up to {n}"),
        Qualifier::About | Qualifier::Nearly => format!("About {n}"),
        Qualifier::Exact | Qualifier::Ordinal => n.to_string(),
    })
}

fn date(d: &EventDate) -> String {
    match d.precision {
        DatePrecision::Day => format!("On {}", day(d.start)),
        DatePrecision::Range => format!("Between {} and {}", day(d.start), day(d.end)),
        DatePrecision::Week => format!("In the week of {}", day(d.start)),
        DatePrecision::Month | DatePrecision::Year => format!("In {}", day(d.start)),
    }
}

fn day(d: PartialDate) -> String {
    let month = d.month.and_then(|m| usize::try_from(m).ok()).and_then(|m| MONTHS.get(m.checked_sub(1)?));
    match (d.day, month) {
        (Some(n), Some(month)) => format!("{n} {month} {}", d.year),
        (None, Some(month)) => format!("{month} {}", d.year),
        _ => d.year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_says_when_who_what_where_and_how_many() {
        let lexicon = Lexicon::builtin().unwrap();
        let fields = EventFields {
            date: "2024-01-04".parse().ok().map(|d| EventDate::at(d, Vec::new())),
            event_type: Some("air_drone_strike".into()),
            attackers: vec!["United States".into()],
            killed: Some(Count::exact(4)),
            wounded: Some(Count::qualified(6, Qualifier::AtLeast)),
            ..EventFields::default()
        };
        assert_eq!(sentence(&fields, &lexicon), "On 4 January 2024, United States carried out an air/drone strike. 4 killed, at least 6 wounded.");
    }
}
