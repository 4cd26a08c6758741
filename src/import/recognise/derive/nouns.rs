//! Requirements that name a thing or a quality rather than say what one does, as questions.

use super::english::{is_noun_too, made, takes_verb};
use super::verbs::{self, VerbForm};
use super::{Made, Manner, clause, frames, tense};
use crate::import::recognise::text::{begins_with_any, has_any, lower, word_count};

/// "calm under pressure", "a team player", "the first point of contact for …".
pub(super) fn state(clause: &str) -> Option<Made> {
    let low = lower(clause);
    let first = low.split(' ').next().unwrap_or("");
    if first.ends_with("ed") && has_any(&low, &["by"]) {
        return None;
    }
    if [
        "calm",
        "patient",
        "cool",
        "focused",
        "organised",
        "organized",
        "polite",
        "friendly",
        "honest",
        "resilient",
        "positive",
        "humble",
    ]
    .contains(&first)
    {
        return made(
            &format!("Tell me about a time you had to stay {}.", clause::small(&tense::backshifted(clause))),
            Manner::Plain,
        );
    }
    made(&format!("Tell me about a time you had to be {}.", clause::small(clause)), Manner::Doubtful)
}

/// "negotiation skills", "written communication", "attention to detail".
pub(super) fn of_quality(clause: &str) -> Option<Made> {
    let low = lower(clause);
    let what = clause::small(clause);
    if low.ends_with("skills") || low.ends_with("skill") || has_any(&low, &["skills"]) {
        return made(&format!("Tell me about a time your {what} made the difference."), Manner::Plain);
    }
    of_noun(clause, false)
}

/// A noun with what describes it; whether it is something one has `experienced`, or a part of the job.
pub(super) fn of_noun(clause: &str, experienced: bool) -> Option<Made> {
    let clause = clause.strip_prefix("also ").unwrap_or(clause);
    let low = lower(clause);
    let what = clause::small(clause);
    let mut opens = clause.splitn(3, ' ');
    let (first, second) = (opens.next().unwrap_or(""), opens.next().unwrap_or(""));
    if let Some(base) = verbs::base(first).filter(|base| verbs::form(first, base) == VerbForm::Base)
        && takes_verb(second)
        && !is_noun_too(first)
        && !matches!(
            second,
            "and" | "or" | "of" | "to" | "in" | "for" | "with" | "on" | "at" | "as" | "across"
        )
    {
        return frames::duty(base, clause);
    }
    if begins_with_any(&low, &["how", "what", "why"]) {
        let told = has_any(&low, &["we", "us", "our", "i", "my", "instead"]);
        return if told { None } else { made(&format!("Tell me {what}."), Manner::Plain) };
    }
    if begins_with_any(
        &low,
        &[
            "own", "one", "two", "three", "four", "five", "six", "seven", "eight", "ten", "when", "if",
            "where", "in", "at", "on", "as", "with", "from", "during", "for", "every", "there", "this", "it",
            "that", "i", "my", "no", "not", "and", "but", "so", "they", "he", "she", "these", "those",
        ],
    ) {
        return None;
    }
    if low.ends_with("skills") || low.ends_with("abilities") {
        return made(&format!("Tell me about a time your {what} made the difference."), Manner::Plain);
    }
    if begins_with_any(
        &low,
        &[
            "attention to",
            "care for",
            "respect for",
            "curiosity",
            "patience",
            "resilience",
            "flexibility",
            "courage",
            "discretion",
            "empathy",
            "tact",
            "an eye",
            "eye for",
            "a head for",
            "a feel for",
            "sound judgement",
            "good judgement",
        ],
    ) {
        return made(&format!("Tell me about a time when {what} made the difference."), Manner::Plain);
    }
    // A figure of years is a term of employment; a single word says nothing.
    if low.starts_with(|c: char| c.is_ascii_digit()) || word_count(&low) < 2 {
        return None;
    }
    if says_what_is_done(clause) {
        return None;
    }
    let what = without_praise(&what);
    // A finite verb makes it a sentence, which does not fit after "about".
    if has_any(
        &low,
        &[
            "is", "are", "was", "were", "will", "has", "have", "can", "does", "do", "needs", "means", "you",
            "comes", "gets", "goes",
        ],
    ) {
        return None;
    }
    if frames::is_no_thing(&low) {
        return None;
    }
    let made = if experienced {
        made(&format!("Tell me about your experience with {}.", frames::joined(&what)), Manner::Thin)
    } else {
        frames::involves(&frames::joined(&what))
    };
    // A thing says less than what one does with it: of 21 read aloud three sounded right.
    made.map(|made| Made { manner: Manner::Doubtful, ..made })
}

/// Whether what looks like a thing says what somebody does or did: "managers run two teams".
fn says_what_is_done(clause: &str) -> bool {
    let words: Vec<&str> = clause.split(' ').collect();
    let told = words.iter().enumerate().skip(1).any(|(n, word)| {
        let bare = word.trim_end_matches(',');
        let after_noun = !matches!(
            words[n - 1],
            "and" | "or" | "of" | "the" | "a" | "an" | "in" | "for" | "with" | "to" | "on"
        );
        after_noun
            && verbs::base(bare).is_some_and(|base| match verbs::form(bare, base) {
                VerbForm::Third => true,
                // "managers run one or two teams"
                VerbForm::Base => words[n - 1].ends_with('s') && !words[n - 1].ends_with("ss"),
                VerbForm::Gerund => false,
            })
            && !is_noun_too(bare.trim_end_matches('s'))
            && words.get(n + 1).is_some_and(|next| takes_verb(next))
    });
    // "trend complaints and bring a pattern to the board": the first word is a verb too.
    let ordered = words.windows(3).any(|three| {
        (matches!(three[0], "and" | "or" | "&") || three[0].ends_with(','))
            && verbs::base(three[1]).is_some_and(|base| verbs::form(three[1], base) != VerbForm::Gerund)
            && matches!(
                three[2],
                "a" | "an" | "the" | "it" | "them" | "your" | "our" | "what" | "how" | "why" | "whether"
            )
    });
    // "changed your mind in public": done, not a thing.
    let after = matches!(
        words.get(1).copied().unwrap_or(""),
        "your" | "the" | "a" | "an" | "our" | "their" | "with" | "to" | "in" | "on" | "at"
    );
    let done = (words[0].ends_with("ed") || verbs::is_past(words[0])) && after;
    told || ordered || done
}

/// "demonstrated delivery of projects" without what praises it.
fn without_praise(what: &str) -> String {
    let mut what = what;
    while let Some((first, rest)) = what.split_once(' ') {
        let praise = [
            "demonstrated",
            "demonstrable",
            "proven",
            "strong",
            "excellent",
            "good",
            "solid",
            "extensive",
            "significant",
            "personal",
            "successful",
            "success",
            "outstanding",
            "previous",
            "prior",
            "relevant",
        ];
        let first = first.trim_end_matches(',');
        if !(praise.contains(&first) || first == "in" || first == "of") {
            break;
        }
        what = rest;
    }
    what.to_owned()
}
