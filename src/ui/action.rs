//! What the screen can ask for. Panels push these; `perform` carries them out after drawing.

use super::dialog::Dialog;
use super::selection::{Item, Marked};
use super::verb::Verb;
use super::workspace::{Filter, View};
use crate::model::{Kind, Span};
use crate::review::Command;
use crate::store::Settings;
use std::path::PathBuf;

/// One wish of the analyst. Only `Edit` is journaled and undone.
#[derive(Clone, Debug)]
pub enum Action {
    /// A verb of the table, on whatever is selected.
    Do(Verb),
    /// A digit: what carries that number on the screen; 0 comes as 10.
    Pick(usize),
    /// Open a folder of articles or a project file.
    Open(PathBuf),
    /// Change the data: planned, journaled, written, undone.
    Edit(Command),
    /// Change the data, then go on to the next item in the list that the selected one is in.
    EditAndGoOn(Command),
    /// Select a thing everywhere: the text scrolls to it, tables and inspector follow.
    Select(Item),
    /// Select nothing.
    Deselect,
    /// Show an article from its top.
    ShowArticle(String),
    /// Scroll to words and let them flash.
    Reveal {
        /// The article's id, or its path.
        article: String,
        /// The words.
        span: Span,
    },
    /// A stretch of an article has been on the screen.
    Saw {
        /// The article's id.
        article: String,
        /// The stretch.
        span: Span,
    },
    /// Mark words of the text, or no more.
    Mark(Option<Marked>),
    /// Make a mention of the marked words.
    AddMention(Kind),
    /// Change to a view.
    Show(View),
    /// Open a dialog.
    Ask(Dialog),
    /// Close the open dialog.
    CloseDialog,
    /// Show or hide the highlights of a kind.
    ToggleKind(Kind),
    /// Change the filter of all views.
    SetFilter(Filter),
    /// Undo or redo until so many edits are in force.
    StepTo(usize),
    /// Change what of the review queue is wanted.
    Queue(crate::review::queue::Wanted),
    /// These rows of the queue are on the screen.
    OnScreen(Vec<crate::review::Target>),
    /// Change how sure a mention must be to be accepted with the rest, from 0 to 1.
    Sure(f32),
    /// Change the order of the table of events.
    SortEvents(super::events::Sort),
    /// Take the next key that is pressed as the key of a command, in place of the one at that position; or no more.
    Rebind(Option<(Verb, usize)>),
    /// A key was pressed that is to be a command's.
    Press(super::verb::Chord),
    /// Change the settings and keep them.
    SetSettings(Settings),
    /// Ask where a picture is to go, and write it there.
    SavePicture(Box<super::picture::Picture>),
    /// Write the picture that waits for its file.
    PictureTo(PathBuf),
    /// Write a copy of the project.
    SaveCopy(PathBuf),
    /// Start an export.
    Export(super::export::Request),
    /// Lay a table of events over ours, or take it off.
    LayOver(Option<PathBuf>),
    /// Ask a running job to stop.
    Cancel(u64),
    /// Carry the wish out on the occurrences of these numbers, as one step.
    TakeAlike(std::collections::BTreeSet<usize>),
    /// Show an actor of the registry.
    ShowActor(crate::model::ActorKey),
    /// Open another coder's decisions.
    OpenCoder(PathBuf),
    /// Choose a difference between two coders.
    ShowDifference(usize),
    /// Settle the chosen difference: for the other coder, or for oneself.
    Settle(bool),
    /// Tell the analyst something in one sentence.
    Tell(String),
    /// Take a notice off the screen.
    CloseNotice(String),
    /// Show the file dialog.
    Browse(super::picker::Wanted),
    /// Take a project off the list of recent ones.
    Forget(PathBuf),
}
