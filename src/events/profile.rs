//! A report as merging compares it: names as numbers, days as numbers, words as hashes.

use super::actors::UNIDENTIFIED;
use super::vessels;
use super::wording::Wording;
use crate::lexicon::fold;
use crate::model::{Article, DatePrecision, Field, Geo, Place, Report, When};
use jiff::civil::Date;
use std::hash::{Hash, Hasher};

/// An account and the article that gives it.
#[derive(Clone, Copy, Debug)]
pub struct Account<'a> {
    /// Whose it is.
    pub article: &'a Article,
    /// What it says.
    pub report: &'a Report,
}

/// A number for a name: the same for the same name, in every run.
fn number(name: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    name.hash(&mut hasher);
    hasher.finish()
}

fn numbers(names: &[String]) -> Vec<u64> {
    names.iter().filter(|n| *n != UNIDENTIFIED).map(|n| number(n)).collect()
}

fn surnames(names: &[String]) -> Vec<u64> {
    names.iter().filter_map(|n| Some(number(fold::key(n).rsplit(' ').next()?))).collect()
}

/// The victims of a report that speaks of dead, by full name; of mass killings names say little.
fn dead(report: &Report) -> Vec<u64> {
    let f = &report.fields;
    let few = f.killed.and_then(|c| c.best).is_some_and(|n| n > 0 && n as usize <= 2 * f.victims.len());
    f.victims.iter().filter(|n| few && n.contains(' ')).map(|n| number(n)).collect()
}

/// The ships that a report names as hit.
fn ships(report: &Report) -> Vec<u64> {
    let named = report.rules.get(&Field::TargetObject).is_some_and(|rule| rule == vessels::RULE);
    let all = report.fields.target_object.iter().filter(|_| named).flat_map(|names| names.split(vessels::AND));
    all.map(|name| number(&vessels::key(name))).collect()
}

/// What is compared of the place.
pub(super) struct Site {
    pub name: u64,
    pub geo: Option<Geo>,
    pub country: Option<u64>,
    pub is_country: bool,
}

/// What is compared of a report.
pub struct Profile {
    pub(super) article: u64,
    /// First and last day that it may lie on; `None` without a date.
    pub(super) days: Option<(i32, i32)>,
    /// The day of publication.
    pub(super) published: Option<i32>,
    /// Whether the days are known, as opposed to a week, month or year.
    pub(super) fine: bool,
    pub(super) site: Option<Site>,
    pub(super) attackers: Vec<u64>,
    pub(super) targets: Vec<u64>,
    pub(super) victims: Vec<u64>,
    /// Everybody who is named in a role.
    pub(super) named: Vec<u64>,
    /// The last words of the victims' names, by which one person is mostly called.
    pub(super) surnames: Vec<u64>,
    /// Those of the victims who died and are known by more than one name: nobody dies twice.
    pub(super) dead: Vec<u64>,
    /// Ships that were hit, by name.
    pub(super) ships: Vec<u64>,
    pub(super) event_type: Option<u64>,
    /// Whether its type seldom goes with another on one event: abductions and what was stopped.
    pub(super) apart: bool,
    pub(super) killed: Option<u32>,
    /// What the date words say by themselves, where they come to no day.
    pub(super) when: Option<When>,
    /// What it is told with; of the article as a whole where this is its main report.
    pub(super) wording: Wording,
}

impl Profile {
    /// Of a report; `is_main` says whether it stands for its article.
    pub fn new(account: &Account<'_>, is_main: bool) -> Self {
        let f = &account.report.fields;
        let kind = f.event_type.as_deref();
        Self {
            article: number(&account.article.id),
            days: f.date.as_ref().map(|d| (day_number(d.days().0), day_number(d.days().1))),
            published: account.article.published.as_ref().map(|p| day_number(p.value.last_day())),
            fine: f.date.as_ref().is_some_and(|d| d.precision <= DatePrecision::Range),
            site: f.place.as_ref().map(site),
            attackers: numbers(&f.attackers),
            targets: numbers(&f.targets),
            victims: numbers(&f.victims),
            named: [&f.attackers, &f.suspects, &f.targets, &f.victims].into_iter().flat_map(|names| numbers(names)).collect(),
            surnames: surnames(&f.victims),
            dead: dead(account.report),
            ships: ships(account.report),
            event_type: kind.map(number),
            apart: matches!(kind, Some("disrupted_weapons_use" | "abduction_forced_disappearance")),
            killed: f.killed.and_then(|c| c.best),
            when: account.report.when.clone().filter(|_| f.date.is_none()),
            wording: Wording::of(account, is_main),
        }
    }
}

impl Profile {
    /// Whether it tells the same in all that is compared, so that it need not be compared again.
    pub(super) fn looks_like(&self, other: &Self) -> bool {
        let names = |p: &Self| (p.days, p.site.as_ref().map(|s| s.name), p.event_type, p.killed);
        names(self) == names(other)
            && self.attackers == other.attackers
            && self.targets == other.targets
            && self.victims == other.victims
            && self.ships == other.ships
    }
}

/// Days since the beginning of 1970.
fn day_number(date: Date) -> i32 {
    const START: Date = Date::constant(1970, 1, 1);
    (date - START).get_days()
}

fn site(p: &Place) -> Site {
    let geo = p.lat.zip(p.lon).map(|(lat, lon)| Geo {
        lat,
        lon,
        country: p.country.clone(),
        admin1: p.admin1.clone(),
        precision: p.precision,
        source: p.source.clone().unwrap_or_default(),
    });
    let country = p.country.as_deref().map(number);
    Site { name: number(&p.name), geo, country, is_country: p.precision == crate::model::PlacePrecision::Country }
}
