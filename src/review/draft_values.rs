//! What a command's values come to before they are planned: without white space at the edges, and refused where they cannot be so.

use super::command::Refusal;
use super::{MentionEdit, NewValue, ReviewedMention, Target};
use crate::model::{Count, FieldValue, Span};

/// `span` without white space at its edges, and what it covers; `None` where nothing is left or it does not fit.
pub(super) fn words_of(text: &str, span: Span) -> Option<(Span, &str)> {
    let covered = text.get(span.start..span.end)?;
    let words = covered.trim();
    let start = span.start + (covered.len() - covered.trim_start().len());
    (!words.is_empty()).then(|| (Span::new(start, start + words.len()), words))
}

/// Whether an edit leaves what the machine said.
pub(super) fn says_nothing(edit: &MentionEdit, mention: &ReviewedMention) -> bool {
    let machine = mention.original.as_deref().unwrap_or(&mention.item);
    let entity = machine.entity.as_deref().unwrap_or("");
    edit.kind.is_none_or(|k| k == machine.kind)
        && edit.span.is_none_or(|s| s == machine.span)
        && edit.entity.as_deref().is_none_or(|e| e == entity)
        && edit.value.as_ref().is_none_or(|v| Some(v) == machine.value.as_ref())
}

pub(super) fn without_reasons(value: NewValue) -> NewValue {
    match value {
        NewValue::Field(FieldValue::Date(mut date)) => {
            date.reasons.clear();
            NewValue::Field(FieldValue::Date(date))
        }
        other => other,
    }
}

/// Text without white space at its edges, and empty text as none.
pub(super) fn trimmed(value: &NewValue) -> NewValue {
    let clean = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    match value {
        NewValue::Text(Some(text)) => NewValue::Text(clean(text)),
        NewValue::Field(FieldValue::Text(text)) => NewValue::Field(clean(text).map_or(FieldValue::Empty, FieldValue::Text)),
        NewValue::Field(FieldValue::Names(names)) => {
            let names: Vec<String> = names.iter().filter_map(|n| clean(n)).collect();
            NewValue::Field(if names.is_empty() { FieldValue::Empty } else { FieldValue::Names(names) })
        }
        NewValue::Field(FieldValue::Count(count)) if Count::is_unknown(count) => NewValue::Field(FieldValue::Empty),
        other => other.clone(),
    }
}

/// Whether a value can be so at all.
pub(super) fn check(value: &FieldValue) -> Result<(), Refusal> {
    match value {
        FieldValue::Count(count) if !count.is_ordered() => Err(Refusal::Disorder),
        FieldValue::Date(date) if date.start.first_day() > date.end.last_day() => Err(Refusal::Backwards),
        _ => Ok(()),
    }
}

/// The target's label as the beginning of a sentence.
pub(super) fn capital(target: &Target) -> String {
    let label = target.label();
    let mut letters = label.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
