//! The page of actors: who is in the folder, under which names, in which events; names joined and split by decisions.

mod actors_ui;
pub mod registry;
mod sides_ui;

pub use actors_ui::ActorsPage;
pub use registry::Registry;

use super::app::App;
use super::job::Message;
use super::workspace::{View, Workspace};
use crate::model::ActorKey;
use crate::review::Command;
use std::sync::Arc;

impl App {
    /// Makes the registry anew where its page is shown and the dataset has changed.
    pub(in crate::ui) fn keep_registry(&mut self) {
        let workspace = &mut self.workspace;
        let stale = workspace.registry.as_ref().is_none_or(|r| r.revision != workspace.revision);
        if workspace.view != View::Actors || !stale || workspace.registering {
            return;
        }
        workspace.registering = true;
        let (dataset, revision) = (workspace.dataset.clone(), workspace.revision);
        let lexicon = workspace.versions.as_ref().map(|v| Arc::clone(&v.names));
        let make = move |handle: &super::job::Handle| {
            let registry = Registry::new(&dataset, lexicon.as_deref(), revision);
            handle.mail.send(Message::Registry(Arc::new(registry)));
        };
        let task = self.jobs.start("Listing actors", false, make);
        workspace.tasks.push(task);
    }

    /// Shows the registry.
    pub(in crate::ui) fn registered(&mut self, registry: Arc<Registry>) {
        let workspace = &mut self.workspace;
        workspace.registering = false;
        // After a join the standing name is shown in place of the other.
        let gone = workspace.actor.as_ref().filter(|key| registry.get(key).is_none());
        if let Some(key) = gone {
            let names = crate::review::same_names(workspace.journal.decisions());
            workspace.actor = names.of(key.sort, &key.name).map(|name| ActorKey::new(key.sort, name));
        }
        if workspace.actor.is_none() {
            workspace.actor = registry.actors.first().map(|a| a.key.clone());
        }
        workspace.registry = Some(registry);
    }
}

/// The actor that is shown.
pub fn shown(workspace: &Workspace) -> Option<&registry::Actor> {
    workspace.registry.as_ref()?.get(workspace.actor.as_ref()?)
}

/// The actor after the shown one in `list`, or before.
pub fn step(workspace: &Workspace, forward: bool) -> Option<ActorKey> {
    let actors = &workspace.registry.as_ref()?.actors;
    let at = workspace.actor.as_ref().and_then(|key| actors.iter().position(|a| a.key == *key));
    let next = match (at, forward) {
        (None, _) => 0,
        (Some(at), true) => at + 1,
        (Some(at), false) => at.checked_sub(1)?,
    };
    actors.get(next).map(|a| a.key.clone())
}

/// Joins the shown actor with the suggestion of that number.
pub fn pick(workspace: &Workspace, number: usize) -> Option<Command> {
    let registry = workspace.registry.as_ref()?;
    let suggestion = registry.suggested(workspace.actor.as_ref()?).nth(number.checked_sub(1)?)?;
    Some(Command::SameActor(suggestion.kept.clone(), suggestion.other.clone()))
}
