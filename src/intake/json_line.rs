//! JSON Lines: a line is an article.

use super::article::{Given, article_from_html, article_from_text};
use super::columns::{Part, folded};
use super::limits::Limits;
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
/// `source`, `url`, `byline` or `author`, or any other usual name of these. `path` names the article unless the line has its own.
pub fn article_from_json_line(path: &str, line: &str, limits: &Limits) -> Result<(Article, Vec<Problem>), Problem> {
    let value: Value = serde_json::from_str(line.trim()).map_err(|e| bad(path, &format!("it is not valid JSON ({e})")))?;
    let Value::Object(fields) = value else { return Err(bad(path, "it must be a JSON object with “text” or “html”")) };
    let own = fields.get("path").and_then(text_in);
    article_from_fields(own.as_deref().unwrap_or(path), &fields, hex_digest(line.trim().as_bytes()), limits)
}

fn bad(path: &str, why: &str) -> Problem {
    Problem::new(path, ProblemKind::BadLine, format!("The line is no article: {why}. Correct it; the other lines were read."))
}

/// One article from the fields of an object.
pub(super) fn article_from_fields(path: &str, fields: &Map<String, Value>, sha256: String, limits: &Limits) -> Result<(Article, Vec<Problem>), Problem> {
    let fields = Folded::new(fields);
    let get = |part| fields.string(part);
    let is_address = |text: &String| text.starts_with("http://") || text.starts_with("https://");
    let outlet = Part::Outlet.names().iter().filter_map(|name| fields.named(name)).find(|o| !is_address(o));
    // trafilatura writes the address into `source`.
    let url = get(Part::Url).or_else(|| fields.named("source").filter(is_address));
    let given =
        Given { sha256, title: get(Part::Title), published: get(Part::Published), outlet, url, byline: get(Part::Byline), language: get(Part::Language) };
    let made = match (get(Part::Text), get(Part::Html)) {
        (Some(text), html) => match (shortened(&text), html) {
            (true, Some(html)) => article_from_html(path, &html, given, limits),
            (cut, _) => article_from_text(path, &text, given).map(|(article, mut notices)| {
                if cut {
                    let message = "The service that gave it cut its text short (“… [+1234 chars]”). Get the whole article where you can.";
                    notices.push(Problem::new(path, ProblemKind::Shortened, message));
                }
                (article, notices)
            }),
        },
        (None, Some(html)) => article_from_html(path, &html, given, limits),
        (None, None) => Err(bad(path, "it has neither “text” nor “html”")),
    };
    made.map_err(|p| if p.kind == ProblemKind::NoText { bad(path, "its text is empty") } else { p })
}

/// Whether the object has a text or a page.
pub(super) fn holds_text(fields: &Map<String, Value>) -> bool {
    let fields = Folded::new(fields);
    fields.string(Part::Text).or_else(|| fields.string(Part::Html)).is_some()
}

/// NewsAPI ends what it cuts with the number of letters that are missing.
fn shortened(text: &str) -> bool {
    let end = text.trim_end();
    end.ends_with(" chars]") && end.rfind("[+").is_some_and(|at| end.len() - at < 24)
}

/// The fields of an object by their names without case and signs.
struct Folded<'a>(Vec<(String, &'a Value)>);

impl<'a> Folded<'a> {
    fn new(fields: &'a Map<String, Value>) -> Self {
        Self(fields.iter().map(|(key, value)| (folded(key), value)).collect())
    }

    /// The first field with a usual name of `part` that holds words.
    fn string(&self, part: Part) -> Option<String> {
        part.names().iter().find_map(|name| self.named(name))
    }

    fn named(&self, name: &str) -> Option<String> {
        self.0.iter().filter(|(key, _)| key == name).find_map(|(_, value)| text_in(value))
    }
}

/// A text, a list of texts or an object with a name, that is not blank.
fn text_in(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(s) => s.clone(),
        Value::Array(items) => items.iter().filter_map(text_in).collect::<Vec<_>>().join(", "),
        Value::Object(o) => o.get("name").and_then(Value::as_str)?.to_owned(),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
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
