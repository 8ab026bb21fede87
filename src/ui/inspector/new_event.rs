//! A new event from marked words: its fields are filled from what is known in the same sentence. No egui here.

use crate::model::{CasualtyRole, EventFields, Kind, Mention, Place, Span, Value};
use crate::review::{Command, ReviewedArticle};
use crate::ui::Workspace;

/// The command that makes an event of the marked words.
pub fn from_marked(workspace: &Workspace) -> Option<Command> {
    let marked = workspace.marked.as_ref()?;
    let article = workspace.dataset.article(&marked.article)?;
    Some(Command::AddEvent { article: marked.article.clone(), span: marked.span, fields: Box::new(fields(article, marked.span)) })
}

/// The sentence around `span`: from the last full stop or line end before it to the next after it.
fn sentence(text: &str, span: Span) -> Span {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let start = [before.rfind('\n').map(|i| i + 1), before.rfind(". ").map(|i| i + 2)].into_iter().flatten().max().unwrap_or(0);
    let end = [after.find('\n'), after.find(". ")].into_iter().flatten().min().unwrap_or(after.len());
    Span::new(start, span.end + end)
}

/// What the mentions of the sentence say. Who did it to whom is left to the analyst: word order alone does not tell.
pub fn fields(article: &ReviewedArticle, span: Span) -> EventFields {
    let around = sentence(&article.article.text, span);
    let mut fields = EventFields::default();
    for mention in article.mentions.iter().filter(|m| m.review.stands() && around.contains(m.item.span)).map(|m| &m.item) {
        take(&mut fields, mention);
    }
    fields
}

fn take(fields: &mut EventFields, mention: &Mention) {
    match (&mention.value, mention.kind) {
        (Some(Value::When { date: Some(date), time, .. }), _) => {
            fields.date.get_or_insert_with(|| date.clone());
            fields.time = fields.time.take().or_else(|| time.clone());
        }
        (Some(Value::Count { count, binding: Some(binding) }), Kind::Casualty) => match binding.role {
            CasualtyRole::Killed => _ = fields.killed.get_or_insert(*count),
            CasualtyRole::Wounded => _ = fields.wounded.get_or_insert(*count),
            CasualtyRole::Missing | CasualtyRole::Abducted => {}
        },
        (_, Kind::Weapon) => {
            let name = mention.entity.clone().unwrap_or_else(|| mention.text.clone());
            if !fields.weapons.contains(&name) {
                fields.weapons.push(name);
            }
        }
        (_, Kind::Place | Kind::Facility) => place(fields, mention),
        _ => {}
    }
}

/// The finest of the places that are named.
fn place(fields: &mut EventFields, mention: &Mention) {
    let Some(geo) = &mention.geo else { return };
    if fields.place.as_ref().is_some_and(|p| p.precision <= geo.precision) {
        return;
    }
    fields.place = Some(Place::named(mention.entity.clone().unwrap_or_else(|| mention.text.clone()), geo));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_full_stop_or_line() {
        let text = "One fell. A drone hit Erbil today. Two more.\nNext line";
        let at = text.find("Erbil").unwrap();
        assert_eq!(sentence(text, Span::new(at, at + 5)).of(text), "A drone hit Erbil today");
    }
}
