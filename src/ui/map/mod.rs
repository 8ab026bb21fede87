//! The map: which events lie where, how finely that is known, and what is drawn together. No egui in this file.

mod draw;
mod legend_ui;
mod map_ui;
pub mod picture;
pub mod view;
pub mod world;

pub use map_ui::Map;

use super::events::passing;
use super::workspace::Workspace;
use crate::model::{Count, Place, PlacePrecision};
use crate::review::ReviewedEvent;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, HashMap};
use view::View;
use world::Point;

/// What coordinates stand for, as far as the drawing tells it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extent {
    /// A site, quarter or settlement: a dot.
    Point,
    /// Near a settlement: a dot in a ring.
    Near,
    /// A district, province, region or sea: a ring without a dot.
    Area,
    /// Only the country is known: its outline.
    Country,
}

impl Extent {
    /// The extent that `precision` is drawn with.
    pub fn of(precision: PlacePrecision) -> Self {
        match precision {
            PlacePrecision::Site | PlacePrecision::Neighbourhood | PlacePrecision::Settlement => Self::Point,
            PlacePrecision::NearSettlement => Self::Near,
            PlacePrecision::Admin2 | PlacePrecision::Admin1 | PlacePrecision::Region | PlacePrecision::InternationalWaters => Self::Area,
            PlacePrecision::Country => Self::Country,
        }
    }

    /// The words in the legend.
    pub fn label(self) -> &'static str {
        match self {
            Self::Point => "a site or settlement",
            Self::Near => "near a settlement",
            Self::Area => "only the district, province, region or sea is known",
            Self::Country => "only the country is known",
        }
    }
}

/// The radius, in kilometres, that a ring is drawn with.
fn kilometres(precision: PlacePrecision) -> f32 {
    match precision {
        PlacePrecision::Admin2 => 25.0,
        PlacePrecision::Admin1 => 70.0,
        PlacePrecision::Region | PlacePrecision::InternationalWaters => 120.0,
        _ => 0.0,
    }
}

/// Events at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Where.
    pub at: Point,
    /// What is known of it.
    pub extent: Extent,
    /// Of rings: how wide, in degrees of the plane.
    pub radius: f32,
    /// The name of the place.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Positions in `Dataset::events`.
    pub events: Vec<usize>,
    /// People killed, by the best number.
    pub killed: u32,
    /// How many of the events nobody has decided on.
    pub open: usize,
    /// How many of the events are of each type, by its position in `Spots::types`.
    pub types: BTreeMap<usize, usize>,
}

/// What the map shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spots {
    /// The places, those with the most events first.
    pub spots: Vec<Spot>,
    /// The event types on the map, the commonest first: the order of the colours.
    pub types: Vec<String>,
    /// Positions of the events whose place is not known at all.
    pub nowhere: Vec<usize>,
    /// How many events are on the map.
    pub count: usize,
}

/// The key of events whose type is not known.
pub const NO_TYPE: &str = "unknown";

/// The type of an event, as the map colours it.
pub fn type_of(event: &ReviewedEvent) -> &str {
    event.item.fields.event_type.as_deref().unwrap_or(NO_TYPE)
}

/// The best number of people killed.
pub fn killed(event: &ReviewedEvent) -> u32 {
    event.item.fields.killed.map_or(0, least)
}

/// Not inlined: rustc 1.95 otherwise reads the number before it looks whether there is a count, at an address that need not exist.
#[inline(never)]
fn least(count: Count) -> u32 {
    count.best.or(count.low).unwrap_or(0)
}

/// What the filter lets through, by place.
pub fn spots(workspace: &Workspace) -> Spots {
    let mut found: BTreeMap<(Extent, [i64; 2], &str), Spot> = BTreeMap::new();
    let mut types: FxHashMap<&str, usize> = FxHashMap::default();
    let mut all = Spots::default();
    let events = &workspace.dataset.events;
    for (i, event) in passing(workspace).iter().filter_map(|i| Some((*i, events.get(*i)?))).filter(|(_, e)| e.review.stands()) {
        let Some((place, at)) = event.item.fields.place.as_ref().and_then(|p| Some((p, stand(p)?))) else {
            all.nowhere.push(i);
            continue;
        };
        let next = types.len();
        let of_type = *types.entry(type_of(event)).or_insert(next);
        all.count += 1;
        let key = (at.extent, at.at.map(|d| (d * 1000.0) as i64), if at.extent == Extent::Area { place.name.as_str() } else { "" });
        let spot = found.entry(key).or_insert_with(|| Spot::empty(place, at));
        spot.events.push(i);
        spot.killed += killed(event);
        spot.open += usize::from(!event.review.is_decided());
        *spot.types.entry(of_type).or_default() += 1;
    }
    all.spots = found.into_values().collect();
    all.name_types(types);
    all.spots.sort_by(|a, b| (b.events.len(), b.killed).cmp(&(a.events.len(), a.killed)).then_with(|| a.name.cmp(&b.name)));
    all
}

impl Spots {
    /// The types, numbered in the order in which they were met, are numbered by how common they are.
    fn name_types(&mut self, met: FxHashMap<&str, usize>) {
        let mut types: Vec<(&str, usize, usize)> = met.into_iter().map(|(name, old)| (name, old, 0)).collect();
        types.sort_unstable_by_key(|(_, old, _)| *old);
        for (old, n) in self.spots.iter().flat_map(|s| &s.types) {
            types.get_mut(*old).into_iter().for_each(|t| t.2 += n);
        }
        types.sort_unstable_by_key(|(name, _, n)| (std::cmp::Reverse(*n), *name));
        let mut new = vec![0; types.len()];
        types.iter().enumerate().for_each(|(rank, (_, old, _))| new.get_mut(*old).into_iter().for_each(|slot| *slot = rank));
        for spot in &mut self.spots {
            let renumbered = std::mem::take(&mut spot.types).into_iter().map(|(old, n)| (new.get(old).copied().unwrap_or_default(), n));
            spot.types = renumbered.collect();
        }
        self.types = types.into_iter().map(|(name, _, _)| name.to_owned()).collect();
    }
}

/// Where a place is drawn, and how.
#[derive(Clone, Copy)]
struct Stand {
    at: Point,
    extent: Extent,
    radius: f32,
}

impl Spot {
    fn empty(place: &Place, Stand { at, extent, radius }: Stand) -> Self {
        let (events, types) = (Vec::new(), BTreeMap::new());
        Self { at, extent, radius, name: place.name.clone(), country: place.country.clone(), events, killed: 0, open: 0, types }
    }
}

/// Where a place is drawn; `None` where neither coordinates nor country are known.
fn stand(place: &Place) -> Option<Stand> {
    let country = || Some(Stand { at: world::builtin().countries.get(place.country.as_deref()?)?.middle, extent: Extent::Country, radius: 0.0 });
    match (place.lat, place.lon, Extent::of(place.precision)) {
        (Some(lat), Some(lon), extent) if extent != Extent::Country => {
            let radius = kilometres(place.precision) / 111.2 / (lat.to_radians().cos().max(0.2) as f32);
            Some(Stand { at: world::project(lon, lat), extent, radius })
        }
        (Some(lat), Some(lon), _) => {
            country().or_else(|| Some(Stand { at: world::project(lon, lat), extent: Extent::Area, radius: kilometres(PlacePrecision::Region) / 111.2 }))
        }
        _ => country(),
    }
}

/// Spots that are drawn as one, since they are nearer to each other than a mark is wide.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Where: at its first spot, which is a real place.
    pub at: Point,
    /// Positions in `Spots::spots`; the first has the most events.
    pub spots: Vec<usize>,
    /// How many events.
    pub events: usize,
    /// People killed.
    pub killed: u32,
    /// How many of the events nobody has decided on.
    pub open: usize,
    /// How many of the events are of each type, by its position in `Spots::types`.
    pub types: BTreeMap<usize, usize>,
}

/// How near marks may come to each other, in screen points.
const APART: f32 = 30.0;

/// What is drawn together where a degree is `scale` points wide. Dots join dots; rings and countries stand by themselves.
pub fn clusters(spots: &[Spot], scale: f32) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut cells: HashMap<(i32, i32), Vec<usize>> = HashMap::new();
    let cell = |at: Point| ((at[0] * scale / APART).floor() as i32, (at[1] * scale / APART).floor() as i32);
    for (i, spot) in spots.iter().enumerate() {
        let joins = matches!(spot.extent, Extent::Point | Extent::Near);
        let (x, y) = cell(spot.at);
        let around = || (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (x, y)));
        let near = |c: &&usize| clusters.get(**c).is_some_and(|c| (c.at[0] - spot.at[0]).hypot(c.at[1] - spot.at[1]) * scale < APART);
        let found = if joins { around().filter_map(|c| cells.get(&c)).flatten().find(near).copied() } else { None };
        let at = found.unwrap_or(clusters.len());
        if found.is_none() {
            clusters.push(Cluster { at: spot.at, spots: Vec::new(), events: 0, killed: 0, open: 0, types: BTreeMap::new() });
            if joins {
                cells.entry((x, y)).or_default().push(at);
            }
        }
        if let Some(cluster) = clusters.get_mut(at) {
            cluster.spots.push(i);
            cluster.events += spot.events.len();
            cluster.killed += spot.killed;
            cluster.open += spot.open;
            for (kind, n) in &spot.types {
                *cluster.types.entry(*kind).or_default() += n;
            }
        }
    }
    clusters
}

/// The view that shows every spot, with room around; the whole world where there is none.
pub fn fitting(spots: &[Spot], size: [f32; 2]) -> View {
    View::around(spots.iter().map(|s| (s.at, s.radius.max(if s.extent == Extent::Country { 4.0 } else { 0.5 }))), size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Count, Event, EventFields, ReportKey, Span};
    use crate::review::{Review, Reviewed, Target};
    use std::sync::Arc;

    fn place(name: &str, at: Option<(f64, f64)>, precision: PlacePrecision) -> Place {
        let (lat, lon) = at.unzip();
        Place { name: name.to_owned(), admin1: None, country: Some("IRQ".to_owned()), lat, lon, precision, source: None }
    }

    fn event(id: &str, place: Option<Place>, killed: u32, review: Review) -> Arc<ReviewedEvent> {
        let fields = EventFields { place, killed: Some(Count::exact(killed)), event_type: Some("armed_clash".to_owned()), ..EventFields::default() };
        let item = Event { id: id.to_owned(), fields, independent_sources: 1, confidence: 1.0, ..Event::default() };
        let key = ReportKey { article: "a".into(), span: Span::new(0, 1), quote: id.to_owned() };
        Arc::new(Reviewed { review, ..Reviewed::open(item.into(), Target::Event { key }) })
    }

    fn workspace() -> Workspace {
        let baghdad = || Some(place("Baghdad", Some((33.3, 44.4)), PlacePrecision::Settlement));
        let mut workspace = Workspace::default();
        workspace.dataset.events = vec![
            event("1", baghdad(), 4, Review::Open),
            event("2", baghdad(), 2, Review::Confirmed),
            event("3", Some(place("Iraq", Some((33.0, 44.0)), PlacePrecision::Country)), 1, Review::Open),
            event("4", Some(place("Anbar", Some((33.2, 44.3)), PlacePrecision::Admin1)), 0, Review::Open),
            event("5", None, 0, Review::Open),
            event("6", baghdad(), 90, Review::Rejected),
            event("7", Some(place("Sadr City", Some((33.38, 44.46)), PlacePrecision::Neighbourhood)), 3, Review::Open),
        ];
        workspace
    }

    #[test]
    fn what_is_known_only_by_country_or_province_is_no_point() {
        let spots = spots(&workspace());
        let shape: Vec<(&str, Extent, usize, u32)> = spots.spots.iter().map(|s| (s.name.as_str(), s.extent, s.events.len(), s.killed)).collect();
        assert_eq!(
            shape,
            [("Baghdad", Extent::Point, 2, 6), ("Sadr City", Extent::Point, 1, 3), ("Iraq", Extent::Country, 1, 1), ("Anbar", Extent::Area, 1, 0)]
        );
        assert_eq!((spots.count, spots.nowhere.as_slice()), (5, [4].as_slice()));
        assert_eq!((spots.types.as_slice(), &spots.spots[0].types), (["armed_clash".to_owned()].as_slice(), &BTreeMap::from([(0, 2)])));
        let iraq = &spots.spots[2];
        assert_eq!(iraq.at, world::builtin().countries["IRQ"].middle, "not at the coordinates that stand for the country");
    }

    #[test]
    fn near_dots_are_one_cluster_that_opens_as_the_map_grows() {
        let spots = spots(&workspace()).spots;
        let far = clusters(&spots, 10.0);
        let sizes: Vec<(usize, usize, u32)> = far.iter().map(|c| (c.spots.len(), c.events, c.killed)).collect();
        assert_eq!(sizes, [(2, 3, 9), (1, 1, 1), (1, 1, 0)], "dots join, the ring and the country stay alone");
        assert_eq!(clusters(&spots, 2_000.0).len(), 4);
    }

    #[test]
    fn the_filter_of_all_views_holds_here_too() {
        let mut workspace = workspace();
        workspace.filter.only_open = true;
        assert_eq!(spots(&workspace).count, 4);
        workspace.filter.countries = ["SYR".to_owned()].into();
        assert_eq!(spots(&workspace), Spots::default());
    }
}
