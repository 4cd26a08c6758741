//! Which principles matter most for this interview: "the two which decide are …", "focus areas: …".

use crate::import::document::BlockKind;
use crate::import::draft::{FoundText, FoundWeight};

use super::context::Context;
use super::heading_kind::{HeadingKind, classify};
use super::meaning::{Label, Reading, Sentence};
use super::principles::Principles;
use super::text::{
    has_any, has_cjk, has_phrase, has_question_mark, lower, squeeze, strip_number, trim_marks, word_count,
};
use super::units::Unit;
use super::values::{capitalised, quoted};

/// The weight of a key principle; the others weigh 1.
pub const KEY: f64 = 3.0;

/// How near to a sentence on weights the model has to be where the words stress something themselves, and
/// where they only name. Chosen on the building part of the corpus.
const NEAR: i32 = -110;
const SURE: i32 = 0;

/// How near where only the document itself says that a name is one.
const OWN_WORDS: i32 = -60;

/// More than so many are no choice: all of a framework stressed is none stressed.
const MOST: usize = 7;

/// How a text puts some principles above others.
#[rustfmt::skip]
pub const STRONG: &[&str] = &[
    "most", "heaviest", "heavily", "heavier", "heavy", "decide", "decides", "decisive", "deciding", "matter", "matters", "count", "counts", "weight", "weigh", "weighs", "weighted", "key",
    "lead behaviour", "lead behavior", "lead competency", "particularly", "particular", "especially", "above all", "core", "focus", "focusing", "focused", "priority", "priorities", "critical", "double", "twice", "above", "first", "emphasis", "emphasise", "emphasize", "important", "tip the scale", "make or break", "non-negotiable", "carry", "carries", "more than", "stand out", "hardest", "closest", "tie", "marked on", "scored twice", "press", "make the difference", "hiring for", "tip the balance", "weighted", "outweigh", "outweighs", "must each", "cannot be appointed", "makes the difference", "tips the balance",
    "am meisten", "wichtigsten", "besonders", "entscheidend", "entscheiden", "entscheidet", "zählt", "zählen", "vor allem", "ausschlaggebend", "gewicht", "schwerpunkt", "doppelt", "am schwersten", "schwerer", "wichtig", "den unterschied", "den ausschlag",
    "surtout", "passe avant", "passent avant", "n'en retenir", "j'y ajouterais", "avant tout", "priorité", "prioritaires", "comptent", "compte", "pèsent", "pèse", "déterminant", "déterminants", "essentiel", "décisif", "décisifs", "importants", "importantes", "plus que", "le plus", "double", "la différence", "tranchent",
    "sobre todo", "inclinar la balanza", "inclina la balanza", "lo primero", "quita el sueño", "más", "pesan", "pesa", "importan", "importa", "decisivas", "decisivos", "clave", "prioridad", "fundamentales", "especialmente", "ante todo", "doble", "mandan", "deciden", "la diferencia",
    "mais", "sobretudo", "pesam", "decidem", "principal", "principais", "acima de tudo", "essenciais", "dobro", "contam", "prioridade", "importantes", "especial", "a diferença",
];
const STRONG_CJK: &[&str] = &["重視", "特に", "最も", "一番", "重要", "中心", "重点", "主に"];

/// How a text says that some count less, whatever else it says.
#[rustfmt::skip]
const WEAK: &[&str] = &[
    "lose sleep", "count less", "counts less", "matter less", "matters less", "weigh less", "weighs less", "less weight", "less so", "as read", "at the edge", "least", "not assessed", "not scored", "lighter", "light touch",
    "no need", "ignore", "weniger", "am rande", "moins", "pèsent moins", "menos", "not so much", "baseline", "hygiene",
];
/// The same where nothing is stressed beside it.
#[rustfmt::skip]
const MAYBE_WEAK: &[&str] = &[
    "less", "won't", "wouldn't", "isn't", "aren't", "are not", "is not", "will not", "nobody", "nicht", "pas", "no se", "não", "the rest", "the others", "the other", "die anderen", "les autres", "los demás", "las demás",
    "os outros", "as outras", "given", "background",
];

/// Finds the principles that the text puts above others; `competencies` are those of the document's guide.
pub fn find(
    units: &[Unit],
    contexts: &[Context],
    taken: &[bool],
    principles: &Principles,
    sentences: &[Sentence],
    readings: &[Reading],
    competencies: &[String],
) -> Vec<FoundWeight> {
    let (mut stressed, mut named): (Vec<FoundWeight>, Vec<FoundWeight>) = (Vec::new(), Vec::new());
    let told: Vec<i32> = readings.iter().map(|r| r.margin(Label::Weight)).collect();
    // How each unit is read, for the lists below it.
    let mut leads: Vec<(i32, bool)> = vec![(i32::MIN, false); units.len()];
    for (n, sentence) in sentences.iter().enumerate() {
        let lead = &mut leads[sentence.unit];
        lead.0 = lead.0.max(told[n]);
        lead.1 |= !readings[n].is_unread() && stresses(&lower(&sentence.text));
    }
    let mut headed = headed(units, sentences, readings);
    headed.extend(competencies.iter().map(|name| (lower(name), name.clone())));
    for (n, sentence) in sentences.iter().enumerate() {
        let unit = &units[sentence.unit];
        let heading_kind = contexts[sentence.unit].heading_kind;
        if taken[sentence.unit]
            || unit.is_code()
            || has_question_mark(&sentence.text)
            || matches!(heading_kind, Some(HeadingKind::AskThem | HeadingKind::Stories))
        {
            continue;
        }
        if readings[n].is_unread() {
            continue;
        }
        let above = contexts[sentence.unit].path.last().map(|&at| leads[at]);
        let below = (unit.is_item() || unit.is_cell() || contexts[sentence.unit].names && unit.words <= 6)
            && above.is_some_and(|(lead, _)| lead > NEAR);
        let kind = readings[n].label;
        let elsewhere = matches!(
            kind,
            Label::Question
                | Label::Probe
                | Label::AskThem
                | Label::Story
                | Label::Moment
                | Label::Expectation
                | Label::Boilerplate
                | Label::Credential
                | Label::Topic
        );
        if told[n] <= NEAR && !below || elsewhere || readings[n].is_unread() {
            continue;
        }
        let stress = stresses_itself(&sentence.text) || below && above.is_some_and(|(_, stress)| stress);
        if !stress && told[n] <= SURE && !(below && above.is_some_and(|(lead, _)| lead > SURE)) {
            continue;
        }
        // A table's column of names is a choice only under a word for it.
        if matches!(unit.kind, BlockKind::Cell { .. }) && told[n] <= SURE && !(stress && unit.words >= 10) {
            continue;
        }
        let mut found = names(&sentence.text, below, principles);
        if stress && told[n] > OWN_WORDS && (found.is_empty() || told[n] > SURE) {
            for name in unlisted(&sentence.text, sentence.unit, &headed, units) {
                let name = principles.named(&name).into_iter().next().unwrap_or(name);
                let low = lower(&name);
                if !found.iter().any(|known| lower(known).contains(&low) || low.contains(&lower(known))) {
                    found.push(name);
                }
            }
        }
        // Naming all of them puts none above the others.
        if found.len() > MOST || found.len() >= 4 && principles.all_own(&found) {
            continue;
        }
        let out = if stress { &mut stressed } else { &mut named };
        for principle in found {
            if !out.iter().any(|w| w.principle == principle) {
                out.push(FoundWeight { principle, weight: KEY, line: sentence.line });
            }
        }
    }
    // What is only named as assessed counts where nothing is stressed.
    let out = if stressed.is_empty() { named } else { stressed };
    if out.len() > MOST { Vec::new() } else { out }
}

/// Short lines that the document sets as headings or labels, in lower case, with their words.
fn headed(units: &[Unit], sentences: &[Sentence], readings: &[Reading]) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for (sentence, reading) in sentences.iter().zip(readings) {
        let unit = &units[sentence.unit];
        let short = (1..=6).contains(&unit.words) && unit.low.chars().count() >= 5;
        if reading.label != Label::Heading || !short || classify(&unit.text).is_some() || out.len() >= 200 {
            continue;
        }
        let name = squeeze(trim_marks(strip_number(trim_marks(&unit.text))).trim_end_matches([':', ' ']));
        let low = lower(&name);
        if !out.iter().any(|(known, _)| *known == low) && !low.is_empty() {
            out.push((low, name));
        }
    }
    out
}

/// Names in a text that stresses some, which no list gives: those that the document has as headings, and
/// words with capitals that stand elsewhere in it as well.
fn unlisted(text: &str, here: usize, headed: &[(String, String)], units: &[Unit]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    // "最も見られるのは「…」": a name in quotes that the document has elsewhere.
    for name in quoted(text) {
        let small = lower(name);
        let elsewhere = units.iter().enumerate().any(|(n, unit)| n != here && unit.low.contains(&small));
        if has_cjk(name) && name.chars().count() <= 16 && elsewhere && !out.iter().any(|known| known == name)
        {
            out.push(name.to_owned());
        }
    }
    for clause in clauses(text) {
        let clause = &without_brackets(clause);
        let low = lower(clause);
        if plays_down(&low) {
            continue;
        }
        for (heading, name) in headed {
            if has_phrase(&low, heading) {
                out.push(name.clone());
            }
        }
        for run in capitalised(clause) {
            let small = lower(&run);
            // In another line, or again in this one.
            let elsewhere = units.iter().enumerate().any(|(n, unit)| {
                has_phrase(&unit.low, &small) && (n != here || unit.low.matches(&small).count() > 1)
            });
            let known = out.iter().any(|name| lower(name).contains(&small) || small.contains(&lower(name)));
            if elsewhere && !known {
                out.push(run);
            }
        }
    }
    out.truncate(MOST);
    out
}

/// Whether a clause says that what it names counts less.
fn plays_down(low: &str) -> bool {
    let low = low.replace("at least", " ").replace("not least", " ").replace("last but", " ");
    has_any(&low, WEAK) || has_any(&low, MAYBE_WEAK) && !stresses(&low)
}

/// Whether a sentence stresses what it names; in a list of names that brackets hold a word such as
/// "first" says nothing, behind a single name it does: "Customer Obsession (very important)".
fn stresses_itself(text: &str) -> bool {
    let said = without_brackets(text);
    stresses(&lower(&said)) || word_count(&said) <= 6 && stresses(&lower(text))
}

fn stresses(low: &str) -> bool {
    has_any(low, STRONG) || has_cjk(low) && STRONG_CJK.iter().any(|word| low.contains(word))
}

/// The principles that a sentence puts above others: those in its clauses that do not put them below.
fn names(text: &str, below: bool, principles: &Principles) -> Vec<String> {
    if below {
        let found = principles.named(text);
        if !found.is_empty() {
            return found;
        }
    }
    let (mut stressed, mut all) = (Vec::new(), Vec::new());
    for clause in clauses(text) {
        let low = lower(clause);
        if plays_down(&low) {
            continue;
        }
        // "Of the three values, the others being A and B, C is …": what stands in brackets is beside the
        // point.
        let clause = without_brackets(clause);
        let stress = stresses(&lower(&clause));
        for name in principles.listed(&clause) {
            if stress && !stressed.contains(&name) {
                stressed.push(name.clone());
            }
            if !all.contains(&name) {
                all.push(name);
            }
        }
    }
    // "The values are A, B and C – B counts most".
    if stressed.is_empty() { all } else { stressed }
}

fn clauses(text: &str) -> Vec<&str> {
    let mut out = vec![text];
    for mark in [
        "; ",
        " – ",
        " — ",
        " - ",
        ", but ",
        " but ",
        ", while ",
        " while ",
        ", whereas ",
        ", aber ",
        ", mais ",
        ", pero ",
        ", mas ",
        ", during ",
        ". ",
    ] {
        out = out.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    out
}

fn without_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// Principles named together in one sentence of running text, where nothing says what weighs more: what a
/// letter takes the trouble to name may be what counts. The first sentence that names most of them.
pub fn together(
    sentences: &[Sentence],
    units: &[Unit],
    readings: &[Reading],
    principles: &Principles,
) -> Vec<FoundText> {
    let (mut best, mut line): (Vec<String>, u32) = (Vec::new(), 0);
    for (sentence, reading) in sentences.iter().zip(readings) {
        let unit = &units[sentence.unit];
        let told = matches!(
            reading.label,
            Label::Tip | Label::Weight | Label::Stage | Label::Note | Label::Scheduling | Label::Other
        );
        if !told || reading.is_unread() || unit.is_heading() || unit.mark || word_count(&sentence.text) < 6 {
            continue;
        }
        let found = principles.mentioned(&sentence.text);
        if (2..=MOST).contains(&found.len()) && found.len() > best.len() {
            (best, line) = (found, sentence.line);
        }
    }
    best.into_iter().map(|text| FoundText { text, line }).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::banks::built_in;
    use crate::domain::{catalog::Catalog, profile::Profile};

    #[test]
    fn what_counts_less_does_not_count() {
        let catalog = Catalog::new(built_in().unwrap(), &Profile::default());
        let principles =
            Principles::new(&catalog).with_own(&["Straight Talk".to_owned(), "Grow The Shift".to_owned()]);
        for (text, wanted) in [
            (
                "3. Some of the most important principals for this role are, Dive Deep, Deliver Result & Hire and Develop the Best.",
                vec!["Dive Deep", "Deliver Results", "Hire and Develop the Best"],
            ),
            (
                "the two which decide are Straight Talk and Grow The Shift",
                vec!["Straight Talk", "Grow The Shift"],
            ),
            ("Dive Deep weighs most; Frugality I would not lose sleep over.", vec!["Dive Deep"]),
        ] {
            assert_eq!(names(text, false, &principles), wanted, "{text}");
        }
    }
}
