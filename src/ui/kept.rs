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
}
