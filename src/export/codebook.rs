//! The codebook beside every export: what each column means, which rules chose the values, what was reviewed, by which versions.

use super::ExportOptions;
use super::column::{EVENTS, MENTIONS, TALLIES};
use super::rules::RULES;
use super::table::Column;
use crate::review::{Dataset, Review};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Of the CSV tables.
pub(super) fn tables(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    head(dataset, options, out)?;
    columns(out, "events.csv: what happened, merged over articles", EVENTS)?;
    columns(out, "mentions.csv: the words of the articles", MENTIONS)?;
    columns(out, "tallies.csv: running totals as stated; never add them up", TALLIES)?;
    writeln!(out, "Rejected rows are left out. An empty cell is unknown, never zero.\n")?;
    if options.excel_safe {
        writeln!(out, "Text that a spreadsheet would run as a formula begins with an apostrophe.\n")?;
    }
    rules(dataset, out)
}

/// Of GeoJSON.
pub(super) fn map(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    head(dataset, options, out)?;
    writeln!(out, "## events.geojson\n")?;
    writeln!(out, "One feature an event; its properties are those of a line of `events.jsonl`. `precision` says what the point stands for:")?;
    writeln!(out, "a `country` or `admin1` point is not where it happened. Events without coordinates have a null geometry. Rejected events are left out.\n")?;
    rules(dataset, out)
}

/// Of JSON Lines.
pub(super) fn lines(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    head(dataset, options, out)?;
    writeln!(out, "## Files\n")?;
    for (name, meaning) in [
        ("articles.jsonl", "the articles with their text, what each stretch of it is, and why their publication date is what it is"),
        ("mentions.jsonl", "names, dates, numbers and triggers in the text"),
        ("reports.jsonl", "one article's account of one event, with the evidence for every field"),
        ("events.jsonl", "what happened, merged over articles, with conflicts between reports"),
        ("tallies.jsonl", "running totals as stated; never add them up"),
        ("decisions.jsonl", "what the analyst said, in force at the time of the export"),
    ] {
        writeln!(out, "- `{name}`: {meaning}")?;
    }
    writeln!(out, "\nOffsets are Unicode code points into the `text` of the article, half open: `article.text[start:end] == text`.")?;
    writeln!(out, "`null` is unknown, never zero. `review` says what the analyst decided; rejected things are kept and marked `rejected`.\n")?;
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

fn columns<T>(out: &mut dyn Write, title: &str, columns: &[Column<T>]) -> io::Result<()> {
    writeln!(out, "## {title}\n\n| column | type | meaning |\n|---|---|---|")?;
    for Column(name, kind, meaning, _) in columns {
        writeln!(out, "| {name} | {} | {meaning} |", kind.key())?;
    }
    writeln!(out)
}

/// The rules that chose a value in this dataset, with what they say.
fn rules(dataset: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    let of_reports = dataset.reports().flat_map(|r| r.item.rules.values());
    let of_events = dataset.events.iter().flat_map(|e| e.item.conflicts.iter().map(|c| &c.rule));
    let used: BTreeSet<&str> = of_reports.chain(of_events).map(String::as_str).collect();
    writeln!(out, "## Coder's rules that chose a value here\n")?;
    for (id, text) in RULES.iter().filter(|(id, _)| used.contains(id)) {
        writeln!(out, "- **{id}** {text}")?;
    }
    if used.contains("analyst") {
        writeln!(out, "- **analyst** The analyst decided.")?;
    }
    writeln!(out)
}
