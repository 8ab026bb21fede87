//! The command line: the same pipe for scripts and clusters.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is where the program speaks to a terminal")]

mod agree;
mod extract;
mod merge;
mod parse;
mod project;

use crate::export::{ExportOptions, FORMATS};
use crate::intake::ColumnChoice;
use crate::model::{Guidance, Settling};
use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// News articles in, reviewed attack data out. Without a command, opens the window.
#[derive(Parser)]
#[command(name = "dateline", disable_version_flag = true)]
struct Arguments {
    /// A folder of articles or a project file to open in the window.
    paths: Vec<PathBuf>,
    /// Print the version of the program, its language engine and its lexicon.
    #[arg(short = 'V', long)]
    version: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Read a folder of articles and write articles, mentions, reports, events and tallies as JSON Lines.
    Extract {
        /// A folder, or `-` for articles as JSON Lines on standard input.
        input: PathBuf,
        /// Where the files are written; not for `-`, which writes to standard output.
        #[arg(long)]
        out: Option<PathBuf>,
        /// Replace files that the program did not write, or that were changed since.
        #[arg(long)]
        replace: bool,
        /// Which columns of tables hold what, where the guess is wrong: text=BODY,published=DATE.
        #[arg(long, default_value = "", value_parser = columns)]
        columns: ColumnChoice,
    },
    /// Write the reviewed dataset of a project, in any of the formats.
    Export {
        /// The project file, or a folder of articles, which is then written as the machine reads it.
        project: PathBuf,
        /// One or more formats, parted by commas, or `all`.
        #[arg(long, value_delimiter = ',', value_parser = formats())]
        format: Vec<String>,
        /// The folder to write into.
        #[arg(long)]
        out: PathBuf,
        /// Only what the analyst has confirmed, corrected or added.
        #[arg(long)]
        reviewed_only: bool,
        /// CSV that Excel opens rightly and that cannot run as a formula.
        #[arg(long)]
        excel_safe: bool,
        /// Replace files that the program did not write, or that were changed since.
        #[arg(long)]
        replace: bool,
        /// Which columns of tables hold what, where the guess is wrong: text=BODY,published=DATE.
        #[arg(long, default_value = "", value_parser = columns)]
        columns: ColumnChoice,
    },
    /// Merge the reports of any number of extractions into events: events.jsonl, and reports.jsonl with the event of each.
    Merge {
        /// Folders that `extract --out` wrote, or files of what `extract -` wrote.
        #[arg(required = true)]
        reports: Vec<PathBuf>,
        /// Where the files are written.
        #[arg(long)]
        out: PathBuf,
        /// The events.jsonl of an earlier merge: its events keep their ids.
        #[arg(long)]
        after: Option<PathBuf>,
        /// By which practice values that do not agree are settled.
        #[arg(long, default_value = Settling::Triple.key(), value_parser = settlings())]
        settle: String,
        /// Replace an earlier merge.
        #[arg(long)]
        replace: bool,
    },
    /// Read back what another coder made of an export (a brat folder, Label Studio's .json, or mentions.jsonl) as a project of that coder.
    Import {
        /// The project that the export was made from.
        project: PathBuf,
        /// What came back.
        from: PathBuf,
        /// The other coder's name.
        #[arg(long)]
        by: String,
        /// The project file to make; it holds the same articles and that coder's decisions only.
        #[arg(long)]
        out: PathBuf,
    },
    /// Print how far two coders of the same articles agree: percent, Cohen's kappa, span F1.
    Agree {
        /// One coder's project.
        first: PathBuf,
        /// The other's.
        second: PathBuf,
    },
    /// Analyse articles given as JSON Lines on standard input: tokens, tags, heads, labels, names.
    Parse {
        /// Always `-`.
        input: PathBuf,
        /// How the analyses are written.
        #[arg(long, value_enum, default_value = "jsonl")]
        format: parse::ParseFormat,
        /// Each line is a JSON string, one paragraph; what the model alone makes of it, without the lexicon.
        #[arg(long)]
        plain: bool,
    },
}

/// Which columns hold what; nothing where all are to be guessed.
fn columns(words: &str) -> Result<ColumnChoice, crate::intake::NotAChoice> {
    if words.is_empty() { Ok(ColumnChoice::default()) } else { words.parse() }
}

/// The keys of the practices of settling.
fn settlings() -> PossibleValuesParser {
    PossibleValuesParser::new(Settling::ALL.map(Settling::key))
}

/// The keys of the formats, and `all`.
fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|f| f.key()).chain(["all"]))
}

/// Runs the program on the arguments of the process; an error is told on standard error. `now` is the time of the start, RFC 3339, UTC;
/// `started` the same on the steady clock.
pub fn main(now: &str, started: Instant) -> ExitCode {
    match run(now, started) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has seen enough, as `head` does.
        Err(error) if error.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dateline: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(now: &str, started: Instant) -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if arguments.version {
        return extract::version();
    }
    match arguments.command {
        None => window(arguments.paths, started),
        Some(Command::Extract { input, out, replace, columns }) => {
            extract::extract(&input, out.as_deref(), &ExportOptions { replace, exported_at: now.to_owned(), ..ExportOptions::default() }, &columns)
        }
        Some(Command::Export { project, format, out, reviewed_only, excel_safe, replace, columns }) => {
            let options = ExportOptions { reviewed_only, excel_safe, replace, exported_at: now.to_owned(), ..ExportOptions::default() };
            project::export(&project, &format, &out, &options, &columns)
        }
        Some(Command::Merge { reports, out, after, settle, replace }) => {
            let settling = Settling::ALL.into_iter().find(|s| s.key() == settle).unwrap_or_default();
            let founders = after.map(|events| merge::founders(&events)).transpose()?.unwrap_or_default().into_iter().collect();
            merge::merge(&reports, &out, replace, &Guidance { founders, settling, ..Guidance::default() })
        }
        Some(Command::Import { project, from, by, out }) => project::import(&project, &from, &by, &out, now),
        Some(Command::Agree { first, second }) => agree::agree(&first, &second),
        Some(Command::Parse { input, format, plain }) => parse::parse(&input, format, plain),
    }
}

#[cfg(feature = "window")]
fn window(paths: Vec<PathBuf>, started: Instant) -> anyhow::Result<()> {
    crate::ui::run(crate::ui::WindowOptions { open: paths, started: Some(started) })
}

#[cfg(not(feature = "window"))]
fn window(_paths: Vec<PathBuf>, _started: Instant) -> anyhow::Result<()> {
    anyhow::bail!("this build has no window; use `dateline extract`, `export`, `import`, `merge` or `parse`")
}
