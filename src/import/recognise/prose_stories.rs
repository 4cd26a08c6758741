//! Stories that are told without labels, and those of which only a title stands: by what the model reads and by their headings.

use crate::import::draft::FoundStory;

use super::context::Context;
use super::halves::halves;
use super::heading_kind::HeadingKind;
use super::meaning::{Label, Reading, Sentence};
use super::principles::Principles;
use super::stories::{SECTIONS, heading_title};
use super::story_checks::is_tags;
use super::text::{begins_with_any, has_any, has_cjk, has_question_mark, lower, word_count};
use super::units::Unit;

/// The longest line that is a title, in words.
const LONGEST_TITLE: usize = 16;

/// Finds the stories that no label tells; marks the units they take.
pub fn find(
    units: &[Unit],
    contexts: &[Context],
    principles: &Principles,
    taken: &mut [bool],
    sentences: &[Sentence],
    readings: &[Reading],
) -> Vec<FoundStory> {
    let read = Read::of(units, sentences, readings, principles);
    let mut out = Vec::new();
    let mut n = 0;
    while n < units.len() {
        if taken[n] || !is_title(n, units, contexts, &read) {
            n += 1;
            continue;
        }
        let end = end_of(n, units, contexts, taken, &read);
        // A story with labels of its own stands there already.
        let told = (n + 1..end).any(|at| read.label[at] == Label::Story);
        if (n + 1..end).any(|at| taken[at]) || taken.get(end) == Some(&true) && !told {
            n = end.max(n + 1);
            continue;
        }
        let told: Vec<usize> = (n + 1..end).filter(|&at| read.label[at] == Label::Story).collect();
        let headed = units[n].is_heading() && read.label[n] != Label::Story && told.is_empty();
        if headed {
            n += 1;
            continue;
        }
        let title = heading_title(&principles.take_tags(&units[n].text).0);
        if title.is_empty() || is_to_do(&title) || title.contains(": ") && word_count(&title) > 8 {
            n += 1;
            continue;
        }
        let parts = parts(&told, sentences, &read);
        let missing = (0..4).filter(|&i| parts[i].is_empty()).map(|i| SECTIONS[i].to_owned()).collect();
        let [situation, task, action, result] = parts;
        for (at, taken) in taken.iter_mut().enumerate().take(end).skip(n) {
            *taken |= at == n || read.label[at] == Label::Story;
        }
        let mut names = principles.take_tags(&units[n].text).1;
        if names.is_empty() {
            names = contexts[n].principles.to_vec();
        }
        out.push(FoundStory {
            title,
            principles: names,
            situation,
            task,
            action,
            result,
            missing,
            line: units[n].line,
            ..FoundStory::default()
        });
        n = end.max(n + 1);
    }
    out
}

/// How each unit is read: its first sentence's label, and where its sentences stand.
struct Read {
    label: Vec<Label>,
    story: Vec<i32>,
    sentences: Vec<std::ops::Range<usize>>,
    /// Whether it is a line of tags or names of principles and nothing else.
    tags: Vec<bool>,
}

impl Read {
    fn of(units: &[Unit], sentences: &[Sentence], readings: &[Reading], principles: &Principles) -> Self {
        let mut read = Self {
            label: vec![Label::Other; units.len()],
            story: vec![i32::MIN; units.len()],
            sentences: vec![0..0; units.len()],
            tags: halves(units.len(), |range| {
                let tags = |unit: &Unit| !unit.is_heading() && is_tags(unit, principles);
                units[range].iter().map(tags).collect()
            }),
        };
        for (at, (sentence, reading)) in sentences.iter().zip(readings).enumerate() {
            let range = &mut read.sentences[sentence.unit];
            if range.start == range.end {
                *range = at..at + 1;
                read.label[sentence.unit] = reading.label;
            } else {
                range.end = at + 1;
            }
            if read.tags[sentence.unit] {
                read.label[sentence.unit] = Label::Other;
                continue;
            }
            let story = reading.margin(Label::Story);
            if story > 0 {
                read.label[sentence.unit] = Label::Story;
            }
            read.story[sentence.unit] = read.story[sentence.unit].max(story);
        }
        read
    }
}

/// A short line that heads what follows, and reads as a story's title or stands above one.
fn is_title(n: usize, units: &[Unit], contexts: &[Context], read: &Read) -> bool {
    let unit = &units[n];
    let in_form = unit.is_heading()
        || unit.bold
        || contexts[n].heads
        || unit.bold_lead().is_some_and(|lead| lead.len() * 2 > unit.text.len());
    let place = contexts[n].heading_kind;
    let elsewhere = matches!(
        place,
        Some(
            HeadingKind::Questions
                | HeadingKind::AskThem
                | HeadingKind::Tips
                | HeadingKind::Donts
                | HeadingKind::Requirements
                | HeadingKind::Format
                | HeadingKind::Boilerplate
                | HeadingKind::BadExamples
                | HeadingKind::Template
                | HeadingKind::StarMethod
        )
    );
    if !in_form
        || unit.is_cell()
        || unit.is_field()
        || unit.is_code()
        || unit.words > LONGEST_TITLE
        || has_question_mark(&unit.text) && read.label[n] != Label::Story
        || unit.label.is_some()
        || read.tags[n]
    {
        return false;
    }
    // A title proves nothing alone: what is below it has to be told, or the section to be one of
    // stories.
    let told_below = (n + 1..units.len().min(n + 3))
        .any(|at| read.story[at] > 12 && !units[at].is_heading() && units[at].label.is_none());
    let titled = read.story[n] > 0;
    !elsewhere && (told_below || titled && place == Some(HeadingKind::Stories))
}

/// Where the story below a title ends: at the next title or heading, or where it no longer reads as one.
fn end_of(n: usize, units: &[Unit], contexts: &[Context], taken: &[bool], read: &Read) -> usize {
    (n + 1..units.len())
        .find(|&at| {
            let goes_on = matches!(read.label[at], Label::Story | Label::Note | Label::Other);
            units[at].is_heading()
                || units[at].is_cell()
                || taken[at]
                || is_title(at, units, contexts, read)
                || !goes_on
        })
        .unwrap_or(units.len())
}

/// The sentences by section: situation, task, action, result.
fn parts(told: &[usize], sentences: &[Sentence], read: &Read) -> [String; 4] {
    let all: Vec<&str> = told
        .iter()
        .flat_map(|&unit| read.sentences[unit].clone())
        .map(|at| sentences[at].text.as_str())
        .collect();
    let mut kinds: Vec<usize> = all.iter().map(|text| kind(text)).collect();
    // What comes before anything was done is the situation; what comes after all was done, the result.
    let first_done = kinds.iter().position(|kind| *kind == 2);
    let last_done = kinds.iter().rposition(|kind| *kind == 2);
    for (n, kind) in kinds.iter_mut().enumerate() {
        if *kind == 4 {
            *kind = match (first_done, last_done) {
                (Some(first), _) if n < first => 0,
                (_, Some(last)) if n > last => 3,
                (Some(_), _) => 2,
                _ => 0,
            };
        }
        // A result before anything was done is how things stood.
        if *kind == 3 && first_done.is_none_or(|first| n < first) {
            *kind = 0;
        }
    }
    let mut out: [String; 4] = Default::default();
    for (text, kind) in all.iter().zip(kinds) {
        if is_to_do(text) {
            continue;
        }
        let part = &mut out[kind];
        if !part.is_empty() {
            part.push(' ');
        }
        part.push_str(text);
    }
    out
}

/// A remark that a part is still to be written.
fn is_to_do(text: &str) -> bool {
    let low = lower(text);
    text.starts_with('[') && word_count(text) <= 4
        || has_any(
            &low,
            &[
                "todo",
                "to do",
                "tbd",
                "write the rest",
                "not written yet",
                "still to write",
                "noch ausarbeiten",
                "nur stichworte",
                "depois escrevo",
                "à compléter",
                "por escribir",
                "need the",
                "need to ask",
            ],
        )
        || low.contains("??")
}

/// The section that a sentence of a story belongs to: 0 situation (how things were), 1 task (what was
/// asked of the teller), 2 action (what they did), 3 result (what came of it), 4 not plain.
fn kind(text: &str) -> usize {
    #[rustfmt::skip]
    const TASK: &[&str] = &[
        "i was asked", "i was told", "asked me to", "i had to", "my job was", "my task", "it was my", "was mine", "i was on call", "i needed to", "had until", "gave me until", "gave me", "told me to", "expected me", "i was responsible",
        "ich sollte", "ich musste", "meine aufgabe", "on m'a demandé", "je devais", "il fallait que je", "me pidieron", "tenía que", "tuve que", "me tocaba", "me pediram", "me pediu", "eu tinha que", "tive de", "tinha de",
    ];
    #[rustfmt::skip]
    const DID: &[&str] = &[
        "i", "i'd", "i've", "ich", "je", "j'ai", "j'", "yo", "eu", "my",
    ];
    #[rustfmt::skip]
    const RESULT: &[&str] = &[
        "within", "since", "since then", "in the end", "as a result", "afterwards", "by december", "by march", "by june", "dropped", "fell", "rose", "went up", "went down", "went from", "saved", "still running", "still use", "nobody has", "no one has", "ended", "stayed", "was copied", "we lost", "went live", "on time", "down to", "up to", "per cent", "result",
        "seitdem", "am ende", "danach", "gesunken", "gestiegen", "seit", "depuis", "au final", "résultat", "finalement", "desde entonces", "al final", "bajó", "subió", "pasó", "desde então", "no fim", "caiu", "subiu", "sem reincidência",
    ];
    let low = lower(text);
    if has_any(&low, TASK) {
        return 1;
    }
    let figures = text.bytes().any(|b| b.is_ascii_digit());
    let says_i = has_any(&low, DID) || verb_of_first_person(&low);
    // "Since then I …" is still something done, unless a figure says what came of it.
    if has_any(&low, RESULT) && (!says_i || figures && !begins_with_any(&low, DID)) {
        return 3;
    }
    if says_i {
        return 2;
    }
    if has_cjk(text) {
        return if text.contains("結果") || text.contains("その後") {
            3
        } else if text.contains("私は") || text.contains("しました") {
            2
        } else {
            4
        };
    }
    4
}

/// Spanish and Portuguese leave "I" out: "revisé", "cancelé", "propus", "parei".
fn verb_of_first_person(low: &str) -> bool {
    low.split(|c: char| !c.is_alphabetic()).any(|word| {
        word.chars().count() > 3 && (word.ends_with('é') || word.ends_with("ei"))
            || ["hice", "puse", "dije", "fui", "vi", "fiz", "pus", "disse"].contains(&word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_fall_into_sections() {
        for (text, wanted) in [
            ("Six dispatchers left the room and didn't come back.", 4),
            ("I was asked to take 15% out of the budget.", 1),
            ("I went round to each of them and asked.", 2),
            ("Within five months it was 2.5k and sickness had dropped as well.", 3),
            ("La senté, le saqué un café.", 2),
        ] {
            assert_eq!(kind(text), wanted, "{text}");
        }
    }
}
