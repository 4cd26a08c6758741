//! What a PDF must be for a screen reader, and where things lie on its sheets.

use chrono::DateTime;
use krilla::configure::{Accessibility, ConfigurationBuilder};

use super::super::drawing::EDGE;
use super::super::page::{Block, Page};
use super::layout::{SHEET_HEIGHT, SHEET_WIDTH, SIDE, What, lay_out};
use super::paint::paint;
use crate::chart::figure::{Figure, Table, score, words};

fn page() -> Page {
    let mut table = Table::new([words("Principle"), words("Words"), score("Counts as")]);
    table.rows =
        (0..90).map(|i| vec![format!("Principle {i}"), "word ".repeat(i % 30), "2.9".to_owned()]).collect();
    let figure = Figure {
        title: "Dive Deep".to_owned(),
        said: "Dive Deep over time: no answers.".to_owned(),
        ..Figure::default()
    };
    Page {
        title: "Readiness report".to_owned(),
        under: "For a senior manager.".to_owned(),
        blocks: vec![
            Block::Heading(1, "Where you stand".to_owned()),
            Block::Text("supercalifragilisticexpialidocious".repeat(20)),
            Block::Table(table),
            Block::Heading(2, "Over time".to_owned()),
            Block::Figure(Box::new(figure.clone())),
            Block::Figures(vec![figure; 30]),
            Block::List(vec!["one".to_owned(), "two ".repeat(200)]),
            Block::Break,
        ],
    }
}

#[test]
fn it_keeps_the_rules_of_pdf_ua() {
    let made = DateTime::parse_from_rfc3339("2026-06-30T12:00:05+02:00").unwrap();
    let rules =
        ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish().unwrap();
    let page = page();
    let file = paint(&page, &lay_out(&page), made, rules).unwrap();
    assert!(file.starts_with(b"%PDF-1."));
}

#[test]
fn nothing_lies_beyond_the_margins() {
    let laid = lay_out(&page());
    assert!(laid.sheets.len() > 4 && laid.sheets.iter().all(|sheet| !sheet.is_empty()));
    for mark in laid.sheets.iter().flatten() {
        let (left, right, low) = match &mark.what {
            What::Text(x, y, line, style) => (*x, x + line.width * style.size, *y),
            What::Rule(from, to, y) => (*from, *to, *y),
            What::Drawing(x, y, drawing) => (x + EDGE, x + drawing.width - EDGE, y + drawing.height),
        };
        assert!(left >= SIDE - 0.01 && right <= SHEET_WIDTH - SIDE + 0.5, "{left} {right}: {mark:?}");
        assert!(low <= SHEET_HEIGHT - 60.0, "{low}: {mark:?}");
    }
}
