//! The chart as a file: bars, steps and legend as a drawing, or the numbers as a table.

use super::chart_ui::{Range, day_words, range};
use super::totals_ui::{counted, is_open, steps, told_gap};
use super::{Bars, date_of, day_number, middle, series_label};
use crate::series::{Gap, GroupBy, Period, TallySeries};
use crate::ui::Workspace;
use crate::ui::picture::{Format, Ink, Picture, Svg, caption, csv};

const WIDTH: f32 = 1200.0;
const LEFT: f32 = 56.0;
const RIGHT: f32 = 1176.0;

/// One of the two plots: where it lies, and what its axes hold.
struct Frame {
    top: f32,
    bottom: f32,
    range: Range,
    most: f64,
}

impl Frame {
    fn at(&self, x: f64, y: f64) -> [f32; 2] {
        let (from, to) = self.range;
        let across = ((x - from) / (to - from).max(1e-9)) as f32;
        let up = (y / self.most.max(1.0)) as f32;
        [LEFT + across * (RIGHT - LEFT), self.bottom - up * (self.bottom - self.top)]
    }

    fn axes(&self, svg: &mut Svg) {
        svg.line(&[[LEFT, self.top], [LEFT, self.bottom], [RIGHT, self.bottom]], Ink::Muted, 1.0, false);
        for mark in marks(self.most) {
            let [x, y] = self.at(self.range.0, mark);
            svg.line(&[[x - 4.0, y], [x, y]], Ink::Muted, 1.0, false);
            svg.text([x - 40.0, y + 4.0], &format!("{mark:.0}"), 12.0, false);
        }
        for step in 0..=6 {
            let day = self.range.0 + (self.range.1 - self.range.0) * f64::from(step) / 6.0;
            let [x, y] = self.at(day, 0.0);
            if let Some(date) = date_of(day) {
                svg.text([x.clamp(LEFT + 20.0, RIGHT - 30.0), y + 18.0], &day_words(date), 12.0, true);
            }
        }
    }
}

/// Whole numbers for an axis up to `most`, at most six.
fn marks(most: f64) -> Vec<f64> {
    let mut step = 1.0;
    for factor in [2.0, 2.5, 2.0].into_iter().cycle() {
        if most / step <= 6.0 {
            break;
        }
        step *= factor;
    }
    let step = f64::max(1.0, step.round());
    (0..=(most / step) as usize).map(|i| i as f64 * step).collect()
}

/// The file of what the chart shows.
pub fn picture(workspace: &Workspace, bars: &Bars, (period, by): (Period, GroupBy), totals: &[(TallySeries, Option<Gap>)], format: Format) -> Picture {
    let content = if format == Format::Csv { table(workspace, bars, by, totals) } else { drawing(workspace, bars, (period, by), totals) };
    Picture { name: "timeline".to_owned(), format, content }
}

fn drawing(workspace: &Workspace, bars: &Bars, (period, by): (Period, GroupBy), totals: &[(TallySeries, Option<Gap>)]) -> String {
    let height = if totals.is_empty() { 460.0 } else { 760.0 };
    let mut svg = Svg::new(WIDTH, height);
    let range = range(bars, totals, &workspace.filter);
    let most = bars.pieces.iter().map(|p| p.base + p.count).max().unwrap_or(1);
    let legend: Vec<(Ink, String)> = bars.series.iter().enumerate().map(|(i, n)| (Ink::Series(i), label(n, by, workspace))).collect();
    let upper = Frame { top: 40.0 + 18.0 * legend.len() as f32, bottom: 420.0, range, most: f64::from(most) };
    upper.axes(&mut svg);
    for p in &bars.pieces {
        let [x0, y0] = upper.at(day_number(p.from), f64::from(p.base + p.count));
        let [x1, y1] = upper.at(day_number(p.to), f64::from(p.base));
        svg.bar([x0 + (x1 - x0) * 0.07, y0], [(x1 - x0) * 0.86, y1 - y0], Ink::Series(p.series), !p.decided);
    }
    let mut lines = caption(workspace, bars.counted);
    lines.insert(
        1,
        format!("Events per {}; {} dated more widely and {} undated are on no bar.", period.label().to_lowercase(), bars.imprecise.len(), bars.undated.len()),
    );
    if !totals.is_empty() {
        let most = totals.iter().flat_map(|(s, _)| &s.points).map(|p| p.count).max().unwrap_or(1);
        let lower = Frame { top: 490.0, bottom: 730.0, range, most: f64::from(most) };
        lower.axes(&mut svg);
        svg.text([LEFT, 476.0], "Totals as stated, each since its own day; open: “at least” or “about”; dashed: counted in these articles", 13.0, false);
        for (i, (series, gap)) in totals.iter().enumerate() {
            total(&mut svg, &lower, Ink::Series(i), series, gap.as_ref());
            lines.push(format!("{}{}", series.label(), gap.as_ref().map(|g| told_gap(series, g)).unwrap_or_default()));
        }
    }
    svg.legend(&legend);
    svg.finish(&lines)
}

fn total(svg: &mut Svg, frame: &Frame, ink: Ink, series: &TallySeries, gap: Option<&Gap>) {
    let place = |path: Vec<[f64; 2]>| path.into_iter().map(|[x, y]| frame.at(x, y)).collect::<Vec<_>>();
    svg.line(&place(steps(series)), ink, 1.5, false);
    if let Some(gap) = gap {
        svg.line(&place(counted(gap, frame.range)), ink, 1.0, true);
    }
    for point in &series.points {
        if let Some(x) = point.as_of.map(middle) {
            svg.circle(frame.at(x, f64::from(point.count)), 5.0, ink, if is_open(point.qualifier) { 0.0 } else { 1.0 }, false);
        }
    }
}

fn label(name: &str, by: GroupBy, workspace: &Workspace) -> String {
    if by == GroupBy::Nothing { "events".to_owned() } else { series_label(name, by, workspace) }
}

fn table(workspace: &Workspace, bars: &Bars, by: GroupBy, totals: &[(TallySeries, Option<Gap>)]) -> String {
    let mut rows = vec![["what", "from", "to", "series", "number", "reviewed", "qualifier", "since", "source"].map(str::to_owned).to_vec()];
    for p in &bars.pieces {
        let last = p.to.yesterday().unwrap_or(p.to);
        let name = bars.series.get(p.series).map(|n| label(n, by, workspace)).unwrap_or_default();
        let reviewed = if p.decided { "yes" } else { "no" };
        let cells = ["counted", &p.from.to_string(), &last.to_string(), &name, &p.count.to_string(), reviewed, "", "", ""];
        rows.push(cells.map(str::to_owned).to_vec());
    }
    for (series, _) in totals {
        for point in &series.points {
            let day = |d: Option<crate::model::PartialDate>| d.map(|d| d.to_string()).unwrap_or_default();
            let qualifier = point.qualifier.key().to_owned();
            rows.push(vec![
                "stated".to_owned(),
                day(point.as_of),
                day(point.as_of),
                series.label(),
                point.count.to_string(),
                String::new(),
                qualifier,
                day(series.since),
                point.source.clone().unwrap_or_default(),
            ]);
        }
    }
    csv(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_few_whole_numbers() {
        assert_eq!(marks(3.0), [0.0, 1.0, 2.0, 3.0]);
        for most in [1.0, 7.0, 60.0, 118.0, 5_000.0] {
            let marks = marks(most);
            assert!((2..=7).contains(&marks.len()) && marks.iter().all(|m| m.fract() == 0.0), "{most}: {marks:?}");
        }
    }
}
