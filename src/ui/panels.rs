//! The panels of the window and what they keep for themselves.

use super::actors::ActorsPage;
use super::alike::AlikeDialog;
use super::articles::ArticleList;
use super::chart::Chart;
use super::coders::CodersPage;
use super::columns::ColumnsDialog;
use super::compare::Compare;
use super::events::EventTable;
use super::export::ExportDialog;
use super::inspector::Inspector;
use super::map::Map;
use super::outside::OutsideDialog;
use super::palette::CommandPalette;
use super::path_field::PathField;
use super::problems::ProblemList;
use super::queue::QueuePanel;
use super::reader::Reader;
use super::search::SearchPage;
use super::settings_ui::SettingsDialog;
use super::tabs::TopBar;
use super::teach::TeachDialog;
use super::welcome::Welcome;

/// One of each.
#[derive(Default)]
pub struct Panels {
    /// The page before anything is open.
    pub welcome: Welcome,
    /// Search field and tabs.
    pub top: TopBar,
    /// The articles, left.
    pub articles: ArticleList,
    /// What to look at next, in place of the articles.
    pub queue: QueuePanel,
    /// The text, in the middle.
    pub reader: Reader,
    /// What is selected, right.
    pub inspector: Inspector,
    /// The table of events.
    pub events: EventTable,
    /// The reports of the selected event side by side.
    pub compare: Compare,
    /// Events over time.
    pub chart: Chart,
    /// Events on a map.
    pub map: Map,
    /// What was searched for.
    pub search: SearchPage,
    /// Who is in the folder.
    pub actors: ActorsPage,
    /// Another coder beside.
    pub coders: CodersPage,
    /// What could not be read.
    pub problems: ProblemList,
    /// Other occurrences of a name.
    pub alike: AlikeDialog,
    /// Where to write what.
    pub export: ExportDialog,
    /// Which column of a table holds what.
    pub columns: ColumnsDialog,
    /// Events of another dataset.
    pub outside: OutsideDialog,
    /// All commands by name.
    pub palette: CommandPalette,
    /// A name for the project's own lexicon.
    pub teach: TeachDialog,
    /// Colours and coder's name.
    pub settings: SettingsDialog,
    /// A path, typed.
    pub path: PathField,
}
