//! Crossing arcs: the parser writes "label||label of the true head" on a higher head, which is undone here.

use std::ops::Range;

/// The true head is at most so many words from a head on the way.
const REACH: usize = 200;

/// Moves each token whose label holds "||" to the true head, which is the nearest descendant with the second label.
pub(super) fn undo(heads: &mut [usize], labels: &mut [&'static str], is_space: &[bool]) {
    for token in 0..heads.len() {
        if let Some((label, head_label)) = labels[token].split_once("||") {
            heads[token] = true_head(token, head_label, heads, labels, is_space);
            labels[token] = label;
        }
    }
}

fn true_head(token: usize, head_label: &str, heads: &[usize], labels: &[&'static str], is_space: &[bool]) -> usize {
    let mut level = vec![heads[token]];
    while !level.is_empty() {
        let mut next = Vec::new();
        for &head in &level {
            let children = near(head, heads.len()).filter(|&c| heads[c] == head && c != head && c != token && !is_space[c]);
            for child in children {
                if labels[child] == head_label {
                    return child;
                }
                next.push(child);
            }
        }
        level = next;
    }
    heads[token]
}

fn near(word: usize, count: usize) -> Range<usize> {
    word.saturating_sub(REACH)..count.min(word + REACH)
}

/// The root above each token.
pub(super) fn roots(heads: &[usize]) -> Vec<usize> {
    let mut roots: Vec<Option<usize>> = vec![None; heads.len()];
    let mut path = Vec::new();
    for start in 0..heads.len() {
        let mut token = start;
        // The length is only ever reached if the heads went in a circle.
        while roots[token].is_none() && heads[token] != token && path.len() <= heads.len() {
            path.push(token);
            token = heads[token];
        }
        let root = roots[token].unwrap_or(token);
        roots[token] = Some(root);
        path.drain(..).for_each(|passed| roots[passed] = Some(root));
    }
    roots.into_iter().enumerate().map(|(i, root)| root.unwrap_or(i)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lifted_arc_goes_back() {
        // "a hearing is scheduled on the issue": "on" belongs to "hearing" (1), the parser hung it on "scheduled" (3).
        let mut heads = [1, 3, 3, 3, 3, 6, 4];
        let mut labels = ["det", "nsubjpass", "auxpass", "ROOT", "prep||nsubjpass", "det", "pobj"];
        undo(&mut heads, &mut labels, &[false; 7]);
        assert_eq!((heads[4], labels[4]), (1, "prep"));
    }

    #[test]
    fn without_such_a_head_the_arc_stays() {
        let (mut heads, mut labels) = ([1, 1, 1], ["det", "ROOT", "prep||dobj"]);
        undo(&mut heads, &mut labels, &[false; 3]);
        assert_eq!((heads[2], labels[2]), (1, "prep"));
    }

    #[test]
    fn roots_of_chains_and_circles() {
        assert_eq!(roots(&[1, 2, 2, 3]), [2, 2, 2, 3]);
        assert_eq!(roots(&[1, 0]).len(), 2);
    }
}
