//! Questions from the topics a role brief or an advert says to know, with the source's own points as a checklist.

use crate::import::document::BlockKind;
use crate::import::draft::{FoundQuestion, Origin};
use crate::import::recognise::heading_kind::{HeadingKind, classify};
use crate::import::recognise::language;
use crate::import::recognise::meaning::Label;
use crate::import::recognise::text::{
    begins_with_any, has_any, has_cjk, lower, squeeze, strip_number, trim_marks, word_count,
};
use crate::import::recognise::units::Unit;

use super::other::Language;
use super::{Sources, verbs};

/// The most topics taken of one file.
const MOST: usize = 40;

/// The reason that a topic's question carries.
pub(super) const WHY: &str = "made from a topic to know";

/// The most points kept of one topic.
const POINTS: usize = 10;

/// Headings over what one should know.
#[rustfmt::skip]
const TOPICS: &[&str] = &[
    "topics", "topic areas", "knowledge areas", "areas of knowledge", "technical areas", "subject areas", "subject matter", "domain knowledge",
    "should know", "expected to know", "have to know", "comes up", "come up", "know your way", "subjects", "fachgebiete", "themengebiete", "fachwissen", "kenntnisse", "connaissances",
    "temario", "conocimientos", "conhecimentos", "key concepts", "concepts to know", "what to know", "things to know", "you should know", "you need to know", "technical topics", "knowledge",
];

/// The same in a script without spaces.
const TOPICS_CJK: &[&str] =
    &["必要な知識", "求められる知識", "専門知識", "知識として", "ご存じ", "知っておいて"];

/// How a file says near its beginning that it tells what one has to know.
#[rustfmt::skip]
const BRIEFS: &[&str] = &[
    "handbook", "role brief", "brief", "need to know", "needs to know", "to know", "areas", "topics", "how you would", "subject knowledge", "syllabus", "handbuch", "fachwissen",
    "temario", "manual", "manuel", "référentiel",
];
/// How far [`Label::Topic`] may stand below the best label for a point of such a file's list.
const IN_BRIEF: i32 = -60;

/// The questions made from topics, and the units they were made of.
#[derive(Default)]
pub(super) struct TopicQuestions {
    pub questions: Vec<FoundQuestion>,
    pub units: Vec<usize>,
}

/// The topics that have points below them, after a colon, or stand in a list of their own.
pub(super) fn find(sources: &Sources<'_>, spoken: Language) -> TopicQuestions {
    let units = sources.units;
    let told = labels(sources);
    let brief = units.iter().take(8).any(|unit| has_any(&unit.low, BRIEFS));
    let least = if brief { IN_BRIEF } else { 0 };
    let knows = |n: usize| {
        sources.contexts[n]
            .path
            .iter()
            .rev()
            .find(|&&at| !units[at].is_item())
            .is_some_and(|&at| units[at].words <= 8 && names_topics(&units[at]))
    };
    let mut found = of_tables(sources, spoken);
    let mut n = 0;
    while n < units.len() && found.questions.len() < MOST {
        let unit = &units[n];
        let usable =
            !sources.taken[n] && !unit.is_cell() && !unit.is_field() && !unit.is_code() && unit.words <= 60;
        let small_print = matches!(
            sources.contexts[n].heading_kind,
            Some(
                HeadingKind::Boilerplate | HeadingKind::AskThem | HeadingKind::Questions | HeadingKind::Donts
            )
        );
        // A topic named "Contact scheduling" opens no section on dates.
        let below_topic = sources.contexts[n].path.iter().any(|at| found.units.contains(at));
        if !usable || small_print && !below_topic {
            n += 1;
            continue;
        }
        let mut below = points_below(n, units);
        if below.is_empty() && (brief || knows(n)) {
            below = lines_below(n, units);
        }
        let short = |at: usize| units[at].words <= 14 && !units[at].mark;
        let known = knows(n) && !unit.is_item();
        let topical = below
            .iter()
            .filter(|&&at| told[at].0 > 0 || short(at) && (known || brief && told[at].0 > least))
            .count();
        // A heading over the topics is none itself; nor is one over items that have points of their own.
        let over = names_topics(unit)
            || below
                .iter()
                .filter(|&&at| units[at].text.contains(": ") || points_below(at, units).len() >= 2)
                .count()
                * 2
                > below.len();
        if !over
            && below.len() >= 2
            && topical * 2 > below.len()
            && unit.words <= 12
            && told[n].1 != Label::Tip
        {
            let points: Vec<String> = below.iter().take(POINTS).map(|&at| point(&units[at].text)).collect();
            found.questions.extend(of(&unit.text, points, unit, spoken));
            found.units.extend(std::iter::once(n).chain(below.iter().copied()));
            n = below.last().map_or(n + 1, |last| last + 1);
            continue;
        }
        if told[n].0 > 0 && !unit.is_heading() || unit.is_item() && knows(n) && told[n].0 > -40 {
            found.questions.extend(in_line(unit, knows(n), spoken));
        }
        n += 1;
    }
    found
}

fn names_topics(unit: &Unit) -> bool {
    has_any(&unit.low, TOPICS) || TOPICS_CJK.iter().any(|words| unit.low.contains(words))
}

/// Tables of two columns below a line on what one should know: a topic and its points in each row.
fn of_tables(sources: &Sources<'_>, spoken: Language) -> TopicQuestions {
    let units = sources.units;
    let mut found = TopicQuestions::default();
    let mut lead: Option<usize> = None;
    let mut topic: Option<(usize, u32)> = None;
    for (n, unit) in units.iter().enumerate() {
        let BlockKind::Cell { row, column, .. } = unit.kind else {
            (lead, topic) = (Some(n), None);
            continue;
        };
        if lead.is_none_or(|at| !names_topics(&units[at])) || sources.taken[n] {
            continue;
        }
        match topic {
            _ if column == 0 => topic = Some((n, row)),
            Some((at, same)) if same == row && column == 1 => {
                let mut points: Vec<String> = unit.text.split([',', ';', '、']).map(point).collect();
                points.truncate(POINTS);
                if points.len() >= 2 {
                    found.questions.extend(of(&units[at].text, points, &units[at], spoken));
                    found.units.extend([at, n]);
                }
            }
            _ => {}
        }
    }
    found
}

/// The short lines below a short line, where they stand together and no bullets say so.
fn lines_below(n: usize, units: &[Unit]) -> Vec<usize> {
    let head = &units[n];
    if head.words > 8 || head.is_item() || head.text.ends_with(['.', '?', '!']) {
        return Vec::new();
    }
    let Some(first) = units.get(n + 1) else { return Vec::new() };
    let block = first.block;
    let near = first.line == head.line + 1;
    let below: Vec<usize> = (n + 1..units.len())
        .take_while(|&at| {
            let unit = &units[at];
            unit.block == block && unit.is_paragraph() && unit.words <= 14 && !unit.text.ends_with('.')
        })
        .collect();
    if near && below.len() >= 2 { below } else { Vec::new() }
}

/// For each unit how far [`Label::Topic`] stands out in it, and its first sentence's label.
fn labels(sources: &Sources<'_>) -> Vec<(i32, Label)> {
    let mut out = vec![(i32::MIN, Label::Other); sources.units.len()];
    for (sentence, reading) in sources.sentences.iter().zip(sources.readings) {
        let entry = &mut out[sentence.unit];
        if entry.0 == i32::MIN {
            entry.1 = reading.label;
        }
        entry.0 = entry.0.max(reading.margin(Label::Topic));
    }
    out
}

/// The items right below a unit that is no item, or nested below one that is.
fn points_below(n: usize, units: &[Unit]) -> Vec<usize> {
    let head = &units[n];
    (n + 1..units.len())
        .take_while(|&at| {
            let unit = &units[at];
            // "1. DEPOT SAFETY" over marked points: the number is above them, however deep they stand.
            let above = is_numbered(head) && !is_numbered(unit) && unit.depth >= head.depth;
            unit.is_item() && (!head.is_item() || unit.depth > head.depth || above)
        })
        .collect()
}

fn is_numbered(unit: &Unit) -> bool {
    matches!(unit.kind, BlockKind::Item { number: Some(_), .. })
        || strip_number(&unit.text).len() != unit.text.len()
}

/// "Tide tables: reading them, their errors", or a bare name in a list of topics.
fn in_line(unit: &Unit, listed: bool, spoken: Language) -> Vec<FoundQuestion> {
    let text = squeeze(trim_marks(strip_number(trim_marks(&unit.text))));
    let (name, rest) = text
        .split_once([':', '：'])
        .or_else(|| text.split_once(" – "))
        .or_else(|| text.split_once(" - "))
        .unwrap_or((&text, ""));
    let mut points: Vec<String> = rest.split([',', ';']).map(point).collect();
    points.retain(|point| (1..=16).contains(&word_count(point)));
    points.truncate(POINTS);
    // "Knowledge of: A, B, C" lists topics, not points of one.
    let lists = has_any(
        &lower(name),
        &[
            "knowledge",
            "know",
            "topics",
            "familiar",
            "areas",
            "kenntnisse",
            "connaissances",
            "conocimientos",
            "conhecimentos",
            "include",
            "including",
            "such as",
        ],
    );
    if lists && points.len() >= 2 {
        return points.iter().filter_map(|name| of(name, Vec::new(), unit, spoken)).collect();
    }
    if points.len() >= 2 || listed && unit.is_item() || word_count(name) <= 7 {
        return of(name, points, unit, spoken).into_iter().collect();
    }
    Vec::new()
}

fn of(name: &str, points: Vec<String>, unit: &Unit, spoken: Language) -> Option<FoundQuestion> {
    let text = question(name, spoken)?;
    let checklist: Vec<String> = points.into_iter().filter(|point| !point.is_empty()).collect();
    let why = WHY.to_owned();
    Some(FoundQuestion {
        text,
        origin: Origin::Derived,
        checklist,
        why,
        line: unit.line,
        ..FoundQuestion::default()
    })
}

fn point(text: &str) -> String {
    let text = squeeze(trim_marks(strip_number(trim_marks(text))).trim_end_matches(['.', ';', ',']));
    text.strip_prefix("and ").map_or(text.clone(), str::to_owned)
}

/// The name of a topic without its number: "3.1 Forecast error", "A. Bidding a sequence".
fn bare(name: &str) -> String {
    let text = squeeze(trim_marks(strip_number(trim_marks(name))));
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | ')'));
    let mut chars = rest.chars();
    let lettered = chars.next().is_some_and(|c| c.is_ascii_uppercase())
        && matches!(chars.next(), Some('.' | ')'))
        && chars.next() == Some(' ');
    let rest = if lettered { rest[3..].trim_start() } else { rest };
    rest.trim_end_matches([':', '.', '：']).trim().to_owned()
}

/// Whether it heads a time, a level or pay rather than what one has to know: "by month 9", "E4 – Staff".
fn is_of_terms(name: &str, low: &str) -> bool {
    #[rustfmt::skip]
    let terms = has_any(low, &[
        "month", "months", "week", "weeks", "year", "years", "stream", "track", "level", "levels", "band", "grade", "stufe", "niveau", "nivel", "nível",
        "hourly", "per hour", "salary", "bonus", "communicating", "delivering results", "working with people",
    ]);
    let mut code = name.split(' ').next().unwrap_or("").chars();
    let graded = code.next().is_some_and(char::is_uppercase)
        && code.clone().next().is_some()
        && code.all(|c| c.is_ascii_digit());
    let fragment = name.ends_with(['、', 'は', 'が', '!', '！']);
    terms || graded || fragment || name.contains(['$', '€', '£', '¥']) || name.matches(": ").count() > 0
}

/// "Crew planning" asks how one would approach it, "Planning a crew" how one would plan it.
fn question(name: &str, spoken: Language) -> Option<String> {
    let name = bare(name);
    let low = lower(&name);
    let unfit = !(1..=9).contains(&word_count(&name))
        || name.contains(['"', '?'])
        || name.matches(", ").count() >= 2
        || has_any(&low, &["plus", "or"])
        || is_of_terms(&name, &low)
        || begins_with_any(&low, &["first", "last", "typical"])
        || language::opener(&name).is_some()
        || classify(&name).is_some()
        || has_any(&low, &["nice to have", "good to have", "requirements"])
        || begins_with_any(
            &low,
            &[
                "know",
                "be",
                "understand",
                "the ability",
                "other",
                "e.g",
                "i",
                "we",
                "what",
                "how",
                "see also",
                "you",
            ],
        )
        || has_any(
            &low,
            &[
                "etc",
                "who",
                "what",
                "which",
                "when",
                "you",
                "your",
                "our",
                "misc",
                "experience",
                "degree",
                "page",
                "contents",
            ],
        );
    if unfit || name.chars().count() < 3 {
        return None;
    }
    // "Safety case (EN 50129)": what stands in brackets is not said.
    let said = name.split([" (", "（"][usize::from(name.contains('（'))]).next().unwrap_or(&name);
    let name = said.trim_end_matches([',', ';', ' ']).to_owned();
    match spoken {
        Language::German => {
            return Some(format!(
                "Reden wir über das Thema „{name}“. Wie gehen Sie dabei Schritt für Schritt vor?"
            ));
        }
        Language::French => {
            return Some(format!(
                "Parlons de ce sujet : {name}. Expliquez-moi pas à pas comment vous vous y prenez."
            ));
        }
        Language::Spanish => {
            return Some(format!("Hablemos de este tema: {name}. Explícame paso a paso cómo lo abordarías."));
        }
        Language::Portuguese => {
            return Some(format!("Falemos deste tema: {name}. Explique-me passo a passo como o abordaria."));
        }
        Language::Japanese => return Some(format!("「{name}」をどう進めるか、順を追って説明してください。")),
        Language::English if has_cjk(&name) => return None,
        Language::English => {}
    }
    let shouts = !name.chars().any(char::is_lowercase) && word_count(&name) > 1;
    let name = if shouts { low } else { name };
    let (first, rest) = name.split_once(' ').unwrap_or((&name, ""));
    if let Some(base) = verbs::base(first)
        && verbs::form(first, base) == verbs::VerbForm::Gerund
        && word_count(rest) >= 2
        && !begins_with_any(
            rest,
            &["and", "at", "to", "in", "on", "for", "with", "from", "under", "by", "of", "or"],
        )
    {
        // Only the gerund with an object says what is done.
        return Some(format!("Walk me through how you would {base} {rest}."));
    }
    // A word of small letters after its first loses its capital; names and short forms keep theirs.
    let plain = first.len() > 1 && first.chars().skip(1).all(|c| c.is_lowercase() || c == '-');
    let later = rest.split(' ').any(|word| word.trim_start_matches('(').starts_with(char::is_uppercase));
    let topic = if plain && !later { lower(&name) } else { name };
    // A bare heading does not follow "approach": of 45 so asked 17 sounded stiff when they were read aloud.
    Some(format!(
        "Let us talk about {topic}. Walk me through how you would start here, and what you would watch for."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_ask_how() {
        for (name, wanted) in [
            (
                "3.1 FORECAST ERROR",
                Some(
                    "Let us talk about forecast error. Walk me through how you would start here, and what you would watch for.",
                ),
            ),
            (
                "A. Bidding a sequence",
                Some(
                    "Let us talk about bidding a sequence. Walk me through how you would start here, and what you would watch for.",
                ),
            ),
            (
                "Planning a crew for the winter",
                Some("Walk me through how you would plan a crew for the winter."),
            ),
            (
                "Safety case (EN 50129)",
                Some(
                    "Let us talk about safety case. Walk me through how you would start here, and what you would watch for.",
                ),
            ),
            ("Know the harbour", None),
        ] {
            assert_eq!(question(name, Language::English).as_deref(), wanted, "{name}");
        }
    }
}
