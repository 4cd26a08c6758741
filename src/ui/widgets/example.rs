//! What an answer can sound like, folded until it is wanted: only where the person's own is scored.

use eframe::egui::text::LayoutJob;
use eframe::egui::{self, RichText, TextFormat, Ui};

use crate::domain::attempt::Attempt;
use crate::domain::example::{Examples, SectionPairs, Spoken, WholeAnswer};
use crate::domain::rubric::Dimension;
use crate::domain::star::Section;

use super::super::tokens::{colours, plain, serif, size, space, strong};
use super::{muted, note};

/// Whether there are examples to show for `attempt`.
pub fn has_some(examples: &Examples, attempt: &Attempt) -> bool {
    let id = attempt.question.id.as_deref();
    let whole = id.is_some_and(|id| examples.whole(id).is_some());
    attempt.is_evidence() && (whole || examples.pairs(id, &attempt.principle).is_some())
}

/// The examples for the question of `attempt`, one folded below the other; none before it is scored.
pub fn examples(ui: &mut Ui, examples: &Examples, attempt: &Attempt) {
    if !attempt.is_evidence() {
        return;
    }
    let id = attempt.question.id.as_deref();
    if let Some(whole) = id.and_then(|id| examples.whole(id)) {
        folded(ui, ("whole example", attempt.id), "What a whole answer can sound like", |ui| both(ui, whole));
    }
    if let Some(pairs) = examples.pairs(id, &attempt.principle) {
        let title = format!("{}: a 2 and a 4, part by part", pairs.principle);
        folded(ui, ("pair example", attempt.id), &title, |ui| parts(ui, pairs, id));
    }
}

fn folded(ui: &mut Ui, id: impl egui::AsIdSalt, title: &str, body: impl FnOnce(&mut Ui)) {
    egui::CollapsingHeader::new(title).id_salt(id).show(ui, body);
}

fn both(ui: &mut Ui, whole: &WholeAnswer) {
    note(
        ui,
        "Somebody else's story, invented: look at how it is told. The numbers lead to the notes below it.",
    );
    for (title, spoken) in
        [("The answer", &whole.strong), ("The same story, told as most people tell it", &whole.weak)]
    {
        ui.add_space(space::S);
        ui.label(RichText::new(title).font(strong(size::BODY)));
        told(ui, spoken);
    }
}

fn told(ui: &mut Ui, spoken: &Spoken) {
    let c = colours(ui);
    for section in Section::ALL {
        muted(ui, section.name());
        let mut job = LayoutJob::default();
        job.wrap.max_width = ui.available_width();
        for (text, number) in spoken.marked(section) {
            job.append(
                text,
                0.0,
                TextFormat { font_id: serif(size::BODY), color: c.ink, ..TextFormat::default() },
            );
            if let Some(number) = number {
                let format =
                    TextFormat { font_id: plain(size::SMALL), color: c.accent, ..TextFormat::default() };
                job.append(&format!(" [{number}]"), 0.0, format);
            }
        }
        ui.label(job);
    }
    for (number, margin) in (1..).zip(&spoken.notes) {
        ui.label(RichText::new(format!("[{number}] {}", margin.says)).font(plain(size::SMALL)));
    }
    let scored = |dimension: Dimension| {
        spoken.scores.get(dimension).map(|score| format!("{dimension} {}", score.value()))
    };
    let scores: Vec<String> = Dimension::ALL.into_iter().filter_map(scored).collect();
    note(ui, format!("Scored by the anchors, 1 to 5: {}.", scores.join(", ")));
}

fn parts(ui: &mut Ui, pairs: &SectionPairs, asked: Option<&str>) {
    if asked != Some(pairs.question.as_str()) {
        note(ui, "Of another question about the same principle.");
    }
    for (section, pair) in Section::ALL.into_iter().zip(&pairs.sections.0) {
        ui.add_space(space::S);
        ui.label(RichText::new(section.name()).font(strong(size::BODY)));
        for (digit, text) in [("2", &pair.two), ("4", &pair.four)] {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(digit).font(strong(size::BODY)).color(colours(ui).accent));
                ui.label(RichText::new(text).font(serif(size::BODY)));
            });
        }
        note(ui, &pair.says);
    }
}
