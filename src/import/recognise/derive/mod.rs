//! Questions made from what a job asks for and what tips want to hear, marked as derived.

mod aloud;
mod article;
mod clause;
mod coordination;
mod english;
mod frames;
mod leads;
pub mod learned;
mod nouns;
mod other;
mod other_words;
pub mod principle;
mod tense;
mod tip;
mod tip_case;
mod topics;
pub mod verbs;

use std::collections::HashSet;

use crate::import::draft::{Expectation, FoundQuestion, Origin};

use super::context::Context;
use super::heading_kind::HeadingKind;
use super::meaning::{Label, Reading, Sentence};
use super::principles::Principles;
use super::text::{has_any, lower, word_count};
use super::units::Unit;

use other::{Language, Place};

/// How many derived questions are proposed unfolded.
pub const PROPOSED: usize = 12;

/// The most questions derived from one file: beyond these nobody reads on.
const MOST: usize = 40;

/// Questions made and weighed in one file: beyond these a better one is hardly found.
const LOOKED_AT: usize = 240;

/// How far below the best label a sentence may stand and still be asked about, folded.
const DOUBTFUL: i32 = -24;

/// How far above the next label a requirement stands that is quoted where no rule turns it.
const SURE: i32 = 40;

/// How a question was made, the better reading first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Manner {
    /// Turned into what was done.
    Told,
    /// Put into a frame that fits.
    Plain,
    /// Quoted as it stands.
    Quoted,
    /// Grammatical, and says little.
    Thin,
    /// Read aloud it rarely sounds right: kept for who looks, and never proposed.
    Doubtful,
}

/// A question that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Made {
    text: String,
    manner: Manner,
}

/// What is asked about and how good a question it makes.
struct Candidate {
    question: FoundQuestion,
    worth: i32,
}

/// What the derived questions are made from.
pub(super) struct Sources<'a> {
    pub units: &'a [Unit],
    pub contexts: &'a [Context],
    pub taken: &'a [bool],
    pub sentences: &'a [Sentence],
    pub readings: &'a [Reading],
    pub expectations: &'a [Expectation],
}

/// Derives questions from requirements, criteria, tips and topics; the best first, those beyond a dozen
/// folded.
pub(super) fn find(sources: &Sources<'_>, principles: &Principles) -> Vec<FoundQuestion> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let spoken = other::of_document(sources.sentences.iter().map(|s| s.text.as_str()));
    let topics = topics::find(sources, spoken);
    for (n, sentence) in sources.sentences.iter().enumerate() {
        if candidates.len() >= LOOKED_AT {
            break;
        }
        // A point of a topic is on its checklist.
        if topics.units.contains(&sentence.unit) {
            continue;
        }
        let reading = &sources.readings[n];
        let wanted = [Label::Requirement, Label::Tip, Label::Weight]
            .map(|label| reading.margin(label))
            .into_iter()
            .max();
        if reading.is_unread() || wanted.is_none_or(|margin| margin <= 4 * DOUBTFUL) {
            continue;
        }
        // "has led a service; can read a budget; …": each by itself.
        let parts: Vec<&str> = sentence
            .text
            .split("; ")
            .flat_map(|part| part.split(" ⁃ "))
            .flat_map(|part| {
                part.split(
                    [" • ", " → ", " ▪ ", " ● ", " ‣ "]
                        .into_iter()
                        .find(|sign| part.contains(sign))
                        .unwrap_or(" • "),
                )
            })
            .map(|part| part.strip_prefix("and ").unwrap_or(part))
            .collect();
        // Two halves that can be said in one breath are one thought.
        let whole = parts.len() < 3
            && (parts.iter().any(|part| word_count(part) < 5)
                || word_count(&sentence.text) <= frames::LONGEST_WHOLE);
        if parts.len() == 1 || whole {
            candidates.extend(of_sentence(n, &sentence.text, sources, spoken, principles));
        } else {
            for part in parts {
                candidates.extend(of_sentence(n, part, sources, spoken, principles));
            }
        }
    }
    for expectation in sources.expectations.iter().take(LOOKED_AT) {
        candidates.extend(of_criterion(expectation, spoken, principles));
    }
    for question in topics.questions {
        candidates.push(Candidate { question, worth: 62 });
    }
    candidates.sort_by_key(|c| (-c.worth, c.question.line));
    let mut seen: HashSet<String> = HashSet::new();
    candidates.retain(|c| seen.insert(sameness(&c.question.text)));
    candidates.truncate(MOST);
    proposed(candidates)
}

/// The questions in the order of their worth. The topics of a brief are a list of their own, which the file
/// itself made: they alternate with the others, and each list has a dozen that are proposed.
fn proposed(candidates: Vec<Candidate>) -> Vec<FoundQuestion> {
    let fold = |(n, Candidate { mut question, worth }): (usize, Candidate)| {
        question.folded = n >= PROPOSED || worth < 0;
        question
    };
    let (topics, others): (Vec<Candidate>, Vec<Candidate>) =
        candidates.into_iter().partition(|candidate| candidate.question.why == topics::WHY);
    let mut topics = topics.into_iter().enumerate().map(fold);
    let mut others = others.into_iter().enumerate().map(fold);
    let mut out = Vec::new();
    loop {
        let before = out.len();
        out.extend(others.next());
        out.extend(topics.next());
        if out.len() == before {
            return out;
        }
    }
}

/// What two questions have in common that are worded the same: their letters and figures, without case,
/// blanks and marks.
fn sameness(text: &str) -> String {
    lower(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn of_sentence(
    n: usize,
    said: &str,
    sources: &Sources<'_>,
    spoken: Language,
    principles: &Principles,
) -> Option<Candidate> {
    let sentence = &sources.sentences[n];
    let unit = &sources.units[sentence.unit];
    let context = &sources.contexts[sentence.unit];
    let reading = &sources.readings[n];
    if sources.taken[sentence.unit] || unit.is_heading() || unit.is_code() || context.heads {
        return None;
    }
    let had = said_of_you(said, unit, context, sources.units);
    let said = had.as_deref().unwrap_or(said);
    let low = lower(said);
    let listed = context.heading_kind == Some(HeadingKind::Requirements) && unit.is_item();
    let required = reading.margin(Label::Requirement);
    let tipped = reading.margin(Label::Tip).max(reading.margin(Label::Weight));
    let best = reading.label;
    let language = other::of_sentence(said, spoken);
    let least = if language == Language::Japanese { 3 } else { 4 };
    if word_count(said) < least && !listed || low.chars().count() > 420 || unfit(&low) {
        return None;
    }
    let requires = required > 0
        || listed
            && !matches!(best, Label::Credential | Label::Boilerplate | Label::Company | Label::Scheduling)
            && required > 4 * DOUBTFUL;
    if requires || required > DOUBTFUL && best != Label::Credential {
        let made = match language {
            Language::English => english::question(said)
                .map(|made| match frames::whole_quote(said).filter(|_| required > SURE) {
                    Some(quote) if loses_much(&made.text, said) => quote,
                    _ => made,
                })
                .or_else(|| tip::within(said))
                .or_else(|| (required > SURE).then(|| frames::quoted(said)).flatten())
                .or_else(|| (required > SURE).then(|| frames::whole_quote(said)).flatten()),
            language => other::question(said, language, Place::Advert),
        }
        .map(aloud::heard)?;
        let matches = principle::of(said, principles);
        // Where nothing is said but that there is experience, and people the reader does not know.
        let thin = made.manner == Manner::Thin && matches.is_empty();
        let told = lower(&made.text).replace("tell me", "");
        let strangers = language == Language::English && has_any(&told, &["me", "i", "my", "mine"]);
        let doubtful = i32::from(!requires) + i32::from(thin) + i32::from(strangers);
        let worth = worth(made.manner) + required.clamp(-60, 80) / 4 + telling(&matches) - doubtful * 100;
        return Some(Candidate {
            question: derived(made.text, &matches, sentence.line, "a requirement"),
            worth,
        });
    }
    if tipped > 0 {
        let made = match language {
            Language::English => tip::question(said),
            language => other::of_tip(said, language),
        }
        .map(aloud::heard)?;
        let matches = principle::of(said, principles);
        let worth = worth(made.manner) + 24 + telling(&matches);
        return Some(Candidate { question: derived(made.text, &matches, sentence.line, "a tip"), worth });
    }
    None
}

/// Whether a question leaves out a good part of what it was made from: the half that says what is hard about it.
fn loses_much(question: &str, said: &str) -> bool {
    let asked = lower(question);
    let words: Vec<String> = lower(said)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .map(str::to_owned)
        .collect();
    // Verbs change their ends, so the beginnings are compared.
    let kept = words.iter().filter(|word| asked.contains(word.chars().take(4).collect::<String>().as_str()));
    words.len() >= 6 && kept.count() * 3 < words.len() * 2
}

/// "been wrong in public" below the open line "You have": the whole of it, if it is so.
fn said_of_you(said: &str, unit: &Unit, context: &Context, units: &[Unit]) -> Option<String> {
    let lead = &units[*context.path.last()?];
    let open = ["you have", "you've", "you have:", "you've:"].iter().any(|end| lead.low.ends_with(end));
    let goes_on = said.starts_with(char::is_lowercase) && unit.text.starts_with(said);
    (open && goes_on && lead.words <= 8).then(|| format!("you have {said}"))
}

/// A criterion says what one does at a level: "I mentor new hires", "Mentors new hires".
fn of_criterion(expectation: &Expectation, spoken: Language, principles: &Principles) -> Option<Candidate> {
    let first = expectation.text.split(". ").next()?.trim_end_matches('.');
    let said = first.strip_prefix("I ").unwrap_or(first);
    let said = format!(" {said} ").replace(" my ", " your ").replace(" me ", " you ").trim().to_owned();
    let low = lower(&said);
    let poor = has_any(
        &low,
        &[
            "i",
            "i'm",
            "myself",
            "some of",
            "as needed",
            "when needed",
            "him",
            "basic",
            "one's",
            "him/her",
            "not yet",
            "with help",
            "with guidance",
            "own",
        ],
    );
    if unfit(&low) || word_count(&said) < 4 || low.chars().count() > 300 {
        return None;
    }
    let made = match other::of_sentence(&said, spoken) {
        Language::English => english::question(&said),
        language => other::question(&said, language, Place::Guide),
    }
    .map(aloud::heard)?;
    let mut matches = principle::of(&expectation.text, principles);
    // The competency that the guide files it under is surer than its words.
    for name in principles.named(&expectation.competency) {
        matches.retain(|m| m.name != name);
        matches.insert(0, principle::Match { word: name.clone(), name, weight: 100 });
    }
    if matches.is_empty() {
        matches = principle::of(&expectation.competency, principles);
    }
    matches.truncate(2);
    let worth = worth(made.manner) + telling(&matches) - 20 - i32::from(poor) * 12;
    Some(Candidate {
        question: derived(made.text, &matches, expectation.line, "a criterion of the guide"),
        worth,
    })
}

/// How well a question made so reads.
fn worth(manner: Manner) -> i32 {
    match manner {
        Manner::Told => 44,
        Manner::Plain => 38,
        Manner::Quoted => 36,
        Manner::Thin => 14,
        Manner::Doubtful => -200,
    }
}

/// What is about people and decisions makes a better question than what is about tools.
fn telling(matches: &[principle::Match]) -> i32 {
    matches.iter().map(|m| i32::try_from(m.weight.min(9)).unwrap_or(0) * 2).sum::<i32>().min(24)
}

fn derived(text: String, matches: &[principle::Match], line: u32, from: &str) -> FoundQuestion {
    let reason = match matches {
        [] => "; no principle fits it plainly".to_owned(),
        [one] if one.word == one.name => String::new(),
        matches => {
            let words: Vec<String> = matches.iter().map(|m| format!("{} by “{}”", m.name, m.word)).collect();
            format!("; {}", words.join(", "))
        }
    };
    FoundQuestion {
        text,
        principles: matches.iter().map(|m| m.name.clone()).collect(),
        origin: Origin::Derived,
        line,
        why: format!("made from {from}{reason}"),
        ..FoundQuestion::default()
    }
}

/// What money is of that is no pay.
#[rustfmt::skip]
const OF_BUSINESS: &[&str] = &[
    "budget", "budgets", "worth", "spend", "savings", "revenue", "portfolio", "schemes", "projects", "contract", "contracts",
    "deal", "deals", "losses", "p&l", "grants", "turnover", "capital", "costs", "clients",
];

/// Whether no question can be made of it: credentials, pay, place, law and tools.
fn unfit(low: &str) -> bool {
    has_any(
        low,
        &[
            "degree",
            "bachelor",
            "bachelor's",
            "master's",
            "masters",
            "phd",
            "mba",
            "diploma",
            "certification",
            "certified",
            "certificate",
            "license",
            "licence",
            "salary",
            "visa",
            "sponsorship",
            "authorized to work",
            "work authorization",
            "right to work",
            "relocate",
            "relocation",
            "hybrid",
            "on-site",
            "full-time",
            "part-time",
            "fluent",
            "fluently",
            "fluency",
            "native",
            "benefits",
            "gpa",
            "high school",
            "background check",
            "legally",
            "other duties",
            "as assigned",
            "driver's",
            "driving licence",
            "eligible",
            "dbs",
            "pension",
            "holiday",
            "annual leave",
            "abitur",
            "studium",
            "hochschulstudium",
            "mehrjährige",
            "führerschein",
            "gehalt",
            "diplôme",
            "permis",
            "salaire",
            "titulación",
            "licenciatura",
            "carnet",
            "salario",
            "diploma",
            "licenciatura",
            "bank holidays",
            "hours per",
            "registered nurse",
            "nmc",
            "registration",
            "years of experience",
            "jahre erfahrung",
            "jahre berufserfahrung",
            "berufserfahrung",
            "ans d'expérience",
            "años de experiencia",
            "anos de experiência",
            "years' experience",
            "equal opportunity",
            "apply",
            "leaving cert",
            "gcse",
            "gcses",
            "a-level",
            "superior completo",
            "registro ativo",
            "conselho de classe",
            "carné",
            "carta de condução",
            "lift",
            "kg",
            "lb",
            "lbs",
            "seraient un plus",
            "sería un plus",
            "bewerbung",
        ],
    ) || low.contains("http")
        || low.contains("www.")
        || low.contains('%') && has_any(low, &["travel"])
        || low.contains('@')
        || low.contains(['€', '£', '¥']) && !has_any(low, OF_BUSINESS)
        || low.contains("大卒")
        || low.contains("免許")
}
