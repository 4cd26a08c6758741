//! The principles a question stands under: beside it, on the line or heading above, or in its words.

use crate::import::draft::FoundQuestion;

use super::context::Context;
use super::language;
use super::meaning::{self, Reading, Sentence};
use super::principles::Principles;
use super::question_text::Cleaned;
use super::settled;
use super::tags;
use super::text::{has_question_mark, lower, trim_marks, word_count};
use super::units::Unit;

/// The question's principles: named beside it, else by the line or heading above, else in its words.
pub fn principles_of(
    cleaned: &Cleaned,
    context: &Context,
    units: &[Unit],
    principles: &Principles,
    label: Option<usize>,
) -> Vec<String> {
    let mut names = cleaned.principles.clone();
    // A line above that is nearer than the heading that named a principle.
    let nearer = label.filter(|at| context.principle_unit.is_none_or(|named| named < *at));
    if names.is_empty()
        && let Some(at) = nearer
    {
        names = principles.named(&units[at].text);
        if names.is_empty() {
            names.extend(topic_of(&units[at]));
        }
    }
    if names.is_empty() {
        names = context.principles.to_vec();
    }
    if names.is_empty() {
        names = principles.mentioned(&cleaned.text);
    }
    if names.is_empty() {
        names.extend(topic(context, units));
    }
    names.truncate(2);
    names
}

/// For each unit the line above it that labels a run of questions, where the model reads one as a heading
/// that is none in form.
pub fn labels_above(
    units: &[Unit],
    contexts: &[Context],
    sentences: &[Sentence],
    readings: &[Reading],
) -> Vec<Option<usize>> {
    let mut first = vec![meaning::Label::Other; units.len()];
    for (sentence, reading) in sentences.iter().zip(readings).rev() {
        first[sentence.unit] = reading.label;
    }
    let mut out = vec![None; units.len()];
    let mut open: Option<usize> = None;
    for (n, unit) in units.iter().enumerate() {
        let short = unit.words <= 9 && !unit.mark && !unit.is_cell() && !unit.is_field();
        let asks_next = (n + 1..units.len().min(n + 3))
            .any(|at| matches!(first[at], meaning::Label::Question | meaning::Label::Probe));
        if unit.is_heading() || unit.words > 30 && first[n] != meaning::Label::Question {
            open = None;
        }
        if first[n] == meaning::Label::Heading && short && asks_next {
            open = Some(n);
        } else if contexts[n].heads && !asks_next {
            open = None;
        } else {
            out[n] = open.filter(|at| *at < n);
        }
    }
    out
}

/// Words of headings that name no competency.
#[rustfmt::skip]
const GENERAL: &[&str] = &[
    "questions", "question", "interview", "interviews", "behavioral", "behavioural", "behavior",
    "examples", "example", "sample", "common", "top", "most", "asked", "frequently", "list", "general",
    "practice", "prep", "preparation", "part", "section", "other", "misc", "more", "bank", "the", "of",
    "for", "about", "to", "star", "amazon", "google", "meta", "microsoft", "and", "answers", "answer",
    "q", "a", "based", "round", "competency", "situational", "basic", "advanced", "additional", "popular",
    "typical", "core", "potential", "possible", "my", "your", "leadership principles", "principles",
    "stories", "preguntas", "fragen", "perguntas", "introduction", "in", "on", "at", "by", "or", "from",
    "as", "is", "how", "what", "bq", "an", "high", "best", "overview", "guide", "notes", "company",
    "manager", "hr", "phone", "screen", "onsite", "technical", "with", "previous", "earlier", "rounds", "last", "year", "these", "rotate",
    "opening", "closing", "behaviour", "behaviours", "value", "values", "warm-up", "warmup", "intro", "motivation", "them", "might", "throw", "me", "qs", "possibles", "zum", "üben",
    "entrenar", "para", "practicar", "treinar", "pra", "posibles", "possíveis", "mögliche", "typische", "practise", "new", "time", "times", "day", "today", "yesterday", "week", "month", "years", "night", "set", "some", "one", "few", "usable", "useful", "use", "used", "interviewer", "interviewers", "asks", "ask", "candidate", "first", "second", "next", "here", "template", "format", "formato", "respuesta", "resposta", "antwort", "réponse", "weak", "strong", "good", "bad", "great", "it", "stands", "pick", "that", "this", "come", "up", "often", "will", "be", "can", "could", "i", "we", "you", "got", "heard", "saved", "found", "copied",
    "likely", "prompts", "prompt", "things", "stuff", "types", "type", "bits", "ones", "asks", "four", "five", "six", "three", "two",
    "algunas", "algunos", "unas", "otras", "otros", "más", "quelques", "autres", "einige", "weitere", "mehr", "algumas", "outras", "mais", "las", "los", "les", "die", "der", "das", "de", "da", "do", "du", "des", "old", "asked", "past", "previously", "real",
];

/// A short heading that no bank knows stands for a principle of the person's own.
fn topic(context: &Context, units: &[Unit]) -> Option<String> {
    for &at in context.path.iter().rev() {
        let unit = &units[at];
        if matches!(unit.kind, crate::import::document::BlockKind::Heading(1)) {
            return None;
        }
        if let Some(name) = topic_of(unit) {
            return Some(name);
        }
    }
    None
}

/// Words that say that a heading is over questions rather than a name.
#[rustfmt::skip]
const OF_LISTS: &[&str] = &[
    "questions", "question", "interview", "interviews", "examples", "example", "sample", "list", "practice", "prep", "preparation", "part", "section", "bank",
    "answers", "answer", "round", "rounds", "stories", "overview", "guide", "notes", "company", "manager", "hr", "screen", "onsite", "technical", "opening", "closing",
    "introduction", "warm-up", "warmup", "motivation", "asked", "asks", "ask", "heard", "copied", "found", "saved", "misc", "other", "more", "general", "behavioral", "behavioural",
    "principles", "values", "competency", "star", "situational", "template", "behaviour", "behaviours", "format", "candidate", "interviewer", "day", "week", "year", "today",
];

/// Whether words with capitals are a name as a whole: "Bad News First", "ONE TEAM".
pub(super) fn is_titled(words: &[&str]) -> bool {
    let small =
        ["the", "of", "to", "a", "for", "on", "in", "and", "is", "it", "by", "with", "before", "over"];
    (2..=5).contains(&words.len())
        && words.first().is_some_and(|word| word.starts_with(char::is_uppercase))
        && words.iter().all(|word| {
            let low = lower(word.trim_matches(|c: char| !c.is_alphanumeric()));
            (word.starts_with(char::is_uppercase) || *word == "&" || small.contains(&low.as_str()))
                && !OF_LISTS.contains(&low.as_str())
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '&'))
        })
        && words.iter().any(|word| !GENERAL.contains(&lower(word).as_str()))
}

/// Words by which a heading is a clause and no name: "Questions they have used before".
#[rustfmt::skip]
const OF_CLAUSES: &[&str] = &[
    "they", "he", "she", "have", "has", "had", "been", "were", "was", "are", "said", "told", "gave", "sent", "likes", "wants", "want", "expect",
    "sie", "haben", "hat", "wurden", "ils", "elles", "ont", "ellos", "han", "eles", "elas", "têm", "foram",
];

/// "4.4 Making it simpler" without its number.
fn without_section(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let head = &text[..text.len() - rest.len()];
    if head.contains('.') && head.starts_with(|c: char| c.is_ascii_digit()) {
        rest.trim_start()
    } else {
        text
    }
}

/// "Block A – Safety first" without what numbers it.
fn without_block(text: &str) -> &str {
    #[rustfmt::skip]
    const BLOCKS: &[&str] = &[
        "block", "part", "teil", "section", "thema", "theme", "competency", "value", "set", "bloc", "bloque", "bloco", "parte", "partie", "area", "bereich", "principle", "behaviour",
    ];
    let Some((head, rest)) = [" – ", " — ", " - ", ": "].iter().find_map(|mark| text.split_once(mark))
    else {
        return text;
    };
    let words: Vec<&str> = head.split_whitespace().collect();
    let numbered =
        words.len() == 2 && BLOCKS.contains(&lower(words[0]).as_str()) && words[1].chars().count() <= 3;
    if numbered { rest.trim_start() } else { text }
}

/// The principle of the person's own that a heading or a line above questions names.
fn topic_of(unit: &Unit) -> Option<String> {
    let text = trim_marks(super::text::strip_number(trim_marks(&unit.text)))
        .trim_end_matches([':', '：', '*', '-', ' ']);
    let bare = text.trim_start_matches(['-', '–', '=', ' ']);
    let text = without_block(without_section(bare));
    let numbered = text.len() < bare.len();
    // How lists mark what follows on the question above; a sentence and a remark with its label are no names.
    let sentence = unit.text.trim_end().ends_with(['.', '!']) || text.contains(": ");
    if text.starts_with('^') || sentence {
        return None;
    }
    if text.is_empty()
        || word_count(text) > 7
        || has_question_mark(text)
        || language::opener(text).is_some() && !numbered
        || text.chars().any(|c| c.is_ascii_digit())
    {
        return None;
    }
    if ["質問", "面接", "问题", "面试", "問題"].iter().any(|word| text.contains(word)) {
        return None;
    }
    // "(GUEST FIRST)" is a name; "Teamwork (asked last year)" has one.
    let inside = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let text = inside.unwrap_or_else(|| text.split(['(', '（', '[', '|']).next().unwrap_or(text)).trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    if is_titled(&words) {
        return Some(words.join(" "));
    }
    let meat = |w: &&str| {
        let low = lower(w);
        let bare = low.trim_matches(|c: char| !c.is_alphanumeric());
        bare.chars().any(char::is_alphabetic) && !GENERAL.contains(&bare)
    };
    if words.iter().any(|word| OF_CLAUSES.contains(word)) {
        return None;
    }
    let first = words.iter().position(meat)?;
    let last = words.iter().rposition(meat)?;
    // "Teamwork questions" heads questions on teamwork; "Front up" and "Learn every day" are names as they stand.
    let around = words[..first].iter().chain(&words[last + 1..]);
    let of_list = around.clone().any(|word| {
        let low = lower(word.trim_matches(|c: char| !c.is_alphanumeric()));
        OF_LISTS.contains(&low.as_str()) && !matches!(low.as_str(), "day" | "week" | "year" | "today")
    });
    let name = if of_list || around.count() > 2 { words[first..=last].join(" ") } else { words.join(" ") };
    // A clause that somebody jotted down is no name.
    if name.starts_with(char::is_lowercase) && (word_count(&name) > 2 || name.contains([',', '+', ';'])) {
        return None;
    }
    (word_count(&name) <= 6 && !name.contains(['.', '!', '"'])).then_some(name)
}

/// The question's names as the document's guide or list gives them in full: "aware" for "We are aware of others".
pub fn settle(question: &mut FoundQuestion, principles: &Principles, competencies: &[String]) {
    let mut names: Vec<String> = Vec::new();
    for name in std::mem::take(&mut question.principles) {
        let bare = settled::without_note(&name);
        let whole = settled::listed(&bare, competencies).or_else(|| {
            if principles.knows(&bare) { None } else { settled::listed(&bare, principles.own()) }
        });
        match whole {
            Some(whole) => names.push(super::text::strip_number(whole).to_owned()),
            // "Build / Return" heads questions under either.
            None if !principles.knows(&bare) && bare.split(" / ").all(|half| principles.knows(half)) => {
                names.extend(bare.split(" / ").map(str::to_owned));
            }
            None => names.push(bare),
        }
    }
    names.dedup();
    names.truncate(2);
    question.principles = names;
}

/// "V4 When did …", "V2/V3 * Describe …": a question under the code that the document explains, and without it; `line`
/// is all that stands with it.
pub fn by_code(question: &mut FoundQuestion, line: &str, principles: &Principles) {
    // What is a code itself stands for its name.
    for name in &mut question.principles {
        if let Some(meant) = principles.code(name).map(str::to_owned) {
            *name = meant;
        }
    }
    if let Some((rest, meant)) = tags::ends_with_code(&question.text, principles) {
        (question.principles, question.text) = (vec![meant], rest.to_owned());
        return;
    }
    if let Some(meant) = tags::opens_with_code(line, principles) {
        question.principles = vec![meant];
    }
    let Some((head, rest)) = question.text.split_once(' ') else { return };
    // "OW/5": the fifth of them.
    let codes = head
        .split(['/', '+', ',', '&'])
        .filter(|code| !code.is_empty() && !code.bytes().all(|byte| byte.is_ascii_digit()));
    let named: Vec<String> = codes
        .clone()
        .map(|code| code.trim_matches(['[', ']', '(', ')', ':', '.', ';', '*']))
        .map_while(|code| principles.code(code).map(str::to_owned))
        .collect();
    if named.is_empty() || named.len() < codes.count() || word_count(rest) < 3 {
        return;
    }
    // The code beside it is nearer than any heading.
    question.principles = named;
    question.principles.truncate(2);
    question.text = rest.trim_start_matches(['*', '-', '–', ':', ';', ' ', '>', '/', '|']).to_owned();
}
