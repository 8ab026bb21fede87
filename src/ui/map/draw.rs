//! Paints the map: outlines, rings and dots, each saying how finely its place is known.

use super::view::View;
use super::world::{self, Point};
use super::{Cluster, Extent, Spots};
use crate::ui::theme::{self, Look};
use egui::{Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

/// Where and how the map is painted.
pub(super) struct Sheet<'a> {
    /// What is painted on.
    pub painter: &'a Painter,
    /// The part of the screen.
    pub rect: Rect,
    /// The part of the world.
    pub view: View,
    /// Its colours.
    pub look: Look,
}

/// So many types have a colour of their own; the rest are grey.
pub(super) const COLOURS: usize = 6;

/// The colour of the event type at position `at` of those on the map.
pub(super) fn colour(at: usize, look: Look) -> Color32 {
    if at < COLOURS { theme::series_colour(at, look) } else { theme::of(look).muted }
}

/// How large a mark is that stands for so many killed.
pub(super) fn radius(killed: u32) -> f32 {
    (5.0 + 1.7 * (killed as f32).sqrt()).min(26.0)
}

impl Sheet<'_> {
    /// The size of the sheet.
    pub fn size(&self) -> [f32; 2] {
        [self.rect.width(), self.rect.height()]
    }

    /// Where a place is on the screen.
    pub fn at(&self, place: Point) -> Pos2 {
        let [x, y] = self.view.offset(place);
        self.rect.center() + vec2(x, y)
    }

    /// Coasts and borders.
    pub fn outlines(&self) {
        let stroke = Stroke::new(1.0, theme::of(self.look).muted.gamma_multiply(0.55));
        self.arcs(0..world::builtin().arcs.len(), stroke);
    }

    /// The outline of one country.
    pub fn country(&self, code: &str, stroke: Stroke) {
        if let Some(country) = world::builtin().countries.get(code) {
            self.arcs(country.arcs.iter().copied(), stroke);
        }
    }

    fn arcs(&self, arcs: impl Iterator<Item = usize>, stroke: Stroke) {
        let grain = world::grain(self.view.scale);
        let all = &world::builtin().arcs;
        let shown = arcs.filter_map(|i| all.get(i)).filter(|a| self.view.shows(a.min, a.max, self.size()));
        let lines = shown.filter_map(|a| a.lines.get(grain)).map(|line| Shape::line(line.iter().map(|p| self.at(*p)).collect(), stroke));
        self.painter.extend(lines);
    }

    /// A dashed ring: somewhere in here.
    pub fn ring(&self, at: Pos2, radius: f32, colour: Color32, faint: bool) {
        let steps = 48;
        let point = |i: usize| at + radius * egui::Vec2::angled(i as f32 / steps as f32 * std::f32::consts::TAU);
        let points: Vec<Pos2> = (0..=steps).map(point).collect();
        self.painter.circle_filled(at, radius, colour.gamma_multiply(if faint { 0.05 } else { 0.12 }));
        self.painter.extend(Shape::dashed_line(&points, Stroke::new(1.5, colour), 5.0, 4.0));
    }

    /// A dot; paler where nobody has decided yet.
    pub fn dot(&self, at: Pos2, radius: f32, colour: Color32, open: bool) {
        let fill = if open { colour.gamma_multiply(0.4) } else { colour.gamma_multiply(0.9) };
        self.painter.circle(at, radius, fill, Stroke::new(1.5, colour));
    }

    /// Several events in one mark: a ring in the colours of the types, and the number.
    pub fn bundle(&self, at: Pos2, radius: f32, parts: &[(Color32, usize)], number: usize) {
        let palette = theme::of(self.look);
        self.painter.circle_filled(at, radius, theme::sheet(self.look));
        let all: usize = parts.iter().map(|(_, n)| n).sum();
        let mut from = -std::f32::consts::FRAC_PI_2;
        for (colour, n) in parts {
            let to = from + *n as f32 / all.max(1) as f32 * std::f32::consts::TAU;
            let steps = ((to - from) * 8.0).ceil().max(1.0) as usize;
            let points = (0..=steps).map(|i| at + (radius - 1.5) * egui::Vec2::angled(from + (to - from) * i as f32 / steps as f32)).collect();
            self.painter.add(Shape::line(points, Stroke::new(4.0, *colour)));
            from = to;
        }
        self.painter.text(at, Align2::CENTER_CENTER, number.to_string(), theme::strong_font(12.0), palette.text);
    }

    /// A tag with a number: events of which only the country, or the province, is known.
    pub fn tag(&self, at: Pos2, text: &str, colour: Color32) -> Rect {
        let galley = self.painter.layout_no_wrap(text.to_owned(), theme::strong_font(12.0), theme::of(self.look).text);
        let rect = Rect::from_center_size(at, galley.size() + vec2(12.0, 6.0));
        self.painter.rect(rect, 3.0, theme::sheet(self.look), Stroke::new(1.5, colour), egui::StrokeKind::Inside);
        self.painter.galley(pos2(rect.left() + 6.0, rect.top() + 3.0), galley, theme::of(self.look).text);
        rect
    }

    /// Points at what is selected.
    pub fn selected(&self, at: Pos2, radius: f32) {
        self.painter.circle_stroke(at, radius + 4.0, Stroke::new(2.5, theme::of(self.look).accent));
    }
}

/// Paints one cluster, so far below its place as `aside` says; gives where it can be clicked.
pub(super) fn cluster(sheet: &Sheet<'_>, all: &Spots, (cluster, aside): (&Cluster, f32), chosen: bool) -> Option<Rect> {
    let spot = all.spots.get(*cluster.spots.first()?)?;
    let at = sheet.at(cluster.at) + vec2(0.0, aside);
    let parts: Vec<(Color32, usize)> = cluster.types.iter().map(|(t, n)| (colour(*t, sheet.look), *n)).collect();
    let main = match parts.as_slice() {
        [(only, _)] => *only,
        _ => theme::of(sheet.look).muted,
    };
    let open = cluster.open == cluster.events;
    let rect = match spot.extent {
        Extent::Country => {
            sheet.country(spot.country.as_deref().unwrap_or_default(), Stroke::new(2.5, main));
            sheet.tag(at, &format!("{} in {}", cluster.events, spot.name), main)
        }
        Extent::Area => {
            let radius = (spot.radius * sheet.view.scale).max(14.0);
            sheet.ring(at, radius, main, open);
            Rect::from_center_size(sheet.tag(at, &cluster.events.to_string(), main).center(), vec2(26.0, 22.0))
        }
        Extent::Point | Extent::Near if cluster.events == 1 => {
            let radius = radius(cluster.killed);
            sheet.dot(at, radius, main, open);
            if spot.extent == Extent::Near {
                sheet.ring(at, radius + 5.0, main, true);
            }
            Rect::from_center_size(at, egui::Vec2::splat(2.0 * radius.max(9.0)))
        }
        Extent::Point | Extent::Near => {
            let radius = radius(cluster.killed).max(12.0);
            sheet.bundle(at, radius, &parts, cluster.events);
            Rect::from_center_size(at, egui::Vec2::splat(2.0 * radius))
        }
    };
    if chosen {
        sheet.selected(at, rect.width().max(rect.height()) / 2.0);
    }
    Some(rect)
}
