//! What the program remembers between sessions. Small, and never worth an error: a broken file gives the defaults.

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

/// What the program remembers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Project files, the latest first.
    pub recent: Vec<PathBuf>,
    /// Light or dark.
    pub theme: Theme,
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
    /// The settings in the folder `dir`, or the defaults where there are none or they cannot be understood.
    pub fn load(dir: &Path) -> Self {
        let text = std::fs::read_to_string(file(dir)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Writes them into the folder `dir`, which is made where it is missing.
    pub fn save(&self, dir: &Path) -> io::Result<()> {
        std::fs::create_dir_all(dir)?;
        let json = serde_json::to_vec_pretty(self)?;
        atomic::write_bytes(&file(dir), &json)
    }

    /// Puts `project` first among the recent ones.
    pub fn opened(&mut self, project: &Path) {
        self.recent.retain(|p| p != project);
        self.recent.insert(0, project.to_owned());
        self.recent.truncate(RECENT);
    }
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
        assert_eq!(Settings::load(&dir), Settings::default());
        let mut settings = Settings { coder: "Ada".into(), theme: Theme::Dark, ..Settings::default() };
        for i in 0..20 {
            settings.opened(Path::new(&format!("{}.dateline", i % 15)));
        }
        assert_eq!((settings.recent.len(), settings.recent.first()), (RECENT, Some(&PathBuf::from("4.dateline"))));
        settings.save(&dir).unwrap();
        assert_eq!(Settings::load(&dir), settings);
        atomic::write_bytes(&file(&dir), b"{\"coder\":\"Ada\",\"theme\":\"dark\",\"recent\":[{]").unwrap();
        assert_eq!(Settings::load(&dir), Settings::default());
        atomic::write_bytes(&file(&dir), b"{\"coder\":\"Ada\",\"later_setting\":1}").unwrap();
        assert_eq!(Settings::load(&dir).coder, "Ada");
    }
}
