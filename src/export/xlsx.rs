//! Excel workbooks: the three tables as sheets, numbers as numbers, text as text. No cell is ever a formula.

use super::ExportOptions;
use super::column::{EVENTS, MENTIONS, TALLIES};
use super::contract::Offsets;
use super::csv::{TABLE_NOTES, columns_of};
use super::format::{Fill, Format, Purpose};
use super::table::{Cell, Column, Described};
use crate::review::Dataset;
use rust_xlsxwriter::{DocProperties, Format as Style, Workbook, Worksheet, XlsxError};
use std::borrow::Borrow;
use std::io::{self, Write};

/// Rows that a sheet can hold, and letters that a cell can.
const LAST_ROW: u32 = 1_048_575;
const LONGEST: usize = 32_767;

/// The workbook.
pub struct Xlsx;

impl Format for Xlsx {
    fn key(&self) -> &'static str {
        "xlsx"
    }

    fn label(&self) -> &'static str {
        "Excel workbook"
    }

    fn about(&self) -> &'static str {
        "Events, mentions and tallies as three sheets, with a sheet that explains the columns."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Tables
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("events.xlsx", workbook)]
    }

    fn notes(&self) -> &'static str {
        "## events.xlsx\n\nThe sheets hold the columns of `events.csv`, `mentions.csv` and `tallies.csv`; the sheet `columns` explains them. A cell holds \
         32,767 letters at most; longer text ends in “…”. Rejected rows are left out. An empty cell is unknown, never zero."
    }
}

fn workbook(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let bytes = build(dataset, options).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn build(dataset: &Dataset, options: &ExportOptions) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Without a fixed time the same dataset would give another file each time.
    let made = rust_xlsxwriter::ExcelDateTime::parse_from_str(options.exported_at.get(..19).unwrap_or_default());
    let properties = DocProperties::new().set_title("Dateline export").set_comment(TABLE_NOTES);
    book.set_properties(&if let Ok(made) = made { properties.set_creation_datetime(&made) } else { properties });
    let offsets = Offsets::new(dataset);
    let events = dataset.events.iter().map(AsRef::as_ref).filter(|e| options.counts(e.review));
    sheet(book.add_worksheet(), "events", EVENTS, events, &offsets)?;
    sheet(book.add_worksheet(), "mentions", MENTIONS, dataset.mentions().filter(|m| options.counts(m.review)), &offsets)?;
    sheet(book.add_worksheet(), "tallies", TALLIES, dataset.tallies().filter(|t| options.counts(t.review)), &offsets)?;
    columns(book.add_worksheet())?;
    book.save_to_buffer()
}

fn sheet<T: 'static>(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[Column<T>],
    lines: impl Iterator<Item = impl Borrow<T>>,
    offsets: &Offsets<'_>,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    header(sheet, &columns.iter().map(|c| c.0).collect::<Vec<_>>())?;
    for (row, line) in (1..=LAST_ROW).zip(lines) {
        for (at, column) in (0..).zip(columns) {
            cell(sheet, row, at, (column.3)(offsets, line.borrow()))?;
        }
    }
    Ok(())
}

fn header(sheet: &mut Worksheet, names: &[&str]) -> Result<(), XlsxError> {
    let bold = Style::new().set_bold();
    for (at, name) in (0..).zip(names) {
        sheet.write_string_with_format(0, at, *name, &bold)?;
        sheet.set_column_width(at, (name.len() + 3).max(11) as f64)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn cell(sheet: &mut Worksheet, row: u32, column: u16, cell: Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Integer(number) => sheet.write_number(row, column, number as f64)?,
        Cell::Number(number) => sheet.write_number(row, column, number)?,
        text => sheet.write_string(row, column, fitting(text.plain()))?,
    };
    Ok(())
}

/// `text`, cut to what a cell holds; Excel counts in UTF-16.
fn fitting(text: String) -> String {
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text;
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < LONGEST
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

fn columns(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("columns")?;
    header(sheet, &["sheet", "column", "type", "meaning"])?;
    let all = ["events", "mentions", "tallies"].into_iter().flat_map(|name| columns_of(name).unwrap_or_default().into_iter().map(move |c| (name, c)));
    for (row, (name, Described { name: column, kind, meaning })) in (1..).zip(all) {
        for (at, text) in (0..).zip([name, column, kind.key(), meaning]) {
            sheet.write_string(row, at, text)?;
        }
    }
    sheet.set_column_width(3, 90)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_to_what_a_cell_holds() {
        assert_eq!(fitting("x".repeat(LONGEST)).len(), LONGEST);
        assert_eq!(fitting("x".repeat(LONGEST + 1)).encode_utf16().count(), LONGEST);
        assert!(fitting("😀".repeat(LONGEST)).encode_utf16().count() <= LONGEST);
    }
}
