//! One thing that an import found, and what the person decides about it.

use chrono::NaiveDate;
use strum::EnumCount;
use uuid::Uuid;

use crate::domain::star::PerSection;

/// Fewest and most of something, such as minutes.
pub type Range = [u32; 2];

/// A range in words: "45 to 60 min", "30 min".
pub fn range_words([from, to]: Range, unit: &str) -> String {
    if from == to { format!("{from} {unit}") } else { format!("{from} to {to} {unit}") }
}

/// A field of the target that a file can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who the interview is with.
    Company,
    /// What it is for.
    Role,
}

impl Field {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Company => "Company",
            Self::Role => "Role",
        }
    }
}

/// What a story has besides its sections, where the program itself wrote it out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Besides {
    /// The sentence it is begun with.
    pub opening: String,
    /// People and numbers worth remembering.
    pub remember: String,
    /// Whether it is not to be told any more.
    pub retired: bool,
}

/// The content of an item, by its kind.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the fields bear the names they have in the draft's JSON
pub enum Body {
    /// Whom the interview is with, or what it is for.
    Target { field: Field, text: String },
    /// A practice question, asked in the text or derived from it.
    Question {
        text: String,
        principles: Vec<String>,
        probes: Vec<String>,
        /// What a good answer touches, in the source's own points.
        checklist: Vec<String>,
        derived: bool,
    },
    /// One of the person's own examples.
    Story {
        title: String,
        question: String,
        principles: Vec<String>,
        sections: PerSection<String>,
        besides: Besides,
    },
    /// A one-line memory; `id` is the one it will be stored under.
    Moment { text: String, id: Uuid },
    /// A principle that weighs more than others.
    Weight { principle: String, weight: f64 },
    /// Advice on answering; without principles it holds for all.
    Tip { text: String, principles: Vec<String> },
    /// A criterion to meet.
    Expectation { text: String, competency: String, level: String },
    /// How one stage of the interview is held.
    Stage {
        name: String,
        date: Option<NaiveDate>,
        minutes: Option<Range>,
        interviewers: Option<Range>,
        rounds: Option<Range>,
    },
    /// A question to ask the interviewer.
    AskThem { text: String },
    /// A note on the interview.
    Note { text: String },
}

/// The groups that items are shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumCount)]
pub enum Kind {
    /// The interview: company and role.
    Target,
    /// Principles that weigh more.
    Weight,
    /// Stages of the interview.
    Stage,
    /// Questions that stand in the text.
    Asked,
    /// The person's own examples.
    Story,
    /// One-line memories.
    Moment,
    /// Advice.
    Tip,
    /// Criteria.
    Expectation,
    /// Questions to ask the interviewer.
    AskThem,
    /// Notes.
    Note,
    /// Questions made from tips and requirements.
    Derived,
}

impl Kind {
    /// In the order they are shown.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Target,
        Self::Weight,
        Self::Stage,
        Self::Asked,
        Self::Story,
        Self::Moment,
        Self::Tip,
        Self::Expectation,
        Self::AskThem,
        Self::Note,
        Self::Derived,
    ];

    /// The heading of the group.
    pub fn name(self) -> &'static str {
        match self {
            Self::Target => "The interview",
            Self::Weight => "Key principles",
            Self::Stage => "How the interview is held",
            Self::Asked => "Questions asked",
            Self::Story => "Stories",
            Self::Moment => "Moments",
            Self::Tip => "Tips",
            Self::Expectation => "Expectations",
            Self::AskThem => "Questions to ask them",
            Self::Note => "Notes",
            Self::Derived => "Questions derived from the text",
        }
    }

    /// Whether it makes sense only if the file is about the person's own interview.
    pub fn is_personal(self) -> bool {
        matches!(self, Self::Target | Self::Weight | Self::Stage | Self::Story | Self::Moment | Self::Note)
    }
}

/// What the person decides about an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// It is taken when the import is accepted.
    Take,
    /// It is left; it stays with the import and can be taken later.
    #[default]
    Leave,
    /// It is in its twin.
    Merged,
}

/// Something much like an item.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Twin {
    /// The question with the id `question` in a bank; `alike` from 0 to 1. The id is empty in imports
    /// that were read before it was noted.
    Bank { question: String, text: String, bank: String, alike: f64 },
    /// An earlier item of the same import.
    Item { id: u32, alike: f64 },
}

impl Twin {
    /// How alike they are when one of them is enough.
    pub const SAME: f64 = 0.9;

    /// How alike the twin is, 0 to 1.
    pub fn alike(&self) -> f64 {
        match self {
            Self::Bank { alike, .. } | Self::Item { alike, .. } => *alike,
        }
    }
}

/// An item of a review: one thing that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its number in the import; it never changes.
    pub id: u32,
    /// Its content, as edited.
    pub body: Body,
    /// What the person decides.
    pub choice: Choice,
    /// Whether it went into the banks, stories or target.
    pub stored: bool,
    /// The line it begins on, from 1.
    pub line: u32,
    /// What stands on that line of the file.
    pub excerpt: String,
    /// Why it was recognised.
    pub why: String,
    /// Something much like it.
    pub twin: Option<Twin>,
    /// Principles that its words speak for, where the file names none.
    pub proposed: Vec<String>,
}

impl Item {
    /// The group it is shown in.
    pub fn kind(&self) -> Kind {
        match &self.body {
            Body::Question { derived: false, .. } => Kind::Asked,
            Body::Question { derived: true, .. } => Kind::Derived,
            Body::Story { .. } => Kind::Story,
            Body::Moment { .. } => Kind::Moment,
            Body::Target { .. } => Kind::Target,
            Body::Weight { .. } => Kind::Weight,
            Body::Tip { .. } => Kind::Tip,
            Body::Expectation { .. } => Kind::Expectation,
            Body::Stage { .. } => Kind::Stage,
            Body::AskThem { .. } => Kind::AskThem,
            Body::Note { .. } => Kind::Note,
        }
    }

    /// Its words in one line.
    pub fn text(&self) -> String {
        match &self.body {
            Body::Question { text, .. }
            | Body::Moment { text, .. }
            | Body::Tip { text, .. }
            | Body::Expectation { text, .. }
            | Body::AskThem { text }
            | Body::Note { text } => text.clone(),
            Body::Target { field, text } => format!("{}: {text}", field.name()),
            Body::Weight { principle, weight } => {
                format!("{principle}, drawn {weight} times as often as others")
            }
            Body::Stage { name, date, minutes, interviewers, rounds } => {
                let facts = stage_facts(*minutes, *interviewers, *rounds);
                let date = date.map(|date| date.format("%a %-d %b %Y").to_string());
                std::iter::once(name.clone()).chain(date).chain(facts).collect::<Vec<_>>().join(", ")
            }
            Body::Story { title, question, sections, .. } => {
                let first = sections.0.iter().find(|text| !text.is_empty()).map_or("", String::as_str);
                [title.as_str(), question, first].into_iter().find(|t| !t.is_empty()).unwrap_or("").to_owned()
            }
        }
    }

    /// The principles it belongs to.
    pub fn principles(&self) -> &[String] {
        match &self.body {
            Body::Question { principles, .. }
            | Body::Story { principles, .. }
            | Body::Tip { principles, .. } => principles,
            Body::Weight { principle, .. } => std::slice::from_ref(principle),
            Body::Expectation { competency, .. } => std::slice::from_ref(competency),
            _ => &[],
        }
    }

    /// The principles it belongs to, where they can be changed; at most one for a weight or an
    /// expectation.
    pub fn set_principles(&mut self, names: Vec<String>) {
        match &mut self.body {
            Body::Question { principles, .. }
            | Body::Story { principles, .. }
            | Body::Tip { principles, .. } => {
                *principles = names;
            }
            Body::Weight { principle: one, .. } | Body::Expectation { competency: one, .. } => {
                if let Some(name) = names.into_iter().last() {
                    *one = name;
                }
            }
            _ => {}
        }
    }

    /// Whether principles are proposed for it that it does not have.
    pub fn waits_for_principle(&self) -> bool {
        self.principles().is_empty() && !self.proposed.is_empty() && !self.stored
    }

    /// The kinds it can be made, its own among them; none where its words do not stand alone.
    pub fn other_kinds(&self) -> &'static [Kind] {
        match self.body {
            Body::Target { .. } | Body::Weight { .. } | Body::Story { .. } => &[],
            _ => &[
                Kind::Asked,
                Kind::Moment,
                Kind::Tip,
                Kind::Expectation,
                Kind::AskThem,
                Kind::Note,
                Kind::Stage,
                Kind::Story,
            ],
        }
    }

    /// Makes it an item of another kind with the same words. What the other kind has no place for is
    /// left out; a moment will be stored under `id`.
    pub fn become_kind(&mut self, kind: Kind, id: Uuid) {
        if kind == self.kind() || !self.other_kinds().contains(&kind) {
            return;
        }
        let text = match &self.body {
            Body::Stage { name, .. } => name.clone(),
            _ => self.text(),
        };
        let principles = self.principles().to_vec();
        let one = principles.first().cloned().unwrap_or_default();
        self.body = match kind {
            Kind::Asked | Kind::Derived => Body::Question {
                text,
                principles,
                probes: Vec::new(),
                checklist: Vec::new(),
                derived: kind == Kind::Derived,
            },
            Kind::Moment => Body::Moment { text, id },
            Kind::Tip => Body::Tip { text, principles },
            Kind::Expectation => Body::Expectation { text, competency: one, level: String::new() },
            Kind::AskThem => Body::AskThem { text },
            Kind::Note => Body::Note { text },
            Kind::Stage => {
                Body::Stage { name: text, date: None, minutes: None, interviewers: None, rounds: None }
            }
            Kind::Story => Body::Story {
                title: text,
                question: String::new(),
                principles,
                sections: PerSection::default(),
                besides: Besides::default(),
            },
            Kind::Target | Kind::Weight => return,
        };
        self.twin = None;
        self.choice = Choice::Take;
    }
}

/// What is known of a stage, in words: "45 to 60 min", "1 interviewer", "4 to 6 rounds". That it is one talk goes
/// without saying.
pub(super) fn stage_facts(
    minutes: Option<Range>,
    interviewers: Option<Range>,
    rounds: Option<Range>,
) -> impl Iterator<Item = String> {
    let of = |range: Option<Range>, one: &str, many: &str| {
        range.map(|range| range_words(range, if range == [1, 1] { one } else { many }))
    };
    [
        of(minutes, "min", "min"),
        of(interviewers, "interviewer", "interviewers"),
        of(rounds.filter(|rounds| *rounds != [1, 1]), "round", "rounds"),
    ]
    .into_iter()
    .flatten()
}
