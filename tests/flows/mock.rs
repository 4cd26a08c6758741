//! A whole mock interview through the update and a real store, with a made-up clock: set up, run, voted,
//! stopped and taken up again, debriefed.

use std::time::Duration;

use greenroom::app::clock::Clock;
use greenroom::app::command::{Command, DataCommand, RehearseCommand};
use greenroom::app::effect::Erase;
use greenroom::app::effect::{Effect, Event, StoreJob};
use greenroom::app::jobs::StoreDesk;
use greenroom::app::mock::{MockCommand as M, RunCommand, SetupChange};
use greenroom::app::model::Model;
use greenroom::app::update;
use greenroom::domain::attempt::{Mode, Outcome};
use greenroom::domain::draw::Scope;
use greenroom::domain::mock::generate::{Ask, Edit};
use greenroom::domain::mock::plan::{Manner, MockForm};
use greenroom::domain::mock::record::{InterviewPart, Mock, Told, Vote};
use greenroom::domain::mock::run::Leave;
use greenroom::domain::notebook::Key as Kept;
use greenroom::domain::rehearsal::{Phase, ScoreStep};
use greenroom::domain::rubric::Score;
use greenroom::store::{Contents, Store};
use tempfile::TempDir;

use super::support::MadeUpClock;

/// The application without its window.
struct Room {
    temp: TempDir,
    clock: MadeUpClock,
    model: Model,
    desk: StoreDesk,
    /// Store jobs in the order they were done.
    done: Vec<&'static str>,
}

fn opened(temp: &TempDir, clock: &MadeUpClock) -> (Model, StoreDesk) {
    let now = clock.now();
    let (store, contents) =
        Store::open(&temp.path().join("data"), &temp.path().join("state"), now.wall.into()).unwrap();
    let built_in = greenroom::banks::built_in().unwrap();
    (Model::new(contents, built_in, "a folder".to_owned(), now, 1), StoreDesk::new(store))
}

impl Room {
    fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        let clock = MadeUpClock::at("2026-06-30T19:00:00+02:00");
        let (model, desk) = opened(&temp, &clock);
        Self { temp, clock, model, desk, done: Vec::new() }
    }

    /// The program ends without a word and is started again, a while later.
    fn crash(self) -> Self {
        let Self { temp, clock, desk, .. } = self;
        drop(desk);
        clock.advance(Duration::from_hours(1));
        let (model, desk) = opened(&temp, &clock);
        Self { temp, clock, model, desk, done: Vec::new() }
    }

    /// Sends a command a while after the last one.
    fn send(&mut self, command: Command) {
        self.clock.advance(Duration::from_millis(400));
        let now = self.clock.now();
        let mut effects = update::update(&mut self.model, command, now);
        while !effects.is_empty() {
            let mut next = Vec::new();
            for effect in effects {
                let Effect::Store(job) = effect else { continue };
                self.done.push(match job {
                    StoreJob::Write(ref change) => match change.parts() {
                        [(Kept::Attempt(_), Some(_))] => "attempt",
                        [(Kept::Mock(_), Some(_))] => "mock",
                        _ => "other",
                    },
                    StoreJob::WriteRunning(_) => "running",
                    StoreJob::ClearRunning => "clear",
                    _ => "other",
                });
                for event in self.desk.perform(job, now.wall.into()) {
                    if let Event::NotStored(job, why) = &event {
                        panic!("{job:?}: {why}");
                    }
                    next.extend(update::update(&mut self.model, Command::Event(Box::new(event)), now));
                }
            }
            effects = next;
        }
    }

    fn mock(&mut self, command: M) {
        self.send(Command::Mock(command));
    }

    /// Lets so many seconds pass, looked at once a second.
    fn wait(&mut self, secs: u64) {
        for _ in 0..secs {
            self.clock.advance(Duration::from_millis(600));
            self.send(Command::Tick);
        }
    }

    /// Sets up and starts a shortened loop of two rounds.
    fn start_loop(&mut self) {
        self.mock(M::SetUp(MockForm::Loop));
        let ask = self.model.mock.setup.as_ref().unwrap().ask;
        self.mock(M::Change(SetupChange::SetAsk(Ask { rounds: Some(2), half: true, ..ask })));
        self.mock(M::Start);
    }

    fn place(&self) -> InterviewPart {
        self.model.interview().unwrap().run.place()
    }

    fn running(&self) -> &Mock {
        self.model.interview().unwrap().run.mock()
    }

    /// The one step that leads on from where the mock stands.
    fn step(&mut self) {
        let stage = self.model.interview().unwrap();
        match stage.run.place() {
            InterviewPart::Question(_) => match stage.run.rehearsal().unwrap().phase() {
                Phase::Think(_) => self.mock(M::Run(RunCommand::Begin)),
                Phase::Answer(_) => {
                    self.wait(40);
                    self.mock(M::Run(RunCommand::FinishAnswer));
                }
                _ => self.mock(M::Run(RunCommand::EndProbe(Outcome::Held))),
            },
            InterviewPart::Score(index) => {
                self.mock(M::Run(RunCommand::Tell(index, Some(Told::Words("The outage".to_owned())))));
                while matches!(self.model.interview().unwrap().run.step(), ScoreStep::Dimension(_)) {
                    self.mock(M::Run(RunCommand::Score(Score::new(3))));
                }
                self.mock(M::Run(RunCommand::SetNextTime("the number first".to_owned())));
                self.mock(M::Run(RunCommand::Next));
            }
            InterviewPart::Vote => {
                self.mock(M::Run(RunCommand::ChooseVote(Vote::No)));
                self.mock(M::Run(RunCommand::SetReason("no number in the results".to_owned())));
                self.mock(M::Run(RunCommand::Vote));
            }
            _ => self.mock(M::Run(RunCommand::Next)),
        }
    }

    fn stored(&self) -> Contents {
        Store::read(&self.temp.path().join("data"), self.clock.now().wall.into()).unwrap()
    }
}

#[test]
fn a_shortened_loop_from_setup_to_debrief() {
    let mut room = Room::new();
    room.start_loop();
    while room.model.interview().is_some() {
        let was_question = matches!(room.place(), InterviewPart::Question(_));
        room.step();
        if let Some(stage) = room.model.interview()
            && was_question
            && let InterviewPart::Score(_) = stage.run.place()
        {
            assert!(stage.run.mock().rounds.iter().all(|course| course.ballot.is_none()));
        }
    }
    let contents = room.stored();
    let mock = &contents.has.mocks[0];
    assert!(mock.is_over() && !mock.left_early);
    let answers = mock.answers().count();
    assert!(answers >= 4, "{answers}");
    assert_eq!(contents.has.attempts.len(), answers);
    for attempt in contents.has.attempts.iter() {
        assert_eq!((&attempt.mode, attempt.session), (&Mode::Loop, Some(mock.id)));
        assert_eq!(attempt.scores.count(), 2, "in a loop result and depth are asked for");
        assert_eq!(attempt.next_time.as_deref(), Some("the number first"));
        assert!((30.0..=50.0).contains(&attempt.answer_secs.unwrap()), "{attempt:?}");
    }
    assert_eq!(contents.running, None, "nothing is left to be taken up");
    let (id, debrief) = room.model.mock.debrief.as_ref().unwrap();
    assert_eq!((*id, debrief.work_on.len()), (mock.id, 3));
    let vote = Some((Vote::No, "no number in the results".to_owned()));
    assert!(debrief.rounds.iter().all(|round| round.vote == vote));
    assert_eq!(debrief.repeated[0].heard_by.len(), 2);
    // Each answer is on disk before the mock that names it.
    assert!(room.done.windows(2).any(|pair| pair == ["attempt", "mock"]));
}

#[test]
fn a_crash_at_any_boundary_goes_on_where_it_stood() {
    let mut room = Room::new();
    room.start_loop();
    let mut places = Vec::new();
    for _ in 0..400 {
        if room.model.interview().is_none() {
            break;
        }
        let (place, round) = (room.place(), room.running().round);
        let answers = room.running().answers().count();
        let id = room.running().id;
        if places.last() != Some(&(round, place)) {
            places.push((round, place));
            room = room.crash();
            assert!(room.model.recovered.is_none(), "a mock's answer is not offered as a drill's");
            room.mock(M::Open(id));
            assert_eq!((room.place(), room.running().round), (place, round));
            assert_eq!(room.running().answers().count(), answers);
            if room.model.interview().unwrap().run.is_paused() {
                room.mock(M::Run(RunCommand::Pause));
            }
        }
        room.step();
    }
    assert!(room.model.mock.debrief.is_some(), "{places:?}");
    assert!(places.len() > 12, "{places:?}");
    let contents = room.stored();
    assert_eq!(contents.has.attempts.len(), contents.has.mocks[0].answers().count());
    assert_eq!(contents.has.mocks.len(), 1);
}

#[test]
fn a_crash_in_the_middle_of_an_answer_keeps_its_time() {
    let mut room = Room::new();
    room.start_loop();
    room.mock(M::Run(RunCommand::Next));
    room.mock(M::Run(RunCommand::Next));
    room.mock(M::Run(RunCommand::Begin));
    room.wait(63);
    let id = room.running().id;
    let mut room = room.crash();
    room.mock(M::Open(id));
    let run = &room.model.interview().unwrap().run;
    assert!(run.is_paused() && matches!(run.rehearsal().unwrap().phase(), Phase::Answer(_)));
    let kept = run.rehearsal().unwrap().elapsed(room.model.now.mono).as_secs();
    assert!((55..=63).contains(&kept), "at most five seconds are lost: {kept}");
}

#[test]
fn a_mock_waits_and_another_rehearsal_loses_none_of_it() {
    let mut room = Room::new();
    room.start_loop();
    room.mock(M::Run(RunCommand::Next));
    room.mock(M::Run(RunCommand::Next));
    room.mock(M::Run(RunCommand::Begin));
    room.wait(20);
    let id = room.running().id;
    room.mock(M::Run(RunCommand::Wait));
    assert!(room.model.interview().is_none() && room.model.mock.cut_short.is_some());
    // A drill takes the checkpoint's place: the answer that waited is kept as it stood.
    room.send(Command::Rehearse(RehearseCommand::StartWith(Scope::InPlay)));
    assert!(room.model.stage.is_some());
    assert_eq!(room.stored().has.attempts.len(), 1);
    room.mock(M::Open(id));
    assert!(room.model.interview().is_none(), "one thing at a time is on stage");
    room.send(Command::Do(greenroom::app::action::Action::Stage(greenroom::app::action::StageAction::Drop)));
    room.mock(M::Open(id));
    assert_eq!(room.place(), InterviewPart::Question(1), "it goes on after the answer that was kept");
    assert_eq!(room.running().answers().count(), 1);
}

#[test]
fn a_vote_waits_for_a_choice_and_a_reason() {
    let mut room = Room::new();
    room.start_loop();
    while room.place() != InterviewPart::Vote {
        room.step();
    }
    let refused = |room: &Room| room.model.interview().unwrap().refused.clone().unwrap();
    room.mock(M::Run(RunCommand::Vote));
    assert!(refused(&room).starts_with("Choose a vote first"));
    room.mock(M::Run(RunCommand::ChooseVote(Vote::StrongYes)));
    room.mock(M::Run(RunCommand::Vote));
    assert!(refused(&room).contains("a vote needs a reason"));
    room.mock(M::Run(RunCommand::SetReason("numbers throughout".to_owned())));
    room.wait(2);
    let id = room.running().id;
    let mut room = room.crash();
    room.mock(M::Open(id));
    assert_eq!(room.running().draft.reason, "numbers throughout", "what was typed is still there");
    room.mock(M::Run(RunCommand::Vote));
    assert_eq!((room.place(), room.running().round), (InterviewPart::Door, 1));
    let ballot = room.running().rounds[0].ballot.clone().unwrap();
    assert_eq!(ballot.opened(room.running()), None, "sealed");
    assert!(room.running().draft.reason.is_empty() && room.running().draft.vote.is_none());
}

#[test]
fn a_plan_is_changed_by_hand_and_repeated() {
    let mut room = Room::new();
    room.mock(M::SetUp(MockForm::Phone));
    let setup = |room: &Room| room.model.mock.setup.as_ref().unwrap().plan.clone().unwrap();
    let proposed = setup(&room);
    let seed = room.model.mock.setup.as_ref().unwrap().seed;
    room.mock(M::Change(SetupChange::SetSeed(seed)));
    assert_eq!(setup(&room), proposed, "the seed that is shown makes it again");
    room.mock(M::Change(SetupChange::Edit(Edit::Manner { round: 0, manner: Manner::Sceptical })));
    assert_eq!(setup(&room).rounds[0].manner, Manner::Sceptical);
    room.mock(M::Change(SetupChange::Edit(Edit::Minutes { round: 0, minutes: 500 })));
    assert!(room.model.mock.setup.as_ref().unwrap().refused.as_ref().unwrap().contains("20 to 90"));
    let plan = setup(&room);
    room.mock(M::Start);
    let id = room.running().id;
    room.mock(M::Run(RunCommand::End(Leave::Drop)));
    assert!(room.stored().has.mocks[0].left_early);
    room.mock(M::Repeat(id));
    assert_eq!(room.running().plan, plan);
    assert_ne!(room.running().id, id);
}

#[test]
fn an_erased_answer_is_forgotten_by_its_mock_for_good() {
    let mut room = Room::new();
    room.start_loop();
    while room.running().round == 0 {
        room.step();
    }
    let attempt = room.running().rounds[0].answers[0].attempt.unwrap();
    let id = room.running().id;
    room.mock(M::Run(RunCommand::Wait));
    room.send(Command::Data(DataCommand::AskErase(Erase::Attempt(attempt))));
    assert!(room.model.data.erase_preview.as_ref().unwrap().contains("without what was said in it"));
    room.send(Command::Data(DataCommand::EraseForGood));
    room.mock(M::Open(id));
    room.mock(M::Run(RunCommand::Next));
    let mock = &room.stored().has.mocks[0];
    assert_eq!(
        (mock.round, mock.rounds[0].answers[0].attempt, &mock.rounds[0].answers[0].told),
        (1, None, &None)
    );
}

/// Steps until `there`, at most a round's worth of steps.
fn step_until(room: &mut Room, there: impl Fn(&Room) -> bool) {
    for _ in 0..200 {
        if there(room) {
            return;
        }
        room.step();
    }
    panic!("never there");
}

#[test]
fn an_interviewer_has_a_name_words_of_their_own_and_an_answer_to_what_is_asked() {
    let mut room = Room::new();
    room.start_loop();
    room.step();
    assert_eq!(room.place(), InterviewPart::Intro);
    let interview = room.model.interview().unwrap();
    let person = interview.person().unwrap().clone();
    assert!(!person.name.is_empty() && interview.said().unwrap().contains(&person.name));
    room.step();
    assert_eq!(room.model.interview().unwrap().said(), None, "nothing before the first question");
    step_until(&mut room, |room| matches!(room.place(), InterviewPart::Question(at) if at > 0));
    assert!(room.model.interview().unwrap().said().is_some(), "a bridge before the second");
    step_until(&mut room, |room| room.place() == InterviewPart::Own);
    assert_eq!(room.model.interview().unwrap().replied(), None);
    let question = room.running().plan.rounds[0].ask_them[0].clone();
    room.mock(M::Run(RunCommand::AskThem(question.clone())));
    let (asked, answer) = room.model.interview().unwrap().replied().unwrap();
    assert!(asked == question && !answer.is_empty());
    room.mock(M::Run(RunCommand::AskThem("When is lunch?".to_owned())));
    assert_ne!(room.model.interview().unwrap().replied().unwrap().1, answer);
    // The next round is another person, who has heard nothing.
    step_until(&mut room, |room| room.running().round == 1 && room.place() == InterviewPart::Intro);
    let interview = room.model.interview().unwrap();
    assert!(interview.asked.is_empty() && interview.person().unwrap().name != person.name);
}

#[test]
fn a_short_answer_is_asked_for_more_a_short_reply_why_and_afterwards_it_is_said_why() {
    let mut room = Room::new();
    room.mock(M::SetUp(MockForm::Loop));
    let ask = room.model.mock.setup.as_ref().unwrap().ask;
    room.mock(M::Change(SetupChange::SetAsk(Ask { rounds: Some(2), half: true, ..ask })));
    room.mock(M::Change(SetupChange::Edit(Edit::Manner { round: 0, manner: Manner::Sceptical })));
    room.mock(M::Start);
    step_until(&mut room, |room| matches!(room.place(), InterviewPart::Question(0)));
    let ladder = |room: &Room| room.model.rehearsal().unwrap().brief.drawn.probes.clone();
    let planned = ladder(&room);
    room.mock(M::Run(RunCommand::Begin));
    room.wait(10);
    room.mock(M::Run(RunCommand::FinishAnswer));
    let more = ladder(&room);
    assert_eq!(more[1..], planned[..], "one comes before all others");
    room.mock(M::Run(RunCommand::EndProbe(Outcome::Held)));
    let why = ladder(&room);
    assert_eq!(why.len(), more.len() + 1, "the reply was short");
    assert!(why[1].to_lowercase().contains("why"), "{why:?}");
    // Answered again from the beginning, it is the question as it was planned.
    room.mock(M::Run(RunCommand::Restart));
    assert_eq!(ladder(&room), planned);
    room.mock(M::Run(RunCommand::FinishAnswer));
    assert_eq!(ladder(&room), planned, "there is no answer yet that could be short");
    room.mock(M::Run(RunCommand::Begin));
    room.wait(10);
    room.mock(M::Run(RunCommand::FinishAnswer));
    room.mock(M::Run(RunCommand::EndProbe(Outcome::Held)));
    assert_eq!(ladder(&room), why, "short again, and asked again");
    step_until(&mut room, |room| matches!(room.place(), InterviewPart::Score(0)));
    let told = room.model.interview().unwrap().why_they_did();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("asked for more") && told[1].contains("asked why"), "{told:?}");
}

#[test]
fn nobody_interrupts_in_a_first_mock_interview_and_later_only_past_the_time() {
    let late = |room: &mut Room| {
        step_until(room, |room| matches!(room.place(), InterviewPart::Question(0)));
        room.mock(M::Run(RunCommand::Begin));
        let planned = room.running().plan.rounds[0].questions[0].answer_secs;
        room.wait(u64::from(planned) - 5);
        let now = room.clock.now().mono;
        let before = room.model.interview().unwrap().interrupts_now(now).map(str::to_owned);
        room.wait(130);
        let now = room.clock.now().mono;
        (before, room.model.interview().unwrap().interrupts_now(now).map(str::to_owned))
    };
    let mut room = Room::new();
    room.start_loop();
    assert_eq!(late(&mut room), (None, None), "not in a first one");
    step_until(&mut room, |room| room.model.interview().is_none() || room.running().ended.is_some());
    room.mock(M::Run(RunCommand::End(Leave::Keep)));
    room.start_loop();
    let (before, after) = late(&mut room);
    assert!(before.is_none() && after.is_some(), "{before:?} {after:?}");
}
