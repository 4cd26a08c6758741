//! A page as Markdown: pipe tables, and for each chart its sentence and its table.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset};

use crate::chart::figure::{Figure, Table};

use super::page::{Block, Page, made_words, own_note, shared_note};
use super::text::{clean, clean_line};

/// Writes `page` as Markdown (`CommonMark` with the pipe tables of GitHub) that says it was made at
/// `made`. Whatever a person typed is escaped: it reads back as the same words.
pub fn markdown(page: &Page, made: DateTime<FixedOffset>) -> String {
    let mut out = format!("# {}\n\n", line(&page.title));
    if !page.under.is_empty() {
        paragraph(&mut out, &page.under);
    }
    for block in &page.blocks {
        match block {
            Block::Heading(level, text) => {
                let signs = if *level <= 1 { "##" } else { "###" };
                let _ = write!(out, "{signs} {}\n\n", line(text));
            }
            Block::Text(text) => paragraph(&mut out, text),
            Block::Note(text) => {
                // A quotation rather than emphasis, which a text's own signs could break.
                let _ = write!(out, "> {}\n\n", lines(text).join("\\\n> "));
            }
            Block::List(points) => {
                for point in points {
                    let _ = writeln!(out, "- {}", lines(point).join("\\\n  "));
                }
                out.push('\n');
            }
            Block::Table(table) => pipe_table(&mut out, table),
            Block::Figure(figure) => chart(&mut out, figure, &figure.note),
            Block::Figures(figures) => {
                let shared = shared_note(figures);
                for figure in figures {
                    chart(&mut out, figure, &own_note(figure, &shared));
                }
                if !shared.is_empty() {
                    paragraph(&mut out, &shared);
                }
            }
            Block::Break => out.push_str("---\n\n"),
        }
    }
    let _ = writeln!(out, "---\n\n{}", line(&made_words(made)));
    out
}

fn paragraph(out: &mut String, text: &str) {
    let _ = write!(out, "{}\n\n", lines(text).join("\\\n"));
}

fn chart(out: &mut String, figure: &Figure, note: &str) {
    if !figure.title.is_empty() {
        let _ = write!(out, "**{}**\n\n", line(&figure.title).trim());
    }
    for words in [figure.said.as_str(), note] {
        if !words.is_empty() {
            paragraph(out, words);
        }
    }
    pipe_table(out, &figure.table);
}

fn pipe_table(out: &mut String, table: &Table) {
    if table.heads.is_empty() {
        return;
    }
    let rules = (0..table.heads.len()).map(|nth| if table.is_number(nth) { "---:" } else { "---" });
    let rules = rules.collect::<Vec<_>>().join("|");
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| line(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let _ = write!(out, "{}\n|{rules}|\n", row(&table.heads));
    for cells in &table.rows {
        let _ = writeln!(out, "{}", row(cells));
    }
    out.push('\n');
}

/// The lines of a text, each escaped; lines without words are left out.
fn lines(text: &str) -> Vec<String> {
    let text = clean(text);
    let lines: Vec<String> = text.lines().map(line).filter(|l| !l.is_empty()).collect();
    // A text of nothing but spaces is an empty line.
    if lines.is_empty() { vec![String::new()] } else { lines }
}

/// A text in one line, escaped, its spaces squeezed.
fn line(text: &str) -> String {
    let text = clean_line(text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    escape_beginning(out)
}

/// Escapes what would make a line a heading, a list, a rule, or the underline of a heading.
fn escape_beginning(line: String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits,
        _ if line.starts_with(['#', '+', '-', '=', ':']) => 0,
        _ => return line,
    };
    format!("{}\\{}", &line[..at], &line[at..])
}
