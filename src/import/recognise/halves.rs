//! Work on a long list by halves, one of them on a thread of its own.

use std::ops::Range;
use std::thread::{Builder, scope};

/// Shorter lists are not worth a thread.
const WORTH: usize = 4_000;

/// What `work` makes of each half of `0..len`, put together in order.
pub fn halves<T: Send>(len: usize, work: impl Fn(Range<usize>) -> Vec<T> + Sync) -> Vec<T> {
    if len < WORTH {
        return work(0..len);
    }
    let half = len / 2;
    scope(|threads| {
        let second = || work(half..len);
        let Ok(thread) = Builder::new().name("importer".to_owned()).spawn_scoped(threads, second) else {
            return work(0..len);
        };
        let mut out = work(0..half);
        match thread.join() {
            Ok(rest) => out.extend(rest),
            Err(panic) => std::panic::resume_unwind(panic),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_make_the_whole() {
        for len in [0, 1, WORTH - 1, WORTH, WORTH + 1] {
            assert_eq!(halves(len, Iterator::collect), (0..len).collect::<Vec<_>>());
        }
    }
}
