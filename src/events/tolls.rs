//! The dead and the wounded of one incident, by rules C1 to C9.

use super::coreference::Incident;
use super::page::Sentence;
use crate::model::{CasualtyRole, Count, Kind, Mention, Qualifier, Span, Value, When};

/// A toll with where it stands and the rule that chose it.
pub(super) struct Toll {
    pub count: Count,
    pub spans: Vec<Span>,
    pub rule: &'static str,
}

struct Candidate<'a> {
    mention: &'a Mention,
    count: Count,
    /// A lower bound only: part of a larger number, or no number word.
    bound: bool,
    /// Said to be the newest or the whole.
    total: bool,
    /// Said to be an older number.
    old: bool,
    /// The time of the live blog's entry that it stands in: month, day, and the place of the entry where a day has several.
    entry: Option<(i8, i8, i64)>,
}

const OLDER: [&str; 13] =
    ["first", "initially", "earlier", "previous", "previously", "originally", "early", "yesterday", "noon", "before", "begun", "beginning", "against"];
const NEWER: [&str; 12] = ["later", "risen", "rose", "rises", "raised", "climbed", "grown", "now", "nightfall", "revised", "updated", "since"];

fn says(s: &Sentence<'_>, list: &[&str], near: Span) -> bool {
    let clause = Span::new(near.start.saturating_sub(90), near.end + 60);
    s.tokens_in(clause).any(|i| list.contains(&s.word(i).to_lowercase().as_str()))
}

fn candidates<'a>(incident: &Incident<'a>, page: &[Sentence<'a>], role: CasualtyRole) -> Vec<Candidate<'a>> {
    let mut found = Vec::new();
    for d in &incident.drafts {
        let Some(s) = page.get(d.sentence) else { continue };
        for m in d.counts.iter().copied().filter(|m| m.kind == Kind::Casualty) {
            let (Some(b), Some(count)) = (m.binding(), m.count()) else { continue };
            if b.role != role || b.own_side || count.qualifier == Qualifier::Ordinal {
                continue;
            }
            let old = says(s, &OLDER, m.span) && !says(s, &NEWER, m.span);
            let bound = b.subset || b.implied || is_vague(m);
            found.push(Candidate { mention: m, count, bound, total: b.total || says(s, &NEWER, m.span), old, entry: entry(s, page) });
        }
    }
    found
}

/// When the entry of `s` was written: its day, then its place among the entries, counted from the blog's older end.
fn entry(s: &Sentence<'_>, page: &[Sentence<'_>]) -> Option<(i8, i8, i64)> {
    let day = |m: &Mention| match &m.value {
        Some(Value::When { when: When::MonthDay { month, day }, .. }) => Some((*month, *day)),
        Some(Value::When { when: When::Calendar { date }, .. }) => date.month.zip(date.day),
        _ => None,
    };
    let own = day(s.section_date?)?;
    let mut days = page.iter().filter_map(|o| day(o.section_date?));
    let first = days.next()?;
    let last = days.next_back()?;
    let place = i64::try_from(s.section).unwrap_or_default();
    Some((own.0, own.1, if first > last { -place } else { place }))
}

/// "dozens", "hundreds", "scores": a number only for want of one.
fn is_vague(m: &Mention) -> bool {
    let lower = m.text.to_lowercase();
    ["dozens", "scores", "hundreds", "thousands", "tens of"].iter().any(|w| lower.contains(w))
}

/// The toll of a role: the first whole number of the article, unless a later one says that it is newer (C4).
pub(super) fn toll(incident: &Incident<'_>, page: &[Sentence<'_>], role: CasualtyRole) -> Option<Toll> {
    let all = candidates(incident, page, role);
    let whole: Vec<&Candidate<'_>> = all.iter().filter(|c| !c.bound && c.count.best.or(c.count.high).is_some()).collect();
    if whole.is_empty() {
        return lower_bound(incident, &all, role);
    }
    // Where the account begins with an older number, it goes on to the newer ones.
    let counted_up = whole.first().is_some_and(|c| c.old);
    let standing: Vec<&&Candidate<'_>> = whole.iter().filter(|c| !c.old).collect();
    let first: &&Candidate<'_> = (if counted_up { standing.last() } else { standing.first() }).copied().or(whole.first())?;
    let newest = newest_entry(&whole).or_else(|| whole.iter().rfind(|c| c.total && !c.old && c.count.best >= first.count.best));
    let chosen = newest.unwrap_or(first);
    let best = chosen.count.best;
    let lows = whole.iter().filter(|c| !c.old).filter_map(|c| c.count.low).min();
    let highs = whole.iter().filter_map(|c| c.count.high).max();
    let mut count =
        Count { low: lows.min(best).or(chosen.count.low), best, high: chosen.count.high.map(|h| highs.unwrap_or(h).max(h)), qualifier: chosen.count.qualifier };
    if count.best.is_none() {
        count = chosen.count;
    }
    let rule = if newest.is_some() {
        "C4"
    } else if count.qualifier == Qualifier::Exact {
        "C1"
    } else {
        "C7"
    };
    Some(Toll { count, spans: vec![chosen.mention.span], rule })
}

/// In a live blog the last entry's number stands, whichever end the blog begins at.
fn newest_entry<'c, 'a>(whole: &'c [&'c Candidate<'a>]) -> Option<&'c &'c Candidate<'a>> {
    let (first, last) = (whole.first()?.entry?, whole.last()?.entry?);
    if first == last {
        return None;
    }
    let latest = first.max(last);
    whole.iter().find(|c| c.entry == Some(latest) && !c.old)
}

/// Where no whole number is stated, the parts bound it from below (C2).
fn lower_bound(incident: &Incident<'_>, all: &[Candidate<'_>], role: CasualtyRole) -> Option<Toll> {
    let most = all.iter().filter(|c| c.count.best.is_some()).max_by_key(|c| (c.count.best, std::cmp::Reverse(c.mention.span.start)));
    if let Some(c) = most {
        return Some(Toll { count: c.count, spans: vec![c.mention.span], rule: "C2" });
    }
    // "several": people were hurt, and the analyst decides how many (C6).
    if let Some(c) = all.iter().find(|c| c.count.is_unknown()) {
        return Some(Toll { count: c.count, spans: vec![c.mention.span], rule: "C6" });
    }
    let mut victims: Vec<&Mention> = Vec::new();
    for v in incident.drafts.iter().filter(|d| d.kills()).flat_map(|d| d.victims.iter().copied()) {
        let known = |o: &&Mention| o.entity_id.is_some() && o.entity_id == v.entity_id || o.text == v.text;
        if !victims.iter().any(known) {
            victims.push(v);
        }
    }
    let n = u32::try_from(victims.len()).ok().filter(|n| *n > 0 && role == CasualtyRole::Killed)?;
    Some(Toll { count: Count::exact(n), spans: victims.iter().map(|v| v.span).collect(), rule: "C2" })
}

/// Of the killed, those called civilians.
pub(super) fn civilians(incident: &Incident<'_>) -> Option<Toll> {
    let counts = incident.drafts.iter().flat_map(|d| d.counts.iter());
    let mut of = counts.filter(|m| m.binding().is_some_and(|b| b.civilian && b.role == CasualtyRole::Killed));
    let m = of.next()?;
    Some(Toll { count: m.count()?, spans: vec![m.span], rule: "C1" })
}
