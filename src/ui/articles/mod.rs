//! The list of articles: which are shown, and what stands in their rows.

mod articles_ui;

use crate::review::{ArticleState, ReviewedArticle};
use crate::ui::Workspace;
use crate::ui::widgets::date_words;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use articles_ui::ArticleList;

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The article's id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// Outlet and date, as far as they are known.
    pub about: String,
    /// Its path.
    pub path: String,
    /// How many events it tells of.
    pub events: usize,
    /// How far it is.
    pub state: ArticleState,
}

/// Positions in `Dataset::articles` of what the filter lets through, in order of paths.
pub fn shown(workspace: &Workspace) -> Vec<usize> {
    let query = workspace.filter.query.trim().to_lowercase();
    let found = workspace.found.as_ref();
    let named = |a: &ReviewedArticle| [a.head.name.as_str(), a.head.path.as_str()].into_iter().any(|text| text.to_lowercase().contains(&query));
    let said = |a: &ReviewedArticle| found.map_or_else(|| holds(a, &query), |f| f.articles.contains(&a.head.id) || named(a));
    let fits = |a: &Arc<ReviewedArticle>| (!workspace.filter.only_open || a.state != ArticleState::Done) && (query.is_empty() || said(a));
    workspace.dataset.articles.iter().enumerate().filter(|(_, a)| fits(a)).map(|(i, _)| i).collect()
}

fn holds(article: &ReviewedArticle, query: &str) -> bool {
    let whole = article.whole();
    let item = &whole.article;
    [item.name(), item.path.as_str(), item.text.as_str()].into_iter().any(|text| text.to_lowercase().contains(query))
}

/// How many events each article tells of, by its id.
pub fn events_told(workspace: &Workspace) -> BTreeMap<String, usize> {
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    for event in &workspace.dataset.events {
        let articles: BTreeSet<&str> = event.item.reports.iter().filter_map(|r| r.split(':').next()).collect();
        for id in articles {
            *told.entry(id.to_owned()).or_default() += 1;
        }
    }
    told
}

/// What stands in the row of `article`, which tells of so many events.
pub fn row(article: &ReviewedArticle, events: usize) -> Row {
    let item = &article.head;
    let outlet = item.outlet.clone();
    let date = item.published.map(date_words);
    let about: Vec<String> = [outlet, date].into_iter().flatten().collect();
    let about = if about.is_empty() { item.path.clone() } else { about.join(" · ") };
    Row { id: item.id.clone(), title: item.name.clone(), about, path: item.path.clone(), events, state: article.state }
}

/// The sign and word of an article's state; the signs differ in shape.
pub fn state_sign(state: ArticleState) -> (&'static str, &'static str) {
    match state {
        ArticleState::Open => ("○", "not begun"),
        ArticleState::InProgress => ("◐", "in progress"),
        ArticleState::Done => ("●", "done"),
    }
}
