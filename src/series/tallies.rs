//! Running totals as stated: points in time, each with its baseline. Totals of one thing since one day make a series.

use crate::model::{PartialDate, Qualifier, Tally, TallyOf};
use crate::review::ReviewedTally;
use std::collections::BTreeMap;

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TallyPoint {
    /// The tally's id.
    pub tally: String,
    /// The article's id.
    pub article: String,
    /// Up to when; `None` where neither the words nor the publication date say.
    pub as_of: Option<PartialDate>,
    /// The number as stated.
    pub count: u32,
    /// How it is qualified.
    pub qualifier: Qualifier,
    /// Who states it.
    pub source: Option<String>,
    /// What the source leaves out.
    pub excludes: Option<String>,
}

/// Statements about the same thing since the same day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TallySeries {
    /// What is counted.
    pub of: TallyOf,
    /// Whose attacks.
    pub by: Option<String>,
    /// On whom.
    pub on: Option<String>,
    /// The baseline.
    pub since: Option<PartialDate>,
    /// In order of time; those without a date come first.
    pub points: Vec<TallyPoint>,
}

impl TallySeries {
    /// A name for the legend: `attacks on United States forces since 2023-10-17`.
    pub fn label(&self) -> String {
        let of = match self.of {
            TallyOf::Attack => "attacks",
            TallyOf::Personnel => "people hurt",
            TallyOf::Strike => "strikes",
            TallyOf::Death => "deaths",
        };
        let part = |word: &str, value: Option<String>| value.map(|v| format!(" {word} {v}")).unwrap_or_default();
        let since = part("since", self.since.map(|d| d.to_string()));
        format!("{of}{}{}{since}", part("by", self.by.clone()), part("on", self.on.clone()))
    }

    /// What the source's own numbers imply between each dated point and the one before it; below zero where they were revised down.
    pub fn implied(&self) -> Vec<(PartialDate, PartialDate, i64)> {
        let dated: Vec<(PartialDate, u32)> = self.points.iter().filter_map(|p| Some((p.as_of?, p.count))).collect();
        dated.windows(2).filter_map(|w| Some((w.first()?.0, w.get(1)?.0, i64::from(w.get(1)?.1) - i64::from(w.first()?.1)))).collect()
    }
}

/// The series of `tallies`, the rejected left out.
pub fn tally_series<'a>(tallies: impl IntoIterator<Item = &'a ReviewedTally>) -> Vec<TallySeries> {
    let mut series: BTreeMap<(TallyOf, String, String, Option<PartialDate>), TallySeries> = BTreeMap::new();
    for tally in tallies.into_iter().filter(|t| t.review.stands()).map(|t| &t.item) {
        let key = (tally.of, folded(tally.by.as_deref()), folded(tally.on.as_deref()), tally.since);
        let new = || TallySeries { of: tally.of, by: tally.by.clone(), on: tally.on.clone(), since: tally.since, points: Vec::new() };
        series.entry(key).or_insert_with(new).points.push(point(tally));
    }
    let mut series: Vec<TallySeries> = series.into_values().collect();
    for series in &mut series {
        series.points.sort_by(|a, b| (a.as_of, a.count, &a.tally).cmp(&(b.as_of, b.count, &b.tally)));
    }
    series
}

/// A name without the differences that are only of writing.
fn folded(name: Option<&str>) -> String {
    name.unwrap_or_default().trim().to_lowercase()
}

fn point(tally: &Tally) -> TallyPoint {
    TallyPoint {
        tally: tally.id.clone(),
        article: tally.article.clone(),
        as_of: tally.as_of,
        count: tally.count,
        qualifier: tally.qualifier,
        source: tally.source.clone(),
        excludes: tally.excludes.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::review::{Review, Reviewed, Target};

    fn tally(id: &str, on: &str, count: u32, since: &str, as_of: &str) -> ReviewedTally {
        let item = Tally {
            id: id.to_owned(),
            article: "a".to_owned(),
            span: Span::default(),
            text: String::new(),
            of: TallyOf::Attack,
            count,
            qualifier: Qualifier::AtLeast,
            since_when: None,
            since: since.parse().ok(),
            as_of_when: None,
            as_of: as_of.parse().ok(),
            by: None,
            on: Some(on.to_owned()),
            places: Vec::new(),
            split: None,
            excludes: None,
            source: None,
            confidence: 1.0,
        };
        let target = Target::tally(&item);
        Reviewed::open(item, target)
    }

    #[test]
    fn totals_of_one_thing_since_one_day_make_a_series_in_order_of_time() {
        let mut rejected = tally("x", "U.S. forces", 999, "2023-10-17", "2024-01-09");
        rejected.review = Review::Rejected;
        let tallies = [
            tally("b", "u.s. forces", 118, "2023-10-17", "2024-01-04"),
            tally("a", "U.S. forces", 115, "2023-10-17", "2024-01-02"),
            tally("c", "U.S. forces", 60, "2023-11-17", "2024-01-04"),
            tally("d", "ships", 23, "2023-10-17", "2024-01-04"),
            rejected,
        ];
        let series = tally_series(&tallies);
        let ids = |s: &TallySeries| s.points.iter().map(|p| p.tally.clone()).collect::<String>();
        assert_eq!(series.iter().map(ids).collect::<Vec<_>>(), ["d", "ab", "c"]);
        let attacks = series.get(1).unwrap();
        assert_eq!(attacks.label(), "attacks on u.s. forces since 2023-10-17");
        assert_eq!(attacks.implied(), [("2024-01-02".parse().unwrap(), "2024-01-04".parse().unwrap(), 3)]);
    }
}
