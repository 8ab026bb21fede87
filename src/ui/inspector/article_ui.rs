//! The card of an article: headline, outlet, date with its reasons, agencies, state, hidden stretches.

use super::dates::{self, Days};
use super::draft::{Drafts, Shape};
use super::{parse, parts_ui};
use crate::model::{BlockKind, Resolved};
use crate::review::{ArticleFieldName, ArticleState, Command, NewValue, Review, ReviewedArticle};
use crate::ui::verb::Verb;
use crate::ui::widgets::date_words;
use crate::ui::{Action, Workspace, keymap, theme};
use egui::{RichText, Ui};

/// Draws it.
pub fn show(ui: &mut Ui, workspace: &Workspace, article: &ReviewedArticle, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    let item = &article.article;
    parts_ui::heading(ui, "Article", None);
    ui.label(RichText::new(&item.path).small().color(theme::palette(ui).muted));
    state(ui, workspace, article, actions);
    ui.add_space(theme::SMALL);
    for field in ArticleFieldName::ALL {
        line(ui, workspace, article, field, drafts, actions);
    }
    let names: Vec<&str> = item.agencies.iter().map(|a| a.value.as_str()).collect();
    parts_ui::fact(ui, "Relies on", &names.join(", "));
    parts_ui::fact(ui, "Also in", &item.copies.join(", "));
    parts_ui::fact(ui, "Events", &workspace.events_in(article).len().to_string());
    hidden(ui, article, actions);
}

fn state(ui: &mut Ui, workspace: &Workspace, article: &ReviewedArticle, actions: &mut Vec<Action>) {
    ui.add_enabled_ui(workspace.can_edit(), |ui| {
        ui.horizontal_wrapped(|ui| {
            for state in ArticleState::ALL {
                if ui.selectable_label(article.state == state, state.label()).clicked() && article.state != state {
                    actions.push(Action::Edit(Command::SetArticleState { articles: vec![article.article.id.clone()], state }));
                }
            }
        });
    });
}

fn text(value: Option<&Resolved<String>>) -> String {
    value.map(|v| v.value.clone()).unwrap_or_default()
}

fn shown(article: &ReviewedArticle, field: ArticleFieldName) -> String {
    let item = &article.article;
    match field {
        ArticleFieldName::Title => text(item.title.as_ref()),
        ArticleFieldName::Outlet => text(item.outlet.as_ref()),
        ArticleFieldName::Byline => text(item.byline.as_ref()),
        ArticleFieldName::Published => item.published.as_ref().map(|p| p.value.to_string()).unwrap_or_default(),
        ArticleFieldName::Url => item.url.clone().unwrap_or_default(),
    }
}

fn line(ui: &mut Ui, workspace: &Workspace, article: &ReviewedArticle, field: ArticleFieldName, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    let target = article.field_target(field);
    let open = workspace.selected.as_ref() == Some(&target);
    let typed = shown(article, field);
    let published = article.article.published.as_ref().filter(|_| field == ArticleFieldName::Published);
    let words = published.map_or_else(|| typed.clone(), |p| format!("{}  ({})", date_words(p.value), crate::ui::reader::basis_word(p.basis)));
    let value = if words.is_empty() { super::words::NOT_STATED.to_owned() } else { words };
    let review = article.fields.get(&field).map_or(Review::Open, |f| f.review);
    let row = parts_ui::Row { number: None, label: field.label(), value: &value, muted: typed.is_empty(), warn: false, review: Some(review), open };
    if parts_ui::row(ui, &row, true).clicked() {
        actions.push(Action::Select(if open { target.whole() } else { target.clone() }));
    }
    if !open {
        return;
    }
    ui.indent(("article", field.key()), |ui| {
        reasons(ui, article, field, actions);
        if workspace.can_edit() {
            let hint = if field == ArticleFieldName::Published { "2024-01-04" } else { "" };
            let shape = Shape { name: &format!("Edit {}", field.label()), value: typed, hint, width: f32::INFINITY };
            let meaning = |text: &str| meaning(field, text).map(|v| Command::Correct(target.clone(), v));
            if field == ArticleFieldName::Published {
                dates::line(ui, drafts, &shape, &Days { published: None, near: None, ranges: false, then: None }, meaning, actions);
            } else {
                drafts.line(ui, &shape, true, meaning, actions);
            }
            if ui.button("It is right").on_hover_text("Confirm this value").clicked() {
                actions.push(Action::Edit(Command::Confirm(vec![target.clone()])));
            }
        }
    });
}

fn meaning(field: ArticleFieldName, text: &str) -> Result<NewValue, String> {
    match field {
        ArticleFieldName::Published => parse::partial_date(text).map(NewValue::Date),
        _ => Ok(NewValue::Text(Some(text.trim().to_owned()).filter(|t| !t.is_empty()))),
    }
}

fn reasons(ui: &mut Ui, article: &ReviewedArticle, field: ArticleFieldName, actions: &mut Vec<Action>) {
    let item = &article.article;
    let reasons = match field {
        ArticleFieldName::Title => item.title.as_ref().map(|r| &r.reasons),
        ArticleFieldName::Outlet => item.outlet.as_ref().map(|r| &r.reasons),
        ArticleFieldName::Byline => item.byline.as_ref().map(|r| &r.reasons),
        ArticleFieldName::Published => item.published.as_ref().map(|r| &r.reasons),
        ArticleFieldName::Url => None,
    };
    for (i, reason) in reasons.into_iter().flatten().enumerate() {
        let text = RichText::new(format!("{}. {}", i + 1, reason.text)).small();
        match reason.span {
            Some(span) => {
                let place = reason.article.clone().unwrap_or_else(|| item.path.clone());
                if ui.link(text).on_hover_text(format!("Show the words in {place}")).clicked() {
                    actions.push(Action::Reveal { article: place, span });
                }
            }
            None => _ = ui.add(egui::Label::new(text).wrap()),
        }
    }
}

/// What is not read, with the rule that said so.
fn hidden(ui: &mut Ui, article: &ReviewedArticle, actions: &mut Vec<Action>) {
    let item = &article.article;
    let blocks: Vec<_> = item.blocks.iter().filter(|b| !b.kind.is_read() && b.kind != BlockKind::Byline && !b.span.of(&item.text).trim().is_empty()).collect();
    if blocks.is_empty() {
        return;
    }
    parts_ui::section(ui, &format!("Not read for events: {}", blocks.len()));
    for block in blocks {
        let words: String = block.span.of(&item.text).trim().chars().take(80).map(|c| if c == '\n' { ' ' } else { c }).collect();
        let label = egui::Label::new(RichText::new(words).small()).truncate().sense(egui::Sense::click());
        let back = format!("“{}”{} brings marked words back", Verb::Boilerplate.label(), keymap::in_brackets(ui, Verb::Boilerplate));
        if ui.add(label).on_hover_text(format!("{}: {}. {back}.", block.kind.key(), block.rule)).clicked() {
            actions.push(Action::Reveal { article: item.id.clone(), span: block.span });
        }
    }
}
