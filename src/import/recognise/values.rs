//! The names a document itself gives to principles: an employer's values, behaviours, promises.

use super::context::Context;
use super::heading_kind::classify;
use super::language;
use super::tags;
use super::text::{
    has_any, has_cjk, has_question_mark, lower, squeeze, strip_number, trim_marks, word_count,
};
use super::units::Unit;

/// What principles are called.
#[rustfmt::skip]
const CALLED: &[&str] = &[
    "values", "value", "principles", "pillars", "repères", "piliers", "pilares", "leitlinien", "grundwerte", "unternehmenswerte", "principals", "behaviours", "behaviors", "competencies", "competences", "promises", "beliefs",
    "attributes", "commitments", "capabilities", "our ways", "success profile", "strengths",
    "werte", "grundsätze", "leitsätze", "kompetenzen", "prinzipien", "haltungen", "valeurs", "principes", "compétences", "engagements",
    "leitbild", "charter", "charte", "criteria", "critères", "kriterien", "criterios", "critérios",
    "valores", "principios", "competencias", "comportamientos", "princípios", "competências", "comportamentos",
];

/// The same in a script without spaces.
const CALLED_CJK: &[&str] = &[
    "合言葉",
    "理念",
    "信念",
    "モットー",
    "行動指針",
    "バリュー",
    "価値観",
    "行動規範",
    "原則",
    "信条",
    "コンピテンシー",
];

/// The most names a document has; a longer list is of something else.
const MOST: usize = 40;

/// Units looked through for names: who lists their principles does so early, and a book's words are no list.
const LOOKED_AT: usize = 6_000;

/// The names that the document lists as principles of its own, as they are first written.
pub fn named(units: &[Unit], contexts: &[Context]) -> Vec<String> {
    let units = &units[..units.len().min(LOOKED_AT)];
    let mut out: Vec<String> = Vec::new();
    let mut add = |name: Option<String>| {
        if let Some(name) = name
            && !out.iter().any(|known| lower(known) == lower(&name))
        {
            out.push(name);
        }
    };
    let calling: Vec<bool> = units.iter().map(|unit| calls(&unit.low)).collect();
    for (n, unit) in units.iter().enumerate() {
        if unit.is_code() || unit.is_field() {
            continue;
        }
        // "Our five values: …", in a line or at the end of a paragraph.
        if !unit.is_heading() && (calling[n] || counted(&unit.low).is_some()) {
            for name in in_line(&unit.text) {
                add(Some(name));
            }
        }
        // "… written on the wall: *calm, clear, kind*".
        for name in set_apart(unit, calling[n]) {
            add(Some(name));
        }
        // A list, lines or headings below a heading or lead-in of values.
        let heads = contexts[n].path.last().is_some_and(|&at| {
            let above = &units[at];
            above.words <= 14
                && calling[at]
                && !has_any(&above.low, &["questions", "question", "fragen", "preguntas", "perguntas"])
        });
        if heads && !unit.is_cell() {
            add(first_name(unit));
        }
    }
    // Lines below a line that calls for values and is no heading in form.
    for (n, unit) in units.iter().enumerate() {
        let leads = unit.is_paragraph() && unit.words <= 24 && calling[n] && unit.text.ends_with([':', '：']);
        if !leads {
            continue;
        }
        for below in
            units[n + 1..].iter().take(9).take_while(|below| below.words <= 16 && !below.is_heading())
        {
            add(first_name(below));
        }
    }
    for name in tags::tags(units).into_iter().chain(tags::labels(units)).chain(tags::shouted(units)) {
        if !out.iter().any(|known| lower(known) == lower(&name)) {
            out.push(name);
        }
    }
    if out.len() > MOST { Vec::new() } else { out }
}

/// Three names or more that a line sets apart from the words around them, by emphasis or by quotes.
fn set_apart(unit: &Unit, calls: bool) -> Vec<String> {
    let alone = unit.bold || unit.italic || unit.is_heading() || unit.is_cell();
    if alone || unit.words < 6 {
        return Vec::new();
    }
    let emphasised: Vec<&str> = unit
        .spans
        .iter()
        .filter(|span| span.bold || span.italic)
        .flat_map(|span| span.text.split([',', ';', '·', '/']))
        .collect();
    let quoted = quoted(&unit.text);
    // One quotation that is a list itself, or several names in quotes of their own.
    let one_list = quoted.iter().find(|inside| inside.matches(", ").count() >= 2).map(|inside| parts(inside));
    let stands = calls || counted(&unit.low).is_some();
    let mut lists = vec![emphasised];
    lists.extend(one_list);
    if stands {
        lists.push(quoted);
    }
    for list in lists {
        let names: Vec<&str> =
            list.into_iter().map(str::trim).filter(|name| name.chars().any(char::is_alphanumeric)).collect();
        let short =
            names.iter().all(|name| (1..=5).contains(&word_count(name)) && name.chars().count() <= 40);
        let plain =
            names.iter().all(|name| !name.chars().any(|c| c.is_ascii_digit()) && !has_question_mark(name));
        let listed = names.len() >= 3
            && unit.text.matches([',', ';', '·', '、']).count() + 1 >= names.len() - 1
            || names.iter().any(|name| has_cjk(name)) && names.len() >= 2;
        if short && plain && listed && (3..=9).contains(&names.len()) {
            return names.iter().filter_map(|name| fit(&capital(name), true)).collect();
        }
    }
    Vec::new()
}

/// What stands in quotes: “…”, "…", «…», „…“, 「…」.
pub fn quoted(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for (open, close) in [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“'), ('「', '」'), ('『', '』')]
    {
        let mut rest = text;
        while let Some((_, after)) = rest.split_once(open) {
            let Some((inside, beyond)) = after.split_once(close) else { break };
            out.push(inside.trim_matches([',', ' ', '.']));
            rest = beyond;
        }
    }
    out
}

/// With a large first letter.
pub(super) fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn calls(low: &str) -> bool {
    has_any(low, CALLED) || has_cjk(low) && CALLED_CJK.iter().any(|word| low.contains(word))
}

/// The names that a sentence lists after a colon, a dash or "are".
fn in_line(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for sentence in super::meaning::sentences::split(&text.replace('’', "'")) {
        let low = lower(&sentence);
        if low.len() != sentence.len() {
            continue;
        }
        let called =
            CALLED.iter().chain(CALLED_CJK).filter_map(|word| low.find(word).map(|at| at + word.len())).min();
        let Some(after_call) = called.filter(|_| calls(&low)).or_else(|| counted(&low)) else { continue };
        // "the points in our charter (A, B, C)".
        let bracket = sentence
            .get(after_call..)
            .and_then(|rest| rest.split_once('('))
            .and_then(|(_, inside)| inside.split_once(')'))
            .map(|(inside, _)| parts(inside))
            .filter(|parts| parts.len() > 2 && are_names(parts));
        if let Some(parts) = bracket {
            out.extend(parts.iter().filter_map(|p| fit(p, true)));
            continue;
        }
        let mark = [
            " : ", ": ", " are ", " – ", " — ", "—", " - ", " being ", " sind ", " sont ", " son ", " são ",
            "：",
        ]
        .iter()
        .filter_map(|mark| {
            low.get(after_call..).unwrap_or("").find(mark).map(|at| after_call + at + mark.len())
        })
        .min();
        let Some(from) = mark else { continue };
        let rest = sentence.get(from..).unwrap_or("").trim_end_matches(['.', ')', '!', ' ']);
        // What comes after "but" speaks of some of them.
        let rest = [
            ". ",
            ", but ",
            ", mas ",
            ", mais ",
            ", pero ",
            ", aber ",
            ", and the ",
            ", though ",
            ", however ",
        ]
        .iter()
        .fold(rest, |rest, mark| rest.split(mark).next().unwrap_or(rest));
        let parts = parts(rest);
        if parts.len() >= 2 && are_names(&parts) {
            out.extend(parts.iter().filter_map(|p| fit(p, true)));
        }
    }
    out
}

/// A list in a line, taken apart: at its commas, and the last of several at its "and" as well; "A and B"
/// between two commas is one name.
pub(super) fn parts(rest: &str) -> Vec<&str> {
    const AND: &[&str] = &[" & ", " and ", " und ", " et ", " y ", " e "];
    let listed: Vec<&str> =
        rest.split([',', ';', '/', '·', '|', '、']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let Some((last, before)) = listed.split_last() else { return Vec::new() };
    let opened = AND.iter().find_map(|and| last.strip_prefix(and.trim_start()));
    let mut out: Vec<&str> = before.to_vec();
    // "Deliver Results and Hire and Develop the Best": the first name has two words or more, or there
    // are but two.
    let mut ands: Vec<(usize, usize)> =
        AND.iter().flat_map(|and| last.match_indices(and).map(|(at, found)| (at, found.len()))).collect();
    ands.sort_unstable();
    let at = ands.iter().copied().find(|(at, _)| ands.len() < 2 || word_count(&last[..*at]) >= 2);
    match (opened, at) {
        (Some(name), _) => out.push(name),
        (None, Some((at, len))) => out.extend([&last[..at], &last[at + len..]]),
        (None, None) => out.push(last),
    }
    out.into_iter()
        .map(|p| p.trim().trim_matches(['"', '“', '”', '*', '\'', ' ']))
        .filter(|p| !p.is_empty())
        .collect()
}

/// Whether the parts of a list are short, and most begin with a capital.
fn are_names(parts: &[&str]) -> bool {
    let capitals = parts.iter().filter(|p| p.starts_with(char::is_uppercase) || has_cjk(p)).count();
    parts.iter().all(|p| (1..=6).contains(&word_count(p))) && capitals * 3 >= parts.len() * 2
}

/// "cinq repères :", "five things:": where a count of something is opened, and not of people.
fn counted(low: &str) -> Option<usize> {
    const COUNTS: &[&str] = &[
        "three", "four", "five", "six", "seven", "eight", "drei", "vier", "fünf", "sechs", "sieben", "trois",
        "quatre", "cinq", "sept", "huit", "tres", "cuatro", "cinco", "seis", "siete", "três", "quatro",
        "sete", "3", "4", "5", "6", "7", "8",
    ];
    // A count of people, steps or documents opens a list of something else.
    const NOT: &[&str] = &[
        "people",
        "interviewers",
        "partners",
        "managers",
        "stages",
        "rounds",
        "steps",
        "interviews",
        "parts",
        "questions",
        "minutes",
        "days",
        "sites",
        "offices",
        "personen",
        "gespräche",
        "personnes",
        "étapes",
        "entretiens",
        "personas",
        "etapas",
        "entrevistas",
        "pessoas",
        "topics",
        "things to bring",
        "documents",
    ];
    if !has_any(low, COUNTS) {
        return None;
    }
    let words: Vec<(usize, &str)> = low
        .split(' ')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some((start, word))
        })
        .collect();
    words.windows(2).find_map(|pair| {
        let noun = pair[1].1.trim_matches(|c: char| !c.is_alphanumeric());
        (COUNTS.contains(&pair[0].1) && noun.chars().count() > 3 && !NOT.contains(&noun))
            .then_some(pair[1].0 + noun.len())
    })
}

/// The name that a line of a list of values begins with.
fn first_name(unit: &Unit) -> Option<String> {
    if let Some(lead) = unit.bold_lead() {
        return fit(&lead, false);
    }
    let text = squeeze(trim_marks(strip_number(trim_marks(&unit.text))));
    // "WARM we treat customers as …"
    let shout: Vec<&str> = text
        .split(' ')
        .take_while(|w| w.chars().count() > 1 && w.chars().all(|c| c.is_uppercase() || c == '-'))
        .collect();
    if !shout.is_empty() && shout.len() <= 4 && shout.len() < text.split(' ').count() {
        return fit(&shout.join(" "), false);
    }
    let cut =
        [": ", " – ", " — ", " - ", " (", ". ", "：", " = "].iter().filter_map(|mark| text.find(mark)).min();
    let name = cut.map_or(text.as_str(), |at| &text[..at]);
    if cut.is_none() && word_count(name) > 5 {
        return None;
    }
    fit(name, false)
}

/// Without the weight that brackets state behind a name: "Team Care (x2)", "Judgement (30 %)".
pub(super) fn without_weight(name: &str) -> &str {
    match name.trim_end().strip_suffix(')').and_then(|name| name.rsplit_once('(')) {
        Some((before, weight))
            if !before.trim().is_empty()
                && weight.chars().any(|c| c.is_ascii_digit())
                && weight
                    .chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X' | '×' | '%' | ' ' | '.' | ',')) =>
        {
            before.trim_end()
        }
        _ => name,
    }
}

/// The name, if it can be one.
pub(super) fn fit(name: &str, listed: bool) -> Option<String> {
    let name = squeeze(trim_marks(strip_number(trim_marks(without_weight(name)))))
        .trim_matches(['.', ':', ',', '"', '“', '”', '*', ' '])
        .to_owned();
    let low = lower(&name);
    let words = word_count(&name);
    let fits = (1..=6).contains(&words)
        && name.chars().count() >= if has_cjk(&name) { 2 } else { 3 }
        && name.chars().any(char::is_alphabetic)
        && !name.chars().any(|c| c.is_ascii_digit())
        && !has_question_mark(&name)
        && language::opener(&name).is_none()
        && classify(&name).is_none()
        && (has_cjk(&name) || name.starts_with(char::is_uppercase))
        && !calls(&low)
        && (listed
            || !has_any(
                &low,
                &[
                    "please",
                    "you",
                    "we",
                    "i",
                    "candidate",
                    "interview",
                    "note",
                    "tip",
                    "example",
                    "examples",
                    "page",
                    "the panel",
                    "hr",
                ],
            ));
    fits.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_named_in_lines() {
        assert_eq!(
            in_line(
                "Kestrel has five values and they hang on every wall: Safety Before Speed, Straight Talk and Fewer Touches."
            ),
            ["Safety Before Speed", "Straight Talk", "Fewer Touches"]
        );
        assert_eq!(
            in_line("So from the points in our Leitbild (Accuracy, Teamwork, Order) two decide."),
            ["Accuracy", "Teamwork", "Order"]
        );
        assert_eq!(in_line("We value people: they are what we have, and we know it."), Vec::<String>::new());
    }
}
