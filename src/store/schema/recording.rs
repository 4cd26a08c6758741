//! What is known of a recording as its document, `greenroom-recording/1`; the sound lies beside it.

use chrono::DateTime;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Document, Extra, Secs, carry_extra, parse_document};
use crate::domain::recording::delivery::Span;
use crate::domain::recording::transcript::{Heard, Transcript};
use crate::domain::recording::{Beat, Mark, Recording};
use crate::domain::star::Section;
use crate::store::error::SetAside;

/// The most frames that a recording can have: what a WAV file counts.
const MOST_FRAMES: u64 = u32::MAX as u64 / 2;
/// The longest that it can be, in seconds.
const MOST_SECS: f64 = MOST_FRAMES as f64;
/// More follow-ups than any answer has.
const MOST_PROBES: usize = 99;

/// The content of `recordings/<attempt>.json`. Times within the sound are in seconds from its first frame.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordingDoc {
    /// `greenroom-recording/1`.
    pub format: String,
    /// The id of the attempt it is of, which is also the stem of both files' names.
    pub attempt: String,
    /// When it was begun, RFC 3339 with offset.
    pub made: String,
    /// The microphone's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub microphone: String,
    /// Its length, in frames at 16,000 a second.
    pub frames: u64,
    /// Frames of it that are missing.
    pub lost: u64,
    /// What lies where.
    pub marks: Vec<MarkDoc>,
    /// Whether somebody else's speech may be in it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub other_speech: bool,
    /// Why it ended before the answer did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut_short: Option<String>,
    /// Where speech was heard: pairs of begin and end; absent while that was not looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speech: Option<Vec<(f64, f64)>>,
    /// Syllables counted in the answer's speech.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub syllables: Option<u32>,
    /// What a program wrote down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcript: Option<TranscriptDoc>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What lies at a moment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MarkDoc {
    /// Where.
    pub at: Secs,
    /// `answer`, a section's letter (`s`, `t`, `a`, `r`), `probe`, `moment`, `not-theirs`, `theirs-again`, or the word of
    /// a later version.
    pub beat: String,
    /// The probe, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probe: Option<usize>,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a program wrote down.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TranscriptDoc {
    /// The text, mended where the person mended it.
    pub text: String,
    /// As the program heard it: begin, end, words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<(f64, f64, String)>,
    /// The program's name.
    pub program: String,
    /// When, RFC 3339 with offset.
    pub made: String,
    /// Whether every sound is written.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub verbatim: bool,
    /// Fields of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Document for RecordingDoc {
    const FORMAT: &'static str = "greenroom-recording/1";

    fn id(&self) -> Option<&str> {
        Some(&self.attempt)
    }

    fn carry_over(&mut self, old: Self) {
        carry_extra(&mut self.extra, old.extra);
        // Marks are never edited; those of a word that is not known here stay where they were.
        let unknown = old.marks.into_iter().filter(|mark| mark.beat().is_none());
        self.marks.extend(unknown);
        if let (Some(new), Some(old)) = (&mut self.transcript, old.transcript) {
            carry_extra(&mut new.extra, old.extra);
        }
    }
}

impl MarkDoc {
    fn of(mark: &Mark) -> Self {
        let (beat, probe) = match mark.beat {
            Beat::Answer => ("answer", None),
            Beat::Section(Section::Situation) => ("s", None),
            Beat::Section(Section::Task) => ("t", None),
            Beat::Section(Section::Action) => ("a", None),
            Beat::Section(Section::Result) => ("r", None),
            Beat::Probe(index) => ("probe", Some(index)),
            Beat::Moment => ("moment", None),
            Beat::NotTheirs => ("not-theirs", None),
            Beat::TheirsAgain => ("theirs-again", None),
        };
        Self { at: Secs(mark.at), beat: beat.to_owned(), probe, extra: Extra::new() }
    }

    fn beat(&self) -> Option<Beat> {
        Some(match self.beat.as_str() {
            "answer" => Beat::Answer,
            "s" => Beat::Section(Section::Situation),
            "t" => Beat::Section(Section::Task),
            "a" => Beat::Section(Section::Action),
            "r" => Beat::Section(Section::Result),
            "probe" => Beat::Probe(self.probe.unwrap_or_default().min(MOST_PROBES)),
            "moment" => Beat::Moment,
            "not-theirs" => Beat::NotTheirs,
            "theirs-again" => Beat::TheirsAgain,
            _ => return None,
        })
    }
}

impl RecordingDoc {
    /// The document of a recording.
    pub fn of(recording: &Recording) -> Self {
        let transcript = |transcript: &Transcript| TranscriptDoc {
            text: transcript.text.clone(),
            heard: transcript.heard.iter().map(|h| (h.span.start, h.span.end, h.text.clone())).collect(),
            program: transcript.program.clone(),
            made: transcript.made.to_rfc3339(),
            verbatim: transcript.verbatim,
            extra: Extra::new(),
        };
        Self {
            format: Self::FORMAT.to_owned(),
            attempt: recording.attempt.to_string(),
            made: recording.made.to_rfc3339(),
            microphone: recording.microphone.clone(),
            frames: recording.frames,
            lost: recording.lost,
            marks: recording.marks.iter().map(MarkDoc::of).collect(),
            other_speech: recording.other_speech,
            cut_short: recording.cut_short.clone(),
            speech: recording.speech.as_ref().map(|all| all.iter().map(|s| (s.start, s.end)).collect()),
            syllables: recording.syllables,
            transcript: recording.transcript.as_ref().map(transcript),
            extra: Extra::new(),
        }
    }

    /// The recording it is of.
    ///
    /// # Errors
    /// The place and what is wrong there.
    pub fn to_domain(&self) -> Result<Recording, (String, String)> {
        let time = |place: &str, text: &str| {
            DateTime::parse_from_rfc3339(text)
                .map_err(|_| (place.to_owned(), format!("“{text}” is not a time with an offset")))
        };
        let attempt = Uuid::parse_str(&self.attempt)
            .map_err(|_| ("attempt".to_owned(), format!("“{}” is not a UUID", self.attempt)))?;
        let transcript = self.transcript.as_ref().map(|doc| {
            let heard = doc
                .heard
                .iter()
                .map(|(from, to, text)| Heard { span: Span::new(*from, *to), text: text.clone() });
            Ok::<_, (String, String)>(Transcript {
                text: doc.text.clone(),
                heard: heard.collect(),
                program: doc.program.clone(),
                made: time("transcript.made", &doc.made)?,
                verbatim: doc.verbatim,
            })
        });
        if self.frames > MOST_FRAMES || self.lost > MOST_FRAMES {
            let reason =
                format!("{} and {} are more frames than a recording can have", self.frames, self.lost);
            return Err(("frames".to_owned(), reason));
        }
        let mut marks = Vec::new();
        for (index, mark) in self.marks.iter().enumerate() {
            let place = || format!("marks[{index}].at");
            let at = mark.at.valid().filter(|at| *at <= MOST_SECS);
            let at = at.ok_or_else(|| (place(), "it is not a moment of a recording".to_owned()))?;
            marks.extend(mark.beat().map(|beat| Mark { at, beat }));
        }
        marks.sort_by(|a, b| a.at.total_cmp(&b.at));
        Ok(Recording {
            attempt,
            made: time("made", &self.made)?,
            microphone: self.microphone.clone(),
            frames: self.frames,
            lost: self.lost,
            marks,
            other_speech: self.other_speech,
            cut_short: self.cut_short.clone(),
            speech: self.speech.as_ref().map(|all| all.iter().map(|&(a, b)| Span::new(a, b)).collect()),
            syllables: self.syllables,
            transcript: transcript.transpose()?,
        })
    }
}

/// Reads the document of a recording. `file` is its name, for the words of an error.
///
/// # Errors
/// What is wrong and where, if it cannot be used.
pub fn parse_recording(file: &str, bytes: &[u8]) -> Result<Recording, SetAside> {
    let doc: RecordingDoc = parse_document(file, bytes)?;
    doc.to_domain().map_err(|(place, reason)| SetAside::new(file, Some(place), reason))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_comes_back_as_it_was_and_unknown_marks_stay_in_the_file() {
        let made = DateTime::parse_from_rfc3339("2026-05-04T10:00:00+02:00").unwrap();
        let beats = [
            Beat::Answer,
            Beat::Section(Section::Task),
            Beat::NotTheirs,
            Beat::TheirsAgain,
            Beat::Moment,
            Beat::Probe(1),
        ];
        let marks = beats.iter().enumerate().map(|(n, &beat)| Mark { at: n as f64 * 1.5, beat }).collect();
        let recording = Recording {
            microphone: "Desk".to_owned(),
            frames: 160_000,
            lost: 3,
            marks,
            other_speech: true,
            cut_short: Some("unplugged".to_owned()),
            speech: Some(vec![Span::new(0.25, 2.5)]),
            syllables: Some(7),
            transcript: Some(Transcript {
                text: "I moved it.".to_owned(),
                heard: vec![Heard { span: Span::new(0.25, 1.0), text: "I moved".to_owned() }],
                program: "hear".to_owned(),
                made,
                verbatim: true,
            }),
            ..Recording::new(Uuid::from_u128(7), made)
        };
        let doc = RecordingDoc::of(&recording);
        let bytes = super::super::encode_document(&doc).unwrap();
        assert_eq!(parse_recording("a.json", &bytes).unwrap(), recording);
        let mut old = doc.clone();
        let later = MarkDoc { at: Secs(9.0), beat: "applause".to_owned(), ..MarkDoc::default() };
        old.marks.push(later.clone());
        assert_eq!(old.to_domain().unwrap(), recording);
        let mut new = RecordingDoc::of(&recording);
        new.carry_over(old);
        assert_eq!(new.marks.last(), Some(&later));
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let bytes = br#"{"format":"greenroom-recording/1","attempt":"x","made":"2026-05-04T10:00:00+02:00"}"#;
        assert!(parse_recording("a.json", bytes).unwrap_err().to_string().contains("is not a UUID"));
        let id = Uuid::from_u128(7);
        let absurd = format!(
            "{{\"format\":\"greenroom-recording/1\",\"attempt\":\"{id}\",\"made\":\"2026-05-04T10:00:00+02:00\",\"frames\":18446744073709551615}}"
        );
        let told = parse_recording("a.json", absurd.as_bytes()).unwrap_err().to_string();
        assert!(told.contains("more frames than a recording can have"), "{told}");
    }
}
