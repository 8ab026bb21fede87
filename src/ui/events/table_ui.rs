//! Draws the table of events: only the rows on the screen.

use super::choices::Choices;
use super::{Column, Sort, ordered};
use crate::review::{ReviewedEvent, Target};
use crate::ui::inspector::words;
use crate::ui::selection;
use crate::ui::verb::Verb;
use crate::ui::workspace::Filter;
use crate::ui::{Action, Workspace, keymap, theme, widgets};
use egui::{Align, Layout, RichText, Sense, Ui, WidgetInfo};
use egui_extras::{Column as Width, TableBuilder, TableRow};
use std::sync::Arc;

const ROW: f32 = 26.0;

/// The table with its order.
#[derive(Default)]
pub struct EventTable {
    rows: Arc<Vec<usize>>,
    choices: Choices,
    /// What was selected when the table was last drawn, its row, and whether that has just become another.
    selected: Option<Target>,
    at: Option<usize>,
    moved: bool,
}

impl EventTable {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        if workspace.dataset.events.is_empty() {
            return nothing(ui, workspace, actions);
        }
        let rows = ordered(workspace);
        let same = Arc::ptr_eq(&rows, &self.rows);
        self.rows = rows;
        self.find(workspace, same);
        ui.add_space(theme::SMALL);
        self.toolbar(ui, workspace, actions);
        ui.add_space(theme::SMALL);
        if self.rows.is_empty() {
            ui.weak("No event fits the filter. Take a condition away above.");
            return;
        }
        egui::ScrollArea::horizontal().show(ui, |ui| self.table(ui, workspace, actions));
    }

    /// Finds the row of what is selected, where that or the rows are others than before; and whether it is another row.
    fn find(&mut self, workspace: &Workspace, same_rows: bool) {
        self.moved = false;
        if same_rows && self.selected == workspace.selected {
            return;
        }
        self.selected.clone_from(&workspace.selected);
        let selected = workspace.selected.as_ref().and_then(|s| selection::event(&workspace.dataset, s));
        let selected = selected.and_then(|s| workspace.dataset.position(&s.item.id));
        let at = selected.and_then(|s| self.rows.iter().position(|i| *i == s));
        self.moved = at != self.at;
        self.at = at;
    }

    fn toolbar(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            let (shown, all) = (self.rows.len(), workspace.dataset.events.len());
            let count = if shown == all { format!("{all} events") } else { format!("{shown} of {all} events") };
            ui.label(RichText::new(count).font(theme::strong_font(16.0)));
            ui.add_space(theme::MEDIUM);
            self.choices.show(ui, workspace, actions);
            let mut open = workspace.filter.only_open;
            if ui.checkbox(&mut open, "Undecided only").on_hover_text(keymap::tip(ui, Verb::OnlyOpen)).changed() {
                actions.push(Action::SetFilter(Filter { only_open: open, ..workspace.filter.clone() }));
            }
        });
    }

    fn table(&mut self, ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
        let at = self.at;
        // All columns are on the screen beside the inspector in a window of usual size.
        ui.spacing_mut().item_spacing.x = 4.0;
        let mut builder = TableBuilder::new(ui).striped(true).sense(Sense::click()).cell_layout(Layout::left_to_right(Align::Center)).auto_shrink(false);
        for column in Column::ALL {
            builder = builder.column(Width::initial(width(column)).at_least(36.0).resizable(true).clip(true));
        }
        if let Some(row) = at.filter(|_| self.moved) {
            builder = builder.scroll_to_row(row, None);
        }
        let table = builder.header(ROW, |mut header| {
            for column in Column::ALL {
                header.col(|ui| head(ui, column, workspace.event_sort, actions));
            }
        });
        table.body(|body| {
            body.rows(ROW, self.rows.len(), |mut row| {
                let index = row.index();
                if let Some(event) = self.rows.get(index).and_then(|i| workspace.dataset.events.get(*i)) {
                    row.set_selected(at == Some(index));
                    draw(&mut row, workspace, event, actions);
                }
            });
        });
    }
}

fn width(column: Column) -> f32 {
    match column {
        Column::Date => 92.0,
        Column::State => 78.0,
        Column::Type => 96.0,
        Column::Place | Column::Attackers | Column::Targets => 88.0,
        Column::Comment => 64.0,
        Column::Killed => 44.0,
        Column::Flag => 38.0,
        _ => 56.0,
    }
}

fn head(ui: &mut Ui, column: Column, sort: Sort, actions: &mut Vec<Action>) {
    let arrow = match (sort.column == column, sort.descending) {
        (true, true) => " ▾",
        (true, false) => " ▴",
        _ => "",
    };
    let text = RichText::new(format!("{}{arrow}", column.label())).strong().small();
    let response = ui.add(egui::Button::new(text).frame(false)).on_hover_text("Sort by this column; again turns the order round");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Sort by {}", column.label())));
    if response.clicked() {
        actions.push(Action::SortEvents(Sort { column, descending: sort.column == column && !sort.descending }));
    }
}

fn draw(row: &mut TableRow<'_, '_>, workspace: &Workspace, event: &ReviewedEvent, actions: &mut Vec<Action>) {
    let lexicon = workspace.lexicon();
    for column in Column::ALL {
        let text = column.cell(&workspace.dataset, event, lexicon);
        row.col(|ui| cell(ui, column, event, text));
    }
    let response = row.response();
    let name = format!("Event: {}, {}", Column::Date.text(event, lexicon), Column::Place.text(event, lexicon));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name.clone()));
    if response.clicked() {
        actions.push(Action::Select(event.target.clone()));
    }
    if response.double_clicked() {
        actions.push(Action::Do(Verb::Evidence));
    }
}

fn cell(ui: &mut Ui, column: Column, event: &ReviewedEvent, text: String) {
    let palette = theme::palette(ui);
    let mut words = RichText::new(&text).color(palette.text);
    if !event.review.stands() {
        words = words.color(palette.hidden).strikethrough();
    }
    match column {
        Column::State => {
            let (sign, _) = widgets::review_sign(event.review);
            ui.label(RichText::new(sign).color(widgets::review_colour(ui, event.review)));
            ui.label(RichText::new(text).small());
        }
        Column::Conflicts if !text.is_empty() => _ = ui.label(RichText::new(format!("⚠ {text}")).color(palette.warn)),
        Column::Flag if !text.is_empty() => {
            _ = ui.add(egui::Label::new(RichText::new(&text).color(palette.warn)).truncate()).on_hover_text(format!("For a second look: {text}"));
        }
        Column::Comment if !text.is_empty() => _ = ui.add(egui::Label::new(words).truncate()).on_hover_text(&text),
        Column::Flag | Column::Comment => {}
        c if c.is_number() => _ = ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(words)),
        _ if text.is_empty() => _ = ui.label(RichText::new("–").color(palette.hidden)).on_hover_text(words::NOT_STATED),
        _ => _ = ui.add(egui::Label::new(words).truncate()),
    }
}

fn nothing(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    if workspace.tasks.is_empty() {
        let key = keymap::in_brackets(ui, Verb::EditValue);
        let sentence = format!("The articles tell of no attack that the program could find. Mark the words that tell of one and make an event of them{key}.");
        widgets::empty_state(ui, "No events", &sentence, &[Verb::ShowRead], actions);
    } else {
        widgets::empty_state(ui, "Events come when the articles are read", "The line below tells how far that is.", &[], actions);
    }
}
