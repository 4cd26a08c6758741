//! E-mail into blocks: the subject as heading, each alternative once, quoted replies counted.

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::build::{Builder, Parsed};
use super::{html, text};
use crate::import::document::BlockKind;
use crate::import::limits::ImportError;

/// Most messages inside one another that are read.
const MAX_MESSAGES: usize = 4;

/// Reads an e-mail. Lines count in the file as sent; in encoded parts they are near, not exact.
///
/// # Errors
/// Damaged beyond having any part.
pub fn read(bytes: &[u8]) -> Result<Parsed, ImportError> {
    let message = parse(bytes)?;
    let mut out = Builder::default();
    let lines = line_starts(bytes);
    write(&message, &lines, 0, &mut out);
    let from = message.from().and_then(|from| from.first()).and_then(|from| from.address());
    let sender = from.and_then(|address| address.rsplit_once('@')).map(|(_, domain)| domain.to_owned());
    Ok(Parsed { sender: sender.unwrap_or_default(), ..out.finish("eml") })
}

/// The message. Damaged ones can make the parser panic; on its own thread that ends the parser and
/// nothing else.
fn parse(bytes: &[u8]) -> Result<Message<'static>, ImportError> {
    let bytes = bytes.to_vec();
    let parser = std::thread::Builder::new()
        .name(crate::import::READER_THREAD.to_owned())
        .spawn(move || MessageParser::default().parse(&bytes).map(Message::into_owned))
        .map_err(|error| ImportError::Temporary { reason: error.to_string() })?;
    match parser.join() {
        Ok(Some(message)) => Ok(message),
        Ok(None) => Err(ImportError::damaged("an e-mail", "it has no header")),
        Err(_) => Err(ImportError::damaged("an e-mail", "its parts do not fit together")),
    }
}

fn write(message: &Message<'_>, lines: &[usize], depth: usize, out: &mut Builder) {
    if let Some(subject) = message.subject() {
        out.plain(BlockKind::Heading(1), subject, 1);
    }
    let mut read = Vec::new();
    // The HTML alternative says what is a list, bold or quoted; where it says less, the text is the letter.
    let bodies = if says_less(message) { &message.text_body } else { &message.html_body };
    for id in bodies.iter().copied() {
        let Some(part) = message.parts.get(id as usize) else { continue };
        if read.contains(&id) {
            continue;
        }
        read.push(id);
        let first =
            u32::try_from(lines.partition_point(|start| *start <= part.offset_body as usize)).unwrap_or(1);
        match &part.body {
            PartType::Html(source) => out.append(html::read_at(&one_line_end(source), first)),
            PartType::Text(source) => {
                let source = one_line_end(source);
                out.append(text::read_at(without_signature(&source), first));
            }
            _ => {}
        }
        if part.is_encoding_problem {
            out.warn("A part of the e-mail was damaged; some of its text may be missing.");
        }
    }
    let mut names = Vec::new();
    for id in message.attachments.iter().copied() {
        let Some(part) = message.parts.get(id as usize) else { continue };
        match &part.body {
            PartType::Message(inner) if depth < MAX_MESSAGES => write(inner, lines, depth + 1, out),
            _ if read.contains(&id) => {}
            _ => names.push(
                part.attachment_name().unwrap_or("one without a name").chars().take(80).collect::<String>(),
            ),
        }
    }
    if !names.is_empty() {
        names.truncate(20);
        out.warn(format!(
            "Attachments were not read: {}. Save them and open them by themselves.",
            names.join(", ")
        ));
    }
}

/// Whether the HTML alternative has less than half of the words of the plain one: a banner, a note that
/// one's program cannot show it.
fn says_less(message: &Message<'_>) -> bool {
    let words = |ids: &[u32]| -> usize {
        ids.iter()
            .filter_map(|id| message.parts.get(*id as usize))
            .map(|part| match &part.body {
                PartType::Html(source) => html::read_at(&one_line_end(source), 1)
                    .blocks
                    .iter()
                    .map(|block| block.text().split_whitespace().count())
                    .sum(),
                PartType::Text(source) => source.split_whitespace().count(),
                _ => 0,
            })
            .sum()
    };
    words(&message.html_body) * 2 < words(&message.text_body)
}

/// Cuts the signature below `-- ` off, if it is short.
fn without_signature(source: &str) -> &str {
    match source.rfind("\n-- \n") {
        Some(at) if source[at..].lines().count() <= 12 => &source[..=at],
        _ => source,
    }
}

fn one_line_end(source: &str) -> String {
    source.replace("\r\n", "\n").replace('\r', "\n")
}

fn line_starts(bytes: &[u8]) -> Vec<usize> {
    let mut starts = vec![0];
    starts.extend(bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1));
    starts
}
