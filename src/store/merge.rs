//! Merging journals: for one entity the greatest line wins, whatever order the lines come in.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use uuid::Uuid;

use super::schema::Extra;
use super::schema::attempt::AttemptBody;
use crate::domain::attempt::{Attempt, Moment};

/// What orders the lines of one entity: (lamport, device, seq). The line's id and sum follow, so that
/// two devices that came to share an id by a copied state folder still merge the same everywhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Order {
    pub lamport: u64,
    pub device: Arc<str>,
    pub seq: u64,
    pub id: Uuid,
    pub sum: u32,
}

/// What an entity is after its winning line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum EntityState {
    /// A live attempt, and its whole body if that holds what the domain does not know.
    Attempt(Box<Attempt>, Option<Box<AttemptBody>>),
    /// A live moment, and the fields of it that the domain does not know.
    Moment(Moment, Extra),
    /// Deleted.
    Deleted,
}

/// The merge of any number of lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Merged {
    entities: HashMap<Uuid, (Order, EntityState)>,
}

impl Merged {
    /// Makes room for about `lines` more entities.
    pub(crate) fn reserve(&mut self, lines: usize) {
        self.entities.reserve(lines);
    }

    /// Takes one line in.
    pub(crate) fn apply(&mut self, entity: Uuid, order: Order, state: EntityState) {
        match self.entities.entry(entity) {
            Entry::Vacant(slot) => {
                slot.insert((order, state));
            }
            Entry::Occupied(mut slot) => {
                if slot.get().0 < order {
                    slot.insert((order, state));
                }
            }
        }
    }

    /// Takes another merge in.
    pub(crate) fn merge(&mut self, other: Self) {
        if self.entities.is_empty() {
            *self = other;
            return;
        }
        for (entity, (order, state)) in other.entities {
            self.apply(entity, order, state);
        }
    }

    pub(crate) fn into_states(self) -> impl Iterator<Item = (Uuid, EntityState)> {
        self.entities.into_iter().map(|(entity, (_, state))| (entity, state))
    }

    pub(crate) fn states(&self) -> impl Iterator<Item = &EntityState> {
        self.entities.values().map(|(_, state)| state)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;

    use super::*;

    fn line() -> impl Strategy<Value = (Uuid, Order, EntityState)> {
        (0u128..4, 0u64..5, 0usize..3, 0u64..4, 0u128..3, prop::option::of(0u8..4)).prop_map(
            |(entity, lamport, device, seq, id, text)| {
                let entity = Uuid::from_u128(entity);
                let noted = DateTime::parse_from_rfc3339("2026-01-02T03:04:05+01:00").unwrap();
                let state = text.map_or(EntityState::Deleted, |n| {
                    EntityState::Moment(
                        Moment { id: entity, text: n.to_string(), noted, attempt: None },
                        Extra::new(),
                    )
                });
                let order = Order {
                    lamport,
                    device: ["a", "b", "c"][device].into(),
                    seq,
                    id: Uuid::from_u128(id),
                    // As in a real line, different contents have different sums.
                    sum: text.map_or(0, |n| u32::from(n) + 1),
                };
                (entity, order, state)
            },
        )
    }

    fn merged<'a>(lines: impl IntoIterator<Item = &'a (Uuid, Order, EntityState)>) -> Merged {
        let mut merged = Merged::default();
        for (entity, order, state) in lines.into_iter().cloned() {
            merged.apply(entity, order, state);
        }
        merged
    }

    proptest! {
        #[test]
        fn any_order_and_any_split_give_the_same(
            lines in prop::collection::vec(line(), 0..30).prop_flat_map(|l| (Just(l.clone()), Just(l).prop_shuffle())),
            cuts in (0usize..31, 0usize..31),
        ) {
            let (lines, shuffled) = lines;
            let whole = merged(&lines);
            prop_assert_eq!(&whole, &merged(&shuffled));
            let (low, high) = (cuts.0.min(cuts.1).min(shuffled.len()), cuts.0.max(cuts.1).min(shuffled.len()));
            let [a, b, c] = [merged(&shuffled[..low]), merged(&shuffled[low..high]), merged(&shuffled[high..])];
            let mut left = a.clone();
            left.merge(b.clone());
            left.merge(c.clone());
            let mut right = c;
            right.merge(b);
            right.merge(a);
            prop_assert_eq!(&left, &whole);
            prop_assert_eq!(&right, &whole);
        }

        #[test]
        fn a_line_taken_again_changes_nothing(lines in prop::collection::vec(line(), 0..30)) {
            let once = merged(&lines);
            let mut twice = once.clone();
            twice.merge(once.clone());
            prop_assert_eq!(&twice, &once);
            prop_assert_eq!(&merged(lines.iter().chain(&lines)), &once);
        }
    }
}
