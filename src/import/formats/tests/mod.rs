//! Small inputs in every format, written for these tests, and hostile ones.
#![allow(clippy::unwrap_used, clippy::expect_used)]
// Made-up files are written piece by piece, and their figures are small.
#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    clippy::cast_sign_loss,
    clippy::needless_for_each
)]
#![allow(clippy::match_same_arms)]

mod data;
mod hostile;
mod markup;
mod packed;
mod plain;

use super::read;
use crate::import::document::{BlockKind, Document};

/// A document as lines: line, what it is, text.
fn shown(document: &Document) -> Vec<String> {
    document
        .blocks
        .iter()
        .map(|block| {
            let kind = match &block.kind {
                BlockKind::Heading(level) => format!("h{level}"),
                BlockKind::Paragraph => "p".to_owned(),
                BlockKind::Item { depth, number: None } => format!("i{depth}"),
                BlockKind::Item { depth, number: Some(number) } => format!("i{depth}#{number}"),
                BlockKind::Cell { table, row, column, header } => {
                    format!("c{table},{row},{column}{}", if *header { "h" } else { "" })
                }
                BlockKind::Field { path, group } => format!("f{group} {}", path.join(".")),
                BlockKind::Code => "code".to_owned(),
            };
            let quote = ">".repeat(usize::from(block.quote));
            format!("{} {quote}{kind}: {}", block.line, block.text().replace('\n', "\\n"))
        })
        .collect()
}

fn read_text(name: &str, text: &str) -> Document {
    read(name, text.as_bytes()).unwrap()
}
