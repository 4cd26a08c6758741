//! A recording of an answer: what lies where in it, how it was told, what a program wrote down of it.

pub mod delivery;
pub mod told;
pub mod transcript;
pub mod usual;

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use super::star::Section;
use delivery::{Measures, Recorded, Span, Withheld};
use transcript::Transcript;

/// Frames a second of every recording.
pub const RATE: u32 = 16_000;
/// The bytes of a file's head.
pub const HEAD_BYTES: u64 = 44;
/// The bytes of one second: 16 bits a frame.
pub const BYTES_A_SECOND: u64 = RATE as u64 * 2;

/// What lies at a moment of a recording, in the order in which it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// The answer begins.
    Answer,
    /// The speaker said that they are in this section.
    Section(Section),
    /// The reply to the probe with this index begins.
    Probe(usize),
    /// A moment was marked.
    Moment,
    /// A cue, or the program's own voice, begins.
    NotTheirs,
    /// It ends.
    TheirsAgain,
}

impl Beat {
    /// The section that begins with it.
    pub fn section(self) -> Option<Section> {
        if let Self::Section(section) = self { Some(section) } else { None }
    }
}

/// A beat, and where it lies in seconds from the first frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Where.
    pub at: f64,
    /// What.
    pub beat: Beat,
}

/// A recording of one answer with its probes.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    /// The attempt it is of, whose id it bears.
    pub attempt: Uuid,
    /// When it was begun.
    pub made: DateTime<FixedOffset>,
    /// The microphone's name; empty where it was not told.
    pub microphone: String,
    /// Its length, in frames at [`RATE`].
    pub frames: u64,
    /// Frames of it that were lost or never came.
    pub lost: u64,
    /// What lies where, by time.
    pub marks: Vec<Mark>,
    /// Whether somebody else's speech may be in it: a screen reader was on and no headphones were worn.
    pub other_speech: bool,
    /// Why it ended before the answer did, if it did.
    pub cut_short: Option<String>,
    /// Where speech was heard, once that was looked for.
    pub speech: Option<Vec<Span>>,
    /// How many syllables were counted in the answer's speech; comparable with other recordings only.
    pub syllables: Option<u32>,
    /// What a program wrote down of it.
    pub transcript: Option<Transcript>,
}

/// A part of a recording that one can go to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chapter {
    /// What it is.
    pub what: ChapterKind,
    /// Where it lies.
    pub span: Span,
}

/// What a chapter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChapterKind {
    /// The answer where no sections were marked in it.
    Answer,
    /// One stay in a section.
    Section(Section),
    /// The reply to the probe with this index.
    Probe(usize),
}

impl Recording {
    /// A new one of the attempt with this id.
    pub fn new(attempt: Uuid, made: DateTime<FixedOffset>) -> Self {
        Self {
            attempt,
            made,
            microphone: String::new(),
            frames: 0,
            lost: 0,
            marks: Vec::new(),
            other_speech: false,
            cut_short: None,
            speech: None,
            syllables: None,
            transcript: None,
        }
    }

    /// Its length in seconds.
    pub fn secs(&self) -> f64 {
        self.frames as f64 / f64::from(RATE)
    }

    /// The bytes it takes on the disk.
    pub fn bytes(&self) -> u64 {
        self.frames.saturating_mul(2).saturating_add(HEAD_BYTES)
    }

    /// The answer, up to the first probe or the end.
    pub fn answer(&self) -> Option<Span> {
        let start = self.marks.iter().find(|mark| mark.beat == Beat::Answer)?.at;
        let end = self.marks.iter().find(|mark| matches!(mark.beat, Beat::Probe(_))).map(|mark| mark.at);
        Some(Span::new(start, end.unwrap_or_else(|| self.secs())))
    }

    /// The stays in sections, in order; none if no section was marked. What was said before the first key is of the
    /// situation.
    pub fn sections(&self) -> Vec<(Section, Span)> {
        let Some(answer) = self.answer() else { return Vec::new() };
        let marked = self.marks.iter().filter_map(|mark| Some((mark.beat.section()?, mark.at)));
        let mut starts: Vec<(Section, f64)> = marked.collect();
        if starts.is_empty() {
            return Vec::new();
        }
        starts.insert(0, (Section::Situation, answer.start));
        let ends: Vec<f64> = starts.iter().skip(1).map(|(_, at)| *at).chain([answer.end]).collect();
        let stays = starts.into_iter().zip(ends).map(|((section, at), end)| (section, Span::new(at, end)));
        stays.filter(|(_, span)| span.secs() > 0.0).collect()
    }

    /// The replies to the probes, by the probe's index.
    pub fn probes(&self) -> Vec<(usize, Span)> {
        let marked = self.marks.iter().filter_map(|mark| match mark.beat {
            Beat::Probe(index) => Some((index, mark.at)),
            _ => None,
        });
        let starts: Vec<(usize, f64)> = marked.collect();
        let ends = starts.iter().skip(1).map(|(_, at)| *at).chain([self.secs()]).collect::<Vec<_>>();
        starts.iter().zip(ends).map(|(&(index, at), end)| (index, Span::new(at, end))).collect()
    }

    /// The parts that one can go to, in order.
    pub fn chapters(&self) -> Vec<Chapter> {
        let sections = self.sections();
        let mut chapters: Vec<Chapter> = match self.answer() {
            Some(span) if sections.is_empty() => vec![Chapter { what: ChapterKind::Answer, span }],
            _ => Vec::new(),
        };
        let of = |(section, span)| Chapter { what: ChapterKind::Section(section), span };
        chapters.extend(sections.into_iter().map(of));
        let probes = self.probes().into_iter();
        chapters.extend(probes.map(|(index, span)| Chapter { what: ChapterKind::Probe(index), span }));
        chapters
    }

    /// Where moments were marked, in seconds.
    pub fn moments(&self) -> impl Iterator<Item = f64> + '_ {
        self.marks.iter().filter(|mark| mark.beat == Beat::Moment).map(|mark| mark.at)
    }

    /// The result: from its first mark to the end of the answer, or nothing if it was not marked.
    pub fn result(&self) -> Option<Span> {
        let first = self.sections().into_iter().find(|(section, _)| *section == Section::Result)?.1;
        Some(Span::new(first.start, self.answer()?.end))
    }

    /// The share of it that is missing, 0 to 1.
    pub fn lost_share(&self) -> f64 {
        if self.frames == 0 { 0.0 } else { self.lost as f64 / self.frames as f64 }
    }

    /// How it was told; nothing while it was not listened to yet.
    ///
    /// # Errors
    /// [`Withheld`] where the evidence is too thin.
    pub fn measures(&self) -> Option<Result<Measures, Withheld>> {
        let speech = self.speech.clone()?;
        Some(delivery::measure(&Recorded {
            speech,
            not_theirs: self.not_theirs(),
            answer: self.answer(),
            sections: self.sections(),
            lost: self.lost_share(),
            other_speech: self.other_speech,
        }))
    }

    /// How many of these moments, in seconds, are the person's own within the answer.
    pub fn count_in_answer(&self, moments: &[f64]) -> u32 {
        let cut = self.not_theirs();
        let within = |span: &Span, at: f64| at >= span.start && at < span.end;
        let own = moments.iter().filter(|at| {
            self.answer().is_some_and(|answer| within(&answer, **at))
                && !cut.iter().any(|span| within(span, **at))
        });
        u32::try_from(own.count()).unwrap_or(u32::MAX)
    }

    /// Where cues sounded or the program spoke.
    fn not_theirs(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        let (mut since, mut open) = (None, 0_u32);
        for mark in &self.marks {
            match mark.beat {
                Beat::NotTheirs => {
                    since = since.or(Some(mark.at));
                    open += 1;
                }
                // Where two overlap, the last one's end.
                Beat::TheirsAgain => {
                    open = open.saturating_sub(1);
                    if open == 0 {
                        spans.extend(since.take().map(|from| Span::new(from, mark.at)));
                    }
                }
                _ => {}
            }
        }
        spans.extend(since.map(|from| Span::new(from, self.secs())));
        spans
    }
}

/// The recording of this attempt, if there is one.
pub fn of(recordings: &[Recording], attempt: Uuid) -> Option<&Recording> {
    recordings.iter().find(|recording| recording.attempt == attempt)
}

/// The frames in a file of so many bytes.
pub fn frames_in(bytes: u64) -> u64 {
    bytes.saturating_sub(HEAD_BYTES) / 2
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
