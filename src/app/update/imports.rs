//! Importing: reading what is given, the review, taking it over and taking it back.

use std::sync::Arc;

use uuid::Uuid;

use crate::domain::bank::Bank;
use crate::domain::overlay::Joined;
use crate::domain::profile::Target;
use crate::domain::review::before::{self, Present};
use crate::domain::review::{Choice, Item, Kind, Review};
use crate::domain::words::count;

use super::super::action::ReviewAction;
use super::super::command::{ImportCommand, ReviewCommand};
use super::super::effect::{Effect, KEPT_DAYS, StoreJob};
use super::super::importing::{ImportJob, ImportReport, ImportSource, Imported, Refused};
use super::super::model::{Dirty, Modal, Model, Screen};
use super::super::review::{ImportProgress, ReviewView};
use super::super::route::Place;
use super::browse::overlay_of;
use super::{banks, go, notices, second_scores, writes};

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
        catalog: Arc::new(model.catalog.clone()),
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
            banks::add(model, bank)
        }
        ImportReport::Read(Imported::Scores(scores)) => second_scores::add(model, *scores),
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
    review.level = model.profile.target.guide_level.clone().filter(|l| review.levels().contains(&l.as_str()));
    // Who has gone on typing is not taken elsewhere.
    let typed = (&model.importing.path, &model.importing.pasted);
    let idle = model.importing.reading.as_ref().is_none_or(|r| typed == (&r.typed.0, &r.typed.1));
    if idle {
        model.importing.path.clear();
        model.importing.pasted.clear();
    }
    let present = Present {
        imports: &model.imports,
        stories: &model.stories,
        moments: &model.moments,
        target: &model.profile.target,
    };
    review.leave_what_is_here(&present);
    let seen = seen_before(&present, &review);
    if let Some((before, words)) = seen {
        model.importing.outcome = Some(words);
        return if idle && !model.is_on_stage() { open(model, before) } else { Vec::new() };
    }
    let id = review.id;
    let job = StoreJob::WriteImport(Box::new(review.clone()));
    model.imports.push(review);
    let mut effects = vec![Effect::Store(job)];
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
    let view = id.and_then(|id| model.import(id)).map(ReviewView::new);
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
    let Some(review) = model.imports.iter_mut().find(|review| review.id == view.id) else { return };
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
    let id = review.id;
    view.lay_out(review);
    writes::touch(model, Dirty::Import(id));
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
    let Some(at) = model.importing.open.as_ref().and_then(|view| position(model, view.id)) else {
        return Vec::new();
    };
    let review = &mut model.imports[at];
    let id = review.id;
    let Some(item) = review.item_mut(edited.id) else { return Vec::new() };
    if !item.stored {
        item.body = edited.body;
        item.choice = Choice::Take;
        writes::touch(model, Dirty::Import(id));
        lay_out(model);
        return Vec::new();
    }
    let bank_id = review.bank_id();
    let bank = model.own_banks.iter().find(|bank| bank.id == bank_id);
    let Some(bank) = review.sort(edited.id, edited.principles().to_vec(), &model.catalog, bank) else {
        return Vec::new();
    };
    let jobs = [StoreJob::WriteBank(Box::new(bank.clone())), StoreJob::WriteImport(Box::new(review.clone()))];
    put_bank(model, bank);
    model.banks_changed();
    lay_out(model);
    jobs.into_iter().map(Effect::Store).collect()
}

/// Works the rows of the open review out again.
fn lay_out(model: &mut Model) {
    if let Some(view) = &mut model.importing.open
        && let Some(review) = model.imports.iter().find(|review| review.id == view.id)
    {
        view.lay_out(review);
    }
}

/// Puts a bank of the person's own in the place of the one of its id.
fn put_bank(model: &mut Model, bank: Bank) {
    model.own_banks.retain(|known| known.id != bank.id);
    model.own_banks.push(bank);
}

/// Takes over what is chosen. First the person says whose interview it is.
fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(at) = model.importing.open.as_ref().map(|view| view.id).and_then(|id| position(model, id))
    else {
        return Vec::new();
    };
    let review = &mut model.imports[at];
    if review.own.is_none() {
        return Vec::new();
    }
    let before = review.items.iter().filter(|item| item.stored).count();
    let bank_id = review.bank_id();
    let bank = model.own_banks.iter().find(|bank| bank.id == bank_id);
    let accepted = review.accept(&model.catalog, &model.profile.target, bank, model.now.wall);
    let taken = review.stored() - before;
    let set_stages = !review.was.is_empty();
    let name = review.origin.name.clone();
    let id = review.id;
    let mut effects = Vec::new();
    if let Some(bank) = accepted.bank {
        put_bank(model, bank.clone());
        effects.push(StoreJob::WriteBank(Box::new(bank)));
    }
    effects.extend(join(model, accepted.joined));
    for story in accepted.stories {
        model.stories.retain(|known| known.id != story.id);
        model.stories.push(story.clone());
        effects.push(StoreJob::WriteStory(Box::new(story)));
    }
    for moment in accepted.moments {
        model.moments.retain(|known| known.id != moment.id);
        model.moments.push(moment.clone());
        effects.push(StoreJob::PutMoment(Box::new(moment)));
    }
    if let Some(target) = accepted.target {
        // The first time, what was found is shown in the sheet that asks for it.
        if model.profile.target.is_empty() {
            model.modal = Some(Modal::Interview);
        }
        model.profile.target = target;
        effects.push(StoreJob::WriteProfile(Box::new(model.profile.clone())));
    }
    effects.push(StoreJob::WriteImport(Box::new(model.imports[at].clone())));
    model.dirty.remove(&Dirty::Import(id));
    model.importing.open = None;
    model.banks_changed();
    model.screen = Screen::Today;
    let mut words =
        format!("{} added from {name}. Under Banks the import can be undone.", count(taken, "item"));
    if set_stages {
        words.push_str(" P sets up its phone screen as a mock interview, L its loop.");
    }
    let next = model.imports.iter().find(|review| review.waits()).map(|review| review.id);
    let opened = open(model, next);
    model.importing.outcome = Some(words);
    // One change: a crash leaves the import waiting with nothing of it added, or all of it added.
    std::iter::once(Effect::Store(StoreJob::Together(effects))).chain(opened).collect()
}

/// Gives questions of other banks what their twins have; giving it again changes nothing.
fn join(model: &mut Model, joined: Vec<(String, Joined)>) -> Vec<StoreJob> {
    let mut changed: Vec<String> = Vec::new();
    for (bank, joined) in joined {
        let overlay = overlay_of(model, &bank);
        overlay.joined.retain(|known| known.from != joined.from);
        overlay.joined.push(joined);
        if !changed.contains(&bank) {
            changed.push(bank);
        }
    }
    changed.iter().map(|bank| model.overlay_job(bank)).collect()
}

/// Takes out of other banks' questions what came from these.
fn part(model: &mut Model, from: &[String]) -> Vec<StoreJob> {
    let mut changed: Vec<String> = Vec::new();
    for overlay in &mut model.overlays {
        let before = overlay.joined.len();
        overlay.joined.retain(|known| !from.contains(&known.from));
        if overlay.joined.len() < before {
            changed.push(overlay.bank.clone());
        }
    }
    changed.iter().map(|bank| model.overlay_job(bank)).collect()
}

fn position(model: &Model, id: Uuid) -> Option<usize> {
    model.imports.iter().position(|review| review.id == id)
}

/// Undoes an import; it waits again.
fn take_back(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let Some(at) = position(model, id) else { return Vec::new() };
    let mut effects = writes::write_due(model, true);
    let review = &mut model.imports[at];
    let name = review.origin.name.clone();
    let back = review.take_back(&model.catalog, &model.profile.target, &model.stories, &model.moments);
    let mut jobs = vec![StoreJob::WriteImport(Box::new(review.clone()))];
    if let Some(bank) = back.bank {
        model.own_banks.retain(|known| known.id != bank);
        jobs.push(StoreJob::RemoveBank(bank));
    }
    for story in back.stories {
        model.stories.retain(|known| known.id != story);
        jobs.push(StoreJob::RemoveStory(story));
    }
    for moment in back.moments {
        model.moments.retain(|known| known.id != moment);
        jobs.push(StoreJob::DeleteMoment(moment));
    }
    jobs.extend(part(model, &back.joined));
    if let Some(target) = back.target {
        model.profile.target = target;
        jobs.push(StoreJob::WriteProfile(Box::new(model.profile.clone())));
    }
    model.banks_changed();
    let kept = match back.kept {
        0 => String::new(),
        n => format!(" {} that you have changed since stay.", count(n, "item")),
    };
    let words = format!(
        "The import of {name} is undone. Your answers keep their questions; the review waits again.{kept}"
    );
    model.importing.outcome = Some(words);
    effects.push(Effect::Store(StoreJob::Together(jobs)));
    effects
}

/// Throws away an import that was not accepted; its file is kept in `recovered/`.
fn discard(model: &mut Model, id: Uuid) -> Vec<Effect> {
    let Some(at) = position(model, id).filter(|&at| model.imports[at].waits()) else { return Vec::new() };
    let review = model.imports.remove(at);
    model.dirty.remove(&Dirty::Import(id));
    if model.importing.open.as_ref().is_some_and(|view| view.id == id) {
        model.importing.open = None;
    }
    model.importing.outcome = Some(format!(
        "{} was thrown away. It is kept for {} more, in the folder recovered inside the data folder.",
        review.origin.name,
        count(KEPT_DAYS, "day")
    ));
    vec![Effect::Store(StoreJob::RemoveImport(id))]
}
