//! Exports read back by other readers than the code that wrote them.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod common;

use common::{AT, act, extraction};
use dateline::export::{ExportOptions, FORMATS, column, export};
use dateline::model::{Field, FieldValue, Kind};
use dateline::review::{Command, Dataset, Decisions, Journal, MentionEdit, NewValue, Review, resolve};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::Path;

fn options() -> ExportOptions {
    ExportOptions { reviewed_only: false, excel_safe: true, replace: false, engine: "engine 1".into(), lexicon_version: "7".into(), exported_at: AT.into() }
}

/// The dataset of the tests with one event corrected, one mention corrected and one rejected.
fn reviewed() -> Dataset {
    let extraction = extraction();
    let (mut dataset, mut journal) = (resolve(&extraction, &Decisions::default()), Journal::default());
    let killed = dataset.events[0].field_target(Field::Killed);
    let (place, name) = (dataset.articles[0].mentions[0].target.clone(), dataset.articles[0].mentions[1].target.clone());
    for command in [
        Command::Correct(killed, NewValue::Field(FieldValue::Count(dateline::model::Count::exact(5)))),
        Command::Correct(name, NewValue::Mention(MentionEdit { kind: Some(Kind::ArmedGroup), ..MentionEdit::default() })),
        Command::Reject(vec![place]),
    ] {
        act(&extraction, &mut dataset, &mut journal, &command).unwrap();
    }
    dataset
}

fn lines(path: &Path) -> Vec<Json> {
    std::fs::read_to_string(path).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

#[test]
fn every_format_writes_its_files_and_a_codebook_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut written = Vec::new();
    for format in FORMATS {
        let files = export(&reviewed(), &options(), format.key(), folder.path()).unwrap();
        assert!(files.iter().any(|f| f.to_string_lossy().ends_with(&format!("codebook-{}.md", format.key()))), "{files:?}");
        written.extend(files);
    }
    let mut there: Vec<_> =
        walkdir::WalkDir::new(folder.path()).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file()).map(walkdir::DirEntry::into_path).collect();
    there.sort();
    written.sort();
    assert_eq!(written, there);
    assert!(export(&reviewed(), &options(), "xls", folder.path()).is_err());
}

#[test]
fn json_lines_hold_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    export(&reviewed(), &options(), "jsonl", folder.path()).unwrap();
    let read = |name: &str| lines(&folder.path().join(name));
    let articles = read("articles.jsonl");
    let text_of: BTreeMap<&str, Vec<char>> = articles.iter().map(|a| (a["path"].as_str().unwrap(), a["text"].as_str().unwrap().chars().collect())).collect();
    let covered = |line: &Json, article: &str| -> String {
        let (start, end) = (line["start"].as_u64().unwrap() as usize, line["end"].as_u64().unwrap() as usize);
        text_of[article][start..end].iter().collect()
    };
    for line in read("mentions.jsonl").iter().chain(&read("tallies.jsonl")) {
        assert_eq!(covered(line, line["article"].as_str().unwrap()), line["text"].as_str().unwrap());
    }
    for report in read("reports.jsonl") {
        for quote in report["evidence"]["killed"].as_array().unwrap() {
            assert_eq!(covered(quote, report["article"].as_str().unwrap()), quote["text"].as_str().unwrap());
        }
    }
    let reviews: Vec<String> = read("mentions.jsonl").iter().map(|m| m["review"].as_str().unwrap().to_owned()).collect();
    assert_eq!(reviews, ["rejected", "corrected", "open", "open", "open"]);
    let events = read("events.jsonl");
    assert_eq!((&events[0]["killed"]["best"], &events[0]["review"], &events[0]["wounded"]), (&Json::from(5), &Json::from("corrected"), &Json::Null));
    assert_eq!((&events[0]["conflicts"][0]["chosen"], &events[0]["conflicts"][0]["rule"]), (&Json::from(5), &Json::from("analyst")));
    let decisions = read("decisions.jsonl");
    let said: Vec<(u64, &str, &Json, &Json)> =
        decisions.iter().map(|d| (d["seq"].as_u64().unwrap(), d["verdict"].as_str().unwrap(), &d["before"], &d["after"])).collect();
    assert_eq!((said[0].0, said[0].1, said[0].2, said[0].3), (1, "corrected", &Json::from(4), &Json::from(5)));
    assert_eq!((&said[1].2["kind"], &said[1].3["kind"]), (&Json::from("person"), &Json::from("armed_group")));
    assert_eq!((said[2].1, said[2].3), ("rejected", &Json::Null));
    let blocks = articles[0]["blocks"].as_array().unwrap();
    assert_eq!(blocks.last().unwrap()["end"], Json::from(text_of["one.txt"].len()));
}

#[test]
fn tables_hold_what_stands_and_no_cell_runs_in_a_spreadsheet() {
    let folder = tempfile::tempdir().unwrap();
    export(&reviewed(), &options(), "csv", folder.path()).unwrap();
    let (events, mentions, tallies) =
        (rows(&folder.path().join("events.csv")), rows(&folder.path().join("mentions.csv")), rows(&folder.path().join("tallies.csv")));
    assert_eq!((events.len(), mentions.len(), tallies.len()), (2, 4, 1), "the rejected mention is left out");
    let strike = &events[0];
    assert_eq!((strike["killed"].as_str(), strike["wounded"].as_str(), strike["date_start"].as_str()), ("5", "", "2024-02-07"));
    assert_eq!((strike["notes"].as_str(), strike["articles"].as_str()), ("A raid, in \"quotes\", and a comma.", "one.txt; sub/two.txt"));
    assert_eq!((strike["latitude"].as_str(), events[1]["latitude"].as_str()), ("33.3", ""));
    assert_eq!(mentions[3]["text"], "'=cmd|");
    let raw = ExportOptions { excel_safe: false, ..options() };
    export(&reviewed(), &raw, "csv", folder.path()).unwrap();
    assert_eq!(rows(&folder.path().join("mentions.csv"))[3]["text"], "=cmd|");
    let codebook = std::fs::read_to_string(folder.path().join("codebook-csv.md")).unwrap();
    for name in column::EVENTS.iter().map(|c| c.0).chain(column::MENTIONS.iter().map(|c| c.0)).chain(column::TALLIES.iter().map(|c| c.0)) {
        assert!(codebook.contains(&format!("| {name} | ")), "{name} is not in the codebook");
    }
    for part in ["engine 1", "| events | 2 | 1 | 0 | 1 | 0 | 0 |", "**C4**", "**analyst**"] {
        assert!(codebook.contains(part), "{part} is not in {codebook}");
    }
}

#[test]
fn reviewed_only_leaves_out_what_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let options = ExportOptions { reviewed_only: true, ..options() };
    for format in FORMATS {
        export(&reviewed(), &options, format.key(), folder.path()).unwrap();
    }
    let reviews = |name: &str| -> Vec<String> { lines(&folder.path().join(name)).iter().map(|l| l["review"].as_str().unwrap().to_owned()).collect() };
    assert_eq!((reviews("events.jsonl"), reviews("mentions.jsonl")), (vec!["corrected".into()], vec!["rejected".into(), "corrected".into()]));
    assert_eq!((rows(&folder.path().join("events.csv")).len(), rows(&folder.path().join("mentions.csv")).len()), (1, 1));
    assert_eq!(reviewed().events.iter().map(|e| e.review).collect::<Vec<_>>(), [Review::Corrected, Review::Open]);
}

#[test]
fn events_without_coordinates_have_no_geometry() {
    let folder = tempfile::tempdir().unwrap();
    export(&reviewed(), &options(), "geojson", folder.path()).unwrap();
    let map: Json = serde_json::from_slice(&std::fs::read(folder.path().join("events.geojson")).unwrap()).unwrap();
    let features = map["features"].as_array().unwrap();
    assert_eq!((map["type"].as_str(), features.len()), (Some("FeatureCollection"), 2));
    assert_eq!(features[0]["geometry"], serde_json::json!({"type": "Point", "coordinates": [44.4, 33.3]}), "longitude first");
    assert_eq!((&features[1]["geometry"], &features[1]["properties"]["precision"]), (&Json::Null, &Json::from("settlement")));
}
