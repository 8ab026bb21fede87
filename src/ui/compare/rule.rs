//! Choosing among the values of reports by a rule instead of by hand. No egui here.

use super::{Column, Row};
use crate::model::{Count, FieldValue};
use crate::review::{Command, NewValue};

/// A rule that a coder may settle a field by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// What most independent sources say; wire copies count once.
    Most,
    /// What was published last.
    Latest,
    /// What was published first.
    First,
    /// The lowest number.
    Lowest,
    /// The highest number.
    Highest,
}

impl Rule {
    /// Every rule, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Most, Self::Latest, Self::First, Self::Lowest, Self::Highest];

    /// The words in the menu and in the note.
    pub fn label(self) -> &'static str {
        match self {
            Self::Most => "what most independent sources say",
            Self::Latest => "the latest report",
            Self::First => "the first report",
            Self::Lowest => "the lowest number",
            Self::Highest => "the highest number",
        }
    }

    /// The value that it chooses in `row`; `None` where it chooses none, or more than one.
    pub fn choose(self, columns: &[Column], row: &Row) -> Option<FieldValue> {
        let said = || columns.iter().zip(&row.cells).filter_map(|(column, cell)| Some((column, &cell.as_ref()?.value)));
        match self {
            Self::Most => most(said()),
            Self::Latest => by_date(said(), |days| days.max()),
            Self::First => by_date(said(), |days| days.min()),
            Self::Lowest => said().filter_map(|(_, v)| Some((number(v)?, v))).min_by_key(|(n, _)| *n).map(|(_, v)| v.clone()),
            Self::Highest => said().filter_map(|(_, v)| Some((number(v)?, v))).max_by_key(|(n, _)| *n).map(|(_, v)| v.clone()),
        }
    }

    /// The decision that settles `row` by this rule and says so.
    pub fn command(self, columns: &[Column], row: &Row) -> Option<Command> {
        let value = NewValue::Field(self.choose(columns, row)?);
        let note = Command::Note(row.target.clone(), format!("By rule: {}", self.label()));
        let label = format!("{} by rule: {}", row.field.label(), self.label());
        Some(Command::Batch(label, vec![Command::Correct(row.target.clone(), value), note]))
    }
}

fn number(value: &FieldValue) -> Option<u32> {
    let FieldValue::Count(Count { low, best, high, .. }) = value else { return None };
    best.or(*low).or(*high)
}

/// The value of the most sources: articles that rely on one agency are one source.
fn most<'a>(said: impl Iterator<Item = (&'a Column, &'a FieldValue)>) -> Option<FieldValue> {
    let mut votes: Vec<(&FieldValue, Vec<&str>)> = Vec::new();
    for (column, value) in said {
        let source = column.agencies.first().map_or(column.outlet.as_str(), String::as_str);
        match votes.iter_mut().find(|(v, _)| *v == value) {
            Some((_, sources)) if sources.contains(&source) => {}
            Some((_, sources)) => sources.push(source),
            None => votes.push((value, vec![source])),
        }
    }
    let most = votes.iter().map(|(_, s)| s.len()).max()?;
    let mut best = votes.iter().filter(|(_, s)| s.len() == most);
    let (value, _) = best.next()?;
    best.next().is_none().then(|| (*value).clone())
}

fn by_date<'a>(
    said: impl Iterator<Item = (&'a Column, &'a FieldValue)>,
    pick: impl Fn(&mut dyn Iterator<Item = jiff::civil::Date>) -> Option<jiff::civil::Date>,
) -> Option<FieldValue> {
    let dated: Vec<(jiff::civil::Date, &FieldValue)> = said.filter_map(|(c, v)| Some((c.published?.first_day(), v))).collect();
    let day = pick(&mut dated.iter().map(|(d, _)| *d))?;
    let mut values: Vec<&FieldValue> = dated.iter().filter(|(d, _)| *d == day).map(|(_, v)| *v).collect();
    values.dedup();
    match values.as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, ReportKey, Span};
    use crate::review::{Review, Target};
    use crate::ui::compare::Cell;

    fn key(quote: &str) -> ReportKey {
        ReportKey { article: "a".into(), span: Span::default(), quote: quote.to_owned() }
    }

    fn row(said: &[(&str, &str, Option<u32>)]) -> (Vec<Column>, Row) {
        let column = |(outlet, agency, _): &(&str, &str, Option<u32>)| Column {
            target: Target::Report { key: key(outlet) },
            article: (*outlet).to_owned(),
            outlet: (*outlet).to_owned(),
            agencies: (!agency.is_empty()).then(|| (*agency).to_owned()).into_iter().collect(),
            published: format!("2024-01-{:02}", 4 + said.iter().position(|s| s.0 == *outlet).unwrap()).parse().ok(),
            words: Span::default(),
            why: None,
        };
        let cell = |n: u32| Cell { value: FieldValue::Count(Count::exact(n)), words: n.to_string(), agrees: true, source: None };
        let target = Target::EventField { key: key("e"), field: Field::Killed };
        let cells = said.iter().map(|s| s.2.map(cell)).collect();
        let row =
            Row { field: Field::Killed, target, chosen: FieldValue::Empty, words: String::new(), review: Review::Open, rule: None, conflict: true, cells };
        (said.iter().map(column).collect(), row)
    }

    #[test]
    fn a_rule_chooses_one_value_or_none() {
        let (columns, row) = row(&[("Courier", "AP", Some(4)), ("Herald", "AP", Some(4)), ("Star", "", Some(2)), ("Echo", "", None), ("Post", "", Some(2))]);
        let chosen = |rule: Rule| rule.choose(&columns, &row).and_then(|v| number(&v));
        assert_eq!(Rule::ALL.map(chosen), [Some(2), Some(2), Some(4), Some(2), Some(4)], "copies of one agency are one voice");
        let (columns, row) = self::row(&[("Courier", "", Some(4)), ("Star", "", Some(2))]);
        assert_eq!(Rule::Most.choose(&columns, &row), None, "one against one is no majority");
        assert!(
            matches!(Rule::Lowest.command(&columns, &row), Some(Command::Batch(label, two)) if label == "Killed by rule: the lowest number" && two.len() == 2)
        );
    }
}
