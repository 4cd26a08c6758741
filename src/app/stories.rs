//! What the stories screen shows: which page, which rows in which order, and what is open on each.

use std::ops::Range;

use strum::EnumCount;
use uuid::Uuid;

use crate::domain::allocation::{Allotted, Slot};
use crate::domain::countdown::Stopwatch;
use crate::domain::coverage::{Fit, fits};
use crate::domain::find::{FindTrends, LIMITS};
use crate::domain::notebook::Notebook;
use crate::domain::star::Section;
use crate::domain::story::Story;
use crate::domain::story::checks::{Given, Remark, all_remarks};
use crate::domain::story::telling::OFTEN;

use super::clock::Now;

/// A page of the stories screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, EnumCount)]
pub enum StoriesPage {
    /// The stories.
    #[default]
    List,
    /// Story by principle.
    Coverage,
    /// Which story in which round.
    Loop,
    /// Memories in one line.
    Moments,
    /// What to ask the interviewer, and notes on the interview.
    ToAsk,
    /// How fast stories are found.
    Find,
}

impl StoriesPage {
    /// In the order of their buttons.
    pub const ALL: [Self; Self::COUNT] =
        [Self::List, Self::Coverage, Self::Loop, Self::Moments, Self::ToAsk, Self::Find];

    /// The words of its button.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "Stories",
            Self::Coverage => "Coverage",
            Self::Loop => "For the loop",
            Self::Moments => "Moments",
            Self::ToAsk => "Questions to ask",
            Self::Find => "Find one",
        }
    }
}

/// Which stories are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumCount)]
pub enum StoryKind {
    /// All that are not retired.
    #[default]
    All,
    /// Those that can be told.
    Complete,
    /// Those that cannot yet.
    Begun,
    /// Those never told aloud.
    NeverTold,
    /// Those told often.
    Often,
    /// Those that are not to be told any more.
    Retired,
}

impl StoryKind {
    /// In the order of their buttons.
    pub const ALL: [Self; Self::COUNT] =
        [Self::All, Self::Complete, Self::Begun, Self::NeverTold, Self::Often, Self::Retired];

    /// The words of its button.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Complete => "Complete",
            Self::Begun => "Not complete",
            Self::NeverTold => "Never told",
            Self::Often => "Told often",
            Self::Retired => "Retired",
        }
    }
}

/// What the stories are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumCount)]
pub enum StoryOrder {
    /// Those changed last first.
    #[default]
    Changed,
    /// By title.
    Title,
    /// Those with most to write first.
    Missing,
    /// Those told longest ago first, never told before all.
    LastTold,
    /// The weakest first; unscored ones last.
    Strength,
    /// The longest first.
    Length,
}

impl StoryOrder {
    /// In the order of the list.
    pub const ALL: [Self; Self::COUNT] =
        [Self::Changed, Self::Title, Self::Missing, Self::LastTold, Self::Strength, Self::Length];

    /// Its words in the list.
    pub fn name(self) -> &'static str {
        match self {
            Self::Changed => "Last changed",
            Self::Title => "Title",
            Self::Missing => "Most to write",
            Self::LastTold => "Longest not told",
            Self::Strength => "Weakest",
            Self::Length => "Longest",
        }
    }
}

/// A place in the text of the open story to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoTo {
    /// The section.
    pub section: Section,
    /// What to select there, in bytes; nothing selects nothing.
    pub place: Range<usize>,
    /// Counts up, so that a place can be gone to twice.
    pub count: u64,
}

/// A prompt for moments that is being answered.
#[derive(Clone, Debug)]
pub struct Prompting {
    /// The prompt, counted from 0.
    pub at: usize,
    /// Its clock.
    pub watch: Stopwatch,
    /// The moment that is written for it; stored once it has words.
    pub moment: Uuid,
    /// How many moments came of the prompts so far.
    pub found: usize,
}

/// The story proposed for a place in the loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllottedRow {
    /// The place.
    pub slot: Slot,
    /// The story's id.
    pub story: Option<String>,
    /// The round in which it is told already.
    pub again: Option<usize>,
    /// Whether the company has heard it.
    pub heard: bool,
}

impl From<Allotted<'_>> for AllottedRow {
    fn from(allotted: Allotted<'_>) -> Self {
        let Allotted { slot, story, again, heard } = allotted;
        Self { slot, story: story.map(|story| story.id.clone()), again, heard }
    }
}

/// What is looked at among the stories.
#[derive(Debug)]
pub struct StoriesView {
    /// The page.
    pub page: StoriesPage,
    /// The story that is open.
    pub open: Option<String>,
    /// A story that was opened to be written and has nothing in it yet; it is not stored.
    pub blank: Option<String>,
    /// The words looked for.
    pub search: String,
    /// Which stories are listed.
    pub kind: StoryKind,
    /// The principle whose stories are listed.
    pub principle: Option<String>,
    /// What they are sorted by.
    pub order: StoryOrder,
    /// The list: ids.
    pub rows: Vec<String>,
    /// What there is to look at again in the open story, answered checks too.
    pub remarks: Vec<Remark>,
    /// Where to go in the open story.
    pub go_to: Option<GoTo>,
    /// How often a place was gone to.
    pub looked: u64,
    /// The principle that is chosen in the matrix.
    pub hole: Option<String>,
    /// The stories that might fit it.
    pub fits: Vec<Fit>,
    /// How many rounds the loop has.
    pub rounds: usize,
    /// Which story in which round.
    pub allotted: Vec<AllottedRow>,
    /// The prompt for moments that is being answered.
    pub prompting: Option<Prompting>,
    /// After how many seconds looking for a story ends by itself.
    pub limit_secs: u64,
    /// What the drills of finding stories say.
    pub trends: FindTrends,
}

/// Rounds of a loop of which nothing is known.
const USUAL_ROUNDS: usize = 4;

impl Default for StoriesView {
    fn default() -> Self {
        Self {
            page: StoriesPage::List,
            open: None,
            blank: None,
            search: String::new(),
            kind: StoryKind::All,
            principle: None,
            order: StoryOrder::default(),
            rows: Vec::new(),
            remarks: Vec::new(),
            go_to: None,
            looked: 0,
            hole: None,
            fits: Vec::new(),
            rounds: USUAL_ROUNDS,
            allotted: Vec::new(),
            prompting: None,
            limit_secs: LIMITS[0],
            trends: FindTrends::default(),
        }
    }
}

impl StoriesView {
    /// Lists anew what is shown; `open` is a story that is looked at over another place.
    pub(super) fn list(&mut self, notebook: &Notebook, open: Option<&str>, now: Now) {
        self.rows = self.listed(notebook);
        let open = open.or(self.open.as_deref()).and_then(|id| notebook.story(id));
        let given = Given { budget: notebook.profile.settings.budget, private: &notebook.profile.private };
        self.remarks = open.map(|story| all_remarks(story, &given)).unwrap_or_default();
        self.fits = match &self.hole {
            Some(name) if self.page == StoriesPage::Coverage => {
                fits(name, &notebook.stories, notebook.catalog())
            }
            _ => Vec::new(),
        };
        self.trends = if self.page == StoriesPage::Find {
            FindTrends::of(&notebook.finds)
        } else {
            FindTrends::default()
        };
        self.allotted = if self.page == StoriesPage::Loop {
            let slots = notebook.loop_slots(self.rounds);
            notebook.allocate(slots, now.wall).into_iter().map(AllottedRow::from).collect()
        } else {
            Vec::new()
        };
    }

    fn listed(&self, notebook: &Notebook) -> Vec<String> {
        let words: Vec<String> = self.search.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let holds = |story: &Story| {
            words.is_empty() || {
                let hay = story.words().to_lowercase();
                words.iter().all(|word| hay.contains(word.as_str()))
            }
        };
        let tellings = notebook.tellings();
        let is_kind = |story: &Story| match self.kind {
            StoryKind::All => !story.retired,
            StoryKind::Complete => story.is_complete(),
            StoryKind::Begun => !story.retired && !story.is_complete(),
            StoryKind::NeverTold => !story.retired && tellings.get(&story.id).times == 0,
            StoryKind::Often => !story.retired && tellings.get(&story.id).times >= OFTEN,
            StoryKind::Retired => story.retired,
        };
        let of_principle = |story: &Story| self.principle.as_ref().is_none_or(|name| story.tells(name));
        let mut rows: Vec<&Story> = notebook
            .stories
            .iter()
            .filter(|story| is_kind(story) && of_principle(story) && holds(story))
            .collect();
        match self.order {
            StoryOrder::Changed => rows.sort_by_key(|story| std::cmp::Reverse(story.changed)),
            StoryOrder::Title => rows.sort_by_key(|story| story.shown_title().to_lowercase()),
            StoryOrder::Missing => rows.sort_by_key(|story| std::cmp::Reverse(story.missing().len())),
            StoryOrder::LastTold => rows.sort_by_key(|story| tellings.get(&story.id).last),
            StoryOrder::Strength => {
                let strength = |story: &Story| tellings.get(&story.id).strength.unwrap_or(f64::INFINITY);
                rows.sort_by(|a, b| strength(a).total_cmp(&strength(b)));
            }
            StoryOrder::Length => rows.sort_by_key(|story| std::cmp::Reverse(story.spoken_whole())),
        }
        rows.into_iter().map(|story| story.id.clone()).collect()
    }

    /// Goes to this place of the open story.
    pub(super) fn look_at(&mut self, section: Section, place: Range<usize>) {
        self.looked += 1;
        self.go_to = Some(GoTo { section, place, count: self.looked });
    }
}
