//! A window on a small folder, for tests of the views: three accounts of one attack, and one of two others.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]
#![allow(dead_code, reason = "each test file uses its own part")]

use dateline::review::Dataset;
use dateline::ui::picker::{FolderPicker, Picked, Wanted};
use dateline::ui::{App, AppOptions, theme};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The articles.
pub const ARTICLES: [(&str, &str); 4] = [
    (
        "a_courier.txt",
        "The Zagros Courier\n\nDrone kills two soldiers in Erbil\n\nBy Rezan Amedi\nPublished: 4 January 2024\n\n\
         A drone struck a checkpoint in Makhmur on Thursday at dawn, killing two Iraqi soldiers and wounding five others, a police officer said.\n\n\
         Kataib Hezbollah fired the drone, the officer said. A convoy of trucks was near.\n",
    ),
    (
        "b_wire.txt",
        "Drone attack kills two Iraqi soldiers\n\nPublished: 5 January 2024\n\n\
         MAKHMUR, Iraq (Reuters) - Two Iraqi soldiers were killed and five wounded on Thursday when a drone hit a checkpoint in Makhmur, the army said.\n",
    ),
    (
        "c_summary.txt",
        "The week in Iraq\n\nPublished: 8 January 2024\n\n\
         On Thursday, 4 January, a drone strike on a checkpoint in Makhmur killed three Iraqi soldiers, according to a hospital.\n\n\
         U.S. forces have been attacked at least 90 times since October 17, the Pentagon said.\n",
    ),
    (
        "d_mosul.txt",
        "Blast in Mosul\n\nPublished: 20 January 2024\n\n\
         A car bomb exploded at a market in Mosul on Friday, killing nine people, a hospital official said. Islamic State claimed the attack.\n\n\
         On Monday, gunmen of Islamic State shot dead a mayor in Kirkuk, the police said.\n",
    ),
];

/// A test's folders, which go away with it.
pub struct Home(tempfile::TempDir);

impl Home {
    /// A folder with these files in it.
    pub fn new(files: &[(&str, &[u8])]) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        std::fs::create_dir_all(home.articles()).unwrap();
        for (name, bytes) in files {
            dateline::store::atomic::write_bytes(&home.articles().join(name), bytes).unwrap();
        }
        home
    }

    /// A folder with `ARTICLES` in it.
    pub fn with_articles() -> Self {
        Self::new(&ARTICLES.map(|(name, text)| (name, text.as_bytes())))
    }

    /// The folder of the articles.
    pub fn articles(&self) -> PathBuf {
        self.0.path().join("articles")
    }

    /// The folder of everything.
    pub fn path(&self) -> PathBuf {
        self.0.path().to_owned()
    }

    /// Where the file dialog says a new file is to go.
    pub fn saved(&self, ending: &str) -> PathBuf {
        self.0.path().join(format!("saved.{ending}"))
    }
}

/// Answers the file dialog: articles here, new files there, projects at `project`.
struct Picker {
    articles: PathBuf,
    home: PathBuf,
}

impl FolderPicker for Picker {
    fn pick(&self, wanted: Wanted) -> Picked {
        Picked::Path(match wanted {
            Wanted::Picture(format) => self.home.join(format!("saved.{}", format.ending())),
            Wanted::Copy | Wanted::Coder => self.home.join("copy.dateline"),
            _ => self.articles.clone(),
        })
    }
}

/// The window under test.
pub type Window = Harness<'static, App>;

/// A window that has opened and read the folder of `home`.
pub fn opened(home: &Home) -> Window {
    let mut window = started(home, vec![home.articles()]);
    wait(&mut window, |app| app.workspace.project.is_some() && app.workspace.tasks.is_empty());
    window
}

/// A window that has opened nothing yet; its file dialog answers with the folder of `home`.
pub fn closed(home: &Home) -> Window {
    let mut window = started(home, Vec::new());
    window.run_ok();
    window
}

fn started(home: &Home, open: Vec<PathBuf>) -> Window {
    let picker = Arc::new(Picker { articles: home.articles(), home: home.path() });
    let (projects, settings, crashes) = (home.path().join("projects"), home.path().join("settings"), home.path().join("crashes"));
    let options = AppOptions { open, picker, projects, settings, crashes };
    Harness::builder().with_size([1280.0, 800.0]).with_context_setup(theme::install).build_ui_state(|ui, app: &mut App| app.draw(ui), App::new(options))
}

/// Steps until `done`, for at most two minutes.
pub fn wait(window: &mut Window, done: impl Fn(&App) -> bool) {
    let start = Instant::now();
    loop {
        window.step();
        if done(window.state()) {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
        assert!(start.elapsed().as_secs() < 120, "waited in vain; notices: {:?}", notices(window));
    }
    window.run_ok();
}

/// Presses a key.
pub fn press(window: &mut Window, key: Key) {
    press_with(window, Modifiers::NONE, key);
}

/// Presses a key with others held.
pub fn press_with(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_ok();
}

/// Clicks what is called `label`.
pub fn click(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    window.run_ok();
}

/// Clicks the first thing whose name holds `part`.
pub fn click_containing(window: &mut Window, part: &str) {
    window.get_all_by_label_contains(part).next().unwrap_or_else(|| panic!("nothing is called {part}")).click();
    window.run_ok();
}

/// What is shown.
pub fn dataset(window: &Window) -> &Dataset {
    &window.state().workspace.dataset
}

/// What the window tells.
pub fn notices(window: &Window) -> Vec<String> {
    window.state().workspace.notices.list().iter().map(|n| n.text.clone()).collect()
}

/// How many steps the journal holds.
pub fn edits(window: &Window) -> usize {
    window.state().workspace.journal.rows().len()
}

/// Waits until a job has told something that begins with `start`.
pub fn wait_for_notice(window: &mut Window, start: &str) {
    wait(window, |app| app.workspace.notices.list().iter().any(|n| n.text.starts_with(start)));
}
