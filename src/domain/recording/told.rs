//! What a transcript adds: the pace, "I" and "we", figures in the result, fillers, what of the story was left out.

use std::collections::HashSet;

use super::Recording;
use crate::domain::alike::words::content;
use crate::domain::star::Section;
use crate::domain::story::Story;
use crate::domain::story::signs::{i_and_we, measures_in};
use crate::domain::text::{ends_sentence, word_count};

/// The least words that a pace is told from.
const LEAST_WORDS: usize = 30;
/// The share of a sentence's words that carry meaning which must be heard for it to count as told. A retelling uses
/// other words for about half of them.
const TOLD_SHARE: f64 = 0.34;
/// Sounds that fill a pause. Words that also mean something ("like", "so", "well") are left out, so the count is "at
/// least".
const FILLERS: &[&str] = &["um", "uh", "uhm", "umm", "er", "erm", "ah", "hm", "hmm", "mm", "mhm"];

/// How often somebody said "I" and "we".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// "I", "my", "me".
    pub i: usize,
    /// "We", "our", "us".
    pub we: usize,
}

/// Facts of a transcript.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Words a minute between the first and the last word of the answer, pauses included.
    pub words_a_minute: Option<f64>,
    /// "I" and "we" in the answer.
    pub who: Who,
    /// The same by section, where sections were marked and the program told times.
    pub who_by_section: Vec<(Section, Who)>,
    /// How many figures the result has, on the same condition.
    pub result_figures: Option<usize>,
    /// How many fillers at least, if the program writes every sound.
    pub fillers: Option<usize>,
    /// How many sentences the story has.
    pub sentences: usize,
    /// Those of them that were not heard, with their section.
    pub left_out: Vec<(Section, String)>,
}

/// The facts; `story` is the one that was told.
pub fn told(recording: &Recording, story: Option<&Story>) -> Option<Told> {
    let transcript = recording.transcript.as_ref()?;
    let answer = recording.answer();
    // What was mended has no times any more; the probes' replies are then told apart from the answer by nothing.
    let timed = !transcript.heard.is_empty() && transcript.is_as_heard();
    let text = match answer {
        Some(answer) if timed => transcript.within(answer),
        _ => transcript.text.clone(),
    };
    let is_the_answer = timed || recording.probes().is_empty();
    let sections = recording.sections();
    let said_in = |section: Section| {
        let stays = sections.iter().filter(|(of, _)| *of == section);
        stays.map(|(_, span)| transcript.within(*span)).collect::<Vec<_>>().join(" ")
    };
    let has_sections = timed && !sections.is_empty();
    let by_section = |section| (section, who(&said_in(section)));
    Some(Told {
        words_a_minute: if is_the_answer { pace(recording, &text) } else { None },
        who: who(&text),
        who_by_section: if has_sections { Section::ALL.map(by_section).to_vec() } else { Vec::new() },
        result_figures: (has_sections && recording.result().is_some())
            .then(|| measures_in(&said_in(Section::Result))),
        fillers: transcript.verbatim.then(|| fillers(&text)),
        sentences: story.map_or(0, |story| story_sentences(story).len()),
        left_out: story.map_or(Vec::new(), |story| left_out(story, &transcript.text)),
    })
}

fn who(text: &str) -> Who {
    let (i, we) = i_and_we(text);
    Who { i, we }
}

fn pace(recording: &Recording, text: &str) -> Option<f64> {
    let measures = recording.measures()?.ok()?;
    let words = word_count(text);
    let minutes = (measures.whole.talk_secs + measures.whole.pause_secs) / 60.0;
    (words >= LEAST_WORDS && minutes > 0.0).then(|| words as f64 / minutes)
}

fn fillers(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    words.filter(|word| FILLERS.contains(&word.as_str())).count()
}

fn left_out(story: &Story, said: &str) -> Vec<(Section, String)> {
    let said: HashSet<String> = content(said).into_iter().collect();
    let was_told = |sentence: &str| {
        let stems: HashSet<String> = content(sentence).into_iter().collect();
        let heard = stems.iter().filter(|stem| said.contains(*stem)).count();
        stems.is_empty() || heard as f64 / stems.len() as f64 >= TOLD_SHARE
    };
    story_sentences(story).into_iter().filter(|(_, sentence)| !was_told(sentence)).collect()
}

/// The sentences of a story, each with its section.
fn story_sentences(story: &Story) -> Vec<(Section, String)> {
    let all = story.sections.iter();
    all.flat_map(|(section, text)| sentences(text).into_iter().map(move |sentence| (section, sentence)))
        .collect()
}

/// The sentences of a text; a line is at least one.
fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut sentence = String::new();
        for word in line.split_whitespace() {
            if !sentence.is_empty() {
                sentence.push(' ');
            }
            sentence.push_str(word);
            if ends_sentence(word) && word.chars().count() > 2 {
                found.push(std::mem::take(&mut sentence));
            }
        }
        if !sentence.is_empty() {
            found.push(sentence);
        }
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::super::delivery::Span;
    use super::super::transcript::{Heard, Transcript};
    use super::super::{Beat, Mark, RATE};
    use super::*;

    /// A recording with a word every half second.
    fn recorded(text: &str, marks: &[(f64, Beat)]) -> Recording {
        let made = DateTime::parse_from_rfc3339("2026-05-04T10:00:00+00:00").unwrap();
        let words = text.split_whitespace().enumerate();
        let heard: Vec<Heard> = words
            .map(|(n, word)| {
                let at = n as f64 / 2.0;
                Heard { span: Span::new(at, at + 0.5), text: word.to_owned() }
            })
            .collect();
        let secs = heard.len() as f64 / 2.0;
        Recording {
            frames: heard.len() as u64 * u64::from(RATE) / 2,
            marks: marks.iter().map(|&(at, beat)| Mark { at, beat }).collect(),
            speech: Some(vec![Span::new(0.0, secs)]),
            transcript: Some(Transcript {
                text: text.to_owned(),
                heard,
                program: "hear".to_owned(),
                made,
                verbatim: false,
            }),
            ..Recording::new(Uuid::nil(), made)
        }
    }

    const ANSWER: &str = "We had um a queue of two hundred orders and our plan was late so I called the three \
        biggest buyers and I moved the date the result was ninety per cent on time and we kept all three";

    #[test]
    fn pace_who_and_figures_are_told_by_section() {
        let marks = [
            (0.0, Beat::Answer),
            (7.0, Beat::Section(Section::Action)),
            (13.5, Beat::Section(Section::Result)),
        ];
        let told = told(&recorded(ANSWER, &marks), None).unwrap();
        assert!((told.words_a_minute.unwrap() - 120.0).abs() < 0.1, "{told:?}");
        assert_eq!(told.who, Who { i: 2, we: 3 });
        assert_eq!(told.who_by_section[0], (Section::Situation, Who { i: 0, we: 2 }));
        assert_eq!(told.who_by_section[2], (Section::Action, Who { i: 2, we: 0 }));
        assert_eq!(told.result_figures, Some(2), "ninety per cent, three");
        assert_eq!(told.fillers, None, "the program does not say that it writes them");
    }

    #[test]
    fn fillers_are_counted_where_every_sound_is_written() {
        let mut recording = recorded(ANSWER, &[(0.0, Beat::Answer)]);
        recording.transcript.as_mut().unwrap().verbatim = true;
        assert_eq!(told(&recording, None).unwrap().fillers, Some(1));
    }

    #[test]
    fn what_was_mended_has_no_sections_and_no_pace_beside_probes() {
        let marks = [(0.0, Beat::Answer), (7.0, Beat::Section(Section::Action)), (15.0, Beat::Probe(0))];
        let mut recording = recorded(ANSWER, &marks);
        recording.transcript.as_mut().unwrap().text.push_str(" more");
        let facts = told(&recording, None).unwrap();
        assert_eq!((facts.words_a_minute, facts.who_by_section.len(), facts.result_figures), (None, 0, None));
        recording.marks.pop();
        assert!(told(&recording, None).unwrap().words_a_minute.is_some());
    }

    #[test]
    fn what_of_the_story_was_left_out_is_found() {
        let made = DateTime::parse_from_rfc3339("2026-05-04T10:00:00+00:00").unwrap();
        let mut story = Story::new("s".to_owned(), made);
        story.sections[Section::Action] =
            "I called the three biggest buyers. I wrote a shared forecast in a spreadsheet.".to_owned();
        story.sections[Section::Result] = "On-time orders went to 90 %; we kept all three buyers.".to_owned();
        let told = told(&recorded(ANSWER, &[(0.0, Beat::Answer)]), Some(&story)).unwrap();
        let expected = (Section::Action, "I wrote a shared forecast in a spreadsheet.".to_owned());
        assert_eq!((told.sentences, told.left_out), (3, vec![expected]));
    }
}
