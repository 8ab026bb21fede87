//! JSON Lines: the data contract whole, for scripts and for other coders.

use super::contract::{self, Offsets};
use super::format::{Fill, Format, Purpose};
use super::{ExportOptions, decisions as said};
use crate::review::{Dataset, Review};
use serde_json::Value as Json;
use std::io::{self, Write};

/// The data contract as JSON Lines.
pub struct Jsonl;

impl Format for Jsonl {
    fn key(&self) -> &'static str {
        "jsonl"
    }

    fn label(&self) -> &'static str {
        "JSON Lines"
    }

    fn about(&self) -> &'static str {
        "Everything: articles with their text, mentions, reports with evidence, events, tallies. Offsets are code points."
    }

    fn files(&self) -> &'static [(&'static str, Fill)] {
        &[
            ("articles.jsonl", articles),
            ("mentions.jsonl", mentions),
            ("reports.jsonl", reports),
            ("events.jsonl", events),
            ("tallies.jsonl", tallies),
            ("decisions.jsonl", decisions),
        ]
    }

    fn purpose(&self) -> Purpose {
        Purpose::Everything
    }

    fn notes(&self) -> &'static str {
        NOTES
    }
}

const NOTES: &str = "## Files

- `articles.jsonl`: the articles with their text, what each stretch of it is, and why their publication date is what it is
- `mentions.jsonl`: names, dates, numbers and triggers in the text
- `reports.jsonl`: one article's account of one event, with the evidence for every field
- `events.jsonl`: what happened, merged over articles, with conflicts between reports
- `tallies.jsonl`: running totals as stated; never add them up
- `decisions.jsonl`: what the analyst said, in force at the time of the export

Offsets are Unicode code points into the `text` of the article, half open: `article.text[start:end] == text`.
`null` is unknown, never zero. `review` says what the analyst decided; rejected things are kept and marked `rejected`.";

fn wanted(options: &ExportOptions, review: Review) -> bool {
    !options.reviewed_only || review.is_decided()
}

fn line(out: &mut dyn Write, value: &Json) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

fn articles(dataset: &Dataset, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let offsets = Offsets::new(dataset);
    dataset.each().try_for_each(|a| line(out, &contract::article(&offsets, &a)))
}

fn mentions(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let offsets = Offsets::new(dataset);
    dataset.mentions().filter(|m| wanted(options, m.review)).try_for_each(|m| line(out, &contract::mention(&offsets, &m)))
}

fn reports(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let offsets = Offsets::new(dataset);
    dataset.reports().try_for_each(|r| {
        let event = dataset.event_of_report(&r.item.id);
        let decided = wanted(options, r.review) || event.is_some_and(|e| wanted(options, e.review));
        if decided { line(out, &contract::report(&offsets, &r, event.map(|e| e.item.id.as_str()))) } else { Ok(()) }
    })
}

fn events(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let offsets = Offsets::new(dataset);
    dataset.events.iter().filter(|e| wanted(options, e.review)).try_for_each(|e| line(out, &contract::event(&offsets, e)))
}

fn tallies(dataset: &Dataset, options: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let offsets = Offsets::new(dataset);
    dataset.tallies().filter(|t| wanted(options, t.review)).try_for_each(|t| line(out, &contract::tally(&offsets, t)))
}

fn decisions(dataset: &Dataset, _: &ExportOptions, out: &mut dyn Write) -> io::Result<()> {
    let offsets = Offsets::new(dataset);
    dataset.decisions().into_iter().try_for_each(|d| line(out, &said::decision(dataset, &offsets, d)))
}
