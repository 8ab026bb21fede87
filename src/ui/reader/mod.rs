//! The reader: an article's text with its highlights, its header and its legend.

pub mod charmap;
mod handles_ui;
mod header_ui;
pub mod hidden;
pub mod jump;
mod jump_ui;
mod legend_ui;
pub mod marks;
mod page;
mod page_ui;
mod popup_ui;

pub use header_ui::basis_word;

use crate::model::Kind;
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, theme, widgets};
use egui::{CentralPanel, Frame, Panel, Ui};
use marks::{Marks, Tick};
use std::collections::BTreeMap;

/// The reader with what it keeps for itself.
#[derive(Default)]
pub struct Reader {
    shown: Shown,
    header: header_ui::Header,
    hand: page_ui::Hand,
}

/// The highlights and what the frame around them tells, made anew when the dataset changes.
#[derive(Default)]
struct Shown {
    key: Option<(u64, String, usize)>,
    marks: Marks,
    ticks: Vec<Tick>,
    /// How many mentions there are of each kind that has any.
    kinds: BTreeMap<Kind, usize>,
    facts: header_ui::Facts,
}

impl Shown {
    fn refresh(&mut self, workspace: &Workspace, article: &crate::review::ReviewedArticle) {
        let kinds = workspace.hidden_kinds.iter().fold(0, |bits, kind| bits | 1 << (*kind as usize));
        let key = Some((workspace.revision, article.head.id.clone(), kinds));
        if self.key != key {
            self.marks = Marks::new(marks::marks(article, &workspace.hidden_kinds));
            self.ticks = marks::ticks(workspace, article);
            self.kinds = BTreeMap::new();
            article.mentions.iter().filter(|m| !m.item.is_quiet()).for_each(|m| *self.kinds.entry(m.item.kind).or_default() += 1);
            self.facts = header_ui::Facts::of(&article.article);
            self.key = key;
        }
    }
}

impl Reader {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let Some(article) = workspace.shown().cloned() else {
            return nothing(ui, workspace, actions);
        };
        self.shown.refresh(workspace, &article);
        self.shown.facts.exact = self.hand.is_exact();
        let facts = self.shown.facts;
        Panel::top("reader header").frame(Frame::NONE.inner_margin(theme::MEDIUM)).show(ui, |ui| self.header.show(ui, workspace, &article, facts, actions));
        Panel::bottom("reader legend").frame(Frame::NONE.inner_margin(theme::SMALL)).show(ui, |ui| legend_ui::show(ui, workspace, &self.shown.kinds, actions));
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            page_ui::show(ui, workspace, &article, (&self.shown.marks, &self.shown.ticks), &mut self.hand, actions);
        });
    }
}

fn nothing(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    if !workspace.tasks.is_empty() {
        widgets::empty_state(ui, "Reading the articles", "The first can be read in a moment.", &[], actions);
    } else if workspace.dataset.articles.is_empty() {
        let sentence = "Dateline reads text, web pages, Word, PDF, mail, tables, JSON and archives of these, also in folders below. The Problems tab tells what could not be read.";
        widgets::empty_state(ui, "No articles in this folder", sentence, &[Verb::OpenFolder, Verb::ShowProblems], actions);
    } else {
        widgets::empty_state(ui, "No article is open", "Choose one on the left.", &[Verb::NextArticle], actions);
    }
}
