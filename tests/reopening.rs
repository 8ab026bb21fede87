//! A project that is opened again shows what its articles came to last, and reads only what is not as it was.
#![cfg(feature = "window")]
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

#[path = "common/desk.rs"]
mod desk;

use dateline::intake::ColumnChoice;
use dateline::review::{ArticleFieldName, Change, Decision, Journal, NewValue, Target, Verdict};
use dateline::store::ProjectFile;
use dateline::ui::job::{Jobs, Message};
use dateline::ui::load::{self, EngineSlot, Opening};
use desk::{Home, Window, dataset, opened};
use rusqlite::Connection;
use std::path::PathBuf;

fn only(folder: PathBuf, ending: &str) -> PathBuf {
    let mut found = std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == ending));
    found.next().unwrap()
}

fn project(home: &Home) -> PathBuf {
    only(home.path().join("projects"), "dateline")
}

fn kept(home: &Home) -> PathBuf {
    only(home.path().join("projects/together"), "bin")
}

fn packed(json: &[u8]) -> Vec<u8> {
    zstd::encode_all(json, 1).unwrap()
}

/// A project whose readings have been emptied behind its back: events can only come from what was kept.
fn emptied() -> (Home, Vec<String>) {
    let home = Home::with_articles();
    let window = opened(&home);
    let before = events(&window);
    assert!(before.len() > 1, "{before:?}");
    drop(window);
    let db = Connection::open(project(&home)).unwrap();
    db.execute("UPDATE reading SET json = ?1", [packed(br#"{"mentions":[],"tallies":[],"reports":[]}"#)]).unwrap();
    (home, before)
}

fn events(window: &Window) -> Vec<String> {
    dataset(window).events.iter().map(|e| format!("{} {}", e.item.id, e.item.notes)).collect()
}

#[test]
fn what_the_articles_came_to_is_there_again_and_left_aside_where_it_does_not_fit() {
    let (home, before) = emptied();
    assert_eq!(events(&opened(&home)), before, "nothing has changed, so nothing is put together again");
    let mut bytes = std::fs::read(kept(&home)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    dateline::store::atomic::write_bytes(&kept(&home), &bytes).unwrap();
    let window = opened(&home);
    assert!(events(&window).is_empty(), "what is damaged is not used");
    assert!(desk::notices(&window).is_empty(), "{:?}", desk::notices(&window));
}

#[test]
fn decisions_that_change_how_articles_are_put_together_win_over_what_was_kept() {
    let (home, _) = emptied();
    let mut file = ProjectFile::open(&project(&home)).unwrap();
    let article = file.items().unwrap()[0].id.clone();
    let target = Target::ArticleField { article, field: ArticleFieldName::Published };
    let value = Some(NewValue::Date("2024-01-09".parse().ok()));
    let decision = Decision {
        seq: 0,
        target: target.clone(),
        verdict: Verdict::Corrected,
        value,
        at: "2024-02-01T00:00:00Z".into(),
        by: "x".into(),
        note: None,
        settled: None,
    };
    let row = Journal::default().commit(vec![Change { target, before: None, after: Some(decision) }], "Correct", "x", "2024-02-01T00:00:00Z");
    file.append(&[row]).unwrap();
    drop(file);
    assert!(events(&opened(&home)).is_empty(), "they are put together anew");
}

#[test]
fn only_what_is_not_as_it_was_is_read_again() {
    let home = Home::with_articles();
    drop(opened(&home));
    let db = Connection::open(project(&home)).unwrap();
    let marked: Vec<u8> =
        db.query_row("SELECT reading.json FROM reading JOIN article ON article.id = article WHERE path = 'b_wire.txt'", [], |r| r.get(0)).unwrap();
    let json = String::from_utf8(zstd::decode_all(marked.as_slice()).unwrap()).unwrap().replace("\"entity\":\"drone\"", "\"entity\":\"Marked by hand\"");
    db.execute("UPDATE reading SET json = ?1 WHERE article = (SELECT id FROM article WHERE path = 'b_wire.txt')", [packed(json.as_bytes())]).unwrap();
    drop(db);
    let path = home.articles().join("d_mosul.txt");
    let text = std::fs::read_to_string(&path).unwrap().replace("killing nine people", "killing ten people");
    dateline::store::atomic::write_bytes(&path, text.as_bytes()).unwrap();
    let window = opened(&home);
    assert!(dataset(&window).articles.iter().any(|a| a.article.text.contains("killing ten")), "the edited article is read");
    assert!(dataset(&window).mentions().any(|m| m.item.entity.as_deref() == Some("Marked by hand")), "the others are as they were stored: {json}");
    let events = dataset(&window).events.clone();
    drop(window);
    let again = opened(&home);
    assert_eq!(dataset(&again).events, events, "what was read since is put together once");
}

/// What the job tells that opens a folder.
fn told(home: &Home) -> Vec<Message> {
    let mut jobs = Jobs::default();
    let opening = Opening {
        session: 1,
        path: home.articles(),
        projects: home.path().join("projects"),
        engine: EngineSlot::default(),
        now: "2024-02-01T00:00:00Z".to_owned(),
        columns: ColumnChoice::default(),
        mend: false,
    };
    jobs.start("open", true, move |handle| load::open(&opening, handle));
    let mut told = Vec::new();
    while !matches!(told.last(), Some(Message::Ended(_))) {
        told.extend(jobs.messages());
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    told
}

#[test]
fn of_a_folder_that_was_changed_only_what_is_new_is_read() {
    let text = |n: usize| format!("Blast in Kidal\n\nA mine killed {} soldiers near Kidal on Friday, the army said. Column {n} had left at dawn.\n", n % 7 + 2);
    let texts: Vec<(String, String)> = (0..120).map(|n| (format!("{n:03}.txt"), text(n))).collect();
    let files: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let home = Home::new(&files);
    drop(opened(&home));
    let read = |told: &[Message]| -> Vec<String> {
        let mut paths: Vec<String> =
            told.iter().filter_map(|m| if let Message::Read(_, reading, _) = m { Some(reading.article.path.clone()) } else { None }).collect();
        paths.sort();
        paths
    };
    let unchanged = told(&home);
    assert_eq!(read(&unchanged), [""; 0]);
    assert_eq!(unchanged.iter().filter(|m| matches!(m, Message::Assembled(..))).count(), 1, "what it came to before, and nothing anew");
    drop(unchanged); // and with it the project
    for (name, n) in [("007.txt", 207), ("050.txt", 250), ("111.txt", 311), ("0505.txt", 255), ("zz.txt", 299)] {
        dateline::store::atomic::write_bytes(&home.articles().join(name), text(n).as_bytes()).unwrap();
    }
    for name in ["020.txt", "090.txt"] {
        std::fs::remove_file(home.articles().join(name)).unwrap();
    }
    std::fs::rename(home.articles().join("030.txt"), home.articles().join("moved.txt")).unwrap();
    let changed = told(&home);
    // An article that lies elsewhere is told of, though its text need not be read again.
    assert_eq!(read(&changed), ["007.txt", "050.txt", "0505.txt", "111.txt", "moved.txt", "zz.txt"]);
    let done = changed.iter().find_map(|m| if let Message::ReadingDone { gone, edited, .. } = m { Some((gone.len(), edited.len())) } else { None });
    assert_eq!(done, Some((5, 3)), "three were edited and two deleted");
    let articles = changed.iter().rev().find_map(|m| if let Message::Assembled(_, a) = m { Some(a.dataset.articles.len()) } else { None });
    assert_eq!(articles, Some(120));
}
