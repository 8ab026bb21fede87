//! `.json` files: one article, a list of them, or a list inside an answer, as NewsAPI, MediaCloud and trafilatura write them.

use super::decode::decode;
use super::json_line::{article_from_fields, hex_digest};
use super::problem::{Problem, ProblemKind};
use super::source::{Found, Source};
use serde_json::{Map, Value};

/// Fields that hold the list in an answer.
const LISTS: [&str; 10] = ["articles", "stories", "results", "documents", "docs", "items", "data", "hits", "response", "news"];

pub(super) fn read(source: &Source<'_>) -> Found {
    let decoded = match decode(source.name, source.bytes, false) {
        Ok(decoded) => decoded,
        Err(problem) => return (Vec::new(), vec![problem]),
    };
    let mut problems = decoded.problems;
    let value: Value = match serde_json::from_str(decoded.text.trim_start_matches('\u{feff}')) {
        Ok(value) => value,
        Err(error) => {
            let message = format!("It is not valid JSON ({error}), so it was not read. A file with one JSON object a line must end in .jsonl.");
            problems.push(Problem::new(source.name, ProblemKind::BadLine, message));
            return (Vec::new(), problems);
        }
    };
    let Some(found) = articles_in(&value) else {
        let message = "There is no article in it: neither an object with “text” or “html”, nor a list of such objects. Save the articles as JSON Lines.";
        problems.push(Problem::new(source.name, ProblemKind::NoText, message));
        return (Vec::new(), problems);
    };
    let single = value.as_object().is_some_and(super::json_line::holds_text);
    let mut articles = Vec::new();
    for (index, fields) in found.into_iter().take(source.limits.entries).enumerate() {
        let number = index + 1;
        let name = if single { source.name.to_owned() } else { format!("{}#{number}", source.name) };
        let digest = hex_digest(Value::Object(fields.clone()).to_string().as_bytes());
        match article_from_fields(&name, fields, digest, source.limits) {
            Ok((article, notices)) => {
                articles.push(article);
                problems.extend(notices);
            }
            Err(problem) => problems.push(Problem { path: name, ..problem }),
        }
    }
    (articles, problems)
}

/// The objects that are articles, wherever in the answer they stand.
fn articles_in(value: &Value) -> Option<Vec<&Map<String, Value>>> {
    match value {
        Value::Array(items) => {
            let objects: Vec<_> = items.iter().filter_map(Value::as_object).map(inner).collect();
            (!objects.is_empty()).then_some(objects)
        }
        Value::Object(fields) => {
            let list = || LISTS.iter().filter_map(|key| fields.get(*key)).find_map(articles_in);
            if super::json_line::holds_text(fields) { Some(vec![fields]) } else { list() }
        }
        _ => None,
    }
}

/// Elasticsearch wraps each hit.
fn inner(fields: &Map<String, Value>) -> &Map<String, Value> {
    fields.get("_source").and_then(Value::as_object).unwrap_or(fields)
}
