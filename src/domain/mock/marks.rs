//! Marks of a competency interview, 1 to 7: the scale of the UK Civil Service's Success Profiles.
//!
//! A mark says how much an answer demonstrates, and 4 is the usual bar. It belongs to its debrief alone: it is never turned
//! into a score of the rubric, which asks other things.

/// A mark, 1 to 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(u8);

/// The bar that an answer has to reach on the scale, unless a department sets another.
pub const BAR: u8 = 4;

impl Mark {
    /// The mark, if it is within 1 to 7.
    pub fn new(value: u8) -> Option<Self> {
        (1..=7).contains(&value).then_some(Self(value))
    }

    /// All seven, the lowest first.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=7).map(Self)
    }

    /// Its number.
    pub fn value(self) -> u8 {
        self.0
    }

    /// What it says of an answer.
    pub fn words(self) -> &'static str {
        match self.0 {
            1 => "not shown",
            2 => "barely shown",
            3 => "partly shown",
            4 => "acceptable",
            5 => "good",
            6 => "strong",
            _ => "outstanding",
        }
    }

    /// Whether it reaches the bar.
    pub fn reaches(self) -> bool {
        self.0 >= BAR
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_one_to_seven_and_four_is_the_bar() {
        assert!(Mark::new(0).is_none() && Mark::new(8).is_none());
        assert_eq!(Mark::all().filter(|mark| mark.reaches()).count(), 4);
        let words: std::collections::BTreeSet<&str> = Mark::all().map(Mark::words).collect();
        assert_eq!(words.len(), 7);
    }
}
