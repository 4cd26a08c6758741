//! What the CSV holds, that it reads back cell by cell, and that no cell is a formula.
#![allow(clippy::unwrap_used)]

use chrono::DateTime;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::attempt::{AskedQuestion, Outcome, ProbeRecord};

fn attempt(note: &str) -> Attempt {
    let started = DateTime::parse_from_rfc3339("2026-06-30T23:30:00-05:00").unwrap();
    let question = AskedQuestion { id: Some("dive-deep-01".to_owned()), text: "Why, “so”?".to_owned() };
    let mut attempt = Attempt::new(Uuid::from_u128(7), question, "Dive Deep".to_owned(), started);
    attempt.planned_secs = Some(PerSection([27.0, 18.0, 108.0, 27.0]));
    attempt.answer_secs = Some(171.5);
    attempt.scores.set(Dimension::Result, Score::new(3));
    attempt.scores.set(Dimension::Depth, Score::new(4));
    attempt.scores.set(Dimension::Fit, Score::new(4));
    attempt.story = Some("s1".to_owned());
    attempt.note = Some(note.to_owned());
    let probe = |text: &str, outcome| ProbeRecord { text: text.to_owned(), secs: 40.0, outcome };
    attempt.probes = vec![probe("How deep?", Outcome::Held), probe("And?", Outcome::Ended)];
    attempt
}

fn story() -> Story {
    let changed = DateTime::parse_from_rfc3339("2026-06-30T00:00:00Z").unwrap();
    Story { title: "The gap".to_owned(), ..Story::new("s1".to_owned(), changed) }
}

/// The rows, each as a map from column to cell, read by a reader of RFC 4180.
fn read(bytes: &[u8]) -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix(BYTE_ORDER_MARK).unwrap());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn a_row_says_what_was_done_with_units_in_the_names() {
    let bytes = attempts(&[attempt("fine")], &[story()]).unwrap();
    let rows = read(&bytes);
    let cell = |name: &str| rows[0][name].as_str();
    assert_eq!(cell("started"), "2026-06-30T23:30:00-05:00");
    assert_eq!(cell("date"), "2026-06-30", "the day it was at the place");
    assert_eq!((cell("planned_action_s"), cell("actual_action_s")), ("108", ""), "absent is not 0");
    assert_eq!((cell("answer_s"), cell("score_depth"), cell("score_setting")), ("171.5", "4", ""));
    assert_eq!((cell("score_mean"), cell("predicted")), ("3.667", ""));
    assert_eq!((cell("probes_put"), cell("probes_held")), ("1", "1"), "one was not put to the end");
    assert_eq!(cell("probes"), "held, 40 s: How deep?\nended, 40 s: And?");
    assert_eq!(cell("story"), "The gap");
    assert_eq!(read(&attempts(&[attempt("")], &[]).unwrap())[0]["story"], "s1");
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("\u{FEFF}id,started,date,") && text.ends_with("\r\n"), "{text}");
}

#[test]
fn every_way_to_begin_a_formula_is_neutralised() {
    for first in ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", " =", "\u{A0}-", "\u{3000}＝"]
    {
        let text = format!("{first}1+1");
        assert_eq!(neutralised(text.clone()), format!("'{text}"));
    }
    for calm in ["", "1-1", "I said -1", "a=b", "'=1", "   "] {
        assert_eq!(neutralised(calm.to_owned()), calm);
    }
}

proptest! {
    #[test]
    fn what_was_typed_comes_back_cell_by_cell_and_is_never_a_formula(
        note in "(?s).{0,40}", next in "[-=+@\t\r\n\"',;a ＝]{0,12}", principle in "(?s)[^\0]{1,20}",
    ) {
        let mut one = attempt(&note);
        one.next_time = Some(next.clone());
        one.principle.clone_from(&principle);
        let rows = read(&attempts(&[one.clone(), one], &[story()]).unwrap());
        prop_assert_eq!(rows.len(), 2);
        for (name, typed) in [("note", &note), ("next_time", &next), ("principle", &principle)] {
            let cell = &rows[1][name];
            prop_assert!(cell == typed || *cell == format!("'{typed}"), "{:?} became {:?}", typed, cell);
        }
        for cell in rows[0].values() {
            let begins = cell.chars().next();
            prop_assert!(begins.is_none_or(|c| !"=+-@＝＋－＠\t\r\n\0".contains(c)), "{:?}", cell);
        }
    }
}
