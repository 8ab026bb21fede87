//! CSV: three tables for spreadsheets and statistics. Rejected things are left out, so that a column can be summed.

use super::ExportOptions;
use super::column::{EVENTS, MENTIONS, TALLIES};
use super::contract::Offsets;
use super::format::{Fill, Format, Purpose};
use super::table::{Described, described, write_csv};
use crate::review::Dataset;
use std::io::{self, Write};

/// What holds for every table that is made of the columns of `column`.
pub(super) const TABLE_NOTES: &str =
    "Rejected rows are left out. An empty cell is unknown, never zero. Tallies are running totals as stated: never add them up.";

/// The columns of the table `name`.
pub(super) fn columns_of(name: &str) -> Option<Vec<Described>> {
    match name {
        "events" => Some(described(EVENTS)),
        "mentions" => Some(described(MENTIONS)),
        "tallies" => Some(described(TALLIES)),
        _ => None,
    }
}

/// The tables.
pub struct Csv;

impl Format for Csv {
    fn key(&self) -> &'static str {
        "csv"
    }

    fn label(&self) -> &'static str {
        "CSV tables"
    }

    fn about(&self) -> &'static str {
        "Events, mentions and tallies as tables for Excel, R, Stata and Python."
    }

    fn purpose(&self) -> Purpose {
        Purpose::Tables
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("events.csv", events), ("mentions.csv", mentions), ("tallies.csv", tallies)]
    }

    fn table(&self, file: &str) -> Option<Vec<Described>> {
        columns_of(file.strip_suffix(".csv")?)
    }

    fn notes(&self) -> &'static str {
        TABLE_NOTES
    }
}

fn events(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let lines = dataset.events.iter().map(AsRef::as_ref).filter(|e| options.counts(e.review));
    write_csv(out, EVENTS, lines, &Offsets::new(dataset), options.excel_safe)
}

fn mentions(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    write_csv(out, MENTIONS, dataset.mentions().filter(|m| options.counts(m.review)), &Offsets::new(dataset), options.excel_safe)
}

fn tallies(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    write_csv(out, TALLIES, dataset.tallies().filter(|t| options.counts(t.review)), &Offsets::new(dataset), options.excel_safe)
}
