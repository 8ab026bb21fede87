//! What is drawn within the frame of a plot, kept as triangles until the plot shows other days, has another size or other data.

use super::thin::Scale;
use crate::ui::theme::{self, Look};
use egui::epaint::{CircleShape, Tessellator};
use egui::{Color32, Mesh, Pos2, Rect, Shape, Stroke, Ui, pos2};
use egui_plot::{PlotPoint, PlotTransform};
use std::sync::Arc;

/// The triangles with what they were made for.
#[derive(Default)]
pub(super) struct Plate {
    of: Option<Of>,
    mesh: Arc<Mesh>,
}

#[derive(Clone, Copy, PartialEq)]
struct Of {
    data: u64,
    frame: Rect,
    bounds: [[f64; 2]; 2],
    look: Look,
    pixels: f32,
}

impl Plate {
    /// Paints it; where anything is other than at the last time, `draw` draws it anew. `data` is another number whenever what is drawn is.
    pub fn paint(&mut self, ui: &Ui, transform: &PlotTransform, data: u64, draw: impl FnOnce(&mut Pen<'_>)) {
        let bounds = transform.bounds();
        let (frame, look, pixels) = (*transform.frame(), theme::look(ui), ui.ctx().pixels_per_point());
        let of = Some(Of { data, frame, bounds: [bounds.min(), bounds.max()], look, pixels });
        if self.of != of {
            let options = ui.ctx().tessellation_options(|o| *o);
            let mut pen = Pen { transform, look, pixels, mesh: Mesh::default(), tessellator: Tessellator::new(pixels, options, [1, 1], Vec::new()) };
            draw(&mut pen);
            (self.mesh, self.of) = (Arc::new(pen.mesh), of);
        }
        ui.painter().with_clip_rect(frame.intersect(ui.clip_rect())).add(Arc::clone(&self.mesh));
    }
}

/// The days that a plot shows, and how wide they are.
pub(super) fn scale(transform: &PlotTransform) -> Scale {
    let bounds = transform.bounds();
    Scale { from: bounds.min()[0], to: bounds.max()[0], day: transform.dpos_dvalue_x() }
}

/// Draws on a plate.
pub(super) struct Pen<'a> {
    /// From days and numbers to the screen.
    pub transform: &'a PlotTransform,
    /// Its colours.
    pub look: Look,
    pixels: f32,
    mesh: Mesh,
    tessellator: Tessellator,
}

/// Bars that are narrower have no border: it would be all that is seen of them, and what is not decided would look as what is.
const BORDERED: f32 = 4.0;

/// So far above or below a plot nothing of a line shows.
const BEYOND: f32 = 20.0;

impl Pen<'_> {
    /// Where a day and a number are on the screen.
    pub fn at(&self, [day, number]: [f64; 2]) -> [f32; 2] {
        let at = self.transform.position_from_point(&PlotPoint::new(day, number));
        [at.x, at.y]
    }

    /// As [`Pen::at`]; what is far above or below the plot comes near it, so that nothing is drawn on the way there.
    pub fn near(&self, place: [f64; 2]) -> [f32; 2] {
        let ([x, y], frame) = (self.at(place), self.transform.frame());
        [x, y.clamp(frame.top() - BEYOND, frame.bottom() + BEYOND)]
    }

    /// A point of the plot as one of the screen, where a mark of `radius` there would show.
    pub fn seen(&self, at: [f32; 2], radius: f32) -> bool {
        self.transform.frame().expand(radius).contains(at.into())
    }

    /// A bar in the place of `from` to `to`, with a line round it where there is room.
    pub fn bar(&mut self, from: [f64; 2], to: [f64; 2], fill: Color32, line: Color32) {
        let rect = self.whole(Rect::from_two_pos(self.at(from).into(), self.at(to).into()));
        if rect.width() < BORDERED {
            return self.mesh.add_colored_rect(rect, fill);
        }
        let inner = rect.shrink2(egui::vec2(1.0, 1.0_f32.min(rect.height() / 2.0)));
        self.mesh.add_colored_rect(inner, fill);
        for side in sides(rect, inner) {
            self.mesh.add_colored_rect(side, line);
        }
    }

    /// A line of level and upright strokes.
    pub fn steps(&mut self, path: &[[f32; 2]], width: f32, colour: Color32) {
        for ends in path.windows(2) {
            let &[[x, y], [to, end]] = ends else { continue };
            let half = width / 2.0;
            let level = Rect::from_two_pos(pos2(x - half, y - half), pos2(to + half, y + half));
            let upright = Rect::from_two_pos(pos2(to - half, y), pos2(to + half, end));
            for stroke in [level, upright].into_iter().filter(Rect::is_positive) {
                self.mesh.add_colored_rect(stroke, colour);
            }
        }
    }

    /// A dashed line.
    pub fn dashes(&mut self, path: &[[f32; 2]], colour: Color32) {
        let path: Vec<Pos2> = path.iter().copied().map(Pos2::from).collect();
        for dash in Shape::dashed_line(&path, Stroke::new(1.0, colour), 10.0, 6.2) {
            self.tessellator.tessellate_shape(dash, &mut self.mesh);
        }
    }

    /// A dot, or (`open`) a ring.
    pub fn dot(&mut self, at: [f32; 2], radius: f32, colour: Color32, open: bool) {
        let (fill, stroke) = if open { (Color32::TRANSPARENT, Stroke::new(1.0, colour)) } else { (colour, Stroke::NONE) };
        self.tessellator.tessellate_circle(CircleShape { center: at.into(), radius, fill, stroke }, &mut self.mesh);
    }

    /// The rectangle from pixel to pixel, at least one wide: without that, edges between pixels would be blurred or fall out.
    fn whole(&self, rect: Rect) -> Rect {
        let round = |x: f32| (x * self.pixels).round() / self.pixels;
        let (min, max) = (pos2(round(rect.left()), round(rect.top())), pos2(round(rect.right()), round(rect.bottom())));
        Rect::from_min_max(min, max.max(min + egui::Vec2::splat(1.0 / self.pixels)))
    }
}

/// What is between two rectangles, one in the other.
fn sides(outer: Rect, inner: Rect) -> [Rect; 4] {
    [
        Rect::from_min_max(outer.left_top(), pos2(outer.right(), inner.top())),
        Rect::from_min_max(pos2(outer.left(), inner.bottom()), outer.right_bottom()),
        Rect::from_min_max(pos2(outer.left(), inner.top()), inner.left_bottom()),
        Rect::from_min_max(inner.right_top(), pos2(outer.right(), inner.bottom())),
    ]
}
