//! What a frame of the window costs on a large folder: `cargo bench --bench frame [-- ARTICLES]`.
//!
//! The readings are made up, the same in every run: ten mentions and one report an article, besides a long article of three megabytes.
//! Every frame is run and tessellated, not painted; what counts is the time of the processor.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench is run by hand and tells what it measured")]

#[path = "../tests/common/made_up.rs"]
mod made_up;
#[path = "../tests/common/reports.rs"]
mod reports;
#[path = "../tests/common/stage.rs"]
mod stage;

use dateline::review::Target;
use dateline::ui::workspace::{Filter, View};
use egui::{Key, vec2};
use stage::{Frame, LEFT, LONG, MIDDLE, Stage, quantile};
use std::time::Instant;

/// Frames that are measured of each sort.
const FRAMES: usize = 300;

fn main() {
    let size = std::env::args().skip(1).find_map(|a| a.parse().ok()).unwrap_or(100_000);
    let start = Instant::now();
    let mut stage = Stage::new(size, 25_000);
    let workspace = &stage.app.workspace;
    let (events, mentions) = (workspace.dataset.events.len(), workspace.dataset.mentions().count());
    println!("{size} articles, {mentions} mentions, {events} events; made in {:.0} s\n", start.elapsed().as_secs_f64());
    println!("| what is drawn | frames | median ms | p99 ms | longest ms | idle ms | shapes |\n|---|---|---|---|---|---|---|");
    lists(&mut stage);
    reader(&mut stage);
    pictures(&mut stage);
    work(&mut stage);
}

fn milliseconds(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// One line of the table. What is drawn last without input is the idle frame: what a blinking cursor or a passing pointer costs.
fn tell(stage: &mut Stage, what: &str, frames: &[Frame]) {
    let still = stage.rest();
    let [median, most, longest] = [0.5, 0.99, 1.0].map(|share| milliseconds(quantile(frames, share)));
    let idle = milliseconds(stage.frame(Vec::new()).took);
    let restless = if still.again > std::time::Duration::from_secs(1) { "" } else { " (draws without end)" };
    println!("| {what}{restless} | {} | {median:.2} | {most:.2} | {longest:.2} | {idle:.2} | {} |", frames.len(), still.shapes);
}

/// The wheel is turned over `at`, as fast as a hand can.
fn scroll(stage: &mut Stage, what: &str, at: egui::Pos2) {
    stage.point(at);
    let frames: Vec<Frame> = (0..FRAMES).map(|_| stage.wheel(240.0)).collect();
    tell(stage, what, &frames);
}

fn lists(stage: &mut Stage) {
    stage.show(View::Read);
    scroll(stage, "list of articles", LEFT);
    stage.press(Key::Q);
    scroll(stage, "review queue", LEFT);
    stage.press(Key::Q);
    stage.app.workspace.filter = Filter::default();
    stage.show(View::Events);
    scroll(stage, "table of events", MIDDLE);
    select_an_event(stage);
    scroll(stage, "table of events, one selected and compared", egui::pos2(400.0, 250.0));
    stage.app.workspace.selected = None;
    stage.search("nord12");
    stage.show(View::Search);
    scroll(stage, "articles that were found", egui::pos2(400.0, 450.0));
    stage.app.workspace.filter = Filter::default();
    stage.show(View::Actors);
    scroll(stage, "list of actors", LEFT);
    stage.show(View::Problems);
    scroll(stage, "list of problems", MIDDLE);
}

/// An event in the middle of the table.
fn select_an_event(stage: &mut Stage) -> Target {
    let events = &stage.app.workspace.dataset.events;
    let target = events[events.len() / 2].target.clone();
    stage.app.workspace.selected = Some(target.clone());
    stage.rest();
    target
}

fn reader(stage: &mut Stage) {
    stage.app.workspace.article = Some(LONG.to_owned());
    stage.app.workspace.view = View::Read;
    stage.point(MIDDLE);
    let opening: Vec<Frame> = (0..FRAMES).map(|_| stage.frame(Vec::new())).collect();
    tell(stage, "long article, while it is laid out", &opening);
    scroll(stage, "long article", MIDDLE);
    let steps: Vec<Frame> = (0..FRAMES).map(|_| stage.press(Key::J)).collect();
    tell(stage, "long article, from mention to mention", &steps);
    stage.app.workspace.selected = None;
    stage.app.workspace.article = stage.app.workspace.dataset.articles.first().map(|a| a.article.id.clone());
    let steps: Vec<Frame> = (0..FRAMES).map(|_| stage.press(Key::ArrowRight)).collect();
    tell(stage, "from article to article", &steps);
}

fn pictures(stage: &mut Stage) {
    stage.show(View::Timeline);
    let frames: Vec<Frame> = (0..FRAMES).map(|n| stage.point(MIDDLE + vec2((n % 200) as f32, (n % 7) as f32))).collect();
    tell(stage, "timeline, pointer over the bars", &frames);
    stage.show(View::Map);
    tell_drag(stage, "map of the world, dragged");
    stage.point(MIDDLE);
    let frames: Vec<Frame> = (0..FRAMES).map(|n| stage.wheel(if n < FRAMES / 2 { -12.0 } else { 12.0 })).collect();
    tell(stage, "map, closer and farther", &frames);
}

fn tell_drag(stage: &mut Stage, what: &str) {
    let frames = stage.drag(MIDDLE, vec2(1.0, 0.3), FRAMES);
    tell(stage, what, &frames);
}

/// What single steps cost: the frame in which they are done.
fn work(stage: &mut Stage) {
    println!("\n| what is done once | times | median ms | longest ms |\n|---|---|---|---|");
    for (view, name) in [(View::Read, "articles"), (View::Events, "events"), (View::Timeline, "timeline"), (View::Map, "map")] {
        stage.app.workspace.filter = Filter::default();
        stage.show(view);
        let frames: Vec<Frame> = ["a", "ar", "arm", "army", "army i", "army ir", "army irq"].map(|query| filtered(stage, query)).into();
        once(&format!("filter of the {name}, by letters"), &frames);
    }
    stage.app.workspace.filter = Filter::default();
    stage.show(View::Events);
    select_an_event(stage);
    let frames: Vec<Frame> = (0..50).map(|_| stage.press(Key::J)).collect();
    once("next event of the table", &frames);
    let frames: Vec<Frame> = (0..10).map(|n| stage.press(if n % 2 == 0 { Key::M } else { Key::Escape })).collect();
    once("joining an event, begun and left", &frames);
    let frames: Vec<Frame> = (0..20).map(|_| stage.press(Key::Tab)).collect();
    once("next field of an event", &frames);
    stage.press(Key::Escape);
    let frames: Vec<Frame> = (0..6).map(|_| stage.press(Key::A)).collect();
    once("an event accepted in the table", &frames);
    stage.app.workspace.selected = None;
    stage.show(View::Read);
    stage.press(Key::J);
    let frames: Vec<Frame> = (0..6).map(|_| stage.press(Key::A)).collect();
    once("a mention accepted in the reader", &frames);
}

fn filtered(stage: &mut Stage, query: &str) -> Frame {
    let all = stage.app.workspace.dataset.articles.iter();
    let articles = all.filter(|a| a.whole().article.text.contains("nord12")).map(|a| a.head.id.clone()).collect();
    let revision = stage.app.workspace.revision;
    query.clone_into(&mut stage.app.workspace.filter.query);
    stage.app.workspace.found = Some(dateline::ui::search::Found { query: query.to_owned(), revision, articles, ..dateline::ui::search::Found::default() });
    stage.frame(Vec::new())
}

fn once(what: &str, frames: &[Frame]) {
    println!("| {what} | {} | {:.1} | {:.1} |", frames.len(), milliseconds(quantile(frames, 0.5)), milliseconds(quantile(frames, 1.0)));
}
