//! Names of principles that stand beside questions: tags, labels and the codes of a legend.

use super::language;
use super::principle_text::{first_bracket, last_bracket};
use super::principles::Principles;
use super::text::{has_any, has_question_mark, lower, squeeze, strip_number, trim_marks, word_count};
use super::units::Unit;
use super::values::{capital, fit};

/// The codes that a legend explains: "[T] = Teamwork  (DD) = Dive Deep". Each code with its name.
pub fn legend(units: &[Unit]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for unit in units.iter().filter(|unit| unit.text.contains(['=', ':', '['])) {
        let mut pairs = pairs(&unit.text);
        let bracketed = bracketed(&unit.text);
        if bracketed.len() >= 3 {
            pairs = bracketed;
        }
        if pairs.len() >= 2 {
            out.extend(pairs);
        }
    }
    out
}

/// "[TEA] teamwork  [CUS] customer  [LRN] learning".
fn bracketed(text: &str) -> Vec<(String, String)> {
    text.split('[')
        .skip(1)
        .filter_map(|part| {
            let (code, name) = part.split_once(']')?;
            if !name.starts_with(' ') {
                return None;
            }
            let short = (2..=4).contains(&code.chars().count()) && code.chars().all(char::is_uppercase);
            let name = squeeze(name).trim_matches([',', ';', '.', ' ']).to_owned();
            (short && (1..=5).contains(&word_count(&name))).then(|| (code.to_owned(), capital(&name)))
        })
        .collect()
}

/// "[T] = Teamwork   [K] = Customer".
fn pairs(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    // "CO=Customer Obsession OW=Ownership"
    let apart = if text.matches('=').count() >= 2 { text.replace('=', " = ") } else { text.to_owned() };
    let words: Vec<&str> = apart.split_whitespace().collect();
    let many = apart.matches(" = ").count() >= 3;
    let code = |word: &str| -> Option<String> {
        let bare = word.trim_matches(['[', ']', '(', ')', '{', '}', ',', ';', '*']);
        let letters = bare.chars().count();
        let first = bare.starts_with(char::is_uppercase);
        let short = bare.chars().all(|c| c.is_uppercase() || c == '&' || first && c.is_ascii_digit());
        // "co = Customer Obsession, own = Ownership, dd = …": so many are a legend in small letters too.
        let short = short || many && letters >= 2 && bare.chars().all(char::is_lowercase);
        ((1..=4).contains(&letters) && short).then(|| bare.to_owned())
    };
    let mut n = 0;
    while n + 2 < words.len() {
        let (Some(short), "=" | "–" | "-" | ":") = (code(words[n]), words[n + 1]) else {
            n += 1;
            continue;
        };
        // A whole legend may stand on one line: a name ends where the next code begins.
        let mut name: Vec<&str> = Vec::new();
        let mut at = n + 2;
        while at < words.len() {
            let next_code =
                code(words[at]).is_some() && matches!(words.get(at + 1), Some(&("=" | "–" | "-" | ":")));
            let explained = words.get(at + 1) == Some(&"=");
            if next_code
                || explained
                || words[at].starts_with(['(', '['])
                || matches!(words[at], "/" | "|" | "*")
            {
                break;
            }
            name.push(words[at]);
            at += 1;
            if words[at - 1].ends_with([',', ';', '.']) {
                break;
            }
        }
        let name = squeeze(&name.join(" ")).trim_matches([',', ';', '.', ' ']).to_owned();
        if (1..=7).contains(&word_count(&name)) {
            out.push((short, name));
        }
        n = at.max(n + 1);
    }
    out
}

/// The principle whose code a line begins with, where a mark parts it from what follows: "TG // Describe …",
/// "DD* | Which report …".
pub(super) fn opens_with_code(text: &str, principles: &Principles) -> Option<String> {
    let (code, rest) = text.trim_start().split_once(' ')?;
    let code = code.trim_matches(|c: char| !c.is_alphanumeric());
    let marked = rest.trim_start().starts_with(['/', '|', '-', '–', ':', '>', '=']);
    // A number alone counts anything.
    let letters = code.chars().any(char::is_alphabetic);
    let fits = letters && code.chars().count() <= 5 && marked && word_count(rest) >= 3;
    fits.then(|| principles.code(code)).flatten().map(str::to_owned)
}

/// What stands before the code that a question ends with, and the principle: "Which report …, why /dd @Agnieszka".
pub(super) fn ends_with_code<'a>(text: &'a str, principles: &Principles) -> Option<(&'a str, String)> {
    let (before, after) = text.rsplit_once(" /")?;
    let mut words = after.split_whitespace();
    let name = principles.code(words.next()?.trim_matches(|c: char| !c.is_alphanumeric()))?;
    (words.count() <= 5 && word_count(before) >= 3).then(|| (before.trim_end(), name.to_owned()))
}

/// The words in capitals that several questions begin with: "WARM Tell us about …", "STRAIGHT When did …".
pub(super) fn shouted(units: &[Unit]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut lines = 0;
    for unit in units.iter().filter(|unit| !unit.is_cell() && !unit.is_field() && unit.words >= 5) {
        let text = trim_marks(strip_number(&unit.text));
        let words: Vec<&str> = text.split(' ').take(4).collect();
        let shouts = |word: &&&str| word.chars().count() >= 3 && word.chars().all(char::is_uppercase);
        let lead = words.iter().take_while(shouts).count();
        if !(1..=3).contains(&lead) || words[0].chars().count() < 4 {
            continue;
        }
        let name = words[..lead].join(" ");
        let rest = text[name.len()..].trim_start();
        if language::opener(rest).is_none() || !rest.starts_with(char::is_uppercase) {
            continue;
        }
        lines += 1;
        if !out.contains(&name) {
            out.push(name);
        }
    }
    if lines >= 3 && out.len() >= 2 { out } else { Vec::new() }
}

/// The tags that stand in brackets at the ends of questions, where several do.
pub(super) fn tags(units: &[Unit]) -> Vec<String> {
    let mut out: Vec<(String, usize)> = Vec::new();
    let mut lines = 0;
    for unit in units.iter().filter(|unit| unit.text.contains(['(', '[', '{', '（', '【'])) {
        let text = trim_marks(strip_number(&unit.text));
        let front = first_bracket(text).filter(|(_, after)| {
            word_count(after) >= 3 && (has_question_mark(after) || language::opener(after).is_some())
        });
        let asks = unit.mark || front.is_some() || language::opener(text).is_some();
        if !asks || unit.words < 5 {
            continue;
        }
        let found = last_bracket(&unit.text).or_else(|| front.map(|(inside, after)| (after, inside)));
        let found = found.map(|(_, inside)| inside);
        let Some(inside) = found.filter(|inside| {
            (1..=6).contains(&word_count(inside))
                && inside.chars().count() >= 4
                && !inside.chars().any(|c| c.is_ascii_digit())
        }) else {
            continue;
        };
        let low = lower(&inside);
        // A remark ("if time allows", "optional") is no tag.
        if has_any(
            &low,
            &[
                "sorry",
                "again",
                "asked",
                "mine",
                "optional",
                "if",
                "or",
                "see",
                "e.g",
                "me",
                "i",
                "my",
                "got",
                "they",
                "follow up",
                "he",
                "she",
            ],
        ) || has_question_mark(&inside)
        {
            continue;
        }
        lines += 1;
        match out.iter_mut().find(|(name, _)| lower(name) == low) {
            Some((_, count)) => *count += 1,
            None => out.push((inside, 1)),
        }
    }
    // A bracket that stands alone may still be a remark; a tag comes again, or many lines have one.
    let many = lines >= 4;
    out.into_iter().filter(|(_, count)| *count >= 2 || many).map(|(name, _)| name).collect()
}

/// "Safe Home: Describe a time …": what stands before questions and a colon or dash, where three lines
/// or more do.
pub(super) fn labels(units: &[Unit]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut lines = 0;
    for unit in units.iter().filter(|unit| !unit.is_cell() && !unit.is_field()) {
        let text = trim_marks(strip_number(&unit.text));
        let Some((label, rest)) =
            text.split_once(": ").or_else(|| text.split_once(" - ")).or_else(|| text.split_once(" – "))
        else {
            continue;
        };
        let label = label.trim();
        let titled = (1..=4).contains(&word_count(label))
            && label.starts_with(char::is_uppercase)
            && label.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count() * 2
                > word_count(label);
        // "TEAMWORK: [B] Give an example …"
        let bare = first_bracket(rest).filter(|(code, _)| code.chars().count() <= 4);
        let bare = bare.map_or_else(|| rest.to_owned(), |(_, after)| after);
        let asks = language::opener(&bare).is_some() || has_question_mark(&bare);
        let low = lower(label);
        let of_talk = has_any(
            &low,
            &[
                "q",
                "question",
                "note",
                "tip",
                "follow-up",
                "follow up",
                "probe",
                "example",
                "me",
                "you",
                "i",
                "hr",
                "panel",
                "interviewer",
                "candidate",
                "answer",
                "re",
                "fwd",
                "from",
                "to",
                "subject",
                "ps",
                "or",
                "and",
                "then",
                "also",
                "warm-up",
                "opener",
                "closing",
                "final",
                "day",
                "stage",
                "round",
                "part",
                "option",
                "asked",
                "them",
                "technical",
                "behavioural",
                "situational",
            ],
        );
        if !titled || !asks || of_talk || label.chars().any(|c| c.is_ascii_digit()) {
            continue;
        }
        lines += 1;
        if !out.iter().any(|known| lower(known) == low) {
            out.extend(fit(label, true));
        }
    }
    if lines >= 3 && out.len() >= 2 { out } else { Vec::new() }
}
