//! One story at several lengths, and one section of it by itself: what is asked, and what each length kept.

use super::super::attempt::{Attempt, Mode};
use super::super::bank::UNSORTED;
use super::super::countdown::clock;
use super::super::draw::Drawn;
use super::super::star::{PerSection, Section, Structure};
use super::super::text::word_count;
use super::{Story, WORDS_A_MINUTE};

/// The lengths a story is told at, in seconds, the longest first: an answer, a short one, a summary, a sentence or three
/// in a corridor.
pub const LENGTHS: [u32; 4] = [180, 90, 60, 30];

/// What is asked for where a story is told in so many seconds. `at` counts the lengths from 0.
pub fn asked_in(story: &Story, at: usize) -> Drawn {
    let secs = LENGTHS[at.min(LENGTHS.len() - 1)];
    let room = secs as usize * WORDS_A_MINUTE / 60;
    let words: usize = story.sections.0.iter().map(|text| word_count(text)).sum();
    let reason = if at == 0 {
        format!("as it is, it has {words} words; {room} fit")
    } else {
        format!("{room} words fit; keep what you did and what came of it")
    };
    asked(story, format!("“{}” in {}", story.shown_title(), clock(secs.into())), reason)
}

/// What is asked for where one section of a story is told by itself.
pub fn asked_part(story: &Story, section: Section) -> Drawn {
    let text = format!("Only the {} of “{}”", section.name().to_lowercase(), story.shown_title());
    asked(story, text, section.prompt().to_owned())
}

/// The same of an answer, whose question is asked again.
pub fn asked_part_of(attempt: &Attempt, section: Section) -> Drawn {
    Drawn {
        id: attempt.question.id.clone().unwrap_or_default(),
        text: attempt.question.text.clone(),
        principle: attempt.principle.clone(),
        principles: vec![attempt.principle.clone()],
        bank: String::new(),
        probes: Vec::new(),
        reason: section.prompt().to_owned(),
    }
}

fn asked(story: &Story, text: String, reason: String) -> Drawn {
    let principle = story.principles.first().cloned().unwrap_or_else(|| UNSORTED.to_owned());
    Drawn {
        id: String::new(),
        text,
        principles: vec![principle.clone()],
        principle,
        bank: String::new(),
        probes: Vec::new(),
        reason,
    }
}

/// What one length came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// Seconds planned.
    pub planned: f64,
    /// The sections it was planned in.
    pub structure: Structure,
    /// Seconds spoken.
    pub spoken: f64,
    /// Seconds by section, where they were marked.
    pub sections: Option<PerSection<f64>>,
}

impl Kept {
    /// What each of these tellings kept, in their order; answers of other kinds are passed over.
    pub fn of<'a>(attempts: impl IntoIterator<Item = &'a Attempt>) -> Vec<Self> {
        let told = attempts.into_iter().filter(|attempt| attempt.mode == Mode::Shorter);
        told.filter_map(|attempt| {
            Some(Self {
                planned: attempt.planned_secs?.0.iter().sum(),
                structure: Structure::of_planned(&attempt.planned_secs?),
                spoken: attempt.answer_secs?,
                sections: attempt.section_secs,
            })
        })
        .collect()
    }

    /// The sections that were left out; none where nothing was marked.
    pub fn left_out(&self) -> Vec<Section> {
        let Some(sections) = &self.sections else { return Vec::new() };
        let told = self.structure.sections().iter().copied();
        told.filter(|section| sections[*section] < 1.0).collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::super::attempt::AskedQuestion;
    use super::*;
    use chrono::DateTime;
    use uuid::Uuid;

    #[test]
    fn each_length_says_how_many_words_fit() {
        let when = DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap();
        let mut story = Story::new("s".to_owned(), when);
        story.title = "The late train".to_owned();
        story.sections.0 = ["one two", "three", "four five", "six"].map(str::to_owned);
        let texts: Vec<String> = (0..4).map(|at| asked_in(&story, at).text).collect();
        assert_eq!(texts[0], "“The late train” in 3:00");
        assert_eq!(texts[3], "“The late train” in 0:30");
        assert_eq!(asked_in(&story, 0).reason, "as it is, it has 6 words; 450 fit");
        assert!(asked_in(&story, 3).reason.starts_with("75 words fit"));
        assert_eq!(asked_in(&story, 0).principle, UNSORTED);
        assert_eq!(asked_part(&story, Section::Result).text, "Only the result of “The late train”");
    }

    #[test]
    fn what_each_length_kept_is_read_off_its_seconds() {
        let when = DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap();
        let question = AskedQuestion { id: None, text: "?".to_owned() };
        let mut told = Attempt::new(Uuid::nil(), question, "Calm".to_owned(), when);
        told.mode = Mode::Shorter;
        told.planned_secs = Some(PerSection([4.0, 3.0, 18.0, 5.0]));
        told.answer_secs = Some(33.0);
        told.section_secs = Some(PerSection([0.0, 0.0, 20.0, 13.0]));
        let other = Attempt { mode: Mode::Drill, ..told.clone() };
        let kept = Kept::of([&told, &other]);
        assert_eq!((kept.len(), kept[0].planned, kept[0].spoken), (1, 30.0, 33.0));
        assert_eq!(kept[0].left_out(), [Section::Situation, Section::Task]);
    }
}
