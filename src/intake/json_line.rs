//! JSON Lines: a line is an article.

use super::article::{Given, article_from_html, article_from_text};
use super::folder::Limits;
use super::problem::{Problem, ProblemKind};
use crate::model::Article;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// SHA-256 in hex.
pub(super) fn hex_digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The articles of a whole file; a bad line is a problem and the rest is read.
pub(super) fn articles_from_json_lines(name: &str, text: &str, limits: &Limits) -> (Vec<Article>, Vec<Problem>) {
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    for (index, line) in text.trim_start_matches('\u{feff}').split('\n').enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let number = index + 1;
        match article_from_json_line(&format!("{name}#{number}"), line, limits) {
            Ok((article, notices)) => {
                articles.push(article);
                problems.extend(notices);
            }
            Err(problem) => problems.push(Problem { path: name.to_owned(), ..problem }.at_line(number)),
        }
    }
    if articles.is_empty() && problems.is_empty() {
        problems.push(Problem::new(name, ProblemKind::NoText, "There is no article in the file. Each line must be one JSON object with “text” or “html”."));
    }
    (articles, problems)
}

/// One article from one JSON object with `text` or `html` and, where known, `path`, `title`, `published` or `date`, `outlet` or
/// `source`, `url`, `byline` or `author`. `path` names the article unless the line has its own.
pub fn article_from_json_line(path: &str, line: &str, limits: &Limits) -> Result<(Article, Vec<Problem>), Problem> {
    let bad = |why: &str| Problem::new(path, ProblemKind::BadLine, format!("The line is no article: {why}. Correct it; the other lines were read."));
    let value: Value = serde_json::from_str(line.trim()).map_err(|e| bad(&format!("it is not valid JSON ({e})")))?;
    let Value::Object(fields) = value else { return Err(bad("it must be a JSON object with “text” or “html”")) };
    let own = string(&fields, &["path"]);
    let path = own.as_deref().unwrap_or(path);
    let given = Given {
        sha256: hex_digest(line.trim().as_bytes()),
        title: string(&fields, &["title", "headline"]),
        published: string(&fields, &["published", "date", "date_published", "published_at"]),
        outlet: string(&fields, &["outlet", "source", "publisher"]),
        url: string(&fields, &["url", "link"]),
        byline: string(&fields, &["byline", "author"]),
        language: string(&fields, &["language", "lang"]),
    };
    let made = match (string(&fields, &["text", "body", "content"]), string(&fields, &["html"])) {
        (Some(text), _) => article_from_text(path, &text, given),
        (None, Some(html)) => article_from_html(path, &html, given, limits),
        (None, None) => Err(bad("it has neither “text” nor “html”")),
    };
    made.map_err(|p| if p.kind == ProblemKind::NoText { bad("its text is empty") } else { p })
}

/// The first of `keys` that holds a string, or a list of strings, that is not blank.
fn string(fields: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    let text = |v: &Value| match v {
        Value::String(s) => Some(s.clone()),
        Value::Array(items) => Some(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")),
        Value::Object(o) => o.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    keys.iter().filter_map(|k| fields.get(*k)).filter_map(text).find(|s| !s.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_is_named_and_the_rest_is_read() {
        let file = "{\"text\":\"A bomb killed two soldiers near Gao on Friday.\"}\n{\"text\":\n\n[1]\n{\"title\":\"x\"}\n{\"html\":\"<p>One man died in Kidal.</p>\",\"url\":\"u\"}\n";
        let (articles, problems) = articles_from_json_lines("a.jsonl", file, &Limits::default());
        assert_eq!(articles.iter().map(|a| a.path.as_str()).collect::<Vec<_>>(), ["a.jsonl#1", "a.jsonl#6"]);
        assert_eq!(problems.iter().map(|p| (p.kind, p.line)).collect::<Vec<_>>(), [2, 4, 5].map(|n| (ProblemKind::BadLine, Some(n))));
        assert_eq!(articles[1].url.as_deref(), Some("u"));
    }

    #[test]

    fn a_line_may_bring_its_own_metadata() {
        let line =
            r#"{"path":"x/1","text":"Two died.","title":"Blast","published":"2024-02-03T22:05:00-05:00","source":"Gulf Courier","author":["A B","C D"]}"#;
        let (article, _) = article_from_json_line("f#1", line, &Limits::default()).unwrap();
        assert_eq!(article.path, "x/1");
        assert_eq!(article.title.unwrap().value, "Blast");
        assert_eq!(article.published.unwrap().value.to_string(), "2024-02-03");
        assert_eq!(article.outlet.unwrap().value, "Gulf Courier");
        assert_eq!(article.byline.unwrap().value, "A B, C D");
    }
}
