//! JSON and YAML of any shape into fields, lists and tables.
//!
//! - A value under keys is a `Field`; `group` tells the objects of a list apart, values outside any
//!   list belong to group 0.
//! - A list of plain values at the top is a list of `Item`s. Under a key outside any list it is a
//!   `Heading` with the key's words and `Item`s below it. Inside an object of a list each value is a
//!   `Field` of that object, so that it stays with the object's other fields.
//! - A list of lists of plain values is a table.

use super::build::{Builder, Parsed};
use super::{data_json, data_yaml, html};
use crate::import::document::{Block, BlockKind, Span};
use crate::import::limits::{ImportError, MAX_CELL, MAX_COLUMNS, MAX_ROWS};

/// A value with the line it stands on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// The line, from 1.
    pub line: u32,
    /// The value.
    pub value: Value,
}

/// A value of data.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    /// Text, or a number or truth value as text.
    Text(String),
    List(Vec<Node>),
    /// Keys with values.
    Map(Vec<(String, Node)>),
}

/// Reads JSON, or several values of it one after another as in JSON Lines.
///
/// # Errors
/// Damaged data and data nested too deep.
pub fn read_json(source: &str) -> Result<Parsed, ImportError> {
    let (nodes, warning) = data_json::parse(source)?;
    let kind = match nodes.first().and_then(format_of) {
        Some(format) if format.starts_with("greenroom-bank/") => "greenroom-bank",
        Some(format) if format.starts_with("greenroom-draft/") => "greenroom-draft",
        _ => "json",
    };
    Ok(walk(nodes, warning, kind))
}

/// Reads YAML of one or several documents.
///
/// # Errors
/// Damaged data and data nested too deep.
pub fn read_yaml(source: &str) -> Result<Parsed, ImportError> {
    let (nodes, warning) = data_yaml::parse(source)?;
    Ok(walk(nodes, warning, "yaml"))
}

fn format_of(node: &Node) -> Option<&str> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(key, _)| key == "format").and_then(|(_, node)| match &node.value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    })
}

fn walk(nodes: Vec<Node>, warning: Option<String>, kind: &'static str) -> Parsed {
    let mut walker = Walker { out: Builder::default(), path: Vec::new() };
    let group = walker.out.group();
    // Several values in a row are a list without its brackets.
    let is_list = nodes.len() > 1;
    for node in nodes {
        let group = if is_list { walker.out.group() } else { group };
        walker.node(&node, Nesting { group, in_list: is_list });
    }
    if let Some(warning) = warning {
        walker.out.warn(warning);
    }
    walker.out.finish(kind)
}

#[derive(Clone, Copy)]
struct Nesting {
    group: u32,
    in_list: bool,
}

struct Walker {
    out: Builder,
    path: Vec<String>,
}

impl Walker {
    fn node(&mut self, node: &Node, place: Nesting) {
        match &node.value {
            Value::Null => {}
            Value::Text(text) => self.field(text, node.line, place),
            Value::Map(entries) => self.map(entries, place),
            Value::List(nodes) => self.list(nodes, place),
        }
    }

    fn map(&mut self, entries: &[(String, Node)], place: Nesting) {
        // Objects under numbers or ids are a list that was given keys.
        let keyed = entries.len() > 1
            && entries.iter().all(|(_, node)| matches!(node.value, Value::Map(_)))
            && same_keys(entries);
        for (key, node) in entries {
            let place = if keyed { Nesting { group: self.out.group(), in_list: true } } else { place };
            self.path.push(key.trim().to_owned());
            if !place.in_list && holds_items(node) {
                let level = u8::try_from(self.path.len()).unwrap_or(6).min(6);
                let words = key.trim().replace(['_'], " ");
                let line = if matches!(node.value, Value::List(_)) { node.line } else { node.line.max(1) };
                self.out.plain(BlockKind::Heading(level), &words, line);
            }
            self.node(node, place);
            self.path.pop();
        }
    }

    fn list(&mut self, nodes: &[Node], place: Nesting) {
        if nodes.len() > 1 && nodes.iter().all(is_row) {
            return self.table(nodes);
        }
        let plain = nodes.iter().all(|node| matches!(node.value, Value::Text(_) | Value::Null));
        for node in nodes {
            match &node.value {
                Value::Text(text) if plain && !place.in_list => self.item(text, node.line),
                Value::Text(text) => self.field(text, node.line, place),
                _ => {
                    let group = self.out.group();
                    self.node(node, Nesting { group, in_list: true });
                }
            }
        }
    }

    fn table(&mut self, rows: &[Node]) {
        let table = self.out.table();
        for (row, node) in (0_u32..).zip(rows.iter().take(MAX_ROWS)) {
            let Value::List(cells) = &node.value else { continue };
            for (column, cell) in (0_u32..).zip(cells.iter().take(MAX_COLUMNS)) {
                let text = if let Value::Text(text) = &cell.value { text.as_str() } else { "" };
                self.out.plain(BlockKind::Cell { table, row, column, header: false }, text, cell.line);
            }
        }
        if rows.len() > MAX_ROWS {
            self.out.warn(format!("A table has more than {MAX_ROWS} rows; the others were left out."));
        }
        self.out.end_table();
    }

    fn item(&mut self, text: &str, line: u32) {
        let spans = self.value(text);
        self.out.push(BlockKind::Item { depth: 0, number: None }, 0, spans, line);
    }

    fn field(&mut self, text: &str, line: u32, place: Nesting) {
        let spans = self.value(text);
        let kind = BlockKind::Field { path: self.path.clone(), group: place.group };
        self.out.push(kind, 0, spans, line);
    }

    fn value(&mut self, text: &str) -> Vec<Span> {
        let text = if looks_like_html(text) { plain_of(text) } else { text.trim().to_owned() };
        let text = if text.chars().count() > MAX_CELL {
            self.out
                .warn(format!("A value has more than {MAX_CELL} characters; the rest of it was left out."));
            text.chars().take(MAX_CELL).collect()
        } else {
            text
        };
        vec![Span { text, ..Span::default() }]
    }
}

/// Whether the objects have their first key in common, and plain values in it.
fn same_keys(entries: &[(String, Node)]) -> bool {
    let first = |node: &Node| match &node.value {
        Value::Map(inner) => {
            inner.first().filter(|(_, node)| matches!(node.value, Value::Text(_))).map(|(key, _)| key.clone())
        }
        _ => None,
    };
    let keys: Vec<Option<String>> = entries.iter().map(|(_, node)| first(node)).collect();
    keys[0].is_some() && keys.iter().all(|key| *key == keys[0])
}

/// Whether a value is, or leads by keys to, a list of plain values that needs its key as a heading.
fn holds_items(node: &Node) -> bool {
    match &node.value {
        Value::List(nodes) => {
            !nodes.is_empty() && nodes.iter().all(|node| matches!(node.value, Value::Text(_) | Value::Null))
        }
        Value::Map(entries) => entries.iter().any(|(_, node)| holds_items(node)),
        _ => false,
    }
}

fn is_row(node: &Node) -> bool {
    match &node.value {
        Value::List(cells) => {
            !cells.is_empty() && cells.iter().all(|cell| matches!(cell.value, Value::Text(_) | Value::Null))
        }
        _ => false,
    }
}

/// Whether a value of data or a cell is HTML, as job boards and card decks have it.
pub(crate) fn looks_like_html(text: &str) -> bool {
    const TAGS: [&str; 14] = [
        "<p>", "<p ", "</p>", "<br", "<li>", "<ul", "<ol", "<div", "</div>", "<b>", "<strong", "<i>", "<em>",
        "<span",
    ];
    text.contains('<') && TAGS.iter().any(|tag| text.contains(tag))
        || text.split('&').skip(1).any(|part| {
            part.split_once(';').is_some_and(|(name, _)| {
                matches!(
                    name,
                    "amp" | "nbsp" | "quot" | "lt" | "gt" | "rsquo" | "lsquo" | "#39" | "mdash" | "ndash"
                )
            })
        })
}

/// The text of a piece of HTML, one line a block.
pub(crate) fn plain_of(text: &str) -> String {
    let lines: Vec<String> = html::read(text).blocks.iter().map(Block::text).collect();
    lines.join("\n")
}
