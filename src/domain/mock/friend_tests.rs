//! A friend's file, before a mock interview, beside it and after it.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use super::super::super::catalog::Catalog;
use super::super::super::catalog::tests::bank;
use super::super::super::profile::{Profile, Target};
use super::super::super::rubric::{Dimension, Score};
use super::super::super::star::Budget;
use super::super::debrief::Debrief;
use super::super::generate::{Ask, generate};
use super::super::plan::MockForm;
use super::*;

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap()
}

fn mock() -> Mock {
    let mut bank = bank("x", &["A", "B", "C", "D"], 12);
    for question in &mut bank.questions {
        question.probes = vec!["Why?".to_owned(), "And then?".to_owned()];
    }
    let catalog = Catalog::new(vec![bank], &Profile::default());
    let ask = Ask { rounds: Some(2), minutes: Some(45), ..Ask::new(MockForm::Loop, Budget::default()) };
    let plan = generate(&catalog, &Target::default(), &ask, 4).unwrap();
    Mock::new(Uuid::from_u128(77 << 64), now(), plan)
}

fn file(mock: &Mock, by: &str, round: usize, result: u8) -> FriendRound {
    let mut scores = Scores::default();
    scores.set(Dimension::Result, Score::new(result));
    let answer = |question: usize| HeardAnswer {
        question,
        text: mock.plan.rounds[round].questions[question].drawn.text.clone(),
        secs: Some(120.0),
        heard: vec![Section::Situation, Section::Action],
        probes: vec![(0, Outcome::Held)],
        scores,
        note: None,
    };
    let vote = Some((Vote::No, "no number".to_owned()));
    FriendRound {
        mock: mock.id,
        by: by.to_owned(),
        at: now(),
        rounds: vec![HeardRound { round, vote, answers: vec![answer(0), answer(1)] }],
        keep: Some("the pauses".to_owned()),
        change: None,
    }
}

#[derive(Default)]
struct Disk(BTreeMap<Uuid, Attempt>);

impl Disk {
    fn join(&mut self, mock: &mut Mock, file: &FriendRound) -> usize {
        let joined = file.join(mock, |id| self.0.get(&id)).unwrap();
        *mock = joined.mock;
        self.0.extend(joined.attempts.into_iter().map(|attempt| (attempt.id, attempt)));
        joined.answers
    }
}

#[test]
fn a_round_played_with_a_friend_alone_becomes_answers_with_their_scores_and_a_debrief() {
    let (mut mock, mut disk) = (mock(), Disk::default());
    let omar = file(&mock, "Omar", 0, 4);
    assert_eq!(disk.join(&mut mock, &omar), 2);
    assert!(mock.is_over() && mock.rounds[0].run_by.as_deref() == Some("Omar"));
    let attempt = &disk.0[&mock.attempt_id(0, 1)];
    assert_eq!((attempt.answer_secs, attempt.scores.count()), (Some(120.0), 0));
    assert_eq!(attempt.friend_scores[0].by, "Omar");
    assert!(!attempt.is_evidence(), "a friend's scores are never one's own");
    assert_eq!(attempt.note.as_deref(), Some("Omar heard: situation, action."));
    let debrief = Debrief::of(&mock, &[], |id| disk.0.get(&id), |_| None);
    assert_eq!(debrief.rounds[0].friends[0].vote, Vote::No);
    assert_eq!(debrief.rounds[0].depth(), (2, 2), "replies that were not timed hold as the friend says");
    // The second round comes in a file of its own later, and the first once more.
    let mut later = file(&mock, "omar ", 1, 3);
    later.rounds.extend(file(&mock, "omar", 0, 2).rounds);
    assert_eq!(disk.join(&mut mock, &later), 4);
    assert_eq!(mock.rounds.iter().map(|course| course.answers.len()).collect::<Vec<_>>(), [2, 2]);
    assert!(mock.rounds.iter().all(|course| course.friends.len() == 1), "one vote a friend");
    assert_eq!((disk.0.len(), mock.friends.len()), (4, 1));
    let again = &disk.0[&mock.attempt_id(0, 0)].friend_scores;
    assert_eq!((again.len(), again[0].scores.get(Dimension::Result).map(Score::value)), (1, Some(2)));
}

#[test]
fn beside_a_round_of_ones_own_it_is_a_second_opinion_and_a_second_vote() {
    let (mut mock, mut disk) = (mock(), Disk::default());
    let planned = mock.plan.rounds[0].questions[0].clone();
    let id = mock.attempt_id(0, 0);
    let question = AskedQuestion { id: None, text: planned.drawn.text };
    let mut own = Attempt::new(id, question, "A".to_owned(), now());
    own.answer_secs = Some(100.0);
    own.scores.set(Dimension::Result, Score::new(5));
    disk.0.insert(id, own);
    mock.rounds[0].started = Some(now());
    mock.rounds[0].answers =
        vec![Answer { question: 0, attempt: Some(id), secs: None, told: None, mark: None }];
    mock.place = InterviewPart::Own;
    let omar = file(&mock, "Omar", 0, 2);
    assert_eq!(disk.join(&mut mock, &omar), 1, "what was not answered gets nothing");
    let attempt = &disk.0[&id];
    assert_eq!((attempt.answer_secs, attempt.scores.count()), (Some(100.0), 1), "what one measured stays");
    assert_eq!(attempt.friend_scores.len(), 1);
    assert_eq!((mock.place, mock.rounds[0].friends.len()), (InterviewPart::Own, 1));
    let ana = file(&mock, "Ana", 0, 3);
    disk.join(&mut mock, &ana);
    assert_eq!((mock.rounds[0].friends.len(), mock.friends.len()), (2, 2), "two friends, two votes");
}

#[test]
fn a_file_for_another_plan_is_refused() {
    let mock = mock();
    let mut other = file(&mock, "Omar", 0, 4);
    other.rounds[0].answers[1].text = "What is this?".to_owned();
    let refused = other.join(&mock, |_| None).unwrap_err();
    assert_eq!(refused, NotJoined::OtherQuestion { theirs: "What is this?".to_owned() });
    other.rounds[0].round = 9;
    assert!(other.join(&mock, |_| None).is_err());
}

#[test]
fn a_round_that_was_only_entered_is_still_the_friends_and_an_erased_answer_comes_back_once() {
    let (mut mock, mut disk) = (mock(), Disk::default());
    mock.place = InterviewPart::Intro;
    mock.rounds[0].started = Some(now());
    let omar = file(&mock, "Omar", 0, 4);
    assert_eq!(disk.join(&mut mock, &omar), 2);
    assert!(mock.is_over());
    let id = mock.attempt_id(0, 0);
    disk.0.remove(&id);
    mock.forget(id);
    disk.join(&mut mock, &omar);
    assert_eq!(mock.rounds[0].answers.len(), 2, "it takes its old place");
    let mut ana = file(&mock, "Ana", 0, 3);
    for answer in &mut ana.rounds[0].answers {
        (answer.probes, answer.secs) = (Vec::new(), Some(5.0));
    }
    disk.join(&mut mock, &ana);
    let attempt = &disk.0[&id];
    assert_eq!((attempt.answer_secs, attempt.probes.len()), (Some(120.0), 1), "who led it timed it");
    assert_eq!(attempt.friend_scores.len(), 2);
}
