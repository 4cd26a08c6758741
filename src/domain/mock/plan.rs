//! The plan of a mock interview: its rounds, who asks in each, what is asked and for how long.

use crate::domain::words::listed;
use std::collections::HashSet;

use strum::EnumCount;

pub use super::super::manner::Manner;
pub use super::super::probing::MAX_PROBES;

use super::super::attempt::Mode;
use super::super::draw::Drawn;
use super::super::rehearsal::PROBE_SECS;
use super::super::star::{Budget, Shares};

/// Seconds planned for asking a question and thinking about it.
pub const ASKING_SECS: u32 = 45;
/// Seconds planned for the reply to one probe, those of a drill.
#[allow(clippy::cast_possible_truncation)] // 45
pub const REPLY_SECS: u32 = PROBE_SECS as u32;
/// The most principles a round asks about.
pub const MAX_PRINCIPLES: usize = 3;
/// The rounds a loop may have; two are the shortened form, and generated loops have 3 to 6.
pub const ROUNDS: std::ops::RangeInclusive<usize> = 2..=6;
/// The minutes a round may have when it is set by hand, or halved.
pub const MINUTES: std::ops::RangeInclusive<u32> = 20..=90;
/// The minutes of a loop's round at full length.
pub const LOOP_MINUTES: std::ops::RangeInclusive<u32> = 45..=60;

/// The form of a mock interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumCount)]
pub enum MockForm {
    /// One interview on the telephone.
    Phone,
    /// Several interviews in a row by different people.
    Loop,
    /// One interview by two or three people who take turns.
    Panel,
    /// A formal interview with fixed questions, as civil services hold it: each answer is marked 1 to 7.
    Competency,
    /// Recorded questions that nobody puts: 30 s to think, 2 min to speak, and then it is cut off.
    OneWay,
    /// A first call with a recruiter.
    Recruiter,
}

impl MockForm {
    /// All of them.
    pub const ALL: [Self; Self::COUNT] =
        [Self::Recruiter, Self::Phone, Self::OneWay, Self::Panel, Self::Competency, Self::Loop];

    /// The word it is stored under.
    pub fn id(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Loop => "loop",
            Self::Panel => "panel",
            Self::Competency => "competency",
            Self::OneWay => "one-way",
            Self::Recruiter => "recruiter",
        }
    }

    /// The form stored under `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.id() == id)
    }

    /// The words shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone screen",
            Self::Loop => "loop",
            Self::Panel => "panel",
            Self::Competency => "competency interview",
            Self::OneWay => "one-way interview",
            Self::Recruiter => "recruiter's call",
        }
    }

    /// What it is, in a sentence.
    pub fn line(self) -> &'static str {
        match self {
            Self::Phone => "One interviewer, 2 to 6 questions with follow-ups, your own questions.",
            Self::Loop => "3 to 6 interviews by different people, with breaks; half the length is possible.",
            Self::Panel => {
                "Two or three interviewers who take turns, with follow-ups and your own questions."
            }
            Self::Competency => {
                "A formal panel, fixed questions, no reaction; you mark each answer 1 to 7, as civil services do."
            }
            Self::OneWay => {
                "Nobody is there: 30 s to think, 2 min to speak, then it is cut off. There is no second take."
            }
            Self::Recruiter => {
                "20 to 30 min: who you are, what you want, short examples, your own questions."
            }
        }
    }

    /// The mode of its attempts.
    pub fn mode(self) -> Mode {
        if self == Self::Loop { Mode::Loop } else { Mode::Phone }
    }

    /// Whether it has several rounds.
    pub fn has_rounds(self) -> bool {
        self == Self::Loop
    }

    /// Whether time cuts an answer off.
    pub fn cuts_off(self) -> bool {
        self == Self::OneWay
    }

    /// Whether its answers are marked 1 to 7 in place of a vote.
    pub fn is_marked(self) -> bool {
        self == Self::Competency
    }

    /// Whether every candidate gets the same: one question for each principle, and nobody reacts.
    pub fn is_fixed(self) -> bool {
        matches!(self, Self::Competency | Self::OneWay)
    }

    /// The most questions that one round has, as it is planned.
    pub fn most_questions(self) -> usize {
        match self {
            Self::Phone | Self::Panel | Self::Recruiter => 6,
            Self::Loop | Self::Competency | Self::OneWay => 5,
        }
    }

    /// The most principles that one round asks about.
    pub fn most_principles(self) -> usize {
        match self {
            Self::Phone | Self::Loop | Self::Panel => MAX_PRINCIPLES,
            Self::Competency | Self::OneWay => 5,
            Self::Recruiter => 6,
        }
    }

    /// The minutes that a round of it may have.
    pub fn minutes(self) -> std::ops::RangeInclusive<u32> {
        if self == Self::OneWay { 5..=30 } else { MINUTES }
    }
}

/// A place on a panel beside the chair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The interviewer's role.
    pub role: Role,
    /// The interviewer's manner.
    pub manner: Manner,
}

/// Who interviews: a part to play, never a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumCount)]
pub enum Role {
    /// Who sorts the applications.
    Recruiter,
    /// Who the job reports to.
    HiringManager,
    /// Who does the same work.
    Peer,
    /// Who belongs to no team concerned and guards the standard.
    Assessor,
    /// Who works with the team from outside.
    Partner,
    /// Who leads the hiring manager.
    Leader,
    /// Who knows the subject best.
    Expert,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Recruiter,
        Self::HiringManager,
        Self::Peer,
        Self::Assessor,
        Self::Partner,
        Self::Leader,
        Self::Expert,
    ];
    /// The roles that sit in a loop, as many as it may have rounds; the first come first.
    pub const OF_LOOP: [Self; 6] =
        [Self::HiringManager, Self::Assessor, Self::Peer, Self::Partner, Self::Leader, Self::Expert];

    /// The word it is stored under.
    pub fn id(self) -> &'static str {
        match self {
            Self::Recruiter => "recruiter",
            Self::HiringManager => "hiring-manager",
            Self::Peer => "peer",
            Self::Assessor => "independent-assessor",
            Self::Partner => "partner",
            Self::Leader => "senior-leader",
            Self::Expert => "subject-expert",
        }
    }

    /// The role stored under `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }

    /// The words shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Recruiter => "Recruiter",
            Self::HiringManager => "Hiring manager",
            Self::Peer => "Peer",
            Self::Assessor => "Bar raiser",
            Self::Partner => "Partner from another team",
            Self::Leader => "Senior leader",
            Self::Expert => "Subject expert",
        }
    }

    /// The word under which `assets/interviewers/lines.json` has what only people of this standing can say.
    pub fn standing(self) -> &'static str {
        match self {
            Self::Recruiter => "recruiter",
            Self::HiringManager => "manager",
            Self::Peer | Self::Partner | Self::Expert => "colleague",
            Self::Assessor => "bar_raiser",
            Self::Leader => "leader",
        }
    }

    /// The word by which a bank says whom a question is for ([`super::super::bank::Question::round`]).
    pub fn round_word(self) -> &'static str {
        match self {
            Self::Recruiter => "recruiter",
            Self::HiringManager => "hiring manager",
            Self::Peer | Self::Partner | Self::Expert => "peer",
            Self::Assessor => "any",
            Self::Leader => "senior leader",
        }
    }
}

/// A question as it will be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// The question, with the probes that this interviewer asks.
    pub drawn: Drawn,
    /// Seconds for the answer.
    pub answer_secs: u32,
    /// Whether it was not planned for but asked because there was time left.
    pub spare: bool,
}

impl Planned {
    /// Seconds in all: asking, the answer, and a reply to each probe.
    pub fn secs(&self) -> u32 {
        #[allow(clippy::cast_possible_truncation)] // at most 6
        let probes = self.drawn.probes.len().min(MAX_PROBES) as u32;
        self.least_secs() + probes * REPLY_SECS
    }

    /// Seconds without probes.
    pub fn least_secs(&self) -> u32 {
        ASKING_SECS + self.answer_secs
    }
}

/// The opening question, asked in the introduction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The words of the question.
    pub text: String,
    /// Seconds for the answer; the rest of the introduction is the interviewer's.
    pub secs: u32,
}

/// One interview with one interviewer.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// The interviewer's role.
    pub role: Role,
    /// The interviewer's manner.
    pub manner: Manner,
    /// Who sits beside them on a panel; they take turns.
    pub others: Vec<Seat>,
    /// Its length in minutes.
    pub minutes: u32,
    /// The names of the principles it asks about.
    pub principles: Vec<String>,
    /// The opening question.
    pub opening: Opening,
    /// Seconds of the introduction.
    pub intro_secs: u32,
    /// The questions in the order they are asked.
    pub questions: Vec<Planned>,
    /// What is asked besides where there is time left, in this order. No time is planned for it.
    pub spare: Vec<Planned>,
    /// Seconds for the candidate's own questions.
    pub own_secs: u32,
    /// Questions that the candidate might ask this interviewer.
    pub ask_them: Vec<String>,
    /// Seconds of the close.
    pub close_secs: u32,
    /// Minutes of rest after it; 0 after the last.
    pub break_minutes: u32,
}

impl Round {
    /// Its length in seconds.
    pub fn secs(&self) -> u32 {
        self.minutes * 60
    }

    /// Seconds of everything that is planned in it: introduction, questions, own questions and close.
    pub fn planned_secs(&self) -> u32 {
        self.intro_secs + self.questions_secs() + self.own_secs + self.close_secs
    }

    /// Seconds of its questions.
    pub fn questions_secs(&self) -> u32 {
        self.questions.iter().map(Planned::secs).sum()
    }

    /// The round in one line: "Peer · terse · 45 min · Dive Deep · Ownership".
    pub fn line(&self) -> String {
        let (role, manner) = (self.role.name(), self.manner.name());
        format!("{role} · {manner} · {} min · {}", self.minutes, listed(&self.principles))
    }
}

/// The plan of a mock interview: a phone screen or a loop as it is going to be.
#[derive(Clone, Debug, PartialEq)]
pub struct MockPlan {
    /// Phone screen or loop.
    pub form: MockForm,
    /// The seed it was generated from; the same seed and banks give the same plan.
    pub seed: u64,
    /// How an answer's seconds are shared among the sections.
    pub shares: Shares,
    /// The rounds in their order; a phone screen has one.
    pub rounds: Vec<Round>,
}

impl MockPlan {
    /// Minutes in all, breaks apart.
    pub fn minutes(&self) -> u32 {
        self.rounds.iter().map(|round| round.minutes).sum()
    }

    /// How many questions it asks.
    pub fn questions(&self) -> usize {
        self.rounds.iter().map(|round| round.questions.len()).sum()
    }

    /// The budget of a planned answer.
    pub fn budget(&self, planned: &Planned) -> Budget {
        Budget { total_secs: planned.answer_secs, shares: self.shares }
    }

    /// The plan as it was made: what was asked besides is to spare again.
    #[must_use]
    pub fn anew(&self) -> Self {
        let mut plan = self.clone();
        for round in &mut plan.rounds {
            let (asked, planned) = round.questions.drain(..).partition(|question| question.spare);
            round.questions = planned;
            let spare = std::mem::replace(&mut round.spare, asked);
            round.spare.extend(spare);
            round.spare.iter_mut().for_each(|question| question.spare = false);
        }
        plan
    }

    /// How many rounds ask about the principle of this name.
    pub fn rounds_of(&self, principle: &str) -> usize {
        self.rounds.iter().filter(|round| round.principles.iter().any(|name| name == principle)).count()
    }

    /// Looks whether it holds together: each round's seconds add up to its minutes, every principle of
    /// a round is asked about, no question comes twice, and all numbers are within their bounds.
    ///
    /// # Errors
    /// The first thing that does not hold.
    pub fn check(&self) -> Result<(), PlanFault> {
        let rounds = self.rounds.len();
        let fits = if self.form.has_rounds() { ROUNDS.contains(&rounds) } else { rounds == 1 };
        if !fits {
            return Err(PlanFault::Rounds { rounds });
        }
        let mut asked = HashSet::new();
        for round in &self.rounds {
            let minutes = self.form.minutes();
            if !minutes.contains(&round.minutes) {
                let (from, to) = (*minutes.start(), *minutes.end());
                return Err(PlanFault::Minutes { minutes: round.minutes, from, to });
            }
            let planned = round.planned_secs();
            if planned != round.secs() {
                return Err(PlanFault::DoesNotAddUp { planned_secs: planned, secs: round.secs() });
            }
            if round.principles.is_empty() || round.principles.len() > self.form.most_principles() {
                return Err(PlanFault::Principles { found: round.principles.len() });
            }
            for name in &round.principles {
                if !round.questions.iter().any(|planned| planned.drawn.principle == *name) {
                    return Err(PlanFault::NotAsked { principle: name.clone() });
                }
            }
            let mut all = round.questions.iter().chain(&round.spare);
            if let Some(twice) = all.find(|q| !asked.insert(q.drawn.id.as_str())) {
                return Err(PlanFault::Twice { question: twice.drawn.text.clone() });
            }
        }
        Ok(())
    }
}

/// Why a mock interview cannot be planned so. Worded for the person who asked for it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    /// Too few principles have questions.
    #[error(
        "principles in play that have questions: {found}, needed: {needed}; switch another bank on, or name \
         a framework in the target"
    )]
    TooFewPrinciples {
        /// Principles that have questions.
        found: usize,
        /// How many are needed.
        needed: usize,
    },
    /// There are too few questions to fill the time without asking one twice.
    #[error(
        "at least {needed} questions are needed so that none comes twice, and the banks that are switched on \
         have {found} for it; switch another bank on, or choose fewer rounds or half the length"
    )]
    TooFewQuestions {
        /// Questions there are.
        found: usize,
        /// Questions needed.
        needed: usize,
    },
    /// A number of rounds that cannot be.
    #[error(
        "{rounds} rounds cannot be planned; a loop has 3 to 6, or 2 when it is shortened, and every other form 1"
    )]
    Rounds {
        /// What was asked for.
        rounds: usize,
    },
    /// A round's length that cannot be.
    #[error("a round of {minutes} minutes cannot be planned; choose {from} to {to} minutes")]
    Minutes {
        /// What was asked for.
        minutes: u32,
        /// The least.
        from: u32,
        /// The most.
        to: u32,
    },
    /// The round is too short for its questions even without probes.
    #[error(
        "{minutes} minutes are too short for {questions} questions; take a principle out or give it more time"
    )]
    TooShort {
        /// The round's length.
        minutes: u32,
        /// The questions it must have.
        questions: usize,
    },
    /// There is no such round.
    #[error("there is no round {round}; the plan has {rounds}")]
    NoSuchRound {
        /// The round named, counted from 1.
        round: usize,
        /// How many there are.
        rounds: usize,
    },
    /// A principle that the round cannot take or give up.
    #[error("“{principle}” cannot be swapped: the round must ask about the one and not about the other yet")]
    Swap {
        /// The principle's name.
        principle: String,
    },
    /// A number of principles in a round that cannot be.
    #[error("a round cannot ask about {found} principles")]
    Principles {
        /// What there are.
        found: usize,
    },
    /// The seconds do not add up.
    #[error("the parts of a round take {planned_secs} s and the round {secs} s; they must be the same")]
    DoesNotAddUp {
        /// Seconds of the parts.
        planned_secs: u32,
        /// Seconds of the round.
        secs: u32,
    },
    /// A principle of a round is not asked about.
    #[error("no question of the round asks about “{principle}”; add one or take the principle out")]
    NotAsked {
        /// The principle's name.
        principle: String,
    },
    /// A question comes twice.
    #[error("“{question}” comes twice; a loop asks a question once")]
    Twice {
        /// Its words.
        question: String,
    },
}
