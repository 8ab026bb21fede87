//! The kinds of mention: one row each; colour, filter, legend, hotkey and export follow from here.

use serde::{Deserialize, Serialize};

/// What a mention is a mention of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A named person.
    Person,
    /// A non-state armed group.
    ArmedGroup,
    /// A state's army, police, ministry or command, or the state as an actor.
    StateForce,
    /// Any other organisation.
    Organization,
    /// A country, region, settlement, water.
    Place,
    /// A base, airport, hospital, embassy.
    Facility,
    /// A weapon or its carrier.
    Weapon,
    /// A date or time.
    Date,
    /// A number of killed, wounded or missing.
    Casualty,
    /// A running total of attacks.
    Tally,
    /// A number of troops or fighters.
    Strength,
    /// Who says so.
    Source,
    /// The word that tells of an attack, a death, a threat.
    Trigger,
}

/// The row of a kind.
struct Row {
    key: &'static str,
    label: &'static str,
}

impl Kind {
    /// Every kind, in the order of the legend and of the number keys 1–9, 0.
    pub const ALL: [Self; 13] = [
        Self::Person,
        Self::ArmedGroup,
        Self::StateForce,
        Self::Organization,
        Self::Place,
        Self::Facility,
        Self::Weapon,
        Self::Date,
        Self::Casualty,
        Self::Tally,
        Self::Strength,
        Self::Source,
        Self::Trigger,
    ];

    fn row(self) -> Row {
        let (key, label) = match self {
            Self::Person => ("person", "Person"),
            Self::ArmedGroup => ("armed_group", "Armed group"),
            Self::StateForce => ("state_force", "State force"),
            Self::Organization => ("organization", "Organization"),
            Self::Place => ("place", "Place"),
            Self::Facility => ("facility", "Facility"),
            Self::Weapon => ("weapon", "Weapon"),
            Self::Date => ("date", "Date"),
            Self::Casualty => ("casualty", "Casualties"),
            Self::Tally => ("tally", "Tally"),
            Self::Strength => ("strength", "Troop strength"),
            Self::Source => ("source", "Source"),
            Self::Trigger => ("trigger", "Trigger"),
        };
        Row { key, label }
    }

    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        self.row().key
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        self.row().label
    }

    /// The kind with that key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.key() == key)
    }

    /// Whether mentions of this kind name an entity.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Person | Self::ArmedGroup | Self::StateForce | Self::Organization | Self::Place | Self::Facility | Self::Weapon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_lead_back_to_their_kind() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_key(kind.key()), Some(kind));
            assert_eq!(serde_json::to_value(kind).ok(), Some(serde_json::Value::from(kind.key())));
        }
    }
}
