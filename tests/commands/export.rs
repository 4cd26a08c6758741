//! `greenroom export`: what it writes, where, and that it replaces nothing unasked.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use greenroom::domain::catalog::Catalog;
use greenroom::domain::mock::generate::{Ask, generate};
use greenroom::domain::mock::plan::MockForm;
use greenroom::domain::mock::record::{InterviewPart, Mock};
use greenroom::domain::overlay::{Edited, Overlay};
use greenroom::domain::profile::Profile;
use greenroom::domain::story::Story;
use greenroom::export::csv::COLUMNS;
use greenroom::export::formats::FORMATS;
use greenroom::store::Store;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::{Done, Room, attempt, stamp, time};

const NOW: [&str; 2] = ["--now", "2026-07-01T09:00:00+02:00"];

/// To standard output: no file may come, go or change.
fn run(room: &Room, args: &[&str]) -> Done {
    room.run_unchanged(&[&["export"], args, &NOW[..]].concat())
}

/// To the file at `path`.
fn run_to(room: &Room, path: &str, args: &[&str]) -> Done {
    room.run(&[&["export", "-o", path], args, &NOW[..]].concat())
}

/// A folder with two attempts, a story, and an edit of a question.
fn room() -> Room {
    let mut second = attempt("Ownership", "ownership-01", "2026-06-02T10:00:00+02:00", 4);
    second["note"] = json!("=1+1, \"quoted\"\nand more");
    second["probes"] = json!([{"text": "Why?", "secs": 40, "outcome": "held"}]);
    second["section_secs"] = json!({"situation": 31.5, "task": 20, "action": 90, "result": 29.5});
    let room = Room::with(&[attempt("Dive Deep", "dive-deep-01", "2026-06-01T10:00:00+02:00", 3), second]);
    let (mut store, _) = Store::open(&room.data(), &room.state(), stamp()).unwrap();
    let mut story = Story::new("s1".to_owned(), time("2026-06-01T00:00:00Z"));
    "The pallet count".clone_into(&mut story.title);
    story.principles = vec!["Dive Deep".to_owned()];
    story.sections.0 = ["412 pallets, 380 found.", "Find *them*.", "# I counted", ""].map(str::to_owned);
    store.write_story(&story).unwrap();
    let mut overlay = Overlay::new("amazon");
    let words = Edited { text: "Tell me about a number that was wrong.".to_owned(), probes: Vec::new() };
    overlay.write("dive-deep-01", words);
    overlay.hidden.insert("dive-deep-02".to_owned());
    store.write_overlay(&overlay).unwrap();
    room
}

/// A mock interview that was planned, stood on stage, and is over.
fn mock(id: u128, made: &str, place: InterviewPart) -> Mock {
    let profile = Profile::default();
    let catalog = Catalog::new(greenroom::banks::built_in().unwrap(), &profile);
    let budget = profile.settings.budget;
    let ask = Ask { form: MockForm::Phone, rounds: None, minutes: None, half: false, budget };
    let plan = generate(&catalog, &profile.target, &ask, 7).unwrap();
    let mut mock = Mock::new(Uuid::from_u128(id), time(made), plan);
    mock.place = place;
    mock.ended = mock.is_over().then(|| time(made));
    mock
}

fn bytes_of(room: &Room, name: &str) -> Vec<u8> {
    fs::read(room.beside(name)).unwrap()
}

#[test]
fn attempts_go_out_as_a_table_with_no_formula_in_it() {
    let done = run(&room(), &["csv"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{done:?}");
    let text = done.out.strip_prefix('\u{FEFF}').expect("the mark that Excel knows UTF-8 by");
    let rows: Vec<HashMap<String, String>> =
        csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1]["note"], "'=1+1, \"quoted\"\nand more");
    assert_eq!((rows[1]["score_mean"].as_str(), rows[1]["actual_situation_s"].as_str()), ("4", "31.5"));
    assert_eq!((rows[1]["probes_put"].as_str(), rows[0]["probes_put"].as_str()), ("1", "0"));
    let one = run(&room(), &["attempts-csv", "--principle", "dive-deep"]);
    assert_eq!(one.out.matches("\r\n").count(), 2, "the head and one row: {}", one.out);
}

#[test]
fn attempts_go_out_as_json_whose_bodies_can_be_logged_again() {
    let room = room();
    let document = run(&room, &["json"]).json();
    assert_eq!(document["format"], "greenroom-attempts/1");
    assert_eq!(document["made"], "2026-07-01T09:00:00+02:00");
    let bodies: Vec<Value> =
        document["attempts"].as_array().unwrap().iter().map(|a| a["body"].clone()).collect();
    let other = Room::with(&bodies);
    let again = run(&other, &["json"]).json();
    let back: Vec<&Value> = again["attempts"].as_array().unwrap().iter().map(|a| &a["body"]).collect();
    assert_eq!(back, bodies.iter().collect::<Vec<_>>());
    assert_eq!(back.len(), 2);
}

#[test]
fn stories_questions_and_banks_are_read_back_by_import_and_lint() {
    let room = room();
    let write = |format: &str, name: &str, more: &[&str]| {
        let path = room.beside(name).display().to_string();
        let done = run_to(&room, &path, &[&[format, "--json"], more].concat()).json();
        let size = fs::metadata(&path).unwrap().len();
        assert_eq!(done["bytes"], size);
        assert_eq!((done["file"].as_str().unwrap(), size > 0), (path.as_str(), true));
        path
    };
    let stories = write("stories", "stories.md", &[]);
    let draft = room.run(&["import", &stories, "--json"]).json();
    assert_eq!(draft["stories"][0]["title"], "The pallet count");
    assert_eq!(draft["stories"][0]["action"], "# I counted");
    assert_eq!(draft["stories"][0]["task"], "Find *them*.");
    assert_eq!(draft["stories"][0]["missing"], json!(["result"]));

    let anki = write("anki", "questions.txt", &["--bank", "amazon", "--principle", "Dive Deep"]);
    let draft = room.run(&["import", &anki, "--json"]).json();
    let questions = draft["questions"].as_array().unwrap();
    assert!(questions.iter().any(|q| q["text"] == "Tell me about a number that was wrong."));
    assert!(questions.iter().all(|q| q["principles"].as_array().unwrap().contains(&json!("Dive Deep"))));
    assert!(questions.len() > 10, "{}", questions.len());

    let bank = write("bank", "bank.json", &["--bank", "amazon"]);
    let report = room.run(&["bank", "lint", &bank, "--json"]).json();
    assert_eq!((&report["errors"], &report["banks"][0]["bank"]), (&json!(0), &json!("amazon-copy")));
    let bank: Value = serde_json::from_slice(&fs::read(bank).unwrap()).unwrap();
    let texts: Vec<&str> =
        bank["questions"].as_array().unwrap().iter().map(|q| q["text"].as_str().unwrap()).collect();
    assert!(texts.contains(&"Tell me about a number that was wrong."), "as edited");
    let ids: Vec<&Value> = bank["questions"].as_array().unwrap().iter().map(|q| &q["id"]).collect();
    assert!(!ids.contains(&&json!("amazon-copy-dive-deep-02")), "what is hidden stays behind");
}

#[test]
fn a_bank_that_went_out_is_put_beside_the_original() {
    let room = room();
    let path = room.path("banks").join("amazon-copy.json");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, run(&room, &["bank", "--bank", "amazon"]).out).unwrap();
    let check = room.run(&["check", "--json"]).json();
    assert_eq!((&check["banks"], &check["sound"]), (&json!(1), &json!(true)), "{check}");
}

#[test]
fn nothing_is_replaced_unasked_and_a_bad_place_is_told() {
    let room = room();
    let path = room.beside("out.csv").display().to_string();
    fs::write(&path, "mine").unwrap();
    let refused = run_to(&room, &path, &["csv"]);
    let told = refused.problem();
    assert!(told.contains("there already") && told.contains("--force"), "{told}");
    assert_eq!(bytes_of(&room, "out.csv"), b"mine");
    assert!(run_to(&room, &path, &["csv", "--force"]).out.starts_with(&format!("{path}: attempts-csv, ")));
    assert!(bytes_of(&room, "out.csv").starts_with(b"\xEF\xBB\xBFid,"));
    let nowhere = room.beside("no/out.csv").display().to_string();
    assert!(run_to(&room, &nowhere, &["csv"]).problem().contains("there is no folder"));
    let folder = room.state().display().to_string();
    assert!(run_to(&room, &folder, &["csv", "--force"]).problem().contains("is a folder"));
    let beside: Vec<String> = fs::read_dir(Path::new(&path).parent().unwrap())
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with(".greenroom-tmp"))
        .collect();
    assert!(beside.is_empty(), "{beside:?}");
}

#[test]
fn what_is_not_there_is_told_and_bad_usage_is_exit_2() {
    let room = room();
    assert!(run(&room, &["bank"]).problem().contains("say which bank: amazon, "));
    assert!(run(&room, &["bank", "--bank", "mine"]).problem().contains("no bank “mine”"));
    assert!(run(&room, &["csv", "--bank", "amazon"]).problem().contains("leave the bank out"));
    assert!(run(&room, &["stories", "--principle", "Wit"]).problem().contains("“Wit”"));
    for args in [&["pdf-of-the-moon"][..], &["csv", "--force"], &[]] {
        assert_eq!(run(&room, args).code, 2, "{args:?}");
    }
}

#[test]
fn the_same_data_in_the_same_second_gives_the_same_bytes_and_an_empty_folder_gives_something_sound() {
    let (full, empty) = (room(), Room::new());
    let (mut store, _) = Store::open(&full.data(), &full.state(), stamp()).unwrap();
    store.write_mock(&mock(1, "2026-06-03T10:00:00+02:00", InterviewPart::Debrief)).unwrap();
    drop(store);
    for format in FORMATS {
        let named: &[&str] = if format.id == "bank" { &["--bank", "general"] } else { &[] };
        // What is no text goes to files.
        if format.binary {
            continue;
        }
        let args = [&[format.id], named].concat();
        let once = run(&full, &args);
        assert_eq!((once.code, once.err.as_str()), (0, ""), "{}: {once:?}", format.id);
        assert_eq!(run(&full, &args).out, once.out, "{}", format.id);
        let nothing = run(&empty, &args);
        if format.by_mock {
            assert!(nothing.problem().contains("no mock interview is over yet"), "{nothing:?}");
            continue;
        }
        assert_eq!((nothing.code, nothing.err.as_str()), (0, ""), "{}", format.id);
    }
    assert!(!empty.data().exists());
}

#[test]
fn a_debrief_is_of_the_last_mock_that_is_over_or_of_the_one_that_is_named() {
    let room = room();
    let (mut store, _) = Store::open(&room.data(), &room.state(), stamp()).unwrap();
    for (id, made, place) in [
        (0x0a, "2026-06-03T10:00:00+02:00", InterviewPart::Debrief),
        (0x0b << 120, "2026-06-01T10:00:00+02:00", InterviewPart::Debrief),
        (0x0c << 120, "2026-06-04T10:00:00+02:00", InterviewPart::Question(0)),
    ] {
        store.write_mock(&mock(id, made, place)).unwrap();
    }
    drop(store);
    let last = run(&room, &["debrief-md"]).out;
    assert!(last.contains("Held 3 June 2026") && last.contains("What to practise"), "{last}");
    assert!(run(&room, &["debrief-md", "--mock", "0B"]).out.contains("Held 1 June 2026"));
    assert!(run(&room, &["debrief-md", "--mock", "0c"]).problem().contains("begins with “0c”"));
    assert!(run(&room, &["stories", "--mock", "0b"]).problem().contains("leave the mock out"));
}

#[test]
fn help_names_every_format_and_the_readme_every_column() {
    let help = Room::new().run_unchanged(&["export", "--help"]).out;
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for format in FORMATS {
        assert!(help.contains(format.id), "{help}");
        assert!(readme.contains(&format!("`{}`", format.id)), "the README does not name {}", format.id);
    }
    for column in COLUMNS {
        assert!(readme.contains(&format!("`{}`", column.name)), "the README does not name {}", column.name);
    }
    let text = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for word in
        ["--out", "--force", "--bank", "--principle", "--now", "--json", "{\"file\", \"format\", \"bytes\"}"]
    {
        assert!(text.contains(word), "{word}: {help}");
    }
}

/// What a later Greenroom wrote into an attempt is taken away with it.
#[test]
fn attempts_as_json_keep_the_fields_of_later_versions() {
    let room = Room::new();
    let mut body = attempt("Dive Deep", "What?", "2026-06-01T10:00:00+02:00", 3);
    body["mood"] = json!({"before": 2});
    body["question"]["lang"] = json!("en");
    room.logged(&[body]);
    let taken = room.run_unchanged(&["export", "attempts-json"]).json();
    let kept = &taken["attempts"][0]["body"];
    assert_eq!((&kept["mood"], &kept["question"]["lang"]), (&json!({"before": 2}), &json!("en")), "{taken}");
}
