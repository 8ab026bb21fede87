//! The map as a file: a drawing, or a table of what is on it.

use super::view::View;
use super::world::{self, Point};
use super::{Cluster, Extent, Spots, clusters, draw, legend_ui};
use crate::ui::Workspace;
use crate::ui::inspector::words;
use crate::ui::picture::{Format, Ink, Picture, Svg, caption, csv};

const WIDTH: f32 = 1200.0;
const HEIGHT: f32 = 760.0;

/// The file of what the map shows.
pub fn picture(workspace: &Workspace, all: &Spots, view: View, format: Format) -> Picture {
    let content = if format == Format::Csv { table(workspace, all) } else { drawing(workspace, all, view) };
    Picture { name: "map".to_owned(), format, content }
}

fn drawing(workspace: &Workspace, all: &Spots, view: View) -> String {
    let mut svg = Svg::new(WIDTH, HEIGHT);
    let at = |p: Point| {
        let [x, y] = view.offset(p);
        [WIDTH / 2.0 + x, HEIGHT / 2.0 + y]
    };
    let grain = world::grain(view.scale);
    let line = |svg: &mut Svg, arc: &world::Arc, ink: Ink, width: f32| {
        if view.shows(arc.min, arc.max, [WIDTH, HEIGHT]) {
            let points: Vec<[f32; 2]> = arc.lines.get(grain).into_iter().flatten().map(|p| at(*p)).collect();
            svg.line(&points, ink, width, false);
        }
    };
    for arc in &world::builtin().arcs {
        line(&mut svg, arc, Ink::Outline, 0.8);
    }
    for cluster in clusters(&all.spots, view.scale).iter().rev() {
        let Some(spot) = cluster.spots.first().and_then(|i| all.spots.get(*i)) else { continue };
        let ink = ink(cluster);
        if spot.extent == Extent::Country {
            let country = spot.country.as_ref().and_then(|c| world::builtin().countries.get(c));
            for arc in country.into_iter().flat_map(|c| &c.arcs).filter_map(|a| world::builtin().arcs.get(*a)) {
                line(&mut svg, arc, ink, 2.5);
            }
        }
        mark(&mut svg, spot, cluster, at(cluster.at), ink, view.scale);
    }
    let legend: Vec<(Ink, String)> =
        all.types.iter().take(draw::COLOURS).enumerate().map(|(i, t)| (Ink::Series(i), legend_ui::type_label(t, workspace))).collect();
    svg.legend(&legend);
    let mut lines = caption(workspace, all.count);
    lines.push("Size: people killed. Dashed ring: only the province, region or sea is known. Outlined country: only the country is known.".to_owned());
    lines.push(format!("{} events without a known place are not drawn. Outlines: Natural Earth.", all.nowhere.len()));
    svg.finish(&lines)
}

fn ink(cluster: &Cluster) -> Ink {
    let only = cluster.types.keys().next().filter(|at| cluster.types.len() == 1 && **at < draw::COLOURS);
    only.map_or(Ink::Muted, |at| Ink::Series(*at))
}

fn mark(svg: &mut Svg, spot: &super::Spot, cluster: &Cluster, at: [f32; 2], ink: Ink, scale: f32) {
    let number = cluster.events.to_string();
    match spot.extent {
        Extent::Country => svg.text([at[0], at[1]], &format!("{number} in {}", spot.name), 12.0, true),
        Extent::Area => {
            svg.circle(at, (spot.radius * scale).max(14.0), ink, 0.1, true);
            svg.text([at[0], at[1] + 4.0], &number, 12.0, true);
        }
        Extent::Point | Extent::Near => {
            let fill = if cluster.open == cluster.events { 0.4 } else { 0.9 };
            svg.circle(at, draw::radius(cluster.killed).max(if cluster.events > 1 { 10.0 } else { 0.0 }), ink, fill, false);
            if spot.extent == Extent::Near && cluster.events == 1 {
                svg.circle(at, draw::radius(cluster.killed) + 5.0, ink, 0.0, true);
            }
            if cluster.events > 1 {
                svg.text([at[0], at[1] + 4.0], &number, 11.0, true);
            }
        }
    }
}

fn table(workspace: &Workspace, all: &Spots) -> String {
    let mut rows = vec![["place", "country", "latitude", "longitude", "known", "event", "date", "type", "killed", "review"].map(str::to_owned).to_vec()];
    for spot in &all.spots {
        for event in spot.events.iter().filter_map(|i| workspace.dataset.events.get(*i)) {
            let f = &event.item.fields;
            let known = f.place.as_ref().map(|p| p.precision.key()).unwrap_or_default();
            let exact = f.place.as_ref().filter(|_| spot.extent != Extent::Country);
            let degrees = |d: Option<f64>| d.map(|d| d.to_string()).unwrap_or_default();
            rows.push(vec![
                spot.name.clone(),
                spot.country.clone().unwrap_or_default(),
                degrees(exact.and_then(|p| p.lat)),
                degrees(exact.and_then(|p| p.lon)),
                known.to_owned(),
                event.item.id.clone(),
                f.date.as_ref().map(words::date).unwrap_or_default(),
                f.event_type.clone().unwrap_or_default(),
                f.killed.and_then(|c| c.best.or(c.low)).map(|n| n.to_string()).unwrap_or_default(),
                event.review.key().to_owned(),
            ]);
        }
    }
    csv(&rows)
}
