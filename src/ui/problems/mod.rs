//! What could not be read, and decisions without a match: the list behind the tab.

mod problems_ui;

pub use problems_ui::ProblemList;

use crate::review::{Decision, Verdict};
use crate::ui::Workspace;
use std::collections::HashMap;

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The file; empty for the folder as a whole.
    pub path: String,
    /// What happened and what to do.
    pub text: String,
    /// The article that was made of the file all the same, as its position in the dataset.
    pub article: Option<usize>,
}

/// What could not be read, then decisions that found nothing to apply to, as far as `query` is in them.
pub fn rows(workspace: &Workspace, query: &str) -> Vec<Row> {
    let query = query.trim().to_lowercase();
    let articles: HashMap<&str, usize> = workspace.dataset.articles.iter().enumerate().map(|(i, a)| (a.article.path.as_str(), i)).collect();
    let article = |path: &str| articles.get(path.split(", line").next().unwrap_or_default()).copied();
    let troubles = workspace.problems.iter().map(|t| Row { path: t.path.clone(), text: t.text.clone(), article: article(&t.path) });
    let lost = workspace.dataset.all_unmatched().map(|d| {
        let (path, text) = lost(workspace, d);
        Row { article: article(&path), path, text }
    });
    troubles.chain(lost).filter(|r| [&r.path, &r.text].into_iter().any(|t| t.to_lowercase().contains(&query))).collect()
}

fn lost(workspace: &Workspace, decision: &Decision) -> (String, String) {
    let path = workspace.dataset.article(decision.target.article()).map_or_else(String::new, |a| a.head.path.clone());
    let verdict = match decision.verdict {
        Verdict::Confirmed => "confirmed",
        Verdict::Corrected => "corrected",
        Verdict::Rejected => "rejected",
        Verdict::Added => "added",
        Verdict::SameEvent | Verdict::SameActor => "joined",
        Verdict::DifferentEvent | Verdict::DifferentActor => "told apart",
        Verdict::Flagged => "flagged",
        Verdict::Commented => "commented on",
    };
    let text = format!(
        "You {verdict} {}; the words are no longer found there. The decision is kept and takes effect again when they come back.",
        decision.target.label()
    );
    (path, text)
}
