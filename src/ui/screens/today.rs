//! Today: the interview that is coming, and the one next action.

use chrono::NaiveDate;
use eframe::egui::{self, RichText, Ui};

use crate::app::action::Action;
use crate::app::asked::AskedCommand;
use crate::app::command::{Command, RecoveredChoice, RehearseCommand};
use crate::app::model::{Model, Suggestion};
use crate::app::shown::suggestion::Begun;
use crate::domain::asked::due;
use crate::domain::countdown::clock;
use crate::domain::draw::{self, Scope, ago};
use crate::domain::find::DRILL_SECS;
use crate::domain::plan;
use crate::domain::profile::Target;
use crate::domain::readiness::State;
use crate::domain::readiness_table::PrincipleRow;
use crate::domain::words::{before_it_counts, capital, count, counted};
use crate::ui::bindings::Context;

use super::super::Outbox;
use super::super::tokens::{NARROW, colours, height, plain, serif, size, space, strong};
use super::super::widgets::days::days;
use super::super::widgets::road::road;
use super::super::widgets::{
    Labelled, button, button_with, card, heading, keys_of, margin, muted, note, primary, primary_action,
};
use super::{import, mock, target};

/// Draws the screen.
pub fn show(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    target_line(ui, model, out);
    ui.add_space(space::L);
    import::reading(ui, model, out);
    what_was_asked(ui, model, out);
    match model.begun() {
        Some(Begun::Answer) => recovered(ui, model, out),
        Some(Begun::Review(id)) => {
            if let Some(review) = model.notebook.import(id) {
                muted(ui, "What you imported waits for your review.");
                import::waits(ui, review, true, out);
            }
        }
        Some(Begun::Mock(_)) => mock::list::waits(ui, model, out),
        None => {
            // On a low or magnified window what is next comes first: it is to be in sight.
            if ui.ctx().content_rect().height() < height::ROOMY {
                suggestion(ui, model, out);
                ui.add_space(space::S);
                promise(ui, model);
            } else {
                promise(ui, model);
                suggestion(ui, model, out);
            }
            offer_import(ui, model, out);
        }
    }
    heading(ui, &format!("The road: {}", model.road().whose()));
    road(ui, &model.road());
    todays_list(ui, model);
    coming_days(ui, model);
}

/// The morning after a stage, once: to write down what it asked.
fn what_was_asked(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let Some(stage) = due(&model.notebook.profile.target, model.now.wall.date_naive()) else { return };
    let name = if stage.name.trim().is_empty() { "your interview" } else { stage.name.trim() };
    card(ui, |ui| {
        ui.label(format!(
            "What did they ask in “{name}”? What you write down today is what you still know next week."
        ));
        ui.horizontal_wrapped(|ui| {
            let keys = keys_of(ui, Context::Begin, Action::WriteAsked);
            if button_with(ui, Action::WriteAsked.text(), keys.as_deref()).clicked() {
                out.push(Command::Do(Action::WriteAsked));
            }
            if button(ui, "Not now").clicked() {
                out.push(Command::Asked(AskedCommand::NotNow));
            }
            if button(ui, "Never").labelled("Never ask what was asked").clicked() {
                out.push(Command::Asked(AskedCommand::Never));
            }
        });
    });
    ui.add_space(space::M);
}

/// What the person promised the last time, in the words they spoke it.
fn promise(ui: &mut Ui, model: &Model) {
    let Some((attempt, words)) = model.notebook.last_promise() else { return };
    let when = ago(attempt.started, model.now.wall);
    note(ui, format!("Your promise, {when}, after {}", attempt.principle));
    ui.label(RichText::new(format!("Next time I will {words}")).font(serif(size::HEADING)));
    ui.add_space(space::M);
}

/// That there is such a thing as an import, before anything was imported.
fn offer_import(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    if !model.notebook.imports.is_empty() {
        return;
    }
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        muted(
            ui,
            "Do you have the recruiter's e-mail, a job description or notes? Drop them on this window.",
        );
        let keys = keys_of(ui, Context::Screens, Action::Import);
        if button_with(ui, "Import files…", keys.as_deref()).clicked() {
            out.push(Command::Do(Action::Import));
        }
    });
}

/// The minutes a drill of `questions` takes, thinking apart.
pub fn drill_minutes(model: &Model, questions: u32) -> u64 {
    let setup = &model.rehearse.setup;
    plan::minutes(plan::answer_secs(setup.budget.total_secs, setup.probes) * u64::from(questions))
}

/// What is on today's list, what of it is done, and how long it takes.
fn todays_list(ui: &mut Ui, model: &Model) {
    let Some(day) = model.notebook.plan().today() else { return };
    let own = draw::never_asked_of_own(model.notebook.catalog(), model.notebook.asked()).count();
    let planned = model.notebook.plan().days.iter().any(|day| !day.items.is_empty());
    if own == 0 && !planned {
        return;
    }
    heading(ui, "Today's list");
    if own > 0 {
        let questions = counted(own, "question", "questions");
        ui.label(format!("First, asked in your own interview and not rehearsed yet: {questions}"));
    }
    if !planned {
        return;
    }
    let minutes = match (day.items.len(), day.left().map(|item| item.secs).sum::<u64>()) {
        (0, _) => String::new(),
        (_, 0) => " (all done)".to_owned(),
        (_, left) if left == day.secs() => format!(" ({} min)", plan::minutes(left)),
        (_, left) => format!(" ({} min left)", plan::minutes(left)),
    };
    let list = if day.items.is_empty() { model.notebook.plan().rest_words().to_owned() } else { day.list() };
    let line = format!("{list}{minutes}");
    match model.notebook.plan().left_out_words() {
        Some(words) => margin::beside(ui, &words, |ui| ui.label(line)),
        None => ui.label(line),
    };
}

/// The days after today, one line each, and what does not fit.
fn coming_days(ui: &mut Ui, model: &Model) {
    let plan = model.notebook.plan();
    if plan.days.iter().all(|day| day.items.is_empty()) {
        return;
    }
    if plan.days.len() > 1 {
        let until = match &plan.interview {
            Some(interview) if plan.reach_words().is_none() => format!("The days up to {}", interview.name),
            Some(_) => "The coming days".to_owned(),
            None => format!("The next {} days; no date is set", plan.days.len()),
        };
        heading(ui, &until);
        let stages: Vec<NaiveDate> =
            model.notebook.profile.target.stages.iter().filter_map(|stage| stage.date).collect();
        let legend = "The day, and the minutes planned for it. Underlined: today. Ringed: a stage. In brackets: nothing planned.";
        margin::beside(ui, legend, |ui| days(ui, &plan.days, &stages, model.now.wall.date_naive()));
        egui::CollapsingHeader::new("Day by day").id_salt("coming days").show(ui, |ui| {
            for day in plan.days.iter().skip(1) {
                ui.label(day.line());
            }
            if let Some(words) = plan.reach_words() {
                muted(ui, words);
            }
            muted(ui, "Planned anew from what is true each day; nothing piles up.");
        });
    }
}

/// The first line: which interview, and when. Pressed, it opens the sheet that names it.
fn target_line(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let target = &model.notebook.profile.target;
    let today = model.now.wall.date_naive();
    ui.horizontal_wrapped(|ui| {
        let line = interview_line(target, today);
        if target.is_empty() {
            muted(ui, line);
        } else {
            ui.label(RichText::new(line).font(plain(size::LEAD)));
        }
        let text = match (target.is_empty(), target.next_stage(today)) {
            (true, _) => "Name the interview…",
            (false, None) => "Set a date…",
            (false, Some(_)) => "Change…",
        };
        let keys = keys_of(ui, Context::Begin, Action::NameInterview);
        if button_with(ui, text, keys.as_deref()).clicked() {
            out.push(Command::Do(Action::NameInterview));
        }
        let narrow = ui.ctx().content_rect().width() < NARROW;
        if !model.notebook.profile.kept.is_empty() || !target.is_empty() && !narrow {
            target::interviews(ui, model, out);
        }
    });
}

/// Which interview it is and when, in a line.
pub fn interview_line(target: &Target, today: NaiveDate) -> String {
    if target.is_empty() {
        return "Which interview is it for? Naming it sets the principles that count most.".to_owned();
    }
    let who = target.who();
    match target.next_stage(today) {
        Some((stage, date)) => {
            let when = match (date - today).num_days() {
                0 => "today".to_owned(),
                1 => "tomorrow".to_owned(),
                days => format!("in {days} days"),
            };
            let name = if stage.name.is_empty() { "Interview" } else { &stage.name };
            format!("{} {when} · {who}", capital(name))
        }
        None if target.stages.iter().any(|stage| stage.date.is_some()) => {
            format!("{who} · all dates are past")
        }
        None => format!("{who} · no date set"),
    }
}

fn suggestion(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    card(ui, |ui| {
        let (text, why) = next_words(model);
        ui.label(RichText::new(text).font(strong(size::LEAD)));
        if model.notebook.attempts.is_empty() && !model.notebook.plan().is_close() {
            muted(
                ui,
                format!(
                    "You read a question, think, and say your answer aloud against the clock. Nobody hears it; {}. Then you score it yourself.",
                    model.recorded_words()
                ),
            );
        } else if !why.is_empty() {
            muted(ui, why);
        }
        ui.add_space(space::S);
        let fix = model.suggestion();
        ui.horizontal_wrapped(|ui| {
            let start = if fix == Suggestion::Sheet { "Open the sheet" } else { "Start" };
            primary_action(ui, Context::Begin, Action::Next, start, out);
            if model.notebook.plan().is_close() {
                eve(ui, &fix, out);
                return;
            }
            let answers = model.answers_left_today();
            let offers = matches!(fix, Suggestion::Outline(_)) && !answers.is_empty();
            if offers && button(ui, &format!("First the {}", count(answers.len(), "question"))).clicked() {
                out.push(Command::Rehearse(RehearseCommand::StartWith(Scope::Planned(answers))));
            }
            let keys = keys_of(ui, Context::Begin, Action::Start);
            let other = button_with(ui, &format!("Instead: {}", model.setup_line()), keys.as_deref());
            if other.on_hover_text(Action::Start.text()).clicked() {
                out.push(Command::Do(Action::Start));
            }
        });
    });
}

/// On the eve and the day itself: warm-ups and the sheet, whichever is not the main button.
fn eve(ui: &mut Ui, fix: &Suggestion, out: &mut Outbox) {
    if *fix != Suggestion::Sheet && button(ui, Action::Sheet.text()).clicked() {
        out.push(Command::Do(Action::Sheet));
    }
    if *fix != Suggestion::WarmUp {
        let keys = keys_of(ui, Context::Begin, Action::WarmUp);
        if button_with(ui, "Another warm-up", keys.as_deref()).clicked() {
            out.push(Command::Do(Action::WarmUp));
        }
    }
}

/// The one next action in words, and why.
pub fn next_words(model: &Model) -> (String, String) {
    let minutes = |n: usize| {
        let settings = &model.notebook.profile.settings;
        plan::minutes(plan::answer_secs(settings.budget.total_secs, settings.probes) * n as u64)
    };
    let questions = |n: usize| format!("{} ({} min)", count(n, "question"), minutes(n));
    let readiness_table = |name: &str| {
        let row = model.notebook.readiness_table().rows.iter().find(|row| row.name == name);
        row.map_or_else(String::new, |row| readiness_text(row, model))
    };
    match model.suggestion() {
        Suggestion::Outline(principle) => {
            let outline =
                format!("Next: {} ({} min)", outline_words(model, &principle), plan::OUTLINE_SECS / 60);
            let text = match model.answers_left_today().len() {
                0 => outline,
                n => format!("{outline}, then {}", questions(n)),
            };
            (text, outline_why(model, &principle))
        }
        Suggestion::Planned(names) => {
            let first = names.first().map_or("", String::as_str);
            let (text, n) = (readiness_table(first), names.len());
            if draw::never_asked_of_own(model.notebook.catalog(), model.notebook.asked()).next().is_some() {
                let next = format!("Next: {}, first what was asked in your interview", questions(n));
                return (next, format!("Then {first}. {text}"));
            }
            let next = match n {
                1 => format!("Next: {first}, {}", questions(n)),
                _ => format!("Next: {}, {first} first", questions(n)),
            };
            (next, text)
        }
        Suggestion::Drill(principle) => {
            let n = model.rehearse.setup.questions;
            let drill = format!("{} ({} min)", count(n as usize, "question"), drill_minutes(model, n));
            let text = format!("{} If you like: {principle}, {drill}", model.notebook.plan().rest_words());
            (text, readiness_table(&principle))
        }
        Suggestion::WarmUp => {
            let minutes = plan::minutes(model.notebook.profile.settings.budget.total_secs.into());
            (format!("Next: a warm-up, not scored ({minutes} min)"), close_words(model))
        }
        Suggestion::Sheet => ("Next: read your sheet once".to_owned(), close_words(model)),
        Suggestion::Find => {
            let text = format!("Next: find a story, ten times ({} min)", DRILL_SECS / 60);
            (text, "Ten questions, and how fast one of your stories comes to each.".to_owned())
        }
        Suggestion::Redo => ("Next: a rehearsal".to_owned(), String::new()),
    }
}

/// The outline that is next: of a story that was begun, else of a new one.
fn outline_words(model: &Model, principle: &str) -> String {
    match model.begun_story(principle) {
        Some((story, _)) => format!("finish “{}”", story.shown_title()),
        None => plan::outline_words(principle),
    }
}

/// Why that story is asked for.
fn outline_why(model: &Model, principle: &str) -> String {
    match model.begun_story(principle) {
        Some((_, missing)) => {
            let missing: Vec<String> = missing.iter().map(|section| section.name().to_lowercase()).collect();
            let is = if missing.len() == 1 { "is" } else { "are" };
            let (last, rest) = missing.split_last().map_or(("", &[][..]), |(last, rest)| (last, rest));
            let list =
                if rest.is_empty() { last.to_owned() } else { format!("{} and {last}", rest.join(", ")) };
            format!("{principle} is a key principle. Of this story {list} {is} still missing.")
        }
        None => format!("{principle} is a key principle and no complete story tells it yet."),
    }
}

/// Why nothing else is proposed so close to the interview.
fn close_words(model: &Model) -> String {
    let (today, interview) = (model.now.wall.date_naive(), &model.notebook.plan().interview);
    let when = if interview.as_ref().is_some_and(|i| i.date == today) { "today" } else { "tomorrow" };
    let name = interview.as_ref().map_or("The interview", |interview| interview.name.as_str());
    format!("{} is {when}: two warm-ups and your sheet, nothing new.", capital(name))
}

/// Where one principle stands, in a sentence.
pub fn readiness_text(row: &PrincipleRow, model: &Model) -> String {
    let r = &row.readiness;
    if model.notebook.profile.settings.quiet {
        return format!("{}. Scores are hidden in quiet mode.", count(r.answers, "answer"));
    }
    let stories = match row.stories {
        0 => "no complete story".to_owned(),
        1 => "1 complete story".to_owned(),
        n => format!("{n} complete stories"),
    };
    if let Some(words) = before_it_counts(r) {
        return format!("{words}, {stories}.");
    }
    match r.state {
        State::NotPractised => format!("Not practised, {stories}."),
        _ => format!("Counts as {:.1} of 5, {}, {stories}.", r.low, r.state.name()),
    }
}

fn recovered(ui: &mut Ui, model: &Model, out: &mut Outbox) {
    let Some(checkpoint) = &model.recovered else { return };
    card(ui, |ui| {
        ui.label(RichText::new("An answer was running when Greenroom stopped").font(strong(size::LEAD)));
        ui.label(RichText::new(&checkpoint.brief.drawn.text).font(super::super::tokens::serif(size::LEAD)));
        let spoken = checkpoint.answer_time.map_or_else(
            || "Nothing had been answered yet.".to_owned(),
            |time| format!("{} had been spoken.", clock(time.as_secs())),
        );
        muted(ui, spoken);
        ui.horizontal_wrapped(|ui| {
            let keys = keys_of(ui, Context::Begin, Action::Next);
            if primary(ui, "Resume it", keys.as_deref()).clicked() {
                out.push(Command::Rehearse(RehearseCommand::Recovered(RecoveredChoice::Resume)));
            }
            if button(ui, "Keep it as it is").clicked() {
                out.push(Command::Rehearse(RehearseCommand::Recovered(RecoveredChoice::Keep)));
            }
            if button(ui, "Drop it").clicked() {
                out.push(Command::Rehearse(RehearseCommand::Recovered(RecoveredChoice::Drop)));
            }
        });
        let colour = colours(ui).muted;
        ui.add(egui::Label::new(
            RichText::new("Kept: it goes to History without scores. Dropped: it is gone.")
                .color(colour)
                .font(plain(size::SMALL)),
        ));
    });
}
