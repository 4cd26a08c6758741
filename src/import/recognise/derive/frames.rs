//! The sentences in which an interviewer asks about what a job wants: once, again and again, or as a thing.

use super::english::made;
use super::verbs;
use super::{Made, Manner, article, clause, coordination, tense};
use crate::import::recognise::text::{begins_with_any, has_any, lower, word_count};

/// Longest clause that is told as one occasion ("a time you led …"), in words.
const LONGEST_TOLD: usize = 14;

/// What comes round by the calendar or holds always: nobody has done it "a time".
#[rustfmt::skip]
const STANDING: &[&str] = &[
    "daily", "weekly", "monthly", "quarterly", "annual", "annually", "yearly", "each", "every", "per", "all",
    "any", "regular", "regularly", "routine", "routinely", "usually", "always", "ongoing", "on-call", "at a time", "day-to-day",
    "day to day", "rostered", "rota", "as required", "as needed", "when required", "when needed", "same day", "continuous",
    "continuously", "constantly", "occasionally", "periodic", "year-round", "on time every", "where necessary", "scheduled",
    "whoever", "whatever", "whenever", "general", "one or two", "two or more",
    "two or three", "two to three", "at least two", "dozen", "years",
];

/// How many, where the figure is the employer's: "coach four team leads". A team "of nine" is any team.
const COUNTED: &[&str] =
    &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"];

/// Verbs of what is done day by day rather than once.
#[rustfmt::skip]
const ROUTINE: &[&str] = &[
    "monitor", "maintain", "administer", "update", "attend", "report", "answer", "perform", "follow", "act",
    "serve", "support", "assist", "participate", "contribute", "review", "look", "provide", "ensure", "keep", "operate",
    "undertake", "carry", "process", "record", "check", "document", "use", "cover", "oversee", "supervise", "watch", "handle",
    "produce", "advise", "travel", "be", "help", "own", "run", "track", "inspect", "care",
];

/// Verbs of what one does, or fails to do, at one time: these are told.
#[rustfmt::skip]
const TELLING: &[&str] = &[
    "lead", "coach", "mentor", "negotiate", "challenge", "resolve", "persuade", "convince", "influence", "escalate", "build",
    "launch", "redesign", "rebuild", "simplify", "solve", "introduce", "improve", "reduce", "turn", "investigate", "diagnose", "hire",
    "recruit", "mediate", "defuse", "plan", "train", "create", "save", "recover", "defend", "automate", "migrate", "decide", "explain", "present", "win", "grow", "manage", "fix", "design", "deliver",
];

/// Whether a clause is about what one employer has or does again and again: figures, names, calendars.
fn is_of_the_job(clause: &str) -> bool {
    let low = lower(clause);
    // "our ledger" is the ledger; what "we" do is the employer's.
    let ours = has_any(&low, &["we", "us", "we're", "we've", "ours", "you will", "you'll", "you'd"]);
    let words: Vec<&str> = low.split(' ').collect();
    let counted = words.windows(2).any(|pair| COUNTED.contains(&pair[1]) && pair[0] != "of");
    // "the kiln", "the harbours": of those told with "the" 12 of 39 sounded right, of the others 53 of 90; a
    // phrase behind a comma is its own occasion.
    let tail = low
        .split_once(", ")
        .is_some_and(|(_, tail)| word_count(tail) >= 3 && !tail.contains(',') && !has_any(tail, &["and"]));
    let theirs = tail || has_any(&low, &["the"]);
    let names = ours
        || counted
        || theirs
        || clause.split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase));
    names || clause.contains(|c: char| c.is_ascii_digit() || c == '–' || c == '—') || has_any(&low, STANDING)
}

/// A duty in the base form ("lead a crew and report each week").
pub(super) fn duty(base: &str, said: &str) -> Option<Made> {
    if coordination::is_mixed(said) || base == "have" {
        return None;
    }
    let opens = said.split(' ').next().unwrap_or("");
    // "treat this as paperwork would be a mistake": a sentence of its own.
    let own_sentence = has_any(&lower(said.split(" that ").next().unwrap_or("")), &["would"]);
    if own_sentence || is_of_something_unsaid(said) || is_preferred(said) || opens.contains('\'') {
        return None;
    }
    let said = joined(&coordination::negated(said));
    let said = article::mended(&said)?;
    let words = word_count(&said);
    // What one thinks or knows is nothing that was done.
    if matches!(base, "think" | "know" | "understand" | "want" | "believe" | "expect" | "like" | "love") {
        return None;
    }
    // "the tests the team still does by hand" is how things stand there now.
    let routine = ROUTINE.contains(&base)
        || has_any(&lower(&said), &["still", "currently", "today", "now", "already", "line manager"]);
    if !routine && !is_of_the_job(&said) {
        let said = clause::generalise(&said);
        if words <= LONGEST_TOLD
            && TELLING.contains(&base)
            && let Some(past) = coordination::past(base, &said)
        {
            return told(&past, words);
        }
    }
    // "someone who can tell you what each likes": who "you" are there is the employer.
    if said.split(' ').nth(1) == Some("you") {
        return None;
    }
    // "answer users" is too little to ask about.
    if words < 4 && !TELLING.contains(&base) {
        return of_job(&format!("would {}", clause::small(&said)), Manner::Doubtful);
    }
    let thin = words < 5 && !TELLING.contains(&base);
    of_job(&format!("would {}", clause::small(&said)), if thin { Manner::Thin } else { Manner::Plain })
}

/// What was done, in the past.
pub(super) fn told(past: &str, words: usize) -> Option<Made> {
    let first = past.split([' ', ',']).next().unwrap_or("");
    let telling = TELLING.iter().any(|base| verbs::past(base) == first);
    let manner = if words < 5 && !telling { Manner::Thin } else { Manner::Told };
    if is_of_something_unsaid(past) {
        return None;
    }
    let past = tense::backshifted(&joined(past));
    // "trusted with one-way doors", "recognised outside the firm": done by others.
    let mut words = past.split(' ');
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let passive = matches!(first, "trusted" | "recognised" | "recognized" | "known" | "consulted" | "sought");
    let by_others = matches!(second, "with" | "by" | "outside" | "across" | "as" | "for" | "in" | "at");
    if first == "trusted"
        && !by_others
        && !matches!(second, "a" | "an" | "the" | "your" | "somebody" | "someone")
    {
        return None;
    }
    let past = if passive && by_others { format!("were {past}") } else { past };
    made(&format!("Tell me about a time you {past}."), manner)
}

/// Whether the clause speaks of what stood before it: "defend that when it costs", "earn his trust".
fn is_of_something_unsaid(said: &str) -> bool {
    let low = lower(said);
    let mut words = low.split(' ').skip(1);
    let object = words.next().unwrap_or("");
    let bare = object.trim_end_matches([',', '.']);
    let after = words.next().unwrap_or("");
    let ends = after.is_empty()
        || object.ends_with(',')
        || matches!(after, "when" | "and" | "in" | "with" | "to" | "for" | "by" | "on" | "at");
    let alone = matches!(bare, "them" | "their" | "these" | "those" | "there")
        || matches!(bare, "that" | "this" | "it") && ends;
    let stranger = |pronouns: &[&str], known: &[&str]| {
        let at = low.split(' ').position(|word| pronouns.contains(&word.trim_end_matches(',')));
        at.is_some_and(|at| !low.split(' ').take(at).any(|word| known.contains(&word)))
    };
    let pointed = words_of(&low).any(|(word, last)| matches!(word, "these" | "those") && last);
    alone
        || pointed
        || has_any(&low, &["example", "examples"])
        || low
            .split_once(" of them")
            .is_some_and(|(before, _)| !before.split(' ').any(|word| word.ends_with('s')))
        || stranger(&["he", "she"], &["someone", "somebody", "anyone", "who"])
        || stranger(&["his", "him", "her"], &["a", "an", "the", "someone", "somebody", "anyone"])
}

/// "three clean copies than eight": half of what is preferred to what.
fn is_preferred(said: &str) -> bool {
    let low = lower(said);
    let Some((before, _)) = low.split_once(" than ") else { return false };
    !before
        .split(' ')
        .any(|word| word.ends_with("er") || matches!(word, "more" | "less" | "worse" | "rather"))
}

/// The words of a clause, and whether each ends a part of it.
fn words_of(low: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut words = low.split(' ').peekable();
    std::iter::from_fn(move || {
        let word = words.next()?;
        Some((word.trim_end_matches([',', '.']), word.ends_with([',', '.']) || words.peek().is_none()))
    })
}

/// A duty as a gerund ("leading a crew").
pub(super) fn doing(base: &str, said: &str) -> Option<Made> {
    if coordination::is_mixed(said) || is_of_something_unsaid(said) {
        return None;
    }
    let said = article::mended(&joined(said))?;
    let words = word_count(&said);
    if words <= LONGEST_TOLD
        && !is_nominal(&said)
        && TELLING.contains(&base)
        && !is_of_the_job(&said)
        && let Some(past) = coordination::past(base, &clause::generalise(&said))
    {
        return told(&past, words);
    }
    involves(&said)
}

/// "hiring and onboarding of new joiners": gerunds that are the thing itself.
fn is_nominal(said: &str) -> bool {
    let of = said.split(' ').take(5).position(|word| word == "of");
    of.is_some_and(|of| {
        said.split(' ').take(of).all(|word| {
            let bare = word.trim_end_matches(',');
            bare.ends_with("ing") || matches!(bare, "and" | "or" | "&")
        })
    })
}

/// What a job does not "involve": a sentence of its own, or a phrase that hangs on something else.
#[rustfmt::skip]
const NO_THING: &[&str] = &[
    "about", "of", "in", "with", "to", "for", "as", "on", "at", "by", "from", "after", "before", "during", "how", "what", "when", "if", "where", "because", "whether",
    "who", "that", "not", "no", "very", "more", "less", "than", "the position", "the role", "the job", "includes", "involves", "means",
    "it", "he", "she", "they", "there", "and", "or", "time", "years", "experience", "we're", "we", "you", "you're",
];

/// Whether a lower-case clause is no thing that one can have dealt with.
pub(super) fn is_no_thing(low: &str) -> bool {
    begins_with_any(low, NO_THING)
}

/// A gerund or a thing that the job brings with it.
pub(super) fn involves(said: &str) -> Option<Made> {
    let low = lower(said);
    if is_no_thing(&low)
        || said.contains(['=', '"', '“'])
        || has_any(
            &low,
            &["involves", "includes", "include", "means", "years in", "years of", "years or", "years as"],
        )
    {
        return None;
    }
    // "entering of results" is entering results.
    let plain = if is_nominal(said) { said.replacen(" of ", " ", 1) } else { said.to_owned() };
    let said = plain.as_str();
    let thin = word_count(said) < 4;
    let does = low.split(' ').next().is_some_and(|first| first.ends_with("ing"));
    let said = clause::small(said);
    let asked = match (said.len() % 2, does) {
        (0, true) => "When have you done something close to that, and how did it go?",
        (0, false) => "Where have you dealt with that, and what did you do?",
        _ => "Tell me about a time you did something like it.",
    };
    made(&format!("This job involves {said}. {asked}"), if thin { Manner::Thin } else { Manner::Plain })
}

/// The longest that is quoted in one breath, in words.
const LONGEST_QUOTED: usize = 24;

/// What an advert says to its reader, where no rule turns it into speech: the words as they stand, and what
/// fits after them.
pub(super) fn quoted(said: &str) -> Option<Made> {
    let text = clause::short(&clause::whole(said), LONGEST_QUOTED);
    let low = lower(&text);
    // What goes on from a sentence before it, or says how much something is wanted.
    #[rustfmt::skip]
    let hangs = begins_with_any(&low, &[
        "and", "but", "so", "because", "it", "this", "that", "these", "those", "they", "he", "she", "there", "not", "no", "nor", "or",
        "ideally", "also", "plus", "bonus", "nice to have", "desirable", "essential", "required", "preferred", "to", "of", "for", "with",
        "in", "on", "at", "by", "from", "as", "the role", "the job", "our", "please", "what", "who", "which", "where", "how", "why",
        "if you have", "if you've", "some", "most", "more", "benefits", "we offer", "we're", "we are", "reporting", "reports",
    ]);
    let mut opens = low.split([' ', ',']);
    let (first, second) = (opens.next().unwrap_or(""), opens.next().unwrap_or(""));
    // To the reader, or an order: a sentence about somebody else asks for nothing.
    let duty = matches!(first, "you'll" | "you'd") || first == "you" && matches!(second, "will" | "would");
    let ordered = verbs::base(first).is_some_and(|base| verbs::form(first, base) == verbs::VerbForm::Base)
        && super::english::takes_verb(second);
    let speaks = matches!(first, "you" | "you've" | "you're") || duty || ordered;
    let fits = (5..=LONGEST_QUOTED).contains(&word_count(&text))
        && !hangs
        && !greets(first, second)
        && speaks
        && !text.contains(['?', '"', '“', '”', '=', '|', '•', '/'])
        && !low.starts_with(|c: char| c.is_ascii_digit())
        && !is_of_something_unsaid(&text);
    fits.then(|| advert_says(&text, duty || ordered))
}

/// An advert's words as they stand, and what is asked of them: of a deed a time, of a quality an example.
fn advert_says(text: &str, deed: bool) -> Made {
    let asked = if deed {
        "When have you done something close to that, and how did it go?"
    } else {
        "What is your best example of that?"
    };
    let mut letters = text.chars();
    let begins: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    Made {
        text: format!("The advert says: “{begins}{}.” {asked}", letters.as_str()), manner: Manner::Quoted
    }
}

/// Whether a sentence says what the reader did or had in the run of the process: "You did well in the call".
fn greets(first: &str, second: &str) -> bool {
    first == "you"
        && matches!(
            second,
            "did"
                | "were"
                | "asked"
                | "sent"
                | "told"
                | "wrote"
                | "said"
                | "had"
                | "met"
                | "spoke"
                | "mentioned"
                | "made"
        )
}

/// The longest line that is quoted whole, in words.
pub(super) const LONGEST_WHOLE: usize = 32;

/// A line of an advert in its own words, all of it, where a question about its first half alone would lose the point:
/// "Clean up the records; decide which come first and tell us why".
pub(super) fn whole_quote(said: &str) -> Option<Made> {
    let text = clause::whole(said);
    let text = text.trim_end_matches(['.', ';', ',', '!', ' ']);
    let low = lower(text);
    let (first, second) = low.split_once(' ')?;
    let second = second.split(' ').next().unwrap_or("");
    let form = verbs::base(first).map(|base| verbs::form(first, base));
    let duty = matches!(first, "you'll" | "you'd") || first == "you" && matches!(second, "will" | "would");
    let done = match form {
        Some(verbs::VerbForm::Base) => super::english::takes_verb(second),
        Some(verbs::VerbForm::Gerund) => true,
        _ => false,
    };
    let fits = (8..=LONGEST_WHOLE).contains(&word_count(text))
        && !greets(first, second)
        && (duty || done || matches!(first, "you" | "you've" | "you're"))
        && !text.contains(['?', '"', '“', '”', '=', '|', '•'])
        && !has_any(&low, &["please", "apply", "we offer"]);
    fits.then(|| advert_says(text, duty || done))
}

/// What the job would have one do, and the closest one has come to it. Four wordings, so that a dozen of
/// them does not tire the ear; which one is taken depends on the clause alone.
fn of_job(would: &str, manner: Manner) -> Option<Made> {
    let text = match would.len() % 4 {
        0 => format!("In this job you {would}. Tell me about a time you did something like it."),
        1 => format!(
            "In this job you {would}. What is the closest you have come to that, and what did you do?"
        ),
        2 => format!("In this job you {would}. How have you gone about something like that before?"),
        _ => format!("Here you {would}. When have you done something close to that, and how did it go?"),
    };
    made(&text, manner)
}

/// Things or deeds in a row, with "and" before the last: "vigilance, trend reports, PSUR" is no speech.
pub(super) fn joined(list: &str) -> String {
    let Some((before, last)) = list.rsplit_once(", ") else { return list.to_owned() };
    let first = |part: &str| part.split(' ').next().unwrap_or("").trim_end_matches(',').to_owned();
    let (opens, next) = (first(list), first(last));
    let deed = match (verbs::base(&opens), verbs::base(&next)) {
        (Some(one), Some(other)) => {
            verbs::form(&lower(&opens), one) == verbs::form(&next, other)
                && (!super::english::is_noun_too(&next)
                    || last.split(' ').nth(1).is_some_and(super::english::takes_verb))
        }
        _ => verbs::is_past(&opens) && verbs::is_past(&next),
    };
    // Three things or more; a phrase behind a comma is none of them.
    let thing = before.contains(", ") && word_count(last) <= 4 && !is_phrase(&next);
    let has_and = has_any(&lower(if deed { last } else { list }), &["and", "or", "&"]);
    if has_and
        || list.contains(" and, ")
        || !(deed || thing)
        || last.starts_with(|c: char| c.is_ascii_digit())
    {
        return list.to_owned();
    }
    format!("{before} and {last}")
}

/// Whether a word opens a phrase that hangs on what stood before.
fn is_phrase(word: &str) -> bool {
    let low = lower(word);
    low.ends_with("ly")
        || low.ends_with("ing")
        || matches!(
            low.as_str(),
            "in" | "on"
                | "at"
                | "by"
                | "with"
                | "without"
                | "from"
                | "to"
                | "for"
                | "of"
                | "as"
                | "so"
                | "not"
                | "no"
                | "including"
                | "then"
                | "today"
                | "now"
                | "currently"
                | "sometimes"
                | "often"
                | "even"
                | "whose"
                | "who"
                | "which"
                | "that"
                | "when"
                | "where"
                | "while"
                | "because"
                | "before"
                | "after"
                | "if"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(made: Option<Made>) -> String {
        made.map(|made| made.text).unwrap_or_default()
    }

    #[test]
    fn what_is_done_once_is_told_and_what_is_done_always_is_the_jobs() {
        assert_eq!(
            text(duty("challenge", "Challenge a supplier on a late delivery")),
            "Tell me about a time you challenged a supplier on a late delivery."
        );
        for readiness_table in [
            "Brief the crew every morning",
            "Lead the Harbour Watch",
            "Run two full-scale exercises per year",
        ] {
            let base = lower(readiness_table.split(' ').next().unwrap_or(""));
            let made = text(duty(&base, readiness_table));
            assert!(made.contains(&format!("you would {}", clause::small(readiness_table))), "{made}");
        }
    }

    #[test]
    fn nouns_made_of_verbs_get_their_article_and_lists_their_and() {
        assert!(
            text(involves("hiring and onboarding of new joiners"))
                .starts_with("This job involves hiring and onboarding new joiners.")
        );
        assert_eq!(joined("vigilance, trend reports, PSUR"), "vigilance, trend reports and PSUR");
        assert_eq!(joined("audits, 3–4 a year"), "audits, 3–4 a year");
    }
}
