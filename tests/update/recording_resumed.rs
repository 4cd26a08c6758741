//! Recordings that are gone on with: after a crash, and in a mock interview that waited.

#![allow(clippy::float_cmp, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use greenroom::app::action::{Action, StageAction};
use greenroom::app::command::{Command, RecoveredChoice, RehearseCommand};
use greenroom::app::effect::Event;
use greenroom::app::mock::{MockAction, MockCommand, RunCommand};
use greenroom::app::recording::{Found, Studied};
use greenroom::audio::record::RecordEvent;
use greenroom::domain::mock::plan::MockForm;
use greenroom::domain::recording::Beat;
use greenroom::domain::recording::delivery::Span;
use greenroom::domain::rehearsal::Phase;
use greenroom::domain::star::Section;
use uuid::Uuid;

use super::recording::{Room, STAGE};

/// The next start after the program died while `room` recorded 15 s of this answer: the checkpoint, the document, the sound.
fn after_a_crash(room: &Room, id: Uuid) -> Room {
    let checkpoint = room.desk.model.rehearsal().unwrap().checkpoint(room.desk.now.mono);
    let recording = room.desk.model.notebook.recording(id).unwrap().clone();
    Room::with(|desk| {
        let change = greenroom::domain::notebook::Change::put(recording);
        desk.model.notebook.apply(&change, desk.now.wall);
        desk.model.recovered = Some(Box::new(checkpoint));
        desk.model.recording.sounds = [(id, 44 + 32_000 * 15)].into();
        greenroom::app::update::start(&mut desk.model);
    })
}

#[test]
fn what_a_crash_left_is_sorted_out_at_the_next_start() {
    let mut room = Room::new();
    let id = room.told();
    room.save();
    let orphan = Uuid::from_u128(99);
    let model = &mut room.desk.model;
    let now = model.now.wall;
    // The length was not noted; a sound of the same answer has no document; another answer is gone.
    let mut cut = model.notebook.recording(id).unwrap().clone();
    cut.frames = 0;
    let lost = greenroom::domain::recording::Recording::new(orphan, now);
    let change = greenroom::domain::notebook::Change::put(cut).and_put(lost);
    model.notebook.apply(&change, now);
    model.recording.sounds = [(id, 44 + 32_000)].into();
    greenroom::app::update::start(model);
    let recording = model.notebook.recording(id).unwrap();
    assert_eq!(recording.secs(), 1.0);
    assert!(recording.cut_short.as_deref().unwrap().contains("closed while it recorded"));
    assert!(model.notebook.recording(orphan).is_some(), "its answer may be on its way from another computer");
    // A second crash, after it had been gone on with: it is as long as its sound.
    model.recording.sounds = [(id, 44 + 64_000)].into();
    greenroom::app::update::start(model);
    assert_eq!(model.notebook.recording(id).unwrap().secs(), 2.0);
}

#[test]
fn a_mock_interview_records_each_answer_by_itself() {
    let mut room = Room::new();
    room.act(Action::Mock(MockAction::SetUp(MockForm::Phone)));
    room.act(Action::Mock(MockAction::Start));
    let mut answers = Vec::new();
    for _ in 0..200 {
        if answers.len() == 2 {
            break;
        }
        let Some(rehearsal) = room.desk.model.rehearsal() else {
            room.act(Action::Mock(MockAction::Onward));
            room.number = room.number.max(answers.len() as u64);
            continue;
        };
        let id = rehearsal.brief.id;
        room.number = answers.len() as u64 + 1;
        room.marks = 0;
        room.says(RecordEvent::Ready { device: "Desk".to_owned() });
        let told = room.act(STAGE(StageAction::Begin));
        assert_eq!(told, ["Record Keep", "Record Mark"], "answer {}", answers.len() + 1);
        room.marked(0.0);
        let mut ended = false;
        for _ in 0..10 {
            let action = match room.desk.model.rehearsal().map(|r| (r.brief.id, r.phase().clone())) {
                Some((now, Phase::Answer(_))) if now == id => StageAction::Finish,
                Some((now, Phase::Probe(..))) if now == id => StageAction::ProbeEnd,
                _ => break,
            };
            let told = room.act(STAGE(action));
            if told.contains(&"Record Mark".to_owned()) {
                room.marked(20.0);
            }
            ended |= told.contains(&"Record End".to_owned());
        }
        assert!(ended, "answer {}", answers.len() + 1);
        room.ended(30.0);
        answers.push(id);
    }
    assert_eq!(answers.len(), 2);
    for id in answers {
        let model = &room.desk.model;
        assert_eq!(model.notebook.recording(id).unwrap().secs(), 30.0);
        assert!(model.notebook.attempt(id).is_some());
    }
}

#[test]
fn an_answer_taken_up_after_a_crash_goes_on_in_its_recording() {
    let mut room = Room::new();
    let id = room.begin();
    room.act(STAGE(StageAction::Begin));
    room.marked(0.0);
    room.act(STAGE(StageAction::Section(2)));
    room.marked(10.0);
    let mut room = after_a_crash(&room, id);
    assert!(room.desk.model.notebook.recording(id).is_some(), "it waits with its answer");
    let resume = Command::Rehearse(RehearseCommand::Recovered(RecoveredChoice::Resume));
    let told = room.desk.send(resume);
    assert!(told.contains(&"Record Begin".to_owned()), "{told:?}");
    room.number = 1;
    assert_eq!(room.act(STAGE(StageAction::Pause)), ["Record Keep"], "its beginning is marked already");
    assert_eq!(room.act(STAGE(StageAction::Section(3))), ["Record Mark"]);
    room.marked(16.0);
    room.act(STAGE(StageAction::Finish));
    room.marked(20.0);
    room.act(STAGE(StageAction::ProbeEnd));
    room.ended(22.0);
    room.save();
    let recording = room.desk.model.notebook.recording(id).unwrap();
    let sections: Vec<_> = recording.sections().into_iter().map(|(s, span)| (s, span.start)).collect();
    assert_eq!(sections, [(Section::Situation, 0.0), (Section::Task, 10.0), (Section::Action, 16.0)]);
    assert_eq!((recording.secs(), recording.cut_short.as_deref()), (22.0, None));
}

#[test]
fn asked_anew_right_after_a_crash_the_first_take_is_gone() {
    let mut room = Room::new();
    let id = room.begin();
    room.act(STAGE(StageAction::Begin));
    room.marked(0.0);
    let mut room = after_a_crash(&room, id);
    room.desk.send(Command::Rehearse(RehearseCommand::Recovered(RecoveredChoice::Resume)));
    room.desk.act(Action::Escape);
    let told = room.desk.act(STAGE(StageAction::Restart));
    assert!(told.contains(&"Store Write no Recording".to_owned()), "{told:?}");
    assert!(room.desk.model.notebook.recording(id).is_none());
    assert_eq!(told.iter().filter(|effect| *effect == "Record Begin").count(), 1);
}

#[test]
fn an_answer_that_waits_in_a_mock_interview_goes_on_in_its_recording() {
    let mut room = Room::new();
    room.act(Action::Mock(MockAction::SetUp(MockForm::Phone)));
    room.act(Action::Mock(MockAction::Start));
    while room.desk.model.rehearsal().is_none() {
        room.act(Action::Mock(MockAction::Onward));
    }
    let id = room.desk.model.rehearsal().unwrap().brief.id;
    room.number = 1;
    room.says(RecordEvent::Ready { device: "Desk".to_owned() });
    room.act(STAGE(StageAction::Begin));
    room.marked(0.0);
    let told = room.desk.send(Command::Mock(MockCommand::Run(RunCommand::Wait)));
    assert!(told.contains(&"Record End".to_owned()), "{told:?}");
    room.ended(12.0);
    let found = Found { bars: vec![0.5].into(), speech: vec![Span::new(1.0, 11.0)], syllables: vec![] };
    room.desk.hear(Event::Studied(Studied { attempt: id, found: Ok(found) }));
    let told = room.desk.act(Action::Mock(MockAction::GoOn));
    assert!(told.contains(&"Record Begin".to_owned()), "{told:?}");
    room.number = 2;
    room.marks = 0;
    room.says(RecordEvent::Ready { device: "Desk".to_owned() });
    let mut told = Vec::new();
    for action in [StageAction::Resume, StageAction::Pause] {
        if !told.contains(&"Record Keep".to_owned()) {
            told = room.act(STAGE(action));
        }
    }
    assert!(told.contains(&"Record Keep".to_owned()), "{told:?}");
    room.act(STAGE(StageAction::Section(2)));
    room.marked(15.0);
    room.act(STAGE(StageAction::Finish));
    room.ended(30.0);
    let recording = room.desk.model.notebook.recording(id).unwrap();
    assert_eq!((recording.secs(), recording.speech.clone()), (30.0, None), "it is looked through anew");
    assert_eq!(recording.marks.iter().filter(|mark| mark.beat == Beat::Answer).count(), 1);
}
