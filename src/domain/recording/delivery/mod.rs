//! How an answer sounded: talk and pauses, from where speech was heard in its recording. Facts, never scores.

mod spans;

pub use spans::{Span, Spans};

use super::super::star::{PerSection, Section};

/// The shortest silence that counts as a pause, in seconds. Shorter ones are how consonants are made; 250 ms is the
/// usual threshold (Goldman-Eisler, "Psycholinguistics", 1968; found best for telling fluency by N. de Jong and
/// Bosker, "Choosing a threshold for silent pauses", in the proceedings of Disfluency in Spontaneous Speech, 2013).
pub const PAUSE_SECS: f64 = 0.25;

/// The least talk that shares and sums are told from, in seconds. An answer below is a false start.
pub const LEAST_TALK_SECS: f64 = 5.0;

/// The share of a recording's frames that may be missing before its measures are withheld: one in a hundred moves a
/// pause by less than the edges are off anyway.
pub const MOST_LOST: f64 = 0.01;

/// What is known of one recorded answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recorded {
    /// Where speech was heard.
    pub speech: Vec<Span>,
    /// Where cues sounded or the program spoke: neither talk nor pause.
    pub not_theirs: Vec<Span>,
    /// The answer, from the moment the clock began to the last probe's start or the end.
    pub answer: Option<Span>,
    /// The stays in sections, in order; none if no section was marked. One may be come back to.
    pub sections: Vec<(Section, Span)>,
    /// Frames that the device gave and the recording does not have, as a share of all.
    pub lost: f64,
    /// Whether somebody else's speech may be in it: a screen reader was on.
    pub other_speech: bool,
}

/// Why something is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// There is no answer in it.
    NoAnswer,
    /// Too much of it is missing.
    Lost,
    /// Somebody else's speech may be in it.
    OtherSpeech,
    /// Hardly anything was said.
    TooLittle,
}

impl Withheld {
    /// The reason, as one sentence.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NoAnswer => "The recording ends before the answer began.",
            Self::Lost => "More than 1 % of the sound is missing, so nothing is measured.",
            Self::OtherSpeech => {
                "A screen reader may be heard in it, so nothing is measured. Headphones keep it out."
            }
            Self::TooLittle => "Less than 5 s of speech was heard, so nothing is measured.",
        }
    }
}

/// Talk and pause within one stretch, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Talk {
    /// Spent talking, gaps shorter than [`PAUSE_SECS`] included.
    pub talk_secs: f64,
    /// Spent silent between the answer's first and last word.
    pub pause_secs: f64,
}

/// A silence between two words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pause {
    /// How long it lasts, in seconds; cues that sounded within it are not counted.
    pub secs: f64,
    /// Where in the recording it begins, in seconds.
    pub from_secs: f64,
}

/// The measures of one answer. Seconds are the person's own: while a cue sounds no time passes.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// Of the whole answer.
    pub whole: Talk,
    /// By section, if they were marked.
    pub sections: Option<PerSection<Talk>>,
    /// From the beginning of the answer to its first word, in seconds.
    pub first_word_secs: f64,
    /// The longest pause, where there is one.
    pub longest_pause: Option<Pause>,
    /// The share of the talk that went to the result, 0 to 1, if sections were marked.
    pub result_share: Option<f64>,
}

impl Measures {
    /// The share of talk in talk and pauses, 0 to 1.
    pub fn talk_share(&self) -> f64 {
        let all = self.whole.talk_secs + self.whole.pause_secs;
        if all > 0.0 { self.whole.talk_secs / all } else { 0.0 }
    }
}

/// Measures an answer, or says why not.
///
/// # Errors
///
/// [`Withheld`] where the evidence is too thin for any of it.
pub fn measure(recorded: &Recorded) -> Result<Measures, Withheld> {
    let answer = recorded.answer.filter(|answer| answer.secs() > 0.0).ok_or(Withheld::NoAnswer)?;
    // What is no number says nothing good either.
    if recorded.lost.is_nan() || recorded.lost > MOST_LOST {
        return Err(Withheld::Lost);
    }
    if recorded.other_speech {
        return Err(Withheld::OtherSpeech);
    }
    let cut = Spans::joined(recorded.not_theirs.iter().copied(), 0.0);
    let spoken = Spans::joined(recorded.speech.iter().copied(), 0.0).without(&cut);
    // On a clock that stands still while cues sound there is only talk and silence.
    let own = |span: Span| Span::new(cut.own_time(span.start), cut.own_time(span.end));
    let answer = own(answer);
    let talk = Spans::joined(spoken.iter().map(own), PAUSE_SECS).within(answer);
    let told = talk.hull().filter(|_| talk.secs() >= LEAST_TALK_SECS).ok_or(Withheld::TooLittle)?;
    let pauses = Spans::joined([told], 0.0).without(&talk);
    let in_stretch =
        |span: Span| Talk { talk_secs: talk.within(span).secs(), pause_secs: pauses.within(span).secs() };
    let sections = (!recorded.sections.is_empty()).then(|| {
        let mut sections = PerSection::<Talk>::default();
        for &(section, span) in &recorded.sections {
            let stay = in_stretch(own(span));
            sections[section].talk_secs += stay.talk_secs;
            sections[section].pause_secs += stay.pause_secs;
        }
        sections
    });
    let longest = pauses.iter().max_by(|a, b| a.secs().total_cmp(&b.secs()));
    Ok(Measures {
        whole: in_stretch(answer),
        result_share: sections.as_ref().and_then(result_share),
        sections,
        first_word_secs: told.start - answer.start,
        longest_pause: longest
            .map(|pause| Pause { secs: pause.secs(), from_secs: cut.recording_time(pause.start) }),
    })
}

/// The share of all that was said in sections that was said in the result.
fn result_share(sections: &PerSection<Talk>) -> Option<f64> {
    let all: f64 = sections.iter().map(|(_, talk)| talk.talk_secs).sum();
    (all > 0.0).then(|| sections[Section::Result].talk_secs / all)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
