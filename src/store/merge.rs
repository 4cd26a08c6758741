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
#[allow(clippy::large_enum_variant)] // moved once into the slab, so that no attempt is allocated by itself
pub(crate) enum EntityState {
    /// A live attempt, and its whole body if that holds what the domain does not know.
    Attempt(Attempt, Option<Box<AttemptBody>>),
    /// A live moment, and the fields of it that the domain does not know.
    Moment(Moment, Extra),
    /// Deleted.
    Deleted,
}

/// An entity's state while lines are merged.
#[derive(Clone, Debug, PartialEq)]
enum Held {
    /// The attempt stands here in the slab.
    Attempt(usize, Option<Box<AttemptBody>>),
    Moment(Moment, Extra),
    Deleted,
}

/// What is live after a merge.
#[derive(Debug, Default)]
pub(crate) struct Live {
    /// The attempts.
    pub attempts: Vec<Attempt>,
    /// The whole bodies of those that hold what the domain does not know.
    pub remnants: Vec<(Uuid, Box<AttemptBody>)>,
    /// The moments, with the fields of each that the domain does not know.
    pub moments: Vec<(Moment, Extra)>,
}

/// The merge of any number of lines.
///
/// Attempts lie in a slab: allocated one by one and then moved together they would leave as much memory behind, free
/// and in pieces, as they take.
#[derive(Clone, Debug, Default)]
pub(crate) struct Merged {
    entities: HashMap<Uuid, (Order, Held)>,
    attempts: Vec<Option<Attempt>>,
}

impl Merged {
    /// Makes room for about `lines` more entities.
    pub(crate) fn reserve(&mut self, lines: usize) {
        self.entities.reserve(lines);
        self.attempts.reserve(lines);
    }

    /// Takes one line in.
    pub(crate) fn apply(&mut self, entity: Uuid, order: Order, state: EntityState) {
        let mut place = |state: EntityState, before: Option<usize>| match state {
            EntityState::Attempt(attempt, remnant) => {
                let at = before.unwrap_or_else(|| {
                    self.attempts.push(None);
                    self.attempts.len() - 1
                });
                self.attempts[at] = Some(attempt);
                Held::Attempt(at, remnant)
            }
            EntityState::Moment(moment, extra) => Held::Moment(moment, extra),
            EntityState::Deleted => Held::Deleted,
        };
        match self.entities.entry(entity) {
            Entry::Vacant(slot) => {
                slot.insert((order, place(state, None)));
            }
            Entry::Occupied(mut slot) => {
                if slot.get().0 < order {
                    let before = if let Held::Attempt(at, _) = &slot.get().1 { Some(*at) } else { None };
                    let held = place(state, before);
                    if let (Some(at), Held::Moment(..) | Held::Deleted) = (before, &held) {
                        self.attempts[at] = None;
                    }
                    slot.insert((order, held));
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
        let from = self.attempts.len();
        self.attempts.extend(other.attempts);
        for (entity, (order, held)) in other.entities {
            let held = match held {
                Held::Attempt(at, remnant) => Held::Attempt(from + at, remnant),
                Held::Moment(..) | Held::Deleted => held,
            };
            let lost = match self.entities.entry(entity) {
                Entry::Vacant(slot) => {
                    slot.insert((order, held));
                    continue;
                }
                Entry::Occupied(mut slot) if slot.get().0 < order => slot.insert((order, held)).1,
                Entry::Occupied(_) => held,
            };
            if let Held::Attempt(at, _) = lost {
                self.attempts[at] = None;
            }
        }
    }

    /// What is live, attempts in the order in which their lines were first met.
    pub(crate) fn into_live(self) -> Live {
        let mut live = Live::default();
        for (entity, (_, held)) in self.entities {
            match held {
                Held::Attempt(_, remnant) => live.remnants.extend(remnant.map(|body| (entity, body))),
                Held::Moment(moment, extra) => live.moments.push((moment, extra)),
                Held::Deleted => {}
            }
        }
        // In place: nothing is moved that need not be.
        live.attempts = self.attempts.into_iter().flatten().collect();
        live
    }

    /// How many attempts and moments are live.
    pub(crate) fn count_live(&self) -> (usize, usize) {
        self.entities.values().fold((0, 0), |(attempts, moments), (_, held)| match held {
            Held::Attempt(..) => (attempts + 1, moments),
            Held::Moment(..) => (attempts, moments + 1),
            Held::Deleted => (attempts, moments),
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::DateTime;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::attempt::AskedQuestion;

    fn line() -> impl Strategy<Value = (Uuid, Order, EntityState)> {
        (0u128..4, 0u64..5, 0usize..3, 0u64..4, 0u128..3, prop::option::of(0u8..8)).prop_map(
            |(entity, lamport, device, seq, id, text)| {
                let entity = Uuid::from_u128(entity);
                let noted = DateTime::parse_from_rfc3339("2026-01-02T03:04:05+01:00").unwrap();
                let state = text.map_or(EntityState::Deleted, |n| {
                    let text = n.to_string();
                    if n % 2 == 0 {
                        let moment = Moment { id: entity, text, noted, attempt: None };
                        return EntityState::Moment(moment, Extra::new());
                    }
                    let asked = AskedQuestion { id: None, text };
                    EntityState::Attempt(Attempt::new(entity, asked, "Calm".to_owned(), noted), None)
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

    /// Which line won for each entity, and what is live.
    fn won(merged: &Merged) -> (BTreeMap<Uuid, Order>, BTreeMap<Uuid, String>) {
        let orders = merged.entities.iter().map(|(entity, (order, _))| (*entity, order.clone())).collect();
        let live = merged.clone().into_live();
        let attempts = live.attempts.iter().map(|a| (a.id, format!("{a:?}")));
        let moments = live.moments.iter().map(|(m, _)| (m.id, format!("{m:?}")));
        let all: Vec<_> = attempts.chain(moments).collect();
        assert_eq!(merged.count_live().0 + merged.count_live().1, all.len());
        (orders, all.into_iter().collect())
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
            prop_assert_eq!(won(&whole), won(&merged(&shuffled)));
            let (low, high) = (cuts.0.min(cuts.1).min(shuffled.len()), cuts.0.max(cuts.1).min(shuffled.len()));
            let [a, b, c] = [merged(&shuffled[..low]), merged(&shuffled[low..high]), merged(&shuffled[high..])];
            let mut left = a.clone();
            left.merge(b.clone());
            left.merge(c.clone());
            let mut right = c;
            right.merge(b);
            right.merge(a);
            prop_assert_eq!(won(&left), won(&whole));
            prop_assert_eq!(won(&right), won(&whole));
        }

        #[test]
        fn a_line_taken_again_changes_nothing(lines in prop::collection::vec(line(), 0..30)) {
            let once = merged(&lines);
            let mut twice = once.clone();
            twice.merge(once.clone());
            prop_assert_eq!(won(&twice), won(&once));
            prop_assert_eq!(won(&merged(lines.iter().chain(&lines))), won(&once));
        }
    }
}
