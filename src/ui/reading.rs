//! Reads the folder of a project: what is as it was when it was read before stays where it is, everything else is read and told of at once.

use super::job::{Handle, Message};
use super::load::{Known, Opening, assemble, founders_fit, settled};
use super::workspace::Trouble;
use crate::analysis::{self, Engine, Prepared, Raw, ReadError, Step, snapshot};
use crate::intake::{Ahead, Limits, Problem};
use crate::lexicon::TaughtNames;
use crate::model::{Article, Extraction, Guidance, Reading, Sheet, Span};
use crate::review::{self, Dataset};
use crate::store::shelf::{Item, Tell};
use crate::store::{ProjectFile, ProjectInfo, ProjectShelf, StoreError, together};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// So many articles are shown before a folder that was never put together is.
const FIRST: usize = 100;

/// What a project held when it was opened.
pub struct Before {
    file: PathBuf,
    shelf: Arc<ProjectShelf>,
    /// What the articles came to last, where that still holds.
    together: Option<Extraction>,
    /// What the project was taught when they were read.
    names: TaughtNames,
    /// Whether the file was looked through, so that what cannot be fetched from it is news.
    whole: Arc<AtomicBool>,
}

impl Before {
    /// Of the project in `file`.
    pub fn of(opening: &Opening, file: &ProjectFile, info: &ProjectInfo, known: &Known, handle: &Handle) -> Result<Self, StoreError> {
        let guidance = review::guidance(&known.decisions);
        let key = together::key(&settled(&info.engine, &guidance), &file.articles_stamp()?);
        let names = TaughtNames::changed(&info.taught, &guidance.taught);
        let whole = Arc::new(AtomicBool::new(false));
        let shelf = |items| Arc::new(ProjectShelf::new(file.path(), items, BTreeMap::new(), tell(handle, &whole)));
        let mut kept_shelf = None;
        let kept = together::read(&together::path(&opening.projects, file.path()), &key).and_then(|parts| {
            snapshot::unpack(&parts, |heads| {
                let shelf = shelf(heads.iter().map(|h| Item { path: h.path.clone(), id: h.id.clone() }).collect());
                kept_shelf = Some(Arc::clone(&shelf));
                Raw::new(shelf, heads.len())
            })
        });
        let kept = kept.filter(|(extraction, _)| founders_fit(&extraction.events, &guidance));
        let shelf = match kept_shelf.filter(|_| kept.is_some()) {
            Some(shelf) => shelf,
            None => shelf(file.items()?),
        };
        Ok(Self { file: file.path().to_owned(), shelf, together: kept.map(|(extraction, _)| extraction), names, whole })
    }

    /// The file was looked through, and nothing in it is damaged.
    pub fn found_whole(&self) {
        self.whole.store(true, Ordering::Relaxed);
    }

    /// Whether it held no article.
    pub fn is_empty(&self) -> bool {
        self.shelf.items().is_empty()
    }

    /// Whether it is known what the articles came to.
    pub fn is_together(&self) -> bool {
        self.together.is_some()
    }

    /// The readings, each by itself.
    pub fn readings(&self) -> Raw {
        Raw::new(Arc::<ProjectShelf>::clone(&self.shelf), self.shelf.items().len())
    }

    /// What is shown at once: what the articles came to, else the first of them by themselves.
    pub fn shown(&self, known: &Known) -> (Extraction, Dataset) {
        let readings = self.readings();
        let first = || Extraction::of((0..readings.len().min(FIRST)).map(|n| Sheet::from(readings.reading(n))).collect());
        let extraction = self.together.clone().unwrap_or_else(first);
        let dataset = review::resolve(&extraction, &known.decisions);
        (extraction, dataset)
    }
}

/// Tells of an article that the file does not give any more, though it was `whole`.
fn tell(handle: &Handle, whole: &Arc<AtomicBool>) -> Tell {
    let (mail, whole) = (handle.mail.clone(), Arc::clone(whole));
    Arc::new(move |sentence| {
        if whole.load(Ordering::Relaxed) {
            mail.send(Message::Failed(sentence));
        }
    })
}

/// The name under which a reading is stored: the engine, and what the analyst had hidden or shown of the article.
pub fn read_as(stamp: &str, masks: Option<&Vec<(Span, bool)>>) -> String {
    masks.map_or_else(|| stamp.to_owned(), |masks| format!("{stamp}, masked {masks:?}"))
}

/// What was found in the folder so far.
#[derive(Default)]
struct Found {
    total: usize,
    items: Vec<Item>,
    /// Read anew, and perhaps not in the file yet.
    fresh: BTreeMap<String, Arc<Reading>>,
    /// Whether anything was read anew.
    anew: bool,
    /// Of so many it is looked which the writer has stored by now.
    enough: usize,
    /// Further files with the text of an article.
    copies: BTreeMap<String, Vec<String>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What reading a folder needs at every article.
struct Reader<'a> {
    before: Before,
    engines: BTreeMap<String, String>,
    stamp: String,
    guidance: Guidance,
    engine: &'a Engine,
    session: u64,
    handle: &'a Handle,
    found: Mutex<Found>,
}

/// Reads the folder that lies `ahead` and puts it together, if anything is not as it was.
pub fn read(opening: &Opening, ahead: Ahead, before: Before, known: &Known, engine: &Engine, handle: &Handle) {
    let engines = ProjectFile::open_beside(&before.file).and_then(|file| file.engines()).unwrap_or_default();
    let (stamp, guidance) = (engine.stamp(), review::guidance(&known.decisions));
    let reader = Reader { before, engines, stamp, guidance, engine, session: opening.session, handle, found: Mutex::default() };
    handle.mail.send(Message::Reading(opening.session, engine.stamp()));
    let limits = Limits { columns: opening.columns.clone(), ..Limits::default() };
    analysis::read_files(engine, ahead, &limits, &handle.cancel, |article| reader.prepare(article), &|step| reader.take(step));
    reader.finish(known);
}

impl Reader<'_> {
    fn prepare(&self, article: Article) -> Prepared {
        let masks = self.guidance.masks.get(&article.id);
        let is_known = self.engines.get(&article.id).is_some_and(|by| *by == read_as(&self.stamp, masks)) && !self.before.names.occur_in(&article.text);
        let stored = if is_known { self.before.shelf.article(&article.id) } else { None };
        let Some(mut stored) = stored else { return self.unread(article) };
        let copies = std::mem::take(&mut stored.copies);
        if stored != article {
            // It lies elsewhere, or another reader of files was at work; what was read in the text stands.
            let stored = self.before.shelf.stored(&article.id);
            return stored.map_or_else(|_| Prepared::Unread(article.clone()), |r| Prepared::Read(Arc::new(Reading { article: article.clone(), ..r })));
        }
        if !copies.is_empty() {
            lock(&self.found).copies.entry(article.id.clone()).or_default();
        }
        Prepared::Same(article)
    }

    fn unread(&self, article: Article) -> Prepared {
        if !self.guidance.masks.contains_key(&article.id) {
            return Prepared::Unread(article);
        }
        read_masked(self.engine, article, &self.guidance, self.handle).map_or_else(Prepared::Unread, |r| Prepared::Read(Arc::new(r)))
    }

    fn take(&self, step: Step) {
        let mut found = lock(&self.found);
        match step {
            Step::Found(count) => found.total = count,
            Step::Read(reading) => {
                found.items.push(Item { path: reading.article.path.clone(), id: reading.article.id.clone() });
                self.tell_of(&reading);
                found.fresh.insert(reading.article.id.clone(), reading);
                found.anew = true;
                self.put_down(&mut found);
            }
            Step::Same { id, path } => found.items.push(Item { path, id }),
            Step::Copy { id, path } => found.copies.entry(id).or_default().push(path),
            Step::Problem(problem) => self.handle.mail.send(Message::Trouble(self.session, trouble(&problem))),
            Step::Done(_) => {}
        }
        self.handle.progress(found.items.len().min(found.total), found.total);
    }

    /// Lets go of readings that the writer has stored, now and then.
    fn put_down(&self, found: &mut Found) {
        if found.fresh.len() >= found.enough.max(2 * MANY) {
            found.fresh.retain(|id, reading| !self.is_stored(id, reading));
            found.enough = found.fresh.len() + 2 * MANY;
        }
    }

    fn is_stored(&self, id: &str, reading: &Reading) -> bool {
        self.before.shelf.stored(id).is_ok_and(|stored| stored == *reading)
    }

    fn tell_of(&self, reading: &Arc<Reading>) {
        let by = read_as(&self.stamp, self.guidance.masks.get(&reading.article.id));
        self.handle.mail.send(Message::Read(self.session, Arc::clone(reading), by));
    }

    /// Notes the copies of each article, where they are others than before.
    fn note_copies(&self, found: &mut Found) {
        for (id, copies) in std::mem::take(&mut found.copies) {
            let there = found.fresh.get(&id).cloned();
            let known = || self.before.shelf.article(&id).map(|a| a.copies).unwrap_or_default();
            if there.is_some() && copies.is_empty() || there.is_none() && known() == copies {
                continue;
            }
            let Some(mut reading) = there.or_else(|| self.before.shelf.stored(&id).ok().map(Arc::new)) else { continue };
            Arc::make_mut(&mut reading).article.copies = copies;
            self.tell_of(&reading);
            found.fresh.insert(id, reading);
        }
    }

    fn finish(self, known: &Known) {
        let mut found = std::mem::take(&mut *lock(&self.found));
        self.note_copies(&mut found);
        let cancelled = self.handle.is_cancelled();
        let there: BTreeSet<&str> = found.items.iter().map(|i| i.id.as_str()).collect();
        let missing: Vec<Item> = self.before.shelf.items().iter().filter(|i| !there.contains(i.id.as_str())).cloned().collect();
        let (gone, kept) = if cancelled { (Vec::new(), missing) } else { (missing, Vec::new()) };
        let edited = self.edited(&gone, &found);
        found.items.extend(kept);
        found.items.sort();
        let session = self.session;
        if !cancelled {
            self.handle.mail.send(Message::ReadWith(session, self.guidance.taught.clone()));
        }
        let gone: Vec<String> = gone.into_iter().map(|i| i.id).collect();
        self.handle.mail.send(Message::ReadingDone { session, gone, edited, cancelled });
        let is_same = !found.anew && found.fresh.is_empty() && found.items == self.before.shelf.items();
        if is_same && self.before.is_together() {
            return;
        }
        self.wait_for_writer(&mut found.fresh);
        let len = found.items.len();
        let shelf = ProjectShelf::new(&self.before.file, found.items, found.fresh, tell(self.handle, &self.before.whole));
        assemble(session, Raw::new(Arc::new(shelf), len), known, self.engine, self.handle);
    }

    /// Gone articles with what now lies at their path: the same articles, edited.
    fn edited(&self, gone: &[Item], found: &Found) -> Vec<(Article, Article)> {
        let at: BTreeMap<&str, &str> = found.items.iter().map(|i| (i.path.as_str(), i.id.as_str())).collect();
        let new = |id: &str| found.fresh.get(id).map(|r| r.article.clone()).or_else(|| self.before.shelf.article(id));
        gone.iter().filter_map(|old| Some((self.before.shelf.article(&old.id)?, new(at.get(old.path.as_str())?)?))).collect()
    }

    /// A few readings stay in memory; of many, those that the writer has stored need not.
    fn wait_for_writer(&self, fresh: &mut BTreeMap<String, Arc<Reading>>) {
        let mut progress = Instant::now();
        while fresh.len() > MANY && progress.elapsed() < PATIENCE && !self.handle.is_cancelled() {
            let before = fresh.len();
            fresh.retain(|id, reading| !self.is_stored(id, reading));
            if fresh.len() == before {
                std::thread::sleep(Duration::from_millis(50));
            } else {
                progress = Instant::now();
            }
        }
    }
}

/// More new readings than this are not kept in memory.
const MANY: usize = 1000;
/// Without any progress of the writer it is not waited for longer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Reads an article as the analyst masked it; its blocks stay as intake found them, since the masks are laid over them again
/// wherever it is shown.
#[allow(clippy::result_large_err, reason = "the article goes back to its caller, who wants to own it")]
pub fn read_masked(engine: &Engine, article: Article, guidance: &Guidance, handle: &Handle) -> Result<Reading, Article> {
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
