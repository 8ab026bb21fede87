//! `dateline merge`: what was extracted in parts comes to the same events as what was extracted at once.
#![allow(clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by it, and writes what it reads")]

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const ARTICLES: [(&str, &str); 5] = [
    ("a", "Raid on Gao post\n\nPublished 5 March 2024\n\nGunmen killed four soldiers and wounded six others near Gao in Mali on Monday, the army said."),
    ("b", "Dead soldiers in Gao named\n\nPublished 6 March 2024\n\nThe four soldiers whom gunmen killed near Gao in Mali on Monday were buried on Wednesday."),
    ("c", "Bomb in Baidoa\n\nPublished 6 March 2024\n\nA suicide bomber killed nine people at a restaurant in Baidoa, Somalia, on Tuesday, police said."),
    (
        "d",
        "Toll of Baidoa rises\n\nPublished 8 March 2024\n\nThe suicide bombing that hit a restaurant in Baidoa, Somalia, on Tuesday killed 11 people, police said.",
    ),
    (
        "e",
        "A drone over Erbil\n\nPublished 9 March 2024\n\nA drone hit an air base in Erbil, Iraq, on Friday. Gunmen had killed four soldiers near Gao in Mali on 4 March.",
    ),
];

fn run(arguments: &[&str], input: &str) -> (bool, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn path(p: &Path) -> &str {
    p.to_str().expect("plain")
}

/// Extracts the articles `chosen` in a folder of their own.
fn extracted(root: &Path, name: &str, chosen: &[(&str, &str)]) -> PathBuf {
    let (folder, out) = (root.join(name), root.join(format!("{name}-out")));
    fs::create_dir(&folder).expect("made");
    for (file, text) in chosen {
        fs::write(folder.join(format!("{file}.txt")), text).expect("written");
    }
    let (ok, _, said) = run(&["extract", path(&folder), "--out", path(&out)], "");
    assert!(ok, "{said}");
    out
}

fn events(folder: &Path) -> Vec<Value> {
    let text = fs::read_to_string(folder.join("events.jsonl")).expect("there");
    text.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

#[test]
fn two_halves_merged_are_the_whole() {
    let root = tempfile::tempdir().expect("made");
    let whole = events(&extracted(root.path(), "whole", &ARTICLES));
    assert!(whole.iter().any(|e| e["articles"].as_array().is_some_and(|a| a.len() > 1)), "{whole:?}");
    let one = extracted(root.path(), "one", &[ARTICLES[0], ARTICLES[3]]);
    let two = extracted(root.path(), "two", &[ARTICLES[1], ARTICLES[2], ARTICLES[4]]);
    let merged = root.path().join("merged");
    // A run that is given twice adds nothing, and reports may be named by their file.
    let reports = one.join("reports.jsonl");
    let (ok, _, said) = run(&["merge", path(&two), path(&one), path(&reports), "--out", path(&merged)], "");
    assert!(ok, "{said}");
    let found = events(&merged);
    assert_eq!(found.len(), whole.len());
    for (found, wanted) in found.iter().zip(&whole) {
        let without = |e: &Value| {
            let mut e = e.clone();
            // Where a reason's words stand is told by the report; an event of the whole folder knows it too.
            e["date"]["reasons"].take();
            e
        };
        assert_eq!(without(found), without(wanted));
        assert_eq!(found["date"]["reasons"], wanted["date"]["reasons"]);
    }
    let reports = fs::read_to_string(merged.join("reports.jsonl")).expect("there");
    let known: Vec<&Value> = found.iter().map(|e| &e["id"]).collect();
    let of: Vec<Value> = reports.lines().map(|l| serde_json::from_str::<Value>(l).expect("JSON")["event"].take()).collect();
    assert!(of.iter().all(|e| e.is_null() || known.contains(&e)) && known.iter().all(|id| of.contains(id)));
    assert_eq!(fs::read_dir(&merged).expect("there").count(), 2, "nothing temporary is left");
}

#[test]
fn lines_of_a_stream_are_merged_a_second_merge_asks_and_ids_go_on() {
    let root = tempfile::tempdir().expect("made");
    let line = |(name, text): &(&str, &str)| serde_json::json!({"path": name, "text": text}).to_string() + "\n";
    let input: String = ARTICLES.iter().map(line).collect::<String>() + "no article\n";
    let (ok, lines, _) = run(&["extract", "-"], &input);
    assert!(ok);
    let (first, rest): (Vec<&str>, Vec<&str>) = lines.lines().partition(|l| l.contains("\"path\":\"e\"") || l.contains("\"path\":\"b\""));
    let [a, b, out, again] = ["a.jsonl", "b.jsonl", "out", "again"].map(|n| root.path().join(n));
    fs::write(&a, first.join("\n")).expect("written");
    fs::write(&b, rest.join("\n")).expect("written");
    let (ok, _, said) = run(&["merge", path(&a), "--out", path(&out)], "");
    assert!(ok, "{said}");
    let before = events(&out);
    let (ok, _, said) = run(&["merge", path(&a), path(&b), "--out", path(&out)], "");
    assert!(!ok && said.contains("--replace"), "{said}");
    let known = out.join("events.jsonl");
    let (ok, _, said) = run(&["merge", path(&a), path(&b), "--out", path(&again), "--after", path(&known), "--settle", "conservative"], "");
    assert!(ok && said.contains("1 lines"), "{said}");
    let after = events(&again);
    assert!(before.iter().all(|e| after.iter().any(|f| f["id"] == e["id"])), "{before:#?} {after:#?}");
    let baidoa = after.iter().find(|e| e["place"]["name"] == "Baidoa").expect("coded");
    assert_eq!(baidoa["killed"]["best"], 9);
    assert!(baidoa["conflicts"].as_array().expect("a list").iter().any(|c| c["rule"] == "C6"), "{baidoa:#}");
}
