//! Tokens to names: begin, in, last, unit, out, chosen greedily and never across sentences or known names.

use super::LanguageError;
use super::actions::{ActionModel, Scorer, mask};
use super::lanes::{Lanes, Rows};
use super::weights::{Meta, Weights};
use std::ops::Range;

/// A name of the model.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) tokens: Range<usize>,
    pub(super) label: &'static str,
    /// How far its last action was ahead of the next best, 0 to 1.
    pub(super) score: f32,
}

/// What of a token matters for which actions are possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) is_space: bool,
    pub(super) starts_sentence: bool,
    /// Part of a name that is known.
    pub(super) is_taken: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    Begin,
    In,
    Last,
    Unit,
    Out,
}

/// The trained finder of names.
pub(super) struct NameFinder {
    model: ActionModel,
    actions: Vec<(Action, &'static str)>,
    /// Which actions are possible in each of [`OUTSIDE`].
    outside: [Vec<Lanes>; 3],
}

impl NameFinder {
    pub(super) fn load(meta: &Meta, weights: &mut Weights) -> Result<Self, LanguageError> {
        let actions: Vec<_> = meta.ner_moves.iter().map(|name| parse_action(name)).collect::<Result<_, _>>()?;
        let outside = OUTSIDE.map(|state| mask(actions.iter().map(|(action, label)| state.allows(*action, label))));
        let model = ActionModel::load(weights, "ner")?;
        if model.actions() == actions.len() {
            Ok(Self { model, actions, outside })
        } else {
            Err(LanguageError::Weights("not as many actions as scores".into()))
        }
    }

    /// See [`ActionModel::prepare`].
    pub(super) fn prepare(&self, vectors: &Rows) -> Rows {
        self.model.prepare(vectors)
    }

    /// `prepared` and `places` are of the tokens of one text.
    pub(super) fn find(&self, prepared: &[f32], places: &[Place]) -> Vec<Found> {
        let mut scorer = Scorer::new(&self.model, prepared);
        let (mut found, mut open) = (Vec::new(), None);
        for (i, place) in places.iter().enumerate() {
            if place.is_taken {
                continue;
            }
            let state = State { open, place: *place, next: places.get(i + 1).copied() };
            let words = [Some(i), open.map(|(start, _)| start), open.and(i.checked_sub(1))];
            scorer.score(&words);
            let Some((action, label, score)) = self.choose(state, &scorer) else { continue };
            match action {
                Action::Begin => open = Some((i, label)),
                Action::Last | Action::Unit => {
                    let start = open.take().map_or(i, |(start, _)| start);
                    found.push(Found { tokens: start..i + 1, label, score });
                }
                Action::In | Action::Out => {}
            }
        }
        found
    }

    /// The best possible action and, if it ends a name, how far it is ahead.
    fn choose(&self, state: State, scorer: &Scorer<'_>) -> Option<(Action, &'static str, f32)> {
        if state.open.is_none() {
            let (action, label) = self.actions[scorer.best(&self.outside[state.outside()])?];
            if action != Action::Unit {
                return Some((action, label, 0.0));
            }
        }
        let mut best: Option<(Action, &'static str, f32)> = None;
        let mut second = f32::NEG_INFINITY;
        let scored = self.actions.iter().enumerate().map(|(i, &(action, label))| (action, label, scorer.of(i)));
        for (action, label, score) in scored.filter(|(action, label, _)| state.allows(*action, label)) {
            match best {
                Some((_, _, top)) if score <= top => second = second.max(score),
                _ => {
                    second = best.map_or(second, |(_, _, top)| top);
                    best = Some((action, label, score));
                }
            }
        }
        best.map(|(action, label, top)| (action, label, ((top - second) / 2.0).tanh()))
    }
}

fn parse_action(name: &'static str) -> Result<(Action, &'static str), LanguageError> {
    let (kind, label) = name.split_once('-').unwrap_or((name, ""));
    let action = match kind {
        "B" => Action::Begin,
        "I" => Action::In,
        "L" => Action::Last,
        "U" => Action::Unit,
        "O" => Action::Out,
        _ => return Err(LanguageError::Weights(format!("unknown action {name}"))),
    };
    Ok((action, label))
}

/// Where the finder can stand outside a name: at white space, where no name can go on, anywhere else.
const OUTSIDE: [State; 3] = {
    let plain = Place { is_space: false, starts_sentence: false, is_taken: false };
    let last = State { open: None, place: plain, next: None };
    [State { place: Place { is_space: true, ..plain }, ..last }, last, State { next: Some(plain), ..last }]
};

/// Where the finder stands.
#[derive(Clone, Copy)]
struct State {
    /// First token and label of the name that is not closed yet.
    open: Option<(usize, &'static str)>,
    place: Place,
    next: Option<Place>,
}

impl State {
    fn allows(&self, action: Action, label: &str) -> bool {
        let continues = self.open.is_some_and(|(_, open)| open == label);
        match action {
            Action::Begin => self.open.is_none() && self.can_go_on() && !self.place.is_space,
            Action::In => continues && self.can_go_on(),
            Action::Last => continues,
            // The model has an action without a label, which only training used.
            Action::Unit => self.open.is_none() && !self.place.is_space && !label.is_empty(),
            Action::Out => self.open.is_none(),
        }
    }

    /// Which of [`OUTSIDE`] it is.
    fn outside(&self) -> usize {
        if self.place.is_space { 0 } else { 1 + usize::from(self.can_go_on()) }
    }

    fn can_go_on(&self) -> bool {
        self.next.is_some_and(|next| !next.starts_sentence && !next.is_taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Place = Place { is_space: false, starts_sentence: false, is_taken: false };

    #[test]
    fn a_name_ends_before_a_sentence_a_known_name_and_the_end() {
        for next in [Some(Place { starts_sentence: true, ..PLAIN }), Some(Place { is_taken: true, ..PLAIN }), None] {
            let open = State { open: Some((0, "ORG")), place: PLAIN, next };
            assert!(!open.allows(Action::In, "ORG") && open.allows(Action::Last, "ORG"));
            assert!(!State { open: None, ..open }.allows(Action::Begin, "ORG"));
        }
    }

    #[test]
    fn each_place_outside_knows_its_number() {
        assert_eq!(OUTSIDE.map(|state| state.outside()), [0, 1, 2]);
        assert!(OUTSIDE[2].allows(Action::Begin, "ORG") && !OUTSIDE[1].allows(Action::Begin, "ORG") && OUTSIDE[1].allows(Action::Unit, "ORG"));
    }

    #[test]
    fn an_open_name_keeps_its_label() {
        let open = State { open: Some((0, "ORG")), place: PLAIN, next: Some(PLAIN) };
        assert!(open.allows(Action::Last, "ORG") && !open.allows(Action::Last, "GPE") && !open.allows(Action::Out, ""));
    }

    #[test]
    fn white_space_begins_no_name() {
        let space = State { open: None, place: Place { is_space: true, ..PLAIN }, next: Some(PLAIN) };
        assert!(!space.allows(Action::Begin, "ORG") && !space.allows(Action::Unit, "ORG") && space.allows(Action::Out, ""));
    }
}
