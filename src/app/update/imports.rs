//! Importing: reading what is given, the review, taking it over and taking it back.

use std::sync::Arc;

use uuid::Uuid;

use crate::domain::notebook::{Change, Key};
use crate::domain::profile::Target;
use crate::domain::review::before::{self, Present};
use crate::domain::review::{Choice, Item, Kind, Review};
use crate::domain::words::count;

use super::super::action::ReviewAction;
use super::super::command::{ImportCommand, ReviewCommand};
use super::super::effect::{Effect, KEPT_DAYS};
use super::super::importing::{ImportJob, ImportReport, ImportSource, Imported, Refused};
use super::super::model::{Modal, Model, Screen};
use super::super::review::{ImportProgress, ReviewView};
use super::super::shown::route::Place;
use super::super::timeline::Done;
use super::{banks, changes, friends, go, notices, second_scores, writes};

pub(super) fn apply(model: &mut Model, command: ImportCommand) -> Vec<Effect> {
    match command {
        ImportCommand::Pick => vec![Effect::PickImport],
        ImportCommand::SetPath(path) => {
            model.importing.path = path;
            Vec::new()
        }
        ImportCommand::SetPasted(text) => {
            model.importing.pasted = text;
            Vec::new()
        }
        ImportCommand::Read(given) => {
            model.importing.refused.clear();
            read(model, given)
        }
        ImportCommand::Cancel => {
            model.importing.queued.clear();
            let stopped = model.importing.reading.take();
            stopped.map(|reading| Effect::CancelImport(reading.job)).into_iter().collect()
        }
        ImportCommand::Open(id) => open(model, id),
        ImportCommand::Accept => accept(model),
        ImportCommand::TakeBack(id) => take_back(model, id),
        ImportCommand::Discard(id) => discard(model, id),
        ImportCommand::Edit(item) => edit(model, *item),
        ImportCommand::Review(command) => {
            change(model, command);
            Vec::new()
        }
    }
}

/// What a key does in the open review.
pub(super) fn act(model: &mut Model, action: ReviewAction) -> Vec<Effect> {
    let Some(view) = &mut model.importing.open else { return Vec::new() };
    let (item, kind) = (view.chosen_item(), view.chosen_kind());
    let command = match action {
        ReviewAction::Accept => return accept(model),
        ReviewAction::Edit => {
            view.editing = item.is_some() && !view.editing;
            None
        }
        ReviewAction::Fold => kind.map(ReviewCommand::Fold),
        ReviewAction::Own(own) => Some(ReviewCommand::Own(own)),
        ReviewAction::Take => item.map(ReviewCommand::Toggle).or(kind.map(ReviewCommand::Fold)),
        ReviewAction::Merge => item.map(ReviewCommand::Merge),
        ReviewAction::UseProposed => {
            item.map(ReviewCommand::UseProposed).or(kind.map(ReviewCommand::UseAllProposed))
        }
        ReviewAction::NextLevel => next_level(model).map(|level| ReviewCommand::Level(Some(level))),
    };
    if let Some(command) = command {
        change(model, command);
    }
    Vec::new()
}

/// The row above or below.
pub(super) fn step(model: &mut Model, down: bool) {
    if let Some(view) = &mut model.importing.open {
        view.step(down);
    }
}

/// Puts the fields of the chosen item away; else leaves the review.
pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    match &mut model.importing.open {
        Some(view) if view.editing => {
            view.editing = false;
            writes::write_due(model, true)
        }
        _ => open(model, None),
    }
}

fn read(model: &mut Model, given: Vec<ImportSource>) -> Vec<Effect> {
    let given: Vec<ImportSource> = given
        .into_iter()
        .filter(|given| match given {
            ImportSource::File(text) | ImportSource::Text(text) => !text.trim().is_empty(),
        })
        .collect();
    if given.is_empty() {
        return Vec::new();
    }
    if model.is_on_stage() {
        let words = "A rehearsal is on. Finish it first, then give the files again.";
        notices::tell(model, "Not imported", words);
        return Vec::new();
    }
    if model.importing.reading.is_some() {
        model.importing.queued.extend(given);
        return Vec::new();
    }
    model.importing.jobs += 1;
    let job = model.importing.jobs;
    let names = given.iter().map(ImportSource::name).collect();
    let typed = (model.importing.path.clone(), model.importing.pasted.clone());
    model.importing.reading = Some(ImportProgress { job, typed, names, at: 0 });
    vec![Effect::Import(ImportJob {
        number: job,
        given,
        catalog: Arc::new(model.notebook.catalog().clone()),
        now: model.now.wall,
    })]
}

/// A report of the reading thread. One of a job that was cancelled is too late.
pub(super) fn report(model: &mut Model, job: u64, report: ImportReport) -> Vec<Effect> {
    let Some(reading) = model.importing.reading.as_mut().filter(|reading| reading.job == job) else {
        return Vec::new();
    };
    match report {
        ImportReport::Reading(at) => {
            reading.at = at;
            Vec::new()
        }
        ImportReport::Read(Imported::Review(review)) => found(model, *review),
        // Asked for a review, a reader gives no draft.
        ImportReport::Read(Imported::Draft(_, review)) => {
            review.map_or_else(Vec::new, |review| found(model, *review))
        }
        ImportReport::Read(Imported::Bank(bank)) => {
            model.importing.path.clear();
            banks::add(model, *bank)
        }
        ImportReport::Read(Imported::Scores(scores)) => second_scores::add(model, &scores),
        ImportReport::Read(Imported::FriendRound(round)) => friends::join(model, &round),
        ImportReport::NotRead(Refused { bank: true, why, .. }) => {
            // The words name the file and the place in it.
            notices::tell(model, "Bank not added", &why);
            Vec::new()
        }
        ImportReport::NotRead(Refused { name, why, .. }) => {
            let words = format!("{name}: {why}");
            // Beside the field where there is one; else it would not be seen.
            if matches!(model.place(), Place::Today | Place::Banks) {
                model.importing.refused.push(words);
            } else {
                notices::tell(model, "Not imported", &words);
            }
            Vec::new()
        }
        ImportReport::Done => {
            model.importing.reading = None;
            let next = std::mem::take(&mut model.importing.queued);
            read(model, next)
        }
    }
}

/// A draft was read: it is stored at once, so that the review survives quitting.
fn found(model: &mut Model, mut review: Review) -> Vec<Effect> {
    // The level is asked for once: another guide of the same company has it too.
    review.level =
        model.notebook.profile.target.guide_level.clone().filter(|l| review.levels().contains(&l.as_str()));
    // Who has gone on typing is not taken elsewhere.
    let typed = (&model.importing.path, &model.importing.pasted);
    let idle = model.importing.reading.as_ref().is_none_or(|r| typed == (&r.typed.0, &r.typed.1));
    if idle {
        model.importing.path.clear();
        model.importing.pasted.clear();
    }
    let present = model.notebook.present();
    review.leave_what_is_here(&present);
    let seen = seen_before(&present, &review);
    if let Some((before, words)) = seen {
        model.importing.outcome = Some(words);
        return if idle && !model.is_on_stage() { open(model, before) } else { Vec::new() };
    }
    let id = review.id;
    let mut effects = changes::make(model, &Change::put(review), Done::ImportRead);
    // The first of several is opened; the others wait.
    if idle && model.importing.open.is_none() && !model.is_on_stage() {
        effects.extend(open(model, Some(id)));
    }
    effects
}

/// A file that was read before and brings nothing: the review of it that still waits, if one does, and what is said.
fn seen_before(present: &Present<'_>, review: &Review) -> Option<(Option<Uuid>, String)> {
    let before = present.same_file(review)?;
    let (name, day) = (&review.origin.name, before::day(before));
    if before.waits() {
        return Some((Some(before.id), format!("{name} was read on {day} and waits for your review.")));
    }
    let nothing_new = review.items.iter().all(|item| item.choice != Choice::Take);
    nothing_new.then(|| (None, format!("Nothing in {name} is new: you imported it on {day}.")))
}

fn open(model: &mut Model, id: Option<Uuid>) -> Vec<Effect> {
    let effects = writes::write_due(model, true);
    let view = id.and_then(|id| model.notebook.import(id)).map(ReviewView::new);
    if view.is_none() {
        model.importing.open = None;
        return effects;
    }
    let went = go::go(model, Screen::Banks);
    model.importing.open = view;
    effects.into_iter().chain(went).collect()
}

fn next_level(model: &Model) -> Option<String> {
    let review = model.open_review()?;
    let levels = review.levels();
    let at = review.level.as_ref().and_then(|level| levels.iter().position(|l| l == level));
    let next = at.map_or(0, |at| (at + 1) % levels.len());
    levels.get(next).map(|level| (*level).to_owned())
}

/// Changes the open review; it is written a second after the last change.
fn change(model: &mut Model, command: ReviewCommand) {
    let new_id = model.new_id;
    let Some(view) = &mut model.importing.open else { return };
    let Some(known) = model.notebook.import(view.id) else { return };
    let mut changed = known.clone();
    let review = &mut changed;
    match command {
        ReviewCommand::Choose(id) => return view.choose(id),
        ReviewCommand::Editing(on) => {
            view.editing = on;
            return;
        }
        ReviewCommand::Fold(kind) => return view.fold(kind, review),
        ReviewCommand::Own(own) => review.own = Some(own),
        ReviewCommand::Level(level) => review.level = level,
        ReviewCommand::Toggle(id) => toggle(review, id),
        ReviewCommand::TakeAll(kind, take) => take_all(review, kind, take),
        ReviewCommand::ChangeKind(id, kind) => {
            if let Some(item) = review.item_mut(id).filter(|item| !item.stored) {
                item.become_kind(kind, new_id());
            }
        }
        ReviewCommand::Merge(id) => review.merge(id),
        ReviewCommand::UseProposed(id) => review.use_proposed(&[id]),
        ReviewCommand::UseAllProposed(kind) => {
            let ids: Vec<u32> = review.items.iter().filter(|i| i.kind() == kind).map(|i| i.id).collect();
            review.use_proposed(&ids);
        }
        ReviewCommand::AddWeight(principle) => {
            // The group is looked at when it grows.
            view.folded.remove(&Kind::Weight);
            review.add_weight(&principle, Target::KEY_WEIGHT);
        }
    }
    view.lay_out(review);
    changes::type_in(model, &Change::put(changed), Done::ImportReviewed);
}

fn toggle(review: &mut Review, id: u32) {
    if let Some(item) = review.item_mut(id).filter(|item| !item.stored) {
        item.choice = if item.choice == Choice::Take { Choice::Leave } else { Choice::Take };
    }
}

fn take_all(review: &mut Review, kind: Kind, take: bool) {
    let choice = if take { Choice::Take } else { Choice::Leave };
    for item in review.items.iter_mut().filter(|item| item.kind() == kind && !item.stored) {
        item.choice = choice;
    }
}

/// What is edited is wanted. An item that is stored is edited where it went, but for a question's
/// principles: they are set here, where it says what they could be.
fn edit(model: &mut Model, edited: Item) -> Vec<Effect> {
    let Some(mut review) = model.open_review().cloned() else { return Vec::new() };
    let Some(item) = review.item_mut(edited.id) else { return Vec::new() };
    if !item.stored {
        item.body = edited.body;
        item.choice = Choice::Take;
        changes::type_in(model, &Change::put(review), Done::ImportReviewed);
        return Vec::new();
    }
    let sorted = model.notebook.sorting(review.id, edited.id, edited.principles().to_vec());
    sorted.map_or_else(Vec::new, |change| changes::make(model, &change, Done::ImportReviewed))
}

/// Takes over what is chosen. First the person says whose interview it is.
fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(review) = model.open_review().filter(|review| review.own.is_some()) else { return Vec::new() };
    let name = review.origin.name.clone();
    let accepting = model.notebook.accepting(review, model.now.wall);
    // The first time, what was found is shown in the sheet that asks for it.
    if accepting.sets_target && model.notebook.profile.target.is_empty() {
        model.modal = Some(Modal::Interview);
    }
    model.importing.open = None;
    // One change: a crash leaves the import waiting with nothing of it added, or all of it added.
    let mut effects = changes::make(model, &accepting.change, Done::ImportAccepted);
    model.screen = Screen::Today;
    let mut words = format!(
        "{} added from {name}. Under Banks the import can be undone.",
        count(accepting.taken, "item")
    );
    if accepting.sets_stages {
        words.push_str(" P sets up its phone screen as a mock interview, L its loop.");
    }
    let next = model.notebook.imports.iter().find(|review| review.waits()).map(|review| review.id);
    effects.extend(open(model, next));
    model.importing.outcome = Some(words);
    effects
}

/// Undoes an import; it waits again.
fn take_back(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let Some(back) = model.notebook.taking_back(id) else { return Vec::new() };
    let name = model.notebook.import(id).map(|review| review.origin.name.clone()).unwrap_or_default();
    let mut effects = writes::write_due(model, true);
    effects.extend(changes::make(model, &back.change, Done::ImportTakenBack));
    let kept = match back.kept {
        0 => String::new(),
        n => format!(" {} that you have changed since stay.", count(n, "item")),
    };
    let words = format!(
        "The import of {name} is undone. Your answers keep their questions; the review waits again.{kept}"
    );
    model.importing.outcome = Some(words);
    effects
}

/// Throws away an import that was not accepted; its file is kept in `recovered/`.
fn discard(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let Some(review) = model.notebook.import(id).filter(|review| review.waits()) else { return Vec::new() };
    model.importing.outcome = Some(format!(
        "{} was thrown away. It is kept for {} more, in the folder recovered inside the data folder.",
        review.origin.name,
        count(KEPT_DAYS, "day")
    ));
    model.importing.open.take_if(|view| view.id == id);
    changes::make(model, &Change::remove(Key::Import(id)), Done::ImportDiscarded)
}
