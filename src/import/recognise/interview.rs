//! How the interview is held: stages, minutes, rounds, interviewers.

use crate::import::draft::Format;

use super::context::Context;
use super::section::Section;
use super::signs;
use super::text::{has_any, lower, squeeze};
use super::units::Unit;

const STAGES: &[(&str, &[&str])] = &[
    (
        "phone screen",
        &["phone screen", "phone interview", "phone call", "telephone", "telefon", "screening call", "phone"],
    ),
    (
        "recruiter call",
        &["recruiter call", "recruiter screen", "recruiter chat", "hr screen", "initial call"],
    ),
    (
        "loop",
        &[
            "loop",
            "onsite",
            "on-site",
            "final round",
            "panel",
            "virtual onsite",
            "members individually",
            "final interview",
        ],
    ),
    ("hiring manager interview", &["hiring manager"]),
    ("assessment", &["assessment", "take-home", "case study", "presentation", "written exercise"]),
    (
        "interview",
        &[
            "interview",
            "interviews",
            "round",
            "rounds",
            "interviewers",
            "interviewer",
            "conversation",
            "session",
        ],
    ),
];

/// No interview has more stages; a longer list is of something else.
const MOST: usize = 100;

/// Finds the stages of the interview.
pub fn find(units: &[Unit], contexts: &[Context], taken: &[bool]) -> Vec<Format> {
    let mut out: Vec<Format> = Vec::new();
    for (n, unit) in units.iter().enumerate() {
        if taken[n]
            || unit.is_code()
            || unit.is_field()
            || matches!(
                contexts[n].section,
                Some(Section::Requirements | Section::AskThem | Section::Stories | Section::Questions)
            )
        {
            continue;
        }
        // A length or a count is a number before one of these words, or in one with it.
        if !unit.hints(signs::COUNTED) && !glued_number(&unit.low) {
            continue;
        }
        for sentence in sentences(&unit.text) {
            if let Some(found) = read(&sentence, unit.line, contexts[n].section == Some(Section::Format))
                && out.len() < MOST
                && !out.iter().any(|f| {
                    f.stage == found.stage
                        && f.minutes == found.minutes
                        && f.interviewers == found.interviewers
                        && f.rounds == found.rounds
                })
            {
                out.push(found);
            }
        }
    }
    out
}

/// What is counted of an interview.
#[rustfmt::skip]
pub const COUNTED: &[&str] = &[
    "minutes", "minute", "mins", "min", "minuten", "minutos", "hours", "hour", "hrs", "hr", "rounds", "round",
    "interviews", "stages", "interviewers", "members", "panelists", "people", "team members", "interviewer",
    "panel members",
];

/// Whether a letter follows a figure: "60min".
fn glued_number(low: &str) -> bool {
    low.as_bytes().windows(2).any(|two| two[0].is_ascii_digit() && two[1].is_ascii_lowercase())
}

/// Sentences; a stop within a number does not end one.
fn sentences(text: &str) -> Vec<String> {
    text.split(". ")
        .flat_map(|s| s.split("; "))
        .flat_map(|s| s.split(", then "))
        .flat_map(|s| s.split(", followed by "))
        .map(squeeze)
        .filter(|s| !s.is_empty())
        .collect()
}

fn read(text: &str, line: u32, in_format: bool) -> Option<Format> {
    let low = lower(text);
    let stage = STAGES.iter().find(|(_, words)| has_any(&low, words)).map(|(name, _)| *name);
    if stage.is_none() && !in_format || low.chars().count() > 400 {
        return None;
    }
    let minutes = amount(&low, &["minutes", "minute", "mins", "min", "minuten", "minutos"])
        .or_else(|| amount(&low, &["hours", "hour", "hrs", "hr"]).map(|[a, b]| [a * 60, b * 60]));
    let minutes = minutes.filter(|[a, b]| {
        *a >= 15
            && *b <= 480
            && !has_any(
                &low,
                &[
                    "answer",
                    "answers",
                    "per story",
                    "think",
                    "before the interview",
                    "early",
                    "late",
                    "per question",
                    "arrive",
                ],
            )
    });
    let rounds =
        amount(&low, &["rounds", "round", "interviews", "stages"]).filter(|[a, b]| *a >= 1 && *b <= 12);
    let interviewers = amount(
        &low,
        &["interviewers", "members", "panelists", "people", "team members", "interviewer", "panel members"],
    )
    .filter(|[a, b]| *a >= 1 && *b <= 12);
    if minutes.is_none() && rounds.is_none() && interviewers.is_none()
        || minutes.is_none() && !in_format && interviewers.is_none_or(|[_, most]| most < 2)
    {
        return None;
    }
    Some(Format { stage: stage.unwrap_or("interview").to_owned(), minutes, interviewers, rounds, line })
}

/// The number or range before one of `units`: "45-60 min", "45 to 60 minutes", "4 - 6 members", "one hour".
fn amount(low: &str, units: &[&str]) -> Option<[u32; 2]> {
    let text = low.replace(['–', '—', '~'], "-").replace('-', " - ").replace('+', " ");
    let words: Vec<String> = text
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').to_owned())
        .collect();
    for (n, word) in words.iter().enumerate() {
        if !units.contains(&word.as_str()) {
            // "60min" in one word.
            let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
            if let (false, Ok(value)) = (digits.is_empty(), digits.parse::<u32>())
                && units.contains(&&word[digits.len()..])
            {
                return Some([value, value]);
            }
            continue;
        }
        // At most two words of description stand between the number and its unit.
        let from = n.saturating_sub(3);
        let at = (from..n).rev().find(|&i| number(&words[i]).is_some())?;
        let high = number(&words[at])?;
        let low = match (
            at.checked_sub(1).map(|i| words[i].as_str()),
            at.checked_sub(2).and_then(|i| number(&words[i])),
        ) {
            (Some("-" | "to" | "or" | "bis" | "a"), Some(low)) if low <= high => low,
            _ => high,
        };
        return Some([low, high]);
    }
    None
}

fn number(word: &str) -> Option<u32> {
    const WORDS: &[&str] =
        &["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    if let Ok(value) = word.parse() {
        return Some(value);
    }
    WORDS.iter().position(|w| *w == word).and_then(|n| u32::try_from(n).ok()).filter(|n| *n > 0)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn minutes_rounds_and_interviewers_are_read() {
        let phone = read("A phone interview of 45-60 minutes with one interviewer", 3, false).unwrap();
        assert_eq!(
            (phone.stage.as_str(), phone.minutes, phone.interviewers),
            ("phone screen", Some([45, 60]), Some([1, 1]))
        );
        let panel = read("You will meet 4-6 members individually for 45 to 60 min", 3, false).unwrap();
        assert_eq!(
            (panel.stage.as_str(), panel.minutes, panel.interviewers),
            ("loop", Some([45, 60]), Some([4, 6]))
        );
        assert_eq!(read("Duration: 60 min per round", 1, true).unwrap().minutes, Some([60, 60]));
        assert_eq!(read("Keep each answer to 2-3 minutes", 1, false), None);
    }
}
