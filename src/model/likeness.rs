//! Why two reports were taken for one event: points of likeness, each under its name.

use serde::{Deserialize, Serialize};

/// What two reports are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The day.
    Date,
    /// Where.
    Place,
    /// Who attacked whom.
    Actors,
    /// What kind of event.
    Type,
    /// How many died.
    Toll,
    /// Named victims.
    Names,
    /// The words.
    Wording,
}

impl Part {
    /// Every part, in the order in which they are shown.
    pub const ALL: [Self; 7] = [Self::Date, Self::Place, Self::Actors, Self::Type, Self::Toll, Self::Names, Self::Wording];

    /// The key in exports and the word on the screen.
    pub fn key(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Place => "place",
            Self::Actors => "actors",
            Self::Type => "type",
            Self::Toll => "toll",
            Self::Names => "names",
            Self::Wording => "wording",
        }
    }
}

/// Points by part; below zero speaks against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Likeness([i32; 7]);

impl Likeness {
    /// Gives `points` to `part`.
    pub fn add(&mut self, part: Part, points: i32) {
        if let Some(slot) = self.0.get_mut(part as usize) {
            *slot += points;
        }
    }

    /// The points of `part`.
    pub fn points(&self, part: Part) -> i32 {
        self.0.get(part as usize).copied().unwrap_or(0)
    }

    /// All points together.
    pub fn total(&self) -> i32 {
        self.0.iter().sum()
    }

    /// The parts that speak for or against, with their points.
    pub fn parts(&self) -> impl Iterator<Item = (Part, i32)> {
        Part::ALL.into_iter().map(|p| (p, self.points(p))).filter(|(_, n)| *n != 0)
    }
}

/// Why a report is in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The report's id.
    pub report: String,
    /// The report of the event that it is most like.
    pub with: String,
    /// How alike the two are; nothing where the analyst says that they tell of one event.
    pub likeness: Option<Likeness>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_keep_their_points_and_add_up() {
        let mut found = Likeness::default();
        found.add(Part::Date, 3);
        found.add(Part::Actors, -2);
        assert_eq!(found.total(), 1);
        assert_eq!(found.parts().collect::<Vec<_>>(), [(Part::Date, 3), (Part::Actors, -2)]);
        assert!(Part::ALL.iter().enumerate().all(|(i, p)| *p as usize == i));
    }
}
