//! What screens send: everything that changes the model goes through one of these.

use uuid::Uuid;

use crate::domain::attempt::{Attempt, Moment};
use crate::domain::bank::Bank;
use crate::domain::draw::Scope;
use crate::domain::profile::{Settings, Target};
use crate::domain::rehearsal::ScoreStep;
use crate::domain::session::Setup;
use crate::domain::story::Story;

use super::action::Action;
use super::effect::Event;
use super::model::Erase;

/// One change asked for by the person, a thread or the clock.
#[derive(Debug)]
pub enum Command {
    /// Something that a key can do too.
    Do(Action),
    /// The clock moved.
    Tick,
    /// A thread reports.
    Event(Box<Event>),
    /// The window is asked to close.
    CloseRequested,
    /// Close although something is not saved.
    CloseAnyway,

    // Rehearse
    /// Start a rehearsal within this scope, the rest as set up.
    StartWith(Scope),
    /// The setup line was changed.
    SetSetup(Setup),
    /// Show or hide the parts of the setup line.
    ChangeSetup(bool),
    /// The words to choose a question by.
    SetQuestionSearch(String),
    /// The note of the running attempt.
    SetNote(String),
    /// The closing line of the running attempt.
    SetNextTime(String),
    /// The story the person means to tell.
    ChooseStory(Option<String>),
    /// Go to this step of scoring.
    GoToScore(ScoreStep),
    /// Show or hide the person's stories while thinking.
    ShowStories(bool),
    /// Take up, keep or drop the attempt found after a crash.
    Recovered(RecoveredChoice),

    // Readiness
    /// Choose this principle.
    ChoosePrinciple(String),

    // Stories
    /// Open the story with this id, or none.
    OpenStory(Option<String>),
    /// A new story, for this principle if one is named.
    NewStory(Option<String>),
    /// A story was edited.
    EditStory(Box<Story>),
    /// Delete the story with this id; it can be undone.
    DeleteStory(String),
    /// A moment was edited, or is new.
    EditMoment(Box<Moment>),
    /// A new, empty moment.
    NewMoment,
    /// Delete this moment; it can be undone.
    DeleteMoment(Uuid),
    /// Make a story of this moment.
    StoryFromMoment(Uuid),

    // Banks
    /// Switch a bank on or off.
    SwitchBank(String, bool),
    /// Choose a file to add as a bank.
    PickBank,
    /// Add the bank in this file.
    AddBank(String),
    /// The path being typed.
    SetBankPath(String),
    /// Take a person-made bank away; it is kept in `recovered/`.
    RemoveBank(String),

    // History
    /// Show attempts that hold these words.
    SetHistoryFilter(String),
    /// Open this attempt, or none.
    OpenAttempt(Option<Uuid>),
    /// The open attempt is being edited.
    EditAttempt(Box<Attempt>),
    /// Store the open attempt as edited.
    SaveAttempt,
    /// Delete this attempt; it can be undone.
    DeleteAttempt(Uuid),
    /// Ask before erasing for good.
    AskErase(Erase),
    /// Yes, erase for good.
    EraseForGood,

    // Settings
    /// The settings were changed.
    SetSettings(Box<Settings>),
    /// The target was changed.
    SetTarget(Box<Target>),
    /// Make a backup now.
    BackUp,
    /// Ask before restoring the backup of this name.
    AskRestore(String),
    /// Yes, restore it.
    Restore,
    /// Hear a chime at the set volume.
    TryChime,

    // Around
    /// The words typed into the palette.
    SetPalette(String),
    /// Do the palette's entry with this index.
    PickPalette(usize),
    /// Close what is open above the screen.
    CloseOverlay,
    /// Take this notice off the screen.
    DismissNotice(usize),
    /// Try again to store what could not be stored.
    Retry,
    /// Add a bank that was read and found sound.
    BankRead(Box<Bank>),
}

/// What to do with the attempt found after a crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveredChoice {
    /// Go on where it stood.
    Resume,
    /// Store it as it is.
    Keep,
    /// Throw it away.
    Drop,
}
