//! `dateline export`: the reviewed dataset of a project, without the window.

use super::extract::options;
use crate::analysis::{self, Engine};
use crate::events;
use crate::export;
use crate::review::{self, Journal};
use crate::store::ProjectFile;
use std::io::Write;
use std::path::Path;

/// Writes the dataset of the project file `path` in the format `format` into `out`.
pub fn export(path: &Path, format: &str, out: &Path, reviewed_only: bool, now: &str) -> anyhow::Result<()> {
    let stored = ProjectFile::open(path)?.load()?;
    stored.damaged.iter().for_each(|d| eprintln!("{d}"));
    let engine = Engine::load()?;
    let journal = Journal::replay(stored.rows);
    let guidance = review::guidance(journal.decisions());
    let extraction = analysis::assemble(stored.readings, &guidance, engine.lexicon());
    let mut dataset = review::resolve(&extraction, journal.decisions());
    dataset.write_notes(|fields| events::note(fields, engine.lexicon()));
    let options = export::ExportOptions { reviewed_only, engine: stored.info.engine, lexicon_version: stored.info.lexicon, ..options(&engine, now) };
    for file in export::export(&dataset, &options, format, out)? {
        writeln!(std::io::stdout(), "{}", file.display())?;
    }
    Ok(())
}
