//! The only file that knows the order of the pipe: files to readings, each by itself; readings to an extraction, together.

pub mod assembly;
pub mod snapshot;

use crate::events;
use crate::extract;
use crate::intake::{self, Ahead, Given, Limits, Listed, Problem, ProblemKind};
use crate::language::{Analysis, Annotator, EngineInfo, LanguageError, Paragraph, SmallEnglish};
use crate::lexicon::Lexicon;
use crate::model::{Article, Block, BlockKind, Extraction, Guidance, Kind, Mention, Reading, Span, Taught};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

pub use assembly::Raw;

/// An article that has something of everything, for [`Engine::warm`].
const WARM: &str = "Bomb kills two soldiers near Gao\n\nBy Amina Diallo\nPublished: 5 January 2024\n\nGAO, Mali (AFP) - A bomb killed two soldiers \
                    and wounded Col. Moussa Traore near Gao on Wednesday night, the army said. At least 90 people have died since October.\n";

/// What reads articles: the language engine and the lexicon, shared by all threads.
#[derive(Clone)]
pub struct Engine {
    annotator: Arc<dyn Annotator>,
    lexicon: Arc<Lexicon>,
}

/// Why one article could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Somebody asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// The engine refused it.
    #[error("the language engine failed: {0}")]
    Language(LanguageError),
    /// A fault of the program; the message helps to repair it.
    #[error("the program failed on this article and left it out; please report it: {0}")]
    Fault(String),
}

impl Engine {
    /// Loads what is built into the program.
    pub fn load() -> anyhow::Result<Self> {
        let (annotator, lexicon) = std::thread::scope(|scope| {
            let lexicon = scope.spawn(Lexicon::builtin);
            (SmallEnglish::for_news(), lexicon.join().unwrap_or_else(|panic| resume_unwind(panic)))
        });
        Ok(Self { annotator: Arc::new(annotator?), lexicon: Arc::new(lexicon?) })
    }

    /// Makes what is made at its first use, so that the first article need not wait for it.
    pub fn warm(&self) {
        if let Ok((article, _)) = intake::article_from_text("", WARM, Given::default()) {
            // What it says is of no use to anybody.
            let _ = self.read(article, &AtomicBool::new(false));
        }
    }

    /// The same engine with the project's own lexicon before its own.
    pub fn with_taught(&self, taught: &[Taught]) -> anyhow::Result<Self> {
        Ok(Self { annotator: Arc::clone(&self.annotator), lexicon: Arc::new(Lexicon::with_taught(taught)?) })
    }

    /// Which language engine it is; goes into every export.
    pub fn info(&self) -> EngineInfo {
        self.annotator.info()
    }

    /// The lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The lexicon, for those who keep it beyond the engine.
    pub fn shared_lexicon(&self) -> Arc<Lexicon> {
        Arc::clone(&self.lexicon)
    }

    /// The language engine in one line: name, version, the first digits of the hash of its weights.
    pub fn name(&self) -> String {
        let info = self.info();
        let weights: String = info.weights.chars().take(12).collect();
        format!("{} {} ({weights})", info.name, info.version)
    }

    /// Names all that a reading depends on but what the project was taught: readings made under another stamp are made again.
    pub fn stamp(&self) -> String {
        let shipped = self.lexicon.version().split('+').next().unwrap_or_default();
        format!("{}, lexicon {shipped}, dateline {}", self.name(), env!("CARGO_PKG_VERSION"))
    }

    /// The linguistic analysis of the readable paragraphs of `article`.
    pub fn parse(&self, article: &Article, cancel: &AtomicBool) -> Result<Vec<Analysis>, LanguageError> {
        let text = article.text.as_str();
        let spans = intake::paragraphs(article);
        let paragraphs: Vec<Paragraph<'_>> = spans.iter().map(|s| Paragraph { start: s.start, text: s.of(text) }).collect();
        self.annotator.annotate(&paragraphs, &extract::presets(text, &self.lexicon), cancel)
    }

    /// Reads one article by itself. A fault of the program costs this article only.
    pub fn read(&self, article: Article, cancel: &AtomicBool) -> Result<Reading, ReadError> {
        match catch_unwind(AssertUnwindSafe(|| self.read_unguarded(article, cancel))) {
            Ok(Ok(reading)) => Ok(reading),
            Ok(Err(LanguageError::Cancelled)) => Err(ReadError::Cancelled),
            Ok(Err(other)) => Err(ReadError::Language(other)),
            Err(panic) => Err(ReadError::Fault(panic_message(panic.as_ref()))),
        }
    }

    fn read_unguarded(&self, article: Article, cancel: &AtomicBool) -> Result<Reading, LanguageError> {
        let analyses = self.parse(&article, cancel)?;
        let extract::Extracted { mut mentions, tallies, unnamed } = extract::extract(&article, &analyses, &self.lexicon);
        let reports = events::reports(&article, &analyses, &mut mentions, &self.lexicon);
        // Words that an event gives a role to are marked by it; "gunmen" who attacked are no group of their own.
        let has_role = |m: &Mention| m.kind != Kind::Person && reports.iter().flat_map(|r| &r.arguments).any(|a| a.span == m.span);
        mentions.extend(unnamed.into_iter().filter(|m| !has_role(m)));
        mentions.sort_by_key(|m| (m.span, m.kind));
        Ok(Reading { article, mentions, tallies, reports })
    }
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
}

/// Puts the readings of a folder together: publication dates, calendar days, names, events. Pure and quick; no text is read again.
pub fn assemble<R: Into<Arc<Reading>>>(readings: Vec<R>, guidance: &Guidance, lexicon: &Lexicon) -> Extraction {
    assembly::assemble(&Raw::here(readings.into_iter().map(Into::into).collect()), guidance, lexicon)
}

/// Lays the analyst's masks over the blocks that intake found: hidden stretches become boilerplate, shown ones body.
pub fn apply_masks(article: &mut Article, masks: &[(Span, bool)]) {
    for (span, hidden) in masks {
        let kind = if *hidden { BlockKind::Boilerplate } else { BlockKind::Body };
        let old = std::mem::take(&mut article.blocks);
        article.blocks = old.into_iter().flat_map(|block| split_block(block, *span, kind)).collect();
    }
}

fn split_block(block: Block, span: Span, kind: BlockKind) -> Vec<Block> {
    if !block.span.overlaps(span) {
        return vec![block];
    }
    let (start, end) = (block.span.start.max(span.start), block.span.end.min(span.end));
    let part = |a: usize, b: usize, kind: BlockKind, rule: &str| Block { span: Span::new(a, b), kind, rule: rule.to_owned() };
    let parts = [part(block.span.start, start, block.kind, &block.rule), part(start, end, kind, "analyst"), part(end, block.span.end, block.kind, &block.rule)];
    parts.into_iter().filter(|b| !b.span.is_empty()).collect()
}

/// What reading a folder tells while it runs.
#[derive(Debug)]
pub enum Step {
    /// So many files are to be read, as far as the folder is known.
    Found(usize),
    /// One article is ready.
    Read(Arc<Reading>),
    /// One article is as it was when it was read before.
    Same {
        /// Its id.
        id: String,
        /// Its path.
        path: String,
    },
    /// The file at `path` holds the same text as the article `id`, which came before.
    Copy {
        /// The article's id.
        id: String,
        /// The further file.
        path: String,
    },
    /// Something could not be read, or not as it stands.
    Problem(Problem),
    /// So many files are done with.
    Done(usize),
}

/// Files that are taken in together: enough to keep all cores busy.
const CHUNK: usize = 32;
/// The first few are taken in by themselves, so that the first article is ready at once.
const FIRST: usize = 2;

/// What is to become of an article that was found.
pub enum Prepared {
    /// It is to be read.
    Unread(Article),
    /// It was read in another way.
    Read(Arc<Reading>),
    /// It is as it was when it was read before.
    Same(Article),
}

/// Reads every article below `root` with as many threads as the machine has cores, and tells `sink` of each as it is ready.
///
/// `prepare` sees every article before it is read, to lay masks over it or to spare the work.
/// The result does not depend on the threads: of several files with the same text, the first path is read.
pub fn read_folder<P>(engine: &Engine, root: &Path, limits: &Limits, cancel: &AtomicBool, prepare: P, sink: &(dyn Fn(Step) + Sync))
where
    P: Fn(Article) -> Prepared + Sync,
{
    read_files(engine, Ahead::of(root), limits, cancel, prepare, sink);
}

/// The same for a folder that is being listed; files are read in the order of their names, while the rest is listed.
pub fn read_files<P>(engine: &Engine, mut ahead: Ahead, limits: &Limits, cancel: &AtomicBool, prepare: P, sink: &(dyn Fn(Step) + Sync))
where
    P: Fn(Article) -> Prepared + Sync,
{
    let mut seen = BTreeMap::new();
    let (mut done, mut most) = (0, FIRST);
    loop {
        let listed = ahead.take(most, cancel);
        if listed.is_empty() || cancel.load(Ordering::Relaxed) {
            return;
        }
        sink(Step::Found(ahead.files()));
        let mut fresh = Vec::new();
        for (articles, problems) in in_parallel(&listed, |listed| take_in(listed, limits)) {
            for problem in problems {
                sink(Step::Problem(problem));
            }
            fresh.extend(articles.into_iter().filter_map(|article| first_of_its_text(article, &mut seen, sink)));
        }
        in_parallel(&fresh, |article| read_one(engine, article.clone(), cancel, &prepare, sink));
        done += listed.iter().filter(|listed| matches!(listed, Listed::File(_))).count();
        sink(Step::Done(done));
        most = (most * 2).min(CHUNK);
    }
}

/// The articles of a file; a problem stays where it was in the order.
fn take_in(listed: &Listed, limits: &Limits) -> (Vec<Article>, Vec<Problem>) {
    match listed {
        Listed::File(file) => intake::read_file(file, limits),
        Listed::Problem(problem) => (Vec::new(), vec![problem.clone()]),
    }
}

/// The article, unless one with the same text came before it.
fn first_of_its_text(article: Article, seen: &mut BTreeMap<String, String>, sink: &(dyn Fn(Step) + Sync)) -> Option<Article> {
    let Some(first) = seen.get(&article.id) else {
        seen.insert(article.id.clone(), article.path.clone());
        return Some(article);
    };
    sink(Step::Problem(Problem::new(&article.path, ProblemKind::Duplicate, format!("The same text as {first}; it is kept once."))));
    sink(Step::Copy { id: article.id, path: article.path });
    None
}

/// Applies `work` to every item with all cores; the results are in the order of the items.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(items.len());
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(items.len()));
    let run = || {
        loop {
            let i = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(i) else { return };
            let result = work(item);
            results.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((i, result));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..cores {
            scope.spawn(run);
        }
        run();
    });
    let mut results = results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    results.sort_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, r)| r).collect()
}

fn read_one<P>(engine: &Engine, article: Article, cancel: &AtomicBool, prepare: &P, sink: &(dyn Fn(Step) + Sync))
where
    P: Fn(Article) -> Prepared + Sync,
{
    let path = article.path.clone();
    let read = match prepare(article) {
        Prepared::Same(article) => return sink(Step::Same { id: article.id, path: article.path }),
        Prepared::Read(reading) => Ok(reading),
        Prepared::Unread(article) => engine.read(article, cancel).map(Arc::new),
    };
    match read {
        Ok(reading) => sink(Step::Read(reading)),
        Err(ReadError::Cancelled) => {}
        Err(error) => sink(Step::Problem(Problem::new(&path, ProblemKind::Internal, error.to_string()))),
    }
}

/// Gathers what [`read_folder`] tells, for callers that want all of it at the end.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The readings, in order of paths once [`Gathered::finish`] ran.
    pub readings: Vec<Arc<Reading>>,
    /// What could not be read, or not as it stands.
    pub problems: Vec<Problem>,
    copies: Vec<(String, String)>,
}

impl Gathered {
    /// Takes one step in.
    pub fn take(&mut self, step: Step) {
        match step {
            Step::Read(reading) => self.readings.push(reading),
            Step::Problem(problem) => self.problems.push(problem),
            Step::Copy { id, path } => self.copies.push((id, path)),
            Step::Found(_) | Step::Done(_) | Step::Same { .. } => {}
        }
    }

    /// Orders the readings and notes the copies of each.
    pub fn finish(&mut self) {
        self.readings.sort_by(|a, b| a.article.path.cmp(&b.article.path));
        let mut copies: BTreeMap<String, Vec<String>> = BTreeMap::new();
        self.copies.drain(..).for_each(|(id, path)| copies.entry(id).or_default().push(path));
        for reading in &mut self.readings {
            let more = copies.remove(&reading.article.id).unwrap_or_default();
            let known: BTreeSet<String> = reading.article.copies.iter().cloned().collect();
            let new: Vec<String> = more.into_iter().filter(|p| !known.contains(p)).collect();
            if !new.is_empty() {
                Arc::make_mut(reading).article.copies.extend(new);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An engine that fails on one word.
    struct Fails(SmallEnglish);

    impl Annotator for Fails {
        fn annotate(&self, paragraphs: &[Paragraph<'_>], presets: &[crate::language::Preset], cancel: &AtomicBool) -> Result<Vec<Analysis>, LanguageError> {
            assert!(!paragraphs.iter().any(|p| p.text.contains("Unlucky")), "on purpose");
            self.0.annotate(paragraphs, presets, cancel)
        }

        fn info(&self) -> EngineInfo {
            self.0.info()
        }
    }

    #[test]
    fn a_fault_of_the_program_costs_one_article() {
        let folder = tempfile::tempdir().unwrap();
        for (name, who) in [("a.txt", "Lucky"), ("b.txt", "Unlucky"), ("c.txt", "Happy")] {
            let text = format!("A bomb killed two soldiers near Gao on Friday. {who} the mayor fled.");
            std::io::Write::write_all(&mut std::fs::File::create(folder.path().join(name)).unwrap(), text.as_bytes()).unwrap();
        }
        let engine = Engine { annotator: Arc::new(Fails(SmallEnglish::for_news().unwrap())), lexicon: Arc::new(Lexicon::builtin().unwrap()) };
        let gathered = Mutex::new(Gathered::default());
        read_folder(&engine, folder.path(), &Limits::default(), &AtomicBool::new(false), Prepared::Unread, &|step| gathered.lock().unwrap().take(step));
        let mut gathered = gathered.into_inner().unwrap();
        gathered.finish();
        assert_eq!(gathered.readings.iter().map(|r| r.article.path.as_str()).collect::<Vec<_>>(), ["a.txt", "c.txt"]);
        let problems: Vec<_> = gathered.problems.iter().map(|p| (p.path.as_str(), p.kind, p.message.ends_with("please report it: on purpose"))).collect();
        assert_eq!(problems, [("b.txt", ProblemKind::Internal, true)]);
    }
}
