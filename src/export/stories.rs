//! Stories as Markdown: for reading, for editing elsewhere, and read back complete by the importer.
//!
//! The front matter names the format; a reader that knows it takes the headings at their word:
//! a second-level heading is a story's title, a third-level one a section. Everything else is the
//! person's text, with a backslash before what Markdown would take for a mark. Blanks at the ends of
//! lines, and more than one blank line in a row, are all of what a story says that does not come back. Earlier versions
//! and answers to checks stay in the data folder.

use chrono::{DateTime, FixedOffset, SecondsFormat};

use crate::domain::story::{OPENING, REMEMBER, RETIRED, Story, UNTITLED};

/// The name and version of the format.
pub const FORMAT: &str = "greenroom-stories/1";

/// The stories as Markdown, in their order.
pub fn stories<'a>(stories: impl IntoIterator<Item = &'a Story>, made: DateTime<FixedOffset>) -> String {
    let made = made.to_rfc3339_opts(SecondsFormat::Secs, false);
    let mut blocks = vec![format!("---\nformat: {FORMAT}\nmade: {made}\n---"), "# Stories".to_owned()];
    for story in stories {
        one(story, &mut blocks);
    }
    blocks.join("\n\n") + "\n"
}

/// Adds the blocks of a story; between two of them stands a blank line.
fn one(story: &Story, blocks: &mut Vec<String>) {
    let title = one_line(&story.title);
    blocks.push(format!("## {}", if title.is_empty() { UNTITLED } else { &title }));
    let names = story.principles.iter().map(|name| format!("- Principle: {}", one_line(name)));
    let names: Vec<String> = names.collect();
    if !names.is_empty() {
        blocks.push(names.join("\n"));
    }
    if let Some(question) = story.question.as_deref().map(one_line).filter(|q| !q.is_empty()) {
        blocks.push(format!("Question: {question}"));
    }
    if story.retired {
        blocks.push(RETIRED.to_owned());
    }
    for (section, words) in story.sections.iter() {
        blocks.push(format!("### {section}"));
        blocks.extend(paragraphs(words));
    }
    for (heading, words) in [(OPENING, &story.opening), (REMEMBER, &story.remember)] {
        if !words.trim().is_empty() {
            blocks.push(format!("### {heading}"));
            blocks.extend(paragraphs(words));
        }
    }
}

/// A text that must stand on one line.
fn one_line(text: &str) -> String {
    escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The paragraphs of a text, parted by blank lines, each line escaped.
fn paragraphs(text: &str) -> Vec<String> {
    let text =
        text.replace("\r\n", "\n").replace(['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.split('\n').map(str::trim) {
        match paragraphs.last_mut() {
            _ if line.is_empty() => open = false,
            Some(last) if open => {
                last.push('\n');
                last.push_str(&escaped(line));
            }
            _ => {
                paragraphs.push(escaped(line));
                open = true;
            }
        }
    }
    paragraphs
}

/// One line with a backslash before each sign that Markdown, or a note app's Markdown, would act on.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut before = None;
    for (at, c) in line.char_indices() {
        let rest = &line[at..];
        let next = rest[c.len_utf8()..].chars().next();
        let acts = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' | '{' | '}' => true,
            // Within a word it is none.
            '_' => !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            '&' => next.is_some_and(|n| n == '#' || n.is_ascii_alphanumeric()),
            '#' | '>' | '+' | '-' => before.is_none(),
            // Closes a heading.
            '=' => before.is_none() || before == Some('=') || next == Some('='),
            '%' => before == Some('%') || next == Some('%'),
            // "Question: " may stand before it.
            '^' => before.is_none_or(|c| c == ' '),
            '.' | ')' => !line[..at].is_empty() && line[..at].chars().all(|c| c.is_ascii_digit()),
            _ => false,
        };
        let closes = c == '#' && rest.chars().all(|c| c == '#');
        if acts || closes {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

#[cfg(test)]
#[path = "stories_tests.rs"]
mod tests;
