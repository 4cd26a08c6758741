//! Stories that Greenroom itself wrote out: their headings are taken at their word, nothing is guessed.

use crate::import::document::{Block, BlockKind, Document};
use crate::import::draft::{FoundStory, FoundText};

use super::stories::SECTIONS;
use crate::domain::story::{OPENING, REMEMBER, RETIRED};

/// The kind of a document that holds them.
pub const KIND: &str = "greenroom-stories";
/// The stories of a document of this [`KIND`], each as it was, and lines that belong to none.
pub fn find(document: &Document) -> (Vec<FoundStory>, Vec<FoundText>) {
    let mut reader = StoryReader::default();
    for block in &document.blocks {
        reader.block(block);
    }
    reader.end();
    (reader.stories, reader.notes)
}

#[derive(Default)]
struct StoryReader {
    stories: Vec<FoundStory>,
    notes: Vec<FoundText>,
    open: Option<FoundStory>,
    /// The section that is being read, and whether its last block was an item of a list.
    section: Option<(usize, bool)>,
}

impl StoryReader {
    fn block(&mut self, block: &Block) {
        let text = block.text();
        match block.kind {
            BlockKind::Heading(1) if self.open.is_none() => {}
            BlockKind::Heading(2) => {
                self.end();
                let title = if text == crate::domain::story::UNTITLED { String::new() } else { text };
                self.open = Some(FoundStory { title, line: block.line, ..FoundStory::default() });
            }
            BlockKind::Heading(3) if self.open.is_some() && section_of(&text).is_some() => {
                self.section = section_of(&text).map(|at| (at, false));
            }
            _ => self.words(block, text),
        }
    }

    /// Text below a section, a fact about the story, or a line that belongs to none.
    fn words(&mut self, block: &Block, text: String) {
        let is_item = matches!(block.kind, BlockKind::Item { .. });
        match (&mut self.open, &mut self.section) {
            (Some(story), Some((at, after_item))) => {
                let part = part_mut(story, *at);
                if !part.is_empty() {
                    part.push_str(if is_item && *after_item { "\n" } else { "\n\n" });
                }
                if is_item {
                    part.push_str("- ");
                }
                part.push_str(&text);
                *after_item = is_item;
            }
            (Some(story), None) => {
                match (text.strip_prefix("Principle: "), text.strip_prefix("Question: ")) {
                    (Some(name), _) => story.principles.push(name.to_owned()),
                    (_, Some(question)) => question.clone_into(&mut story.question),
                    _ if text == RETIRED => story.retired = true,
                    _ => self.notes.push(FoundText { text, line: block.line }),
                }
            }
            (None, _) => self.notes.push(FoundText { text, line: block.line }),
        }
    }

    fn end(&mut self) {
        self.section = None;
        let Some(mut story) = self.open.take() else { return };
        let missing = |&at: &usize| part_mut(&mut story, at).is_empty();
        story.missing = (0..4).filter(missing).map(|at| SECTIONS[at].to_owned()).collect();
        self.stories.push(story);
    }
}

/// The place of a section, or after those of the first sentence and of what is to be remembered.
fn section_of(heading: &str) -> Option<usize> {
    let besides = [OPENING, REMEMBER];
    SECTIONS.iter().chain(&besides).position(|name| name.eq_ignore_ascii_case(heading.trim()))
}

fn part_mut(story: &mut FoundStory, at: usize) -> &mut String {
    match at {
        0 => &mut story.situation,
        1 => &mut story.task,
        2 => &mut story.action,
        3 => &mut story.result,
        4 => &mut story.opening,
        _ => &mut story.remember,
    }
}
