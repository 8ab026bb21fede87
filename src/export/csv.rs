//! CSV: three tables for spreadsheets and statistics. Rejected things are left out, so that a column can be summed.

use super::column::{EVENTS, MENTIONS, TALLIES};
use super::contract::Offsets;
use super::format::{Fill, Format};
use super::table::write_csv;
use super::{ExportOptions, codebook};
use crate::review::Dataset;
use std::io::{self, Write};

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

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[("events.csv", events), ("mentions.csv", mentions), ("tallies.csv", tallies), ("codebook-csv.md", codebook::tables)]
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
