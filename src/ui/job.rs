//! Work off the window's thread: named threads, progress, cancel. They speak to the window by messages and wake it.

use super::load::{Assembled, Opened};
use super::picker::{FolderPicker, Picked, Wanted};
use super::workspace::{Task, Trouble, Versions};
use crate::model::{Article, Reading};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};

/// What a job tells the window.
pub enum Message {
    /// The file dialog was answered.
    Picked(Wanted, Picked),
    /// A job goes on: its number, how many are done, of how many.
    Progress(u64, usize, usize),
    /// A job is over.
    Ended(u64),
    /// A job failed; the sentence says how.
    Failed(String),
    /// A job is done; the sentence says what came of it.
    Told(String),
    /// A table of events of another dataset was read.
    LaidOver(Arc<crate::outside::Layer>),
    /// An export was not begun, since these files are not the program's own.
    WouldReplace(super::export::Request, Vec<PathBuf>),
    /// Other occurrences of a name were looked for in the dataset of this revision.
    Alike(u64, Box<crate::review::Alike>),
    /// The registry of actors is made.
    Registry(Arc<super::actors::Registry>),
    /// Another coder's decisions are open.
    Coder(Arc<super::coders::Coder>),
    /// Two coders are compared.
    Compared(Arc<super::coders::Comparison>),
    /// The engine is loaded.
    Versions(Versions),
    /// A project is open. This and the following carry the number of the opening.
    Opened(u64, Box<Opened>),
    /// A project could not be opened, and why.
    NotOpened(u64, String),
    /// The folder is being read from its beginning; readings are stored under this name of the engine.
    Reading(u64, String),
    /// Something could not be read.
    Trouble(u64, Trouble),
    /// One article is ready, and by what it was read.
    Read(u64, Arc<Reading>, String),
    /// An article in the project cannot be read, which is to be opened once more and mended.
    Damaged(u64, PathBuf),
    /// What the articles came to, in parts, with all that it depends on.
    Keep(u64, String, Vec<Vec<u8>>),
    /// The folder has been read.
    ReadingDone {
        /// The number of the opening.
        session: u64,
        /// Ids of the articles that it no longer holds.
        gone: Vec<String>,
        /// Articles whose text was edited since: as they were, and as they are.
        edited: Vec<(Article, Article)>,
        /// Whether the analyst stopped it.
        cancelled: bool,
    },
    /// The articles are read with this lexicon of the project's own.
    ReadWith(u64, Vec<crate::model::Taught>),
    /// What reading again changed, after a name was taught or forgotten.
    Changed(u64, Box<crate::review::Changes>),
    /// The folder is put together.
    Assembled(u64, Box<Assembled>),
}

/// The jobs' end of the wire.
#[derive(Clone)]
pub struct Mail {
    sender: Sender<Message>,
    window: Arc<OnceLock<egui::Context>>,
}

impl Mail {
    /// Sends a message and wakes the window.
    pub fn send(&self, message: Message) {
        // The window is gone when nobody listens; then nobody needs the message.
        let _ = self.sender.send(message);
        self.wake();
    }

    /// Wakes the window.
    pub fn wake(&self) {
        if let Some(ctx) = self.window.get() {
            ctx.request_repaint();
        }
    }
}

/// What a running job holds.
pub struct Handle {
    /// Its number.
    pub id: u64,
    /// Set when the analyst asks it to stop.
    pub cancel: Arc<AtomicBool>,
    /// The wire to the window.
    pub mail: Mail,
}

impl Handle {
    /// Tells how far it is.
    pub fn progress(&self, done: usize, total: usize) {
        self.mail.send(Message::Progress(self.id, done, total));
    }

    /// Whether it is to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }
}

/// All jobs.
pub struct Jobs {
    mail: Mail,
    inbox: Receiver<Message>,
    running: Vec<(u64, Arc<AtomicBool>)>,
    last: u64,
}

impl Default for Jobs {
    fn default() -> Self {
        let (sender, inbox) = channel();
        Self { mail: Mail { sender, window: Arc::default() }, inbox, running: Vec::new(), last: 0 }
    }
}

impl Jobs {
    /// The wire, for threads that are not jobs.
    pub fn mail(&self) -> Mail {
        self.mail.clone()
    }

    /// Tells the jobs which window to wake.
    pub fn attach(&self, ctx: &egui::Context) {
        self.mail.window.get_or_init(|| ctx.clone());
    }

    /// What was told since the last call.
    pub fn messages(&self) -> Vec<Message> {
        self.inbox.try_iter().collect()
    }

    /// Starts a job on a thread called `name` and gives the row for the job bar.
    pub fn start(&mut self, name: &str, can_cancel: bool, work: impl FnOnce(&Handle) + Send + 'static) -> Task {
        self.last += 1;
        let id = self.last;
        let cancel = Arc::new(AtomicBool::new(false));
        let handle = Handle { id, cancel: Arc::clone(&cancel), mail: self.mail() };
        let run = move || {
            let end = End(handle);
            work(&end.0);
        };
        self.running.push((id, cancel));
        if let Err(error) = std::thread::Builder::new().name(name.to_owned()).spawn(run) {
            self.mail.send(Message::Failed(format!("{name} could not be started: {error}")));
            self.mail.send(Message::Ended(id));
        }
        Task { id, name: name.to_owned(), done: 0, total: 0, can_cancel }
    }

    /// Asks job `id` to stop.
    pub fn cancel(&self, id: u64) {
        self.running.iter().filter(|(i, _)| *i == id).for_each(|(_, flag)| flag.store(true, Ordering::Relaxed));
    }

    /// Asks all jobs to stop.
    pub fn cancel_all(&self) {
        self.running.iter().for_each(|(_, flag)| flag.store(true, Ordering::Relaxed));
    }

    /// Forgets a job that is over.
    pub fn ended(&mut self, id: u64) {
        self.running.retain(|(i, _)| *i != id);
    }

    /// Shows the file dialog; `Message::Picked` follows.
    pub fn pick(&mut self, picker: &Arc<dyn FolderPicker>, wanted: Wanted) -> Task {
        let picker = Arc::clone(picker);
        self.start("Waiting for the file dialog", false, move |handle| handle.mail.send(Message::Picked(wanted, picker.pick(wanted))))
    }
}

/// Tells that the job is over, even when its thread panics.
struct End(Handle);

impl Drop for End {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.mail.send(Message::Failed("A job of the program failed; what was done so far is kept. Please report this.".to_owned()));
        }
        self.0.mail.send(Message::Ended(self.0.id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    fn wait_for(jobs: &Jobs, wanted: impl Fn(&Message) -> bool) -> Vec<Message> {
        let start = Instant::now();
        let mut all = Vec::new();
        while !all.iter().any(&wanted) && start.elapsed() < Duration::from_secs(5) {
            all.extend(jobs.messages());
            std::thread::sleep(Duration::from_millis(1));
        }
        all
    }

    #[test]
    fn a_job_tells_its_progress_and_stops_when_asked() {
        let mut jobs = Jobs::default();
        let task = jobs.start("count", true, |handle| {
            handle.progress(1, 2);
            while !handle.is_cancelled() {
                std::thread::sleep(Duration::from_millis(1));
            }
        });
        assert!(!wait_for(&jobs, |m| matches!(m, Message::Progress(_, 1, 2))).is_empty());
        jobs.cancel(task.id);
        assert!(wait_for(&jobs, |m| matches!(m, Message::Ended(_))).iter().any(|m| matches!(m, Message::Ended(id) if *id == task.id)));
    }

    #[test]
    fn a_job_that_panics_ends_with_a_sentence() {
        let mut jobs = Jobs::default();
        jobs.start("fail", false, |_| panic!("on purpose"));
        let messages = wait_for(&jobs, |m| matches!(m, Message::Ended(_)));
        assert!(messages.iter().any(|m| matches!(m, Message::Failed(_))));
    }
}
