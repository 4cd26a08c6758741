//! Which of the six dimensions lag: over all principles, and within each.

use chrono::{DateTime, FixedOffset};

use super::axis::scores;
use super::figure::{Axis, Bar, Figure, Layer, Mark, Point, Table, Tone, number, score, words};
use super::words::count;
use crate::domain::attempt::Attempt;
use crate::domain::readiness::FEW_ANSWERS;
use crate::domain::readiness_table::ReadinessTable;
use crate::domain::rubric::Dimension;

/// The sums of one or more principles' scores by dimension.
#[derive(Clone, Copy, Default)]
struct Sums {
    totals: [u64; 6],
    counts: [usize; 6],
    answers: usize,
}

impl Sums {
    fn of<'a>(attempts: impl IntoIterator<Item = &'a Attempt>, now: DateTime<FixedOffset>) -> Self {
        let mut all = Self::default();
        for attempt in attempts.into_iter().filter(|a| a.started <= now && a.is_evidence()) {
            all.answers += 1;
            for (dimension, score) in attempt.scores.iter() {
                all.totals[dimension as usize] += u64::from(score.value());
                all.counts[dimension as usize] += 1;
            }
        }
        all
    }

    /// The mean on a dimension, with how many answers; `None` where it was never scored.
    fn mean(&self, dimension: Dimension) -> Option<(f64, usize)> {
        let (sum, n) = (self.totals[dimension as usize], self.counts[dimension as usize]);
        (n > 0).then(|| (sum as f64 / n as f64, n))
    }

    /// The scored dimensions with their means, the weakest first; among equals in asking order.
    fn weakest_first(&self) -> Vec<(Dimension, f64, usize)> {
        let mut means: Vec<_> =
            Dimension::ALL.into_iter().filter_map(|d| self.mean(d).map(|(mean, n)| (d, mean, n))).collect();
        means.sort_by(|a, b| a.1.total_cmp(&b.1));
        means
    }
}

/// The mean score on each dimension over all principles, the weakest first.
pub fn dimensions<'a>(attempts: impl IntoIterator<Item = &'a Attempt>, now: DateTime<FixedOffset>) -> Figure {
    let sums = Sums::of(attempts, now);
    let means = sums.weakest_first();
    let mut table = Table::new([words("Dimension"), score("Mean, of 5"), number("Answers")]);
    let mut bars = Vec::new();
    let mut marks = Vec::new();
    let y = scores();
    for (i, &(dimension, mean, n)) in means.iter().enumerate() {
        let said = format!("{dimension}: {mean:.1} of 5 over {}", count(n, "answer"));
        let top = Point { x: i as f64, y: mean, said };
        bars.push(Bar { top, width: 0.5, base: y.from });
        marks.push(Mark { at: i as f64, text: dimension.name().to_owned() });
        table.rows.push(vec![dimension.name().to_owned(), format!("{mean:.2}"), n.to_string()]);
    }
    let said = match (means.first(), means.last()) {
        (Some((weakest, low, _)), Some((strongest, high, _))) if high > low => format!(
            "{weakest} lags: {low:.1} of 5. {strongest} is the strongest: {high:.1}. Over {}.",
            count(sums.answers, "answer")
        ),
        (Some((_, mean, _)), _) => {
            format!("No dimension lags: each is {mean:.1} of 5, over {}.", count(sums.answers, "answer"))
        }
        _ => "No scored answer yet.".to_owned(),
    };
    Figure {
        title: "Scores by dimension".to_owned(),
        said,
        note: "Bars: the mean of your own scores on each dimension, over all principles, the weakest first."
            .to_owned(),
        x: Axis { label: String::new(), from: -0.5, to: 5.5, marks },
        y,
        layers: vec![Layer::Bars { name: "mean score".to_owned(), bars, tone: Tone::Accent, hollow: false }],
        table,
    }
}

/// Which dimension lags within each principle, in the order of [`ReadinessTable::rows`]; principles without
/// scored answers are left out, and one with fewer than [`FEW_ANSWERS`] has too few to say.
/// `attempts` are those that `readiness_table` was worked out from; only those that `counts` holds count.
pub fn by_principle(
    readiness_table: &ReadinessTable,
    attempts: &[Attempt],
    now: DateTime<FixedOffset>,
    counts: impl Fn(&Attempt) -> bool,
) -> Table {
    let mut table = Table::new([
        words("Principle"),
        words("Lags"),
        score("Its mean, of 5"),
        score("Mean of all, of 5"),
        number("Answers"),
    ]);
    for row in &readiness_table.rows {
        let of_it =
            readiness_table.attempts_of(&row.name).iter().map(|&i| &attempts[i]).filter(|a| counts(a));
        let sums = Sums::of(of_it, now);
        let means = sums.weakest_first();
        let (Some(&(lags, low, _)), Some(&(_, high, _))) = (means.first(), means.last()) else { continue };
        let whole = means.iter().map(|m| m.1).sum::<f64>() / means.len() as f64;
        let (which, its) = if sums.answers < FEW_ANSWERS {
            ("too few answers to say".to_owned(), String::new())
        } else if high > low {
            (lags.name().to_owned(), format!("{low:.1}"))
        } else {
            ("none".to_owned(), format!("{low:.1}"))
        };
        table.rows.push(vec![row.name.clone(), which, its, format!("{whole:.1}"), sums.answers.to_string()]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_sound, assert_table, attempt, history, now};
    use super::*;
    use crate::domain::catalog::Catalog;
    use crate::domain::catalog::tests::bank;
    use crate::domain::profile::Profile;
    use crate::domain::rubric::Score;
    use proptest::prelude::*;

    fn readiness_table(attempts: &[Attempt]) -> ReadinessTable {
        let catalog = Catalog::new(vec![bank("x", &["A", "B", "C"], 5)], &Profile::default());
        ReadinessTable::new(attempts, &[], &catalog, now())
    }

    #[test]
    fn nothing_scored_is_an_empty_figure() {
        for attempts in [vec![], vec![attempt(1, "A", 5, 0)]] {
            let figure = dimensions(&attempts, now());
            assert_sound(&figure);
            assert!(figure.is_empty());
            assert_eq!(figure.said, "No scored answer yet.");
        }
    }

    #[test]
    fn the_weakest_stands_first() {
        let mut one = attempt(1, "A", 5, 4);
        one.scores.set(Dimension::Ownership, Score::new(2));
        one.scores.set(Dimension::Setting, None);
        let figure = dimensions([&one], now());
        assert_sound(&figure);
        assert_eq!(figure.table.rows[0], ["Ownership", "2.00", "1"]);
        assert_eq!(figure.table.rows.len(), 5, "one that was never scored is not shown");
        assert_eq!(figure.said, "Ownership lags: 2.0 of 5. Delivery is the strongest: 4.0. Over 1 answer.");
        let even = dimensions([&attempt(1, "A", 5, 4)], now());
        assert_eq!(even.said, "No dimension lags: each is 4.0 of 5, over 1 answer.");
    }

    #[test]
    fn each_principle_has_its_own() {
        let mut attempts: Vec<Attempt> = (0..3).map(|i| attempt(i, "A", 9, 4)).collect();
        for attempt in &mut attempts {
            attempt.scores.set(Dimension::Fit, Score::new(1));
        }
        attempts.push(attempt(8, "B", 2, 3));
        let readiness_table = readiness_table(&attempts);
        let table = by_principle(&readiness_table, &attempts, now(), |_| true);
        assert_table(&table);
        let row = |name: &str| table.rows.iter().find(|row| row[0] == name);
        assert_eq!(
            row("A").map(|row| row[1..].to_vec()),
            Some(["Fit", "1.0", "3.5", "3"].map(String::from).to_vec())
        );
        assert_eq!(row("B").map(|row| row[1].as_str()), Some("too few answers to say"));
        assert_eq!(row("C"), None);
        assert!(by_principle(&readiness_table, &attempts, now(), |_| false).rows.is_empty());
    }

    proptest! {
        #[test]
        fn the_figure_lies_within_its_axes(attempts in history()) {
            assert_sound(&dimensions(&attempts, now()));
            assert_table(&by_principle(&readiness_table(&attempts), &attempts, now(), |_| true));
        }
    }
}
