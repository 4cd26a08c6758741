//! The words that the checks of a story go by: measures, witnesses, choices, hedges, what looks confidential.

use std::ops::Range;

use super::super::text::lower;

/// Words that a sentence does not end with.
#[rustfmt::skip]
pub(super) const OPEN_ENDS: &[&str] = &[
    "and", "or", "but", "the", "a", "an", "to", "of", "with", "for", "in", "on", "at", "by", "from",
    "that", "which", "who", "because", "so", "as", "was", "were", "is", "are", "i", "we", "my", "our",
    "this", "their", "his", "her", "its", "had", "have", "has", "would", "could", "into", "than", "if",
    "when", "while", "where", "y", "de", "la", "el", "und", "der", "die", "das", "mit", "zu",
];

/// The commonest words of English: at least one in eight words is one of them in an English text.
#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "the", "and", "to", "of", "in", "was", "were", "i", "we", "my", "that", "it", "for", "on", "with", "had", "they",
    "he", "she", "our", "is", "at", "by", "not", "a", "an", "but", "so", "from", "which", "their", "this", "as",
];

/// Numbers in words. "One" is none: it is most often no number ("one of them", "one day").
#[rustfmt::skip]
const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "thousand", "thousands", "million", "millions",
    "dozen", "half", "halved", "halving", "doubled", "double", "doubling", "tripled", "trebled", "quadrupled", "twice",
    "thrice", "third", "thirds", "quarter", "quarters", "fifth", "tenth", "zero", "percent", "fortnight", "overnight",
    "fold", "twofold", "tenfold", "nil",
];

/// What time is counted in; "a week" and "an hour" are measures too.
const UNITS: &[&str] = &["second", "minute", "hour", "day", "week", "month", "year", "shift", "weekend"];

/// What a number only names: "Room 12", "version 2", "Q3".
#[rustfmt::skip]
const NAMED_BY_NUMBER: &[&str] = &[
    "room", "version", "release", "phase", "stage", "site", "level", "line", "unit", "wave", "gate", "bay", "ward",
    "team", "tier", "grade", "depot", "building", "block", "floor", "section", "chapter", "platform", "terminal",
    "hall", "zone", "area", "district", "route", "step", "no", "number", "class", "type", "band", "form", "priority",
    "iso", "act", "article", "shed", "dock", "store", "branch", "year", "plan", "option", "part", "page", "lot",
];

/// Principles about people or honesty, by the beginnings of words in their names.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "trust", "conflict", "coach", "mentor", "develop", "hire", "hiring", "feedback", "integrity", "ethic", "honest",
    "respect", "inclusi", "divers", "empath", "listen", "relationship", "employer", "people", "teamwork", "humility",
    "care", "caring", "courage", "influenc", "stakeholder", "collaborat", "disagree",
];

/// What somebody else says or does that shows a change.
#[rustfmt::skip]
const SAYS: &[&str] = &[
    "told", "tells", "said", "says", "asked", "asks", "thanked", "thanks", "wrote", "praised", "admitted", "confirmed",
    "emailed", "mentioned", "recommended", "nominated", "apologised", "apologized", "agreed", "noticed", "called",
    "invited", "credited", "commented", "acknowledged", "requested", "volunteered", "quoted", "insisted", "chose",
    "trusted", "trusts", "came", "comes", "sends", "sent", "rang", "rings", "phoned", "wanted", "wants", "offered",
    "cites", "cited", "described", "describes", "copied", "adopted", "rated", "stopped", "signed", "started",
];

/// Who somebody is that says so, before the verb.
#[rustfmt::skip]
const SOMEBODY: &[&str] = &[
    "he", "she", "they", "who", "manager", "director", "boss", "lead", "team", "customer", "client", "colleague",
    "supervisor", "head", "owner", "chief", "nurse", "doctor", "consultant", "teacher", "parent", "parents", "mother",
    "father", "mum", "student", "family", "engineer", "union", "rep", "auditor", "inspector", "chair", "board",
    "officer", "sergeant", "driver", "drivers", "crew", "staff", "everyone", "people", "others", "partner",
    "supplier", "regulator", "deputy", "principal", "analyst", "apprentice", "trainee", "resident", "guest", "tenant",
    "member", "members", "customers", "clients", "colleagues", "steward", "matron", "hr", "finance", "sales",
];

/// What is done to the speaker by somebody: "I was asked to", "got thanked".
#[rustfmt::skip]
const DONE_TO: &[&str] = &[
    "asked", "told", "thanked", "nominated", "praised", "invited", "credited", "commended", "recommended", "trusted",
    "quoted", "requested",
];

/// What a decision or a trade-off is told with. Matched as whole words, in lower case.
#[rustfmt::skip]
const CHOICES: &[&str] = &[
    "instead", "rather than", "decided", "decide", "decision", "chose", "choose", "choosing", "opted", "picked",
    "gave up", "give up", "giving up", "turned down", "declined", "refused", "said no", "say no", "no to", "postponed",
    "postpone", "delayed", "delay", "deferred", "parked", "dropped", "drop", "cut", "paused", "pause", "held back",
    "held off", "hold off", "holding", "even though", "although", "though it", "though that", "at the cost",
    "cost us", "cost me", "costing", "trade off", "trade-off", "tradeoff", "traded", "trade", "risk", "risked",
    "risking", "sacrificed", "sacrifice", "sacrificing", "not to", "alternative", "alternatives", "option", "options",
    "either", "prefer", "preferred", "prioritised", "prioritized", "prioritise", "prioritize", "skipped", "skip",
    "left out", "leave out", "left it", "left the", "accepted that", "accepting", "knowing", "in exchange", "in return",
    "weighed", "ahead of", "before anything", "against the", "against my", "overruled", "pushed back", "ruled out",
    "ruled it out", "abandoned", "scrapped", "cancelled", "canceled", "stopped", "swapped", "over the", "stuck with",
    "insisted", "would have been", "would mean", "meant losing", "meant giving", "meant that", "which meant", "it meant",
    "gave away", "let go", "let it go", "let that", "first, and", "wouldn't", "would not", "could have", "settled on",
    "settled for", "went with", "bet on", "put off", "set aside", "moved from", "reversed", "kept it out", "only",
    "no longer", "rejected", "took the hit", "price of", "priority", "compromise", "compromised", "stood down",
    "took off", "pulled", "backed out", "walked away", "withdrew", "withheld", "freeze", "froze", "shelved", "waived",
];

/// Words that take back what is said.
#[rustfmt::skip]
const HEDGES: &[&str] = &[
    "kind of", "sort of", "i think", "i guess", "i suppose", "i believe", "i feel like", "i felt like", "maybe",
    "perhaps", "probably", "possibly", "hopefully", "somewhat", "a bit", "a little bit", "pretty much", "more or less",
    "basically", "tried to help", "tried to", "was involved in", "were involved in", "got involved in", "involved with",
    "helped with", "helped out", "helped to", "in a way", "to some extent", "to a degree", "or something", "and stuff",
    "and so on", "or so i", "fairly", "quite a bit", "quite good", "quite well", "seemed to", "i would say", "i'd say",
    "as far as i know", "not sure if", "not really sure", "i'm not sure", "if i remember", "or whatever", "generally",
    "some kind of", "some sort of", "a couple of things", "various", "things like that", "and things", "in general",
    "things got better", "went well", "went ok", "went okay", "was okay", "i hope", "it was fine", "was decent",
    "played a part", "contributed to", "participated in", "supported the", "assisted with", "assisted in", "semi",
    "ish", "apparently", "arguably", "relatively", "reasonably", "roughly speaking", "at the end of the day",
];

/// Hedges that measure something when a number or a unit comes next: "a bit over the line".
const MEASURES_TOO: &[&str] = &["a bit", "fairly", "relatively", "reasonably", "various"];

/// What calls a thing confidential.
#[rustfmt::skip]
const MARKED: &[&str] = &[
    "confidential", "internal only", "internal-only", "internal use only", "under nda", "nda", "non-disclosure",
    "not announced", "unannounced", "unreleased", "not yet public", "not public", "not released", "unpublished",
    "trade secret", "embargoed", "under embargo", "commercially sensitive", "not been announced", "pre-announcement",
    "off the record", "restricted",
];

/// What a code name stands behind.
const CODED: &[&str] =
    &["project", "operation", "codename", "code-name", "codenamed", "code-named", "programme", "initiative"];

/// Words behind these that make a post or a practice of it, no code name.
#[rustfmt::skip]
const NO_CODE: &[&str] = &[
    "manager", "managers", "management", "lead", "leader", "engineer", "engineers", "engineering", "office", "officer",
    "board", "plan", "planning", "director", "coordinator", "team", "support", "delivery", "control", "controls",
    "accountant", "assistant", "centre", "center", "sponsor", "charter", "head", "gutenberg", "manual", "room",
];

/// What stands where something is still to be written.
#[rustfmt::skip]
const PLACEHOLDERS: &[&str] = &[
    "tbd", "todo", "to do", "n/a", "na", "tba", "xxx", "xx", "fill in", "to be written", "to be added", "add later", "later",
    "write this", "still to write", "missing", "?",
];

/// Whether nothing of one's own is written: nothing at all, a placeholder, dots or dashes, a bracket to fill.
pub(super) fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let inner =
        text.strip_prefix(['[', '<', '(']).and_then(|t| t.strip_suffix([']', '>', ')'])).unwrap_or(text);
    let bare = inner.trim_matches(|c: char| !c.is_alphanumeric());
    bare.is_empty() || PLACEHOLDERS.contains(&lower(bare).as_str())
}

/// Whether a text is in English, by its commonest words; a few words in plain letters are taken for it.
pub(super) fn is_english(text: &str) -> bool {
    let low = lower(text);
    let words: Vec<&str> = split(&low).collect();
    if words.len() < 6 {
        return text.is_ascii();
    }
    words.iter().filter(|word| ENGLISH.contains(*word)).count() * 8 >= words.len()
}

/// Whether the name of a principle is about people or honesty.
pub(in crate::domain) fn is_about_people(name: &str) -> bool {
    let low = lower(name);
    split(&low).any(|word| PEOPLE.iter().any(|beginning| word.starts_with(beginning)))
}

/// Whether a text has a number, a share, money or a length of time. A number that only names something, or a year, is none.
pub(super) fn has_measure(text: &str) -> bool {
    text.contains(['%', '‰', '$', '€', '£', '¥', '½', '¼', '¾', '⅓']) || measures_in(text) > 0
}

/// How many figures a text has, by the same rule; words that make one figure ("ninety per cent") count once.
pub(in crate::domain) fn measures_in(text: &str) -> usize {
    let words: Vec<&str> = raw_words(text).collect();
    let is_one = |(at, word): (usize, &&str)| {
        let before = at.checked_sub(1).map(|at| lower(words[at]));
        let low = lower(word);
        if word.contains(|c: char| c.is_ascii_digit()) {
            return measures(word, before.as_deref(), at.checked_sub(1).map(|at| words[at]));
        }
        low.split('-').any(|part| NUMBERS.contains(&part))
            || is_unit(&low)
                && before.is_some_and(|before| {
                    ["a", "an", "one", "per", "same", "within"].contains(&before.as_str())
                })
    };
    let are: Vec<bool> = words.iter().enumerate().map(is_one).collect();
    (0..are.len()).filter(|&at| are[at] && (at == 0 || !are[at - 1])).count()
}

/// Whether a word with figures measures something.
fn measures(word: &str, before: Option<&str>, before_raw: Option<&str>) -> bool {
    let first_is_letter = word.starts_with(char::is_alphabetic);
    // "Q3", "A12", "v2"; but "x2" multiplies.
    if first_is_letter && !word.starts_with(['x', 'X', '~']) {
        return false;
    }
    let figures: String = word.chars().filter(char::is_ascii_digit).collect();
    let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && figures.len() == 4;
    let is_named = before.is_some_and(|before| {
        NAMED_BY_NUMBER.contains(&before) || MONTHS.iter().any(|month| before.starts_with(month))
    });
    // "Harbour 4": a name in mid-sentence, with a capital.
    let names = before_raw.is_some_and(|raw| {
        raw.len() > 3
            && raw.starts_with(char::is_uppercase)
            && !raw.chars().all(char::is_uppercase)
            && figures.len() < 3
    });
    let ordinal_day = ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end));
    !is_year && !is_named && !names && !ordinal_day
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn is_unit(word: &str) -> bool {
    UNITS.contains(&word.trim_end_matches('s'))
}

/// Whether somebody else than the speaker says or shows that something changed.
pub(super) fn has_witness(text: &str) -> bool {
    if text.contains(['“', '"', '„', '«']) {
        return true;
    }
    let low = lower(text);
    let words: Vec<&str> = split(&low).collect();
    words.iter().enumerate().any(|(at, word)| {
        let before = &words[at.saturating_sub(4)..at];
        let nearest =
            before.iter().rev().find(|word| **word == "i" || **word == "we" || SOMEBODY.contains(*word));
        let by_somebody = nearest.is_some_and(|who| *who != "i" && *who != "we");
        let done_to = before.last().is_some_and(|b| ["was", "got", "been", "being", "were"].contains(b));
        SAYS.contains(word) && (by_somebody || names_somebody(text, word))
            || DONE_TO.contains(word) && done_to
    })
}

/// Whether a name with a capital stands right before the verb: "Marta asked", but not at the beginning of a sentence alone.
fn names_somebody(text: &str, verb: &str) -> bool {
    let words: Vec<&str> = raw_words(text).collect();
    words.windows(2).any(|pair| {
        lower(pair[1]) == verb
            && pair[0].starts_with(char::is_uppercase)
            && !["I", "We", "It", "This", "That", "The", "And", "But", "Then", "So"].contains(&pair[0])
    })
}

/// How often a text says "I" and how often "we", what others are quoted to have said apart.
pub(in crate::domain) fn i_and_we(text: &str) -> (usize, usize) {
    let own = without_quotes(text);
    let low = lower(&own);
    let (mut i, mut we) = (0, 0);
    for word in split(&low) {
        match word {
            "i" | "i'm" | "i'd" | "i've" | "i'll" | "my" | "me" | "myself" | "mine" => i += 1,
            "we" | "we're" | "we'd" | "we've" | "we'll" | "our" | "us" | "ours" | "ourselves" => we += 1,
            _ => {}
        }
    }
    (i, we)
}

fn without_quotes(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '“' | '„' | '«' => inside = true,
            '”' | '»' => inside = false,
            '"' => inside = !inside,
            _ if inside => {}
            c => out.push(c),
        }
    }
    // A quote that never ends is none.
    if inside { text.to_owned() } else { out }
}

/// Whether a text names a decision or a trade-off.
pub(super) fn has_choice(text: &str) -> bool {
    let low = format!(" {} ", split(&lower(text)).collect::<Vec<_>>().join(" "));
    CHOICES.iter().any(|sign| low.contains(&format!(" {sign} ")))
}

/// The places of words that take back what is said.
pub(super) fn hedges(text: &str) -> Vec<Range<usize>> {
    let mut places = find_all(text, HEDGES);
    places.retain(|place| {
        let word = text[place.clone()].to_ascii_lowercase();
        let next = lower(text[place.end..].split_whitespace().next().unwrap_or_default());
        // "That kind of customer", "what kind of".
        let sorts = ["kind of", "sort of"].contains(&word.as_str()) && is_sorted(&text[..place.start]);
        let measured = MEASURES_TOO.contains(&word.as_str())
            && (next.starts_with(|c: char| c.is_ascii_digit()) || next == "over" || next == "under");
        let tried = word == "tried to" && next != "help";
        !sorts && !measured && !tried
    });
    places
}

fn is_sorted(before: &str) -> bool {
    let last = lower(before.split_whitespace().next_back().unwrap_or_default());
    [
        "this",
        "that",
        "what",
        "which",
        "same",
        "another",
        "every",
        "any",
        "each",
        "one",
        "no",
        "the",
        "right",
        "wrong",
        "new",
        "different",
        "first",
    ]
    .contains(&last.as_str())
}

/// The places of what another company should perhaps not hear: what the person listed, code names, what is marked so.
pub(super) fn confidential(text: &str, private: &[String]) -> Vec<Range<usize>> {
    let listed: Vec<&str> = private.iter().map(|p| p.trim()).filter(|p| !p.is_empty()).collect();
    let mut places = find_all(text, &listed);
    places.extend(find_all(text, MARKED));
    places.extend(bracketed(text));
    places.extend(code_names(text));
    apart(places)
}

/// What the person put into square brackets: not to be said.
fn bracketed(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('[').map(|at| at + from) {
        let Some(close) = text[open..].find(']').map(|at| at + open + 1) else { break };
        if text[open..close].chars().any(char::is_alphanumeric) {
            places.push(open..close);
        }
        from = close;
    }
    places
}

/// "Project Falcon": a word for an undertaking with a capital, and a name with one.
fn code_names(text: &str) -> Vec<Range<usize>> {
    let words: Vec<(usize, &str)> = placed_words(text).collect();
    let mut places = Vec::new();
    for pair in words.windows(2) {
        let [(start, first), (at, second)] = [pair[0], pair[1]];
        let low = first.to_lowercase();
        let is_said = low.starts_with("code");
        let is_name = second.starts_with(char::is_uppercase) && second.chars().count() > 2;
        let together = text[start + first.len()..at]
            .chars()
            .all(|c| c == ' ' || c == '“' || c == '"' || c == '\'' || c == '‘');
        if CODED.contains(&low.as_str())
            && (is_said || first.starts_with(char::is_uppercase))
            && is_name
            && together
            && !NO_CODE.contains(&second.to_lowercase().as_str())
        {
            places.push(start..at + second.len());
        }
    }
    places
}

/// All places at which one of these phrases stands as whole words, in whatever case; of two at one place the longer.
fn find_all(text: &str, phrases: &[&str]) -> Vec<Range<usize>> {
    let low = text.to_ascii_lowercase();
    let mut places: Vec<Range<usize>> = Vec::new();
    for phrase in phrases {
        let phrase = phrase.to_ascii_lowercase();
        for (at, found) in low.match_indices(phrase.as_str()) {
            let end = at + found.len();
            let before = low[..at].chars().next_back();
            let after = low[end..].chars().next();
            let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
            if !is_part(before) && !is_part(after) {
                places.push(at..end);
            }
        }
    }
    apart(places)
}

/// Places in order, without those that overlap an earlier one; of two that begin together the longer stays.
fn apart(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
    let mut kept: Vec<Range<usize>> = Vec::new();
    for place in places {
        if kept.last().is_none_or(|last| last.end <= place.start) {
            kept.push(place);
        }
    }
    kept
}

/// The words of a text in lower case, with their apostrophes and hyphens.
fn split(low: &str) -> impl Iterator<Item = &str> {
    low.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-')
        .map(|word| word.trim_matches(['\'', '-']))
        .filter(|word| !word.is_empty())
}

/// The words as they are written.
fn raw_words(text: &str) -> impl Iterator<Item = &str> {
    placed_words(text).map(|(_, word)| word)
}

/// The words as they are written, each with where it begins.
fn placed_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_mark = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';' | ':' | '(' | ')' | '!' | '?' | '“' | '”' | '"' | '/' | '–' | '—' | '→' | '='
            )
    };
    text.split(is_mark)
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .map(|(at, word)| {
            (at + (word.len() - word.trim_start_matches(['.', '\'', '‘', '*', '-']).len()), word)
        })
        .map(|(at, word)| {
            (at, word.trim_start_matches(['.', '\'', '‘', '*', '-']).trim_end_matches(['.', '\'', '’', '*']))
        })
        .filter(|(_, word)| !word.is_empty())
}
