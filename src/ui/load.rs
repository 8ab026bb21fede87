//! The jobs that open a project, read its folder and put it together. No egui here.

use super::job::{Handle, Message};
use super::workspace::{Project, Trouble, Versions};
use crate::analysis::{self, Engine, Gathered, Raw, ReadError, Step, assembly};
use crate::intake::{ColumnChoice, Limits, Problem};
use crate::lexicon::TaughtNames;
use crate::model::{Article, Extraction, Guidance, Reading, Taught};
use crate::review::{self, Changes, Dataset, Decisions, Journal};
use crate::store::project_file::Access;
use crate::store::{ProjectFile, ProjectInfo, Stored, backup, locate, salvage};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A project file with what was in it.
pub struct Opened {
    /// What the window shows of it.
    pub project: Project,
    /// The file, for the writer.
    pub file: ProjectFile,
    /// The decisions.
    pub journal: Journal,
    /// What was read before.
    pub readings: Vec<Arc<Reading>>,
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
        let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(loaded) = slot.as_ref().filter(|l| l.taught == taught) {
            return Ok(loaded.engine.clone());
        }
        let shipped = slot.as_ref().map_or_else(Engine::load, |l| Ok(l.shipped.clone()))?;
        let engine = if taught.is_empty() { shipped.clone() } else { shipped.with_taught(taught)? };
        handle.mail.send(Message::Versions(Versions { engine: engine.name(), lexicon: engine.lexicon().version().to_owned(), names: engine.shared_lexicon() }));
        *slot = Some(Loaded { shipped, taught: taught.to_vec(), engine: engine.clone() });
        Ok(engine)
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
}

/// Opens a folder or project: first what is stored, then what the folder holds.
pub fn open(opening: &Opening, handle: &Handle) {
    if let Err(error) = try_open(opening, handle) {
        handle.mail.send(Message::NotOpened(opening.session, format!("{error:#}")));
    }
}

fn try_open(opening: &Opening, handle: &Handle) -> anyhow::Result<()> {
    let (file, folder, stored) = open_whole(opening, handle)?;
    let folder = folder.or_else(|| stored.info.folder.as_ref().map(PathBuf::from));
    let journal = Journal::replay(stored.rows);
    let known = Known { decisions: journal.decisions().clone(), seq: journal.rows().last().map_or(0, |r| r.seq) };
    let mut problems: Vec<Trouble> = stored.problems.into_iter().map(|p| Trouble { path: p.path, text: p.message }).collect();
    problems.extend(stored.damaged.into_iter().map(|text| Trouble { path: file.path().display().to_string(), text }));
    let read_by = file.read_by(&stored.info.engine)?;
    let readings: Vec<Arc<Reading>> = stored.readings.into_iter().map(Arc::new).collect();
    let (before, stamp, taught) = (readings.clone(), stored.info.engine.clone(), stored.info.taught.clone());
    let path = file.path().to_owned();
    let opened = Opened { project: project_of(&file, folder.as_deref()), journal, readings, problems, info: stored.info, file };
    let writable = opened.project.read_only.is_none();
    handle.mail.send(Message::Opened(opening.session, Box::new(opened)));
    let engine = opening.engine.get(&review::taught(&known.decisions), handle)?;
    let read_by = if stamp == engine.stamp() { read_by } else { BTreeSet::new() };
    let names = TaughtNames::changed(&taught, &review::taught(&known.decisions));
    let before = EngineReadings { before, read_by, names };
    let will_read = folder.as_ref().is_some_and(|f| f.is_dir()) && (writable || before.before.is_empty());
    if !before.before.is_empty() {
        // Where no folder is read, what was taught since is read when the window sees that it is missing.
        let guidance = Guidance { taught: if will_read { review::taught(&known.decisions) } else { taught }, ..review::guidance(&known.decisions) };
        assemble_with(opening.session, Raw::here(before.before.clone()), guidance, &known, &engine, handle);
    }
    match folder {
        Some(folder) if will_read => read(opening, &folder, before, &known, &engine, handle),
        _ => {}
    }
    if writable {
        back_up(&path, opening, handle);
    }
    Ok(())
}

/// Opens the project with all that it holds; one that is not there is made. What became of a damaged one is told.
fn open_whole(opening: &Opening, handle: &Handle) -> anyhow::Result<(ProjectFile, Option<PathBuf>, Stored)> {
    let folder = opening.path.is_dir().then(|| opening.path.canonicalize().unwrap_or_else(|_| opening.path.clone()));
    let path = folder.as_ref().map_or_else(|| opening.path.clone(), |folder| locate::project_path(&opening.projects, folder));
    if let Some(folder) = folder.as_ref().filter(|_| !path.exists()) {
        let info = ProjectInfo { folder: Some(folder.display().to_string()), created: opening.now.clone(), ..ProjectInfo::default() };
        drop(ProjectFile::create(&path, &info)?);
    }
    let (file, stored, salvaged) = salvage::open(&path, &backup::list(&backups(opening, &path)))?;
    if let Some(salvaged) = salvaged {
        handle.mail.send(Message::Failed(salvaged.sentence()));
    }
    Ok((file, folder, stored))
}

fn backups(opening: &Opening, project: &Path) -> PathBuf {
    backup::folder(&opening.projects.join("backups"), project)
}

/// Keeps a copy of the day's state. The project is read through a connection of its own, so that the one that writes need not wait.
fn back_up(path: &Path, opening: &Opening, handle: &Handle) {
    let today: String = opening.now.chars().take(10).collect();
    if let Err(error) = ProjectFile::open(path).and_then(|file| backup::make(&file, &backups(opening, path), &today)) {
        handle.mail.send(Message::Failed(error.to_string()));
    }
}

/// What was read before, and which of it by the engine at hand.
struct EngineReadings {
    before: Vec<Arc<Reading>>,
    read_by: BTreeSet<String>,
    /// Names that were taught or forgotten since.
    names: TaughtNames,
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

/// Reads a folder: what was read before by the same engine is taken over, everything else is read and told of at once.
fn read(opening: &Opening, folder: &Path, before: EngineReadings, known: &Known, engine: &Engine, handle: &Handle) {
    let session = opening.session;
    let guidance = review::guidance(&known.decisions);
    let stored: BTreeMap<String, Arc<Reading>> = before.before.into_iter().map(|r| (r.article.id.clone(), r)).collect();
    let masked = |article: &Article| guidance.masks.contains_key(&article.id);
    #[allow(clippy::result_large_err, reason = "as read_folder wants it")]
    let prepare = |article: Article| match stored.get(&article.id) {
        Some(reading) if before.read_by.contains(&article.id) && !masked(&article) && !before.names.occur_in(&article.text) => Ok(taken_over(reading, article)),
        _ if masked(&article) => read_masked(engine, article, &guidance, handle).map(Arc::new),
        _ => Err(article),
    };
    let gathered = Mutex::new(Gathered::default());
    let total = Mutex::new(0);
    let sink = |step: Step| {
        let lock = |m: &Mutex<usize>| *m.lock().unwrap_or_else(PoisonError::into_inner);
        match &step {
            Step::Found(count) => *total.lock().unwrap_or_else(PoisonError::into_inner) = *count,
            Step::Read(reading) => {
                if !before.read_by.contains(&reading.article.id) || stored.get(&reading.article.id) != Some(reading) {
                    handle.mail.send(Message::Read(session, Arc::clone(reading)));
                }
            }
            Step::Problem(problem) => handle.mail.send(Message::Trouble(session, trouble(problem))),
            Step::Copy { .. } | Step::Done(_) => {}
        }
        let mut gathered = gathered.lock().unwrap_or_else(PoisonError::into_inner);
        gathered.take(step);
        handle.progress(gathered.readings.len().min(lock(&total)), lock(&total));
    };
    handle.mail.send(Message::Reading(session, engine.stamp()));
    analysis::read_folder(engine, folder, &Limits { columns: opening.columns.clone(), ..Limits::default() }, &handle.cancel, prepare, &sink);
    let mut gathered = gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
    gathered.finish();
    finish(session, gathered.readings, stored, known, engine, handle);
}

fn finish(session: u64, mut readings: Vec<Arc<Reading>>, stored: BTreeMap<String, Arc<Reading>>, known: &Known, engine: &Engine, handle: &Handle) {
    let there: BTreeSet<String> = readings.iter().map(|r| r.article.id.clone()).collect();
    let cancelled = handle.is_cancelled();
    let gone: Vec<String> = if cancelled { Vec::new() } else { stored.keys().filter(|id| !there.contains(*id)).cloned().collect() };
    let edited = if cancelled { Vec::new() } else { edited(&gone, &stored, &readings) };
    if cancelled {
        readings.extend(stored.into_iter().filter(|(id, _)| !there.contains(id)).map(|(_, r)| r));
    }
    if !cancelled {
        handle.mail.send(Message::ReadWith(session, review::taught(&known.decisions)));
    }
    handle.mail.send(Message::ReadingDone { session, gone, edited, cancelled });
    assemble(session, Raw::here(readings), known, engine, handle);
}

/// Gone articles with what now lies at their path: the same articles, edited.
fn edited(gone: &[String], stored: &BTreeMap<String, Arc<Reading>>, readings: &[Arc<Reading>]) -> Vec<(Article, Article)> {
    let at: BTreeMap<&str, &Article> = readings.iter().map(|r| (r.article.path.as_str(), &r.article)).collect();
    let pair = |id: &String| stored.get(id).and_then(|old| Some((old.article.clone(), (*at.get(old.article.path.as_str())?).clone())));
    gone.iter().filter_map(pair).collect()
}

/// The stored reading under the article's present path.
fn taken_over(stored: &Arc<Reading>, article: Article) -> Arc<Reading> {
    if stored.article == article { Arc::clone(stored) } else { Arc::new(Reading { article, ..Reading::clone(stored) }) }
}

/// Reads an article as the analyst masked it; its blocks stay as intake found them, since the masks are laid over them again
/// wherever it is shown.
#[allow(clippy::result_large_err, reason = "the article goes back to its caller, who wants to own it")]
fn read_masked(engine: &Engine, article: Article, guidance: &Guidance, handle: &Handle) -> Result<Reading, Article> {
    let blocks = article.blocks.clone();
    let mut masked = article.clone();
    analysis::apply_masks(&mut masked, guidance.masks.get(&article.id).map_or(&[], Vec::as_slice));
    match engine.read(masked, &handle.cancel) {
        Ok(mut reading) => {
            reading.article.blocks = blocks;
            Ok(reading)
        }
        Err(ReadError::Cancelled | ReadError::Language(_) | ReadError::Fault(_)) => Err(article),
    }
}

fn trouble(problem: &Problem) -> Trouble {
    let path = problem.line.map_or_else(|| problem.path.clone(), |line| format!("{}, line {line}", problem.path));
    Trouble { path, text: problem.message.clone() }
}

/// Puts readings together under what the analyst has settled.
pub fn assemble(session: u64, readings: Raw, known: &Known, engine: &Engine, handle: &Handle) {
    assemble_with(session, readings, review::guidance(&known.decisions), known, engine, handle);
}

fn assemble_with(session: u64, readings: Raw, guidance: Guidance, known: &Known, engine: &Engine, handle: &Handle) {
    let extraction = assembly::assemble(&readings, &guidance, engine.lexicon());
    let dataset = review::resolve(&extraction, &known.decisions);
    handle.mail.send(Message::Assembled(session, Box::new(Assembled { readings, extraction, dataset, seq: known.seq, guidance })));
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
        let new = read_masked(&engine, readings.reading(*at).article, &guidance, handle).ok();
        handle.progress(done.fetch_add(1, Ordering::Relaxed) + 1, touched.len());
        new
    });
    if handle.is_cancelled() {
        return;
    }
    let fresh: BTreeMap<usize, Arc<Reading>> = touched.iter().zip(fresh).filter_map(|(at, new)| Some((*at, Arc::new(new?)))).collect();
    if !names.is_empty() {
        fresh.values().for_each(|new| handle.mail.send(Message::Read(session, Arc::clone(new))));
    }
    if !fresh.is_empty() {
        readings = readings.with(fresh);
    }
    let extraction = assembly::assemble(&readings, &guidance, engine.lexicon());
    let new = review::resolve(&extraction, &known.decisions);
    if !names.is_empty() {
        handle.mail.send(Message::ReadWith(session, guidance.taught.clone()));
        let changes = Changes { read: touched.len(), ..Changes::between(&dataset, &new) };
        handle.mail.send(Message::Changed(session, Box::new(changes)));
    }
    handle.mail.send(Message::Assembled(session, Box::new(Assembled { readings, extraction, dataset: new, seq: known.seq, guidance })));
}
