//! Scoring one dimension at a time: the six with what each has, and the anchors of the one that is asked.

use eframe::egui::{self, RichText, Ui};

use crate::domain::attempt::Attempt;
use crate::domain::countdown::clock_of;
use crate::domain::rubric::{Dimension, Score, Scores, Yardstick};
use crate::domain::star::{Section, Structure};

use super::super::tokens::{TARGET, colours, height, plain, size, space, strong};
use super::row;

/// The six dimensions with what each has, as buttons in the row that `ui` is. Returns the one pressed.
pub fn dimensions(ui: &mut Ui, scores: &Scores, asked: Option<Dimension>) -> Option<Dimension> {
    let mut pressed = None;
    for dimension in Dimension::ALL {
        let score = scores.get(dimension);
        let shown = score.map_or_else(|| "–".to_owned(), |s| s.value().to_string());
        let here = asked == Some(dimension);
        let text = RichText::new(format!("{dimension} {shown}"));
        let text = if here { text.font(strong(size::BODY)) } else { text };
        let response = ui.add(egui::Button::new(text).selected(here).min_size(egui::vec2(TARGET, TARGET)));
        response.widget_info(|| {
            let value = score.map_or_else(|| "not scored".to_owned(), |s| format!("{} of 5", s.value()));
            egui::WidgetInfo::selected(egui::Role::Button, true, here, format!("{dimension}, {value}"))
        });
        if response.clicked() {
            pressed = Some(dimension);
        }
    }
    pressed
}

/// What the dimension asks, the fact that bears on it, and its anchors. Returns the digit that was
/// pressed; 0 leaves it unset.
pub fn anchors(
    ui: &mut Ui,
    yardstick: &Yardstick,
    dimension: Dimension,
    scored: Option<Score>,
    fact: Option<String>,
) -> Option<u8> {
    let c = colours(ui);
    let mut pressed = None;
    // On a low or magnified window all five are to be in sight.
    let low = ui.ctx().content_rect().height() < height::ROOMY;
    let (asks, high) = if low { (size::BODY, height::ANCHOR_LOW) } else { (size::LEAD, height::ROW) };
    if low {
        ui.spacing_mut().item_spacing.y = 0.0;
    }
    ui.label(RichText::new(dimension.asks()).font(strong(asks)));
    // Always one line, so that the anchors stand where they stood for the dimension before.
    let fact = fact.unwrap_or_else(|| "Nothing is measured for this; judge what you said.".to_owned());
    let fact = RichText::new(fact).color(c.muted);
    if !low {
        ui.add(egui::Label::new(fact.clone()).truncate());
    }
    for (value, anchor) in (1u8..).zip(yardstick.anchors(dimension)) {
        let here = scored.is_some_and(|s| s.value() == value);
        let label = format!("{value}: {anchor}");
        let response = row(ui, ("anchor", dimension.id(), value), &label, high, here, |ui| {
            ui.label(RichText::new(value.to_string()).font(strong(asks)).color(c.accent));
            ui.add_space(space::S);
            ui.label(RichText::new(&anchor).font(plain(size::BODY)));
            if here {
                ui.label(RichText::new("✓").color(c.accent));
            }
        });
        if response.clicked() {
            pressed = Some(value);
        }
    }
    if low {
        ui.add(egui::Label::new(fact.font(plain(size::SMALL))).truncate());
    }
    let unset = row(ui, ("anchor", dimension.id(), 0), "0: no score", TARGET, false, |ui| {
        ui.label(RichText::new("0   No score").font(plain(size::SMALL)).color(c.muted));
    });
    if unset.clicked() { Some(0) } else { pressed }
}

/// What was measured of the attempt that bears on the dimension.
pub fn fact(dimension: Dimension, attempt: &Attempt) -> Option<String> {
    match dimension {
        Dimension::Depth => {
            let (held, put) = attempt.depth_survived();
            (put > 0).then(|| format!("Measured: held {held} of {put} probes"))
        }
        Dimension::Setting => {
            let (spent, planned) = (attempt.section_secs?, attempt.planned_secs?);
            let (spent, planned) = (spent.0[0] + spent.0[1], planned.0[0] + planned.0[1]);
            Some(format!("Measured: {spent:.0} s of {planned:.0} s planned for situation and task"))
        }
        Dimension::Delivery => {
            let planned: f64 = attempt.planned_secs?.0.iter().sum();
            let whole =
                format!("Measured: {} of {} planned", clock_of(attempt.answer_secs?), clock_of(planned));
            Some(sections(attempt).map_or(whole.clone(), |sections| format!("{whole} ({sections})")))
        }
        Dimension::Fit => Some(format!("Asked under: {}", attempt.principle)),
        Dimension::Result | Dimension::Ownership => None,
    }
}

/// Seconds spoken against seconds planned, section by section.
fn sections(attempt: &Attempt) -> Option<String> {
    let (spent, planned) = (attempt.section_secs?, attempt.planned_secs?);
    let structure = Structure::of_planned(&planned);
    let one = |s: &Section| format!("{} {:.0} of {:.0} s", structure.name(*s), spent[*s], planned[*s]);
    let parts: Vec<String> = structure.sections().iter().map(one).collect();
    Some(parts.join(" · "))
}
