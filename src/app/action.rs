//! Everything a key or a palette entry can do: one enum gives each action its words, and one table its keys.

use super::find::FindAction;
use super::mock::MockAction;
use super::model::Screen;
use super::notes::Scroll;
use super::stories::StoriesPage;

/// What a person can do without naming anything further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Go to a screen.
    Go(Screen),
    /// Start a rehearsal as set up.
    Start,
    /// Start a warm-up.
    WarmUp,
    /// Start one short answer.
    Short,
    /// Show or fold away what the next rehearsal is made of.
    ChangeSetup,
    /// Find a command, a question or a principle.
    Palette,
    /// Show the keys.
    Keys,
    /// Full screen, and back.
    FullScreen,
    /// Take the last deletion back.
    Undo,
    /// Do again what was undone last.
    DoAgain,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As it came.
    ZoomReset,
    /// Close the window.
    Quit,
    /// Do the one thing proposed.
    Next,
    /// The row above.
    Up,
    /// The row below.
    Down,
    /// Store the scores given again, blind, or leave where both are shown.
    SaveRescore,
    /// Leave the stage, or close what is open.
    Escape,
    /// The weakest answer of the session once more.
    Redo,
    /// Choose files to import.
    Import,
    /// Name the interview: company, role, dates, key principles.
    NameInterview,
    /// Write down what a real interview asked.
    WriteAsked,
    /// Show the sheet for the interview.
    Sheet,
    /// On a rehearsal or a mock interview that is on stage.
    Stage(StageAction),
    /// While scores are given: on stage, or again.
    Score(ScoreAction),
    /// In the review of an import.
    Review(ReviewAction),
    /// Among the stories.
    Stories(StoriesAction),
    /// About mock interviews.
    Mock(MockAction),
    /// In the drill of finding stories.
    Find(FindAction),
}

/// What a key does on stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StageAction {
    /// Think → answer.
    Begin,
    /// Another question instead.
    Skip,
    /// Stop the clock, or let it go on.
    Pause,
    /// Answer → probes.
    Finish,
    /// The speaker is in the section with this number, counted from 1.
    Section(u8),
    /// On to the next section.
    NextSection,
    /// Back to the section before.
    PreviousSection,
    /// The probe was answered.
    ProbeNext,
    /// The answer had covered it.
    ProbeAlready,
    /// No answer came.
    ProbeStuck,
    /// No more probes.
    ProbeEnd,
    /// The mean score the person expects; 0 unsets.
    Predict(u8),
    /// Store the attempt with the scores it has.
    Save,
    /// Promise for the next time what is proposed with this number, counted from 1.
    Promise(u8),
    /// Go on where the clock stood.
    Resume,
    /// The same question from the start; what was answered is dropped.
    Restart,
    /// Store what there is and leave.
    Keep,
    /// Leave and store nothing of this answer.
    Drop,
    /// The gap was a pause.
    GapPause,
    /// The gap counts.
    GapCounts,
    /// To what stands beside the answer.
    Aid(AidAction),
}

/// What a key does to what stands beside an answer: the same in a drill and in a mock interview, and nothing to its phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AidAction {
    /// Remember this moment as a story to be.
    Moment,
    /// The story above, as the one to tell.
    StoryAbove,
    /// The story below, as the one to tell.
    StoryBelow,
    /// Write a note.
    Note,
    /// Open the story that was told.
    Story,
    /// Read the question aloud once more.
    HearAgain,
    /// Stop recording and keep it; while scoring, drop it or keep it.
    Recording,
    /// Say and show the time.
    TellTime,
    /// Show the question that is hidden while it is read.
    ShowQuestion,
    /// Show the question in plain words too, or hide them.
    PlainWords,
    /// Open the notes beside the stage, or close them.
    Notes,
    /// Move through the notes.
    NotesScroll(Scroll),
}

/// What a key does while scores are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScoreAction {
    /// A score on the dimension that is asked; 0 unsets.
    Digit(u8),
    /// On to the next dimension.
    NextDimension,
    /// Back to the dimension before.
    PreviousDimension,
}

/// What a key does in the review of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReviewAction {
    /// The import is about the person's own interview, or not.
    Own(bool),
    /// Take the chosen item, or leave it.
    Take,
    /// Show the fields of the chosen item.
    Edit,
    /// Put the chosen item into its twin.
    Merge,
    /// Give the item, or all items of the group, the principles that are proposed.
    UseProposed,
    /// The next level of a levelling guide.
    NextLevel,
    /// Fold the group away, or show it.
    Fold,
    /// Take over what is chosen.
    Accept,
}

/// What a key does among the stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StoriesAction {
    /// Go to this page.
    Page(StoriesPage),
    /// Something new of what the page holds: a story, for the chosen principle in the matrix; a moment; a question to ask.
    New,
    /// Begin the prompts that bring moments to mind.
    Prompts,
    /// Tell the open story at one length after the other.
    Shorter,
}

impl Action {
    /// What it does, in words: the key help, the palette and tooltips show this.
    pub fn text(self) -> &'static str {
        match self {
            Self::Go(screen) => screen.go_text(),
            Self::Start => "Start a rehearsal",
            Self::WarmUp => "Start a warm-up, which is not scored",
            Self::ChangeSetup => "Change what is rehearsed…",
            Self::Short => "Start a short answer, five minutes in all",
            Self::Palette => "Find a command, question or principle…",
            Self::Keys => "Show the keys",
            Self::FullScreen => "Full screen, and back",
            Self::Undo => "Undo the last change",
            Self::DoAgain => "Do it again",
            Self::ZoomIn => "Larger",
            Self::ZoomOut => "Smaller",
            Self::ZoomReset => "Normal size",
            Self::Quit => "Quit; what runs is kept",
            Self::Next => "Do the next thing proposed",
            Self::Up => "Row above",
            Self::Down => "Row below",
            Self::SaveRescore => "Save the new scores",
            Self::Escape => "Leave a field, close, or leave the stage…",
            Self::Redo => "Redo the weakest answer",
            Self::Import => "Import files…",
            Self::NameInterview => "Name the interview…",
            Self::WriteAsked => "Write down what was asked…",
            Self::Sheet => "Sheet for the interview…",
            Self::Stage(action) => action.text(),
            Self::Score(action) => action.text(),
            Self::Review(action) => action.text(),
            Self::Stories(action) => action.text(),
            Self::Mock(action) => action.text(),
            Self::Find(action) => action.text(),
        }
    }
}

impl StageAction {
    /// What it does, in words.
    pub fn text(self) -> &'static str {
        match self {
            Self::Begin => "Begin the answer",
            Self::Skip => "Skip this question",
            Self::Pause => "Pause, and go on",
            Self::Finish => "Done with the answer",
            Self::Section(1) => "I am in the first section: situation, or context",
            Self::Section(2) => "I am in the second: task; in three sections the action",
            Self::Section(3) => "I am in the third: action; in three sections the result",
            Self::Section(_) => "I am in the fourth: result",
            Self::NextSection => "Next section",
            Self::PreviousSection => "Section before",
            Self::ProbeNext => "Answered; next",
            Self::ProbeAlready => "Already answered",
            Self::ProbeStuck => "Stuck",
            Self::ProbeEnd => "End the probes",
            Self::Predict(_) => "Expect a mean score of 1 to 5, where it is asked",
            Self::Save => "Save the attempt",
            Self::Promise(_) => "Promise what is proposed with this number",
            Self::Resume => "Resume",
            Self::Restart => "Restart this question",
            Self::Keep => "Keep what there is and leave",
            Self::Drop => "Drop this answer and leave",
            Self::GapPause => "Make the gap a pause",
            Self::GapCounts => "Let the gap count",
            Self::Aid(action) => action.text(),
        }
    }
}

impl AidAction {
    /// What it does, in words.
    pub fn text(self) -> &'static str {
        match self {
            Self::Moment => "Mark a moment, a story to be",
            Self::StoryAbove => "Story above, as the one to tell",
            Self::StoryBelow => "Story below, as the one to tell",
            Self::Note => "Write a note",
            Self::Story => "Open the story that is meant or was told, or outline one",
            Self::HearAgain => "Hear the question again, where questions are read aloud",
            Self::Recording => "Stop recording and keep it; while scoring, drop it",
            Self::TellTime => "Say and show the time",
            Self::ShowQuestion => "Show the question that is being read",
            Self::PlainWords => "The question in plain words, and hide them",
            Self::Notes => "Your notes, and close them",
            Self::NotesScroll(Scroll::Up) => "Notes: up",
            Self::NotesScroll(Scroll::Down) => "Notes: down",
            Self::NotesScroll(Scroll::PageUp) => "Notes: a page up",
            Self::NotesScroll(Scroll::PageDown) => "Notes: a page down",
        }
    }
}

impl ScoreAction {
    /// What it does, in words.
    pub fn text(self) -> &'static str {
        match self {
            Self::Digit(_) => "Score 1 to 5; 0 leaves it unset",
            Self::NextDimension => "Next dimension",
            Self::PreviousDimension => "Dimension before",
        }
    }
}

impl StoriesAction {
    /// What it does, in words.
    pub fn text(self) -> &'static str {
        match self {
            Self::Page(StoriesPage::List) => "Stories: the list",
            Self::Page(StoriesPage::Coverage) => "Stories: which principle has which",
            Self::Page(StoriesPage::Loop) => "Stories: which one in which round",
            Self::Page(StoriesPage::Moments) => "Stories: moments in one line",
            Self::Page(StoriesPage::ToAsk) => "Stories: questions to ask them",
            Self::New => "Write a new one: story, moment or question to ask",
            Self::Page(StoriesPage::Find) => "Stories: how fast they are found",
            Self::Prompts => "Find moments by eleven short questions…",
            Self::Shorter => "Tell the open story shorter, at four lengths",
        }
    }
}

impl ReviewAction {
    /// What it does, in words.
    pub fn text(self) -> &'static str {
        match self {
            Self::Own(true) => "Yes, this is my own interview",
            Self::Own(false) => "No, it is not about my interview",
            Self::Take => "Add it, or skip it",
            Self::Edit => "Edit it",
            Self::Merge => "Merge it with its twin",
            Self::UseProposed => "Use the proposed principles",
            Self::NextLevel => "Next level of the guide",
            Self::Fold => "Fold the group away, or show it",
            Self::Accept => "Add what is chosen",
        }
    }
}
