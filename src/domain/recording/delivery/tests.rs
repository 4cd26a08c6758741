//! What is measured of an answer, on recordings made up of speech, silence and cues.

#![allow(clippy::unwrap_used, clippy::float_cmp)]

use proptest::prelude::*;

use super::*;

fn at(pairs: &[(f64, f64)]) -> Vec<Span> {
    pairs.iter().map(|&(start, end)| Span::new(start, end)).collect()
}

/// An answer from 10 s to 70 s.
fn recorded(speech: &[(f64, f64)]) -> Recorded {
    Recorded { speech: at(speech), answer: Some(Span::new(10.0, 70.0)), ..Recorded::default() }
}

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() < 1e-9
}

#[test]
fn talk_pauses_and_the_first_word() {
    // Before the answer somebody coughs; 0.2 s between two words is no pause; the end is silent.
    let measures =
        measure(&recorded(&[(3.0, 4.0), (12.0, 20.0), (20.2, 30.0), (33.0, 50.0), (51.0, 60.0)])).unwrap();
    assert!(near(measures.first_word_secs, 2.0));
    assert!(near(measures.whole.talk_secs, 18.0 + 17.0 + 9.0), "{measures:?}");
    assert!(near(measures.whole.pause_secs, 4.0));
    let pause = measures.longest_pause.unwrap();
    assert!(near(pause.secs, 3.0) && near(pause.from_secs, 30.0));
    assert_eq!((measures.sections, measures.result_share), (None, None));
}

#[test]
fn sections_have_their_share() {
    let mut recorded = recorded(&[(10.0, 40.0), (42.0, 60.0)]);
    let stays = [
        (Section::Situation, 10.0, 20.0),
        (Section::Task, 20.0, 25.0),
        (Section::Action, 25.0, 44.0),
        (Section::Result, 44.0, 44.0),
        (Section::Action, 44.0, 54.0),
        (Section::Result, 54.0, 70.0),
    ];
    recorded.sections = stays.map(|(section, a, b)| (section, Span::new(a, b))).to_vec();
    let measures = measure(&recorded).unwrap();
    let sections = measures.sections.unwrap();
    assert!(near(sections[Section::Action].talk_secs, 27.0));
    assert!(near(sections[Section::Action].pause_secs, 2.0));
    assert!(near(sections[Section::Result].talk_secs, 6.0));
    assert!(near(sections[Section::Result].pause_secs, 0.0), "the silence after the last word is no pause");
    assert!(near(measures.result_share.unwrap(), 6.0 / 48.0));
}

#[test]
fn a_cue_is_neither_talk_nor_pause() {
    // A cue at 30 s within a pause of 2 s, one before the first word, one over a word.
    let mut with_cues = recorded(&[(13.0, 29.0), (29.5, 30.5), (32.0, 45.0), (44.0, 50.0)]);
    with_cues.not_theirs = at(&[(11.0, 12.0), (29.5, 30.5), (40.0, 40.5)]);
    let measures = measure(&with_cues).unwrap();
    assert!(near(measures.first_word_secs, 2.0));
    assert!(near(measures.whole.talk_secs, 16.0 + 18.0 - 0.5), "{measures:?}");
    let pause = measures.longest_pause.unwrap();
    assert!(near(pause.secs, 2.0), "0.5 s before the cue and 1.5 s after it: {pause:?}");
    assert!(near(pause.from_secs, 29.0));
}

#[test]
fn what_is_too_thin_is_withheld_with_its_reason() {
    let whole = recorded(&[(12.0, 30.0)]);
    let reason = |change: &dyn Fn(&mut Recorded)| {
        let mut changed = whole.clone();
        change(&mut changed);
        measure(&changed).err()
    };
    assert_eq!(reason(&|_| {}), None);
    assert_eq!(reason(&|r| r.answer = None), Some(Withheld::NoAnswer));
    assert_eq!(reason(&|r| r.answer = Some(Span::new(5.0, 5.0))), Some(Withheld::NoAnswer));
    assert_eq!(reason(&|r| r.lost = 0.02), Some(Withheld::Lost));
    assert_eq!(reason(&|r| r.lost = f64::NAN), Some(Withheld::Lost));
    assert_eq!(reason(&|r| r.other_speech = true), Some(Withheld::OtherSpeech));
    assert_eq!(reason(&|r| r.speech = at(&[(12.0, 16.9)])), Some(Withheld::TooLittle));
    assert_eq!(reason(&|r| r.speech.clear()), Some(Withheld::TooLittle));
    assert_eq!(reason(&|r| r.not_theirs = at(&[(0.0, 70.0)])), Some(Withheld::TooLittle));
}

fn some_spans(most: usize) -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec((0.0..90.0_f64, 0.01..8.0_f64), 0..most)
        .prop_map(|all| all.into_iter().map(|(start, secs)| Span::new(start, start + secs)).collect())
}

proptest! {
    #[test]
    fn own_time_and_the_recordings_go_into_each_other(cut in some_spans(6), at in 0.0..100.0_f64) {
        let cut = Spans::joined(cut, 0.0);
        let own = cut.own_time(at);
        prop_assert!(own <= at + 1e-9);
        let back = cut.recording_time(own);
        prop_assert!((cut.own_time(back) - own).abs() < 1e-9);
        let in_a_cut = cut.iter().any(|span| span.start <= at && at <= span.end);
        prop_assert!(in_a_cut || (back - at).abs() < 1e-9);
    }

    #[test]
    fn all_of_an_answer_is_accounted_for(speech in some_spans(20), cut in some_spans(5)) {
        let recorded = Recorded { speech, not_theirs: cut.clone(), answer: Some(Span::new(10.0, 70.0)), ..Recorded::default() };
        if let Ok(measures) = measure(&recorded) {
            let cut = Spans::joined(cut, 0.0);
            let answer = cut.own_time(70.0) - cut.own_time(10.0);
            let told = measures.first_word_secs + measures.whole.talk_secs + measures.whole.pause_secs;
            prop_assert!(told <= answer + 1e-6, "{told} of {answer}");
            prop_assert!(measures.whole.talk_secs >= LEAST_TALK_SECS);
            prop_assert!(measures.first_word_secs >= 0.0);
            if let Some(pause) = measures.longest_pause {
                prop_assert!(pause.secs >= PAUSE_SECS - 1e-9 && pause.secs <= measures.whole.pause_secs + 1e-9);
            }
        }
    }

    #[test]
    fn sections_that_fill_the_answer_add_up_to_it(speech in some_spans(20), cut in some_spans(5), cuts in prop::array::uniform3(10.0..70.0_f64)) {
        let mut marks = cuts;
        marks.sort_by(f64::total_cmp);
        let [a, b, c] = marks;
        let spans = [(10.0, a), (a, b), (b, c), (c, 70.0)].map(|(from, to)| Span::new(from, to));
        let sections = Section::ALL.into_iter().zip(spans).collect();
        let recorded = Recorded { speech, not_theirs: cut, answer: Some(Span::new(10.0, 70.0)), sections, ..Recorded::default() };
        if let Ok(measures) = measure(&recorded) {
            let sections = measures.sections.unwrap();
            let talk: f64 = sections.iter().map(|(_, talk)| talk.talk_secs).sum();
            let pause: f64 = sections.iter().map(|(_, talk)| talk.pause_secs).sum();
            prop_assert!((talk - measures.whole.talk_secs).abs() < 1e-6);
            prop_assert!((pause - measures.whole.pause_secs).abs() < 1e-6);
        }
    }
}
