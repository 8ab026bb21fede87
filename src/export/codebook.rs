//! The codebook beside every export: what each column means, which rules chose the values, what was reviewed, by which versions.

use super::ExportOptions;
use super::format::Format;
use super::rules::RULES;
use super::table::Described;
use crate::review::{Dataset, Review};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

/// The codebook of one export.
pub(super) fn write(format: &dyn Format, dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    head(dataset, options, out)?;
    for (file, _) in format.files() {
        if let Some(columns) = format.table(file) {
            table(out, file, &columns)?;
        }
    }
    if !format.notes().is_empty() {
        writeln!(out, "{}\n", format.notes().trim())?;
    }
    if options.excel_safe && format.files().iter().any(|(name, _)| Path::new(name).extension().is_some_and(|e| e == "csv")) {
        writeln!(out, "Text that a spreadsheet would run as a formula begins with an apostrophe.\n")?;
    }
    rules(dataset, out)
}

fn head(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Codebook\n")?;
    writeln!(out, "Exported {} by Dateline {}.", options.exported_at, env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "Language engine: {}. Lexicon: {}.\n", or_unknown(&options.engine), or_unknown(&options.lexicon_version))?;
    writeln!(out, "## Review\n")?;
    if options.reviewed_only {
        writeln!(out, "Only what an analyst decided on is here.\n")?;
    }
    writeln!(out, "| | all | open | confirmed | corrected | rejected | added |\n|---|---|---|---|---|---|---|")?;
    reviewed(out, "events", dataset.events.iter().map(|e| e.review))?;
    reviewed(out, "reports", dataset.reports().map(|r| r.review))?;
    reviewed(out, "mentions", dataset.mentions().map(|m| m.review))?;
    reviewed(out, "tallies", dataset.tallies().map(|t| t.review))?;
    writeln!(out)
}

fn or_unknown(text: &str) -> &str {
    if text.is_empty() { "not recorded" } else { text }
}

fn reviewed(out: &mut dyn Write, name: &str, reviews: impl Iterator<Item = Review>) -> io::Result<()> {
    let reviews: Vec<Review> = reviews.collect();
    write!(out, "| {name} | {} |", reviews.len())?;
    for kind in Review::ALL {
        write!(out, " {} |", reviews.iter().filter(|r| **r == kind).count())?;
    }
    writeln!(out)
}

fn table(out: &mut dyn Write, file: &str, columns: &[Described]) -> io::Result<()> {
    writeln!(out, "## {file}\n\n| column | type | meaning |\n|---|---|---|")?;
    for column in columns {
        writeln!(out, "| {} | {} | {} |", column.name, column.kind.key(), column.meaning)?;
    }
    writeln!(out)
}

/// The rules that chose a value in this dataset, with what they say.
fn rules(dataset: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    let of_reports = dataset.reports().flat_map(|r| r.item.rules.into_values());
    let of_events = dataset.events.iter().flat_map(|e| e.item.conflicts.iter().map(|c| c.rule.clone()));
    let used: BTreeSet<String> = of_reports.chain(of_events).collect();
    writeln!(out, "## Coder's rules that chose a value here\n")?;
    writeln!(out, "Where reports do not agree, the project settles by: {} (`{}`).\n", dataset.settling().label(), dataset.settling().key())?;
    for (id, text) in RULES.iter().filter(|(id, _)| used.contains(*id)) {
        writeln!(out, "- **{id}** {text}")?;
    }
    if used.contains("analyst") {
        writeln!(out, "- **analyst** The analyst decided.")?;
    }
    writeln!(out)
}
