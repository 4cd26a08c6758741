//! What the palette finds: commands, principles and questions that hold the words typed.

use crate::domain::draw::Scope;
use crate::domain::interviews::InterviewChange;
use crate::domain::mock::plan::MockForm;

use super::super::action::{Action, AidAction, StageAction, StoriesAction};
use super::super::command::{Command, ExportCommand, RehearseCommand, SettingsCommand};
use super::super::exporting::{ByBank, Export, FORMATS, Selection};
use super::super::find::FindAction;
use super::super::mock::{MockAction, waiting};
use super::super::model::{Model, Screen};
use super::super::stories::StoriesPage;

/// The most entries shown.
pub const MOST: usize = 12;
/// The most that are looked through for those picked lately.
const MOST_SEEN: usize = 60;
/// How many of those picked are remembered while the window is open.
pub const RECENT: usize = 6;

/// One thing the palette offers.
#[derive(Debug)]
pub struct PaletteEntry {
    /// What is shown.
    pub text: String,
    /// What it is: "Command", "Principle", "Question".
    pub kind: &'static str,
    /// What picking it does.
    pub command: Command,
}

/// The entries that hold every word of `text`: those picked lately first, then commands, then the rest. On stage only
/// what can be done there.
pub fn entries(model: &Model, text: &str) -> Vec<PaletteEntry> {
    let mut entries = found(model, text);
    let recent = |entry: &PaletteEntry| model.picked.iter().position(|picked| *picked == entry.text);
    entries.sort_by_key(|entry| recent(entry).unwrap_or(usize::MAX));
    entries.truncate(MOST);
    entries
}

fn found(model: &Model, text: &str) -> Vec<PaletteEntry> {
    let words: Vec<String> = text.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let holds = |hay: &str| {
        let hay = hay.to_lowercase();
        words.iter().all(|word| hay.contains(word.as_str()) || begins_words(&hay, word))
    };
    let actions = actions(model).into_iter().filter(|a| holds(a.text())).map(|a| PaletteEntry {
        text: a.text().to_owned(),
        kind: "Command",
        command: Command::Do(a),
    });
    if model.is_on_stage() {
        return actions.collect();
    }
    let others = model.notebook.profile.kept.iter().filter(|kept| !kept.archived || !words.is_empty());
    let others = others.map(|kept| (kept.id, format!("Switch to {}", kept.target.who())));
    let others = others.filter(|(_, text)| holds(text)).map(|(id, text)| {
        let change = SettingsCommand::ChangeInterview(InterviewChange::Switch(id));
        PaletteEntry { text, kind: "Interview", command: Command::Settings(change) }
    });
    // Those that need nothing chosen first.
    let ready = FORMATS.iter().filter(|format| format.by_bank != ByBank::Must && !words.is_empty());
    let exports = ready.map(|format| (format, format!("Save as a file: {}…", format.title)));
    let exports = exports.filter(|(_, text)| holds(text)).map(|(format, text)| {
        let what = Box::new(Export::Format { format, part: Selection::default() });
        PaletteEntry { text, kind: "Command", command: Command::Export(ExportCommand::Save(what, None)) }
    });
    let principles =
        model.notebook.readiness_table().rows.iter().filter(|row| holds(&row.name)).map(|row| PaletteEntry {
            text: row.name.clone(),
            kind: "Principle",
            command: Command::Rehearse(RehearseCommand::StartWith(Scope::Principle(row.name.clone()))),
        });
    let questions = model.notebook.catalog().search(text).map(|bq| PaletteEntry {
        text: bq.question.text.clone(),
        kind: "Question",
        command: Command::Rehearse(RehearseCommand::StartWith(Scope::Question(bq.question.id.clone()))),
    });
    actions
        .chain(others)
        .chain(exports)
        .chain(principles)
        .chain(questions.filter(|_| !words.is_empty()))
        .take(MOST_SEEN)
        .collect()
}

/// Whether the letters of `word` are the beginnings of words that stand one after another in `hay`, which is in lower
/// case: "divedeep" and "dd" both mean "dive deep".
fn begins_words(hay: &str, word: &str) -> bool {
    let parts: Vec<Vec<char>> = hay.split_whitespace().map(|part| part.chars().collect()).collect();
    let letters: Vec<char> = word.chars().collect();
    (0..parts.len()).any(|from| takes(&parts[from..], &letters))
}

fn takes(parts: &[Vec<char>], letters: &[char]) -> bool {
    let Some(part) = parts.first() else { return letters.is_empty() };
    let most = part.iter().zip(letters).take_while(|(a, b)| a == b).count();
    letters.is_empty() || (1..=most).rev().any(|n| takes(&parts[1..], &letters[n..]))
}

fn actions(model: &Model) -> Vec<Action> {
    if model.is_on_stage() {
        return vec![
            Action::Escape,
            Action::Stage(StageAction::Aid(AidAction::Notes)),
            Action::Keys,
            Action::FullScreen,
        ];
    }
    let mut actions = vec![Action::Start, Action::WarmUp, Action::Short, Action::ChangeSetup];
    if waiting(&model.notebook.mocks).next().is_some() {
        actions.push(Action::Mock(MockAction::GoOn));
    }
    actions.extend(MockForm::ALL.map(|form| Action::Mock(MockAction::SetUp(form))));
    actions.extend([Action::Import, Action::NameInterview, Action::WriteAsked, Action::Sheet]);
    let pages = [StoriesPage::Coverage, StoriesPage::Loop, StoriesPage::Moments, StoriesPage::ToAsk];
    actions.push(Action::Find(FindAction::Begin));
    actions.push(Action::Stories(StoriesAction::Prompts));
    actions.extend(pages.map(|page| Action::Stories(StoriesAction::Page(page))));
    actions.extend(Screen::ALL.map(Action::Go));
    actions.extend([
        Action::Keys,
        Action::FullScreen,
        Action::ZoomIn,
        Action::ZoomOut,
        Action::ZoomReset,
        Action::Quit,
    ]);
    if model.timeline.can_undo() {
        actions.push(Action::Undo);
    }
    if model.timeline.can_do_again() {
        actions.push(Action::DoAgain);
    }
    actions
}

#[cfg(test)]
mod tests {
    use super::begins_words;

    #[test]
    fn beginnings_of_words_find() {
        assert!(begins_words("dive deep", "divedeep") && begins_words("have backbone; disagree", "hb"));
        assert!(begins_words("start a phone screen…", "phscr"));
        assert!(!begins_words("dive deep", "deepdive") && !begins_words("dive deep", "ee"));
    }
}
