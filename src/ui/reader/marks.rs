//! Which highlights an article shows, and how: no drawing here.

use crate::model::{Kind, Span};
use crate::review::{Review, ReviewedArticle, Target};
use crate::ui::Workspace;
use std::collections::BTreeSet;

/// One highlight.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The words.
    pub span: Span,
    /// Of what.
    pub kind: Kind,
    /// Its review status.
    pub review: Review,
    /// What a click selects.
    pub target: Target,
    /// How many highlights it overlaps that began before: the height of its underline.
    pub level: usize,
    /// Kind and words, for those who hear the screen.
    pub label: String,
    /// What hovering says.
    pub hover: String,
}

/// The highlights of an article in order of their spans.
#[derive(Debug, Default)]
pub struct Marks {
    /// The highlights.
    pub all: Vec<Mark>,
    /// How far to the right each, or any before it, goes.
    reach: Vec<usize>,
}

impl Marks {
    /// `all`, which are in order of their beginnings.
    pub fn new(all: Vec<Mark>) -> Self {
        let farther = |far: &mut usize, mark: &Mark| {
            *far = mark.span.end.max(*far);
            Some(*far)
        };
        let reach = all.iter().scan(0, farther).collect();
        Self { all, reach }
    }

    /// Those that overlap `span`; of tens of thousands only those near it are looked at.
    pub fn over(&self, span: Span) -> impl Iterator<Item = &Mark> {
        let first = self.reach.partition_point(|end| *end <= span.start);
        let end = self.all.partition_point(|m| m.span.start < span.end);
        self.all.get(first..end).unwrap_or_default().iter().filter(move |m| m.span.overlaps(span))
    }
}

/// Underlines above this would leave the line.
const MOST_LEVELS: usize = 3;

/// The highlights of `article` whose kinds are switched on, in order of their spans.
pub fn marks(article: &ReviewedArticle, hidden: &BTreeSet<Kind>) -> Vec<Mark> {
    let mut ends: Vec<usize> = Vec::new();
    let shown = article.mentions.iter().filter(|m| !hidden.contains(&m.item.kind) && !m.item.is_quiet());
    let mut marks: Vec<Mark> = shown
        .map(|m| {
            let words = m.item.span.of(&article.article.text);
            let name = m.item.entity.as_deref().filter(|e| *e != words).map(|e| format!(" = {e}")).unwrap_or_default();
            let state = m.review.label().to_lowercase();
            let hover = format!("{}{name}\n{state}, by {}", m.item.kind.label(), m.item.rule);
            Mark {
                span: m.item.span,
                kind: m.item.kind,
                review: m.review,
                target: m.target.clone(),
                level: 0,
                label: format!("{}: {words}", m.item.kind.label()),
                hover,
            }
        })
        .collect();
    marks.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    for mark in &mut marks {
        let free = ends.iter().position(|end| *end <= mark.span.start).unwrap_or(ends.len());
        if free == ends.len() {
            ends.push(0);
        }
        if let Some(end) = ends.get_mut(free) {
            *end = mark.span.end;
        }
        mark.level = free.min(MOST_LEVELS - 1);
    }
    marks
}

/// What a click on `mark` at byte `at` selects: `mark`, or where that or one of those that lie with it there is selected already, the next.
pub fn beneath<'a>(marks: &'a [Mark], mark: &'a Mark, at: Option<usize>, selected: Option<&Target>) -> &'a Target {
    let here = |m: &&Mark| at.is_some_and(|at| m.span.start <= at && at <= m.span.end);
    let pile: Vec<&Mark> = marks.iter().filter(here).collect();
    let chosen = pile.iter().position(|m| Some(&m.target) == selected);
    // The pile is gone through from the top, which is the last.
    let next = chosen.and_then(|c| pile.get((c + pile.len() - 1) % pile.len()));
    next.map_or(&mark.target, |m| &m.target)
}

/// Where `query` stands in `line`, in capitals or not.
pub fn hits(line: &str, query: &str) -> Vec<usize> {
    let fits = |at: usize| line.get(at..at + query.len()).is_some_and(|words| words.eq_ignore_ascii_case(query));
    line.char_indices().map(|(at, _)| at).filter(|at| fits(*at)).collect()
}

/// An account of an event, for the margin.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its trigger.
    pub at: usize,
    /// The event's number in the table of events, from 1.
    pub number: usize,
    /// The event.
    pub target: Target,
    /// Its review status.
    pub review: Review,
    /// What hovering says.
    pub hover: String,
}

/// The events that `article` tells of, each at its trigger.
pub fn ticks(workspace: &Workspace, article: &ReviewedArticle) -> Vec<Tick> {
    let mut ticks = Vec::new();
    for report in article.reports.iter().filter(|r| r.review.stands()) {
        let Some(event) = workspace.dataset.event_of_report(&report.item.id) else { continue };
        let Some(number) = workspace.dataset.position(&event.item.id) else { continue };
        ticks.push(Tick {
            at: report.item.key.span.start,
            number: number + 1,
            target: event.target.clone(),
            review: event.review,
            hover: event.item.notes.clone(),
        });
    }
    ticks.sort_by_key(|t| t.at);
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Extraction, Mention, Reading};
    use crate::review::{Decisions, resolve};
    use std::sync::Arc;

    fn article(text: &str, spans: &[(usize, usize, Kind)]) -> Arc<ReviewedArticle> {
        let article: Article = serde_json::from_value(serde_json::json!({
            "id": "a", "path": "a.txt", "copies": [], "sha256": "", "text": text, "blocks": [], "agencies": []
        }))
        .unwrap();
        let mentions = spans.iter().map(|(start, end, kind)| Mention::new("a", text, Span::new(*start, *end), *kind, "test")).collect();
        let readings = vec![Reading { article, mentions, tallies: Vec::new(), reports: Vec::new() }.into()];
        let dataset = resolve(&Extraction::of(readings), &Decisions::default());
        Arc::clone(dataset.articles.first().unwrap())
    }

    #[test]
    fn overlapping_highlights_are_underlined_at_different_heights() {
        let article = article("Iran-backed militia in Iraq", &[(0, 4, Kind::Place), (0, 19, Kind::ArmedGroup), (23, 27, Kind::Place)]);
        let marks = marks(&article, &BTreeSet::new());
        assert_eq!(marks.iter().map(|m| (m.kind, m.level)).collect::<Vec<_>>(), [(Kind::ArmedGroup, 0), (Kind::Place, 1), (Kind::Place, 0)]);
        assert_eq!(marks.last().map(|m| m.label.as_str()), Some("Place: Iraq"));
    }

    #[test]
    fn highlights_over_a_stretch_are_found_among_many() {
        let text = "x".repeat(400);
        let spans: Vec<(usize, usize, Kind)> = (0..380).step_by(3).map(|at| (at, at + 1 + at % 17, Kind::Person)).chain([(10, 300, Kind::Place)]).collect();
        let marks = Marks::new(marks(&article(&text, &spans), &BTreeSet::new()));
        for span in (0..400).flat_map(|from| [0, 1, 7, 90].map(|long| Span::new(from, (from + long).min(400)))) {
            let over: Vec<Span> = marks.over(span).map(|m| m.span).collect();
            let plainly: Vec<Span> = marks.all.iter().map(|m| m.span).filter(|s| s.overlaps(span)).collect();
            assert_eq!(over, plainly, "{span:?}");
        }
    }

    #[test]
    fn every_highlight_of_a_pile_is_reached_by_clicking_again() {
        let article = article("Iran-backed militia", &[(0, 4, Kind::Place), (0, 19, Kind::ArmedGroup), (0, 4, Kind::StateForce)]);
        let marks = marks(&article, &BTreeSet::new());
        let top = marks.last().unwrap();
        let mut reached = Vec::new();
        let mut selected: Option<Target> = None;
        for _ in 0..4 {
            let next = beneath(&marks, top, Some(2), selected.as_ref()).clone();
            reached.push(marks.iter().find(|m| m.target == next).unwrap().kind);
            selected = Some(next);
        }
        assert_eq!(reached[0], reached[3], "round and round");
        assert_eq!(reached.iter().collect::<BTreeSet<_>>().len(), 3, "{reached:?}");
        assert_eq!(beneath(&marks, top, Some(12), None), &top.target);
    }

    #[test]
    fn search_words_are_found_in_capitals_or_not_and_between_other_scripts() {
        assert_eq!(hits("Iran, IRAN and iranian كتائب iran", "iran"), [0, 6, 15, 34]);
        assert!(hits("é", "iran").is_empty());
    }

    #[test]
    fn kinds_that_are_switched_off_are_not_shown() {
        let article = article("Iraq today", &[(0, 4, Kind::Place), (5, 10, Kind::Date)]);
        let shown = marks(&article, &BTreeSet::from([Kind::Place]));
        assert_eq!(shown.iter().map(|m| m.kind).collect::<Vec<_>>(), [Kind::Date]);
    }
}
