//! Everything a user can do without naming a thing: label, tooltip, keys and menu of each, once.

use egui::{Key, Modifiers};

/// A key with its modifiers. `ctrl` is Cmd on a Mac.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord {
    /// The key, by its Latin name.
    pub key: Key,
    /// Ctrl, or Cmd.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
}

impl Chord {
    const fn new(key: Key) -> Self {
        Self { key, ctrl: false, shift: false, alt: false }
    }

    const fn ctrl(key: Key) -> Self {
        Self { key, ctrl: true, shift: false, alt: false }
    }

    const fn shift(key: Key) -> Self {
        Self { key, ctrl: false, shift: true, alt: false }
    }

    const fn ctrl_shift(key: Key) -> Self {
        Self { key, ctrl: true, shift: true, alt: false }
    }

    const fn alt(key: Key) -> Self {
        Self { key, ctrl: false, shift: false, alt: true }
    }

    /// The chord of a key that is pressed with `modifiers`.
    pub fn pressed(key: Key, modifiers: Modifiers) -> Self {
        Self { key, ctrl: modifiers.command, shift: modifiers.shift, alt: modifiers.alt }
    }

    /// The chord that is written like `Ctrl+Shift+Z`, with the names that [`Chord::name`] gives.
    pub fn named(name: &str) -> Option<Self> {
        let mut parts: Vec<&str> = name.split('+').collect();
        let key = Key::from_name(parts.pop()?)?;
        let mut chord = Self::new(key);
        for part in parts {
            match part {
                "Ctrl" => chord.ctrl = true,
                "Alt" => chord.alt = true,
                "Shift" => chord.shift = true,
                _ => return None,
            }
        }
        Some(chord)
    }

    /// As it is kept with the settings.
    pub fn name(self) -> String {
        self.with_key(self.key.name())
    }

    /// Why no command may have it, if so.
    pub fn refused(self) -> Option<&'static str> {
        let editing = matches!(self.key, Key::A | Key::C | Key::V | Key::X) && self.ctrl && !self.shift && !self.alt;
        match self {
            _ if is_digit(self.key) && !self.ctrl && !self.alt && !self.shift => Some("digits pick what carries a number on the screen"),
            _ if self.key == Key::Escape => Some("Esc always goes back"),
            _ if editing => Some("text fields need it"),
            _ => None,
        }
    }

    /// Whether it would write or move in a text field, and so must be left alone while one is edited.
    pub fn is_bare(self) -> bool {
        let function = self.key.name().strip_prefix('F').is_some_and(|n| n.parse::<u8>().is_ok());
        !function && !self.ctrl
    }

    /// Whether `key`, at `physical` place on the keyboard, with `modifiers`, is this chord.
    pub fn matches(self, key: Key, physical: Option<Key>, modifiers: Modifiers) -> bool {
        let same_key = if is_digit(self.key) { physical.unwrap_or(key) == self.key || key == self.key } else { key == self.key };
        same_key && modifiers.command == self.ctrl && modifiers.shift == self.shift && modifiers.alt == self.alt
    }

    /// As printed on buttons and in menus.
    pub fn text(self) -> String {
        self.with_key(key_name(self.key))
    }

    fn with_key(self, key: &str) -> String {
        let held = [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")];
        held.into_iter().filter_map(|(on, name)| on.then_some(name)).chain([key]).collect()
    }
}

fn is_digit(key: Key) -> bool {
    DIGITS.contains(&key)
}

/// The digit keys, in the order of what they pick: 1 to 9, then 0.
pub const DIGITS: [Key; 10] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9, Key::Num0];

fn key_name(key: Key) -> &'static str {
    match key {
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::Escape => "Esc",
        Key::Slash => "/",
        Key::Comma => ",",
        Key::Questionmark => "?",
        other => other.name(),
    }
}

/// Where a verb stands in the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Menu {
    /// Opening, exporting, leaving.
    File,
    /// Undo and what changes a value.
    Edit,
    /// Verdicts and moving from item to item.
    Review,
    /// What is on the screen.
    View,
    /// Keys and versions.
    Help,
}

impl Menu {
    /// The menus from left to right.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::Review, Self::View, Self::Help];

    /// The word in the bar.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Review => "Review",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// One row of the table of verbs.
pub struct Row {
    /// What is done.
    pub verb: Verb,
    /// The menu that holds it.
    pub menu: Menu,
    /// Its name in the settings.
    pub name: &'static str,
    /// The words in menus, on buttons and in the palette; unique.
    pub label: &'static str,
    /// One sentence on what it does.
    pub tip: &'static str,
    /// The keys that do it as the program is shipped; the first is shown. See `keymap` for those that do it now.
    pub keys: &'static [Chord],
}

macro_rules! verbs {
    ($($verb:ident, $menu:ident, $label:literal, $tip:literal, [$($key:expr),*];)*) => {
        /// What a user can do to whatever is selected, or to the program.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Verb {
            $(#[doc = $tip] $verb,)*
        }

        /// Every verb, in the order of the menus.
        pub const VERBS: &[Row] = &[
            $(Row { verb: Verb::$verb, name: stringify!($verb), menu: Menu::$menu, label: $label, tip: $tip, keys: &[$($key),*] },)*
        ];
    };
}

verbs! {
    OpenFolder, File, "Open folder…", "Read every article in a folder.", [Chord::ctrl(Key::O)];
    OpenProject, File, "Open project…", "Go on with a project file.", [Chord::ctrl_shift(Key::O)];
    OpenSample, File, "Try the sample", "Open nine articles that come with the program.", [];
    Reload, File, "Read the folder again", "Take in articles that were added to the folder; decisions stay.", [Chord::new(Key::F5)];
    Columns, File, "Columns of tables…", "Say which column of a table of articles holds the text, the date and so on.", [];
    OpenCoder, File, "Compare with another coder…", "Open another analyst's project, or what came back of an export, beside yours.", [];
    OpenCoderFolder, File, "Compare with a brat folder…", "Open what another analyst made of an export in brat beside yours.", [];
    Outside, File, "Lay events over…", "Lay a table of ACLED or UCDP over your events and see which both have.", [];
    Export, File, "Export…", "Write the reviewed dataset: CSV and other tables, maps, ACLED and UCDP columns, annotated text, a report.", [Chord::ctrl(Key::E)];
    Save, File, "Save", "Every decision is saved by itself; this tells how far that is.", [Chord::ctrl(Key::S)];
    SaveCopy, File, "Save project as…", "Write a copy of the project with every decision, to share or to keep.", [Chord::ctrl_shift(Key::S)];
    Settings, File, "Settings…", "Colours, keys and the name under which decisions are kept.", [Chord::ctrl(Key::Comma)];
    CloseProject, File, "Close project", "Back to the welcome page; everything is saved.", [Chord::ctrl(Key::W)];
    Quit, File, "Quit", "Close the window; everything is saved.", [Chord::ctrl(Key::Q)];

    Undo, Edit, "Undo", "Take back the last decision.", [Chord::new(Key::Z), Chord::ctrl(Key::Z)];
    Redo, Edit, "Redo", "Do again what was undone.", [Chord::ctrl(Key::Y), Chord::ctrl_shift(Key::Z)];
    History, Edit, "History…", "Everything that was done, step by step; go back or forth to any of them.", [Chord::ctrl(Key::H)];
    EditValue, Edit, "Edit value", "Change the selected value; on selected text, make a new event of it.", [Chord::new(Key::E), Chord::new(Key::F2)];
    EndLeft, Edit, "Shorten the end", "Move the end of the selected words back by a word.", [Chord::shift(Key::ArrowLeft)];
    EndRight, Edit, "Extend the end", "Move the end of the selected words on by a word.", [Chord::shift(Key::ArrowRight)];
    StartLeft, Edit, "Extend the start", "Move the start of the selected words back by a word.", [Chord::alt(Key::ArrowLeft)];
    StartRight, Edit, "Shorten the start", "Move the start of the selected words on by a word.", [Chord::alt(Key::ArrowRight)];
    SelectWord, Edit, "Select words by keyboard", "Start a selection of text at the selected words, or at the top of the page.", [Chord::new(Key::W)];
    Boilerplate, Edit, "Boilerplate or text", "Hide the selected text from reading, or bring it back.", [Chord::new(Key::B)];
    CopyPrevious, Edit, "Same as the previous event", "Give the field in focus the value that the event before has.", [Chord::ctrl(Key::D)];
    Teach, Edit, "Teach a name…", "Put a name or another name of somebody into the project's own lexicon, and read again what holds it.", [Chord::new(Key::G)];
    Changes, Edit, "What reading again changed", "Mentions and events that came, went or changed since the last name was taught.", [];
    Copy, Edit, "Copy", "Put the selected words on the clipboard.", [];

    Accept, Review, "Accept", "Confirm what is selected, on a card all shown fields, and go on.", [Chord::new(Key::A), Chord::new(Key::Enter)];
    Reject, Review, "Reject", "Reject what is selected and go on.", [Chord::new(Key::X), Chord::new(Key::Delete)];
    Later, Review, "Later", "Leave it open and go on.", [Chord::new(Key::Space)];
    Reopen, Review, "Back to undecided", "Withdraw the decision on what is selected.", [Chord::new(Key::U)];
    Flag, Review, "Flag for a second look", "Mark what is selected to be looked at again, or no more; it is not accepted with the rest.", [Chord::new(Key::F)];
    Comment, Review, "Comment", "Say something about what is selected; it needs no verdict.", [Chord::new(Key::C)];
    AcceptSeen, Review, "Accept everything seen", "Confirm every open mention of this article that has been on the screen, is switched on in the legend, is sure enough and is not flagged; in the review queue, every row on the screen that is sure enough and on which the reports agree.", [Chord::shift(Key::A)];
    RejectAlike, Review, "Reject all identical…", "List every mention with the same words and kind, and reject those that are ticked as one step.", [Chord::shift(Key::X)];
    ApplyToAll, Review, "Apply to all occurrences…", "List every other occurrence of the name in the folder, marked or not, and give those that are ticked the verdict of the selected one as one step.", [Chord::new(Key::T)];
    Join, Review, "Join with…", "Say that this event and another are the same; pick the other.", [Chord::new(Key::M)];
    Split, Review, "Split off", "Say that this report tells of another event.", [Chord::shift(Key::M)];
    Settling, Review, "Settle values by…", "Choose the practice by which values that do not agree are settled in the whole project: low, best and high as UCDP, the most conservative number as ACLED, or the majority.", [Chord::shift(Key::R)];
    Evidence, Review, "Show evidence", "Show where the text says so; again for the next source.", [Chord::new(Key::V)];
    Next, Review, "Next item", "Go to the next mention, event or row.", [Chord::new(Key::J), Chord::new(Key::ArrowDown)];
    Previous, Review, "Previous item", "Go to the one before.", [Chord::new(Key::K), Chord::new(Key::ArrowUp)];
    NextOpen, Review, "Next undecided", "Go to the next item without a decision.", [Chord::new(Key::N), Chord::new(Key::F8)];
    PreviousOpen, Review, "Previous undecided", "Go to the undecided item before.", [Chord::shift(Key::N), Chord::shift(Key::F8)];
    Jump, Review, "Jump to a highlight", "Print letters at the highlights on the screen; typing them selects one.", [Chord::new(Key::S)];
    NextField, Review, "Next field", "Go to the next field of the event.", [Chord::new(Key::Tab)];
    PreviousField, Review, "Previous field", "Go to the field before.", [Chord::shift(Key::Tab)];
    NextArticle, Review, "Next article", "Open the next article.", [Chord::new(Key::ArrowRight), Chord::ctrl(Key::PageDown)];
    PreviousArticle, Review, "Previous article", "Open the article before.", [Chord::new(Key::ArrowLeft), Chord::ctrl(Key::PageUp)];
    FinishArticle, Review, "Finish article", "Accept what was seen of the article and is not flagged, mark it as done and go on to the next.", [Chord::ctrl(Key::Enter)];

    ShowRead, View, "Read", "The article with its highlights.", [Chord::ctrl(Key::Num1)];
    ShowEvents, View, "Events", "All events as a table.", [Chord::ctrl(Key::Num2)];
    ShowTimeline, View, "Timeline", "Events over time, and running totals as stated.", [Chord::ctrl(Key::Num3)];
    ShowProblems, View, "Problems", "What could not be read, and why.", [Chord::ctrl(Key::Num4)];
    ShowMap, View, "Map", "Where events happened, as finely as that is known.", [Chord::ctrl(Key::Num5)];
    ShowFound, View, "Search results", "What the search found in text, names and events; saved filters.", [Chord::ctrl(Key::Num6)];
    ShowActors, View, "Actors", "People, groups, forces and places with their names, events and sides; joins that suggest themselves.", [Chord::ctrl(Key::Num7)];
    ShowCoders, View, "Coders", "How far another coder agrees with you, and what is left to settle.", [Chord::ctrl(Key::Num8)];
    Search, View, "Search", "Search text, names and events.", [Chord::new(Key::Slash), Chord::ctrl(Key::F)];
    OnlyOpen, View, "Only what needs eyes", "Follow the review queue, the most pressing first, and hide what is decided.", [Chord::new(Key::Q), Chord::ctrl_shift(Key::L)];
    Why, View, "Why this date", "Open or close the reasons for the publication date.", [Chord::new(Key::D)];
    PageDown, View, "Scroll down", "Scroll the text by a page.", [Chord::new(Key::PageDown)];
    PageUp, View, "Scroll up", "Scroll the text back by a page.", [Chord::new(Key::PageUp)];
    Codebook, View, "Codebook", "Show the coder’s rules behind the value in focus, and ACLED’s definition beside the type.", [Chord::new(Key::H)];
    Letters, View, "Kind letters", "Print two letters at each highlight that tell its kind without colour.", [Chord::new(Key::L)];
    Palette, View, "Command palette", "Find anything the program can do by its name.", [Chord::ctrl(Key::K)];
    Back, View, "Back", "Close what is open, clear the selection; never a decision.", [Chord::new(Key::Escape)];

    Keys, Help, "Key map", "All keys on one page.", [Chord::new(Key::F1), Chord::new(Key::Questionmark)];
    About, Help, "About Dateline", "Versions of the program, its language engine and its lexicon.", [];
}

impl Verb {
    /// Its row in the table.
    pub fn row(self) -> &'static Row {
        const FALLBACK: Row = Row { verb: Verb::Back, name: "Back", menu: Menu::View, label: "Back", tip: "", keys: &[] };
        VERBS.get(self as usize).unwrap_or(&FALLBACK)
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        self.row().label
    }

    /// Whether holding the key down repeats it.
    pub fn repeats(self) -> bool {
        matches!(
            self,
            Self::Next
                | Self::Previous
                | Self::EndLeft
                | Self::EndRight
                | Self::StartLeft
                | Self::StartRight
                | Self::PageDown
                | Self::PageUp
                | Self::Undo
                | Self::Redo
        )
    }

    /// Whether it works without an open project.
    pub fn always(self) -> bool {
        let anywhere = matches!(self, Self::OpenFolder | Self::OpenProject | Self::OpenSample | Self::Settings | Self::Quit | Self::Palette | Self::Back);
        anywhere || matches!(self, Self::Keys | Self::About)
    }

    /// The verb with that name in the settings.
    pub fn named(name: &str) -> Option<Self> {
        VERBS.iter().find(|r| r.name == name).map(|r| r.verb)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_verbs_share_a_key_or_a_label() {
        let keys: Vec<String> = VERBS.iter().flat_map(|r| r.keys.iter().map(|k| k.text())).collect();
        let unique: BTreeSet<&String> = keys.iter().collect();
        assert_eq!(unique.len(), keys.len(), "{keys:?}");
        let labels: BTreeSet<&str> = VERBS.iter().map(|r| r.label).collect();
        assert_eq!(labels.len(), VERBS.len());
    }

    #[test]
    fn rows_stand_at_their_verbs() {
        for row in VERBS {
            assert_eq!(row.verb.row().label, row.label);
            assert!(row.tip.ends_with('.'), "{}", row.tip);
        }
    }

    #[test]
    fn chords_are_understood_as_they_are_kept_and_none_that_is_shipped_is_refused_but_esc() {
        for chord in VERBS.iter().flat_map(|r| r.keys) {
            assert_eq!(Chord::named(&chord.name()), Some(*chord));
            assert_eq!(chord.refused().is_some(), chord.key == Key::Escape, "{}", chord.text());
        }
        for wrong in ["", "Ctrl+", "Hyper+A", "Ctrl+Nonsense"] {
            assert_eq!(Chord::named(wrong), None, "{wrong}");
        }
        assert!(Chord::new(Key::Num4).refused().is_some() && Chord::ctrl(Key::C).refused().is_some() && Chord::ctrl_shift(Key::C).refused().is_none());
    }

    #[test]
    fn function_keys_work_while_a_text_is_typed() {
        assert!(!Chord::new(Key::F9).is_bare() && Chord::new(Key::F).is_bare() && Chord::shift(Key::F).is_bare());
    }
}
