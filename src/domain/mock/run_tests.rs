//! Whole mock interviews with a made-up clock: what is said, what is stored, stopped and taken up anywhere.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, HashSet};

use proptest::prelude::*;
use uuid::Uuid;

use super::super::super::bank::Bank;
use super::super::super::catalog::Catalog;
use super::super::super::catalog::tests::bank;
use super::super::super::profile::{Profile, Target};
use super::super::super::rubric::Score;
use super::super::super::star::Budget;
use super::super::generate::{Ask, generate};
use super::super::plan::{Manner, MockForm};
use super::super::record::{Vote, VoteFault};
use super::*;

fn at(secs: u64) -> At {
    let wall = DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap();
    At {
        mono: Duration::from_secs(1000 + secs),
        wall: wall + chrono::TimeDelta::seconds(i64::try_from(secs).unwrap()),
    }
}

fn catalog() -> Catalog {
    let mut banks: Vec<Bank> = vec![bank("x", &["A", "B", "C", "D"], 14)];
    for question in &mut banks[0].questions {
        question.probes = (1..=4).map(|n| format!("Probe {n}?")).collect();
    }
    Catalog::new(banks, &Profile::default())
}

fn mock(form: MockForm, rounds: Option<usize>, half: bool, seed: u64) -> Mock {
    let ask = Ask { rounds, minutes: Some(45), half, ..Ask::new(form, Budget::default()) };
    let plan = generate(&catalog(), &Target::default(), &ask, seed).unwrap();
    Mock::new(Uuid::from_u128(0xabc << 32), at(0).wall, plan)
}

fn phone() -> MockRun {
    MockRun::new(mock(MockForm::Phone, None, false, 5), at(0))
}

/// What is on disk: the attempts, and the mock as last remembered.
#[derive(Clone, Debug, Default, PartialEq)]
struct Disk {
    attempts: BTreeMap<Uuid, Attempt>,
    mock: Option<Mock>,
}

impl Disk {
    fn take(&mut self, run: &mut MockRun, now: At) {
        for out in run.take_outs() {
            match out {
                Out::Put(attempt) => {
                    self.attempts.insert(attempt.id, *attempt);
                }
                Out::Remember => self.mock = Some(run.snapshot(now)),
            }
        }
    }

    fn resume(&self, checkpoint: Option<Checkpoint>, now: At) -> MockRun {
        let mut run = MockRun::resumed(
            self.mock.clone().unwrap(),
            |id| self.attempts.get(&id).cloned(),
            checkpoint,
            now,
        );
        run.resume(now);
        run
    }
}

/// One thing the person does after so many seconds; what it is depends on where the interview stands.
fn step(run: &mut MockRun, choice: u8, now: At) {
    run.tick(now);
    run.gap_counts();
    match run.place() {
        InterviewPart::Door | InterviewPart::Intro | InterviewPart::Own | InterviewPart::Close => {
            run.next(now);
        }
        InterviewPart::Question(_) => match run.rehearsal().unwrap().phase() {
            Phase::Think(_) if choice.is_multiple_of(11) => run.skip(now),
            Phase::Think(_) => run.begin(now),
            Phase::Answer(_) => run.finish_answer(now),
            _ => {
                let outcomes =
                    [Outcome::Held, Outcome::Already, Outcome::Stuck, Outcome::Held, Outcome::Ended];
                run.end_probe(outcomes[usize::from(choice) % 5], now);
            }
        },
        InterviewPart::Score(index) => match run.step() {
            ScoreStep::Dimension(_) => run.score(Score::new(choice % 6)),
            ScoreStep::NextTime => {
                run.tell(index, Some(Told::Words(format!("story {}", choice % 3))));
                run.set_words(Some("breathe".to_owned()), None);
                run.next(now);
            }
        },
        InterviewPart::Vote => run.vote(Vote::ALL[usize::from(choice) % 4], "because", now).unwrap(),
        InterviewPart::Debrief => {}
    }
}

/// Plays to the end; stops and takes up again before the steps in `stops`.
fn play(mock: Mock, choices: &[(u8, u64)], stops: &dyn Fn(usize) -> bool) -> (MockRun, Disk, At) {
    let mut now = at(0);
    let mut run = MockRun::new(mock, now);
    let mut disk = Disk::default();
    disk.take(&mut run, now);
    for n in 0.. {
        if run.place() == InterviewPart::Debrief {
            break;
        }
        assert!(n < 3000, "it must come to an end");
        if stops(n) {
            let checkpoint = run.checkpoint(now);
            disk.mock = Some(run.snapshot(now));
            run = disk.resume(checkpoint, now);
            run.take_outs();
        }
        let (choice, secs) = choices[n % choices.len()];
        now.mono += Duration::from_secs(secs);
        now.wall += chrono::TimeDelta::seconds(i64::try_from(secs).unwrap());
        step(&mut run, choice, now);
        disk.take(&mut run, now);
    }
    (run, disk, now)
}

/// Everything that must hold when a mock has come to its end.
fn assert_whole(run: &MockRun, disk: &Disk) {
    let mock = run.mock();
    assert_eq!(disk.mock.as_ref().unwrap().place, InterviewPart::Debrief);
    let mut named = HashSet::new();
    for (nth, (plan, course)) in mock.plan.rounds.iter().zip(&mock.rounds).enumerate() {
        let mut seen: Vec<usize> = course.answers.iter().map(|a| a.question).collect();
        seen.extend(course.left_out.iter().map(|(question, _)| *question));
        seen.sort_unstable();
        assert_eq!(seen, (0..plan.questions.len()).collect::<Vec<_>>(), "each is answered or left out, once");
        assert!(course.ballot.as_ref().unwrap().opened(mock).is_some());
        assert!(course.secs.is_some() && course.intro_secs.is_some() && course.own_secs.is_some());
        for answer in &course.answers {
            let id = answer.attempt.unwrap();
            assert_eq!(id, mock.attempt_id(nth, answer.question));
            let attempt = &disk.attempts[&id];
            assert_eq!(
                attempt.question.id.as_deref(),
                Some(plan.questions[answer.question].drawn.id.as_str())
            );
            assert_eq!((attempt.session, &attempt.mode), (Some(mock.id), &mock.plan.form.mode()));
            assert_eq!(attempt.next_time.as_deref(), Some("breathe"), "every answer was scored");
            assert!(attempt.probes.len() <= MAX_PROBES);
            assert!(named.insert(id));
        }
    }
    assert_eq!(named.len(), disk.attempts.len(), "nothing is stored that the mock does not name");
}

fn choices() -> impl Strategy<Value = Vec<(u8, u64)>> {
    proptest::collection::vec((any::<u8>(), 1u64..400), 5..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_mock_comes_to_its_end_and_no_answer_is_lost(
        form in prop_oneof![Just(MockForm::Phone), Just(MockForm::Loop)], half: bool, seed: u64, choices in choices()
    ) {
        let (run, disk, _) = play(mock(form, None, half, seed), &choices, &|_| false);
        assert_whole(&run, &disk);
    }

    #[test]
    fn stopping_at_every_boundary_changes_nothing(seed: u64, choices in choices(), which in 1usize..5) {
        let mock = || mock(MockForm::Loop, Some(2), true, seed);
        let (through, disk, now) = play(mock(), &choices, &|_| false);
        let (stopped, other, then) = play(mock(), &choices, &|n| n % which == 0);
        prop_assert_eq!(through.snapshot(now), stopped.snapshot(then));
        prop_assert_eq!(disk, other);
    }

    #[test]
    fn an_answer_stored_just_before_a_crash_is_found_again(seed: u64, choices in choices()) {
        let mut now = at(0);
        let mut run = MockRun::new(mock(MockForm::Loop, Some(2), true, seed), now);
        let mut disk = Disk::default();
        for n in 0..200 {
            let (choice, secs) = choices[n % choices.len()];
            now.mono += Duration::from_secs(secs);
            // The program ends after the attempt is on disk and before the mock is.
            let before = run.snapshot(now);
            step(&mut run, choice, now);
            disk.take(&mut run, now);
            let after = run.snapshot(now);
            let crashed = Disk { attempts: disk.attempts.clone(), mock: Some(before) }.resume(None, now);
            let ids = |mock: &Mock| mock.answers().map(|(_, a)| a.attempt).collect::<Vec<_>>();
            prop_assert_eq!(ids(crashed.mock()), ids(&after));
        }
    }
}

#[test]
fn a_phone_screen_goes_from_hello_to_debrief() {
    let mut run = phone();
    assert_eq!((run.place(), run.part_remaining(at(0))), (InterviewPart::Door, None));
    run.next(at(0));
    assert_eq!(run.remaining(at(60)).clock(), "44:00");
    assert_eq!(run.part_remaining(at(60)).unwrap().clock(), "4:00");
    run.next(at(240));
    assert_eq!(run.place(), InterviewPart::Question(0));
    run.begin(at(260));
    run.rehearsal_mut().unwrap().mark_section(super::super::super::star::Section::Task, at(270).mono);
    run.finish_answer(at(440));
    let attempt = loop {
        let rehearsal = run.rehearsal().unwrap();
        if let Phase::Probe(..) = rehearsal.phase() {
            run.end_probe(Outcome::Held, at(450));
        } else {
            break run.take_outs().into_iter().find_map(|out| match out {
                Out::Put(attempt) => Some(attempt),
                Out::Remember => None,
            });
        }
    };
    let attempt = attempt.unwrap();
    assert_eq!((attempt.answer_secs, attempt.mode.id()), (Some(180.0), "phone"));
    assert!(attempt.section_secs.is_some());
    assert_eq!(run.place(), InterviewPart::Question(1));
    assert_eq!(run.mock().course().answers[0].secs, Some(210.0));
}

#[test]
fn a_pause_stops_both_clocks_and_a_gap_can_become_one() {
    let mut run = phone();
    run.next(at(0));
    run.next(at(100));
    run.begin(at(100));
    run.pause(at(103));
    assert!(run.is_paused());
    run.resume(at(500));
    run.tick(at(503));
    assert_eq!(run.remaining(at(503)).clock(), "43:14");
    assert_eq!(run.rehearsal().unwrap().elapsed(at(503).mono), Duration::from_secs(6));
    run.tick(at(533));
    assert_eq!(run.gap(), Some(Duration::from_secs(30)));
    run.gap_was_pause(at(533));
    assert_eq!(run.remaining(at(533)).clock(), "43:14");
    assert_eq!(run.rehearsal().unwrap().elapsed(at(533).mono), Duration::from_secs(6));
}

/// A run at its first question, `late` seconds into the round.
fn at_first_question(manner: Manner, late: u64) -> MockRun {
    let mut seeds = (0..100).map(|seed| MockRun::new(mock(MockForm::Phone, None, false, seed), at(0)));
    let mut run = seeds.find(|run| run.round().manner == manner).unwrap();
    run.next(at(0));
    run.next(at(late));
    run
}

#[test]
fn an_interviewer_who_runs_late_moves_on_between_probes_and_says_so() {
    let mut run = at_first_question(Manner::Sceptical, 300);
    assert_eq!(run.said(), None);
    run.begin(at(310));
    run.finish_answer(at(900));
    // 9 minutes for an answer of 3 or 4: the ladder is cut at once.
    assert_eq!(run.place(), InterviewPart::Question(1));
    assert_eq!(run.said(), Some("We have 30 minutes left, so I will go on to the next question."));
    assert!(run.mock().course().left_out.is_empty(), "what is left still fits");
    run.begin(at(901));
    run.finish_answer(at(902));
    assert_eq!(run.said(), None, "what was said is said once");
}

#[test]
fn questions_that_no_longer_fit_are_left_out_and_it_is_said() {
    let mut run = at_first_question(Manner::Warm, 60);
    let questions = run.round().questions.len();
    run.begin(at(70));
    run.finish_answer(at(2300));
    while run.place() == InterviewPart::Question(0) {
        // There is no time for another question, but for going deeper here.
        run.end_probe(Outcome::Held, at(2300));
    }
    assert_eq!(run.place(), InterviewPart::Own);
    let said = format!(
        "We have 7 minutes left, so I will leave out {} questions. What would you like to ask me?",
        questions - 1
    );
    assert_eq!(run.said(), Some(said.as_str()));
    let left_out = &run.mock().course().left_out;
    assert_eq!(left_out.len(), questions - 1);
    assert!(left_out.iter().all(|(_, by)| *by == LeftOutBy::Interviewer));
    assert_eq!(run.mock().course().answers.len(), 1, "the answer itself was never cut off");
}

#[test]
fn another_principle_goes_before_a_second_question_about_one() {
    let mut runs = (0..200).map(|seed| MockRun::new(mock(MockForm::Phone, None, false, seed), at(0)));
    let doubled = |run: &MockRun| {
        let q = &run.round().questions;
        q[0].drawn.principle == q[1].drawn.principle && q[2].drawn.principle != q[1].drawn.principle
    };
    let mut run = runs.find(doubled).unwrap();
    run.next(at(0));
    run.next(at(60));
    run.begin(at(70));
    run.finish_answer(at(1900));
    assert_eq!(run.place(), InterviewPart::Question(2), "{:?}", run.said());
    assert!(run.said().unwrap().contains("leave out one question"));
}

#[test]
fn a_story_told_to_another_interviewer_is_warned_about() {
    let outage = || Some(Told::Story("outage".to_owned()));
    let mut run = MockRun::new(mock(MockForm::Loop, Some(2), true, 1), at(0));
    let mut warned = Vec::new();
    let mut now = at(0);
    while run.place() != InterviewPart::Debrief {
        now.mono += Duration::from_secs(20);
        if let InterviewPart::Score(index) = run.place() {
            warned.push((run.mock().round, run.tell(index, outage()).map(|retold| retold.rounds)));
        }
        step(&mut run, 1, now);
        if let (InterviewPart::Score(_), ScoreStep::Dimension(_)) = (run.place(), run.step()) {
            run.go_to_step(ScoreStep::NextTime);
            if let InterviewPart::Score(index) = run.place() {
                run.tell(index, outage());
                run.next(now);
            }
        }
    }
    assert!(warned.iter().filter(|(round, _)| *round == 0).all(|(_, warning)| warning.is_none()));
    assert!(warned.iter().filter(|(round, _)| *round == 1).all(|(_, warning)| *warning == Some(vec![0, 1])));
    let words = |text: &str| Told::Words(text.to_owned());
    assert!(words("The outage!").is_same(&words("the  Outage")) && !words("a").is_same(&words("b")));
    assert_eq!(run.mock().retold().len(), 1);
}

#[test]
fn a_vote_needs_a_reason_and_stays_sealed() {
    let mut run = MockRun::new(mock(MockForm::Loop, Some(2), true, 1), at(0));
    assert_eq!(run.vote(Vote::Yes, "x", at(0)), Err(VoteFault::NotNow));
    let mut now = at(0);
    while run.place() != InterviewPart::Vote {
        now.mono += Duration::from_secs(30);
        step(&mut run, 3, now);
    }
    assert_eq!(run.vote(Vote::Yes, "  ", now), Err(VoteFault::NoReason));
    run.vote(Vote::No, "No number", now).unwrap();
    assert_eq!((run.place(), run.mock().round), (InterviewPart::Door, 1));
    let sealed = run.mock().rounds[0].ballot.clone().unwrap();
    assert_eq!(sealed.opened(run.mock()), None);
    run.leave(Leave::Drop, now);
    assert_eq!(sealed.opened(run.mock()), Some((Vote::No, "No number")));
    assert!(run.mock().left_early);
}

#[test]
fn leaving_keeps_or_drops_as_the_person_says() {
    for (how, kept) in [(Leave::Keep, 1), (Leave::Drop, 0)] {
        let mut run = phone();
        run.next(at(0));
        run.next(at(100));
        run.begin(at(110));
        run.leave(how, at(200));
        let puts = run.take_outs().into_iter().filter(|out| matches!(out, Out::Put(_))).count();
        assert_eq!((puts, run.mock().course().answers.len()), (kept, kept), "{how:?}");
        assert_eq!((run.place(), run.mock().course().secs), (InterviewPart::Debrief, Some(200.0)));
    }
}

#[test]
fn what_was_said_in_an_erased_attempt_is_forgotten() {
    let (run, _, _) = play(mock(MockForm::Phone, None, true, 3), &[(3, 30)], &|_| false);
    let mut mock = run.mock().clone();
    let id = mock.rounds[0].answers[0].attempt.unwrap();
    assert!(mock.forget(id) && !mock.forget(id));
    let answer = &mock.rounds[0].answers[0];
    assert_eq!((answer.attempt, answer.secs, &answer.told), (None, None, &None));
    assert_eq!(mock.rounds[0].answers.len(), run.mock().rounds[0].answers.len());
}
