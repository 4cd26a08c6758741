//! The trained weights: read from their asset once, looked up by a feature's hash.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use super::Label;

/// A weight of 1.0 as it is stored.
pub const SCALE: i32 = 16;

/// The version of the features and of the asset's form. Changes when either does.
pub const VERSION: u8 = 1;

const MAGIC: &[u8; 4] = b"GRLW";

/// The trained weights: each feature's for each label, and those of one label after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// The hash of the documents and labels they were trained on.
    pub corpus: u64,
    transitions: [[i32; Label::COUNT]; Label::COUNT],
    /// Where a feature's weights stand in `values`: first and one past the last.
    places: HashMap<u32, (u32, u32), BuildHasherDefault<AsItIs>>,
    values: Vec<(u8, i8)>,
}

/// A hasher for keys that are hashes already: such a key is its own hash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0 << 8 | u64::from(*byte);
        }
    }

    fn write_u32(&mut self, value: u32) {
        // The table takes its slot from the low bits and its tag from the high ones.
        self.0 = u64::from(value) << 32 | u64::from(value);
    }
}

impl Weights {
    /// The weights that come with the program.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Weights> = OnceLock::new();
        BUILT_IN.get_or_init(|| {
            Self::parse(include_bytes!("../../../../assets/import/labels.weights")).unwrap_or_else(Self::none)
        })
    }

    /// Weights that say nothing.
    pub fn none() -> Self {
        Self {
            corpus: 0,
            transitions: [[0; Label::COUNT]; Label::COUNT],
            places: HashMap::default(),
            values: Vec::new(),
        }
    }

    /// Rounded weights of (feature's hash, label, weight) and of one label after another, in real
    /// numbers. What rounds to nought is left out.
    pub fn of(
        corpus: u64,
        features: impl IntoIterator<Item = (u32, Label, f64)>,
        transitions: &[[f64; Label::COUNT]; Label::COUNT],
    ) -> Self {
        let scaled = |weight: f64, most: f64| (weight * f64::from(SCALE)).round().clamp(-most, most);
        let mut by_hash: std::collections::BTreeMap<u32, std::collections::BTreeMap<u8, f64>> =
            std::collections::BTreeMap::new();
        for (hash, label, weight) in features {
            *by_hash.entry(hash).or_default().entry(label as u8).or_default() += weight;
        }
        let mut weights = Self::none();
        weights.corpus = corpus;
        for (hash, row) in by_hash {
            let start = weights.values.len();
            for (label, weight) in row {
                #[allow(clippy::cast_possible_truncation)] // clamped to what fits
                let weight = scaled(weight, 127.0) as i8;
                if weight != 0 {
                    weights.values.push((label, weight));
                }
            }
            weights.place(hash, start);
        }
        for (before, row) in transitions.iter().enumerate() {
            for (after, weight) in row.iter().enumerate() {
                #[allow(clippy::cast_possible_truncation)] // clamped to what fits
                let weight = scaled(*weight, 32_000.0) as i32;
                weights.transitions[before][after] = weight;
            }
        }
        weights
    }

    fn place(&mut self, hash: u32, start: usize) {
        let end = self.values.len();
        if end > start
            && let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end))
        {
            self.places.insert(hash, (start, end));
        }
    }

    /// Adds what a feature weighs to each label's score.
    pub fn add(&self, feature: u32, scores: &mut [i32; Label::COUNT]) {
        if let Some(&(start, end)) = self.places.get(&feature) {
            for &(label, weight) in &self.values[start as usize..end as usize] {
                scores[label as usize] += i32::from(weight);
            }
        }
    }

    /// The scores of one label after another.
    pub fn transitions(&self) -> &[[i32; Label::COUNT]; Label::COUNT] {
        &self.transitions
    }

    /// How many features have a weight.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether nothing was learned.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The asset: magic, version, number of labels, the corpus's hash, transitions, then the features
    /// in the order of their hashes, each with its weights. Little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.push(VERSION);
        out.push(u8::try_from(Label::COUNT).unwrap_or(u8::MAX));
        out.extend(self.corpus.to_le_bytes());
        for weight in self.transitions.iter().flatten() {
            out.extend(i16::try_from(*weight).unwrap_or(0).to_le_bytes());
        }
        let mut places: Vec<_> = self.places.iter().collect();
        places.sort_unstable();
        for (hash, &(start, end)) in places {
            out.extend(hash.to_le_bytes());
            out.push(u8::try_from(end - start).unwrap_or(0));
            for &(label, weight) in &self.values[start as usize..end as usize] {
                out.push(label);
                out.extend(weight.to_le_bytes());
            }
        }
        out
    }

    /// The weights of an asset; `None` if it is of another version or cut off.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC.as_slice())?;
        let mut take = |count: usize| {
            let (taken, after) = rest.split_at_checked(count)?;
            rest = after;
            Some(taken)
        };
        if take(1)? != [VERSION] || usize::from(take(1)?[0]) != Label::COUNT {
            return None;
        }
        let mut weights = Self::none();
        weights.corpus = u64::from_le_bytes(take(8)?.try_into().ok()?);
        for row in &mut weights.transitions {
            for weight in row {
                *weight = i32::from(i16::from_le_bytes(take(2)?.try_into().ok()?));
            }
        }
        while let Some(hash) = take(4) {
            let hash = u32::from_le_bytes(hash.try_into().ok()?);
            let count = usize::from(take(1)?[0]);
            let start = weights.values.len();
            for pair in take(2 * count)?.chunks_exact(2) {
                if usize::from(pair[0]) >= Label::COUNT {
                    return None;
                }
                weights.values.push((pair[0], i8::from_le_bytes([pair[1]])));
            }
            weights.place(hash, start);
        }
        Some(weights)
    }
}

/// FNV-1a over 32 bits, the hash of a feature's name: public domain, by Fowler, Noll and Vo.
#[derive(Clone, Copy, Debug)]
pub struct Fnv(u32);

impl Fnv {
    /// The hash of no bytes.
    pub const NEW: Self = Self(0x811c_9dc5);

    /// The hash with these bytes added at the end.
    #[must_use]
    pub fn with(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)))
    }

    /// The hash.
    pub fn end(self) -> u32 {
        self.0
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_asset_reads_back_and_a_cut_one_is_refused() {
        let mut transitions = [[0.0; Label::COUNT]; Label::COUNT];
        transitions[1][2] = -1.5;
        let features = [(7, Label::Tip, 0.5), (7, Label::Story, -9.0), (9, Label::Note, 0.01)];
        let weights = Weights::of(42, features, &transitions);
        let bytes = weights.to_bytes();
        let again = Weights::parse(&bytes).unwrap();
        assert_eq!(again, weights);
        let mut scores = [0; Label::COUNT];
        again.add(7, &mut scores);
        again.add(9, &mut scores);
        assert_eq!((scores[Label::Tip as usize], scores[Label::Story as usize]), (8, -127));
        assert_eq!(again.transitions()[1][2], -24);
        assert_eq!(again.len(), 1, "what rounds to nought is left out");
        assert_eq!(Weights::parse(&bytes[..bytes.len() - 1]), None);
    }

    #[test]
    fn the_weights_of_the_program_are_there_and_small() {
        let bytes = include_bytes!("../../../../assets/import/labels.weights");
        assert!(bytes.len() < 1_000_000, "{} bytes", bytes.len());
        assert!(!Weights::parse(bytes).unwrap().is_empty());
    }
}
