//! On stage: the question, the clock and the STAR strip; nothing moves but the marker and the clock.

use std::time::Duration;

use eframe::egui::{self, Align, Align2, FontId, Layout, RichText, Ui};

use crate::app::action::{Action, StageAction};
use crate::app::command::{Command, StageCommand};
use crate::app::model::{Model, Stage};
use crate::app::onstage::{OnStage, OpenNotes};
use crate::domain::attempt::Mode;
use crate::domain::countdown::{AnswerClock, Mono, Remaining, clock};
use crate::domain::rehearsal::Phase;
use crate::domain::star::Section;
use crate::ui::bindings::{Context, key_for, key_text};

use super::super::tokens::{NARROW, TARGET, colours, height, plain, serif, size, space, strong, width};
use super::super::widgets::{
    Labelled, action_button, button, button_with, keys_of, muted, note, primary_action,
    star_strip::star_strip,
};
use super::super::{Outbox, attention};
use super::{notes, score};

/// Draws the stage.
pub fn show(ui: &mut Ui, model: &Model, stage: &Stage, out: &mut Outbox) {
    let on = stage.on_stage();
    let scored = stage.scored(model);
    let controls = |ui: &mut Ui, out: &mut Outbox| match &scored {
        Some(_) => score::controls(ui, out, |_, _| {}),
        None => controls(ui, model, &on, out),
    };
    set(ui, model, stage.open_notes(), out, controls, |ui, notes, out| {
        top_line(ui, model, stage, out);
        if let Some(gap) = stage.rehearsal.gap() {
            gap_line(ui, gap.length, out);
        }
        match &scored {
            Some(scored) => score::show(ui, model, scored, |_, _| {}, out),
            None => answer(ui, model, &on, notes, out),
        }
    });
}

/// The stage as a place: the controls at its foot, the notes beside it, and between them what `body`
/// draws. `body` gets the notes where there is no room beside it.
pub fn set(
    ui: &mut Ui,
    model: &Model,
    open: Option<OpenNotes<'_>>,
    out: &mut Outbox,
    controls: impl FnOnce(&mut Ui, &mut Outbox),
    body: impl FnOnce(&mut Ui, Option<OpenNotes<'_>>, &mut Outbox),
) {
    let c = colours(ui);
    let beside = open.filter(|_| ui.available_width() >= NARROW);
    // As high as its rows need: on a narrow or magnified window the buttons wrap. There the notes need
    // their room; the keys go on.
    if open.is_none() || beside.is_some() {
        let frame = egui::Frame::new().fill(c.paper);
        let panel = egui::Panel::bottom("stage controls").show_separator_line(false).resizable(false);
        panel.frame(frame).show(ui, |ui| column(ui, |ui| controls(ui, out)));
    }
    if let Some(notes) = beside {
        notes::beside(ui, model, notes, out);
    }
    egui::CentralPanel::default().frame(egui::Frame::new().fill(c.paper)).show(ui, |ui| {
        column(ui, |ui| body(ui, open.filter(|_| beside.is_none()), out));
    });
}

/// The answer in its phase: the question, its clock, the STAR strip, the probes.
pub fn answer(ui: &mut Ui, model: &Model, on: &OnStage<'_>, notes: Option<OpenNotes<'_>>, out: &mut Outbox) {
    if let Some(open) = notes {
        // Too narrow for both: the clock stays, the rest makes way.
        let thinking = matches!(on.rehearsal.phase(), Phase::Think(_));
        clock_line(ui, model, on, if thinking { "to think" } else { "left" });
        notes::show(ui, model, open, out);
        return;
    }
    let height = ui.available_height();
    let scroll = egui::ScrollArea::vertical().id_salt("stage").auto_shrink(false);
    attention::scrolled(ui, scroll, |ui| match on.rehearsal.phase() {
        Phase::Think(_) => think(ui, model, on, height, out),
        Phase::Answer(answer) => speak(ui, model, on, answer, height, out),
        Phase::Probe(index, _) => probe(ui, model, on, *index, height),
        Phase::Score(_) | Phase::Done => {}
    });
}

/// A column in the middle of the window, not wider than reads well. Where something stands beside it,
/// it begins at the same place and is only as wide as there is room.
fn column(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let window = ui.ctx().content_rect().width();
    let side = ((window - width::STAGE) / 2.0).max(0.0) + space::XL;
    ui.horizontal_top(|ui| {
        ui.add_space(side - ui.spacing().item_spacing.x);
        ui.vertical(|ui| {
            let room = (ui.available_width() - space::XL).min(window - 2.0 * side);
            ui.set_width(room.max(0.0));
            ui.add_space(space::L);
            add(ui);
            ui.add_space(space::M);
        });
    });
}

fn top_line(ui: &mut Ui, model: &Model, stage: &Stage, out: &mut Outbox) {
    let c = colours(ui);
    let session = &stage.session;
    let brief = &stage.rehearsal.brief;
    ui.horizontal(|ui| {
        ui.label(RichText::new(&brief.drawn.principle).font(strong(size::BODY)).color(c.accent));
        let place = if brief.mode == Mode::WarmUp {
            "warm-up, not scored".to_owned()
        } else if brief.redo_of.is_some() {
            "once more".to_owned()
        } else {
            format!("{} of {}", session.answered + 1, session.setup.questions)
        };
        muted(ui, format!("· {place}"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let notes = stage.rehearsal.watch().is_some() && stage.notes.is_none();
            aside(ui, model, notes, out);
        });
    });
    // The principle stands above already.
    let named = format!("{}: ", brief.drawn.principle);
    let reason = brief.drawn.reason.strip_prefix(&named).unwrap_or(&brief.drawn.reason);
    if !is_low(ui) {
        note(ui, format!("Why this one: {reason}"));
    }
}

/// The way to the notes, and what is to be known about sound, voice and disk; from the right.
pub fn aside(ui: &mut Ui, model: &Model, notes: bool, out: &mut Outbox) {
    if notes {
        text_action(ui, Context::Think, Action::Stage(StageAction::Notes), "Notes", out);
    }
    let silent = matches!(model.sound, Some(Err(_)));
    let sound = if silent { "No sound device, so cues are shown" } else { "" };
    let words: Vec<&str> = [sound, model.voice_text(), saved_text(model)]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    note(ui, words.join(" · "));
}

/// What is said about the last attempt on its way to the disk.
pub fn saved_text(model: &Model) -> &'static str {
    if !model.saving.failed.is_empty() {
        "Not saved"
    } else if model.saving.saved {
        "Last answer saved"
    } else {
        ""
    }
}

/// That time passed without the program, and what it was.
pub fn gap_line(ui: &mut Ui, length: Duration, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let text = format!("Greenroom was stopped for {}. That time counts.", clock(length.as_secs()));
        super::super::widgets::warning(ui, &text);
        action_button(ui, Context::Gap, Action::Stage(StageAction::GapPause), out);
        action_button(ui, Context::Gap, Action::Stage(StageAction::GapCounts), out);
    });
}

/// A question, as large as fits in `height`, at most 32 points, 56 in full screen.
pub fn question(ui: &mut Ui, text: &str, full_screen: bool, height: f32) {
    let largest = if full_screen { size::STAGE } else { size::QUESTION };
    let width = ui.available_width();
    let ink = colours(ui).ink;
    let mut points = largest;
    let galley = loop {
        let galley = ui.painter().layout(text.to_owned(), serif(points), ink, width);
        if galley.size().y <= height || points <= size::LEAD {
            break galley;
        }
        points -= 2.0;
    };
    ui.allocate_ui(egui::vec2(width, height.max(galley.size().y)), |ui| {
        ui.set_min_height(height);
        ui.add(egui::Label::new(RichText::new(text).font(serif(points))).wrap());
    });
}

/// In the question's place while it is only to be heard.
fn hidden_question(ui: &mut Ui, height: f32, out: &mut Outbox) {
    ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
        ui.set_min_height(height);
        ui.vertical(|ui| {
            let muted = colours(ui).muted;
            ui.label(
                RichText::new("Listen: the question is being read.").font(serif(size::HEADING)).color(muted),
            );
            text_action(
                ui,
                Context::Think,
                Action::Stage(StageAction::ShowQuestion),
                "Show the question",
                out,
            );
        });
    });
}

fn think(ui: &mut Ui, model: &Model, on: &OnStage<'_>, height: f32, out: &mut Outbox) {
    let rehearsal = on.rehearsal;
    ui.add_space(space::L);
    if model.question_hidden() {
        hidden_question(ui, height * 0.36, out);
    } else {
        question(ui, &rehearsal.brief.drawn.text, model.full_screen, height * 0.36);
    }
    clock_line(ui, model, on, "to think");
    ui.add_space(space::S);
    if on.hints {
        hints(ui, model, on);
    }
    if rehearsal.brief.ask_prediction {
        predict(ui, on, out);
    }
    stories(ui, model, on, out);
}

/// What a drill says while the person thinks.
fn hints(ui: &mut Ui, model: &Model, on: &OnStage<'_>) {
    let drawn = &on.rehearsal.brief.drawn;
    if let Some(first) = on.first_try.filter(|_| !model.profile.settings.quiet) {
        ui.label(RichText::new(format!("Your first try: {}", first.words())).font(plain(size::LEAD)));
    }
    if let Some(next_time) = on.last_time {
        ui.label(
            RichText::new(format!("Last time you wrote: next time I will {next_time}"))
                .font(plain(size::LEAD)),
        );
    } else if let Some(meaning) = model.catalog.principle(&drawn.principle).map(|p| &p.meaning)
        && !meaning.is_empty()
    {
        muted(ui, format!("{}: {meaning}", drawn.principle));
    }
    if let Some(sign) = sign(model, on) {
        muted(ui, format!("A good sign: {sign}"));
    }
    if let Some(tip) = on.tip {
        muted(ui, format!("Tip: {tip}"));
    }
}

/// One sign an interviewer listens for, another each time the principle is asked.
fn sign<'a>(model: &'a Model, on: &OnStage<'_>) -> Option<&'a str> {
    let principle = model.catalog.principle(&on.rehearsal.brief.drawn.principle)?;
    let asked = model.readiness_table.attempts_of(&principle.name).len();
    let signs = &principle.signs;
    (!signs.is_empty()).then(|| signs[asked % signs.len()].as_str())
}

fn predict(ui: &mut Ui, on: &OnStage<'_>, out: &mut Outbox) {
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        ui.label("What mean score do you expect, 1 to 5?");
        for value in 1..=5u8 {
            let chosen = on.rehearsal.predicted.is_some_and(|s| s.value() == value);
            let text = if chosen { format!("✓ {value}") } else { value.to_string() };
            if button(ui, &text).labelled(&format!("Expect {value}")).clicked() {
                out.push(Command::Do(Action::Stage(StageAction::Predict(value))));
            }
        }
    });
}

fn stories(ui: &mut Ui, model: &Model, on: &OnStage<'_>, out: &mut Outbox) {
    let stories = model.stories_for(&on.rehearsal.brief.drawn.principle);
    if stories.is_empty() {
        return;
    }
    ui.add_space(space::S);
    if !on.stories_shown {
        let text = format!("Show your {}", crate::domain::words::counted(stories.len(), "story", "stories"));
        if button_with(ui, &text, Some("↓")).clicked() {
            out.push(Command::Stage(StageCommand::ShowStories(true)));
        }
        return;
    }
    note(ui, "The story you mean to tell (↑ ↓)");
    for story in stories {
        let chosen = on.rehearsal.story.as_deref() == Some(story.id.as_str());
        let title = story.shown_title();
        let text = if chosen { format!("✓ {title}") } else { title.to_owned() };
        let response =
            super::super::widgets::row(ui, ("stage story", &story.id), title, TARGET, chosen, |ui| {
                ui.add(egui::Label::new(text).truncate());
            });
        if response.clicked() {
            out.push(Command::Stage(StageCommand::ChooseStory((!chosen).then(|| story.id.clone()))));
        }
    }
}

fn speak(ui: &mut Ui, model: &Model, on: &OnStage<'_>, answer: &AnswerClock, height: f32, out: &mut Outbox) {
    let rehearsal = on.rehearsal;
    let now = model.now.mono;
    // On a low or magnified window clock and strip come first, so that they are never scrolled away.
    let low = height < height::LOW_STAGE;
    if low {
        clock_line(ui, model, on, "left");
        strip(ui, on, answer, now, out);
    }
    ui.add_space(if low { space::S } else { space::L });
    let least = if low { height::QUESTION_LOW } else { height::QUESTION_LEAST };
    question(ui, &rehearsal.brief.drawn.text, model.full_screen, (height * 0.42).max(least));
    if !low {
        clock_line(ui, model, on, "left");
        ui.add_space(space::S);
        strip(ui, on, answer, now, out);
    }
    if answer.is_marked() {
        let lit = answer.lit();
        ui.label(RichText::new(format!("{lit}: {}", lit.prompt())).font(plain(size::LEAD)));
    } else {
        let first = Section::Situation;
        let text = format!("{first}: {} Press 2 when you reach the task.", first.prompt());
        ui.label(RichText::new(text).font(plain(size::LEAD)));
    }
    if model.profile.settings.boundary_chimes {
        note(ui, format!("The plan is at: {}", rehearsal.planned_section(now)));
    }
    if let Some(at) = rehearsal.moments.last() {
        note(ui, format!("✓ Moment marked at {at}. It waits under Stories."));
    }
}

fn strip(ui: &mut Ui, on: &OnStage<'_>, answer: &AnswerClock, now: Mono, out: &mut Outbox) {
    if let Some(section) = star_strip(ui, on.rehearsal.brief.budget, answer, now) {
        out.push(Command::Do(Action::Stage(StageAction::Section(section))));
    }
}

fn probe(ui: &mut Ui, model: &Model, on: &OnStage<'_>, index: usize, height: f32) {
    let rehearsal = on.rehearsal;
    if !is_low(ui) {
        ui.add_space(space::L);
        muted(ui, &rehearsal.brief.drawn.text);
    }
    note(ui, format!("Probe {} of {}", index + 1, rehearsal.probe_count()));
    let text = rehearsal.brief.drawn.probes.get(index).map_or("", String::as_str);
    question(ui, text, model.full_screen, (height * 0.36).max(height::PROBE_LEAST));
    clock_line(ui, model, on, "left");
}

/// The clock with what it counts, and the visual twin of each cue as a word.
fn clock_line(ui: &mut Ui, model: &Model, on: &OnStage<'_>, what: &str) {
    let c = colours(ui);
    let now = model.now.mono;
    let Some(remaining) = on.rehearsal.remaining(now) else { return };
    let planned = on.rehearsal.planned().unwrap_or_default();
    let thinking = matches!(on.rehearsal.phase(), Phase::Think(_));
    let last_fifth = !thinking && on.rehearsal.elapsed(now) >= planned * 4 / 5;
    let (words, colour) = match remaining {
        Remaining::Over(_) if thinking => ("over; begin when you are ready", c.ink),
        Remaining::Over(_) => ("over the plan; finish when you are done", c.warning),
        Remaining::Left(_) if last_fifth => ("left · last fifth", c.warning),
        Remaining::Left(_) => (what, c.ink),
    };
    let words = on.clock_name.map_or_else(|| words.to_owned(), |name| format!("{name}: {words}"));
    large_clock(ui, remaining, &words, colour, on.rehearsal.is_paused());
}

/// A clock in large figures, with what it counts.
pub fn large_clock(ui: &mut Ui, remaining: Remaining, words: &str, colour: egui::Color32, paused: bool) {
    ui.horizontal(|ui| {
        // A fixed width, so that nothing moves when a figure is added.
        // Read from two metres, where there is room for that.
        let (figures, room) = if is_low(ui) {
            (size::QUESTION, egui::vec2(width::CLOCK, height::CLOCK))
        } else {
            (size::STAGE, egui::vec2(width::LARGE_CLOCK, height::LARGE_CLOCK))
        };
        let (rect, response) = ui.allocate_exact_size(room, egui::Sense::hover());
        let font: FontId = strong(figures);
        ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, remaining.clock(), font, colour);
        response.labelled_text(&format!("{} {words}", remaining.clock()));
        ui.label(RichText::new(words).color(colour));
        if paused {
            ui.label(RichText::new("Paused").font(strong(size::BODY)).color(colours(ui).warning));
        }
    });
}

/// Names painted text for those who do not see it.
trait LabelledText {
    fn labelled_text(&self, text: &str);
}

impl LabelledText for egui::Response {
    fn labelled_text(&self, text: &str) {
        self.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    }
}

/// What can be done in each phase of an answer.
pub fn controls(ui: &mut Ui, model: &Model, on: &OnStage<'_>, out: &mut Outbox) {
    let pause = if on.rehearsal.is_paused() { "Go on" } else { "Pause" };
    let hear = model.profile.settings.voice.on;
    let (context, main, others) = match on.rehearsal.phase() {
        Phase::Think(_) => {
            let mut others = vec![(StageAction::Pause, pause), (StageAction::Skip, "Skip")];
            others.extend(hear.then_some((StageAction::HearAgain, "Hear it again")));
            (Context::Think, (StageAction::Begin, "Begin the answer"), others)
        }
        Phase::Answer(_) => {
            let others = vec![
                (StageAction::Pause, pause),
                (StageAction::PreviousSection, "Section before"),
                (StageAction::NextSection, "Next section"),
                (StageAction::Moment, "Mark a moment"),
            ];
            (Context::Answer, (StageAction::Finish, "Done"), others)
        }
        Phase::Probe(..) => {
            let others = vec![
                (StageAction::Pause, pause),
                (StageAction::ProbeAlready, "Already answered"),
                (StageAction::ProbeStuck, "Stuck"),
                (StageAction::ProbeEnd, "End probes"),
            ];
            (Context::Probes, (StageAction::ProbeNext, "Answered, next"), others)
        }
        Phase::Score(_) | Phase::Done => return leave_button(ui, out),
    };
    ui.horizontal_wrapped(|ui| {
        primary_action(ui, context, Action::Stage(main.0), main.1, out);
        // On a low or magnified window the room is the question's: only the first stands beside it.
        let shown = if is_low(ui) { 1 } else { others.len() };
        for (action, text) in &others[..shown] {
            text_action(ui, context, Action::Stage(*action), text, out);
        }
        if shown < others.len() {
            ui.menu_button("More…", |ui| {
                for (action, text) in &others[shown..] {
                    text_action(ui, context, Action::Stage(*action), text, out);
                }
                leave_button(ui, out);
            });
        }
        if !is_low(ui) && context == Context::Think {
            text_action(ui, Context::Always, Action::FullScreen, "Full screen", out);
        }
        if !is_low(ui) {
            leave_button(ui, out);
        }
    });
}

/// Whether the window is so low, or so magnified, that the question needs all room there is.
pub fn is_low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < height::ROOMY
}

/// The button that opens the menu for leaving.
pub fn leave_button(ui: &mut Ui, out: &mut Outbox) {
    let keys = key_for(Context::Always, Action::Escape).map(|k| key_text(k, false));
    if button_with(ui, "Leave…", keys.as_deref()).clicked() {
        out.push(Command::Do(Action::Escape));
    }
}

/// A button for an action under other words than its own.
pub fn text_action(ui: &mut Ui, context: Context, action: Action, text: &str, out: &mut Outbox) {
    if button_with(ui, text, keys_of(ui, context, action).as_deref()).on_hover_text(action.text()).clicked() {
        out.push(Command::Do(action));
    }
}
