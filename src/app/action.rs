//! Everything a key or a palette entry can do: one enum gives each action its words, and one table its keys.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use crate::domain::mock::plan::Form;
use crate::domain::mock::record::Vote;
use crate::domain::star::Section;

use super::mock::MockAction;
use super::model::Screen;
use super::notes::Scroll;

/// What a person can do without naming anything further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Go to a screen.
    Go(Screen),
    /// Start a rehearsal as set up.
    Start,
    /// Start a warm-up.
    WarmUp,
    /// Find a command, a question or a principle.
    Palette,
    /// Show the keys.
    Keys,
    /// Full screen, and back.
    FullScreen,
    /// Take the last deletion back.
    Undo,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As it came.
    ZoomReset,
    /// Do the one thing proposed.
    Next,
    /// The row above.
    Up,
    /// The row below.
    Down,
    /// Store the scores given again, blind, or leave where both are shown.
    SaveAgain,
    /// Leave the stage, or close what is open.
    Escape,
    /// The weakest answer of the session once more.
    Redo,
    /// Choose files to import.
    Import,
    /// Show the sheet for the interview.
    Sheet,
    /// On a rehearsal or a mock interview that is on stage.
    Stage(StageAction),
    /// While scores are given: on stage, or again.
    Score(ScoreAction),
    /// In the review of an import.
    Review(ReviewAction),
    /// About mock interviews.
    Mock(MockAction),
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
    /// The speaker is in this section.
    Section(Section),
    /// On to the next section.
    NextSection,
    /// Back to the section before.
    PreviousSection,
    /// Remember this moment as a story to be.
    Moment,
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
    /// The story above, as the one to tell.
    StoryAbove,
    /// The story below, as the one to tell.
    StoryBelow,
    /// Store the attempt with the scores it has.
    Save,
    /// Write a note.
    Note,
    /// Open the story that was told.
    Story,
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
    /// Read the question aloud once more.
    HearAgain,
    /// Show the question that is hidden while it is read.
    ShowQuestion,
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

/// Where a key means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere, text fields included.
    Always,
    /// Outside text fields.
    Anywhere,
    /// On the screens with the rail.
    Screens,
    /// On those of them that are there to begin from: today, rehearse, readiness.
    Begin,
    /// On the readiness screen.
    Rows,
    /// While thinking.
    Think,
    /// While answering.
    Answer,
    /// While probes are asked.
    Probes,
    /// While scoring.
    Score,
    /// While an answer is scored again, blind.
    Again,
    /// In the menu that Esc opens on stage.
    Menu,
    /// When a gap was found.
    Gap,
    /// When a session has closed.
    Closed,
    /// In the review of an import.
    Review,
    /// On stage, while the notes are open.
    Notes,
    /// While a mock interview is set up.
    MockSetup,
    /// Before a round, and in the break.
    MockDoor,
    /// In the introduction, at the own questions, at the close.
    MockTalk,
    /// While an answer of a mock interview is scored.
    MockScore,
    /// While the list of stories is open.
    MockTell,
    /// While voting.
    MockVote,
    /// In the menu that Esc opens in a mock interview.
    MockMenu,
    /// In the debrief.
    MockDebrief,
}

impl Context {
    /// In the order they are shown in the key help.
    pub const ALL: [Self; 23] = [
        Self::Begin,
        Self::Screens,
        Self::Think,
        Self::Answer,
        Self::Probes,
        Self::Notes,
        Self::Score,
        Self::Menu,
        Self::Gap,
        Self::Closed,
        Self::MockSetup,
        Self::MockDoor,
        Self::MockTalk,
        Self::MockScore,
        Self::MockTell,
        Self::MockVote,
        Self::MockMenu,
        Self::MockDebrief,
        Self::Rows,
        Self::Again,
        Self::Review,
        Self::Anywhere,
        Self::Always,
    ];

    /// The heading in the key help.
    pub fn name(self) -> &'static str {
        match self {
            Self::Always => "Everywhere",
            Self::Anywhere => "Outside text fields",
            Self::Begin => "Today, rehearse, readiness",
            Self::Screens => "Any screen",
            Self::Rows => "Readiness",
            Self::Think => "Think",
            Self::Answer => "Answer",
            Self::Probes => "Probes",
            Self::Score => "Score",
            Self::Again => "Scoring again, blind",
            Self::Menu => "Leaving the stage",
            Self::Gap => "After a gap",
            Self::Closed => "Session closed",
            Self::Review => "Reviewing an import",
            Self::Notes => "Notes beside the stage",
            Self::MockSetup => "Setting a mock interview up",
            Self::MockDoor => "Mock interview: before a round",
            Self::MockTalk => "Mock interview: opening, own questions, close",
            Self::MockScore => "Mock interview: scoring, besides",
            Self::MockTell => "Mock interview: which story",
            Self::MockVote => "Mock interview: vote",
            Self::MockMenu => "Leaving a mock interview",
            Self::MockDebrief => "Debrief",
        }
    }
}

impl Action {
    /// What it does, in words: the key help, the palette and tooltips show this.
    pub fn text(self) -> &'static str {
        match self {
            Self::Go(screen) => screen.go_text(),
            Self::Start => "Start a rehearsal",
            Self::WarmUp => "Start a warm-up, which is not scored",
            Self::Palette => "Find a command, question or principle…",
            Self::Keys => "Show the keys",
            Self::FullScreen => "Full screen, and back",
            Self::Undo => "Undo the last deletion or edit",
            Self::ZoomIn => "Larger",
            Self::ZoomOut => "Smaller",
            Self::ZoomReset => "Normal size",
            Self::Next => "Do the next thing proposed",
            Self::Up => "Row above",
            Self::Down => "Row below",
            Self::SaveAgain => "Save the new scores",
            Self::Escape => "Leave a field, close, or leave the stage…",
            Self::Redo => "Redo the weakest answer",
            Self::Import => "Import files…",
            Self::Sheet => "Sheet for the interview…",
            Self::Stage(action) => action.text(),
            Self::Score(action) => action.text(),
            Self::Review(action) => action.text(),
            Self::Mock(action) => action.text(),
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
            Self::Section(Section::Situation) => "I am in the situation",
            Self::Section(Section::Task) => "I am in the task",
            Self::Section(Section::Action) => "I am in the action",
            Self::Section(Section::Result) => "I am in the result",
            Self::NextSection => "Next section",
            Self::PreviousSection => "Section before",
            Self::Moment => "Mark a moment, a story to be",
            Self::ProbeNext => "Answered; next",
            Self::ProbeAlready => "Already answered",
            Self::ProbeStuck => "Stuck",
            Self::ProbeEnd => "End the probes",
            Self::Predict(_) => "Expect a mean score of 1 to 5, where it is asked",
            Self::StoryAbove => "Story above, as the one to tell",
            Self::StoryBelow => "Story below, as the one to tell",
            Self::Save => "Save the attempt",
            Self::Note => "Write a note",
            Self::Story => "Open the story that was told",
            Self::Resume => "Resume",
            Self::Restart => "Restart this question",
            Self::Keep => "Keep what there is and leave",
            Self::Drop => "Drop this answer and leave",
            Self::GapPause => "Make the gap a pause",
            Self::GapCounts => "Let the gap count",
            Self::HearAgain => "Hear the question again, where questions are read aloud",
            Self::ShowQuestion => "Show the question that is being read",
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

impl ReviewAction {
    /// What it does, in words.
    pub fn text(self) -> &'static str {
        match self {
            Self::Own(true) => "Yes, this is my own interview",
            Self::Own(false) => "No, it is not about my interview",
            Self::Take => "Take it, or leave it",
            Self::Edit => "Edit it",
            Self::Merge => "Merge it with its twin",
            Self::UseProposed => "Use the proposed principles",
            Self::NextLevel => "Next level of the guide",
            Self::Fold => "Fold the group away, or show it",
            Self::Accept => "Take over what is chosen",
        }
    }
}

/// A key that does something somewhere.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// The key.
    pub keys: KeyboardShortcut,
    /// What it does.
    pub action: Action,
}

const fn plain(context: Context, key: Key, action: Action) -> Binding {
    Binding { context, keys: KeyboardShortcut::new(Modifiers::NONE, key), action }
}

const fn command(context: Context, key: Key, action: Action) -> Binding {
    Binding { context, keys: KeyboardShortcut::new(Modifiers::COMMAND, key), action }
}

/// All keys. The key help and the router read this one table.
pub const BINDINGS: &[Binding] = &{
    use Action as A;
    use Context as C;
    use MockAction as M;
    use ReviewAction as R;
    use ScoreAction as D;
    use StageAction as S;
    [
        plain(C::Begin, Key::Space, A::Start),
        plain(C::Begin, Key::Enter, A::Next),
        plain(C::Begin, Key::W, A::WarmUp),
        plain(C::Begin, Key::P, A::Mock(M::SetUp(Form::Phone))),
        plain(C::Begin, Key::L, A::Mock(M::SetUp(Form::Loop))),
        plain(C::Begin, Key::G, A::Mock(M::GoOn)),
        command(C::Screens, Key::Num1, A::Go(Screen::Today)),
        command(C::Screens, Key::Num2, A::Go(Screen::Rehearse)),
        command(C::Screens, Key::Num3, A::Go(Screen::Readiness)),
        command(C::Screens, Key::Num4, A::Go(Screen::Stories)),
        command(C::Screens, Key::Num5, A::Go(Screen::Banks)),
        command(C::Screens, Key::Num6, A::Go(Screen::History)),
        command(C::Screens, Key::Num7, A::Go(Screen::Settings)),
        command(C::Screens, Key::Z, A::Undo),
        command(C::Screens, Key::O, A::Import),
        plain(C::Rows, Key::ArrowUp, A::Up),
        plain(C::Rows, Key::ArrowDown, A::Down),
        plain(C::Think, Key::Space, A::Stage(S::Begin)),
        plain(C::Think, Key::Enter, A::Stage(S::Begin)),
        plain(C::Think, Key::ArrowUp, A::Stage(S::StoryAbove)),
        plain(C::Think, Key::ArrowDown, A::Stage(S::StoryBelow)),
        plain(C::Think, Key::S, A::Stage(S::Skip)),
        plain(C::Think, Key::P, A::Stage(S::Pause)),
        plain(C::Think, Key::H, A::Stage(S::HearAgain)),
        plain(C::Think, Key::Q, A::Stage(S::ShowQuestion)),
        plain(C::Think, Key::O, A::Stage(S::Notes)),
        plain(C::Think, Key::Num1, A::Stage(S::Predict(1))),
        plain(C::Think, Key::Num2, A::Stage(S::Predict(2))),
        plain(C::Think, Key::Num3, A::Stage(S::Predict(3))),
        plain(C::Think, Key::Num4, A::Stage(S::Predict(4))),
        plain(C::Think, Key::Num5, A::Stage(S::Predict(5))),
        plain(C::Think, Key::Num0, A::Stage(S::Predict(0))),
        plain(C::Answer, Key::Space, A::Stage(S::Pause)),
        plain(C::Answer, Key::Enter, A::Stage(S::Finish)),
        plain(C::Answer, Key::ArrowRight, A::Stage(S::NextSection)),
        plain(C::Answer, Key::ArrowLeft, A::Stage(S::PreviousSection)),
        plain(C::Answer, Key::Num1, A::Stage(S::Section(Section::Situation))),
        plain(C::Answer, Key::Num2, A::Stage(S::Section(Section::Task))),
        plain(C::Answer, Key::Num3, A::Stage(S::Section(Section::Action))),
        plain(C::Answer, Key::Num4, A::Stage(S::Section(Section::Result))),
        plain(C::Answer, Key::M, A::Stage(S::Moment)),
        plain(C::Answer, Key::O, A::Stage(S::Notes)),
        plain(C::Probes, Key::Space, A::Stage(S::Pause)),
        plain(C::Probes, Key::Enter, A::Stage(S::ProbeNext)),
        plain(C::Probes, Key::A, A::Stage(S::ProbeAlready)),
        plain(C::Probes, Key::X, A::Stage(S::ProbeStuck)),
        plain(C::Probes, Key::E, A::Stage(S::ProbeEnd)),
        plain(C::Probes, Key::O, A::Stage(S::Notes)),
        plain(C::Notes, Key::ArrowUp, A::Stage(S::NotesScroll(Scroll::Up))),
        plain(C::Notes, Key::ArrowDown, A::Stage(S::NotesScroll(Scroll::Down))),
        plain(C::Notes, Key::PageUp, A::Stage(S::NotesScroll(Scroll::PageUp))),
        plain(C::Notes, Key::PageDown, A::Stage(S::NotesScroll(Scroll::PageDown))),
        plain(C::Notes, Key::O, A::Stage(S::Notes)),
        plain(C::Score, Key::Num1, A::Score(D::Digit(1))),
        plain(C::Score, Key::Num2, A::Score(D::Digit(2))),
        plain(C::Score, Key::Num3, A::Score(D::Digit(3))),
        plain(C::Score, Key::Num4, A::Score(D::Digit(4))),
        plain(C::Score, Key::Num5, A::Score(D::Digit(5))),
        plain(C::Score, Key::Num0, A::Score(D::Digit(0))),
        plain(C::Score, Key::ArrowRight, A::Score(D::NextDimension)),
        plain(C::Score, Key::ArrowLeft, A::Score(D::PreviousDimension)),
        plain(C::Score, Key::Enter, A::Stage(S::Save)),
        plain(C::Score, Key::N, A::Stage(S::Note)),
        plain(C::Score, Key::F, A::Stage(S::Story)),
        plain(C::Again, Key::Num1, A::Score(D::Digit(1))),
        plain(C::Again, Key::Num2, A::Score(D::Digit(2))),
        plain(C::Again, Key::Num3, A::Score(D::Digit(3))),
        plain(C::Again, Key::Num4, A::Score(D::Digit(4))),
        plain(C::Again, Key::Num5, A::Score(D::Digit(5))),
        plain(C::Again, Key::Num0, A::Score(D::Digit(0))),
        plain(C::Again, Key::ArrowRight, A::Score(D::NextDimension)),
        plain(C::Again, Key::ArrowLeft, A::Score(D::PreviousDimension)),
        plain(C::Again, Key::Enter, A::SaveAgain),
        plain(C::Menu, Key::Enter, A::Stage(S::Resume)),
        plain(C::Menu, Key::R, A::Stage(S::Resume)),
        plain(C::Menu, Key::T, A::Stage(S::Restart)),
        plain(C::Menu, Key::S, A::Stage(S::Skip)),
        plain(C::Menu, Key::K, A::Stage(S::Keep)),
        plain(C::Menu, Key::D, A::Stage(S::Drop)),
        plain(C::Gap, Key::P, A::Stage(S::GapPause)),
        plain(C::Gap, Key::C, A::Stage(S::GapCounts)),
        plain(C::Closed, Key::Enter, A::Next),
        plain(C::Closed, Key::R, A::Redo),
        plain(C::Closed, Key::Space, A::Start),
        plain(C::Closed, Key::Escape, A::Go(Screen::Today)),
        plain(C::MockSetup, Key::Enter, A::Mock(M::Start)),
        plain(C::MockSetup, Key::A, A::Mock(M::Another)),
        plain(C::MockSetup, Key::H, A::Mock(M::Half)),
        plain(C::MockSetup, Key::Num2, A::Mock(M::Rounds(2))),
        plain(C::MockSetup, Key::Num3, A::Mock(M::Rounds(3))),
        plain(C::MockSetup, Key::Num4, A::Mock(M::Rounds(4))),
        plain(C::MockSetup, Key::Num5, A::Mock(M::Rounds(5))),
        plain(C::MockSetup, Key::Num6, A::Mock(M::Rounds(6))),
        plain(C::MockDoor, Key::Enter, A::Mock(M::Onward)),
        plain(C::MockTalk, Key::Enter, A::Mock(M::Onward)),
        plain(C::MockTalk, Key::Space, A::Stage(S::Pause)),
        plain(C::MockTalk, Key::O, A::Stage(S::Notes)),
        plain(C::MockScore, Key::T, A::Mock(M::Tell)),
        plain(C::MockTell, Key::ArrowUp, A::Up),
        plain(C::MockTell, Key::ArrowDown, A::Down),
        plain(C::MockTell, Key::Enter, A::Mock(M::TellChosen)),
        plain(C::MockTell, Key::Num1, A::Mock(M::TellStory(1))),
        plain(C::MockTell, Key::Num2, A::Mock(M::TellStory(2))),
        plain(C::MockTell, Key::Num3, A::Mock(M::TellStory(3))),
        plain(C::MockTell, Key::Num4, A::Mock(M::TellStory(4))),
        plain(C::MockTell, Key::Num5, A::Mock(M::TellStory(5))),
        plain(C::MockTell, Key::Num6, A::Mock(M::TellStory(6))),
        plain(C::MockTell, Key::Num7, A::Mock(M::TellStory(7))),
        plain(C::MockTell, Key::Num8, A::Mock(M::TellStory(8))),
        plain(C::MockTell, Key::Num9, A::Mock(M::TellStory(9))),
        plain(C::MockTell, Key::Num0, A::Mock(M::TellStory(0))),
        plain(C::MockTell, Key::W, A::Mock(M::TellWords)),
        plain(C::MockVote, Key::Num1, A::Mock(M::Choose(Vote::StrongNo))),
        plain(C::MockVote, Key::Num2, A::Mock(M::Choose(Vote::No))),
        plain(C::MockVote, Key::Num3, A::Mock(M::Choose(Vote::Yes))),
        plain(C::MockVote, Key::Num4, A::Mock(M::Choose(Vote::StrongYes))),
        plain(C::MockVote, Key::Enter, A::Mock(M::Cast)),
        plain(C::MockMenu, Key::Enter, A::Stage(S::Resume)),
        plain(C::MockMenu, Key::R, A::Stage(S::Resume)),
        plain(C::MockMenu, Key::L, A::Mock(M::Wait)),
        plain(C::MockMenu, Key::T, A::Stage(S::Restart)),
        plain(C::MockMenu, Key::S, A::Stage(S::Skip)),
        plain(C::MockMenu, Key::K, A::Stage(S::Keep)),
        plain(C::MockMenu, Key::D, A::Stage(S::Drop)),
        plain(C::MockDebrief, Key::Enter, A::Mock(M::WorkOn(1))),
        plain(C::MockDebrief, Key::Num1, A::Mock(M::WorkOn(1))),
        plain(C::MockDebrief, Key::Num2, A::Mock(M::WorkOn(2))),
        plain(C::MockDebrief, Key::Num3, A::Mock(M::WorkOn(3))),
        plain(C::MockDebrief, Key::R, A::Mock(M::Repeat)),
        plain(C::Review, Key::Y, A::Review(R::Own(true))),
        plain(C::Review, Key::N, A::Review(R::Own(false))),
        plain(C::Review, Key::ArrowUp, A::Up),
        plain(C::Review, Key::ArrowDown, A::Down),
        plain(C::Review, Key::Space, A::Review(R::Take)),
        plain(C::Review, Key::E, A::Review(R::Edit)),
        plain(C::Review, Key::M, A::Review(R::Merge)),
        plain(C::Review, Key::P, A::Review(R::UseProposed)),
        plain(C::Review, Key::L, A::Review(R::NextLevel)),
        plain(C::Review, Key::F, A::Review(R::Fold)),
        plain(C::Review, Key::Enter, A::Review(R::Accept)),
        plain(C::Anywhere, Key::Questionmark, A::Keys),
        command(C::Always, Key::K, A::Palette),
        plain(C::Always, Key::F1, A::Keys),
        plain(C::Always, Key::F11, A::FullScreen),
        plain(C::Always, Key::Escape, A::Escape),
        command(C::Always, Key::Plus, A::ZoomIn),
        command(C::Always, Key::Minus, A::ZoomOut),
        command(C::Always, Key::Num0, A::ZoomReset),
    ]
};

/// The keys that do `action` in `context`, the first of them if there are several.
pub fn key_for(context: Context, action: Action) -> Option<KeyboardShortcut> {
    BINDINGS.iter().find(|b| b.context == context && b.action == action).map(|b| b.keys)
}

/// How a key is written on screen. Arrows are written as such; the letter keys as capitals.
pub fn key_text(keys: KeyboardShortcut, is_mac: bool) -> String {
    let key = match keys.logical_key {
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::Questionmark => "?",
        Key::Plus => "+",
        Key::Minus => "−",
        Key::Escape => "Esc",
        Key::PageUp => "Page up",
        Key::PageDown => "Page down",
        other => other.name(),
    };
    match (keys.modifiers.command, is_mac) {
        (true, true) => format!("Cmd+{key}"),
        (true, false) => format!("Ctrl+{key}"),
        (false, _) => key.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        let mut seen = HashSet::new();
        for binding in BINDINGS {
            let keys = (binding.context, binding.keys.logical_key, binding.keys.modifiers.command);
            assert!(seen.insert(keys), "{binding:?}");
        }
    }

    #[test]
    fn every_context_is_shown_in_the_help() {
        for binding in BINDINGS {
            assert!(Context::ALL.contains(&binding.context), "{binding:?}");
        }
    }

    #[test]
    fn keys_are_written_plainly() {
        let of = |context, action| key_for(context, action).map(|k| key_text(k, false));
        assert_eq!(of(Context::Answer, Action::Stage(StageAction::NextSection)).as_deref(), Some("→"));
        assert_eq!(of(Context::Always, Action::Palette).as_deref(), Some("Ctrl+K"));
        assert_eq!(of(Context::Think, Action::Stage(StageAction::Begin)).as_deref(), Some("Space"));
    }
}
