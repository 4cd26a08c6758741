//! What a file is: signs in its content first, its name only to decide between what the content allows.

use super::{chat, latex, source, transcript};
use crate::import::limits::ImportError;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Markdown,
    Latex,
    Html,
    Text,
    Json,
    Yaml,
    /// CSV and its like: values with a delimiter.
    Table,
    /// Anki's text export.
    AnkiText,
    /// A messenger's chat.
    Chat,
    /// Subtitles, or the transcript of a call.
    Transcript,
    Source,
    Mail,
    /// A ZIP archive: a document, a workbook or a deck.
    Zip,
    /// Rich text (RTF).
    RichText,
    Pdf,
}

/// The format of bytes that are not text; `None` where they may be.
pub(crate) fn packed(bytes: &[u8], extension: &str) -> Result<Option<Format>, ImportError> {
    let (format, instead) = match bytes {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Ok(Some(Format::Zip)),
        // With a password Office packs a new file into its old container.
        [0xD0, 0xCF, 0x11, 0xE0, ..] if extension == "docx" || extension == "xlsx" => {
            return Err(ImportError::Locked);
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] if extension == "msg" => {
            ("a letter saved by Outlook (.msg)", "Save it as .eml or .html, or paste its text.")
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] => (
            "a document of the older Office format (.doc, .xls, .ppt)",
            "Save it as .docx or .xlsx, or paste its text.",
        ),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => {
            ("a picture", "Copy the text out of it and paste it here.")
        }
        [0x1F, 0x8B, ..] | [b'7', b'z', 0xBC, 0xAF, ..] | [b'R', b'a', b'r', b'!', ..] => {
            ("a packed file", "Unpack it and drop the files that are in it.")
        }
        [0x7F, b'E', b'L', b'F', ..] | [b'M', b'Z', 0x90, ..] => {
            ("a program", "Choose the document that you meant.")
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => return Ok(Some(Format::RichText)),
        [b'O', b'g', b'g', b'S', ..] | [b'I', b'D', b'3', ..] | [b'R', b'I', b'F', b'F', ..] => {
            ("sound or video", "A transcript of it (.vtt, .srt or text) is read.")
        }
        [b'S', b'Q', b'L', b'i', b't', b'e', b' ', b'f', ..] => {
            ("a database", "Export what you need from it as .csv or text.")
        }
        _ => {
            // A PDF may have other bytes before its mark.
            let head = &bytes[..bytes.len().min(1024)];
            return Ok(head.windows(5).any(|five| five == b"%PDF-").then_some(Format::Pdf));
        }
    };
    Err(ImportError::NotRead { format, instead })
}

/// What an archive is in which none of the documents was found that are read.
pub(crate) fn archive(names: &[String]) -> ImportError {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let ends = |ending: &str| names.iter().any(|name| name.to_lowercase().ends_with(ending));
    let (format, instead) = if has("content.xml") {
        ("an OpenDocument file (.odt, .ods, .odp)", "Save it as .docx or .xlsx, or paste its text.")
    } else if names.iter().any(|name| name.starts_with("ppt/")) {
        ("a deck of slides (.pptx)", "Save it as .pdf, or paste its text.")
    } else if has("META-INF/container.xml") {
        ("an electronic book (.epub)", "Save the part you need as text or .html.")
    } else if ends(".iwa") {
        ("a document of Pages, Numbers or Keynote", "Export it as Word, Excel or PDF.")
    } else if [".md", ".txt", ".html", ".htm", ".csv", ".docx", ".pdf"].iter().any(|ending| ends(ending)) {
        ("a packed folder of notes (.zip)", "Unpack it and drop the files that are in it.")
    } else {
        return ImportError::Binary { what: "a packed folder with no document in it" };
    };
    ImportError::NotRead { format, instead }
}

/// The format of a decoded text.
pub(crate) fn of_text(source: &str, extension: &str) -> Format {
    let head = &source[..source.floor_char_boundary(16 << 10)];
    let start = head.trim_start();
    if is_anki(start) {
        return Format::AnkiText;
    }
    if transcript::is_one(start) {
        return Format::Transcript;
    }
    if source::is_one(extension) {
        return Format::Source;
    }
    if matches!(extension, "txt" | "text" | "") && chat::is_one(head) {
        return Format::Chat;
    }
    if is_html(start, extension) {
        return Format::Html;
    }
    if start.starts_with(['{', '[']) && is_json(start, extension) {
        return Format::Json;
    }
    if is_mail(start, extension) {
        return Format::Mail;
    }
    match extension {
        "tex" | "latex" => Format::Latex,
        _ if latex::is_one(head) => Format::Latex,
        "md" | "markdown" | "mdown" | "mkd" | "mdx" => Format::Markdown,
        "yaml" | "yml" => Format::Yaml,
        "csv" | "tsv" | "tab" => Format::Table,
        _ if is_markdown(head) => Format::Markdown,
        _ if is_yaml(source) => Format::Yaml,
        _ if is_tabbed(source) || is_listed(source) => Format::Table,
        _ => Format::Text,
    }
}

fn is_anki(start: &str) -> bool {
    const KEYS: [&str; 8] = [
        "#separator:",
        "#html:",
        "#columns:",
        "#notetype",
        "#deck",
        "#tags",
        "#guid column:",
        "#if matches:",
    ];
    let mut lines = start.lines().take_while(|line| line.starts_with('#')).peekable();
    lines.peek().is_some() && lines.all(|line| KEYS.iter().any(|key| line.starts_with(key))) && {
        start.lines().next().is_some_and(|line| line.contains(':'))
    }
}

fn is_html(start: &str, extension: &str) -> bool {
    let lower = start[..start.floor_char_boundary(4096)].to_ascii_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return true;
    }
    let tags = [
        "<p", "<div", "<ul", "<li", "<body", "<head", "<h1", "<h2", "<h3", "<table", "<span", "<br",
        "<section", "<meta",
    ];
    let found = tags
        .iter()
        .filter(|tag| {
            lower
                .match_indices(**tag)
                .any(|(at, tag)| lower[at + tag.len()..].starts_with(['>', ' ', '\n', '/']))
        })
        .count();
    match extension {
        "html" | "htm" | "xhtml" => found > 0 || lower.contains("</"),
        "md" | "markdown" | "eml" | "json" | "yaml" | "yml" | "csv" | "tsv" => false,
        _ => lower.starts_with('<') && found > 1,
    }
}

fn is_json(start: &str, extension: &str) -> bool {
    if matches!(extension, "json" | "jsonl" | "ndjson") {
        return true;
    }
    let mut chars = start.chars().filter(|c| !c.is_whitespace());
    match (chars.next(), chars.next()) {
        (Some('{'), Some('"' | '}')) => !matches!(extension, "md" | "markdown"),
        (Some('['), Some('"' | '{' | '[' | ']')) => {
            !start.starts_with("[[") && !matches!(extension, "md" | "markdown")
        }
        _ => false,
    }
}

/// Header lines, two of which only mail has, then a blank line.
fn is_mail(start: &str, extension: &str) -> bool {
    const KEYS: [&str; 12] = [
        "from",
        "to",
        "subject",
        "date",
        "received",
        "mime-version",
        "message-id",
        "content-type",
        "return-path",
        "delivered-to",
        "content-transfer-encoding",
        "reply-to",
    ];
    let (mut known, mut odd, mut typed) = (0, 0, false);
    for line in start.lines().take(200).take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((key, _)) = line.split_once(':') else {
            odd += 1;
            continue;
        };
        let key = key.trim().to_ascii_lowercase();
        typed |= matches!(key.as_str(), "mime-version" | "message-id" | "content-type" | "received");
        if KEYS.contains(&key.as_str()) {
            known += 1;
        }
    }
    odd <= 1 && (extension == "eml" && known > 0 || known > 2 && typed)
}

/// Signs of Markdown that plain text does not have, at least two of them or one often.
fn is_markdown(head: &str) -> bool {
    let mut signs = 0;
    for line in head.lines() {
        let line = line.trim_start();
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        let words = line.trim_start_matches('#');
        if (1..=6).contains(&hashes) && words.starts_with(' ') && words.trim().len() > 1 {
            signs += 1;
        }
        if line.starts_with("```") || line.starts_with("> [!") {
            signs += 2;
        }
        if line.matches("**").count() >= 2
            || line.contains("](http")
            || line.contains("[[") && line.contains("]]")
        {
            signs += 1;
        }
        let bare = line.trim_start_matches(['-', '*', ' ']);
        if line.starts_with('*')
            && line.len() > 3
            && !line.starts_with("* ")
            && bare.trim_end().ends_with('*')
        {
            signs += 1;
        }
    }
    signs >= 2
}

/// Every line of the text's beginning is a key, a list item, a comment or an indented rest, and keys are
/// short.
fn is_yaml(source: &str) -> bool {
    let (mut keys, mut lines) = (0, 0);
    let mut block = false;
    for line in source.lines().take(60) {
        let words = line.trim();
        if words.is_empty() || words == "---" || words.starts_with('#') {
            continue;
        }
        lines += 1;
        if line.starts_with([' ', '\t']) && block {
            continue;
        }
        let entry = words.strip_prefix("- ").unwrap_or(words);
        let is_key = entry.split_once(':').is_some_and(|(key, value)| {
            (value.is_empty() || value.starts_with(' '))
                && key.len() <= 30
                && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'))
        });
        if is_key {
            keys += 1;
            block = true;
        } else if !(words.starts_with("- ") && keys > 0) {
            return false;
        }
    }
    keys >= 2 && lines >= 2
}

/// Nearly every line has the same number of tabs within it, one or more: cells copied from a sheet, or a
/// list of cards. Words before and after each: a tab at a line's beginning is an indent.
fn is_tabbed(source: &str) -> bool {
    let counts: Vec<usize> = source
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(50)
        .map(|line| line.trim().matches('\t').count())
        .collect();
    let Some(most) = counts.iter().copied().max().filter(|most| *most > 0) else { return false };
    let same = counts.iter().filter(|count| **count == most).count();
    counts.len() > 1 && same * 10 >= counts.len() * 9 && counts.iter().all(|count| *count > 0)
}

/// A header that names columns, and as many values on most lines below: a sheet saved as text.
fn is_listed(source: &str) -> bool {
    const COLUMNS: [&str; 14] = [
        "question",
        "questions",
        "principle",
        "principles",
        "competency",
        "category",
        "prompt",
        "answer",
        "frage",
        "prinzip",
        "pregunta",
        "principio",
        "pergunta",
        "質問",
    ];
    let mut lines = source.lines().filter(|line| !line.trim().is_empty()).take(50);
    let Some(header) = lines.next() else { return false };
    [',', ';', '|'].iter().any(|&sign| {
        let names: Vec<String> =
            header.split(sign).map(|name| name.trim().trim_matches('"').to_lowercase()).collect();
        let named = names.len() > 1
            && names
                .iter()
                .all(|name| name.split_whitespace().count() <= 3 && !name.ends_with(['.', '?', ':']))
            && names.iter().any(|name| COLUMNS.contains(&name.as_str()));
        let (mut below, mut wide) = (0, 0);
        for line in lines.clone() {
            below += 1;
            wide += usize::from(line.matches(sign).count() + 1 >= names.len());
        }
        named && below > 0 && wide * 2 > below
    })
}
