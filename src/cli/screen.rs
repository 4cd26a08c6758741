//! Standard output and standard error as a person's terminal takes them: no control character of a file, a name or a
//! question reaches it.

use std::io::{self, IsTerminal, StderrLock, StdoutLock, Write};

/// Writes text with what could steer a terminal spelled out as `\u001b`: control characters but line breaks and tabs,
/// and what turns the order of letters around. Within JSON that is the same string.
#[derive(Debug)]
pub(super) struct Screen<W: Write>(W);

/// Standard output for text.
pub(super) fn out() -> Screen<StdoutLock<'static>> {
    Screen(io::stdout().lock())
}

/// Standard error.
pub(super) fn err() -> Screen<StderrLock<'static>> {
    Screen(io::stderr().lock())
}

/// Writes an export to standard output: byte by byte into a file or a pipe, spelled out on a terminal.
pub(super) fn export(bytes: &[u8]) -> io::Result<()> {
    if io::stdout().is_terminal() { out().write_all(bytes) } else { io::stdout().lock().write_all(bytes) }
}

impl<W: Write> Write for Screen<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Formatting hands over whole strings; of anything else what is no text is shown as such.
        let text = String::from_utf8_lossy(bytes);
        if text.chars().any(steers) {
            self.0.write_all(plain(&text).as_bytes())?;
        } else {
            self.0.write_all(text.as_bytes())?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Whether a terminal may take it for an order.
fn steers(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with what steers spelled out. A carriage return before a line break is one.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if steers(c) && !(c == '\r' && chars.peek() == Some(&'\n')) {
            let _ = std::fmt::Write::write_fmt(&mut plain, format_args!("\\u{:04x}", u32::from(c)));
        } else {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut screen = Screen(Vec::new());
        write!(screen, "{text}").unwrap();
        String::from_utf8(screen.0).unwrap()
    }

    #[test]
    fn no_order_reaches_the_terminal_and_all_else_does() {
        assert_eq!(shown("Zürich\t逆質問\r\n👩‍💻"), "Zürich\t逆質問\r\n👩‍💻");
        assert_eq!(shown("\u{1b}]0;owned\u{7}\r\u{9b}2J"), "\\u001b]0;owned\\u0007\\u000d\\u009b2J");
        assert_eq!(shown("a\u{202e}b\u{2066}"), "a\\u202eb\\u2066");
    }

    #[test]
    fn json_says_the_same() {
        let text = "a\u{7f}\u{85}\u{202e}\u{1b}".to_owned();
        let json = serde_json::to_string(&text).unwrap();
        assert_eq!(serde_json::from_str::<String>(&shown(&json)).unwrap(), text);
    }
}
