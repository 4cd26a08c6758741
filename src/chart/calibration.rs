//! Calibration as charts: predicted against given scores, and each bias with its interval.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{DateTime, FixedOffset};

use super::figure::{Axis, Figure, Layer, Mark, Point, SCORE_AXIS, Table, Tone, number, score, words};
use crate::domain::attempt::Attempt;
use crate::domain::calibration::{Bias, Calibration, Measure};
use crate::domain::rubric::Dimension;
use crate::domain::words::count;

/// The biases' axis, in scores; what lies further out is drawn at its end and told in words.
pub const BIAS_AXIS: RangeInclusive<f64> = -2.0..=2.0;

/// The charts of a person's calibration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Charts {
    /// Predicted against given.
    pub predicted: Figure,
    /// The three biases.
    pub biases: Figure,
    /// The bias against friends, by dimension.
    pub by_dimension: Figure,
}

/// The charts of `calibration`, which was worked out from `attempts`.
pub fn charts(calibration: &Calibration, attempts: &[Attempt]) -> Charts {
    Charts {
        predicted: predicted(attempts),
        biases: biases(calibration),
        by_dimension: by_dimension(calibration),
    }
}

/// Predicted against given mean scores: a dot for each pair of values, however many answers have it.
pub fn predicted(attempts: &[Attempt]) -> Figure {
    // Means are told to a hundredth, so that is what makes two answers one dot.
    let mut pairs: BTreeMap<(u8, u32), (usize, DateTime<FixedOffset>)> = BTreeMap::new();
    let mut answers = 0;
    for attempt in attempts {
        let (Some(predicted), Some(given)) = (attempt.predicted, attempt.scores.mean()) else { continue };
        answers += 1;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 100 to 500
        let given = (given * 100.0).round() as u32;
        let pair = pairs.entry((predicted.value(), given)).or_insert((0, attempt.started));
        *pair = (pair.0 + 1, pair.1.max(attempt.started));
    }
    let mut table =
        Table::new([score("Predicted"), score("Given, mean"), number("Answers"), words("The last")]);
    let mut points = Vec::new();
    for ((predicted, given), (n, last)) in pairs {
        let (x, y) = (f64::from(predicted), f64::from(given) / 100.0);
        let last = last.format("%-d %b %Y").to_string();
        points.push(Point {
            x,
            y,
            said: format!("Predicted {predicted}, given {y:.1}: {}, the last on {last}", count(n, "answer")),
        });
        table.rows.push(vec![predicted.to_string(), format!("{y:.2}"), n.to_string(), last]);
    }
    let (least, most) = (*SCORE_AXIS.start(), *SCORE_AXIS.end());
    let equal = Layer::Line {
        name: "as predicted".to_owned(),
        points: vec![[least, least], [most, most]],
        tone: Tone::Muted,
        dashed: true,
    };
    let dots = Layer::Dots { name: "answers".to_owned(), points, tone: Tone::Ink, hollow: false };
    // Without data there is nothing to draw the line of equality for.
    let layers = if answers == 0 { Vec::new() } else { vec![equal, dots] };
    Figure {
        title: "Predicted against given".to_owned(),
        said: format!(
            "Chart of the score predicted against the mean score then given, 1 to 5: {}.",
            count(answers, "answer")
        ),
        note: "Dots: your answers. Below the dashed line you gave yourself less than you predicted, above it more.".to_owned(),
        x: score_axis("predicted, 1 to 5"),
        y: score_axis("given, mean of 1 to 5"),
        layers,
        table,
    }
}

/// The three biases as dots with their intervals.
pub fn biases(calibration: &Calibration) -> Figure {
    let rows: Vec<(&str, Option<&Bias>)> =
        Measure::ALL.into_iter().map(|m| (m.name(), calibration.bias(m))).collect();
    let note = "Dots: the mean difference in scores; lines: where it likely lies, four times in five. \
                Right of 0 you predict more than you then give, give more at first than on a second look, or more than a friend.";
    bars("How your own scores compare", "Compared", note, &rows)
}

/// The bias against friends on each dimension.
pub fn by_dimension(calibration: &Calibration) -> Figure {
    let rows: Vec<(&str, Option<&Bias>)> = Dimension::ALL
        .into_iter()
        .zip(&calibration.friend_on)
        .map(|(dimension, bias)| (dimension.name(), bias.as_ref()))
        .collect();
    let note =
        "Dots: the mean of your score less a friend's; lines: where it likely lies, four times in five.";
    bars("Your scores against a friend's, by dimension", "Dimension", note, &rows)
}

/// A row for each bias, the first at the top; those with too few differences have none drawn.
fn bars(title: &str, of: &str, note: &str, rows: &[(&str, Option<&Bias>)]) -> Figure {
    let mut table = Table::new([
        words(of),
        score("Mean difference"),
        score("Likely from"),
        score("To"),
        number("Comparisons"),
    ]);
    let clamp = |value: f64| value.clamp(*BIAS_AXIS.start(), *BIAS_AXIS.end());
    let (mut lines, mut points, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    for (y, (name, bias)) in (0..rows.len()).rev().map(|y| y as f64).zip(rows) {
        marks.push(Mark { at: y, text: (*name).to_owned() });
        let n = bias.map_or(0, |bias| bias.n);
        // A row too early to tell keeps its place and its count: one sees how many comparisons are
        // missing.
        let Some(bias) = bias.filter(|bias| bias.is_told()) else {
            let dash = || "–".to_owned();
            table.rows.push(vec![(*name).to_owned(), dash(), dash(), dash(), n.to_string()]);
            continue;
        };
        lines.push(Layer::Line {
            name: format!("{name}, likely range"),
            points: vec![[clamp(bias.low), y], [clamp(bias.high), y]],
            tone: Tone::Accent,
            dashed: false,
        });
        let (mean, low, high) = (signed(bias.mean), signed(bias.low), signed(bias.high));
        let said =
            format!("{name}: {mean}, likely between {low} and {high}, from {}", count(n, "comparison"));
        points.push(Point { x: clamp(bias.mean), y, said });
        table.rows.push(vec![(*name).to_owned(), mean, low, high, n.to_string()]);
    }
    let said = if points.is_empty() {
        format!("Chart: {title}. Too few answers to compare yet.")
    } else {
        let all: Vec<&str> = points.iter().map(|p| p.said.as_str()).collect();
        format!("Chart: {title}. {}.", all.join(". "))
    };
    let mut layers = vec![Layer::Up { at: 0.0, text: "no difference".to_owned() }];
    layers.extend(lines);
    layers.push(Layer::Dots { name: "mean difference".to_owned(), points, tone: Tone::Ink, hollow: false });
    let mark = |at: i8| Mark { at: at.into(), text: signed_whole(at) };
    Figure {
        title: title.to_owned(),
        said,
        note: note.to_owned(),
        x: Axis {
            label: "difference in scores".to_owned(),
            from: *BIAS_AXIS.start(),
            to: *BIAS_AXIS.end(),
            marks: (-2..=2).map(mark).collect(),
        },
        y: Axis { label: String::new(), from: -0.5, to: rows.len() as f64 - 0.5, marks },
        layers,
        table,
    }
}

fn score_axis(label: &str) -> Axis {
    let mark = |at: u8| Mark { at: at.into(), text: at.to_string() };
    Axis {
        label: label.to_owned(),
        from: *SCORE_AXIS.start(),
        to: *SCORE_AXIS.end(),
        marks: (1..=5).map(mark).collect(),
    }
}

/// A difference with its sign: "+0.6", "−0.3", "0.0".
fn signed(difference: f64) -> String {
    let size = format!("{:.1}", difference.abs());
    match size.as_str() {
        "0.0" => size,
        _ if difference < 0.0 => format!("−{size}"),
        _ => format!("+{size}"),
    }
}

fn signed_whole(value: i8) -> String {
    match value {
        0 => "0".to_owned(),
        below if below < 0 => format!("−{}", below.unsigned_abs()),
        above => format!("+{above}"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::attempt::AskedQuestion;
    use crate::domain::rubric::{Score, Scores};
    use crate::domain::second_scores::FriendScores;
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap()
    }

    fn all(score: u8) -> Scores {
        let mut scores = Scores::default();
        for d in Dimension::ALL {
            scores.set(d, Score::new(score));
        }
        scores
    }

    fn attempt(n: u8, predicted: u8, given: u8) -> Attempt {
        let question = AskedQuestion { id: None, text: "?".to_owned() };
        let started = now() - TimeDelta::days(30 - i64::from(n));
        let mut attempt = Attempt::new(Uuid::from_u128(n.into()), question, "A".to_owned(), started);
        attempt.predicted = Score::new(predicted);
        attempt.scores = all(given);
        attempt
    }

    fn charted(attempts: &[Attempt]) -> Charts {
        charts(&Calibration::new(attempts, now()), attempts)
    }

    #[test]
    fn answers_with_the_same_values_are_one_dot_that_says_how_many() {
        let attempts = [attempt(1, 4, 3), attempt(2, 4, 3), attempt(3, 5, 3), attempt(4, 0, 3)];
        let chart = charted(&attempts).predicted;
        let said: Vec<&str> = chart.points().iter().map(|p| p.said.as_str()).collect();
        assert_eq!(
            said,
            [
                "Predicted 4, given 3.0: 2 answers, the last on 2 Jun 2026",
                "Predicted 5, given 3.0: 1 answer, the last on 3 Jun 2026"
            ]
        );
        assert_eq!(chart.table.rows[0], ["4", "3.00", "2", "2 Jun 2026"]);
        assert!(chart.said.contains("3 answers"));
    }

    #[test]
    fn a_bias_is_told_only_when_there_is_enough_and_drawn_within_the_axis() {
        let none = charted(&[]);
        assert!(none.predicted.is_empty() && none.biases.is_empty() && none.by_dimension.is_empty());
        assert_eq!(none.biases.table.rows.len(), 3);
        let mut attempts = vec![attempt(1, 5, 1), attempt(2, 5, 1), attempt(3, 5, 1)];
        let by = |name: &str| FriendScores {
            by: name.to_owned(),
            at: now(),
            scores: all(2),
            note: None,
            packet: None,
        };
        attempts[0].friend_scores = vec![by("Anna")];
        let chart = charted(&attempts);
        assert_eq!(chart.biases.points().len(), 1, "one friend's scores are too few");
        assert_eq!(chart.biases.table.rows[2][1..], ["–", "–", "–", "1"]);
        assert_eq!(chart.biases.table.rows[0][1], "+4.0", "the table tells what the axis has no room for");
        assert!((chart.biases.points()[0].x - 2.0).abs() < 1e-12);
        attempts[1].friend_scores = vec![by("Ben")];
        let chart = charted(&attempts).by_dimension;
        assert_eq!(chart.points().len(), 6);
        assert!(chart.table.rows.iter().all(|row| row[1] == "−1.0"), "{:?}", chart.table.rows);
    }

    proptest! {
        #[test]
        fn the_table_has_what_the_chart_has(
            given in prop::collection::vec((0u8..=5, 1u8..=5), 0..60),
        ) {
            let attempts: Vec<Attempt> =
                (1..).zip(&given).map(|(n, &(predicted, score))| attempt(n % 30, predicted, score)).collect();
            let chart = charted(&attempts);
            let answers: usize = chart.predicted.table.rows.iter().map(|r| r[2].parse::<usize>().unwrap()).sum();
            prop_assert_eq!(answers, given.iter().filter(|(p, _)| *p > 0).count());
            prop_assert_eq!(chart.predicted.points().len(), chart.predicted.table.rows.len());
            for figure in [&chart.predicted, &chart.biases, &chart.by_dimension] {
                for row in &figure.table.rows {
                    prop_assert_eq!(row.len(), figure.table.heads.len());
                }
                for point in figure.points() {
                    prop_assert!((0.0..=1.0).contains(&figure.x.share(point.x)));
                    prop_assert!((0.0..=1.0).contains(&figure.y.share(point.y)));
                }
            }
        }
    }
}
