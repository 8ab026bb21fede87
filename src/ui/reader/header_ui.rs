//! Above the text: headline, outlet, date and why that date, what the article relies on, what is hidden.

use super::charmap;
use crate::model::{Article, Basis, PartialDate, Reason};
use crate::review::{ArticleFieldName, ArticleState, Command, NewValue, ReviewedArticle};
use crate::ui::verb::Verb;
use crate::ui::{Action, Workspace, keymap, theme, widgets};
use egui::{RichText, Ui};

/// The header with the draft of a date.
#[derive(Default)]
pub struct Header {
    draft: String,
    draft_of: String,
}

/// What is worked out from the whole text.
#[derive(Clone, Copy, Default)]
pub struct Facts {
    /// How many lines are not read.
    hidden: usize,
    /// Whether any of it is written from right to left.
    right_to_left: bool,
    /// Whether all visible lines can be edited by mouse.
    pub exact: bool,
}

impl Facts {
    /// The facts about `article`.
    pub fn of(article: &Article) -> Self {
        let hidden = article.blocks.iter().filter(|b| !b.kind.is_read() && b.kind != crate::model::BlockKind::Byline);
        let hidden = hidden.map(|b| b.span.of(&article.text).lines().filter(|l| !l.trim().is_empty()).count()).sum();
        Self { hidden, right_to_left: article.text.chars().take(200_000).any(charmap::is_right_to_left), exact: true }
    }
}

impl Header {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, article: &ReviewedArticle, about: Facts, actions: &mut Vec<Action>) {
        let headline = egui::Label::new(RichText::new(article.article.name()).font(theme::strong_font(20.0))).wrap().sense(egui::Sense::click());
        if ui.add(headline).on_hover_text(format!("{}\nSelect the article: its headline, outlet and date in the inspector", article.article.path)).clicked() {
            actions.push(Action::Select(article.target()));
        }
        ui.horizontal_wrapped(|ui| {
            facts(ui, workspace, article, about.hidden, actions);
            state(ui, workspace, article, actions);
        });
        if workspace.why {
            self.why(ui, workspace, article, actions);
        }
        notes(ui, about);
    }

    fn why(&mut self, ui: &mut Ui, workspace: &Workspace, article: &ReviewedArticle, actions: &mut Vec<Action>) {
        egui::Frame::group(ui.style()).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let reasons = article.article.published.as_ref().map_or(&[][..], |p| &p.reasons);
            if reasons.is_empty() {
                ui.weak("Neither this article nor the others in the folder say when it was published.");
            }
            egui::ScrollArea::vertical().max_height(150.0).min_scrolled_height(150.0).show(ui, |ui| {
                reasons.iter().enumerate().for_each(|(i, reason)| step(ui, i + 1, reason, &article.article, actions));
            });
            if workspace.can_edit() {
                self.correct(ui, article, actions);
            }
        });
    }

    fn correct(&mut self, ui: &mut Ui, article: &ReviewedArticle, actions: &mut Vec<Action>) {
        if self.draft_of != article.article.id {
            self.draft_of.clone_from(&article.article.id);
            self.draft = article.article.published.as_ref().map(|p| p.value.to_string()).unwrap_or_default();
        }
        ui.horizontal(|ui| {
            let label = ui.weak("Published on");
            let field = ui.add(egui::TextEdit::singleline(&mut self.draft).hint_text("2024-01-04").desired_width(110.0)).labelled_by(label.id);
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            if ui.button("Correct the date").clicked() || entered {
                actions.push(match self.draft.parse::<PartialDate>() {
                    Ok(date) => Action::Edit(Command::Correct(article.field_target(ArticleFieldName::Published), NewValue::Date(Some(date)))),
                    Err(error) => Action::Tell(error.to_string()),
                });
            }
            if ui.button("It is right").on_hover_text("Confirm this date").clicked() {
                actions.push(Action::Edit(Command::Confirm(vec![article.field_target(ArticleFieldName::Published)])));
            }
        });
    }
}

fn facts(ui: &mut Ui, workspace: &Workspace, article: &ReviewedArticle, hidden: usize, actions: &mut Vec<Action>) {
    let item = &article.article;
    if let Some(outlet) = &item.outlet {
        ui.label(RichText::new(&outlet.value).strong());
        ui.add_space(theme::SMALL);
    }
    let date = item.published.as_ref().map_or_else(|| "date unknown".to_owned(), |p| widgets::date_words(p.value));
    ui.label(RichText::new(date).strong());
    let basis = item.published.as_ref().map_or("", |p| basis_word(p.basis));
    let arrow = if workspace.why { "▾" } else { "▸" };
    if ui.link(format!("{basis} {arrow} why?").trim_start()).on_hover_text(keymap::tip(ui, Verb::Why)).clicked() {
        actions.push(Action::Do(Verb::Why));
    }
    if !item.agencies.is_empty() {
        let names: Vec<&str> = item.agencies.iter().map(|a| a.value.as_str()).collect();
        ui.add_space(theme::SMALL);
        ui.label(RichText::new(format!("relies on {}", names.join(", "))).weak());
    }
    if hidden > 0 {
        ui.add_space(theme::SMALL);
        ui.weak(format!("{hidden} {} not read", if hidden == 1 { "line" } else { "lines" })).on_hover_text(format!(
            "Advertising, teasers and page furniture are shown grey. Click a grey line, then “{}”{} brings it back.",
            Verb::Boilerplate.label(),
            keymap::in_brackets(ui, Verb::Boilerplate)
        ));
    }
}

/// How a date came about, in a word.
pub fn basis_word(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Metadata => "from the page’s data",
        Basis::Inferred => "inferred",
        Basis::Analyst => "by the analyst",
    }
}

fn state(ui: &mut Ui, workspace: &Workspace, article: &ReviewedArticle, actions: &mut Vec<Action>) {
    if article.state == ArticleState::Done {
        ui.label(RichText::new("✔ done").color(theme::palette(ui).good));
        let reopen = Command::SetArticleState { articles: vec![article.article.id.clone()], state: ArticleState::InProgress };
        if workspace.can_edit() && ui.small_button("Reopen article").clicked() {
            actions.push(Action::Edit(reopen));
        }
    } else {
        widgets::verb_button(ui, Verb::FinishArticle, workspace.can_edit(), actions);
    }
}

/// One numbered reason; a click shows its words.
fn step(ui: &mut Ui, number: usize, reason: &Reason, article: &Article, actions: &mut Vec<Action>) {
    let unnumbered = reason.text.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(". ");
    let text = format!("{number}. {}", unnumbered.unwrap_or(&reason.text));
    let Some(span) = reason.span else {
        ui.label(text);
        return;
    };
    let place = reason.article.clone().unwrap_or_else(|| article.path.clone());
    let elsewhere = if place == article.path || place == article.id { String::new() } else { format!(" in {place}") };
    if ui.link(text).on_hover_text(format!("Show the words{elsewhere}")).clicked() {
        actions.push(Action::Reveal { article: place, span });
    }
}

fn notes(ui: &mut Ui, about: Facts) {
    let palette = theme::palette(ui);
    if !about.exact {
        ui.label(
            RichText::new("Some lines here cannot be marked by mouse: their letters do not stand where the font says. They are shown without highlights.")
                .small()
                .color(palette.warn),
        );
    }
    if about.right_to_left {
        ui.label(
            RichText::new("Words of right-to-left scripts are shown one after the other from left to right; each word is marked as a whole.")
                .small()
                .color(palette.muted),
        );
    }
}
