//! The map on the screen: pan by dragging, zoom by wheel, pinch or buttons; hover tells, a click selects.

use super::draw::{self, Sheet};
use super::legend_ui;
use super::view::View;
use super::{Cluster, Extent, Spots, clusters, fitting, spots};
use crate::review::{ReviewedEvent, Target};
use crate::ui::events::choices::Choices;
use crate::ui::inspector::{event_ui, words};
use crate::ui::picture::{self, Format};
use crate::ui::verb::Verb;
use crate::ui::workspace::Filter;
use crate::ui::{Action, Workspace, selection, theme, widgets};
use egui::{Response, RichText, Sense, Ui, WidgetInfo, vec2};

/// The map with its view and what is drawn on it.
#[derive(Default)]
pub struct Map {
    key: Option<(u64, Filter)>,
    spots: Spots,
    choices: Choices,
    /// The clusters at one scale.
    scale: f32,
    clusters: Vec<Cluster>,
    /// The part of the world that is shown; none until it is first drawn.
    view: Option<View>,
    /// What was selected when the map was last drawn.
    selected: Option<Target>,
    /// The cluster whose events are listed, by its first spot.
    listed: Option<Listed>,
}

/// Events that lie too near to each other to be clicked one by one.
struct Listed {
    name: String,
    events: Vec<usize>,
    at: super::world::Point,
}

impl Map {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        if workspace.dataset.events.is_empty() {
            let sentence = "Events are drawn here when the articles tell of any.";
            return widgets::empty_state(ui, "Nothing on the map yet", sentence, &[Verb::ShowRead], actions);
        }
        self.refresh(workspace);
        ui.add_space(theme::SMALL);
        self.toolbar(ui, workspace, actions);
        legend_ui::show(ui, workspace, &self.spots);
        let foot = if self.spots.nowhere.is_empty() { 4.0 } else { 30.0 };
        let size = vec2(ui.available_width(), (ui.available_height() - foot).max(120.0));
        let (rect, sheet) = ui.allocate_exact_size(size, Sense::click_and_drag());
        let view = self.moved(&sheet, ui, workspace);
        self.draw(ui, rect, view, workspace, actions);
        sheet.widget_info(|| WidgetInfo::labeled(egui::accesskit::Role::Figure, true, format!("Map of {} events", self.spots.count)));
        legend_ui::nowhere(ui, workspace, &self.spots, actions);
        self.list(ui, rect, view, workspace, actions);
    }

    fn refresh(&mut self, workspace: &Workspace) {
        let key = Some((workspace.revision, workspace.filter.clone()));
        if self.key == key {
            return;
        }
        let other = self.key.as_ref().map(|k| &k.1) != key.as_ref().map(|k| &k.1);
        let before = self.spots.count;
        self.spots = spots(workspace);
        self.scale = 0.0;
        self.listed = None;
        // Another filter, or the first events of a folder, ask for another part of the world.
        if other || before == 0 {
            self.view = None;
        }
        self.key = key;
    }

    fn toolbar(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            let (on, all) = (self.spots.count, workspace.dataset.events.len());
            let title = if on == all { format!("{all} events") } else { format!("{on} of {all} events") };
            ui.label(RichText::new(title).font(theme::strong_font(16.0)));
            ui.add_space(theme::MEDIUM);
            self.choices.show(ui, workspace, actions);
            ui.add_space(theme::MEDIUM);
            let size = [800.0, 600.0];
            let mut zoom = |factor: f32| self.view = self.view.map(|v| v.zoomed(factor, [0.0, 0.0], size));
            if widgets::named_button(ui, "+", "Zoom in").clicked() {
                zoom(1.6);
            }
            if widgets::named_button(ui, "−", "Zoom out").clicked() {
                zoom(1.0 / 1.6);
            }
            if ui.button("Show all").on_hover_text("Show every event that the filter lets through").clicked() {
                self.view = None;
            }
            ui.add_space(theme::MEDIUM);
            picture::menu(ui, &[Format::Png, Format::Svg, Format::Csv], |format| {
                let view = self.view.unwrap_or_default();
                actions.push(Action::SavePicture(Box::new(super::picture::picture(workspace, &self.spots, view, format))));
            });
        });
    }

    /// The view after what the analyst has done to the sheet.
    fn moved(&mut self, sheet: &Response, ui: &Ui, workspace: &Workspace) -> View {
        let size = [sheet.rect.width(), sheet.rect.height()];
        let mut view = self.view.unwrap_or_else(|| fitting(&self.spots.spots, size));
        if sheet.dragged() {
            let by = sheet.drag_delta();
            view = view.dragged([by.x, by.y]);
        }
        if let Some(pointer) = ui.ctx().pointer_hover_pos().filter(|p| sheet.rect.contains(*p) && sheet.contains_pointer()) {
            let (pinch, wheel) = ui.input(|i| (i.zoom_delta(), i.smooth_scroll_delta().y));
            let factor = pinch * (wheel / 240.0).exp();
            let offset = pointer - sheet.rect.center();
            if (factor - 1.0).abs() > 1e-4 {
                view = view.zoomed(factor, [offset.x, offset.y], size);
            }
            if sheet.double_clicked() {
                view = view.zoomed(2.0, [offset.x, offset.y], size);
            }
        }
        view = self.following(view.within(size), size, workspace);
        self.view = Some(view);
        view
    }

    /// What was selected elsewhere comes into the view.
    fn following(&mut self, view: View, size: [f32; 2], workspace: &Workspace) -> View {
        if self.selected == workspace.selected {
            return view;
        }
        self.selected.clone_from(&workspace.selected);
        let Some(spot) = chosen(workspace).and_then(|i| self.spots.spots.iter().find(|s| s.events.contains(&i))) else { return view };
        if view.shows(spot.at, spot.at, [size[0] - 40.0, size[1] - 40.0]) { view } else { View { centre: spot.at, ..view } }
    }

    fn draw(&mut self, ui: &mut Ui, rect: egui::Rect, view: View, workspace: &Workspace, actions: &mut Vec<Action>) {
        if self.scale != view.scale {
            self.clusters = clusters(&self.spots.spots, view.scale);
            self.scale = view.scale;
        }
        let painter = ui.painter_at(rect);
        let sheet = Sheet { painter: &painter, rect, view, look: theme::look(ui) };
        painter.rect_filled(rect, 4.0, theme::sheet(sheet.look));
        sheet.outlines();
        let selected = chosen(workspace);
        let mut clicked = None;
        // The marks with the most events are drawn last, on top.
        for (n, cluster) in self.clusters.iter().enumerate().rev() {
            let wide = 40.0 / view.scale;
            let [x, y] = cluster.at;
            let is_country = cluster.spots.first().and_then(|s| self.spots.spots.get(*s)).is_some_and(|s| s.extent == Extent::Country);
            if !is_country && !view.shows([x - wide, y - wide], [x + wide, y + wide], sheet.size()) {
                continue;
            }
            let holds = selected.is_some_and(|i| self.events(cluster).any(|e| e == i));
            let aside = if is_country && self.covered(cluster) { 36.0 } else { 0.0 };
            let Some(place) = draw::cluster(&sheet, &self.spots, (cluster, aside), holds) else { continue };
            let response = ui.interact(place.intersect(rect), ui.scope_id().with(("mark", n)), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, self.name(cluster, workspace)));
            let response = response.on_hover_ui(|ui| self.told(ui, cluster, workspace));
            if response.double_clicked() && cluster.events == 1 {
                actions.push(Action::Do(Verb::Evidence));
            } else if response.clicked() {
                clicked = Some(n);
            }
        }
        if let Some(cluster) = clicked.and_then(|n| self.clusters.get(n)).cloned() {
            self.open(&cluster, [rect.width(), rect.height()], workspace, actions);
        }
    }

    /// Whether another mark stands where the tag of a country would be.
    fn covered(&self, country: &Cluster) -> bool {
        let near = |c: &&Cluster| {
            let (x, y) = ((c.at[0] - country.at[0]) * self.scale, (c.at[1] - country.at[1]) * self.scale);
            c.at != country.at && x.abs() < 60.0 && y.abs() < 30.0
        };
        self.clusters.iter().any(|c| near(&c))
    }

    fn events<'a>(&'a self, cluster: &'a Cluster) -> impl Iterator<Item = usize> + 'a {
        cluster.spots.iter().filter_map(|i| self.spots.spots.get(*i)).flat_map(|s| s.events.iter().copied())
    }

    /// One event is selected; several places are zoomed to; several events at one place are listed.
    fn open(&mut self, cluster: &Cluster, size: [f32; 2], workspace: &Workspace, actions: &mut Vec<Action>) {
        let events: Vec<usize> = self.events(cluster).collect();
        if let ([only], _) | (_, [only]) = (events.as_slice(), if cluster.spots.len() == 1 { events.as_slice() } else { &[] }) {
            actions.extend(workspace.dataset.events.get(*only).map(|e| Action::Select(e.target.clone())));
            self.selected = actions.last().and_then(|a| if let Action::Select(t) = a { Some(t.clone()) } else { None });
            return;
        }
        let inside: Vec<_> = cluster.spots.iter().filter_map(|i| self.spots.spots.get(*i)).cloned().collect();
        let closer = View::around(inside.iter().map(|s| (s.at, 0.01)), size);
        if cluster.spots.len() > 1 && clusters(&inside, closer.scale.max(self.scale * 1.5)).len() > 1 {
            self.view = Some(View { scale: closer.scale.max(self.scale * 1.5), ..closer });
        } else {
            let name = inside.first().map(|s| s.name.clone()).unwrap_or_default();
            self.listed = Some(Listed { name, events, at: cluster.at });
        }
    }

    fn name(&self, cluster: &Cluster, workspace: &Workspace) -> String {
        let place = cluster.spots.first().and_then(|i| self.spots.spots.get(*i)).map(|s| s.name.clone()).unwrap_or_default();
        match self.events(cluster).next().and_then(|i| workspace.dataset.events.get(i)) {
            Some(event) if cluster.events == 1 => format!("On the map: {}", event_ui::title(&event.item, workspace)),
            _ if cluster.spots.len() == 1 => format!("On the map: {} events in {place}", cluster.events),
            _ => format!("On the map: {} events in and near {place}", cluster.events),
        }
    }

    fn told(&self, ui: &mut Ui, cluster: &Cluster, workspace: &Workspace) {
        ui.set_max_width(360.0);
        let Some(spot) = cluster.spots.first().and_then(|i| self.spots.spots.get(*i)) else { return };
        for event in self.events(cluster).take(8).filter_map(|i| workspace.dataset.events.get(i)) {
            ui.label(line(event, workspace));
        }
        if cluster.events > 8 {
            ui.weak(format!("and {} more", cluster.events - 8));
        }
        if !matches!(spot.extent, Extent::Point) {
            ui.weak(format!("Here {}.", spot.extent.label()));
        }
        let events: Vec<usize> = self.events(cluster).collect();
        ui.weak(if events.len() == 1 { "Click: show in the inspector" } else { "Click: open" });
    }

    /// The list of events at one place.
    fn list(&mut self, ui: &mut Ui, rect: egui::Rect, view: View, workspace: &Workspace, actions: &mut Vec<Action>) {
        let Some(listed) = &self.listed else { return };
        let [x, y] = view.offset(listed.at);
        let at = rect.center() + vec2(x + 16.0, y + 16.0);
        let at = at.clamp(rect.left_top(), rect.right_bottom() - vec2(320.0, 240.0).min(rect.size()));
        let mut close = false;
        egui::Area::new(ui.scope_id().with("listed")).fixed_pos(at).order(egui::Order::Middle).show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(300.0);
                ui.horizontal(|ui| {
                    ui.label(RichText::new(format!("{} events in {}", listed.events.len(), listed.name)).font(theme::strong_font(14.0)));
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| close = widgets::named_button(ui, "✖", "Close the list").clicked());
                });
                egui::ScrollArea::vertical().max_height(200.0).show_rows(ui, 26.0, listed.events.len(), |ui, range| {
                    for event in listed.events.get(range).unwrap_or_default().iter().filter_map(|i| workspace.dataset.events.get(*i)) {
                        let chosen = workspace.selected.as_ref().is_some_and(|s| s.whole() == event.target);
                        if ui.selectable_label(chosen, line(event, workspace)).clicked() {
                            actions.push(Action::Select(event.target.clone()));
                        }
                    }
                });
            });
        });
        if close {
            self.listed = None;
        }
    }
}

/// The place of the selected event in the dataset.
fn chosen(workspace: &Workspace) -> Option<usize> {
    let event = selection::event(&workspace.dataset, workspace.selected.as_ref()?)?;
    workspace.dataset.position(&event.item.id)
}

/// An event in one line: `4 Jan 2024 · Air/drone strike · Baghdad · 4 killed`.
fn line(event: &ReviewedEvent, workspace: &Workspace) -> String {
    let killed = event.item.fields.killed.map(|c| format!(" · {} killed", words::count(c))).unwrap_or_default();
    format!("{}{killed}", event_ui::title(&event.item, workspace))
}
