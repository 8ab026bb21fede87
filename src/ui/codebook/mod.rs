//! Which of the coder's rules bear on what is in focus. No egui here.

mod codebook_ui;

pub use codebook_ui::show;

use crate::export::rules::RULES;
use crate::lexicon::{EventType, Ontology};
use crate::model::Field;
use crate::review::{ArticleFieldName, TallyFieldName, Target};
use crate::ui::inspector::versions;
use crate::ui::{Workspace, selection};

/// A rule with its id.
pub type Rule = (&'static str, &'static str);

/// What the panel tells of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// What is in focus.
    pub about: String,
    /// The rules by which the value was chosen.
    pub behind: Vec<Rule>,
    /// The other rules that bear on it.
    pub bearing: Vec<Rule>,
}

/// The page for what is selected.
pub fn page(workspace: &Workspace) -> Page {
    let Some(item) = &workspace.selected else { return Page { about: "All rules".to_owned(), bearing: RULES.to_vec(), ..Page::default() } };
    let chosen = chosen_by(workspace, item);
    let (about, ids) = bearing(item);
    let behind: Vec<Rule> = RULES.iter().filter(|(id, _)| chosen.iter().any(|c| names(c, id))).copied().collect();
    let bearing = RULES.iter().filter(|r| ids.iter().any(|i| r.0 == *i || (i.len() == 1 && r.0.starts_with(i))) && !behind.contains(r)).copied().collect();
    Page { about, behind, bearing }
}

/// Whether a value's rule (`C4`, `D2+D4`) names `id`.
fn names(rule: &str, id: &str) -> bool {
    rule.split(|c: char| !c.is_alphanumeric()).any(|part| part == id)
}

fn chosen_by(workspace: &Workspace, item: &Target) -> Vec<String> {
    let dataset = &workspace.dataset;
    let lines = match (selection::event(dataset, item), selection::report(dataset, item)) {
        (Some(event), _) => versions::event_lines(dataset, event),
        (None, Some(report)) => versions::report_lines(report),
        (None, None) => Vec::new(),
    };
    let field = field_of(item);
    lines.into_iter().filter(|l| field.is_none_or(|f| f == l.field)).filter_map(|l| l.rule).collect()
}

/// The field in focus.
pub fn field_of(item: &Target) -> Option<Field> {
    match item {
        Target::EventField { field, .. } | Target::ReportField { field, .. } => Some(*field),
        _ => None,
    }
}

/// What `item` is, with the ids (or the letters of whole groups) of the rules that bear on it.
fn bearing(item: &Target) -> (String, &'static [&'static str]) {
    let of_field = |field: Field| -> &'static [&'static str] {
        match field {
            Field::Date | Field::Time => &["D"],
            Field::Killed | Field::Wounded | Field::KilledCivilians | Field::Victims => &["C"],
            Field::Strikes => &["E1", "E2"],
            Field::Place => &["P1", "E2"],
            Field::Attackers | Field::Suspects => &["A", "E4"],
            Field::Targets | Field::TargetObject => &["E1", "E4"],
            Field::Outcome => &["E3"],
            Field::Type | Field::Weapons => &["E1"],
        }
    };
    match item {
        Target::EventField { field, .. } | Target::ReportField { field, .. } => (field.label().to_owned(), of_field(*field)),
        Target::Event { .. } => ("Event".to_owned(), &["E", "M"]),
        Target::Report { .. } => ("Report".to_owned(), &["E5", "E6", "M"]),
        Target::TallyField { field: TallyFieldName::Since | TallyFieldName::AsOf, .. } => ("Running total".to_owned(), &["D"]),
        Target::Tally { .. } | Target::TallyField { .. } => ("Running total".to_owned(), &["E3", "E4", "C7", "C8"]),
        Target::ArticleField { field: ArticleFieldName::Published, .. } => ("Publication date".to_owned(), &["D4"]),
        Target::Mention { .. } => ("Mention".to_owned(), &["A2", "C1", "C6", "P1"]),
        _ => ("Article".to_owned(), &["D4", "M4"]),
    }
}

/// The type in focus, where a type or a whole event is.
pub fn type_of<'a>(workspace: &'a Workspace, ontology: &'a Ontology) -> Option<&'a EventType> {
    let item = workspace.selected.as_ref()?;
    if field_of(item).is_some_and(|f| f != Field::Type) {
        return None;
    }
    let event = selection::event(&workspace.dataset, item).map(|e| &e.item.fields);
    let fields = event.or_else(|| selection::report(&workspace.dataset, item).map(|r| &r.item.fields))?;
    ontology.get(fields.event_type.as_deref()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ReportKey, Span};

    #[test]
    fn rules_are_named_whole_and_every_field_has_some() {
        assert!(names("D2, D4", "D4") && names("C4", "C4") && !names("C41", "C4"));
        let key = ReportKey { article: "a".into(), span: Span::new(0, 1), quote: "x".into() };
        for field in Field::ALL {
            let workspace = Workspace { selected: Some(Target::EventField { key: key.clone(), field }), ..Workspace::default() };
            let page = page(&workspace);
            assert!(!page.bearing.is_empty(), "{field:?}");
            assert_eq!(page.about, field.label());
        }
        assert_eq!(page(&Workspace::default()).bearing.len(), RULES.len());
    }
}
