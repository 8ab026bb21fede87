//! The card of a running total: what is counted since when, and who says so.

use super::dates::{self, Days};
use super::draft::{Drafts, Shape};
use super::{field_ui, parse, parts_ui};
use crate::model::{Tally, TallyOf};
use crate::review::{Command, NewValue, ReviewedTally, TallyFieldName};
use crate::ui::verb::Verb;
use crate::ui::widgets::date_words;
use crate::ui::{Action, Workspace, theme};
use egui::Ui;

/// Draws it.
pub fn show(ui: &mut Ui, workspace: &Workspace, tally: &ReviewedTally, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    parts_ui::heading(ui, "Running total", Some(tally.review));
    parts_ui::quote(ui, &tally.item.text);
    ui.weak("A total as a source states it. It is shown beside the counted events and never added to them.");
    parts_ui::verdicts(ui, workspace, &[Verb::Evidence], actions);
    ui.add_space(theme::SMALL);
    for field in TallyFieldName::ALL {
        line(ui, workspace, tally, field, drafts, actions);
    }
    if let Some(split) = &tally.item.split {
        let parts: Vec<String> = split.iter().map(|(place, n)| format!("{place} {n}")).collect();
        parts_ui::fact(ui, "Parts", &parts.join(", "));
    }
    parts_ui::fact(ui, "Confidence", &format!("{:.0} %", tally.item.confidence * 100.0));
}

/// The words for what is counted.
pub fn of_words(of: TallyOf) -> &'static str {
    match of {
        TallyOf::Attack => "attacks",
        TallyOf::Personnel => "people hurt",
        TallyOf::Strike => "strikes",
        TallyOf::Death => "deaths",
    }
}

fn shown(tally: &Tally, field: TallyFieldName) -> String {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    match field {
        TallyFieldName::Of => of_words(tally.of).to_owned(),
        TallyFieldName::Count => tally.count.to_string(),
        TallyFieldName::Qualifier => field_ui::QUALIFIERS.iter().find(|(q, _)| *q == tally.qualifier).map_or("", |(_, w)| w).to_owned(),
        TallyFieldName::Since => tally.since.map(date_words).unwrap_or_default(),
        TallyFieldName::AsOf => tally.as_of.map(date_words).unwrap_or_default(),
        TallyFieldName::By => text(&tally.by),
        TallyFieldName::On => text(&tally.on),
        TallyFieldName::Places => tally.places.join("; "),
        TallyFieldName::Excludes => text(&tally.excludes),
        TallyFieldName::Source => text(&tally.source),
    }
}

fn line(ui: &mut Ui, workspace: &Workspace, tally: &ReviewedTally, field: TallyFieldName, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    let target = tally.field_target(field);
    let open = workspace.selected.as_ref() == Some(&target);
    let value = shown(&tally.item, field);
    let known = !value.is_empty();
    let value = if known { value } else { super::words::NOT_STATED.to_owned() };
    let row = parts_ui::Row { number: None, label: field.label(), value: &value, muted: !known, warn: false, review: Some(tally.field_review(field)), open };
    if parts_ui::row(ui, &row, true).clicked() {
        actions.push(Action::Select(if open { target.whole() } else { target.clone() }));
    }
    if open && workspace.can_edit() {
        ui.indent(("tally", field.key()), |ui| editor(ui, workspace, tally, field, drafts, actions));
    }
}

fn editor(ui: &mut Ui, workspace: &Workspace, tally: &ReviewedTally, field: TallyFieldName, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    let target = tally.field_target(field);
    let item = &tally.item;
    match field {
        TallyFieldName::Of => {
            ui.horizontal_wrapped(|ui| {
                for of in [TallyOf::Attack, TallyOf::Personnel, TallyOf::Strike, TallyOf::Death] {
                    if ui.selectable_label(item.of == of, of_words(of)).clicked() {
                        actions.push(Action::Edit(Command::Correct(target.clone(), NewValue::Of(of))));
                    }
                }
            });
        }
        TallyFieldName::Qualifier => field_ui::qualifier(ui, item.qualifier, true, |q| {
            actions.push(Action::Edit(Command::Correct(target.clone(), NewValue::Qualifier(q))));
        }),
        _ => {
            let typed = match field {
                TallyFieldName::Since => item.since.map(|d| d.to_string()).unwrap_or_default(),
                TallyFieldName::AsOf => item.as_of.map(|d| d.to_string()).unwrap_or_default(),
                _ => shown(item, field),
            };
            let hint = match field {
                TallyFieldName::Since | TallyFieldName::AsOf => "2023-10-17",
                TallyFieldName::Places => "names, parted by ;",
                _ => "",
            };
            let shape = Shape { name: &format!("Edit {}", field.label()), value: typed, hint, width: f32::INFINITY };
            let meaning = |text: &str| value(field, text, workspace).map(|v| Command::Correct(target.clone(), v));
            if matches!(field, TallyFieldName::Since | TallyFieldName::AsOf) {
                let published = workspace.dataset.article(&item.article).and_then(|a| a.head.published?.to_day());
                dates::line(ui, drafts, &shape, &Days { published, near: published, ranges: false, then: None }, meaning, actions);
            } else {
                drafts.line(ui, &shape, true, meaning, actions);
            }
        }
    }
}

fn value(field: TallyFieldName, text: &str, workspace: &Workspace) -> Result<NewValue, String> {
    let words = Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    match field {
        TallyFieldName::Count => parse::number(text)?.map(NewValue::Number).ok_or_else(|| "A running total needs a number.".to_owned()),
        TallyFieldName::Since | TallyFieldName::AsOf => parse::partial_date(text).map(NewValue::Date),
        TallyFieldName::Places => Ok(NewValue::Names(text.split(';').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect())),
        TallyFieldName::By | TallyFieldName::On => Ok(NewValue::Text(parse::names(text, workspace.lexicon()).into_iter().next())),
        _ => Ok(NewValue::Text(words)),
    }
}
