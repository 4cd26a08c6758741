//! On stage: the question, the clock and the STAR strip; nothing moves but the marker and the clock.

pub mod clock;
mod fade;
mod think;

use std::time::Duration;

use eframe::egui::{self, Align, Layout, RichText, Ui};

use crate::app::action::{Action, AidAction, StageAction};
use crate::app::command::Command;
use crate::app::model::Model;
use crate::app::notes::short;
use crate::app::recording::Light;
use crate::app::stage::{Drill, OnStage, OpenNotes, Stage};
use crate::domain::attempt::Mode;
use crate::domain::countdown::{AnswerClock, Mono, clock as face};
use crate::domain::question::parts;
use crate::domain::rehearsal::Phase;
use crate::domain::star::{Section, Structure};
use crate::domain::story::Story;
use crate::domain::words::capital;
use crate::ui::bindings::{Context, key_for, key_text};

use super::super::tokens::{NARROW, colours, height, line, plain, serif, size, space, strong, width};
use super::super::widgets::{
    action_button, button_with, keys_of, muted, note, primary_action, star_strip::star_strip,
};
use super::super::{Outbox, attention};
use super::{notes, score};
use clock::clock_line;
use think::think;

/// How much of a section of a story is shown while it is told, in characters.
const STORY_LINE: usize = 160;

/// Draws a drill.
pub fn show(ui: &mut Ui, model: &Model, stage: &Stage, drill: &Drill, out: &mut Outbox) {
    let Some(on) = stage.on_stage() else { return };
    let scored = stage.scored(model.now.mono);
    let controls = |ui: &mut Ui, out: &mut Outbox| match &scored {
        Some(_) => score::controls(ui, out, |_, _| {}),
        None => controls(ui, model, &on, out),
    };
    set(ui, model, stage.open_notes(), out, controls, |ui, notes, out| {
        top_line(ui, model, drill, out);
        if let Some(gap) = stage.gap() {
            gap_line(ui, gap, out);
        }
        match &scored {
            Some(scored) => score::show(ui, model, scored, |ui, _| story_told(ui, model, drill), out),
            None => answer(ui, model, &on, notes, out),
        }
    });
}

/// Which story the answer told, to be said by keys; asked only where there are stories.
fn story_told(ui: &mut Ui, model: &Model, drill: &Drill) {
    let told = drill.rehearsal.story.as_deref().and_then(|id| model.notebook.story(id));
    match told {
        Some(story) => note(ui, format!("You told: {} (↑ ↓ another)", story.shown_title())),
        None if model.stories_to_tell().is_empty() => return,
        None => note(ui, "Which story did you tell? ↓ names the likeliest."),
    };
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
            let low = is_low(ui);
            ui.add_space(if low { space::S } else { space::L });
            add(ui);
            ui.add_space(if low { space::S } else { space::M });
        });
    });
}

fn top_line(ui: &mut Ui, model: &Model, drill: &Drill, out: &mut Outbox) {
    let c = colours(ui);
    let session = &drill.session;
    let brief = &drill.rehearsal.brief;
    let hidden = model.hides_principle();
    ui.horizontal(|ui| {
        if !hidden {
            ui.label(RichText::new(&brief.drawn.principle).font(strong(size::BODY)).color(c.accent));
        }
        let place = if brief.mode == Mode::WarmUp {
            "warm-up, not scored".to_owned()
        } else if brief.mode == Mode::Part {
            "a part, not scored".to_owned()
        } else if brief.mode == Mode::Shorter {
            format!("length {} of {}, not scored", session.answered + 1, session.setup.questions)
        } else if brief.redo_of.is_some() {
            "once more".to_owned()
        } else {
            format!("{} of {}", session.answered + 1, session.setup.questions)
        };
        muted(ui, if hidden { place } else { format!("· {place}") });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            aside(ui, model, out);
        });
    });
    if hidden || is_low(ui) {
        return;
    }
    // The principle stands above already.
    let named = format!("{}: ", brief.drawn.principle);
    let reason = brief.drawn.reason.strip_prefix(&named).unwrap_or(&brief.drawn.reason);
    // Once more with one thing to fix: that is why, and is said as it is.
    let is_said = brief.redo_of.is_some() || brief.mode.is_retold();
    note(ui, if is_said { capital(reason) } else { format!("Why this one: {reason}") });
}

/// The way to the notes, and what is to be known about sound, voice and disk; from the right.
pub fn aside(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if model.stage.as_ref().is_some_and(|stage| stage.has_notes() && stage.aids.notes.is_none()) {
        text_action(ui, Context::Think, Action::Stage(StageAction::Aid(AidAction::Notes)), "Notes", out);
    }
    let thinking = model.rehearsal().is_none_or(|r| matches!(r.phase(), Phase::Think(_)));
    let silent = matches!(model.sound, Some(Err(_))) && thinking;
    let sound = if silent { "No sound device, so cues are shown" } else { "" };
    let words: Vec<&str> = [sound, model.voice_text(), saved_text(model)]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    recording_light(ui, model);
    // Never over what stands at the left: on a low or magnified window only what is not saved is said.
    if is_low(ui) && model.saving.failed.is_empty() {
        return;
    }
    let text = RichText::new(words.join(" · ")).font(plain(size::SMALL)).color(colours(ui).muted);
    ui.add(egui::Label::new(text).truncate());
}

/// Whether it records, always in sight.
fn recording_light(ui: &mut Ui, model: &Model) {
    let words = model.recording_text();
    if words.is_empty() {
        return;
    }
    let c = colours(ui);
    let records = model.tape_on_stage().is_some_and(|tape| tape.light == Light::On && !tape.is_over());
    let colour = if records || words.starts_with('△') { c.warning } else { c.muted };
    // Where there is little room the sign and its first word say it.
    let words = if is_low(ui) { words.split(';').next().unwrap_or(words) } else { words };
    let text = RichText::new(words).font(plain(size::SMALL)).color(colour);
    ui.add(egui::Label::new(text).truncate());
    if records {
        // The light itself; the words beside it say the same.
        let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(line::LIGHT), egui::Sense::hover());
        ui.painter().circle_filled(rect.center(), line::LIGHT / 2.0, c.warning);
    }
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
        let text = format!("Greenroom was stopped for {}. That time counts.", face(length.as_secs()));
        super::super::widgets::warning(ui, &text);
        action_button(ui, Context::Gap, Action::Stage(StageAction::GapPause), out);
        action_button(ui, Context::Gap, Action::Stage(StageAction::GapCounts), out);
    });
}

/// The share of the height that what is asked has in every phase, so that the clock below it stays where it is.
const ASKED: f32 = 0.42;

/// The place of what is asked: as high in every phase of an answer, but on a low window.
fn asked(ui: &mut Ui, height: f32, least: f32, add: impl FnOnce(&mut Ui, f32)) {
    let room = (height * ASKED).max(least);
    let top = ui.cursor().top();
    add(ui, room);
    let used = ui.cursor().top() - top;
    ui.add_space((room - used).max(0.0));
}

/// A question, as large as fits in `height`, at most 32 points, 56 in full screen. One of several parts is shown part
/// by part, each on a line of its own.
pub fn question(ui: &mut Ui, text: &str, full_screen: bool, height: f32) {
    let largest = if full_screen { size::STAGE } else { size::QUESTION };
    let width = ui.available_width();
    let ink = colours(ui).ink;
    let mut points = largest;
    let shown = parts(text).join("\n");
    let galley = loop {
        let galley = ui.painter().layout(shown.clone(), serif(points), ink, width);
        if galley.size().y <= height || points <= size::LEAD {
            break galley;
        }
        points -= 2.0;
    };
    ui.allocate_ui(egui::vec2(width, height.max(galley.size().y)), |ui| {
        ui.set_min_height(height);
        let label = ui.add(egui::Label::new(RichText::new(&shown).font(serif(points))).wrap());
        label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    });
}

/// A question where there is hardly room: one of more than three lines is set as small as other text. All of it is
/// there; the page scrolls by key.
fn small_question(ui: &mut Ui, text: &str) {
    let (ink, width) = (colours(ui).ink, ui.available_width());
    let lead = ui.painter().layout(text.to_owned(), serif(size::LEAD), ink, width);
    let points = if lead.size().y <= height::QUESTION_SMALL { size::LEAD } else { size::BODY };
    ui.add(egui::Label::new(RichText::new(text).font(serif(points))).wrap());
}

fn speak(ui: &mut Ui, model: &Model, on: &OnStage<'_>, answer: &AnswerClock, height: f32, out: &mut Outbox) {
    let rehearsal = on.rehearsal;
    let now = model.now.mono;
    // On a low or magnified window the question is set small, so that clock and strip stay in sight below it.
    let low = height < height::LOW_STAGE;
    if low {
        small_question(ui, &rehearsal.brief.drawn.text);
    } else {
        asked(ui, height, height::QUESTION_LEAST, |ui, room| {
            ui.add_space(space::L);
            question(ui, &rehearsal.brief.drawn.text, model.window.full_screen, room - space::L);
        });
    }
    clock_line(ui, model, on, "left");
    ui.add_space(if low { 0.0 } else { space::S });
    let shown = !model.notebook.profile.settings.calm.hide_outline;
    let story = rehearsal.story.as_deref().filter(|_| shown).and_then(|id| model.notebook.story(id));
    let structure = rehearsal.structure();
    match (rehearsal.brief.part, story) {
        // A part has a budget of its own, and no parts.
        (Some(section), story) => {
            let only = format!("Only the {}.", section.name().to_lowercase());
            ui.label(RichText::new(only).font(plain(size::LEAD)));
            if let Some(story) = story {
                story_line(ui, story, structure, section, Some(section));
            }
        }
        (None, Some(story)) => {
            strip(ui, model, on, answer, now, out);
            story_lines(ui, story, structure, Some(answer.lit()));
        }
        (None, None) => {
            strip(ui, model, on, answer, now, out);
            prompt(ui, structure, answer);
        }
    }
    if model.notebook.profile.settings.boundary_chimes {
        let planned = rehearsal.planned_section(now);
        note(ui, format!("The plan is at: {}", rehearsal.structure().name(planned)));
    }
    if let Some(at) = rehearsal.moments.last() {
        note(ui, format!("✓ Moment marked at {at}. It waits under Stories."));
    }
}

/// What the interviewer wants to hear now.
fn prompt(ui: &mut Ui, structure: Structure, answer: &AnswerClock) {
    let lit = answer.lit();
    let prompt = format!("{}: {}", structure.name(lit), structure.prompt(lit));
    let text = match structure.next(lit).filter(|_| !answer.is_marked()) {
        Some(next) => format!("{prompt} Press 2 when you reach the {}.", structure.name(next).to_lowercase()),
        None => prompt,
    };
    ui.label(RichText::new(text).font(plain(size::LEAD)));
}

/// The lines of a story, the one the speaker is at lit; a low window has room for that one only.
fn story_lines(ui: &mut Ui, story: &Story, structure: Structure, at: Option<Section>) {
    for section in structure.sections().iter().copied() {
        let lit = at == Some(section);
        if at.is_some() && !lit && ui.ctx().content_rect().height() < height::STORY_LINES {
            continue;
        }
        story_line(ui, story, structure, section, at);
    }
}

/// One line of a story.
fn story_line(ui: &mut Ui, story: &Story, structure: Structure, section: Section, at: Option<Section>) {
    let mut text = story.sections[section].clone();
    if structure == Structure::Car && section == Section::Situation {
        text = format!("{text} {}", story.sections[Section::Task]);
    }
    let text = match short(text.trim(), STORY_LINE) {
        text if text.is_empty() => "nothing written".to_owned(),
        text => text,
    };
    let lit = at == Some(section);
    let line = RichText::new(format!("{}{}: {text}", if lit { "→ " } else { "" }, structure.name(section)));
    let muted = colours(ui).muted;
    ui.label(if lit { line.font(strong(size::BODY)) } else { line.font(plain(size::BODY)).color(muted) });
}

fn strip(ui: &mut Ui, model: &Model, on: &OnStage<'_>, answer: &AnswerClock, now: Mono, out: &mut Outbox) {
    let planned = on.rehearsal.planned().unwrap_or_default();
    let hidden = |remaining| clock::is_hidden(model, planned, remaining);
    let timed = !on.rehearsal.remaining(now).is_some_and(hidden);
    if let Some(section) = star_strip(ui, on.rehearsal.brief.budget, answer, now, timed) {
        let number = on.rehearsal.structure().number(section);
        out.extend(
            u8::try_from(number).ok().map(|number| Command::Do(Action::Stage(StageAction::Section(number)))),
        );
    }
}

fn probe(ui: &mut Ui, model: &Model, on: &OnStage<'_>, index: usize, height: f32) {
    let rehearsal = on.rehearsal;
    let number = model.probe_words(rehearsal, index);
    let text = rehearsal.brief.drawn.probes.get(index).map_or("", String::as_str);
    if is_low(ui) {
        note(ui, number);
        question(ui, text, model.window.full_screen, (height * 0.36).max(height::PROBE_LEAST));
    } else {
        asked(ui, height, height::PROBE_LEAST, |ui, room| {
            let top = ui.cursor().top();
            ui.add_space(space::L);
            let asked = RichText::new(&rehearsal.brief.drawn.text).color(colours(ui).muted);
            ui.add(egui::Label::new(asked).truncate());
            note(ui, number);
            question(ui, text, model.window.full_screen, room - (ui.cursor().top() - top));
        });
    }
    clock_line(ui, model, on, "left");
}

/// What can be done in each phase of an answer.
pub fn controls(ui: &mut Ui, model: &Model, on: &OnStage<'_>, out: &mut Outbox) {
    let pause = if on.rehearsal.is_paused() { "Go on" } else { "Pause" };
    let hear = model.notebook.profile.settings.voice.on;
    let (context, main, mut others) = match on.rehearsal.phase() {
        Phase::Think(_) => {
            let mut others = vec![(StageAction::Pause, pause), (StageAction::Skip, "Skip")];
            others.extend(hear.then_some((StageAction::Aid(AidAction::HearAgain), "Hear it again")));
            (Context::Think, (StageAction::Begin, "Begin the answer"), others)
        }
        Phase::Answer(_) => {
            let mut others = vec![(StageAction::Pause, pause)];
            if on.rehearsal.brief.part.is_none() {
                others.push((StageAction::PreviousSection, "Section before"));
                others.push((StageAction::NextSection, "Next section"));
            }
            others.push((StageAction::Aid(AidAction::Moment), "Mark a moment"));
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
    if model.cuts_off() {
        // What is cut off by the clock has no pause, and no question is passed over.
        let paused = on.rehearsal.is_paused();
        others.retain(|(action, _)| match action {
            StageAction::Pause => paused,
            StageAction::Skip => false,
            _ => true,
        });
    }
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
