//! “As above”: the field in focus from the event before. No egui here.

use crate::model::FieldValue;
use crate::review::{Command, NewValue, ReviewedEvent, Target};
use crate::ui::{Workspace, decide, selection};

/// The command that gives the open field the value that the event before has; none where that says nothing.
pub fn copied(workspace: &Workspace) -> Option<Command> {
    let target = workspace.selected.as_ref()?;
    let Target::EventField { field, .. } = target else { return None };
    let value = before(workspace, target)?.item.fields.get(*field);
    (value != FieldValue::Empty).then(|| Command::Correct(target.clone(), NewValue::Field(value)))
}

/// The event before the one that `target` belongs to: in the list that is walked through, else in time.
fn before<'a>(workspace: &'a Workspace, target: &Target) -> Option<&'a ReviewedEvent> {
    let dataset = &workspace.dataset;
    let mine = selection::event(dataset, target)?;
    let in_list = decide::event_before(workspace, mine);
    let in_time = || {
        let at = dataset.position(&mine.item.id)?;
        dataset.events.iter().take(at).rfind(|e| e.review.stands()).map(AsRef::as_ref)
    };
    in_list.and_then(|item| selection::event(dataset, &item)).map(AsRef::as_ref).or_else(in_time)
}
