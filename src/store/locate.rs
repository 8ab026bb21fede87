//! Where things are kept that the analyst did not place: never in the folder of articles.

use directories::ProjectDirs;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

fn dirs() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "dateline")
}

/// The folder of the settings; the working directory's where the system names no home.
pub fn settings_dir() -> PathBuf {
    dirs().map_or_else(|| PathBuf::from("dateline-settings"), |d| d.config_dir().to_owned())
}

/// The folder of the projects.
pub fn projects_dir() -> PathBuf {
    dirs().map_or_else(|| PathBuf::from("dateline-projects"), |d| d.data_dir().join("projects"))
}

/// The folder of the reports on crashes.
pub fn crash_dir() -> PathBuf {
    dirs().map_or_else(|| PathBuf::from("dateline-crashes"), |d| d.data_dir().join("crashes"))
}

/// Where the project of the articles in `folder` is kept, under `projects`: the folder's name, and a hash of its full path.
pub fn project_path(projects: &Path, folder: &Path) -> PathBuf {
    let full = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let hash = Sha256::digest(full.as_os_str().as_encoded_bytes());
    let hash = hash.first_chunk().copied().map_or(0, u32::from_be_bytes);
    let name = full.file_name().map_or_else(|| "articles".into(), |n| n.to_string_lossy().into_owned());
    projects.join(format!("{}-{hash:08x}.dateline", safe_name(&name)))
}

/// `name` with nothing but letters, digits, dot, hyphen and underscore, at most 60 of them: safe as a file's name everywhere.
pub fn safe_name(name: &str) -> String {
    let safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).take(60).collect();
    let safe = safe.trim_matches(['.', '_']).to_owned();
    if safe.is_empty() { "articles".to_owned() } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn projects_of_folders_with_one_name_lie_apart_and_outside_both() {
        let root = tempfile::tempdir().unwrap();
        let (a, b) = (root.path().join("a/news"), root.path().join("b/news"));
        let (projects, hostile) = (root.path().join("projects"), root.path().join("..; rm -rf"));
        for folder in [&a, &b, &hostile] {
            std::fs::create_dir_all(folder).unwrap();
        }
        let (of_a, of_b) = (project_path(&projects, &a), project_path(&projects, &b));
        assert_ne!(of_a, of_b);
        assert_eq!(of_a, project_path(&projects, &root.path().join("b/../a/news")));
        assert_eq!(of_a.parent(), Some(projects.as_path()));
        assert_eq!(project_path(&projects, &hostile).parent(), Some(projects.as_path()));
        assert_eq!(safe_name("../x"), "x");
        assert_eq!(safe_name("…"), "articles");
    }
}
