//! A page to take away, as a value: Markdown, HTML and PDF are written from this and nothing else.

use chrono::{DateTime, FixedOffset};

use crate::chart::figure::{Figure, Table};

/// A document: a report, a debrief, a sheet for the day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Its title, also the document's.
    pub title: String,
    /// One line below the title: when it was made, for what.
    pub under: String,
    /// Its contents from top to bottom.
    pub blocks: Vec<Block>,
}

/// One piece of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading of level 1 or 2 below the title.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// A paragraph of less weight: how to read something, a limit.
    Note(String),
    /// A list of points.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A chart; its words and, in HTML and Markdown, its table stand with it.
    Figure(Box<Figure>),
    /// Charts of one kind side by side, on shared axes.
    Figures(Vec<Figure>),
    /// What follows begins on a new sheet of paper.
    Break,
}

/// The line at the foot of a page that says when it was made, and by what.
pub fn made_words(made: DateTime<FixedOffset>) -> String {
    format!("Made by Greenroom on {}.", made.format("%-d %B %Y at %H:%M (UTC%:z)"))
}

/// What the notes of all `figures` have in common, sentence by sentence: it is said once for them all.
pub fn shared_note(figures: &[Figure]) -> String {
    let Some((first, rest)) = figures.split_first() else { return String::new() };
    let shared = sentences(&first.note).filter(|s| rest.iter().all(|f| sentences(&f.note).any(|t| t == *s)));
    shared.collect::<Vec<_>>().join(" ")
}

/// What `figure`'s note says beyond `shared`.
pub fn own_note(figure: &Figure, shared: &str) -> String {
    let own = sentences(&figure.note).filter(|s| sentences(shared).all(|t| t != *s));
    own.collect::<Vec<_>>().join(" ")
}

/// The sentences of a text, each with its full stop.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        let end = rest.find(". ").map_or(rest.len(), |at| at + 1);
        let sentence = &rest[..end];
        rest = rest[end..].trim_start();
        (!sentence.is_empty()).then_some(sentence)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_notes_say_is_said_once() {
        let figure = |note: &str| Figure { note: note.to_owned(), ..Figure::default() };
        let figures =
            [figure("Dots: 3.25 of 5. Line: so. Of 9 answers 3."), figure("Dots: 3.25 of 5. Line: so.")];
        let shared = shared_note(&figures);
        assert_eq!(shared, "Dots: 3.25 of 5. Line: so.");
        assert_eq!(own_note(&figures[0], &shared), "Of 9 answers 3.");
        assert_eq!(own_note(&figures[1], &shared), "");
        assert_eq!(shared_note(&[]), "");
    }
}
