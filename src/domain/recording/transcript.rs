//! What a program wrote down of a recording, as it heard it; the person may mend it.

use chrono::{DateTime, FixedOffset};

use super::delivery::Span;

/// A word, or a few, with its place in the recording.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// Where.
    pub span: Span,
    /// The words.
    pub text: String,
}

/// What was written down.
#[derive(Clone, Debug, PartialEq)]
pub struct Transcript {
    /// The text, as the program heard it or as the person mended it.
    pub text: String,
    /// As the program heard it, with times; nothing where it told none.
    pub heard: Vec<Heard>,
    /// The program's name.
    pub program: String,
    /// When it wrote it.
    pub made: DateTime<FixedOffset>,
    /// Whether the program writes every sound, "um" included, as the person says of it.
    pub verbatim: bool,
}

impl Transcript {
    /// Whether the text is as the program heard it.
    pub fn is_as_heard(&self) -> bool {
        let heard = self.heard.iter().flat_map(|heard| heard.text.split_whitespace());
        self.heard.is_empty() || self.text.split_whitespace().eq(heard)
    }

    /// What was said within `span`, as the program heard it: what has its middle there. Nothing without times.
    pub fn within(&self, span: Span) -> String {
        let within = self.heard.iter().filter(|heard| {
            let middle = f64::midpoint(heard.span.start, heard.span.end);
            middle >= span.start && middle < span.end
        });
        within.map(|heard| heard.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}
