//! The fields of reports and events, each named once, and their values in one type for decisions and conflicts.

use super::{Count, EventDate, EventFields, Outcome, Place};
use serde::{Deserialize, Serialize};

/// A field of a report or an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The day or days.
    Date,
    /// Local time of day.
    Time,
    /// Sub-event type.
    Type,
    /// Where.
    Place,
    /// Who did it.
    Attackers,
    /// Who is blamed.
    Suspects,
    /// Aimed at whom.
    Targets,
    /// Named victims.
    Victims,
    /// With what.
    Weapons,
    /// What was hit.
    TargetObject,
    /// Dead.
    Killed,
    /// Wounded.
    Wounded,
    /// Dead civilians.
    KilledCivilians,
    /// Strikes in the wave.
    Strikes,
    /// What became of it.
    Outcome,
}

impl Field {
    /// Every field, in the order of the event card.
    pub const ALL: [Self; 15] = [
        Self::Date,
        Self::Time,
        Self::Type,
        Self::Place,
        Self::Attackers,
        Self::Suspects,
        Self::Targets,
        Self::Victims,
        Self::Weapons,
        Self::TargetObject,
        Self::Killed,
        Self::Wounded,
        Self::KilledCivilians,
        Self::Strikes,
        Self::Outcome,
    ];

    /// The key of the data contract and the words on the screen.
    fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Date => ("date", "Date"),
            Self::Time => ("time", "Local time"),
            Self::Type => ("type", "Type"),
            Self::Place => ("place", "Place"),
            Self::Attackers => ("attackers", "Attackers"),
            Self::Suspects => ("suspects", "Suspects"),
            Self::Targets => ("targets", "Targets"),
            Self::Victims => ("victims", "Victims"),
            Self::Weapons => ("weapons", "Weapons"),
            Self::TargetObject => ("target_object", "Target object"),
            Self::Killed => ("killed", "Killed"),
            Self::Wounded => ("wounded", "Wounded"),
            Self::KilledCivilians => ("killed_civilians", "Civilians killed"),
            Self::Strikes => ("strikes", "Strikes"),
            Self::Outcome => ("outcome", "Outcome"),
        }
    }

    /// The key of the data contract.
    pub fn key(self) -> &'static str {
        self.row().0
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        self.row().1
    }
}

/// The value of a field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldValue {
    /// Not stated.
    #[default]
    Empty,
    /// Of `Date`.
    Date(EventDate),
    /// Of `Time`, `Type`, `TargetObject`.
    Text(String),
    /// Of `Place`.
    Place(Place),
    /// Of the lists of names.
    Names(Vec<String>),
    /// Of the numbers of people and strikes.
    Count(Count),
    /// Of `Outcome`.
    Outcome(Outcome),
}

/// The value is not of the field's type.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{} cannot hold that value", .0.label())]
pub struct WrongType(pub Field);

fn text(value: Option<&String>) -> FieldValue {
    value.map_or(FieldValue::Empty, |t| FieldValue::Text(t.clone()))
}

fn names(value: &[String]) -> FieldValue {
    if value.is_empty() { FieldValue::Empty } else { FieldValue::Names(value.to_vec()) }
}

fn count(value: Option<Count>) -> FieldValue {
    value.map_or(FieldValue::Empty, FieldValue::Count)
}

impl EventFields {
    /// The value of `field`.
    pub fn get(&self, field: Field) -> FieldValue {
        match field {
            Field::Date => self.date.clone().map_or(FieldValue::Empty, FieldValue::Date),
            Field::Time => text(self.time.as_ref()),
            Field::Type => text(self.event_type.as_ref()),
            Field::Place => self.place.clone().map_or(FieldValue::Empty, FieldValue::Place),
            Field::Attackers => names(&self.attackers),
            Field::Suspects => names(&self.suspects),
            Field::Targets => names(&self.targets),
            Field::Victims => names(&self.victims),
            Field::Weapons => names(&self.weapons),
            Field::TargetObject => text(self.target_object.as_ref()),
            Field::Killed => count(self.killed),
            Field::Wounded => count(self.wounded),
            Field::KilledCivilians => count(self.killed_civilians),
            Field::Strikes => count(self.strikes),
            Field::Outcome => match self.outcome {
                Outcome::Unknown => FieldValue::Empty,
                known => FieldValue::Outcome(known),
            },
        }
    }

    /// Puts `value` into `field`; `Empty` clears it.
    pub fn set(&mut self, field: Field, value: FieldValue) -> Result<(), WrongType> {
        match (field, value) {
            (Field::Date, FieldValue::Empty) => self.date = None,
            (Field::Date, FieldValue::Date(date)) => self.date = Some(date),
            (Field::Place, FieldValue::Empty) => self.place = None,
            (Field::Place, FieldValue::Place(place)) => self.place = Some(place),
            (Field::Outcome, FieldValue::Empty) => self.outcome = Outcome::Unknown,
            (Field::Outcome, FieldValue::Outcome(outcome)) => self.outcome = outcome,
            (field, value) => return self.set_plain(field, value),
        }
        Ok(())
    }

    fn set_plain(&mut self, field: Field, value: FieldValue) -> Result<(), WrongType> {
        if let Some(slot) = self.text_slot(field) {
            *slot = match value {
                FieldValue::Empty => None,
                FieldValue::Text(text) => Some(text),
                _ => return Err(WrongType(field)),
            };
        } else if let Some(slot) = self.names_slot(field) {
            *slot = match value {
                FieldValue::Empty => Vec::new(),
                FieldValue::Names(names) => names,
                _ => return Err(WrongType(field)),
            };
        } else if let Some(slot) = self.count_slot(field) {
            *slot = match value {
                FieldValue::Empty => None,
                FieldValue::Count(count) => Some(count),
                _ => return Err(WrongType(field)),
            };
        } else {
            return Err(WrongType(field));
        }
        Ok(())
    }

    fn text_slot(&mut self, field: Field) -> Option<&mut Option<String>> {
        match field {
            Field::Time => Some(&mut self.time),
            Field::Type => Some(&mut self.event_type),
            Field::TargetObject => Some(&mut self.target_object),
            _ => None,
        }
    }

    fn names_slot(&mut self, field: Field) -> Option<&mut Vec<String>> {
        match field {
            Field::Attackers => Some(&mut self.attackers),
            Field::Suspects => Some(&mut self.suspects),
            Field::Targets => Some(&mut self.targets),
            Field::Victims => Some(&mut self.victims),
            Field::Weapons => Some(&mut self.weapons),
            _ => None,
        }
    }

    fn count_slot(&mut self, field: Field) -> Option<&mut Option<Count>> {
        match field {
            Field::Killed => Some(&mut self.killed),
            Field::Wounded => Some(&mut self.wounded),
            Field::KilledCivilians => Some(&mut self.killed_civilians),
            Field::Strikes => Some(&mut self.strikes),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_takes_back_what_it_gave_and_refuses_what_is_not_its_own() {
        let mut fields = EventFields { killed: Some(Count::exact(4)), attackers: vec!["United States".into()], ..EventFields::default() };
        let before = fields.clone();
        for field in Field::ALL {
            let value = fields.get(field);
            assert_eq!(fields.set(field, value), Ok(()), "{field:?}");
            assert_eq!(serde_json::to_value(field).ok(), Some(field.key().into()));
        }
        assert_eq!(fields, before);
        assert_eq!(fields.set(Field::Killed, FieldValue::Text("4".into())), Err(WrongType(Field::Killed)));
        assert_eq!(fields.set(Field::Killed, FieldValue::Empty), Ok(()));
        assert_eq!(fields.killed, None);
    }
}
