//! KML: events as placemarks for Google Earth and QGIS, with all columns as data. Events without coordinates have no point.

use super::ExportOptions;
use super::column::EVENTS;
use super::contract::Offsets;
use super::format::{Fill, Format, Purpose};
use super::xml::Escaped;
use crate::review::{Dataset, ReviewedEvent};
use std::io::{self, Write};

/// Events as placemarks.
pub struct Kml;

impl Format for Kml {
    fn key(&self) -> &'static str {
        "kml"
    }

    fn label(&self) -> &'static str {
        "KML"
    }

    fn about(&self) -> &'static str {
        "Events as placemarks with their dates, for Google Earth."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Maps
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("events.kml", events)]
    }

    fn notes(&self) -> &'static str {
        "## events.kml\n\nOne placemark an event. Its data are the columns of `events.csv`; `place_precision` says what the point stands for: a `country` or `admin1` \
         point is not where it happened. Events without coordinates have no point. Rejected events are left out."
    }
}

fn events(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let offsets = Offsets::new(dataset);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>Dateline events</name>")?;
    for event in dataset.events.iter().filter(|e| options.counts(e.review)) {
        placemark(&offsets, event, out)?;
    }
    writeln!(out, "</Document></kml>")
}

fn placemark(offsets: &Offsets<'_>, event: &ReviewedEvent, out: &mut dyn Write) -> io::Result<()> {
    let fields = &event.item.fields;
    let place = fields.place.as_ref();
    let date = fields.date.as_ref();
    let parts = [date.map(|d| d.start.to_string()), place.map(|p| p.name.clone()), fields.event_type.as_ref().map(|t| t.replace('_', " "))];
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    writeln!(out, "<Placemark><name>{}</name><description>{}</description>", Escaped(&name), Escaped(&event.item.notes))?;
    if let Some(date) = date {
        if date.start == date.end {
            writeln!(out, "<TimeStamp><when>{}</when></TimeStamp>", date.start)?;
        } else {
            writeln!(out, "<TimeSpan><begin>{}</begin><end>{}</end></TimeSpan>", date.start, date.end)?;
        }
    }
    writeln!(out, "<ExtendedData>")?;
    for column in EVENTS {
        let value = (column.3)(offsets, event).plain();
        if !value.is_empty() {
            writeln!(out, "<Data name=\"{}\"><value>{}</value></Data>", column.0, Escaped(&value))?;
        }
    }
    writeln!(out, "</ExtendedData>")?;
    if let Some((lat, lon)) = place.and_then(|p| p.lat.zip(p.lon)) {
        writeln!(out, "<Point><coordinates>{lon},{lat},0</coordinates></Point>")?;
    }
    writeln!(out, "</Placemark>")
}
