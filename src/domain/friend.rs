//! A friend's scores: how far the person's own are off, and what that takes from them.

use super::tunables::{FRIEND_ANSWERS, FRIEND_SHRINK};

/// How many points the person's own scores are too high (negative: too low), from `differences`: for each
/// answer that a friend scored too, the own mean less the friend's mean, both 1 to 5.
///
/// `None` until there are [`FRIEND_ANSWERS`] of them. The mean difference is shrunk towards none by
/// `n / (n + `[`FRIEND_SHRINK`]`)`, the posterior mean of a bias that is normal around 0 beforehand, so
/// that a few answers do not move everything. A difference that is not a number is left out.
pub fn friend_correction(differences: &[f64]) -> Option<f64> {
    let known: Vec<f64> = differences.iter().copied().filter(|d| d.is_finite()).collect();
    let n = known.len();
    (n >= FRIEND_ANSWERS).then(|| known.iter().sum::<f64>() / (n as f64 + FRIEND_SHRINK))
}

/// An answer's own mean, lowered by `correction` points (raised if negative), within 1 to 5.
pub fn corrected(mean: f64, correction: f64) -> f64 {
    (mean - correction).clamp(1.0, 5.0)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn too_few_answers_correct_nothing() {
        assert_eq!(friend_correction(&[]), None);
        assert_eq!(friend_correction(&[1.0; FRIEND_ANSWERS - 1]), None);
        let mut one_is_no_number = vec![1.0; FRIEND_ANSWERS - 1];
        one_is_no_number.push(f64::NAN);
        assert_eq!(friend_correction(&one_is_no_number), None);
    }

    #[test]
    fn a_score_stays_within_one_to_five() {
        assert!((corrected(4.0, 0.6) - 3.4).abs() < 1e-12);
        assert!((corrected(1.2, 0.6) - 1.0).abs() < 1e-12);
        assert!((corrected(4.8, -0.6) - 5.0).abs() < 1e-12);
        assert!((corrected(3.5, 0.0) - 3.5).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn a_correction_lies_between_none_and_the_mean_difference(
            differences in proptest::collection::vec(-4.0..4.0, FRIEND_ANSWERS..60)
        ) {
            let mean = differences.iter().sum::<f64>() / differences.len() as f64;
            let correction = friend_correction(&differences).unwrap();
            prop_assert!(correction * mean >= 0.0 && correction.abs() <= mean.abs());
        }

        #[test]
        fn more_answers_of_the_same_kind_are_trusted_more(difference in 0.01..4.0, n in FRIEND_ANSWERS..60) {
            let few = friend_correction(&vec![difference; n]).unwrap();
            let more = friend_correction(&vec![difference; n + 1]).unwrap();
            prop_assert!(few < more && more < difference);
        }
    }
}
