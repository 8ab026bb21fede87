//! Reports of many articles to events, by rules M1 to M4 and the analyst's own word.
//!
//! Reports are gone through in the order of publication, each joining the event that it is most like or founding its own. So the result
//! does not depend on the order of the articles, and articles that are published later change nothing about who is with whom before.

use super::clusters::{Clusters, Member};
use super::profile::{Account, Profile};
use super::settle;
use crate::lexicon::Lexicon;
use crate::model::{DatePrecision, Event, EventDate, Guidance, Link, Reading, Report, Span};
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use std::hash::{Hash, Hasher};

/// The events that the dated reports of `readings` tell of, in order of dates. Reports that are not specific, or rejected, make none.
pub fn group(readings: &[Reading], guidance: &Guidance, lexicon: &Lexicon) -> Vec<Event> {
    let all = readings.iter().flat_map(|a| a.reports.iter().map(move |report| Account { article: &a.article, report }));
    let mut accounts: Vec<Account<'_>> = all.filter(|a| makes_event(a.report, guidance)).collect();
    accounts.sort_by_cached_key(order);
    let mut mains = Mains::default();
    let marked: Vec<(&Account<'_>, bool)> = accounts.iter().map(|a| (a, mains.is_main(a))).collect();
    let profiles = shared_out(&marked, |(a, main)| Profile::new(a, *main));
    let mut clusters = Clusters::new(guidance);
    accounts.iter().zip(profiles).for_each(|(account, profile)| clusters.take(account, profile));
    let mut events = shared_out(&clusters.finish(), |members| event(members, |n| accounts.get(n).copied(), guidance, lexicon));
    events.sort_by_cached_key(|e| (e.fields.date.as_ref().map(EventDate::days), e.id.clone()));
    events
}

/// Whether a report makes an event or joins one.
pub fn makes_event(report: &Report, guidance: &Guidance) -> bool {
    report.specific && report.modality.counts() && !guidance.rejected.contains(&report.key)
}

/// The order in which reports are taken: by the day of publication, articles without one last; on one day what says most goes first, so that
/// vague reports meet events that are already known well.
pub fn order(a: &Account<'_>) -> (Date, bool, bool, String, Span, String) {
    let published = a.article.published.as_ref().map_or(Date::MAX, |p| p.value.last_day());
    let vague = a.report.fields.date.as_ref().is_none_or(|d| d.precision > DatePrecision::Range);
    (published, vague, !a.report.foreground, a.article.path.clone(), a.report.key.span, a.report.id.clone())
}

/// Tells the main report of an article, which is told with all of its words: the first taken that is its news.
#[derive(Default)]
pub struct Mains(FxHashSet<u64>);

impl Mains {
    /// Whether this is the first foreground report of its article.
    pub fn is_main(&mut self, account: &Account<'_>) -> bool {
        let mut hasher = rustc_hash::FxHasher::default();
        account.article.id.hash(&mut hasher);
        account.report.foreground && self.0.insert(hasher.finish())
    }
}

/// Does `work` on every item, in order, with all cores.
pub(super) fn shared_out<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = items.len().div_ceil(cores).max(64);
    let work = &work;
    std::thread::scope(|scope| {
        let running: Vec<_> = items.chunks(share).skip(1).map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>())).collect();
        let first: Vec<R> = items.iter().take(share).map(work).collect();
        // A panic goes on where the results are asked for.
        let rest = running.into_iter().flat_map(|r| r.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        first.into_iter().chain(rest).collect()
    })
}

/// The event that these reports tell of; `account` gives a report by its number. The founding report goes first: one whose event was decided
/// about, else the one published first.
pub fn event<'a>(members: &[Member], account: impl Fn(usize) -> Option<Account<'a>>, guidance: &Guidance, lexicon: &Lexicon) -> Event {
    let mut told: Vec<Account<'a>> = members.iter().filter_map(|m| account(m.report)).collect();
    let founder = told.iter().position(|a| guidance.founders.contains(&a.report.key));
    if let Some(front) = founder.and_then(|n| told.get_mut(..=n)) {
        front.rotate_right(1);
    }
    let id = |n: usize| account(n).map(|a| a.report.id.clone());
    let link = |m: &Member| {
        let (with, likeness) = m.with?;
        Some(Link { report: id(m.report)?, with: id(with)?, likeness })
    };
    Event { links: members.iter().filter_map(link).collect(), ..settle::event(&told, guidance.settling, lexicon) }
}
