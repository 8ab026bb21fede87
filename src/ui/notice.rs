//! Sentences for the analyst that go away by themselves.

use std::time::{Duration, Instant};

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Good to know.
    Info,
    /// Something did not work; stays until it is closed.
    Error,
}

/// One sentence.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// How much it matters.
    pub weight: Weight,
    until: Option<Instant>,
}

/// The notices on the screen, oldest first.
#[derive(Debug, Default)]
pub struct Notices {
    list: Vec<Notice>,
}

/// Long enough to read a sentence.
const SHOWN: Duration = Duration::from_secs(5);
/// More would hide the work.
const MOST: usize = 4;

impl Notices {
    /// Shows a sentence for some seconds. The same sentence is not shown twice.
    pub fn tell(&mut self, text: impl Into<String>, now: Instant) {
        self.push(text.into(), Weight::Info, Some(now + SHOWN));
    }

    /// Shows what did not work until it is closed.
    pub fn fail(&mut self, text: impl Into<String>) {
        self.push(text.into(), Weight::Error, None);
    }

    fn push(&mut self, text: String, weight: Weight, until: Option<Instant>) {
        self.list.retain(|n| n.text != text);
        self.list.push(Notice { text, weight, until });
        if self.list.len() > MOST {
            self.list.remove(0);
        }
    }

    /// Takes away what has been shown long enough; returns how long until the next goes.
    pub fn sweep(&mut self, now: Instant) -> Option<Duration> {
        self.list.retain(|n| n.until.is_none_or(|until| until > now));
        self.list.iter().filter_map(|n| n.until).min().map(|until| until.duration_since(now))
    }

    /// Takes one away.
    pub fn close(&mut self, text: &str) {
        self.list.retain(|n| n.text != text);
    }

    /// Those on the screen.
    pub fn list(&self) -> &[Notice] {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn info_goes_and_errors_stay() {
        let now = Instant::now();
        let mut notices = Notices::default();
        notices.tell("Saved.", now);
        notices.tell("Saved.", now);
        notices.fail("No space left.");
        assert_eq!(notices.list().len(), 2);
        assert!(notices.sweep(now).is_some());
        assert_eq!(notices.sweep(now + SHOWN), None);
        assert_eq!(notices.list().iter().map(|n| n.weight).collect::<Vec<_>>(), [Weight::Error]);
    }
}
