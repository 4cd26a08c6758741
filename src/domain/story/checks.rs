//! What to look at again in a story while it is written: one table of rules, each with its reason and a place in the text.
//!
//! A rule sees words, not meaning: it asks, and the person answers by writing or by "true as it stands". The word lists
//! are in `signs.rs`. How often the rules are right on stories that nobody who wrote them has read is measured by
//! `cargo test --test stories`.

use std::ops::Range;
use std::time::Duration;

use strum::EnumCount;

use super::super::alike::similarity;
use super::super::countdown::clock;
use super::super::star::{Budget, Section};
use super::super::tunables::{LONG_SHARE, SHORT_SHARE};
use super::signs;
use super::{STILL_ALIKE, Stands, Story};

/// A rule that a story is checked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumCount)]
pub enum Rule {
    /// Nothing is written in a section.
    Missing,
    /// A section stops in mid-sentence.
    CutOff,
    /// The result has no number, share, money or time.
    NoNumber,
    /// The result of a story about people does not say who would confirm it.
    NoWitness,
    /// The action says "we" more often than "I".
    We,
    /// The action names no decision and no trade-off.
    NoChoice,
    /// A word that takes back what it says.
    Hedge,
    /// A section takes longer to tell than is planned for it.
    Long,
    /// The action is told in a fraction of its planned time.
    Short,
    /// A detail that another company should perhaps not hear.
    Confidential,
}

/// What the rules look at besides the story.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The time that an answer has.
    pub budget: Budget,
    /// Names and figures that the person does not want to say.
    pub private: &'a [String],
}

/// Something to look at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The rule that asks.
    pub rule: Rule,
    /// The section it is about.
    pub section: Section,
    /// The place in the section's text, in bytes; the whole of it where the rule is about all of it.
    pub place: Range<usize>,
    /// What is seen, with figures and their units.
    pub seen: String,
    /// The text it is about: of a word the word, else the section.
    pub about: String,
}

impl Remark {
    /// The answer "true as it stands".
    pub fn stands(&self) -> Stands {
        Stands { rule: self.rule.id().to_owned(), section: Some(self.section), about: self.about.clone() }
    }
}

/// A row of the table.
struct Row {
    rule: Rule,
    id: &'static str,
    /// Why it is worth a look, in one sentence.
    why: &'static str,
    /// Whether it goes by English words, so that it holds in English texts alone.
    english: bool,
    find: fn(&Story, &Given<'_>, &mut Vec<Remark>),
}

/// The rules, in the order their remarks are shown.
const RULES: [Row; Rule::COUNT] = [
    Row {
        rule: Rule::Missing,
        id: "missing",
        why: "A story is told in four sections; without this one it is not complete.",
        english: false,
        find: missing,
    },
    Row {
        rule: Rule::CutOff,
        id: "cut-off",
        why: "It seems to stop in mid-sentence; the end is still in your head.",
        english: false,
        find: cut_off,
    },
    Row {
        rule: Rule::NoNumber,
        id: "no-number",
        why: "A result is believed when it has a measure: a number, a share, money or time.",
        english: true,
        find: no_number,
    },
    Row {
        rule: Rule::NoWitness,
        id: "no-witness",
        why: "Where people or honesty are the point: what changed, and who would say so?",
        english: true,
        find: no_witness,
    },
    Row {
        rule: Rule::We,
        id: "we",
        why: "The interviewer hires you; they need to hear what you did.",
        english: true,
        find: we,
    },
    Row {
        rule: Rule::NoChoice,
        id: "no-choice",
        why: "Judgement shows in what you chose, and in what you gave up for it.",
        english: true,
        find: no_choice,
    },
    Row {
        rule: Rule::Hedge,
        id: "hedge",
        why: "It takes back what it says. Say it plainly, or leave it out.",
        english: true,
        find: hedges,
    },
    Row {
        rule: Rule::Long,
        id: "long",
        why: "What is over the plan here is taken from another section, or from the follow-ups.",
        english: false,
        find: long,
    },
    Row {
        rule: Rule::Short,
        id: "short",
        why: "So little is told in one breath; is there a detail that makes it real?",
        english: false,
        find: short,
    },
    Row {
        rule: Rule::Confidential,
        id: "confidential",
        why: "Another company should perhaps not hear it. Say what kind of thing it was instead.",
        english: false,
        find: confidential,
    },
];

impl Rule {
    /// All of them, in the order their remarks are shown.
    pub fn all() -> impl Iterator<Item = Self> {
        RULES.iter().map(|row| row.rule)
    }

    fn row(self) -> &'static Row {
        &RULES[self as usize]
    }

    /// The word it is stored under.
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// Whether an answer about one text holds for another: of a word only for the same word, of a section as long as it is
    /// much the same.
    pub fn is_same(self, answered: &str, about: &str) -> bool {
        let is_word = matches!(self, Self::Hedge | Self::Confidential);
        answered == about || !is_word && similarity(answered, about) >= STILL_ALIKE
    }

    /// Why it is worth a look, in one sentence.
    pub fn why(self) -> &'static str {
        self.row().why
    }
}

/// What to look at again, by rule and section, without what the person answered.
pub fn remarks(story: &Story, given: &Given<'_>) -> Vec<Remark> {
    let mut found = all_remarks(story, given);
    found.retain(|remark| !story.is_answered(remark.rule, Some(remark.section), &remark.about));
    found
}

/// The same, with what the person answered.
pub fn all_remarks(story: &Story, given: &Given<'_>) -> Vec<Remark> {
    let english = signs::is_english(&story.sections.0.join(" "));
    let mut found = Vec::new();
    for row in RULES.iter().filter(|row| english || !row.english) {
        (row.find)(story, given, &mut found);
    }
    found
}

/// A remark about the whole of a section.
fn of_section(story: &Story, rule: Rule, section: Section, seen: String) -> Remark {
    let text = &story.sections[section];
    Remark { rule, section, place: 0..text.len(), seen, about: text.clone() }
}

fn missing(story: &Story, _: &Given<'_>, found: &mut Vec<Remark>) {
    for section in Section::ALL {
        if story.is_blank(section) {
            let seen = format!("{section}: nothing is written yet.");
            found.push(of_section(story, Rule::Missing, section, seen));
        }
    }
}

fn cut_off(story: &Story, _: &Given<'_>, found: &mut Vec<Remark>) {
    for section in Section::ALL {
        let text = story.sections[section].trim_end();
        if story.is_blank(section) || !story.cut_off(section) {
            continue;
        }
        let from = text.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
        let seen = format!("{section} ends with “…{}”.", text[from..].trim_start());
        let place = from..text.len();
        found.push(Remark { place, ..of_section(story, Rule::CutOff, section, seen) });
    }
}

fn no_number(story: &Story, _: &Given<'_>, found: &mut Vec<Remark>) {
    if !story.is_blank(Section::Result) && !is_about_people(story) && !story.has_measure() {
        let seen = "Result: no number, share, money or time.".to_owned();
        found.push(of_section(story, Rule::NoNumber, Section::Result, seen));
    }
}

fn no_witness(story: &Story, _: &Given<'_>, found: &mut Vec<Remark>) {
    let text = &story.sections[Section::Result];
    if !story.is_blank(Section::Result) && is_about_people(story) && !signs::has_witness(text) {
        let seen = "Result: nobody says that it changed.".to_owned();
        found.push(of_section(story, Rule::NoWitness, Section::Result, seen));
    }
}

fn we(story: &Story, _: &Given<'_>, found: &mut Vec<Remark>) {
    let (i, we) = signs::i_and_we(&story.sections[Section::Action]);
    if we > i {
        let seen = format!("Action: “we” {we} ×, “I” {i} ×.");
        found.push(of_section(story, Rule::We, Section::Action, seen));
    }
}

fn no_choice(story: &Story, _: &Given<'_>, found: &mut Vec<Remark>) {
    let text = &story.sections[Section::Action];
    if !story.is_blank(Section::Action) && !signs::has_choice(text) {
        let seen = "Action: no decision or trade-off is named.".to_owned();
        found.push(of_section(story, Rule::NoChoice, Section::Action, seen));
    }
}

fn hedges(story: &Story, _: &Given<'_>, found: &mut Vec<Remark>) {
    for (section, text) in story.sections.iter() {
        found.extend(signs::hedges(text).into_iter().map(|place| at(text, section, place, Rule::Hedge)));
    }
}

fn confidential(story: &Story, given: &Given<'_>, found: &mut Vec<Remark>) {
    for (section, text) in story.sections.iter() {
        let places = signs::confidential(text, given.private);
        found.extend(places.into_iter().map(|place| at(text, section, place, Rule::Confidential)));
    }
}

/// A remark about a word of a section.
fn at(text: &str, section: Section, place: Range<usize>, rule: Rule) -> Remark {
    let word = &text[place.clone()];
    Remark { rule, section, seen: format!("{section}: “{word}”."), about: word.to_owned(), place }
}

fn long(story: &Story, given: &Given<'_>, found: &mut Vec<Remark>) {
    lengths(story, given, |_, spoken, planned| spoken > planned * LONG_SHARE, Rule::Long, found);
}

/// Asked of the action alone: a task may be one sentence, an action that is one has left out what was done.
fn short(story: &Story, given: &Given<'_>, found: &mut Vec<Remark>) {
    let is_short = |section, spoken, planned| section == Section::Action && spoken < planned * SHORT_SHARE;
    lengths(story, given, is_short, Rule::Short, found);
}

fn lengths(
    story: &Story,
    given: &Given<'_>,
    is_off: impl Fn(Section, f64, f64) -> bool,
    rule: Rule,
    found: &mut Vec<Remark>,
) {
    let planned = given.budget.planned_secs();
    for section in given.budget.shares.structure().sections().iter().copied() {
        let (spoken, plan) = (story.spoken(section), Duration::from_secs(planned[section].into()));
        let written = !story.is_blank(section);
        if written && is_off(section, spoken.as_secs_f64(), plan.as_secs_f64()) {
            let seen =
                format!("{section}: about {} of {} planned.", clock(spoken.as_secs()), clock(plan.as_secs()));
            found.push(of_section(story, rule, section, seen));
        }
    }
}

/// Whether all principles that it can be told for are about people or honesty.
fn is_about_people(story: &Story) -> bool {
    !story.principles.is_empty() && story.principles.iter().all(|name| signs::is_about_people(name))
}

#[cfg(test)]
#[path = "checks_tests.rs"]
mod tests;
