//! The list of articles: which are shown, and what stands in their rows.

mod articles_ui;

use crate::review::{ArticleState, ReviewedArticle};
use crate::ui::Workspace;
use crate::ui::haystack::{APART, Haystack};
use crate::ui::past::Since;
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
    let (articles, query) = (&workspace.dataset.articles, workspace.filter.query.trim());
    let all = if query.is_empty() { (0..articles.len()).collect() } else { holding(workspace, query) };
    let fits = |at: &usize| !workspace.filter.only_open || articles.get(*at).is_some_and(|a| a.state != ArticleState::Done);
    all.into_iter().filter(fits).collect()
}

/// Positions of the articles whose text, name or path holds `query`, in order.
fn holding(workspace: &Workspace, query: &str) -> Vec<usize> {
    let articles = &workspace.dataset.articles;
    let Some(found) = &workspace.found else {
        let query = query.to_lowercase();
        return articles.iter().enumerate().filter(|(_, a)| holds(a, &query)).map(|(at, _)| at).collect();
    };
    let mut holds = vec![false; articles.len()];
    let places = headings(workspace).holding(query).into_iter().chain(workspace.dataset.places_of(&found.articles));
    places.for_each(|at| holds.get_mut(at).into_iter().for_each(|slot| *slot = true));
    holds.into_iter().enumerate().filter(|(_, holds)| *holds).map(|(at, _)| at).collect()
}

/// The name and path of every article.
fn headings(workspace: &Workspace) -> Arc<Haystack> {
    let articles = &workspace.dataset.articles;
    let heading = |a: &ReviewedArticle| [a.head.name.as_str(), a.head.path.as_str()].join(APART);
    let mend = |stack: &mut Haystack, since: Since<'_>| {
        let changed = since.articles.keys().filter_map(|at| Some((*at, articles.get(*at)?)));
        changed.for_each(|(at, article)| stack.put(at, &heading(article)));
    };
    let make = || Haystack::of(articles, heading);
    workspace.headings.mended((workspace.revision, ()), |revision| workspace.since(revision), mend, make)
}

fn holds(article: &ReviewedArticle, query: &str) -> bool {
    let whole = article.whole();
    let item = &whole.article;
    [item.name(), item.path.as_str(), item.text.as_str()].into_iter().any(|text| text.to_lowercase().contains(query))
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
