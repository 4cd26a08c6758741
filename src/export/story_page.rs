//! One story as a page to take away: what to say first, the four sections, what to remember.

use chrono::{DateTime, FixedOffset};

use super::page::{Block, Page};
use crate::domain::countdown::clock;
use crate::domain::star::Section;
use crate::domain::story::{OPENING, REMEMBER, Story};
use crate::domain::words::listed;

/// The page of a story. `angle` is what to stress for the company that is prepared for.
pub fn story_page(story: &Story, company: &str, angle: Option<&str>, made: DateTime<FixedOffset>) -> Page {
    let aloud = format!("{} aloud", clock(story.spoken_whole().as_secs()));
    let date = made.date_naive().format("%-d %B %Y");
    let principles = Some(listed(&story.principles)).filter(|names| !names.is_empty());
    let under: Vec<String> = principles.into_iter().chain([aloud, format!("as of {date}")]).collect();
    let mut blocks = Vec::new();
    if let Some(question) = story.question.as_deref().filter(|question| !question.trim().is_empty()) {
        blocks.push(Block::Note(format!("Written for: {question}")));
    }
    if !story.opening.trim().is_empty() {
        blocks.push(Block::Heading(1, OPENING.to_owned()));
        blocks.push(Block::Text(story.opening.trim().to_owned()));
    }
    for section in Section::ALL {
        blocks.push(Block::Heading(1, section.name().to_owned()));
        if story.is_blank(section) {
            blocks.push(Block::Note("Still to be written.".to_owned()));
        } else {
            blocks.extend(paragraphs(&story.sections[section]));
        }
    }
    if !story.remember.trim().is_empty() {
        blocks.push(Block::Heading(1, REMEMBER.to_owned()));
        blocks.extend(paragraphs(&story.remember));
    }
    if let Some(angle) = angle {
        let company = if company.trim().is_empty() { "this interview" } else { company.trim() };
        blocks.push(Block::Heading(1, format!("To stress for {company}")));
        blocks.push(Block::Text(angle.to_owned()));
    }
    Page { title: story.shown_title().to_owned(), under: under.join(" · "), blocks }
}

/// The lines of a text, each a paragraph; lines with a dash or a dot before them are points.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let point =
            line.strip_prefix("- ").or_else(|| line.strip_prefix("• ")).or_else(|| line.strip_prefix("* "));
        match (point, blocks.last_mut()) {
            (Some(point), Some(Block::List(points))) => points.push(point.to_owned()),
            (Some(point), _) => blocks.push(Block::List(vec![point.to_owned()])),
            (None, _) => blocks.push(Block::Text(line.to_owned())),
        }
    }
    blocks
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::star::PerSection;
    use crate::export::form::PageForm;

    #[test]
    fn a_story_is_one_page_with_what_is_still_to_be_written_marked() {
        let made = DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap();
        let story = Story {
            title: "The late train".to_owned(),
            principles: vec!["Calm".to_owned()],
            opening: "It was six.".to_owned(),
            sections: PerSection(["Here.", "Mine.", "- rang\n- wrote\n\nThen left.", ""].map(str::to_owned)),
            ..Story::new("s".to_owned(), made)
        };
        let page = story_page(&story, "Acme", Some("that I rang"), made);
        assert_eq!(page.under, "Calm · 0:01 aloud · as of 30 June 2026");
        let lists: Vec<&Block> = page.blocks.iter().filter(|b| matches!(b, Block::List(_))).collect();
        assert_eq!(lists, [&Block::List(vec!["rang".to_owned(), "wrote".to_owned()])]);
        let text = String::from_utf8(PageForm::Markdown.write(&page, made).unwrap()).unwrap();
        for words in ["The late train", "It was six.", "Still to be written.", "To stress for Acme"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        let pdf = PageForm::Pdf.write(&page, made).unwrap();
        assert!(pdf.starts_with(b"%PDF"));
    }
}
