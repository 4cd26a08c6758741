//! Chats that a messenger exported as text: each message without its time, the recruiter's without a name.

use std::collections::BTreeMap;

use super::build::{Builder, Parsed};
use crate::import::document::BlockKind;

/// Fewest messages of a chat.
const LEAST: usize = 6;

/// A message's speaker and first words.
#[derive(Debug, PartialEq, Eq)]
struct Message<'a> {
    speaker: &'a str,
    words: &'a str,
}

/// "[09/03/2026 11:09:58] Name: words", "12.11.2024, 08:58 - Name: words", "[17:58] Name: words".
fn message(line: &str) -> Option<Message<'_>> {
    let line = line.trim_start_matches(['\u{200e}', '\u{200f}', '\u{feff}', ' ']);
    // Without brackets a time alone opens a line of a schedule: a date has to stand before it.
    let (least, (time, rest)) = match line.strip_prefix('[') {
        Some(rest) => (3, rest.split_once(']')?),
        None => (7, line.split_once(" - ")?),
    };
    let figures = time.chars().filter(char::is_ascii_digit).count();
    // Two times are from and to: a line of a schedule.
    let spans = time.split_whitespace().filter(|part| part.contains(':')).count() > 1;
    let is_time = figures >= least
        && !spans
        && time.contains(':')
        && time.chars().count() <= 24
        && time.chars().all(|c| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    ':' | '.' | '/' | '-' | ',' | ' ' | '\u{202f}' | 'a' | 'A' | 'p' | 'P' | 'm' | 'M'
                )
        });
    if !is_time {
        return None;
    }
    let (speaker, words) = rest.split_once(':')?;
    let speaker = speaker.trim_matches(['~', ' ', '\u{200e}', '\u{202a}', '\u{202c}']);
    let fits = (1..=40).contains(&speaker.chars().count())
        && !speaker.contains('?')
        && !speaker.starts_with(|c: char| c.is_ascii_digit());
    fits.then(|| Message { speaker, words: words.trim_matches(['\u{200e}', ' ']) })
}

/// Whether a text is a chat: most of its first lines are messages or go on with one.
pub(crate) fn is_one(source: &str) -> bool {
    let lines: Vec<&str> = source.lines().filter(|line| !line.trim().is_empty()).take(80).collect();
    let messages = lines.iter().filter(|line| message(line).is_some()).count();
    let mut turns: BTreeMap<&str, usize> = BTreeMap::new();
    for message in lines.iter().filter_map(|line| message(line)) {
        *turns.entry(message.speaker).or_default() += 1;
    }
    // A few people who speak again and again; in a plan each line begins with another word.
    let talk = turns.len() <= 8 && turns.values().any(|turns| *turns > 2);
    messages >= LEAST && messages * 3 >= lines.len() && talk
}

/// "<Media omitted>", "image omitted": what the export left out.
fn is_left_out(words: &str) -> bool {
    const KINDS: &[&str] =
        &["image", "video", "audio", "sticker", "gif", "document", "media", "voice message", "photo"];
    words.starts_with('<') && words.ends_with('>')
        || words.to_lowercase().strip_suffix(" omitted").is_some_and(|kind| KINDS.contains(&kind))
}

/// Reads a chat. Who says most is the recruiter, whose words stand alone; the others keep their names before theirs, on
/// every line: what is asked there is asked of the recruiter.
pub fn read(source: &str) -> Parsed {
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    let mut speaker = "";
    for line in source.lines() {
        let words = match message(line) {
            Some(message) => {
                speaker = message.speaker;
                message.words
            }
            None => line,
        };
        *said.entry(speaker).or_default() += words.len();
    }
    let most = said.iter().filter(|(name, _)| !name.is_empty()).max_by_key(|(_, words)| **words);
    let most = most.map_or("", |(name, _)| *name);
    let mut out = Builder::default();
    let mut speaker = most;
    for (line, at) in source.lines().zip(1_u32..) {
        let words = match message(line) {
            Some(message) => {
                speaker = message.speaker;
                message.words
            }
            None => line.trim(),
        };
        if words.is_empty() || is_left_out(words) {
            continue;
        }
        if speaker == most {
            out.plain(BlockKind::Paragraph, words, at);
        } else {
            out.plain(BlockKind::Paragraph, &format!("{speaker}: {words}"), at);
        }
    }
    out.finish("chat")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_lose_their_time_and_the_recruiters_their_name() {
        assert_eq!(
            message("[09/03/2026 11:09:58] Ines HR: Hello: you"),
            Some(Message { speaker: "Ines HR", words: "Hello: you" })
        );
        assert_eq!(message("12.11.2024, 08:58 - Ines: So"), Some(Message { speaker: "Ines", words: "So" }));
        for line in [
            "8:30 - 9:15 Talk with Ines: the plan",
            "[09:00 - 09:45] Coding: in pairs",
            "12.11.2024, 09:00 - 09:45 - Panel: Ines",
        ] {
            assert_eq!(message(line), None, "{line}");
        }
        let said: Vec<String> = (0..8).map(|n| format!("[10:0{n}] Ines: Words number {n} of it")).collect();
        let chat = format!("{}\n[10:09] Rowan: And when?\n- a line that goes on\n", said.join("\n"));
        assert!(is_one(&chat) && !is_one("10:00 - 11:00 Panel: three people\n10:30 - 11:00 Tea\n"));
        let texts: Vec<String> =
            read(&chat).blocks.iter().map(crate::import::document::Block::text).collect();
        assert_eq!(texts[0], "Words number 0 of it");
        assert_eq!(texts[8..], ["Rowan: And when?", "Rowan: - a line that goes on"]);
    }
}
