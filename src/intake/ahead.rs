//! A folder is listed by a thread of its own while its first files are already being read.

use super::listing::{Listed, Listing};
use std::collections::VecDeque;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// So often it is looked whether to go on waiting.
const GLANCE: Duration = Duration::from_millis(20);

/// What a folder holds, as it is found. The thread stops when this is dropped.
pub struct Ahead {
    found: Receiver<Listed>,
    thread: Option<JoinHandle<()>>,
    /// What was found and not taken yet.
    waiting: VecDeque<Listed>,
    files: usize,
}

impl Ahead {
    /// Begins to list what lies at `root`.
    pub fn of(root: &Path) -> Self {
        let (sender, found) = channel();
        let listing = Listing::new(root);
        let work = move || {
            for listed in listing {
                if sender.send(listed).is_err() {
                    return; // nobody reads any more
                }
            }
        };
        let thread = std::thread::Builder::new().name("listing".to_owned()).spawn(work);
        // Without a thread it is listed when the first file is asked for.
        let waiting = if thread.is_err() { Listing::new(root).collect() } else { VecDeque::new() };
        let files = waiting.iter().filter(|listed| is_file(listed)).count();
        Self { found, thread: thread.ok(), waiting, files }
    }

    /// How many files were found so far.
    pub fn files(&self) -> usize {
        self.files
    }

    /// What comes next in order, at most `most` of it; waits for it until there is something or somebody asks to stop. Nothing at the end.
    pub fn take(&mut self, most: usize, cancel: &AtomicBool) -> Vec<Listed> {
        while let Ok(listed) = self.found.try_recv() {
            self.put(listed);
        }
        while self.waiting.is_empty() && !cancel.load(Ordering::Relaxed) {
            match self.found.recv_timeout(GLANCE) {
                Ok(listed) => self.put(listed),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    self.end();
                    break;
                }
            }
        }
        self.waiting.drain(..most.min(self.waiting.len())).collect()
    }

    fn put(&mut self, listed: Listed) {
        self.files += usize::from(is_file(&listed));
        self.waiting.push_back(listed);
    }

    /// A fault of the thread is one of who takes: half a list must not look like a whole one.
    fn end(&mut self) {
        if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join) {
            std::panic::resume_unwind(panic);
        }
    }
}

fn is_file(listed: &Listed) -> bool {
    matches!(listed, Listed::File(_))
}
