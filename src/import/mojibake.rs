//! Repairs text that an earlier program read in the wrong encoding, also where bytes were lost on the way.

use encoding_rs::{Encoding, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1257};

/// Repairs a text whose lines end in `\n`, and says what was done.
pub fn repair(text: String, warnings: &mut Vec<String>) -> String {
    if text.is_ascii() {
        return text;
    }
    let text = reread(text, warnings);
    match Lost::find(&text) {
        Some(lost) => {
            warnings.push(
                "Dashes, arrows and pictures were lost before this file was saved; dashes and arrows were put \
                 back where their place shows which."
                    .to_owned(),
            );
            lost.repair(&text)
        }
        None => text,
    }
}

/// UTF-8 that was read as a code page of one byte a letter: turned back where the bytes are all there.
fn reread(text: String, warnings: &mut Vec<String>) -> String {
    let pages = [WINDOWS_1252, WINDOWS_1257, WINDOWS_1250, WINDOWS_1251];
    let best = pages.into_iter().map(|page| (count(&text, page), page)).rev().max_by_key(|(found, _)| *found);
    match best {
        Some((found, page)) if found > 0 => {
            warnings
                .push(format!("Letters that were garbled (UTF-8 read as {}) were put back.", page.name()));
            // Twice garbled text exists; each round shortens it, and two are all that is seen.
            let once = rewrite(&text, page).0;
            if count(&once, page) > 0 { rewrite(&once, page).0 } else { once }
        }
        _ => text,
    }
}

/// How many garbled letters there are; copies nothing, for most texts have none.
fn count(text: &str, page: &'static Encoding) -> usize {
    let table = CodePage::of(page);
    let (mut found, mut rest) = (0, text);
    while let Some(at) = beyond_ascii(rest) {
        rest = &rest[at..];
        let skip = if let Some((_, bytes)) = table.letter(rest) {
            found += 1;
            bytes
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        rest = &rest[skip..];
    }
    found
}

/// Byte index of the first letter beyond ASCII.
fn beyond_ascii(text: &str) -> Option<usize> {
    text.bytes().position(|byte| !byte.is_ascii())
}

/// The text with every garbled letter put back, and how many there were.
fn rewrite(text: &str, page: &'static Encoding) -> (String, usize) {
    let table = CodePage::of(page);
    let mut kept = String::with_capacity(text.len());
    let mut found = 0;
    let mut rest = text;
    while let Some(at) = beyond_ascii(rest) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let mut chars = rest.chars();
        let first = chars.next().unwrap_or_default();
        if let Some((letter, bytes)) = table.letter(rest) {
            kept.push(letter);
            found += 1;
            rest = &rest[bytes..];
        } else {
            kept.push(first);
            rest = chars.as_str();
        }
    }
    kept.push_str(rest);
    (kept, found)
}

/// What byte each letter of a code page stands for.
struct CodePage {
    high: Vec<(char, u8)>,
}

impl CodePage {
    fn of(page: &'static Encoding) -> Self {
        let mut high: Vec<(char, u8)> = (0x80..=0xFF_u8)
            .filter_map(|byte| {
                let one = [byte];
                let (text, damaged) = page.decode_without_bom_handling(&one);
                text.chars().next().filter(|_| !damaged).map(|c| (c, byte))
            })
            .collect();
        high.sort_unstable();
        Self { high }
    }

    fn byte(&self, c: char) -> Option<u8> {
        // No code page of one byte a letter reaches the scripts and pictures beyond.
        if c > '\u{2200}' {
            return None;
        }
        if let Ok(at) = self.high.binary_search_by_key(&c, |(letter, _)| *letter) {
            return Some(self.high[at].1);
        }
        // Bytes the page leaves open come through as control characters.
        u8::try_from(u32::from(c)).ok().filter(|byte| (0x80..=0x9F).contains(byte))
    }

    /// The letter whose bytes the text begins with, and how many bytes of the text spell it.
    fn letter(&self, text: &str) -> Option<(char, usize)> {
        let mut bytes = [0_u8; 4];
        let mut spelt = 0;
        let mut need = 0;
        for (count, c) in text.chars().take(4).enumerate() {
            // A no-break space is often saved as a plain one.
            let byte = self.byte(c)?;
            bytes[count] = byte;
            spelt += c.len_utf8();
            if count == 0 {
                need = match byte {
                    0xC2..=0xD1 => 2,
                    0xE0..=0xEF => 3,
                    0xF0..=0xF4 => 4,
                    _ => return None,
                };
            }
            if count + 1 == need {
                let letter = std::str::from_utf8(&bytes[..need]).ok()?.chars().next()?;
                return plausible(letter).then_some((letter, spelt));
            }
        }
        None
    }
}

/// Letters that people type; a chance pair of accented letters hardly ever spells one of these.
fn plausible(c: char) -> bool {
    matches!(c,
        '\u{A0}'..='\u{17F}' | '\u{370}'..='\u{3FF}' | '\u{400}'..='\u{45F}' | '\u{1E00}'..='\u{1EFF}'
        | '\u{2000}'..='\u{2BFF}' | '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// A text in which the first byte of each lost sign is all that is left of it.
struct Lost {
    /// What the first byte of a dash, an arrow, a quote or a branch became.
    sign: char,
    /// What the first byte of a picture became.
    picture: char,
}

impl Lost {
    /// Finds signs that stand alone where no language has them. A language that uses the letter has it
    /// in words.
    fn find(text: &str) -> Option<Self> {
        for (sign, picture, kin) in [('ā', 'š', "ēīūģķļņžč"), ('â', 'ð', "àéèêçùôîû")] {
            if !text.contains(sign) {
                continue;
            }
            let (mut alone, mut within, mut related) = (0_usize, 0_usize, 0_usize);
            let mut before = '\n';
            let mut chars = text.chars().peekable();
            while let Some(c) = chars.next() {
                let after = chars.peek().copied().unwrap_or('\n');
                if c == sign {
                    let joined =
                        before.is_alphabetic() && before != sign || after.is_alphabetic() && after != sign;
                    if joined {
                        within += 1;
                    } else {
                        alone += 1;
                    }
                } else if !c.is_ascii()
                    && kin.contains(c)
                    && (before.is_alphabetic() && after.is_alphabetic())
                {
                    related += 1;
                }
                before = c;
            }
            if alone > 0 && related <= alone && within <= alone * 4 {
                return Some(Self { sign, picture });
            }
        }
        None
    }

    fn repair(&self, text: &str) -> String {
        let mut kept = String::with_capacity(text.len() + 64);
        for line in text.split_inclusive('\n') {
            if line.is_ascii() {
                kept.push_str(line);
            } else {
                self.line(line, &mut kept);
            }
        }
        kept
    }

    fn line(&self, line: &str, kept: &mut String) {
        let chars: Vec<char> = line.chars().collect();
        let from = kept.len();
        let mut at = 0;
        while at < chars.len() {
            let c = chars[at];
            if c != self.sign && c != self.picture {
                // Pieces of a lost picture, such as a soft hyphen after it.
                kept.push(c);
                at += 1;
                continue;
            }
            let run = chars[at..].iter().take(100).take_while(|next| **next == c).count();
            let before = at.checked_sub(1).map_or('\n', |at| chars[at]);
            let after = chars.get(at + run).copied().unwrap_or('\n');
            let start = kept[from..].trim().is_empty()
                || kept[from..].trim_end().ends_with(['#', '-', '*', '>', '|', '│']);
            if c == self.picture {
                at += self.lost_picture(&chars[at..], before, kept);
            } else if run >= 2 {
                kept.push_str(&branch(run, after, start));
                at += run;
            } else if is_word(before) && is_word(after) {
                let tail: String = chars[at + 1..].iter().take_while(|next| next.is_alphabetic()).collect();
                let short = matches!(tail.as_str(), "s" | "t" | "d" | "m" | "re" | "ve" | "ll");
                kept.push(if short { '’' } else { c });
                at += 1;
            } else if before.is_whitespace() && after.is_whitespace() && !start && after != '\n' {
                kept.push(if is_arrow(&chars, at) { '→' } else { '—' });
                at += 1;
            } else if (before.is_whitespace() || before == '(') && after.is_ascii_alphanumeric() {
                kept.push('“');
                at += 1;
            } else if (is_word(before) || matches!(before, '.' | '?' | '!' | ',')) && !is_word(after) {
                kept.push('”');
                at += 1;
            } else {
                at += debris(&chars[at..]);
            }
        }
        let _ = start_blank(kept, from);
    }

    /// A picture of four bytes: its first byte, then what is left of the others.
    fn lost_picture(&self, rest: &[char], before: char, kept: &mut String) -> usize {
        let after = rest.get(1).copied().unwrap_or('\n');
        if is_word(before) || (after.is_ascii_alphabetic() || "ēīūģķļņāčžėęįųą".contains(after))
        {
            kept.push(self.picture);
            return 1;
        }
        debris(rest)
    }
}

/// How many characters a lost picture left: its first byte, others that are no letters of a word, one blank.
fn debris(rest: &[char]) -> usize {
    let mut count = 1;
    while count < 8 {
        let Some(c) = rest.get(count) else { break };
        let next_is_word = rest.get(count + 1).is_some_and(char::is_ascii_alphabetic);
        let piece = !c.is_ascii() && !c.is_whitespace() && !next_is_word && !is_cjk(*c);
        let joined = *c == '\u{A0}' || (*c == ' ' && rest.get(count + 1) == Some(&'ļ'));
        if !(piece || joined) {
            break;
        }
        count += 1;
    }
    if rest.get(count) == Some(&' ') { count + 1 } else { count }
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Drops blanks that a lost picture left at a line's end.
fn start_blank(kept: &mut String, from: usize) -> bool {
    let broken = kept.ends_with('\n');
    let end = kept.trim_end_matches([' ', '\n']).len().max(from);
    let blanks = kept[end..].matches(' ').count();
    if blanks == 1 {
        kept.truncate(end);
        if broken {
            kept.push('\n');
        }
    }
    blanks == 1
}

/// A branch of a drawn tree, or a drawn rule.
fn branch(run: usize, after: char, start: bool) -> String {
    if start && run <= 4 && after == ' ' {
        let mut branch = String::from("├");
        branch.extend(std::iter::repeat_n('─', run - 1));
        return branch;
    }
    "─".repeat(run)
}

/// Whether the sign between two words was rather an arrow: figures on both sides, as in
/// `2 hours → 5 minutes`.
fn is_arrow(chars: &[char], at: usize) -> bool {
    let figures = |word: &String| word.contains(|c: char| c.is_ascii_digit());
    let words = |side: &[char]| -> Vec<String> {
        let text: String = side.iter().collect();
        text.split_whitespace().map(str::to_owned).collect()
    };
    let (left, right) =
        (words(&chars[at.saturating_sub(60)..at]), words(&chars[at + 1..chars.len().min(at + 60)]));
    left.iter().rev().take(2).any(figures) && right.iter().take(1).any(figures)
}
