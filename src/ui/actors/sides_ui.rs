//! Side and country of the chosen actor, edited in place: they go into the project's own lexicon.

use super::registry::{Actor, Registry};
use crate::lexicon::fold;
use crate::model::{ActorSort, Taught, country};
use crate::review::{Command, taught};
use crate::ui::inspector::draft::{Drafts, Shape};
use crate::ui::{Action, Workspace, teach, theme};
use egui::{Button, RichText, Ui};

const SIDE: &str = "Side of the actor";
const COUNTRY: &str = "Country of the actor";
/// As many names are offered.
const MOST: usize = 5;
const LABEL: f32 = 64.0;

/// Draws them.
pub fn show(ui: &mut Ui, workspace: &Workspace, registry: &Registry, actor: &Actor, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    let side = actor.sides.join(", ");
    let land = actor.country.as_deref().map(|c| country::by_code(c).map_or(c, |c| c.name)).unwrap_or_default().to_owned();
    if !workspace.can_edit() || actor.key.sort == ActorSort::Place {
        let told = [("Belongs to", side), ("Country:", land)].into_iter().filter(|(_, text)| !text.is_empty());
        told.for_each(|(name, text)| _ = ui.label(format!("{name} {text}")));
        return;
    }
    let teach = |change: &dyn Fn(&mut Taught)| {
        let mut taught = taught_of(workspace, actor);
        change(&mut taught);
        Command::Teach(Box::new(taught))
    };
    let filled = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    let set_side = |text: &str| Ok(teach(&|t| t.side = filled(text)));
    let set_country = |text: &str| {
        let code = teach::country_of(text)?;
        Ok(teach(&|t| t.country.clone_from(&code)))
    };
    let sides = |typed: &str| sides(registry, actor, typed);
    let side = Shape { name: SIDE, value: side, hint: "to whom it belongs; empty: as the lexicon has it", width: 300.0 };
    field(ui, "Side", &side, (&sides, &set_side), drafts, actions);
    let land = Shape { name: COUNTRY, value: land, hint: "Iraq, or IRQ", width: 300.0 };
    field(ui, "Country", &land, (&countries, &set_country), drafts, actions);
}

/// What a typed text is completed to, and what it means.
type Ways<'a> = (&'a dyn Fn(&str) -> Vec<String>, &'a dyn Fn(&str) -> Result<Command, String>);

fn field(ui: &mut Ui, label: &str, shape: &Shape<'_>, (complete, meaning): Ways<'_>, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    let known = drafts.typed(shape.name).map(complete).unwrap_or_default();
    if let Some(first) = known.first() {
        drafts.complete_on_tab(ui, shape.name, first);
    }
    ui.horizontal(|ui| {
        let (place, _) = ui.allocate_exact_size(egui::vec2(LABEL, 22.0), egui::Sense::hover());
        ui.painter().text(place.left_center(), egui::Align2::LEFT_CENTER, label, egui::FontId::proportional(14.0), theme::palette(ui).muted);
        ui.vertical(|ui| {
            drafts.line(ui, &Shape { value: shape.value.clone(), ..*shape }, true, meaning, actions);
            if known.is_empty() {
                return;
            }
            ui.horizontal_wrapped(|ui| {
                for (i, name) in known.iter().enumerate() {
                    let button = Button::new(RichText::new(name).small());
                    let button = if i == 0 { button.shortcut_text(RichText::new("Tab").small()) } else { button };
                    if ui.add(button).on_hover_text("Take this name").clicked()
                        && let Ok(command) = meaning(name)
                    {
                        drafts.forget(shape.name);
                        actions.push(Action::Edit(command));
                    }
                }
            });
        });
    });
}

/// What the project's own lexicon says of the actor, or nothing but its name.
fn taught_of(workspace: &Workspace, actor: &Actor) -> Taught {
    let own = taught(workspace.journal.decisions()).into_iter().find(|t| t.name == actor.key.name && t.kind == actor.kind);
    own.unwrap_or_else(|| Taught::new(actor.key.name.clone(), actor.kind))
}

/// Names of bodies and of the sides of others that hold what is typed; those that begin with it first.
fn sides(registry: &Registry, actor: &Actor, typed: &str) -> Vec<String> {
    let others = registry.actors.iter().filter(|a| a.key != actor.key);
    let names = others.flat_map(|a| a.sides.iter().chain((a.key.sort == ActorSort::Body).then_some(&a.key.name)));
    offered(names.map(String::as_str), typed)
}

fn countries(typed: &str) -> Vec<String> {
    offered(country::all().map(|c| c.name), typed)
}

fn offered<'a>(names: impl Iterator<Item = &'a str>, typed: &str) -> Vec<String> {
    let part = fold::key(typed);
    if part.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(bool, &str)> = Vec::new();
    for (key, name) in names.map(|n| (fold::key(n), n)).filter(|(key, _)| key.contains(&part)) {
        if !found.iter().any(|(_, n)| *n == name) {
            found.push((!key.starts_with(&part), name));
        }
    }
    found.sort_by_key(|(inside, _)| *inside);
    found.into_iter().take(MOST).map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_begin_with_what_is_typed_come_first() {
        assert_eq!(countries("ira").iter().map(String::as_str).take(2).collect::<Vec<_>>(), ["Iran", "Iraq"]);
        assert_eq!(offered(["New Front", "Frontier Guard", "New Front"].into_iter(), "front"), ["Frontier Guard", "New Front"]);
        assert!(offered(["Hamas"].into_iter(), " ").is_empty());
    }
}
