//! A small extraction for tests: two articles that tell of one strike, one of them with a tally and a second event.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]
#![allow(dead_code, reason = "each test file uses its own part")]

pub mod reports;

use dateline::model::{
    Article, Basis, Block, BlockKind, Conflict, Count, Event, EventDate, EventFields, Extraction, Field, FieldValue, Kind, Mention, Outcome, PartialDate,
    Place, PlacePrecision, Qualifier, Reading, Reason, Report, ReportKey, Resolved, Span, Tally, TallyOf,
};
use dateline::review::{Change, Command, Dataset, Journal, State, Touched, plan, resolve};

/// The coder of the tests.
pub const BY: &str = "Ada";
/// When the tests decide.
pub const AT: &str = "2024-03-01T12:00:00Z";

const FIRST: &str = "Raid on Mashtal\n\nA U.S. drone killed four people in Baghdad on 7 February – “Kata’ib Hezbollah” said. 😀 Militias have made at least 165 attacks since 17 October.\n\nSubscribe to our newsletter!\n";
const SECOND: &str = "An American raid killed two men in Baghdad. A day later rockets wounded one soldier in Erbil, =cmd| said.\n";

/// The span of `words` in `text`; the words must be there.
pub fn at(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("{words} is not in {text}"));
    Span::new(start, start + words.len())
}

fn article(id: &str, path: &str, text: &str, title: Option<&str>) -> Article {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let kind = if line.starts_with("Subscribe") { BlockKind::Advert } else { BlockKind::Body };
        blocks.push(Block { span: Span::new(start, start + line.len()), kind, rule: "test".to_owned() });
        start += line.len();
    }
    Article {
        id: id.to_owned(),
        path: path.to_owned(),
        copies: Vec::new(),
        sha256: "00".repeat(32),
        text: text.to_owned(),
        blocks,
        title: title.map(|t| Resolved::new(t.to_owned(), Basis::Stated, Reason::plain("The first line is the headline."))),
        outlet: None,
        byline: None,
        url: None,
        language: Some("en".to_owned()),
        published: None,
        copyright_year: None,
        agencies: Vec::new(),
    }
}

fn report(article: &Article, trigger: &str, fields: EventFields) -> Report {
    let span = at(&article.text, trigger);
    let key = ReportKey { article: article.id.clone(), span, quote: trigger.to_owned() };
    Report {
        id: format!("{}:report:{}:{}", article.id, span.start, span.end),
        key,
        article: article.id.clone(),
        triggers: Vec::new(),
        fields,
        when: None,
        when_span: None,
        arguments: Vec::new(),
        foreground: true,
        modality: dateline::model::Modality::Actual,
        specific: true,
        attribution: Vec::new(),
        evidence: [(Field::Killed, vec![span])].into(),
        rules: [(Field::Killed, "C4".to_owned())].into(),
        confidence: 0.9,
    }
}

/// A date of one day.
pub fn day(text: &str) -> EventDate {
    EventDate::at(text.parse::<PartialDate>().unwrap(), Vec::new())
}

fn fields(date: &str, killed: u32, place: &str) -> EventFields {
    EventFields {
        date: Some(day(date)),
        event_type: Some("air_drone_strike".to_owned()),
        place: Some(Place {
            name: place.to_owned(),
            admin1: None,
            country: Some("IRQ".to_owned()),
            lat: (place == "Baghdad").then_some(33.3),
            lon: (place == "Baghdad").then_some(44.4),
            precision: PlacePrecision::Settlement,
            source: None,
        }),
        attackers: vec!["United States".to_owned()],
        killed: Some(Count::exact(killed)),
        outcome: Outcome::Hit,
        ..EventFields::default()
    }
}

fn event(fields: &EventFields, reports: &[&Report], paths: &[&str]) -> Event {
    let ids: Vec<String> = reports.iter().map(|r| r.id.clone()).collect();
    Event {
        id: format!("event:{}", ids[0]),
        key: reports[0].key.clone(),
        fields: fields.clone(),
        articles: paths.iter().map(|p| (*p).to_owned()).collect(),
        conflicts: Vec::new(),
        links: Vec::new(),
        reports: ids,
        independent_sources: 1,
        notes: "A raid, in \"quotes\", and a comma.".to_owned(),
        confidence: 0.8,
    }
}

/// The extraction.
pub fn extraction() -> Extraction {
    let first = article("aaaaaaaaaaaaaaaa", "one.txt", FIRST, Some("Raid on Mashtal"));
    let second = article("bbbbbbbbbbbbbbbb", "sub/two.txt", SECOND, None);
    let mention = |a: &Article, words: &str, kind| Mention::new(&a.id, &a.text, at(&a.text, words), kind, "test");
    let mut mentions = vec![mention(&first, "Baghdad", Kind::Place), mention(&first, "Kata’ib Hezbollah", Kind::Person)];
    mentions[0].entity = Some("Baghdad".to_owned());
    let (killed, four, two) =
        (fields("2024-02-07", 4, "Baghdad"), report(&first, "killed", fields("2024-02-07", 4, "Baghdad")), fields("2024-02-07", 2, "Baghdad"));
    let (again, rockets) = (report(&second, "raid killed", two), report(&second, "rockets", fields("2024-02-08", 1, "Erbil")));
    let mut strike = event(&killed, &[&four, &again], &["one.txt", "sub/two.txt"]);
    let value = |n| FieldValue::Count(Count::exact(n));
    strike.conflicts = vec![Conflict {
        field: Field::Killed,
        values: vec![(value(4), vec![four.id.clone()]), (value(2), vec![again.id.clone()])],
        chosen: value(4),
        rule: "C4".to_owned(),
    }];
    let other = event(&rockets.fields, &[&rockets], &["sub/two.txt"]);
    let words = at(FIRST, "at least 165 attacks since 17 October");
    let tally = Tally {
        id: format!("{}:tally:{}:{}", first.id, words.start, words.end),
        article: first.id.clone(),
        span: words,
        text: words.of(FIRST).to_owned(),
        of: TallyOf::Attack,
        count: 165,
        qualifier: Qualifier::AtLeast,
        since_when: None,
        since: "2023-10-17".parse().ok(),
        as_of_when: None,
        as_of: None,
        by: Some("Militias".to_owned()),
        on: None,
        places: Vec::new(),
        split: None,
        excludes: None,
        source: None,
        confidence: 0.9,
    };
    let names = vec![mention(&second, "American", Kind::StateForce), mention(&second, "Erbil", Kind::Place), mention(&second, "=cmd|", Kind::Source)];
    Extraction {
        events: vec![strike.into(), other.into()],
        ..Extraction::of(vec![
            Reading { mentions, tallies: vec![tally], reports: vec![four], article: first }.into(),
            Reading { mentions: names, tallies: Vec::new(), reports: vec![again, rockets], article: second }.into(),
        ])
    }
}

/// Its readings.
pub fn readings() -> Vec<Reading> {
    extraction().readings.iter().map(|s| Reading::clone(&s.read())).collect()
}

/// Changes reading number `n` as another engine would have it.
pub fn edit(extraction: &mut Extraction, n: usize, change: impl FnOnce(&mut Reading)) {
    extraction.readings[n].edit(change);
    extraction.roster = Extraction::of(extraction.readings.clone()).roster;
}

/// Plans and commits `command`, and brings `dataset` up to date, as the window does.
pub fn act(extraction: &Extraction, dataset: &mut Dataset, journal: &mut Journal, command: &Command) -> Result<Vec<Change>, String> {
    act_and_tell(extraction, dataset, journal, command).map(|(changes, _)| changes)
}

/// As [`act`]; tells what of the dataset it touched.
pub fn act_and_tell(
    extraction: &Extraction,
    dataset: &mut Dataset,
    journal: &mut Journal,
    command: &Command,
) -> Result<(Vec<Change>, Option<Touched>), String> {
    let state = State { dataset, decisions: journal.decisions() };
    let changes = plan(&state, command, BY, AT).map_err(|e| e.to_string())?;
    let row = journal.commit(changes, command.label(), BY, AT);
    let touched = dataset.refresh(extraction, journal.decisions(), &row.changes);
    assert!(*dataset == resolve(extraction, journal.decisions()), "a refreshed dataset is the resolved one after {command:?}");
    Ok((row.changes, touched))
}
