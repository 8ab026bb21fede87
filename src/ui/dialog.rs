//! The windows that can lie over the views, one at a time.

use super::picker::Wanted;

/// A page of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Colours, text size, the coder's name.
    General,
    /// The keys of commands.
    Keys,
}

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Other occurrences of a name, to take or leave.
    Alike,
    /// Where to write what.
    Export,
    /// Which column of a table holds what.
    Columns,
    /// Events of another dataset, laid over.
    Outside,
    /// A name for the project's own lexicon.
    Teach,
    /// What reading again changed.
    Changes,
    /// By which practice values that do not agree are settled.
    Settling,
    /// What the program remembers of its user.
    Settings(Page),
    /// What was done, step by step.
    History,
    /// All commands by name.
    Palette,
    /// All keys.
    Keys,
    /// Versions.
    About,
    /// A path, typed, because the system shows no file dialog.
    Path(Wanted),
}
