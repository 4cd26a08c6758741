//! Subtitles and transcripts of calls (`.vtt`, `.srt`) into what each speaker said in one go.

use super::build::{Builder, Parsed};
use crate::import::document::BlockKind;

/// Whether a text is a transcript: its signature, or a number, a span of time and words over and over.
pub(crate) fn is_one(source: &str) -> bool {
    let start = source.trim_start();
    start.starts_with("WEBVTT")
        || start.lines().take(4).any(is_span)
            && start.lines().take(200).filter(|line| is_span(line)).count() > 1
}

/// "00:00:01.000 --> 00:00:04.000", with or without hours, in either format.
fn is_span(line: &str) -> bool {
    let time = |text: &str| {
        let text = text.split_whitespace().next().unwrap_or("");
        text.len() >= 8
            && text.contains(':')
            && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ','))
    };
    line.split_once("-->").is_some_and(|(from, to)| time(from) && time(to))
}

/// Reads a transcript. Times, numbers of cues, styles and remarks are left out; what one speaker says over
/// several cues is one paragraph.
pub fn read(source: &str) -> Parsed {
    let mut out = Builder::default();
    let mut turn = Turn::default();
    let lines: Vec<&str> = source.lines().collect();
    let mut skipping = false;
    for (n, line) in lines.iter().enumerate() {
        let words = line.trim();
        let number = u32::try_from(n + 1).unwrap_or(u32::MAX);
        if words.is_empty() {
            skipping = false;
        } else if n == 0 && words.starts_with("WEBVTT")
            || ["NOTE", "STYLE", "REGION"]
                .iter()
                .any(|mark| words == *mark || words.starts_with(&format!("{mark} ")))
        {
            skipping = true;
        } else if !skipping && !is_span(words) && !lines.get(n + 1).is_some_and(|next| is_span(next)) {
            let (speaker, said) = spoken(words);
            turn.add(speaker, &said, number, &mut out);
        }
    }
    turn.close(&mut out);
    out.finish("transcript")
}

/// What one speaker has said so far.
#[derive(Default)]
struct Turn {
    speaker: String,
    words: String,
    line: u32,
}

impl Turn {
    fn add(&mut self, speaker: Option<String>, said: &str, line: u32, out: &mut Builder) {
        if let Some(speaker) = speaker
            && speaker != self.speaker
        {
            self.close(out);
            self.speaker = speaker;
        }
        // Captions that roll repeat the line before.
        if said.is_empty() || self.words.ends_with(said) {
            return;
        }
        if self.words.is_empty() {
            self.line = line;
        } else {
            self.words.push(' ');
        }
        self.words.push_str(said);
    }

    fn close(&mut self, out: &mut Builder) {
        out.plain(BlockKind::Paragraph, &std::mem::take(&mut self.words), self.line);
    }
}

/// A cue's speaker, if it names one, and its words without tags.
fn spoken(words: &str) -> (Option<String>, String) {
    let mut speaker = None;
    let mut said = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('<') {
        said.push_str(before);
        let Some((tag, after)) = after.split_once('>') else {
            said.push('<');
            rest = after;
            continue;
        };
        if let Some(name) = tag.strip_prefix("v ").or_else(|| tag.strip_prefix("v.")) {
            speaker = Some(name.trim().to_owned());
        }
        rest = after;
    }
    said.push_str(rest);
    let said = said.trim().trim_start_matches("- ").trim().to_owned();
    if speaker.is_none()
        && let Some((name, after)) = said.split_once(':')
        && is_name(name)
    {
        return (Some(name.trim().to_owned()), after.trim().to_owned());
    }
    (speaker, said)
}

/// "Dana Reyes", "Speaker 2".
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=3).contains(&words.len())
        && words.iter().all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}
