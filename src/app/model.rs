//! The model: all that the screens show. Only `update` changes it.

use std::collections::BTreeMap;
use std::sync::Arc;

use rand::SeedableRng;
use strum::EnumCount;
use uuid::Uuid;

use crate::chart::range::Range;
use crate::domain::bank::Bank;
use crate::domain::countdown::Mono;
use crate::domain::draw::{Drawn, Scope, SeededRng};
use crate::domain::evening::Evening;
use crate::domain::notebook::{Asked, Holdings, Notebook};
use crate::domain::profile::Settings;
use crate::domain::rehearsal::{Checkpoint, Rehearsal};
use crate::domain::review::Review;
use crate::domain::session::{Session, Setup};
use crate::export::page::Page;
use crate::store::{Access, Altered, AttemptBody, Contents, Notice};

use super::announce::Announcer;
use super::asked::AskedSheet;
use super::browse::Browse;
use super::clock::Now;
use super::effect::{BackupRow, Erase};
use super::exporting::Exporting;
use super::figures::{Figures, ReadinessView};
use super::find::Finding;
use super::history::HistoryView;
use super::mock::{Interview, MockView};
use super::recording::RecordingView;
use super::review::Importing;
use super::saving::Saving;
use super::second_scores::Rescoring;
use super::stage::{Drill, Play, Stage};
use super::stories::StoriesView;
use super::timeline::Timeline;
use super::voice::{ReadAloud, VoiceView};

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

/// The one thing that would help most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// Outline a story for this principle.
    Outline(String),
    /// Answer what is left of today's list: a question about each of these principles, in this order.
    Planned(Vec<String>),
    /// Practise this principle.
    Drill(String),
    /// Do the weakest answer again.
    Redo,
    /// An answer that is not scored.
    WarmUp,
    /// Read the sheet for the interview.
    Sheet,
    /// Find a story in ten seconds, ten times.
    Find,
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
    /// What a stage of the real interview asked; [`Model::asked_sheet`] holds it.
    Asked,
    /// The sheet for the interview.
    Sheet(Box<Page>),
    /// Where to save what [`Exporting`] holds for it.
    SaveAs,
}

/// Setting a rehearsal up, and the session that has just closed.
#[derive(Debug)]
pub struct RehearseView {
    /// What the next rehearsal will be.
    pub setup: Setup,
    /// Whether the parts of the setup line are shown.
    pub open: bool,
    /// The words to choose a question by.
    pub search: String,
    /// The session that has just closed.
    pub closed: Option<Closed>,
}

/// What is looked at of readiness.
#[derive(Debug, Default)]
pub struct ReadinessPage {
    /// The principle that is chosen.
    pub chosen: Option<String>,
    /// Which view is shown.
    pub view: ReadinessView,
    /// The days that its figures show.
    pub range: Range,
    /// The figures that it shows.
    pub figures: Figures,
}

/// What is known of the data folder, besides what it holds.
#[derive(Debug)]
pub struct DataView {
    /// Where it is, as shown.
    pub folder: String,
    /// Whether it can be written, and if not, why.
    pub access: Access,
    /// What stands in attempts on disk that this version does not know, to be taken away with them.
    pub unknown: Arc<BTreeMap<Uuid, Box<AttemptBody>>>,
    /// What is wrong with the banks that cannot be read: file, place and reason.
    pub broken_banks: Vec<Notice>,
    /// Documents that are not as they were saved.
    pub altered: Vec<Altered>,
    /// The backups there are.
    pub backups: Vec<BackupRow>,
    /// Exactly what erasing would take, once it has been worked out.
    pub erase_preview: Option<String>,
    /// When backups are to be looked after, once after the start.
    pub housekeeping: Option<Mono>,
}

/// What is known of the window.
#[derive(Debug, Default)]
pub struct WindowView {
    /// Whether the system is dark, where it tells.
    pub system_dark: Option<bool>,
    /// Whether the window is full screen.
    pub full_screen: bool,
    /// Whether the window is to close whatever is not saved.
    pub closing: bool,
}

/// Everything the screens show: what is true, what was done about it, where the person is, and what is on screen there.
#[derive(Debug)]
pub struct Model {
    /// The time of the last tick.
    pub now: Now,
    /// What the person has, and what follows from it.
    pub notebook: Notebook,
    /// What was done, to be taken back and done again.
    pub timeline: Timeline,
    /// What of it is on disk.
    pub saving: Saving,
    /// The data folder.
    pub data: DataView,
    /// What the person should know.
    pub notices: Vec<Notice>,
    /// The screen chosen in the rail.
    pub screen: Screen,
    /// How often a screen was gone to.
    pub turn: u64,
    /// What lies above the screen.
    pub modal: Option<Modal>,
    /// The palette's entries that were picked, by their words, the newest first.
    pub picked: Vec<String>,
    /// Setting a rehearsal up, and the session that has just closed.
    pub rehearse: RehearseView,
    /// What is on stage.
    pub stage: Option<Stage>,
    /// The attempt found after a crash.
    pub recovered: Option<Box<Checkpoint>>,
    /// What is shown of mock interviews.
    pub mock: MockView,
    /// What a real interview asked, while it is written down.
    pub asked_sheet: Option<AskedSheet>,
    /// The answer that is being scored again.
    pub rescoring: Option<Rescoring>,
    /// What is looked at of readiness.
    pub readiness: ReadinessPage,
    /// What is looked at among the stories.
    pub story: StoriesView,
    /// Where the person is among the banks.
    pub browse: Browse,
    /// What is being read, and the review that is open.
    pub importing: Importing,
    /// What is being taken away, and how that went.
    pub exporting: Exporting,
    /// What the history screen shows.
    pub history: HistoryView,
    /// The window.
    pub window: WindowView,
    /// The name of the sound device, or why there is none.
    pub sound: Option<Result<String, String>>,
    /// The voice that reads questions aloud.
    pub voice: VoiceView,
    /// Recordings.
    pub recording: RecordingView,
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
        let mut model = Self {
            now,
            notebook: Notebook::new(Holdings::default(), Vec::<Bank>::new(), Vec::new(), now.wall),
            timeline: Timeline::default(),
            saving: Saving::default(),
            data: DataView {
                folder,
                access: Access::ReadWrite,
                unknown: Arc::default(),
                broken_banks: Vec::new(),
                altered: Vec::new(),
                backups: Vec::new(),
                erase_preview: None,
                housekeeping: None,
            },
            notices: Vec::new(),
            screen: Screen::Today,
            turn: 0,
            modal: None,
            picked: Vec::new(),
            rehearse: RehearseView {
                setup: setup_from(&Settings::default()),
                open: false,
                search: String::new(),
                closed: None,
            },
            stage: None,
            recovered: None,
            mock: MockView::default(),
            asked_sheet: None,
            rescoring: None,
            readiness: ReadinessPage::default(),
            story: StoriesView::default(),
            browse: Browse::default(),
            importing: Importing::default(),
            exporting: Exporting::default(),
            history: HistoryView::default(),
            window: WindowView::default(),
            sound: None,
            voice: VoiceView::default(),
            recording: RecordingView::default(),
            announcer: Announcer::default(),
            rng: SeededRng::seed_from_u64(seed),
            new_id: Uuid::now_v7,
        };
        model.take_over(contents, built_in);
        model
    }

    /// Takes over what a folder holds.
    pub fn load(&mut self, contents: Contents) {
        let built_in = self.notebook.built_in().to_vec();
        self.take_over(contents, built_in);
    }

    fn take_over<B: Into<Arc<Bank>>>(&mut self, contents: Contents, built_in: Vec<B>) {
        self.notices = contents.notices;
        self.data.unknown = contents.unknown;
        let of_bank = |notice: &&Notice| {
            notice.subject.starts_with("banks/") || notice.subject.starts_with("overlays/")
        };
        self.data.broken_banks = self.notices.iter().filter(of_bank).cloned().collect();
        self.data.access = contents.access;
        self.data.altered = contents.altered;
        self.rehearse.setup = setup_from(&contents.has.profile.settings);
        self.rehearse.closed = None;
        (self.history, self.rescoring) = (HistoryView::default(), None);
        (self.browse, self.story, self.mock) =
            (Browse::default(), StoriesView::default(), MockView::default());
        self.recording = RecordingView {
            sounds: contents.sounds,
            stale: true,
            microphones: self.recording.microphones.take(),
            program: self.recording.program.take(),
            screen_reader: self.recording.screen_reader,
            last: self.recording.last,
            ..RecordingView::default()
        };
        self.importing.open = None;
        self.saving = Saving::default();
        self.timeline.forget();
        self.recovered = contents.running.and_then(|value| self.checkpoint(&contents.has, value));
        let shown = self.recovered.iter().map(|checkpoint| {
            let brief = &checkpoint.brief;
            Asked::of(brief.id, &brief.drawn, brief.shown)
        });
        self.notebook = Notebook::new(contents.has, built_in, shown.collect(), self.now.wall);
        self.history.list(&self.notebook.attempts, &self.notebook.recordings);
        self.list_stories();
    }

    /// Lists anew what the stories screen shows, and what there is to look at again in the story that is open.
    pub(super) fn list_stories(&mut self) {
        let above = if let Some(Modal::Story(id)) = &self.modal { Some(id.as_str()) } else { None };
        self.story.list(&self.notebook, above, self.now);
    }

    /// The attempt that was running, unless it was stored after the checkpoint was made. One of a mock interview waits
    /// with it; one whose mock interview cannot be read is offered by itself.
    pub(super) fn checkpoint(&mut self, has: &Holdings, checkpoint: Checkpoint) -> Option<Box<Checkpoint>> {
        if has.attempt(checkpoint.brief.id).is_some() {
            return None;
        }
        let waits = has.mock(checkpoint.brief.session).filter(|mock| !mock.is_over());
        let checkpoint = Box::new(checkpoint);
        if checkpoint.interview.is_some() && waits.is_some() {
            self.mock.cut_short = Some(checkpoint);
            return None;
        }
        Some(checkpoint)
    }

    /// The drill that is on stage, to be changed.
    pub(super) fn drill_mut(&mut self) -> Option<&mut Drill> {
        match self.stage.as_mut().map(|stage| &mut stage.play) {
            Some(Play::Drill(drill)) => Some(drill),
            Some(Play::Interview(_) | Play::Find(_)) | None => None,
        }
    }

    /// The mock interview that is on stage, to be changed.
    pub(super) fn interview_mut(&mut self) -> Option<&mut Interview> {
        match self.stage.as_mut().map(|stage| &mut stage.play) {
            Some(Play::Interview(interview)) => Some(interview),
            Some(Play::Drill(_) | Play::Find(_)) | None => None,
        }
    }

    /// The drill of finding stories that is on stage, to be changed.
    pub(super) fn finding_mut(&mut self) -> Option<&mut Finding> {
        match self.stage.as_mut().map(|stage| &mut stage.play) {
            Some(Play::Find(finding)) => Some(finding),
            Some(Play::Drill(_) | Play::Interview(_)) | None => None,
        }
    }

    /// The attempt that runs, to be changed.
    pub(super) fn rehearsal_mut(&mut self) -> Option<&mut Rehearsal> {
        self.stage.as_mut().and_then(Stage::rehearsal_mut)
    }

    /// Where the reading of the question on stage is kept.
    pub(super) fn reading_mut(&mut self) -> Option<&mut Option<ReadAloud>> {
        self.stage.as_mut().map(|stage| &mut stage.aids.reading)
    }

    /// Why nothing can be saved, if that is so.
    pub fn why_read_only(&self) -> Option<&str> {
        match &self.data.access {
            Access::ReadWrite => None,
            Access::ReadOnly { why } => Some(why),
        }
    }

    /// The review that is open.
    pub fn open_review(&self) -> Option<&Review> {
        self.importing.open.as_ref().and_then(|view| self.notebook.import(view.id))
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
