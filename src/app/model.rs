//! The model: all that the screens show. Only `update` changes it.

use std::collections::BTreeMap;
use std::sync::Arc;

use rand::SeedableRng;
use strum::EnumCount;
use uuid::Uuid;

use crate::chart::range::Range;
use crate::domain::attempt::{Attempt, Moment};
use crate::domain::bank::{Bank, Question};
use crate::domain::catalog::Catalog;
use crate::domain::countdown::Mono;
use crate::domain::draw::{Drawn, History, Scope, SeededRng};
use crate::domain::evening::{Evening, Try};
use crate::domain::interviews::KeptInterview;
use crate::domain::mock::record::Mock;
use crate::domain::overlay::{self, Edited};
use crate::domain::plan::Plan;
use crate::domain::profile::{Profile, Settings};
use crate::domain::rehearsal::{Checkpoint, Rehearsal};
use crate::domain::review::Review;
use crate::domain::session::{Session, Setup};
use crate::domain::story::Story;
use crate::export::page::Page;
use crate::store::{Access, Altered, AttemptBody, Contents, Notice};

use super::announce::Announcer;
use super::browse::Browse;
use super::clock::Now;
use super::derived::Asked;
use super::effect::BackupRow;
use super::exporting::Exporting;
use super::figures::{Figures, ReadinessView};
use super::history::{HistoryKind, HistoryRow};
use super::mock::MockView;
use super::notes::NotesView;
use super::review::Importing;
use super::saving::Saving;
use super::second_scores::{FriendUndo, Rescoring};
pub use super::suggestion::Suggestion;
use super::voice::{ReadAloud, VoiceView};
use crate::domain::readiness_table::ReadinessTable;

/// The screens of the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumCount)]
pub enum Screen {
    /// The target and the one next action.
    Today,
    /// Setting a rehearsal up.
    Rehearse,
    /// Readiness by principle.
    Readiness,
    /// The person's own examples.
    Stories,
    /// The questions.
    Banks,
    /// The attempts so far.
    History,
    /// Target, rehearsal, sound, look, data.
    Settings,
}

impl Screen {
    /// In the rail's order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Today,
        Self::Rehearse,
        Self::Readiness,
        Self::Stories,
        Self::Banks,
        Self::History,
        Self::Settings,
    ];

    /// The word in the rail.
    pub fn name(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Rehearse => "Rehearse",
            Self::Readiness => "Readiness",
            Self::Stories => "Stories",
            Self::Banks => "Banks",
            Self::History => "History",
            Self::Settings => "Settings",
        }
    }

    /// The words of the action that goes there.
    pub fn go_text(self) -> &'static str {
        match self {
            Self::Today => "Go to today",
            Self::Rehearse => "Go to rehearse",
            Self::Readiness => "Go to readiness",
            Self::Stories => "Go to stories",
            Self::Banks => "Go to banks",
            Self::History => "Go to history",
            Self::Settings => "Go to settings",
        }
    }
}

/// What is to be erased for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erase {
    /// One attempt.
    Attempt(Uuid),
    /// The stories, imports, mock interviews and banks that were removed and are still kept.
    Removed,
    /// Everything in the data folder.
    Everything,
}

/// A rehearsal on stage.
#[derive(Debug)]
pub struct Stage {
    /// The session it belongs to.
    pub session: Session,
    /// The attempt that runs.
    pub rehearsal: Rehearsal,
    /// Whether the person's stories are shown while thinking.
    pub stories_shown: bool,
    /// Whether the note is open for writing.
    pub note_open: bool,
    /// Whether something changed since the running attempt was last remembered.
    pub changed: bool,
    /// When it was last remembered.
    pub remembered: Mono,
    /// What the person meant to do better, from the last attempt at this principle.
    pub last_time: Option<String>,
    /// The try that this one does again.
    pub first_try: Option<Try>,
    /// Tips that were imported: one to think with, one to score with; fewer if there are none.
    pub tips: Vec<String>,
    /// What an imported guide expects for this principle.
    pub expected: Vec<String>,
    /// What a good answer to this question touches.
    pub checklist: Vec<String>,
    /// The reading of the question aloud, once it has been asked for.
    pub reading: Option<ReadAloud>,
    /// The notes beside the stage, while they are open.
    pub notes: Option<NotesView>,
}

/// A session that has closed.
#[derive(Debug)]
pub struct Closed {
    /// The session.
    pub session: Session,
    /// What it came to.
    pub evening: Evening,
    /// What Enter does next.
    pub next: Suggestion,
    /// The question to begin with tomorrow.
    pub tomorrow: Option<Drawn>,
}

/// What lies above the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Modal {
    /// The keys.
    Keys,
    /// The palette with the words typed.
    Palette(String),
    /// The menu that Esc opens on stage.
    Menu,
    /// The story that is being fixed from the stage.
    Story(String),
    /// Erase for good?
    Erase(Erase),
    /// Restore this backup?
    Restore(String),
    /// The folder is being erased or restored; nothing can be done meanwhile.
    Working(&'static str),
    /// Close although something is not saved?
    Unsaved,
    /// The interview: company, role, stages with their dates, key principles.
    Interview,
    /// The sheet for the interview.
    Sheet(Box<Page>),
    /// Where to save what [`Exporting`] holds for it.
    SaveAs,
}

/// What a deletion took away, so that it can be put back.
#[derive(Clone, Debug, PartialEq)]
pub enum Undo {
    /// An attempt.
    Attempt(Box<Attempt>),
    /// An attempt as it was before it was edited.
    Edited(Box<Attempt>),
    /// A story.
    Story(Box<Story>),
    /// A moment.
    Moment(Box<Moment>),
    /// A bank of the person's own.
    Bank(Box<Bank>),
    /// An interview that was kept beside the one prepared for.
    Interview(Box<KeptInterview>),
    /// A question that was added to the bank with this id.
    Question(String, Box<Question>),
    /// The person's words for a question of the bank with this id, by the question's id.
    Edit(String, String, Edited),
    /// A friend's scores that were added.
    Friend(Box<FriendUndo>),
}

impl Undo {
    /// What is said about it.
    pub fn text(&self) -> &'static str {
        match self {
            Self::Attempt(_) => "The attempt was deleted.",
            Self::Edited(_) => "The answer was changed.",
            Self::Story(_) => "The story was deleted.",
            Self::Moment(_) => "The moment was deleted.",
            Self::Bank(_) => "The bank was removed.",
            Self::Interview(_) => "The interview was removed.",
            Self::Question(..) => "The question was deleted.",
            Self::Edit(..) => "Your edit was undone.",
            Self::Friend(_) => "A friend's scores were added.",
        }
    }
}

/// A document that was edited and is written once the person stops typing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dirty {
    /// The profile.
    Profile,
    /// The answer that is open in the history, as it is being edited.
    OpenAnswer,
    /// The story with this id.
    Story(String),
    /// A moment.
    Moment(Uuid),
    /// What was changed about the bank with this id.
    Overlay(String),
    /// An import under review.
    Import(Uuid),
    /// A mock interview that is going on.
    Mock(Uuid),
}

/// What the history screen shows.
#[derive(Debug, Default)]
pub struct HistoryView {
    /// The words looked for.
    pub filter: String,
    /// Which kind is listed.
    pub kind: HistoryKind,
    /// The list, the newest first.
    pub rows: Vec<HistoryRow>,
    /// How many attempts it holds.
    pub found: usize,
    /// The attempt that is open, as edited.
    pub open: Option<Box<Attempt>>,
}

/// Everything the screens show.
#[derive(Debug)]
pub struct Model {
    /// The time of the last tick.
    pub now: Now,
    /// The screen chosen in the rail.
    pub screen: Screen,
    /// How often a screen was gone to.
    pub turn: u64,
    /// What the person set.
    pub profile: Profile,
    /// All attempts, sorted by (started, id). Shared, so that an export takes them along at no cost; to
    /// change them, `Arc::make_mut`.
    pub attempts: Arc<Vec<Attempt>>,
    /// What stands in attempts on disk that this version does not know, to be taken away with them.
    pub unknown: Arc<BTreeMap<Uuid, Box<AttemptBody>>>,
    /// All moments.
    pub moments: Vec<Moment>,
    /// All stories.
    pub stories: Vec<Story>,
    /// The banks that came with the program.
    pub built_in: Vec<Bank>,
    /// The banks in the data folder.
    pub own_banks: Vec<Bank>,
    /// What the person changed about banks of either kind.
    pub overlays: Vec<overlay::Overlay>,
    /// What is wrong with those that cannot be read: file, place and reason.
    pub broken_banks: Vec<Notice>,
    /// All banks as the person wants them, and what is looked up in them.
    pub catalog: Catalog,
    /// What has been asked, for the draw.
    pub asked: History,
    /// What was asked since the folder was opened, in that order, skipped questions too.
    pub asked_now: Vec<Asked>,
    /// Readiness and coverage by principle.
    pub readiness_table: ReadinessTable,
    /// The days up to the interview.
    pub plan: Plan,
    /// What the next rehearsal will be.
    pub setup: Setup,
    /// Whether the parts of the setup line are shown.
    pub setup_open: bool,
    /// The words to choose a question by.
    pub question_search: String,
    /// The rehearsal on stage.
    pub stage: Option<Stage>,
    /// The session that has just closed.
    pub closed: Option<Closed>,
    /// The attempt found after a crash.
    pub recovered: Option<Box<Checkpoint>>,
    /// The principle chosen on the readiness screen.
    pub chosen: Option<String>,
    /// Which view of the readiness screen is shown.
    pub readiness_view: ReadinessView,
    /// The days that its figures show.
    pub range: Range,
    /// The figures that it shows.
    pub figures: Figures,
    /// How often the standing was worked out.
    pub standing_count: u64,
    /// The answer that is being scored again.
    pub rescoring: Option<Rescoring>,
    /// The story that is open.
    pub open_story: Option<String>,
    /// A story that was opened to be written and has nothing in it yet; it is not stored.
    pub blank_story: Option<String>,
    /// Exactly what erasing would take, once it has been worked out.
    pub erase_preview: Option<String>,
    /// The imports, under review and accepted.
    pub imports: Vec<Review>,
    /// The mock interviews, going on and over, the oldest first.
    pub mocks: Vec<Mock>,
    /// What is shown of mock interviews.
    pub mock: MockView,
    /// Where the person is among the banks.
    pub browse: Browse,
    /// What is being read, and the review that is open.
    pub importing: Importing,
    /// What is being taken away, and how that went.
    pub exporting: Exporting,
    /// What the history screen shows.
    pub history: HistoryView,
    /// The backups there are.
    pub backups: Vec<BackupRow>,
    /// What lies above the screen.
    pub modal: Option<Modal>,
    /// The palette's entries that were picked, by their words, the newest first.
    pub picked: Vec<String>,
    /// What can be put back.
    pub undo: Option<Undo>,
    /// What the person should know.
    pub notices: Vec<Notice>,
    /// Documents that are not as they were saved.
    pub altered: Vec<Altered>,
    /// Whether the folder can be written, and if not, why.
    pub access: Access,
    /// The data folder, as shown.
    pub folder: String,
    /// Whether what was done is on disk.
    pub saving: Saving,
    /// Documents to be written when the person stops typing, with the time to write them.
    pub dirty: BTreeMap<Dirty, Mono>,
    /// When backups are to be looked after, once after the start.
    pub housekeeping: Option<Mono>,
    /// Whether the system is dark, where it tells.
    pub system_dark: Option<bool>,
    /// Whether the window is full screen.
    pub full_screen: bool,
    /// Whether the window is to close whatever is not saved.
    pub closing: bool,
    /// The name of the sound device, or why there is none.
    pub sound: Option<Result<String, String>>,
    /// The voice that reads questions aloud.
    pub voice: VoiceView,
    /// What a screen reader is given to say.
    pub announcer: Announcer,
    /// The random source of the draw.
    pub rng: SeededRng,
    /// Where new ids come from; tests make them up.
    pub new_id: fn() -> Uuid,
}

impl Model {
    /// The model of a folder that was just opened. `seed` starts the draw.
    pub fn new(contents: Contents, built_in: Vec<Bank>, folder: String, now: Now, seed: u64) -> Self {
        let settings = Settings::default();
        let mut model = Self {
            now,
            screen: Screen::Today,
            turn: 0,
            profile: Profile::default(),
            attempts: Arc::default(),
            unknown: Arc::default(),
            moments: Vec::new(),
            stories: Vec::new(),
            built_in,
            own_banks: Vec::new(),
            overlays: Vec::new(),
            broken_banks: Vec::new(),
            catalog: Catalog::default(),
            asked: History::default(),
            asked_now: Vec::new(),
            readiness_table: ReadinessTable::default(),
            plan: Plan::default(),
            setup: setup_from(&settings),
            setup_open: false,
            question_search: String::new(),
            stage: None,
            closed: None,
            recovered: None,
            chosen: None,
            readiness_view: ReadinessView::default(),
            range: Range::default(),
            figures: Figures::default(),
            standing_count: 0,
            rescoring: None,
            open_story: None,
            blank_story: None,
            erase_preview: None,
            imports: Vec::new(),
            mocks: Vec::new(),
            mock: MockView::default(),
            browse: Browse::default(),
            importing: Importing::default(),
            exporting: Exporting::default(),
            history: HistoryView::default(),
            backups: Vec::new(),
            modal: None,
            picked: Vec::new(),
            undo: None,
            notices: Vec::new(),
            access: Access::ReadWrite,
            altered: Vec::new(),
            folder,
            saving: Saving::default(),
            dirty: BTreeMap::new(),
            housekeeping: None,
            system_dark: None,
            full_screen: false,
            closing: false,
            sound: None,
            voice: VoiceView::default(),
            announcer: Announcer::default(),
            rng: SeededRng::seed_from_u64(seed),
            new_id: Uuid::now_v7,
        };
        model.load(contents);
        model
    }

    /// Takes over what a folder holds.
    pub fn load(&mut self, contents: Contents) {
        self.profile = contents.profile;
        self.attempts = Arc::new(contents.attempts);
        self.unknown = contents.unknown;
        self.moments = contents.moments;
        self.stories = contents.stories;
        self.own_banks = contents.banks;
        self.overlays = contents.overlays;
        self.browse = Browse::default();
        self.imports = contents.imports;
        self.imports.sort_by_key(|review| (review.made, review.id));
        self.importing.open = None;
        self.mocks = contents.mocks;
        self.mocks.sort_by_key(|mock| (mock.made, mock.id));
        self.mock = MockView::default();
        self.notices = contents.notices;
        let of_bank = |notice: &&Notice| {
            notice.subject.starts_with("banks/") || notice.subject.starts_with("overlays/")
        };
        self.broken_banks = self.notices.iter().filter(of_bank).cloned().collect();
        self.access = contents.access;
        self.altered = contents.altered;
        self.setup = setup_from(&self.profile.settings);
        (self.history, self.rescoring) = (HistoryView::default(), None);
        self.saving = Saving::default();
        self.dirty.clear();
        self.plan = Plan::default();
        (self.open_story, self.blank_story, self.undo, self.closed) = (None, None, None, None);
        self.recovered = contents.running.and_then(|value| self.checkpoint(value));
        let asked = |checkpoint: &Checkpoint| {
            let brief = &checkpoint.brief;
            Asked {
                attempt: brief.id,
                question: brief.drawn.id.clone(),
                principle: brief.drawn.principle.clone(),
                at: brief.shown,
            }
        };
        self.asked_now = self.recovered.iter().map(|checkpoint| asked(checkpoint)).collect();
        self.banks_changed();
        self.filter_history();
    }

    /// Why nothing can be saved, if that is so.
    pub fn why_read_only(&self) -> Option<&str> {
        match &self.access {
            Access::ReadWrite => None,
            Access::ReadOnly { why } => Some(why),
        }
    }

    /// The attempt with this id.
    pub fn attempt(&self, id: Uuid) -> Option<&Attempt> {
        self.attempts.iter().rfind(|a| a.id == id)
    }

    /// The import with this id.
    pub fn import(&self, id: Uuid) -> Option<&Review> {
        self.imports.iter().find(|review| review.id == id)
    }

    /// The review that is open.
    pub fn open_review(&self) -> Option<&Review> {
        self.importing.open.as_ref().and_then(|view| self.import(view.id))
    }

    /// The story with this id.
    pub fn story(&self, id: &str) -> Option<&Story> {
        self.stories.iter().find(|s| s.id == id)
    }

    /// The stories that can be told for the principle of this name, those first that are complete.
    pub fn stories_for(&self, principle: &str) -> Vec<&Story> {
        let mut stories: Vec<&Story> = self.stories.iter().filter(|s| s.tells(principle)).collect();
        stories.sort_by_key(|s| s.missing().len());
        stories
    }

    /// What the person meant to do better, from the latest attempt at this principle that says so.
    pub fn last_next_time(&self, principle: &str) -> Option<&str> {
        let mut attempts =
            self.readiness_table.attempts_of(principle).iter().rev().map(|&i| &self.attempts[i]);
        attempts.find_map(|a| a.next_time.as_deref())
    }
}

/// The setup that the settings ask for.
pub(super) fn setup_from(settings: &Settings) -> Setup {
    Setup {
        scope: Scope::InPlay,
        questions: settings.questions,
        budget: settings.budget,
        probes: settings.probes,
        mode: crate::domain::attempt::Mode::Drill,
    }
}
