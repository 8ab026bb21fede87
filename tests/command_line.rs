//! The command line as scripts use it: the built program, its output, its errors.
#![allow(clippy::expect_used, reason = "a test fails by it")]

use serde_json::Value;
use std::io::Write;
use std::process::{Command, Output, Stdio};

fn dateline(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("piped").write_all(input).expect("it reads");
    child.wait_with_output().expect("it ends")
}

fn lines(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

const ARTICLE: &str = r#"{"path":"x","published":"2024-03-05","text":"Gunmen killed four soldiers and wounded six others near Gao in Mali on Monday, the army said.\n\nÉlodie Diarra, a résidente, said she heard shots."}"#;

#[test]
fn extract_answers_each_line_in_order_and_a_bad_line_with_its_number() {
    let input = format!("{ARTICLE}\n\nnot json\n{ARTICLE}\n");
    let answers = lines(&dateline(&["extract", "-"], input.as_bytes()));
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[1]["line"], 3);
    assert!(answers[1]["error"].is_string());
    assert_eq!(answers[0], answers[2]);
    let article = &answers[0]["article"];
    assert_eq!(article["path"], "x");
    assert_eq!(article["published"]["date"], "2024-03-05");
    let report = &answers[0]["reports"][0];
    assert_eq!(report["killed"]["best"], 4);
    assert_eq!(report["wounded"]["best"], 6);
    assert_eq!(report["date"]["start"], "2024-03-04");
    assert_eq!(report["place"]["country"], "MLI");
}

#[test]
fn every_offset_counts_code_points_and_covers_the_text_that_it_says() {
    let answers = lines(&dateline(&["extract", "-"], ARTICLE.as_bytes()));
    let text: Vec<char> = answers[0]["article"]["text"].as_str().expect("text").chars().collect();
    let mentions = answers[0]["mentions"].as_array().expect("mentions");
    assert!(mentions.iter().any(|m| m["text"] == "Élodie Diarra"), "{mentions:?}");
    for m in mentions {
        let at = |key: &str| usize::try_from(m[key].as_u64().expect("offset")).expect("small");
        let covered: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(m["text"], covered.as_str());
    }
}

#[test]
fn parse_gives_tokens_with_tags_and_heads() {
    let answers = lines(&dateline(&["parse", "-"], ARTICLE.as_bytes()));
    let tokens = answers[0]["tokens"].as_array().expect("tokens");
    let killed = tokens.iter().find(|t| t["text"] == "killed").expect("killed");
    assert_eq!(killed["tag"], "VBD");
    assert_eq!(killed["lemma"], "kill");
}

#[test]
fn parse_writes_the_format_of_the_treebanks() {
    let output = dateline(&["parse", "-", "--plain", "--format", "conllu"], b"\"Rockets hit Erbil. Nobody died.\"\nnot json\n");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let sentences: Vec<&str> = text.split("\n\n").collect();
    assert!(
        sentences[0].starts_with("# newdoc id = -\n# sent_id = 1\n# text = Rockets hit Erbil.\n1\tRockets\trocket\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n"),
        "{text}"
    );
    assert!(sentences[1].contains("\n2\tdied\tdie\tVERB\tVBD\t_\t0\troot\t"), "{text}");
    assert!(sentences[2].starts_with("# error in line 2: "), "{text}");
}

#[test]
fn a_folder_becomes_the_files_of_the_contract_and_nothing_is_written_into_it() {
    let out = tempfile::tempdir().expect("a folder");
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample");
    let before = std::fs::read_dir(sample).expect("the sample").count();
    let output = dateline(&["extract", sample, "--out", out.path().to_str().expect("UTF-8")], b"");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for name in ["articles", "mentions", "reports", "events", "tallies"] {
        let text = std::fs::read_to_string(out.path().join(format!("{name}.jsonl"))).expect(name);
        assert!(text.lines().count() > 5, "{name}");
        assert!(text.lines().all(|l| serde_json::from_str::<Value>(l).is_ok()), "{name}");
    }
    assert_eq!(std::fs::read_dir(sample).expect("the sample").count(), before);
}

#[test]
fn the_same_folder_gives_the_same_bytes_twice() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample");
    let run = || {
        let out = tempfile::tempdir().expect("a folder");
        dateline(&["extract", sample, "--out", out.path().to_str().expect("UTF-8")], b"");
        ["mentions", "reports", "events", "tallies"].map(|n| std::fs::read(out.path().join(format!("{n}.jsonl"))).expect(n))
    };
    assert_eq!(run(), run());
}

#[test]
fn errors_say_what_happened_and_what_to_do() {
    for (arguments, part) in [
        (&["extract", "/nowhere/at/all", "--out", "/tmp/x"][..], "/nowhere/at/all"),
        (&["extract", "assets/sample"][..], "--out"),
        (&["export", "/nowhere.dateline", "--format", "csv", "--out", "/tmp/x"][..], "/nowhere.dateline"),
        (&["parse", "x"][..], "parse -"),
    ] {
        let output = dateline(arguments, b"");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{arguments:?}");
        assert!(said.contains(part) && said.lines().count() <= 3, "{arguments:?}: {said}");
    }
}

#[test]
fn the_version_names_the_engine_and_the_lexicon() {
    let output = dateline(&["--version"], b"");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains(env!("CARGO_PKG_VERSION")) && said.contains("weights") && said.contains("lexicon"), "{said}");
}

#[test]
fn a_reader_that_leaves_early_is_no_fault() {
    let mut child =
        Command::new(env!("CARGO_BIN_EXE_dateline")).arg("--version").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}
