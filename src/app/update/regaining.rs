//! A folder that was only read so far can be written: what it holds by now, joined with what was not saved here.

use std::sync::Arc;

use super::super::model::{Dirty, Model};
use super::super::saving::Unsaved;
use crate::store::Contents;

/// Takes over what the folder holds by now, and keeps what this window could not save or is still being typed. What is on
/// stage goes on.
pub(super) fn adopt(model: &mut Model, contents: Contents) {
    model.access = contents.access;
    // What was told while it could not be written no longer holds.
    model.notices.retain(|notice| !notice.text.to_lowercase().starts_with("nothing can be saved"));
    for notice in contents.notices {
        if !model.notices.contains(&notice) {
            model.notices.push(notice);
        }
    }
    // An answer that another window left in its middle is offered; where one is on stage here, the store keeps it aside.
    if model.stage.is_none() && model.mock.running.is_none() && model.recovered.is_none() {
        model.recovered = contents.running.and_then(|value| model.checkpoint(value));
    }
    let open = model.history.open.as_ref().map(|open| open.id);
    let is_edited = open.is_some_and(|id| model.attempt(id) != model.history.open.as_deref());
    model.altered = contents.altered;
    let (failed, dirty) = (model.saving.failed.clone(), model.dirty.clone());
    let is_ours = |unsaved: Unsaved, typed: Option<Dirty>| {
        failed.contains(&unsaved) || typed.is_some_and(|typed| dirty.contains_key(&typed))
    };
    if !is_ours(Unsaved::Profile, Some(Dirty::Profile)) {
        model.profile = contents.profile;
    }
    let mut attempts = joined(&model.attempts, contents.attempts, |a| is_ours(Unsaved::Attempt(a.id), None));
    attempts.sort_by_key(|a| (a.started, a.id));
    model.attempts = Arc::new(attempts);
    if !is_edited {
        model.history.open = open.and_then(|id| model.attempt(id)).cloned().map(Box::new);
    }
    model.moments = joined(&model.moments, contents.moments, |m| {
        is_ours(Unsaved::Moment(m.id), Some(Dirty::Moment(m.id)))
    });
    model.stories = joined(&model.stories, contents.stories, |s| {
        is_ours(Unsaved::Story(s.id.clone()), Some(Dirty::Story(s.id.clone())))
    });
    model.own_banks =
        joined(&model.own_banks, contents.banks, |b| is_ours(Unsaved::Bank(b.id.clone()), None));
    model.overlays = joined(&model.overlays, contents.overlays, |o| {
        is_ours(Unsaved::Overlay(o.bank.clone()), Some(Dirty::Overlay(o.bank.clone())))
    });
    model.imports = joined(&model.imports, contents.imports, |i| {
        is_ours(Unsaved::Import(i.id), Some(Dirty::Import(i.id)))
    });
    model.imports.sort_by_key(|review| (review.made, review.id));
    model.mocks =
        joined(&model.mocks, contents.mocks, |m| is_ours(Unsaved::Mock(m.id), Some(Dirty::Mock(m.id))));
    model.mocks.sort_by_key(|mock| (mock.made, mock.id));
    model.banks_changed();
    model.filter_history();
}

/// What the folder holds, with ours in place of its own; what we could not take away from it is not taken in again.
fn joined<T: Clone>(here: &[T], folder: Vec<T>, is_ours: impl Fn(&T) -> bool) -> Vec<T> {
    let mut all: Vec<T> = folder.into_iter().filter(|one| !is_ours(one)).collect();
    all.extend(here.iter().filter(|one| is_ours(one)).cloned());
    all
}
