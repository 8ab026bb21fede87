//! What an open project needs besides the screen: engine, writer, jobs. The part of `App` that is not drawing.

use super::app::App;
use super::arrivals::show_first;
use super::job::Message;
use super::load::{self, Assembled, EngineSlot, Opened, Opening};
use super::search::{Found, Question, Searcher};
use super::workspace::{Saving, Trouble, View, Workspace};
use crate::analysis::Raw;
use crate::model::{Article, Guidance, Reading};
use crate::review::{self, Row, asks_for_assembly};
use crate::store::{ProjectFile, ProjectInfo, Settings, Writer, sample, writer};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What belongs to the open project and is not shown.
#[derive(Default)]
pub struct Session {
    /// Grows with every opening, so that what an earlier one still sends is ignored.
    pub(super) number: u64,
    /// The thread that writes; none where the project is read-only.
    pub(super) writer: Option<Writer>,
    /// The language engine, shared by all openings.
    pub(super) engine: EngineSlot,
    /// The readings, each by itself.
    pub(super) readings: Raw,
    /// What the analyst had settled when the folder was last put together.
    pub(super) guidance: Guidance,
    /// About the project, for the file.
    pub(super) info: ProjectInfo,
    /// Whether a job puts the folder together right now.
    pub(super) assembling: bool,
    /// Whether the folder was put together at least once.
    pub(super) assembled: bool,
    /// Articles whose text was edited since they were decided on, as they were and as they are; until the folder is put together.
    edited: Vec<(Article, Article)>,
    /// Readings that were not handed to the writer yet, and by what they were read.
    pub(super) unwritten: Vec<(Arc<Reading>, String)>,
    /// When readings were handed to it last.
    pub(super) written_at: Option<Instant>,
    /// Readings that are to be in the list and are not yet.
    pub(super) unshown: Vec<Arc<Reading>>,
    /// The article that was shown without being asked for; it gives way to the first of the list.
    pub(super) unasked: Option<String>,
    /// When the list was made anew last.
    pub(super) shown_at: Option<Instant>,
    /// How long it took to make the list anew.
    pub(super) took: Duration,
    /// When memory was looked after last.
    pub(super) tidied: Option<Instant>,
    /// The thread that searches.
    searcher: Option<Searcher>,
    /// What it was asked last, and over which dataset.
    asked: Option<(String, u64)>,
    /// The dataset that it holds.
    sent: Option<u64>,
}

impl App {
    /// Opens a folder of articles or a project file in the background.
    pub(super) fn open(&mut self, path: &Path) {
        self.open_to(path, false);
    }

    /// Opens it; to `mend`, every article is looked into first.
    fn open_to(&mut self, path: &Path, mend: bool) {
        if !path.exists() {
            return self.workspace.notices.fail(format!("There is no such folder or file: {}", path.display()));
        }
        if path.is_file() && path.extension().is_none_or(|e| e != "dateline") {
            return self
                .workspace
                .notices
                .fail(format!("Open the folder that holds the articles, or a .dateline project; this is neither: {}", path.display()));
        }
        self.close_project();
        let session = &mut self.session;
        session.number += 1;
        let now = jiff::Timestamp::now().to_string();
        let columns = serde_json::from_str(&self.workspace.settings.columns).unwrap_or_default();
        let opening = Opening {
            session: session.number,
            path: path.to_owned(),
            projects: self.options.projects.clone(),
            engine: session.engine.clone(),
            now,
            columns,
            mend,
        };
        let task = self.jobs.start("Reading articles", true, move |handle| load::open(&opening, handle));
        self.workspace.tasks.push(task);
    }

    /// Opens the articles that come with the program.
    pub(super) fn open_sample(&mut self) {
        match sample::unpack(&self.options.projects) {
            Ok(folder) => self.open(&folder),
            Err(error) => self.workspace.notices.fail(format!("The sample could not be written into {}: {error}", self.options.projects.display())),
        }
    }

    /// Reads the folder again.
    pub(super) fn reload(&mut self) {
        let folder = self.workspace.project.as_ref().and_then(|p| p.folder.clone());
        match folder.filter(|f| f.is_dir()) {
            Some(folder) => self.open(&folder),
            None => self.workspace.notices.fail("The folder of the articles is not there any more; the project holds their text."),
        }
    }

    /// Writes a copy of the project, with every decision, in the background.
    pub(super) fn save_copy(&mut self, mut path: PathBuf) {
        if path.extension().is_none() {
            path.set_extension("dateline");
        }
        if let Some(writer) = &self.session.writer {
            if let Err(error) = writer.copy_to(path) {
                self.workspace.notices.fail(error.to_string());
            }
            return;
        }
        let Some(file) = self.workspace.project.as_ref().map(|p| p.file.clone()) else { return };
        let task = self.jobs.start("Saving a copy", false, move |handle| {
            handle.mail.send(match ProjectFile::open(&file).and_then(|f| f.copy_to(&path, &[])) {
                Ok(()) => Message::Told(format!("A copy is in {}", path.display())),
                Err(error) => Message::Failed(error.to_string()),
            });
        });
        self.workspace.tasks.push(task);
    }

    /// Back to the welcome page. Waits until everything is written.
    pub(super) fn close_project(&mut self) {
        self.jobs.cancel_all();
        let (engine, number) = (self.session.engine.clone(), self.session.number + 1);
        self.session = Session { number, engine, ..Session::default() };
        let old = std::mem::take(&mut self.workspace);
        // What panels keep is kept by revision: that of the next project must be another.
        let revision = old.revision + 1;
        self.workspace = Workspace { settings: old.settings, versions: old.versions, tasks: old.tasks, notices: old.notices, revision, ..Workspace::default() };
    }

    /// The name under which decisions are kept.
    pub(super) fn coder(&self) -> String {
        let typed = self.workspace.settings.coder.trim();
        if !typed.is_empty() {
            return typed.to_owned();
        }
        std::env::var("USER").or_else(|_unset| std::env::var("USERNAME")).unwrap_or_else(|_unset| "coder".to_owned())
    }

    /// Changes the settings and keeps them.
    pub(super) fn keep_settings(&mut self, settings: Settings) {
        if let Err(error) = settings.save(&self.options.settings) {
            self.workspace.notices.fail(format!("The settings could not be kept: {error}"));
        }
        self.workspace.settings = settings;
    }

    /// A row was made: shows what it changes and hands it to the writer.
    pub(super) fn written(&mut self, row: Row) {
        let workspace = &mut self.workspace;
        match workspace.dataset.refresh(&workspace.extraction, workspace.journal.decisions(), &row.changes) {
            Some(touched) => workspace.touch_only(touched),
            None => workspace.touch(),
        }
        workspace.saving = Saving { made: row.seq, ..workspace.saving.clone() };
        let again = row.changes.iter().any(asks_for_assembly);
        if let Some(Err(error)) = self.session.writer.as_ref().map(|w| w.append(row)) {
            self.workspace.saving.error = Some(error.to_string());
        }
        if again {
            self.reassemble();
        }
    }

    /// Takes in what the thread that writes has told.
    pub(super) fn take_reports(&mut self) {
        let Some(writer) = &self.session.writer else { return };
        let saving = &mut self.workspace.saving;
        for report in writer.reports() {
            match report {
                writer::Report::Saved { seq } => {
                    let at = jiff::Zoned::now().strftime("%H:%M").to_string();
                    *saving = Saving { made: saving.made.max(seq), on_disk: seq, at, error: None };
                }
                writer::Report::ReadingsSaved { .. } => {}
                writer::Report::Failed { message, pending } => {
                    self.workspace.notices.fail(format!("{message} {pending} decisions are kept in memory; free space or save the project elsewhere."));
                    saving.error = Some(message);
                }
                writer::Report::Copied { path } => self.workspace.notices.tell(format!("A copy is in {}", path.display()), Instant::now()),
                writer::Report::CopyFailed { message } => self.workspace.notices.fail(message),
            }
        }
    }

    /// Takes in what the jobs of a project tell.
    pub(super) fn receive_of_project(&mut self, message: Message) {
        let current = self.session.number;
        match message {
            Message::Opened(session, opened) if session == current => self.opened(*opened),
            Message::NotOpened(session, why) if session == current => {
                self.close_project();
                self.workspace.notices.fail(why);
            }
            Message::Reading(session, stamp) if session == current => {
                let file = self.project_file();
                self.workspace.told += 1;
                self.workspace.problems.retain(|p| p.path == file); // what is lost of the project itself is not found again in the folder
                self.session.info.engine = stamp;
            }
            Message::Trouble(session, trouble) if session == current => {
                self.workspace.told += 1;
                self.workspace.problems.push(trouble);
            }
            Message::Read(session, reading, by) if session == current => self.session.unwritten.push((reading, by)),
            Message::Damaged(session, path) if session == current => self.open_to(&path, true),
            Message::Keep(session, settled, parts) if session == current => self.keep_together(settled, parts),
            Message::ReadingDone { session, gone, edited, cancelled } if session == current => {
                self.session.edited = edited;
                self.reading_done(gone, cancelled);
            }
            Message::ReadWith(session, taught) if session == current => self.read_with(taught),
            Message::Changed(session, changes) if session == current => self.show_changes(*changes),
            Message::Assembled(session, assembled) if session == current => self.assembled(*assembled),
            _ => {}
        }
    }

    fn opened(&mut self, opened: Opened) {
        let Opened { project, file, journal, extraction, dataset, problems, info } = opened;
        let mail = self.jobs.mail();
        if project.read_only.is_none() {
            match Writer::start(file, move || mail.wake()) {
                Ok(writer) => self.session.writer = Some(writer),
                Err(error) => self.workspace.notices.fail(error.to_string()),
            }
        }
        self.start_search(&project.file);
        let mut settings = self.workspace.settings.clone();
        settings.opened(&project.file);
        self.keep_settings(settings);
        self.session.info = info;
        let workspace = &mut self.workspace;
        let seq = journal.rows().last().map_or(0, |r| r.seq);
        workspace.saving = Saving { made: seq, on_disk: seq, ..Saving::default() };
        (workspace.extraction, workspace.dataset) = (Arc::new(extraction), dataset);
        workspace.journal = journal;
        workspace.problems = problems;
        workspace.project = Some(project);
        workspace.view = View::Read;
        workspace.touch();
        show_first(workspace, &mut self.session.unasked);
    }

    /// The project's file, as problems name it.
    pub(super) fn project_file(&self) -> String {
        self.workspace.project.as_ref().map_or_else(String::new, |p| p.file.display().to_string())
    }

    fn start_search(&mut self, file: &Path) {
        let mail = self.jobs.mail();
        match Searcher::start(file.to_owned(), move || mail.wake()) {
            Ok(searcher) => {
                self.session.searcher = Some(searcher);
                self.workspace.found = Some(Found::default());
            }
            Err(error) => self.workspace.notices.fail(format!("The search could not be started: {error}")),
        }
    }

    /// Asks for what the filter's query finds, where that is not known yet, and takes answers in.
    pub(super) fn search(&mut self) {
        let (session, workspace) = (&mut self.session, &mut self.workspace);
        let Some(searcher) = &session.searcher else { return };
        if let Some(found) = searcher.answer() {
            workspace.found = Some(found);
        }
        let query = workspace.filter.query.trim();
        let (old_query, old_revision) = session.asked.clone().unwrap_or_default();
        // While articles are read, the dataset changes all the time; what is found then is brought up to date at the end.
        let stale = old_revision != workspace.revision && (workspace.tasks.is_empty() || old_query != query);
        if query.is_empty() || (old_query == query && !stale) {
            return;
        }
        let dataset = (session.sent != Some(workspace.revision)).then(|| workspace.dataset.clone());
        let lexicon = workspace.versions.as_ref().map(|v| Arc::clone(&v.names));
        searcher.ask(Question { query: query.to_owned(), revision: workspace.revision, dataset, lexicon });
        session.sent = Some(workspace.revision);
        session.asked = Some((query.to_owned(), workspace.revision));
    }

    fn assembled(&mut self, assembled: Assembled) {
        let Assembled { readings, extraction, mut dataset, seq, guidance } = assembled;
        let session = &mut self.session;
        (session.readings, session.guidance, session.assembling, session.assembled) = (readings, guidance, false, true);
        let workspace = &mut self.workspace;
        for row in workspace.journal.rows().iter().filter(|r| r.seq > seq) {
            dataset.refresh(&extraction, workspace.journal.decisions(), &row.changes);
        }
        workspace.extraction = Arc::new(extraction);
        workspace.dataset = dataset;
        workspace.touch();
        show_first(workspace, &mut self.session.unasked);
        self.carry_over();
        if review::guidance(self.workspace.journal.decisions()) != self.session.guidance {
            self.reassemble();
        }
    }

    /// Decisions on articles that were edited since go over to the same words of the new text, as one step that can be undone.
    fn carry_over(&mut self) {
        let edited = std::mem::take(&mut self.session.edited);
        let decisions = self.workspace.journal.decisions();
        let changes: Vec<review::Change> = edited.iter().flat_map(|(old, new)| review::carry(decisions, old, new)).collect();
        if changes.is_empty() || !self.workspace.can_edit() {
            return;
        }
        let (by, at) = (self.coder(), jiff::Timestamp::now().to_string());
        let row = self.workspace.journal.commit(changes, "carry decisions over to edited articles", &by, &at);
        self.written(row);
    }
}

/// Something that could not be read, as a notice would say it.
pub fn trouble_line(trouble: &Trouble) -> String {
    if trouble.path.is_empty() { trouble.text.clone() } else { format!("{}: {}", trouble.path, trouble.text) }
}
