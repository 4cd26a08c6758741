//! Writing down what a real interview asked: lines and transcripts become questions, and those are kept and weighed.

use std::collections::BTreeSet;

use crate::domain::asked::bank::{is_it, with_question};
use crate::domain::asked::nearest::Nearest;
use crate::domain::asked::{AskedLine, StageEnd, StageLog, call, due, lines};
use crate::domain::bank::Bank;
use crate::domain::interviews::InterviewChange;
use crate::domain::notebook::Change;
use crate::domain::profile::Target;

use super::super::asked::{AskedCommand, AskedRow, AskedSheet, AskedStep, Near};
use super::super::command::SettingsCommand;
use super::super::effect::Effect;
use super::super::model::{Modal, Model};
use super::super::timeline::Done;
use super::own_bank::chance_of;
use super::{changes, settings, writes};

/// More lines than a person remembers, or than a call has questions.
const MOST_LINES: usize = 80;
/// From this likeness on a remembered question is taken to be the bank's. Own choice: all words of weight but one.
const SAME: f64 = 0.9;

pub(super) fn apply(model: &mut Model, command: AskedCommand) -> Vec<Effect> {
    match command {
        AskedCommand::Open(stage) => open(model, stage),
        AskedCommand::NotNow => return not_now(model, false),
        AskedCommand::Never => return not_now(model, true),
        AskedCommand::Sort => sort(model),
        AskedCommand::Save => return save(model),
        AskedCommand::End(end) => return set_end(model, end),
        AskedCommand::Close => return close(model),
        AskedCommand::SetText(text) => set_text(model, text),
        AskedCommand::Back => with(model, |sheet| sheet.step = AskedStep::Write),
        AskedCommand::SetLine(at, text) => row(model, at, |row| row.line.text = text),
        AskedCommand::Take(at, take) => row(model, at, |row| row.take = take),
        AskedCommand::IsNear(at, is_near) => row(model, at, |row| row.is_near = is_near),
        AskedCommand::Principle(at, principle) => row(model, at, |row| row.line.principle = principle),
        AskedCommand::Story(at, story) => row(model, at, |row| row.line.story = story),
        AskedCommand::Went(at, went) => row(model, at, |row| row.line.went = went),
    }
    Vec::new()
}

fn with(model: &mut Model, change: impl FnOnce(&mut AskedSheet)) {
    if let Some(sheet) = &mut model.asked_sheet {
        sheet.refused = None;
        change(sheet);
    }
}

fn row(model: &mut Model, at: usize, change: impl FnOnce(&mut AskedRow)) {
    if let Some(row) = model.asked_sheet.as_mut().and_then(|sheet| sheet.rows.get_mut(at)) {
        change(row);
    }
}

/// Opens the sheet for a stage; without one for that which is due, else for the last that was. What was saved of it
/// already is shown, and what was typed since.
fn open(model: &mut Model, stage: Option<usize>) {
    if model.is_on_stage() {
        return;
    }
    let today = model.now.wall.date_naive();
    let target = &model.notebook.profile.target;
    let past = target.stages.iter().filter(|stage| stage.date.is_some_and(|date| date <= today));
    let last = past.max_by_key(|stage| stage.date);
    let stage = match stage {
        Some(at) => target.stages.get(at),
        None => due(target, today).or(last),
    };
    let mut sheet = AskedSheet {
        stage: stage.map(|stage| stage.name.trim().to_owned()).unwrap_or_default(),
        date: stage.map_or(Some(today), |stage| stage.date),
        ..AskedSheet::default()
    };
    if let Some(log) = target.logs.iter().find(|log| log.stage == sheet.stage && log.date == sheet.date) {
        sheet.rows = log.lines.iter().map(|line| known_row(model, line.clone())).collect();
        sheet.text = log.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
        (sheet.end, sheet.step) = (log.end, AskedStep::Saved);
    }
    if let Some(draft) = target.asked_drafts.get(&sheet.key()) {
        (sheet.text, sheet.step) = (draft.clone(), AskedStep::Write);
    }
    if model.asked_sheet.as_ref().is_none_or(|known| known.key() != sheet.key()) {
        model.asked_sheet = Some(sheet);
    }
    model.modal = Some(Modal::Asked);
}

/// The text as it is typed: it is kept with the interview until it is saved as questions. A transcript is not kept: what
/// others said in it is not the person's to keep.
fn set_text(model: &mut Model, text: String) {
    let Some(key) = model.asked_sheet.as_ref().map(AskedSheet::key) else { return };
    let mut target = model.notebook.profile.target.clone();
    if call::is_transcript(&text) {
        target.asked_drafts.remove(&key);
    } else {
        target.asked_drafts.insert(key, text.clone());
    }
    with(model, |sheet| sheet.text = text);
    let change = Change::put(model.notebook.with_target(target));
    changes::type_in(model, &change, Done::InterviewChanged);
}

/// The question of a bank that a line was taken to be.
fn near(model: &Model, id: &str) -> Option<Near> {
    let catalog = model.notebook.catalog();
    let found = catalog.question(id)?;
    Some(Near {
        id: found.question.id.clone(),
        text: found.question.text.clone(),
        principle: found.principle_names().next().map(|name| catalog.canonical(name)).unwrap_or_default(),
    })
}

/// A row for a line that was saved. A question of one's own that has the line's very words is the line itself.
fn known_row(model: &Model, line: AskedLine) -> AskedRow {
    let near = line.question.as_deref().and_then(|id| near(model, id)).filter(|near| near.text != line.text);
    let typed =
        lines::lines(&line.text).into_iter().next().map_or_else(|| line.text.clone(), |bare| bare.text);
    AskedRow { typed, is_near: near.is_some(), line, near, take: true }
}

/// Makes the typed lines, or the transcript, a list of questions, each with the bank's nearest.
fn sort(model: &mut Model) {
    let Some(sheet) = &model.asked_sheet else { return };
    let is_call = call::is_transcript(&sheet.text);
    let mut typed: Vec<(String, bool)> = if is_call {
        call::questions(&sheet.text).into_iter().map(|asked| (asked.text, asked.is_main)).collect()
    } else {
        lines::lines(&sheet.text).into_iter().map(|line| (line.text, line.is_question)).collect()
    };
    if is_call && typed.len() > MOST_LINES {
        // Of a long call those that stand by themselves.
        typed.retain(|(_, is_main)| *is_main);
        typed.truncate(MOST_LINES);
    }
    if typed.len() > MOST_LINES {
        let words = "These are more than 80 lines. Keep those with a question, or use a transcript with times (.vtt or .srt).";
        with(model, |sheet| sheet.refused = Some(words));
        return;
    }
    let catalog = model.notebook.catalog();
    let questions: Vec<_> = catalog
        .enabled_banks()
        .flat_map(|bank| &bank.questions)
        .filter(|question| !question.hidden)
        .collect();
    let nearest = Nearest::of(questions.iter().map(|question| question.text.as_str()));
    let before = &sheet.rows;
    let rows: Vec<AskedRow> = typed
        .into_iter()
        .map(|(text, take)| {
            // What was said about a line stays with it.
            if let Some(known) = before.iter().find(|row| row.typed == text) {
                return known.clone();
            }
            let found = nearest.find(&text);
            // Word for word, or nearly: then it was.
            let is_near = found.is_some_and(|(_, near)| near >= SAME);
            let near = found.and_then(|(at, _)| near(model, &questions[at].id));
            let principle = near.as_ref().map(|near| near.principle.clone());
            let line = AskedLine { text: text.clone(), principle, ..AskedLine::default() };
            AskedRow { typed: text, line, near, is_near, take }
        })
        .collect();
    with(model, |sheet| {
        if rows.is_empty() {
            sheet.refused = Some("No question was found. Write one line for each.");
            return;
        }
        if is_call {
            // The rest of it goes.
            sheet.text = rows.iter().map(|row| row.typed.as_str()).collect::<Vec<_>>().join("\n");
        }
        (sheet.rows, sheet.step) = (rows, AskedStep::Sort);
    });
}

/// Keeps the questions: in the log, the new ones in a bank of their own, the stories told as heard.
fn save(model: &mut Model) -> Vec<Effect> {
    let Some(sheet) = model.asked_sheet.clone() else { return Vec::new() };
    let taken = sheet.rows.iter().filter(|row| row.take && !row.line.text.trim().is_empty());
    let own = model.notebook.banks.iter().find(|bank| is_it(bank)).cloned();
    let mut bank = own.clone().unwrap_or_else(Bank::default);
    let new_id = model.new_id;
    let mut log_lines = Vec::new();
    for row in taken {
        let mut line = row.line.clone();
        row.line.text.trim().clone_into(&mut line.text);
        if let Some(near) = row.near.as_ref().filter(|_| row.is_near) {
            (line.question, line.principle) = (Some(near.id.clone()), Some(near.principle.clone()));
        } else {
            let (with, id) =
                with_question(bank, &line.text, line.principle.as_deref(), || chance_of(new_id()));
            (bank, line.question) = (with, Some(id));
        }
        log_lines.push(line);
    }
    if log_lines.is_empty() {
        with(model, |sheet| sheet.refused = Some("Nothing is ticked. Tick at least one question."));
        return Vec::new();
    }
    let mut target = model.notebook.profile.target.clone();
    let (key, end) = (sheet.key(), sheet.end);
    let (replaced, others): (Vec<StageLog>, Vec<StageLog>) =
        target.logs.into_iter().partition(|log| log.stage == key.0 && log.date == key.1);
    target.logs = others;
    // A story that was named by mistake was not heard.
    for story in replaced.iter().flat_map(|log| &log.lines).filter_map(|line| line.story.as_ref()) {
        let told = |line: &AskedLine| line.story.as_ref() == Some(story);
        if !target.logs.iter().flat_map(|log| &log.lines).any(told) {
            target.heard.remove(story);
        }
    }
    target.heard.extend(log_lines.iter().filter_map(|line| line.story.clone()));
    target.asked_drafts.remove(&key);
    let (stage, date) = key;
    target.logs.push(StageLog { stage, date, written: model.now.wall, lines: log_lines, end });
    let profile = model.notebook.with_target(target);
    // What no log names any more and nobody rehearsed goes out of the bank again.
    let targets = profile.kept.iter().map(|kept| &kept.target).chain(std::iter::once(&profile.target));
    let named: BTreeSet<&str> = targets.flat_map(Target::really_asked).collect();
    let attempts = &model.notebook.attempts;
    let rehearsed = |id: &str| attempts.iter().any(|attempt| attempt.question.id.as_deref() == Some(id));
    bank.questions.retain(|question| named.contains(question.id.as_str()) || rehearsed(&question.id));
    let mut change = Change::put(profile.clone());
    if !bank.id.is_empty() && own.as_ref() != Some(&bank) {
        change = change.and_put(bank);
    }
    with(model, |sheet| sheet.step = AskedStep::Saved);
    changes::make(model, &change, Done::InterviewChanged)
}

/// Nothing asks about this stage again, or about any.
fn not_now(model: &mut Model, never: bool) -> Vec<Effect> {
    let mut target = model.notebook.profile.target.clone();
    if never {
        target.never_logs = true;
    } else if let Some(stage) = due(&target, model.now.wall.date_naive()).cloned() {
        target.put_off(&stage);
    }
    put(model, target)
}

/// What came of the stage.
fn set_end(model: &mut Model, end: StageEnd) -> Vec<Effect> {
    with(model, |sheet| (sheet.end, sheet.end_is_new) = (end, true));
    let Some(sheet) = &model.asked_sheet else { return Vec::new() };
    let mut target = model.notebook.profile.target.clone();
    let mut logs = target.logs.iter_mut();
    let Some(log) = logs.find(|log| log.stage == sheet.stage && log.date == sheet.date) else {
        return Vec::new();
    };
    log.end = end;
    put(model, target)
}

fn put(model: &mut Model, target: Target) -> Vec<Effect> {
    changes::make(model, &Change::put(model.notebook.with_target(target)), Done::InterviewChanged)
}

/// Closes the sheet; what is not saved yet waits in it. A stage that ended in a no ends the preparation for it: the
/// interview is laid aside.
fn close(model: &mut Model) -> Vec<Effect> {
    model.modal = None;
    let saved = model.asked_sheet.take_if(|sheet| sheet.step == AskedStep::Saved);
    if saved.is_some_and(|sheet| sheet.end_is_new && sheet.end == StageEnd::No) {
        return settings::apply(model, SettingsCommand::ChangeInterview(InterviewChange::Archive));
    }
    writes::write_due(model, true)
}
