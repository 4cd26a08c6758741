//! What each HTML element means for reading: block or run, hidden or not, which emphasis.

use html5ever::LocalName;
use html5ever::tokenizer::Tag;

use crate::import::document::Span;

/// What an element is for reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Part of a line.
    Inline,
    /// Stands on lines of its own.
    Block,
    Heading(u8),
    Quote,
    /// Text set as it is.
    Pre,
    List {
        numbered: bool,
    },
    Item,
    Table,
    TableHead,
    Row,
    Cell {
        header: bool,
    },
    /// Navigation: nothing to read.
    Menu,
    /// Beside the text: its link lists are nothing to read.
    Margin,
}

impl Role {
    /// The role of an element, by its name.
    pub fn of(name: &str) -> Self {
        match name {
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" | "summary" | "dt" => Self::Heading(6),
            "blockquote" => Self::Quote,
            "pre" | "listing" => Self::Pre,
            "ul" | "menu" => Self::List { numbered: false },
            "ol" => Self::List { numbered: true },
            "li" => Self::Item,
            "table" => Self::Table,
            "thead" => Self::TableHead,
            "tr" => Self::Row,
            "td" => Self::Cell { header: false },
            "th" => Self::Cell { header: true },
            "nav" => Self::Menu,
            "footer" | "aside" => Self::Margin,
            "address" | "article" | "body" | "button" | "caption" | "center" | "dd" | "details"
            | "dialog" | "div" | "dl" | "fieldset" | "figcaption" | "figure" | "form" | "header"
            | "hgroup" | "html" | "legend" | "main" | "p" | "search" | "section" | "tbody" | "tfoot"
            | "head" => Self::Block,
            _ => Self::Inline,
        }
    }
}

/// An element that is open.
#[derive(Clone, Debug)]
pub(crate) struct Open {
    /// Its name.
    pub name: LocalName,
    /// What it is for reading.
    pub role: Role,
    /// Emphasis of the text in it.
    pub style: Span,
    /// Whether its text is not shown.
    pub hides: bool,
    /// How many blocks there were before it.
    pub from: usize,
    /// Whether its role was taken up, so that it has to be given up again.
    pub entered: bool,
}

impl Open {
    /// The open element that a start tag begins, inside one whose text has this emphasis.
    pub fn of(tag: &Tag, mut style: Span) -> Self {
        let name: &str = &tag.name;
        style.text.clear();
        let mut role = Role::of(name);
        match name {
            "b" | "strong" => style.bold = true,
            "i" | "em" | "dfn" | "var" => style.italic = true,
            "s" | "del" | "strike" => style.struck = true,
            "a" => style.link |= attribute(tag, "href").is_some(),
            _ => {}
        }
        match attribute(tag, "role") {
            Some("navigation" | "menu" | "menubar") => role = Role::Menu,
            Some("contentinfo" | "complementary") => role = Role::Margin,
            Some("heading") if role == Role::Block => {
                let level = attribute(tag, "aria-level").and_then(|level| level.parse().ok()).unwrap_or(2);
                role = Role::Heading(u8::clamp(level, 1, 6));
            }
            _ => {}
        }
        let mut hides = is_unseen(name) || attribute(tag, "hidden").is_some_and(|value| value != "false");
        hides |= attribute(tag, "aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"));
        if let Some(css) = attribute(tag, "style").filter(|css| css.len() < 4096) {
            let css: String = css.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
            hides |= css.contains("display:none") || css.contains("visibility:hidden");
            if ["font-weight:bold", "font-weight:6", "font-weight:7", "font-weight:8", "font-weight:9"]
                .iter()
                .any(|weight| css.contains(weight))
            {
                style.bold = true;
            } else if css.contains("font-weight:") {
                style.bold = false;
            }
            if css.contains("font-style:italic") {
                style.italic = true;
            } else if css.contains("font-style:normal") {
                style.italic = false;
            }
        }
        Self { name: tag.name.clone(), role, style, hides, from: 0, entered: false }
    }
}

pub(crate) fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// Whether an element has no content and no end tag.
pub(crate) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether an element's text is never part of the page's text.
fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "template"
            | "noscript"
            | "select"
            | "datalist"
            | "svg"
            | "math"
            | "object"
            | "canvas"
            | "video"
            | "audio"
            | "head"
            | "rp"
            | "rt"
    )
}
