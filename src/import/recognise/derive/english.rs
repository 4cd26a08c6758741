//! English requirements, duties and tips as questions that an interviewer would say.

use super::clause;
use super::leads::{Follows, LEADS};
use super::nouns::{of_noun, of_quality, state};
use super::verbs::{self, Form};
use super::{Made, Manner};
use crate::import::recognise::phrases::begins_with;
use crate::import::recognise::text::{has_any, lower, squeeze, word_count};

/// Longest clause that is asked in one breath, in words.
pub(super) const LONGEST: usize = 26;

/// The question that a requirement or a duty makes.
pub(super) fn question(text: &str) -> Option<Made> {
    let text = clause::whole(text);
    let (mut rest, mut follows) = (text.clone(), Follows::Nothing);
    for _ in 0..4 {
        let low = lower(&rest);
        if low.len() != rest.len() {
            break;
        }
        let Some((lead, next)) = LEADS
            .iter()
            .filter(|(lead, _)| begins_with(&low, lead) && low.len() > lead.len())
            .max_by_key(|(lead, _)| lead.len())
        else {
            break;
        };
        // "Have", "a" and the like open a lead only where one is expected.
        if *lead == "a" || *lead == "an" {
            if follows == Follows::Nothing || follows == Follows::Participle {
                let inner = rest.get(lead.len()..).unwrap_or("").trim_start();
                if LEADS.iter().any(|(l, f)| *f != Follows::Quality && begins_with(&lower(inner), l)) {
                    rest = inner.to_owned();
                    continue;
                }
            }
            break;
        }
        let Some(after) = rest.get(lead.len()..) else { break };
        rest = after.trim_start_matches([',', ':', ' ']).to_owned();
        follows = *next;
        // "you will also …", "you can confidently …": an adverb between changes nothing.
        for adverb in [
            "also ",
            "then ",
            "confidently ",
            "always ",
            "actively ",
            "proactively ",
            "regularly ",
            "genuinely ",
            "really ",
            "already ",
            "personally ",
            "either ",
        ] {
            if lower(&rest).starts_with(adverb) {
                rest = rest.get(adverb.len()..).unwrap_or("").to_owned();
            }
        }
    }
    if word_count(&rest) == 0 {
        return None;
    }
    let clause = clause::short(&rest, LONGEST);
    let words = word_count(&clause);
    let first = clause.split(' ').next()?.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').to_owned();
    let base = verbs::base(&first);
    let form = base.map(|base| verbs::form(&first, base));
    match follows {
        Follows::Base | Follows::Nothing if form == Some(Form::Base) && words >= 2 => {
            if follows == Follows::Nothing && !begins_as_order(&clause) {
                return of_noun(&clause);
            }
            verbal(base?, &clause)
        }
        Follows::Nothing | Follows::Third | Follows::Participle | Follows::State
            if form == Some(Form::Third) && words >= 2 =>
        {
            third(base?, &clause)
        }
        Follows::Nothing | Follows::Gerund | Follows::Experience | Follows::State | Follows::Participle
            if form == Some(Form::Gerund) && words >= 2 =>
        {
            gerund(base?, &clause)
        }
        Follows::Gerund | Follows::Experience | Follows::State if first.ends_with("ing") && words >= 2 => {
            made(&format!("Tell me about your experience of {}.", clause::small(&clause)), Manner::Plain)
        }
        Follows::Base
            if words >= 2
                && !first.ends_with("ance")
                && !first.ends_with("ment")
                && !first.ends_with("tion") =>
        {
            made(&format!("Tell me about a time you had to {}.", clause::small(&clause)), Manner::Plain)
        }
        Follows::Participle => participle(&first, &clause),
        // "Led a team of planners": what a track record says was done.
        Follows::Nothing if is_past(&first) && words >= 3 => participle(&first, &clause),
        Follows::State => state(&clause),
        Follows::Knowledge => made(
            &format!("Tell me about a time your knowledge of {} made a difference.", clause::small(&clause)),
            Manner::Plain,
        ),
        Follows::Quality => of_quality(&clause),
        Follows::Noun => made(
            &format!("Tell me about a time you had to deal with {}.", clause::small(&clause)),
            Manner::Plain,
        ),
        _ => of_noun(&clause),
    }
}

pub(super) fn made(text: &str, manner: Manner) -> Option<Made> {
    let low = lower(text);
    let broken = [
        "about in ",
        "about of ",
        "about with ",
        "with to ",
        "with of ",
        "of of ",
        "had to be asked",
        " to to ",
        "of in ",
        "with in ",
        "with for ",
        "experience with experience",
        "experience of experience",
        "with partnership with",
    ];
    if broken.iter().any(|bad| low.contains(bad)) {
        return None;
    }
    let bad = has_any(
        &low,
        &[
            "we",
            "us",
            "we're",
            "we've",
            "we'll",
            "they will",
            "you will",
            "you'll",
            "is required",
            "are required",
        ],
    ) || low.contains("  ");
    let last = low.trim_end_matches('.').rsplit(' ').next().unwrap_or("");
    let dangling = [
        "and",
        "or",
        "of",
        "with",
        "to",
        "the",
        "a",
        "an",
        "for",
        "in",
        "on",
        "by",
        "from",
        "including",
        "such",
        "as",
        "that",
        "which",
        "who",
        "your",
        "incl",
        "inc",
        "etc",
        "esp",
        "eg",
        "but",
        "than",
        "not",
        "between",
        "into",
    ]
    .contains(&last);
    (!bad && !dangling && word_count(text) >= 7).then(|| Made { text: squeeze(text), manner })
}

/// Verbs that are nouns as well.
#[rustfmt::skip]
const NOUNS_TOO: &[&str] = &[
    "stock", "budget", "report", "project", "process", "change", "design", "plan", "market", "account",
    "care", "record", "research", "test", "model", "value", "order", "study", "audit", "check", "staff",
    "support", "work", "contact", "sample", "target", "risk", "review", "influence", "trust", "balance",
    "document", "process", "load", "place", "name", "surface", "resource", "programme", "position",
    "source", "shift", "lead", "service",
];

/// Verbs that are adjectives as well: "direct contact", "close work with …".
#[rustfmt::skip]
const ADJECTIVES_TOO: &[&str] = &[
    "direct", "close", "clean", "clear", "open", "complete", "present", "live", "lower", "secure", "correct", "own", "pilot", "command", "double", "separate",
];

/// What follows a verb rather than a noun that describes another.
#[rustfmt::skip]
const AFTER_VERB: &[&str] = &[
    "the", "a", "an", "and", "our", "your", "with", "new", "all", "any", "and/or", "or", "on", "for", "in",
    "up", "out", "to", "as", "at", "across", "through", "complex", "regular", "daily", "weekly", "monthly",
    "high", "their", "its", "every", "each", "what", "how", "when", "whether", "where", "under",
    "alongside", "closely", "effectively", "both", "junior", "less", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "one", "people", "quickly", "directly", "only", "between", "against",
    "clear", "accurate", "internal", "external",
];

/// Whether the verb is a noun as well.
pub(super) fn is_noun_too(word: &str) -> bool {
    NOUNS_TOO.contains(&lower(word).trim_matches(','))
}

/// Whether a word follows a verb rather than a noun that describes it.
pub(super) fn takes_verb(word: &str) -> bool {
    let low = lower(word);
    AFTER_VERB.contains(&low.trim_matches(','))
        || low.starts_with(|c: char| c.is_ascii_digit())
        || low.ends_with("ly")
}

/// "Mentor less experienced planners": an order, not a noun ("Stock control", "Budget planning").
fn begins_as_order(clause: &str) -> bool {
    let mut words = clause.split(' ');
    let first = lower(words.next().unwrap_or("")).trim_matches(',').to_owned();
    let second = lower(words.next().unwrap_or(""));
    let comma = clause.split(' ').next().is_some_and(|w| w.ends_with(','));
    if ADJECTIVES_TOO.contains(&first.as_str()) && !takes_verb(&second) {
        return false;
    }
    // "Design and maintenance of the plant": two nouns.
    let third = clause.split(' ').nth(2).unwrap_or("");
    if matches!(second.as_str(), "and" | "or" | "of") && verbs::base(third.trim_end_matches(',')).is_none() {
        return false;
    }
    !is_noun_too(&first)
        || comma
        || clause.split(' ').count() >= 6
            && !["stock", "budget", "project", "risk", "account", "market", "service", "care"]
                .contains(&first.as_str())
        || takes_verb(&second)
        || second.ends_with('s') && !second.ends_with("ss") && clause.split(' ').count() > 2
}

/// A clause that begins with a verb's base form: in the past where that reads well, else "had to".
fn verbal(base: &str, clause: &str) -> Option<Made> {
    if ["be", "have"].contains(&base) {
        return None;
    }
    if let Some(past) = clause::past(base, clause) {
        return made(&format!("Tell me about a time you {past}."), Manner::Told);
    }
    made(&format!("Tell me about a time you had to {}.", clause::small(clause)), Manner::Told)
}

fn third(base: &str, clause: &str) -> Option<Made> {
    if let Some(past) = clause::past(base, clause) {
        return made(&format!("Tell me about a time you {past}."), Manner::Told);
    }
    made(&format!("Tell me about a time you had to {}.", clause::base_of_thirds(clause)), Manner::Plain)
}

fn gerund(base: &str, clause: &str) -> Option<Made> {
    if let Some(past) = clause::past(base, clause) {
        return made(&format!("Tell me about a time you {past}."), Manner::Told);
    }
    made(&format!("Tell me about your experience of {}.", clause::small(clause)), Manner::Plain)
}

/// "you have led a merger", "you have handled a recall": the participle is the past for most verbs.
fn participle(first: &str, clause: &str) -> Option<Made> {
    const STRONG: &[(&str, &str)] = &[
        ("led", "led"),
        ("built", "built"),
        ("run", "ran"),
        ("taken", "took"),
        ("given", "gave"),
        ("written", "wrote"),
        ("grown", "grew"),
        ("driven", "drove"),
        ("made", "made"),
        ("had", "had"),
        ("kept", "kept"),
        ("brought", "brought"),
        ("held", "held"),
        ("won", "won"),
        ("taught", "taught"),
        ("seen", "saw"),
        ("done", "did"),
        ("dealt", "dealt"),
        ("worked", "worked"),
        ("been", "were"),
        ("set", "set"),
        ("cut", "cut"),
        ("sold", "sold"),
        ("spoken", "spoke"),
        ("chosen", "chose"),
        ("stood", "stood"),
        ("gone", "went"),
        ("lost", "lost"),
        ("found", "found"),
        ("spent", "spent"),
        ("overseen", "oversaw"),
        ("sat", "sat"),
        ("got", "got"),
        ("put", "put"),
        ("let", "let"),
    ];
    let low = lower(first);
    let past = STRONG.iter().find(|(p, _)| *p == low).map(|(_, past)| (*past).to_owned());
    let past = past.or_else(|| low.ends_with("ed").then(|| low.clone()));
    if let Some(past) = past
        && word_count(clause) >= 2
        && clause.len() > first.len()
    {
        let rest = clause.split_once(' ').map_or("", |(_, rest)| rest);
        return made(&format!("Tell me about a time you {past} {rest}."), Manner::Told);
    }
    // "you have an eye for detail", "you have strong numbers".
    of_noun(clause)
}

/// Whether the word is a verb's past that nothing else is written as.
fn is_past(word: &str) -> bool {
    let low = lower(word);
    let irregular = [
        "led", "built", "ran", "grew", "wrote", "took", "gave", "drove", "won", "taught", "oversaw",
        "brought", "kept", "held",
    ];
    let described = [
        "demonstrated",
        "established",
        "advanced",
        "detailed",
        "experienced",
        "dedicated",
        "motivated",
        "organised",
        "organized",
        "required",
        "related",
        "limited",
        "mixed",
        "varied",
        "continued",
        "increased",
        "improved",
    ];
    irregular.contains(&low.as_str())
        || !described.contains(&low.as_str())
            && low.strip_suffix("ed").is_some_and(|stem| {
                let twice =
                    stem.len() > 2 && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2];
                [stem, &format!("{stem}e"), if twice { &stem[..stem.len() - 1] } else { stem }]
                    .iter()
                    .any(|base| verbs::base(base).is_some_and(|known| verbs::past(known) == low))
                    && word.starts_with(char::is_uppercase)
            })
}

/// What a requirement asks in its own words, where turning it would not read well.
pub(super) fn quoted(text: &str) -> Option<Made> {
    let said = clause::short(&clause::whole(text), LONGEST);
    let low = lower(&said);
    let fits = (4..=LONGEST + 2).contains(&word_count(&said))
        && !said.contains(['"', '“', '?'])
        && !has_any(&low, &["apply", "your application", "click"]);
    fits.then(|| Made {
        text: format!("This job asks for the following: “{said}”. Tell me about a time you did that."),
        manner: Manner::Quoted,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<String> {
        question(text).map(|made| made.text)
    }

    #[test]
    fn what_does_not_read_as_english_is_not_asked() {
        for text in
            ["5+ years of planning experience", "Qualifications", "The board decides on the plan every month"]
        {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn requirements_become_questions_one_would_say() {
        for (text, want) in [
            (
                "Experience hiring and managing high-performing teams",
                "Tell me about a time you hired and managed a high-performing team.",
            ),
            (
                "Ability to influence senior leaders without authority",
                "Tell me about a time you influenced senior leaders without authority.",
            ),
            (
                "Proven track record of delivering projects on time",
                "Tell me about a time you delivered projects on time.",
            ),
            (
                "Responsible for planning the yearly budget",
                "Tell me about a time you planned the yearly budget.",
            ),
            (
                "Drive a change across several groups",
                "Tell me about a time you drove a change across several groups.",
            ),
            (
                "Leads a crew, focuses on safety and reports weekly",
                "Tell me about a time you led a crew, focused on safety and reported weekly.",
            ),
            (
                "Hire, develop, and retain a team of planners",
                "Tell me about a time you hired, developed, and retained a team of planners.",
            ),
            (
                "Mentor less experienced planners to improve overall quality",
                "Tell me about a time you mentored less experienced planners to improve overall quality.",
            ),
            ("You have handled a real recall", "Tell me about a time you handled a real recall."),
            (
                "You remain calm when data is missing",
                "Tell me about a time you had to remain calm when data is missing.",
            ),
            (
                "Strong negotiation skills",
                "Tell me about a time your negotiation skills made the difference.",
            ),
            ("You can explain risk to a board", "Tell me about a time you explained risk to a board."),
            (
                "Line management of eight officers",
                "Tell me about your experience with line management of eight officers.",
            ),
            ("comfortable presenting to directors", "Tell me about a time you presented to directors."),
            ("o Lead the crew through the night", "Tell me about a time you led the crew through the night."),
            ("Led a team of planners", "Tell me about a time you led a team of planners."),
            (
                "Find out why errors repeat and mend the cause because nobody else does",
                "Tell me about a time you had to find out why errors repeat and mend the cause because nobody else does.",
            ),
            (
                "Train new starters, who need it in their first week",
                "Tell me about a time you trained new starters.",
            ),
            (
                "Demonstrated delivery of large moves",
                "Tell me about your experience with delivery of large moves.",
            ),
            (
                "Time spent in a flower shop is a strong plus",
                "Tell me about your experience with time spent in a flower shop.",
            ),
        ] {
            assert_eq!(of(text).as_deref(), Some(want), "{text}");
        }
    }
}
