//! What a frame costs must not grow with the folder: neither what is drawn, nor what is worked out for it. `benches/frame.rs` measures more.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by it, and tells what it measured")]

#[path = "common/made_up.rs"]
mod made_up;
#[path = "common/reports.rs"]
mod reports;
#[path = "common/stage.rs"]
mod stage;

use dateline::ui::workspace::{Filter, View};
use egui::{Key, Pos2, vec2};
use stage::{Frame, LEFT, LONG, MIDDLE, Stage, quantile};
use std::time::Duration;

/// The median frame and what is drawn in the last, while the wheel is turned over `at`.
fn scrolled(stage: &mut Stage, at: Pos2) -> (Duration, usize) {
    stage.point(at);
    let frames: Vec<Frame> = (0..40).map(|_| stage.wheel(120.0)).collect();
    (quantile(&frames, 0.5), stage.rest().shapes)
}

/// Every scene on a folder of `size` articles.
fn scenes(size: usize) -> Vec<(&'static str, Duration, usize)> {
    let mut stage = Stage::new(size, 400);
    let mut all = Vec::new();
    let mut note = |name, (time, shapes)| all.push((name, time, shapes));
    note("articles", scrolled(&mut stage, LEFT));
    stage.press(Key::Q);
    note("queue", scrolled(&mut stage, LEFT));
    stage.press(Key::Q);
    stage.app.workspace.filter = Filter::default();
    stage.show(View::Events);
    note("events", scrolled(&mut stage, MIDDLE));
    let events = &stage.app.workspace.dataset.events;
    stage.app.workspace.selected = Some(events[events.len() / 2].target.clone());
    note("events, one selected", scrolled(&mut stage, egui::pos2(400.0, 250.0)));
    stage.app.workspace.selected = None;
    stage.search("nord1");
    stage.show(View::Search);
    note("found", scrolled(&mut stage, MIDDLE - vec2(200.0, 0.0)));
    stage.app.workspace.filter = Filter::default();
    stage.show(View::Actors);
    note("actors", scrolled(&mut stage, LEFT));
    stage.show(View::Problems);
    note("problems", scrolled(&mut stage, MIDDLE));
    stage.show(View::Timeline);
    note("timeline", scrolled(&mut stage, MIDDLE));
    stage.app.workspace.article = Some(LONG.to_owned());
    stage.show(View::Read);
    note("reader", scrolled(&mut stage, MIDDLE));
    stage.press(Key::J);
    note("reader, a mention selected", scrolled(&mut stage, MIDDLE));
    all
}

#[test]
fn frames_cost_as_much_in_a_folder_ten_times_as_large() {
    let (small, large) = (scenes(400), scenes(4_000));
    for ((name, before, few), (_, after, many)) in small.into_iter().zip(large) {
        println!("{name}: {before:?} and {after:?}, {few} and {many} shapes");
        assert!(many <= few + few / 4 + 40, "{name}: {few} shapes, then {many}");
        // Ten times the articles would take ten times as long where a frame walks over them.
        assert!(after <= before * 3 + Duration::from_millis(2), "{name}: {before:?}, then {after:?}");
    }
}

/// How many corners of triangles the timeline of a folder of `size` articles comes to.
fn timeline(size: usize) -> usize {
    let mut stage = Stage::new(size, 40);
    stage.show(View::Timeline);
    stage.rest().corners
}

#[test]
fn the_timeline_draws_no_more_than_a_screen_can_show() {
    let (few, many) = (timeline(500), timeline(10_000));
    println!("{few} and {many} corners");
    // Twenty times the events and totals; ten thousand bars and marks came to several hundred thousand.
    assert!(many < 100_000, "{few} corners, then {many}");
}

/// What a verdict costs in a folder of `size` articles: on an event in the table, on an event while the queue is followed.
fn verdicts(size: usize) -> [Duration; 2] {
    let mut stage = Stage::new(size, 40);
    stage.show(View::Events);
    let table = verdicts_on_events(&mut stage);
    stage.show(View::Read);
    stage.press(Key::Q);
    [table, verdicts_on_events(&mut stage)]
}

fn verdicts_on_events(stage: &mut Stage) -> Duration {
    let events = &stage.app.workspace.dataset.events;
    stage.app.workspace.selected = Some(events[events.len() / 2].target.clone());
    stage.rest();
    let frames: Vec<Frame> = (0..9).map(|_| stage.press(Key::A)).collect();
    let decided = stage.app.workspace.journal.rows().len();
    assert!(decided >= 9, "only {decided} verdicts");
    quantile(&frames, 0.5)
}

#[test]
fn a_verdict_costs_by_what_it_is_about_and_not_by_the_folder() {
    for (before, after) in verdicts(400).into_iter().zip(verdicts(6_000)) {
        println!("{before:?} and {after:?}");
        // Fifteen times the folder.
        assert!(after <= before * 4 + Duration::from_millis(4), "{before:?}, then {after:?}");
    }
}

#[test]
fn an_idle_window_asks_for_no_frame() {
    let mut stage = Stage::new(400, 400);
    for view in View::ALL {
        stage.show(view);
        stage.point(MIDDLE);
        assert!(stage.rest().again > Duration::from_hours(1), "{view:?} is drawn again and again");
    }
}
