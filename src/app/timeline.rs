//! What was done, step by step, so that each step can be taken back and done again.

use std::time::Duration;

use strum::VariantArray;

use crate::domain::countdown::Mono;
use crate::domain::notebook::{Change, Entry, Key};

/// How many steps can be taken back. A step holds what it changed as it was before, some kilobytes at most.
const MOST: usize = 100;
/// Who stops typing for as long begins another step.
const PAUSE: Duration = Duration::from_secs(2);

/// What was done, for the words about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, VariantArray)]
pub enum Done {
    /// An answer was stored as it was given.
    AnswerStored,
    /// An answer of the history was edited.
    AnswerChanged,
    /// An answer was deleted.
    AnswerDeleted,
    /// An answer was scored again.
    AnswerRescored,
    /// A friend's scores were added.
    FriendAdded,
    /// A mock interview was planned for a friend to lead.
    MockForFriend,
    /// A story was written.
    StoryWritten,
    /// A story is not to be told any more.
    StoryRetired,
    /// A retired story is told again.
    StoryTakenBack,
    /// A story was deleted.
    StoryDeleted,
    /// A moment was noted down or written.
    MomentWritten,
    /// A moment was deleted.
    MomentDeleted,
    /// A bank was added.
    BankAdded,
    /// A bank was written or changed.
    BankWritten,
    /// A bank was removed.
    BankRemoved,
    /// A bank was switched on or off.
    BankSwitched,
    /// A question was edited, or one was added.
    QuestionWritten,
    /// A question was deleted.
    QuestionDeleted,
    /// A question is never drawn, or drawn again.
    QuestionHidden,
    /// A question is as its bank has it.
    EditTakenBack,
    /// A file was read and waits for its review.
    ImportRead,
    /// Something was decided in a review.
    ImportReviewed,
    /// An import was accepted.
    ImportAccepted,
    /// An import was undone.
    ImportTakenBack,
    /// An import was thrown away.
    ImportDiscarded,
    /// A mock interview went on, with the answers in it.
    MockRun,
    /// A drill of finding stories went on.
    FindRun,
    /// A recording was dropped.
    RecordingDropped,
    /// A recording was written down.
    Transcribed,
    /// A transcript was mended.
    TranscriptMended,
    /// A transcript was dropped.
    TranscriptDropped,
    /// A mock interview was removed.
    MockRemoved,
    /// The settings were changed.
    SettingsChanged,
    /// The interview that is prepared for was changed, or another is prepared for.
    InterviewChanged,
    /// An interview that was kept beside it was removed.
    InterviewRemoved,
}

impl Done {
    /// What is said about it, without the full stop.
    pub fn text(self) -> &'static str {
        match self {
            Self::AnswerStored => "An answer was saved",
            Self::AnswerChanged => "The answer was changed",
            Self::AnswerDeleted => "The attempt was deleted",
            Self::AnswerRescored => "The answer was scored again",
            Self::FriendAdded => "A friend's scores were added",
            Self::MockForFriend => "An interview for a friend to lead was planned",
            Self::StoryWritten => "The story was changed",
            Self::StoryRetired => "The story was retired",
            Self::StoryTakenBack => "The story was brought back",
            Self::StoryDeleted => "The story was deleted",
            Self::MomentWritten => "The moment was changed",
            Self::MomentDeleted => "The moment was deleted",
            Self::BankAdded => "The bank was added",
            Self::BankWritten => "The bank was changed",
            Self::BankRemoved => "The bank was removed",
            Self::BankSwitched => "The bank was switched on or off",
            Self::QuestionWritten => "The question was changed",
            Self::QuestionDeleted => "The question was deleted",
            Self::QuestionHidden => "The question was hidden or shown",
            Self::EditTakenBack => "Your edit was undone",
            Self::ImportRead => "The file was read",
            Self::ImportReviewed => "The review was changed",
            Self::ImportAccepted => "The import was added",
            Self::ImportTakenBack => "The import was undone",
            Self::ImportDiscarded => "The import was thrown away",
            Self::MockRun => "The mock interview went on",
            Self::FindRun => "Stories were found in a drill",
            Self::RecordingDropped => "The recording was dropped",
            Self::Transcribed => "The recording was written down",
            Self::TranscriptMended => "The transcript was changed",
            Self::TranscriptDropped => "The transcript was dropped",
            Self::MockRemoved => "The mock interview was removed",
            Self::SettingsChanged => "The settings were changed",
            Self::InterviewChanged => "The interview was changed",
            Self::InterviewRemoved => "The interview was removed",
        }
    }

    /// Whether it takes something away that the person may miss: it is told, with the way back beside it.
    fn is_told(self) -> bool {
        match self {
            Self::AnswerChanged
            | Self::AnswerDeleted
            | Self::FriendAdded
            | Self::StoryRetired
            | Self::StoryDeleted
            | Self::MomentDeleted
            | Self::BankRemoved
            | Self::QuestionDeleted
            | Self::EditTakenBack
            | Self::MockRemoved
            | Self::RecordingDropped
            | Self::TranscriptDropped
            | Self::InterviewRemoved => true,
            // Told in a place of its own, or plain to see.
            Self::ImportDiscarded
            | Self::ImportAccepted
            | Self::ImportTakenBack
            | Self::ImportRead
            | Self::ImportReviewed
            | Self::AnswerStored
            | Self::MockForFriend
            | Self::AnswerRescored
            | Self::StoryWritten
            | Self::StoryTakenBack
            | Self::MomentWritten
            | Self::BankAdded
            | Self::BankWritten
            | Self::BankSwitched
            | Self::QuestionWritten
            | Self::QuestionHidden
            | Self::MockRun
            | Self::FindRun
            | Self::Transcribed
            | Self::TranscriptMended
            | Self::SettingsChanged
            | Self::InterviewChanged => false,
        }
    }
}

/// How a change belongs to the step before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// It is a step of its own.
    Alone,
    /// It is typed: with what is typed into the same place before and after it, without a pause, it is one step.
    Typed,
    /// All that is done within this is one step, however long it takes.
    Within(Key),
}

/// One step, and the way back from it, or on to it.
#[derive(Debug)]
pub(super) struct Step {
    /// What takes it back, or does it again.
    pub(super) change: Change,
    /// What it was.
    pub(super) done: Done,
    span: Span,
    at: Mono,
}

/// What is said of the last step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Done(Done),
    Undone(Done),
    Again(Done),
}

/// The steps so far, and those that were taken back.
#[derive(Debug, Default)]
pub struct Timeline {
    back: Vec<Step>,
    forth: Vec<Step>,
    said: Option<Said>,
}

impl Timeline {
    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.back.is_empty()
    }

    /// Whether there is a step to do again.
    pub fn can_do_again(&self) -> bool {
        !self.forth.is_empty()
    }

    /// What the last step was.
    pub fn last(&self) -> Option<Done> {
        self.back.last().map(|step| step.done)
    }

    /// What is told about the last step; nothing of what is plain to see.
    pub fn told(&self) -> Option<String> {
        self.said.map(|said| match said {
            Said::Done(done) => format!("{}.", done.text()),
            Said::Undone(done) => format!("Undone: {}.", begun_small(done.text())),
            Said::Again(done) => format!("Done again: {}.", begun_small(done.text())),
        })
    }

    /// Notes a step: what takes it back, and what it was. What was taken back before cannot be done again then.
    pub(super) fn note(&mut self, back: Change, done: Done, span: Span, now: Mono) {
        if back.is_empty() {
            return;
        }
        self.said = done.is_told().then_some(Said::Done(done));
        let goes_on = self.forth.is_empty()
            && self.back.last().is_some_and(|last| last.goes_on(&back, done, &span, now));
        self.forth.clear();
        match self.back.last_mut().filter(|_| goes_on) {
            Some(last) => {
                last.change = std::mem::take(&mut last.change).or(back);
                last.at = now;
            }
            None => self.back.push(Step { change: back, done, span, at: now }),
        }
        if self.back.len() > MOST {
            self.back.remove(0);
        }
    }

    /// The last step, to be taken back; [`Self::undone`] says how that went.
    pub(super) fn take_undo(&mut self) -> Option<Step> {
        self.back.pop()
    }

    /// The step that was taken back last, to be done again; [`Self::done_again`] says how that went.
    pub(super) fn take_again(&mut self) -> Option<Step> {
        self.forth.pop()
    }

    /// A step was taken back; `forth` does it again.
    pub(super) fn undone(&mut self, step: &Step, forth: Change) {
        self.said = Some(Said::Undone(step.done));
        self.forth.push(step.onward(forth));
    }

    /// A step was done again; `back` takes it back.
    pub(super) fn done_again(&mut self, step: &Step, back: Change) {
        self.said = Some(Said::Again(step.done));
        self.back.push(step.onward(back));
    }

    /// Amends what every step would put in, for what is no step of its own: no step takes it back with it.
    pub(super) fn amend(&mut self, how: impl Fn(&mut Entry)) {
        let steps = self.back.iter_mut().chain(&mut self.forth);
        steps.flat_map(|step| step.change.entries_mut()).for_each(how);
    }

    /// Forgets all steps: what they would bring back was erased, or is not what the folder holds any more.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

impl Step {
    /// The same step, to be gone the other way. What is done after it is another step.
    fn onward(&self, change: Change) -> Self {
        Self { change, done: self.done, span: Span::Alone, at: self.at }
    }

    fn goes_on(&self, back: &Change, done: Done, span: &Span, now: Mono) -> bool {
        match (&self.span, span) {
            (Span::Typed, Span::Typed) => {
                let is_prompt = now.saturating_sub(self.at) < PAUSE;
                self.done == done && is_prompt && self.change.keys().eq(back.keys())
            }
            (Span::Within(a), Span::Within(b)) => a == b,
            (Span::Alone | Span::Typed | Span::Within(_), _) => false,
        }
    }
}

fn begun_small(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
