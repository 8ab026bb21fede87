//! The list of articles: which are shown, and what stands in their rows.

mod articles_ui;

use crate::review::{ArticleState, ReviewedArticle};
use crate::ui::Workspace;
use crate::ui::widgets::date_words;
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
    let named = |a: &ReviewedArticle| [a.article.name(), a.article.path.as_str()].into_iter().any(|text| text.to_lowercase().contains(&query));
    let said = |a: &ReviewedArticle| found.map_or_else(|| holds(a, &query), |f| f.articles.contains(&a.article.id) || named(a));
    let fits = |a: &Arc<ReviewedArticle>| (!workspace.filter.only_open || a.state != ArticleState::Done) && (query.is_empty() || said(a));
    workspace.dataset.articles.iter().enumerate().filter(|(_, a)| fits(a)).map(|(i, _)| i).collect()
}

fn holds(article: &ReviewedArticle, query: &str) -> bool {
    let item = &article.article;
    [item.name(), item.path.as_str(), item.text.as_str()].into_iter().any(|text| text.to_lowercase().contains(query))
}

/// What stands in the row of `article`.
pub fn row(workspace: &Workspace, article: &ReviewedArticle) -> Row {
    let item = &article.article;
    let outlet = item.outlet.as_ref().map(|o| o.value.clone());
    let date = item.published.as_ref().map(|p| date_words(p.value));
    let about: Vec<String> = [outlet, date].into_iter().flatten().collect();
    let about = if about.is_empty() { item.path.clone() } else { about.join(" · ") };
    Row { id: item.id.clone(), title: item.name().to_owned(), about, path: item.path.clone(), events: workspace.events_in(article).len(), state: article.state }
}

/// The sign and word of an article's state; the signs differ in shape.
pub fn state_sign(state: ArticleState) -> (&'static str, &'static str) {
    match state {
        ArticleState::Open => ("○", "not begun"),
        ArticleState::InProgress => ("◐", "in progress"),
        ArticleState::Done => ("●", "done"),
    }
}
