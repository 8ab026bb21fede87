//! How merging grows: `cargo bench --no-default-features --bench merge`. The reports are made up, the same in every run.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench is run by hand and tells what it measured")]

#[path = "../tests/common/made_up.rs"]
mod made_up;
#[path = "../tests/common/reports.rs"]
mod reports;

use dateline::events::group;
use dateline::lexicon::Lexicon;
use dateline::model::Guidance;
use std::time::Instant;

/// Numbers of reports.
const SIZES: [usize; 5] = [1_000, 3_000, 10_000, 30_000, 100_000];
/// The most that the largest may take on two cores, in seconds.
const GOAL: f64 = 5.0;
fn main() {
    let lexicon = Lexicon::builtin().unwrap();
    println!("| reports | events | seconds | microseconds a report |\n|---|---|---|---|");
    let mut last = 0.0;
    for size in SIZES {
        let readings = made_up::readings(size, 0);
        let start = Instant::now();
        let events = group(&readings, &Guidance::default(), &lexicon);
        last = start.elapsed().as_secs_f64();
        println!("| {size} | {} | {last:.2} | {:.0} |", events.len(), last * 1e6 / size as f64);
    }
    println!("{} the goal of {GOAL} s", if last <= GOAL { "within" } else { "ABOVE" });
}
