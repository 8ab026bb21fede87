//! What an analyst can do, and the one function that turns it into decisions put and taken.
//! To add an edit: a variant, its line in `run`, its line in `label`.

use super::draft::Draft;
use super::settle::Settlement;
use super::{ArticleState, Change, Dataset, Decisions, MentionEdit, NewValue, TallyDraft, Target, Verdict};
use crate::model::{ActorKey, EventFields, Kind, ReportKey, Settling, Span, Taught};

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
    /// To be looked at a second time, or (`false`) no more.
    Flag(Vec<Target>, bool),
    /// What is said about a thing; empty takes it away. Other than a note, it needs no decision.
    Comment(Target, String),
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
    /// A name for the project's own lexicon.
    Teach(Box<Taught>),
    /// The name is no longer in the project's own lexicon.
    Unteach(String),
    /// The second name is another name of the first.
    SameActor(ActorKey, ActorKey),
    /// Two names are different actors.
    DifferentActor(ActorKey, ActorKey),
    /// The name is an actor of its own again.
    SplitActor(ActorKey),
    /// Values that do not agree are settled by this practice, in the whole project.
    SettleBy(Settling),
    /// What two coders did not agree on is settled.
    Settle(Box<Settlement>),
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
    /// Only whitespace, or a place outside the text.
    #[error("No words are selected.")]
    NoWords,
    /// The words are marked so already.
    #[error("{0} is marked as {1} already.")]
    Twice(String, &'static str),
    /// Low, best and high are not in order.
    #[error("The lowest number must not be above the best, nor the best above the highest.")]
    Disorder,
    /// The end is before the beginning.
    #[error("The last day is before the first.")]
    Backwards,
    /// No time of day.
    #[error("“{0}” is not a time; write it as 21:30.")]
    NotATime(String),
    /// The value is of another type than the target's.
    #[error("{0} cannot hold that value.")]
    WrongValue(String),
    /// The target takes no such verdict.
    #[error("{0} can be neither confirmed nor rejected.")]
    NotDecidable(String),
    /// The target takes no flag and no comment.
    #[error("{0} can be neither flagged nor commented on.")]
    NotRemarkable(String),
    /// No decision to put a note on.
    #[error("Confirm, correct or reject {0} first; a note goes with a decision.")]
    NothingToNote(String),
    /// One report twice.
    #[error("These are one and the same report.")]
    SameReport,
    /// A name is needed.
    #[error("Type a name first.")]
    NoName,
    /// One name twice, or names of different sorts.
    #[error("Two different names of one sort are needed: people, or groups and forces, or places.")]
    SameActor,
    /// The name was joined with no other.
    #[error("“{0}” was not joined with another name.")]
    NotJoined(String),
    /// The article is not there.
    #[error("The article is no longer in the project.")]
    NoArticle,
    /// The thing is not there.
    #[error("{0} is no longer there.")]
    Gone(String),
}

/// What a command is planned against.
#[derive(Clone, Copy, Debug)]
pub struct State<'a> {
    /// What is shown.
    pub dataset: &'a Dataset,
    /// The decisions in force.
    pub decisions: &'a Decisions,
}

/// The decisions that `command` puts and takes; nothing is changed yet. A refused command changes nothing at all.
pub fn plan(state: &State<'_>, command: &Command, by: &str, at: &str) -> Result<Vec<Change>, Refusal> {
    let mut draft = Draft::new(*state, by, at);
    run(&mut draft, command)?;
    let changes = draft.changes();
    if changes.is_empty() { Err(Refusal::NoChange) } else { Ok(changes) }
}

pub(super) fn run(draft: &mut Draft<'_>, command: &Command) -> Result<(), Refusal> {
    match command {
        Command::Confirm(targets) => each(targets, |t| draft.confirm(t)),
        Command::Reject(targets) => each(targets, |t| draft.reject(t)),
        Command::Reopen(targets) => each(targets, |t| {
            draft.reopen(t);
            Ok(())
        }),
        Command::Correct(target, value) => draft.correct(target, value),
        Command::Note(target, note) => draft.note(target, note),
        Command::Flag(targets, on) => each(targets, |t| draft.flag(t, *on)),
        Command::Comment(target, text) => draft.comment(target, text),
        Command::AddMention { article, span, kind, edit } => draft.add_mention(article, *span, *kind, edit),
        Command::AddTally { article, span, draft: tally } => draft.add_tally(article, *span, tally),
        Command::AddEvent { article, span, fields } => draft.add_event(article, *span, fields),
        Command::SameEvent(a, b) => draft.pair(a, b, Verdict::SameEvent),
        Command::DifferentEvent(a, b) => draft.pair(a, b, Verdict::DifferentEvent),
        Command::Hide { article, span } => draft.mask(article, *span, true),
        Command::Unhide { article, span } => draft.mask(article, *span, false),
        Command::SetArticleState { articles, state } => each(articles, |id| draft.set_state(id, *state)),
        Command::Teach(taught) => draft.teach(taught),
        Command::Unteach(name) => draft.unteach(name),
        Command::SameActor(kept, other) => draft.same_actor(kept, other),
        Command::DifferentActor(a, b) => draft.different_actor(a, b),
        Command::SplitActor(key) => draft.split_actor(key),
        Command::SettleBy(settling) => {
            draft.settle_by(*settling);
            Ok(())
        }
        Command::Settle(settlement) => draft.settle(settlement),
        Command::Batch(_, commands) => each(commands, |c| run(draft, c)),
    }
}

fn each<T>(items: &[T], act: impl FnMut(&T) -> Result<(), Refusal>) -> Result<(), Refusal> {
    if items.is_empty() { Err(Refusal::Empty) } else { items.iter().try_for_each(act) }
}

impl Command {
    /// A few words for the menu and the journal: `Reject “Hamas”`.
    pub fn label(&self) -> String {
        match self {
            Self::Confirm(targets) => format!("Confirm {}", listed(targets)),
            Self::Reject(targets) => format!("Reject {}", listed(targets)),
            Self::Reopen(targets) => format!("Reopen {}", listed(targets)),
            Self::Correct(target, _) => format!("Correct {}", target.label()),
            Self::Note(target, _) => format!("Note on {}", target.label()),
            Self::Flag(targets, true) => format!("Flag {}", listed(targets)),
            Self::Flag(targets, false) => format!("Unflag {}", listed(targets)),
            Self::Comment(target, _) => format!("Comment on {}", target.label()),
            Self::AddMention { kind, .. } => format!("Add {}", kind.label().to_lowercase()),
            Self::AddTally { .. } => "Add tally".to_owned(),
            Self::AddEvent { .. } => "Add event".to_owned(),
            Self::SameEvent(..) => "Same event".to_owned(),
            Self::DifferentEvent(..) => "Different events".to_owned(),
            Self::Hide { .. } => "Hide passage".to_owned(),
            Self::Unhide { .. } => "Read passage".to_owned(),
            Self::SetArticleState { articles, state } => format!("Mark {} as {}", counted(articles.len(), "article"), state.label().to_lowercase()),
            Self::Teach(taught) => format!("Teach “{}”", taught.name),
            Self::Unteach(name) => format!("Forget “{name}”"),
            Self::SameActor(kept, other) => format!("“{}” is “{}”", other.name, kept.name),
            Self::DifferentActor(a, b) => format!("“{}” is not “{}”", a.name, b.name),
            Self::SplitActor(key) => format!("Split off “{}”", key.name),
            Self::SettleBy(settling) => format!("Settle by {}", settling.label()),
            Self::Settle(settlement) => settlement.label(),
            Self::Batch(label, _) => label.clone(),
        }
    }
}

fn listed(targets: &[Target]) -> String {
    match targets {
        [only] => only.label(),
        many => counted(many.len(), "item"),
    }
}

fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
