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
