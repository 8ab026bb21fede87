//! What the columns of another dataset cannot hold, counted for the events of one export.

use crate::review::ReviewedEvent;
use std::io::{self, Write};

/// What is lost, what becomes of it, and whether an event has it.
pub(super) struct Loss(pub &'static str, pub &'static str, pub fn(&ReviewedEvent) -> bool);

/// Writes the report on `events`.
pub(super) fn report<'a>(out: &mut dyn Write, into: &str, losses: &[Loss], events: impl Iterator<Item = &'a ReviewedEvent>) -> io::Result<()> {
    let events: Vec<&ReviewedEvent> = events.collect();
    writeln!(out, "# What {into} cannot hold\n\nOf {} events. `events.csv` and `events.jsonl` hold all of it.\n", events.len())?;
    writeln!(out, "| what | what became of it | events |\n|---|---|---|")?;
    for Loss(what, fate, has) in losses {
        writeln!(out, "| {what} | {fate} | {} |", events.iter().filter(|e| has(e)).count())?;
    }
    Ok(())
}
