//! Accepting the rows of the queue that are on the screen, as one step. No egui here.

use super::{entries, is_followed};
use crate::review::queue::{Entry, Matter, Why};
use crate::review::{Command, Target};
use crate::ui::{Workspace, card, selection};
use std::collections::BTreeSet;

/// The command that confirms every row that is on the screen as a whole, sure enough, and has nothing to settle: no conflict, no flag, a
/// value to confirm. Only while the queue is followed.
pub fn on_screen(workspace: &Workspace) -> Option<Command> {
    if !is_followed(workspace) {
        return None;
    }
    let shown: BTreeSet<&Target> = workspace.queue.on_screen.iter().collect();
    let entries = entries(workspace);
    let rows: Vec<&Entry> = entries.iter().filter(|e| shown.contains(&e.target) && is_plain(e) && e.confidence >= workspace.queue.sure).collect();
    let commands: Vec<Command> = rows.iter().filter_map(|e| confirm(workspace, e)).collect();
    let label = if commands.len() == 1 { "Accept 1 row of the queue".to_owned() } else { format!("Accept {} rows of the queue", commands.len()) };
    (!commands.is_empty()).then_some(Command::Batch(label, commands))
}

/// Whether there is nothing about a row that asks for a look at its card.
fn is_plain(entry: &Entry) -> bool {
    !matches!(entry.why, Why::Conflict | Why::Flagged | Why::Decided) && entry.matter != Matter::Published
}

fn confirm(workspace: &Workspace, entry: &Entry) -> Option<Command> {
    match entry.matter {
        Matter::Event => selection::event(&workspace.dataset, &entry.target).map(|e| card::confirm(workspace, e)),
        _ => Some(Command::Confirm(vec![entry.target.clone()])),
    }
}
