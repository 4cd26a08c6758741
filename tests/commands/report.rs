//! `greenroom report`: the shape, and the numbers against design, section 6 worked out a second time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use crate::common::{Room, attempt, keys, time};

const NOW: &str = "2026-06-30T12:00:00+02:00";

/// One scored answer, as the model sees it.
struct Answer {
    principle: &'static str,
    question: String,
    started: DateTime<FixedOffset>,
    scores: Vec<u8>,
    redo: bool,
}

impl Answer {
    fn new(principle: &'static str, question: u8, days: i64, scores: &[u8]) -> Self {
        let started = time(NOW) - chrono::TimeDelta::minutes(days * 1440 + i64::from(question) * 7);
        Self { principle, question: format!("q{question}"), started, scores: scores.to_vec(), redo: false }
    }

    fn redone(self) -> Self {
        Self { redo: true, ..self }
    }

    fn body(&self) -> Value {
        let dimensions = ["result", "depth", "ownership", "fit", "setting", "delivery"];
        let scores: BTreeMap<&str, u8> = dimensions.into_iter().zip(self.scores.iter().copied()).collect();
        let mut body = attempt(self.principle, &self.question, &self.started.to_rfc3339(), 1);
        body["scores"] = json!(scores);
        if self.redo {
            body["redo_of"] = json!("6f2c1c1e-6a0b-4d31-9b5e-0a3d5c1f0002");
        }
        body
    }
}

/// What the report should say of `answers`, all of one principle, straight from the formulas.
fn expected(answers: &[&Answer], now: DateTime<FixedOffset>) -> Value {
    let (mut weight, mut weighted) = (0.0, 0.0);
    for a in answers {
        let y = a.scores.iter().map(|s| f64::from(*s)).sum::<f64>() / a.scores.len() as f64;
        let age = (now - a.started).num_seconds() as f64 / 86_400.0;
        let v = if a.redo { 0.5 } else { 1.0 };
        let w = v * (a.scores.len() as f64 / 6.0) * 2f64.powf(-age / 21.0);
        weight += w;
        weighted += w * y;
    }
    let mean = weighted / weight;
    let estimate = if answers.is_empty() { 2.0 } else { (mean.min(2.0) + weight * mean) / (1.0 + weight) };
    let half = 1.28 * 0.7 / (1.0 + weight).sqrt();
    let low = (estimate - half).clamp(1.0, 5.0);
    let questions: BTreeSet<&str> = answers.iter().map(|a| a.question.as_str()).collect();
    let state = match answers.len() {
        0 => "not practised",
        1 | 2 => "begun",
        n if low >= 3.25 && n >= 4 && questions.len() >= 3 => "ready",
        _ => "building",
    };
    json!({
        "state": state, "counts_as": low, "estimate": estimate, "low": low,
        "high": (estimate + half).clamp(1.0, 5.0), "answers": answers.len(),
        "mean": if answers.is_empty() { Value::Null } else { json!(mean) }, "weight": weight,
    })
}

#[track_caller]
fn assert_agrees(row: &Value, answers: &[&Answer], now: DateTime<FixedOffset>) {
    let expected = expected(answers, now);
    for (key, want) in expected.as_object().unwrap() {
        let agrees = match (want.as_f64(), row[key].as_f64()) {
            (Some(want), Some(got)) => (want - got).abs() < 1e-9,
            _ => *want == row[key],
        };
        assert!(agrees, "{key} of {}: {} should be {want}", row["principle"], row[key]);
    }
    match answers.iter().map(|a| a.started).max() {
        Some(last) => assert_eq!(time(row["last"].as_str().unwrap()), last),
        None => assert_eq!(row["last"], Value::Null),
    }
}

fn history() -> Vec<Answer> {
    let mut answers = vec![
        // Ready: enough good answers to enough questions.
        Answer::new("Dive Deep", 1, 0, &[5; 6]),
        Answer::new("Dive Deep", 2, 1, &[4, 5, 4, 5, 4, 5]),
        Answer::new("Dive Deep", 3, 2, &[5, 5, 4]),
        Answer::new("Dive Deep", 1, 9, &[5; 6]),
        // As good, but two questions only.
        Answer::new("Ownership", 4, 0, &[5; 6]),
        Answer::new("Ownership", 5, 0, &[5; 6]),
        Answer::new("Ownership", 4, 1, &[5; 6]).redone(),
        Answer::new("Ownership", 5, 1, &[5; 6]).redone(),
        // Middling, partly scored, old.
        Answer::new("Earn Trust", 6, 3, &[3, 4]),
        Answer::new("Earn Trust", 7, 40, &[2; 6]),
        Answer::new("Earn Trust", 8, 200, &[5]),
        // Too few.
        Answer::new("Think Big", 9, 21, &[4; 6]),
        Answer::new("Frugality", 10, 5, &[1; 6]).redone(),
        Answer::new("Frugality", 11, 6, &[1, 2, 1, 1, 2, 1]),
        // A principle that no bank has.
        Answer::new("Juggling", 12, 7, &[3, 3, 4]),
    ];
    answers
        .extend((0..9).map(|n| Answer::new("Bias for Action", 20 + n, i64::from(n) * 11, &[n % 5 + 1; 6])));
    answers
}

#[test]
fn the_numbers_are_those_of_the_formulas() {
    let answers = history();
    let mut bodies: Vec<Value> = answers.iter().map(Answer::body).collect();
    // History, not evidence.
    let mut unscored = attempt("Hire and Develop the Best", "q99", "2026-06-20T10:00:00Z", 3);
    unscored.as_object_mut().unwrap().remove("scores");
    bodies.push(unscored);
    // The order they are logged in says nothing.
    bodies.rotate_left(7);
    let room = Room::with(&bodies);
    for now in [NOW, "2026-07-20T00:00:00Z", "2027-06-30T12:00:00-07:00"] {
        let report = room.run_unchanged(&["report", "--json", "--now", now]).json();
        assert_eq!(keys(&report), ["now", "principles"]);
        assert_eq!(time(report["now"].as_str().unwrap()), time(now));
        let rows = report["principles"].as_array().unwrap();
        assert_eq!(rows.len(), 17, "the framework's sixteen, and the one practised besides");
        let mut states = BTreeSet::new();
        for row in rows {
            assert_eq!(
                keys(row),
                [
                    "answers",
                    "counts_as",
                    "estimate",
                    "high",
                    "last",
                    "low",
                    "mean",
                    "principle",
                    "state",
                    "weight"
                ]
            );
            let name = row["principle"].as_str().unwrap();
            let of_it: Vec<&Answer> = answers.iter().filter(|a| a.principle == name).collect();
            assert_agrees(row, &of_it, time(now));
            states.insert(row["state"].as_str().unwrap().to_owned());
        }
        let low: Vec<f64> = rows.iter().map(|r| r["low"].as_f64().unwrap()).collect();
        assert!(low.is_sorted(), "without key principles, the weakest first: {low:?}");
        if now == NOW {
            assert_eq!(states.len(), 4, "every state is in play: {states:?}");
        }
    }
}

#[test]
fn nothing_practised_is_the_prior() {
    let room = Room::new();
    let report = room.run_unchanged(&["report", "--json", "--now", NOW]).json();
    assert_eq!(report["principles"].as_array().unwrap().len(), 16);
    for row in report["principles"].as_array().unwrap() {
        assert_agrees(row, &[], time(NOW));
        assert_eq!((&row["mean"], &row["last"], &row["weight"]), (&Value::Null, &Value::Null, &json!(0.0)));
        assert!((row["low"].as_f64().unwrap() - 1.104).abs() < 1e-9);
    }
}

#[test]
fn a_redo_counts_half_and_three_dimensions_count_half() {
    let weight = |answer: Answer| {
        let room = Room::with(&[answer.body()]);
        let report = room.run(&["report", "--json", "--now", &answer.started.to_rfc3339()]).json();
        let row = report["principles"].as_array().unwrap().iter().find(|r| r["answers"] == 1).unwrap();
        row["weight"].as_f64().unwrap()
    };
    let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    near(weight(Answer::new("Dive Deep", 0, 0, &[4; 6])), 1.0);
    near(weight(Answer::new("Dive Deep", 0, 0, &[4; 6]).redone()), 0.5);
    near(weight(Answer::new("Dive Deep", 0, 0, &[4; 3])), 0.5);
    near(weight(Answer::new("Dive Deep", 0, 0, &[4; 3]).redone()), 0.25);
}

#[test]
fn answers_of_the_future_are_set_aside_with_a_note() {
    let answers = history();
    let room = Room::with(&answers.iter().map(Answer::body).collect::<Vec<_>>());
    let now = time("2026-06-25T12:00:00+02:00");
    let later = answers.iter().filter(|a| a.started > now).count();
    assert!(later > 1);
    let done = room.run_unchanged(&["report", "--json", "--now", &now.to_rfc3339()]);
    assert_eq!(done.code, 0, "{done:?}");
    let note = done.one_line();
    assert!(note.starts_with(&format!("{later} scored answers ")) && note.contains("set aside"), "{note}");
    let report: Value = serde_json::from_str(&done.out).unwrap();
    for row in report["principles"].as_array().unwrap() {
        let name = row["principle"].as_str().unwrap();
        let of_it: Vec<&Answer> =
            answers.iter().filter(|a| a.principle == name && a.started <= now).collect();
        assert_agrees(row, &of_it, now);
    }
}

#[test]
fn now_is_the_clock_unless_it_is_given() {
    let room = Room::new();
    let before = chrono::Utc::now();
    let report = room.run(&["report", "--json"]).json();
    let now = time(report["now"].as_str().unwrap()).to_utc();
    assert!(before <= now && now <= chrono::Utc::now(), "{now}");
    assert_eq!(room.run(&["report", "--now", "2026-06-30T12:00:00"]).code, 2, "a time without an offset");
}

#[test]
fn key_principles_come_first() {
    let room = Room::with(&[Answer::new("Ownership", 1, 0, &[5; 6]).body()]);
    let mut profile = greenroom::domain::profile::Profile::default();
    profile.target.key_principles.insert("Ownership".to_owned(), 3.0);
    room.with_store(|store, _| store.write_profile(&profile).unwrap());
    let report = room.run(&["report", "--json", "--now", NOW]).json();
    assert_eq!(report["principles"][0]["principle"], "Ownership");
    let drawn = room.run(&["draw", "--json", "--principle", "Ownership"]).json();
    assert!(drawn[0]["reason"].as_str().unwrap().contains("1 answer"), "{drawn}");
}

#[test]
fn the_plain_report_names_every_principle() {
    let room = Room::with(&[Answer::new("Dive Deep", 1, 0, &[5; 6]).body()]);
    let done = room.run(&["report", "--now", NOW]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    for words in ["Dive Deep", "begun", "not practised", "Strive to be Earth's Best Employer", "counts as"] {
        assert!(done.out.contains(words), "{words}: {}", done.out);
    }
}

/// A room with a target and a handful of answers.
fn practised() -> Room {
    let answers = history();
    let room = Room::with(&answers.iter().map(Answer::body).collect::<Vec<_>>());
    let mut profile = greenroom::domain::profile::Profile::default();
    "Acme <&> Sons".clone_into(&mut profile.target.company);
    "Senior manager".clone_into(&mut profile.target.role);
    profile.target.key_principles.insert("Ownership".to_owned(), 3.0);
    room.with_store(|store, _| store.write_profile(&profile).unwrap());
    room
}

/// Runs and gives what came on standard output as bytes.
fn bytes(room: &Room, args: &[&str]) -> Vec<u8> {
    let done = room.command(args).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    done.stdout
}

#[test]
fn every_format_tells_the_same_headline() {
    let room = practised();
    let headline = "Earn Trust: Counts as";
    let before = room.snapshot();
    let markdown = room.run(&["report", "--format", "md", "--now", NOW]);
    assert_eq!((markdown.code, markdown.err.as_str()), (0, ""));
    assert!(markdown.out.starts_with("# Readiness report\n"), "{}", markdown.out);
    assert!(markdown.out.contains(headline) && markdown.out.contains("self-rated"), "{}", markdown.out);
    assert!(markdown.out.contains("Acme \\<\\&\\> Sons"), "{}", markdown.out);
    let html = room.run(&["report", "--format", "html", "--now", NOW]).out;
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains(headline) && html.contains("<svg "));
    assert!(html.contains("Acme &lt;&amp;&gt; Sons") && !html.contains("<&>"));
    let pdf = bytes(&room, &["report", "--format", "pdf", "--now", NOW]);
    let read = greenroom::import::formats::read("report.pdf", &pdf).unwrap();
    let text: Vec<String> = read.blocks.iter().map(greenroom::import::document::Block::text).collect();
    let text = text.join(" ");
    assert!(text.contains("Readiness report") && text.contains(headline), "{text}");
    room.assert_same(&before);
}

#[test]
fn the_same_moment_gives_the_same_bytes() {
    let room = practised();
    for format in ["text", "md", "html", "pdf", "json"] {
        let args = ["report", "--format", format, "--now", NOW];
        assert!(bytes(&room, &args) == bytes(&room, &args), "{format}");
    }
    let json = bytes(&room, &["report", "--format", "json", "--now", NOW]);
    assert_eq!(json, bytes(&room, &["report", "--json", "--now", NOW]));
}

#[test]
fn a_file_is_never_replaced_unasked() {
    let room = practised();
    let file = room.beside("my report.html");
    let path = file.to_str().unwrap();
    let done = room.run(&["report", "-o", path, "--now", NOW]);
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (0, "", ""));
    let first = std::fs::read(&file).unwrap();
    assert!(first.starts_with(b"<!DOCTYPE html>"), "the name says how it is written");
    std::fs::write(&file, "mine").unwrap();
    let done = room.run(&["report", "-o", path]);
    assert!(done.problem().contains("is there already and was left as it is"), "{done:?}");
    assert_eq!(std::fs::read(&file).unwrap(), b"mine");
    assert_eq!(room.run(&["report", "-o", path, "--force", "--now", NOW]).code, 0);
    assert_eq!(std::fs::read(&file).unwrap(), first);
    let nowhere = room.beside("no such folder/report.pdf");
    let without: &[&str] = &[];
    for force in [without, &["--force"]] {
        let args = [&["report", "-o", nowhere.to_str().unwrap()], force].concat();
        assert!(room.run(&args).problem().contains("there is no folder"), "{args:?}");
    }
    let names: Vec<_> =
        std::fs::read_dir(file.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(
        names.iter().all(|n| !n.to_string_lossy().ends_with(".part")),
        "nothing is left behind: {names:?}"
    );
}

#[test]
fn a_dash_is_standard_output() {
    let room = practised();
    let pdf = bytes(&room, &["report", "--format", "pdf", "-o", "-", "--now", NOW]);
    assert!(pdf.starts_with(b"%PDF-"));
    assert_eq!(room.run(&["report", "--format", "docx"]).code, 2, "no such format");
    assert_eq!(room.run(&["report", "--force"]).code, 2, "nothing to replace");
}

#[test]
fn nothing_practised_is_a_report_too() {
    let room = Room::new();
    let out = room.run_unchanged(&["report", "--format", "md", "--now", NOW]).out;
    assert!(out.contains("Nothing has been practised yet") && out.contains("Not practised yet: "), "{out}");
    assert!(bytes(&room, &["report", "--format", "pdf"]).starts_with(b"%PDF-"));
}

#[test]
fn a_long_history_is_summed_up_and_says_what_is_left_out() {
    let bodies: Vec<Value> = (0..400)
        .map(|i: i64| {
            let started = time(NOW) - chrono::TimeDelta::hours(i * 5);
            attempt("Dive Deep", &format!("q{i}"), &started.to_rfc3339(), 1 + u8::try_from(i % 5).unwrap())
        })
        .collect();
    let room = Room::with(&bodies);
    let out = room.run(&["report", "--format", "md", "--now", NOW]).out;
    assert!(out.lines().count() < 600, "{}", out.lines().count());
    assert!(out.contains("left out |") && out.contains("greenroom export csv"), "{out}");
}
