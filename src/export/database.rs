//! SQLite: the three tables as a database, and the events as a GeoPackage, which is one with a geometry.

use super::ExportOptions;
use super::column::{EVENTS, MENTIONS, TALLIES};
use super::contract::Offsets;
use super::csv::{TABLE_NOTES, columns_of};
use super::format::{Fill, Format, Purpose};
use super::table::{Cell, Column, Described, Kind};
use crate::review::{Dataset, ReviewedEvent};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use std::borrow::Borrow;
use std::io::{self, Write};

/// The tables as a database.
pub struct Sqlite;

/// The events with points.
pub struct GeoPackage;

impl Format for Sqlite {
    fn key(&self) -> &'static str {
        "sqlite"
    }

    fn label(&self) -> &'static str {
        "SQLite"
    }

    fn about(&self) -> &'static str {
        "Events, mentions and tallies as tables of one database, for SQL."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Tables
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("dataset.sqlite", tables)]
    }

    fn notes(&self) -> &'static str {
        "## dataset.sqlite\n\nThe tables `events`, `mentions` and `tallies` have the columns of the CSV files; the table `columns` explains them. NULL is unknown, never \
         zero. Lists are parted by “; ”. Rejected rows are left out. Tallies are running totals as stated: never add them up."
    }
}

impl Format for GeoPackage {
    fn key(&self) -> &'static str {
        "gpkg"
    }

    fn label(&self) -> &'static str {
        "GeoPackage"
    }

    fn about(&self) -> &'static str {
        "Events as a point layer with all columns, for QGIS and ArcGIS."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Maps
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("events.gpkg", package)]
    }

    fn table(&self, file: &str) -> Option<Vec<Described>> {
        (file == "events.gpkg").then(|| columns_of("events").unwrap_or_default())
    }

    fn notes(&self) -> &'static str {
        TABLE_NOTES
    }
}

fn tables(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let offsets = Offsets::new(dataset);
    through_file(out, |db| {
        let events = dataset.events.iter().map(AsRef::as_ref).filter(|e| options.counts(e.review));
        table(db, "events", EVENTS, events, &offsets, None)?;
        table(db, "mentions", MENTIONS, dataset.mentions().filter(|m| options.counts(m.review)), &offsets, None)?;
        table(db, "tallies", TALLIES, dataset.tallies().filter(|t| options.counts(t.review)), &offsets, None)?;
        db.execute_batch("CREATE TABLE columns (\"table\" TEXT NOT NULL, \"column\" TEXT NOT NULL, type TEXT NOT NULL, meaning TEXT NOT NULL)")?;
        for name in ["events", "mentions", "tallies"] {
            for column in columns_of(name).unwrap_or_default() {
                db.execute("INSERT INTO columns VALUES (?1, ?2, ?3, ?4)", params![name, column.name, column.kind.key(), column.meaning])?;
            }
        }
        Ok(())
    })
}

/// What every GeoPackage must hold (OGC 12-128r19), and the registration of our layer.
const GEOPACKAGE: &str = "
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
    ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4326\"]]', NULL),
    ('Undefined cartesian', -1, 'NONE', -1, 'undefined', NULL),
    ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
    last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
    z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
INSERT INTO gpkg_geometry_columns VALUES ('events', 'geom', 'POINT', 4326, 0, 0);
";

fn package(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let offsets = Offsets::new(dataset);
    let events: Vec<&ReviewedEvent> = dataset.events.iter().map(AsRef::as_ref).filter(|e| options.counts(e.review)).collect();
    through_file(out, |db| {
        db.execute_batch(GEOPACKAGE)?;
        table(db, "events", EVENTS, events.iter().copied(), &offsets, Some(geometry))?;
        let points: Vec<(f64, f64)> = events.iter().filter_map(|e| point(e)).collect();
        let bound = |of: fn(&(f64, f64)) -> f64, pick: fn(f64, f64) -> f64| points.iter().map(of).reduce(pick);
        let changed = options.exported_at.get(..19).map_or_else(|| "1970-01-01T00:00:00.000Z".to_owned(), |t| format!("{t}.000Z"));
        db.execute(
            "INSERT INTO gpkg_contents VALUES ('events', 'features', 'events', 'What happened, merged over articles', ?1, ?2, ?3, ?4, ?5, 4326)",
            params![changed, bound(|p| p.1, f64::min), bound(|p| p.0, f64::min), bound(|p| p.1, f64::max), bound(|p| p.0, f64::max)],
        )?;
        Ok(())
    })
}

/// Latitude and longitude.
fn point(event: &ReviewedEvent) -> Option<(f64, f64)> {
    let place = event.item.fields.place.as_ref()?;
    place.lat.zip(place.lon)
}

/// The point as a GeoPackage keeps it: a header, then well-known binary.
fn geometry(event: &ReviewedEvent) -> Value {
    let Some((lat, lon)) = point(event) else { return Value::Null };
    let mut blob = b"GP\0\x01".to_vec();
    blob.extend(4326i32.to_le_bytes());
    blob.push(1);
    blob.extend(1u32.to_le_bytes());
    blob.extend(lon.to_le_bytes());
    blob.extend(lat.to_le_bytes());
    Value::Blob(blob)
}

/// A table of `columns`; with a geometry, a layer with a number for each row.
fn table<T: 'static>(
    db: &Connection,
    name: &str,
    columns: &[Column<T>],
    lines: impl Iterator<Item = impl Borrow<T>>,
    offsets: &Offsets<'_>,
    geometry: Option<fn(&T) -> Value>,
) -> rusqlite::Result<()> {
    let declared = |c: &Column<T>| {
        let kind = match c.1 {
            Kind::Text | Kind::List | Kind::Date => "TEXT",
            Kind::Integer => "INTEGER",
            Kind::Number => "REAL",
        };
        format!("\"{}\" {kind}", c.0)
    };
    let mut all: Vec<String> = geometry.iter().flat_map(|_| ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL".to_owned(), "geom POINT".to_owned()]).collect();
    all.extend(columns.iter().map(declared));
    db.execute_batch(&format!("CREATE TABLE {name} ({})", all.join(", ")))?;
    let holes = vec!["?"; all.len()].join(", ");
    let mut insert = db.prepare(&format!("INSERT INTO {name} VALUES ({holes})"))?;
    for line in lines {
        let line = line.borrow();
        let lead = geometry.iter().flat_map(|g| [Value::Null, g(line)]);
        let cells = columns.iter().map(|c| value((c.3)(offsets, line)));
        insert.execute(params_from_iter(lead.chain(cells)))?;
    }
    Ok(())
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Integer(number) => Value::Integer(number),
        Cell::Number(number) => Value::Real(number),
        text => Value::Text(text.plain()),
    }
}

/// Makes a database in a file of its own and copies it to `out`, since SQLite writes to files only.
fn through_file(out: &mut dyn Write, fill: impl FnOnce(&Connection) -> rusqlite::Result<()>) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("export.sqlite");
    let write = || -> rusqlite::Result<()> {
        let db = Connection::open(&path)?;
        // The copy is flushed by the one who asked for it; here nothing needs to last.
        db.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")?;
        fill(&db)?;
        db.execute_batch("COMMIT; VACUUM;")?;
        db.close().map_err(|(_, error)| error)
    };
    write().map_err(io::Error::other)?;
    io::copy(&mut std::fs::File::open(&path)?, out).map(|_bytes| ())
}
