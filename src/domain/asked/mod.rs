//! What a real interview asked: written down the morning after, held against what was rehearsed, and weighed in the draw.

pub mod bank;
pub mod call;
pub mod lines;
pub mod nearest;

use std::collections::BTreeSet;

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use strum::EnumCount;

use super::attempt::Attempt;
use super::profile::{InterviewStage, Target};

/// So many days after a stage it is no longer offered to write down what was asked. Own choice: after two weeks little of
/// the wording is left.
const OFFER_DAYS: u64 = 14;
/// Answers of so many days before a stage were preparation for it.
const PREPARED_DAYS: u64 = 60;

/// How an answer went in a real interview, as the person felt it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum Went {
    /// Well.
    Well,
    /// Neither well nor badly.
    SoSo,
    /// Badly.
    Badly,
}

impl Went {
    /// All three.
    pub const ALL: [Self; Self::COUNT] = [Self::Well, Self::SoSo, Self::Badly];

    /// The word it is stored under.
    pub fn id(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::SoSo => "so-so",
            Self::Badly => "badly",
        }
    }

    /// What is stored under `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|went| went.id() == id)
    }

    /// The words shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::SoSo => "so-so",
            Self::Badly => "badly",
        }
    }
}

/// What came of a stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumCount)]
pub enum StageEnd {
    /// Not known yet.
    #[default]
    Unknown,
    /// The next stage.
    Next,
    /// An offer.
    Offer,
    /// It ended there.
    No,
}

impl StageEnd {
    /// All of them.
    pub const ALL: [Self; Self::COUNT] = [Self::Unknown, Self::Next, Self::Offer, Self::No];

    /// The word it is stored under.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Next => "next",
            Self::Offer => "offer",
            Self::No => "no",
        }
    }

    /// What is stored under `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.id() == id)
    }

    /// The words shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "not known yet",
            Self::Next => "on to the next stage",
            Self::Offer => "an offer",
            Self::No => "a no",
        }
    }
}

/// A question of a real interview.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedLine {
    /// As the person remembers it.
    pub text: String,
    /// The id of the bank's question that it was; of the one in "Really asked" where it was none.
    pub question: Option<String>,
    /// The principle it was about, if the person said so.
    pub principle: Option<String>,
    /// The id of the story that was told.
    pub story: Option<String>,
    /// How it went.
    pub went: Option<Went>,
}

/// What one stage of an interview asked.
#[derive(Clone, Debug, PartialEq)]
pub struct StageLog {
    /// The stage's name.
    pub stage: String,
    /// Its day.
    pub date: Option<NaiveDate>,
    /// When it was written down.
    pub written: DateTime<FixedOffset>,
    /// The questions, in the order they were asked.
    pub lines: Vec<AskedLine>,
    /// What came of it.
    pub end: StageEnd,
}

impl StageLog {
    /// Whether it is of this stage.
    pub fn is_of(&self, stage: &InterviewStage) -> bool {
        self.stage.trim() == stage.name.trim() && self.date == stage.date
    }
}

/// The stage about which to ask, once, what was asked: the latest of the last two weeks, from the morning after it on, that
/// has no log and was not put off. A stage has a day and no hour, so it is never asked about on the day itself.
pub fn due(target: &Target, today: NaiveDate) -> Option<&InterviewStage> {
    if target.never_logs {
        return None;
    }
    let first = today.checked_sub_days(Days::new(OFFER_DAYS))?;
    let open = target.stages.iter().filter(|stage| {
        let within = stage.date.is_some_and(|date| first <= date && date < today);
        within && !target.is_put_off(stage) && !target.logs.iter().any(|log| log.is_of(stage))
    });
    open.max_by_key(|stage| stage.date)
}

/// How one question stood to what had been rehearsed before the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prepared {
    /// This very question.
    Question,
    /// Another one about the same principle.
    Principle,
    /// Nothing of it.
    Not,
}

/// How the questions of a log stood to what was rehearsed in the 60 days before the stage, in their order.
pub fn prepared<'a>(log: &StageLog, attempts: impl Iterator<Item = &'a Attempt>) -> Vec<Prepared> {
    let day = log.date.unwrap_or_else(|| log.written.date_naive());
    let first = day.checked_sub_days(Days::new(PREPARED_DAYS)).unwrap_or(day);
    let before = attempts.filter(|attempt| {
        let on = attempt.started.date_naive();
        first <= on && on <= day
    });
    let (mut questions, mut principles) = (BTreeSet::new(), BTreeSet::new());
    for attempt in before {
        questions.extend(attempt.question.id.as_deref());
        principles.insert(attempt.principle.as_str());
    }
    let stood = |line: &AskedLine| {
        if line.question.as_deref().is_some_and(|id| questions.contains(id)) {
            Prepared::Question
        } else if line.principle.as_deref().is_some_and(|name| principles.contains(name)) {
            Prepared::Principle
        } else {
            Prepared::Not
        }
    };
    log.lines.iter().map(stood).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rand::SeedableRng;
    use uuid::Uuid;

    use super::super::attempt::AskedQuestion;
    use super::super::catalog::Catalog;
    use super::super::catalog::tests::bank;
    use super::super::draw::{DrawInput, History, Scope, SeededRng, draw};
    use super::super::profile::Profile;
    use super::super::readiness::Readiness;
    use super::*;

    fn written() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-07-10T08:00:00+02:00").unwrap()
    }

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 7, day).unwrap()
    }

    fn stage(name: &str, date: u32) -> InterviewStage {
        InterviewStage { name: name.to_owned(), date: Some(day(date)), ..InterviewStage::default() }
    }

    fn log(name: &str, date: u32, lines: Vec<AskedLine>) -> StageLog {
        let written = DateTime::parse_from_rfc3339("2026-07-10T08:00:00+02:00").unwrap();
        StageLog { stage: name.to_owned(), date: Some(day(date)), written, lines, end: StageEnd::Unknown }
    }

    #[test]
    fn it_is_offered_from_the_morning_after_until_written_put_off_or_declined() {
        let mut target = Target { stages: vec![stage("Call", 3), stage("Loop", 9)], ..Target::default() };
        let name = |target: &Target, on| due(target, day(on)).map(|stage| stage.name.clone());
        assert_eq!(name(&target, 3), None, "not on the day");
        assert_eq!(name(&target, 4).as_deref(), Some("Call"));
        assert_eq!(name(&target, 10).as_deref(), Some("Loop"), "the latest");
        target.logs.push(log("Loop", 9, Vec::new()));
        assert_eq!(name(&target, 10).as_deref(), Some("Call"));
        target.put_off(&stage("Call", 3));
        assert_eq!(name(&target, 10), None);
        let mut late = Target { stages: vec![stage("Call", 3)], ..Target::default() };
        assert_eq!(name(&late, 17).as_deref(), Some("Call"));
        assert_eq!(name(&late, 18), None, "after two weeks");
        late.never_logs = true;
        assert_eq!(name(&late, 4), None);
    }

    #[test]
    fn a_stage_that_is_renamed_or_moved_takes_its_log_along() {
        let before = Target {
            stages: vec![stage("Call", 3), stage("Loop", 9)],
            logs: vec![log("Call", 3, Vec::new())],
            ..Target::default()
        };
        let mut after = Target { stages: vec![stage("Phone screen", 4), stage("Loop", 9)], ..before.clone() };
        after.keep_logs_with_stages(&before);
        assert!(after.logs[0].is_of(&after.stages[0]));
        assert_eq!(due(&after, day(5)), None, "it is not asked again");
        let mut fewer = Target { stages: vec![stage("Loop", 9)], ..before.clone() };
        fewer.keep_logs_with_stages(&before);
        assert_eq!(fewer.logs, before.logs);
    }

    #[test]
    fn what_was_asked_is_held_against_what_was_rehearsed_before() {
        let line = |question: Option<&str>, principle: &str| AskedLine {
            question: question.map(str::to_owned),
            principle: Some(principle.to_owned()),
            ..AskedLine::default()
        };
        let lines = vec![line(Some("q-1"), "A"), line(Some("q-2"), "A"), line(None, "B"), line(None, "C")];
        let log = log("Loop", 9, lines);
        let attempt = |id: &str, principle: &str, on: &str| {
            let question = AskedQuestion { id: Some(id.to_owned()), text: String::new() };
            let at = DateTime::parse_from_rfc3339(&format!("2026-{on}T20:00:00+02:00")).unwrap();
            Attempt::new(Uuid::nil(), question, principle.to_owned(), at)
        };
        let attempts =
            [attempt("q-1", "A", "07-01"), attempt("q-7", "B", "03-01"), attempt("q-8", "C", "07-10")];
        let stood = prepared(&log, attempts.iter());
        assert_eq!(stood, [Prepared::Question, Prepared::Principle, Prepared::Not, Prepared::Not]);
    }

    #[test]
    fn what_a_real_interview_asked_comes_up_more_often() {
        let line = AskedLine { question: Some("x-a-2".to_owned()), ..AskedLine::default() };
        let log = StageLog {
            stage: "Call".to_owned(),
            date: None,
            written: written(),
            lines: vec![line],
            end: StageEnd::Unknown,
        };
        let mut profile = Profile::default();
        let share = |profile: &Profile| {
            let catalog = Catalog::new(vec![bank("x", &["A"], 8)], profile);
            let history = History::default();
            let input = DrawInput {
                catalog: &catalog,
                readiness: &|_| Readiness::NONE,
                history: &history,
                now: written(),
            };
            let mut rng = SeededRng::seed_from_u64(7);
            let drawn = (0..2000).filter_map(|_| draw(&input, &Scope::InPlay, &mut rng));
            drawn.filter(|drawn| drawn.id == "x-a-2").count()
        };
        let before = share(&profile);
        profile.target.logs.push(log);
        let after = share(&profile);
        // 1 of 8, and 3 of 10.
        assert!((200..300).contains(&before) && (530..670).contains(&after), "{before} {after}");
    }
}
