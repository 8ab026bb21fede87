//! A window on a folder of made-up readings: frames are run and tessellated as for a screen, but nothing is painted; each is timed.
#![allow(dead_code, clippy::unwrap_used, reason = "each user takes its own part, and fails by a panic")]

use super::{made_up, reports};
use cpu_time::ThreadTime;
use dateline::analysis;
use dateline::lexicon::Lexicon;
use dateline::model::{Article, Guidance, Kind, Mention, Qualifier, Reading, Span, Tally, TallyOf};
use dateline::review::{self, Decisions};
use dateline::ui::actors::Registry;
use dateline::ui::search::{ArticleHit, Catalogue, Found, LISTED, snippet};
use dateline::ui::workspace::{Project, Trouble, Versions, View, Workspace};
use dateline::ui::{App, AppOptions, theme};
use egui::epaint::Primitive;
use egui::{Context, Event, Key, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Vec2, pos2, vec2};
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

/// The size of the window.
pub const SIZE: Vec2 = vec2(1280.0, 800.0);
/// Where the lists on the left are, and the middle of everything else.
pub const LEFT: Pos2 = pos2(120.0, 500.0);
/// See [`LEFT`].
pub const MIDDLE: Pos2 = pos2(600.0, 450.0);
/// The id of the long article.
pub const LONG: &str = "long";

/// A window without a screen.
pub struct Stage {
    /// The program.
    pub app: App,
    ctx: Context,
    clock: f64,
    home: tempfile::TempDir,
}

/// What a frame came to.
pub struct Frame {
    /// Time of the processor that drawing and tessellating took: what others do meanwhile does not count.
    pub took: Duration,
    /// How many shapes were drawn.
    pub shapes: usize,
    /// How many corners of triangles they came to.
    pub corners: usize,
    /// When the next frame is wanted without input.
    pub again: Duration,
}

impl Stage {
    /// A window on `size` made-up articles, ten mentions each, and a long one of so many `lines`.
    pub fn new(size: usize, lines: usize) -> Self {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        let options = AppOptions { projects: at("projects"), settings: at("settings"), crashes: at("crashes"), ..AppOptions::default() };
        let ctx = Context::default();
        theme::install(&ctx);
        let mut app = App::new(options);
        fill(&mut app.workspace, size, lines);
        let mut stage = Self { app, ctx, clock: 0.0, home };
        stage.rest();
        stage
    }

    /// Draws a frame that takes in `events`.
    pub fn frame(&mut self, events: Vec<Event>) -> Frame {
        self.clock += 1.0 / 60.0;
        let input = RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)), time: Some(self.clock), events, ..RawInput::default() };
        let (ctx, app) = (self.ctx.clone(), &mut self.app);
        let start = ThreadTime::now();
        let mut output = ctx.run_ui(input, |ui| app.draw(ui));
        let shapes = output.shapes.len();
        let again = output.viewport_output.values().map(|v| v.repaint_delay).min().unwrap_or(Duration::MAX);
        let meshes = ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
        let took = start.elapsed();
        let corners = meshes.iter().map(|m| if let Primitive::Mesh(mesh) = &m.primitive { mesh.vertices.len() } else { 0 }).sum();
        drop(meshes);
        output.drop_without_applying_deltas();
        Frame { took, shapes, corners, again }
    }

    /// Draws frames without input until none is wanted, for at most a thousand frames.
    pub fn rest(&mut self) -> Frame {
        let mut last = self.frame(Vec::new());
        for _ in 0..1000 {
            if last.again > Duration::from_secs(1) {
                break;
            }
            last = self.frame(Vec::new());
        }
        last
    }

    /// Shows a view.
    pub fn show(&mut self, view: View) {
        self.app.workspace.view = view;
        self.rest();
    }

    /// The pointer goes to `at`.
    pub fn point(&mut self, at: Pos2) -> Frame {
        self.frame(vec![Event::PointerMoved(at)])
    }

    /// The wheel is turned by `by` points.
    pub fn wheel(&mut self, by: f32) -> Frame {
        let delta = vec2(0.0, -by);
        let (unit, phase, modifiers) = (MouseWheelUnit::Point, TouchPhase::Move, Modifiers::NONE);
        self.frame(vec![Event::MouseWheel { unit, delta, phase, modifiers, source: egui::MouseWheelSource::Wheel }])
    }

    /// A key is pressed and let go.
    pub fn press(&mut self, key: Key) -> Frame {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        let frame = self.frame(vec![event(true)]);
        self.frame(vec![event(false)]);
        frame
    }

    /// The pointer presses at `from` and is moved in steps of `by`, so many times.
    pub fn drag(&mut self, from: Pos2, by: Vec2, steps: usize) -> Vec<Frame> {
        let button = |pos, pressed| Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        self.point(from);
        self.frame(vec![button(from, true)]);
        let frames = (1..=steps).map(|n| self.point(from + by * n as f32)).collect();
        self.frame(vec![button(from + by * steps as f32, false)]);
        frames
    }

    /// What a search over all would have found.
    pub fn search(&mut self, query: &str) {
        let workspace = &mut self.app.workspace;
        query.clone_into(&mut workspace.filter.query);
        workspace.found = Some(found(workspace, query));
    }
}

fn fill(workspace: &mut Workspace, size: usize, lines: usize) {
    let lexicon = Arc::new(Lexicon::builtin().unwrap());
    let mut readings = made_up::readings(size, 50);
    readings.iter_mut().enumerate().filter(|(i, _)| i.is_multiple_of(20)).for_each(|(i, r)| r.tallies.push(tally(r, i)));
    readings.push(long(lines));
    let extraction = analysis::assemble(readings, &Guidance::default(), &lexicon);
    workspace.dataset = review::resolve(&extraction, &Decisions::default());
    workspace.extraction = Arc::new(extraction);
    workspace.project = Some(Project { name: "made up".to_owned(), folder: None, file: "made-up.dateline".into(), read_only: None });
    let trouble = |n: usize| Trouble { path: format!("folder/file-{n:07}.bin"), text: "This is no text. Convert it, or leave it out.".to_owned() };
    workspace.problems = (0..size / 10).map(trouble).collect();
    workspace.versions = Some(Versions { engine: "none".to_owned(), lexicon: "built in".to_owned(), names: Arc::clone(&lexicon) });
    workspace.article = workspace.dataset.articles.first().map(|a| a.article.id.clone());
    workspace.touch();
    let registry = Registry::new(&workspace.dataset, Some(&lexicon), workspace.revision);
    workspace.actor = registry.actors.first().map(|a| a.key.clone());
    workspace.registry = Some(Arc::new(registry));
}

fn tally(reading: &Reading, n: usize) -> Tally {
    let (article, span) = (reading.article.id.clone(), Span::new(0, 5));
    Tally {
        id: format!("{article}:tally:0:5"),
        text: span.of(&reading.article.text).to_owned(),
        article,
        span,
        of: TallyOf::Attack,
        count: (n % 300) as u32,
        qualifier: Qualifier::AtLeast,
        since_when: None,
        since: Some(reports::day(0)),
        as_of_when: None,
        as_of: Some(reports::day((n % 700) as i32)),
        by: Some(format!("Group {}", n % 8)),
        on: None,
        places: Vec::new(),
        split: None,
        excludes: None,
        source: None,
        confidence: 0.8,
    }
}

/// An article of so many lines, some hundred letters and a name or two in each.
fn long(lines: usize) -> Reading {
    let mut reading = reports::reading(LONG, reports::day(3), true, dateline::model::EventFields::default());
    reading.article.text.clear();
    for n in 0..lines {
        let (person, town) = (n % 977, n % 311);
        let text = &mut reading.article.text;
        writeln!(text, "Line {n} tells of Person {person} and of a drone that struck near Town {town}; others spoke of it too, they said.").unwrap();
    }
    reading.mentions = names(&reading.article);
    reading.reports.clear();
    reading
}

fn names(article: &Article) -> Vec<Mention> {
    let named = |(word, kind): (&'static str, Kind)| {
        let places = article.text.match_indices(word);
        places.map(move |(at, _)| Mention::new(&article.id, &article.text, Span::new(at, at + word.len() + 2), kind, "made up"))
    };
    let mut all: Vec<Mention> = [("Person", Kind::Person), ("Town", Kind::Place)].into_iter().flat_map(named).collect();
    all.sort_by_key(|m| m.span);
    all
}

fn found(workspace: &Workspace, query: &str) -> Found {
    let (dataset, revision) = (&workspace.dataset, workspace.revision);
    let mut found = Found { query: query.to_owned(), revision, ..Found::default() };
    Catalogue::new(dataset, workspace.lexicon()).look(dataset, query, &mut found);
    let holding = || dataset.articles.iter().filter(|a| a.article.text.contains(query));
    found.articles = holding().map(|a| a.article.id.clone()).collect();
    let hit = |a: &Arc<review::ReviewedArticle>| {
        let (span, snippet) = snippet(&a.article.text, query);
        ArticleHit { id: a.article.id.clone(), title: a.article.name().to_owned(), span, snippet }
    };
    found.hits = holding().take(LISTED).map(hit).collect();
    found
}

/// The time below which a share of `frames` lies.
pub fn quantile(frames: &[Frame], share: f64) -> Duration {
    let mut all: Vec<Duration> = frames.iter().map(|f| f.took).collect();
    all.sort_unstable();
    let at = ((all.len() as f64 - 1.0) * share).round() as usize;
    all.get(at).copied().unwrap_or_default()
}
