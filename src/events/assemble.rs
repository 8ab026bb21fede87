//! Incidents to reports: each field with its evidence and its rule.

use super::actors::{Actor, UNIDENTIFIED};
use super::casting::Words;
use super::coreference::{Incident, when};
use super::draft::Draft;
use super::modality::Reference;
use super::page::Sentence;
use super::{likeness, sort, spot, tolls, vessels};
use crate::lexicon::Lexicon;
use crate::model::{
    Argument, Article, Attribution, BlockKind, CasualtyRole, EventFields, Field, Kind, Mention, Modality, Outcome, Report, ReportKey, Role, Span, Stance,
    TriggerKind, Unit, Value, When,
};
use std::collections::BTreeMap;

/// What is being written: fields with their evidence, rules and arguments.
#[derive(Default)]
pub(super) struct Sheet {
    pub fields: EventFields,
    evidence: BTreeMap<Field, Vec<Span>>,
    rules: BTreeMap<Field, String>,
    arguments: Vec<Argument>,
}

impl Sheet {
    fn note(&mut self, field: Field, spans: impl IntoIterator<Item = Span>, rule: &str) {
        let list = self.evidence.entry(field).or_default();
        for span in spans {
            if !list.contains(&span) {
                list.push(span);
            }
        }
        self.rules.insert(field, rule.to_owned());
    }

    /// Notes words of the article in a role, once.
    pub fn argue(&mut self, role: Role, span: Span, article: &Article, entity: Option<&str>) {
        if !self.arguments.iter().any(|a| a.role == role && a.span == span) {
            self.arguments.push(Argument { role, span, text: span.of(&article.text).to_owned(), entity: entity.map(str::to_owned) });
        }
    }
}

/// The report of incident number `n`.
pub(super) fn report(article: &Article, page: &[Sentence<'_>], all: &[Incident<'_>], n: usize, lexicon: &Lexicon) -> Option<Report> {
    let k = all.get(n)?;
    let main = k.parent.and_then(|p| all.get(p));
    let mut sheet = Sheet::default();
    if type_and_outcome(&mut sheet, k, page, lexicon).is_none()
        && let Some(m) = main
    {
        type_and_outcome(&mut sheet, m, page, lexicon);
    }
    actors(&mut sheet, k, main, article);
    things(&mut sheet, k);
    super::casting::cast(&mut sheet, k, main, page, &Words { article, titles: lexicon.titles() });
    numbers(&mut sheet, k, page, article);
    if let Some((span, entity)) = spot::place(&mut sheet.fields, k, lexicon) {
        sheet.note(Field::Place, [span], "P1");
        sheet.argue(Role::Place, span, article, entity.as_deref());
    }
    if sheet.fields.place.as_ref().is_none_or(|p| p.country.is_none() && p.source.is_none()) {
        spot::lend(&mut sheet.fields, all, page, lexicon);
    }
    let (when, when_span) = date(k, main, all.first(), &mut sheet, article);
    let founding = k.drafts.iter().find(|d| !d.triggers.is_empty())?;
    let (trigger, status) = founding.triggers.first()?;
    let foreground = n == 0 || is_foreground(k, page, when.as_ref(), all);
    let mut report = bare(article, trigger.span, status.modality);
    report.triggers = trigger_ids(article, k, page, &sheet.arguments);
    (report.fields, report.evidence, report.rules, report.arguments) = (sheet.fields, sheet.evidence, sheet.rules, sheet.arguments);
    (report.when, report.when_span) = (when, when_span);
    report.foreground = foreground;
    report.attribution = attribution(k, page, article);
    report.confidence = confidence(&report);
    Some(report)
}

/// The report of something planned, threatened, denied or general: kept as context, making no event.
pub(super) fn context(article: &Article, page: &[Sentence<'_>], d: Draft<'_>, lexicon: &Lexicon) -> Option<Report> {
    let all = [Incident { drafts: vec![d], parent: None, borrowed: None, lent: Vec::new(), lent_targets: Vec::new() }];
    let mut report = report(article, page, &all, 0, lexicon)?;
    (report.specific, report.foreground, report.confidence) = (false, false, 0.3);
    Some(report)
}

fn bare(article: &Article, span: Span, modality: Modality) -> Report {
    Report {
        id: format!("{}:report:{}:{}", article.id, span.start, span.end),
        key: ReportKey { article: article.id.clone(), span, quote: span.of(&article.text).to_owned() },
        article: article.id.clone(),
        triggers: Vec::new(),
        fields: EventFields::default(),
        when: None,
        when_span: None,
        arguments: Vec::new(),
        foreground: false,
        modality,
        specific: true,
        attribution: Vec::new(),
        evidence: BTreeMap::new(),
        rules: BTreeMap::new(),
        confidence: 0.5,
    }
}

/// The founding trigger, and those of other sentences that tell a good part of the account: a passing mention has no roles of its own.
fn trigger_ids(article: &Article, k: &Incident<'_>, page: &[Sentence<'_>], arguments: &[Argument]) -> Vec<String> {
    let mut ids = Vec::new();
    let telling = |d: &&Draft<'_>| {
        let inside = |s: &Sentence<'_>| arguments.iter().filter(|a| s.span().contains(a.span)).count();
        page.get(d.sentence).is_some_and(|s| 10 * inside(s) >= 3 * arguments.len())
    };
    // "the attack" that only refers back adds nothing to the account.
    let adds = |d: &&Draft<'_>| {
        let bare = d.attackers.is_empty()
            && d.targets.is_empty()
            && d.people.is_empty()
            && d.objects.is_empty()
            && d.ships.is_empty()
            && d.counts.is_empty()
            && d.dates.is_empty();
        !(bare && d.reference() == Reference::Known)
    };
    for (t, _) in k.drafts.iter().enumerate().filter(|(n, d)| *n == 0 || adds(d) && telling(d)).flat_map(|(_, d)| &d.triggers) {
        let id = format!("{}:{}:{}:{}", article.id, Kind::Trigger.key(), t.span.start, t.span.end);
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

fn type_and_outcome(sheet: &mut Sheet, k: &Incident<'_>, page: &[Sentence<'_>], lexicon: &Lexicon) -> Option<()> {
    let attack = k.drafts.iter().any(Draft::is_attack);
    if !attack && k.parent.is_some() {
        return None;
    }
    let spans: Vec<Span> = k.drafts.iter().flat_map(|d| &d.triggers).take(4).map(|(t, _)| t.span).collect();
    let (key, rule) = sort::event_type(k, page, lexicon.ontology());
    sheet.fields.event_type = Some(key);
    sheet.note(Field::Type, spans.clone(), rule);
    let kinds: Vec<TriggerKind> = k.drafts.iter().flat_map(|d| d.triggers.iter().map(|(t, _)| t.kind)).collect();
    let stopped = kinds.contains(&TriggerKind::Intercept) || k.drafts.iter().flat_map(|d| &d.triggers).any(|(_, status)| status.stopped);
    let hurt = kinds.iter().any(|k| matches!(k, TriggerKind::Die | TriggerKind::Injure));
    sheet.fields.outcome = match (stopped, hurt) {
        (_, true) => Outcome::Hit,
        (true, false) => Outcome::Intercepted,
        _ if k.drafts.iter().any(Draft::hits) => Outcome::Hit,
        _ => Outcome::Unknown,
    };
    if sheet.fields.outcome != Outcome::Unknown {
        sheet.note(Field::Outcome, spans, "E3");
    }
    Some(())
}

fn unique(list: impl Iterator<Item = Actor>) -> Vec<Actor> {
    let mut out: Vec<Actor> = Vec::new();
    for a in list {
        if !out.iter().any(|o| o.name == a.name) {
            out.push(a);
        }
    }
    out
}

/// Attackers by assertion or by their own claim (A1); the blamed stay suspects; nobody known stays unidentified (A3).
fn actors(sheet: &mut Sheet, k: &Incident<'_>, main: Option<&Incident<'_>>, article: &Article) {
    let mut stated = unique(k.drafts.iter().flat_map(|d| d.attackers.iter().cloned()));
    let claimed = unique(k.drafts.iter().flat_map(|d| d.claimants.iter().cloned()));
    if stated.is_empty()
        && let Some(m) = main.filter(|_| !k.drafts.iter().any(|d| d.answer))
    {
        stated = unique(m.drafts.iter().flat_map(|d| d.attackers.iter().cloned()));
    }
    if claimed.is_empty() && !k.lent.is_empty() {
        stated.clone_from(&k.lent);
    }
    let named = |a: &Actor| a.kind.is_some_and(|k| k != Kind::Person);
    if stated.iter().chain(&claimed).any(named) {
        stated.retain(named);
    }
    let rule = if stated.iter().any(|a| a.name == UNIDENTIFIED) { "A3" } else { "A1" };
    let suspects = unique(k.drafts.iter().flat_map(|d| d.suspects.iter().cloned()));
    let attackers = unique(stated.into_iter().chain(claimed));
    let targets: Vec<Actor> = unique(k.drafts.iter().flat_map(|d| d.targets.iter().cloned()).chain(k.lent_targets.iter().cloned()))
        .into_iter()
        .filter(|t| !attackers.iter().any(|a| a.name == t.name))
        .collect();
    for a in &attackers {
        sheet.fields.attackers.push(a.name.clone());
        sheet.note(Field::Attackers, [a.span], rule);
    }
    for a in suspects.iter().filter(|s| !attackers.iter().any(|a| a.name == s.name)) {
        sheet.fields.suspects.push(a.name.clone());
        sheet.note(Field::Suspects, [a.span], "A1");
    }
    for t in &targets {
        let text = if t.named { t.name.clone() } else { t.span.of(&article.text).to_owned() };
        let text = if t.name == UNIDENTIFIED { text } else { t.name.clone() };
        if !sheet.fields.targets.contains(&text) {
            sheet.fields.targets.push(text);
        }
        sheet.note(Field::Targets, [t.span], "A1");
    }
}

/// Weapons, victims, what was hit, and how many strikes.
fn things(sheet: &mut Sheet, k: &Incident<'_>) {
    for w in k.drafts.iter().flat_map(|d| &d.weapons) {
        let name = w.entity.clone().unwrap_or_else(|| w.text.to_lowercase());
        if !sheet.fields.weapons.contains(&name) {
            sheet.fields.weapons.push(name);
        }
        sheet.note(Field::Weapons, [w.span], "C1");
    }
    for v in k.drafts.iter().flat_map(|d| &d.victims) {
        let name = v.entity.clone().unwrap_or_else(|| v.text.clone());
        if !sheet.fields.victims.contains(&name) {
            sheet.fields.victims.push(name);
        }
        sheet.note(Field::Victims, [v.span], "C1");
    }
    let mut ships: Vec<&str> = Vec::new();
    for (name, span) in k.drafts.iter().flat_map(|d| &d.ships) {
        if !ships.contains(&name.as_str()) {
            ships.push(name);
        }
        sheet.note(Field::Targets, [*span], "E1");
        sheet.note(Field::TargetObject, [*span], vessels::RULE);
    }
    sheet.fields.targets.extend(ships.iter().map(|s| (*s).to_owned()));
    if !ships.is_empty() {
        sheet.fields.target_object = Some(ships.join(vessels::AND));
    } else if let Some((text, span)) = k.drafts.iter().flat_map(|d| &d.objects).next() {
        sheet.fields.target_object = Some(text.clone());
        sheet.note(Field::TargetObject, [*span], "E1");
    }
    for (text, span) in k.drafts.iter().flat_map(|d| &d.objects) {
        if sheet.fields.targets.is_empty() {
            sheet.fields.targets.push(text.clone());
            sheet.note(Field::Targets, [*span], "E1");
        }
    }
    if let Some((count, span)) = k.drafts.iter().find_map(|d| d.strikes) {
        sheet.fields.strikes = Some(count);
        sheet.note(Field::Strikes, [span], "E2");
    }
}

fn numbers(sheet: &mut Sheet, k: &Incident<'_>, page: &[Sentence<'_>], article: &Article) {
    for (role, field, argument) in [(CasualtyRole::Killed, Field::Killed, Role::Killed), (CasualtyRole::Wounded, Field::Wounded, Role::Wounded)] {
        let Some(t) = tolls::toll(k, page, role) else { continue };
        let slot = if field == Field::Killed { &mut sheet.fields.killed } else { &mut sheet.fields.wounded };
        *slot = Some(t.count);
        let told: Vec<Span> = sheet.arguments.iter().filter(|a| matches!(a.role, Role::Victim | Role::Target)).map(|a| a.span).collect();
        let alone = t.spans.iter().filter(|s| !told.iter().any(|v| counts(**s, *v, article)));
        alone.for_each(|s| sheet.argue(argument, *s, article, None));
        sheet.note(field, t.spans, t.rule);
    }
    if let Some(t) = tolls::civilians(k) {
        sheet.fields.killed_civilians = Some(t.count);
        sheet.note(Field::KilledCivilians, t.spans, t.rule);
    }
}

/// Whether a number belongs to a participant that is named itself ("23 Afghan soldiers"): one participant is one argument.
fn counts(number: Span, participant: Span, article: &Article) -> bool {
    let between = || article.text.get(number.end..participant.start).filter(|t| !t.contains([',', '.', ';', '\n']));
    number.overlaps(participant) || between().is_some_and(|t| t.split_whitespace().count() <= 2)
}

/// The date words: those bound to the triggers, day before month; else those of the event it hangs on; else loose ones.
fn date(k: &Incident<'_>, main: Option<&Incident<'_>>, first: Option<&Incident<'_>>, sheet: &mut Sheet, article: &Article) -> (Option<When>, Option<Span>) {
    // Whoever died of wounds later did so on another day than the attack's.
    let of_attack = best_date(&k.drafts.iter().filter(|d| d.is_attack()).flat_map(|d| d.dates.iter().copied())).filter(|m| when(m).is_some_and(is_one_day));
    time(k, sheet);
    if of_attack.is_none()
        && let Some(w) = k.drafts.iter().find_map(|d| d.counted.clone())
    {
        return (Some(w), None);
    }
    let bound = of_attack.or_else(|| best_date(&k.drafts.iter().flat_map(|d| d.dates.iter().copied())));
    // A weekday beside "said" is that of speaking; "last week" is rather that of the event.
    let coarse = |m: &&Mention| when(m).is_some_and(|w| !likeness::is_day(w));
    let found = bound.or_else(|| loose_date(k).filter(|m| k.borrowed.is_none() && (main.is_none() || coarse(m))));
    if let Some(m) = found {
        sheet.note(Field::Date, [m.span], "D2");
        sheet.argue(Role::Date, m.span, article, None);
        return (when(m).cloned(), Some(m.span));
    }
    if let Some(days) = k.drafts.iter().find_map(|d| d.offset) {
        return (first.and_then(own_date).and_then(|m| shifted(when(m)?, days)).or(Some(When::AfterEvent { days: Some(days) })), None);
    }
    if let Some(w) = &k.borrowed {
        return (Some(w.clone()), None);
    }
    let lent = main.and_then(own_date);
    if let Some(m) = lent {
        sheet.note(Field::Date, [m.span], "D6");
    }
    (lent.and_then(when).cloned(), lent.map(|m| m.span))
}

fn is_one_day(w: &When) -> bool {
    likeness::is_day(w) && !matches!(w, When::Range { .. })
}

/// A date that only stands near; of the entries of a live blog the earliest, since the later ones still tell of the same.
fn loose_date<'a>(k: &Incident<'a>) -> Option<&'a Mention> {
    let all = || k.drafts.iter().flat_map(|d| d.loose_dates.iter().copied());
    let day = |m: &Mention| match when(m) {
        Some(When::MonthDay { month, day }) => Some((*month, *day)),
        _ => None,
    };
    if all().all(|m| day(m).is_some()) { all().min_by_key(|m| day(m)) } else { best_date(&all()) }
}

fn own_date<'a>(k: &Incident<'a>) -> Option<&'a Mention> {
    best_date(&k.drafts.iter().flat_map(|d| d.dates.iter().copied())).or_else(|| best_date(&k.drafts.iter().flat_map(|d| d.loose_dates.iter().copied())))
}

/// The first date that says a day; else the first.
fn best_date<'a>(dates: &(impl Iterator<Item = &'a Mention> + Clone)) -> Option<&'a Mention> {
    let single = |m: &&Mention| when(m).is_some_and(|w| likeness::is_day(w) && !matches!(w, When::Range { .. }));
    dates.clone().find(single).or_else(|| dates.clone().find(|m| when(m).is_some_and(likeness::is_day))).or_else(|| dates.clone().find(|m| when(m).is_some()))
}

/// Date words moved by some days, where that can be said without a calendar: a weekday moved by most of a week would come out after publication.
fn shifted(w: &When, days: i32) -> Option<When> {
    match w {
        When::Weekday { weekday, which } if days.abs() <= 3 => {
            let to = (i32::from(*weekday) + days).rem_euclid(7);
            i8::try_from(to).ok().map(|weekday| When::Weekday { weekday, which: *which })
        }
        When::Ago { count, unit: Unit::Day } => Some(When::Ago { count: count - days, unit: Unit::Day }),
        _ => None,
    }
}

fn time(k: &Incident<'_>, sheet: &mut Sheet) {
    let stated = k.drafts.iter().flat_map(|d| d.dates.iter().chain(&d.loose_dates)).find_map(|m| match &m.value {
        Some(Value::When { time: Some(t), .. }) => Some((t.clone(), m.span)),
        _ => None,
    });
    if let Some((t, span)) = stated {
        sheet.fields.time = Some(t);
        sheet.note(Field::Time, [span], "D1");
    }
}

/// What the headline or the opening tells of is what the article is about; what it only recalls is background (E5).
fn is_foreground(k: &Incident<'_>, page: &[Sentence<'_>], date: Option<&When>, all: &[Incident<'_>]) -> bool {
    let opening = k.drafts.iter().filter_map(|d| page.get(d.sentence).map(|s| (d.sentence, s))).any(|(n, s)| s.block == BlockKind::Headline || n < 3);
    let main = all.first().and_then(own_date).and_then(when);
    opening || matches!((date, main), (Some(a), Some(b)) if a == b) || k.drafts.len() > 2
}

fn attribution(k: &Incident<'_>, page: &[Sentence<'_>], article: &Article) -> Vec<Attribution> {
    let mut out: Vec<Attribution> = Vec::new();
    for d in &k.drafts {
        let Some(s) = page.get(d.sentence) else { continue };
        for m in s.mentions.iter().filter(|m| m.kind == Kind::Source) {
            let Some(Value::Source { via, stance, about, blamed }) = &m.value else { continue };
            if out.iter().any(|a| a.span == m.span) {
                continue;
            }
            let about = blamed.clone().or_else(|| about.map(|b| b.of(&article.text).to_owned()));
            out.push(Attribution { source: m.text.clone(), via: via.clone(), stance: *stance, about, span: m.span });
        }
        let said = d.claimants.iter().map(|a| (a, Stance::Claims));
        for (a, stance) in said {
            if !out.iter().any(|o| o.span.overlaps(a.span)) {
                out.push(Attribution { source: a.span.of(&article.text).to_owned(), via: None, stance, about: None, span: a.span });
            }
        }
    }
    out
}

fn confidence(r: &Report) -> f32 {
    let f = &r.fields;
    let known = [f.place.is_some(), r.when.is_some(), !f.attackers.is_empty() || !f.suspects.is_empty(), !f.targets.is_empty(), f.killed.is_some()];
    let share = known.iter().filter(|k| **k).count();
    0.4 + 0.1 * f32::from(u8::try_from(share).unwrap_or(0)) + if r.foreground { 0.1 } else { 0.0 }
}
