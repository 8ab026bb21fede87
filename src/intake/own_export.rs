//! Knows the program's own exports by the descriptor beside them, so that they are never read as articles and may be replaced.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Descriptors are small; a larger file is somebody else's.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What every descriptor of ours names as its generator.
pub const GENERATOR: &str = "Dateline ";

/// The files that the program itself wrote into `folder`: path below it and SHA-256 (empty for the descriptors themselves), from every
/// `datapackage-….json` there.
pub fn own_files(folder: &Path) -> BTreeMap<String, String> {
    let mut own = BTreeMap::new();
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(json) = is_descriptor(&name).then(|| read_descriptor(&entry.path())).flatten() else { continue };
        own.insert(name, String::new());
        for resource in json["resources"].as_array().into_iter().flatten() {
            if let (Some(path), Some(hash)) = (resource["path"].as_str(), resource["hash"].as_str()) {
                own.insert(path.to_owned(), hash.trim_start_matches("sha256:").to_owned());
            }
        }
    }
    own
}

/// Whether a file of that name may be a descriptor.
fn is_descriptor(name: &str) -> bool {
    name.starts_with("datapackage-") && Path::new(name).extension().is_some_and(|e| e == "json")
}

fn read_descriptor(path: &Path) -> Option<Value> {
    if !std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.len() <= LARGEST) {
        return None;
    }
    let json: Value = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    json["generator"].as_str().is_some_and(|g| g.starts_with(GENERATOR)).then_some(json)
}
