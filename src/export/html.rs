//! A page as one HTML file that needs nothing else: its style and its charts are within it, no script.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset, SecondsFormat};

use crate::chart::figure::{Figure, Table};
use crate::domain::words::count;

use super::drawing::{self, Drawing};
use super::page::{Block, Page, made_words, own_note, shared_note};
use super::svg;
use super::text::{clean, escaped};

/// The width and height of a chart in points; it shrinks with the page.
const CHART: (f64, f64) = (760.0, 300.0);
/// The width and height of one of several charts, in points.
const SMALL: (f64, f64) = (250.0, 150.0);
/// A cell of no more characters than this stays in one line.
const SHORT: usize = 20;
/// Tables of more rows than this beside a chart are folded.
const UNFOLDED_ROWS: usize = 8;

/// Writes `page` as one HTML file that says it was made at `made`. It is readable in a light and a dark
/// theme and on paper, holds no script, and refers to nothing outside itself.
pub fn html(page: &Page, made: DateTime<FixedOffset>) -> String {
    let title = escaped(&page.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"Greenroom {}\">\n\
         <meta name=\"dcterms.created\" content=\"{}\">\n\
         <title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n\
         <h1 dir=\"auto\">{title}</h1>\n",
        env!("CARGO_PKG_VERSION"),
        made.to_rfc3339_opts(SecondsFormat::Secs, false),
        include_str!("page.css"),
    );
    if !page.under.is_empty() {
        let _ = writeln!(out, "<p class=\"under\" dir=\"auto\">{}</p>", words(&page.under));
    }
    for block in &page.blocks {
        write_block(&mut out, block);
    }
    let _ = writeln!(out, "</main>\n<footer>{}</footer>\n</body>\n</html>", escaped(&made_words(made)));
    out
}

fn write_block(out: &mut String, block: &Block) {
    let _ = match block {
        Block::Heading(level, text) => {
            // The `h1` is the title of the page.
            let level = if *level <= 1 { 2 } else { 3 };
            writeln!(out, "<h{level} dir=\"auto\">{}</h{level}>", words(text))
        }
        // `dir="auto"`: a person may write in a script that runs from right to left.
        Block::Text(text) => writeln!(out, "<p dir=\"auto\">{}</p>", words(text)),
        Block::Note(text) => writeln!(out, "<p class=\"note\" dir=\"auto\">{}</p>", words(text)),
        Block::List(points) if points.is_empty() => Ok(()),
        Block::List(points) => {
            let item = |point: &String| format!("<li dir=\"auto\">{}</li>\n", words(point));
            writeln!(out, "<ul>\n{}</ul>", points.iter().map(item).collect::<String>())
        }
        Block::Table(table) => {
            write_table(out, table);
            Ok(())
        }
        Block::Figure(figure) => {
            write_figure(out, figure, &figure.note, &drawing::figure(figure, CHART.0, CHART.1));
            Ok(())
        }
        Block::Figures(figures) => {
            let shared = shared_note(figures);
            let axes = drawing::axes_words(figures);
            out.push_str("<div class=\"multiples\">\n");
            for (i, figure) in figures.iter().enumerate() {
                let drawing = drawing::one_of_several(figure, SMALL.0, SMALL.1, i == 0);
                write_figure(out, figure, &own_note(figure, &shared), &drawing);
            }
            out.push_str("</div>\n");
            let note = format!("{shared} {axes}");
            writeln!(out, "<p class=\"note\" dir=\"auto\">{}</p>", words(note.trim()))
        }
        Block::Break => writeln!(out, "<hr>"),
    };
}

/// Cleaned and escaped, with its line breaks.
fn words(text: &str) -> String {
    clean(text).lines().map(escaped).collect::<Vec<_>>().join("<br>")
}

fn write_figure(out: &mut String, figure: &Figure, note: &str, drawing: &Drawing) {
    let _ = writeln!(out, "<figure>\n{}", svg::inline(drawing).trim_end());
    let caption: Vec<String> =
        [figure.said.as_str(), note].into_iter().filter(|w| !w.is_empty()).map(words).collect();
    if !caption.is_empty() {
        let _ = writeln!(out, "<figcaption dir=\"auto\">{}</figcaption>", caption.join(" "));
    }
    let rows = figure.table.rows.len();
    if rows > UNFOLDED_ROWS || drawing.width < CHART.0 {
        let _ = writeln!(out, "<details>\n<summary>As a table, {}</summary>", count(rows, "row"));
        write_table(out, &figure.table);
        out.push_str("</details>\n");
    } else {
        write_table(out, &figure.table);
    }
    out.push_str("</figure>\n");
}

fn write_table(out: &mut String, table: &Table) {
    if table.heads.is_empty() {
        return;
    }
    let class = |nth: usize, cell: &str| match cell {
        _ if table.is_number(nth) => " class=\"number\"",
        _ if cell.chars().count() <= SHORT => " class=\"short\"",
        _ => "",
    };
    out.push_str("<div class=\"table\">\n<table>\n<thead>\n<tr>");
    for (i, head) in table.heads.iter().enumerate() {
        let _ = write!(out, "<th scope=\"col\"{} dir=\"auto\">{}</th>", class(i, head), words(head));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (i, cell) in row.iter().enumerate() {
            let (open, close) = if i == 0 { ("th scope=\"row\"", "th") } else { ("td", "td") };
            let _ = write!(out, "<{open}{} dir=\"auto\">{}</{close}>", class(i, cell), words(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}
