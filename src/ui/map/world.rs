//! The outlines of the countries (Natural Earth, public domain), drawn on the plane of the map. No egui in this file.
//! `tools/make_world.py` makes the asset and says how it is written.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A place on the plane: degrees east, and degrees of Mercator north, so that angles are those of the ground.
pub type Point = [f32; 2];

/// How far apart two points of an outline are at least, in degrees, from the coarsest to the finest drawing.
const GRAINS: [f32; 4] = [0.6, 0.15, 0.04, 0.0];
/// Beyond this latitude the plane is cut off.
const POLE: f64 = 84.0;

/// A stretch of coast or border.
#[derive(Clone, Debug, Default)]
pub struct Arc {
    /// South-west corner.
    pub min: Point,
    /// North-east corner.
    pub max: Point,
    /// The points, for each grain.
    pub lines: [Vec<Point>; GRAINS.len()],
}

/// A country.
#[derive(Clone, Debug, Default)]
pub struct Country {
    /// The arcs of its outline.
    pub arcs: Vec<usize>,
    /// The middle of its largest part: where its name would be written.
    pub middle: Point,
}

/// All outlines.
#[derive(Debug, Default)]
pub struct World {
    /// Coasts and borders, each once.
    pub arcs: Vec<Arc>,
    /// The countries by ISO 3166-1 alpha-3 code.
    pub countries: BTreeMap<String, Country>,
}

/// The outlines that the program is shipped with; unpacked at the first call.
pub fn builtin() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let bytes = zstd::decode_all(include_bytes!("../../../assets/world.bin.zst").as_slice()).unwrap_or_default();
        read(&mut Bytes { bytes: &bytes, at: 0 }).unwrap_or_default()
    })
}

/// Where longitude and latitude lie on the plane.
pub fn project(lon: f64, lat: f64) -> Point {
    let north = lat.clamp(-POLE, POLE).to_radians().tan().asinh().to_degrees();
    [lon as f32, north as f32]
}

/// The latitude of a place on the plane.
pub fn latitude(north: f32) -> f64 {
    f64::from(north).to_radians().sinh().atan().to_degrees()
}

/// The finest grain that is worth drawing where a degree is `scale` screen points wide.
pub fn grain(scale: f32) -> usize {
    GRAINS.iter().position(|g| g * scale < 1.6).unwrap_or(GRAINS.len() - 1)
}

struct Bytes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bytes<'_> {
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            number |= usize::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let n = self.number()? as i64;
        Some(if n & 1 == 0 { n >> 1 } else { -(n >> 1) - 1 })
    }

    fn code(&mut self) -> Option<String> {
        let code = self.bytes.get(self.at..self.at + 3)?;
        self.at += 3;
        Some(String::from_utf8_lossy(code).into_owned())
    }
}

fn read(bytes: &mut Bytes<'_>) -> Option<World> {
    let count = bytes.number()?;
    let arcs: Vec<Arc> = (0..count).map(|_| read_arc(bytes)).collect::<Option<_>>()?;
    let mut countries: BTreeMap<String, (Country, f32)> = BTreeMap::new();
    for _ in 0..bytes.number()? {
        let code = bytes.code()?;
        let (country, largest) = countries.entry(code).or_default();
        for _ in 0..bytes.number()? {
            let ring: Vec<i64> = (0..bytes.number()?).map(|_| bytes.signed()).collect::<Option<_>>()?;
            country.arcs.extend(ring.iter().map(|n| arc_of(*n)));
            let points = outline(&arcs, &ring);
            let (area, middle) = centroid(&points);
            if area > *largest {
                (*largest, country.middle) = (area, middle);
            }
        }
    }
    countries.remove("---");
    Some(World { arcs, countries: countries.into_iter().map(|(code, (country, _))| (code, country)).collect() })
}

fn read_arc(bytes: &mut Bytes<'_>) -> Option<Arc> {
    let (mut x, mut y) = (0, 0);
    let mut points = Vec::new();
    for _ in 0..bytes.number()? {
        x += bytes.signed()?;
        y += bytes.signed()?;
        points.push(project(x as f64 / 200.0, y as f64 / 200.0));
    }
    let fold = |by: fn(f32, f32) -> f32, axis: usize, start| points.iter().filter_map(|p: &Point| p.get(axis).copied()).fold(start, by);
    let min = [fold(f32::min, 0, f32::MAX), fold(f32::min, 1, f32::MAX)];
    let max = [fold(f32::max, 0, f32::MIN), fold(f32::max, 1, f32::MIN)];
    Some(Arc { min, max, lines: GRAINS.map(|grain| thinned(&points, grain)) })
}

/// `points` without those that are nearer than `grain` to the one before; both ends stay.
fn thinned(points: &[Point], grain: f32) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for (i, p) in points.iter().enumerate() {
        let far = kept.last().is_none_or(|q| (p[0] - q[0]).abs().max((p[1] - q[1]).abs()) >= grain);
        if far || i + 1 == points.len() {
            kept.push(*p);
        }
    }
    kept
}

fn arc_of(n: i64) -> usize {
    (if n < 0 { !n } else { n }) as usize
}

/// The points of a ring, coarsely; for areas and middles.
fn outline(arcs: &[Arc], ring: &[i64]) -> Vec<Point> {
    let mut points = Vec::new();
    for n in ring {
        let Some(line) = arcs.get(arc_of(*n)).and_then(|a| a.lines.get(2)) else { continue };
        if *n < 0 { points.extend(line.iter().rev()) } else { points.extend(line) }
    }
    points
}

/// Area and centre of gravity.
fn centroid(points: &[Point]) -> (f32, Point) {
    let (mut area, mut x, mut y) = (0.0f32, 0.0f32, 0.0f32);
    for (a, b) in points.iter().zip(points.iter().cycle().skip(1)) {
        let cross = a[0] * b[1] - b[0] * a[1];
        area += cross;
        x += (a[0] + b[0]) * cross;
        y += (a[1] + b[1]) * cross;
    }
    let middle = if area == 0.0 { points.first().copied().unwrap_or_default() } else { [x / (3.0 * area), y / (3.0 * area)] };
    (area.abs() / 2.0, middle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlines_hold_the_countries_where_they_are() {
        let world = builtin();
        assert!(world.arcs.len() > 1_500 && world.countries.len() > 230, "{} arcs, {} countries", world.arcs.len(), world.countries.len());
        for (code, lon, lat) in [("IRQ", 43.7, 33.0), ("YEM", 47.5, 15.9), ("MLI", -3.5, 17.3), ("UKR", 31.4, 49.0), ("XKX", 20.9, 42.6)] {
            let wanted = project(lon, lat);
            let middle = world.countries.get(code).unwrap_or_else(|| panic!("{code} is there")).middle;
            assert!((middle[0] - wanted[0]).abs() < 1.5 && (middle[1] - wanted[1]).abs() < 1.5, "{code}: {middle:?}, wanted {wanted:?}");
        }
        for country in world.countries.values() {
            assert!(!country.arcs.is_empty() && country.arcs.iter().all(|a| *a < world.arcs.len()));
        }
    }

    #[test]
    fn coarse_drawings_have_fewer_points_and_the_same_ends() {
        let world = builtin();
        let points = |grain: usize| world.arcs.iter().map(|a| a.lines[grain].len()).sum::<usize>();
        assert!(points(0) * 4 < points(3) && points(1) < points(2) && points(2) < points(3), "{:?}", [0, 1, 2, 3].map(points));
        for arc in &world.arcs {
            assert_eq!((arc.lines[0].first(), arc.lines[0].last()), (arc.lines[3].first(), arc.lines[3].last()));
        }
        assert_eq!((grain(2.0), grain(2_000.0)), (0, 3));
    }

    #[test]
    fn the_plane_leads_back_to_the_globe() {
        for lat in [-60.0, -1.0, 0.0, 33.3, 71.0] {
            assert!((latitude(project(10.0, lat)[1]) - lat).abs() < 1e-4);
        }
    }
}
