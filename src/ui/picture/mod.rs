//! Pictures of what a view shows, as files: our own SVG, a PNG made of it, or the numbers as CSV.

mod save;
mod svg;

pub use svg::{Ink, Svg};

use super::Workspace;
use super::widgets::date_words;
use crate::model::PartialDate;
use egui::Ui;

/// What a picture is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Pixels.
    Png,
    /// A drawing that can be scaled.
    Svg,
    /// The numbers.
    Csv,
}

impl Format {
    /// The words on the button.
    pub fn label(self) -> &'static str {
        match self {
            Self::Png => "Save PNG…",
            Self::Svg => "Save SVG…",
            Self::Csv => "Save CSV…",
        }
    }

    /// The ending of the file.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Csv => "csv",
        }
    }
}

/// A picture that waits for the name of its file.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Of what: `map`, `timeline`.
    pub name: String,
    /// As what.
    pub format: Format,
    /// The drawing as SVG, or the table as CSV.
    pub content: String,
}

/// The menu that saves the picture.
pub fn menu(ui: &mut Ui, formats: &[Format], mut chosen: impl FnMut(Format)) {
    ui.menu_button("Save picture ▾", |ui| {
        for format in formats {
            if ui.button(format.label()).clicked() {
                chosen(*format);
                ui.close();
            }
        }
    });
}

/// What a picture says about itself: of which project, under which filter, how much of it is reviewed, and when it was made.
pub fn caption(workspace: &Workspace, shown: usize) -> Vec<String> {
    let project = workspace.project.as_ref().map_or("Dateline", |p| p.name.as_str());
    let chips: Vec<String> = workspace.filter.chips().into_iter().map(|(label, _)| label).collect();
    let filter = if chips.is_empty() { "no filter".to_owned() } else { format!("only: {}", chips.join(", ")) };
    let (events, decided) = (workspace.dataset.events.len(), workspace.dataset.events.iter().filter(|e| e.review.is_decided()).count());
    let today = date_words(PartialDate::day(jiff::Zoned::now().date()));
    vec![
        format!("{project}: {shown} events shown; {filter}."),
        format!("{decided} of {events} events of the project reviewed; what is not is drawn paler. Made with Dateline on {today}."),
    ]
}

/// `rows` as CSV.
pub fn csv(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing into memory does not fail; a row of another length is refused, and all of ours are alike.
        if writer.write_record(row).is_err() {
            break;
        }
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
