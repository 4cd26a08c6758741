//! YAML into nodes that know their lines.

use std::collections::HashMap;

use granit_parser::{Event, Parser};

use super::data::{Node, Value};
use crate::import::limits::{ImportError, MAX_BLOCKS, MAX_NESTING};

/// Parses one or several documents. The warning says what was left out.
pub(super) fn parse(source: &str) -> Result<(Vec<Node>, Option<String>), ImportError> {
    let mut builder = Builder::default();
    let mut parser = Parser::new_from_str(source);
    loop {
        let (event, span) = match parser.next_event() {
            None => break,
            Some(Ok(pair)) => pair,
            // The parser has a limit of its own for brackets that never close.
            Some(Err(error)) if error.to_string().contains("recursion limit") => {
                return Err(ImportError::TooDeep { limit: MAX_NESTING });
            }
            Some(Err(error)) if builder.done.is_empty() => return Err(ImportError::damaged("YAML", error)),
            Some(Err(error)) => {
                builder.warning = Some(format!("Only the first documents could be read: {error}."));
                break;
            }
        };
        let line = u32::try_from(span.start.line()).unwrap_or(u32::MAX).max(1);
        builder.event(event, line)?;
        if builder.count > MAX_BLOCKS * 4 {
            let reason = format!("it has more than {} values", MAX_BLOCKS * 4);
            return Err(ImportError::damaged("YAML", reason));
        }
    }
    Ok((builder.done, builder.warning))
}

#[derive(Default)]
struct Builder {
    done: Vec<Node>,
    open: Vec<Open>,
    texts: HashMap<usize, String>,
    warning: Option<String>,
    count: usize,
}

struct Open {
    line: u32,
    /// The key whose value comes next, in a map.
    key: Option<String>,
    kind: NodeKind,
}

enum NodeKind {
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Builder {
    fn event(&mut self, event: Event<'_>, line: u32) -> Result<(), ImportError> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                // Set in quotes, "null" and "~" are words.
                let plain = style == granit_parser::ScalarStyle::Plain;
                let value = if plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL") {
                    Value::Null
                } else {
                    Value::Text(text.into_owned())
                };
                // Only short texts are kept for their aliases: lists of aliases of lists could unfold a
                // small file to gigabytes.
                if let (true, Value::Text(text)) = (anchor > 0 && self.texts.len() < 1000, &value)
                    && text.len() < 10_000
                {
                    self.texts.insert(anchor, text.clone());
                }
                self.add(Node { line, value });
            }
            Event::Alias(anchor) => {
                let value = self.texts.get(&anchor).map_or(Value::Null, |text| Value::Text(text.clone()));
                if value == Value::Null {
                    self.warning =
                        Some("Parts that repeat another part by name (`*name`) were read once.".into());
                }
                self.add(Node { line, value });
            }
            Event::SequenceStart(..) => self.begin(line, NodeKind::List(Vec::new()))?,
            Event::MappingStart(..) => self.begin(line, NodeKind::Map(Vec::new()))?,
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    let value = match open.kind {
                        NodeKind::List(nodes) => Value::List(nodes),
                        NodeKind::Map(entries) => Value::Map(entries),
                    };
                    self.add(Node { line: open.line, value });
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, line: u32, kind: NodeKind) -> Result<(), ImportError> {
        if self.open.len() >= MAX_NESTING {
            return Err(ImportError::TooDeep { limit: MAX_NESTING });
        }
        self.open.push(Open { line, key: None, kind });
        Ok(())
    }

    fn add(&mut self, node: Node) {
        self.count += 1;
        let Some(open) = self.open.last_mut() else {
            if node.value != Value::Null {
                self.done.push(node);
            }
            return;
        };
        match (&mut open.kind, open.key.take()) {
            (NodeKind::List(nodes), _) => nodes.push(node),
            (NodeKind::Map(entries), Some(key)) => entries.push((key, node)),
            (NodeKind::Map(_), None) => {
                open.key = Some(if let Value::Text(key) = node.value { key } else { String::new() });
            }
        }
    }
}
