//! Reports become events by the coder's rules, and by the analyst's word before them.
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use dateline::events::group;
use dateline::lexicon::Lexicon;
use dateline::model::{
    Article, Basis, Count, Event, EventDate, EventFields, Field, FieldValue, Guidance, Modality, PartialDate, Place, PlacePrecision, Reading, Reason, Report,
    ReportKey, Resolved, Span,
};

/// What one article says of one event.
#[derive(Clone, Copy)]
struct Told {
    path: &'static str,
    published: &'static str,
    day: &'static str,
    place: &'static str,
    killed: Option<(u32, &'static str)>,
}

const TOLD: Told = Told { path: "a.txt", published: "2024-05-03", day: "2024-05-02", place: "Kirkuk", killed: None };

fn fields(t: Told) -> EventFields {
    let place = Place {
        name: t.place.to_owned(),
        admin1: None,
        country: Some("IRQ".to_owned()),
        lat: None,
        lon: None,
        precision: PlacePrecision::Settlement,
        source: None,
    };
    EventFields {
        date: Some(EventDate::at(t.day.parse().unwrap(), Vec::new())),
        event_type: Some("air_drone_strike".to_owned()),
        place: Some(place),
        attackers: vec!["Türkiye".to_owned()],
        killed: t.killed.map(|(n, _)| Count::exact(n)),
        ..EventFields::default()
    }
}

fn report(t: Told) -> Report {
    let span = Span::new(0, 6);
    Report {
        id: format!("{}:report:0:6", t.path),
        key: key(t),
        article: t.path.to_owned(),
        triggers: Vec::new(),
        fields: fields(t),
        when: None,
        when_span: None,
        arguments: Vec::new(),
        foreground: true,
        modality: Modality::Actual,
        specific: true,
        attribution: Vec::new(),
        evidence: [(Field::Killed, vec![span])].into(),
        rules: t.killed.map(|(_, rule)| (Field::Killed, rule.to_owned())).into_iter().collect(),
        confidence: 0.8,
    }
}

fn key(t: Told) -> ReportKey {
    ReportKey { article: t.path.to_owned(), span: Span::new(0, 6), quote: "Strike".to_owned() }
}

fn reading(t: Told, agencies: &[&str], text: &str) -> Reading {
    let stated = |value: &str| Resolved::new(value.to_owned(), Basis::Stated, Reason::plain("the text says so"));
    let article = Article {
        id: t.path.to_owned(),
        path: t.path.to_owned(),
        copies: Vec::new(),
        sha256: "00".repeat(32),
        text: text.to_owned(),
        blocks: Vec::new(),
        title: None,
        outlet: None,
        byline: None,
        url: None,
        language: None,
        published: Some(Resolved::new(t.published.parse::<PartialDate>().unwrap(), Basis::Stated, Reason::plain("the text says so"))),
        copyright_year: None,
        agencies: agencies.iter().map(|a| stated(a)).collect(),
    };
    Reading { article, mentions: Vec::new(), tallies: Vec::new(), reports: vec![report(t)] }
}

fn readings(all: &[Told]) -> Vec<Reading> {
    all.iter().map(|t| reading(*t, &[], &format!("Strike told of in {}.", t.path))).collect()
}

fn grouped(all: &[Told], guidance: &Guidance) -> Vec<Event> {
    group(&readings(all), guidance, &Lexicon::builtin().unwrap())
}

fn killed(event: &Event) -> Option<u32> {
    event.fields.killed.and_then(|c| c.best)
}

#[test]
fn reports_of_one_day_and_place_are_one_event_and_those_of_another_place_are_not() {
    let other = Told { path: "c.txt", place: "Basra", day: "2024-04-20", ..TOLD };
    let events = grouped(&[TOLD, Told { path: "b.txt", ..TOLD }, other], &Guidance::default());
    let articles: Vec<Vec<&str>> = events.iter().map(|e| e.articles.iter().map(String::as_str).collect()).collect();
    assert_eq!(articles, [vec!["c.txt"], vec!["a.txt", "b.txt"]]);
}

#[test]
fn reports_that_the_analyst_tells_apart_are_two_events() {
    let other = Told { path: "b.txt", ..TOLD };
    let guidance = Guidance { different: vec![(key(other), key(TOLD))], ..Guidance::default() };
    assert_eq!(grouped(&[TOLD, other], &guidance).len(), 2);
}

#[test]
fn reports_that_the_analyst_ties_are_one_event_however_unlike() {
    let unlike = Told { path: "b.txt", place: "Basra", day: "2023-01-09", ..TOLD };
    assert_eq!(grouped(&[TOLD, unlike], &Guidance::default()).len(), 2);
    let guidance = Guidance { same: vec![(key(TOLD), key(unlike))], ..Guidance::default() };
    assert_eq!(grouped(&[TOLD, unlike], &guidance).len(), 1);
}

#[test]
fn a_report_tied_to_two_events_makes_them_one() {
    let (b, c) = (Told { path: "b.txt", day: "2023-01-09", ..TOLD }, Told { path: "c.txt", day: "2022-01-09", ..TOLD });
    let guidance = Guidance { same: vec![(key(TOLD), key(b)), (key(b), key(c))], ..Guidance::default() };
    let events = grouped(&[TOLD, b, c], &guidance);
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].reports.len(), 3);
}

#[test]
fn a_rejected_report_makes_no_event_and_joins_none() {
    let other = Told { path: "b.txt", ..TOLD };
    let guidance = Guidance { rejected: [key(other)].into(), ..Guidance::default() };
    let events = grouped(&[TOLD, other], &guidance);
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].articles, ["a.txt"]);
    let all = Guidance { rejected: [key(other), key(TOLD)].into(), ..Guidance::default() };
    assert!(grouped(&[TOLD, other], &all).is_empty());
}

#[test]
fn an_event_keeps_its_id_when_another_report_joins() {
    let later = Told { path: "b.txt", published: "2024-05-09", ..TOLD };
    let before = grouped(&[TOLD], &Guidance::default());
    let after = grouped(&[TOLD, later], &Guidance::default());
    assert_eq!(after.len(), 1);
    assert_eq!(before[0].id, after[0].id);
}

#[test]
fn counts_are_settled_by_the_rule_that_fits() {
    // (dead, rule and day of publication of each report; the settled number; the rule of the conflict, where there is one)
    type Case = (&'static [(u32, &'static str, &'static str)], u32, Option<&'static str>);
    let table: &[Case] = &[
        (&[(4, "C1", "2024-05-03"), (4, "C1", "2024-05-03")], 4, None),
        // A whole toll before parts of it, though the parts be newer.
        (&[(9, "C1", "2024-05-03"), (3, "C2", "2024-05-05")], 9, Some("C1")),
        // Parts only: the largest bounds the toll.
        (&[(2, "C2", "2024-05-03"), (3, "C2", "2024-05-03")], 3, None),
        // The newest article.
        (&[(9, "C1", "2024-05-03"), (12, "C1", "2024-05-06")], 12, Some("C4")),
        // Of one day the majority; of equals the lower.
        (&[(7, "C1", "2024-05-03"), (5, "C1", "2024-05-03"), (7, "C1", "2024-05-03")], 7, Some("C5")),
        (&[(8, "C1", "2024-05-03"), (6, "C1", "2024-05-03")], 6, Some("C5")),
    ];
    let paths = ["a.txt", "b.txt", "c.txt"];
    for (reports, wanted, rule) in table {
        let told =
            |(n, (dead, by, published)): (usize, &(u32, &'static str, &'static str))| Told { path: paths[n], published, killed: Some((*dead, by)), ..TOLD };
        let all: Vec<Told> = reports.iter().enumerate().map(told).collect();
        let events = grouped(&all, &Guidance::default());
        assert_eq!(events.len(), 1, "{reports:?}");
        assert_eq!(killed(&events[0]), Some(*wanted), "{reports:?}");
        if let Some(rule) = rule {
            let conflict = events[0].conflicts.iter().find(|c| c.field == Field::Killed).unwrap_or_else(|| panic!("no conflict in {reports:?}"));
            assert_eq!(conflict.rule, *rule, "{reports:?}");
            assert!(matches!(&conflict.chosen, FieldValue::Count(c) if c.best == Some(*wanted)), "{reports:?}");
            assert_eq!(conflict.values.iter().map(|(_, ids)| ids.len()).sum::<usize>(), reports.len(), "{reports:?}");
        }
    }
}

#[test]
fn articles_of_one_agency_are_one_source_and_so_are_near_copies() {
    let lexicon = Lexicon::builtin().unwrap();
    let b = Told { path: "b.txt", ..TOLD };
    let sources = |one: (&[&str], &str), two: (&[&str], &str)| {
        let events = group(&[reading(TOLD, one.0, one.1), reading(b, two.0, two.1)], &Guidance::default(), &lexicon);
        events.iter().map(|e| e.independent_sources).collect::<Vec<u32>>()
    };
    let (first, second) =
        ("Strike on a depot near the northern oil town, the governor said on Friday.", "Strike at dawn killed nobody, as residents of the quarter told us.");
    assert_eq!(sources((&[], first), (&[], second)), [2]);
    assert_eq!(sources((&["Reuters"], first), (&["Reuters"], second)), [1]);
    assert_eq!(sources((&["Reuters"], first), (&["AFP", "Reuters"], second)), [2]);
    assert_eq!(sources((&[], first), (&[], first)), [1]);
}
