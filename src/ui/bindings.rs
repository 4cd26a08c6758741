//! The keys: one table says what each means where. The key help, the tooltips and the router read it.

use strum::EnumCount;

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use crate::app::action::{Action, AidAction, ReviewAction, ScoreAction, StageAction, StoriesAction};
use crate::app::find::FindAction;
use crate::app::mock::MockAction;
use crate::app::model::Screen;
use crate::app::notes::Scroll;
use crate::app::stories::StoriesPage;
use crate::domain::mock::plan::MockForm;
use crate::domain::mock::record::Vote;

/// Where a key means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumCount)]
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
    /// Among the stories.
    Stories,
    /// Looking for a story, against the clock.
    FindLook,
    /// Going on in the drill of finding stories.
    FindOnward,
    /// Choosing the story that was found.
    FindChoose,
    /// Naming the principle.
    FindName,
    /// While thinking.
    Think,
    /// While thinking in a drill, besides.
    DrillThink,
    /// While answering.
    Answer,
    /// While probes are asked.
    Probes,
    /// While scoring.
    Score,
    /// While scoring a drill's answer, besides.
    DrillScore,
    /// While an answer is scored again, blind.
    Rescore,
    /// In the menu that Esc opens on stage.
    Menu,
    /// When a gap was found.
    Gap,
    /// When a session has closed.
    Closed,
    /// In the review of an import.
    Review,
    /// The fields of an item are open.
    ReviewItem,
    /// On stage, while the notes are open.
    Notes,
    /// While a mock interview is set up.
    MockSetup,
    /// Before a round, and in the break.
    MockDoor,
    /// In the introduction, at the own questions, at the close.
    MockTalk,
    /// While an answer of a mock interview is given.
    MockAnswer,
    /// While an answer of a mock interview is scored.
    MockScore,
    /// While the list of stories is open.
    MockTell,
    /// While voting.
    MockVote,
    /// While the answers of a competency interview are marked.
    MockMarks,
    /// In the menu that Esc opens in a mock interview.
    MockMenu,
    /// In the debrief.
    MockDebrief,
}

impl Context {
    /// In the order they are shown in the key help.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Begin,
        Self::Screens,
        Self::Think,
        Self::DrillThink,
        Self::Answer,
        Self::Probes,
        Self::Notes,
        Self::Score,
        Self::DrillScore,
        Self::Menu,
        Self::Gap,
        Self::Closed,
        Self::MockSetup,
        Self::MockDoor,
        Self::MockTalk,
        Self::MockAnswer,
        Self::MockScore,
        Self::MockTell,
        Self::MockVote,
        Self::MockMarks,
        Self::MockMenu,
        Self::MockDebrief,
        Self::Rows,
        Self::Stories,
        Self::FindLook,
        Self::FindOnward,
        Self::FindChoose,
        Self::FindName,
        Self::Rescore,
        Self::Review,
        Self::ReviewItem,
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
            Self::Stories => "Stories",
            Self::FindLook => "Finding a story",
            Self::FindOnward => "Finding a story: going on",
            Self::FindChoose => "Finding a story: which one",
            Self::FindName => "Finding a story: which principle",
            Self::Think => "Think",
            Self::DrillThink => "Think, in a drill",
            Self::Answer => "Answer",
            Self::Probes => "Probes",
            Self::Score => "Score",
            Self::DrillScore => "Score, in a drill",
            Self::Rescore => "Scoring again, blind",
            Self::Menu => "Leaving the stage",
            Self::Gap => "After a gap",
            Self::Closed => "Session closed",
            Self::Review => "Reviewing an import",
            Self::ReviewItem => "Editing an item of an import",
            Self::Notes => "Notes beside the stage",
            Self::MockSetup => "Setting a mock interview up",
            Self::MockDoor => "Mock interview: before a round",
            Self::MockTalk => "Mock interview: opening, own questions, close",
            Self::MockAnswer => "Mock interview: answering, besides",
            Self::MockScore => "Mock interview: scoring, besides",
            Self::MockTell => "Mock interview: which story",
            Self::MockVote => "Mock interview: vote",
            Self::MockMarks => "Mock interview: marks",
            Self::MockMenu => "Leaving a mock interview",
            Self::MockDebrief => "Debrief",
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

const fn shifted(context: Context, key: Key, action: Action) -> Binding {
    Binding { context, keys: KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key), action }
}

/// All keys. The key help and the router read this one table.
pub const BINDINGS: &[Binding] = &{
    use Action as A;
    use AidAction as H;
    use Context as C;
    use FindAction as F;
    use MockAction as M;
    use ReviewAction as R;
    use ScoreAction as D;
    use StageAction as S;
    use StoriesAction as T;
    [
        plain(C::Begin, Key::Space, A::Start),
        plain(C::Begin, Key::Enter, A::Next),
        plain(C::Begin, Key::W, A::WarmUp),
        plain(C::Begin, Key::F, A::Short),
        plain(C::Begin, Key::C, A::ChangeSetup),
        plain(C::Begin, Key::I, A::NameInterview),
        plain(C::Begin, Key::A, A::WriteAsked),
        plain(C::Begin, Key::P, A::Mock(M::SetUp(MockForm::Phone))),
        plain(C::Begin, Key::L, A::Mock(M::SetUp(MockForm::Loop))),
        plain(C::Begin, Key::G, A::Mock(M::GoOn)),
        command(C::Screens, Key::Num1, A::Go(Screen::Today)),
        command(C::Screens, Key::Num2, A::Go(Screen::Rehearse)),
        command(C::Screens, Key::Num3, A::Go(Screen::Readiness)),
        command(C::Screens, Key::Num4, A::Go(Screen::Stories)),
        command(C::Screens, Key::Num5, A::Go(Screen::Banks)),
        command(C::Screens, Key::Num6, A::Go(Screen::History)),
        command(C::Screens, Key::Num7, A::Go(Screen::Settings)),
        command(C::Screens, Key::Z, A::Undo),
        shifted(C::Screens, Key::Z, A::DoAgain),
        command(C::Screens, Key::O, A::Import),
        plain(C::Rows, Key::ArrowUp, A::Up),
        plain(C::Rows, Key::ArrowDown, A::Down),
        plain(C::Stories, Key::Num1, A::Stories(T::Page(StoriesPage::List))),
        plain(C::Stories, Key::Num2, A::Stories(T::Page(StoriesPage::Coverage))),
        plain(C::Stories, Key::Num3, A::Stories(T::Page(StoriesPage::Loop))),
        plain(C::Stories, Key::Num4, A::Stories(T::Page(StoriesPage::Moments))),
        plain(C::Stories, Key::Num5, A::Stories(T::Page(StoriesPage::ToAsk))),
        plain(C::Stories, Key::Num6, A::Stories(T::Page(StoriesPage::Find))),
        plain(C::Stories, Key::N, A::Stories(T::New)),
        plain(C::Stories, Key::T, A::Stories(T::Shorter)),
        plain(C::Stories, Key::F, A::Find(F::Begin)),
        plain(C::Stories, Key::E, A::Stories(T::Prompts)),
        plain(C::FindLook, Key::Space, A::Find(F::HaveOne)),
        plain(C::FindLook, Key::Q, A::Stage(S::Aid(H::ShowQuestion))),
        plain(C::FindOnward, Key::Enter, A::Find(F::Onward)),
        plain(C::FindOnward, Key::Space, A::Find(F::Onward)),
        plain(C::FindChoose, Key::ArrowUp, A::Up),
        plain(C::FindChoose, Key::ArrowDown, A::Down),
        plain(C::FindChoose, Key::Enter, A::Find(F::Onward)),
        plain(C::FindChoose, Key::Num1, A::Find(F::Story(1))),
        plain(C::FindChoose, Key::Num2, A::Find(F::Story(2))),
        plain(C::FindChoose, Key::Num3, A::Find(F::Story(3))),
        plain(C::FindChoose, Key::Num4, A::Find(F::Story(4))),
        plain(C::FindChoose, Key::Num5, A::Find(F::Story(5))),
        plain(C::FindChoose, Key::Num6, A::Find(F::Story(6))),
        plain(C::FindChoose, Key::Num7, A::Find(F::Story(7))),
        plain(C::FindChoose, Key::Num8, A::Find(F::Story(8))),
        plain(C::FindChoose, Key::Num9, A::Find(F::Story(9))),
        plain(C::FindChoose, Key::Num0, A::Find(F::Story(0))),
        plain(C::FindName, Key::Num1, A::Find(F::Name(1))),
        plain(C::FindName, Key::Num2, A::Find(F::Name(2))),
        plain(C::FindName, Key::Num3, A::Find(F::Name(3))),
        plain(C::FindName, Key::Num4, A::Find(F::Name(4))),
        plain(C::Think, Key::Space, A::Stage(S::Begin)),
        plain(C::Think, Key::Enter, A::Stage(S::Begin)),
        plain(C::Think, Key::ArrowUp, A::Stage(S::Aid(H::StoryAbove))),
        plain(C::Think, Key::ArrowDown, A::Stage(S::Aid(H::StoryBelow))),
        plain(C::Think, Key::S, A::Stage(S::Skip)),
        plain(C::Think, Key::P, A::Stage(S::Pause)),
        plain(C::Think, Key::H, A::Stage(S::Aid(H::HearAgain))),
        plain(C::Think, Key::Q, A::Stage(S::Aid(H::ShowQuestion))),
        plain(C::Think, Key::G, A::Stage(S::Aid(H::PlainWords))),
        plain(C::Think, Key::V, A::Stage(S::Aid(H::Recording))),
        plain(C::Think, Key::T, A::Stage(S::Aid(H::TellTime))),
        plain(C::DrillThink, Key::F, A::Stage(S::Aid(H::Story))),
        plain(C::Think, Key::O, A::Stage(S::Aid(H::Notes))),
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
        plain(C::Answer, Key::Num1, A::Stage(S::Section(1))),
        plain(C::Answer, Key::Num2, A::Stage(S::Section(2))),
        plain(C::Answer, Key::Num3, A::Stage(S::Section(3))),
        plain(C::Answer, Key::Num4, A::Stage(S::Section(4))),
        plain(C::Answer, Key::V, A::Stage(S::Aid(H::Recording))),
        plain(C::Answer, Key::T, A::Stage(S::Aid(H::TellTime))),
        plain(C::Answer, Key::M, A::Stage(S::Aid(H::Moment))),
        plain(C::Answer, Key::O, A::Stage(S::Aid(H::Notes))),
        plain(C::Probes, Key::Space, A::Stage(S::Pause)),
        plain(C::Probes, Key::Enter, A::Stage(S::ProbeNext)),
        plain(C::Probes, Key::A, A::Stage(S::ProbeAlready)),
        plain(C::Probes, Key::X, A::Stage(S::ProbeStuck)),
        plain(C::Probes, Key::E, A::Stage(S::ProbeEnd)),
        plain(C::Probes, Key::T, A::Stage(S::Aid(H::TellTime))),
        plain(C::Probes, Key::O, A::Stage(S::Aid(H::Notes))),
        plain(C::Probes, Key::V, A::Stage(S::Aid(H::Recording))),
        plain(C::Notes, Key::ArrowUp, A::Stage(S::Aid(H::NotesScroll(Scroll::Up)))),
        plain(C::Notes, Key::ArrowDown, A::Stage(S::Aid(H::NotesScroll(Scroll::Down)))),
        plain(C::Notes, Key::PageUp, A::Stage(S::Aid(H::NotesScroll(Scroll::PageUp)))),
        plain(C::Notes, Key::PageDown, A::Stage(S::Aid(H::NotesScroll(Scroll::PageDown)))),
        plain(C::Notes, Key::O, A::Stage(S::Aid(H::Notes))),
        plain(C::Score, Key::Num1, A::Score(D::Digit(1))),
        plain(C::Score, Key::Num2, A::Score(D::Digit(2))),
        plain(C::Score, Key::Num3, A::Score(D::Digit(3))),
        plain(C::Score, Key::Num4, A::Score(D::Digit(4))),
        plain(C::Score, Key::Num5, A::Score(D::Digit(5))),
        plain(C::Score, Key::Num0, A::Score(D::Digit(0))),
        plain(C::Score, Key::ArrowRight, A::Score(D::NextDimension)),
        plain(C::Score, Key::ArrowLeft, A::Score(D::PreviousDimension)),
        plain(C::DrillScore, Key::ArrowUp, A::Stage(S::Aid(H::StoryAbove))),
        plain(C::DrillScore, Key::ArrowDown, A::Stage(S::Aid(H::StoryBelow))),
        plain(C::Score, Key::Enter, A::Stage(S::Save)),
        command(C::Score, Key::Num1, A::Stage(S::Promise(1))),
        command(C::Score, Key::Num2, A::Stage(S::Promise(2))),
        command(C::Score, Key::Num3, A::Stage(S::Promise(3))),
        plain(C::Score, Key::N, A::Stage(S::Aid(H::Note))),
        plain(C::Score, Key::V, A::Stage(S::Aid(H::Recording))),
        plain(C::Score, Key::F, A::Stage(S::Aid(H::Story))),
        plain(C::Rescore, Key::Num1, A::Score(D::Digit(1))),
        plain(C::Rescore, Key::Num2, A::Score(D::Digit(2))),
        plain(C::Rescore, Key::Num3, A::Score(D::Digit(3))),
        plain(C::Rescore, Key::Num4, A::Score(D::Digit(4))),
        plain(C::Rescore, Key::Num5, A::Score(D::Digit(5))),
        plain(C::Rescore, Key::Num0, A::Score(D::Digit(0))),
        plain(C::Rescore, Key::ArrowRight, A::Score(D::NextDimension)),
        plain(C::Rescore, Key::ArrowLeft, A::Score(D::PreviousDimension)),
        plain(C::Rescore, Key::Enter, A::SaveRescore),
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
        plain(C::MockSetup, Key::F, A::Mock(M::ForFriend)),
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
        plain(C::MockTalk, Key::T, A::Stage(S::Aid(H::TellTime))),
        plain(C::MockTalk, Key::O, A::Stage(S::Aid(H::Notes))),
        plain(C::MockTalk, Key::Num1, A::Mock(M::AskThem(1))),
        plain(C::MockTalk, Key::Num2, A::Mock(M::AskThem(2))),
        plain(C::MockTalk, Key::Num3, A::Mock(M::AskThem(3))),
        plain(C::MockTalk, Key::Num4, A::Mock(M::AskThem(4))),
        plain(C::MockTalk, Key::Num5, A::Mock(M::AskThem(5))),
        plain(C::MockTalk, Key::Num6, A::Mock(M::AskThem(6))),
        plain(C::MockTalk, Key::Num7, A::Mock(M::AskThem(7))),
        plain(C::MockTalk, Key::Num8, A::Mock(M::AskThem(8))),
        plain(C::MockTalk, Key::Num9, A::Mock(M::AskThem(9))),
        plain(C::MockTalk, Key::Num0, A::Mock(M::AskThem(0))),
        plain(C::MockAnswer, Key::R, A::Mock(M::GiveResult)),
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
        plain(C::MockMarks, Key::Num1, A::Mock(M::Mark(1))),
        plain(C::MockMarks, Key::Num2, A::Mock(M::Mark(2))),
        plain(C::MockMarks, Key::Num3, A::Mock(M::Mark(3))),
        plain(C::MockMarks, Key::Num4, A::Mock(M::Mark(4))),
        plain(C::MockMarks, Key::Num5, A::Mock(M::Mark(5))),
        plain(C::MockMarks, Key::Num6, A::Mock(M::Mark(6))),
        plain(C::MockMarks, Key::Num7, A::Mock(M::Mark(7))),
        plain(C::MockMarks, Key::Enter, A::Mock(M::Cast)),
        plain(C::MockMenu, Key::Enter, A::Stage(S::Resume)),
        plain(C::MockMenu, Key::R, A::Stage(S::Resume)),
        plain(C::MockMenu, Key::L, A::Mock(M::Wait)),
        plain(C::MockMenu, Key::T, A::Stage(S::Restart)),
        plain(C::MockMenu, Key::S, A::Stage(S::Skip)),
        plain(C::MockMenu, Key::K, A::Stage(S::Keep)),
        plain(C::MockMenu, Key::D, A::Stage(S::Drop)),
        plain(C::MockDebrief, Key::Enter, A::Mock(M::OnInDebrief)),
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
        plain(C::ReviewItem, Key::Enter, A::Review(R::Edit)),
        command(C::Always, Key::Q, A::Quit),
        command(C::Always, Key::Plus, A::ZoomIn),
        // Plus without Shift, on many keyboards.
        command(C::Always, Key::Equals, A::ZoomIn),
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
        Key::Equals => "=",
        Key::Minus => "−",
        Key::Escape => "Esc",
        Key::PageUp => "Page up",
        Key::PageDown => "Page down",
        other => other.name(),
    };
    let shift = if keys.modifiers.shift { "Shift+" } else { "" };
    match (keys.modifiers.command, is_mac) {
        (true, true) => format!("{shift}Cmd+{key}"),
        (true, false) => format!("Ctrl+{shift}{key}"),
        (false, _) => format!("{shift}{key}"),
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
            let modifiers = binding.keys.modifiers;
            let keys = (binding.context, binding.keys.logical_key, modifiers.command, modifiers.shift);
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
        assert_eq!(of(Context::Screens, Action::DoAgain).as_deref(), Some("Ctrl+Shift+Z"));
        assert_eq!(of(Context::Think, Action::Stage(StageAction::Begin)).as_deref(), Some("Space"));
    }
}
