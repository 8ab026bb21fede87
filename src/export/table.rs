//! What a table is made of: columns and cells, and how they become CSV.

use super::contract::Offsets;
use std::borrow::Borrow;
use std::fmt::Display;
use std::io::{self, Write};

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Several texts, parted by `; `.
    List,
    /// ISO 8601, shortened to what is known.
    Date,
    /// A whole number.
    Integer,
    /// A decimal number.
    Number,
}

/// A column as the codebook and the descriptor tell of it.
#[derive(Clone, Copy, Debug)]
pub struct Described {
    /// The column's name.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// What it means.
    pub meaning: &'static str,
}

/// The columns of a table as they are told of.
pub fn described<T>(columns: &[Column<T>]) -> Vec<Described> {
    columns.iter().map(|c| Described { name: c.0, kind: c.1, meaning: c.2 }).collect()
}

impl Kind {
    /// Its name in the codebook.
    pub fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::List => "list, parted by “; ”",
            Self::Date => "date",
            Self::Integer => "integer",
            Self::Number => "number",
        }
    }

    /// Its name in a Table Schema. Dates may be months or years only, which its date type does not take.
    pub fn frictionless(self) -> &'static str {
        match self {
            Self::Text | Self::List | Self::Date => "string",
            Self::Integer => "integer",
            Self::Number => "number",
        }
    }
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Not known.
    Empty,
    /// Text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// A whole number.
    Integer(i64),
    /// A decimal number.
    Number(f64),
}

impl Cell {
    /// What `value` displays as; nothing for an empty text.
    pub fn text(value: impl Display) -> Self {
        let text = value.to_string();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// As `text`, where there is a value.
    pub fn maybe(value: Option<impl Display>) -> Self {
        value.map_or(Self::Empty, Self::text)
    }

    /// Several values; nothing where there is none.
    pub fn list(values: &[String]) -> Self {
        if values.is_empty() { Self::Empty } else { Self::List(values.to_vec()) }
    }

    /// A whole number, where there is one.
    pub fn integer(value: Option<u32>) -> Self {
        value.map_or(Self::Empty, |v| Self::Integer(i64::from(v)))
    }

    /// A decimal number, where there is one.
    pub fn number(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::Number)
    }

    /// As text; a list is parted by `; `.
    pub fn plain(self) -> String {
        self.written(false)
    }

    fn written(self, excel_safe: bool) -> String {
        match self {
            Self::Empty => String::new(),
            Self::List(values) => Self::Text(values.join("; ")).written(excel_safe),
            Self::Text(text) if excel_safe && runs_as_formula(&text) => format!("'{text}"),
            Self::Text(text) => text,
            Self::Integer(number) => number.to_string(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// Whether a spreadsheet would run `text` instead of showing it.
fn runs_as_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])
}

/// Name, type, meaning, and how to get it from a line `T`.
pub struct Column<T: 'static>(pub &'static str, pub Kind, pub &'static str, pub fn(&Offsets<'_>, &T) -> Cell);

/// Writes `lines` as CSV (RFC 4180) under the names of `columns`; for Excel, with the mark by which it knows UTF-8.
pub fn write_csv<T: 'static>(
    out: &mut dyn Write,
    columns: &[Column<T>],
    lines: impl Iterator<Item = impl Borrow<T>>,
    offsets: &Offsets<'_>,
    excel_safe: bool,
) -> io::Result<()> {
    if excel_safe {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    csv.write_record(columns.iter().map(|c| c.0))?;
    for line in lines {
        csv.write_record(columns.iter().map(|c| (c.3)(offsets, line.borrow()).written(excel_safe)))?;
    }
    csv.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_that_would_run_is_guarded_and_only_when_asked() {
        for (text, safe) in [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("＝1", "'＝1"), ("Hamas", "Hamas"), ("", "")] {
            assert_eq!(Cell::text(text).written(true), safe);
            assert_eq!(Cell::text(text).written(false), text);
        }
        assert_eq!(Cell::list(&["-1".into(), "b".into()]).written(true), "'-1; b");
        assert_eq!(Cell::Number(-3.5).written(true), "-3.5");
    }
}
