//! The thread that writes the project: the window hands decisions over, never waits, and is told when they are on the disk.

use super::{ProblemRow, ProjectFile, ProjectInfo, StoreError, together};
use crate::model::Reading;
use crate::review::Row;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

/// What the writer tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// Every decision up to this row is on the disk.
    Saved {
        /// The row's number.
        seq: u64,
    },
    /// Readings are on the disk.
    ReadingsSaved {
        /// How many.
        count: usize,
    },
    /// Saving failed. Decisions are kept for the next try, `pending` of them.
    Failed {
        /// A sentence for the analyst.
        message: String,
        /// How many rows of the journal wait.
        pending: usize,
    },
    /// A copy was made, with every decision.
    Copied {
        /// Where.
        path: PathBuf,
    },
    /// A copy could not be made.
    CopyFailed {
        /// A sentence for the analyst.
        message: String,
    },
}

/// What the writer is asked.
enum Order {
    Row(Box<Row>),
    Readings(Vec<Arc<Reading>>, String),
    Gone(Vec<String>),
    Problems(Vec<ProblemRow>),
    Info(ProjectInfo),
    Together(PathBuf, String, Vec<Vec<u8>>),
    CopyTo(PathBuf),
    Retry,
}

/// The window's end of the thread. Dropping it waits until everything is written.
#[derive(Debug)]
pub struct Writer {
    orders: Option<Sender<Order>>,
    reports: Receiver<Report>,
    thread: Option<JoinHandle<()>>,
    path: PathBuf,
}

impl Writer {
    /// Starts the thread; `wake` is called after each report, so that a sleeping window looks.
    pub fn start(file: ProjectFile, wake: impl Fn() + Send + 'static) -> Result<Self, StoreError> {
        let path = file.path().to_owned();
        let (orders, inbox) = channel();
        let (outbox, reports) = channel();
        let tell = move |report| {
            // The window is gone when nobody listens; what is left is still written.
            let _ = outbox.send(report);
            wake();
        };
        let desk = Desk { file, waiting: Vec::new(), tell: Box::new(tell) };
        let thread = std::thread::Builder::new().name("project writer".to_owned()).spawn(move || desk.work(&inbox));
        let thread = thread.map_err(|e| StoreError::io("Starting the writer", &path, &e))?;
        Ok(Self { orders: Some(orders), reports, thread: Some(thread), path })
    }

    /// Hands a row of the journal over; `Report::Saved` follows.
    pub fn append(&self, row: Row) -> Result<(), StoreError> {
        self.send(Order::Row(Box::new(row)))
    }

    /// Stores what `engine` read; `Report::ReadingsSaved` follows.
    pub fn put_readings(&self, readings: Vec<Arc<Reading>>, engine: &str) -> Result<(), StoreError> {
        self.send(Order::Readings(readings, engine.to_owned()))
    }

    /// Notes that the folder no longer holds these articles.
    pub fn mark_gone(&self, ids: Vec<String>) -> Result<(), StoreError> {
        self.send(Order::Gone(ids))
    }

    /// Replaces the list of faults.
    pub fn put_problems(&self, problems: Vec<ProblemRow>) -> Result<(), StoreError> {
        self.send(Order::Problems(problems))
    }

    /// Replaces what the project says about itself.
    pub fn set_info(&self, info: ProjectInfo) -> Result<(), StoreError> {
        self.send(Order::Info(info))
    }

    /// Keeps at `path` what the articles came to, as of `key` and of the articles that were handed over before; see [`super::together`].
    pub fn keep_together(&self, path: PathBuf, key: String, parts: Vec<Vec<u8>>) -> Result<(), StoreError> {
        self.send(Order::Together(path, key, parts))
    }

    /// "Save project as…": copies the project with every decision, those that could not be saved too.
    pub fn copy_to(&self, path: PathBuf) -> Result<(), StoreError> {
        self.send(Order::CopyTo(path))
    }

    /// Tries again to save what failed.
    pub fn retry(&self) -> Result<(), StoreError> {
        self.send(Order::Retry)
    }

    /// What was reported since the last call; never waits.
    pub fn reports(&self) -> impl Iterator<Item = Report> + '_ {
        self.reports.try_iter()
    }

    /// The next report, waited for; for scripts and tests.
    pub fn wait(&self) -> Option<Report> {
        self.reports.recv().ok()
    }

    fn send(&self, order: Order) -> Result<(), StoreError> {
        let gone = || StoreError::WriterGone(self.path.clone());
        self.orders.as_ref().ok_or_else(gone)?.send(order).map_err(|_unsent| gone())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // A panic there has been reported by the hook; there is nothing left to write.
            let _ = thread.join();
        }
    }
}

/// The thread's end.
struct Desk {
    file: ProjectFile,
    /// Rows that are not on the disk yet, in order.
    waiting: Vec<Row>,
    tell: Box<dyn Fn(Report) + Send>,
}

impl Desk {
    fn work(mut self, inbox: &Receiver<Order>) {
        while let Ok(order) = inbox.recv() {
            self.take(order);
            // Rows that queued up meanwhile share one commit.
            while self.waiting.len() < 1000
                && let Ok(order) = inbox.try_recv()
            {
                self.take(order);
            }
            self.save_rows();
        }
        self.file.put_down();
    }

    fn take(&mut self, order: Order) {
        if !matches!(order, Order::Row(_) | Order::Retry) {
            self.save_rows();
        }
        match order {
            Order::Row(row) => self.waiting.push(*row),
            Order::Readings(readings, engine) => self.save_readings(&readings, &engine),
            Order::Gone(ids) => self.report(|file| file.mark_gone(&ids)),
            Order::Problems(problems) => self.report(|file| file.put_problems(&problems)),
            Order::Info(info) => self.report(|file| file.set_info(&info)),
            Order::Together(path, key, parts) => self.keep_together(&path, &key, &parts),
            Order::CopyTo(path) => self.copy(path),
            Order::Retry => {}
        }
    }

    fn save_rows(&mut self) {
        let Some(seq) = self.waiting.last().map(|r| r.seq) else { return };
        match self.file.append(&self.waiting) {
            Ok(()) => {
                self.waiting.clear();
                (self.tell)(Report::Saved { seq });
            }
            Err(e) => self.fail(&e),
        }
    }

    fn save_readings(&mut self, readings: &[Arc<Reading>], engine: &str) {
        match self.file.put_readings(readings, engine) {
            Ok(()) => (self.tell)(Report::ReadingsSaved { count: readings.len() }),
            Err(e) => self.fail(&e),
        }
    }

    /// Without it the next opening takes longer; that is all, so a failure is not the analyst's concern.
    fn keep_together(&self, path: &Path, key: &str, parts: &[Vec<u8>]) {
        let written = self.file.articles_stamp().map(|stamp| together::write(path, &together::key(key, &stamp), parts));
        if !matches!(written, Ok(Ok(()))) {
            tracing::warn!("what the articles came to was not kept: {written:?}");
        }
    }

    fn copy(&mut self, path: PathBuf) {
        match self.file.copy_to(&path, &self.waiting) {
            Ok(()) => (self.tell)(Report::Copied { path }),
            Err(e) => (self.tell)(Report::CopyFailed { message: e.to_string() }),
        }
    }

    fn report(&mut self, act: impl FnOnce(&mut ProjectFile) -> Result<(), StoreError>) {
        if let Err(e) = act(&mut self.file) {
            self.fail(&e);
        }
    }

    fn fail(&self, error: &StoreError) {
        (self.tell)(Report::Failed { message: error.to_string(), pending: self.waiting.len() });
    }
}
