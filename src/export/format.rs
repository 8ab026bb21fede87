//! The list of formats. To add one: a file with a `Format`, and its line in `FORMATS`; dialog, command line, codebook, descriptor and tests follow.

use super::ExportOptions;
use super::table::Described;
use crate::review::Dataset;
use std::io::{self, Write};

/// How one file of a format is filled.
pub type Fill = fn(&Dataset, &ExportOptions, &mut dyn Write) -> io::Result<()>;

/// What fills one file.
pub type Filler<'a> = Box<dyn Fn(&mut dyn Write) -> io::Result<()> + 'a>;

/// What a format is for; the dialog lists them by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Tables for spreadsheets and statistics.
    Tables,
    /// Events on a map.
    Maps,
    /// Everything, for scripts.
    Everything,
    /// The layouts of other datasets.
    Datasets,
    /// Annotated text, for other annotation programs and for training models.
    Annotation,
    /// For readers.
    Report,
}

impl Purpose {
    /// Every purpose, in the order of the dialog.
    pub const ALL: [Self; 6] = [Self::Tables, Self::Maps, Self::Everything, Self::Datasets, Self::Annotation, Self::Report];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Tables => "Tables",
            Self::Maps => "Maps",
            Self::Everything => "Everything",
            Self::Datasets => "As other datasets",
            Self::Annotation => "Annotated text",
            Self::Report => "For readers",
        }
    }
}

/// A file whose name depends on the dataset: its path below the export folder, with `/`, and what fills it.
pub struct Part<'a> {
    /// Below the export folder; made by `names::article`, never by hand.
    pub name: String,
    /// Writes it.
    pub fill: Filler<'a>,
}

/// A format: some files, each with what fills it.
pub trait Format: Sync {
    /// Its key on the command line: `jsonl`.
    fn key(&self) -> &'static str;
    /// Its name on the screen.
    fn label(&self) -> &'static str;
    /// What it is for, in one sentence.
    fn about(&self) -> &'static str;
    /// Where the dialog lists it.
    fn purpose(&self) -> Purpose;
    /// Its files by name.
    fn files(&self) -> &'static [(&'static str, Fill)];
    /// The columns of `file`, where it is a table.
    fn table(&self, _file: &str) -> Option<Vec<Described>> {
        None
    }
    /// Further files, such as one an article.
    fn each<'a>(&self, _dataset: &'a Dataset, _options: &'a ExportOptions) -> Vec<Part<'a>> {
        Vec::new()
    }
    /// What `each` makes, in words for the dialog: `brat/*.ann`.
    fn pattern(&self) -> Option<&'static str> {
        None
    }
    /// What the codebook says beyond the columns, in Markdown.
    fn notes(&self) -> &'static str {
        ""
    }
}

/// Every format, in the order of the dialog.
pub const FORMATS: &[&dyn Format] = &[
    &super::csv::Csv,
    &super::xlsx::Xlsx,
    &super::parquet::Parquet,
    &super::database::Sqlite,
    &super::geojson::GeoJson,
    &super::kml::Kml,
    &super::database::GeoPackage,
    &super::jsonl::Jsonl,
    &super::acled::Acled,
    &super::ucdp::Ucdp,
    &super::brat::Brat,
    &super::conll::Conll2003,
    &super::conll::ConllU,
    &super::cas::Cas,
    &super::label_studio::LabelStudio,
    &super::training::Doccano,
    &super::training::Spacy,
    &super::web_annotation::WebAnnotation,
    &super::report::ReportPage,
];

/// The format with that key.
pub fn format(key: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().find(|f| f.key() == key).copied()
}
