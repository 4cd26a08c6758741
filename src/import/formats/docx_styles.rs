//! What a Word document's styles and lists are: which are headings, quotes, bullets or numbers.

use std::collections::HashMap;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader as Xml, XmlVersion};

/// Most styles and lists that are kept.
const MOST: usize = 5000;

/// A paragraph or character style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// The level of heading it sets.
    pub heading: Option<u8>,
    /// The list and level it belongs to.
    pub list: Option<(String, u8)>,
    /// Whether it sets quotes.
    pub quote: bool,
    bold: bool,
    italic: bool,
    based_on: String,
}

/// The styles by id.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    by_id: HashMap<String, Style>,
}

impl Styles {
    /// The styles in `styles.xml`; what is damaged in it is taken as not there.
    pub fn of(source: &str) -> Self {
        let mut by_id: HashMap<String, Style> = HashMap::new();
        let (mut id, mut style) = (String::new(), Style::default());
        let mut xml = Xml::from_str(source);
        loop {
            match xml.read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                    "style" => (id, style) = (value(&tag, "styleId"), Style::default()),
                    "name" => {
                        let name = value(&tag, "val").to_lowercase();
                        style.heading = heading_of(&name).or(style.heading);
                        style.quote |= name.contains("quote");
                    }
                    "basedOn" => style.based_on = value(&tag, "val"),
                    "outlineLvl" => {
                        let level: Option<u8> = value(&tag, "val").parse().ok();
                        style.heading =
                            style.heading.or(level.filter(|level| *level < 6).map(|level| level + 1));
                    }
                    "numId" => style.list.get_or_insert_default().0 = value(&tag, "val"),
                    "ilvl" => style.list.get_or_insert_default().1 = value(&tag, "val").parse().unwrap_or(0),
                    "b" => style.bold = is_on(&tag),
                    "i" => style.italic = is_on(&tag),
                    _ => {}
                },
                Ok(Event::End(tag)) if tag.local_name().as_ref() == "style" && by_id.len() < MOST => {
                    by_id.insert(std::mem::take(&mut id), std::mem::take(&mut style));
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        let ids: Vec<String> = by_id.keys().cloned().collect();
        for id in ids {
            inherit(&mut by_id, &id);
        }
        Self { by_id }
    }

    /// A style by its id.
    pub fn get(&self, id: &str) -> Option<&Style> {
        self.by_id.get(id)
    }

    /// Whether a character style is bold and whether it is italic.
    pub fn emphasis(&self, id: &str) -> (bool, bool) {
        self.by_id.get(id).map_or((false, false), |style| (style.bold, style.italic))
    }
}

/// Takes heading, list and quote from the style that this one is based on.
fn inherit(by_id: &mut HashMap<String, Style>, id: &str) {
    let Some(mut style) = by_id.get(id).cloned() else { return };
    let mut base = style.based_on.clone();
    // A damaged file may have styles that are based on each other in a ring.
    for _ in 0..10 {
        let Some(parent) = by_id.get(&base) else { break };
        style.heading = style.heading.or(parent.heading);
        style.quote |= parent.quote;
        if style.list.is_none() {
            style.list.clone_from(&parent.list);
        }
        base.clone_from(&parent.based_on);
    }
    by_id.insert(id.to_owned(), style);
}

/// The heading level that a built-in style's name sets: `heading 2` is level 2. The file holds the
/// English name in every language.
fn heading_of(name: &str) -> Option<u8> {
    if name == "title" {
        return Some(1);
    }
    if name == "subtitle" {
        return Some(2);
    }
    name.strip_prefix("heading ")?.trim().parse().ok().map(|level: u8| level.clamp(1, 6))
}

/// The lists by id, with a count for each level.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    /// List id → the id of its pattern.
    lists: HashMap<String, String>,
    /// Pattern and level → whether numbered, and the first number.
    levels: HashMap<(String, u8), (bool, u64)>,
    counts: HashMap<(String, u8), u64>,
}

impl Numbering {
    /// The lists in `numbering.xml`; what is damaged in it is taken as not there.
    pub fn of(source: &str) -> Self {
        let mut numbering = Self::default();
        let (mut pattern, mut level, mut list) = (String::new(), 0_u8, String::new());
        let mut xml = Xml::from_str(source);
        loop {
            match xml.read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                    "abstractNum" => pattern = value(&tag, "abstractNumId"),
                    "lvl" => level = value(&tag, "ilvl").parse().unwrap_or(0),
                    "numFmt" if numbering.levels.len() < MOST => {
                        let format = value(&tag, "val");
                        let numbered = format != "bullet" && format != "none";
                        numbering.levels.entry((pattern.clone(), level)).or_insert((false, 1)).0 = numbered;
                    }
                    "start" if numbering.levels.len() < MOST => {
                        let start = value(&tag, "val").parse().unwrap_or(1);
                        numbering.levels.entry((pattern.clone(), level)).or_insert((false, 1)).1 = start;
                    }
                    "num" => list = value(&tag, "numId"),
                    "abstractNumId" if numbering.lists.len() < MOST => {
                        numbering.lists.insert(list.clone(), value(&tag, "val"));
                    }
                    _ => {}
                },
                Ok(Event::Eof) | Err(_) => return numbering,
                Ok(_) => {}
            }
        }
    }

    /// Counts on in a list; `None` if it has bullets.
    pub fn next(&mut self, list: &str, level: u8) -> Option<u64> {
        let pattern = self.lists.get(list)?;
        let (numbered, start) = *self.levels.get(&(pattern.clone(), level))?;
        self.counts.retain(|(id, deeper), _| id != list || *deeper <= level);
        if !numbered {
            return None;
        }
        let count = self.counts.entry((list.to_owned(), level)).or_insert(start.saturating_sub(1));
        *count = count.saturating_add(1);
        Some(*count)
    }
}

/// The value of an attribute by its name without prefix.
pub(crate) fn value(tag: &BytesStart<'_>, name: &str) -> String {
    tag.attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| {
            attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
        })
        .unwrap_or_default()
}

/// Whether a switch such as `<w:b/>` is on: it is unless its value says no.
pub(crate) fn is_on(tag: &BytesStart<'_>) -> bool {
    !matches!(value(tag, "val").as_str(), "0" | "false" | "off" | "none")
}

/// The character of a reference such as `&amp;` or `&#8217;`; entities a document defines itself are not
/// read.
pub(crate) fn text_of(entity: &BytesRef<'_>) -> Option<char> {
    let name: &str = entity;
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control() || *c == '\t')
        }
    }
}
