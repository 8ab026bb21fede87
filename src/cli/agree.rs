//! `dateline agree`: how far two coders of the same articles agree.

use crate::agreement;
use crate::analysis::{self, Engine};
use crate::model::Guidance;
use crate::review::{self, Dataset, Decisions, Journal};
use crate::store::ProjectFile;
use std::io::Write;
use std::path::Path;

/// Prints the table of agreement between the projects `first` and `second`, over the articles that both coders worked on.
pub fn agree(first: &Path, second: &Path) -> anyhow::Result<()> {
    let (ours, theirs) = (ProjectFile::open(first)?.load()?, ProjectFile::open(second)?.load()?);
    ours.damaged.iter().chain(&theirs.damaged).for_each(|d| eprintln!("{d}"));
    let (mine, other) = (Journal::replay(ours.rows), Journal::replay(theirs.rows));
    let taught = review::taught(mine.decisions());
    let engine = Engine::load()?.with_taught(&taught)?;
    // The same machine's reading for both, so that only the coders differ.
    let dataset = |decisions: &Decisions| -> Dataset {
        let guidance = Guidance { taught: taught.clone(), ..review::guidance(decisions) };
        review::resolve(&analysis::assemble(ours.readings.clone(), &guidance, engine.lexicon()), decisions)
    };
    let table = agreement::agreement(&dataset(mine.decisions()), &dataset(other.decisions()));
    anyhow::ensure!(table.articles > 0, "there is no article that both coders decided in");
    write!(std::io::stdout(), "{table}")?;
    Ok(())
}
