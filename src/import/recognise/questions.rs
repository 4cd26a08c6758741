//! Practice questions as they stand in the text, with their principles and follow-ups.

use std::collections::HashMap;

use crate::import::draft::{FoundQuestion, FoundText, Origin};

use super::ask_them::AskThem;
use super::context::Context;
use super::halves::halves;
use super::heading_kind::HeadingKind;
use super::language::{self, Opener};
use super::meaning::{self, Reading, Sentence};
use super::principles::Principles;
use super::question_parts::{one_by_one, placeholder, quotes_a_question, told_of, within, without_repeats};
use super::question_text::{Cleaned, Label, clean, lettered};
use super::question_topic::{labels_above, principles_of};
use super::signs;
use super::text::{begins_with_any, has_any, has_cjk, has_question_mark, trim_marks, word_count};
use super::units::Unit;

/// The questions, questions to ask and notes that were found.
#[derive(Clone, Debug, Default)]
pub struct QuestionFinds {
    /// Practice questions, each with the unit it stands in.
    pub questions: Vec<(usize, FoundQuestion)>,
    /// Questions for the candidate to ask.
    pub ask_them: Vec<(usize, FoundText)>,
    /// Notes below these.
    pub notes: Vec<FoundText>,
}

/// How far the model has to be from a question before its word outweighs the form's, and how near before it is
/// believed against it. Chosen on the building part of the corpus.
const VETO: i32 = -36;
const BELIEVED: i32 = 0;

/// The same where a sentence of a letter tells what is asked.
const TOLD_OF: i32 = -70;

/// What the model says of a unit: of all its sentences together.
pub(super) struct UnitMargins {
    /// How far [`meaning::Label::Question`] stands out in the sentence that is most a question.
    pub(super) question: i32,
    probe: i32,
    pub(super) ask_them: i32,
    pub(super) sentences: std::ops::Range<usize>,
}

/// Finds the questions in the units that no story has taken.
pub fn find(
    units: &[Unit],
    contexts: &[Context],
    taken: &[bool],
    principles: &Principles,
    sentences: &[Sentence],
    readings: &[Reading],
    said: &[UnitMargins],
) -> QuestionFinds {
    let mut found = QuestionFinds::default();
    let mut asked_by: HashMap<usize, usize> = HashMap::new();
    let labels = labels_above(units, contexts, sentences, readings);
    let mut features: Option<meaning::Features<'_>> = None;
    let make = || meaning::Features::new(sentences, units, contexts, principles);
    let read = halves(units.len(), |range| {
        let asks = |n: usize| {
            let (unit, context) = (&units[n], &contexts[n]);
            let other = taken[n] || unit.is_cell() || unit.is_field();
            let modelled = said[n].question > BELIEVED || said[n].probe > BELIEVED;
            if other
                || unit.low.starts_with("note to self")
                || context.heading_kind == Some(HeadingKind::AskThem)
                || !modelled && !may_ask(unit, context)
            {
                return None;
            }
            let cleaned = clean(&unit.text, principles);
            let why = judge(unit, context, &cleaned, in_a_run(n, units));
            Some((cleaned, why))
        };
        range.map(asks).collect()
    });
    let theirs = AskThem { units, contexts, sentences, readings };
    for ((n, unit), read) in units.iter().enumerate().zip(read) {
        if taken[n] || unit.is_cell() || unit.is_field() {
            continue;
        }
        let (context, said) = (&contexts[n], &said[n]);
        let to_ask = theirs.whole(unit, said);
        let listed = context.heading_kind == Some(HeadingKind::AskThem) && said.question <= -VETO;
        if listed || to_ask && (context.heading_kind != Some(HeadingKind::Questions) || said.ask_them > -VETO)
        {
            let took = theirs.take(n, to_ask, &mut found.ask_them, &mut found.notes);
            if took || listed {
                continue;
            }
        }
        // A paragraph may say in one of its sentences what will be asked.
        theirs.within(n, said, &mut found.ask_them);
        let (cleaned, why) = match read {
            Some(read) => read,
            None if listed => continue,
            None if context.heading_kind == Some(HeadingKind::AskThem) => {
                (clean(&unit.text, principles), None)
            }
            None => continue,
        };
        if tag_line(&cleaned, unit, context, &mut found, principles) {
            continue;
        }
        let heard = Heard { unit, said, why, sentences, readings };
        let (formal, parts) = heard.parts(cleaned, principles);
        for (mut cleaned, probes) in parts.into_iter().flat_map(|part| one_by_one(part, principles)) {
            if let Some((name, rest)) =
                principles.own_lead(&cleaned.text).filter(|(_, rest)| language::opener(rest).is_some())
            {
                let name = name.to_owned();
                let rest = rest.to_owned();
                cleaned = clean(&rest, principles);
                cleaned.principles = vec![name];
            }
            if translates(n, unit, &cleaned, units, &found) || words_already(&found, &cleaned) {
                continue;
            }
            let under = parent(n, unit, context, units, &asked_by);
            let close = found.questions.last().is_some_and(|(at, _)| n - at <= 6);
            let probe = cleaned.label == Some(Label::Probe)
                || below_follow_ups(unit, &cleaned, context, units)
                || (under.is_some() && is_probe(&cleaned) && !(unit.bold && unit.is_paragraph()))
                || probes > BELIEVED && close && (formal.is_none() || probes == i32::MAX);
            if probe {
                let at = under.unwrap_or(found.questions.len().wrapping_sub(1));
                if let Some((_, question)) = found.questions.get_mut(at) {
                    question.probes.push(cleaned.text);
                    continue;
                }
            }
            let names = principles_of(&cleaned, context, units, principles, labels[n]);
            asked_by.insert(n, found.questions.len());
            found.questions.push((
                n,
                FoundQuestion {
                    text: cleaned.text,
                    principles: names,
                    origin: Origin::Asked,
                    line: unit.line,
                    why: formal.map_or_else(
                        || reads_as_question(&said.sentences, readings, &mut features, &make),
                        str::to_owned,
                    ),
                    ..FoundQuestion::default()
                },
            ));
        }
    }
    found.questions = without_repeats(found.questions);
    found
}

/// A unit that may ask, with what its form and the model say of it.
struct Heard<'a> {
    unit: &'a Unit,
    said: &'a UnitMargins,
    /// Why its form makes it a question, if it does.
    why: Option<&'static str>,
    sentences: &'a [Sentence],
    readings: &'a [Reading],
}

impl Heard<'_> {
    /// Why its form makes it a question, where the model does not say plainly that it is none; and the
    /// questions in it, each with how far it stands out as a follow-up. A paragraph asks in some of its
    /// sentences; a line or an item asks as a whole.
    fn parts(
        &self,
        cleaned: Cleaned,
        principles: &Principles,
    ) -> (Option<&'static str>, Vec<(Cleaned, i32)>) {
        let (said, surely) = (self.said, cleaned.label == Some(Label::Question));
        let formal = self.why.filter(|_| surely || said.question > VETO || said.probe > VETO);
        if formal.is_some() {
            return (formal, vec![(cleaned, said.probe)]);
        }
        if said.sentences.len() == 1 {
            let modelled = said.question > BELIEVED || said.probe > BELIEVED;
            let parts = if modelled { within(&self.unit.text, said.probe, principles) } else { Vec::new() };
            return (None, parts);
        }
        let parts = said.sentences.clone().flat_map(|at| {
            let probe = self.readings[at].margin(meaning::Label::Probe);
            let question = self.readings[at].margin(meaning::Label::Question);
            // What somebody is quoted to have asked needs less of the model's word.
            let text = &self.sentences[at].text;
            let quoted = question > VETO && quotes_a_question(text);
            let doubtful = question > TOLD_OF && question <= BELIEVED && !quoted;
            if let Some(told) = if doubtful { told_of(text) } else { None } {
                return vec![(clean(told, principles), probe)];
            }
            if question > BELIEVED || probe > BELIEVED || quoted {
                within(text, probe, principles)
            } else {
                Vec::new()
            }
        });
        (None, parts.collect())
    }
}

/// Why the model reads a question there, in words for the person.
fn reads_as_question<'a>(
    sentences: &std::ops::Range<usize>,
    readings: &[Reading],
    features: &mut Option<meaning::Features<'a>>,
    make: &impl Fn() -> meaning::Features<'a>,
) -> String {
    let label = meaning::Label::Question;
    let most = sentences.clone().max_by_key(|&at| readings[at].margin(label)).unwrap_or(sentences.start);
    let told = meaning::why(most, label, features.get_or_insert_with(make));
    if told.is_empty() { "reads as a question".to_owned() } else { format!("reads as a question: {told}") }
}

pub(super) fn margins_by_unit(
    units: usize,
    sentences: &[Sentence],
    readings: &[Reading],
) -> Vec<UnitMargins> {
    let none = || UnitMargins { question: i32::MIN, probe: i32::MIN, ask_them: i32::MIN, sentences: 0..0 };
    let mut out: Vec<UnitMargins> = (0..units).map(|_| none()).collect();
    for (at, (sentence, reading)) in sentences.iter().zip(readings).enumerate() {
        let said = &mut out[sentence.unit];
        said.question = said.question.max(reading.margin(meaning::Label::Question));
        said.probe = said.probe.max(reading.margin(meaning::Label::Probe));
        said.ask_them = said.ask_them.max(reading.margin(meaning::Label::AskThem));
        let first = if said.sentences.is_empty() { at } else { said.sentences.start };
        said.sentences = first..at + 1;
    }
    out
}

/// A cheap look before the careful one: most lines of a long file neither open nor end as a question does.
fn may_ask(unit: &Unit, context: &Context) -> bool {
    let (text, low) = (unit.text.as_str(), unit.low.as_str());
    let tagged = text.contains(['#', '[', '【', '(', '（', '{']);
    let anything = context.heading_kind == Some(HeadingKind::Questions) || unit.italic || tagged;
    let opens = unit.hints(if anything { signs::OPENS } else { signs::TELLS });
    if !(opens || text.contains(['?', '？', '#']) || unit.hints(signs::LABEL | signs::WHEN) || lettered(low))
    {
        return false;
    }
    tagged
        || text.contains(['?', '？', '"', '“', '「', '：'])
        || text
            .get(..text.len().min(48))
            .map_or(text.contains(':'), |head| head.contains([':', '-', '–', '.', ')']))
        || language::opener(trim_marks(super::text::strip_number(text))).is_some()
}

/// What a fragment says that asks for a telling.
#[rustfmt::skip]
pub const WHEN: &[&str] = &[
    "time when", "time you", "situation when", "situation where", "when you", "where you", "you had", "you were", "you've",
];

/// "Tags: ownership" below a question names its principle.
fn tag_line(
    cleaned: &Cleaned,
    unit: &Unit,
    context: &Context,
    found: &mut QuestionFinds,
    principles: &Principles,
) -> bool {
    let hashes = unit.text.starts_with('#') || unit.text.split(' ').all(|w| w.starts_with('#'));
    if cleaned.label != Some(Label::Principle) && !hashes {
        return false;
    }
    // "## Principle: Ownership" is for what stands below it.
    if unit.is_heading() {
        return true;
    }
    let mut names = principles.named(&cleaned.text);
    if names.is_empty() {
        names = principles.listed(&cleaned.text.replace(['#', '-', '_'], " "));
    }
    names.truncate(2);
    if names.is_empty() {
        return cleaned.label == Some(Label::Principle) && !has_question_mark(&cleaned.text);
    }
    if let Some((at, question)) = found.questions.last_mut() {
        let close = unit.line.saturating_sub(question.line) <= 6
            && (context.path.contains(at) || context.heading_kind != Some(HeadingKind::Stories));
        if close {
            question.principles = names;
        }
    }
    true
}

/// Whether a question unit is one, and why, in words for the person.
fn judge(unit: &Unit, context: &Context, cleaned: &Cleaned, run: bool) -> Option<&'static str> {
    let (text, low, words) = (cleaned.text.as_str(), cleaned.low.as_str(), cleaned.words);
    if !(2..=120).contains(&words)
        || matches!(cleaned.label, Some(Label::Answer | Label::Principle))
        || unit.spans.iter().all(|s| s.struck)
    {
        return None;
    }
    let (opener, mark) = (cleaned.opener, cleaned.mark);
    // The label is believed, except in an FAQ, which answers, and in a form with gaps to fill.
    if cleaned.label == Some(Label::Question)
        && words >= 2
        && (opener.is_some() || mark || words >= 4 && !unit.is_heading())
        && context.heading_kind != Some(HeadingKind::Faq)
        && !text.contains('[')
    {
        return Some("labelled as a question");
    }
    if text.ends_with([':', '：']) && !mark
        || language::invites(low)
        || placeholder(text)
        || (mark && super::boilerplate::schedules(text))
    {
        return None;
    }
    let you = language::speaks_to_you(low);
    let first_person = has_any(low, &["i", "i'm", "i've", "my", "we", "our", "me"]);
    let telling =
        opener == Some(Opener::Telling) || (opener == Some(Opener::Imperative) && imperative_asks(low));
    let listed =
        unit.is_item() || cleaned.numbered || cleaned.quoted || unit.is_heading() || unit.bold || unit.italic;
    match elsewhere(unit, context, cleaned) {
        Verdict::Yes(why) => return Some(why),
        Verdict::No => return None,
        Verdict::Open => {}
    }
    if telling && words >= 3 && !(unit.is_paragraph() && words > 70) {
        return Some(if unit.italic {
            "italic line that asks to be told"
        } else {
            "asks to be told of something"
        });
    }
    let questions =
        context.heading_kind == Some(HeadingKind::Questions) || (run && context.heading_kind.is_none());
    let marked_you = mark && you && opener.is_some();
    if language::asks_as_i(low) {
        return None;
    }
    if questions && (listed || unit.is_code() || mark && ends_in_mark(text)) {
        if first_person && !you && !mark {
            return None;
        }
        if mark && (opener.is_some() || listed || words <= 8 && ends_in_mark(text)) {
            return Some("question in a list of questions");
        }
        return fragment(unit, cleaned).then_some("line of a list of questions");
    }
    if !cleaned.principles.is_empty() && (unit.is_heading() || listed) && (opener.is_some() || mark) {
        return Some("names its principle in brackets");
    }
    // A story asks in passing: below one a question has to be set apart.
    let answers = context.heading_kind == Some(HeadingKind::Stories);
    if marked_you
        && ends_in_mark(text)
        && (listed || unit.is_code() || !context.principles.is_empty())
        && !(answers && !unit.is_heading() && !cleaned.quoted && !cleaned.numbered)
    {
        return Some(if unit.is_heading() {
            "heading that asks"
        } else {
            "asks the reader about themselves"
        });
    }
    let in_list = listed && !answers && mark && ends_in_mark(text);
    if in_list && !context.principles.is_empty() && opener.is_some() && !unit.is_heading() {
        return Some("question below a principle");
    }
    if in_list && opener == Some(Opener::Fragment) && words >= 2 {
        return Some("question without a verb");
    }
    let why = begins_with_any(
        low,
        &["why do you want", "why this", "why our", "why us", "why are you", "why should we"],
    );
    if why && ends_in_mark(text) {
        return Some("asks for a reason");
    }
    (opener == Some(Opener::Fragment)
        && unit.italic
        && !context.principles.is_empty()
        && !unit.is_paragraph()
        && words >= 4
        && you)
        .then_some("italic line below a principle")
}

/// What a section says of a line in it.
enum Verdict {
    /// It is a question, and why.
    Yes(&'static str),
    No,
    /// The section does not decide.
    Open,
}

/// The verdict in sections that are no place for questions.
fn elsewhere(unit: &Unit, context: &Context, cleaned: &Cleaned) -> Verdict {
    let (text, words, opener, mark) = (cleaned.text.as_str(), cleaned.words, cleaned.opener, cleaned.mark);
    let you = language::speaks_to_you(&cleaned.low);
    match context.heading_kind {
        Some(HeadingKind::Boilerplate | HeadingKind::BadExamples | HeadingKind::Template) => Verdict::No,
        Some(
            HeadingKind::Tips
            | HeadingKind::Donts
            | HeadingKind::LookingFor
            | HeadingKind::Requirements
            | HeadingKind::Faq
            | HeadingKind::Format
            | HeadingKind::StarMethod
            | HeadingKind::Moments
            | HeadingKind::Notes,
        ) => {
            // Such sections quote questions and ask the reader: only a plain "Tell me …" counts.
            let sure = opener == Some(Opener::Telling)
                && begins_with_any(
                    &cleaned.low,
                    &[
                        "tell me",
                        "tell us",
                        "describe a",
                        "give me",
                        "walk me",
                        "have you ever",
                        "can you tell",
                        "cuéntame",
                        "erzählen",
                    ],
                )
                || (opener == Some(Opener::Telling) && has_cjk(text));
            let by_principle = matches!(context.heading_kind, Some(HeadingKind::Tips | HeadingKind::Notes))
                && !context.principles.is_empty()
                && mark
                && you
                && (cleaned.quoted || unit.italic);
            let set_apart = !unit.is_paragraph() || cleaned.quoted || words <= 40;
            if sure && words >= 4 && set_apart || by_principle {
                Verdict::Yes("asks to tell of a time")
            } else {
                Verdict::No
            }
        }
        _ => Verdict::Open,
    }
}

/// Whether the items beside this one ask as well: a list of questions without a heading that says so.
fn in_a_run(n: usize, units: &[Unit]) -> bool {
    let unit = &units[n];
    let listed = |u: &Unit| u.is_item() || super::text::strip_number(&u.text) != u.text;
    let asks = |i: usize| {
        units.get(i).is_some_and(|u| listed(u) && u.depth == unit.depth && u.mark && ends_in_mark(&u.text))
    };
    listed(unit)
        && asks(n)
        && ((1..=2).filter(|d| asks(n + d)).count() + (1..=2).filter(|&d| n >= d && asks(n - d)).count()) >= 2
}

fn ends_in_mark(text: &str) -> bool {
    let end = text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', ']', '」', ' ', '.', '!']);
    end.ends_with(['?', '？'])
        || text.rsplit_once('?').is_some_and(|(_, tail)| {
            matches!(language::opener(tail), Some(Opener::Telling | Opener::Imperative))
                || word_count(tail) <= 14
        })
}

fn fragment(unit: &Unit, cleaned: &Cleaned) -> bool {
    let (low, words, opener) = (cleaned.low.as_str(), cleaned.words, cleaned.opener);
    let asks = matches!(opener, Some(Opener::Word | Opener::Verb | Opener::Fragment | Opener::Imperative));
    let says_when = has_any(low, WHEN);
    if has_any(low, &["i"]) && !has_any(low, &["you"]) {
        return false;
    }
    (asks && words >= 2 || says_when) && words <= 45 && !unit.is_heading()
        || cleaned.quoted && words >= 3 && asks
}

/// An imperative asks for a telling when it speaks of the other's own doing.
fn imperative_asks(low: &str) -> bool {
    has_any(
        low,
        &[
            "you",
            "your",
            "yourself",
            "you've",
            "a time",
            "an example",
            "a situation",
            "a decision",
            "a goal",
            "a project",
        ],
    )
}

/// The question this unit stands below, as an index into what was found.
fn parent(
    n: usize,
    unit: &Unit,
    context: &Context,
    units: &[Unit],
    asked: &HashMap<usize, usize>,
) -> Option<usize> {
    if let Some(at) = context.path.iter().rev().find_map(|at| asked.get(at)) {
        return Some(*at);
    }
    if unit.is_heading() {
        return None;
    }
    // The nearest shallower item or line above, if it is a question.
    let above = (0..n).rev().take(40).find(|&i| units[i].depth < unit.depth || units[i].is_heading())?;
    if !units[above].is_item() && !units[above].is_heading() || !unit.is_item() {
        return None;
    }
    asked.get(&above).copied()
}

/// Below a question a further question is a follow-up, unless it asks for another telling.
fn is_probe(cleaned: &Cleaned) -> bool {
    cleaned.opener != Some(Opener::Telling) || cleaned.words <= 6
}

fn below_follow_ups(unit: &Unit, cleaned: &Cleaned, context: &Context, units: &[Unit]) -> bool {
    cleaned.label != Some(Label::Question)
        && context.path.last().is_some_and(|&at| {
            if units[at].quote != unit.quote {
                return false;
            }
            let low = units[at].low.as_str();
            has_any(
                low,
                &[
                    "follow-up",
                    "follow-ups",
                    "follow up",
                    "follow ups",
                    "followup",
                    "followups",
                    "probes",
                    "probing",
                    "追问",
                    "nachfragen",
                    "seguimiento",
                ],
            ) && units[at].words <= 6
        })
}

/// A quoted line in another script below a question says the same again.
fn translates(n: usize, unit: &Unit, cleaned: &Cleaned, units: &[Unit], found: &QuestionFinds) -> bool {
    let Some((at, last)) = found.questions.last() else { return false };
    let near = n > *at
        && n - *at <= 2
        && (unit.quote > units[*at].quote || unit.block == units[*at].block || unit.italic);
    near && has_cjk(&cleaned.text) != has_cjk(&last.text)
}

/// A line that goes on with the question above it is no second one.
fn words_already(found: &QuestionFinds, cleaned: &Cleaned) -> bool {
    found
        .questions
        .last()
        .is_some_and(|(_, last)| last.text == cleaned.text && last.principles == cleaned.principles)
}
