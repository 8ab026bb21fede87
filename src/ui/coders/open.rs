//! Opens another coder's decisions: a project file, or an export that came back from brat, Label Studio or as JSON Lines.

use super::{Coder, name_of};
use crate::analysis::{Raw, assembly};
use crate::export::returned;
use crate::review::{self, Command, Decisions, Journal, State};
use crate::store::ProjectFile;
use crate::ui::job::Handle;
use crate::ui::load::EngineSlot;
use std::path::PathBuf;

/// What opening needs.
pub struct Ask {
    /// The file or folder.
    pub path: PathBuf,
    /// The file of the open project.
    pub own: Option<PathBuf>,
    /// Our readings.
    pub readings: Raw,
    /// Our decisions.
    pub decisions: Decisions,
    /// The engine.
    pub engine: EngineSlot,
}

/// The other coder's view of our folder.
pub fn coder(ask: &Ask, handle: &Handle) -> anyhow::Result<Coder> {
    if ask.path.is_file() && ask.path.extension().is_some_and(|e| e == "dateline") {
        return of_project(ask, handle);
    }
    let engine = ask.engine.get(&review::taught(&ask.decisions), handle)?;
    let extraction = |decisions: &Decisions| assembly::assemble(&ask.readings, &review::guidance(decisions), engine.lexicon());
    let (ours, none) = (extraction(&ask.decisions), Decisions::default());
    let (machine, shown) = (review::resolve(&ours, &none), review::resolve(&ours, &ask.decisions));
    let back = returned::read_back(&shown, &ask.path)?;
    let edits = returned::edits(&machine, &shown, &back);
    anyhow::ensure!(!edits.is_empty(), "nothing in it belongs to this project");
    let name = name_of(&none, &ask.path);
    let changes = review::plan(&State { dataset: &machine, decisions: &none }, &Command::Batch("Import".to_owned(), edits), &name, "")?;
    let mut journal = Journal::default();
    journal.commit(changes, "Import", &name, "");
    Ok(Coder { dataset: review::resolve(&ours, journal.decisions()), name, problems: back.problems })
}

fn of_project(ask: &Ask, handle: &Handle) -> anyhow::Result<Coder> {
    let same = ask.own.as_ref().is_some_and(|own| own.canonicalize().ok() == ask.path.canonicalize().ok());
    anyhow::ensure!(!same, "that is the open project itself; choose the project of the other coder");
    let stored = ProjectFile::open(&ask.path)?.load()?;
    let journal = Journal::replay(stored.rows);
    let decisions = journal.decisions();
    // The same machine's reading for both, so that only the coders differ.
    let engine = ask.engine.get(&review::taught(&ask.decisions), handle)?;
    let guidance = crate::model::Guidance { taught: review::taught(&ask.decisions), ..review::guidance(decisions) };
    let extraction = assembly::assemble(&ask.readings, &guidance, engine.lexicon());
    let dataset = review::resolve(&extraction, decisions);
    let known = dataset.articles.iter().filter(|a| !a.decisions.is_empty()).count();
    anyhow::ensure!(known > 0, "it holds no decision on any article of this project");
    Ok(Coder { name: name_of(decisions, &ask.path), dataset, problems: stored.damaged })
}
