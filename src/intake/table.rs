//! Tables of articles, a row an article: `.csv`, `.tsv` and `.xlsx`.

use super::archive::check_package;
use super::article::{Given, article_from_html, article_from_text};
use super::columns::{Part, places};
use super::decode::decode;
use super::json_line::hex_digest;
use super::problem::{Problem, ProblemKind};
use super::source::{Found, Source};
use calamine::{Data, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

/// Letters of a table that are looked at to tell what parts its columns.
const HEAD: usize = 8192;

pub(super) fn read_csv(source: &Source<'_>) -> Found {
    let decoded = match decode(source.name, source.bytes, false) {
        Ok(decoded) => decoded,
        Err(problem) => return (Vec::new(), vec![problem]),
    };
    let text = decoded.text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(source.name, text)).flexible(true).from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().map(|h| h.iter().map(str::to_owned).collect()).unwrap_or_default();
    let mut problems = decoded.problems;
    let rows = reader.records().map(|record| record.map(|r| r.iter().map(str::to_owned).collect()).map_err(|e| e.to_string()));
    let (articles, faults) = read_rows(source, source.name, &header, rows);
    problems.extend(faults);
    (articles, problems)
}

/// The sign that parts the columns of the first line: the one that occurs most, outside quotes.
fn delimiter(name: &str, text: &str) -> u8 {
    if Path::new(name).extension().is_some_and(|e| e.eq_ignore_ascii_case("tsv")) {
        return b'\t';
    }
    let mut quoted = false;
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for c in text.chars().take(HEAD) {
        match c {
            '"' => quoted = !quoted,
            '\n' | '\r' if !quoted => break,
            ',' | ';' | '\t' | '|' if !quoted => *counts.entry(c).or_default() += 1,
            _ => {}
        }
    }
    counts.into_iter().max_by_key(|(c, n)| (*n, *c == ',')).map_or(b',', |(c, _)| c as u8)
}

pub(super) fn read_xlsx(source: &Source<'_>) -> Found {
    if source.bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let message = "It is locked with a password, or an old .xls under another name, and was not read. Save it as .xlsx or .csv.";
        return (Vec::new(), vec![Problem::new(source.name, ProblemKind::Encrypted, message)]);
    }
    if let Err(problem) = check_package(source) {
        return (Vec::new(), vec![problem]);
    }
    let damaged = |why: String| Problem::new(source.name, ProblemKind::Damaged, format!("The workbook cannot be read ({why}). Save it again, or as .csv."));
    let mut book: Xlsx<_> = match calamine::open_workbook_from_rs(Cursor::new(source.bytes)) {
        Ok(book) => book,
        Err(error) => return (Vec::new(), vec![damaged(calamine::XlsxError::to_string(&error))]),
    };
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    let names = book.sheet_names();
    for sheet in &names {
        let range = match book.worksheet_range(sheet) {
            Ok(range) => range,
            Err(error) => {
                problems.push(damaged(error.to_string()));
                continue;
            }
        };
        let mut rows = range.rows().map(|row| row.iter().map(cell).collect::<Vec<String>>());
        let Some(header) = rows.next() else { continue };
        let name = if names.len() == 1 { source.name.to_owned() } else { format!("{}/{sheet}", source.name) };
        let (read, faults) = read_rows(source, &name, &header, rows.map(Ok));
        articles.extend(read);
        problems.extend(faults);
    }
    // Sheets without articles, such as notes, are no fault while another sheet has some.
    if !articles.is_empty() {
        problems.retain(|p| p.kind != ProblemKind::NoColumn);
    }
    (articles, problems)
}

/// A cell as text; dates by the calendar.
fn cell(data: &Data) -> String {
    match data {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(moment) if moment.is_datetime() => day(moment.as_f64()),
        other => other.to_string(),
    }
}

/// The calendar day of Excel's number of days.
fn day(serial: f64) -> String {
    let epoch = jiff::civil::date(1899, 12, 30);
    let day = epoch.checked_add(jiff::Span::new().days(serial.floor().clamp(0.0, 2_958_465.0) as i64));
    day.map(|d| d.to_string()).unwrap_or_default()
}

fn read_rows(source: &Source<'_>, name: &str, header: &[String], rows: impl Iterator<Item = Result<Vec<String>, String>>) -> Found {
    let places = places(header, &source.limits.columns);
    if !places.contains_key(&Part::Text) && !places.contains_key(&Part::Html) {
        let columns = header.iter().map(|h| h.trim()).filter(|h| !h.is_empty()).collect::<Vec<_>>().join(", ");
        let message = format!("No column is known to hold the text of articles. Its columns are: {columns}. Choose which holds what (Columns of tables…).");
        return (Vec::new(), vec![Problem::new(name, ProblemKind::NoColumn, message)]);
    }
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    for (index, row) in rows.enumerate() {
        // The first row of a table is its header.
        let number = index + 2;
        if index >= source.limits.entries {
            let message = format!("It has more than {} rows; the rest was left out. Split it.", source.limits.entries);
            problems.push(Problem::new(name, ProblemKind::TooLarge, message));
            break;
        }
        match row.map_err(|e| bad_row(name, &e)).and_then(|row| article(source, &format!("{name}#{number}"), &row, &places)) {
            Ok((article, notices)) => {
                articles.push(article);
                problems.extend(notices);
            }
            Err(problem) => problems.push(Problem { path: name.to_owned(), ..problem }.at_line(number)),
        }
    }
    if articles.is_empty() && problems.is_empty() {
        problems.push(Problem::new(name, ProblemKind::NoText, "The table has no rows below its first, which names the columns. Save it again."));
    }
    (articles, problems)
}

fn bad_row(name: &str, why: &str) -> Problem {
    Problem::new(name, ProblemKind::BadLine, format!("The row is no article: {why}. Correct it; the other rows were read."))
}

fn article(source: &Source<'_>, path: &str, row: &[String], places: &BTreeMap<Part, usize>) -> Result<(crate::model::Article, Vec<Problem>), Problem> {
    let get = |part: Part| places.get(&part).and_then(|at| row.get(*at)).map(|c| c.trim().to_owned()).filter(|c| !c.is_empty());
    let given = Given {
        sha256: hex_digest(row.join("\u{1f}").as_bytes()),
        title: get(Part::Title),
        published: get(Part::Published),
        outlet: get(Part::Outlet),
        url: get(Part::Url),
        byline: get(Part::Byline),
        language: get(Part::Language),
    };
    let made = match (get(Part::Text), get(Part::Html)) {
        (Some(text), _) => article_from_text(path, &text, given),
        (None, Some(html)) => article_from_html(path, &html, given, source.limits),
        (None, None) => return Err(bad_row(path, "its text is empty")),
    };
    made.map_err(|p| if p.kind == ProblemKind::NoText { bad_row(path, "its text is empty") } else { p })
}

/// The header and the first rows of a table, for choosing its columns.
pub fn preview(name: &str, bytes: &[u8], rows: usize) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    let ending = Path::new(name).extension()?.to_string_lossy().to_lowercase();
    let mut all: Vec<Vec<String>> = match ending.as_str() {
        "csv" | "tsv" => {
            let decoded = decode(name, bytes, false).ok()?;
            let text = decoded.text.trim_start_matches('\u{feff}');
            let reader = csv::ReaderBuilder::new().delimiter(delimiter(name, text)).flexible(true).has_headers(false).from_reader(text.as_bytes());
            reader.into_records().filter_map(Result::ok).take(rows + 1).map(|r| r.iter().map(str::to_owned).collect()).collect()
        }
        "xlsx" => {
            let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).ok()?;
            let range = book.worksheet_range_at(0)?.ok()?;
            range.rows().take(rows + 1).map(|row| row.iter().map(cell).collect()).collect()
        }
        _ => return None,
    };
    if all.is_empty() {
        return None;
    }
    let header = all.remove(0);
    Some((header, all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_between_columns_is_the_one_that_the_first_line_has_most() {
        for (head, sign) in [("a,b,c\n1;2;3;4", b','), ("a;b;\"c,d,e,f\"\n", b';'), ("a\tb\n", b'\t'), ("text\n", b',')] {
            assert_eq!(delimiter("x.csv", head), sign, "{head}");
        }
        assert_eq!(day(45_292.75), "2024-01-01");
    }
}
