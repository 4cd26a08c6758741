//! The clocks of the stage: large figures with what they count, or that they are hidden.

use std::time::Duration;

use eframe::egui::{self, Align2, FontId, RichText, Ui};

use crate::app::action::{Action, AidAction, StageAction};
use crate::app::model::Model;
use crate::app::stage::OnStage;
use crate::domain::countdown::{Remaining, clock};
use crate::domain::rehearsal::Phase;
use crate::ui::bindings::{Context, key_for, key_text};

use super::super::super::tokens::{colours, height, plain, size, strong, width};
use super::is_low;

/// The clock with what it counts, and the visual twin of each cue as a word.
pub fn clock_line(ui: &mut Ui, model: &Model, on: &OnStage<'_>, what: &str) {
    let c = colours(ui);
    let now = model.now.mono;
    let Some(remaining) = on.rehearsal.remaining(now) else { return };
    let planned = on.rehearsal.planned().unwrap_or_default();
    let thinking = matches!(on.rehearsal.phase(), Phase::Think(_));
    // In a silence of the interviewer the clock stands still, and nobody has paused.
    let silent = model.interview().is_some_and(|interview| interview.run.is_silent());
    let paused = on.rehearsal.is_paused() && !silent;
    if is_hidden(model, planned, remaining) {
        hidden_clock(ui, paused);
        return;
    }
    let last_fifth = !thinking && on.rehearsal.in_last_fifth(now);
    let (words, colour) = match remaining {
        Remaining::Over(secs) if thinking && planned.is_zero() => {
            // Nothing counts down, so nothing can be over.
            large_clock(ui, &clock(secs), "of thinking; begin when you are ready", c.ink, paused);
            return;
        }
        Remaining::Over(_) if thinking => ("over; begin when you are ready", c.ink),
        Remaining::Over(_) => ("over the plan; finish when you are done", c.warning),
        Remaining::Left(_) if last_fifth && on.is_answering() => {
            ("left · last fifth: land the result", c.warning)
        }
        Remaining::Left(_) if last_fifth => ("left · last fifth", c.warning),
        Remaining::Left(_) => (what, c.ink),
    };
    let words = on.clock_name.map_or_else(|| words.to_owned(), |name| format!("{name}: {words}"));
    large_clock(ui, &remaining.clock(), &words, colour, paused);
}

/// Whether the person wants no figures now: before the last fifth of `planned`, unless they asked for the time.
pub fn is_hidden(model: &Model, planned: Duration, remaining: Remaining) -> bool {
    let early = matches!(remaining, Remaining::Left(secs) if Duration::from_secs(secs) > planned / 5);
    let asked = model.announcer.shows_time(model.now.mono);
    model.notebook.profile.settings.calm.hide_clock && !asked && early
}

/// In the clock's place while it is hidden.
pub fn hidden_clock(ui: &mut Ui, paused: bool) {
    let keys = key_for(Context::Answer, Action::Stage(StageAction::Aid(AidAction::TellTime)))
        .map(|keys| key_text(keys, false));
    let text = format!("The clock is hidden until the last fifth. {} shows it.", keys.unwrap_or_default());
    ui.horizontal(|ui| {
        if !is_low(ui) {
            ui.set_min_height(height::LARGE_CLOCK);
        }
        ui.label(RichText::new(text).font(plain(size::BODY)).color(colours(ui).muted));
        paused_word(ui, paused);
    });
}

/// A clock in large figures, with what it counts.
pub fn large_clock(ui: &mut Ui, figures: &str, words: &str, colour: egui::Color32, paused: bool) {
    ui.horizontal(|ui| {
        // A fixed width, so that nothing moves when a figure is added.
        // Read from two metres, where there is room for that.
        let (points, room) = if is_low(ui) {
            (size::QUESTION, egui::vec2(width::CLOCK, height::CLOCK))
        } else {
            (size::STAGE, egui::vec2(width::LARGE_CLOCK, height::LARGE_CLOCK))
        };
        let (rect, response) = ui.allocate_exact_size(room, egui::Sense::hover());
        let font: FontId = strong(points);
        ui.painter().text(rect.left_center(), Align2::LEFT_CENTER, figures, font, colour);
        response.labelled_text(&format!("{figures} {words}"));
        ui.label(RichText::new(words).color(colour));
        paused_word(ui, paused);
    });
}

fn paused_word(ui: &mut Ui, paused: bool) {
    if paused {
        ui.label(RichText::new("Paused").font(strong(size::BODY)).color(colours(ui).warning));
    }
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
