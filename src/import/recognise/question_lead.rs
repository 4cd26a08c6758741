//! Names that stand on a question's own line: "Delivery – Walk me through …", "… deserved more credit? (No Heroes)".

use crate::import::draft::FoundQuestion;

use super::interview::people::is_office;
use super::language;
use super::principle_text::last_bracket;
use super::principles::Principles;
use super::question_topic;
use super::settled;
use super::text::{
    has_any, has_phrase, has_question_mark, lower, squeeze, strip_number, trim_marks, word_count,
};
use super::units::Unit;

/// What parts a name from the question behind it.
const MARKS: &[&str] = &[": ", " - ", " – ", " — ", " -> ", " → ", " => ", " // ", " | ", "："];

/// Words that tell of the question or of those who ask it, and name no principle.
#[rustfmt::skip]
const OF_TALK: &[&str] = &[
    "q", "question", "questions", "note", "tip", "follow-up", "follow-ups", "probe", "example", "me", "you", "your", "i", "my", "hr", "panel", "interviewer", "candidate", "answer", "re", "from", "to",
    "ps", "or", "and then", "also", "warm-up", "warm up", "opener", "closing", "final", "day", "stage", "round", "part", "option", "asked", "ask", "asks", "them", "they", "he", "she", "technical", "behavioural",
    "behavioral", "situational", "general", "sorry", "again", "mine", "optional", "if", "see", "e.g", "got", "their", "mins", "minutes", "last year", "this year", "today", "monday", "tuesday",
    "wednesday", "thursday", "friday", "new", "old", "easy", "hard", "weak", "strong", "fu", "prompt", "scenario", "frage", "pregunta", "pergunta",
    "warmup", "important", "reminder", "context", "star", "amazon", "google", "meta", "microsoft", "classic", "common", "ugh", "python", "sql",
    "intro", "motivation", "bonus", "extra", "maybe", "likely", "favourite", "favorite", "also asked", "e.g.", "for example", "unless",
];

/// A line with more words has its names for more than one question.
const LONGEST_LINE: usize = 120;

/// A name beside a question, and the question without it.
struct Lead {
    name: String,
    rest: Option<String>,
}

/// Gives questions the names on their own lines, which are nearer than any heading: those that are known, and
/// others where the document sets them so on three lines, or on two and writes one of them elsewhere too. Returns which of the questions have one.
pub fn by_lead(
    questions: &mut [(usize, FoundQuestion)],
    units: &[Unit],
    principles: &Principles,
    competencies: &[String],
) -> Vec<bool> {
    let leads: Vec<Option<Lead>> = questions
        .iter()
        .map(|(n, question)| before(question, &units[*n]).or_else(|| behind(&units[*n])))
        .collect();
    let known = |lead: &Lead| {
        let mut meant = principles.named(&lead.name);
        if meant.is_empty() {
            meant.extend(settled::listed(&lead.name, competencies).map(str::to_owned));
        }
        meant.truncate(2);
        meant
    };
    let unknown: Vec<&Lead> =
        leads.iter().flatten().filter(|lead| known(lead).is_empty() && may_name(&lead.name)).collect();
    let mut names: Vec<String> = unknown.iter().map(|lead| lower(&lead.name)).collect();
    names.sort_unstable();
    names.dedup();
    // Two may be a chance, unless the document writes one of them somewhere else as well.
    let elsewhere = |name: &String| units.iter().filter(|unit| has_phrase(&unit.low, name)).count() > 1;
    let in_sets = unknown.len() >= 3 || names.len() == 2 && names.iter().any(elsewhere);
    let mut led = vec![false; questions.len()];
    for (((_, question), lead), led) in questions.iter_mut().zip(&leads).zip(&mut led) {
        let Some(lead) = lead else { continue };
        let mut meant = known(lead);
        let sure = !meant.is_empty();
        if !sure && in_sets && may_name(&lead.name) {
            meant.push(lead.name.clone());
        }
        // A name that is known does not give way to one that is not.
        let held = question.principles.iter().any(|name| principles.knows(name));
        if meant.is_empty() || held && !sure {
            continue;
        }
        question.principles = meant;
        if let Some(rest) = &lead.rest {
            question.text.clone_from(rest);
        }
        *led = true;
    }
    led
}

/// Gives a question without a name the one that its sentence says: "For Money Is Sacred expect “When did you …”".
pub fn by_sentence(question: &mut FoundQuestion, unit: &Unit, principles: &Principles) {
    if unit.words > 3 * LONGEST_LINE {
        return;
    }
    let Some(at) = unit.text.find(question.text.as_str()).filter(|_| question.principles.is_empty()) else {
        return;
    };
    let end = at + question.text.len();
    let from =
        [". ", "! ", "? "].iter().filter_map(|mark| unit.text[..at].rfind(mark)).max().map_or(0, |n| n + 2);
    let to = [". ", "! ", "? "].iter().filter_map(|mark| unit.text[end..].find(mark)).min();
    let to = to.map_or(unit.text.len(), |n| end + n);
    let mut names = principles.mentioned(&unit.text[from..at]);
    names.extend(principles.mentioned(&unit.text[end..to]));
    names.dedup();
    if names.len() == 1 {
        question.principles = names;
    }
}

/// A name that may stand beside a question.
fn name(text: &str) -> Option<String> {
    let name =
        squeeze(trim_marks(strip_number(trim_marks(text))).trim_matches(['*', ':', '"', '“', '”', ' ']));
    let low = lower(&name);
    let fits = (1..=6).contains(&word_count(&name))
        && name.chars().count() >= 3
        && name.chars().any(char::is_alphabetic)
        && !name.chars().any(|c| c.is_ascii_digit())
        && !name.contains(['?', '.', ',', ';', '/', '@', '('])
        && (name.starts_with(char::is_uppercase) || super::text::has_cjk(&name))
        && low.chars().count() <= 60;
    fits.then_some(name)
}

/// Whether a name that nothing knows may be a principle's, and not somebody, a remark or the beginning of a clause.
fn may_name(name: &str) -> bool {
    let low = lower(name);
    let article = ["a ", "an ", "the ", "very ", "some "].iter().any(|start| low.starts_with(start));
    !has_any(&low, OF_TALK) && !is_office(&low) && !article
}

/// "Honesty: what's the last thing …": on the line before the question's own words, or in these.
fn before(question: &FoundQuestion, unit: &Unit) -> Option<Lead> {
    let asks = |rest: &str, own: bool| {
        word_count(rest) >= 3 && (own || language::opener(rest).is_some() || has_question_mark(rest))
    };
    let line = if unit.words <= LONGEST_LINE { unit.text.as_str() } else { "" };
    for text in [question.text.as_str(), line] {
        let text = trim_marks(strip_number(trim_marks(text)));
        let first = MARKS.iter().filter_map(|mark| text.find(mark).map(|at| (at, mark.len()))).min();
        let Some((at, mark)) = first else { continue };
        let rest = squeeze(trim_marks(&text[at + mark..]));
        let arrow = text[at..].trim_start().starts_with(['→', '=']) || text[at..].starts_with(" ->");
        let named = name(&text[..at]).filter(|_| arrow || language::opener(&text[..at]).is_none());
        let Some(name) = named else { continue };
        // The question may have been read without the name already.
        let own = question.text.starts_with(&text[..at]);
        if !asks(&rest, own) {
            continue;
        }
        if own || lower(&rest).starts_with(&lower(&question.text)) {
            return Some(Lead { name, rest: own.then_some(rest) });
        }
    }
    None
}

/// "Who on your last show deserved more credit? (No Heroes)": the last bracket of the line.
fn behind(unit: &Unit) -> Option<Lead> {
    if unit.words > LONGEST_LINE {
        return None;
    }
    // "(Disagree early) – what would they say about it?": a follow-up may come after it.
    let line = unit.text.rfind(')').map_or(unit.text.as_str(), |end| {
        let rest = unit.text[end + 1..].trim_start_matches(['*', '_', ' ']);
        if rest.starts_with(['—', '–', '-']) { &unit.text[..=end] } else { &unit.text }
    });
    let (before, inside) = last_bracket(line)?;
    let text = trim_marks(strip_number(&before));
    let asks = has_question_mark(text) || language::opener(text).is_some();
    let clause = language::opener(&inside).is_some();
    (asks && !clause && word_count(text) >= 4)
        .then(|| name(&inside))
        .flatten()
        .map(|name| Lead { name, rest: None })
}

/// Takes back the names of headings where the document has but one that nothing knows: one heading is over questions,
/// several part them by principles. `led` have theirs from their own lines.
pub fn without_lone_headings(
    questions: &mut [(usize, FoundQuestion)],
    led: &[bool],
    principles: &Principles,
    competencies: &[String],
) {
    let known = |name: &String| {
        principles.knows(name) || competencies.contains(name) || principles.own().contains(name)
    };
    let unknown = |question: &FoundQuestion| question.principles.iter().find(|name| !known(name)).cloned();
    // Names on the questions' own lines make a set with the heading.
    if led.contains(&true) && questions.iter().zip(led).any(|((_, q), led)| *led && unknown(q).is_some()) {
        return;
    }
    let all = || questions.iter().zip(led).filter(|(_, led)| !**led);
    let mut names: Vec<String> = all().filter_map(|((_, question), _)| unknown(question)).collect();
    names.sort_unstable();
    names.dedup();
    // "Growth & Learning" is written as a name is.
    let titled = |name: &String| question_topic::is_titled(&name.split_whitespace().collect::<Vec<_>>());
    if names.len() != 1 || titled(&names[0]) {
        return;
    }
    for ((_, question), led) in questions.iter_mut().zip(led) {
        if !led {
            question.principles.retain(|name| *name != names[0]);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::banks::built_in;
    use crate::domain::{catalog::Catalog, profile::Profile};
    use crate::import::document::{Block, BlockKind, Document};

    fn asked(lines: &[&str]) -> Vec<(String, Vec<String>)> {
        let line = |text: &&str| Block::plain(BlockKind::Item { depth: 0, number: None }, *text, 1);
        let mut blocks = vec![Block::plain(BlockKind::Heading(2), "Likely questions", 1)];
        blocks.extend(lines.iter().map(line));
        let document = Document { blocks, ..Document::default() };
        let catalog = Catalog::new(built_in().unwrap(), &Profile::default());
        let draft = crate::import::recognise::recognise(&document, &catalog);
        draft.questions.into_iter().map(|q| (q.text, q.principles)).collect()
    }

    #[test]
    fn names_before_and_behind_questions_are_theirs() {
        let of = |text: &str, name: &str| (text.to_owned(), vec![name.to_owned()]);
        assert_eq!(
            asked(&[
                "Mending Nets - Tell me about a time you repaired something nobody owned.",
                "Steady Hands -> Describe a night that went wrong.",
            ]),
            [
                of("Tell me about a time you repaired something nobody owned.", "Mending Nets"),
                of("Describe a night that went wrong.", "Steady Hands"),
            ]
        );
        let behind = asked(&[
            "Who on your last crew deserved more credit than they got? (No Heroes)",
            "Where did you spend too much, and what did you do? (Own Money)",
            "When did you last tell a customer bad news? (Say It Early)",
        ]);
        assert_eq!(
            behind.iter().map(|(_, names)| names.join("")).collect::<Vec<_>>(),
            ["No Heroes", "Own Money", "Say It Early"]
        );
    }

    #[test]
    fn one_heading_that_nothing_knows_is_no_principle() {
        let found = asked(&["Tell me about a release you blocked.", "When did you last change your mind?"]);
        assert!(found.iter().all(|(_, names)| names.len() <= 1 && names.iter().all(|n| n != "Likely")));
    }
}
