//! What the program remembers between sessions. Small, and never worth stopping for: what is broken is as usual, and is told.

use super::atomic;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// How many recent projects are kept.
const RECENT: usize = 12;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The choices of the last export.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LastExport {
    /// The format's key.
    pub format: String,
    /// The folder that was written to.
    pub folder: Option<PathBuf>,
    /// Only what was reviewed.
    pub reviewed_only: bool,
    /// Text that a spreadsheet would run as a formula is marked as text.
    pub excel_safe: bool,
}

/// How large the window was when it was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowSize {
    /// In points of the desktop.
    pub width: u16,
    /// In points of the desktop.
    pub height: u16,
    /// Whether it filled the screen.
    pub maximized: bool,
}

/// The sizes of text that can be chosen, in percent.
pub const SIZES: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

/// What the program remembers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Project files, the latest first.
    pub recent: Vec<PathBuf>,
    /// Light or dark.
    pub theme: Theme,
    /// Whether colours are told apart more strongly.
    pub contrast: bool,
    /// The window; none before it was closed once.
    pub window: Option<WindowSize>,
    /// The keys of commands by their names, where they are others than usual.
    pub keys: BTreeMap<String, Vec<String>>,
    /// The coder's name, written beside each decision.
    pub coder: String,
    /// Text size, in percent; 0 is the default.
    pub zoom: u16,
    /// Which columns of tables hold what, as JSON; empty where all are guessed.
    pub columns: String,
    /// The last export.
    pub last_export: LastExport,
    /// Filters of the views by the names that they were given.
    pub filters: BTreeMap<String, serde_json::Value>,
}

impl Settings {
    /// The settings in the folder `dir`, the defaults where there are none, and a sentence on what could not be understood: that is as
    /// usual then.
    pub fn load(dir: &Path) -> (Self, Vec<String>) {
        let text = std::fs::read_to_string(file(dir)).unwrap_or_default();
        if text.trim().is_empty() {
            return (Self::default(), Vec::new());
        }
        match serde_json::from_str(&text) {
            Ok(serde_json::Value::Object(said)) => Self::understood(said),
            _ => (Self::default(), vec![set_aside(&file(dir))]),
        }
    }

    /// What of `said` can be understood, each setting by itself.
    fn understood(said: serde_json::Map<String, serde_json::Value>) -> (Self, Vec<String>) {
        let (mut settings, mut known, mut told) = (Self::default(), serde_json::Map::new(), Vec::new());
        for (name, value) in said {
            known.insert(name.clone(), value);
            if let Ok(more) = serde_json::from_value(known.clone().into()) {
                settings = more;
            } else {
                known.remove(&name);
                told.push(format!("The setting “{name}” could not be understood, so it is as usual; choose it again in the settings."));
            }
        }
        (settings, told)
    }

    /// Writes them into the folder `dir`, which is made where it is missing.
    pub fn save(&self, dir: &Path) -> io::Result<()> {
        std::fs::create_dir_all(dir)?;
        let json = serde_json::to_vec_pretty(self)?;
        atomic::write_bytes(&file(dir), &json)
    }

    /// Text size, in percent; no one can make the window unusable by it.
    pub fn size(&self) -> u16 {
        if self.zoom == 0 { 100 } else { self.zoom.clamp(50, 300) }
    }

    /// Puts `project` first among the recent ones.
    pub fn opened(&mut self, project: &Path) {
        self.recent.retain(|p| p != project);
        self.recent.insert(0, project.to_owned());
        self.recent.truncate(RECENT);
    }
}

/// Puts what cannot be understood beside, so that the next settings do not overwrite it, and says so.
fn set_aside(file: &Path) -> String {
    let aside = file.with_extension("json.broken");
    let kept = std::fs::rename(file, &aside).map_or_else(|_| String::new(), |()| format!(" The file is kept as {}", aside.display()));
    format!("The settings could not be understood, so everything is as usual.{kept}")
}

fn file(dir: &Path) -> PathBuf {
    dir.join("settings.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_and_a_broken_file_gives_the_defaults() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path().join("deep/er");
        assert_eq!(Settings::load(&dir), (Settings::default(), Vec::new()));
        let mut settings = Settings { coder: "Ada".into(), theme: Theme::Dark, ..Settings::default() };
        for i in 0..20 {
            settings.opened(Path::new(&format!("{}.dateline", i % 15)));
        }
        assert_eq!((settings.recent.len(), settings.recent.first()), (RECENT, Some(&PathBuf::from("4.dateline"))));
        settings.save(&dir).unwrap();
        assert_eq!(Settings::load(&dir), (settings, Vec::new()));
        atomic::write_bytes(&file(&dir), b"{\"coder\":\"Ada\",\"theme\":\"dark\",\"recent\":[{]").unwrap();
        let (settings, told) = Settings::load(&dir);
        assert!(settings == Settings::default() && told.len() == 1 && told[0].contains("settings.json.broken"), "{told:?}");
        atomic::write_bytes(&file(&dir), b"{\"coder\":\"Ada\",\"later_setting\":1}").unwrap();
        let ada = Settings { coder: "Ada".into(), ..Settings::default() };
        assert_eq!(Settings::load(&dir), (ada.clone(), Vec::new()));
        atomic::write_bytes(&file(&dir), b"{\"coder\":\"Ada\",\"theme\":\"pink\",\"keys\":7}").unwrap();
        let (settings, told) = Settings::load(&dir);
        assert_eq!((settings, told.len()), (ada, 2), "what is broken costs nothing else");
    }
}
