//! What must hold of merging whatever the articles say: order does not matter, ids survive, the analyst's word is kept.
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod common;

use common::reports::{Draft, readings};
use dateline::events::group;
use dateline::lexicon::Lexicon;
use dateline::model::{Count, Event, Field, FieldValue, Guidance, Part, Reading, ReportKey, Settling};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::builtin().unwrap());

fn grouped(readings: &[Reading], guidance: &Guidance) -> Vec<Event> {
    group(readings, guidance, &LEXICON)
}

fn drafts() -> impl Strategy<Value = Vec<Draft>> {
    let one = (0..4_u8, 0..5_u8, 0..4_u8, 0..3_u8, 0..4_u8, 0..6_u32, any::<bool>());
    let draft =
        |(place, day, attacker, victim, event_type, killed, foreground)| Draft { place, day, attacker, victim, event_type, killed, foreground, published: 0 };
    proptest::collection::vec((one.prop_map(draft), 0..3_u8), 1..24)
        .prop_map(|all| all.into_iter().map(|(d, wait)| Draft { published: d.day + wait, ..d }).collect())
}

fn keys(readings: &[Reading]) -> Vec<ReportKey> {
    readings.iter().flat_map(|r| &r.reports).map(|r| r.key.clone()).collect()
}

/// Some pairs of the reports, by their numbers.
fn pairs(keys: &[ReportKey], chosen: &[(usize, usize)]) -> Vec<(ReportKey, ReportKey)> {
    let at = |n: usize| keys[n % keys.len()].clone();
    chosen.iter().map(|(a, b)| (at(*a), at(*b))).filter(|(a, b)| a != b).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_order_of_the_articles_does_not_matter(all in drafts(), turn in 0..24_usize) {
        let mut readings = readings(&all);
        let before = grouped(&readings, &Guidance::default());
        let by = turn % readings.len();
        readings.rotate_left(by);
        readings.reverse();
        prop_assert_eq!(before, grouped(&readings, &Guidance::default()));
    }

    #[test]
    fn articles_that_are_published_later_leave_ids_and_company_as_they_were(all in drafts(), later in drafts()) {
        let old = readings(&all);
        let last = all.iter().map(|d| d.published).max().unwrap();
        let later: Vec<Draft> = later.into_iter().map(|d| Draft { published: last + 1 + d.published, ..d }).collect();
        let both: Vec<Draft> = all.iter().chain(&later).copied().collect();
        let known: BTreeSet<String> = old.iter().map(|r| r.reports[0].id.clone()).collect();
        let of_known = |e: &Event| (e.id.clone(), e.reports.iter().filter(|r| known.contains(*r)).cloned().collect::<BTreeSet<String>>());
        let before: BTreeMap<String, BTreeSet<String>> = grouped(&old, &Guidance::default()).iter().map(of_known).collect();
        let after: BTreeMap<String, BTreeSet<String>> =
            grouped(&readings(&both), &Guidance::default()).iter().map(of_known).filter(|(_, reports)| !reports.is_empty()).collect();
        prop_assert_eq!(before, after);
    }

    #[test]
    fn an_event_that_was_decided_about_keeps_its_id_whatever_is_added(all in drafts(), earlier in drafts(), which in 0..24_usize) {
        let later: Vec<Draft> = all.iter().map(|d| Draft { published: d.published + 20, ..*d }).collect();
        let old = readings(&later);
        let before = grouped(&old, &Guidance::default());
        let event = &before[which % before.len()];
        let founder = keys(&old).into_iter().find(|k| event.id.contains(&k.article)).unwrap();
        let guidance = Guidance { founders: [founder.clone()].into(), ..Guidance::default() };
        let both: Vec<Draft> = later.iter().chain(&earlier).copied().collect();
        prop_assert!(grouped(&readings(&both), &guidance).iter().any(|e| e.id == event.id));
    }

    #[test]
    fn reports_held_apart_never_meet_and_ties_hold_where_nothing_is_held_apart(
        all in drafts(),
        same in proptest::collection::vec((0..24_usize, 0..24_usize), 0..6),
        different in proptest::collection::vec((0..24_usize, 0..24_usize), 0..6),
    ) {
        let readings = readings(&all);
        let keys = keys(&readings);
        let guidance = Guidance { same: pairs(&keys, &same), different: pairs(&keys, &different), ..Guidance::default() };
        let of: BTreeMap<String, String> = grouped(&readings, &guidance).iter().flat_map(|e| e.reports.iter().map(|r| (r.clone(), e.id.clone()))).collect();
        let event = |k: &ReportKey| of[&format!("{}:report:{}:{}", k.article, k.span.start, k.span.end)].clone();
        for (a, b) in &guidance.different {
            prop_assert_ne!(event(a), event(b));
        }
        if guidance.different.is_empty() {
            for (a, b) in &guidance.same {
                prop_assert_eq!(event(a), event(b));
            }
        }
    }
}

const DRAFT: Draft = Draft { place: 0, day: 3, attacker: 0, victim: 0, event_type: 0, killed: 4, foreground: true, published: 4 };

#[test]
fn every_report_but_the_founding_one_says_why_it_is_there() {
    let events = grouped(&readings(&[DRAFT, Draft { published: 5, ..DRAFT }]), &Guidance::default());
    assert_eq!(events.len(), 1);
    let [link] = events[0].links.as_slice() else { panic!("{:?}", events[0].links) };
    assert_eq!((&link.with, &link.report), (&events[0].reports[0], &events[0].reports[1]));
    let likeness = link.likeness.unwrap();
    assert_eq!((likeness.points(Part::Date), likeness.points(Part::Place), likeness.points(Part::Type)), (3, 3, 1));
}

#[test]
fn other_victims_on_other_days_other_countries_and_days_apart_are_never_one() {
    let apart = |other: Draft| grouped(&readings(&[DRAFT, other]), &Guidance::default()).len();
    let named = Draft { victim: 1, ..DRAFT };
    assert_eq!(grouped(&readings(&[named, Draft { victim: 2, day: 4, ..DRAFT }]), &Guidance::default()).len(), 2);
    assert_eq!(apart(Draft { place: 3, ..DRAFT }), 2);
    assert_eq!(apart(Draft { day: 5, published: 5, ..DRAFT }), 2);
    assert_eq!(apart(Draft { published: 9, foreground: false, ..DRAFT }), 1, "what a later article recalls is linked");
}

#[test]
fn the_project_chooses_by_which_practice_numbers_are_settled_and_the_others_are_kept() {
    // Two copies of an agency say 9, two outlets of their own say 5, the newest says 7.
    let told = |killed, n: u8| Draft { killed, published: 4 + n, ..DRAFT };
    let mut all = readings(&[told(9, 0), told(9, 0), told(5, 0), told(5, 0), told(7, 1)]);
    for reading in all.iter_mut().take(2) {
        reading.article.agencies =
            vec![dateline::model::Resolved::new("Reuters".to_owned(), dateline::model::Basis::Stated, dateline::model::Reason::plain("r"))];
    }
    let settled = |settling| {
        let events = grouped(&all, &Guidance { settling, ..Guidance::default() });
        assert_eq!(events.len(), 1);
        let conflict = events[0].conflicts.iter().find(|c| c.field == Field::Killed).unwrap().clone();
        assert_eq!(conflict.values.len(), 3);
        assert_eq!(conflict.chosen, FieldValue::Count(events[0].fields.killed.unwrap()));
        (events[0].fields.killed.unwrap(), conflict.rule)
    };
    let (triple, rule) = settled(Settling::Triple);
    assert_eq!((triple.low, triple.best, triple.high, rule.as_str()), (Some(5), Some(7), Some(9), "C4"));
    let (lowest, rule) = settled(Settling::Conservative);
    assert_eq!((lowest, rule.as_str()), (Count::exact(5), "C6"));
    let (most, rule) = settled(Settling::Majority);
    assert_eq!((most.best, rule.as_str()), (Some(5), "majority"));
}
