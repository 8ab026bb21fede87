//! Knows the program's own exports by the descriptor beside them, so that they are never read as articles and may be replaced.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Descriptors are small; a larger file is somebody else's.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What every descriptor of ours names as its generator.
pub const GENERATOR: &str = "Dateline ";

/// The files that the program itself wrote into `folder`: path below it and SHA-256 (empty for the descriptors themselves), from every
/// `datapackage-….json` there.
pub fn own_files(folder: &Path) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    named_by(entries.filter(|entry| is_descriptor(&entry.file_name().to_string_lossy())).map(|entry| entry.path()))
}

/// The same from the descriptors of one folder.
pub(super) fn named_by(descriptors: impl Iterator<Item = PathBuf>) -> BTreeMap<String, String> {
    let mut own = BTreeMap::new();
    for path in descriptors {
        let Some(json) = read_descriptor(&path) else { continue };
        own.insert(path.file_name().unwrap_or_default().to_string_lossy().into_owned(), String::new());
        for resource in json["resources"].as_array().into_iter().flatten() {
            if let (Some(path), Some(hash)) = (resource["path"].as_str(), resource["hash"].as_str()) {
                own.insert(path.to_owned(), hash.trim_start_matches("sha256:").to_owned());
            }
        }
    }
    own
}

/// Whether a file of that name may be a descriptor.
pub(super) fn is_descriptor(name: &str) -> bool {
    name.starts_with("datapackage-") && Path::new(name).extension().is_some_and(|e| e == "json")
}

fn read_descriptor(path: &Path) -> Option<Value> {
    if !std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.len() <= LARGEST) {
        return None;
    }
    let json: Value = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    json["generator"].as_str().is_some_and(|g| g.starts_with(GENERATOR)).then_some(json)
}
