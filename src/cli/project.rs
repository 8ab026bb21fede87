//! `dateline export` and `dateline import`: the reviewed dataset of a project out, and what another coder made of it back, without the window.

use super::extract;
use crate::analysis::{self, Engine};
use crate::events;
use crate::export::returned;
use crate::export::{self, ExportOptions, FORMATS};
use crate::intake::ColumnChoice;
use crate::model::Reading;
use crate::review::{self, Command, Decisions, Journal, State};
use crate::store::{ProjectFile, ProjectInfo};
use std::io::Write;
use std::path::Path;

/// Writes the dataset of the project file `path`, or of a folder of articles as the machine reads it, in the formats `formats` into `out`.
pub fn export(path: &Path, formats: &[String], out: &Path, options: &ExportOptions, columns: &ColumnChoice) -> anyhow::Result<()> {
    let engine = Engine::load()?;
    let (mut dataset, options) = if path.is_dir() {
        (
            extract::read_folder(&engine, path, columns)?,
            ExportOptions { engine: engine.name(), lexicon_version: engine.lexicon().version().to_owned(), ..options.clone() },
        )
    } else {
        let stored = ProjectFile::open(path)?.load()?;
        stored.damaged.iter().for_each(|d| eprintln!("{d}"));
        let journal = Journal::replay(stored.rows);
        let engine = engine.with_taught(&review::taught(journal.decisions()))?;
        let extraction = analysis::assemble(stored.readings, &review::guidance(journal.decisions()), engine.lexicon());
        let options = ExportOptions { engine: stored.info.engine, lexicon_version: stored.info.lexicon, ..options.clone() };
        (review::resolve(&extraction, journal.decisions()), options)
    };
    dataset.write_notes(|fields| events::note(fields, engine.lexicon()));
    let all = formats.iter().any(|f| f == "all");
    for format in FORMATS.iter().filter(|f| all || formats.iter().any(|key| key == f.key())) {
        for file in export::export(&dataset, &options, format.key(), out)? {
            writeln!(std::io::stdout(), "{}", file.display())?;
        }
    }
    Ok(())
}

/// Makes the project `out` of the articles of `path` and the decisions that the coder `by` made in another program.
pub fn import(path: &Path, from: &Path, by: &str, out: &Path, now: &str) -> anyhow::Result<()> {
    let stored = ProjectFile::open(path)?.load()?;
    stored.damaged.iter().for_each(|d| eprintln!("{d}"));
    let engine = Engine::load()?;
    let journal = Journal::replay(stored.rows);
    let readings: Vec<Reading> = stored.readings.clone();
    let extraction = analysis::assemble(stored.readings, &review::guidance(journal.decisions()), engine.lexicon());
    let (machine, shown) = (review::resolve(&extraction, &Decisions::default()), review::resolve(&extraction, journal.decisions()));
    let back = returned::read_back(&shown, from)?;
    back.problems.iter().for_each(|p| eprintln!("{p}"));
    let edits = returned::edits(&machine, &shown, &back);
    anyhow::ensure!(!edits.is_empty(), "nothing in {} belongs to this project, so nothing was made", from.display());
    let none = Decisions::default();
    let command = Command::Batch(format!("Import from {}", from.display()), edits);
    let changes = review::plan(&State { dataset: &machine, decisions: &none }, &command, by, now).map_err(|refusal| anyhow::anyhow!("{refusal}"))?;
    let decided = changes.len();
    let row = Journal::default().commit(changes, command.label(), by, now);
    let mut file = ProjectFile::create(out, &ProjectInfo { ..stored.info.clone() })?;
    file.put_readings(&readings, &engine.stamp())?;
    file.append(&[row])?;
    writeln!(std::io::stdout(), "{decided} decisions by {by} on {} articles in {}", back.articles.len(), out.display())?;
    Ok(())
}
