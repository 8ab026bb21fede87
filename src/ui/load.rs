//! The jobs that open a project, read its folder and put it together. No egui here.

use super::job::{Handle, Message};
use super::reading::{self, Before};
use super::workspace::{Project, Trouble, Versions};
use crate::analysis::assembly::{self, Together};
use crate::analysis::{self, Engine, Raw, snapshot};
use crate::intake::{Ahead, ColumnChoice};
use crate::lexicon::TaughtNames;
use crate::model::{Event, Extraction, Guidance, Reading, ReportKey, Taught};
use crate::review::{self, Changes, Dataset, Decisions, Journal};
use crate::store::project_file::Access;
use crate::store::{ProjectFile, ProjectInfo, StoreError, Stored, backup, locate, salvage};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A project file with what was in it.
pub struct Opened {
    /// What the window shows of it.
    pub project: Project,
    /// The file, for the writer.
    pub file: ProjectFile,
    /// The decisions.
    pub journal: Journal,
    /// What the articles came to last, or only the first of them, by themselves.
    pub extraction: Extraction,
    /// The same with the decisions.
    pub dataset: Dataset,
    /// What could not be read before.
    pub problems: Vec<Trouble>,
    /// About the project.
    pub info: ProjectInfo,
}

/// A folder put together.
pub struct Assembled {
    /// The readings, each by itself, as the next assembly needs them.
    pub readings: Raw,
    /// The readings, put together.
    pub extraction: Extraction,
    /// The two with the decisions up to row `seq`.
    pub dataset: Dataset,
    /// The last row of the journal that is in it.
    pub seq: u64,
    /// What the analyst had settled then.
    pub guidance: Guidance,
}

/// What the window knows when it asks for an assembly.
pub struct Known {
    /// The decisions.
    pub decisions: Decisions,
    /// The last row of the journal.
    pub seq: u64,
}

/// The engine, loaded once by whoever needs it first.
#[derive(Clone, Default)]
pub struct EngineSlot(Arc<Mutex<Option<Loaded>>>);

/// The engine as the program is shipped, and as a project has taught it last.
struct Loaded {
    shipped: Engine,
    taught: Vec<Taught>,
    engine: Engine,
}

impl EngineSlot {
    /// The engine with the project's own lexicon `taught`; the first call loads it.
    pub fn get(&self, taught: &[Taught], handle: &Handle) -> anyhow::Result<Engine> {
        let mut slot = self.lock();
        let loaded = slot.take().map_or_else(Loaded::shipped, Ok)?;
        let loaded = slot.insert(if loaded.taught == taught { loaded } else { loaded.with(taught)? });
        let engine = loaded.engine.clone();
        handle.mail.send(Message::Versions(Versions { engine: engine.name(), lexicon: engine.lexicon().version().to_owned(), names: engine.shared_lexicon() }));
        Ok(engine)
    }

    /// Begins to load it, where that is still to be done, and does not wait for it.
    pub(super) fn warm(&self) {
        let slot = self.clone();
        let work = move || {
            let mut slot = slot.lock();
            if slot.is_none() {
                // Whoever needs it tries again, and tells why it cannot be had.
                *slot = Loaded::shipped().ok();
                let engine = slot.as_ref().map(|loaded| loaded.engine.clone());
                drop(slot); // others may read meanwhile
                if let Some(engine) = engine {
                    engine.warm();
                }
            }
        };
        if let Err(error) = std::thread::Builder::new().name("engine".to_owned()).spawn(work) {
            tracing::warn!("the engine is loaded later: {error}");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Loaded>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Loaded {
    fn shipped() -> anyhow::Result<Self> {
        let shipped = Engine::load()?;
        Ok(Self { engine: shipped.clone(), shipped, taught: Vec::new() })
    }

    fn with(self, taught: &[Taught]) -> anyhow::Result<Self> {
        let engine = if taught.is_empty() { self.shipped.clone() } else { self.shipped.with_taught(taught)? };
        Ok(Self { engine, taught: taught.to_vec(), ..self })
    }
}

/// What opening needs.
pub struct Opening {
    /// Which opening it is; messages of an earlier one are ignored.
    pub session: u64,
    /// A folder of articles or a project file.
    pub path: PathBuf,
    /// Where projects are kept.
    pub projects: PathBuf,
    /// The engine.
    pub engine: EngineSlot,
    /// The time, UTC, ISO 8601.
    pub now: String,
    /// Which columns of tables hold what.
    pub columns: ColumnChoice,
    /// Whether every article is to be looked into before anything is shown, since some are damaged.
    pub mend: bool,
}

/// Opens a folder or project: first what is stored, then what the folder holds.
pub fn open(opening: &Opening, handle: &Handle) {
    if let Err(error) = try_open(opening, handle) {
        handle.mail.send(Message::NotOpened(opening.session, format!("{error:#}")));
    }
}

fn try_open(opening: &Opening, handle: &Handle) -> anyhow::Result<()> {
    let chosen = opening.path.is_dir().then(|| opening.path.canonicalize().unwrap_or_else(|_| opening.path.clone()));
    opening.engine.warm();
    let ahead = chosen.as_deref().map(Ahead::of);
    let (file, stored) = open_whole(opening, chosen.as_deref(), handle)?;
    let folder = chosen.or_else(|| stored.info.folder.as_ref().map(PathBuf::from));
    let journal = Journal::replay(stored.rows);
    let known = Known { decisions: journal.decisions().clone(), seq: journal.rows().last().map_or(0, |r| r.seq) };
    let mut problems: Vec<Trouble> = stored.problems.into_iter().map(|p| Trouble { path: p.path, text: p.message }).collect();
    problems.extend(stored.damaged.into_iter().map(|text| Trouble { path: file.path().display().to_string(), text }));
    let (path, info) = (file.path().to_owned(), stored.info);
    let before = match Before::of(opening, &file, &info, &known, handle) {
        Err(StoreError::Damaged { .. }) if !opening.mend => {
            drop(file); // and its lock, for who mends it
            handle.mail.send(Message::Damaged(opening.session, opening.path.clone()));
            return Ok(());
        }
        before => before?,
    };
    let project = project_of(&file, folder.as_deref());
    let writable = project.read_only.is_none();
    let (extraction, dataset) = before.shown(&known);
    let opened = Opened { project, journal, extraction: extraction.clone(), dataset: dataset.clone(), problems, info: info.clone(), file };
    handle.mail.send(Message::Opened(opening.session, Box::new(opened)));
    let guidance = review::guidance(&known.decisions);
    if before.is_together() {
        let together = Assembled { readings: before.readings(), extraction, dataset, seq: known.seq, guidance: guidance.clone() };
        handle.mail.send(Message::Assembled(opening.session, Box::new(together)));
    }
    // Nothing is written before it is known that the file is whole.
    if is_damaged(&path, opening) {
        handle.mail.send(Message::Damaged(opening.session, opening.path.clone()));
        return Ok(());
    }
    before.found_whole();
    let engine = opening.engine.get(&review::taught(&known.decisions), handle)?;
    let will_read = folder.as_ref().is_some_and(|f| f.is_dir()) && (writable || before.is_empty());
    if !before.is_together() && !before.is_empty() {
        // Where no folder is read, what was taught since is read when the window sees that it is missing.
        let taught = if will_read { guidance.taught.clone() } else { info.taught.clone() };
        assemble_with(opening.session, before.readings(), Guidance { taught, ..guidance }, &known, &engine, handle);
    }
    if let Some(folder) = folder.filter(|_| will_read) {
        let ahead = ahead.unwrap_or_else(|| Ahead::of(&folder));
        reading::read(opening, ahead, before, &known, &engine, handle);
    }
    if writable {
        back_up(&path, opening, handle);
    }
    Ok(())
}

/// Articles were not looked into when the project was opened; where one is damaged, the project is opened once more, to be mended.
fn is_damaged(path: &Path, opening: &Opening) -> bool {
    let damaged = || ProjectFile::open_beside(path).and_then(|file| file.has_changed_bits());
    !opening.mend && !matches!(damaged(), Ok(false))
}

/// Opens the project with all that it holds but the articles; that of a folder is made, if it is not there. What became of a damaged one is told.
fn open_whole(opening: &Opening, folder: Option<&Path>, handle: &Handle) -> anyhow::Result<(ProjectFile, Stored)> {
    let path = folder.map_or_else(|| opening.path.clone(), |folder| locate::project_path(&opening.projects, folder));
    if let Some(folder) = folder.filter(|_| !path.exists()) {
        let info = ProjectInfo { folder: Some(folder.display().to_string()), created: opening.now.clone(), ..ProjectInfo::default() };
        drop(ProjectFile::create(&path, &info)?);
    }
    let open = if opening.mend { salvage::open } else { salvage::open_decisions };
    let (file, stored, salvaged) = open(&path, &backup::list(&backups(opening, &path)))?;
    if let Some(salvaged) = salvaged {
        handle.mail.send(Message::Failed(salvaged.sentence()));
    }
    Ok((file, stored))
}

fn backups(opening: &Opening, project: &Path) -> PathBuf {
    backup::folder(&opening.projects.join("backups"), project)
}

/// Keeps a copy of the day's state. The project is read through a connection of its own, so that the one that writes need not wait.
fn back_up(path: &Path, opening: &Opening, handle: &Handle) {
    let today: String = opening.now.chars().take(10).collect();
    if let Err(error) = ProjectFile::open_beside(path).and_then(|file| backup::make(&file, &backups(opening, path), &today)) {
        handle.mail.send(Message::Failed(error.to_string()));
    }
}

fn project_of(file: &ProjectFile, folder: Option<&Path>) -> Project {
    let name = folder.and_then(Path::file_name).map(|n| n.to_string_lossy().into_owned());
    let read_only = match file.access() {
        Access::Writable => None,
        Access::ReadOnly(why) => Some(why.clone()),
    };
    let name = name.unwrap_or_else(|| super::welcome::project_name(file.path()));
    Project { name, folder: folder.map(Path::to_owned), file: file.path().to_owned(), read_only }
}

/// Puts readings together under what the analyst has settled.
pub fn assemble(session: u64, readings: Raw, known: &Known, engine: &Engine, handle: &Handle) {
    assemble_with(session, readings, review::guidance(&known.decisions), known, engine, handle);
}

fn assemble_with(session: u64, readings: Raw, guidance: Guidance, known: &Known, engine: &Engine, handle: &Handle) {
    let (extraction, together) = assembly::assemble_to_keep(&readings, &guidance, engine.lexicon());
    let dataset = review::resolve(&extraction, &known.decisions);
    let settled = settled(&engine.stamp(), &guidance);
    let assembled = Assembled { readings, extraction: extraction.clone(), dataset, seq: known.seq, guidance };
    handle.mail.send(Message::Assembled(session, Box::new(assembled)));
    keep(session, &extraction, &together, &settled, handle);
}

/// Has what the articles came to kept for the next opening.
fn keep(session: u64, extraction: &Extraction, together: &Together, settled: &str, handle: &Handle) {
    match snapshot::pack(extraction, together) {
        Ok(parts) => handle.mail.send(Message::Keep(session, settled.to_owned(), parts)),
        Err(error) => tracing::warn!("what the articles came to was not packed: {error}"),
    }
}

/// Names all that putting together depends on, besides the articles and the founders of events, which [`founders_fit`] looks at.
pub(super) fn settled(stamp: &str, guidance: &Guidance) -> String {
    let but_founders = Guidance { founders: std::collections::BTreeSet::new(), ..guidance.clone() };
    format!("{stamp}\n{but_founders:?}")
}

/// Whether `events` would have the same founding reports under `guidance`: each event that was decided about has one such, its own.
pub(super) fn founders_fit(events: &[Arc<Event>], guidance: &Guidance) -> bool {
    let by_id: BTreeMap<String, &ReportKey> = guidance.founders.iter().map(|k| (format!("{}:report:{}:{}", k.article, k.span.start, k.span.end), k)).collect();
    events.iter().all(|event| event.reports.iter().filter_map(|r| by_id.get(r)).all(|key| **key == event.key))
}

/// The numbers of the readings that `is_touched`.
fn touched(readings: &Raw, is_touched: impl Fn(&Reading) -> bool + Sync) -> Vec<usize> {
    let (mut touched, mut n) = (Vec::new(), 0);
    let mut take = |yes: bool| {
        touched.extend(yes.then_some(n));
        n += 1;
    };
    readings.each(|r| is_touched(&r), &mut take);
    touched
}

/// What was put together before, and how it is to be found again.
pub struct Again {
    /// The number of the opening.
    pub session: u64,
    /// The readings.
    pub readings: Raw,
    /// What the analyst had settled then.
    pub guidance: Guidance,
    /// What was shown then.
    pub dataset: Dataset,
    /// The engine.
    pub engine: EngineSlot,
}

/// Puts readings together again after decisions; articles whose masks have changed, or that hold a name that was taught or forgotten since,
/// are read anew.
pub fn reassemble(again: Again, known: &Known, handle: &Handle) {
    let Again { session, mut readings, guidance: old, dataset, engine: slot } = again;
    let guidance = review::guidance(&known.decisions);
    let engine = match slot.get(&guidance.taught, handle) {
        Ok(engine) => engine,
        Err(error) => return handle.mail.send(Message::Failed(format!("The folder could not be put together again: {error:#}"))),
    };
    let names = TaughtNames::changed(&old.taught, &guidance.taught);
    let is_touched = |r: &Reading| guidance.masks.get(&r.article.id) != old.masks.get(&r.article.id) || names.occur_in(&r.article.text);
    let may_be = !names.is_empty() || guidance.masks != old.masks;
    let touched = if may_be { touched(&readings, is_touched) } else { Vec::new() };
    let done = AtomicUsize::new(0);
    let fresh = analysis::in_parallel(&touched, |at| {
        let new = reading::read_masked(&engine, readings.reading(*at).article, &guidance, handle).ok();
        handle.progress(done.fetch_add(1, Ordering::Relaxed) + 1, touched.len());
        new
    });
    if handle.is_cancelled() {
        return;
    }
    let fresh: BTreeMap<usize, Arc<Reading>> = touched.iter().zip(fresh).filter_map(|(at, new)| Some((*at, Arc::new(new?)))).collect();
    let stamp = engine.stamp();
    if !fresh.is_empty() {
        readings = readings.with(fresh.clone());
    }
    let (extraction, together) = assembly::assemble_to_keep(&readings, &guidance, engine.lexicon());
    let new = review::resolve(&extraction, &known.decisions);
    // Before the new readings are stored: what was shown fetches the old ones.
    let changes = (!names.is_empty()).then(|| Changes { read: touched.len(), ..Changes::between(&dataset, &new) });
    if old.settling != guidance.settling {
        handle.mail.send(Message::Told(switched(&dataset, &new)));
    }
    for new in fresh.into_values() {
        let by = reading::read_as(&stamp, guidance.masks.get(&new.article.id));
        handle.mail.send(Message::Read(session, new, by));
    }
    if let Some(changes) = changes {
        handle.mail.send(Message::ReadWith(session, guidance.taught.clone()));
        handle.mail.send(Message::Changed(session, Box::new(changes)));
    }
    let assembled = Assembled { readings, extraction: extraction.clone(), dataset: new, seq: known.seq, guidance: guidance.clone() };
    handle.mail.send(Message::Assembled(session, Box::new(assembled)));
    keep(session, &extraction, &together, &settled(&stamp, &guidance), handle);
}

/// What another practice of settling changed, in one sentence.
fn switched(old: &Dataset, new: &Dataset) -> String {
    let says_else = |e: &&Arc<review::ReviewedEvent>| old.event(&e.item.id).is_some_and(|o| o.item.fields != e.item.fields);
    let changed = new.events.iter().filter(says_else).count();
    format!("Settled by {}: {changed} of {} events say something else now.", new.settling().label(), new.events.len())
}
