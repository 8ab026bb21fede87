//! Holds the layer table of ARCHITECTURE.md: what each folder of `src` may use, and that every file says what it is.
#![allow(clippy::expect_used, reason = "a test fails by it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Layer and the layers that it may use, besides itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("language", &[]),
    ("lexicon", &["model"]),
    ("intake", &["model", "language", "lexicon"]),
    ("extract", &["model", "language", "lexicon"]),
    ("events", &["model", "language", "lexicon"]),
    ("analysis", &["model", "language", "lexicon", "intake", "extract", "events"]),
    ("review", &["model"]),
    ("store", &["model", "review"]),
    ("export", &["model", "intake", "review", "store"]),
    ("outside", &["model", "review"]),
    ("series", &["model", "review"]),
    ("agreement", &["model", "review"]),
    ("cli", &["model", "language", "lexicon", "intake", "extract", "events", "analysis", "review", "store", "export", "outside", "series", "agreement", "ui"]),
    ("ui", &["model", "language", "lexicon", "intake", "extract", "events", "analysis", "review", "store", "export", "outside", "series", "agreement"]),
    ("lib", &[]),
    ("main", &["cli"]),
];

/// Crates that draw; only the window may name them.
const DRAWING: &[&str] = &["egui", "eframe", "egui_plot", "egui_extras", "rfd"];

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// Layer, path and text of every source file.
fn files() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    paths.sort();
    let layer = |p: &Path| {
        let first = p.strip_prefix(&root).expect("under src").components().next().expect("not empty");
        first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
    };
    paths.into_iter().map(|p| (layer(&p), p.clone(), fs::read_to_string(&p).expect("UTF-8"))).collect()
}

fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|l| !l.trim_start().starts_with("//"))
}

/// The modules that a file names by `crate::module` or `dateline::module`.
fn used(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in code(text) {
        for marker in ["crate::", "dateline::"] {
            for (at, _) in line.match_indices(marker) {
                found.push(line[at + marker.len()..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
            }
        }
    }
    found
}

#[test]
fn no_layer_uses_one_above_it() {
    let table: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    for (layer, path, text) in files() {
        let allowed = table.get(layer.as_str()).unwrap_or_else(|| panic!("{} is in no layer: give it a row in LAYERS and in ARCHITECTURE.md", path.display()));
        for name in used(&text) {
            let ours = table.contains_key(name.as_str());
            assert!(!ours || name == layer || allowed.contains(&name.as_str()), "{}: {layer} may not use {name}", path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is() {
    for (_, path, text) in files() {
        assert!(text.starts_with("//! "), "{} has no //! line", path.display());
    }
}

#[test]
fn only_the_window_draws() {
    for (layer, path, text) in files() {
        for name in DRAWING {
            let named = code(&text).any(|l| l.contains(&format!("{name}::")) && !l.contains(&format!("_{name}::")));
            assert!(layer == "ui" || !named, "{} names {name} outside ui", path.display());
        }
    }
}

#[test]
fn the_architecture_page_lists_every_layer() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    for (layer, _) in LAYERS.iter().filter(|(l, _)| !matches!(*l, "lib" | "main")) {
        assert!(page.contains(&format!("`{layer}`")), "ARCHITECTURE.md does not name the layer {layer}");
    }
}
