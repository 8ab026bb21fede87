//! Every kind of file that articles are read from, well made and made to do harm.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::format_collect, clippy::format_push_string, reason = "small files are put together here")]

use dateline::intake::{ColumnChoice, Limits, Problem, ProblemKind, preview, read_bytes};
use dateline::model::Article;
use std::io::Write;
use zip::write::SimpleFileOptions;

const STORY: &str = "A bomb beside the road to Gao killed two soldiers on Friday, the army said. Nobody said who had laid it.";

fn read(name: &str, bytes: &[u8]) -> (Vec<Article>, Vec<Problem>) {
    read_bytes(name, bytes, &Limits::default())
}

fn kinds(problems: &[Problem]) -> Vec<(&str, ProblemKind)> {
    problems.iter().map(|p| (p.path.as_str(), p.kind)).collect()
}

fn paths(articles: &[Article]) -> Vec<&str> {
    articles.iter().map(|a| a.path.as_str()).collect()
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let body: String = paragraphs.iter().map(|p| format!("<w:p><w:r><w:t>{p}</w:t></w:r></w:p>")).collect();
    let document = format!("<?xml version='1.0'?><w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    let core = "<cp:coreProperties xmlns:cp='c' xmlns:dc='d'><dc:title>Bomb near Gao</dc:title><dc:creator>A. Writer</dc:creator></cp:coreProperties>";
    zipped(&[("word/document.xml", document.as_bytes()), ("docProps/core.xml", core.as_bytes())])
}

/// A page of PDF with one line of text for each of `lines`.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let words: String = lines.iter().map(|l| format!("({l}) Tj 0 -14 Td ")).collect();
    let content = format!("BT /F1 12 Tf 50 700 Td {words}ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let (mut file, mut places) = ("%PDF-1.4\n".to_owned(), Vec::new());
    for (i, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", i + 1));
    }
    let start = file.len();
    let table: String = places.iter().map(|at| format!("{at:010} 00000 n \n")).collect();
    file.push_str(&format!("xref\n0 6\n0000000000 65535 f \n{table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"));
    file.into_bytes()
}

fn mail(subject: &str, body: &str) -> String {
    format!(
        "From: Gulf Courier <news@courier.example>\r\nSubject: {subject}\r\nDate: Sat, 3 Feb 2024 22:05:00 -0500\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    )
}

fn page(title: &str) -> String {
    format!(
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{STORY}</p><p>{STORY} It was the third such blast.</p></article></body></html>"
    )
}

fn warc(records: &[(&str, &str)]) -> Vec<u8> {
    let mut file = Vec::new();
    for (i, (url, body)) in records.iter().enumerate() {
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}");
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{i}>\r\nWARC-Date: 2024-02-04T10:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
            answer.len()
        );
        file.extend(head.bytes().chain(answer.bytes()).chain(*b"\r\n\r\n"));
    }
    file
}

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, (name, value)) in [("Headline", "Bomb near Gao"), ("Body", STORY), ("Site", "Gulf Courier")].iter().enumerate() {
        sheet.write_string(0, column as u16, *name).unwrap();
        sheet.write_string(1, column as u16, *value).unwrap();
    }
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 2, 3).unwrap();
    sheet.write_string(0, 3, "pub_date").unwrap();
    sheet.write_datetime_with_format(1, 3, &date, &rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd")).unwrap();
    book.save_to_buffer().unwrap()
}

const TITLE: &str = "Bomb near Gao";

/// A file of every kind: its name, its bytes, the names of its articles, whether it says when it was published.
fn every_kind() -> Vec<(&'static str, Vec<u8>, Vec<&'static str>, bool)> {
    let title = TITLE;
    let newsapi = serde_json::json!({"status": "ok", "articles": [{"source": {"id": null, "name": "Gulf Courier"}, "author": "A. Writer", "title": title,
        "url": "https://courier.example/gao", "publishedAt": "2024-02-03T22:05:00Z", "description": "Short.", "content": STORY}]});
    let mediacloud =
        serde_json::json!([{"stories_id": 7, "title": title, "publish_date": "2024-02-03 10:00:00", "media_name": "Gulf Courier", "story_text": STORY}]);
    let trafilatura = serde_json::json!({"title": title, "author": "A. Writer", "hostname": "courier.example", "date": "2024-02-03", "text": STORY,
        "source": "https://courier.example/gao", "source-hostname": "Gulf Courier", "excerpt": "Short."});
    let table = format!("Headline;Body;pub_date;Site\n{title};\"{STORY}\";2024-02-03;x\n");
    let saved = format!(
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://courier.example/gao\r\nSubject: {title}\r\nDate: Sat, 3 Feb 2024 12:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://courier.example/gao\r\n\r\n{}\r\n--B--\r\n",
        page(title)
    );
    let mailbox = format!(
        "From news@x Sat Feb  3 22:05:00 2024\n{}\nFrom news@x Sat Feb  3 22:06:00 2024\n{}\n",
        mail(title, STORY).replace('\r', ""),
        mail("Other", "Two men were shot in Kidal.").replace('\r', "")
    );
    vec![
        ("a.json", newsapi.to_string().into_bytes(), vec!["a.json#1"], true),
        ("b.json", mediacloud.to_string().into_bytes(), vec!["b.json#1"], true),
        ("c.json", trafilatura.to_string().into_bytes(), vec!["c.json"], true),
        ("d.csv", table.into_bytes(), vec!["d.csv#2"], true),
        ("e.xlsx", workbook(), vec!["e.xlsx#2"], true),
        ("f.docx", docx(&[title, STORY]), vec!["f.docx"], false),
        ("g.pdf", pdf(&["Bomb near Gao", "", "A bomb beside the road to Gao killed two soldiers on Friday, the army said."]), vec!["g.pdf"], false),
        ("h.eml", mail(title, STORY).into_bytes(), vec!["h.eml"], true),
        ("i.mbox", mailbox.into_bytes(), vec!["i.mbox#1", "i.mbox#2"], true),
        ("j.mhtml", saved.into_bytes(), vec!["j.mhtml"], true),
        ("k.warc", warc(&[("https://courier.example/2024/02/03/gao", &page(title))]), vec!["k.warc#1"], true),
        ("l.warc.gz", gzipped(&warc(&[("https://courier.example/2024/02/03/gao", &page(title))])), vec!["l.warc#1"], true),
        (
            "m.zip",
            zipped(&[("in/one.txt", STORY.as_bytes()), ("in/two.html", page(title).as_bytes()), ("in/picture.png", b"x")]),
            vec!["m.zip/in/one.txt", "m.zip/in/two.html"],
            false,
        ),
    ]
}

#[test]
fn every_kind_of_file_gives_its_article() {
    let mut faults = Vec::new();
    for (name, bytes, expected, dated) in every_kind() {
        let (articles, problems) = read(name, &bytes);
        let Some(first) = articles.first().filter(|_| paths(&articles) == expected) else {
            faults.push(format!("{name}: {:?} {problems:?}", paths(&articles)));
            continue;
        };
        let published = first.published.as_ref().map(|p| p.value.to_string());
        let titled = matches!(name, "g.pdf" | "m.zip") || first.title.as_ref().is_some_and(|t| t.value == TITLE);
        let whole = first.text.contains("killed two soldiers on Friday");
        if !whole || !titled || published.as_deref() != dated.then_some("2024-02-03") || !problems.iter().all(|p| p.kind.is_notice()) {
            faults.push(format!("{name}: {published:?} {:?} {:?} {problems:?}", first.title, first.text));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn an_article_that_a_service_cut_short_is_read_with_a_notice() {
    let cut = serde_json::json!({"articles": [{"title": "x", "content": format!("{STORY} And then… [+1234 chars]")}]});
    let (articles, problems) = read("a.json", cut.to_string().as_bytes());
    assert_eq!((articles.len(), kinds(&problems)), (1, vec![("a.json#1", ProblemKind::Shortened)]));
}

#[test]
fn columns_can_be_chosen() {
    let table = format!("x1,x2\nBomb near Gao,\"{STORY}\"\n");
    let (articles, problems) = read("t.csv", table.as_bytes());
    assert_eq!((articles.len(), kinds(&problems)), (0, vec![("t.csv", ProblemKind::NoColumn)]));
    let limits = Limits { columns: "text=x2,title=x1".parse::<ColumnChoice>().unwrap(), ..Limits::default() };
    let (articles, problems) = read_bytes("t.csv", table.as_bytes(), &limits);
    assert_eq!((articles[0].title.as_ref().unwrap().value.as_str(), problems.len()), ("Bomb near Gao", 0));
    assert_eq!(preview("t.csv", table.as_bytes(), 3).unwrap().0, ["x1", "x2"]);
    assert_eq!(preview("e.xlsx", &workbook(), 3).unwrap().1.len(), 1);
}

#[test]
fn a_record_with_a_broken_header_costs_no_other() {
    let whole = warc(&[("https://courier.example/1", &page(TITLE)), ("https://courier.example/2", &page(TITLE))]);
    let at = whole.windows(9).position(|w| w == b"courier.e").unwrap();
    let mut broken = whole.clone();
    broken[at] = 0xba;
    let (articles, problems) = read("a.warc", &broken);
    assert_eq!((paths(&articles), kinds(&problems)), (vec!["a.warc#2"], vec![("a.warc", ProblemKind::Damaged)]));
}

#[test]
fn a_table_of_names_of_columns_alone_is_listed() {
    let (articles, problems) = read("a.csv", b"title,text\n");
    assert_eq!((articles.len(), kinds(&problems)), (0, vec![("a.csv", ProblemKind::NoText)]));
}

#[test]
fn a_bad_row_does_not_stop_the_rest() {
    let table = format!("title,text\na,\"{STORY}\"\nb,\nc,Two men were shot in Kidal.\n");
    let (articles, problems) = read("t.csv", table.as_bytes());
    assert_eq!(paths(&articles), ["t.csv#2", "t.csv#4"]);
    assert_eq!((kinds(&problems), problems[0].line), (vec![("t.csv", ProblemKind::BadLine)], Some(3)));
}

#[test]
fn archives_made_to_do_harm_are_refused_member_by_member() {
    let bomb = zipped(&[("bomb.txt", &vec![b'a'; 30 * 1024 * 1024]), ("good.txt", STORY.as_bytes())]);
    let (articles, problems) = read("a.zip", &bomb);
    assert_eq!((paths(&articles), kinds(&problems)), (vec!["a.zip/good.txt"], vec![("a.zip/bomb.txt", ProblemKind::Refused)]));

    let inner = zipped(&[("x.txt", STORY.as_bytes())]);
    let nested = (0..3).fold(inner, |inside, _| zipped(&[("n.zip", &inside), ("beside.txt", b"Two men were shot in Kidal.")]));
    let (articles, problems) = read("n.zip", &nested);
    assert_eq!(paths(&articles), ["n.zip/n.zip/beside.txt", "n.zip/beside.txt"]);
    assert_eq!(kinds(&problems), [("n.zip/n.zip/n.zip", ProblemKind::TooDeep)]);

    let climbing =
        zipped(&[("../../etc/evil.txt", STORY.as_bytes()), ("/abs.txt", STORY.as_bytes()), ("C:\\x.txt", STORY.as_bytes()), ("ok.txt", STORY.as_bytes())]);
    let (articles, problems) = read("c.zip", &climbing);
    assert_eq!(paths(&articles), ["c.zip/ok.txt"]);
    assert!(problems.len() == 3 && problems.iter().all(|p| p.kind == ProblemKind::Refused), "{problems:?}");

    let whole = zipped(&[("one.txt", STORY.as_bytes()), ("two.txt", b"Two men were shot in Kidal.")]);
    for end in [whole.len() / 2, whole.len() - 30, 3] {
        let (_, problems) = read("cut.zip", &whole[..end]);
        assert!(problems.iter().any(|p| p.kind == ProblemKind::Damaged), "{end}: {problems:?}");
    }

    let small = Limits { unpacked_bytes: 200, ..Limits::default() };
    let (articles, problems) = read_bytes("b.zip", &zipped(&[("one.txt", STORY.as_bytes()), ("two.txt", STORY.repeat(9).as_bytes())]), &small);
    assert_eq!((articles.len(), kinds(&problems)), (1, vec![("b.zip/two.txt", ProblemKind::TooLarge)]));
    let few = Limits { entries: 1, ..Limits::default() };
    let (articles, problems) = read_bytes("b.zip", &whole, &few);
    assert_eq!((articles.len(), kinds(&problems)), (1, vec![("b.zip", ProblemKind::TooLarge)]));

    let (articles, problems) = read("x.txt.gz", &gzipped(&vec![b'a'; 30 * 1024 * 1024]));
    assert_eq!((articles.len(), kinds(&problems)), (0, vec![("x.txt.gz", ProblemKind::Refused)]));
}

#[test]
fn locked_and_broken_documents_say_what_they_are() {
    let mut locked = zipped(&[("secret.txt", STORY.as_bytes()), ("open.txt", STORY.as_bytes())]);
    // The first bit of the flags says that a member is encrypted: in its own head and in the list at the end.
    locked[6] |= 1;
    let list = locked.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    locked[list + 8] |= 1;
    let (articles, problems) = read("a.zip", &locked);
    assert_eq!((paths(&articles), kinds(&problems)), (vec!["a.zip/open.txt"], vec![("a.zip/secret.txt", ProblemKind::Encrypted)]));

    let laughs = "<!DOCTYPE l [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;&a;'>]><w:document xmlns:w='w'><w:p><w:t>&b;</w:t></w:p></w:document>";
    let story = pdf(&[STORY]);
    let encrypted =
        String::from_utf8(story.clone()).unwrap().replace("/Root 1 0 R", "/Root 1 0 R/Encrypt<</Filter/Standard/V 9/R 9/O(x)/U(x)/P -1>>/ID[(a)(a)]");
    let cases: Vec<(&str, Vec<u8>, ProblemKind)> = vec![
        ("l.docx", zipped(&[("word/document.xml", laughs.as_bytes())]), ProblemKind::Refused),
        ("b.docx", zipped(&[("word/document.xml", &vec![b' '; 30 * 1024 * 1024])]), ProblemKind::Refused),
        ("e.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more".to_vec(), ProblemKind::Encrypted),
        ("n.docx", zipped(&[("other.xml", b"<a/>")]), ProblemKind::Damaged),
        ("c.docx", docx(&[STORY])[..200].to_vec(), ProblemKind::Damaged),
        ("e.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more".to_vec(), ProblemKind::Encrypted),
        ("b.xlsx", zipped(&[("xl/workbook.xml", &vec![b' '; 30 * 1024 * 1024])]), ProblemKind::Refused),
        ("c.xlsx", workbook()[..900].to_vec(), ProblemKind::Damaged),
        ("e.pdf", encrypted.into_bytes(), ProblemKind::Encrypted),
        ("c.pdf", story[..80].to_vec(), ProblemKind::Damaged),
        ("s.pdf", pdf(&[]), ProblemKind::NoText),
        ("x.pdf", b"<html>".to_vec(), ProblemKind::Damaged),
        ("j.json", b"{\"articles\": [".to_vec(), ProblemKind::BadLine),
        ("d.json", format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000)).into_bytes(), ProblemKind::BadLine),
        ("o.json", b"{\"name\": \"x\"}".to_vec(), ProblemKind::NoText),
        ("w.warc", b"no web archive at all".to_vec(), ProblemKind::Damaged),
        ("m.mbox", b"no mailbox at all".to_vec(), ProblemKind::NoText),
    ];
    let mut faults = Vec::new();
    for (name, bytes, kind) in cases {
        let (articles, problems) = read(name, &bytes);
        if (articles.len(), kinds(&problems)) != (0, vec![(name, kind)]) {
            faults.push(format!("{name}: {} articles, {problems:?}", articles.len()));
        }
        if !problems.iter().all(|p| p.message.len() > 40 && p.message.ends_with('.')) {
            faults.push(format!("{name}: {problems:?}"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    let two = warc(&[("https://a.example/1", &page("One")), ("https://a.example/2", &page("Two"))]);
    let (articles, problems) = read("cut.warc", &two[..two.len() - 60]);
    assert_eq!((paths(&articles), kinds(&problems)), (vec!["cut.warc#1"], vec![("cut.warc", ProblemKind::Damaged)]));
}

#[test]
fn attachments_are_read_with_their_message() {
    let body = format!(
        "From: a@b.example\r\nSubject: Two stories\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/plain\r\n\r\n{STORY}\r\n--B\r\nContent-Type: text/html; name=\"page.html\"\r\nContent-Disposition: attachment; filename=\"../page.html\"\r\n\r\n{}\r\n--B--\r\n",
        page("Attached")
    );
    let (articles, problems) = read("a.eml", body.as_bytes());
    assert_eq!((paths(&articles), problems.len()), (vec!["a.eml", "a.eml/page.html"], 0), "{problems:?}");
}

/// Changes bytes of files of every kind by chance. A short run with the other tests; `DATELINE_FUZZ_SECONDS=1800 cargo test --test inputs broken` is a
/// long one. A panic costs its file alone; only the library for PDF is known to have any.
#[test]
fn a_broken_file_of_any_kind_gives_articles_or_problems() {
    let seconds: Option<u64> = std::env::var("DATELINE_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok());
    let until = std::time::Instant::now() + std::time::Duration::from_secs(seconds.unwrap_or(0));
    let mut seed = seconds.map_or(1, |_| u64::from(std::process::id()));
    let mut dice = |end: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % end.max(1)
    };
    let mut files = every_kind();
    files.push(("n.html", page(TITLE).into_bytes(), Vec::new(), false));
    files.push(("o.txt", STORY.as_bytes().to_vec(), Vec::new(), false));
    files.push(("p.jsonl", format!("{{\"text\":\"{STORY}\"}}\n").into_bytes(), Vec::new(), false));
    let mut count = 0;
    while count < 400 || std::time::Instant::now() < until {
        let (name, bytes, ..) = &files[dice(files.len())];
        let mut bytes = bytes.clone();
        for _ in 0..=dice(8) {
            let at = dice(bytes.len());
            match dice(5) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, u8::try_from(dice(256)).unwrap()),
                2 => bytes.extend_from_within(at..),
                3 => drop(bytes.drain(at..(at + dice(40)).min(bytes.len()))),
                _ => bytes.get_mut(at).into_iter().for_each(|b| *b ^= 1 << dice(8)),
            }
            if bytes.is_empty() {
                break;
            }
        }
        let started = std::time::Instant::now();
        let (articles, problems) = read(name, &bytes);
        assert!(!articles.is_empty() || !problems.is_empty(), "{name}: neither an article nor a problem");
        assert!(*name == "g.pdf" || problems.iter().all(|p| p.kind != ProblemKind::Internal), "{name}: {bytes:?}");
        for article in &articles {
            assert!(article.blocks.iter().all(|b| article.text.get(b.span.start..b.span.end).is_some()), "{name}: {bytes:?}");
        }
        assert!(started.elapsed().as_secs() < 20, "{name} took {:?}: {bytes:?}", started.elapsed());
        count += 1;
    }
    println!("{count} files");
}
