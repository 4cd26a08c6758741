//! What lies where in a recording.

#![allow(clippy::unwrap_used, clippy::float_cmp)]

use super::*;

fn recording(secs: u64, marks: &[(f64, Beat)]) -> Recording {
    let made = DateTime::parse_from_rfc3339("2026-05-04T10:00:00+00:00").unwrap();
    let marks = marks.iter().map(|&(at, beat)| Mark { at, beat }).collect();
    Recording { frames: secs * u64::from(RATE), marks, ..Recording::new(Uuid::nil(), made) }
}

#[test]
fn sections_may_be_come_back_to_and_what_was_said_before_the_first_key_is_the_situation() {
    let all = recording(
        100,
        &[
            (0.0, Beat::Answer),
            (10.0, Beat::Section(Section::Task)),
            (20.0, Beat::Section(Section::Action)),
            (30.0, Beat::Moment),
            (40.0, Beat::Section(Section::Result)),
            (50.0, Beat::Section(Section::Action)),
            (60.0, Beat::Section(Section::Result)),
            (70.0, Beat::Probe(0)),
            (85.0, Beat::Probe(1)),
        ],
    );
    let sections: Vec<_> = all.sections().into_iter().map(|(s, span)| (s, span.start, span.end)).collect();
    let expected = [
        (Section::Situation, 0.0, 10.0),
        (Section::Task, 10.0, 20.0),
        (Section::Action, 20.0, 40.0),
        (Section::Result, 40.0, 50.0),
        (Section::Action, 50.0, 60.0),
        (Section::Result, 60.0, 70.0),
    ];
    assert_eq!(sections, expected);
    assert_eq!(all.answer(), Some(Span::new(0.0, 70.0)));
    assert_eq!(all.probes(), [(0, Span::new(70.0, 85.0)), (1, Span::new(85.0, 100.0))]);
    assert_eq!(all.result(), Some(Span::new(40.0, 70.0)));
    assert_eq!(all.chapters().len(), 8);
    assert_eq!(all.moments().collect::<Vec<_>>(), [30.0]);
}

#[test]
fn without_a_section_key_the_answer_is_one_part_and_has_no_result() {
    let plain = recording(30, &[(0.0, Beat::Answer), (20.0, Beat::Probe(0))]);
    assert_eq!(plain.sections(), []);
    assert_eq!(plain.result(), None);
    let kinds: Vec<_> = plain.chapters().into_iter().map(|chapter| chapter.what).collect();
    assert_eq!(kinds, [ChapterKind::Answer, ChapterKind::Probe(0)]);
    assert_eq!(recording(30, &[]).chapters(), []);
}

#[test]
fn it_is_measured_once_it_was_listened_to_without_what_was_not_theirs() {
    let mut told = recording(
        40,
        &[
            (0.0, Beat::Answer),
            (10.0, Beat::NotTheirs),
            (12.0, Beat::TheirsAgain),
            (20.0, Beat::Section(Section::Result)),
        ],
    );
    assert_eq!(told.measures(), None);
    told.speech = Some(vec![Span::new(1.0, 30.0)]);
    let measures = told.measures().unwrap().unwrap();
    assert_eq!(measures.first_word_secs, 1.0);
    assert!((measures.whole.talk_secs - 27.0).abs() < 1e-9, "29 s, but 2 s of them were a cue: {measures:?}");
    assert!((measures.result_share.unwrap() - 10.0 / 27.0).abs() < 1e-9);
    told.lost = told.frames / 50;
    assert_eq!(told.measures(), Some(Err(Withheld::Lost)));
    told.lost = 0;
    told.other_speech = true;
    assert_eq!(told.measures(), Some(Err(Withheld::OtherSpeech)));
}
