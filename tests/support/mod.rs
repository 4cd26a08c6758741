//! What window tests and the gallery share: the application over a real store, with a made-up clock.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use eframe::egui::{self, Key, Modifiers, Vec2};
use egui_kittest::Harness;
use greenroom::app::clock::{Clock, Now};
use greenroom::app::effect::{AudioJob, Effect, Event, StoreJob};
use greenroom::app::exporting::{self, Destination, ExportReport};
use greenroom::app::importing;
use greenroom::app::jobs::{Jobs, StoreDesk};
use greenroom::app::model::Model;
use greenroom::app::recording::{ListenJob, RecordJob, TranscribeJob};
use greenroom::audio::{Cue, Utterance};
use greenroom::domain::attempt::Attempt;
use greenroom::domain::catalog::Catalog;
use greenroom::domain::demo;
use greenroom::domain::draw::SeededRng;
use greenroom::reader::Here;
use greenroom::store::Store;
use greenroom::window::application::Greenroom;
use rand::SeedableRng;
use uuid::Uuid;

/// Puts a made-up practice history of so many answers into `folder`; none leaves it alone.
pub fn fill(folder: &Path, answers: usize, wall: &str) {
    if answers == 0 {
        return;
    }
    let now = DateTime::parse_from_rfc3339(wall).unwrap();
    let state = folder.with_extension("filler");
    let (mut store, _) = Store::open(folder, &state, now.into()).unwrap();
    let profile = demo::profile(now.date_naive());
    let catalog = Catalog::new(greenroom::banks::built_in().unwrap(), &profile);
    let mut rng = SeededRng::seed_from_u64(7);
    let attempts = demo::attempts(&catalog, answers, now, &mut rng);
    store.write_profile(&profile).unwrap();
    for story in demo::stories(now, &mut rng) {
        store.write_story(&story).unwrap();
    }
    store.put_attempts(&attempts, now.into()).unwrap();
}

/// A clock that moves only when it is told to.
#[derive(Clone)]
pub struct MadeUpClock(pub Rc<Cell<Now>>);

impl MadeUpClock {
    pub fn at(wall: &str) -> Self {
        let wall = DateTime::parse_from_rfc3339(wall).unwrap();
        Self(Rc::new(Cell::new(Now { mono: Duration::from_secs(10_000), wall })))
    }

    pub fn advance(&self, by: Duration) {
        let now = self.0.get();
        let wall = now.wall + chrono::TimeDelta::from_std(by).unwrap();
        self.0.set(Now { mono: now.mono + by, wall });
    }

    pub fn set_wall(&self, wall: DateTime<FixedOffset>) {
        self.0.set(Now { wall, ..self.0.get() });
    }
}

impl Clock for MadeUpClock {
    fn now(&self) -> Now {
        self.0.get()
    }
}

/// What the audio thread would have been told.
#[derive(Clone, Default)]
pub struct Heard(pub Rc<RefCell<Vec<Vec<Cue>>>>);

/// What the voice would have been told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    Speak(Utterance),
    Hush,
    Find(String),
}

/// All that the voice would have been told.
#[derive(Clone, Default)]
pub struct Spoken(pub Rc<RefCell<Vec<Asked>>>);

/// What a thread of recordings would have been told.
pub struct Told<T>(pub Rc<RefCell<Vec<T>>>);

impl<T> Default for Told<T> {
    fn default() -> Self {
        Self(Rc::default())
    }
}

impl<T> Clone for Told<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> Told<T> {
    /// What came since the last look.
    pub fn take(&self) -> Vec<T> {
        self.0.take()
    }
}

/// Jobs done at once, on this thread, so that a test needs no waiting.
pub struct InlineJobs {
    desk: StoreDesk,
    clock: MadeUpClock,
    events: Vec<Event>,
    heard: Heard,
    spoken: Spoken,
    recorder: Told<RecordJob>,
    listener: Told<ListenJob>,
    transcriber: Told<TranscribeJob>,
    studied: Told<Uuid>,
    sounds: PathBuf,
    /// Events that a test made up.
    made_up: Rc<RefCell<Vec<Event>>>,
    /// While set, the disk takes nothing.
    pub failing: Rc<Cell<bool>>,
    /// While set, jobs are taken and not done, as in a crash.
    pub dead: Rc<Cell<bool>>,
    /// What the next dialog to save a file is answered with; none closes it.
    pub dialog: Rc<RefCell<Option<PathBuf>>>,
}

impl Jobs for InlineJobs {
    fn perform(&mut self, effect: Effect) {
        if self.dead.get() {
            return;
        }
        match effect {
            Effect::Store(job) if self.failing.get() && !matches!(job, StoreJob::ListBackups) => {
                self.events
                    .push(Event::NotStored(job, "The disk is full. Make room and try again.".to_owned()));
            }
            Effect::Store(job) => {
                let events = self.desk.perform(job, self.clock.now().wall.into());
                self.events.extend(events);
            }
            Effect::Audio(AudioJob::Schedule(cues)) => self.heard.0.borrow_mut().push(cues),
            Effect::Speak(utterance) => self.spoken.0.borrow_mut().push(Asked::Speak(utterance)),
            Effect::Hush => self.spoken.0.borrow_mut().push(Asked::Hush),
            Effect::FindVoice(command) => self.spoken.0.borrow_mut().push(Asked::Find(command)),
            Effect::Record(job) => self.recorder.0.borrow_mut().push(job),
            Effect::Listen(job) => self.listener.0.borrow_mut().push(job),
            Effect::Transcribe(job) => self.transcriber.0.borrow_mut().push(job),
            Effect::Study(id) => self.studied.0.borrow_mut().push(id),
            Effect::Audio(_) | Effect::FullScreen(_) | Effect::PickImport | Effect::CancelImport(_) => {}
            Effect::SaveFile(job) => {
                let place = match &job.path {
                    Some(path) => Some(Destination::typed(path, &job.what)),
                    None => self.dialog.borrow_mut().take().map(|path| Destination::chosen(path, &job.what)),
                };
                let report = place.map_or(ExportReport::NotChosen, |p| {
                    exporting::run(&job.what, &job.given, &self.sounds, &p)
                });
                self.events.push(Event::Exported(job.number, report));
            }
            Effect::Import(job) => {
                let reader = Here { new_id: uuid::Uuid::now_v7 };
                importing::run(&job, &reader, &|| false, &mut |report| {
                    self.events.push(Event::Import(job.number, report));
                });
            }
        }
    }

    fn events(&mut self) -> Vec<Event> {
        let mut events = std::mem::take(&mut self.events);
        events.append(&mut self.made_up.borrow_mut());
        events
    }

    fn finish(&mut self) {}
}

/// The application under test.
pub struct Room {
    pub harness: Harness<'static, Greenroom>,
    pub clock: MadeUpClock,
    pub heard: Heard,
    pub spoken: Spoken,
    pub recorder: Told<RecordJob>,
    pub listener: Told<ListenJob>,
    pub transcriber: Told<TranscribeJob>,
    pub studied: Told<Uuid>,
    made_up: Rc<RefCell<Vec<Event>>>,
    pub failing: Rc<Cell<bool>>,
    pub dead: Rc<Cell<bool>>,
    pub dialog: Rc<RefCell<Option<PathBuf>>>,
    pub folder: PathBuf,
    pub state: PathBuf,
    /// Keeps the folder until the room is gone.
    temp: Option<tempfile::TempDir>,
}

/// How the room is to be.
pub struct RoomOptions {
    pub size: Vec2,
    pub theme: egui::Theme,
    pub zoom: f32,
    pub missing_glyphs: bool,
    pub render: bool,
    pub wall: &'static str,
    pub seed: u64,
}

impl Default for RoomOptions {
    fn default() -> Self {
        Self {
            size: egui::vec2(900.0, 600.0),
            theme: egui::Theme::Light,
            zoom: 1.0,
            missing_glyphs: false,
            render: false,
            wall: "2026-06-30T19:00:00+02:00",
            seed: 1,
        }
    }
}

impl Room {
    /// A room over a new, empty folder.
    pub fn new(options: &RoomOptions) -> Self {
        Self::prepared(options, |_| {})
    }

    /// A room over a folder that `prepare` fills first.
    pub fn prepared(options: &RoomOptions, prepare: impl FnOnce(&Path)) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let folder = temp.path().join("data");
        prepare(&folder);
        let mut room = Self::open(options, &folder, &temp.path().join("state"));
        room.temp = Some(temp);
        room
    }

    /// A room over this folder.
    pub fn open(options: &RoomOptions, folder: &Path, state: &Path) -> Self {
        let clock = MadeUpClock::at(options.wall);
        let (store, mut contents) = Store::open(folder, state, clock.now().wall.into()).unwrap();
        let heard = Heard::default();
        let (spoken, made_up) = (Spoken::default(), Rc::<RefCell<Vec<Event>>>::default());
        let (failing, dead) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(false)));
        let dialog = Rc::default();
        let (recorder, listener) = (Told::default(), Told::default());
        let (transcriber, studied) = (Told::default(), Told::default());
        let jobs = InlineJobs {
            recorder: recorder.clone(),
            listener: listener.clone(),
            transcriber: transcriber.clone(),
            studied: studied.clone(),
            sounds: store.sounds(),
            desk: StoreDesk::new(store),
            clock: clock.clone(),
            events: Vec::new(),
            heard: heard.clone(),
            spoken: spoken.clone(),
            made_up: Rc::clone(&made_up),
            failing: Rc::clone(&failing),
            dead: Rc::clone(&dead),
            dialog: Rc::clone(&dialog),
        };
        let built_in = greenroom::banks::built_in().unwrap();
        contents.has.profile.settings.zoom = options.zoom;
        contents.has.profile.settings.theme = match options.theme {
            egui::Theme::Dark => greenroom::domain::profile::Theme::Dark,
            egui::Theme::Light => greenroom::domain::profile::Theme::Light,
        };
        let model = Model::new(contents, built_in, "a folder".to_owned(), clock.now(), options.seed);
        let mut builder =
            Harness::builder().with_size(options.size).with_theme(options.theme).with_render_cursor(false);
        if options.missing_glyphs {
            builder = builder.allow_missing_glyphs();
        }
        if options.render {
            builder = builder.wgpu();
        }
        let its_clock = clock.clone();
        let harness = builder
            .build_eframe(move |cc| Greenroom::new(&cc.egui_ctx, model, Box::new(its_clock), Box::new(jobs)));
        Self {
            harness,
            clock,
            heard,
            spoken,
            recorder,
            listener,
            transcriber,
            studied,
            made_up,
            failing,
            dead,
            dialog,
            folder: folder.to_owned(),
            state: state.to_owned(),
            temp: None,
        }
    }

    pub fn model(&self) -> &Model {
        self.harness.state().model()
    }

    /// Reports something as a thread would.
    pub fn report(&mut self, event: Event) {
        self.made_up.borrow_mut().push(event);
        self.harness.run();
    }

    /// Presses a key, long enough after the last phase began.
    pub fn press(&mut self, key: Key) {
        self.clock.advance(Duration::from_millis(400));
        self.harness.key_press(key);
        self.harness.run();
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.clock.advance(Duration::from_millis(400));
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }

    /// Lets so many seconds pass, looked at once a second as the running window does.
    pub fn wait(&mut self, secs: u64) {
        for _ in 0..secs {
            self.clock.advance(Duration::from_secs(1));
            self.harness.step();
        }
        self.harness.run();
    }

    /// The attempts as the disk has them.
    pub fn stored(&self) -> Vec<Attempt> {
        Store::read(&self.folder, self.clock.now().wall.into()).unwrap().has.attempts.to_vec()
    }
}

impl Room {
    /// Presses the button of this name.
    pub fn click(&mut self, label: &str) {
        use eframe::egui::accesskit::Role;
        use egui_kittest::kittest::Queryable;
        self.clock.advance(Duration::from_millis(400));
        self.harness.get_by_role_and_label(Role::Button, label).scroll_to_me();
        self.harness.run();
        self.harness.get_by_role_and_label(Role::Button, label).click();
        self.harness.run();
    }

    /// Presses whatever has this name.
    pub fn click_any(&mut self, label: &str) {
        use egui_kittest::kittest::Queryable;
        self.harness.get_by_label(label).scroll_to_me();
        self.harness.run();
        self.harness.get_by_label(label).click();
        self.harness.run();
    }

    /// Brings whatever has this name into sight.
    pub fn show(&mut self, label: &str) {
        use egui_kittest::kittest::Queryable;
        self.harness.get_by_label(label).scroll_to_me();
        self.harness.run();
    }

    /// Whether something on screen says these words, among others.
    pub fn says(&self, words: &str) -> bool {
        use egui_kittest::kittest::Queryable;
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// Whether the page is headed so; a button of the rail is no heading.
    pub fn is_headed(&self, words: &str) -> bool {
        use eframe::egui::accesskit::Role;
        use egui_kittest::kittest::Queryable;
        let named = |role| self.harness.query_all_by_role_and_label(role, words).next().is_some();
        named(Role::Heading) || named(Role::Label)
    }

    /// The names of what can be used or read and lies over the window's left or right edge.
    pub fn clipped(&self) -> Vec<String> {
        use eframe::egui::accesskit::Role;
        use egui_kittest::kittest::{NodeT, Queryable};
        let window = self.harness.ctx.content_rect();
        let seen = |role| {
            matches!(
                role,
                Role::Button | Role::CheckBox | Role::ComboBox | Role::Label | Role::Slider | Role::TextInput
            )
        };
        let nodes = self.harness.query_all(egui_kittest::kittest::By::new());
        let nodes = nodes.filter(|node| seen(node.accesskit_node().role()));
        let over = nodes.filter(|node| {
            let rect = node.rect();
            rect.width() > 0.0 && (rect.left() < window.left() - 1.0 || rect.right() > window.right() + 1.0)
        });
        over.map(|node| {
            let name =
                node.accesskit_node().label().or_else(|| node.accesskit_node().value()).unwrap_or_default();
            format!("{name} {:?}", node.rect())
        })
        .collect()
    }

    /// Types into the field of this name, as a person does: a press into it, then the letters.
    pub fn type_into(&mut self, label: &str, text: &str) {
        use egui_kittest::kittest::{NodeT, Queryable};
        let field = |harness: &Harness<'static, Greenroom>, scroll: bool| {
            let field = harness
                .query_all_by_label(label)
                .find(|node| {
                    use eframe::egui::accesskit::Role;
                    matches!(node.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput)
                })
                .unwrap_or_else(|| panic!("no field called {label}"));
            if scroll { field.scroll_to_me() } else { field.click() }
        };
        field(&self.harness, true);
        self.harness.run();
        field(&self.harness, false);
        self.harness.run();
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.harness.run();
    }

    /// Goes to a screen by its key.
    pub fn go(&mut self, number: Key) {
        self.press_with(Modifiers::COMMAND, number);
    }

    /// From the think phase to the first score, ending the probes at once.
    pub fn answer(&mut self, secs: u64) {
        self.press(Key::Space);
        self.wait(secs);
        self.press(Key::Enter);
        self.press(Key::E);
    }

    /// Scores all six with `score` and saves.
    pub fn score_all(&mut self, score: Key) {
        for _ in 0..6 {
            self.press(score);
        }
        self.press(Key::Enter);
    }
}
