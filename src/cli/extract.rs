//! `dateline extract`: articles in, JSON Lines out.

use crate::analysis::{self, Engine, Gathered, Prepared, Step};
use crate::export::{self, ExportOptions};
use crate::intake::{self, ColumnChoice, Limits};
use crate::model::{Article, Guidance};
use crate::review::{self, Dataset, Decisions};
use anyhow::Context;
use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

/// Lines that are read from standard input before they are worked on together.
const BATCH: usize = 64;

/// Prints what a bug report and a methods section need.
pub fn version() -> anyhow::Result<()> {
    let engine = Engine::load()?;
    let info = engine.info();
    let mut out = std::io::stdout().lock();
    writeln!(out, "dateline {}", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "language engine: {} {}, weights {}", info.name, info.version, info.weights)?;
    writeln!(out, "lexicon: {}", engine.lexicon().version())?;
    Ok(())
}

/// Reads `input`, a folder or `-`.
pub fn extract(input: &Path, out: Option<&Path>, options: &ExportOptions, columns: &ColumnChoice) -> anyhow::Result<()> {
    match (input.to_str(), out) {
        (Some("-"), _) => {
            let engine = Engine::load()?;
            stream(|line| extract_line(&engine, line), json_error)
        }
        (_, Some(out)) => folder(input, out, options, columns),
        (_, None) => anyhow::bail!("say where to write: dateline extract {} --out FOLDER", input.display()),
    }
}

fn folder(root: &Path, out: &Path, options: &ExportOptions, columns: &ColumnChoice) -> anyhow::Result<()> {
    std::fs::create_dir_all(out).with_context(|| format!("cannot write into {}", out.display()))?;
    let engine = Engine::load()?;
    let dataset = read_folder(&engine, root, columns)?;
    export::export(&dataset, &ExportOptions { replace: options.replace, ..self::options(&engine, &options.exported_at) }, "jsonl", out)?;
    Ok(())
}

/// The dataset of the articles below `root`, as the machine reads them; what cannot be read is told on standard error.
pub fn read_folder(engine: &Engine, root: &Path, columns: &ColumnChoice) -> anyhow::Result<Dataset> {
    anyhow::ensure!(root.is_dir(), "{} is no folder that can be read", root.display());
    let gathered = Mutex::new(Gathered::default());
    let progress = Progress::new();
    let limits = Limits { columns: columns.clone(), ..Limits::default() };
    analysis::read_folder(engine, root, &limits, &AtomicBool::new(false), Prepared::Unread, &|step| {
        progress.show(&step);
        gathered.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take(step);
    });
    let mut gathered = gathered.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    gathered.finish();
    progress.end();
    for problem in &gathered.problems {
        eprintln!("{problem}");
    }
    let extraction = analysis::assemble(gathered.readings, &Guidance::default(), engine.lexicon());
    Ok(review::resolve(&extraction, &Decisions::default()))
}

/// What an export says about how it came about.
pub fn options(engine: &Engine, now: &str) -> ExportOptions {
    ExportOptions { engine: engine.name(), lexicon_version: engine.lexicon().version().to_owned(), exported_at: now.to_owned(), ..ExportOptions::default() }
}

/// Works on standard input line by line, with all cores, and writes the answers in the same order; `failed` makes one of an error and its line.
pub fn stream(work: impl Fn(&str) -> anyhow::Result<String> + Sync, failed: impl Fn(usize, &anyhow::Error) -> String + Sync) -> anyhow::Result<()> {
    let mut input = std::io::stdin().lock();
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    let mut number = 0;
    loop {
        let batch = next_batch(&mut input, &mut number)?;
        if batch.is_empty() {
            return Ok(());
        }
        let answers = analysis::in_parallel(&batch, |(number, line)| {
            let text = std::str::from_utf8(line).map_err(anyhow::Error::from);
            text.and_then(&work).unwrap_or_else(|error| failed(*number, &error))
        });
        for answer in answers {
            output.write_all(answer.as_bytes())?;
        }
        output.flush()?;
    }
}

/// A line that tells of an error in the line with this number.
pub fn json_error(number: usize, error: &anyhow::Error) -> String {
    serde_json::json!({"error": format!("{error:#}"), "line": number}).to_string() + "\n"
}

/// The next lines with their numbers; blank ones are passed over.
fn next_batch(input: &mut impl BufRead, number: &mut usize) -> std::io::Result<Vec<(usize, Vec<u8>)>> {
    let mut batch = Vec::new();
    while batch.len() < BATCH {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        *number += 1;
        if !line.trim_ascii().is_empty() {
            batch.push((*number, line));
        }
    }
    Ok(batch)
}

/// The article that a line of standard input holds.
pub fn article(line: &str) -> anyhow::Result<Article> {
    let read = intake::article_from_json_line("-", line, &Limits::default());
    read.map(|(article, _notices)| article).map_err(|problem| anyhow::anyhow!("{}", problem.message))
}

fn extract_line(engine: &Engine, line: &str) -> anyhow::Result<String> {
    let reading = engine.read(article(line)?, &AtomicBool::new(false))?;
    let extraction = analysis::assemble(vec![reading], &Guidance::default(), engine.lexicon());
    let dataset = review::resolve(&extraction, &Decisions::default());
    Ok(export::article_line(&dataset).to_string() + "\n")
}

/// Progress on standard error, when it is a terminal.
struct Progress {
    shown: bool,
    total: Mutex<usize>,
}

impl Progress {
    fn new() -> Self {
        Self { shown: std::io::stderr().is_terminal(), total: Mutex::new(0) }
    }

    fn show(&self, step: &Step) {
        let mut total = self.total.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match step {
            Step::Found(n) => *total = *n,
            Step::Done(n) if self.shown => eprint!("\rread {n} of {} files", *total),
            _ => {}
        }
    }

    fn end(&self) {
        if self.shown {
            eprintln!();
        }
    }
}
