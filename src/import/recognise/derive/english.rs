//! English requirements, duties and tips as questions that an interviewer would say.

use super::leads::{Follows, LEADS};
use super::nouns::{of_noun, of_quality, state};
use super::verbs::{self, VerbForm};
use super::{Made, Manner, article, clause, coordination, frames};
use crate::import::recognise::phrases::begins_with;
use crate::import::recognise::text::{has_any, lower, squeeze, word_count};

/// Longest clause that is asked in one breath, in words.
/// Of the questions that were longer with their frame 13 of 33 sounded right, of the others two in three.
pub(super) const LONGEST: usize = 21;

/// The question that a requirement or a duty makes.
pub(super) fn question(text: &str) -> Option<Made> {
    let text = clause::whole(&unbroken(text)?);
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
            "probably ",
            "ideally ",
            "usually ",
            "preferably ",
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
        Follows::Base | Follows::Nothing if form == Some(VerbForm::Base) && words >= 2 => {
            if follows == Follows::Nothing && !begins_as_order(&clause) {
                return of_noun(&clause, false);
            }
            match base? {
                "know" | "understand" => knowledge(clause.split_once(' ')?.1),
                base => frames::duty(base, &clause),
            }
        }
        Follows::Base if clause.starts_with("be ") && words >= 4 => frames::duty("be", &clause),
        Follows::Nothing | Follows::Third | Follows::Participle | Follows::State
            if form == Some(VerbForm::Third) && words >= 2 =>
        {
            third(base?, &clause)
        }
        Follows::Nothing | Follows::Gerund | Follows::Experience | Follows::State | Follows::Participle
            if form == Some(VerbForm::Gerund) && words >= 2 =>
        {
            frames::doing(base?, &clause)
        }
        Follows::Gerund | Follows::Experience | Follows::State if first.ends_with("ing") && words >= 2 => {
            frames::involves(&clause)
        }
        Follows::Base if words >= 3 && is_maybe_verb(&first, &clause) => frames::duty("", &clause),
        Follows::Base => None,
        Follows::Participle => participle(&first, &clause),
        // "Led a team of planners": what a track record says was done; "been wrong in public", "stayed fair in a
        // dispute" in a list of what one has done.
        Follows::Nothing if (is_past(&first) || is_done(&first, &clause)) && words >= 3 => {
            participle(&first, &clause)
        }
        Follows::State => state(&clause),
        Follows::Knowledge => knowledge(&clause),
        Follows::Quality => of_quality(&clause),
        Follows::Noun => made(
            &format!("Tell me about a time you had to deal with {}.", clause::small(&clause)),
            Manner::Plain,
        ),
        _ => of_noun(&clause, follows == Follows::Experience),
    }
}

/// The text with its apostrophes back where a mail program lost them; `None` where letters are lost for good.
fn unbroken(text: &str) -> Option<String> {
    let mut out = text.to_owned();
    for end in ["s", "t", "re", "ve", "ll", "d"] {
        for lost in ['?', '\u{fffd}'] {
            out = out.replace(&format!("{lost}{end} "), &format!("'{end} "));
        }
    }
    for (lost, word) in
        [("don t ", "don't "), ("doesn t ", "doesn't "), ("isn t ", "isn't "), ("can t ", "can't ")]
    {
        out = out.replace(lost, word);
    }
    // "first", "five", "field" without the letters that a PDF set as one.
    let lost = out
        .split([' ', ',', '.'])
        .any(|word| ["rst", "ve", "eld", "nal", "ndings", "nance"].contains(&lower(word).as_str()));
    let mut chars = out.chars().peekable();
    let mut before = ' ';
    // "?we don't know" was a quotation.
    let asked = std::iter::from_fn(|| {
        let c = chars.next()?;
        let stray = c == '?' && before == ' ' && chars.peek().is_some_and(|next| next.is_alphabetic());
        before = c;
        Some(stray)
    })
    .any(|stray| stray);
    let lost = lost || asked;
    (!lost && !out.contains('\u{fffd}')).then_some(out)
}

/// What one knows of, asked for where it helped.
fn knowledge(of: &str) -> Option<Made> {
    let of = frames::joined(&clause::small(of));
    made(&format!("This job asks for knowledge of {of}. When has it helped you, and how?"), Manner::Plain)
}

/// Whether a word that the table does not know may be a verb after "you will": it has an object.
fn is_maybe_verb(first: &str, clause: &str) -> bool {
    let low = lower(first);
    let noun = ["ance", "ment", "tion", "ness", "ity", "ing", "ed", "ly", "able", "ful", "ous"]
        .iter()
        .any(|end| low.ends_with(end));
    !noun && clause.split(' ').nth(1).is_some_and(takes_verb)
}

pub(super) fn made(text: &str, manner: Manner) -> Option<Made> {
    let low = lower(text);
    // What a clause leaves that did not fit its frame: nobody would say it.
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
        "with with",
        " had to had ",
        " and been ",
        " would had ",
        " to been ",
        " would been ",
        ".\".",
    ];
    if broken.iter().any(|bad| low.contains(bad)) {
        return None;
    }
    let of_none = low.ends_with(" one.") && !has_any(&low.replace("about a time", ""), &["a", "an", "the"]);
    let bad = of_none
        || has_any(&low, &["we'll", "they will", "is required", "are required"])
        || low.contains("  ");
    let ends = |last: &str| {
        [
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
        .contains(&last)
    };
    let dangling = low.split(". ").any(|sentence| {
        let sentence = sentence.trim_end_matches(['.', '?']);
        let last = sentence.rsplit(' ').next().unwrap_or("");
        ends(last) && !is_stranded(sentence, last)
    });
    (!bad && !dangling && word_count(text) >= 7).then(|| Made { text: squeeze(text), manner })
}

/// Whether a preposition at the end has its object before it: "a title to lean on", "work you're not happy with".
fn is_stranded(sentence: &str, last: &str) -> bool {
    let words: Vec<&str> = sentence.rsplit(' ').skip(1).take(4).collect();
    matches!(last, "on" | "with" | "for" | "by" | "in" | "from" | "to" | "of")
        && words
            .iter()
            .any(|word| matches!(*word, "to" | "you" | "you're" | "they" | "who" | "what" | "that"))
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
    "direct", "close", "clean", "clear", "open", "complete", "present", "live", "lower", "secure", "correct", "own", "pilot", "command", "double", "separate", "prompt", "steady", "slow", "top", "program", "staff", "buddy", "chair", "cool",
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
    // "answer to enquiries", "audit of stores": the thing, where the verb would have an object.
    let thing = matches!(second.as_str(), "to" | "of")
        && (is_noun_too(&first) && !matches!(first.as_str(), "report" | "contact" | "lead" | "work")
            || matches!(
                first.as_str(),
                "answer" | "update" | "approach" | "access" | "visit" | "input" | "switch"
            ));
    if thing {
        return false;
    }
    !is_noun_too(&first)
        || comma
        || clause.split(' ').count() >= 6
            && !["stock", "budget", "project", "risk", "account", "market", "service", "care", "change"]
                .contains(&first.as_str())
        || takes_verb(&second)
        || second.ends_with('s') && !second.ends_with("ss") && clause.split(' ').count() > 2
}

fn third(base: &str, clause: &str) -> Option<Made> {
    frames::duty(base, &coordination::base_of_thirds(clause))
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
        ("told", "told"),
        ("shown", "showed"),
        ("heard", "heard"),
        ("bought", "bought"),
        ("caught", "caught"),
        ("sent", "sent"),
        ("left", "left"),
        ("met", "met"),
        ("fought", "fought"),
        ("sought", "sought"),
        ("drawn", "drew"),
        ("broken", "broke"),
        ("fallen", "fell"),
        ("become", "became"),
        ("rebuilt", "rebuilt"),
        ("overcome", "overcame"),
        ("known", "knew"),
        ("thought", "thought"),
        ("thrown", "threw"),
        ("shut", "shut"),
        ("hit", "hit"),
        ("read", "read"),
        ("paid", "paid"),
        ("come", "came"),
    ];
    let low = lower(first);
    let past = STRONG.iter().find(|(p, _)| *p == low).map(|(_, past)| (*past).to_owned());
    let past = past.or_else(|| low.ends_with("ed").then(|| low.clone()));
    if let Some(past) = past
        && word_count(clause) >= 2
        && clause.len() > first.len()
    {
        let rest = clause.split_once(' ').map_or("", |(_, rest)| rest);
        // "…, and can say how" asks for what the answer is.
        let can = [", and can ", " and can ", ", and you can ", " and you can ", " and be able ", ": "]
            .iter()
            .filter_map(|can| rest.find(can))
            .min();
        let rest = rest.get(..can.unwrap_or(rest.len())).unwrap_or(rest);
        let mixed = has_any(
            &lower(rest),
            &["or has", "and has", "or have", "and have", "and can", "and are", "and is", "or can"],
        );
        return if mixed {
            None
        } else {
            frames::told(&article::mended(&format!("{past} {rest}"))?, word_count(clause))
        };
    }
    // "you have an eye for detail", "you have strong numbers".
    of_noun(clause, false)
}

/// Whether a clause begins with what was done: "been wrong about a launch", "used feedback to stop something".
fn is_done(first: &str, clause: &str) -> bool {
    let second = clause.split(' ').nth(1).unwrap_or("");
    lower(first) == "been"
        || lower(first).ends_with("ed")
            && verbs::is_past(&lower(first))
            && !second.ends_with(',')
            && {
                let object = ["to", "in", "on", "at", "with", "by", "from", "for", "up", "down", "out"];
                takes_verb(second) || object.contains(&second) || clause.split(' ').count() >= 6
            }
            && !matches!(
                lower(first).as_str(),
                "experienced"
                    | "qualified"
                    | "motivated"
                    | "dedicated"
                    | "committed"
                    | "skilled"
                    | "demonstrated"
                    | "advanced"
                    | "required"
                    | "limited"
                    | "related"
                    | "established"
                    | "interested"
                    | "organised"
                    | "organized"
                    | "detailed"
                    | "educated"
                    | "accredited"
                    | "registered"
                    | "certified"
                    | "applied"
                    | "shared"
                    | "increased"
                    | "improved"
                    | "combined"
                    | "fixed"
                    | "mixed"
                    | "continued"
            )
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
                "Responsible for planning the budget of a depot",
                "This job involves planning the budget of a depot. When have you done something close to that, and how did it go?",
            ),
            (
                "Drive a change across several groups",
                "In this job you would drive a change across several groups. How have you gone about something like that before?",
            ),
            (
                "Leads a crew, focuses on safety and trains new hands",
                "Tell me about a time you led a crew, focused on safety and trained new hands.",
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
                "In this job you would remain calm when data is missing. How have you gone about something like that before?",
            ),
            (
                "Strong negotiation skills",
                "Tell me about a time your negotiation skills made the difference.",
            ),
            ("You can explain risk to a board", "Tell me about a time you explained risk to a board."),
            (
                "Line management of eight officers",
                "This job involves line management of eight officers. Tell me about a time you did something like it.",
            ),
            ("comfortable presenting to directors", "Tell me about a time you presented to directors."),
            ("o Lead a crew through a storm", "Tell me about a time you led a crew through a storm."),
            ("Led a team of planners", "Tell me about a time you led a team of planners."),
            (
                "Find out why errors repeat and mend the cause because nobody else does",
                "In this job you would find out why errors repeat and mend the cause because nobody else does. Tell me about a time you did something like it.",
            ),
            (
                "Train new starters, who need it in their first week",
                "In this job you would train new starters, who need it in their first week. What is the closest you have come to that, and what did you do?",
            ),
            (
                "Demonstrated delivery of large moves",
                "This job involves delivery of large moves. Tell me about a time you did something like it.",
            ),
            (
                "Experience in a flower shop is a strong plus",
                "Tell me about your experience with a flower shop.",
            ),
        ] {
            assert_eq!(of(text).as_deref(), Some(want), "{text}");
        }
    }
}
