//! Finds out what a file is, by its content first and its name second, and has it read into a document.

pub mod anki;
mod archive;
pub mod build;
mod chat;
pub mod data;
mod data_json;
mod data_yaml;
pub mod docx;
mod docx_styles;
pub mod html;
pub mod pdf;
mod pdf_layout;
mod pdf_streams;
mod pdf_table;
mod rtf;
pub mod table;
mod table_pieces;
pub mod xlsx;

pub mod eml;
mod html_attributes;
mod html_table;
mod html_tags;
pub mod latex;
pub mod markdown;
mod sniff;
pub mod source;
pub mod text;
mod text_table;
pub mod transcript;

use crate::import::decode::decode;
use crate::import::document::Document;
use crate::import::limits::{ImportError, check_size};
use archive::Archive;
use build::Parsed;
use sniff::Format;

/// Reads a file's bytes into a document. `name` is the file's name with or without its folder; it decides
/// only between formats that the content allows.
///
/// # Errors
/// See [`ImportError`]: too large, binary, locked, damaged, or an archive that unpacks to too much.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, ImportError> {
    check_size(bytes.len())?;
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let extension = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let format = sniff::packed(bytes, &extension)?;
    let (parsed, encoding) = if let Some(format) = format {
        (read_packed(format, bytes)?, String::new())
    } else {
        let decoded = decode(bytes)?;
        let mut parsed = match sniff::of_text(&decoded.text, &extension) {
            // Mail says in each part how it is encoded, so it is read from its bytes.
            Format::Mail if decoded.encoding.starts_with("UTF-16") => eml::read(decoded.text.as_bytes())?,
            Format::Mail if !bytes.contains(&b'\n') => eml::read(decoded.text.as_bytes())?,
            Format::Mail => eml::read(bytes)?,
            format => read_text(format, &decoded.text, &extension)?,
        };
        let mut warnings = decoded.warnings;
        warnings.append(&mut parsed.warnings);
        parsed.warnings = warnings;
        (parsed, decoded.encoding.to_owned())
    };
    let mut document = Document {
        name: name.to_owned(),
        kind: parsed.kind,
        encoding,
        sender: parsed.sender,
        blocks: parsed.blocks,
        warnings: parsed.warnings,
    };
    if document.blocks.is_empty() && document.warnings.is_empty() {
        document.warnings.push("The file has no text that could be read.".to_owned());
    }
    Ok(document)
}

/// Reads text that was pasted, or decoded elsewhere; its lines may end in any way.
///
/// # Errors
/// As [`read`].
pub fn read_pasted(text: &str) -> Result<Document, ImportError> {
    read("pasted text", text.as_bytes())
}

fn read_packed(format: Format, bytes: &[u8]) -> Result<Parsed, ImportError> {
    if format == Format::Pdf {
        return pdf::read(bytes);
    }
    if format == Format::RichText {
        return rtf::read(bytes);
    }
    let mut archive = Archive::open(bytes, "a packed document")?;
    if archive.has("word/document.xml") {
        return docx::read(&mut archive);
    }
    if archive.has("xl/workbook.xml") {
        archive.check_all()?;
        if let Some(list) = Archive::open(bytes, "a workbook")?.read("xl/sharedStrings.xml")? {
            xlsx::check_strings(&list)?;
        }
        return xlsx::read(bytes);
    }
    if anki::is_package(&archive) {
        return anki::read_package(&mut archive);
    }
    Err(sniff::archive(&archive.names()))
}

fn read_text(format: Format, source: &str, extension: &str) -> Result<Parsed, ImportError> {
    match format {
        Format::Html => Ok(html::read(source)),
        // What only looks like data is text after all; what is named so and damaged is an error.
        Format::Json => data::read_json(source)
            .or_else(|error| fall_back(source, extension, &["json", "jsonl", "ndjson"], error)),
        Format::Yaml => {
            data::read_yaml(source).or_else(|error| fall_back(source, extension, &["yaml", "yml"], error))
        }
        Format::Chat => Ok(chat::read(source)),
        Format::Transcript => Ok(transcript::read(source)),
        Format::Source => Ok(source::read(source, extension)),
        Format::Table => Ok(table::read(source)),
        Format::AnkiText => Ok(anki::read_text(source)),
        Format::Latex => Ok(latex::read(source)),
        Format::Markdown => Ok(markdown::read(source)),
        // The last four are bytes that were looked at before, and turned out to be plain text.
        Format::Text | Format::Mail | Format::Zip | Format::RichText | Format::Pdf => Ok(text::read(source)),
    }
}

fn fall_back(
    source: &str,
    extension: &str,
    named: &[&str],
    error: ImportError,
) -> Result<Parsed, ImportError> {
    if named.contains(&extension) || !matches!(error, ImportError::Damaged { .. }) {
        return Err(error);
    }
    Ok(text::read(source))
}

#[cfg(test)]
mod tests;
