//! Places where a document names things: lists in a line, words before an explanation, tags, cells.

use std::collections::HashSet;

use crate::import::document::BlockKind;

use super::heading_kind::classify;
use super::interview::people;
use super::text::{has_any, has_cjk, has_phrase, lower, word_count};
use super::units::Unit;
use super::values::{fit, parts, quoted};

/// The most names that are gathered; a document with more of them names nothing in particular.
const MOST: usize = 400;

/// How much of a file is looked at: a letter with names in it is no book.
pub const READ: usize = 6_000;

/// What stands before an explanation in lines of their own: "WARM we treat …", "Calm judgement – 35 %".
const EXPLAINS: &[&str] = &[": ", " – ", " — ", " - ", " (", "：", " = ", " ...", " ***", " .."];

/// Names of public frameworks that no bank here holds: the NHS constitution's values, and the competencies and
/// values of the police's framework for England and Wales.
#[rustfmt::skip]
const PUBLIC: &[&str] = &[
    "Working together for patients", "Respect and dignity", "Everyone counts", "Commitment to quality of care", "Compassion", "Improving lives",
    "We are emotionally aware", "We take ownership", "We are collaborative", "We deliver, support and inspire", "We analyse critically",
    "We are innovative and open-minded",
];

/// Names that are listed together.
#[derive(Debug)]
pub struct Group {
    /// In lower case.
    pub names: Vec<String>,
    /// The unit that lists them; none where several do, or a public framework.
    pub unit: Option<usize>,
}

/// What a document writes as names, and which of them it lists together.
#[derive(Debug, Default)]
pub struct Places {
    /// As first written.
    pub names: Vec<String>,
    /// In lower case, a list each.
    pub groups: Vec<Group>,
    /// Numbers and letters with the names they stand for.
    pub codes: Vec<(String, String)>,
}

/// All that the document writes as a name. Whether it is a principle's, what is said of it must tell: these are
/// only the places.
pub fn places(units: &[Unit]) -> Places {
    let public = |names: &[&str]| Group { names: names.iter().map(|n| lower(n)).collect(), unit: None };
    let mut groups = vec![public(&PUBLIC[..6]), public(&PUBLIC[6..])];
    let mut names = names(units, &mut groups);
    let mut known: HashSet<String> = names.iter().map(|name| lower(name)).collect();
    let mut codes = Vec::new();
    for run in coded(units) {
        if codes.len() >= MOST {
            break;
        }
        groups.push(Group { names: run.iter().map(|(_, name)| lower(name)).collect(), unit: None });
        names.extend(run.iter().map(|(_, name)| name.clone()).filter(|name| known.insert(lower(name))));
        codes.extend(run);
    }
    Places { names, groups, codes }
}

fn names(units: &[Unit], groups: &mut Vec<Group>) -> Vec<String> {
    let mut out: Vec<String> = PUBLIC.iter().map(|name| (*name).to_owned()).collect();
    let mut known: HashSet<String> = out.iter().map(|name| lower(name)).collect();
    let mut add = |name: &str| {
        let name = without_code(name);
        if out.len() >= MOST {
            return;
        }
        let Some(name) = fit(name, true).filter(|name| may_name(name)) else { return };
        if known.insert(lower(&name)) {
            out.push(name);
        }
    };
    for (n, unit) in units.iter().enumerate().take(READ) {
        if unit.is_code() || unit.is_field() {
            continue;
        }
        if unit.is_cell() || unit.is_heading() {
            if unit.words <= 5 {
                add(&unit.text);
            }
            listed(&unit.text, n, groups, &mut add);
            continue;
        }
        if let Some(lead) = unit.bold_lead() {
            add(&lead);
        }
        explained(&unit.text, &mut add);
        listed(&unit.text, n, groups, &mut add);
        for name in quoted(&unit.text).into_iter().filter(|name| word_count(name) <= 5 || has_cjk(name)) {
            add(name);
        }
    }
    out
}

/// The name before an explanation, and words in capitals that begin a line.
fn explained(text: &str, add: &mut impl FnMut(&str)) {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let shout: Vec<&str> = text
        .split(' ')
        .take_while(|w| {
            w.chars().count() > 1
                && w.chars().all(|c| c.is_uppercase() || matches!(c, '-' | '&' | '\'' | '’'))
        })
        .collect();
    if (1..=5).contains(&shout.len())
        && shout.iter().any(|w| w.chars().count() > 2)
        && shout.len() < text.split(' ').count()
    {
        add(&shout.join(" "));
    }
    let cut = EXPLAINS.iter().filter_map(|mark| text.find(mark)).min();
    if let Some(name) = cut.map(|at| &text[..at])
        && (1..=5).contains(&word_count(name))
        && classify(name).is_none()
    {
        add(name);
    }
}

/// "V1 Klarheit", "S6: Keep them safe", "iv. Talk": the name without the number that the document gives it.
fn without_code(name: &str) -> &str {
    let name = name.trim();
    match name.split_once([' ', ':', '.', ')', '-']) {
        Some((code, rest)) if is_code(code) && !rest.trim().is_empty() => {
            rest.trim_start_matches([' ', ':', '.', ')', '-', '–'])
        }
        _ => name,
    }
}

/// A number, a letter and a number, or a small Roman number.
pub fn is_code(word: &str) -> bool {
    let word = word.trim_matches(['(', ')', '.', ':', ',', '[', ']']);
    let digits = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let numbered = word.len() - digits.len() <= 2
        && !digits.is_empty()
        && digits.len() <= 2
        && digits.bytes().all(|b| b.is_ascii_digit());
    numbered || matches!(word, "i" | "ii" | "iii" | "iv" | "v" | "vi" | "vii")
}

/// Without codes in brackets behind names: "Honesty (V2), Pace (V4)".
fn without_codes(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('(') {
        out.push_str(before);
        match after.split_once(')') {
            Some((inside, beyond)) if is_code(inside) || inside.chars().count() <= 3 => rest = beyond,
            _ => {
                out.push('(');
                rest = after;
            }
        }
    }
    out + rest
}

/// The numbers or letters that the document gives its names, each with its name, a list each: "V2 Verdade",
/// "(iv) One Control Room", "DD = Dive Deep", "Own It (OI)". Only three or more together are a list.
pub fn coded(units: &[Unit]) -> Vec<Vec<(String, String)>> {
    let mut runs: Vec<Vec<(String, String)>> = vec![Vec::new()];
    let mut add = |code: &str, rest: &str| {
        let code = code.trim_matches(['(', ')', '.', ':', ',', '[', ']']).to_owned();
        let rest = rest.trim_start_matches([' ', ':', '.', ')', '-', '–', '—', '=']);
        // "ARL - Are Right, A Lot": letters stand for all that follows.
        let whole = is_letters(&code) && (2..=6).contains(&word_count(rest)) && !rest.contains('(');
        let end = [" - ", " – ", ": ", " (", ". ", ", "].iter().filter_map(|mark| rest.find(mark)).min();
        let name = if whole { rest } else { end.map_or(rest, |at| &rest[..at]) };
        let Some(name) = fit_long(name).filter(|name| stands_for(&code, name)) else { return };
        let first = matches!(code.trim_start_matches(|c: char| c.is_ascii_uppercase()), "1" | "i");
        if first {
            runs.push(Vec::new());
        }
        if let Some(run) = runs.last_mut() {
            run.push((code, name));
        }
    };
    for unit in units.iter().take(READ) {
        if unit.is_code() || unit.is_field() {
            continue;
        }
        if let BlockKind::Item { number: Some(number), .. } = &unit.kind {
            add(&number.to_string(), &unit.text);
            continue;
        }
        let words: Vec<&str> = unit.text.split(' ').collect();
        let marked = |n: usize| {
            let word = words[n];
            n == 0 && is_code(word)
                || word.ends_with(['.', ')', ':']) && is_code(word)
                || words.get(n + 1) == Some(&"=") && is_letters(word)
                || n == 0
                    && is_letters(word)
                    && words.get(1).is_some_and(|next| matches!(*next, "-" | "–" | "—" | ":"))
        };
        let at: Vec<usize> = (0..words.len()).filter(|&n| marked(n)).collect();
        // One a line, or several in a line.
        if at.first() == Some(&0) && at.len() < 9 || (3..9).contains(&at.len()) {
            for (k, &n) in at.iter().enumerate() {
                let end = at.get(k + 1).copied().unwrap_or(words.len());
                add(words[n], &words[n + 1..end].join(" "));
            }
        }
        // "Ownership (OWN)": the letters stand behind.
        if unit.words <= 7
            && let Some((name, code)) =
                unit.text.trim_end().strip_suffix(')').and_then(|text| text.rsplit_once(" ("))
            && is_letters(code)
        {
            add(code, name);
        }
    }
    runs.into_iter().filter(|run| (3..=16).contains(&run.len())).collect()
}

/// The public frameworks' names that a document uses, as it has to write them.
pub fn public(units: &[Unit]) -> Vec<String> {
    let low: Vec<String> = PUBLIC.iter().map(|name| lower(name)).collect();
    let told =
        |name: &String| name.contains(' ') && units.iter().take(READ).any(|unit| has_phrase(&unit.low, name));
    PUBLIC.iter().zip(&low).filter(|(_, low)| told(low)).map(|(name, _)| (*name).to_owned()).collect()
}

/// Whether a code can stand for a name: letters are the name's own, in order, from its first on; a number is given
/// to anything. "HR - Maria Lopez" names who is there.
fn stands_for(code: &str, name: &str) -> bool {
    if !is_letters(code) {
        return true;
    }
    let low = lower(name);
    let mut letters = low.chars();
    let code = lower(code);
    low.chars().next() == code.chars().next() && code.chars().all(|c| letters.any(|letter| letter == c))
}

/// Two to four capitals.
fn is_letters(word: &str) -> bool {
    (2..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// As [`fit`], for names of up to nine words: "Leave the floor safer than you found it".
fn fit_long(name: &str) -> Option<String> {
    let name = name.trim().trim_end_matches(['.', ':', ',']);
    let short = fit(name, true).filter(|name| may_name(name));
    short.or_else(|| {
        let long = (7..=9).contains(&word_count(name))
            && name.starts_with(char::is_uppercase)
            && !name.contains(['?', ',']);
        (long && may_name(name)).then(|| name.to_owned())
    })
}

/// Three short parts or more between commas, most of them with a capital: in a bracket, after a colon or a
/// dash, or after the words that lead to them.
fn listed(text: &str, unit: usize, groups: &mut Vec<Group>, add: &mut impl FnMut(&str)) {
    if text.matches([',', '、', '·', '/', '|', '・']).count() < 2 {
        return;
    }
    for sentence in super::meaning::sentences::split(text) {
        let sentence = without_codes(&sentence);
        for piece in
            sentence.split(['(', ')', ':', '：', '–', '—', ';', '「', '」']).flat_map(|p| p.split(" - "))
        {
            let piece = piece.trim().trim_end_matches(['.', '!']);
            let parts: Vec<&str> = parts(piece).into_iter().map(without_article).collect();
            let short = |p: &&str| (1..=6).contains(&word_count(p)) && p.chars().count() <= 45;
            let capital = |p: &&&str| p.starts_with(char::is_uppercase) || has_cjk(p);
            // The first part may have the words that lead to the list before it.
            let Some((first, rest)) = parts.split_first() else { continue };
            if rest.len() < 2
                || !rest.iter().all(short)
                || rest.iter().filter(capital).count() * 3 < rest.len() * 2
            {
                continue;
            }
            for name in rest {
                add(name);
            }
            let mut group: Vec<String> = rest.iter().map(|name| lower(name)).collect();
            let led: Vec<&str> = first.split(' ').collect();
            let from = led.iter().rposition(|w| {
                !w.starts_with(char::is_uppercase)
                    && !matches!(*w, "of" | "the" | "to" | "and" | "&" | "de" | "before")
            });
            let name = from.map_or(*first, |at| first.splitn(at + 2, ' ').last().unwrap_or(first));
            if word_count(name) <= 6 {
                add(name);
                group.push(lower(name));
            }
            if groups.len() < MOST {
                groups.push(Group { names: group, unit: Some(unit) });
            }
        }
    }
}

/// "le Respect du monde", "die Klarheit": the name, where it has a capital of its own.
fn without_article(part: &str) -> &str {
    match part.split_once([' ', '\'', '’']) {
        Some((
            "the" | "le" | "la" | "les" | "l" | "der" | "die" | "das" | "el" | "los" | "las" | "o" | "a"
            | "os" | "as",
            rest,
        )) if rest.starts_with(char::is_uppercase) => rest,
        _ => part,
    }
}

/// Whether these words can be a principle's name: not somebody's, no note's, no sentence.
pub fn may_name(name: &str) -> bool {
    #[rustfmt::skip]
    const NEVER: &[&str] = &[
        "for", "para", "von", "note", "hinweis", "from me", "final round", "the panel", "the board", "the band", "values", "the second is", "duty", "ps", "nb", "grade", "level",
        "director", "rector", "host", "this", "that", "these", "they", "there", "and", "but", "also", "first", "second", "third", "all", "both", "please", "remember", "nota",
    ];
    let low = lower(name);
    let words: Vec<&str> = low.split(' ').collect();
    let ends = words.last().is_some_and(|last| {
        matches!(
            *last,
            "is" | "are"
                | "says"
                | "said"
                | "told"
                | "with"
                | "where"
                | "for"
                | "line"
                | "round"
                | "pointers"
                | "interview"
                | "letter"
        )
    });
    let opens = words.first().is_some_and(|first| {
        words.len() > 1
            && matches!(
                *first,
                "for"
                    | "from"
                    | "in"
                    | "nossos"
                    | "nuestros"
                    | "nos"
                    | "unsere"
                    | "what"
                    | "how"
                    | "this"
                    | "her"
                    | "his"
                    | "more"
                    | "as"
                    | "if"
                    | "when"
            )
    });
    !NEVER.contains(&low.as_str())
        && !ends
        && !opens
        && !is_a_person(name)
        && !has_any(&low, &["weight", "told", "scored", "score"])
}

/// "Mme Ferrandon", "Section Head": somebody, not a principle.
fn is_a_person(name: &str) -> bool {
    const TITLES: &[&str] = &[
        "mr", "mrs", "ms", "mx", "dr", "prof", "mme", "m", "frau", "herr", "sra", "sr", "don", "doña", "dom",
        "dona", "sir",
    ];
    let low = lower(name);
    let first = low.split([' ', '.']).next().unwrap_or_default();
    TITLES.contains(&first) || people::is_office(&low)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::{Block, BlockKind, Document};

    #[test]
    fn names_stand_in_lists_and_before_explanations() {
        let lines = [
            "You will have seen our Four Winds on the site: Warmth, Craft, Candour and Plain Talk.",
            "We mark against our values, Open Door, Steady Hands, Kindness, and the panel knows them.",
            "SAFE HOME nobody trades a finger for a box",
            "Calm judgement – keeps thinking",
            "Ask Mrs Hall, the Site Manager, or Dr Wood.",
        ];
        let blocks = (1..).zip(lines).map(|(n, text)| Block::plain(BlockKind::Paragraph, text, n)).collect();
        let document = Document { blocks, ..Document::default() };
        let found = places(&crate::import::recognise::units::units(&document)).names;
        for name in
            ["Warmth", "Craft", "Candour", "Plain Talk", "Steady Hands", "SAFE HOME", "Calm judgement"]
        {
            assert!(found.iter().any(|known| known == name), "{name} in {found:?}");
        }
        assert!(stands_for("OWN", "Ownership") && stands_for("DD", "Dive Deep") && stands_for("V2", "Pace"));
        assert!(!stands_for("HR", "Maria Lopez"));
        assert!(!found.iter().any(|name| name.contains("Hall") || name.contains("Manager")), "{found:?}");
    }
}
