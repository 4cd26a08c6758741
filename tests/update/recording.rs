//! Recording as the stage goes: what the recorder is told, what becomes of what it reports.

#![allow(clippy::float_cmp, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use greenroom::app::action::{Action, AidAction, ScoreAction, StageAction};
use greenroom::app::command::{Command, DataCommand, HistoryCommand};
use greenroom::app::effect::Event;
use greenroom::app::recording::{Found, Light, RecordingCommand, Speed, Studied};
use greenroom::audio::listen::{Heard, ListenEvent};
use greenroom::audio::record::{RecordEvent, Recorded};
use greenroom::audio::transcribe::{Timed, TranscribeEvent, Written};
use greenroom::domain::recording::delivery::Span;
use greenroom::domain::recording::{Beat, ChapterKind, RATE};
use greenroom::domain::rehearsal::Phase;
use greenroom::domain::star::Section;
use uuid::Uuid;

use super::desk::Desk;

pub const STAGE: fn(StageAction) -> Action = Action::Stage;

/// A desk at which answers are recorded; the recorder is this test.
pub struct Room {
    pub desk: Desk,
    pub number: u64,
    /// Frames so far, and what was marked where.
    pub marks: u32,
}

impl Room {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    pub fn with(change: impl FnOnce(&mut Desk)) -> Self {
        let mut desk = Desk::new(0);
        let mut settings = desk.model.notebook.profile.settings.clone();
        settings.record.on = true;
        settings.muted = true;
        desk.send(Command::Settings(greenroom::app::command::SettingsCommand::Set(Box::new(settings))));
        change(&mut desk);
        Self { desk, number: 0, marks: 0 }
    }

    /// What the recorder is told by this, after two seconds.
    pub fn act(&mut self, action: Action) -> Vec<String> {
        let told = self.desk.act(action);
        told.into_iter().filter(|effect| effect.starts_with("Record")).collect()
    }

    pub fn says(&mut self, event: RecordEvent) -> Vec<String> {
        self.desk.hear(Event::Recorded(Recorded::Of(self.number, event)))
    }

    /// A short answer is on stage and its microphone is ready.
    pub fn begin(&mut self) -> Uuid {
        let told = self.act(Action::Short);
        assert_eq!(told, ["Record Begin"]);
        self.number += 1;
        self.marks = 0;
        assert_eq!(self.light(), Light::Opening);
        self.says(RecordEvent::Ready { device: "Desk".to_owned() });
        assert_eq!(self.light(), Light::Ready);
        self.desk.model.rehearsal().unwrap().brief.id
    }

    /// What was marked next lies so many seconds in.
    pub fn marked(&mut self, secs: f64) {
        let frame = (secs * f64::from(RATE)) as u64;
        self.says(RecordEvent::Marked { mark: self.marks, frame });
        self.marks += 1;
    }

    pub fn ended(&mut self, secs: f64) {
        let frames = (secs * f64::from(RATE)) as u64;
        self.says(RecordEvent::Ended { frames, lost: 0 });
    }

    pub fn light(&self) -> Light {
        self.desk.model.tape_on_stage().unwrap().light.clone()
    }

    /// An answer with its task marked, up to the score; its id.
    pub fn told(&mut self) -> Uuid {
        let id = self.begin();
        self.act(STAGE(StageAction::Begin));
        self.marked(0.0);
        self.act(STAGE(StageAction::Section(2)));
        self.marked(10.0);
        while self.desk.model.rehearsal().is_some_and(|r| r.watch().is_some()) {
            let action = if matches!(self.desk.model.rehearsal().unwrap().phase(), Phase::Answer(_)) {
                StageAction::Finish
            } else {
                StageAction::ProbeEnd
            };
            let told = self.act(STAGE(action));
            if told.contains(&"Record Mark".to_owned()) {
                self.marked(30.0);
            }
        }
        self.ended(40.0);
        id
    }

    pub fn save(&mut self) {
        self.desk.act(Action::Score(ScoreAction::Digit(3)));
        self.act(STAGE(StageAction::Save));
    }

    pub fn notices(&self) -> Vec<&str> {
        self.desk.model.notices.iter().map(|notice| notice.text.as_str()).collect()
    }
}

#[test]
fn nothing_is_recorded_unless_it_was_switched_on() {
    let mut desk = Desk::new(0);
    let told = desk.act(Action::Short);
    assert!(!told.iter().any(|effect| effect.starts_with("Record")), "{told:?}");
    assert!(desk.model.tape_on_stage().is_none());
}

#[test]
fn it_is_kept_while_the_clock_of_an_answer_runs_and_no_longer() {
    let mut room = Room::new();
    let id = room.begin();
    assert_eq!(room.act(STAGE(StageAction::Begin)), ["Record Keep", "Record Mark"]);
    room.marked(0.0);
    assert_eq!(room.light(), Light::On);
    assert_eq!(room.act(STAGE(StageAction::Section(2))), ["Record Mark"]);
    room.marked(10.0);
    assert_eq!(room.act(STAGE(StageAction::Section(2))), Vec::<String>::new(), "it is there already");
    assert_eq!(room.act(STAGE(StageAction::Pause)), ["Record Hold"]);
    assert_eq!(room.light(), Light::Paused);
    assert_eq!(room.act(STAGE(StageAction::Pause)), ["Record Keep"]);
    assert_eq!(room.act(STAGE(StageAction::Aid(AidAction::Moment))), ["Record Mark"]);
    room.marked(15.0);
    assert_eq!(room.act(STAGE(StageAction::Finish)), ["Record Mark"]);
    room.marked(20.0);
    assert_eq!(room.act(STAGE(StageAction::ProbeEnd)), ["Record End"]);
    room.ended(30.0);
    room.save();
    let model = &room.desk.model;
    let recording = model.notebook.recording(id).unwrap();
    assert_eq!((recording.secs(), recording.microphone.as_str()), (30.0, "Desk"));
    let chapters: Vec<_> = recording.chapters().into_iter().map(|c| (c.what, c.span.start)).collect();
    assert_eq!(
        chapters,
        [
            (ChapterKind::Section(Section::Situation), 0.0),
            (ChapterKind::Section(Section::Task), 10.0),
            (ChapterKind::Probe(0), 20.0)
        ]
    );
    assert_eq!(recording.moments().collect::<Vec<_>>(), [15.0]);
    assert!(model.notebook.attempt(id).is_some());
}

#[test]
fn v_stops_it_and_keeps_it_and_no_other_is_begun_for_this_answer() {
    let mut room = Room::new();
    let id = room.begin();
    room.act(STAGE(StageAction::Begin));
    room.marked(0.0);
    assert_eq!(room.act(STAGE(StageAction::Aid(AidAction::Recording))), ["Record End"]);
    assert_eq!(room.light(), Light::Stopped);
    room.ended(12.0);
    assert_eq!(room.act(STAGE(StageAction::Finish)), Vec::<String>::new());
    room.act(STAGE(StageAction::ProbeEnd));
    room.save();
    let recording = room.desk.model.notebook.recording(id).unwrap();
    assert_eq!((recording.secs(), recording.cut_short.as_deref()), (12.0, Some("You stopped it.")));
}

#[test]
fn at_the_score_v_drops_it_and_v_keeps_it_and_what_was_dropped_is_brought_back_by_undo() {
    let mut room = Room::new();
    let kept = room.told();
    room.act(STAGE(StageAction::Aid(AidAction::Recording)));
    assert!(room.desk.model.recording_text().contains("will be dropped"));
    room.act(STAGE(StageAction::Aid(AidAction::Recording)));
    assert!(room.desk.model.recording_text().contains("Recorded"));
    room.save();
    assert!(room.desk.model.notebook.recording(kept).is_some());

    let dropped = room.told();
    room.act(STAGE(StageAction::Aid(AidAction::Recording)));
    room.save();
    assert!(room.desk.model.notebook.recording(dropped).is_none());
    assert!(room.desk.model.notebook.attempt(dropped).is_some(), "the answer stays");
    room.desk.act(Action::Undo);
    assert!(room.desk.model.notebook.recording(dropped).is_some());
    assert!(room.desk.model.notebook.attempt(dropped).is_some());
}

#[test]
fn an_answer_that_is_dropped_or_deleted_takes_its_recording_along() {
    let mut room = Room::new();
    let id = room.begin();
    room.act(STAGE(StageAction::Begin));
    room.marked(0.0);
    assert!(room.desk.model.notebook.recording(id).is_some(), "from its first mark on, for a crash");
    assert!(room.act(STAGE(StageAction::Drop)).contains(&"Record End".to_owned()));
    room.ended(5.0);
    assert!(room.desk.model.notebook.recording(id).is_none());

    let id = room.told();
    room.save();
    room.desk.send(Command::History(HistoryCommand::Delete(id)));
    assert!(room.desk.model.notebook.recording(id).is_none());
    room.desk.act(Action::Undo);
    assert!(
        room.desk.model.notebook.recording(id).is_some() && room.desk.model.notebook.attempt(id).is_some()
    );
}

#[test]
fn begun_anew_the_answer_has_a_recording_of_its_own() {
    let mut room = Room::new();
    let id = room.begin();
    room.act(STAGE(StageAction::Begin));
    room.marked(0.0);
    room.desk.act(Action::Escape);
    let told = room.act(STAGE(StageAction::Restart));
    assert_eq!(told.iter().filter(|job| *job == "Record End").count(), 1, "{told:?}");
    assert_eq!(told.last().unwrap(), "Record Begin");
    assert!(room.desk.model.notebook.recording(id).is_none());
    // What the first one still says is of nobody.
    room.says(RecordEvent::Marked { mark: 0, frame: 7 });
    room.ended(3.0);
    assert!(room.desk.model.notebook.recording(id).is_none());
    room.number += 1;
    room.marks = 0;
    room.act(STAGE(StageAction::Begin));
    room.marked(0.0);
    assert!(room.desk.model.notebook.recording(id).is_some());
}

#[test]
fn trouble_is_told_and_holds_nothing_back() {
    let mut room = Room::new();
    let id = room.begin();
    room.act(STAGE(StageAction::Begin));
    room.marked(0.0);
    room.says(RecordEvent::Stalled);
    assert_eq!(room.light(), Light::Stalled);
    assert!(room.notices().iter().any(|text| text.contains("gives no sound")));
    room.says(RecordEvent::Sounds);
    assert_eq!(room.light(), Light::On);
    assert!(!room.notices().iter().any(|text| text.contains("gives no sound")), "it is over");
    room.says(RecordEvent::Broke { why: "the disk is full".to_owned(), frames: 16_000, lost: 320 });
    assert_eq!(room.light(), Light::Failed);
    assert!(room.notices().iter().any(|text| text.contains("ended early: the disk is full")));
    room.act(STAGE(StageAction::Finish));
    room.act(STAGE(StageAction::ProbeEnd));
    room.save();
    let recording = room.desk.model.notebook.recording(id).unwrap();
    assert_eq!((recording.secs(), recording.lost), (1.0, 320));
    assert!(room.desk.model.notebook.attempt(id).is_some());
}

#[test]
fn silence_while_thinking_is_forgotten_when_the_question_is_left_and_silence_in_an_answer_is_not() {
    let silent = |room: &Room| room.notices().iter().any(|text| text.contains("gives only silence"));
    let mut room = Room::new();
    room.begin();
    room.says(RecordEvent::Silent);
    assert!(silent(&room));
    assert_eq!(room.act(STAGE(StageAction::Drop)), ["Record End"]);
    room.says(RecordEvent::Ended { frames: 0, lost: 0 });
    assert!(!silent(&room), "{:?}", room.notices());

    let mut room = Room::new();
    room.begin();
    room.act(STAGE(StageAction::Begin));
    room.marked(0.0);
    room.says(RecordEvent::Silent);
    room.act(STAGE(StageAction::Finish));
    room.act(STAGE(StageAction::ProbeEnd));
    room.ended(5.0);
    assert!(silent(&room), "{:?}", room.notices());
}

#[test]
fn without_a_microphone_the_answer_is_given_all_the_same() {
    let mut room = Room::new();
    room.act(Action::Short);
    room.number += 1;
    room.says(RecordEvent::NotBegun { why: "no microphone was found".to_owned() });
    assert_eq!(room.light(), Light::Failed);
    assert!(room.notices().iter().any(|text| text.contains("no microphone was found")));
    assert_eq!(room.act(STAGE(StageAction::Begin)), Vec::<String>::new());
    room.act(STAGE(StageAction::Finish));
    room.act(STAGE(StageAction::ProbeEnd));
    room.save();
    assert_eq!(room.desk.model.notebook.attempts.len(), 1);
    assert!(room.desk.model.notebook.recordings.is_empty());
}

#[test]
fn when_the_budget_is_used_up_it_is_told_once_an_answer_and_nothing_is_deleted() {
    let mut room = Room::new();
    let first = room.told();
    room.save();
    room.desk.model.recording.sounds.insert(first, 4_000_000_000);
    assert_eq!(room.act(Action::Short), Vec::<String>::new());
    assert_eq!(room.light(), Light::Failed);
    let told = |room: &Room| room.notices().iter().filter(|text| text.contains("2000 MB")).count();
    assert_eq!(told(&room), 1);
    room.desk.model.notices.clear();
    room.act(STAGE(StageAction::Begin));
    assert_eq!(told(&room), 0, "not again at every step");
    assert!(room.desk.model.notebook.recording(first).is_some());
}

#[test]
fn cues_that_sounded_are_cut_out_of_the_measures() {
    let mut room = Room::with(|desk| {
        let mut settings = desk.model.notebook.profile.settings.clone();
        settings.muted = false;
        desk.send(Command::Settings(greenroom::app::command::SettingsCommand::Set(Box::new(settings))));
    });
    let id = room.begin();
    room.act(STAGE(StageAction::Begin));
    room.marked(0.0);
    room.desk.pass(80);
    room.act(STAGE(StageAction::Finish));
    room.marked(80.0);
    room.act(STAGE(StageAction::ProbeEnd));
    room.ended(82.0);
    room.save();
    let recording = room.desk.model.notebook.recording(id).unwrap();
    let cues: Vec<f64> =
        recording.marks.iter().filter(|mark| mark.beat == Beat::NotTheirs).map(|mark| mark.at).collect();
    assert_eq!(cues.len(), 1, "the last fifth of 90 s began, the end did not come: {cues:?}");
    assert!((cues[0] - 72.0).abs() < 0.01, "{cues:?}");
}

#[test]
fn a_recording_is_looked_through_once_and_measured() {
    let mut room = Room::new();
    let id = room.told();
    room.save();
    let recording = room.desk.model.notebook.recording(id).unwrap();
    assert!(recording.measures().is_none());
    let found = Found {
        bars: vec![0.5; 400].into(),
        speech: vec![Span::new(1.0, 25.0)],
        syllables: vec![2.0, 3.0, 35.0],
    };
    room.desk.hear(Event::Studied(Studied { attempt: id, found: Ok(found) }));
    let recording = room.desk.model.notebook.recording(id).unwrap();
    let measures = recording.measures().unwrap().unwrap();
    assert_eq!(measures.first_word_secs, 1.0);
    assert_eq!(recording.syllables, Some(2), "those of the answer, not of the follow-up");
    let told = room.desk.send(Command::History(HistoryCommand::Open(Some(id))));
    assert!(!told.contains(&"Study".to_owned()), "{told:?}");
}

#[test]
fn it_plays_only_when_asked_to_and_stops_where_nobody_sees_it() {
    let mut room = Room::new();
    let id = room.told();
    room.save();
    let told = room.desk.send(Command::Do(Action::Go(greenroom::app::model::Screen::History)));
    assert!(!told.iter().any(|effect| effect.starts_with("Listen")));
    let told = room.desk.send(Command::History(HistoryCommand::Open(Some(id))));
    assert!(!told.iter().any(|effect| effect.starts_with("Listen")), "nothing plays by itself");
    let play = RecordingCommand::Play(id, Span::new(0.0, 40.0));
    assert_eq!(room.desk.send(Command::Recording(play.clone())), ["Listen Play"]);
    let number = room.desk.model.recording.listening.as_ref().unwrap().number;
    room.desk.hear(Event::Heard(Heard { number, event: ListenEvent::At { millis: 4_500 } }));
    assert_eq!(room.desk.model.recording.playing(id), Some(4.5));
    let faster = RecordingCommand::SetSpeed(Speed::Fast);
    assert_eq!(room.desk.send(Command::Recording(faster)), ["Listen Speed"]);
    let told = room.desk.send(Command::Do(Action::Go(greenroom::app::model::Screen::Today)));
    assert!(told.contains(&"Listen Stop".to_owned()), "{told:?}");
    assert_eq!(room.desk.model.recording.places.get(&id), Some(&4.5), "it goes on from there");
}

#[test]
fn what_a_program_wrote_is_kept_beside_it_and_can_be_taken_back() {
    let mut room = Room::new();
    let id = room.told();
    room.save();
    let told = room.desk.send(Command::Recording(RecordingCommand::WriteDown(id)));
    assert_eq!(told, ["Transcribe"]);
    let number = room.desk.model.recording.writing.as_ref().unwrap().number;
    let failed = TranscribeEvent::Failed { number, why: "hear failed.".to_owned() };
    room.desk.hear(Event::Transcribed(failed));
    assert!(room.desk.model.recording.writing.is_none());
    assert!(room.notices().iter().any(|text| text.contains("hear failed.")));
    room.desk.send(Command::Recording(RecordingCommand::WriteDown(id)));
    let late = TranscribeEvent::Done { number, program: "hear".to_owned(), written: Written::default() };
    room.desk.hear(Event::Transcribed(late));
    assert!(room.desk.model.notebook.recording(id).unwrap().transcript.is_none(), "that one was given up");
    let number = room.desk.model.recording.writing.as_ref().unwrap().number;
    let written = Written {
        text: "I moved it.".to_owned(),
        timed: vec![Timed { from: 1.0, to: 2.0, text: "I moved it.".to_owned() }],
    };
    room.desk.hear(Event::Transcribed(TranscribeEvent::Done { number, program: "hear".to_owned(), written }));
    let text = |room: &Room| {
        let recording = room.desk.model.notebook.recording(id).unwrap();
        recording.transcript.as_ref().map(|transcript| transcript.text.clone())
    };
    assert_eq!(text(&room).as_deref(), Some("I moved it."));
    let mended = RecordingCommand::SetTranscript(id, "I moved the date.".to_owned());
    room.desk.send(Command::Recording(mended));
    assert_eq!(text(&room).as_deref(), Some("I moved the date."));
    room.desk.send(Command::Recording(RecordingCommand::DropTranscript(id)));
    assert_eq!(text(&room), None);
    room.desk.act(Action::Undo);
    assert_eq!(text(&room).as_deref(), Some("I moved the date."));
    room.desk.act(Action::Undo);
    assert_eq!(text(&room).as_deref(), Some("I moved it."));
    room.desk.act(Action::Undo);
    assert_eq!(text(&room), None);
}

#[test]
fn stopped_before_anything_was_said_nothing_is_told_as_recorded() {
    let mut room = Room::new();
    room.begin();
    assert_eq!(room.act(STAGE(StageAction::Aid(AidAction::Recording))), ["Record End"]);
    assert_eq!(room.desk.model.recording_text(), "Recording stopped");
    room.says(RecordEvent::Ended { frames: 0, lost: 0 });
    assert_eq!(room.act(STAGE(StageAction::Begin)), Vec::<String>::new());
    room.act(STAGE(StageAction::Finish));
    room.act(STAGE(StageAction::ProbeEnd));
    assert_eq!(room.desk.model.recording_text(), "Not recorded");
    room.act(STAGE(StageAction::Aid(AidAction::Recording)));
    assert!(room.desk.model.recording.dropped.is_empty(), "there is nothing to drop");
    room.save();
    assert!(room.desk.model.notebook.recordings.is_empty());
}

#[test]
fn what_was_recorded_before_the_microphone_failed_is_shown_at_the_score_and_can_be_dropped() {
    let mut room = Room::new();
    let id = room.begin();
    room.act(STAGE(StageAction::Begin));
    room.marked(0.0);
    room.says(RecordEvent::Broke { why: "unplugged".to_owned(), frames: 16_000, lost: 0 });
    assert_eq!(room.desk.model.recording_text(), "Not recorded any more");
    room.act(STAGE(StageAction::Finish));
    room.act(STAGE(StageAction::ProbeEnd));
    assert_eq!(room.desk.model.recording_text(), "✓ Recorded; V drops it");
    room.act(STAGE(StageAction::Aid(AidAction::Recording)));
    assert_eq!(room.desk.model.recording_text(), "The recording will be dropped; V keeps it");
    room.save();
    assert!(room.desk.model.notebook.recording(id).is_none());
}

#[test]
fn a_microphone_that_does_not_open_is_told_within_two_seconds() {
    let mut room = Room::new();
    room.act(Action::Short);
    room.desk.pass(1);
    assert_eq!(room.light(), Light::Opening);
    room.desk.pass(1);
    assert_eq!(room.light(), Light::Stalled);
    assert!(room.notices().iter().any(|text| text.contains("gives no sound")));
}

#[test]
fn erasing_a_recording_keeps_what_was_typed_about_its_answer() {
    let mut room = Room::new();
    let id = room.told();
    room.save();
    room.desk.send(Command::Do(Action::Go(greenroom::app::model::Screen::History)));
    room.desk.send(Command::History(HistoryCommand::Open(Some(id))));
    let mut edited = room.desk.model.history.open.clone().unwrap();
    edited.note = Some("I rushed the end.".to_owned());
    room.desk.send_now(Command::History(HistoryCommand::Edit(edited)));
    let erase = greenroom::app::effect::Erase::Recording(id);
    room.desk.send_now(Command::Data(DataCommand::AskErase(erase)));
    room.desk.send_now(Command::Data(DataCommand::EraseForGood));
    let note = |room: &Room| room.desk.model.notebook.attempt(id).unwrap().note.clone();
    assert_eq!(note(&room).as_deref(), Some("I rushed the end."));
    assert!(room.desk.model.history.open.is_some(), "its page stays");
}

#[test]
fn what_a_transcript_tells_follows_its_words_and_the_story() {
    let mut room = Room::new();
    let id = room.told();
    room.save();
    let now = room.desk.now.wall;
    let mut story = greenroom::domain::story::Story::new("labels".to_owned(), now);
    "I followed thirty parcels.".clone_into(&mut story.sections[Section::Action]);
    let mut attempt = room.desk.model.notebook.attempt(id).unwrap().clone();
    attempt.story = Some("labels".to_owned());
    let put = |room: &mut Room, entry: greenroom::domain::notebook::Change| {
        room.desk.model.notebook.apply(&entry, now);
    };
    put(&mut room, greenroom::domain::notebook::Change::put(attempt));
    put(&mut room, greenroom::domain::notebook::Change::put(story.clone()));
    room.desk.send(Command::Do(Action::Go(greenroom::app::model::Screen::History)));
    room.desk.send(Command::History(HistoryCommand::Open(Some(id))));
    assert!(room.desk.model.recording.facts.is_none(), "nothing was written down");
    room.desk.send(Command::Recording(RecordingCommand::WriteDown(id)));
    let number = room.desk.model.recording.writing.as_ref().unwrap().number;
    let written = Written { text: "We waited for rain.".to_owned(), timed: Vec::new() };
    let done = TranscribeEvent::Done { number, program: "hear".to_owned(), written };
    room.desk.hear(Event::Transcribed(done));
    let facts = |room: &Room| {
        let facts = room.desk.model.recording.facts.as_ref().unwrap();
        (facts.who.we, facts.left_out.len())
    };
    assert_eq!(facts(&room), (1, 1));
    let text = "I followed thirty parcels for two nights.".to_owned();
    room.desk.send(Command::Recording(RecordingCommand::SetTranscript(id, text)));
    assert_eq!(facts(&room), (0, 0));
    "It cost us nothing to print closer to the bench.".clone_into(&mut story.sections[Section::Action]);
    room.desk.send(Command::Stories(greenroom::app::command::StoriesCommand::Edit(Box::new(story))));
    assert_eq!(facts(&room), (0, 1), "the story is another");
    room.desk.send(Command::History(HistoryCommand::Open(None)));
    assert!(room.desk.model.recording.facts.is_none());
}
