//! The candidate's own stories, by the labels of their sections: inline, nested, as headings, in code.

use crate::domain::story::cut_off;
use crate::import::document::BlockKind;
use crate::import::draft::FoundStory;

use super::context::Context;
use super::halves::halves;
use super::heading_kind::{HeadingKind, classify};
use super::language::{self, Opener};
use super::principles::Principles;
use super::question_text::{Label as TextLabel, clean, split_label};
use super::star::{self, StarPart};
use super::story_checks::{defines, holds_nothing, is_tags, only_names, plain_part};
use super::story_headings::{holder, holds_a_story, slot, sounds_like};
use super::story_title;
use super::text::{has_question_mark, lower, squeeze, strip_number, trim_marks, unquote, word_count};
use super::units::Unit;

/// Most words of a title that its story's labels are nested below.
const LONGEST_TITLE: usize = 32;

/// The names of the four sections, in order.
pub const SECTIONS: [&str; 4] = ["situation", "task", "action", "result"];

#[derive(Debug, Default)]
struct Open {
    /// The unit of the first label.
    start: usize,
    units: Vec<usize>,
    before: String,
    parts: [String; 4],
    current: Option<usize>,
    labelled: [bool; 4],
    letters_only: bool,
}

impl Open {
    fn add(&mut self, text: &str) {
        let text = plain_part(text);
        if text.is_empty() {
            return;
        }
        if let Some(at) = self.current {
            let part = &mut self.parts[at];
            if !part.is_empty() {
                part.push('\n');
            }
            part.push_str(&text);
        }
    }

    fn has(&self, at: usize) -> bool {
        self.labelled[at]
    }
}

/// Finds the stories; marks the units they take.
pub fn find(
    units: &[Unit],
    contexts: &[Context],
    principles: &Principles,
    taken: &mut [bool],
) -> Vec<FoundStory> {
    let mut done: Vec<Open> = Vec::new();
    let mut open: Option<Open> = None;
    let labels = halves(units.len(), |range| {
        let tells = |n: usize| !tells_no_story(contexts[n].heading_kind) || holds_a_story(n, units, contexts);
        range.map(|n| if tells(n) { star::labels(&units[n].text) } else { Vec::new() }).collect()
    });
    for ((n, unit), labels) in units.iter().enumerate().zip(labels) {
        if unit.is_cell() || unit.is_field() {
            done.extend(open.take());
            continue;
        }
        if labels.is_empty() {
            go_on(&mut open, &mut done, n, units, contexts);
        } else {
            take_labels(&labels, &mut open, &mut done, n, unit, units);
        }
    }
    done.extend(open);
    let mut stories = Vec::new();
    for story in done {
        if let Some(found) = finish(&story, units, contexts, principles) {
            for &n in &story.units {
                taken[n] = true;
            }
            stories.push((story.start, found));
        }
    }
    title_only(&mut stories, units, contexts, taken, principles);
    stories.sort_by_key(|(n, _)| *n);
    stories.into_iter().map(|(_, story)| story).collect()
}

fn tells_no_story(heading_kind: Option<HeadingKind>) -> bool {
    matches!(
        heading_kind,
        Some(
            HeadingKind::StarMethod
                | HeadingKind::Template
                | HeadingKind::BadExamples
                | HeadingKind::Tips
                | HeadingKind::Donts
                | HeadingKind::LookingFor
                | HeadingKind::Requirements
                | HeadingKind::AskThem
                | HeadingKind::Format
                | HeadingKind::Boilerplate
        )
    )
}

fn take_labels(
    labels: &[(usize, star::Label)],
    open: &mut Option<Open>,
    done: &mut Vec<Open>,
    n: usize,
    unit: &Unit,
    units: &[Unit],
) {
    let text = unit.text.as_str();
    let lead = text[..labels[0].0].trim();
    for (i, (at, label)) in labels.iter().enumerate() {
        let end = labels.get(i + 1).map_or(text.len(), |(next, _)| *next);
        let body = text[at + label.len..end].trim();
        let slot = slot(label.part);
        // Stories often follow each other without a heading: a section that was told already begins the
        // next.
        let afresh = match label.part {
            StarPart::Situation | StarPart::SituationTask => {
                open.as_ref().is_some_and(|o| o.has(0) || o.has(2) || o.has(3))
            }
            StarPart::Task => open.as_ref().is_some_and(|o| o.has(1) && o.has(2) || o.has(3)),
            StarPart::Action => {
                open.as_ref().is_some_and(|o| o.has(3) && !o.parts[3].is_empty() && !same_place(o, n, units))
            }
            StarPart::Result | StarPart::Learning => false,
        };
        if afresh {
            done.extend(open.take());
        }
        if open.is_none() {
            if label.part == StarPart::Learning {
                continue;
            }
            *open = Some(Open {
                start: n,
                before: if i == 0 { lead.to_owned() } else { String::new() },
                letters_only: true,
                ..Open::default()
            });
        }
        let Some(story) = open.as_mut() else { continue };
        if i == 0 && !lead.is_empty() && story.start != n {
            story.add(lead);
        }
        story.letters_only &= label.letter;
        story.current = Some(slot);
        story.labelled[slot] = true;
        story.add(body);
        if label.part == StarPart::SituationTask {
            story.labelled[1] = true;
            if story.parts[1].is_empty() {
                story.parts[1] = plain_part(body);
            }
        }
        if story.units.last() != Some(&n) {
            story.units.push(n);
        }
    }
}

fn same_place(open: &Open, n: usize, units: &[Unit]) -> bool {
    let first = &units[open.start];
    first.is_code() && units[n].block == first.block
}

/// A unit without a label: part of the open story, or its end.
fn go_on(open: &mut Option<Open>, done: &mut Vec<Open>, n: usize, units: &[Unit], contexts: &[Context]) {
    let Some(story) = open.as_mut() else { return };
    let (unit, first) = (&units[n], &units[story.start]);
    if ends_story(story, unit, first, &contexts[n], n, units) {
        done.extend(open.take());
        return;
    }
    story.add(&unit.text);
    story.units.push(n);
}

fn ends_story(story: &Open, unit: &Unit, first: &Unit, context: &Context, n: usize, units: &[Unit]) -> bool {
    if first.is_code() != unit.is_code() || first.is_code() && unit.block != first.block {
        return true;
    }
    if unit.is_code() {
        let text = unit.text.as_str();
        return lower(text).starts_with("why good")
            || lower(text).contains("bad answer")
            || unit.text.is_empty();
    }
    if unit.is_heading() {
        return true;
    }
    if context.names && context.heads
        || unit.quote < first.quote
        || (context.heads && classify(&unit.text).is_some() && !unit.is_item())
    {
        return true;
    }
    // Labels in a paragraph below a list's item stand deeper than they seem.
    let above = unit.depth <= first.depth || unit.italic || unit.bold || first.is_paragraph();
    if asks(unit) && above {
        return true;
    }
    if !unit.is_item()
        && (unit.bold_lead().is_some_and(|lead| lead.trim_end().ends_with([':', '：']))
            || split_label(&unit.text).is_some())
    {
        return true;
    }
    if unit.is_item() {
        return unit.depth < first.depth
            || (unit.depth == first.depth
                && first.is_item()
                && story.has(3)
                && !story.parts[3].is_empty()
                && starts_another(n, units));
    }
    // A paragraph of its own after the result is no longer the story.
    let own = unit.block != units[n - 1].block;
    own && story.current == Some(3) && !story.parts[3].is_empty()
}

/// An item at the labels' own depth that has labels of its own below it.
fn starts_another(n: usize, units: &[Unit]) -> bool {
    units.get(n + 1).is_some_and(|next| star::label(&next.text).is_some_and(|l| slot(l.part) == 0))
}

fn asks(unit: &Unit) -> bool {
    if let Some((TextLabel::Question, rest)) = split_label(&unit.text) {
        return word_count(&rest) >= 3
            && (has_question_mark(&rest) || language::opener(unquote(&rest)).is_some());
    }
    let text = trim_marks(strip_number(unquote(&unit.text)));
    match language::opener(text) {
        Some(Opener::Telling) => word_count(text) >= 4,
        Some(Opener::Imperative) if unit.italic => word_count(text) >= 4,
        Some(_) => {
            has_question_mark(text) && (language::speaks_to_you(&lower(text)) || unit.italic || unit.bold)
        }
        None => unit.italic && has_question_mark(text),
    }
}

fn finish(story: &Open, units: &[Unit], contexts: &[Context], principles: &Principles) -> Option<FoundStory> {
    let filled: Vec<usize> = (0..4).filter(|&i| !story.parts[i].is_empty()).collect();
    let labelled = story.labelled.iter().filter(|l| **l).count();
    // A lone word such as "Situation" may be no label: a single section has to be told at length.
    let alone = filled == [0] && !story.letters_only && word_count(&story.parts[0]) >= 8;
    if filled.is_empty()
        || labelled < 2 && !alone
        || filled.len() < 2 && !(alone || word_count(&story.parts[filled[0]]) >= 6)
    {
        return None;
    }
    if !story.has(0) && !story.has(1) || defines(&story.parts) || holds_nothing(&story.parts) {
        return None;
    }
    let [situation, task, action, result] = story.parts.clone();
    let (mut title, question) = title_and_question(story, units, contexts, principles);
    if title.is_empty() {
        title = story_title::from_words(&situation, &task, &action, &result);
    }
    let mut missing: Vec<String> =
        (0..4).filter(|&i| story.parts[i].is_empty()).map(|i| SECTIONS[i].to_owned()).collect();
    if let Some(&last) = filled.last()
        && cut_off(&story.parts[last], &story.parts)
    {
        missing.push(SECTIONS[last].to_owned());
    }
    Some(FoundStory {
        title,
        question,
        principles: story_principles(story.start, units, contexts, principles),
        situation,
        task,
        action,
        result,
        missing,
        line: units[story.start].line,
        ..FoundStory::default()
    })
}

/// What stands above the first label: the story's title and the question it answers.
fn title_and_question(
    story: &Open,
    units: &[Unit],
    contexts: &[Context],
    principles: &Principles,
) -> (String, String) {
    let start = story.start;
    let (mut title, mut question) = (title_of(&story.before), String::new());
    let mut depth = units[start].depth;
    let path = &contexts[start].path;
    let floor = path.iter().rev().find(|&&at| units[at].is_heading()).copied();
    for n in (0..start).rev().take(30) {
        let unit = &units[n];
        if unit.is_code() || unit.is_cell() || unit.is_field() || floor.is_some_and(|f| n < f) {
            break;
        }
        // Tags and "Principles: …" stand between a title and its story.
        let passed = units[n + 1..start]
            .iter()
            .all(|between| says_about_itself(between) || is_tags(between, principles));
        let direct = passed || unit.depth < depth || path.contains(&n) || n + 2 == start && !title.is_empty();
        if !direct {
            if unit.is_heading() || contexts[n].heads {
                break;
            }
            continue;
        }
        depth = depth.min(unit.depth);
        if is_tags(unit, principles) && !unit.is_heading() {
            continue;
        }
        if asks(unit) || contexts[n].heads && unit.mark {
            if question.is_empty() {
                question = clean(&unit.text, principles).text;
            }
            break;
        }
        // "Ballast (Ownership / Dive Deep)" is a title with tags, "Ownership" a principle's heading.
        let bare = principles.take_tags(&unit.text).0;
        if contexts[n].names && !principles.named(&bare).is_empty() {
            break;
        }
        // A long line that the labels stand below heads them all the same.
        let above = unit.is_item() && units[start].depth > unit.depth && unit.words <= LONGEST_TITLE;
        if title.is_empty()
            && (above || !unit.is_paragraph_of_prose())
            && !says_about_itself(unit)
            && !is_tags(unit, principles)
        {
            title = heading_title(&bare);
            let form = classify(&bare) == Some(HeadingKind::Template);
            if title.is_empty() && (form || sounds_like(classify(&bare))) {
                title = title_of(&bare);
            }
        }
        if unit.is_heading() {
            break;
        }
    }
    // Sections that are headings themselves have their title in the heading that holds them; a heading
    // that says "Story" gives it in any case.
    if title.is_empty()
        && let Some(&at) = path.iter().rev().find(|&&at| units[at].is_heading())
        && !contexts[at].names
        && !asks(&units[at])
        && !units[at].mark
        && (units[start].is_heading() || is_called_story(&units[at].text))
    {
        title = heading_title(&units[at].text);
    }
    if title.is_empty()
        && sounds_like(contexts[start].heading_kind)
        && let Some(at) = holder(start, units, contexts)
    {
        title = title_of(&principles.take_tags(&units[at].text).0);
    }
    if title.is_empty()
        && question.is_empty()
        && let Some(&at) = path.iter().rev().find(|&&at| units[at].is_heading())
        && !contexts[at].names
        && (matches!(units[start].kind, BlockKind::Heading(_))
            || !matches!(units[at].kind, BlockKind::Heading(1)))
    {
        if asks(&units[at]) || units[at].mark {
            question = clean(&units[at].text, principles).text;
        } else {
            title = heading_title(&units[at].text);
        }
    }
    (title, question)
}

/// "Story #1: The late boats".
fn is_called_story(text: &str) -> bool {
    let low = lower(trim_marks(text));
    ["story", "star story", "geschichte", "historia", "história", "histoire"].iter().any(|word| {
        low.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', ':', '#']) && rest.contains(':'))
    })
}

/// "Duration: …", "Best for: …": facts about a story, not its name.
fn says_about_itself(unit: &Unit) -> bool {
    let text = unit.text.trim_start_matches(['*', '_']);
    let Some((before, after)) = text.split_once([':', '：']) else { return false };
    let names_it = ["story", "stroy", "title", "example", "scenario", "titel", "título", "历史", "故事"]
        .iter()
        .any(|w| lower(before).starts_with(w));
    !unit.is_heading()
        && word_count(before) <= 4
        && !names_it
        && (unit.bold_lead().is_some() || !after.trim().is_empty() && unit.depth == 0)
}

impl Unit {
    fn is_paragraph_of_prose(&self) -> bool {
        word_count(&self.text) > 16
            || (self.is_paragraph()
                && !self.bold
                && !self.italic
                && super::text::ends_sentence(&self.text)
                && !self.text.ends_with(':'))
    }
}

/// A heading as a title; empty if it only says that a story or an answer follows.
pub fn heading_title(text: &str) -> String {
    let title = title_of(text);
    let title = title
        .split(['(', '（'])
        .next()
        .filter(|t| word_count(t) <= 3 && classify(t).is_some())
        .map_or(title.clone(), |t| t.trim().to_owned());
    let general = classify(&title).is_some_and(|s| !matches!(s, HeadingKind::Moments | HeadingKind::Donts))
        && word_count(&title) <= 4;
    if general { String::new() } else { title }
}

/// A title without "Story #1:", "Title -", "e.g.", brackets and quotes.
pub fn title_of(text: &str) -> String {
    let mut text =
        trim_marks(strip_number(trim_marks(text))).trim_end_matches([':', '：', ' ', '-', '–']).to_owned();
    for _ in 0..5 {
        let before = text.clone();
        let low = lower(&text);
        for word in [
            "star story",
            "story title",
            "story",
            "stroy",
            "title",
            "example",
            "e.g.",
            "eg.",
            "historia",
            "geschichte",
            "titel",
            "título",
            "故事",
            "エピソード",
            "scenario",
        ] {
            if let Some(rest) = low.strip_prefix(word) {
                let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '#'));
                let tail = rest.trim_start_matches([':', '：', '-', '–', '—', '.', ',', ' ']);
                if rest.len() != tail.len() || word.ends_with('.') {
                    // Lower case may change the byte length of a few letters only; count from the end in
                    // characters.
                    let keep = tail.chars().count();
                    let total = squeeze(&text).chars().count();
                    text = squeeze(&text).chars().skip(total.saturating_sub(keep)).collect();
                    break;
                }
            }
        }
        if let Some(inner) = text.strip_prefix('[') {
            text = inner.strip_suffix(']').unwrap_or(inner).to_owned();
        }
        text = trim_marks(unquote(text.trim())).to_owned();
        if text == before {
            break;
        }
    }
    if text.chars().any(char::is_alphabetic) { squeeze(&text) } else { String::new() }
}

/// The principles a story is told for: a "maps to" line above it, else the section's.
fn story_principles(
    start: usize,
    units: &[Unit],
    contexts: &[Context],
    principles: &Principles,
) -> Vec<String> {
    for unit in units[..start].iter().rev().take(8) {
        if !unit.is_heading() && is_tags(unit, principles) {
            let names = only_names(&unit.text, principles);
            if !names.is_empty() {
                return names;
            }
        }
        if let Some((TextLabel::Principle, rest)) = split_label(&unit.text) {
            let names = principles.listed(&rest);
            if !names.is_empty() {
                return names;
            }
        }
        if unit.is_heading() {
            let names = principles.take_tags(&unit.text).1;
            if !names.is_empty() {
                return names;
            }
            break;
        }
    }
    contexts[start].principles.to_vec()
}

/// Where stories stand nested below questions, a short line alone below a question is a story's title.
fn title_only(
    stories: &mut Vec<(usize, FoundStory)>,
    units: &[Unit],
    contexts: &[Context],
    taken: &mut [bool],
    principles: &Principles,
) {
    let nested = stories.iter().any(|(n, s)| !s.question.is_empty() && units[*n].depth > 0);
    if !nested {
        return;
    }
    for n in 1..units.len() {
        let (unit, above) = (&units[n], &units[n - 1]);
        let fits = !taken[n]
            && unit.is_item()
            && unit.depth > above.depth
            && asks(above)
            && !asks(unit)
            && !taken[n - 1];
        let words = unit.words;
        let told = contexts[n]
            .heading_kind
            .is_none_or(|s| matches!(s, HeadingKind::Questions | HeadingKind::Stories));
        if !fits
            || !told
            || !(2..=14).contains(&words)
            || unit.mark
            || unit.text.ends_with('.') && words > 8
            || split_label(&unit.text).is_some()
        {
            continue;
        }
        // A line that goes on with labels below was taken with them.
        let goes_on = |next: &Unit| {
            next.depth > unit.depth
                || next.block == unit.block
                || next.depth == unit.depth && star::label(&next.text).is_some()
        };
        if units.get(n + 1).is_some_and(goes_on) && taken.get(n + 1) == Some(&true) {
            continue;
        }
        taken[n] = true;
        let missing = SECTIONS.iter().map(|s| (*s).to_owned()).collect();
        let question = clean(&above.text, principles).text;
        let story = FoundStory {
            title: title_of(&unit.text),
            question,
            principles: contexts[n].principles.to_vec(),
            missing,
            line: unit.line,
            ..FoundStory::default()
        };
        stories.push((n, story));
    }
}
