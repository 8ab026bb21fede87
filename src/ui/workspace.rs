//! All that the panels may read: the data, what is selected, what runs. Only `perform` and the jobs' messages change it.

use super::dialog::Dialog;
use super::haystack::Haystack;
use super::kept::Kept;
use super::notice::Notices;
use super::selection::{self, Item, Marked};
use crate::model::{Extraction, Kind, Span};
use crate::review::{Command, Dataset, Journal, Review, ReviewedArticle};
use crate::store::Settings;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

pub use super::progress::Progress;

/// The views, in the order of their tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The article with its highlights.
    #[default]
    Read,
    /// All events as a table.
    Events,
    /// Events and totals over time.
    Timeline,
    /// Events on a map.
    Map,
    /// What was searched for.
    Search,
    /// Who is in the folder.
    Actors,
    /// Another coder beside.
    Coders,
    /// What could not be read.
    Problems,
}

impl View {
    /// Every view.
    pub const ALL: [Self; 8] = [Self::Read, Self::Events, Self::Timeline, Self::Map, Self::Search, Self::Actors, Self::Coders, Self::Problems];
}

/// What all views leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that title, text or event must hold; folded to lower case by the views.
    pub query: String,
    /// Only what is not decided.
    pub only_open: bool,
    /// Only events of these types.
    pub types: BTreeSet<String>,
    /// Only events in these countries.
    pub countries: BTreeSet<String>,
    /// Only events by these actors.
    pub actors: BTreeSet<String>,
    /// Only events on these targets.
    pub targets: BTreeSet<String>,
    /// Only events from this day on.
    pub from: Option<jiff::civil::Date>,
    /// Only events up to this day.
    pub to: Option<jiff::civil::Date>,
}

impl Filter {
    /// Its conditions in words, each with the filter that is left without it.
    pub fn chips(&self) -> Vec<(String, Self)> {
        let mut chips = Vec::new();
        if !self.query.trim().is_empty() {
            chips.push((format!("“{}”", self.query.trim()), Self { query: String::new(), ..self.clone() }));
        }
        if self.only_open {
            chips.push(("undecided".to_owned(), Self { only_open: false, ..self.clone() }));
        }
        if self.from.is_some() || self.to.is_some() {
            let day = |d: Option<jiff::civil::Date>| d.map_or_else(|| "…".to_owned(), |d| d.to_string());
            chips.push((format!("{} – {}", day(self.from), day(self.to)), Self { from: None, to: None, ..self.clone() }));
        }
        for (set, pick) in [(&self.types, 0), (&self.countries, 1), (&self.actors, 2), (&self.targets, 3)] {
            for value in set {
                let mut without = self.clone();
                let slot = [&mut without.types, &mut without.countries, &mut without.actors, &mut without.targets];
                if let Some(slot) = slot.into_iter().nth(pick) {
                    slot.remove(value);
                }
                let word = ["", "", "by ", "on "].get(pick).copied().unwrap_or_default();
                chips.push((format!("{word}{}", value.replace('_', " ")), without));
            }
        }
        chips
    }
}

/// The open project.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its name, as in the title of the window.
    pub name: String,
    /// The folder of articles that it was made from.
    pub folder: Option<PathBuf>,
    /// The project file.
    pub file: PathBuf,
    /// Why nothing can be decided here, if so: the sentence for the status bar.
    pub read_only: Option<String>,
}

/// A job that runs.
#[derive(Clone, Debug)]
pub struct Task {
    /// Its number; for `Action::Cancel`.
    pub id: u64,
    /// What it does: `Reading articles`.
    pub name: String,
    /// How many of them are done.
    pub done: usize,
    /// Of how many; 0 while that is not known.
    pub total: usize,
    /// Whether it can be stopped.
    pub can_cancel: bool,
}

/// How far the decisions are on disk.
#[derive(Clone, Debug, Default)]
pub struct Saving {
    /// The last row that was made.
    pub made: u64,
    /// The last row that is on disk for certain.
    pub on_disk: u64,
    /// When that was, local time, `12:04`.
    pub at: String,
    /// Why the last write failed, if it did.
    pub error: Option<String>,
}

/// Something that could not be read, or not as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Which file.
    pub path: String,
    /// What happened and what to do.
    pub text: String,
}

/// Words that are pointed at for a moment.
#[derive(Clone, Debug)]
pub struct Flash {
    /// The article's id.
    pub article: String,
    /// The words.
    pub span: Span,
    /// When they were pointed at first.
    pub since: Instant,
    /// Grows with every wish to scroll there, so that the reader does it once.
    pub serial: u64,
}

/// Versions for the about box.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// The language engine.
    pub engine: String,
    /// The lexicon.
    pub lexicon: String,
    /// The lexicon itself, for choices of types and places.
    pub names: Arc<crate::lexicon::Lexicon>,
}

/// Everything the panels may read.
#[derive(Default)]
pub struct Workspace {
    /// The open project, if any.
    pub project: Option<Project>,
    /// What the machine made of the folder.
    pub extraction: Arc<Extraction>,
    /// Extraction and decisions resolved: what is shown.
    pub dataset: Dataset,
    /// The decisions.
    pub journal: Journal,
    /// Grows whenever `dataset` changes; the key of everything that panels compute from it.
    pub revision: u64,
    /// The view.
    pub view: View,
    /// The open dialog.
    pub dialog: Option<Dialog>,
    /// The id of the article that is shown.
    pub article: Option<String>,
    /// What is selected.
    pub selected: Option<Item>,
    /// The marked words.
    pub marked: Option<Marked>,
    /// The words that are pointed at.
    pub flash: Option<Flash>,
    /// Kinds whose highlights are switched off.
    pub hidden_kinds: BTreeSet<Kind>,
    /// Whether the reasons for the publication date are open.
    pub why: bool,
    /// Whether highlights carry the letters of their kind.
    pub letters: bool,
    /// What all views leave out.
    pub filter: Filter,
    /// What the query of the filter found, once that is known; none where nothing searches.
    pub found: Option<super::search::Found>,
    /// The order of the table of events.
    pub event_sort: super::events::Sort,
    /// Whether the analyst picks the event that the selected one is to be joined with.
    pub joining: bool,
    /// Whether highlights carry letters, to be reached by typing them.
    pub jumping: bool,
    /// Grows whenever the search field is to be focused.
    pub focus_search: u64,
    /// Grows whenever the selected value is to be edited in the inspector.
    pub focus_editor: u64,
    /// Grows whenever a comment on what is selected is to be written.
    pub focus_comment: u64,
    /// The review queue.
    pub queue: super::queue::Queue,
    /// Whether the coder's rules are shown.
    pub codebook: bool,
    /// Pages that the text is to be scrolled by, since the reader last looked.
    pub scroll_pages: i32,
    /// Who is in the folder, as of some revision.
    pub registry: Option<std::sync::Arc<super::actors::Registry>>,
    /// Whether the registry is being made.
    pub registering: bool,
    /// The actor that is shown.
    pub actor: Option<crate::model::ActorKey>,
    /// Another coder's view of the folder.
    pub coder: Option<std::sync::Arc<super::coders::Coder>>,
    /// How both compare.
    pub comparison: Option<std::sync::Arc<super::coders::Comparison>>,
    /// Whether both are being compared.
    pub comparing: bool,
    /// Which difference is chosen.
    pub at_difference: usize,
    /// What reading again changed last.
    pub changes: Option<crate::review::Changes>,
    /// Grows whenever a name is to be taught anew.
    pub teaching: u64,
    /// Other occurrences of a name, to take or leave.
    pub alike: Option<super::alike::Looked>,
    /// The key that is being chosen for a command.
    pub rebinding: Option<super::rebind::Rebinding>,
    /// Jobs that run.
    pub tasks: Vec<Task>,
    /// Sentences for the analyst.
    pub notices: Notices,
    /// What could not be read.
    pub problems: Vec<Trouble>,
    /// How far the decisions are on disk.
    pub saving: Saving,
    /// What the program remembers about its user.
    pub settings: Settings,
    /// Events of another dataset, laid over ours.
    pub outside: Option<super::outside::Overlay>,
    /// Versions for the about box, once the engine is loaded.
    pub versions: Option<Versions>,
    pub(super) flashes: u64,
    /// Grows whenever `problems` changes.
    pub(super) told: u64,
    pub(super) past: super::past::Past,
    pub(super) progress: Kept<(u64, ()), Progress>,
    pub(super) order: super::events::Sorted,
    pub(super) passing: super::events::Passing,
    pub(super) glances: super::inspector::join::Glances,
    pub(super) values: Kept<(u64, ()), super::events::choices::Values>,
    /// Names and paths of all articles.
    pub(super) headings: Kept<(u64, ()), Haystack>,
    /// The stretches of each article that have been on the screen.
    pub(super) seen: BTreeMap<String, Vec<Span>>,
}

impl Workspace {
    /// The article that is shown.
    pub fn shown(&self) -> Option<&Arc<ReviewedArticle>> {
        self.dataset.article(self.article.as_deref()?)
    }

    /// The article with that path.
    pub fn article_at(&self, path: &str) -> Option<&Arc<ReviewedArticle>> {
        self.dataset.articles.iter().find(|a| a.head.path == path)
    }

    /// The text of the marked words.
    pub fn marked_text(&self) -> Option<&str> {
        let marked = self.marked.as_ref()?;
        Some(marked.span.of(&self.dataset.article(&marked.article)?.article.text))
    }

    /// Whether letters lead to highlights now.
    pub fn is_jumping(&self) -> bool {
        self.jumping && self.view == View::Read
    }

    /// Whether decisions can be made.
    pub fn can_edit(&self) -> bool {
        self.project.as_ref().is_some_and(|p| p.read_only.is_none())
    }

    /// The lexicon, once the engine is loaded.
    pub fn lexicon(&self) -> Option<&crate::lexicon::Lexicon> {
        self.versions.as_ref().map(|v| v.names.as_ref())
    }

    /// The review status of what is selected.
    pub fn selected_review(&self) -> Option<Review> {
        self.selected.as_ref().map(|item| selection::review(&self.dataset, item))
    }

    /// Whether `span` of `article` has been on the screen as a whole.
    pub fn has_seen(&self, article: &str, span: Span) -> bool {
        self.seen.get(article).is_some_and(|seen| seen.iter().any(|s| s.contains(span)))
    }

    /// Remembers that a stretch has been on the screen.
    pub fn saw(&mut self, article: &str, mut span: Span) {
        let seen = self.seen.entry(article.to_owned()).or_default();
        seen.retain(|old| {
            let touches = old.start <= span.end && span.start <= old.end;
            if touches {
                span = Span::new(old.start.min(span.start), old.end.max(span.end));
            }
            !touches
        });
        seen.push(span);
    }

    /// A number that is another whenever `problems` is.
    pub fn troubles(&self) -> (u64, usize) {
        (self.told, self.problems.len())
    }

    /// Points at words: the reader scrolls there and lets them flash.
    pub fn point_at(&mut self, article: &str, span: Span, now: Instant) {
        self.flashes += 1;
        self.article = Some(article.to_owned());
        self.flash = Some(Flash { article: article.to_owned(), span, since: now, serial: self.flashes });
    }

    /// Ids of the events that are told of in `article`, in order of the first report.
    pub fn events_in(&self, article: &ReviewedArticle) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for report in &article.reports {
            if let Some(event) = self.dataset.event_of_report(&report.item.id)
                && !ids.contains(&event.item.id)
            {
                ids.push(event.item.id.clone());
            }
        }
        ids
    }

    /// The command that takes a verdict to what is selected, if something is.
    pub fn on_selected(&self, make: impl FnOnce(Vec<Item>) -> Command) -> Option<Command> {
        self.selected.clone().map(|item| make(vec![item]))
    }
}
