//! Small values as they stand in an attempt's body, read leniently: what is not known is kept.

use serde::de::{Deserializer, Error as _};
use serde::ser::{Error as _, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::attempt::Outcome;
use crate::domain::rubric::Score;

/// The greatest whole number that every JSON reader takes exactly: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Seconds: any JSON number; a whole one is written without a fraction.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Secs(pub f64);

impl Secs {
    /// The seconds, if they are finite and not negative.
    pub fn valid(self) -> Option<f64> {
        // Adding zero turns -0.0 into 0.0, which would not survive being written as an integer.
        (self.0.is_finite() && self.0 >= 0.0).then_some(self.0 + 0.0)
    }
}

impl Serialize for Secs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.0.is_finite() {
            return Err(S::Error::custom("seconds must be a finite number"));
        }
        if self.0.fract() == 0.0 && self.0.abs() < EXACT {
            #[allow(clippy::cast_possible_truncation)] // whole and below 2^53
            return serializer.serialize_i64(self.0 as i64);
        }
        serializer.serialize_f64(self.0)
    }
}

impl<'de> Deserialize<'de> for Secs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Self).map_err(D::Error::custom)
    }
}

/// A score as it stands in the file: a whole number from 1 to 5, or something else, kept.
#[derive(Clone, Debug, PartialEq)]
pub enum ScoreField {
    /// 1 to 5.
    Known(Score),
    /// Anything else.
    Other(Value),
}

impl ScoreField {
    pub(crate) fn from_value(value: Value) -> Self {
        let whole = value.as_u64().or_else(|| {
            let number = value.as_f64().filter(|n| n.fract() == 0.0 && (1.0..=5.0).contains(n))?;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 1 to 5
            Some(number as u64)
        });
        whole.and_then(|n| u8::try_from(n).ok()).and_then(Score::new).map_or(Self::Other(value), Self::Known)
    }
}

impl Serialize for ScoreField {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(score) => serializer.serialize_u8(score.value()),
            Self::Other(value) => value.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ScoreField {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Self::from_value)
    }
}

/// How a probe ended as it stands in the file: one of the four words, or another, kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutcomeWord {
    /// `held`, `already`, `stuck` or `ended`.
    Known(Outcome),
    /// Another word; empty if there was none.
    Other(String),
}

impl Default for OutcomeWord {
    fn default() -> Self {
        Self::Other(String::new())
    }
}

impl Serialize for OutcomeWord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Known(outcome) => outcome.id(),
            Self::Other(word) => word,
        })
    }
}

impl<'de> Deserialize<'de> for OutcomeWord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = OutcomeWord;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("one of held, already, stuck, ended")
            }
            fn visit_str<E>(self, word: &str) -> Result<OutcomeWord, E> {
                Ok(Outcome::from_id(word)
                    .map_or_else(|| OutcomeWord::Other(word.to_owned()), OutcomeWord::Known))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn whole_seconds_are_written_whole() {
        assert_eq!(serde_json::to_string(&Secs(171.0)).unwrap(), "171");
        assert_eq!(serde_json::to_string(&Secs(0.5)).unwrap(), "0.5");
        assert!(serde_json::to_string(&Secs(f64::NAN)).is_err());
        assert_eq!(Secs(-0.0).valid().unwrap().to_bits(), 0);
        assert_eq!(Secs(-1.0).valid(), None);
    }

    #[test]
    fn scores_are_whole_numbers() {
        let read = |text: &str| serde_json::from_str::<ScoreField>(text).unwrap();
        assert_eq!(read("3"), ScoreField::Known(Score::new(3).unwrap()));
        assert_eq!(read("3.0"), ScoreField::Known(Score::new(3).unwrap()));
        for other in ["0", "6", "3.5", "-1", "\"3\"", "[3]"] {
            assert!(matches!(read(other), ScoreField::Other(_)), "{other}");
            assert_eq!(serde_json::to_string(&read(other)).unwrap(), other);
        }
    }
}
