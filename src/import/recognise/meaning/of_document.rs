//! What can be said of a document as a whole: what it holds, who speaks in it, how long and in what language.

use super::super::context::Context;
use super::super::heading_kind::HeadingKind;
use super::super::text::is_cjk;
use super::super::units::Unit;
use super::features::Seen;

/// Lines that are looked at for who speaks.
const LINES: usize = 400;

/// What can be said of the whole document.
pub fn of_document(units: &[Unit], contexts: &[Context], seen: &[Seen]) -> Vec<&'static str> {
    let mut out = Vec::new();
    let any = |heading_kind| contexts.iter().any(|c| c.heading_kind == Some(heading_kind) && !c.heads);
    for (holds, name) in [
        (any(HeadingKind::Requirements), "requires"),
        (any(HeadingKind::Questions), "asks"),
        (any(HeadingKind::Stories) || units.iter().any(|u| u.label.is_some_and(|l| !l.letter)), "tells"),
        (any(HeadingKind::Tips), "advises"),
        (any(HeadingKind::AskThem), "askthem"),
        (units.iter().any(Unit::is_cell), "table"),
        (greets(seen), "letter"),
    ] {
        if holds {
            out.push(name);
        }
    }
    out.extend(speakers(seen));
    out.push(match units.len() {
        0..=25 => "short",
        26..=80 => "middling",
        _ => "long",
    });
    out.push(language(seen));
    out
}

/// Whether one of the first lines greets somebody.
fn greets(seen: &[Seen]) -> bool {
    const GREETS: &[&str] = &[
        "dear", "hi", "hello", "hey", "hallo", "liebe", "lieber", "sehr", "guten", "bonjour", "cher",
        "chère", "madame", "monsieur", "hola", "estimada", "estimado", "olá", "oi", "caro", "cara",
        "prezado", "prezada", "buenos", "buenas", "bom", "boa", "querida", "querido", "servus", "grüezi",
        "moin", "morning",
    ];
    seen.iter().take(14).any(|s| {
        s.words.len() <= 9 && s.words.first().is_some_and(|w| GREETS.contains(&w.as_str()))
            || s.words.iter().take(12).any(|w| w.ends_with('様'))
    })
}

/// The language by its commonest words: good enough for a feature.
fn language(seen: &[Seen]) -> &'static str {
    const COMMON: &[(&str, &[&str])] = &[
        ("en", &["the", "and", "to", "of", "you", "with", "for", "your"]),
        ("de", &["der", "die", "und", "sie", "mit", "ein", "für", "das"]),
        ("fr", &["le", "les", "des", "vous", "et", "une", "pour", "dans"]),
        ("es", &["el", "los", "que", "y", "una", "con", "del", "las"]),
        ("pt", &["o", "os", "que", "e", "uma", "com", "do", "não"]),
    ];
    let mut counts = [0_usize; 5];
    let mut dense = 0;
    for word in seen.iter().take(400).flat_map(|s| &s.words) {
        for (count, (_, common)) in counts.iter_mut().zip(COMMON) {
            *count += usize::from(common.contains(&word.as_str()));
        }
        dense += usize::from(word.chars().next().is_some_and(is_cjk));
    }
    let best = (0..5).max_by_key(|&n| (counts[n], std::cmp::Reverse(n))).unwrap_or(0);
    if dense > counts[best] * 4 { "cjk" } else { COMMON[best].0 }
}

/// Who speaks to whom: what is written for oneself says "I", a letter "you", a guide for those who ask "the candidate".
fn speakers(seen: &[Seen]) -> [&'static str; 3] {
    let lines = seen.len().clamp(1, LINES);
    let of =
        |class: &str| seen.iter().take(LINES).filter(|s| s.classes.contains(&class)).count() * 100 / lines;
    let candidates = seen.iter().take(LINES).flat_map(|s| &s.words);
    let candidates = candidates
        .filter(|word| {
            ["candidat", "bewerber", "kandidat", "aspirante", "応募者", "候補者"]
                .iter()
                .any(|start| word.starts_with(start))
        })
        .count();
    [
        match of("i") {
            0..=4 => "hardly i",
            5..=19 => "some i",
            _ => "much i",
        },
        match of("you") {
            0..=9 => "hardly you",
            10..=29 => "some you",
            _ => "much you",
        },
        match candidates {
            0..=2 => "no candidates",
            3..=7 => "candidates",
            _ => "many candidates",
        },
    ]
}
