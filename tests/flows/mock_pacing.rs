//! How interviewers keep to the time and react, over whole loops with a made-up clock: properties, and each reaction once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use greenroom::app::clock::Clock;
use greenroom::app::command::Command;
use greenroom::app::mock::{Interview, MockCommand as M, RunCommand as R, SetupChange};
use greenroom::app::model::Model;
use greenroom::app::update;
use greenroom::domain::attempt::Outcome;
use greenroom::domain::countdown::Remaining;
use greenroom::domain::manner::Manner;
use greenroom::domain::mock::generate::{Ask, Edit};
use greenroom::domain::mock::marks::Mark;
use greenroom::domain::mock::plan::{MockForm, Role};
use greenroom::domain::mock::reacting::grace;
use greenroom::domain::mock::record::{InterviewPart, Vote};
use greenroom::domain::mock::run::At;
use greenroom::domain::notebook::Holdings;
use greenroom::domain::rehearsal::Phase;
use greenroom::domain::rubric::Score;
use greenroom::interviewers::lines;
use greenroom::store::{Access, Contents};
use proptest::prelude::*;

use super::support::MadeUpClock;

/// So many seconds a reply to a follow-up takes here at most.
const LONGEST_REPLY: u64 = 60;

/// The application without window and store.
struct Room {
    clock: MadeUpClock,
    model: Model,
}

impl Room {
    fn new(seed: u64) -> Self {
        let clock = MadeUpClock::at("2026-06-30T09:00:00+02:00");
        let built_in = greenroom::banks::built_in().unwrap();
        let contents = Contents {
            has: Holdings::default(),
            unknown: Arc::default(),
            running: None,
            altered: Vec::new(),
            notices: Vec::new(),
            sounds: BTreeMap::new(),
            access: Access::ReadWrite,
        };
        let model = Model::new(contents, built_in, "a folder".to_owned(), clock.now(), seed);
        Self { clock, model }
    }

    fn send(&mut self, command: Command) {
        self.clock.advance(Duration::from_millis(400));
        update::update(&mut self.model, command, self.clock.now());
    }

    fn run(&mut self, command: R) {
        self.send(Command::Mock(M::Run(command)));
    }

    /// Lets time pass while the person speaks; a long stretch is no gap.
    fn speak(&mut self, secs: u64) {
        self.clock.advance(Duration::from_secs(secs));
        self.send(Command::Tick);
        self.run(R::GapCounts);
        self.send(Command::Tick);
    }

    fn interview(&self) -> &Interview {
        self.model.interview().unwrap()
    }

    fn place(&self) -> InterviewPart {
        self.interview().run.place()
    }

    fn remaining(&self) -> Remaining {
        self.interview().run.remaining(At { mono: self.model.now.mono, wall: self.model.now.wall })
    }

    /// Seconds over the end of the interview.
    fn over(&self) -> u64 {
        if let Remaining::Over(secs) = self.remaining() { secs } else { 0 }
    }

    /// Seconds left of it.
    fn left(&self) -> u64 {
        if let Remaining::Left(secs) = self.remaining() { secs } else { 0 }
    }

    /// A loop of two rounds, of 45 min or half of that.
    fn start(&mut self, half: bool) {
        self.send(Command::Mock(M::SetUp(MockForm::Loop)));
        let ask = self.model.mock.setup.as_ref().unwrap().ask;
        let ask = Ask { rounds: Some(2), minutes: Some(45), half, ..ask };
        self.send(Command::Mock(M::Change(SetupChange::SetAsk(ask))));
    }

    fn edit(&mut self, edit: Edit) {
        self.send(Command::Mock(M::Change(SetupChange::Edit(edit))));
    }

    fn begin(&mut self) {
        self.send(Command::Mock(M::Start));
        self.run(R::Next);
        self.run(R::Next);
    }

    fn planned(&self) -> u64 {
        let InterviewPart::Question(at) = self.place() else { panic!("{:?}", self.place()) };
        self.interview().run.round().questions[at].answer_secs.into()
    }

    fn probe(&self) -> Option<String> {
        let rehearsal = self.interview().run.rehearsal()?;
        match rehearsal.phase() {
            Phase::Probe(at, _) => rehearsal.brief.drawn.probes.get(*at).cloned(),
            _ => None,
        }
    }
}

/// How one answer goes: its share of what is planned and of the manner's patience beyond, in per cent; the replies' seconds;
/// how they end.
type Spoken = (u64, u64, u8);

/// Plays a whole loop. Gives the texts of all that was asked and how far each round ran over.
fn play(room: &mut Room, spoken: &[Spoken]) -> (Vec<Vec<String>>, Vec<u64>) {
    let mut spoken = spoken.iter().cycle();
    let (mut asked, mut over) = (Vec::new(), Vec::new());
    let mut ladder: Vec<String> = Vec::new();
    for _ in 0..600 {
        if room.model.interview().is_none() {
            return (asked, over);
        }
        match room.place() {
            InterviewPart::Question(at) => {
                let question = room.interview().run.round().questions[at].drawn.text.clone();
                let phase = room.interview().run.rehearsal().unwrap().phase().clone();
                let &(share, reply, end) = spoken.next().unwrap();
                match phase {
                    Phase::Think(_) => {
                        ladder = vec![question];
                        room.run(R::Begin);
                    }
                    Phase::Answer(_) => {
                        let patience = grace(room.interview().run.round().manner).as_secs();
                        let most = room.planned() + patience;
                        let secs = most * share / 100;
                        let half = room.planned() / 2;
                        room.speak(half.min(secs));
                        assert!(room.interview().interrupts_now(room.model.now.mono).is_none());
                        room.speak(secs.saturating_sub(half));
                        room.run(R::FinishAnswer);
                        if room.model.interview().unwrap().run.is_silent() {
                            room.speak(10);
                        }
                    }
                    _ => {
                        ladder.extend(room.probe());
                        room.speak(reply);
                        let ends = [Outcome::Held, Outcome::Held, Outcome::Already, Outcome::Stuck];
                        room.run(R::EndProbe(ends[usize::from(end) % 4]));
                    }
                }
                if !matches!(room.place(), InterviewPart::Question(now) if now == at) {
                    asked.push(std::mem::take(&mut ladder));
                }
            }
            InterviewPart::Own => {
                room.speak(60.max(room.left().saturating_sub(60)));
                room.run(R::Next);
            }
            InterviewPart::Close => {
                room.speak(20);
                over.push(room.over());
                room.run(R::Next);
            }
            InterviewPart::Score(_) => {
                room.run(R::Score(Score::new(3)));
                room.run(R::Next);
            }
            InterviewPart::Vote => {
                room.run(R::ChooseVote(Vote::Yes));
                room.run(R::SetReason("because".to_owned()));
                room.run(R::Vote);
            }
            InterviewPart::Door | InterviewPart::Intro => room.run(R::Next),
            InterviewPart::Debrief => break,
        }
    }
    panic!("it must come to an end");
}

proptest! {
    // A whole loop each.
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// The margin: the patience of the manner, the longest reply, the silence of a note-taker, and a minute each for own
    /// questions that have begun and the close.
    #[test]
    fn no_interview_overruns_its_end_by_much_nor_asks_anything_twice(
        seed: u64,
        half: bool,
        bar_raiser: bool,
        spoken in proptest::collection::vec((0u64..=100, 0u64..=LONGEST_REPLY, any::<u8>()), 1..12),
    ) {
        let mut room = Room::new(seed);
        room.start(half);
        if bar_raiser {
            room.edit(Edit::Role { round: 0, role: Role::Assessor });
        }
        room.send(Command::Mock(M::Start));
        let patience = room.interview().run.mock().plan.rounds.iter().map(|r| grace(r.manner)).max().unwrap();
        let people = room.interview().people.clone();
        let (asked, over) = play(&mut room, &spoken);
        prop_assert_eq!(over.len(), 2);
        let margin = patience.as_secs() + LONGEST_REPLY + 10 + 120;
        prop_assert!(over.iter().all(|over| *over <= margin), "{:?} of {:?}", over, margin);
        let questions: Vec<&String> = asked.iter().filter_map(|ladder| ladder.first()).collect();
        prop_assert_eq!(questions.iter().collect::<BTreeSet<_>>().len(), questions.len());
        for ladder in &asked {
            prop_assert_eq!(ladder.iter().collect::<BTreeSet<_>>().len(), ladder.len(), "{:?}", ladder);
            prop_assert!(ladder.len() <= 7, "a question and six follow-ups: {:?}", ladder);
            let second = |line: &&String| people.iter().any(|person| person.seconds(lines()).contains(line));
            prop_assert!(ladder.iter().filter(second).count() <= 1, "{:?}", ladder);
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2))]

    #[test]
    fn the_same_keys_at_the_same_times_are_the_same_interview(
        seed: u64, spoken in proptest::collection::vec((0u64..=100, 0u64..=LONGEST_REPLY, any::<u8>()), 1..6),
    ) {
        let played = || {
            let mut room = Room::new(seed);
            room.start(true);
            room.send(Command::Mock(M::Start));
            play(&mut room, &spoken)
        };
        prop_assert_eq!(played(), played());
    }
}

#[test]
fn ahead_of_time_come_the_own_part_a_second_example_and_a_spare_question_in_that_order() {
    let mut room = Room::new(3);
    room.start(false);
    room.edit(Edit::Manner { round: 0, manner: Manner::Terse });
    room.edit(Edit::Role { round: 0, role: Role::Peer });
    room.begin();
    let planned = room.interview().run.round().questions.len();
    let person = room.interview().person().unwrap().clone();
    room.run(R::Begin);
    room.speak(10);
    room.run(R::FinishAnswer);
    let first = room.probe().unwrap();
    assert!(person.shorts(lines()).any(|line| *line == first), "first the own part: {first}");
    let mut asked = Vec::new();
    while let Some(probe) = room.probe() {
        asked.push(probe);
        room.speak(8);
        room.run(R::EndProbe(Outcome::Held));
    }
    let last = asked.last().unwrap();
    assert!(person.seconds(lines()).contains(last), "then a second example: {asked:?}");
    while matches!(room.place(), InterviewPart::Question(at) if at < planned) {
        match room.interview().run.rehearsal().unwrap().phase() {
            Phase::Think(_) => room.run(R::Begin),
            Phase::Answer(_) => {
                room.speak(100);
                room.run(R::FinishAnswer);
            }
            _ => {
                room.speak(8);
                room.run(R::EndProbe(Outcome::Held));
            }
        }
    }
    assert_eq!(room.place(), InterviewPart::Question(planned), "and at the end a question that was to spare");
    let spare = &room.interview().run.round().questions[planned];
    assert!(spare.spare && room.interview().said().is_some());
}

#[test]
fn a_note_taker_writes_after_an_answer_and_the_speaker_may_go_on() {
    let mut room = Room::new(5);
    room.start(false);
    room.edit(Edit::Manner { round: 0, manner: Manner::NoteTaker });
    room.begin();
    room.run(R::Begin);
    room.speak(100);
    let spoken =
        |room: &Room| room.interview().run.rehearsal().unwrap().elapsed(room.model.now.mono).as_secs();
    room.run(R::FinishAnswer);
    assert!(room.interview().run.is_silent() && lines().writing.contains(&room.interview().said().unwrap()));
    let before = spoken(&room);
    room.speak(3);
    assert_eq!(spoken(&room), before, "the answer's clock stands still");
    room.run(R::Pause);
    assert!(!room.interview().run.is_silent(), "Space goes on speaking");
    room.speak(5);
    assert!(spoken(&room) >= before + 5);
    room.run(R::FinishAnswer);
    assert!(room.interview().run.is_silent());
    room.speak(11);
    assert!(!room.interview().run.is_silent() && room.probe().is_some(), "the silence ends of itself");
}

#[test]
fn an_interruption_is_answered_by_a_key() {
    let mut room = Room::new(7);
    room.start(true);
    room.send(Command::Mock(M::Start));
    play(&mut room, &[(50, 20, 0)]);
    room.start(true);
    room.edit(Edit::Manner { round: 0, manner: Manner::Terse });
    room.begin();
    room.run(R::Begin);
    let planned = room.planned();
    room.speak(planned + 31);
    assert!(room.interview().interrupts_now(room.model.now.mono).is_some());
    room.run(R::GiveResult);
    assert!(room.interview().interrupts_now(room.model.now.mono).is_none());
    let rehearsal = room.interview().run.rehearsal().unwrap();
    let Phase::Answer(clock) = rehearsal.phase() else { panic!("{:?}", rehearsal.phase()) };
    assert_eq!(Some(&clock.lit()), rehearsal.structure().sections().last());
}

#[test]
fn a_bar_raiser_asks_what_only_they_ask_and_once_for_a_harder_example() {
    let mut room = Room::new(11);
    room.start(false);
    room.edit(Edit::Role { round: 0, role: Role::Assessor });
    room.begin();
    let mut asked: Vec<String> = Vec::new();
    while matches!(room.place(), InterviewPart::Question(_)) {
        match room.interview().run.rehearsal().unwrap().phase() {
            Phase::Think(_) => room.run(R::Begin),
            Phase::Answer(_) => {
                room.speak(room.planned() - 5);
                room.run(R::FinishAnswer);
                if room.interview().run.is_silent() {
                    room.speak(10);
                }
            }
            _ => {
                asked.extend(room.probe());
                room.speak(20);
                room.run(R::EndProbe(Outcome::Held));
            }
        }
    }
    assert!(asked.iter().any(|line| lines().raising.contains(line)), "{asked:?}");
    assert_eq!(asked.iter().filter(|line| lines().harder.contains(line)).count(), 1, "{asked:?}");
}

/// Begins an interview of this form as it is proposed.
fn begun(form: MockForm) -> Room {
    let mut room = Room::new(13);
    room.send(Command::Mock(M::SetUp(form)));
    room.send(Command::Mock(M::Start));
    room.run(R::Next);
    room
}

#[test]
fn a_one_way_interview_begins_and_cuts_off_of_itself_and_has_no_second_take() {
    let mut room = begun(MockForm::OneWay);
    assert!(room.interview().run.round().opening.text.contains("no second take"), "it says so before");
    room.run(R::Next);
    for question in 0..room.interview().run.round().questions.len() {
        assert_eq!(room.place(), InterviewPart::Question(question));
        room.speak(20);
        assert!(matches!(room.interview().run.rehearsal().unwrap().phase(), Phase::Think(_)));
        room.speak(11);
        assert!(matches!(room.interview().run.rehearsal().unwrap().phase(), Phase::Answer(_)), "after 30 s");
        room.run(R::Pause);
        room.run(R::Restart);
        room.run(R::Skip);
        assert!(!room.interview().run.is_paused(), "no pause");
        assert!(
            matches!(room.interview().run.rehearsal().unwrap().phase(), Phase::Answer(_)),
            "no second take"
        );
        room.speak(121);
    }
    assert_eq!(room.place(), InterviewPart::Score(0), "nobody is there to be asked or thanked");
    let answers = room.interview().run.answers();
    assert!(answers.iter().all(|a| (119.0..=123.0).contains(&a.answer_secs.unwrap()) && a.probes.is_empty()));
}

#[test]
fn a_competency_interview_asks_everybody_the_same_and_marks_stay_in_its_debrief() {
    let mut room = begun(MockForm::Competency);
    room.run(R::Next);
    let mut asked = Vec::new();
    while let InterviewPart::Question(at) = room.place() {
        match room.interview().run.rehearsal().unwrap().phase() {
            Phase::Think(_) => room.run(R::Begin),
            Phase::Answer(_) => {
                room.speak(15);
                room.run(R::FinishAnswer);
                room.speak(11);
            }
            _ => {
                asked.extend(room.probe());
                room.speak(5);
                room.run(R::EndProbe(Outcome::Held));
            }
        }
        let planned = &room.interview().run.round().questions[at].drawn.probes;
        assert!(planned.len() <= 2);
    }
    let own = room.interview().run.round().questions.iter().flat_map(|q| q.drawn.probes.clone());
    assert_eq!(asked, own.collect::<Vec<_>>(), "a short answer brings nothing on");
    room.run(R::Next);
    room.run(R::Next);
    while let InterviewPart::Score(_) = room.place() {
        room.run(R::Next);
    }
    room.run(R::Vote);
    assert!(room.interview().refused.as_ref().unwrap().contains("mark every answer first"));
    let answers = room.interview().run.mock().course().answers.len();
    for answer in 0..answers {
        room.run(R::Mark(answer, Mark::new(3)));
    }
    room.run(R::Vote);
    let mock = &room.model.notebook.mocks[0];
    assert!(mock.is_over() && mock.answers().all(|(_, answer)| answer.mark == Mark::new(3)));
    assert!(
        room.model.notebook.attempts.iter().all(|attempt| attempt.scores.count() == 0),
        "no mark is a score"
    );
}

#[test]
fn on_a_panel_the_interviewers_take_turns_each_in_their_manner() {
    let mut room = begun(MockForm::Panel);
    room.run(R::Next);
    let mut names = Vec::new();
    while let InterviewPart::Question(at) = room.place() {
        match room.interview().run.rehearsal().unwrap().phase() {
            Phase::Think(_) => {
                if names.len() <= at {
                    let asker = room.interview().asker().unwrap().name.clone();
                    let spare = room.interview().run.round().questions[at].spare;
                    // Where time is short the clock speaks in place of whoever hands over.
                    let hands_over = at > 0 && !spare && room.interview().run.said().is_none();
                    assert!(!hands_over || room.interview().said().is_some_and(|said| said.contains(&asker)));
                    names.push(asker);
                }
                room.run(R::Begin);
            }
            Phase::Answer(_) => {
                room.speak(room.planned());
                room.run(R::FinishAnswer);
                room.speak(11);
            }
            _ => {
                room.speak(20);
                room.run(R::EndProbe(Outcome::Held));
            }
        }
    }
    assert!(names.len() >= 3 && names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 3);
}

#[test]
fn a_recruiters_call_asks_what_recruiters_ask() {
    let room = begun(MockForm::Recruiter);
    let round = room.interview().run.round();
    assert!((20..=30).contains(&round.minutes) && (2..=6).contains(&round.questions.len()));
    let catalog = room.model.notebook.catalog();
    for planned in &round.questions {
        let found = catalog.question(&planned.drawn.id).unwrap();
        assert_eq!(found.question.round.as_deref(), Some("recruiter"), "{}", planned.drawn.text);
    }
}

#[test]
fn a_laptop_that_slept_ends_no_answer_of_a_one_way_interview() {
    let mut room = begun(MockForm::OneWay);
    // However long the rules are read, every question comes.
    room.speak(240);
    room.run(R::Next);
    room.run(R::Begin);
    room.clock.advance(Duration::from_hours(1));
    room.send(Command::Tick);
    assert!(room.interview().run.gap().is_some());
    room.run(R::GapPause);
    assert_eq!(room.place(), InterviewPart::Question(0));
    assert!(matches!(room.interview().run.rehearsal().unwrap().phase(), Phase::Answer(_)));
    for question in 0..room.interview().run.round().questions.len() {
        assert_eq!(room.place(), InterviewPart::Question(question));
        room.run(R::Begin);
        room.speak(121);
    }
    assert_eq!(room.place(), InterviewPart::Score(0));
}

#[test]
fn speaking_on_after_a_short_answer_asks_for_more_at_most_once() {
    let mut room = Room::new(5);
    room.start(false);
    room.edit(Edit::Manner { round: 0, manner: Manner::NoteTaker });
    room.begin();
    let person = room.interview().person().unwrap().clone();
    let shorts = |room: &Room| {
        let probes = &room.interview().run.rehearsal().unwrap().brief.drawn.probes;
        probes.iter().filter(|line| person.shorts(lines()).any(|short| short == *line)).count()
    };
    room.run(R::Begin);
    for expected in [1, 1] {
        room.speak(3);
        room.run(R::FinishAnswer);
        assert_eq!(shorts(&room), expected);
        room.run(R::Pause);
    }
    room.speak(150);
    room.run(R::FinishAnswer);
    assert_eq!(shorts(&room), 0, "by now it is long enough");
}
