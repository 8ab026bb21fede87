//! Draws the page: the names on the left, the chosen one with its spellings, events, mentions and suggested joins on the right.

use super::registry::{Actor, Registry, Suggestion};
use super::{shown, sides_ui};
use crate::model::{ActorKey, ActorSort};
use crate::review::{Command, Target};
use crate::ui::inspector::draft::Drafts;
use crate::ui::inspector::{event_ui, versions};
use crate::ui::selection;
use crate::ui::verb::Verb;
use crate::ui::workspace::View;
use crate::ui::{Action, Workspace, keymap, theme, widgets};
use egui::{Button, Label, Panel, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

const ROW: f32 = 26.0;

/// The page with what is typed and what of the registry is shown.
#[derive(Default)]
pub struct ActorsPage {
    query: String,
    sort: Option<ActorSort>,
    /// The rows of the list, and the registry, query and sort that they are of.
    rows: Vec<usize>,
    of: Option<(u64, String, Option<ActorSort>)>,
    at: Option<ActorKey>,
    drafts: Drafts,
    /// How often “Edit value” was asked for, at all and on this page.
    asked: Option<u64>,
    wishes: u64,
}

impl ActorsPage {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let Some(registry) = &workspace.registry else {
            return widgets::empty_state(ui, "Actors are being listed", "The line below tells how far that is.", &[], actions);
        };
        if registry.actors.is_empty() {
            return widgets::empty_state(ui, "No actors", "The articles name nobody that the program could find.", &[Verb::ShowRead], actions);
        }
        self.filter(registry);
        self.begin(workspace, actions);
        Panel::left("actors").default_size(360.0).size_range(240.0..=560.0).show(ui, |ui| self.list(ui, workspace, registry, actions));
        egui::CentralPanel::default().show(ui, |ui| {
            ScrollArea::vertical().id_salt("actor").auto_shrink(false).show(ui, |ui| match shown(workspace) {
                Some(actor) => card(ui, workspace, registry, actor, &mut self.drafts, actions),
                None => _ = ui.weak("Choose a name on the left."),
            });
        });
        self.drafts.end();
    }

    /// What was typed about another actor becomes an edit now; “Edit value” goes to the side of the chosen one.
    fn begin(&mut self, workspace: &Workspace, actions: &mut Vec<Action>) {
        let before = self.asked.replace(workspace.focus_editor);
        self.wishes += u64::from(before.is_some_and(|n| n != workspace.focus_editor));
        let item = workspace.actor.as_ref().map(|key| Target::Taught { name: key.name.clone() });
        self.drafts.begin(item.as_ref(), (self.wishes, 0), actions);
    }

    fn filter(&mut self, registry: &Registry) {
        let of = Some((registry.revision, self.query.clone(), self.sort));
        if self.of == of {
            return;
        }
        let query = self.query.trim().to_lowercase();
        let holds = |a: &Actor| {
            let named = a.key.name.to_lowercase().contains(&query) || a.aliases.iter().any(|w| w.words.to_lowercase().contains(&query));
            named && self.sort.is_none_or(|s| s == a.key.sort)
        };
        self.rows = registry.actors.iter().enumerate().filter(|(_, a)| holds(a)).map(|(i, _)| i).collect();
        self.of = of;
    }

    fn list(&mut self, ui: &mut Ui, workspace: &Workspace, registry: &Registry, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            for (sort, name) in
                [(None, "All"), (Some(ActorSort::Body), "Groups and forces"), (Some(ActorSort::Person), "People"), (Some(ActorSort::Place), "Places")]
            {
                ui.selectable_value(&mut self.sort, sort, name);
            }
        });
        let field = ui.add(TextEdit::singleline(&mut self.query).hint_text("Find a name or spelling").desired_width(f32::INFINITY));
        field.widget_info(|| widgets::field_info("Find an actor", &self.query));
        suggested(ui, registry, actions);
        ui.weak(format!("{} names · mentions · events", self.rows.len()));
        let mut area = ScrollArea::vertical().id_salt("actors").auto_shrink(false);
        if self.at != workspace.actor {
            self.at.clone_from(&workspace.actor);
            let at = self.rows.iter().position(|i| registry.actors.get(*i).is_some_and(|a| Some(&a.key) == workspace.actor.as_ref()));
            area = at.map_or(area.clone(), |at| area.vertical_scroll_offset((at as f32 * (ROW + ui.spacing().item_spacing.y) - 200.0).max(0.0)));
        }
        area.show_rows(ui, ROW, self.rows.len(), |ui, range| {
            for actor in self.rows.get(range).unwrap_or_default().iter().filter_map(|i| registry.actors.get(*i)) {
                name_row(ui, actor, workspace.actor.as_ref() == Some(&actor.key), actions);
            }
        });
    }
}

fn name_row(ui: &mut Ui, actor: &Actor, chosen: bool, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.set_height(ROW);
        widgets::kind_badge(ui, actor.kind);
        let counts = RichText::new(format!("{} · {}", actor.mentions.len(), actor.events.len())).small();
        let size = egui::vec2(ui.available_width(), 0.0);
        let response = ui.add(Button::selectable(chosen, RichText::new(&actor.key.name)).truncate().shortcut_text(counts).min_size(size));
        response.widget_info(|| WidgetInfo::selected(egui::Role::ListBoxOption, true, chosen, format!("Actor {}", actor.key.name)));
        if response.clicked() {
            actions.push(Action::ShowActor(actor.key.clone()));
        }
    });
}

/// The first suggestions, to go to.
fn suggested(ui: &mut Ui, registry: &Registry, actions: &mut Vec<Action>) {
    if registry.suggestions.is_empty() {
        return;
    }
    let title = format!("May be one: {} pairs", registry.suggestions.len());
    egui::CollapsingHeader::new(title).id_salt("suggested").show(ui, |ui| {
        ScrollArea::vertical().id_salt("pairs").max_height(160.0).auto_shrink([false, true]).show_rows(ui, ROW, registry.suggestions.len(), |ui, range| {
            for pair in registry.suggestions.get(range).unwrap_or_default() {
                let words = format!("{} = {}?", pair.kept.name, pair.other.name);
                if ui.add(Button::selectable(false, words).truncate()).on_hover_text(&pair.why).clicked() {
                    actions.push(Action::ShowActor(pair.kept.clone()));
                }
            }
        });
    });
}

fn card(ui: &mut Ui, workspace: &Workspace, registry: &Registry, actor: &Actor, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.heading(&actor.key.name);
        widgets::kind_badge(ui, actor.kind);
        ui.weak(actor.kind.label());
    });
    ui.add_space(theme::SMALL);
    sides_ui::show(ui, workspace, registry, actor, drafts, actions);
    ui.horizontal(|ui| {
        let teach = Button::new("Other names…").shortcut_text(keymap::text(ui, Verb::Teach));
        if ui
            .add_enabled(workspace.can_edit(), teach)
            .on_hover_text("Put it into the project’s own lexicon with its other names, its kind, its side and its country")
            .clicked()
        {
            actions.push(Action::Do(Verb::Teach));
        }
    });
    joins(ui, workspace, registry, actor, actions);
    spellings(ui, workspace, actor, actions);
    ui.add_space(theme::MEDIUM);
    events(ui, workspace, actor, actions);
    mentions(ui, workspace, actor, actions);
}

/// What was joined with it, and what may be joined; each suggestion with its reason, by digit or button.
fn joins(ui: &mut Ui, workspace: &Workspace, registry: &Registry, actor: &Actor, actions: &mut Vec<Action>) {
    if !actor.joined.is_empty() {
        heading(ui, "Joined with it");
    }
    for key in &actor.joined {
        ui.horizontal(|ui| {
            let split = ui.add_enabled(workspace.can_edit(), Button::new("Split off"));
            split.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Split off {}", key.name)));
            if split.clicked() {
                actions.push(Action::Edit(Command::SplitActor(key.clone())));
            }
            ui.label(&key.name);
        });
    }
    let pairs: Vec<&Suggestion> = registry.suggested(&actor.key).take(9).collect();
    if !pairs.is_empty() {
        heading(ui, "May be the same");
    }
    for (i, pair) in pairs.iter().enumerate() {
        suggestion(ui, workspace, actor, pair, i + 1, actions);
    }
}

fn suggestion(ui: &mut Ui, workspace: &Workspace, actor: &Actor, pair: &Suggestion, number: usize, actions: &mut Vec<Action>) {
    let other = if pair.kept == actor.key { &pair.other } else { &pair.kept };
    ui.horizontal_wrapped(|ui| {
        let join = ui.add_enabled(workspace.can_edit(), Button::new("Join").shortcut_text(number.to_string()));
        join.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Join with {}", other.name)));
        if join.on_hover_text(format!("{} stands for both", pair.kept.name)).clicked() {
            actions.push(Action::Edit(Command::SameActor(pair.kept.clone(), pair.other.clone())));
        }
        let apart = ui.add_enabled(workspace.can_edit(), Button::new("Not the same"));
        apart.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Not the same as {}", other.name)));
        if apart.clicked() {
            actions.push(Action::Edit(Command::DifferentActor(pair.kept.clone(), pair.other.clone())));
        }
        if ui.link(&other.name).clicked() {
            actions.push(Action::ShowActor(other.clone()));
        }
        ui.weak(&pair.why);
    });
}

fn spellings(ui: &mut Ui, workspace: &Workspace, actor: &Actor, actions: &mut Vec<Action>) {
    heading(ui, &format!("Written ({})", actor.aliases.len()));
    for alias in actor.aliases.iter().take(12) {
        ui.horizontal(|ui| {
            let sentence =
                alias.first.words().and_then(|(span, _)| Some(versions::around(&workspace.dataset.article(alias.first.article())?.article.text, span)));
            if ui.link(&alias.words).on_hover_text("Go to the first").clicked() {
                go(&alias.first, actions);
            }
            ui.weak(format!("{} ×", alias.count));
            let quote = RichText::new(sentence.unwrap_or_default().replace('\n', " ")).small().color(theme::palette(ui).muted);
            ui.add(Label::new(quote).truncate());
        });
    }
}

fn events(ui: &mut Ui, workspace: &Workspace, actor: &Actor, actions: &mut Vec<Action>) {
    heading(ui, &format!("Events ({})", actor.events.len()));
    let height = (actor.events.len().min(8) as f32).max(1.0) * (ROW + 4.0);
    ScrollArea::vertical().id_salt("actor events").max_height(height).auto_shrink([false, true]).show_rows(ui, ROW, actor.events.len(), |ui, range| {
        for (target, field) in actor.events.get(range).unwrap_or_default() {
            let Some(event) = selection::event(&workspace.dataset, target) else { continue };
            let line = format!("{} · {}", event_ui::line(&event.item, workspace.lexicon()), field.label().trim_end_matches('s').to_lowercase());
            let row = ui.add(Button::selectable(false, line.clone()).truncate());
            row.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Event of the actor: {line}")));
            if row.clicked() {
                actions.extend([Action::Show(View::Events), Action::Select(target.clone())]);
            }
        }
    });
}

fn mentions(ui: &mut Ui, workspace: &Workspace, actor: &Actor, actions: &mut Vec<Action>) {
    heading(ui, &format!("Mentions ({})", actor.mentions.len()));
    ScrollArea::vertical().id_salt("actor mentions").max_height(360.0).auto_shrink([false, true]).show_rows(ui, ROW, actor.mentions.len(), |ui, range| {
        for target in actor.mentions.get(range).unwrap_or_default() {
            let Some(article) = workspace.dataset.article(target.article()) else { continue };
            let words = target.words().map(|(span, _)| versions::around(&article.article.text, span).replace('\n', " ")).unwrap_or_default();
            ui.horizontal(|ui| {
                ui.set_height(ROW);
                let row = ui.add(Label::new(words).truncate().sense(egui::Sense::click())).on_hover_text(article.head.name.as_str());
                if row.clicked() {
                    go(target, actions);
                }
            });
        }
    });
}

fn go(target: &Target, actions: &mut Vec<Action>) {
    actions.extend([Action::Show(View::Read), Action::Select(target.clone())]);
}

fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(theme::MEDIUM);
    ui.label(RichText::new(text).font(theme::strong_font(14.0)));
}
