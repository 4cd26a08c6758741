//! The eframe application: events in, one frame out, the next wake-up set.

use std::time::Duration;

use eframe::egui::{self, ViewportCommand};

use crate::app::clock::Clock;
use crate::app::command::{Command, ImportCommand, WindowCommand};
use crate::app::effect::{Effect, Event};
use crate::app::importing::ImportSource;
use crate::app::jobs::Jobs;
use crate::app::model::{Model, Screen};
use crate::app::recording::RecordingCommand;
use crate::app::shown::route::{FindPart, Place};
use crate::app::stage::Play;
use crate::app::update;
use crate::domain::mock::record::InterviewPart;
use crate::domain::profile::Theme;
use crate::domain::rehearsal::{Phase, Rehearsal};
use crate::ui::{self, keys};

use super::held::Held;

/// What is on stage: which attempt or mock interview, where in that, in which phase of an answer, after
/// how many probes.
type OnStage = (
    uuid::Uuid,
    Option<(usize, InterviewPart)>,
    Option<(std::mem::Discriminant<Phase>, usize)>,
    Option<FindPart>,
);

/// The application.
pub struct Greenroom {
    model: Model,
    clock: Box<dyn Clock>,
    jobs: Box<dyn Jobs>,
    /// What the window was last told.
    shown: Option<(Theme, Option<bool>, f32)>,
    /// What was on stage in the last frame.
    on_stage: Option<OnStage>,
    /// The answer that was scored again in the last frame, and whether it was saved.
    again: Option<(uuid::Uuid, bool)>,
    /// The screen, and whether something lies above it.
    place: (Screen, bool),
    /// Whether a text field had the keyboard in the last frame.
    was_in_text: bool,
    /// The keys that are down.
    held: Held,
}

impl Greenroom {
    /// The application over this model. Call from eframe's creation closure.
    pub fn new(ctx: &egui::Context, model: Model, clock: Box<dyn Clock>, jobs: Box<dyn Jobs>) -> Self {
        ui::fonts::install(ctx);
        ui::tokens::apply(ctx);
        // Zooming is a setting of ours, so that it is remembered.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let mut app = Self {
            model,
            clock,
            jobs,
            shown: None,
            on_stage: None,
            again: None,
            place: (Screen::Today, false),
            was_in_text: false,
            held: Held::default(),
        };
        let effects = update::start(&mut app.model);
        app.perform(ctx, effects);
        app
    }

    /// The model, for reading.
    pub fn model(&self) -> &Model {
        &self.model
    }

    fn send(&mut self, ctx: &egui::Context, command: Command) {
        let effects = update::update(&mut self.model, command, self.clock.now());
        self.perform(ctx, effects);
    }

    fn perform(&mut self, ctx: &egui::Context, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::FullScreen(full) = effect {
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(full));
            } else {
                self.jobs.perform(effect);
            }
        }
    }

    fn report(&mut self, ctx: &egui::Context, events: Vec<Event>) {
        for event in events {
            self.send(ctx, Command::Event(Box::new(event)));
        }
    }

    /// Imports what was dropped on the window, or pasted outside a text field.
    fn take_given(&mut self, ctx: &egui::Context) {
        let route = self.model.route();
        let may_paste = !route.place.is_on_stage() && route.above.is_none() && !ctx.text_edit_focused();
        let mut given: Vec<ImportSource> = ctx.input(|input| {
            input
                .raw
                .dropped_files
                .iter()
                .map(|file| ImportSource::File(file.path().display().to_string()))
                .collect()
        });
        if may_paste {
            ctx.input_mut(|input| {
                input.events.retain_mut(|event| match event {
                    egui::Event::Paste(text) => {
                        given.push(ImportSource::Text(std::mem::take(text)));
                        false
                    }
                    _ => true,
                });
            });
        }
        if !given.is_empty() {
            self.send(ctx, Command::Import(ImportCommand::Read(given)));
        }
    }

    /// Tells the window its theme and scale where they changed.
    fn apply_theme(&mut self, ctx: &egui::Context) {
        let settings = &self.model.notebook.profile.settings;
        let wanted = (settings.theme, self.model.window.system_dark, settings.zoom);
        if self.shown == Some(wanted) {
            return;
        }
        self.shown = Some(wanted);
        let theme = match (settings.theme, self.model.window.system_dark) {
            (Theme::Dark, _) | (Theme::System, Some(true)) => egui::ThemePreference::Dark,
            (Theme::Light, _) | (Theme::System, Some(false)) => egui::ThemePreference::Light,
            // Nothing told: what the window library knows, else light.
            (Theme::System, None) => match ctx.input(|i| i.raw.system_theme) {
                Some(_) => egui::ThemePreference::System,
                None => egui::ThemePreference::Light,
            },
        };
        ctx.set_theme(theme);
        ctx.set_zoom_factor(settings.zoom);
    }

    /// Takes the keyboard away from what has left the screen: each phase begins with nothing focused.
    fn clear_focus(&mut self, ctx: &egui::Context) {
        let on_stage = on_stage(&self.model);
        let again = self.model.rescoring.as_ref().map(|again| (again.attempt, again.saved));
        let place = (self.model.screen, self.model.modal.is_some());
        if on_stage != self.on_stage || again != self.again || place != self.place {
            (self.on_stage, self.again, self.place) = (on_stage, again, place);
            ctx.memory_mut(|memory| {
                if let Some(id) = memory.focused() {
                    memory.surrender_focus(id);
                }
            });
        }
    }

    /// A screen reader's speech may be in what is recorded.
    fn notice_screen_reader(&mut self, ctx: &egui::Context) {
        // The tree is built only while somebody reads it.
        let on = ctx.accesskit_node_builder(egui::accesskit_root_id(), |_| ()).is_some();
        if on != self.model.recording.screen_reader {
            self.send(ctx, Command::Recording(RecordingCommand::ScreenReader(on)));
        }
    }

    /// Keeps the window open, once, while something is not saved.
    fn stay_open_while_unsaved(&mut self, ctx: &egui::Context) {
        if self.model.window.closing {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        } else if ctx.input(|i| i.viewport().close_requested()) && !self.model.saving.failed.is_empty() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.send(ctx, Command::Window(WindowCommand::CloseRequested));
        }
    }

    /// Asks for the next frame when the clock, or something being typed, next needs one.
    fn wake_later(&self, ctx: &egui::Context) {
        if let Some(at) = update::next_tick(&self.model) {
            let wait = at.saturating_sub(self.clock.now().mono);
            // A little late rather than a little early: early would show the old second.
            ctx.request_repaint_after(wait + Duration::from_millis(2));
        }
    }
}

fn on_stage(model: &Model) -> Option<OnStage> {
    let phase = |r: &Rehearsal| (std::mem::discriminant(r.phase()), r.probes().len());
    match &model.stage.as_ref()?.play {
        Play::Drill(drill) => Some((drill.rehearsal.brief.id, None, Some(phase(&drill.rehearsal)), None)),
        Play::Interview(interview) => {
            let run = &interview.run;
            Some((run.mock().id, Some((run.mock().round, run.place())), run.rehearsal().map(phase), None))
        }
        Play::Find(finding) => match model.place() {
            Place::Find(part) => Some((finding.find.record.id, None, None, Some(part))),
            _ => None,
        },
    }
}

impl eframe::App for Greenroom {
    fn raw_input_hook(&mut self, _ctx: &egui::Context, raw_input: &mut egui::RawInput) {
        self.held.mend(&mut raw_input.events);
    }

    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        let events = self.jobs.events();
        self.report(ctx, events);
        self.send(ctx, Command::Tick);
        self.stay_open_while_unsaved(ctx);
        self.wake_later(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let actions = keys::take_actions(&ctx, self.model.route(), self.was_in_text);
        let acted = !actions.is_empty();
        for action in actions {
            self.send(&ctx, Command::Do(action));
        }
        self.take_given(&ctx);
        self.apply_theme(&ctx);
        self.clear_focus(&ctx);
        let commands = ui::shell::show(ui, &self.model);
        ui::attention::ring(&ctx);
        self.was_in_text = ctx.text_edit_focused();
        self.notice_screen_reader(&ctx);
        let changed = acted || !commands.is_empty();
        for command in commands {
            self.send(&ctx, command);
        }
        if changed {
            ctx.request_repaint();
        }
        self.wake_later(&ctx);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        let effects = update::close(&mut self.model, self.clock.now());
        for effect in effects {
            self.jobs.perform(effect);
        }
        self.jobs.finish();
    }
}
