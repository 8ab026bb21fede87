//! What is worked out from the workspace once for each change, so that no frame walks over a whole folder.

use std::cell::RefCell;
use std::sync::Arc;

/// A value with what it was worked out from.
#[derive(Debug)]
pub struct Kept<K, V>(RefCell<Option<(K, Arc<V>)>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<K: PartialEq, V> Kept<K, V> {
    /// The value for `key`; made where the last one asked for was another.
    pub fn get(&self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        if let Some((of, value)) = self.0.borrow().as_ref()
            && *of == key
        {
            return Arc::clone(value);
        }
        let value = Arc::new(make());
        *self.0.borrow_mut() = Some((key, Arc::clone(&value)));
        value
    }
}

impl<R: Copy + PartialEq, K: PartialEq, V: Clone> Kept<(R, K), V> {
    /// As [`Kept::get`], where the first part of the key is the revision of a dataset: where only that is another and `since` tells what has
    /// changed since the one asked for last, the value is mended.
    pub fn mended<S>(&self, key: (R, K), since: impl FnOnce(R) -> Option<S>, mend: impl FnOnce(&mut V, S), make: impl FnOnce() -> V) -> Arc<V> {
        if let Some(((revision, of), value)) = self.0.borrow_mut().as_mut()
            && *of == key.1
            && *revision != key.0
            && let Some(changed) = since(*revision)
        {
            mend(Arc::make_mut(value), changed);
            *revision = key.0;
        }
        self.get(key, make)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_again_only_for_another_key() {
        let kept: Kept<u32, u32> = Kept::default();
        let made = std::cell::Cell::new(0);
        let value = |key| {
            *kept.get(key, || {
                made.set(made.get() + 1);
                key * 10
            })
        };
        assert_eq!([value(1), value(1), value(2), value(1)], [10, 10, 20, 10]);
        assert_eq!(made.get(), 3);
    }

    #[test]
    fn a_value_is_mended_where_it_is_known_what_changed() {
        let kept: Kept<(u32, char), Vec<u32>> = Kept::default();
        let since = |revision| (revision > 2).then_some(revision);
        let value = |revision, of| kept.mended((revision, of), since, Vec::push, || vec![revision * 100]).to_vec();
        assert_eq!([value(1, 'a'), value(2, 'a'), value(3, 'a')], [vec![100], vec![200], vec![300]], "made anew, since nothing is known");
        assert_eq!([value(3, 'a'), value(5, 'a'), value(6, 'a')], [vec![300], vec![300, 3], vec![300, 3, 5]]);
        assert_eq!(value(7, 'b'), [700], "of another sort it is made anew");
    }
}
