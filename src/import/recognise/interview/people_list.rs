//! The text side of counting people: where a list of them ends, and its parts.

use super::super::text::lower_in_place;

/// Where a list ends: at a sign that ends a clause, or where a length of time begins.
pub fn end_of_list(text: &str) -> usize {
    let low = lower_in_place(text);
    let mut end = text.len();
    for mark in [
        ";",
        ":",
        "?",
        "!",
        " - ",
        " – ",
        " — ",
        " | ",
        " for ",
        " für ",
        " pendant ",
        " durante ",
        ". ",
        "...",
        "。",
        "、そ",
    ] {
        for (at, _) in low.match_indices(mark) {
            // "Mr. Ochoa", "Dir. of Mx": a short word with a full stop ends nothing.
            let word = text[..at].rsplit([' ', '(']).next().unwrap_or_default();
            let short = mark == ". " && word.chars().count() <= 3 && word.starts_with(char::is_uppercase);
            if !short {
                end = end.min(at);
                break;
            }
        }
    }
    if let Some(length) = super::amounts::durations(&low).first() {
        end = end.min(length.at.start);
    }
    end
}

pub fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '*' | '_' => {}
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// "Asun, que lleva CAPA y calidad, y Peio": without what is said of somebody in between.
pub fn without_asides(text: &str) -> String {
    const WHO: &[&str] = &[
        ", who ",
        ", who'd ",
        ", who's ",
        ", who’d ",
        ", who’s ",
        ", qui ",
        ", que ",
        ", quien ",
        ", quem ",
    ];
    let mut out = text.to_owned();
    while let Some(at) = WHO.iter().filter_map(|who| out.find(who)).min() {
        let end = out[at + 2..].find(',').map_or(out.len(), |end| at + 2 + end);
        out.replace_range(at..end, "");
    }
    out
}

/// The parts of a list, each with what stands before it: a comma or a word that joins.
pub fn parts(text: &str) -> Vec<(&'static str, &str)> {
    const JOINTS: &[(&str, &str)] = &[
        (", and ", "and"),
        (", & ", "and"),
        (" as well as ", "and"),
        (" and ", "and"),
        (" und ", "and"),
        (" sowie ", "and"),
        (" et ", "and"),
        (" y ", "and"),
        (" e ", "and"),
        (" & ", "and"),
        (" + ", "and"),
        (" plus ", "and"),
        (" / ", "and"),
        (", ", ","),
        (",", ","),
    ];
    let mut out = Vec::new();
    let (mut rest, mut between) = (text, "");
    loop {
        let next = JOINTS
            .iter()
            .filter_map(|(mark, kind)| rest.find(mark).map(|at| (at, *mark, *kind)))
            .min_by_key(|(at, mark, _)| (*at, std::cmp::Reverse(mark.len())));
        let Some((at, mark, kind)) = next else { break };
        out.push((between, rest[..at].trim()));
        (rest, between) = (&rest[at + mark.len()..], kind);
    }
    out.push((between, rest.trim()));
    out.retain(|(_, part)| !part.is_empty());
    out
}
