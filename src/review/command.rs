//! What an analyst can do, and the one function that turns it into decisions put and taken.
//! To add an edit: a variant, its line in `Draft::run`, its line in `label`.

use super::{ArticleState, Change, Dataset, Decisions, MentionEdit, NewValue, TallyDraft, Target};
use crate::model::{EventFields, Kind, ReportKey, Span};

/// An edit.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// They are so.
    Confirm(Vec<Target>),
    /// They are not so; what the analyst added is taken away.
    Reject(Vec<Target>),
    /// Back to undecided.
    Reopen(Vec<Target>),
    /// It is otherwise.
    Correct(Target, NewValue),
    /// A note on a decision: why.
    Note(Target, String),
    /// Words that the machine did not mark.
    AddMention {
        /// The article's id.
        article: String,
        /// The words; white space at the edges is left out.
        span: Span,
        /// Of what.
        kind: Kind,
        /// Name and normal form, as far as the analyst gives them.
        edit: MentionEdit,
    },
    /// A running total that the machine did not find.
    AddTally {
        /// The article's id.
        article: String,
        /// The words.
        span: Span,
        /// What they say.
        draft: TallyDraft,
    },
    /// An event that the machine did not find.
    AddEvent {
        /// The article's id.
        article: String,
        /// The words that tell of it.
        span: Span,
        /// What they say.
        fields: Box<EventFields>,
    },
    /// Two reports tell of one event.
    SameEvent(ReportKey, ReportKey),
    /// Two reports tell of different events.
    DifferentEvent(ReportKey, ReportKey),
    /// The stretch is not read for events.
    Hide {
        /// The article's id.
        article: String,
        /// The stretch.
        span: Span,
    },
    /// The stretch is read for events.
    Unhide {
        /// The article's id.
        article: String,
        /// The stretch.
        span: Span,
    },
    /// How far articles have been reviewed.
    SetArticleState {
        /// The articles' ids.
        articles: Vec<String>,
        /// How far.
        state: ArticleState,
    },
    /// Several in one row of the journal, with the label for the menu.
    Batch(String, Vec<Command>),
}

/// Why a command was not carried out: a sentence for the analyst.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing is selected.
    #[error("Nothing is selected.")]
    Empty,
    /// It is so already.
    #[error("That is so already; nothing was changed.")]
    NoChange,
}

/// What a command is planned against.
#[derive(Clone, Copy, Debug)]
pub struct State<'a> {
    /// What is shown.
    pub dataset: &'a Dataset,
    /// The decisions in force.
    pub decisions: &'a Decisions,
}

/// The decisions that `command` puts and takes; nothing is changed yet.
pub fn plan(_state: &State<'_>, _command: &Command, _by: &str, _at: &str) -> Result<Vec<Change>, Refusal> {
    Err(Refusal::NoChange)
}

impl Command {
    /// A few words for the menu and the journal: `Reject “Hamas”`.
    pub fn label(&self) -> String {
        String::new()
    }
}
