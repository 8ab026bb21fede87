//! Parquet: the three tables with their types, lists as lists. Compressed by Snappy, which every reader knows.

use super::ExportOptions;
use super::column::{EVENTS, MENTIONS, TALLIES};
use super::contract::Offsets;
use super::csv::{TABLE_NOTES, columns_of};
use super::format::{Fill, Format, Purpose};
use super::table::{Cell, Column, Described, Kind};
use crate::review::Dataset;
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use std::borrow::Borrow;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows that are held in memory and written together.
const GROUP: usize = 65_536;

/// The tables.
pub struct Parquet;

impl Format for Parquet {
    fn key(&self) -> &'static str {
        "parquet"
    }

    fn label(&self) -> &'static str {
        "Parquet"
    }

    fn about(&self) -> &'static str {
        "The same tables with their types, for pandas, DuckDB, Spark and R's arrow."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Tables
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("events.parquet", events), ("mentions.parquet", mentions), ("tallies.parquet", tallies)]
    }

    fn table(&self, file: &str) -> Option<Vec<Described>> {
        columns_of(file.strip_suffix(".parquet")?)
    }

    fn notes(&self) -> &'static str {
        TABLE_NOTES
    }
}

fn events(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let lines = dataset.events.iter().map(AsRef::as_ref).filter(|e| options.counts(e.review));
    write(out, EVENTS, lines, &Offsets::new(dataset))
}

fn mentions(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    write(out, MENTIONS, dataset.mentions().filter(|m| options.counts(m.review)), &Offsets::new(dataset))
}

fn tallies(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    write(out, TALLIES, dataset.tallies().filter(|t| options.counts(t.review)), &Offsets::new(dataset))
}

fn write<T: 'static>(out: &mut dyn Write, columns: &[Column<T>], lines: impl Iterator<Item = impl Borrow<T>>, offsets: &Offsets<'_>) -> io::Result<()> {
    let bytes = encode(columns, lines, offsets).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn encode<T: 'static>(columns: &[Column<T>], lines: impl Iterator<Item = impl Borrow<T>>, offsets: &Offsets<'_>) -> Result<Vec<u8>, ParquetError> {
    let schema = Arc::new(parse_message_type(&schema(columns))?);
    let properties = Arc::new(
        WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by(concat!("Dateline ", env!("CARGO_PKG_VERSION")).to_owned()).build(),
    );
    let mut file = SerializedFileWriter::new(Vec::new(), schema, properties)?;
    let mut lines = lines.peekable();
    while lines.peek().is_some() {
        let rows: Vec<_> = lines.by_ref().take(GROUP).collect();
        let mut group = file.next_row_group()?;
        for column in columns {
            let cells = rows.iter().map(|row| (column.3)(offsets, row.borrow()));
            if let Some(mut writer) = group.next_column()? {
                fill(&mut writer, column.1, cells)?;
                writer.close()?;
            }
        }
        group.close()?;
    }
    file.into_inner()
}

fn schema<T>(columns: &[Column<T>]) -> String {
    let field = |c: &Column<T>| match c.1 {
        Kind::Text | Kind::Date => format!("optional binary {} (STRING);", c.0),
        Kind::Integer => format!("optional int64 {};", c.0),
        Kind::Number => format!("optional double {};", c.0),
        Kind::List => format!("optional group {} (LIST) {{ repeated group list {{ optional binary element (STRING); }} }}", c.0),
    };
    format!("message dateline {{ {} }}", columns.iter().map(field).collect::<Vec<_>>().join(" "))
}

fn fill(writer: &mut SerializedColumnWriter<'_>, kind: Kind, cells: impl Iterator<Item = Cell>) -> Result<(), ParquetError> {
    match kind {
        Kind::Text | Kind::Date => {
            let (values, levels) = flat(cells, |cell| Some(cell.plain()).filter(|t| !t.is_empty()).map(|t| ByteArray::from(t.into_bytes())));
            writer.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)
        }
        Kind::Integer => {
            let (values, levels) = flat(cells, |cell| if let Cell::Integer(n) = cell { Some(n) } else { None });
            writer.typed::<Int64Type>().write_batch(&values, Some(&levels), None)
        }
        Kind::Number => {
            let (values, levels) = flat(cells, |cell| if let Cell::Number(n) = cell { Some(n) } else { None });
            writer.typed::<DoubleType>().write_batch(&values, Some(&levels), None)
        }
        Kind::List => {
            let (values, definition, repetition) = lists(cells);
            writer.typed::<ByteArrayType>().write_batch(&values, Some(&definition), Some(&repetition))
        }
    }
    .map(|_values_written| ())
}

/// The values that are there, and for each row whether it has one.
fn flat<V>(cells: impl Iterator<Item = Cell>, value: impl Fn(Cell) -> Option<V>) -> (Vec<V>, Vec<i16>) {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        let value = value(cell);
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    (values, levels)
}

/// The elements of all lists, how far each slot is there (0 no list, 3 an element), and whether it goes on with the row's list (1).
fn lists(cells: impl Iterator<Item = Cell>) -> (Vec<ByteArray>, Vec<i16>, Vec<i16>) {
    let (mut values, mut definition, mut repetition) = (Vec::new(), Vec::new(), Vec::new());
    for cell in cells {
        let items = match cell {
            Cell::List(items) => items,
            Cell::Empty => Vec::new(),
            other => vec![other.plain()],
        };
        if items.is_empty() {
            definition.push(0);
            repetition.push(0);
        }
        for (i, item) in items.into_iter().enumerate() {
            values.push(ByteArray::from(item.into_bytes()));
            definition.push(3);
            repetition.push(i16::from(i > 0));
        }
    }
    (values, definition, repetition)
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};

    #[test]
    fn types_gaps_and_lists_come_back() {
        type Row = (Option<i64>, Vec<String>);
        const COLUMNS: &[Column<Row>] =
            &[Column("n", Kind::Integer, "", |_, r| r.0.map_or(Cell::Empty, Cell::Integer)), Column("l", Kind::List, "", |_, r| Cell::list(&r.1))];
        let rows: Vec<Row> = vec![(Some(-4), vec!["a".into(), "é😀".into()]), (None, vec![]), (Some(7), vec!["; ".into()])];
        let dataset = Dataset::default();
        let bytes = encode(COLUMNS, rows.iter(), &Offsets::new(&dataset)).unwrap();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let read: Vec<String> = reader.get_row_iter(None).unwrap().map(|r| r.unwrap().to_string()).collect();
        assert_eq!(read, ["{n: -4, l: [\"a\", \"é😀\"]}", "{n: null, l: null}", "{n: 7, l: [\"; \"]}"]);
    }
}
