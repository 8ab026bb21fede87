//! Filters that were given a name, kept with the settings. No egui in this file.

use crate::ui::workspace::Filter;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The filter as it is kept.
pub fn kept(filter: &Filter) -> Value {
    let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string());
    json!({
        "query": filter.query, "only_open": filter.only_open, "types": filter.types, "countries": filter.countries,
        "actors": filter.actors, "targets": filter.targets, "from": day(filter.from), "to": day(filter.to),
    })
}

/// The filter that was kept; what cannot be understood is left out.
pub fn filter(kept: &Value) -> Filter {
    let names = |key: &str| -> BTreeSet<String> {
        kept.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let day = |key: &str| kept.get(key).and_then(Value::as_str).and_then(|d| d.parse().ok());
    Filter {
        query: kept.get("query").and_then(Value::as_str).unwrap_or_default().to_owned(),
        only_open: kept.get("only_open").and_then(Value::as_bool).unwrap_or(false),
        types: names("types"),
        countries: names("countries"),
        actors: names("actors"),
        targets: names("targets"),
        from: day("from"),
        to: day("to"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_comes_back_as_it_was() {
        let set = |name: &str| [name.to_owned()].into();
        let one = Filter {
            query: "drone".into(),
            only_open: true,
            types: set("a"),
            countries: set("IRQ"),
            actors: set("b"),
            targets: set("c"),
            from: "2024-01-04".parse().ok(),
            to: "2024-02-01".parse().ok(),
        };
        for it in [one, Filter::default()] {
            assert_eq!(filter(&kept(&it)), it);
        }
        assert_eq!(filter(&json!({"query": 7, "from": "soon"})), Filter::default());
    }
}
