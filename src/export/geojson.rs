//! GeoJSON (RFC 7946): events for maps. An event without coordinates has a null geometry; `precision` says what a point stands for.

use super::ExportOptions;
use super::contract::{self, Offsets};
use super::format::{Fill, Format, Purpose};
use crate::review::{Dataset, ReviewedEvent};
use serde_json::{Value as Json, json};
use std::io::{self, Write};

/// Events for maps.
pub struct GeoJson;

impl Format for GeoJson {
    fn key(&self) -> &'static str {
        "geojson"
    }

    fn label(&self) -> &'static str {
        "GeoJSON"
    }

    fn about(&self) -> &'static str {
        "Events as points for QGIS and web maps; each says how fine its place is."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Maps
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("events.geojson", events)]
    }

    fn notes(&self) -> &'static str {
        "## events.geojson\n\nOne feature an event; its properties are those of a line of `events.jsonl`. `precision` says what the point stands for: a \
         `country` or `admin1` point is not where it happened. Events without coordinates have a null geometry. Rejected events are left out."
    }
}

fn events(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let offsets = Offsets::new(dataset);
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    for (i, event) in dataset.events.iter().filter(|e| options.counts(e.review)).enumerate() {
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &feature(&offsets, event))?;
    }
    out.write_all(b"\n]}\n")
}

fn feature(offsets: &Offsets<'_>, event: &ReviewedEvent) -> Json {
    let place = event.item.fields.place.as_ref();
    let point = place.and_then(|p| Some(json!({"type": "Point", "coordinates": [p.lon?, p.lat?]})));
    let mut properties = contract::event(offsets, event);
    if let Some(map) = properties.as_object_mut() {
        map.insert("precision".to_owned(), json!(place.map(|p| p.precision.key())));
    }
    json!({"type": "Feature", "id": event.item.id, "geometry": point, "properties": properties})
}
