//! The drill of finding stories as it is shown: where the keyboard is among the stories, and what a key does.

use crate::domain::find::Find;
use crate::domain::story::Story;

/// A drill of finding stories that is on stage.
#[derive(Debug)]
pub struct Finding {
    /// The drill.
    pub find: Find,
    /// The row of the story that Enter takes, counted from 0.
    pub at: usize,
}

/// What a key does in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FindAction {
    /// Begin a drill.
    Begin,
    /// "I have one."
    HaveOne,
    /// On: the sentence was said, the chosen story it was, the next question.
    Onward,
    /// The story with this number, counted from 1; 0 is none.
    Story(u8),
    /// The principle with this number, counted from 1.
    Name(u8),
}

impl FindAction {
    /// What it does, in words.
    pub fn text(self) -> &'static str {
        match self {
            Self::Begin => "Find a story in ten seconds, ten times",
            Self::HaveOne => "I have a story",
            Self::Onward => "Go on",
            Self::Story(0) => "I have none",
            Self::Story(_) => "Story of this number",
            Self::Name(_) => "Principle of this number",
        }
    }
}

/// The stories to choose from, by title: their order gives no principle away.
pub fn by_title<'a>(stories: impl Iterator<Item = &'a Story>) -> Vec<&'a Story> {
    let mut stories: Vec<&Story> = stories.collect();
    stories.sort_by_key(|story| story.shown_title().to_lowercase());
    stories
}
