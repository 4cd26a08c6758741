//! The repair of clauses: what is cut off, what is made small, and verbs into the past.

use super::verbs::{self, VerbForm};
use crate::import::recognise::text::{
    begins_with_any, has_any, lower, squeeze, strip_number, trim_marks, word_count,
};

/// A requirement without marks, remarks in brackets, its label and what says how much it is wanted.
pub(super) fn whole(text: &str) -> String {
    let text = squeeze(trim_marks(strip_number(trim_marks(text))))
        .replace(['\u{200b}', '\u{ad}'], "")
        .replace('’', "'")
        .replace("ine manage ", "ine-manage ")
        .replace("ine managing ", "ine-managing ")
        .replace(" w/o ", " without ")
        .replace(" w/ ", " with ")
        .replace(" oneself", " yourself")
        .replace(" herself/himself", " yourself")
        .replace(" himself/herself", " yourself")
        .replace(" him/her", " them")
        .replace(" his/her ", " their ");
    let mut text = without_bare_number(&without_brackets(&text)).to_owned();
    // Word's second bullet, left as a letter.
    if let Some(rest) = text.strip_prefix("o ").filter(|rest| rest.starts_with(char::is_alphabetic)) {
        text = rest.to_owned();
    }
    // "Stakeholder management: you keep …"
    if let Some((label, rest)) = text.split_once(": ")
        && word_count(label) <= 5
        && word_count(rest) >= 3
    {
        // "Hold managers accountable: have the talk this week" says first what is done.
        let first = label.split(' ').next().unwrap_or("");
        let order = word_count(label) >= 3
            && verbs::base(first).is_some_and(|base| verbs::form(first, base) == VerbForm::Base)
            && !super::english::is_noun_too(first);
        text = if order { label } else { rest }.trim().to_owned();
    }
    let low = lower(&text);
    if low.len() == text.len() {
        const WANTED: &[&str] = &[
            " is taken as read",
            " is assumed",
            " is expected",
            " is a given",
            " is a strong plus",
            " is a big plus",
            " is a plus",
            " a plus",
            " is an advantage",
            " an advantage",
            " is desirable",
            " would be desirable",
            " desirable",
            " is essential",
            " are essential",
            " is required",
            " are required",
            " required",
            " is preferred",
            " preferred",
            " is a must",
            " is a bonus",
            " would be a bonus",
            " a bonus",
            " is welcome",
            " would be an asset",
            " is an asset",
            " an asset",
            " is helpful",
            " would be helpful",
            " is key",
            " is crucial",
            " is vital",
            " is important",
            " will be expected",
            " would help",
            " helps",
            " is beneficial",
        ];
        let bare = low.trim_end_matches(['.', '!', ' ']);
        let within = WANTED.iter().filter(|tail| {
            tail.starts_with(" is ") || tail.starts_with(" are ") || tail.starts_with(" would be ")
        });
        let within = within
            .filter_map(|tail| low.find(&format!("{tail}, ")).or_else(|| low.find(&format!("{tail} but "))))
            .min();
        if let Some(end) = WANTED.iter().find_map(|tail| bare.strip_suffix(tail)) {
            text.truncate(end.trim_end_matches([',', ' ']).len());
        } else if let Some(at) = within {
            text.truncate(at);
        }
    }
    squeeze(&text)
}

/// "4 To develop protocols": the number of a list whose mark was lost.
fn without_bare_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    match rest.strip_prefix(' ') {
        Some(rest) if (1..=2).contains(&digits) && rest.starts_with(char::is_uppercase) => rest,
        _ => text,
    }
}

fn without_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    squeeze(&out).replace(" ,", ",").replace(" .", ".")
}

/// The clause up to where its examples, its reasons or a second sentence begin, and no longer than
/// `most` words.
pub(super) fn short(text: &str, most: usize) -> String {
    const ENDS: &[&str] = &[
        ". ",
        "; ",
        "? ",
        "! ",
        ", e.g",
        " e.g",
        ", i.e",
        ", for example",
        ", such as ",
        " such as ",
        ", etc",
        " ⁃ ",
        " • ",
        ", ideally",
        ", preferably",
        ", as we ",
        ", which means ",
        " as we have ",
        ", so we ",
        ", because we ",
        ", since we ",
        ", and who ",
        ", you ",
        ", ie ",
        " ie ",
        ", and you ",
        ", you will ",
        ", you'll ",
        ", and you'll ",
        " and you will ",
        ", so ",
    ];
    /// Where a clause that is too long may end.
    const MAY_END: &[&str] = &[
        " – ",
        " — ",
        " - ",
        ", including ",
        " including ",
        ", where ",
        ", which ",
        ", so that ",
        ", because ",
        ", as well as ",
        ", not ",
        ", but ",
        ", while ",
        ", ensuring ",
        ", providing ",
        ", who ",
        ", whether ",
        ", we ",
        ", you ",
        ", it ",
        ": ",
        " in order to ",
        ", and ",
        ", ",
    ];
    let mut end = text.len();
    for stop in ENDS {
        if let Some(at) = text.find(stop)
            && (word_count(&text[..at]) >= 3 || matches!(*stop, ". " | "? " | "! ") && at > 3)
        {
            end = end.min(at);
        }
    }
    let mut cut = tidy(&text[..end]);
    if let Some(at) = cut.find("; ").filter(|at| *at > 3) {
        cut.truncate(at);
    }
    if word_count(&cut) > most {
        let at = MAY_END
            .iter()
            .filter_map(|stop| cut.find(stop))
            .filter(|at| word_count(&cut[..*at]) >= 5)
            .max_by_key(|at| {
                // The longest that fits.
                if word_count(&cut[..*at]) <= most {
                    i64::try_from(*at).unwrap_or(0)
                } else {
                    -i64::try_from(*at).unwrap_or(0)
                }
            });
        if let Some(at) = at {
            cut = tidy(&cut[..at]);
        }
    }
    while word_count(&cut) > most {
        // Only where a breath is taken: "in a way that they trust" is not cut after "way".
        match cut.rfind(", ").filter(|at| word_count(&cut[..*at]) >= 4) {
            Some(at) => cut.truncate(at),
            None => break,
        }
    }
    without_remark(&cut).to_owned()
}

/// Without the advert's own remark behind a comma or a dash: "…, a second language is nice", "…: thesis
/// is ok".
fn without_remark(text: &str) -> &str {
    for mark in [", ", " – ", " — ", " - ", ": "] {
        let mut from = 0;
        while let Some(at) = text[from..].find(mark) {
            let at = from + at;
            let rest = lower(&text[at + mark.len()..]);
            let part = rest.split([',', ';']).next().unwrap_or("");
            let finite = has_any(
                part,
                &[
                    "is",
                    "are",
                    "was",
                    "were",
                    "isn't",
                    "aren't",
                    "would like",
                    "will carry",
                    "we've",
                    "haven't",
                    "shall",
                    "should",
                    "must",
                ],
            );
            let remark = begins_with_any(part, &["that's", "that is", "it's", "it is", "this is"]);
            let under = has_any(
                part,
                &[
                    "who", "which", "that", "what", "where", "when", "if", "because", "so", "while", "how",
                    "whether", "until", "even", "as", "since", "than", "before", "after",
                ],
            );
            // "making sure stone and mortar are ordered": that is what is made sure.
            let sure = has_any(
                &lower(&text[..at]),
                &["making sure", "make sure", "ensure", "ensuring", "that", "so"],
            );
            if (finite && !under && !sure || remark) && word_count(&text[..at]) >= 3 {
                return &text[..at];
            }
            from = at + mark.len();
        }
    }
    text
}

fn tidy(text: &str) -> String {
    text.trim().trim_end_matches(['.', ',', ';', '!', '?', ':', ' ', '-', '–', '—']).to_owned()
}

/// The employer's own things become things of the kind: "our ledger" → "the ledger", "our customers" →
/// "customers".
pub(super) fn generalise(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    for (n, word) in words.iter().enumerate() {
        let low = word.to_lowercase();
        if low == "our" {
            let noun = words[n + 1..].iter().take(3).find(|w| {
                let w = w.trim_end_matches([',', '.']);
                w.ends_with('s') && !w.ends_with("ss") && !w.ends_with("'s")
            });
            if noun.is_none() {
                out.push("the".to_owned());
            }
            continue;
        }
        // "Northpier's core offers": whose they are is the employer's business.
        let named = n > 0
            && word.ends_with("'s")
            && word.starts_with(char::is_uppercase)
            && words.get(n + 1).is_some();
        if named {
            continue;
        }
        out.push((*word).to_owned());
    }
    out.join(" ")
}

/// With a small first letter, unless the first word is a name or is written in capitals.
pub(super) fn small(clause: &str) -> String {
    let first = clause.split(' ').next().unwrap_or("");
    let mut letters = first.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let rest_small = letters.clone().all(|c| !c.is_uppercase());
    let one = first.chars().count() == 1;
    if capital && (rest_small && (!one || first == "A")) && !first.ends_with("'s") {
        let mut chars = clause.chars();
        let head: String = chars.next().map(|c| c.to_lowercase().collect()).unwrap_or_default();
        return format!("{head}{}", chars.as_str());
    }
    clause.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_cut_and_generalised() {
        assert_eq!(
            generalise(&short("Deliver Northpier's core offers to our customers, including the new one", 7)),
            "Deliver core offers to customers"
        );
        assert_eq!(generalise("use our ledger to scale"), "use the ledger to scale");
        assert_eq!(
            whole("Stakeholder management: you keep them informed (weekly)"),
            "you keep them informed"
        );
        assert_eq!(small("Lead a team"), "lead a team");
        assert_eq!(small("SQL and R"), "SQL and R");
    }
}
