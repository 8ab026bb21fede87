//! Which part of the plane is on the screen, and how large. No egui in this file.

use super::world::Point;

/// The part of the plane that is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// What is in the middle.
    pub centre: Point,
    /// How many screen points wide a degree is.
    pub scale: f32,
}

/// The largest drawing: about 10 m a point.
const CLOSEST: f32 = 10_000.0;
/// Nothing is shown closer than this unasked, since few places are known more finely.
const CLOSE: f32 = 400.0;

impl Default for View {
    fn default() -> Self {
        Self { centre: [20.0, 25.0], scale: 3.0 }
    }
}

impl View {
    /// The view that shows all of `places` (with the radius that each needs) on a screen of `size`.
    pub fn around(places: impl Iterator<Item = (Point, f32)>, size: [f32; 2]) -> Self {
        let mut bounds: Option<[f32; 4]> = None;
        for ([x, y], r) in places {
            let b = bounds.unwrap_or([x, y, x, y]);
            bounds = Some([b[0].min(x - r), b[1].min(y - r), b[2].max(x + r), b[3].max(y + r)]);
        }
        let Some([west, south, east, north]) = bounds else { return Self::default().within(size) };
        let scale = (size[0] / (east - west).max(0.01)).min(size[1] / (north - south).max(0.01)) * 0.86;
        Self { centre: [f32::midpoint(west, east), f32::midpoint(south, north)], scale: scale.min(CLOSE) }.within(size)
    }

    /// The view kept on the world.
    #[must_use]
    pub fn within(self, size: [f32; 2]) -> Self {
        let smallest = (size[0] / 360.0).max(0.5);
        Self { centre: [self.centre[0].clamp(-180.0, 180.0), self.centre[1].clamp(-150.0, 150.0)], scale: self.scale.clamp(smallest, CLOSEST) }
    }

    /// Where `at` is on the screen, from the middle, right and down.
    pub fn offset(&self, at: Point) -> [f32; 2] {
        [(at[0] - self.centre[0]) * self.scale, (self.centre[1] - at[1]) * self.scale]
    }

    /// What is at `offset` from the middle of the screen.
    pub fn place(&self, offset: [f32; 2]) -> Point {
        [self.centre[0] + offset[0] / self.scale, self.centre[1] - offset[1] / self.scale]
    }

    /// The view moved as a hand moves a sheet.
    #[must_use]
    pub fn dragged(self, by: [f32; 2]) -> Self {
        Self { centre: [self.centre[0] - by[0] / self.scale, self.centre[1] + by[1] / self.scale], ..self }
    }

    /// The view `factor` times as large, with what is at `offset` staying there.
    #[must_use]
    pub fn zoomed(self, factor: f32, offset: [f32; 2], size: [f32; 2]) -> Self {
        let held = self.place(offset);
        let new = Self { scale: self.scale * factor, ..self }.within(size);
        Self { centre: [held[0] - offset[0] / new.scale, held[1] + offset[1] / new.scale], ..new }.within(size)
    }

    /// Whether a box on the plane is on the screen at least in part.
    pub fn shows(&self, min: Point, max: Point, size: [f32; 2]) -> bool {
        let (w, h) = (size[0] / 2.0 / self.scale, size[1] / 2.0 / self.scale);
        max[0] >= self.centre[0] - w && min[0] <= self.centre[0] + w && max[1] >= self.centre[1] - h && min[1] <= self.centre[1] + h
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let view = View { centre: [44.0, 35.0], scale: 20.0 };
        let (pointer, size) = ([120.0, -60.0], [800.0, 600.0]);
        let held = view.place(pointer);
        let zoomed = view.zoomed(2.5, pointer, size);
        let after = zoomed.place(pointer);
        assert!((held[0] - after[0]).abs() < 1e-3 && (held[1] - after[1]).abs() < 1e-3, "{held:?} {after:?}");
        assert_eq!(zoomed.zoomed(1e9, pointer, size).scale, CLOSEST);
        assert!((view.dragged([20.0, 0.0]).centre[0] - 43.0).abs() < 1e-4);
    }

    #[test]
    fn everything_is_in_the_view_that_fits() {
        let size = [600.0, 400.0];
        let places = [([40.0, 30.0], 0.5), ([48.0, 36.0], 0.5)];
        let view = View::around(places.into_iter(), size);
        for (at, _) in places {
            let [x, y] = view.offset(at);
            assert!(x.abs() < 300.0 && y.abs() < 200.0);
        }
        assert!(View::around([([44.0, 33.0], 0.0)].into_iter(), size).scale <= CLOSE);
        assert!(View::around(std::iter::empty(), size).scale > 1.0);
    }
}
