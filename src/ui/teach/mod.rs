//! The project's own lexicon: a form for a name, and the list of what reading again changed. No egui here.

mod changes_ui;
mod teach_ui;

pub use changes_ui::changes;
pub use teach_ui::TeachDialog;

use super::selection;
use super::workspace::Workspace;
use crate::model::{Kind, Taught, country};
use crate::review::{Changes, Decisions, taught};

/// What is typed into the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The canonical name.
    pub name: String,
    /// Other names, parted by commas.
    pub aliases: String,
    /// What it names.
    pub kind: Kind,
    /// To which side it belongs.
    pub side: String,
    /// To which country.
    pub country: String,
}

/// The kinds that can be taught.
pub const KINDS: [Kind; 7] = [Kind::Person, Kind::ArmedGroup, Kind::StateForce, Kind::Organization, Kind::Place, Kind::Facility, Kind::Weapon];

impl Form {
    /// Empty, for an armed group: what is missing most.
    pub fn empty() -> Self {
        Self { name: String::new(), aliases: String::new(), kind: Kind::ArmedGroup, side: String::new(), country: String::new() }
    }

    /// The words that are marked or the mention that is selected; what was taught of them before.
    pub fn from_selection(workspace: &Workspace) -> Self {
        if workspace.view == super::workspace::View::Actors
            && let Some(actor) = super::actors::shown(workspace)
        {
            return Self::of_actor(workspace, actor);
        }
        let mention = workspace.selected.as_ref().and_then(|item| selection::mention(&workspace.dataset, item));
        let words = workspace.marked_text().map(str::trim).or(mention.map(|m| m.item.text.as_str())).unwrap_or_default();
        let name = mention.and_then(|m| m.item.entity.clone()).unwrap_or_else(|| words.to_owned());
        if let Some(before) = taught(workspace.journal.decisions()).iter().find(|t| t.name == name) {
            return Self::of(before);
        }
        let aliases = if name == words { String::new() } else { words.to_owned() };
        let kind = mention.map(|m| m.item.kind).filter(|k| KINDS.contains(k)).unwrap_or(Kind::ArmedGroup);
        Self { name, aliases, kind, ..Self::empty() }
    }

    /// An actor of the registry with its spellings.
    fn of_actor(workspace: &Workspace, actor: &super::actors::registry::Actor) -> Self {
        if let Some(before) = taught(workspace.journal.decisions()).iter().find(|t| t.name == actor.key.name) {
            return Self::of(before);
        }
        let aliases: Vec<&str> = actor.aliases.iter().map(|a| a.words.as_str()).filter(|w| *w != actor.key.name).take(6).collect();
        Self { name: actor.key.name.clone(), aliases: aliases.join(", "), kind: actor.kind, side: actor.sides.join(", "), ..Self::empty() }
    }

    /// What was taught.
    pub fn of(taught: &Taught) -> Self {
        Self {
            name: taught.name.clone(),
            aliases: taught.aliases.join(", "),
            kind: taught.kind,
            side: taught.side.clone().unwrap_or_default(),
            country: taught.country.as_deref().map(|c| country::by_code(c).map_or(c, |c| c.name)).unwrap_or_default().to_owned(),
        }
    }

    /// What it teaches, or why it cannot.
    pub fn taught(&self) -> Result<Taught, String> {
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let name = filled(&self.name).ok_or("Type the name.")?;
        let aliases: Vec<String> = self.aliases.split([',', ';']).filter_map(filled).collect();
        let short = std::iter::once(&name).chain(&aliases).find(|n| n.chars().filter(|c| c.is_alphanumeric()).count() < 2);
        if let Some(short) = short {
            return Err(format!("“{short}” is too short to be found."));
        }
        Ok(Taught { name, aliases, kind: self.kind, side: filled(&self.side), country: country_of(&self.country)? })
    }
}

/// The code of a country by its English name or its code, whatever the case; nothing where nothing is typed.
pub fn country_of(typed: &str) -> Result<Option<String>, String> {
    let typed = typed.trim();
    let named = country::all().find(|c| c.name.eq_ignore_ascii_case(typed)).or_else(|| country::by_code(&typed.to_uppercase()));
    match named {
        _ if typed.is_empty() => Ok(None),
        Some(country) => Ok(Some(country.alpha3.to_owned())),
        None => Err(format!("“{typed}” is no country; write it in English or as its three letters.")),
    }
}

/// What the lexicon that is shipped says of the typed name.
pub fn known_as(workspace: &Workspace, form: &Form) -> Option<String> {
    let entry = workspace.lexicon()?.named(form.name.trim()).next()?;
    Some(if entry.kind == form.kind {
        format!("“{}” is known; the other names are added to it.", entry.name)
    } else {
        format!("“{}” is known as {}; your entry is meant before it.", entry.name, entry.kind.label().to_lowercase())
    })
}

/// All that was taught.
pub fn all(decisions: &Decisions) -> Vec<Taught> {
    taught(decisions)
}

/// What reading again changed, in one sentence.
pub fn summary(changes: &Changes) -> String {
    let [came, went, changed, new, gone, other] = changes.counts();
    if changes.read == 0 {
        return "No article holds the name yet; it will be found in those that come.".to_owned();
    }
    let articles = if changes.read == 1 { "1 article was".to_owned() } else { format!("{} articles were", changes.read) };
    format!(
        "{articles} read again. Mentions: {came} new, {went} gone, {changed} changed. Events: {new} new, {gone} gone, {other} changed. \
         {} of your decisions stand as they were{}.",
        changes.kept,
        if changes.reopened == 0 { String::new() } else { format!("; {} ask for another look", changes.reopened) }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_says_what_is_wrong_with_it() {
        let form = Form { name: " Qabdat al-Huda ".into(), aliases: "Qabda; the Grip".into(), country: "Iraq".into(), ..Form::empty() };
        let taught = form.taught().unwrap();
        assert_eq!((taught.name.as_str(), taught.aliases.len(), taught.country.as_deref()), ("Qabdat al-Huda", 2, Some("IRQ")));
        assert_eq!(Form { country: "irq".into(), ..form.clone() }.taught().unwrap().country.as_deref(), Some("IRQ"));
        assert!(Form { country: "Mordor".into(), ..form.clone() }.taught().unwrap_err().contains("Mordor"));
        assert!(Form { name: " ".into(), ..form.clone() }.taught().is_err());
        assert!(Form { aliases: "Q".into(), ..form.clone() }.taught().unwrap_err().contains("too short"));
        assert_eq!(Form::of(&taught).taught(), Ok(taught));
    }
}
