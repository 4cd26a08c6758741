//! Where the time of an answer goes: planned against actual seconds by section, as means, by answer, as a trend.

use chrono::{DateTime, FixedOffset};

use super::axis::amounts;
use super::figure::{Axis, Bar, Figure, Layer, Mark, Point, Table, Tone, number, words};
use super::words::{count, moment, secs};
use crate::domain::attempt::Attempt;
use crate::domain::star::Section;

/// So many of the latest answers are drawn one by one.
pub const LATEST: usize = 12;
/// A trend has at most so many dots; with more answers each dot is the mean of several.
const MOST_DOTS: usize = 30;
/// A trend's dots above so many per cent of the plan are drawn at the edge.
const MOST_PERCENT: f64 = 300.0;
/// The mean of so many dots is the trend's line.
const SMOOTHED: usize = 5;

/// An answer that has both planned and actual seconds of its sections.
struct Timed<'a> {
    attempt: &'a Attempt,
    planned: [f64; 4],
    spoken: [f64; 4],
}

/// The answers that have their sections' seconds, and how many do not.
fn timed<'a>(
    attempts: impl IntoIterator<Item = &'a Attempt>,
    now: DateTime<FixedOffset>,
) -> (Vec<Timed<'a>>, usize) {
    let mut left_out = 0;
    let mut kept = Vec::new();
    for attempt in attempts.into_iter().filter(|a| a.started <= now && !a.mode.is_retold()) {
        match (attempt.planned_secs, attempt.section_secs) {
            (Some(planned), Some(spoken)) => {
                kept.push(Timed { attempt, planned: planned.0, spoken: spoken.0 });
            }
            _ => left_out += 1,
        }
    }
    (kept, left_out)
}

/// What is said of the answers that are not shown.
fn left_out(n: usize) -> String {
    match n {
        0 => String::new(),
        1 => " 1 answer without section seconds is left out.".to_owned(),
        n => format!(" {n} answers without section seconds are left out."),
    }
}

/// The mean planned and actual seconds of each section: plan as outlines, actual as bars within.
/// `attempts` are sorted by time; those without section seconds are left out and counted in the note.
pub fn means<'a>(attempts: impl IntoIterator<Item = &'a Attempt>, now: DateTime<FixedOffset>) -> Figure {
    let (timed, without) = timed(attempts, now);
    let mean = |of: fn(&Timed<'_>) -> [f64; 4], i: usize| {
        timed.iter().map(|t| of(t)[i]).sum::<f64>() / timed.len().max(1) as f64
    };
    let mut table = Table::new([
        words("Section"),
        number("Planned, s"),
        number("Actual, s"),
        number("Actual less planned, s"),
        number("Answers"),
    ]);
    let (mut plans, mut actuals, mut said, mut most) = (Vec::new(), Vec::new(), Vec::new(), 0.0f64);
    for (i, section) in Section::ALL.into_iter().enumerate().filter(|_| !timed.is_empty()) {
        let (planned, actual) = (mean(|t| t.planned, i), mean(|t| t.spoken, i));
        let words = format!("{section}: {} of {} planned", secs(actual), secs(planned));
        plans.push(bar(i, planned, 0.8, format!("{section}: {} planned", secs(planned))));
        actuals.push(bar(i, actual, 0.5, words.clone()));
        said.push(words);
        most = most.max(planned).max(actual);
        table.rows.push(vec![
            section.name().to_owned(),
            format!("{planned:.0}"),
            format!("{actual:.0}"),
            format!("{:+.0}", actual - planned),
            timed.len().to_string(),
        ]);
    }
    let said = if timed.is_empty() {
        "No answer with section seconds yet.".to_owned()
    } else {
        format!("Mean seconds by section over {}. {}.", count(timed.len(), "answer"), said.join("; "))
    };
    let layer = |name: &str, bars, hollow| Layer::Bars {
        name: name.to_owned(),
        bars,
        tone: if hollow { Tone::Ink } else { Tone::Accent },
        hollow,
    };
    let marks = Section::ALL
        .into_iter()
        .enumerate()
        .map(|(i, section)| Mark { at: i as f64, text: section.name().to_owned() })
        .collect();
    Figure {
        title: "Seconds by section".to_owned(),
        said,
        note: format!("Outline: planned. Bar: actual. Both are means.{}", left_out(without)),
        x: Axis { label: String::new(), from: -0.5, to: 3.5, marks },
        y: amounts("seconds", most),
        // The outline of the plan lies on top, where a longer bar cannot hide it.
        layers: vec![layer("actual", actuals, false), layer("planned", plans, true)],
        table,
    }
}

fn bar(at: usize, height: f64, width: f64, said: String) -> Bar {
    Bar { top: Point { x: at as f64, y: height, said }, width, base: 0.0 }
}

/// The latest answers one by one ([`LATEST`] at most), section upon section, with the plan's whole as an
/// outline. `attempts` are sorted by time.
pub fn by_answer<'a>(attempts: impl IntoIterator<Item = &'a Attempt>, now: DateTime<FixedOffset>) -> Figure {
    let (timed, without) = timed(attempts, now);
    let earlier = timed.len().saturating_sub(LATEST);
    let timed = &timed[earlier..];
    let mut sections: [Vec<Bar>; 4] = Default::default();
    let (mut plans, mut most) = (Vec::new(), 0.0f64);
    let mut table = Table::new([
        words("Answer given"),
        words("Principle"),
        number("Situation, s"),
        number("Task, s"),
        number("Action, s"),
        number("Result, s"),
        number("Whole, s"),
        number("Planned, s"),
    ]);
    for (i, t) in timed.iter().enumerate() {
        let given = moment(t.attempt.started);
        let (planned, whole): (f64, f64) = (t.planned.iter().sum(), t.spoken.iter().sum());
        let mut base = 0.0;
        for (section, bars) in Section::ALL.into_iter().zip(&mut sections) {
            let (spoken, plan) = (t.spoken[section as usize], t.planned[section as usize]);
            let said = format!("{given}, {section}: {} of {} planned", secs(spoken), secs(plan));
            bars.push(Bar { base, ..bar(i + 1, base + spoken, 0.5, said) });
            base += spoken;
        }
        let said = format!("{given}: {} in all of {} planned", secs(whole), secs(planned));
        plans.push(bar(i + 1, planned, 0.8, said));
        most = most.max(planned).max(base);
        let mut row = vec![given, t.attempt.principle.clone()];
        row.extend(t.spoken.iter().chain([&whole, &planned]).map(|secs| format!("{secs:.0}")));
        table.rows.insert(0, row);
    }
    let over = timed.iter().filter(|t| t.spoken.iter().sum::<f64>() > t.planned.iter().sum::<f64>()).count();
    let said = match timed.len() {
        0 => "No answer with section seconds yet.".to_owned(),
        n => format!("Seconds of the latest {}: {over} of {n} over the plan.", count(n, "answer")),
    };
    let before = match earlier {
        0 => String::new(),
        n => format!(" {} before these.", count(n, "answer")),
    };
    // Four weights that differ without colour: muted, outline, accent, ink.
    let looks = [(Tone::Muted, false), (Tone::Muted, true), (Tone::Accent, false), (Tone::Ink, false)];
    let parts = Section::ALL.into_iter().zip(sections).zip(looks).map(|((section, bars), (tone, hollow))| {
        Layer::Bars { name: section.name().to_lowercase(), bars, tone, hollow }
    });
    let plan = Layer::Bars { name: "planned".to_owned(), bars: plans, tone: Tone::Ink, hollow: true };
    Figure {
        title: "The latest answers".to_owned(),
        said,
        note: format!(
            "From below: situation, task (outline), action, result. Wide outline: planned in all.{before}{}",
            left_out(without)
        ),
        x: numbers("answer, the latest last", timed.len()),
        y: amounts("seconds", most),
        layers: parts.chain([plan]).collect(),
        table,
    }
}

/// An axis of things counted from 1 to `n`.
fn numbers(label: &str, n: usize) -> Axis {
    let last = n.max(2);
    let step = last.div_ceil(6).max(1);
    let marks = (1..=last).step_by(step).map(|i| Mark { at: i as f64, text: i.to_string() }).collect();
    Axis { label: label.to_owned(), from: 0.5, to: last as f64 + 0.5, marks }
}

/// One figure a section on shared axes: actual seconds as per cent of the plan, from the first answer to
/// the latest. With many answers a dot is the mean of several in a row. `attempts` are sorted by time.
pub fn trend<'a>(attempts: impl IntoIterator<Item = &'a Attempt>, now: DateTime<FixedOffset>) -> Vec<Figure> {
    let (timed, without) = timed(attempts, now);
    let runs: Vec<SectionTrend> = Section::ALL.into_iter().map(|section| run(section, &timed)).collect();
    let highest = runs.iter().flat_map(|run| &run.dots).map(|dot| dot.percent).fold(150.0, f64::max);
    let y = amounts("per cent of the plan", highest.min(MOST_PERCENT));
    let x = numbers("answer", timed.len());
    runs.into_iter().map(|run| trend_figure(run, &x, &y, without)).collect()
}

/// One section's share of the plan, answer by answer.
struct SectionTrend {
    section: Section,
    /// Answers that planned time for the section.
    answers: usize,
    dots: Vec<Mean>,
}

/// The mean over some answers in a row.
struct Mean {
    /// The first and last answer's number, from 1.
    from: usize,
    to: usize,
    percent: f64,
    planned: f64,
    spoken: f64,
    at: DateTime<FixedOffset>,
}

fn run(section: Section, timed: &[Timed<'_>]) -> SectionTrend {
    let at = section as usize;
    let known: Vec<(usize, &Timed<'_>)> =
        timed.iter().enumerate().filter(|(_, t)| t.planned[at] > 0.0).collect();
    let size = known.len().div_ceil(MOST_DOTS).max(1);
    let dots = known.chunks(size).map(|chunk| {
        let mean = |of: fn(&Timed<'_>) -> [f64; 4]| {
            chunk.iter().map(|(_, t)| of(t)[at]).sum::<f64>() / chunk.len() as f64
        };
        let (planned, spoken) = (mean(|t| t.planned), mean(|t| t.spoken));
        let ((first, _), (last, latest)) = (chunk[0], chunk[chunk.len() - 1]);
        let (percent, started) = (100.0 * spoken / planned, latest.attempt.started);
        Mean { from: first + 1, to: last + 1, percent, planned, spoken, at: started }
    });
    SectionTrend { section, answers: known.len(), dots: dots.collect() }
}

fn trend_figure(run: SectionTrend, x: &Axis, y: &Axis, without: usize) -> Figure {
    let SectionTrend { section, answers, dots } = run;
    let mut table = Table::new([
        words("Answers"),
        words("The last on"),
        number("Planned, s"),
        number("Actual, s"),
        number("Per cent of the plan"),
    ]);
    let mut points: Vec<Point> = Vec::new();
    for dot in &dots {
        let which =
            if dot.from == dot.to { dot.to.to_string() } else { format!("{} to {}", dot.from, dot.to) };
        let day = dot.at.format("%-d %b %Y").to_string();
        let (spoken, planned) = (secs(dot.spoken), secs(dot.planned));
        let noun = if dot.from == dot.to { "Answer" } else { "Answers" };
        // A dot beyond the axis is drawn at its end; its words keep the true figure.
        points.push(Point {
            x: dot.from.midpoint(dot.to) as f64,
            y: dot.percent.min(y.to),
            said: format!("{noun} {which}, {day}: {spoken} of {planned} planned, {:.0} %", dot.percent),
        });
        table.rows.push(vec![
            which,
            day,
            format!("{:.0}", dot.planned),
            format!("{:.0}", dot.spoken),
            format!("{:.0}", dot.percent),
        ]);
    }
    // A chart is read from the left, a table from the newest down.
    table.rows.reverse();
    let mut layers = vec![Layer::Across { at: 100.0, text: "plan".to_owned() }];
    let smoothed: Vec<[f64; 2]> = points
        .iter()
        .enumerate()
        .map(|(i, point)| {
            let window = &points[(i + 1).saturating_sub(SMOOTHED)..=i];
            [point.x, window.iter().map(|p| p.y).sum::<f64>() / window.len() as f64]
        })
        .collect();
    let said = match smoothed.last() {
        None => format!("{section}: no answer with section seconds yet."),
        Some(latest) => format!(
            "{section} over {}: lately {:.0} per cent of the plan.",
            count(answers, "answer"),
            latest[1]
        ),
    };
    if smoothed.len() > 1 {
        let name = format!("mean of {SMOOTHED}");
        layers.push(Layer::Line { name, points: smoothed, tone: Tone::Accent, dashed: false });
    }
    let edge = dots.iter().filter(|dot| dot.percent > y.to).count();
    let mut note =
        format!("Dots: actual seconds as per cent of the plan. Line: the mean of {SMOOTHED} dots.");
    if answers > dots.len() {
        note.push_str(" Each dot is the mean of several answers in a row.");
    }
    if edge > 0 {
        note = format!("{note} Above {:.0} per cent a dot is drawn at the edge.", y.to);
    }
    note.push_str(&left_out(without));
    layers.push(Layer::Dots { name: "answers".to_owned(), points, tone: Tone::Ink, hollow: false });
    Figure { title: section.name().to_owned(), said, note, x: x.clone(), y: y.clone(), layers, table }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_sound, attempt, history, now, spoken};
    use super::*;
    use proptest::prelude::*;

    /// `n` answers a day apart, each `share` of the plan long.
    fn answers(n: u32, share: f64) -> Vec<Attempt> {
        (0..n).map(|i| spoken(i.into(), i64::from(n - i) * 24, share)).collect()
    }

    #[test]
    fn without_section_seconds_there_is_nothing_and_it_is_said() {
        let silent = [attempt(1, "A", 5, 3), attempt(2, "A", 4, 3)];
        for figure in
            [means(&silent, now()), by_answer(&silent, now())].into_iter().chain(trend(&silent, now()))
        {
            assert_sound(&figure);
            assert!(figure.is_empty() && figure.table.rows.is_empty());
            assert!(figure.note.contains("2 answers without section seconds are left out"));
        }
        assert_sound(&means([], now()));
    }

    #[test]
    fn means_are_told_with_their_units() {
        let mut mixed = answers(1, 1.0);
        mixed.push(spoken(9, 3, 2.0));
        mixed.push(attempt(10, "A", 1, 3));
        let figure = means(&mixed, now());
        assert_sound(&figure);
        assert!(figure.said.contains("over 2 answers"), "{}", figure.said);
        assert!(figure.said.contains("Action: 162 s of 108 s planned"), "{}", figure.said);
        assert_eq!(figure.table.rows[2], ["Action", "108", "162", "+54", "2"]);
        assert!(figure.note.ends_with("1 answer without section seconds is left out."));
        assert_eq!(figure.points().len(), 8);
    }

    #[test]
    fn the_latest_answers_stand_one_by_one() {
        let figure = by_answer(&answers(25, 1.1), now());
        assert_sound(&figure);
        assert_eq!(figure.table.rows.len(), LATEST);
        assert_eq!(figure.points().len(), LATEST * 5);
        assert!(figure.said.contains("12 of 12 over the plan"));
        assert!(figure.note.contains("13 answers before these."));
        assert_eq!(figure.table.rows[0][6..], ["198", "180"], "the newest first");
        let one = by_answer(&answers(1, 1.0), now());
        assert_sound(&one);
        assert!(one.said.starts_with("Seconds of the latest 1 answer: 0 of 1"));
    }

    #[test]
    fn a_trend_is_per_cent_of_the_plan_and_bounded() {
        let one = trend(&answers(1, 1.2), now());
        assert_eq!(one.len(), 4);
        assert!(one[2].points()[0].said.ends_with("130 s of 108 s planned, 120 %"));
        let many = trend(&answers(5000, 9.0), now());
        for figure in many.iter().chain(&one) {
            assert_sound(figure);
            assert!(figure.points().len() <= MOST_DOTS);
            assert_eq!(
                (&figure.y, figure.x.from),
                (&if figure.points().len() > 1 { &many } else { &one }[0].y, 0.5)
            );
        }
        assert!(many[0].note.contains("drawn at the edge") && many[0].note.contains("mean of several"));
        assert!(many[0].points()[0].said.contains("900 %"), "the words tell the true value");
    }

    proptest! {
        #[test]
        fn figures_lie_within_their_axes(attempts in history()) {
            assert_sound(&means(&attempts, now()));
            assert_sound(&by_answer(&attempts, now()));
            for figure in trend(&attempts, now()) {
                assert_sound(&figure);
            }
        }
    }
}
