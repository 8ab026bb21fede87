//! Which column of a table of articles holds what: guessed from the names, or as the analyst says.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The text.
    Text,
    /// The web page.
    Html,
    /// The headline.
    Title,
    /// When it was published.
    Published,
    /// Who published it.
    Outlet,
    /// Where on the web.
    Url,
    /// Who wrote it.
    Byline,
    /// The language.
    Language,
}

impl Part {
    /// Every part, in the order of the chooser.
    pub const ALL: [Self; 8] = [Self::Text, Self::Html, Self::Title, Self::Published, Self::Outlet, Self::Url, Self::Byline, Self::Language];

    /// Its key on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Title => "title",
            Self::Published => "published",
            Self::Outlet => "outlet",
            Self::Url => "url",
            Self::Byline => "byline",
            Self::Language => "language",
        }
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Html => "Web page",
            Self::Title => "Headline",
            Self::Published => "Published",
            Self::Outlet => "Outlet",
            Self::Url => "Web address",
            Self::Byline => "Byline",
            Self::Language => "Language",
        }
    }

    /// Names that columns and JSON fields have for it, the likeliest first: without case, spaces, `_` and `-`.
    pub(super) fn names(self) -> &'static [&'static str] {
        match self {
            Self::Text => &[
                "text",
                "fulltext",
                "body",
                "articletext",
                "articlebody",
                "storytext",
                "maintext",
                "bodytext",
                "plaintext",
                "rawtext",
                "content",
                "article",
                "story",
                "description",
                "summary",
                "excerpt",
            ],
            Self::Html => &["html", "rawhtml", "articlehtml", "page"],
            Self::Title => &["title", "headline", "webtitle", "articletitle", "storytitle", "heading", "subject"],
            Self::Published => &[
                "published",
                "publishedat",
                "publishdate",
                "publicationdate",
                "pubdate",
                "datepublished",
                "datepublish",
                "publisheddate",
                "dateofpublication",
                "articledate",
                "date",
                "webpublicationdate",
                "datetime",
                "timestamp",
            ],
            Self::Outlet => &[
                "outlet",
                "medianame",
                "sitename",
                "publisher",
                "publication",
                "newspaper",
                "sourcename",
                "source",
                "sourcehostname",
                "hostname",
                "domain",
                "sourcedomain",
                "mediaurl",
            ],
            Self::Url => &["url", "link", "weburl", "articleurl", "sourceurl", "canonicalurl", "permalink", "address"],
            Self::Byline => &["byline", "author", "authors", "writer", "creator"],
            Self::Language => &["language", "lang"],
        }
    }
}

/// A name without what spellings differ in.
pub(super) fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The names of columns that the analyst chose, by what they hold. A part that is not named is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ColumnChoice(pub BTreeMap<Part, String>);

/// The words are no choice of columns.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” does not say which column holds what; write it as text=COLUMN, with one of text, html, title, published, outlet, url, byline, language")]
pub struct NotAChoice(String);

impl std::str::FromStr for ColumnChoice {
    type Err = NotAChoice;

    /// Reads `text=Body,published=Date`.
    fn from_str(words: &str) -> Result<Self, NotAChoice> {
        let pair = |pair: &str| {
            let (key, column) = pair.split_once('=')?;
            let part = Part::ALL.into_iter().find(|p| p.key() == key.trim())?;
            Some((part, column.trim().to_owned()))
        };
        words.split(',').map(|p| pair(p).ok_or_else(|| NotAChoice(p.to_owned()))).collect::<Result<_, _>>().map(Self)
    }
}

/// The place of each part among the columns called `header`: as chosen, else guessed. No column is taken twice.
pub fn places(header: &[String], choice: &ColumnChoice) -> BTreeMap<Part, usize> {
    let names: Vec<String> = header.iter().map(|h| folded(h)).collect();
    let mut places: BTreeMap<Part, usize> = BTreeMap::new();
    for (part, column) in &choice.0 {
        if let Some(at) = header.iter().position(|h| h.trim() == column.trim()).or_else(|| names.iter().position(|n| *n == folded(column))) {
            places.insert(*part, at);
        }
    }
    for part in Part::ALL.into_iter().filter(|p| !choice.0.contains_key(p)) {
        let free = |at: &usize| !places.values().any(|taken| taken == at);
        let guessed = part.names().iter().find_map(|name| names.iter().position(|n| n == name).filter(free));
        if let Some(at) = guessed {
            places.insert(part, at);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(header: &[&str], choice: &str) -> Vec<(&'static str, usize)> {
        let header: Vec<String> = header.iter().map(|h| (*h).to_owned()).collect();
        let choice = if choice.is_empty() { ColumnChoice::default() } else { choice.parse().unwrap() };
        places(&header, &choice).into_iter().map(|(p, at)| (p.key(), at)).collect()
    }

    #[test]
    fn columns_are_guessed_by_their_names_and_a_choice_goes_first() {
        assert_eq!(guess(&["id", "Article Text", "Pub_Date", "HEADLINE"], ""), [("text", 1), ("title", 3), ("published", 2)]);
        assert_eq!(guess(&["stories_id", "title", "publish_date", "media_name", "url"], ""), [("title", 1), ("published", 2), ("outlet", 3), ("url", 4)]);
        assert_eq!(guess(&["a", "b", "date"], "text=b"), [("text", 1), ("published", 2)]);
        assert_eq!(guess(&["text", "summary"], "text=summary"), [("text", 1)]);
        assert!("text".parse::<ColumnChoice>().is_err() && "size=x".parse::<ColumnChoice>().is_err());
    }
}
