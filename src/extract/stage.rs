//! Who is on stage: the people and groups that an article has spoken of so far, for pronouns to point back to.

use crate::lexicon::Sex;
use crate::model::{Kind, Mention};

/// A name that a word stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: Kind,
    /// The canonical name.
    pub name: Option<String>,
    /// Its key.
    pub id: String,
}

impl Entity {
    /// The entity that the mention names.
    pub fn of(mention: &Mention) -> Option<Self> {
        mention.entity_id.as_ref().map(|id| Self { kind: mention.kind, name: mention.entity.clone(), id: id.clone() })
    }
}

/// Somebody who was spoken of.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Indices of the paragraph, of the sentence in it and of the word.
    pub paragraph: usize,
    /// See `paragraph`.
    pub sentence: usize,
    /// See `paragraph`.
    pub token: usize,
    /// What it is.
    pub kind: Kind,
    /// Who it is, where a name says so.
    pub entity: Option<Entity>,
    /// The sex, where a word tells it.
    pub sex: Option<Sex>,
    /// Whether it is the subject of a clause.
    pub subject: bool,
    /// Whether "they" may stand for it.
    pub many: bool,
}

/// Everybody so far, in the order of the text.
#[derive(Debug, Default)]
pub struct Stage(Vec<Actor>);

impl Stage {
    /// Somebody is spoken of.
    pub fn enter(&mut self, actor: Actor) {
        self.0.push(actor);
    }

    /// The one among those that `fits` whom the words leave as the only choice, seen from a word of `paragraph` and `sentence`: of the
    /// nearest sentence before that has any, the only one or the only subject. Looks back to the end of the paragraph before, no further.
    pub fn only(&self, paragraph: usize, sentence: usize, fits: impl Fn(&Actor) -> bool) -> Option<&Actor> {
        let near = |a: &&Actor| a.paragraph == paragraph && a.sentence <= sentence || a.paragraph + 1 == paragraph;
        let pool: Vec<&Actor> = self.0.iter().filter(near).filter(|a| fits(a)).collect();
        let last = pool.last()?;
        let nearest: Vec<&Actor> = pool.iter().copied().filter(|a| (a.paragraph, a.sentence) == (last.paragraph, last.sentence)).collect();
        one(&nearest).or_else(|| one(&nearest.into_iter().filter(|a| a.subject).collect::<Vec<_>>()))
    }

    /// The one among those that `fits` in the paragraph, or else in the one before, if they are all the same.
    pub fn sole(&self, paragraph: usize, fits: impl Fn(&Actor) -> bool) -> Option<&Actor> {
        let of = |p: usize| self.0.iter().filter(|a| a.paragraph == p && fits(a)).collect::<Vec<_>>();
        let here = of(paragraph);
        if here.is_empty() { paragraph.checked_sub(1).and_then(|before| one(&of(before))) } else { one(&here) }
    }
}

/// The last of them, if all are the same.
fn one<'a>(actors: &[&'a Actor]) -> Option<&'a Actor> {
    let last = actors.last()?;
    let same = |a: &&&Actor| match (&a.entity, &last.entity) {
        (Some(x), Some(y)) => x.id == y.id,
        (None, None) => a.token == last.token && a.paragraph == last.paragraph,
        _ => false,
    };
    (actors.iter().filter(same).count() == actors.len()).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(paragraph: usize, sentence: usize, token: usize, id: &str, subject: bool) -> Actor {
        let entity = Some(Entity { kind: Kind::Person, name: None, id: id.to_owned() });
        Actor { paragraph, sentence, token, kind: Kind::Person, entity, sex: None, subject, many: false }
    }

    #[test]
    fn the_only_subject_of_the_nearest_sentence_is_meant_and_two_leave_no_choice() {
        let mut stage = Stage::default();
        stage.enter(actor(0, 0, 1, "a", true));
        stage.enter(actor(0, 0, 5, "b", false));
        assert_eq!(stage.only(0, 1, |_| true).and_then(|a| a.entity.clone()).map(|e| e.id).as_deref(), Some("a"));
        stage.enter(actor(0, 1, 9, "b", true));
        stage.enter(actor(0, 1, 12, "c", true));
        assert!(stage.only(1, 0, |_| true).is_none(), "b and c are both subjects");
        assert!(stage.only(2, 0, |_| true).is_none(), "a whole paragraph lies between");
    }
}
