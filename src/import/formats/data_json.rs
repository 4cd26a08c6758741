//! JSON into nodes that know their lines.

use std::cell::Cell;
use std::fmt;
use std::io::Read;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::data::{Node, Value};
use crate::import::limits::{ImportError, MAX_BLOCKS, MAX_NESTING};

/// Parses one or several values. The warning says where the last ones could not be read.
pub(super) fn parse(source: &str) -> Result<(Vec<Node>, Option<String>), ImportError> {
    let seen = Seen { line: Cell::new(1), nodes: Cell::new(0), deep: Cell::new(false) };
    let reader = Counting { bytes: source.as_bytes(), line: &seen.line };
    let mut json = serde_json::Deserializer::from_reader(reader);
    let mut nodes = Vec::new();
    loop {
        match (Seed { seen: &seen, depth: 0 }).deserialize(&mut json) {
            Ok(node) => nodes.push(node),
            Err(_) if seen.deep.get() => return Err(ImportError::TooDeep { limit: MAX_NESTING }),
            Err(error) if nodes.is_empty() => return Err(ImportError::damaged("JSON", error)),
            Err(error) => {
                return Ok((nodes, Some(format!("Only the first values could be read: {error}."))));
            }
        }
        if json.end().is_ok() {
            return Ok((nodes, None));
        }
    }
}

/// Hands out bytes and counts lines. The parser reads byte by byte and at most one byte ahead, so the
/// count at the moment a value ends is the value's line.
struct Counting<'a> {
    bytes: &'a [u8],
    line: &'a Cell<u32>,
}

impl Read for Counting<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let (Some((first, rest)), Some(slot)) = (self.bytes.split_first(), into.first_mut()) else {
            return Ok(0);
        };
        if *first == b'\n' {
            self.line.set(self.line.get().saturating_add(1));
        }
        *slot = *first;
        self.bytes = rest;
        Ok(1)
    }
}

struct Seen {
    line: Cell<u32>,
    nodes: Cell<usize>,
    deep: Cell<bool>,
}

struct Seed<'a> {
    seen: &'a Seen,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Seed<'_> {
    fn node<E: Error>(&self, value: Value) -> Result<Node, E> {
        self.at(self.seen.line.get(), value)
    }

    fn at<E: Error>(&self, line: u32, value: Value) -> Result<Node, E> {
        let nodes = self.seen.nodes.get() + 1;
        self.seen.nodes.set(nodes);
        if nodes > MAX_BLOCKS * 4 {
            return Err(E::custom(format!("it has more than {} values", MAX_BLOCKS * 4)));
        }
        Ok(Node { line, value })
    }

    fn deeper<E: Error>(&self) -> Result<usize, E> {
        if self.depth >= MAX_NESTING {
            self.seen.deep.set(true);
            return Err(E::custom("nested too deep"));
        }
        Ok(self.depth + 1)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        self.node(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        self.node(Value::Text(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        self.node(Value::Text(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        self.node(Value::Text(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        self.node(Value::Text(value.to_string()))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        self.node(Value::Text(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Node, E> {
        self.node(Value::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let (line, depth) = (self.seen.line.get(), self.deeper()?);
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element_seed(Seed { seen: self.seen, depth })? {
            nodes.push(node);
        }
        self.at(line, Value::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let (line, depth) = (self.seen.line.get(), self.deeper()?);
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            entries.push((key, map.next_value_seed(Seed { seen: self.seen, depth })?));
        }
        self.at(line, Value::Map(entries))
    }
}
