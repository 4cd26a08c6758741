//! What a program wrote of a recording, in whichever of the usual forms: plain text, subtitles, or JSON with times.

use serde::Deserialize;
use serde_json::Value;

/// A word, or a few, with its place in the recording.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed {
    /// Where it begins, in seconds.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The words.
    pub text: String,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    /// All of it, as one text.
    pub text: String,
    /// The same with times, where the program gave them, in order.
    pub timed: Vec<Timed>,
}

/// Nothing of it can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It is blank.
    #[error("it wrote nothing")]
    Nothing,
    /// It is JSON without words in it.
    #[error("it wrote JSON in which no words were found")]
    NoWords,
    /// Not text.
    #[error("what it wrote is no text")]
    NoText,
}

/// Reads what a program wrote. Forms, in this order: JSON of words (`{"words": [{"from": 0.4, "to": 0.7, "text":
/// "I"}]}`, seconds), whisper.cpp's JSON (`transcription`, milliseconds), JSON of `segments` with `start` and `end` in
/// seconds, JSON with only a `text`; SRT and VTT, and whisper.cpp's lines `[00:00:00.000 --> 00:00:02.000] words`; else
/// plain text.
///
/// # Errors
/// [`Unusable`] if there are no words in it.
pub fn read(output: &str) -> Result<Written, Unusable> {
    let output = output.trim_start_matches('\u{feff}').trim();
    if output.is_empty() {
        return Err(Unusable::Nothing);
    }
    let odd = output.chars().filter(|c| c.is_control() && !c.is_whitespace() || *c == '\u{fffd}').count();
    if odd * 20 > output.chars().count() {
        return Err(Unusable::NoText);
    }
    let written = match serde_json::from_str::<Value>(output) {
        Ok(value @ (Value::Object(_) | Value::Array(_))) => json(&value).ok_or(Unusable::NoWords)?,
        _ if output.lines().any(|line| bracketed(line.trim()).is_some() || span(line.trim()).is_some()) => {
            subtitles(output).ok_or(Unusable::Nothing)?
        }
        _ => plain(output),
    };
    if written.text.is_empty() { Err(Unusable::Nothing) } else { Ok(written) }
}

fn plain(output: &str) -> Written {
    let paragraphs = output.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    Written { text: paragraphs.filter(|p| !p.is_empty()).collect::<Vec<_>>().join("\n"), timed: Vec::new() }
}

/// The text of parts with times.
fn of_parts(mut timed: Vec<Timed>) -> Option<Written> {
    timed.retain_mut(|part| {
        part.text = tidy(&part.text);
        part.from.is_finite() && part.to.is_finite() && part.from >= 0.0 && part.to >= part.from
            // "[BLANK_AUDIO]", "(music)": what was heard and was no word.
            && !part.text.is_empty() && !(part.text.starts_with(['[', '(']) && part.text.ends_with([']', ')']))
    });
    timed.sort_by(|a, b| a.from.total_cmp(&b.from));
    let text = timed.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ");
    (!timed.is_empty()).then_some(Written { text, timed })
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

// -- JSON --------------------------------------------------------------------------------------

fn json(value: &Value) -> Option<Written> {
    let parts = |value: &Value, of: fn(&Value) -> Option<Timed>| {
        of_parts(value.as_array()?.iter().filter_map(of).collect())
    };
    let words = value.get("words").or_else(|| value.as_array().map(|_| value));
    words
        .and_then(|words| parts(words, in_seconds))
        .or_else(|| parts(value.get("transcription")?, in_milliseconds))
        .or_else(|| parts(value.get("segments")?, in_seconds))
        .or_else(|| Some(plain(value.get("text")?.as_str()?)))
}

fn in_seconds(value: &Value) -> Option<Timed> {
    #[derive(Deserialize)]
    struct Part {
        #[serde(alias = "start")]
        from: f64,
        #[serde(alias = "end")]
        to: f64,
        #[serde(alias = "word")]
        text: String,
    }
    let Part { from, to, text } = Part::deserialize(value).ok()?;
    Some(Timed { from, to, text })
}

fn in_milliseconds(value: &Value) -> Option<Timed> {
    let offset = |of: &str| value.get("offsets")?.get(of)?.as_f64().map(|ms| ms / 1000.0);
    Some(Timed { from: offset("from")?, to: offset("to")?, text: value.get("text")?.as_str()?.to_owned() })
}

// -- Subtitles ---------------------------------------------------------------------------------

/// SRT, VTT, and lines that begin with a span in brackets.
fn subtitles(output: &str) -> Option<Written> {
    let mut timed: Vec<Timed> = Vec::new();
    let mut inside = false;
    for line in output.lines() {
        let line = line.trim();
        if let Some((span, text)) = bracketed(line) {
            timed.push(Timed { from: span.0, to: span.1, text: text.to_owned() });
            inside = false;
        } else if let Some((from, to)) = span(line) {
            timed.push(Timed { from, to, text: String::new() });
            inside = true;
        } else if line.is_empty() {
            inside = false;
        } else if let Some(last) = timed.last_mut().filter(|_| inside) {
            last.text.push(' ');
            last.text.push_str(&untagged(line));
        }
    }
    of_parts(timed)
}

/// A line that begins with its span in brackets.
fn bracketed(line: &str) -> Option<((f64, f64), &str)> {
    let (times, text) = line.strip_prefix('[')?.split_once(']')?;
    Some((span(times)?, text))
}

/// "00:00:01.000 --> 00:00:04,000 align:start", with or without hours.
fn span(line: &str) -> Option<(f64, f64)> {
    let (from, to) = line.split_once("-->")?;
    Some((time(from.trim())?, time(to.split_whitespace().next()?)?))
}

fn time(text: &str) -> Option<f64> {
    let parts: Vec<&str> = text.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    parts.iter().try_fold(0.0, |sum, part| {
        let part: f64 = part.replace(',', ".").parse().ok()?;
        (part >= 0.0).then_some(sum * 60.0 + part)
    })
}

/// A cue's words without tags.
fn untagged(line: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in line.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::float_cmp)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn timed(output: &str) -> Vec<(f64, f64, String)> {
        read(output).unwrap().timed.into_iter().map(|part| (part.from, part.to, part.text)).collect()
    }

    #[test]
    fn each_of_the_usual_forms_is_read() {
        let two = vec![(0.5, 1.25, "I moved".to_owned()), (61.0, 62.0, "the date.".to_owned())];
        let forms = [
            r#"{"words": [{"from": 0.5, "to": 1.25, "text": "I moved"}, {"from": 61, "to": 62, "text": "the date."}]}"#,
            r#"[{"start": 0.5, "end": 1.25, "word": "I moved"}, {"start": 61, "end": 62, "word": "the date."}]"#,
            r#"{"segments": [{"id": 0, "start": 0.5, "end": 1.25, "text": " I moved"}, {"start": 61.0, "end": 62.0, "text": " the date."}]}"#,
            r#"{"result": {"language": "en"}, "transcription": [{"timestamps": {}, "offsets": {"from": 500, "to": 1250}, "text": " I moved"}, {"offsets": {"from": 61000, "to": 62000}, "text": " the date."}]}"#,
            "WEBVTT\n\nNOTE made by hand\n\n00:00.500 --> 00:01.250 align:start\n<v Me>I\nmoved\n\n01:01.000 --> 01:02.000\nthe date.",
            "1\n00:00:00,500 --> 00:00:01,250\nI moved\n\n2\n00:01:01,000 --> 00:01:02,000\nthe date.\n",
            "\n[00:00:00.500 --> 00:00:01.250]   I moved\n[00:00:03.000 --> 00:00:04.000]  [BLANK_AUDIO]\n[00:01:01.000 --> 00:01:02.000]   the date.\n",
        ];
        for form in forms {
            assert_eq!(timed(form), two, "{form}");
            assert_eq!(read(form).unwrap().text, "I moved the date.", "{form}");
        }
    }

    #[test]
    fn plain_text_is_taken_as_it_is_and_json_with_a_text_too() {
        let written = read("  I moved\n  the date.\n\n\nThen  we met.\n").unwrap();
        assert_eq!(
            written,
            Written { text: "I moved the date.\nThen we met.".to_owned(), timed: Vec::new() }
        );
        assert_eq!(read(r#"{"text": "I moved it."}"#).unwrap().text, "I moved it.");
        assert_eq!(read("42").unwrap().text, "42", "a number is what was said");
    }

    #[test]
    fn nonsense_is_refused_with_a_reason() {
        assert_eq!(read(" \n "), Err(Unusable::Nothing));
        assert_eq!(read(r#"{"status": "ok"}"#), Err(Unusable::NoWords));
        assert_eq!(read(r#"{"words": [{"from": "x"}], "segments": 7}"#), Err(Unusable::NoWords));
        assert_eq!(read(&"\u{0}\u{1}ab".repeat(50)), Err(Unusable::NoText));
        let silence = "[00:00:00.000 --> 00:00:30.000]  [BLANK_AUDIO]";
        assert_eq!(read(silence), Err(Unusable::Nothing));
    }

    proptest! {
        #[test]
        fn nothing_that_a_program_may_write_breaks_it(output in ".{0,300}") {
            if let Ok(written) = read(&output) {
                prop_assert!(written.timed.windows(2).all(|pair| pair[0].from <= pair[1].from));
            }
        }
    }
}
