//! The person's own usual: what a recording is compared with, and how it went over time.

use uuid::Uuid;

use super::Recording;
use super::delivery::Measures;

/// The fewest other recordings that a usual is told from.
pub const LEAST: usize = 3;

/// How the pace of a recording compares with the person's own usual.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// 0.1 is a tenth faster than usual; negative is slower.
    pub faster: f64,
    /// How many other recordings the usual rests on.
    pub recordings: usize,
}

/// The pace of the recording of `attempt` against the median of the others; nothing while those are fewer than [`LEAST`].
pub fn pace(attempt: Uuid, all: &[Told]) -> Option<Pace> {
    let own = all.iter().find(|told| told.attempt == attempt)?.pace?;
    let others = all.iter().filter(|told| told.attempt != attempt);
    let mut others: Vec<f64> = others.filter_map(|told| told.pace).collect();
    (others.len() >= LEAST)
        .then(|| Pace { faster: own / median(&mut others) - 1.0, recordings: others.len() })
}

/// The middle one, or the mean of the two in the middle. Of none it is 0.
fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    match n {
        0 => 0.0,
        _ if n % 2 == 1 => values[n / 2],
        _ => f64::midpoint(values[n / 2 - 1], values[n / 2]),
    }
}

/// One recording's place in the trend.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The attempt.
    pub attempt: Uuid,
    /// How it was told.
    pub measures: Measures,
    /// Syllables a second of talk, where they were counted.
    pub pace: Option<f64>,
}

/// What changed from the older half of the recordings to the newer.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// How many recordings it rests on.
    pub recordings: usize,
    /// Median seconds to the first word, older and newer.
    pub first_word_secs: (f64, f64),
    /// Median of the longest pause.
    pub longest_pause_secs: (f64, f64),
    /// Median share of talk in talk and pauses.
    pub talk_share: (f64, f64),
    /// Median share of the talk spent on the result, of those with sections; nothing if either half has none.
    pub result_share: Option<(f64, f64)>,
}

/// The recordings that can be measured, in the order given.
pub fn told(recordings: &[Recording]) -> Vec<Told> {
    let measured = |recording: &Recording| {
        let measures = recording.measures()?.ok()?;
        let pace = recording.syllables.map(|n| f64::from(n) / measures.whole.talk_secs);
        let pace = pace.filter(|pace| pace.is_finite() && *pace > 0.0);
        Some(Told { attempt: recording.attempt, measures, pace })
    };
    recordings.iter().filter_map(measured).collect()
}

/// The trend; nothing while there are fewer than twice [`LEAST`].
pub fn trend(told: &[Told]) -> Option<Trend> {
    if told.len() < 2 * LEAST {
        return None;
    }
    let (older, newer) = told.split_at(told.len() / 2);
    let of = |half: &[Told], what: &dyn Fn(&Measures) -> Option<f64>| {
        let mut values: Vec<f64> = half.iter().filter_map(|told| what(&told.measures)).collect();
        (!values.is_empty()).then(|| median(&mut values))
    };
    let both = |what: &dyn Fn(&Measures) -> Option<f64>| Some((of(older, what)?, of(newer, what)?));
    Some(Trend {
        recordings: told.len(),
        first_word_secs: both(&|m| Some(m.first_word_secs))?,
        longest_pause_secs: both(&|m| Some(m.longest_pause.map_or(0.0, |pause| pause.secs)))?,
        talk_share: both(&|m| Some(m.talk_share()))?,
        result_share: both(&|m| m.result_share),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::float_cmp)]
mod tests {
    use chrono::DateTime;

    use super::super::delivery::Span;
    use super::super::{Beat, Mark, RATE};
    use super::*;

    /// A minute of which `talk` seconds are told after a second of silence, with so many syllables.
    fn recording(n: u128, talk: f64, syllables: u32) -> Recording {
        let made = DateTime::parse_from_rfc3339("2026-05-04T10:00:00+00:00").unwrap();
        Recording {
            frames: u64::from(RATE) * 60,
            marks: vec![Mark { at: 0.0, beat: Beat::Answer }],
            speech: Some(vec![Span::new(1.0, 1.0 + talk)]),
            syllables: Some(syllables),
            ..Recording::new(Uuid::from_u128(n), made)
        }
    }

    #[test]
    fn pace_is_told_against_ones_own_usual_from_three_others_on() {
        let mut all = vec![recording(1, 40.0, 160), recording(2, 40.0, 120), recording(3, 50.0, 200)];
        let of = |all: &[Recording], n: usize| pace(all[n].attempt, &told(all));
        assert_eq!(of(&all, 0), None);
        all.push(recording(4, 40.0, 200));
        let fast = of(&all, 3).unwrap();
        assert_eq!((fast.faster, fast.recordings), (0.25, 3));
        assert!((of(&all, 1).unwrap().faster + 0.25).abs() < 1e-9);
        all[2].syllables = None;
        assert_eq!(of(&all, 3), None, "what was not counted is no evidence");
    }

    #[test]
    fn a_trend_is_told_from_six_on() {
        let all: Vec<Recording> = (1..=6).map(|n| recording(n, 30.0, 100)).collect();
        assert_eq!(trend(&told(&all[..5])), None);
        let trend = trend(&told(&all)).unwrap();
        assert_eq!((trend.recordings, trend.first_word_secs, trend.result_share), (6, (1.0, 1.0), None));
    }
}
