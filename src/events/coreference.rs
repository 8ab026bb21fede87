//! Drafts of one article that tell of the same thing.

use super::actors::Actor;
use super::draft::Draft;
use super::founding::{founds, is_violent};
use super::likeness::{self, Fit};
use super::modality::Reference;
use super::page::Sentence;
use super::scenes::{countries_of, scenes, unlike};
use super::vessels;
use crate::lexicon::Ontology;
use crate::model::{BlockKind, Kind, Mention, Qualifier, TriggerKind, Unit, Value, When};
use jiff::civil::Date;

/// One thing that the article tells of, with everything that it says of it.
#[derive(Debug)]
pub(super) struct Incident<'a> {
    pub drafts: Vec<Draft<'a>>,
    /// Number of the incident whose date, side and type it shares, being one place's part of a wave, or being told with no date of its own.
    pub parent: Option<usize>,
    /// Date words that stand with another event of the sentence and cover this one too.
    pub borrowed: Option<When>,
    /// Who did it as the rest of the article has it, where no sentence on the incident says so.
    pub lent: Vec<Actor>,
    /// Whom that side aims at there.
    pub lent_targets: Vec<Actor>,
}

impl<'a> Incident<'a> {
    fn new(draft: Draft<'a>) -> Self {
        Self { drafts: vec![draft], parent: None, borrowed: None, lent: Vec::new(), lent_targets: Vec::new() }
    }

    pub fn dates(&self) -> Vec<&When> {
        self.drafts.iter().flat_map(|d| d.dates.iter()).filter_map(|m| when(m)).collect()
    }

    fn loose_dates(&self) -> Vec<&When> {
        self.drafts.iter().flat_map(|d| d.loose_dates.iter()).filter_map(|m| when(m)).collect()
    }

    pub fn places(&self) -> Vec<&'a Mention> {
        self.drafts.iter().flat_map(|d| d.places.iter().copied()).collect()
    }

    fn names(&self, of: impl Fn(&Draft<'a>) -> Vec<String>) -> Vec<String> {
        self.drafts.iter().flat_map(of).collect()
    }

    /// Countries that the incident reaches.
    fn countries(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.places().iter().filter_map(|m| m.geo.as_ref()?.country.as_deref()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// What a date mention says.
pub(super) fn when(m: &Mention) -> Option<&When> {
    match &m.value {
        Some(Value::When { when, .. }) if when.is_dated() => Some(when),
        _ => None,
    }
}

fn sides(list: &[Actor]) -> Vec<String> {
    list.iter().filter(|a| a.named && matches!(a.kind, Some(Kind::ArmedGroup | Kind::StateForce | Kind::Place))).map(|a| a.name.clone()).collect()
}

fn share(a: &[String], b: &[String]) -> bool {
    a.iter().any(|x| b.contains(x))
}

/// The explicit type words of a draft.
fn types(d: &Draft<'_>) -> Vec<String> {
    d.triggers.iter().filter_map(|(t, _)| t.event_type.clone()).collect()
}

/// The explicit number of dead that a draft states.
fn toll(d: &Draft<'_>) -> Option<u32> {
    let counts =
        d.counts.iter().filter(|m| m.binding().is_some_and(|b| b.role == crate::model::CasualtyRole::Killed && !b.subset && !b.implied && !b.own_side));
    counts.filter_map(|m| m.count()).filter(|c| c.qualifier != Qualifier::Ordinal).find_map(|c| c.best)
}

/// Who and what a draft says was hit, by nouns and names.
fn hurt(d: &Draft<'_>) -> Vec<String> {
    let noun = |name: &str| name.to_lowercase().rsplit(' ').next().unwrap_or_default().trim_end_matches('s').to_owned();
    let things = d.objects.iter().chain(&d.ships).map(|(name, _)| noun(name));
    let people = d.people.iter().map(|(noun, _)| noun.clone());
    things.chain(people).chain(d.victims.iter().map(|v| v.entity.clone().unwrap_or_else(|| v.text.clone()))).collect()
}

struct View<'v, 's, 'a> {
    sentences: &'v [Sentence<'s>],
    incidents: &'v [Incident<'a>],
    published: Option<Date>,
    /// The incident told of last.
    focus: Option<usize>,
}

impl<'a> View<'_, '_, 'a> {
    fn date_fit(&self, d: &Draft<'a>, k: &Incident<'a>) -> Fit {
        let own: Vec<&When> = d.dates.iter().filter_map(|m| when(m)).collect();
        let theirs: Vec<&When> = k.dates().into_iter().chain(k.borrowed.as_ref()).collect();
        // "the second ship hit this week" makes no day of the week fit.
        let single = |w: &&&When| likeness::is_day(w) && !matches!(w, When::Range { .. });
        let days: Vec<&When> = theirs.iter().filter(single).copied().collect();
        let theirs = if days.is_empty() || !own.iter().any(|w| single(&w)) { theirs } else { days };
        let fit = likeness::best(&own, &theirs, |a, b| likeness::dates(a, b, self.published));
        if own.is_empty() || !theirs.is_empty() {
            return fit;
        }
        likeness::best(&own, &k.loose_dates(), |a, b| likeness::dates(a, b, self.published)).max(Fit::Unknown)
    }

    /// How well a draft fits an incident; `None` where it cannot be.
    fn score(&self, d: &Draft<'a>, n: usize) -> Option<i32> {
        let k = self.incidents.get(n)?;
        if d.reference() == Reference::Other
            || (k.drafts.iter().any(|o| o.offset != d.offset && (d.offset.is_some() || (o.offset.is_some() && !d.dates.is_empty()))) && !Self::told_again(d, k))
        {
            return None;
        }
        // Two drafts of one sentence were kept apart by its grammar.
        if k.drafts.iter().any(|o| o.sentence == d.sentence && !o.triggers.is_empty()) && d.is_attack() {
            return None;
        }
        let mut score = 0;
        score += match self.date_fit(d, k) {
            Fit::Conflict => return None,
            Fit::Same => 4,
            Fit::Loose => 1,
            // "a drone killed three, six days before": the day itself may be named later.
            Fit::Unknown if d.reference() == Reference::Known && k.drafts.iter().any(|o| o.offset.is_some()) => 0,
            // Whoever brings up a month or a year speaks of something else than the news of the day.
            Fit::Unknown if d.dates.iter().filter_map(|m| when(m)).any(|w| is_past(w, d.sentence)) => -4,
            Fit::Unknown if d.dates.is_empty() => 0,
            Fit::Unknown if d.sentence > 6 && d.reference() != Reference::Known => -3,
            Fit::Unknown => -1,
        };
        let (here, there) = (scenes(d), k.drafts.iter().flat_map(scenes).collect::<Vec<_>>());
        if d.is_attack() && d.reference() == Reference::New && unlike(&here, &there) {
            score -= 3;
        }
        score += match likeness::best(&here, &there, likeness::places) {
            Fit::Conflict => return None,
            Fit::Same => 2,
            Fit::Loose => 1,
            Fit::Unknown => 0,
        };
        if Self::is_part(d, k) {
            return None;
        }
        score += Self::actor_score(d, k)?;
        score -= Self::apart(d, k);
        if is_bare(k) && d.is_attack() && !d.dates.is_empty() && share(&sides(&d.attackers), &k.names(|o| sides(&o.attackers))) {
            score += 2;
        }
        score += Self::kind_score(d, k);
        if d.reference() == Reference::Known {
            score += 2;
        }
        if let Some(n) = toll(d)
            && n > 2
            && k.drafts.iter().any(|o| toll(o) == Some(n))
        {
            score += 2;
        }
        // "Nine people were killed there": where the last thing happened.
        let there = |s: &Sentence<'_>| d.places.is_empty() && s.range.clone().any(|i| s.lemma(i) == "there" && s.label(i) == "advmod");
        if self.focus == Some(n) && !d.is_attack() && self.sentences.get(d.sentence).is_some_and(there) {
            score += 4;
        }
        let section = |i: usize| self.sentences.get(i).map_or(0, |s| s.section);
        let apart = k.drafts.last().is_some_and(|o| section(o.sentence) != section(d.sentence));
        Some(score + if apart { -1 } else { self.nearness(d, n) })
    }

    /// Sides, victims and direction.
    fn actor_score(d: &Draft<'a>, k: &Incident<'a>) -> Option<i32> {
        let (by, on) = (sides(&d.attackers), sides(&d.targets));
        let (k_by, k_on) = (k.names(|o| [sides(&o.attackers), sides(&o.claimants)].concat()), k.names(|o| sides(&o.targets)));
        let turned = (share(&by, &k_on) && !share(&by, &k_by)) || (share(&on, &k_by) && !share(&on, &k_on));
        if turned && d.is_attack() {
            return None;
        }
        let mut score = 0;
        if !by.is_empty() && !k_by.is_empty() {
            // States strike together; an armed group and a state do not.
            let states = || [&d.attackers].into_iter().chain(k.drafts.iter().map(|o| &o.attackers)).flatten().all(|a| a.kind != Some(Kind::ArmedGroup));
            score += if share(&by, &k_by) {
                1
            } else if states() {
                -1
            } else {
                -3
            };
        }
        if share(&on, &k_on) {
            score += 1;
        }
        score += vessels::company(d, k)?;
        let victims: Vec<&str> = d.victims.iter().map(|m| m.entity.as_deref().unwrap_or(&m.text)).collect();
        let theirs: Vec<&str> = k.drafts.iter().flat_map(|o| o.victims.iter()).map(|m| m.entity.as_deref().unwrap_or(&m.text)).collect();
        if !victims.is_empty() && !theirs.is_empty() {
            score += if victims.iter().any(|v| theirs.contains(v)) { 3 } else { -3 };
        }
        Some(score)
    }

    /// Whether what was counted from another event is told again by its own date: the same people hurt in the same country.
    fn told_again(d: &Draft<'a>, k: &Incident<'a>) -> bool {
        let own: Vec<&str> = d.places.iter().filter_map(|m| m.geo.as_ref()?.country.as_deref()).collect();
        let there = k.countries();
        !own.is_empty() && own.iter().all(|c| there.contains(c)) && share(&hurt(d), &k.names(hurt)) && d.offset.is_none()
    }

    /// How much speaks for another deed: somebody does something to somebody else, or the sentence turns to something else.
    fn apart(d: &Draft<'a>, k: &Incident<'a>) -> i32 {
        // "In a separate incident eleven men were killed."
        if d.fresh && d.kills() {
            return 6;
        }
        if !d.is_attack() || d.reference() != Reference::New {
            return 0;
        }
        let (hit, theirs) = (hurt(d), k.names(hurt));
        let other = !d.attackers.is_empty() && !hit.is_empty() && !theirs.is_empty() && !share(&hit, &theirs);
        // A ship is no depot.
        let at_sea = |d: &Draft<'_>| !d.ships.is_empty() || d.objects.iter().any(|(name, _)| vessels::is_vessel(name));
        let sea_and_land = d.hits() && k.drafts.iter().any(Draft::hits) && at_sea(d) != k.drafts.iter().any(at_sea);
        i32::from(other) * 2 + i32::from(sea_and_land) * 6 + i32::from(d.fresh) * 3
    }

    fn kind_score(d: &Draft<'a>, k: &Incident<'a>) -> i32 {
        let (own, theirs) = (types(d), k.names(types));
        let taken = |d: &Draft<'a>| d.triggers.iter().any(|(t, _)| matches!(t.kind, TriggerKind::Intercept | TriggerKind::Abduct));
        let odd = d.is_attack() && taken(d) != k.drafts.iter().any(taken);
        let land = |list: &[String]| list.iter().any(|t| t.contains("territory"));
        let mut score = if odd { -2 } else { 0 };
        // "took the village" tells of the same fight only where people died in it.
        if d.is_attack() && land(&own) != land(&theirs) {
            score -= if d.kills() || k.drafts.iter().any(Draft::kills) { 1 } else { 4 };
        }
        if !own.is_empty() && !theirs.is_empty() {
            score += if share(&own, &theirs) { 1 } else { -2 };
        }
        let weapon = |m: &&Mention| m.entity.clone().unwrap_or_else(|| m.text.to_lowercase());
        let mine: Vec<String> = d.weapons.iter().map(weapon).collect();
        if share(&mine, &k.names(|o| o.weapons.iter().map(weapon).collect())) {
            score += 1;
        }
        score
    }

    fn nearness(&self, d: &Draft<'a>, n: usize) -> i32 {
        let last = self.incidents.get(n).and_then(|k| k.drafts.last()).map_or(0, |o| o.sentence);
        let paragraph = |i: usize| self.sentences.get(i).map(|s| s.paragraph);
        let mut score = 0;
        if self.focus == Some(n) {
            score += 1;
        }
        if paragraph(last) == paragraph(d.sentence) {
            score += 2;
        } else if d.sentence - last <= 1 {
            score += 1;
        }
        if n == 0 {
            score += 1;
        }
        // Headline and opening tell of one thing, even where the headline names no day.
        let opening = self.opening(d.sentence) && k_opens(self, n);
        if opening && self.incidents.get(n).is_some_and(|k| k.dates().is_empty()) {
            score += 2;
        }
        score
    }

    /// Whether a sentence belongs to the headline or to the first two sentences of the body.
    fn opening(&self, sentence: usize) -> bool {
        let body = self.sentences.iter().position(|s| s.block == BlockKind::Body).unwrap_or(0);
        sentence <= body + 1
    }

    /// A toll for one of the countries of a wave is an event of its own (rule E2).
    fn is_part(d: &Draft<'a>, k: &Incident<'a>) -> bool {
        // What the draft says is asked first: an incident may have thousands of drafts.
        toll(d).is_some() && countries_of(&d.places) == 1 && k.parent.is_none() && k.drafts.iter().any(|o| countries_of(&o.places) > 1)
    }
}

/// Whether an incident is only mentioned so far: "amid new raids on the suburbs".
fn is_bare(k: &Incident<'_>) -> bool {
    let plain = |d: &Draft<'_>| d.counts.is_empty() && d.victims.is_empty() && d.people.is_empty() && !d.hits() && d.dates.is_empty();
    k.drafts.iter().all(|d| plain(d) && d.triggers.iter().all(|(t, _)| t.noun))
}

/// Months and years; days of months too, once the article is under way.
fn is_past(w: &When, sentence: usize) -> bool {
    match w {
        When::Weekday { .. } | When::Range { .. } | When::Ago { unit: Unit::Day | Unit::Week, .. } => false,
        When::MonthDay { .. } => sentence > 4,
        When::Calendar { date } => date.day.is_none() || sentence > 4,
        _ => true,
    }
}

/// Whether an incident was opened by the headline or the first sentences.
fn k_opens(view: &View<'_, '_, '_>, n: usize) -> bool {
    view.incidents.get(n).and_then(|k| k.drafts.first()).is_some_and(|o| view.opening(o.sentence))
}

/// Sorts the drafts of an article, in order, into incidents.
pub(super) fn incidents<'a>(sentences: &[Sentence<'a>], drafts: Vec<Draft<'a>>, published: Option<Date>, ontology: &Ontology) -> Vec<Incident<'a>> {
    let mut found: Vec<Incident<'a>> = Vec::new();
    let mut focus = None;
    let violent = is_violent(&drafts, sentences, ontology);
    for d in drafts {
        let Some(s) = sentences.get(d.sentence) else { continue };
        if !d.triggers.is_empty() && !d.is_real() {
            continue;
        }
        let view = View { sentences, incidents: &found, published, focus };
        let best = (0..found.len()).filter_map(|n| Some((view.score(&d, n)?, n))).max_by_key(|(score, n)| (*score, std::cmp::Reverse(*n)));
        let lead = found.is_empty();
        let able = founds(&d, s, lead, violent, ontology);
        let past_sibling = d.dates.is_empty()
            && found
                .iter()
                .any(|k| k.drafts.iter().any(|o| o.sentence == d.sentence && o.dates.iter().filter_map(|m| when(m)).any(|w| is_past(w, d.sentence))));
        let needed = match () {
            () if d.triggers.is_empty() || !d.is_attack() => 1,
            () if past_sibling => 6,
            () if able && d.reference() == Reference::New => {
                if d.dates.is_empty() {
                    2
                } else {
                    3
                }
            }
            () => 1,
        };
        match best {
            Some((score, n)) if score >= needed => {
                focus = Some(n);
                if let Some(k) = found.get_mut(n) {
                    k.drafts.push(d);
                }
            }
            _ if able => {
                let mut k = Incident::new(d);
                adopt(&mut k, &found, focus);
                found.push(k);
                focus = Some(found.len() - 1);
            }
            _ => {}
        }
    }
    found
}

/// Gives a new incident without a date of its own what the sentence or the article's main event lends it.
fn adopt(k: &mut Incident<'_>, found: &[Incident<'_>], focus: Option<usize>) {
    let Some(d) = k.drafts.first() else { return };
    if !d.dates.is_empty() || d.offset.is_some() {
        return;
    }
    let sibling = found.iter().find(|o| o.drafts.iter().any(|x| x.sentence == d.sentence && !x.triggers.is_empty()));
    if let Some(other) = sibling {
        k.borrowed = other.dates().into_iter().find(|w| d.hours || !likeness::is_day(w)).cloned();
        return;
    }
    let near = focus.and_then(|n| Some((n, found.get(n)?))).filter(|(_, f)| !f.drafts.is_empty());
    let wave = (0..found.len()).find(|n| found.get(*n).is_some_and(|f| f.countries().len() > 1 && f.parent.is_none()));
    let main = found.first().map(|_| 0);
    let candidate = wave.or(main).or(near.map(|(n, _)| n));
    k.parent = candidate.filter(|n| found.get(*n).is_some_and(|f| same_land(f, k)));
}

/// Whether an undated incident lies in the land of another.
fn same_land(other: &Incident<'_>, k: &Incident<'_>) -> bool {
    let own = k.countries();
    !own.is_empty() && own.iter().all(|c| other.countries().contains(c))
}
