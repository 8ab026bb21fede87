//! How soon a folder of files is there to work with: `cargo bench --bench folder [-- FILES…]`.
//!
//! Made-up articles of some forty words, the same in every run, each in a file of its own, are opened in the window: for the first time; then
//! once more after ten of them were edited, added or deleted. Each opening is a process of its own. The window draws sixty frames a second,
//! which are tessellated and not painted; an article counts as there when the frame that shows it is drawn. A folder is named on the command
//! line, or chosen a second after the window came up.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench is run by hand and tells what it measured")]

use dateline::ui::perform::perform;
use dateline::ui::{Action, App, AppOptions, theme};
use egui::{Context, Pos2, RawInput, Rect, vec2};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

fn main() {
    if let Some(home) = std::env::var_os("FOLDER_OPEN") {
        return open(Path::new(&home), &std::env::var("FOLDER_WATCH").unwrap());
    }
    let given: Vec<usize> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let sizes = if given.is_empty() { vec![1_000, 10_000, 100_000] } else { given };
    println!(
        "| files | named: first article ms | chosen: first article ms | all read s | put together s | peak MB | again: shown ms | gone through s | changes shown s | peak MB |\n\
         |---|---|---|---|---|---|---|---|---|---|"
    );
    for size in sizes {
        let home = tempfile::tempdir().unwrap();
        let articles = home.path().join("articles");
        std::fs::create_dir_all(&articles).unwrap();
        for n in 0..size {
            write(&articles, n, n);
        }
        let named = opened(home.path(), "named", size);
        std::fs::remove_dir_all(home.path().join("projects")).unwrap();
        let first = opened(home.path(), "first", size);
        change(&articles, size);
        println!("| {size} | {named} | {first} | {} |", opened(home.path(), "again", size));
    }
}

/// Edits four articles, adds three, deletes three.
fn change(articles: &Path, size: usize) {
    for n in 0..4 {
        write(articles, n * size / 4, size + n);
    }
    for n in 4..7 {
        write(articles, size + n, size + n);
    }
    for n in 1..4 {
        std::fs::remove_file(articles.join(name(n))).unwrap();
    }
}

fn name(n: usize) -> String {
    format!("{n:06}.txt")
}

/// Writes article `n` into file `at`.
fn write(articles: &Path, at: usize, n: usize) {
    use std::io::Write as _;
    std::fs::File::create(articles.join(name(at))).unwrap().write_all(article(n).as_bytes()).unwrap();
}

/// The program opens the folder; what it says of it.
fn opened(home: &Path, how: &str, size: usize) -> String {
    let mut program = Command::new(std::env::current_exe().unwrap());
    let output = program.env("FOLDER_OPEN", home).env("FOLDER_WATCH", format!("{how} {size}")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Opens the folder in a window and tells how long it took until what counts was on the screen.
fn open(home: &Path, watch: &str) {
    let (how, size) = watch.split_once(' ').unwrap();
    let size: usize = size.parse().unwrap();
    let mut window = Window::new(home);
    if how != "named" {
        let up = Instant::now();
        window.until(|_| up.elapsed() > LOOKING);
    }
    window.choose(&home.join("articles"));
    let first = window.until(|app| app.workspace.shown().is_some()) * 1e3;
    if how == "named" {
        return println!("{first:.0}");
    }
    let through = window.until(|app| app.workspace.tasks.iter().all(|t| (t.done, t.total) == (size, size)));
    // What was put together last is shown at once, but a new article only when it was put together with the others.
    let last = if how == "again" { name(size + 6) } else { name(size - 1) };
    let shown = window.until(|app| app.workspace.tasks.is_empty() || app.workspace.dataset.articles.last().is_some_and(|a| a.head.path == last));
    let done = window.until(|app| app.workspace.tasks.is_empty());
    assert_eq!(window.app.workspace.dataset.articles.len(), size);
    println!("{first:.0} | {through:.1} | {:.1} | {}", if how == "again" { shown } else { done }, peak());
}

/// The window, without a screen.
struct Window {
    app: App,
    ctx: Context,
    chosen: Instant,
}

/// So long the analyst looks for the folder, at least.
const LOOKING: Duration = Duration::from_secs(1);
/// Sixty frames a second.
const FRAME: Duration = Duration::from_micros(16_667);

impl Window {
    fn new(home: &Path) -> Self {
        let options = AppOptions { projects: home.join("projects"), settings: home.join("settings"), crashes: home.join("crashes"), ..AppOptions::default() };
        let ctx = Context::default();
        theme::install(&ctx);
        let mut window = Self { app: App::new(options), ctx, chosen: Instant::now() };
        for _ in 0..3 {
            window.frame();
        }
        window
    }

    fn choose(&mut self, folder: &Path) {
        self.chosen = Instant::now();
        perform(&mut self.app, Action::Open(folder.to_owned()), &self.ctx);
    }

    /// Draws until `done`; seconds since the folder was chosen.
    fn until(&mut self, done: impl Fn(&App) -> bool) -> f64 {
        loop {
            let begun = Instant::now();
            self.frame();
            if done(&self.app) {
                return self.chosen.elapsed().as_secs_f64();
            }
            std::thread::sleep(FRAME.saturating_sub(begun.elapsed()));
        }
    }

    fn frame(&mut self) {
        let input = RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))), ..RawInput::default() };
        let (ctx, app) = (&self.ctx, &mut self.app);
        let mut output = ctx.run_ui(input, |ui| app.draw(ui));
        drop(ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point));
        output.drop_without_applying_deltas();
    }
}

/// Article `n`: one attack in some forty words.
fn article(n: usize) -> String {
    let of = |list: &[&'static str], step: usize| list[n / step % list.len()];
    let town = of(&["Gao", "Kidal", "Mosul", "Kirkuk", "Maiduguri", "Mogadishu", "Kandahar", "Aleppo", "Kharkiv", "Goma", "Benghazi"], 1);
    let deed = of(&["A roadside bomb killed", "Gunmen shot dead", "A suicide bomber killed", "A drone strike killed", "A mortar shell killed"], 11);
    let whom = of(&["soldiers", "policemen", "villagers", "traders"], 55);
    let (dead, hurt, day, month) = (2 + n % 23, 3 + n % 31, 1 + n % 28, of(&["January", "March", "May", "July", "October"], 3));
    format!(
        "{deed} {dead} {whom} near {town}\n\nPublished: {day} {month} 2024\n\n{deed} {dead} {whom} and wounded {hurt} others near {town} on Wednesday, \
         a police officer said.\n\nNo group said that it was behind the attack. A hospital counted the wounded, and the governor spoke of {n} families that have left the district.\n"
    )
}

/// Megabytes of memory that were held at the most, as Linux tells.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let held = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok());
    held.unwrap_or(0) / 1024
}
