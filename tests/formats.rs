//! Every export format read back by another reader than the code that wrote it, with a text that tells the units of offsets apart.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod common;

use calamine::{Data, Reader as _};
use common::{AT, BY, at};
use dateline::export::{ExportError, ExportOptions, FORMATS, acled, column, export, returned, ucdp};
use dateline::intake::{Limits, read_bytes, scan};
use dateline::model::{Extraction, Kind, Mention, Reading};
use dateline::review::{Command, Dataset, Decisions, Journal, State, plan, resolve};
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Emoji, Arabic, combining marks and CRLF: each moves offsets in another unit by another number.
const TEXT: &str =
    "Raid 😀 on Mashtal\r\n\r\nThe e\u{301}lite 👍🏽 unit of كتائب حزب الله struck Baghdad.\r\nMen of Harakat\r\nal-Nujaba fled to Erbil, =cmd| said.\r\n";

const WORDS: [(&str, Kind); 6] = [
    ("Mashtal", Kind::Place),
    ("e\u{301}lite 👍🏽 unit", Kind::StateForce),
    ("كتائب حزب الله", Kind::ArmedGroup),
    ("Baghdad", Kind::Place),
    ("Harakat\nal-Nujaba", Kind::ArmedGroup),
    ("=cmd|", Kind::Source),
];

fn options() -> ExportOptions {
    ExportOptions { engine: "engine 1".into(), lexicon_version: "7".into(), exported_at: AT.into(), ..ExportOptions::default() }
}

/// The extraction of the other tests with an article more, read from a file with CRLF.
fn extraction() -> Extraction {
    let (mut articles, problems) = read_bytes("tricky.txt", TEXT.as_bytes(), &Limits::default());
    assert!(problems.is_empty() && articles.len() == 1, "{problems:?}");
    let article = articles.remove(0);
    let mentions = WORDS.iter().map(|(words, kind)| Mention::new(&article.id, &article.text, at(&article.text, words), *kind, "test")).collect();
    let mut extraction = common::extraction();
    extraction.readings.push(Reading { article, mentions, tallies: Vec::new(), reports: Vec::new() }.into());
    Extraction { events: extraction.events, ..Extraction::of(extraction.readings) }
}

fn dataset() -> Dataset {
    resolve(&extraction(), &Decisions::default())
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn points(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

/// Kind and words of the marks of the tricky article.
fn expected() -> BTreeSet<(String, String)> {
    WORDS.iter().map(|(words, kind)| (kind.key().to_owned(), (*words).to_owned())).collect()
}

#[test]
fn offsets_are_in_the_unit_of_each_program() {
    let folder = tempfile::tempdir().unwrap();
    for key in ["doccano", "spacy", "labelstudio", "webanno", "cas", "conllu", "conll2003"] {
        export(&dataset(), &options(), key, folder.path()).unwrap();
    }
    let path = |name: &str| folder.path().join(name);
    let number = |v: &Json| usize::try_from(v.as_u64().unwrap()).unwrap();
    let last = |name: &str| serde_json::from_str::<Json>(text(&path(name)).lines().last().unwrap()).unwrap();
    let doccano = last("doccano.jsonl");
    let whole = doccano["text"].as_str().unwrap();
    let marks = |items: &Json, of: &dyn Fn(&Json) -> (String, usize, usize)| -> BTreeSet<(String, String)> {
        items.as_array().unwrap().iter().map(of).map(|(label, a, b)| (label, points(whole, a, b))).collect()
    };
    assert_eq!(marks(&doccano["label"], &|l| (l[2].as_str().unwrap().into(), number(&l[0]), number(&l[1]))), expected());
    assert_eq!(marks(&last("spacy_prodigy.jsonl")["spans"], &|s| (s["label"].as_str().unwrap().into(), number(&s["start"]), number(&s["end"]))), expected());
    let tasks: Json = serde_json::from_str(&text(&path("labelstudio.json"))).unwrap();
    let task = tasks.as_array().unwrap().last().unwrap();
    let value = |r: &Json| (r["value"]["labels"][0].as_str().unwrap().to_owned(), number(&r["value"]["start"]), number(&r["value"]["end"]));
    assert_eq!(marks(&task["predictions"][0]["result"], &value), expected());
    let annotations: Vec<Json> = serde_json::from_str(&text(&path("webanno.jsonld"))).unwrap();
    let quoted = annotations.iter().filter(|a| WORDS.iter().any(|(w, _)| a["target"]["selector"][1]["exact"] == **w)).filter(|a| {
        let place = &a["target"]["selector"][0];
        points(whole, number(&place["start"]), number(&place["end"])) == a["target"]["selector"][1]["exact"].as_str().unwrap()
    });
    assert!(quoted.count() >= WORDS.len());
}

#[test]
fn java_counts_in_utf_16() {
    let folder = tempfile::tempdir().unwrap();
    export(&dataset(), &options(), "cas", folder.path()).unwrap();
    let xmi = text(&folder.path().join("cas/0003_tricky.xmi"));
    let mut reader = quick_xml::Reader::from_str(&xmi);
    let (mut entities, mut tokens, mut sofa) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Empty(tag) => {
                let get = |name: &str| -> String {
                    let found = tag.attributes().map(Result::unwrap).find(|a| a.key.as_ref() == name);
                    found.map(|a| quick_xml::escape::unescape(&a.value).unwrap().into_owned()).unwrap_or_default()
                };
                let place = || (get("begin").parse::<usize>().unwrap(), get("end").parse::<usize>().unwrap());
                match tag.name().as_ref() {
                    "ner:NamedEntity" => entities.push((get("value"), place())),
                    "seg:Token" => tokens.push(place()),
                    "cas:Sofa" => sofa = get("sofaString").encode_utf16().collect(),
                    _ => {}
                }
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    let words = |(a, b): (usize, usize)| String::from_utf16(&sofa[a..b]).unwrap();
    assert_eq!(entities.iter().map(|(kind, place)| (kind.clone(), words(*place))).collect::<BTreeSet<_>>(), expected());
    assert!(tokens.iter().any(|t| words(*t) == "Baghdad") && tokens.iter().all(|t| !words(*t).contains(char::is_whitespace)));
}

#[test]
fn a_line_a_word_keeps_every_mark_whole() {
    let folder = tempfile::tempdir().unwrap();
    export(&dataset(), &options(), "conllu", folder.path()).unwrap();
    export(&dataset(), &options(), "conll2003", folder.path()).unwrap();
    let tricky = &dataset().articles[2];
    let conllu = text(&folder.path().join("conllu.conllu"));
    let part = conllu.split(&format!("# newdoc id = {}", tricky.article.id)).nth(1).unwrap();
    for line in part.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_digit())) {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), 10, "{line}");
        assert!(cells[0] != "1" || !cells[9].starts_with("NER=I-"), "a sentence begins inside a mark: {line}");
        let range = cells[9].split("TokenRange=").nth(1).unwrap().split_once(':').unwrap();
        assert_eq!(points(&tricky.article.text, range.0.parse().unwrap(), range.1.parse().unwrap()), cells[1]);
    }
    let begun = part.matches("NER=B-").count();
    assert_eq!(begun, WORDS.len(), "{part}");
    let plain = text(&folder.path().join("conll2003.txt"));
    assert!(plain.lines().filter(|l| !l.is_empty()).all(|l| l.split(' ').count() == 4));
    assert!(plain.contains("كتائب -X- -X- B-armed_group\nحزب -X- -X- I-armed_group\nالله -X- -X- I-armed_group\n"));
}

#[test]
fn brat_reads_its_own_words_and_they_come_back_as_another_coder() {
    let folder = tempfile::tempdir().unwrap();
    export(&dataset(), &options(), "brat", folder.path()).unwrap();
    let (ann, whole) = (folder.path().join("brat/0003_tricky.ann"), text(&folder.path().join("brat/0003_tricky.txt")));
    let mut marks = BTreeSet::new();
    for line in text(&ann).lines().filter(|l| l.starts_with('T')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (label, places) = cells[1].split_once(' ').unwrap();
        let pieces = places.split(';').map(|p| p.split_once(' ').unwrap()).map(|(a, b)| points(&whole, a.parse().unwrap(), b.parse().unwrap()));
        assert_eq!(pieces.collect::<Vec<_>>().join(" "), cells[2]);
        marks.insert((label.to_owned(), cells[2].replace("Harakat al", "Harakat\nal")));
    }
    assert_eq!(marks, expected());
    let events: Vec<String> = text(&folder.path().join("brat/0001_one.ann")).lines().filter(|l| l.starts_with('E')).map(str::to_owned).collect();
    assert_eq!(events, ["E1\treport:T3"]);
    // The other coder takes a name for a place, adds a mark and deletes one.
    let changed = text(&ann).replace("state_force", "organization").lines().filter(|l| !l.contains("\tBaghdad")).collect::<Vec<_>>().join("\n");
    let erbil = whole.find("Erbil").map(|b| whole[..b].chars().count()).unwrap();
    fs::remove_file(&ann).unwrap();
    let file = fs::File::create(&ann).unwrap();
    std::io::Write::write_all(&mut &file, format!("{changed}\nT90\tplace {erbil} {}\tErbil\nT91\tweather 0 4\tRaid\n", erbil + 5).as_bytes()).unwrap();
    let (machine, none) = (dataset(), Decisions::default());
    let back = returned::read_back(&machine, &folder.path().join("brat")).unwrap();
    assert_eq!((back.articles.len(), back.problems.len()), (3, 1), "{:?}", back.problems);
    let edits = returned::edits(&machine, &machine, &back);
    let changes = plan(&State { dataset: &machine, decisions: &none }, &Command::Batch("Import".into(), edits), "Other", AT).unwrap();
    let mut journal = Journal::default();
    journal.commit(changes, "Import", "Other", AT);
    let theirs = resolve(&extraction(), journal.decisions());
    let reviews: BTreeMap<String, &str> = theirs.articles[2].mentions.iter().map(|m| (m.item.text.clone(), m.review.key())).collect();
    assert_eq!((reviews["Mashtal"], reviews["Baghdad"], reviews["Erbil"], reviews["e\u{301}lite 👍🏽 unit"]), ("confirmed", "rejected", "added", "corrected"));
    assert!(theirs.decisions().iter().all(|d| d.by == "Other"));
}

#[test]
fn what_comes_back_unchanged_confirms_everything() {
    let folder = tempfile::tempdir().unwrap();
    let extraction = extraction();
    let (machine, none) = (dataset(), Decisions::default());
    // Label Studio gives back annotations, not predictions: the articles are done.
    let articles: Vec<String> = machine.articles.iter().map(|a| a.article.id.clone()).collect();
    let mut journal = Journal::default();
    let done =
        plan(&State { dataset: &machine, decisions: &none }, &Command::SetArticleState { articles, state: dateline::review::ArticleState::Done }, BY, AT);
    journal.commit(done.unwrap(), "done", BY, AT);
    let shown = resolve(&extraction, journal.decisions());
    for (key, file) in [("labelstudio", "labelstudio.json"), ("jsonl", "mentions.jsonl"), ("brat", "brat")] {
        export(&shown, &options(), key, folder.path()).unwrap();
        let back = returned::read_back(&shown, &folder.path().join(file)).unwrap();
        let edits = returned::edits(&machine, &shown, &back);
        assert!(back.problems.is_empty() && edits.iter().all(|e| matches!(e, Command::Confirm(_))), "{key}: {edits:?} {:?}", back.problems);
        let confirmed: usize = edits.iter().map(|e| if let Command::Confirm(targets) = e { targets.len() } else { 0 }).sum();
        assert_eq!(confirmed, machine.mentions().count(), "{key}");
    }
    assert!(returned::read_back(&shown, &folder.path().join("articles.jsonl")).is_err());
}

/// The cells of `events.csv` by row and column.
fn csv_rows(path: &Path) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap().records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn tables_hold_the_same_values_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    for key in ["csv", "xlsx", "parquet", "sqlite", "gpkg"] {
        export(&dataset(), &options(), key, folder.path()).unwrap();
    }
    let path = |name: &str| folder.path().join(name);
    for table in ["events", "mentions", "tallies"] {
        let rows = csv_rows(&path(&format!("{table}.csv")));
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(path("events.xlsx")).unwrap();
        let sheet = book.worksheet_range(table).unwrap();
        let cell = |data: Option<&Data>| data.map_or_else(String::new, |d| if let Data::Float(n) = d { n.to_string() } else { d.to_string() });
        let parquet = SerializedFileReader::new(fs::File::open(path(&format!("{table}.parquet"))).unwrap()).unwrap();
        let records: Vec<_> = parquet.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(records.len() + 1, rows.len(), "{table}");
        let db = rusqlite::Connection::open(path("dataset.sqlite")).unwrap();
        for (i, row) in rows.iter().enumerate() {
            for (j, value) in row.iter().enumerate() {
                let there = cell(sheet.get_value((u32::try_from(i).unwrap(), u32::try_from(j).unwrap())));
                assert_eq!(there, *value, "{table}.xlsx row {i} column {j}");
            }
        }
        for (i, (row, record)) in rows.iter().skip(1).zip(&records).enumerate() {
            for (value, (name, field)) in row.iter().zip(record.get_column_iter()) {
                let there = match field {
                    parquet::record::Field::Null => String::new(),
                    parquet::record::Field::Str(text) => text.clone(),
                    parquet::record::Field::Double(n) => n.to_string(),
                    parquet::record::Field::ListInternal(list) => list
                        .elements()
                        .iter()
                        .map(|e| if let parquet::record::Field::Str(s) = e { s.clone() } else { e.to_string() })
                        .collect::<Vec<_>>()
                        .join("; "),
                    other => other.to_string(),
                };
                assert_eq!(there, *value, "{table}.parquet row {i} column {name}");
                let sql: rusqlite::types::Value = db.query_row(&format!("SELECT \"{name}\" FROM {table} LIMIT 1 OFFSET {i}"), [], |r| r.get(0)).unwrap();
                let sql = match sql {
                    rusqlite::types::Value::Null => String::new(),
                    rusqlite::types::Value::Integer(n) => n.to_string(),
                    rusqlite::types::Value::Real(n) => n.to_string(),
                    rusqlite::types::Value::Text(t) => t,
                    rusqlite::types::Value::Blob(_) => "blob".to_owned(),
                };
                assert_eq!(sql, *value, "{table} in SQLite, row {i} column {name}");
            }
        }
    }
    let package = rusqlite::Connection::open(path("events.gpkg")).unwrap();
    let (n, blob): (i64, Vec<u8>) = package.query_row("SELECT count(*), geom FROM events WHERE geom IS NOT NULL", [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    assert_eq!(
        (n, &blob[..2], f64::from_le_bytes(blob[13..21].try_into().unwrap()), f64::from_le_bytes(blob[21..29].try_into().unwrap())),
        (1, &b"GP"[..], 44.4, 33.3)
    );
}

#[test]
fn other_datasets_have_their_columns_and_say_what_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    export(&dataset(), &options(), "acled", folder.path()).unwrap();
    export(&dataset(), &options(), "ucdp", folder.path()).unwrap();
    let (acled_rows, ged) = (csv_rows(&folder.path().join("events_acled.csv")), csv_rows(&folder.path().join("events_ged.csv")));
    assert_eq!((acled_rows[0].len(), ged[0].len(), acled::COLUMNS.len(), ucdp::COLUMNS.len()), (31, 49, 31, 49));
    let get = |rows: &[Vec<String>], name: &str| rows[1][rows[0].iter().position(|n| n == name).unwrap()].clone();
    for (column, value) in [
        ("event_date", "2024-02-07"),
        ("time_precision", "1"),
        ("event_type", "Explosions/Remote violence"),
        ("actor1", "United States"),
        ("inter1", "External/Other forces"),
        ("iso", "368"),
        ("country", "Iraq"),
        ("region", "Middle East"),
        ("fatalities", "4"),
        ("geo_precision", "1"),
    ] {
        assert_eq!(get(&acled_rows, column), value, "{column}");
    }
    for (column, value) in [
        ("side_a", "Government of United States"),
        ("gwnoa", "2"),
        ("country_id", "645"),
        ("where_prec", "1"),
        ("date_prec", "1"),
        ("best", "4"),
        ("deaths_unknown", "4"),
        ("priogrid_gid", "177569"),
    ] {
        assert_eq!(get(&ged, column), value, "{column}");
    }
    assert!(text(&folder.path().join("losses-acled.md")).contains("| disagreements between reports | left out | 1 |"));
    assert!(text(&folder.path().join("losses-ucdp.md")).contains("| what | what became of it | events |"));
    let ontology = dateline::lexicon::Lexicon::builtin().unwrap();
    let known: BTreeSet<&str> = acled::TYPES.iter().map(|t| t.0).collect();
    let ours: BTreeSet<&str> = ontology.ontology().types().iter().map(|t| t.key.as_str()).collect();
    assert!(ours.is_subset(&known), "types without ACLED's words: {:?}", ours.difference(&known));
}

#[test]
fn nobodys_file_is_replaced_unasked_and_our_own_exports_are_no_articles() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    for format in FORMATS {
        export(&dataset(), &options(), format.key(), &out).unwrap();
        export(&dataset(), &options(), format.key(), &out).unwrap_or_else(|e| panic!("{}: what an export wrote it may replace: {e}", format.key()));
    }
    let found = scan(folder.path());
    assert_eq!(found.files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), Vec::<&str>::new(), "an export holds no articles");
    let write = |name: &str| std::io::Write::write_all(&mut fs::File::create(out.join(name)).unwrap(), b"mine").unwrap();
    write("events.csv");
    let refused = export(&dataset(), &options(), "csv", &out);
    assert!(matches!(&refused, Err(ExportError::WouldReplace(files)) if files.len() == 1 && files[0].ends_with("events.csv")), "{refused:?}");
    assert_eq!(text(&out.join("events.csv")), "mine");
    export(&dataset(), &ExportOptions { replace: true, ..options() }, "csv", &out).unwrap();
    assert_eq!(csv_rows(&out.join("events.csv")).len(), 3);
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir(elsewhere.path().join("brat")).unwrap();
    std::io::Write::write_all(&mut fs::File::create(elsewhere.path().join("brat/0001_one.txt")).unwrap(), b"mine").unwrap();
    assert!(export(&dataset(), &options(), "brat", elsewhere.path()).is_err());
    assert!(!elsewhere.path().join("brat/annotation.conf").exists(), "nothing is written when something is in the way");
}

#[test]
fn every_format_is_described() {
    let folder = tempfile::tempdir().unwrap();
    for format in FORMATS {
        export(&dataset(), &options(), format.key(), folder.path()).unwrap();
        let descriptor: Json = serde_json::from_str(&text(&folder.path().join(format!("datapackage-{}.json", format.key())))).unwrap();
        for resource in descriptor["resources"].as_array().unwrap() {
            let file = folder.path().join(resource["path"].as_str().unwrap());
            assert_eq!(fs::metadata(&file).unwrap().len(), resource["bytes"].as_u64().unwrap(), "{}", file.display());
            if let Some(fields) = resource["schema"]["fields"].as_array().filter(|_| file.extension().is_some_and(|e| e == "csv")) {
                let names: Vec<&str> = fields.iter().map(|f| f["name"].as_str().unwrap()).collect();
                assert_eq!(csv_rows(&file)[0], names, "{}", file.display());
            }
        }
        let codebook = text(&folder.path().join(format!("codebook-{}.md", format.key())));
        assert!(codebook.contains("engine 1"), "{}", format.key());
        assert!(!format.about().is_empty() && format.about().ends_with('.'), "{}", format.key());
    }
    let keys: BTreeSet<&str> = FORMATS.iter().map(|f| f.key()).collect();
    assert_eq!(keys.len(), FORMATS.len());
    assert_eq!(column::EVENTS.len(), csv_rows(&folder.path().join("events.csv"))[0].len());
}

#[test]
fn the_report_loads_nothing_and_runs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut extraction = extraction();
    std::sync::Arc::make_mut(&mut extraction.events[0]).fields.attackers = vec!["<script>alert(1)</script>".into()];
    export(&resolve(&extraction, &Decisions::default()), &options(), "report", folder.path()).unwrap();
    let page = text(&folder.path().join("report.html"));
    assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://") && page.contains("&lt;script&gt;"));
    for part in ["2024-02-07", "Baghdad", "<svg", "at least 165 attacks since 17 October", "Content-Security-Policy"] {
        assert!(page.contains(part), "{part}");
    }
}
