//! Mock interviews on disk: every place reads back, unknown fields are kept, an erased answer is forgotten.

use std::fs;
use std::time::Duration;

use greenroom::domain::draw::Drawn;
use greenroom::domain::mock::marks::Mark;
use greenroom::domain::mock::plan::{Manner, MockForm, MockPlan, Opening, Planned, Role, Round, Seat};
use greenroom::domain::mock::record::{
    Answer, Ballot, Course, FriendVote, FriendWords, InterviewPart, LeftOutBy, Mock, Scoring, Told, Vote,
    VoteDraft,
};
use greenroom::domain::rehearsal::ScoreStep;
use greenroom::domain::rubric::{Dimension, Score, Scores};
use greenroom::domain::star::Shares;
use greenroom::store::Erase;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::room::*;

fn planned(n: u32) -> Planned {
    let drawn = Drawn {
        id: format!("q-{n}"),
        text: format!("What about “{n}”?"),
        principle: "Dive Deep".to_owned(),
        principles: vec!["Dive Deep".to_owned()],
        bank: "mine".to_owned(),
        probes: vec!["Why?".to_owned()],
        reason: "because".to_owned(),
    };
    Planned { drawn, answer_secs: 180 + n, spare: n == 3 }
}

fn round(role: Role, manner: Manner) -> Round {
    Round {
        role,
        manner,
        others: vec![Seat { role: Role::Peer, manner: Manner::Warm }],
        minutes: 45,
        principles: vec!["Dive Deep".to_owned()],
        opening: Opening { text: "Hello?".to_owned(), secs: 60 },
        intro_secs: 120,
        questions: (1..4).map(planned).collect(),
        spare: vec![Planned { spare: false, ..planned(9) }],
        own_secs: 300,
        ask_them: vec!["And you?".to_owned()],
        close_secs: 60,
        break_minutes: 10,
    }
}

/// A loop in its second round; its answers are the attempts 1, 2 and 3.
fn mock(place: InterviewPart) -> Mock {
    let rounds = vec![round(Role::Peer, Manner::Terse), round(Role::Leader, Manner::Warm)];
    let plan = MockPlan { form: MockForm::Loop, seed: u64::MAX, shares: Shares::default(), rounds };
    let answer = |n: usize, told| Answer {
        question: n,
        attempt: Some(Uuid::from_u128(n as u128 + 1)),
        secs: Some(200.0 + n as f64),
        told,
        mark: Mark::new(5),
    };
    let first = Course {
        started: Some(time()),
        intro_secs: Some(100.0),
        answers: vec![
            answer(0, Some(Told::Words("the night of the move".to_owned()))),
            answer(1, Some(Told::Story("outage".to_owned()))),
        ],
        left_out: vec![(2, LeftOutBy::Interviewer)],
        own_secs: Some(250.5),
        secs: Some(2700.0),
        ballot: Some(Ballot::new(Vote::StrongNo, "No number in it", time()).unwrap()),
        run_by: Some("Omar".to_owned()),
        friends: vec![FriendVote { by: "Omar".to_owned(), vote: Vote::Yes, reason: "clear".to_owned() }],
    };
    let second = Course {
        started: Some(time()),
        answers: vec![answer(2, Some(Told::Words("the long night".to_owned())))],
        left_out: vec![(0, LeftOutBy::Person)],
        ..Course::default()
    };
    let mut mock = Mock::new(Uuid::from_u128(9 << 64), time(), plan);
    mock.rounds = vec![first, second];
    mock.for_friend = true;
    let keep = Some("the pauses".to_owned());
    mock.friends = vec![FriendWords { by: "Omar".to_owned(), at: time(), keep, change: None }];
    (mock.round, mock.place) = (1, place);
    mock.clock = Duration::from_millis(61_250);
    mock.began = Duration::from_secs(30);
    mock.part = Duration::from_millis(1_500);
    if place == InterviewPart::Vote {
        mock.draft = VoteDraft { vote: Some(Vote::Yes), reason: "half a rea".to_owned() };
    }
    if matches!(place, InterviewPart::Score(_)) {
        let mut scores = Scores::default();
        scores.set(Dimension::Fit, Score::new(4));
        let step = ScoreStep::Dimension(Dimension::Depth);
        mock.scoring = Scoring {
            step,
            scores,
            next_time: "breathe out".to_owned(),
            note: "said the number too late".to_owned(),
        };
    }
    mock
}

fn path(room: &Room) -> std::path::PathBuf {
    room.path(&format!("mocks/{}.json", mock(InterviewPart::Door).id))
}

fn text(room: &Room) -> String {
    fs::read_to_string(path(room)).unwrap()
}

#[test]
fn every_place_reads_back() {
    let room = Room::new();
    let places = [
        InterviewPart::Door,
        InterviewPart::Intro,
        InterviewPart::Question(2),
        InterviewPart::Own,
        InterviewPart::Close,
        InterviewPart::Score(0),
        InterviewPart::Vote,
        InterviewPart::Debrief,
    ];
    for place in places {
        let mut written = mock(place);
        if place == InterviewPart::Debrief {
            (written.ended, written.left_early) = (Some(time()), true);
        }
        room.open().0.write_mock(&written).unwrap();
        assert_eq!(room.contents().has.mocks, [written], "{place:?}");
    }
    let (mut store, _) = room.open();
    store.remove_mock(mock(InterviewPart::Door).id).unwrap();
    drop(store);
    assert!(room.contents().has.mocks.is_empty());
    assert!(room.files().keys().any(|name| name.starts_with("recovered/mocks-")), "its bytes are kept");
}

#[test]
fn fields_of_a_later_version_survive() {
    let room = Room::new();
    room.open().0.write_mock(&mock(InterviewPart::Vote)).unwrap();
    let mut doc: Value = serde_json::from_str(&text(&room)).unwrap();
    let places = [
        "",
        "/plan",
        "/plan/rounds/1",
        "/plan/rounds/1/questions/2",
        "/rounds/0",
        "/rounds/0/answers/1",
        "/rounds/0/left_out/0",
        "/rounds/0/vote",
    ];
    for place in places {
        doc.pointer_mut(place).unwrap()["later"] = json!([place]);
    }
    fs::write(path(&room), doc.to_string()).unwrap();
    let (mut store, contents) = room.open();
    let mut edited = contents.has.mocks[0].clone();
    edited.place = InterviewPart::Debrief;
    store.write_mock(&edited).unwrap();
    let doc: Value = serde_json::from_str(&text(&room)).unwrap();
    assert_eq!(doc["place"], "debrief");
    for place in places {
        assert_eq!(doc.pointer(place).unwrap()["later"], json!([place]), "{place}");
    }
}

#[test]
fn what_cannot_be_read_is_told_with_its_place_and_left() {
    let room = Room::new();
    room.open().0.write_mock(&mock(InterviewPart::Score(0))).unwrap();
    let sound = text(&room);
    for (from, to, place) in [
        ("\"manner\": \"terse\"", "\"manner\": \"rude\"", "plan.rounds[0].manner"),
        ("\"vote\": \"strong-no\"", "\"vote\": \"perhaps\"", "rounds[0].vote"),
        ("\"place\": \"score\"", "\"place\": \"lost\"", "place"),
        ("\"at\": 0", "\"at\": 7", "at"),
        ("\"question\": 1", "\"question\": 70", "rounds[0]"),
        ("\"made\": \"2", "\"made\": \"soon 2", "made"),
    ] {
        let broken = sound.replacen(from, to, 1);
        assert_ne!(broken, sound, "{from}");
        fs::write(path(&room), &broken).unwrap();
        let contents = room.contents();
        assert!(contents.has.mocks.is_empty(), "{to}");
        assert!(contents.notices.iter().any(|n| n.text.contains(place)), "{place}: {:?}", contents.notices);
        assert_eq!(text(&room), broken, "it is left as it was");
    }
}

#[test]
fn a_copy_that_a_sync_tool_made_is_told_and_not_used() {
    let room = Room::new();
    room.open().0.write_mock(&mock(InterviewPart::Vote)).unwrap();
    let copy = room.path("mocks/a copy.json");
    fs::write(&copy, text(&room).replace("\"place\": \"vote\"", "\"place\": \"close\"")).unwrap();
    let contents = room.contents();
    assert_eq!(contents.has.mocks, [mock(InterviewPart::Vote)]);
    assert!(contents.notices.iter().any(|n| n.subject == "mocks/a copy.json"), "{:?}", contents.notices);
    let report = greenroom::store::check::inspect(&room.data()).unwrap();
    assert_eq!((report.mocks, report.conflict_copies), (1, vec!["mocks/a copy.json".to_owned()]));
}

#[test]
fn mocks_are_backed_up_and_erased_like_the_rest() {
    let room = Room::new();
    let (mut store, _) = room.open();
    store.write_mock(&mock(InterviewPart::Vote)).unwrap();
    store.backup_now(stamp()).unwrap();
    let name = store.list_backups()[0].name.clone();
    store.remove_mock(mock(InterviewPart::Vote).id).unwrap();
    assert_eq!(store.restore(&name, stamp()).unwrap().has.mocks, [mock(InterviewPart::Vote)]);
    assert_eq!(store.erase_preview(Erase::Everything).unwrap().mocks, 1);
    store.erase(Erase::Everything, stamp()).unwrap();
    drop(store);
    assert!(!room.files().keys().any(|name| name.contains("mocks")), "{:?}", room.files().keys());
}

#[test]
fn an_erased_attempt_leaves_the_mock_but_nothing_of_what_was_said_in_it() {
    let room = Room::with(1..4);
    let (mut store, _) = room.open();
    store.write_mock(&mock(InterviewPart::Score(0))).unwrap();
    store.backup_now(stamp()).unwrap();
    let backup = store.list_backups()[0].name.clone();
    for (attempt, said) in
        [(1u128, &["night of the move"][..]), (3, &["long night", "too late", "breathe out"])]
    {
        let what = Erase::Attempt(Uuid::from_u128(attempt));
        let preview = store.erase_preview(what).unwrap();
        let touched: Vec<&str> =
            preview.files.iter().filter(|file| file.stays).map(|file| file.file.as_str()).collect();
        assert_eq!(touched.len(), 2, "the mock and its backup: {touched:?}");
        let contents = store.erase(what, stamp()).unwrap();
        let kept = &contents.has.mocks[0];
        assert_eq!(kept.plan, mock(InterviewPart::Score(0)).plan);
        assert_eq!(kept.answers().count(), 3, "that there was an answer stays");
        assert!(kept.answers().all(|(_, a)| a.attempt != Some(Uuid::from_u128(attempt))));
        for (name, bytes) in room.files() {
            assert!(!holds(&bytes, &Uuid::from_u128(attempt).to_string()), "{name}");
            for words in said {
                assert!(!holds(&bytes, words), "{words} in {name}");
            }
        }
    }
    assert_eq!(store.list_backups().iter().find(|b| b.name == backup).unwrap().broken, None);
    let restored = store.restore(&backup, stamp()).unwrap();
    assert_eq!(restored.has.mocks[0].rounds[0].answers[1], mock(InterviewPart::Vote).rounds[0].answers[1]);
}
