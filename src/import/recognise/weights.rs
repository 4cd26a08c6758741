//! Which principles matter most for this interview: "the two which decide are …", "focus areas: …".

use crate::import::document::BlockKind;
use crate::import::draft::{FoundText, FoundWeight};

use super::context::Context;
use super::heading_kind::{HeadingKind, classify};
use super::meaning::{Label, Reading, Sentence};
use super::name_places;
use super::principles::Principles;
use super::text::{
    has_any, has_cjk, has_phrase, has_question_mark, lower, squeeze, strip_number, trim_marks, word_count,
};
use super::units::Unit;
use super::values::{capital, capitalised, quoted};

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
const STRONG_CJK: &[&str] = &[
    "重視",
    "特に",
    "最も",
    "一番",
    "重要",
    "中心",
    "重点",
    "主に",
    "重く",
    "重き",
    "大切",
    "大事",
    "とりわけ",
    "なかでも",
];

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
    let mut known = headed(units, sentences, readings);
    let places = name_places::places(units);
    let named_so = competencies.iter().filter(|name| name_places::may_name(name)).chain(&places.names);
    known.extend(named_so.map(|name| (lower(name), name.clone())));
    // The longer name first: what stands within it is a part of it.
    known.sort_by_key(|(low, _)| std::cmp::Reverse(low.len()));
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
        if stress && told[n] > OWN_WORDS || told[n] > SURE {
            for name in unlisted(&sentence.text, sentence.unit, &known, units, principles) {
                // A slip of the pen in a bank's name is that name.
                let meant = principles.named(&name).into_iter().next();
                let meant = meant.filter(|meant| word_count(meant) + 1 >= word_count(&name));
                let name = meant.or_else(|| principles.meant(&name)).unwrap_or(name);
                let low = lower(&name);
                // "We take ownership" is the document's, "Ownership" within it a bank's.
                found.retain(|known| lower(known) == low || !has_phrase(&low, &lower(known)));
                if !found.iter().any(|known| lower(known).contains(&low)) {
                    found.push(name);
                }
            }
        }
        if told[n] > SURE && !below {
            found.extend(
                places
                    .codes
                    .iter()
                    .filter(|(code, _)| refers(&sentence.text, code))
                    .map(|(_, name)| name.clone()),
            );
            if found.is_empty() {
                found = subjects(&sentence.text);
            }
        }
        found.retain(|name| principles.knows(name) || name_places::may_name(name));
        let found = again_or_all(&sentence.text, of_one_list(found, &places.groups, principles));
        // A list without a word that puts some above the others chooses none.
        if !stress && !below && (found.len() > 3 || found.len() == 3 && principles.all_own(&found)) {
            continue;
        }
        // Naming all of them puts none above the others.
        let all = !stress && places.groups.iter().any(|group| names_all(&found, group));
        if found.len() > MOST || all || found.len() >= 4 && principles.all_own(&found) {
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

/// Whether a sentence speaks of a name by its number: "V2", "(iv)", "numbers 2 and 4".
fn refers(text: &str, code: &str) -> bool {
    #[rustfmt::skip]
    const COUNTED: &[&str] = &[
        "number", "numbers", "no", "nos", "nr", "nummer", "nummern", "numéro", "numéros", "número", "números", "value", "values", "row", "rows",
    ];
    const AND: &[&str] = &["and", "y", "e", "und", "et"];
    let lettered = code.starts_with(|c: char| c.is_ascii_uppercase());
    let words: Vec<&str> = text.split([' ', '/', '+', '&']).filter(|word| !word.is_empty()).collect();
    let bare: Vec<&str> =
        words.iter().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    (0..words.len()).filter(|&n| bare[n] == code).any(|n| {
        // The nearest word before it that is no number of the same row of numbers.
        let before = bare[..n].iter().rev().find(|word| !AND.contains(word) && !name_places::is_code(word));
        lettered
            || words[n].starts_with('(')
            || before.is_some_and(|word| COUNTED.contains(&lower(word).as_str()))
    })
}

/// What a sentence that weighs speaks of, where nothing else in the document names it: the capitalised parts of its
/// subject ("Comfort with ambiguity and Writing it down are the two …"), or of what comes after the verb.
fn subjects(text: &str) -> Vec<String> {
    #[rustfmt::skip]
    const VERBS: &[&str] = &[
        " are ", " is ", " weigh ", " weighs ", " count ", " counts ", " carry ", " carries ", " matter ", " matters ", " decide ", " decides ", " sind ", " ist ", " zählen ", " zählt ",
        " entscheiden ", " sont ", " est ", " pèsent ", " comptent ", " son ", " es ", " pesan ", " pesa ", " deciden ", " são ", " é ", " pesam ", " contam ", " on ", " to ",
    ];
    let low = super::people::lower_in_place(text);
    let names = |part: &str, leads: bool| -> Vec<String> {
        let part = without_brackets(part);
        let part = clauses(&part)[0].trim_matches([' ', '.', ':', '"', '“', '”']);
        let parts = super::values::parts(part);
        let capital = |p: &&str| p.starts_with(char::is_uppercase) && (1..=5).contains(&word_count(p));
        // The first word of a sentence has its capital in any case: one part alone names nothing.
        let enough = if leads { 2..=4 } else { 1..=4 };
        if !enough.contains(&parts.len()) || !parts.iter().all(capital) {
            return Vec::new();
        }
        parts
            .iter()
            .filter_map(|p| super::values::fit(p, true))
            .filter(|name| name_places::may_name(name))
            .collect()
    };
    for verb in VERBS {
        let Some(at) = low.find(verb) else { continue };
        let subject = names(&text[..at], true);
        if !subject.is_empty() {
            return subject;
        }
        let object = names(&text[at + verb.len()..], false);
        if !object.is_empty() {
            return object;
        }
    }
    Vec::new()
}

/// Whether these are all names of a list.
fn names_all(found: &[String], group: &[String]) -> bool {
    group.len() >= 3 && group.iter().all(|name| found.iter().any(|known| lower(known) == *name))
}

/// Where one of the names stands in a list of the document's, single words that stand in none are left out: a
/// person or a place named beside the values.
fn of_one_list(found: Vec<String>, groups: &[Vec<String>], principles: &Principles) -> Vec<String> {
    let listed = |name: &String| groups.iter().any(|group| group.contains(&lower(name)));
    let known = |name: &String| name.contains(' ') || has_cjk(name) || !principles.named(name).is_empty();
    if !found.iter().any(listed) {
        return found;
    }
    found.into_iter().filter(|name| listed(name) || known(name)).collect()
}

/// "Our values are A, B and C, and B decides": of names that a sentence lists, those that it names again.
fn again_or_all(text: &str, found: Vec<String>) -> Vec<String> {
    let low = lower(text);
    let again: Vec<String> = found.iter().filter(|name| times(&low, &lower(name)) > 1).cloned().collect();
    if found.len() > 2 && !again.is_empty() { again } else { found }
}

/// How often a phrase stands in a text, as whole words.
fn times(low: &str, phrase: &str) -> usize {
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !has_cjk(phrase));
    low.match_indices(phrase)
        .filter(|(at, found)| {
            !inside(low[..*at].chars().next_back()) && !inside(low[at + found.len()..].chars().next())
        })
        .count()
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
fn unlisted(
    text: &str,
    here: usize,
    known: &[(String, String)],
    units: &[Unit],
    principles: &Principles,
) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    // "最も見られるのは「…」": a name in quotes that the document has elsewhere.
    for name in quoted(text) {
        let small = lower(name);
        let elsewhere = units
            .iter()
            .take(name_places::READ)
            .enumerate()
            .any(|(n, unit)| n != here && unit.low.contains(&small));
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
        let mentioned: Vec<String> = principles.mentioned(clause).iter().map(|name| lower(name)).collect();
        for (small, name) in known.iter().filter(|(small, _)| has_phrase(&low, small)) {
            // One word is a name only where it is written like one.
            let alike =
                small.contains(' ') || has_phrase(clause, name) || has_phrase(clause, &capital(small));
            let within = out.iter().any(|longer| lower(longer).contains(small.as_str()))
                || mentioned.iter().any(|longer| has_phrase(longer, small));
            if alike && !within && !acts(&low, small) {
                out.push(name.clone());
            }
        }
        for run in capitalised(clause) {
            let small = lower(&run);
            // In another line, or again in this one.
            let elsewhere = units.iter().take(name_places::READ).enumerate().any(|(n, unit)| {
                has_phrase(&unit.low, &small) && (n != here || unit.low.matches(&small).count() > 1)
            });
            let told = out.iter().any(|name| lower(name).contains(&small) || small.contains(&lower(name)));
            if elsewhere && !told && name_places::may_name(&run) {
                out.push(run);
            }
        }
    }
    out.truncate(MOST);
    out
}

/// Whether a single name in a clause is somebody who does something: "Graham will cover them".
fn acts(low: &str, name: &str) -> bool {
    #[rustfmt::skip]
    const DOES: &[&str] = &[
        "asked", "asks", "says", "said", "told", "tells", "will", "has", "wants", "reckons", "doubles", "scores", "cares", "listens", "looks", "marks", "hires", "keeps", "dice", "sagt",
        "dit", "disse", "diz", "would", "likes", "thinks", "comes",
    ];
    const BEFORE: &[&str] =
        &["with", "by", "from", "mr", "mrs", "ms", "dr", "mit", "von", "avec", "par", "con", "com", "por"];
    if name.contains(' ') {
        return false;
    }
    let words: Vec<&str> = low.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.iter().enumerate().any(|(n, word)| {
        *word == name
            && (words.get(n + 1).is_some_and(|next| DOES.contains(next))
                || n > 0 && BEFORE.contains(&words[n - 1]))
    })
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
    #[rustfmt::skip]
    const BETWEEN: &[&str] = &[
        "; ", " – ", " — ", " - ", ", but ", " but ", ", while ", " while ", ", whereas ", ", aber ", ", mais ", ", pero ", ", mas ", ", during ", ". ",
    ];
    // What plays the others down begins with words that have to stay with them.
    #[rustfmt::skip]
    const OTHERS: &[&str] = &[
        ", the rest ", ", the other", ", die anderen ", ", der Rest ", ", les autres ", ", le reste ", ", los demás ", ", las demás ", ", el resto ", ", os outros ", ", as outras ",
        ", o resto ",
    ];
    let mut out = vec![text];
    for mark in BETWEEN {
        // "Have Backbone; Disagree and Commit" is one name.
        let whole = |part: &str| *mark == "; " && part.contains("ackbone; ");
        out = out
            .into_iter()
            .flat_map(|part| if whole(part) { vec![part] } else { part.split(mark).collect() })
            .collect();
    }
    for mark in OTHERS {
        out = out
            .into_iter()
            .flat_map(|part| match part.find(mark) {
                Some(at) => vec![&part[..at], &part[at + 2..]],
                None => vec![part],
            })
            .collect();
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
    fn names_are_referred_to_by_number_and_others_are_played_down() {
        assert!(
            refers("For us numbers 2 and 4 decide.", "4") && refers("For us numbers 2 and 4 decide.", "2")
        );
        assert!(refers("All look at V2 first.", "V2") && refers("Most time goes to (i) and (iv).", "iv"));
        assert!(!refers("It takes 4 days and 2 talks.", "4"));
        assert_eq!(
            clauses("Pace decides, the others, Craft and Candour, come second"),
            ["Pace decides", "the others, Craft and Candour, come second"]
        );
        assert!(plays_down("the others, craft and candour, come second"));
    }

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
