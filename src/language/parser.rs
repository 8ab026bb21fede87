//! Tokens to a dependency tree and sentences: arc-eager transitions with unshift and break, chosen greedily.

use super::LanguageError;
use super::actions::{ActionModel, Scorer, mask};
use super::lanes::{Lanes, Rows};
use super::projective;
use super::weights::{Meta, Weights};

/// The label of a token that is its own head.
const ROOT: &str = "ROOT";

/// A parsed text.
pub(super) struct Tree {
    /// Index of each token's head; of a root, its own.
    pub(super) heads: Vec<usize>,
    pub(super) labels: Vec<&'static str>,
    /// Whether a sentence starts at the token.
    pub(super) starts: Vec<bool>,
}

#[derive(Clone, Copy)]
enum Move {
    Shift,
    Reduce,
    Left(&'static str),
    Right(&'static str),
    Break,
}

/// The trained parser.
pub(super) struct Parser {
    model: ActionModel,
    moves: Vec<Move>,
    /// Which moves each of [`Allowed::all`] lets through.
    masks: Vec<Vec<Lanes>>,
}

impl Parser {
    pub(super) fn load(meta: &Meta, weights: &mut Weights) -> Result<Self, LanguageError> {
        let moves: Vec<Move> = meta.dep_moves.iter().map(|name| parse_move(name)).collect::<Result<_, _>>()?;
        let masks = Allowed::all().map(|allowed| mask(moves.iter().map(|m| allowed.contains(*m)))).collect();
        let model = ActionModel::load(weights, "dep")?;
        if model.actions() == moves.len() { Ok(Self { model, moves, masks }) } else { Err(LanguageError::Weights("not as many moves as scores".into())) }
    }

    /// See [`ActionModel::prepare`].
    pub(super) fn prepare(&self, vectors: &Rows) -> Rows {
        self.model.prepare(vectors)
    }

    /// `prepared` and `is_space` are of the tokens of one text.
    pub(super) fn parse(&self, prepared: &[f32], is_space: &[bool]) -> Tree {
        let mut scorer = Scorer::new(&self.model, prepared);
        let mut state = State::new(is_space.len());
        while !state.is_final() {
            scorer.score(&state.words());
            let Some(best) = scorer.best(&self.masks[state.allowed().number()]) else { break };
            state.apply(self.moves[best]);
        }
        let mut tree = state.into_tree();
        projective::undo(&mut tree.heads, &mut tree.labels, is_space);
        tree.starts = sentence_starts(&tree.heads);
        tree
    }
}

fn parse_move(name: &'static str) -> Result<Move, LanguageError> {
    match name.split_once('-').unwrap_or((name, "")) {
        ("S", _) => Ok(Move::Shift),
        ("D", _) => Ok(Move::Reduce),
        ("L", label) => Ok(Move::Left(label)),
        ("R", label) => Ok(Move::Right(label)),
        ("B", _) => Ok(Move::Break),
        _ => Err(LanguageError::Weights(format!("unknown move {name}"))),
    }
}

/// Which kinds of move are possible.
struct Allowed {
    shift: bool,
    reduce: bool,
    arc: bool,
    split: bool,
}

impl Allowed {
    /// All that can be, each at its [`Allowed::number`].
    fn all() -> impl Iterator<Item = Self> {
        (0..16).map(|n| Self { shift: n & 1 > 0, reduce: n & 2 > 0, arc: n & 4 > 0, split: n & 8 > 0 })
    }

    fn number(&self) -> usize {
        usize::from(self.shift) | usize::from(self.reduce) << 1 | usize::from(self.arc) << 2 | usize::from(self.split) << 3
    }

    fn contains(&self, m: Move) -> bool {
        match m {
            Move::Shift => self.shift,
            Move::Reduce => self.reduce,
            Move::Left(_) | Move::Right(_) => self.arc,
            Move::Break => self.split,
        }
    }
}

/// What has been read, what waits, and the arcs so far.
struct State {
    stack: Vec<usize>,
    /// Words put back before the buffer; the last is read first.
    returned: Vec<usize>,
    /// The first word of the buffer that was never read.
    next: usize,
    heads: Vec<Option<usize>>,
    labels: Vec<&'static str>,
    /// Children of each word to its left and right, in the order of attachment.
    left: Vec<Vec<usize>>,
    right: Vec<Vec<usize>>,
    /// Words put back once; they may not be shifted again.
    unshiftable: Vec<bool>,
    starts: Vec<bool>,
}

impl State {
    fn new(count: usize) -> Self {
        Self {
            stack: Vec::new(),
            returned: Vec::new(),
            next: 0,
            heads: vec![None; count],
            labels: vec![ROOT; count],
            left: vec![Vec::new(); count],
            right: vec![Vec::new(); count],
            unshiftable: vec![false; count],
            starts: vec![false; count],
        }
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.waiting() == 0
    }

    fn waiting(&self) -> usize {
        self.heads.len() - self.next + self.returned.len()
    }

    /// The i-th word from the top of the stack.
    fn top(&self, i: usize) -> Option<usize> {
        self.stack.iter().rev().nth(i).copied()
    }

    /// The i-th waiting word.
    fn ahead(&self, i: usize) -> Option<usize> {
        match i.checked_sub(self.returned.len()) {
            None => self.returned.iter().rev().nth(i).copied(),
            Some(past) => Some(self.next + past).filter(|&word| word < self.heads.len()),
        }
    }

    /// The eight words that the model looks at.
    fn words(&self) -> [Option<usize>; 8] {
        let (b0, s0) = (self.ahead(0), self.top(0));
        let last = |children: &[Vec<usize>], of: Option<usize>| of.and_then(|word| children[word].last().copied());
        [b0, self.ahead(1), s0, self.top(1), self.top(2), last(&self.left, b0), last(&self.left, s0), last(&self.right, s0)]
    }

    fn allowed(&self) -> Allowed {
        let (b0, b1) = (self.ahead(0), self.ahead(1));
        let at_start = b0.is_some_and(|word| self.starts[word]);
        let has_stack = !self.stack.is_empty();
        Allowed {
            shift: !has_stack || b1.is_some() && !at_start && b0.is_some_and(|word| !self.unshiftable[word]),
            reduce: has_stack,
            arc: has_stack && b0.is_some() && !at_start,
            split: b0.zip(b1).is_some_and(|(b0, b1)| b1 == b0 + 1 && !self.starts[b1]),
        }
    }

    fn apply(&mut self, chosen: Move) {
        match chosen {
            Move::Shift => self.shift(),
            Move::Reduce => self.reduce(),
            Move::Left(label) => self.attach_left(label),
            Move::Right(label) => self.attach_right(label),
            Move::Break => self.split(),
        }
    }

    fn shift(&mut self) {
        let word = self.returned.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(word);
    }

    /// Takes the top off; without a head it is put back to be read again.
    fn reduce(&mut self) {
        let alone = self.stack.len() == 1;
        let Some(word) = self.stack.pop() else { return };
        if self.heads[word].is_none() && !alone {
            self.unshiftable[word] = true;
            self.returned.push(word);
        }
    }

    /// The top of the stack becomes a child of the next word.
    fn attach_left(&mut self, label: &'static str) {
        let (Some(head), Some(child)) = (self.ahead(0), self.stack.pop()) else { return };
        self.detach(child);
        self.left[head].push(child);
        self.heads[child] = Some(head);
        self.labels[child] = label;
        self.unshiftable[head] = false;
    }

    /// The next word becomes a child of the top of the stack and goes on it.
    fn attach_right(&mut self, label: &'static str) {
        let (Some(child), Some(head)) = (self.ahead(0), self.top(0)) else { return };
        self.detach(child);
        self.right[head].push(child);
        self.heads[child] = Some(head);
        self.labels[child] = label;
        self.shift();
    }

    fn detach(&mut self, child: usize) {
        let Some(head) = self.heads[child] else { return };
        let children = if head > child { &mut self.left[head] } else { &mut self.right[head] };
        if children.last() == Some(&child) {
            children.pop();
        }
    }

    fn split(&mut self) {
        if let Some(word) = self.ahead(1) {
            self.starts[word] = true;
        }
    }

    fn into_tree(self) -> Tree {
        let heads = self.heads.iter().enumerate().map(|(i, head)| head.unwrap_or(i)).collect();
        Tree { heads, labels: self.labels, starts: self.starts }
    }
}

/// A sentence starts at the leftmost word of each root's tree.
fn sentence_starts(heads: &[usize]) -> Vec<bool> {
    let roots = projective::roots(heads);
    let mut seen = vec![false; heads.len()];
    roots.into_iter().map(|root| !std::mem::replace(&mut seen[root], true)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "He fired rockets": shift, left-arc, shift, right-arc, then both are taken off.
    #[test]
    fn transitions_make_a_tree() {
        let mut state = State::new(3);
        for m in [Move::Shift, Move::Left("nsubj"), Move::Shift, Move::Right("dobj"), Move::Reduce, Move::Reduce] {
            assert!(state.allowed().contains(m));
            state.apply(m);
        }
        assert!(state.is_final());
        let tree = state.into_tree();
        assert_eq!((tree.heads, tree.labels), (vec![1, 1, 1], vec!["nsubj", ROOT, "dobj"]));
    }

    #[test]
    fn a_word_without_a_head_is_put_back_once() {
        let mut state = State::new(3);
        for m in [Move::Shift, Move::Shift, Move::Reduce] {
            state.apply(m);
        }
        assert_eq!((state.ahead(0), state.ahead(1)), (Some(1), Some(2)));
        assert!(!state.allowed().shift, "it would go round for ever");
    }

    #[test]
    fn break_starts_a_sentence_once() {
        let mut state = State::new(2);
        state.apply(Move::Break);
        assert!(state.starts[1] && !state.allowed().split);
        state.apply(Move::Shift);
        assert!(!state.allowed().arc, "no arc crosses the start of a sentence");
    }

    #[test]
    fn each_root_starts_a_sentence() {
        assert_eq!(sentence_starts(&[1, 1, 1, 4, 4]), [true, false, false, true, false]);
    }
}
