//! What another coder made of what was exported: brat, Label Studio and JSON Lines are read back as that coder's edits of the machine's marks.

use crate::model::{CharIndex, Kind, Span};
use crate::review::{Command, Dataset, MentionEdit, NewValue, ReviewedArticle, ReviewedMention};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The largest file that is read back.
const LARGEST: u64 = 1024 * 1024 * 1024;

/// Why nothing could be read back.
#[derive(Debug, thiserror::Error)]
pub enum ReturnError {
    /// The disk refused.
    #[error("{path} cannot be read: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is none of the formats.
    #[error("{0} is neither a brat folder, nor a Label Studio export (.json), nor mentions.jsonl of an export in JSON Lines.")]
    Unknown(PathBuf),
}

/// The marks of one article as the other coder left them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coded {
    /// The article's id.
    pub article: String,
    /// Place (bytes) and kind of each mark.
    pub marks: BTreeSet<(Span, Kind)>,
}

/// What was read back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// By article, in the order of the dataset.
    pub articles: Vec<Coded>,
    /// What could not be used, in words for the analyst.
    pub problems: Vec<String>,
}

/// Reads the file or folder `from`; `dataset` says which articles there are.
pub fn read_back(dataset: &Dataset, from: &Path) -> Result<Returned, ReturnError> {
    let ending = from.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let mut reading = Reading { dataset, by_article: BTreeMap::new(), problems: Vec::new() };
    match ending.as_str() {
        _ if from.is_dir() => reading.brat(from)?,
        "json" => reading.label_studio(from)?,
        "jsonl" | "ndjson" => reading.json_lines(from)?,
        _ => return Err(ReturnError::Unknown(from.to_owned())),
    }
    let Reading { by_article, problems, .. } = reading;
    let coded = |a: &std::sync::Arc<ReviewedArticle>| {
        let marks = by_article.get(a.head.id.as_str())?;
        Some(Coded { article: a.head.id.clone(), marks: marks.clone() })
    };
    Ok(Returned { articles: dataset.articles.iter().filter_map(coded).collect(), problems })
}

/// The edits that turn the machine's marks into the other coder's. `machine` is the dataset without any decision; `shown` the one that was
/// exported: a mark that was not shown was not judged.
pub fn edits(machine: &Dataset, shown: &Dataset, returned: &Returned) -> Vec<Command> {
    returned.articles.iter().flat_map(|coded| article_edits(machine, shown, coded)).collect()
}

fn article_edits(machine: &Dataset, shown: &Dataset, coded: &Coded) -> Vec<Command> {
    let Some(article) = machine.article(&coded.article) else { return Vec::new() };
    let mut left = coded.marks.clone();
    let (mut confirmed, mut open) = (Vec::new(), Vec::new());
    for mention in &article.mentions {
        if left.remove(&(mention.item.span, mention.item.kind)) {
            confirmed.push(mention.target.clone());
        } else if was_shown(shown, mention) {
            open.push(mention);
        }
    }
    let mut edits: Vec<Command> = if confirmed.is_empty() { Vec::new() } else { vec![Command::Confirm(confirmed)] };
    let mut rejected = Vec::new();
    for mention in open {
        let same_words = left.iter().find(|(span, _)| *span == mention.item.span).copied();
        let moved = || left.iter().find(|(span, kind)| *kind == mention.item.kind && span.overlaps(mention.item.span)).copied();
        match same_words.or_else(moved) {
            Some(mark) => {
                left.remove(&mark);
                let edit = MentionEdit {
                    span: (mark.0 != mention.item.span).then_some(mark.0),
                    kind: (mark.1 != mention.item.kind).then_some(mark.1),
                    ..MentionEdit::default()
                };
                edits.push(Command::Correct(mention.target.clone(), NewValue::Mention(edit)));
            }
            None => rejected.push(mention.target.clone()),
        }
    }
    if !rejected.is_empty() {
        edits.push(Command::Reject(rejected));
    }
    let added = left.into_iter().map(|(span, kind)| Command::AddMention { article: coded.article.clone(), span, kind, edit: MentionEdit::default() });
    edits.extend(added);
    edits
}

/// Whether the machine's mark stood in the export, itself or corrected.
fn was_shown(shown: &Dataset, mention: &ReviewedMention) -> bool {
    let article = shown.article(&mention.item.article);
    article.is_some_and(|a| a.mentions.iter().any(|m| m.target == mention.target && m.review.stands()))
}

/// What is gathered while files are read.
struct Reading<'a> {
    dataset: &'a Dataset,
    by_article: BTreeMap<String, BTreeSet<(Span, Kind)>>,
    problems: Vec<String>,
}

fn load(path: &Path) -> Result<String, ReturnError> {
    let io = |source| ReturnError::Io { path: path.to_owned(), source };
    if std::fs::metadata(path).map_err(io)?.len() > LARGEST {
        return Err(io(std::io::Error::other("it is larger than 1 GB")));
    }
    std::fs::read_to_string(path).map_err(io)
}

impl Reading<'_> {
    /// The article with that text.
    fn article_with(&mut self, text: &str, file: &str) -> Option<(String, CharIndex)> {
        let id: String = super::write::hex(&Sha256::digest(text.as_bytes())).chars().take(16).collect();
        let by_text = self.dataset.article(&id).or_else(|| self.dataset.articles.iter().find(|a| a.whole().article.text == text));
        let Some(article) = by_text else {
            self.problems.push(format!("{file}: its text is that of no article of the project (or was edited), so its marks were left out."));
            return None;
        };
        self.by_article.entry(article.head.id.clone()).or_default();
        Some((article.head.id.clone(), CharIndex::new(text)))
    }

    /// Notes a mark given in code points.
    fn mark(&mut self, (article, index): &(String, CharIndex), points: (usize, usize), label: &str, file: &str) {
        let text = self.dataset.article(article).map_or("", |a| a.article.text.as_str());
        let span = Span::new(index.byte(points.0), index.byte(points.1));
        match Kind::from_key(label) {
            _ if points.0 >= points.1 || span.of(text).is_empty() => {
                self.problems.push(format!("{file}: a mark at {}–{} lies outside the text.", points.0, points.1));
            }
            Some(kind) => {
                self.by_article.entry(article.clone()).or_default().insert((span, kind));
            }
            None => self.problems.push(format!("{file}: the label “{label}” is none of this program’s kinds, so its marks were left out.")),
        }
    }

    fn brat(&mut self, folder: &Path) -> Result<(), ReturnError> {
        let io = |source| ReturnError::Io { path: folder.to_owned(), source };
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(folder).map_err(io)?.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.extension().is_some_and(|e| e == "ann")).collect();
        files.sort();
        if files.is_empty() {
            return Err(ReturnError::Unknown(folder.to_owned()));
        }
        for file in files {
            let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let text = load(&file.with_extension("txt"))?;
            let Some(article) = self.article_with(&text, &name) else { continue };
            for line in load(&file)?.lines().filter(|l| l.starts_with('T')) {
                let mut cells = line.split('\t');
                let place = cells.nth(1).unwrap_or_default();
                let (label, points) = place.split_once(' ').unwrap_or((place, ""));
                // Triggers of reports and words in a role are no mentions.
                if label == "report" || label == "words" {
                    continue;
                }
                let numbers: Vec<usize> = points.split([' ', ';']).filter_map(|n| n.parse().ok()).collect();
                let (start, end) = (numbers.first().copied().unwrap_or(0), numbers.last().copied().unwrap_or(0));
                self.mark(&article, (start, end), label, &name);
            }
        }
        Ok(())
    }

    fn label_studio(&mut self, path: &Path) -> Result<(), ReturnError> {
        let tasks: Json = serde_json::from_str(&load(path)?).map_err(|_not_json| ReturnError::Unknown(path.to_owned()))?;
        let tasks = tasks.as_array().filter(|t| t.iter().any(|t| t["data"]["text"].is_string())).ok_or_else(|| ReturnError::Unknown(path.to_owned()))?;
        for task in tasks {
            let name = format!("task {}", task["id"]);
            let Some(article) = self.article_with(task["data"]["text"].as_str().unwrap_or_default(), &name) else { continue };
            let done = |a: &&Json| !a["was_cancelled"].as_bool().unwrap_or(false);
            let Some(annotation) = task["annotations"].as_array().and_then(|all| all.iter().rfind(done)) else {
                self.problems.push(format!("{name}: nobody annotated it, so it was left out."));
                self.by_article.remove(&article.0);
                continue;
            };
            for region in annotation["result"].as_array().into_iter().flatten() {
                let value = &region["value"];
                let number = |key: &str| value[key].as_u64().map_or(0, |n| n as usize);
                for label in value["labels"].as_array().into_iter().flatten().filter_map(Json::as_str) {
                    self.mark(&article, (number("start"), number("end")), label, &name);
                }
            }
        }
        Ok(())
    }

    fn json_lines(&mut self, path: &Path) -> Result<(), ReturnError> {
        let mut known: BTreeMap<String, (String, CharIndex)> = BTreeMap::new();
        for article in &self.dataset.articles {
            known.insert(article.head.path.clone(), (article.head.id.clone(), CharIndex::new(&article.whole().article.text)));
        }
        for (i, line) in load(path)?.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            let name = format!("line {}", i + 1);
            let Ok(mention) = serde_json::from_str::<Json>(line) else {
                self.problems.push(format!("{name}: it is not valid JSON, so it was left out."));
                continue;
            };
            let (Some(file), Some(start), Some(end)) = (mention["article"].as_str(), mention["start"].as_u64(), mention["end"].as_u64()) else {
                return Err(ReturnError::Unknown(path.to_owned()));
            };
            let Some(article) = known.get(file) else {
                self.problems.push(format!("{name}: there is no article {file} in the project, so it was left out."));
                continue;
            };
            let (points, label) = ((start as usize, end as usize), mention["kind"].as_str().unwrap_or_default());
            let text = self.dataset.article(&article.0).map_or("", |a| a.article.text.as_str());
            let words = Span::new(article.1.byte(points.0), article.1.byte(points.1)).of(text);
            if mention["text"].as_str().is_some_and(|said| said != words) {
                self.problems.push(format!("{name}: other words stand at its place in {file}, so it was left out."));
            } else if mention["review"].as_str() == Some("rejected") {
                self.by_article.entry(article.0.clone()).or_default();
            } else {
                self.mark(article, points, label, &name);
            }
        }
        Ok(())
    }
}
