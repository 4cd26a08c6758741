//! What screens send: everything that changes the model goes through one of these.

use uuid::Uuid;

use crate::chart::range::Range;
use crate::domain::attempt::{Attempt, Moment};
use crate::domain::bank::Bank;
use crate::domain::draw::Scope;
use crate::domain::interviews::InterviewChange;
use crate::domain::level::Reach;
use crate::domain::profile::{Settings, Target};
use crate::domain::rehearsal::ScoreStep;
use crate::domain::review::{Item, Kind};
use crate::domain::session::Setup;
use crate::domain::star::Section;
use crate::domain::story::{Stands, Story};
use crate::domain::to_ask::ToAsk;

use super::action::Action;
use super::asked::AskedCommand;
use super::browse::BrowseCommand;
use super::effect::{Erase, Event};
use super::exporting::Export;
use super::figures::ReadinessView;
use super::history::HistoryKind;
use super::importing::ImportSource;
use super::mock::MockCommand;
use super::recording::RecordingCommand;
use super::second_scores::RescoreCommand;
use super::stories::{StoriesPage, StoryKind, StoryOrder};

/// One change asked for by the person, a thread or the clock. Each kind is matched whole in `app/update/`,
/// so that the compiler says where one is forgotten.
#[derive(Debug)]
pub enum Command {
    /// Something that a key can do too.
    Do(Action),
    /// The clock moved.
    Tick,
    /// A thread reports.
    Event(Box<Event>),
    /// While something is on stage.
    Stage(StageCommand),
    /// Setting a rehearsal up, and beginning it.
    Rehearse(RehearseCommand),
    /// Looking at readiness.
    Readiness(ReadinessCommand),
    /// The stories and the moments.
    Stories(StoriesCommand),
    /// The banks as a whole.
    Banks(BanksCommand),
    /// The attempts so far.
    History(HistoryCommand),
    /// The data folder.
    Data(DataCommand),
    /// The settings and the target.
    Settings(SettingsCommand),
    /// The window and what lies above the screen.
    Window(WindowCommand),
    /// Scoring an answer again, blind.
    Rescore(RescoreCommand),
    /// Looking through the banks, and editing their questions.
    Browse(BrowseCommand),
    /// Importing, and the review of what was found.
    Import(ImportCommand),
    /// Mock interviews.
    Mock(MockCommand),
    /// While what a real interview asked is written down.
    Asked(AskedCommand),
    /// Recordings.
    Recording(RecordingCommand),
    /// Taking away.
    Export(ExportCommand),
}

/// While something is on stage.
#[derive(Debug)]
pub enum StageCommand {
    /// The note of the running attempt.
    SetNote(String),
    /// The closing line of the running attempt.
    SetNextTime(String),
    /// The scope of the story, held against the level aimed at; none takes it back.
    SetReach(Option<Reach>),
    /// The story the person means to tell.
    ChooseStory(Option<String>),
    /// Go to this step of scoring.
    GoToScore(ScoreStep),
    /// Show or hide the person's stories while thinking.
    ShowStories(bool),
    /// In the drill of finding stories: this one it is.
    Found(String),
}

/// Setting a rehearsal up, and beginning it.
#[derive(Debug)]
pub enum RehearseCommand {
    /// Answer this attempt's question once more.
    Again(Uuid),
    /// Tell this story at one length after the other.
    Shorter(String),
    /// Tell one section by itself, against its own budget.
    Part(PartOf, Section),
    /// Start a rehearsal within this scope, the rest as set up.
    StartWith(Scope),
    /// The setup line was changed.
    SetSetup(Setup),
    /// Show or hide the parts of the setup line.
    ChangeSetup(bool),
    /// The words to choose a question by.
    SearchQuestion(String),
    /// Take up, keep or drop the attempt found after a crash.
    Recovered(RecoveredChoice),
}

/// What a section is told of by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartOf {
    /// The story with this id.
    Story(String),
    /// The answer with this id: its question is asked again.
    Answer(Uuid),
}

/// Looking at readiness.
#[derive(Debug)]
pub enum ReadinessCommand {
    /// Choose this principle.
    Choose(String),
    /// Go to the readiness screen with this principle's row open.
    ShowPrinciple(String),
    /// Show this view of the readiness screen.
    Show(ReadinessView),
    /// Show these days in its figures.
    SetRange(Range),
}

/// The stories, the moments, and what to ask.
#[derive(Debug)]
pub enum StoriesCommand {
    /// Open the story with this id, or none.
    Open(Option<String>),
    /// A new story, for this principle if one is named.
    New(Option<String>),
    /// A story was edited.
    Edit(Box<Story>),
    /// Delete the story with this id; it can be undone.
    Delete(String),
    /// The story with this id is not to be told any more, or is again.
    Retire(String, bool),
    /// The version with this index is what the story says again.
    BringBack(String, usize),
    /// This check of the story is answered "true as it stands", or is asked again.
    Answer(String, Box<Stands>, bool),
    /// The company that is prepared for has heard the story, or has not.
    Heard(String, bool),
    /// What to stress in the story when it is told to the company that is prepared for.
    Angle(String, String),
    /// The names and figures that are not to be said, as they are typed.
    Private(String),
    /// Look at the stories in another way.
    Look(StoriesLook),
    /// A moment was edited, or is new.
    EditMoment(Box<Moment>),
    /// A new, empty moment.
    NewMoment,
    /// Delete this moment; it can be undone.
    DeleteMoment(Uuid),
    /// Make a story of this moment.
    FromMoment(Uuid),
    /// The prompts that bring moments to mind.
    Prompts(PromptStep),
    /// A question to ask was edited.
    EditToAsk(Box<ToAsk>),
    /// A new, empty question to ask.
    NewToAsk,
    /// A question to ask is not wanted; whether it is the person's own.
    DropToAsk(Box<ToAsk>, bool),
}

/// How the stories are looked at.
#[derive(Debug)]
pub enum StoriesLook {
    /// At this page.
    Page(StoriesPage),
    /// At those that hold these words.
    Search(String),
    /// At those of this kind.
    Kind(StoryKind),
    /// At those of this principle, or all.
    Principle(Option<String>),
    /// In this order.
    Order(StoryOrder),
    /// At this principle of the matrix, or none.
    Hole(Option<String>),
    /// At a loop of so many rounds.
    Rounds(usize),
    /// Looking for a story ends by itself after so many seconds.
    Limit(u64),
    /// At this place in a section of the open story, in bytes.
    Place(Section, std::ops::Range<usize>),
}

/// A step through the prompts that bring moments to mind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptStep {
    /// The first one.
    Begin,
    /// On to the next; after the last it is over.
    Next,
    /// Enough for today.
    Leave,
}

/// The banks as a whole.
#[derive(Debug)]
pub enum BanksCommand {
    /// Switch a bank on or off.
    Switch(String, bool),
    /// Take a person-made bank away; it is kept in `recovered/`.
    Remove(String),
    /// Add a bank that was read and found sound.
    Add(Box<Bank>),
}

/// The attempts so far.
#[derive(Debug)]
pub enum HistoryCommand {
    /// Show attempts that hold these words.
    Filter(String),
    /// Show attempts of this kind.
    ShowKind(HistoryKind),
    /// Open this attempt, or none.
    Open(Option<Uuid>),
    /// The open attempt is being edited.
    Edit(Box<Attempt>),
    /// Store the open attempt as edited.
    Save,
    /// Delete this attempt; it can be undone.
    Delete(Uuid),
}

/// The data folder.
#[derive(Debug)]
pub enum DataCommand {
    /// Ask before erasing for good.
    AskErase(Erase),
    /// Keep the document at this path as it stands.
    KeepAltered(String),
    /// Put the document at this path back as the newest backup has it.
    RestoreAltered(String),
    /// Yes, erase for good.
    EraseForGood,
    /// Make a backup now.
    BackUp,
    /// Ask before restoring the backup of this name.
    AskRestore(String),
    /// Yes, restore it.
    Restore,
}

/// The settings and the target.
#[derive(Debug)]
pub enum SettingsCommand {
    /// The settings were changed.
    Set(Box<Settings>),
    /// The target was changed.
    SetTarget(Box<Target>),
    /// Another interview is prepared for, or one is laid aside.
    ChangeInterview(InterviewChange),
    /// The kept interview with this id is removed.
    RemoveInterview(Uuid),
    /// Hear a chime at the set volume.
    TryChime,
    /// Hear the voice say something.
    TryVoice,
    /// Stop trying the voice.
    HushVoice,
}

/// The window and what lies above the screen.
#[derive(Debug)]
pub enum WindowCommand {
    /// The window is asked to close.
    CloseRequested,
    /// Close although something is not saved.
    CloseAnyway,
    /// The words typed into the palette.
    SetPalette(String),
    /// Do the palette's entry with this index.
    PickPalette(usize),
    /// Close what lies above the screen.
    CloseModal,
    /// Take this notice off the screen.
    DismissNotice(usize),
    /// Try again to store what could not be stored.
    Retry,
}

/// What is asked for while taking away.
#[derive(Debug)]
pub enum ExportCommand {
    /// Choose the format with this id.
    Choose(&'static str),
    /// Choose the bank with this id, or all that are on.
    ChooseBank(Option<String>),
    /// The path being typed.
    SetPath(String),
    /// Ask where to write a scoring packet of this attempt.
    AskPacket(Uuid),
    /// Ask where to write this, or in what form.
    Ask(Box<Export>),
    /// Make this and write it: to the path that was typed, else where a dialog says. From any screen.
    Save(Box<Export>, Option<String>),
}

/// What is asked for while importing. Items go by their ids in the review that is open.
#[derive(Debug)]
pub enum ImportCommand {
    /// Choose files to import.
    Pick,
    /// The path being typed.
    SetPath(String),
    /// The text being pasted or typed.
    SetPasted(String),
    /// Read these.
    Read(Vec<ImportSource>),
    /// Stop reading.
    Cancel,
    /// Open a review, or leave the one that is open; it waits.
    Open(Option<Uuid>),
    /// An item was edited.
    Edit(Box<Item>),
    /// Take over what is chosen.
    Accept,
    /// Undo this import.
    TakeBack(Uuid),
    /// Throw this import away; it was not accepted.
    Discard(Uuid),
    /// In the review that is open; items go by their ids.
    Review(ReviewCommand),
}

/// In the review that is open; items go by their ids.
#[derive(Debug)]
pub enum ReviewCommand {
    /// Choose this item.
    Choose(u32),
    /// Show or hide the fields of the chosen item.
    Editing(bool),
    /// Fold a group away, or show it.
    Fold(Kind),
    /// Whether this is the person's own interview.
    Own(bool),
    /// The level the person aims at.
    Level(Option<String>),
    /// Take this item, or leave it.
    Toggle(u32),
    /// Take, or leave, all items of a group.
    TakeAll(Kind, bool),
    /// Make this item one of another kind.
    ChangeKind(u32, Kind),
    /// Put this item into its twin.
    Merge(u32),
    /// Give this item the principles that are proposed for it.
    UseProposed(u32),
    /// Give all items of a group the principles that are proposed for them.
    UseAllProposed(Kind),
    /// Add a principle as one that matters most.
    AddWeight(String),
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
