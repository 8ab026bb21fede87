//! Fields that have one value: the day, the place, the type and the like. Reports weigh by whether the event is their news.

use super::super::profile::Account;
use super::Settler;
use crate::model::{DatePrecision, EventDate, EventFields, Field, FieldValue, Outcome, Place, PlacePrecision, Settling};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The article that the event is news in knows it best.
fn weight(m: &Account<'_>) -> usize {
    if m.report.foreground { 2 } else { 1 }
}

/// A value, and how much speaks for it.
type Vote<T> = (T, usize);

impl<'a> Settler<'a> {
    /// Values with what speaks for them, in the order in which they were first said: under the majority's rule so many sources, else the
    /// weights of the reports.
    fn votes<T: Copy>(&self, said: impl Iterator<Item = (usize, T, usize)>, same: impl Fn(T, T) -> bool) -> Vec<Vote<T>> {
        let mut found: Vec<(T, usize, BTreeSet<&str>)> = Vec::new();
        for (n, value, weight) in said {
            let at = found.iter().position(|(v, ..)| same(*v, value)).unwrap_or(found.len());
            if at == found.len() {
                found.push((value, 0, BTreeSet::new()));
            }
            if let Some((_, sum, sources)) = found.get_mut(at) {
                *sum += weight;
                if self.by == Settling::Majority {
                    sources.extend(self.sources.behind(n));
                }
            }
        }
        let majority = self.by == Settling::Majority;
        found.into_iter().map(|(value, sum, sources)| (value, if majority { sources.len() } else { sum })).collect()
    }

    /// What the reports say by `of`, each with its number and its weight.
    fn said<T>(&self, of: impl Fn(&'a EventFields) -> Option<T>) -> impl Iterator<Item = (usize, T, usize)> {
        let members: &'a [Account<'a>] = self.members;
        members.iter().enumerate().filter_map(move |(n, m)| Some((n, of(&m.report.fields)?, weight(m))))
    }

    fn rule(&self, own: &'static str) -> &'static str {
        if self.by == Settling::Majority { "majority" } else { own }
    }

    /// The first value of a report that the event is news in, else of any; under the majority's rule what most sources say.
    pub(super) fn single<T: Clone + PartialEq>(&mut self, field: Field, of: impl Fn(&EventFields) -> Option<T>) -> Option<T> {
        let all: Vec<(usize, T, usize)> = self.said(&of).collect();
        let chosen = if self.by == Settling::Majority {
            let votes = self.votes(all.iter().map(|(n, v, w)| (*n, v, *w)), |a, b| a == b);
            let most = votes.iter().map(|(_, n)| *n).max()?;
            votes.iter().find(|(_, n)| *n == most).map(|(v, _)| (*v).clone())
        } else {
            all.iter().find(|(.., w)| *w > 1).or(all.first()).map(|(_, v, _)| v.clone())
        }?;
        let value = self.said(|f| (of(f).as_ref() == Some(&chosen)).then(|| f.get(field))).next().map_or(FieldValue::Empty, |(_, v, _)| v);
        self.disagree(field, &value, self.rule("C9"), |a, b| a == b);
        Some(chosen)
    }

    /// The finest day that most reports give.
    pub(super) fn date(&mut self) -> Option<EventDate> {
        let mut found = self.votes(self.said(|f| f.date.as_ref()), |a, b| a.days() == b.days());
        let fine = found.iter().any(|(d, _)| d.precision == DatePrecision::Day);
        found.retain(|(d, _)| !fine || d.precision == DatePrecision::Day);
        let chosen = found.into_iter().max_by_key(|(d, n)| (*n, Reverse(d.days()))).map(|(d, _)| d.clone())?;
        // A month that holds the day completes it; another day contradicts.
        self.disagree(Field::Date, &FieldValue::Date(chosen.clone()), self.rule("D1"), |a, b| match (a, b) {
            (FieldValue::Date(a), FieldValue::Date(b)) => a.days().0 <= b.days().1 && b.days().0 <= a.days().1,
            _ => false,
        });
        Some(chosen)
    }

    pub(super) fn event_type(&mut self) -> Option<String> {
        let members: &'a [Account<'a>] = self.members;
        // Whatever goes off is heard as an explosion; who names an air strike knows more.
        let explicit = |m: &Account<'_>, key: &str| match m.report.rules.get(&Field::Type) {
            Some(rule) if rule == "type:sides" => 1,
            _ if key == "remote_explosive_landmine_ied" => 2,
            _ => 3,
        };
        let said = members.iter().enumerate().filter_map(|(n, m)| {
            let key = m.report.fields.event_type.as_deref()?;
            Some((n, key, explicit(m, key) * weight(m)))
        });
        let votes = self.votes(said, |a, b| a == b);
        let most = votes.iter().map(|(_, n)| *n).max()?;
        let chosen = votes.into_iter().find(|(_, n)| *n == most).map(|(key, _)| key.to_owned())?;
        self.disagree(Field::Type, &FieldValue::Text(chosen.clone()), self.rule("C9"), |a, b| a == b);
        Some(chosen)
    }

    /// The finest place within the country that most reports name.
    pub(super) fn place(&mut self) -> Option<Place> {
        let places: Vec<(usize, &Place, usize)> = self.said(|f| f.place.as_ref()).collect();
        let mut lands: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        for (_, p, n) in &places {
            *lands.entry(p.country.as_deref()).or_default() += n;
        }
        let land = lands.into_iter().max_by_key(|(_, n)| *n).and_then(|(land, _)| land);
        let votes = self.votes(places.into_iter().filter(|(_, p, _)| p.country.as_deref() == land), |a, b| a.name == b.name);
        let coarse = |p: &Place| u8::from(!is_point(p)) + u8::from(p.precision >= PlacePrecision::Region);
        let chosen = votes.into_iter().min_by_key(|(p, n)| (coarse(p), Reverse(*n))).map(|(p, _)| p.clone())?;
        // A province that holds the town completes it; another town contradicts.
        self.disagree(Field::Place, &FieldValue::Place(chosen.clone()), self.rule("P1"), |a, b| match (a, b) {
            (FieldValue::Place(a), FieldValue::Place(b)) => a.name == b.name || (a.country == b.country && !(is_point(a) && is_point(b))),
            _ => false,
        });
        Some(chosen)
    }

    /// Whatever reached something was not stopped.
    pub(super) fn outcome(&mut self) -> Outcome {
        let known = |f: &EventFields| Some(f.outcome).filter(|o| *o != Outcome::Unknown);
        let votes = self.votes(self.said(known), |a, b| a == b);
        let worst = [Outcome::Hit, Outcome::Intercepted, Outcome::Missed].into_iter().find(|o| votes.iter().any(|(v, _)| v == o)).unwrap_or_default();
        let most = votes.iter().max_by_key(|(_, n)| *n).map_or(Outcome::Unknown, |(o, _)| *o);
        let chosen = if self.by == Settling::Majority { most } else { worst };
        if chosen != Outcome::Unknown {
            self.disagree(Field::Outcome, &FieldValue::Outcome(chosen), self.rule("E3"), |a, b| a == b);
        }
        chosen
    }
}

fn is_point(p: &Place) -> bool {
    p.precision <= PlacePrecision::NearSettlement
}
