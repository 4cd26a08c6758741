//! While the person thinks: the question, one thing to think with, and at a key the stories or what helps to recall one.

use eframe::egui::{self, RichText, Ui};

use crate::app::action::{Action, AidAction, StageAction};
use crate::app::command::{Command, StageCommand};
use crate::app::model::Model;
use crate::app::stage::OnStage;
use crate::domain::bank::Bank;
use crate::domain::star::Structure;
use crate::domain::story::Story;
use crate::domain::words::counted;
use crate::ui::bindings::Context;

use super::super::super::Outbox;
use super::super::super::tokens::{TARGET, colours, plain, serif, size, space};
use super::super::super::widgets::{Labelled, button_with, fields, muted, note, row, warning};
use super::clock::clock_line;
use super::{asked, is_low, question, story_lines, text_action};

/// What brings an example to mind: the cues under which people find an event again are who was there, where it was
/// and what it was about (Wagenaar, "My memory", Cognitive Psychology 18, 1986).
const RECALL: [&str; 4] = [
    "Who was in the room, and who wanted something else?",
    "Where was it, and what time of year?",
    "What was on the table: money, a customer, a date, somebody's trust?",
    "What did you do first, before you knew how it would end?",
];

/// The question and what is at hand while thinking.
pub fn think(ui: &mut Ui, model: &Model, on: &OnStage<'_>, height: f32, out: &mut Outbox) {
    let rehearsal = on.rehearsal;
    let low = is_low(ui);
    asked(ui, if low { 0.0 } else { height }, height * 0.36, |ui, room| {
        ui.add_space(space::L);
        if model.question_hidden() {
            hidden_question(ui, room - space::L, out);
        } else {
            ui.scope(|ui| {
                super::fade::in_slowly(ui, model, rehearsal.brief.id);
                question(ui, &rehearsal.brief.drawn.text, model.window.full_screen, room - space::L);
            });
        }
    });
    plain_words(ui, model, on, out);
    clock_line(ui, model, on, "to think");
    ui.add_space(space::S);
    if on.hints && !on.stories_shown && !rehearsal.brief.mode.is_retold() {
        aid(ui, model, on);
    }
    if let Some(principle) = model.wants_outline() {
        offer(ui, principle, out);
    }
    if rehearsal.brief.ask_prediction {
        predict(ui, on, out);
    }
    match rehearsal.story.as_deref().and_then(|id| model.notebook.story(id)) {
        // Which story is settled, and so is what of it.
        Some(story) if rehearsal.brief.mode.is_retold() => outline(ui, model, story, rehearsal.structure()),
        _ => stories(ui, model, on, out),
    }
}

/// The question in plain words, and as somebody translated it, at a key.
fn plain_words(ui: &mut Ui, model: &Model, on: &OnStage<'_>, out: &mut Outbox) {
    let Some(glosses) = model.plain_words() else { return };
    if !on.plain_words {
        let action = Action::Stage(StageAction::Aid(AidAction::PlainWords));
        text_action(ui, Context::Think, action, "In plain words", out);
        return;
    }
    let own = model.notebook.catalog().question(&on.rehearsal.brief.drawn.id);
    let own = own.map_or(Bank::USUAL_LANGUAGE, |bq| bq.bank.language());
    for (language, text) in glosses {
        let said =
            if language == own { "In plain words: ".to_owned() } else { format!("In “{language}”: ") };
        ui.label(RichText::new(format!("{said}{text}")).font(plain(size::LEAD)));
    }
    ui.add_space(space::S);
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
                Action::Stage(StageAction::Aid(AidAction::ShowQuestion)),
                "Show the question",
                out,
            );
        });
    });
}

/// One thing to think with: the first try of a redo, else what a friend said, else the promise of last time, else a tip. What names a principle
/// that is hidden is left out.
fn aid(ui: &mut Ui, model: &Model, on: &OnStage<'_>) {
    let drawn = &on.rehearsal.brief.drawn;
    let hidden = model.hides_principle();
    if let Some(first) = on.first_try.filter(|_| !model.notebook.profile.settings.quiet) {
        ui.label(RichText::new(format!("Your first try: {}", first.words())).font(plain(size::LEAD)));
        return;
    }
    let said = model.friend_says();
    if !said.is_empty() {
        note(ui, "From the interview that your friend led");
        for line in said {
            ui.label(RichText::new(line).font(serif(size::LEAD)));
        }
        return;
    }
    if hidden {
        return;
    }
    if let Some(next_time) = on.last_time {
        note(ui, "Your promise from last time");
        ui.label(RichText::new(format!("Next time I will {next_time}")).font(serif(size::LEAD)));
    } else if let Some(tip) = on.tip {
        muted(ui, format!("Tip: {tip}"));
    } else if let Some(sign) = sign(model, on) {
        muted(ui, format!("A good sign: {sign}"));
    } else if let Some(principle) = model.notebook.catalog().principle(&drawn.principle)
        && !principle.meaning.is_empty()
    {
        muted(ui, format!("{}: {}", drawn.principle, principle.meaning));
    }
}

/// One sign an interviewer listens for, another each time the principle is asked.
fn sign<'a>(model: &'a Model, on: &OnStage<'_>) -> Option<&'a str> {
    let principle = model.notebook.catalog().principle(&on.rehearsal.brief.drawn.principle)?;
    let asked = model.notebook.readiness_table().attempts_of(&principle.name).len();
    let signs = &principle.signs;
    (!signs.is_empty()).then(|| signs[asked % signs.len()].as_str())
}

/// A key principle that no complete story tells, before its first drill: a story first, or the answer anyway.
fn offer(ui: &mut Ui, principle: &str, out: &mut Outbox) {
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        ui.label(format!("No complete story tells {principle} yet."));
        text_action(
            ui,
            Context::DrillThink,
            Action::Stage(StageAction::Aid(AidAction::Story)),
            "Outline one first, 6 min",
            out,
        );
        note(ui, "Space answers anyway.");
    });
}

/// The story that is meant, as it is told: its first sentence, what to stress for this company, and a line a section.
fn outline(ui: &mut Ui, model: &Model, story: &Story, structure: Structure) {
    let is_retold = model.rehearsal().is_some_and(|rehearsal| rehearsal.brief.mode.is_retold());
    if let Some(words) = model.told_before(&story.id).filter(|_| !is_retold) {
        warning(ui, &format!("{}: {words}.", story.shown_title()));
    }
    if !story.opening.trim().is_empty() {
        ui.label(RichText::new(&story.opening).font(serif(size::LEAD)));
    }
    if let Some(angle) = model.notebook.profile.target.angles.get(&story.id) {
        note(ui, format!("To stress: {angle}"));
    }
    story_lines(ui, story, structure, None);
}

fn predict(ui: &mut Ui, on: &OnStage<'_>, out: &mut Outbox) {
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        ui.label("What mean score do you expect, 1 to 5?");
        for value in 1..=5u8 {
            let chosen = on.rehearsal.predicted.is_some_and(|s| s.value() == value);
            if fields::marked_button(ui, &value.to_string(), chosen, TARGET)
                .labelled(&format!("Expect {value}"))
                .clicked()
            {
                out.push(Command::Do(Action::Stage(StageAction::Predict(value))));
            }
        }
    });
}

/// The person's stories for this question, and what helps to recall one.
fn stories(ui: &mut Ui, model: &Model, on: &OnStage<'_>, out: &mut Outbox) {
    let stories = model.stories_to_tell();
    ui.add_space(space::S);
    if !on.stories_shown {
        let text = match stories.len() {
            0 => "Help me recall one".to_owned(),
            n => format!("Show your {}", counted(n, "story", "stories")),
        };
        if button_with(ui, &text, Some("↓")).clicked() {
            out.push(Command::Stage(StageCommand::ShowStories(true)));
        }
        return;
    }
    let of = stories.len();
    let meant = stories.iter().position(|story| on.rehearsal.story.as_ref() == Some(&story.id));
    if let Some(at) = meant {
        note(ui, format!("The story you mean to tell, {} of {of} (↑ ↓)", at + 1));
    } else if of > 0 {
        note(ui, "The story you mean to tell (↑ ↓)");
    }
    // Of the one that is meant only itself, so that its outline has room.
    let listed = stories.into_iter().enumerate().filter(|(at, _)| meant.is_none_or(|meant| meant == *at));
    for (_, story) in listed {
        let chosen = on.rehearsal.story.as_deref() == Some(story.id.as_str());
        let title = story.shown_title();
        let told = model.told_before(&story.id).map_or_else(String::new, |words| format!(" · {words}"));
        let proposed = if model.is_proposed(&story.id) { " · proposed here" } else { "" };
        let text = format!("{}{title}{proposed}{told}", if chosen { "✓ " } else { "" });
        let response = row(ui, ("stage story", &story.id), title, TARGET, chosen, |ui| {
            ui.add(egui::Label::new(text).truncate());
        });
        if response.clicked() {
            out.push(Command::Stage(StageCommand::ChooseStory((!chosen).then(|| story.id.clone()))));
        }
    }
    if let Some(story) = on.rehearsal.story.as_deref().and_then(|id| model.notebook.story(id)) {
        ui.add_space(space::S);
        outline(ui, model, story, on.rehearsal.structure());
        return;
    }
    if !is_low(ui) || on.rehearsal.story.is_none() {
        ui.add_space(space::S);
        note(ui, "To recall one");
        for prompt in RECALL {
            muted(ui, prompt);
        }
    }
}
