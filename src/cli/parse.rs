//! `dateline parse`: articles in, what the language engine makes of them out.

use super::extract::{article, json_error, stream};
use crate::analysis::Engine;
use crate::language::{self, Annotator, Paragraph, SmallEnglish};
use clap::ValueEnum;
use std::path::Path;
use std::sync::atomic::AtomicBool;

/// How analyses are written.
#[derive(Clone, Copy, ValueEnum)]
pub enum ParseFormat {
    /// One JSON object a line for each article.
    Jsonl,
    /// The format of the treebanks.
    Conllu,
}

/// Analyses standard input. With `plain`, each line is a JSON string that is one paragraph, and the engine sees neither the lexicon nor
/// another case than is written: what the model alone makes of it.
pub fn parse(input: &Path, format: ParseFormat, plain: bool) -> anyhow::Result<()> {
    anyhow::ensure!(input.to_str() == Some("-"), "parse reads standard input: dateline parse -");
    let failed = |number: usize, error: &anyhow::Error| match format {
        ParseFormat::Jsonl => json_error(number, error),
        ParseFormat::Conllu => format!("# error in line {number}: {}\n\n", format!("{error:#}").replace('\n', " ")),
    };
    if plain {
        let engine = SmallEnglish::load()?.as_written();
        return stream(|line| parse_plain(&engine, line, format), failed);
    }
    let engine = Engine::load()?;
    stream(|line| parse_article(&engine, line, format), failed)
}

fn parse_article(engine: &Engine, line: &str, format: ParseFormat) -> anyhow::Result<String> {
    let article = article(line)?;
    let analyses = engine.parse(&article, &AtomicBool::new(false))?;
    Ok(written(&article.path, &article.text, &analyses, format))
}

fn parse_plain(engine: &SmallEnglish, line: &str, format: ParseFormat) -> anyhow::Result<String> {
    let text: String = serde_json::from_str(line)?;
    let analyses = engine.annotate(&[Paragraph { start: 0, text: &text }], &[], &AtomicBool::new(false))?;
    Ok(written("-", &text, &analyses, format))
}

fn written(path: &str, text: &str, analyses: &[language::Analysis], format: ParseFormat) -> String {
    match format {
        ParseFormat::Jsonl => language::parse_json(path, text, analyses).to_string() + "\n",
        ParseFormat::Conllu => language::conllu(path, text, analyses),
    }
}
