//! What the person set: the interview they prepare for, and how they like to rehearse.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use strum::EnumCount;

use super::asked::StageLog;
use super::bank::Bank;
use super::interviews::KeptInterview;
use super::level::Level;
use super::rehearsal::THINK_SECS;
use super::star::Budget;
use super::to_ask::ToAsk;
use super::tunables::KEY_WEIGHT;

/// One step of the interview that is being prepared for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InterviewStage {
    /// Its name, such as "Phone screen".
    pub name: String,
    /// The day, if it is known.
    pub date: Option<NaiveDate>,
    /// How it is held, in the person's words ("video, 45 to 60 min, one interviewer").
    pub format: String,
    /// Its length in minutes, if it is known.
    pub minutes: Option<u32>,
}

/// The target: the interview being prepared for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Target {
    /// The company.
    pub company: String,
    /// The role.
    pub role: String,
    /// The id of the bank whose principles are assessed; `None` leaves it to the enabled banks.
    pub framework: Option<String>,
    /// The steps, in the order they come.
    pub stages: Vec<InterviewStage>,
    /// The key principles by name, with their weight in the draw.
    pub key_principles: BTreeMap<String, f64>,
    /// The level aimed at, as the person set it.
    pub level: Option<Level>,
    /// The level aimed at, under the name that an imported levelling guide has for it.
    pub guide_level: Option<String>,
    /// The ids of the stories that this company has heard in an interview of its own.
    pub heard: BTreeSet<String>,
    /// What to stress in a story when it is told to this company, one line each, by the story's id.
    pub angles: BTreeMap<String, String>,
    /// What the person wants to ask there, and what they changed about the questions that an import or a bank offers.
    pub to_ask: Vec<ToAsk>,
    /// What its stages asked, as it was written down afterwards.
    pub logs: Vec<StageLog>,
    /// The stages about which the person does not want to be asked again, by name and day.
    pub put_off: BTreeSet<(String, Option<NaiveDate>)>,
    /// Whether nothing asks what was asked.
    pub never_logs: bool,
    /// What is typed about a stage, by its name and day, and not saved as questions yet.
    pub asked_drafts: BTreeMap<(String, Option<NaiveDate>), String>,
}

impl Target {
    /// The weight of a key principle unless the person sets another. Others weigh 1.
    pub const KEY_WEIGHT: f64 = KEY_WEIGHT;

    /// The next stage on or after `today` that has a date.
    pub fn next_stage(&self, today: NaiveDate) -> Option<(&InterviewStage, NaiveDate)> {
        self.stages
            .iter()
            .filter_map(|stage| Some((stage, stage.date?)))
            .filter(|&(_, date)| date >= today)
            .min_by_key(|&(_, date)| date)
    }

    /// Whether it was put off to write down what this stage asked.
    pub fn is_put_off(&self, stage: &InterviewStage) -> bool {
        self.put_off.contains(&(stage.name.trim().to_owned(), stage.date))
    }

    /// Puts that off.
    pub fn put_off(&mut self, stage: &InterviewStage) {
        self.put_off.insert((stage.name.trim().to_owned(), stage.date));
    }

    /// A stage that was given another name or day since `before` takes along what it asked.
    pub fn keep_logs_with_stages(&mut self, before: &Self) {
        if self.stages.len() != before.stages.len() {
            return;
        }
        for (old, new) in before.stages.iter().zip(self.stages.clone()) {
            let key = |stage: &InterviewStage| (stage.name.trim().to_owned(), stage.date);
            let (from, to) = (key(old), key(&new));
            if from == to {
                continue;
            }
            for log in self.logs.iter_mut().filter(|log| log.is_of(old)) {
                (log.stage, log.date) = to.clone();
            }
            if let Some(draft) = self.asked_drafts.remove(&from) {
                self.asked_drafts.insert(to.clone(), draft);
            }
            if self.put_off.remove(&from) {
                self.put_off.insert(to);
            }
        }
    }

    /// The ids of the questions that its stages asked.
    pub fn really_asked(&self) -> BTreeSet<&str> {
        let lines = self.logs.iter().flat_map(|log| &log.lines);
        lines.filter_map(|line| line.question.as_deref()).collect()
    }

    /// Company and role, "Northwind, Operations manager"; "Your interview" where neither is known.
    pub fn who(&self) -> String {
        let known: Vec<&str> = [self.company.as_str(), self.role.as_str()]
            .into_iter()
            .filter(|s| !s.trim().is_empty())
            .collect();
        if known.is_empty() { "Your interview".to_owned() } else { known.join(", ") }
    }

    /// The level aimed at: as the person set it, else as the guide's own name for it says.
    pub fn aims_at(&self) -> Option<Level> {
        self.level.or_else(|| Level::of_guide(self.guide_level.as_deref()?))
    }

    /// Whether nothing has been filled in.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The colour theme: light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumCount)]
pub enum Theme {
    /// As the system says, else light.
    #[default]
    System,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Theme {
    /// All three.
    pub const ALL: [Self; Self::COUNT] = [Self::System, Self::Light, Self::Dark];

    /// The word it is stored under.
    pub fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme stored under `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.id() == id)
    }
}

/// Whether and how questions are read aloud.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    /// Whether each question is read aloud when it is asked.
    pub on: bool,
    /// The program that reads, with its arguments; blank for whatever is found on the system.
    pub command: String,
    /// Whether the question stays hidden while it is read, as on a telephone.
    pub hide_question: bool,
}

/// Whether and how answers are recorded, and what writes them down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordSettings {
    /// Whether answers are recorded; off unless the person switches it on.
    pub on: bool,
    /// The microphone's name; blank for the system's own choice.
    pub microphone: String,
    /// Whether headphones are worn: neither cues nor a screen reader are heard in a recording then.
    pub headphones: bool,
    /// The most that recordings may take on the disk, in megabytes.
    pub budget_mb: u32,
    /// The program that writes recordings down, with its arguments; blank for none.
    pub command: String,
    /// Whether that program writes every sound, "um" included.
    pub verbatim: bool,
}

impl RecordSettings {
    /// The smallest and the largest budget that can be set, in megabytes.
    pub const BUDGET_MB: std::ops::RangeInclusive<u32> = 100..=100_000;

    /// The budget in bytes.
    pub fn budget(&self) -> u64 {
        u64::from(self.budget_mb) * 1_000_000
    }
}

impl Default for RecordSettings {
    /// Two gigabytes hold seventeen hours.
    fn default() -> Self {
        Self {
            on: false,
            microphone: String::new(),
            headphones: false,
            budget_mb: 2_000,
            command: String::new(),
            verbatim: false,
        }
    }
}

/// The time a person gives to practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practice {
    /// Minutes a day, [`Practice::MINUTES`].
    pub minutes_a_day: u32,
    /// The days of the week without practice, Monday first.
    pub days_off: [bool; 7],
}

impl Practice {
    /// The fewest and the most minutes a day that can be set.
    pub const MINUTES: std::ops::RangeInclusive<u32> = 5..=240;
    /// The days of the week in the order of `days_off`.
    pub const WEEK: [Weekday; 7] =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

    /// Whether `date` is a day without practice.
    pub fn is_off(&self, date: NaiveDate) -> bool {
        self.days_off[date.weekday().num_days_from_monday() as usize]
    }

    /// The seconds given on `date`.
    pub fn secs_on(&self, date: NaiveDate) -> u64 {
        if self.is_off(date) { 0 } else { u64::from(self.minutes_a_day) * 60 }
    }
}

impl Default for Practice {
    fn default() -> Self {
        Self { minutes_a_day: 30, days_off: [false; 7] }
    }
}

/// How much the stage shows and hurries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each a switch of its own
pub struct Calm {
    /// Seconds to think before an answer, [`Calm::THINK_SECS`]; with none nothing counts down.
    pub think_secs: u32,
    /// Whether the clock stays hidden until the last fifth.
    pub hide_clock: bool,
    /// Whether the principle, and all that names it, stays hidden until the score.
    pub hide_principle: bool,
    /// Whether the lines of the story that is told stay hidden while answering, as in the interview.
    pub hide_outline: bool,
    /// Whether nothing on screen fades or moves.
    pub still: bool,
}

impl Calm {
    /// The fewest and the most seconds to think that can be set.
    pub const THINK_SECS: std::ops::RangeInclusive<u32> = 0..=300;
}

impl Default for Calm {
    fn default() -> Self {
        Self {
            think_secs: THINK_SECS,
            hide_clock: false,
            hide_principle: false,
            hide_outline: false,
            still: false,
        }
    }
}

/// The settings: how the person likes to rehearse.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The seconds of an answer and their shares.
    pub budget: Budget,
    /// Questions in a drill, 1 to 20.
    pub questions: u32,
    /// Follow-ups asked in a drill, 0 to 3.
    pub probes: u32,
    /// The time given to practice, which the plan keeps to.
    pub practice: Practice,
    /// Loudness of the cues, 0 to 1.
    pub volume: f32,
    /// Whether cues are silent; their visual twins stay.
    pub muted: bool,
    /// Whether a chime sounds at each planned section boundary.
    pub boundary_chimes: bool,
    /// Quiet mode: scores are kept but not shown.
    pub quiet: bool,
    /// Light, dark, or as the system.
    pub theme: Theme,
    /// Scale of the whole window, 0.5 to 3.
    pub zoom: f32,
    /// Questions read aloud; off unless the person switches it on.
    pub voice: Voice,
    /// Recordings; off unless the person switches them on.
    pub record: RecordSettings,
    /// How much the stage shows and hurries.
    pub calm: Calm,
}

impl Settings {
    /// The most follow-ups a drill asks.
    pub const MAX_PROBES: u32 = 3;
    /// The most questions a drill has.
    pub const MAX_QUESTIONS: u32 = 20;
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            budget: Budget::default(),
            questions: 4,
            probes: 3,
            practice: Practice::default(),
            volume: 0.6,
            muted: false,
            boundary_chimes: false,
            quiet: false,
            theme: Theme::System,
            zoom: 1.0,
            voice: Voice::default(),
            record: RecordSettings::default(),
            calm: Calm::default(),
        }
    }
}

/// The profile: target, settings, and banks switched on or off.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// The interview being prepared for.
    pub target: Target,
    /// The other interviews that are kept.
    pub kept: Vec<KeptInterview>,
    /// The settings.
    pub settings: Settings,
    /// The ids of the banks that the person switched off.
    pub banks_off: BTreeSet<String>,
    /// The ids of the banks that the person switched on.
    pub banks_on: BTreeSet<String>,
    /// Names and figures that the person does not want to say; a story is checked for them.
    pub private: Vec<String>,
}

impl Profile {
    /// Whether `bank` is asked from. What the person switched stays; else a bank is on unless it is
    /// only offered ([`Bank::optional`]), and the target's framework is on in any case.
    pub fn is_on(&self, bank: &Bank) -> bool {
        let chosen =
            self.banks_on.contains(&bank.id) || self.target.framework.as_deref() == Some(bank.id.as_str());
        !self.banks_off.contains(&bank.id) && (chosen || !bank.optional)
    }

    /// Switches the bank with this id on or off.
    pub fn switch_bank(&mut self, id: &str, on: bool) {
        let (into, out_of) = if on {
            (&mut self.banks_on, &mut self.banks_off)
        } else {
            (&mut self.banks_off, &mut self.banks_on)
        };
        out_of.remove(id);
        into.insert(id.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bank(id: &str, optional: bool) -> Bank {
        Bank { id: id.to_owned(), optional, ..Bank::default() }
    }

    #[test]
    fn an_offered_bank_is_off_until_it_is_chosen() {
        let mut profile = Profile::default();
        assert!(profile.is_on(&bank("mine", false)));
        assert!(!profile.is_on(&bank("role", true)));
        profile.switch_bank("role", true);
        assert!(profile.is_on(&bank("role", true)));
        profile.switch_bank("role", false);
        assert!(!profile.is_on(&bank("role", true)) && profile.banks_on.is_empty());
        profile.switch_bank("mine", false);
        assert!(!profile.is_on(&bank("mine", false)));
    }

    #[test]
    fn the_targets_framework_is_on_unless_it_was_switched_off() {
        let mut profile = Profile::default();
        profile.target.framework = Some("role".to_owned());
        assert!(profile.is_on(&bank("role", true)));
        profile.switch_bank("role", false);
        assert!(!profile.is_on(&bank("role", true)));
    }
}
