//! What the history screen shows: the answers by day, of one kind or all, that hold the words looked for.

use chrono::NaiveDate;
use strum::EnumCount;

use crate::domain::attempt::{Attempt, Mode};
use crate::domain::evening::spoken_secs;
use crate::domain::recording::{self, Recording};

/// Which answers are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumCount)]
pub enum HistoryKind {
    /// All.
    #[default]
    All,
    /// Drills, once more too.
    Drills,
    /// Those of mock interviews.
    Mocks,
    /// Those that did another again.
    Again,
    /// Warm-ups.
    WarmUps,
    /// Stories told at other lengths, and parts.
    Retold,
}

impl HistoryKind {
    /// In the order of their buttons.
    pub const ALL: [Self; Self::COUNT] =
        [Self::All, Self::Drills, Self::Mocks, Self::Again, Self::WarmUps, Self::Retold];

    /// The words of its button.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Drills => "Drills",
            Self::Mocks => "Mock interviews",
            Self::Again => "Once more",
            Self::WarmUps => "Warm-ups",
            Self::Retold => "Shorter, or a part",
        }
    }

    fn holds(self, attempt: &Attempt) -> bool {
        match self {
            Self::All => true,
            Self::Drills => attempt.mode == Mode::Drill,
            Self::Mocks => matches!(attempt.mode, Mode::Phone | Mode::Loop),
            Self::Again => attempt.redo_of.is_some(),
            Self::WarmUps => attempt.mode == Mode::WarmUp,
            Self::Retold => attempt.mode.is_retold(),
        }
    }
}

/// A day with answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HistoryDay {
    /// The day, where the answers were given.
    pub date: NaiveDate,
    /// How many answers are listed.
    pub answers: usize,
    /// Seconds spoken in them, probes too.
    pub secs: u64,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum HistoryRow {
    /// The head of a day.
    Day(HistoryDay),
    /// The attempt with this index.
    Answer(usize),
}

/// What the history screen shows.
#[derive(Debug, Default)]
pub struct HistoryView {
    /// The words looked for.
    pub filter: String,
    /// Which kind is listed.
    pub kind: HistoryKind,
    /// The list, the newest first.
    pub rows: Vec<HistoryRow>,
    /// How many attempts it holds.
    pub found: usize,
    /// The attempt that is open, as edited.
    pub open: Option<Box<Attempt>>,
}

impl HistoryView {
    /// Lists the attempts anew.
    pub(super) fn list(&mut self, attempts: &[Attempt], recordings: &[Recording]) {
        let words: Vec<String> = self.filter.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let kind = self.kind;
        let (mut rows, mut found, mut head) = (Vec::new(), 0, None);
        for (i, attempt) in attempts.iter().enumerate().rev() {
            // A transcript is looked up only where words are looked for.
            let heard = if words.is_empty() { None } else { transcript_of(recordings, attempt) };
            if !kind.holds(attempt) || !holds(attempt, heard, &words) {
                continue;
            }
            let date = attempt.started.date_naive();
            let at = match head {
                Some((day, at)) if day == date => at,
                _ => {
                    rows.push(HistoryRow::Day(HistoryDay { date, answers: 0, secs: 0 }));
                    head = Some((date, rows.len() - 1));
                    rows.len() - 1
                }
            };
            if let HistoryRow::Day(day) = &mut rows[at] {
                day.answers += 1;
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                // at most hours, never negative
                let secs = spoken_secs(attempt).max(0.0) as u64;
                day.secs += secs;
            }
            rows.push(HistoryRow::Answer(i));
            found += 1;
        }
        (self.rows, self.found) = (rows, found);
    }
}

/// What a program wrote down of the attempt.
fn transcript_of<'a>(recordings: &'a [Recording], attempt: &Attempt) -> Option<&'a str> {
    let recording = recording::of(recordings, attempt.id)?;
    recording.transcript.as_ref().map(|transcript| transcript.text.as_str())
}

fn holds(attempt: &Attempt, heard: Option<&str>, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut hay = format!("{} {}", attempt.principle, attempt.question.text);
    for text in [attempt.note.as_deref(), attempt.next_time.as_deref(), heard].into_iter().flatten() {
        hay.push(' ');
        hay.push_str(text);
    }
    let hay = hay.to_lowercase();
    words.iter().all(|word| hay.contains(word.as_str()))
}
