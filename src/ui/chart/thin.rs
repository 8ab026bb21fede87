//! What a screen can show of many days: bars and points that would lie on one another are drawn once. No egui in this file.

use super::{Piece, day_number};
use std::collections::HashSet;
use std::ops::Range;

/// A stretch of the axis of time on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The day at its left end.
    pub from: f64,
    /// The day at its right end.
    pub to: f64,
    /// How many points of the screen a day is wide.
    pub day: f64,
}

/// A bar as it is drawn: the pieces of one period upon each other. Where periods are narrower than [`NARROW`], those of one column of the
/// screen are united: the tallest of them is drawn in the column's width, and stands for itself alone. So what is drawn and told of is
/// always one period as it was counted, no sum and no mean; the lower ones behind it are seen by zooming in.
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// Where it begins and ends, in days.
    pub place: (f64, f64),
    /// Which pieces it is made of, by their places in `Bars::pieces`.
    pub pieces: Range<usize>,
    /// How high it is.
    pub top: u32,
    /// Of how many periods it is the tallest; 1 where it has its place for itself.
    pub among: usize,
}

/// Bars are at least so many points wide.
pub const NARROW: f64 = 2.0;

/// The bars that `scale` shows of `pieces`, which are in order of time.
pub fn stacks(pieces: &[Piece], scale: Scale) -> Vec<Stack> {
    let mut all: Vec<Stack> = Vec::new();
    let mut end = 0;
    for stack in pieces.chunk_by(|a, b| a.from == b.from) {
        let start = end;
        end += stack.len();
        let Some((from, to)) = stack.first().map(|p| (day_number(p.from), day_number(p.to))) else { continue };
        if to < scale.from || from > scale.to {
            continue;
        }
        let top = stack.iter().map(|p| p.base + p.count).max().unwrap_or(0);
        let new = Stack { place: place((from, to), scale.day), pieces: start..end, top, among: 1 };
        match all.last_mut().filter(|last| last.place == new.place) {
            Some(last) if last.top < top => *last = Stack { among: last.among + 1, ..new },
            Some(last) => last.among += 1,
            None => all.push(new),
        }
    }
    all
}

/// Where a bar of those days is drawn. Columns are counted from the first day of the axis, not of the screen, so that moving along it does not change what is united.
pub fn place((from, to): (f64, f64), day: f64) -> (f64, f64) {
    if (to - from) * day >= NARROW {
        return (from, to);
    }
    let wide = NARROW / day;
    let column = (f64::midpoint(from, to) / wide).floor();
    (column * wide, (column + 1.0) * wide)
}

/// Points of which each hides none of the others as a whole: one for every square of `grain` by `grain` points of the screen.
pub fn apart(points: impl Iterator<Item = [f32; 2]>, grain: f32) -> Vec<[f32; 2]> {
    let mut taken: HashSet<[i32; 2]> = HashSet::new();
    points.filter(|point| taken.insert(point.map(|x| (x / grain).floor() as i32))).collect()
}

/// The part of a line of level and upright strokes that `scale` shows; what comes in from beyond begins at the edge.
pub fn within(path: &[[f64; 2]], scale: Scale) -> impl Iterator<Item = [f64; 2]> + '_ {
    let start = path.partition_point(|p| p[0] < scale.from).saturating_sub(1);
    let end = path.partition_point(|p| p[0] <= scale.to).saturating_add(1).min(path.len());
    path.get(start..end).unwrap_or_default().iter().map(move |[x, y]| [x.clamp(scale.from, scale.to), *y])
}

/// The corners of a line that goes to the right, at most four for each point of the screen across: where it comes in, its lowest, its
/// highest, where it goes out.
pub fn thinned(path: impl Iterator<Item = [f32; 2]>) -> Vec<[f32; 2]> {
    let mut thin: Vec<[f32; 2]> = Vec::new();
    let mut column: Option<(i32, [[f32; 2]; 4])> = None;
    for point in path {
        let at = point[0].floor() as i32;
        match &mut column {
            Some((same, [_, low, high, last])) if *same == at => {
                *low = if point[1] < low[1] { point } else { *low };
                *high = if point[1] > high[1] { point } else { *high };
                *last = point;
            }
            _ => thin.extend(column.replace((at, [point; 4])).into_iter().flat_map(|(_, corners)| corners)),
        }
    }
    thin.extend(column.into_iter().flat_map(|(_, corners)| corners));
    thin.dedup();
    thin
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Date;

    fn day(n: i32) -> Date {
        super::super::date_of(f64::from(n)).unwrap()
    }

    /// Two pieces a day, the upper one as high as `heights` says.
    fn pieces(heights: &[u32]) -> Vec<Piece> {
        let of_day = |(n, height): (usize, &u32)| {
            let piece = |base, count| Piece { series: 0, from: day(n as i32), to: day(n as i32 + 1), base, count, decided: base == 0, events: Vec::new() };
            [piece(0, 1), piece(1, *height)]
        };
        heights.iter().enumerate().flat_map(of_day).collect()
    }

    #[test]
    fn bars_that_have_room_are_each_drawn() {
        let all = stacks(&pieces(&[1, 5, 2]), Scale { from: 0.0, to: 3.0, day: NARROW });
        assert_eq!(
            all.iter().map(|s| (s.place, s.pieces.clone(), s.among)).collect::<Vec<_>>(),
            [((0.0, 1.0), 0..2, 1), ((1.0, 2.0), 2..4, 1), ((2.0, 3.0), 4..6, 1)]
        );
    }

    #[test]
    fn of_bars_in_one_column_the_tallest_is_drawn_as_it_is() {
        let heights = [1, 5, 2, 9, 9, 3, 0, 4, 8];
        // Four days share a column.
        let all = stacks(&pieces(&heights), Scale { from: 0.0, to: 9.0, day: NARROW / 4.0 });
        assert_eq!(
            all.iter().map(|s| (s.place, s.pieces.clone(), s.top, s.among)).collect::<Vec<_>>(),
            [((0.0, 4.0), 6..8, 10, 4), ((4.0, 8.0), 8..10, 10, 4), ((8.0, 12.0), 16..18, 9, 1)]
        );
    }

    #[test]
    fn no_more_bars_are_drawn_than_there_are_columns_and_none_is_taller_or_lost() {
        let heights: Vec<u32> = (0..20_000_u32).map(|n| n.wrapping_mul(2_654_435_761) >> 26).collect();
        let pieces = pieces(&heights);
        let all = stacks(&pieces, Scale { from: 0.0, to: 20_000.0, day: 900.0 / 20_000.0 });
        assert!(all.len() <= 451, "{}", all.len());
        assert_eq!(all.iter().map(|s| s.among).sum::<usize>(), heights.len(), "each day is one of those that a bar stands before");
        assert_eq!(all.iter().map(|s| s.top).max(), pieces.iter().map(|p| p.base + p.count).max());
        // The same columns after moving along by a little.
        let moved = stacks(&pieces, Scale { from: 10.0, to: 20_010.0, day: 900.0 / 20_000.0 });
        assert_eq!(moved.last(), all.last());
    }

    #[test]
    fn points_that_lie_on_one_another_are_drawn_once() {
        let points = [[0.5, 0.5], [1.0, 1.9], [0.5, 9.0], [0.4, 0.4]];
        assert_eq!(apart(points.into_iter(), 2.0), [[0.5, 0.5], [0.5, 9.0]]);
    }

    #[test]
    fn of_a_line_only_what_is_on_the_screen_is_drawn() {
        let path = [[0.0, 1.0], [2.0, 1.0], [2.0, 3.0], [9.0, 3.0], [9.0, 4.0], [20.0, 4.0], [20.0, 5.0]];
        let shown = |from, to| within(&path, Scale { from, to, day: 1.0 }).collect::<Vec<_>>();
        assert_eq!(shown(4.0, 10.0), [[4.0, 3.0], [9.0, 3.0], [9.0, 4.0], [10.0, 4.0]]);
        assert_eq!(shown(-1.0, 30.0), path);
        assert_eq!(shown(30.0, 40.0), [[30.0, 5.0]]);
    }

    #[test]
    fn a_thinned_line_keeps_its_ends_its_tops_and_its_bottoms() {
        let path = [[0.0, 1.0], [0.2, 7.0], [0.4, 0.0], [0.9, 2.0], [3.0, 2.0], [3.0, 5.0]];
        assert_eq!(thinned(path.into_iter()), [[0.0, 1.0], [0.4, 0.0], [0.2, 7.0], [0.9, 2.0], [3.0, 2.0], [3.0, 5.0]]);
        let wild = (0..50_000).map(|n| [n as f32 / 500.0, (n * 7_919 % 613) as f32]);
        let thin = thinned(wild.clone());
        assert!(thin.len() <= 400);
        let top = |path: &mut dyn Iterator<Item = [f32; 2]>| path.map(|p| p[1]).fold(0.0, f32::max);
        assert_eq!(top(&mut thin.into_iter()), top(&mut wild.clone()));
    }
}
