//! One story: its sections with S T A R in the margin, what to look at again, and what became of it.

use eframe::egui::{self, Id, RichText, Ui};

use crate::app::action::{Action, StoriesAction};
use crate::app::command::{
    Command, ExportCommand, HistoryCommand, PartOf, RehearseCommand, StoriesCommand, StoriesLook,
};
use crate::app::exporting::{Export, PageForm};
use crate::app::model::{Model, Screen};
use crate::domain::countdown::clock;
use crate::domain::draw::Scope;
use crate::domain::mock::record::Told;
use crate::domain::star::Section;
use crate::domain::story::checks::{Remark, Rule};
use crate::domain::story::{Story, WORDS_A_MINUTE};
use crate::domain::words::{count, counted, listed};
use crate::ui::bindings::Context;

use super::super::super::Outbox;
use super::super::super::tokens::{colours, combo, hang, height, plain, serif, size, space};
use super::super::super::widgets::list::{self, List};
use super::super::super::widgets::{
    Labelled, button, button_with, cell, fields, heading, keys_of, muted, note, row, warning,
};
use super::super::history;
use super::missing_text;

/// The page of one story.
pub fn page(ui: &mut Ui, model: &Model, story: &Story, out: &mut Outbox) {
    super::back(ui, out);
    ui.add_space(space::S);
    editor(ui, model, story, out);
    told(ui, model, story, out);
    versions(ui, story, out);
    ui.add_space(space::L);
    ui.horizontal_wrapped(|ui| {
        let retire = if story.retired { "Bring it back" } else { "Retire it" };
        let hint = "A retired story is kept, and offered nowhere";
        if button(ui, retire).on_hover_text(hint).clicked() {
            out.push(Command::Stories(StoriesCommand::Retire(story.id.clone(), !story.retired)));
        }
        if button(ui, "Save or print it…").clicked() {
            let page = Box::new(model.story_page(story));
            let what = Export::Page { page, name: "greenroom-story", form: PageForm::Pdf };
            out.push(Command::Export(ExportCommand::Ask(Box::new(what))));
        }
        if button(ui, "Delete this story").clicked() {
            out.push(Command::Stories(StoriesCommand::Delete(story.id.clone())));
        }
    });
}

/// The fields of one story. Also used over the stage.
pub fn editor(ui: &mut Ui, model: &Model, story: &Story, out: &mut Outbox) {
    let send =
        |out: &mut Outbox, story: Story| out.push(Command::Stories(StoriesCommand::Edit(Box::new(story))));
    if story.retired {
        note(ui, "Retired: it is kept, and offered nowhere.");
    }
    if let Some(title) =
        fields::line(ui, ("title", &story.id), "Title", &story.title, "The night the import failed")
    {
        send(out, Story { title, ..story.clone() });
    }
    if story.title.is_empty() && model.story.go_to.is_none() {
        fields::focus_when_shown(ui, fields::line_id(("title", &story.id)));
    }
    principles(ui, model, story, out);
    ui.add_space(space::S);
    let hint = "In March our largest customer wanted out, and it was my number that was wrong.";
    if let Some(opening) = fields::lines(
        ui,
        Id::unique("opening").with(&story.id),
        "The first sentence, as you will say it",
        &story.opening,
        hint,
        1,
    ) {
        send(out, Story { opening, ..story.clone() });
    }
    for section in Section::ALL {
        section_field(ui, model, story, section, out);
    }
    let budget = model.notebook.profile.settings.budget;
    let whole = format!(
        "{} aloud of {} planned, at {WORDS_A_MINUTE} words a minute; {}. Saved a second after you stop typing.",
        clock(story.spoken_whole().as_secs()),
        clock(budget.total_secs.into()),
        missing_text(story)
    );
    note(ui, whole);
    ui.add_space(space::S);
    if let Some(remember) = fields::lines(
        ui,
        Id::unique("remember").with(&story.id),
        "People and numbers to remember",
        &story.remember,
        "Ines, head of billing · 26 % to 2 % · 14 March",
        2,
    ) {
        send(out, Story { remember, ..story.clone() });
    }
    angle(ui, model, story, out);
}

/// The rows that a section's field has: the action is the tallest.
fn rows(section: Section) -> usize {
    match section {
        Section::Situation | Section::Result => 3,
        Section::Task => 2,
        Section::Action => 8,
    }
}

fn section_field(ui: &mut Ui, model: &Model, story: &Story, section: Section, out: &mut Outbox) {
    ui.add_space(space::S);
    let id = section_id(story, section);
    let text = &story.sections[section];
    let planned = model.notebook.profile.settings.budget.planned_secs()[section];
    let spoken = clock(story.spoken(section).as_secs());
    let label = format!("{section}: about {spoken} of {}", clock(planned.into()));
    ui.horizontal_top(|ui| {
        // The letter hangs in the margin; the field says the word.
        let (place, _) = ui.allocate_exact_size(egui::vec2(hang::WIDTH, hang::HEIGHT), egui::Sense::hover());
        let accent = colours(ui).accent;
        let at = place.left_top() + egui::vec2(0.0, hang::DOWN);
        ui.painter().text(at, egui::Align2::LEFT_TOP, section.letter(), serif(size::QUESTION), accent);
        ui.vertical(|ui| {
            if let Some(text) = fields::lines(ui, id, &label, text, section.prompt(), rows(section)) {
                let mut edited = story.clone();
                edited.sections[section] = text;
                out.push(Command::Stories(StoriesCommand::Edit(Box::new(edited))));
            }
            if let Some(go_to) = model.story.go_to.as_ref().filter(|go_to| go_to.section == section) {
                fields::select_once(ui, id, text, go_to.place.clone(), go_to.count);
            }
            for remark in model.story.remarks.iter().filter(|remark| remark.section == section) {
                check(ui, story, remark, out);
            }
        });
    });
}

fn section_id(story: &Story, section: Section) -> Id {
    Id::unique("story").with((&story.id, section))
}

/// One thing to look at again, with its reason; answered, it is one quiet line.
fn check(ui: &mut Ui, story: &Story, remark: &Remark, out: &mut Outbox) {
    // An empty section says so by itself.
    if remark.rule == Rule::Missing && remark.about.is_empty() {
        return;
    }
    let key = (&story.id, remark.rule.id(), remark.section, remark.place.start);
    let answered = story.is_answered(remark.rule, Some(remark.section), &remark.about);
    ui.push_id(key, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            if answered {
                note(ui, format!("✓ {} It stands.", remark.seen));
            } else {
                warning(ui, &remark.seen);
                muted(ui, remark.rule.why());
                let show = button(ui, "Show").labelled(&format!("Show the place: {}", remark.seen));
                if show.clicked() {
                    let place = StoriesLook::Place(remark.section, remark.place.clone());
                    out.push(Command::Stories(StoriesCommand::Look(place)));
                }
            }
            let text = if answered { "Ask again" } else { "True as it stands" };
            // By a name of its own, so that it keeps the keyboard when what stands before it goes.
            let own = egui::UiBuilder::new().scope_id(Id::unique("answer").with(key));
            let answer = ui.scope_builder(own, |ui| button(ui, text)).inner;
            if answer.labelled(&format!("{text}: {}", remark.seen)).clicked() {
                let stands = Box::new(remark.stands());
                out.push(Command::Stories(StoriesCommand::Answer(story.id.clone(), stands, !answered)));
            }
        });
    });
}

fn principles(ui: &mut Ui, model: &Model, story: &Story, out: &mut Outbox) {
    note(ui, "Principles it can be told for, the first one above all");
    ui.horizontal_wrapped(|ui| {
        for name in &story.principles {
            if button(ui, &format!("{name} ×")).on_hover_text("Take this principle off").clicked() {
                let mut edited = story.clone();
                edited.principles.retain(|p| p != name);
                out.push(Command::Stories(StoriesCommand::Edit(Box::new(edited))));
            }
        }
        let list = List { name: "Add a principle", named: false, shown: "Add…", width: combo::ADD };
        let rows = model.notebook.readiness_table().rows.iter().filter(|row| !story.tells(&row.name));
        let items = rows.map(|row| (row.name.clone(), row.name.clone())).collect();
        if let Some(name) = list::pick(ui, ("add principle", story.id.as_str()), list, None, items) {
            let mut edited = story.clone();
            edited.principles.push(name);
            out.push(Command::Stories(StoriesCommand::Edit(Box::new(edited))));
        }
    });
}

/// What to stress for the company that is prepared for, and whether it has heard it.
fn angle(ui: &mut Ui, model: &Model, story: &Story, out: &mut Outbox) {
    let target = &model.notebook.profile.target;
    let company = match target.company.trim() {
        "" => "this interview",
        company => company,
    };
    ui.add_space(space::S);
    let line = target.angles.get(&story.id).map_or("", String::as_str);
    let label = format!("What to stress for {company}, in one line");
    if let Some(line) =
        fields::line(ui, ("angle", &story.id), &label, line, "That I said no to the customer, not the price")
    {
        out.push(Command::Stories(StoriesCommand::Angle(story.id.clone(), line)));
    }
    let text = match target.company.trim() {
        "" => "They have heard it".to_owned(),
        company => format!("{company} has heard it, in a real interview"),
    };
    if let Some(heard) = fields::switch(ui, &text, target.heard.contains(&story.id)) {
        out.push(Command::Stories(StoriesCommand::Heard(story.id.clone(), heard)));
    }
    let label = "Names and figures you do not want to say, with commas; each section is checked for them";
    let private = model.notebook.profile.private.join(",");
    if let Some(text) = fields::line(ui, "private words", label, &private, "Northmere, 4.2 million") {
        out.push(Command::Stories(StoriesCommand::Private(text)));
    }
}

/// What can be done with it aloud: a rehearsal of its first principle, all its lengths, one section.
fn aloud(ui: &mut Ui, model: &Model, story: &Story, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        let hint = "At 3:00, 1:30, 1:00 and 0:30, one after the other; not scored";
        let shorter = Action::Stories(StoriesAction::Shorter);
        let keys = keys_of(ui, Context::Stories, shorter);
        if button_with(ui, "Tell it shorter", keys.as_deref()).on_hover_text(hint).clicked() {
            out.push(Command::Do(shorter));
        }
        if let Some(principle) = story.principles.first() {
            let label = format!("Answer a question on {principle}");
            if button(ui, &label).clicked() {
                let scope = Scope::Principle(principle.clone());
                out.push(Command::Rehearse(RehearseCommand::StartWith(scope)));
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        note(ui, "One part by itself, not scored:");
        let structure = model.notebook.profile.settings.budget.shares.structure();
        for section in structure.sections().iter().copied() {
            let name = structure.name(section);
            if button(ui, name).labelled(&format!("Tell only the {name}")).clicked() {
                let of = PartOf::Story(story.id.clone());
                out.push(Command::Rehearse(RehearseCommand::Part(of, section)));
            }
        }
    });
}

/// The answers that told it.
fn told(ui: &mut Ui, model: &Model, story: &Story, out: &mut Outbox) {
    let telling = model.notebook.tellings().get(&story.id);
    heading(ui, "Told aloud");
    aloud(ui, model, story, out);
    if telling.attempts.is_empty() {
        muted(ui, "Not yet. Choose it with ↓ before you answer, and it is listed here with its scores.");
        return;
    }
    let told = match telling.times {
        0 => "In no answer yet".to_owned(),
        times => counted(times, "time", "times"),
    };
    let words = match telling.strength {
        Some(_) if model.notebook.profile.settings.quiet => format!("{told}; scores are hidden"),
        Some(strength) => {
            let scored = count(telling.scored, "scored answer");
            format!("{told}. Strength {strength:.1} of 5 over {scored}; newer ones weigh more.")
        }
        None => format!("{told}, not scored yet"),
    };
    muted(ui, words);
    let in_mocks = model.notebook.mocks.iter().filter(|mock| {
        mock.answers().any(|(_, answer)| matches!(&answer.told, Some(Told::Story(id)) if *id == story.id))
    });
    let in_mocks: Vec<String> =
        in_mocks.map(|mock| format!("{} of {}", mock.plan.form.name(), mock.made.format("%-d %b"))).collect();
    if !in_mocks.is_empty() {
        muted(ui, format!("In mock interviews: {}.", listed(in_mocks)));
    }
    let newest = telling.attempts.iter().rev().take(MOST_TOLD);
    for attempt in newest.filter_map(|at| model.notebook.attempts.get(*at)) {
        let label = history::row_label(model, attempt);
        let response = row(ui, ("told", attempt.id), &label, height::ROW, false, |ui| {
            ui.add(egui::Label::new(RichText::new(&label).font(plain(size::SMALL))).truncate());
        });
        // Over the stage nothing leads away.
        if response.clicked() && !model.is_on_stage() {
            out.push(Command::Do(Action::Go(Screen::History)));
            out.push(Command::History(HistoryCommand::Open(Some(attempt.id))));
        }
    }
}

/// The most answers that are listed; the history has them all.
const MOST_TOLD: usize = 20;

/// What it was before each sitting.
fn versions(ui: &mut Ui, story: &Story, out: &mut Outbox) {
    if story.versions.is_empty() {
        return;
    }
    let title = format!("Earlier versions ({})", story.versions.len());
    egui::CollapsingHeader::new(title).id_salt(("versions", &story.id)).show(ui, |ui| {
        for (at, version) in story.versions.iter().enumerate().rev() {
            let written = version.written.format("%-d %b %Y, %H:%M");
            let text = version.sections.0.join(" ");
            let words = counted(text.split_whitespace().count(), "word", "words");
            ui.horizontal(|ui| {
                let room = ui.available_width() - combo::ADD;
                let shown = format!("{written} · {words} · {}", version.sections[Section::Result]);
                cell(ui, room, RichText::new(shown).font(plain(size::SMALL)));
                let restore =
                    button(ui, "Bring back").labelled(&format!("Bring back the version of {written}"));
                if restore.clicked() {
                    out.push(Command::Stories(StoriesCommand::BringBack(story.id.clone(), at)));
                }
            });
        }
    });
}
