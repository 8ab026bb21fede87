//! Puts an article together from its text and what is known about it.

use super::classify::classify;
use super::decode::clean;
use super::folder::Limits;
use super::json_line::hex_digest;
use super::lines::{Unit, units};
use super::problem::{Problem, ProblemKind};
use crate::model::{Article, Block, BlockKind, Span};

/// What is known about an article before its text is read.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// SHA-256 of the source, in hex; taken from the text where empty.
    pub sha256: String,
    /// The headline.
    pub title: Option<String>,
    /// The publication date in any usual form.
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The language.
    pub language: Option<String>,
}

/// An article from plain text, with notices; `Err` where there is nothing to read.
pub fn article_from_text(path: &str, text: &str, given: Given) -> Result<(Article, Vec<Problem>), Problem> {
    let text = clean(text);
    let found = units(&text);
    if found.is_empty() {
        return Err(no_text(path));
    }
    let (verdicts, _head) = classify(&text, &found, &[]);
    let blocks = blocks(&text, &found, verdicts.into_iter().map(|v| (v.kind, v.rule)).collect());
    Ok((assemble(path, text, blocks, given), Vec::new()))
}

/// An article from a web page, with notices.
pub fn article_from_html(path: &str, html: &str, given: Given, limits: &Limits) -> Result<(Article, Vec<Problem>), Problem> {
    let _ = limits;
    article_from_text(path, html, given)
}

fn no_text(path: &str) -> Problem {
    Problem::new(path, ProblemKind::NoText, "There are no words in the file. Save the article again, with its text.")
}

/// Blocks that cover the text without gaps: each unit with the white space up to the next.
fn blocks(text: &str, units: &[Unit], kinds: Vec<(BlockKind, String)>) -> Vec<Block> {
    let starts = units.iter().skip(1).map(|u| line_start(text, u.span.start)).chain([text.len()]);
    let mut start = 0;
    let mut blocks = Vec::with_capacity(units.len());
    for (end, (kind, rule)) in starts.zip(kinds) {
        blocks.push(Block { span: Span::new(start, end), kind, rule });
        start = end;
    }
    blocks
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1)
}

fn assemble(path: &str, text: String, blocks: Vec<Block>, given: Given) -> Article {
    let digest = hex_digest(text.as_bytes());
    Article {
        id: digest.chars().take(16).collect(),
        path: path.to_owned(),
        copies: Vec::new(),
        sha256: if given.sha256.is_empty() { digest } else { given.sha256 },
        text,
        blocks,
        title: None,
        outlet: None,
        byline: None,
        url: given.url,
        language: given.language,
        published: None,
        copyright_year: None,
        agencies: Vec::new(),
    }
}
