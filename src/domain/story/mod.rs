//! The candidate's own examples, in Situation, Task, Action and Result: what is written, how long it takes to tell.

pub mod checks;
pub mod lengths;
pub mod prompts;
pub(in crate::domain) mod signs;
pub mod telling;

use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};

/// What a story without a title is headed by.
pub const UNTITLED: &str = "Untitled story";

/// What a story's opening sentence is headed by where it is written out.
pub const OPENING: &str = "First sentence";

/// What its people and numbers are headed by there.
pub const REMEMBER: &str = "People and numbers";

/// The line that says there that it is retired.
pub const RETIRED: &str = "Retired: yes";

/// Words spoken in a minute (design, section 3.4): what audiobook readers and newsreaders keep to.
pub const WORDS_A_MINUTE: usize = 150;

/// The most versions that are kept of a story; the oldest goes first.
pub const MOST_VERSIONS: usize = 20;

/// What is changed within so many minutes of the change before belongs to one sitting, and makes no version.
pub const SITTING_MINUTES: i64 = 10;

/// An answer to a check holds while the text it was about stays this much alike ([`super::alike::similarity`]).
const STILL_ALIKE: f64 = 0.5;

use super::star::{PerSection, Section};
use super::text::{ends_sentence, has_cjk, lower, word_count};

/// One example from the person's own working life, ready to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its own id, which is also the stem of its file's name.
    pub id: String,
    /// What the person calls it.
    pub title: String,
    /// The names of the principles it can be told for.
    pub principles: Vec<String>,
    /// The question it was written for, if any.
    pub question: Option<String>,
    /// The text of each section; empty where nothing is written yet.
    pub sections: PerSection<String>,
    /// The sentence it is begun with.
    pub opening: String,
    /// People and numbers worth remembering.
    pub remember: String,
    /// Whether it is not to be told any more. It is kept, and can be taken back.
    pub retired: bool,
    /// The checks that the person answered "true as it stands".
    pub stands: Vec<Stands>,
    /// What it was before each sitting, the oldest first.
    pub versions: Vec<Version>,
    /// When it was last changed.
    pub changed: DateTime<FixedOffset>,
    /// When what it says was last changed: title, opening or a section.
    pub said: DateTime<FixedOffset>,
}

/// A check that the person answered "true as it stands".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    /// The id of the check's rule ([`checks::Rule::id`]).
    pub rule: String,
    /// The section it was about; `None` for the story as a whole.
    pub section: Option<Section>,
    /// The text it was about, as it then was.
    pub about: String,
}

/// What a story said at some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// When that was written.
    pub written: DateTime<FixedOffset>,
    /// The title.
    pub title: String,
    /// The opening sentence.
    pub opening: String,
    /// The sections.
    pub sections: PerSection<String>,
}

impl Story {
    /// The title, or what is shown of a story that has none.
    pub fn shown_title(&self) -> &str {
        if self.title.trim().is_empty() { UNTITLED } else { &self.title }
    }

    /// An empty story with this id.
    pub fn new(id: String, changed: DateTime<FixedOffset>) -> Self {
        Self {
            id,
            title: String::new(),
            principles: Vec::new(),
            question: None,
            sections: PerSection::default(),
            opening: String::new(),
            remember: String::new(),
            retired: false,
            stands: Vec::new(),
            versions: Vec::new(),
            changed,
            said: changed,
        }
    }

    /// The sections that are still to be written: nothing is in them, or they stop in mid-sentence. One of which the
    /// person said that it stands is none.
    pub fn missing(&self) -> Vec<Section> {
        let is_open = |section: Section| {
            let rule = if self.is_blank(section) {
                checks::Rule::Missing
            } else if self.cut_off(section) {
                checks::Rule::CutOff
            } else {
                return false;
            };
            !self.is_answered(rule, Some(section), &self.sections[section])
        };
        Section::ALL.into_iter().filter(|section| is_open(*section)).collect()
    }

    /// Whether it can be told: all that it needs is written, and it is not retired.
    pub fn is_complete(&self) -> bool {
        !self.retired && self.missing().is_empty()
    }

    /// Whether nothing is written in a section, or only that something is to be: "TBD", "…".
    pub fn is_blank(&self, section: Section) -> bool {
        signs::is_placeholder(&self.sections[section])
    }

    /// Whether its result has a number, a share, money or a length of time.
    pub fn has_measure(&self) -> bool {
        let result = &self.sections[Section::Result];
        signs::has_measure(result) || !signs::is_english(result) && result.contains(char::is_numeric)
    }

    /// Whether a section stops in mid-sentence.
    pub fn cut_off(&self, section: Section) -> bool {
        cut_off(&self.sections[section], &self.sections.0)
    }

    /// Whether it can be told for the principle of this name.
    pub fn tells(&self, principle: &str) -> bool {
        self.principles.iter().any(|p| p == principle)
    }

    /// How long a section takes to tell.
    pub fn spoken(&self, section: Section) -> Duration {
        speaking_time(&self.sections[section])
    }

    /// How long the four sections take to tell.
    pub fn spoken_whole(&self) -> Duration {
        Section::ALL.into_iter().map(|section| self.spoken(section)).sum()
    }

    /// All its words, for a search.
    pub fn words(&self) -> String {
        let sections = self.sections.0.join("\n");
        let question = self.question.as_deref().unwrap_or_default();
        [self.title.as_str(), &self.principles.join("\n"), question, &self.opening, &sections, &self.remember]
            .join("\n")
    }

    /// Whether the person answered this check "true as it stands", of a text much like the one there is now.
    pub fn is_answered(&self, rule: checks::Rule, section: Option<Section>, about: &str) -> bool {
        let holds = |stands: &Stands| {
            stands.rule == rule.id() && stands.section == section && rule.is_same(&stands.about, about)
        };
        self.stands.iter().any(holds)
    }

    /// This story as it is to be kept when it is rewritten as `new` at `now`: with the first change of a sitting, what
    /// it said until then becomes a version.
    #[must_use]
    pub fn rewritten(&self, new: Self, now: DateTime<FixedOffset>) -> Self {
        let mut new = Self { changed: now, said: self.said, ..new };
        let says_another =
            self.title != new.title || self.opening != new.opening || self.sections != new.sections;
        if says_another {
            new.said = now;
            if now - self.said >= TimeDelta::minutes(SITTING_MINUTES) {
                new.keep_version(self);
            }
        }
        new
    }

    /// This story as it was in its version with this index, at `now`; what it says now becomes a version.
    #[must_use]
    pub fn restored(&self, version: usize, now: DateTime<FixedOffset>) -> Self {
        let mut new = self.clone();
        let Some(old) = self.versions.get(version) else { return new };
        new.title.clone_from(&old.title);
        new.opening.clone_from(&old.opening);
        new.sections.clone_from(&old.sections);
        (new.changed, new.said) = (now, now);
        new.keep_version(self);
        new
    }

    fn keep_version(&mut self, said: &Self) {
        let is_kept = self.versions.last().is_some_and(|last| {
            last.sections == said.sections && last.opening == said.opening && last.title == said.title
        });
        let mut texts = said.sections.0.iter().chain([&said.opening]);
        let is_empty = texts.all(|text| text.trim().is_empty());
        if is_kept || is_empty {
            return;
        }
        self.versions.push(Version {
            written: said.said,
            title: said.title.clone(),
            opening: said.opening.clone(),
            sections: said.sections.clone(),
        });
        let over = self.versions.len().saturating_sub(MOST_VERSIONS);
        self.versions.drain(..over);
    }
}

/// How long a text takes to tell, at [`WORDS_A_MINUTE`], to the second.
pub fn speaking_time(text: &str) -> Duration {
    Duration::from_secs((word_count(text) * 60 / WORDS_A_MINUTE) as u64)
}

/// The words of a text that another company should perhaps not hear: what the person listed as `private`, code names, what
/// is marked so.
pub fn confidential_in<'a>(text: &'a str, private: &[String]) -> Vec<&'a str> {
    signs::confidential(text, private).into_iter().filter_map(|place| text.get(place)).collect()
}

/// Whether the text stops in mid-sentence; `all` are the sections it stands among.
pub fn cut_off(text: &str, all: &[String; 4]) -> bool {
    let end = text.trim_end();
    if end.ends_with([',', '-', '–', '(']) {
        return true;
    }
    if ends_sentence(end) || has_cjk(end) {
        return false;
    }
    let last = lower(end.rsplit(char::is_whitespace).next().unwrap_or(""));
    if signs::OPEN_ENDS.contains(&last.as_str()) {
        return true;
    }
    // Elsewhere this person ends sentences, and this one is long enough to need it.
    let others: Vec<&String> = all.iter().filter(|p| !p.is_empty() && p.as_str() != text).collect();
    let last_line = end.rsplit('\n').next().unwrap_or(end);
    let is_prose = end.contains(". ") || word_count(last_line) >= 10;
    is_prose
        && word_count(last_line) >= 6
        && others.len() >= 2
        && others.iter().all(|p| p.trim_end().ends_with(['.', '!']))
        && !end.contains('\n')
}

#[cfg(test)]
#[path = "story_tests.rs"]
mod tests;
