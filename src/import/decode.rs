//! From bytes to text whose lines end in `\n`: finds the encoding, repairs what an earlier program garbled.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use crate::import::limits::{ImportError, check_size};
use crate::import::mojibake;
use crate::import::plain::plain;

/// A file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text. Lines end in `\n`; no byte-order mark, no NUL.
    pub text: String,
    /// The encoding's name, such as "UTF-8", "UTF-16LE" or "windows-1252".
    pub encoding: &'static str,
    /// What was repaired or could not be read, in words for the person.
    pub warnings: Vec<String>,
}

/// Decodes a file's bytes.
///
/// Byte-order marks and the places of NUL bytes are looked at first, then whether it is UTF-8, then what the
/// text names itself (`<meta charset>`), and only then is a legacy encoding guessed.
///
/// # Errors
/// More bytes than [`crate::import::limits::MAX_BYTES`], or bytes that are no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, ImportError> {
    check_size(bytes.len())?;
    let mut warnings = Vec::new();
    let (text, encoding) = to_text(bytes, &mut warnings)?;
    let text = mojibake::repair(one_line_end(text), &mut warnings);
    let text = match plain(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(plain) => plain,
    };
    Ok(Decoded { text, encoding, warnings })
}

fn to_text(bytes: &[u8], warnings: &mut Vec<String>) -> Result<(String, &'static str), ImportError> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return eight_bit(rest, warnings),
        [0xFF, 0xFE, 0, 0, rest @ ..] if rest.len() % 4 == 0 => {
            return utf32(rest, u32::from_le_bytes, warnings);
        }
        [0, 0, 0xFE, 0xFF, rest @ ..] => return utf32(rest, u32::from_be_bytes, warnings),
        [0xFF, 0xFE, rest @ ..] => return Ok((utf16(rest, u16::from_le_bytes, warnings), "UTF-16LE")),
        [0xFE, 0xFF, rest @ ..] => return Ok((utf16(rest, u16::from_be_bytes, warnings), "UTF-16BE")),
        _ => {}
    }
    let mut bytes = bytes;
    if bytes.contains(&0) {
        if let Some(found) = utf16_without_mark(bytes, warnings) {
            return Ok(found);
        }
        // Some editors pad a file's end with NULs after a crash.
        let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
        if end == 0 || bytes[..end].contains(&0) {
            return Err(ImportError::Binary { what: "it holds bytes that no text has" });
        }
        warnings.push("The end of the file was blank bytes and was left out.".to_owned());
        bytes = &bytes[..end];
    }
    eight_bit(bytes, warnings)
}

fn eight_bit(bytes: &[u8], warnings: &mut Vec<String>) -> Result<(String, &'static str), ImportError> {
    let control =
        bytes.iter().filter(|byte| matches!(byte, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)).count();
    if control * 50 > bytes.len() {
        return Err(ImportError::Binary { what: "too many of its bytes are no letters" });
    }
    if bytes.contains(&0x1B)
        && bytes.windows(3).any(|three| matches!(three, b"\x1b$B" | b"\x1b$@" | b"\x1b(J"))
    {
        return Ok(legacy(bytes, encoding_rs::ISO_2022_JP, warnings));
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((without_nul(text), UTF_8.name())),
        Err(error) => error,
    };
    // A few damaged bytes in a text that is UTF-8 elsewhere: keep it and say so.
    if error.error_len().is_none() || is_mostly_utf8(bytes) {
        let text = String::from_utf8_lossy(bytes).replace('\0', "");
        warnings.push("Some characters were damaged and are shown as \u{FFFD}.".to_owned());
        return Ok((text, UTF_8.name()));
    }
    if let Some(named) = named_encoding(bytes) {
        return Ok(legacy(bytes, named, warnings));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    Ok(legacy(bytes, detector.guess(None, Utf8Detection::Deny), warnings))
}

fn without_nul(text: &str) -> String {
    if text.as_bytes().contains(&0) { text.replace('\0', "") } else { text.to_owned() }
}

fn legacy(bytes: &[u8], encoding: &'static Encoding, warnings: &mut Vec<String>) -> (String, &'static str) {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    if damaged {
        warnings.push(format!(
            "The text was read as {}, but some characters do not fit and are shown as \u{FFFD}.",
            encoding.name()
        ));
    }
    (text.replace('\0', ""), encoding.name())
}

/// Whether at least ten letters of two or more bytes are right for each byte that is wrong.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += chunk.invalid().len();
    }
    right >= wrong * 10
}

/// The encoding that an HTML page or an XML file names in its first kilobyte.
fn named_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    if !head.trim_start().starts_with('<') {
        return None;
    }
    let after = ["charset=", "encoding="].iter().find_map(|key| head.split_once(key))?.1;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Encoding::for_label(label.as_bytes())
        .filter(|encoding| encoding.is_ascii_compatible() && *encoding != UTF_8)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, warnings: &mut Vec<String>) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    let mut damaged = bytes.len() % 2 == 1;
    let text = char::decode_utf16(units)
        .map(|c| {
            c.unwrap_or_else(|_| {
                damaged = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .filter(|c| *c != '\0')
        .collect();
    if damaged {
        warnings.push("Some characters were damaged and are shown as \u{FFFD}.".to_owned());
    }
    text
}

fn utf32(
    bytes: &[u8],
    unit: fn([u8; 4]) -> u32,
    warnings: &mut Vec<String>,
) -> Result<(String, &'static str), ImportError> {
    let mut damaged = 0_usize;
    let units = bytes.as_chunks::<4>().0;
    let text: String = units
        .iter()
        .map(|four| {
            char::from_u32(unit(*four)).unwrap_or_else(|| {
                damaged += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .filter(|c| *c != '\0')
        .collect();
    if damaged * 10 > units.len() {
        return Err(ImportError::Binary { what: "it holds bytes that no text has" });
    }
    if damaged > 0 {
        warnings.push("Some characters were damaged and are shown as \u{FFFD}.".to_owned());
    }
    Ok((text, "UTF-32"))
}

/// UTF-16 without its mark: NULs stand at one parity only, and read so the text is letters.
fn utf16_without_mark(bytes: &[u8], warnings: &mut Vec<String>) -> Option<(String, &'static str)> {
    let sample = &bytes[..bytes.len().min(1 << 16) & !1];
    let score = |unit: fn([u8; 2]) -> u16| {
        let units = sample.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
        let (mut good, mut all) = (0_usize, 0_usize);
        for c in char::decode_utf16(units) {
            all += 1;
            good += usize::from(c.is_ok_and(is_text));
        }
        if all == 0 { 0.0 } else { good as f64 / all as f64 }
    };
    let nuls = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (high_first, low_first) = (nuls(0), nuls(1));
    let (little, big) = (score(u16::from_le_bytes), score(u16::from_be_bytes));
    let enough = high_first.max(low_first) * 200 >= sample.len().max(1);
    if enough && little >= 0.95 && low_first > high_first {
        return Some((utf16(bytes, u16::from_le_bytes, warnings), "UTF-16LE"));
    }
    if enough && big >= 0.95 && high_first > low_first {
        return Some((utf16(bytes, u16::from_be_bytes, warnings), "UTF-16BE"));
    }
    None
}

fn is_text(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{A0}'..='\u{24F}' | '\u{2010}'..='\u{2044}' | '\u{3000}'..='\u{30FF}')
        || (c.is_alphanumeric() && !c.is_control())
        || matches!(c, '\u{FF01}'..='\u{FF5E}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{20A0}'..='\u{2BFF}' | '\u{1F300}'..='\u{1FAFF}')
}

/// CR LF, CR, line and paragraph separators, NEL, VT and FF all become `\n`.
fn one_line_end(text: String) -> String {
    let rare =
        |c: char| matches!(c, '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{B}' | '\u{C}' | '\u{FEFF}');
    // The first bytes of what is rare; hardly any text has one.
    let may_be = |byte: u8| matches!(byte, b'\r' | 0x0B | 0x0C | 0xC2 | 0xE2 | 0xEF);
    if !text.bytes().any(may_be) || !text.contains(rare) {
        return text;
    }
    let mut kept = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\u{FEFF}' => {}
            c if rare(c) => kept.push('\n'),
            c => kept.push(c),
        }
    }
    kept
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
