//! What the candidate wants to ask the interviewer: own questions, and those that imports and banks offer, as one list.

use super::catalog::Catalog;
use super::profile::Target;
use super::review::{Body, Review};

/// A question to ask, as the person has it: their own, or what they changed about one that is offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToAsk {
    /// Its own id; of one that is offered the id it is offered under.
    pub id: String,
    /// The question.
    pub text: String,
    /// Whom or in which round to ask it, in the person's words; empty for whoever is there.
    pub round: String,
    /// What was answered.
    pub answer: String,
    /// Whether one that is offered is not wanted.
    pub gone: bool,
}

/// Where a question to ask comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source<'a> {
    /// The person wrote it.
    Own,
    /// The import of this name offers it.
    Import(&'a str),
    /// The bank of this title offers it.
    Bank(&'a str),
}

/// A question to ask as it stands on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<'a> {
    /// The question, with what the person changed.
    pub ask: ToAsk,
    /// Where it comes from.
    pub source: Source<'a>,
}

/// All questions to ask at the target's interview, each text once: the person's own, then those of imports, then those of
/// banks, switched on or not; without those that are not wanted.
pub fn to_ask<'a>(target: &'a Target, imports: &'a [Review], catalog: &'a Catalog) -> Vec<Listed<'a>> {
    let mut listed: Vec<Listed<'a>> = Vec::new();
    let mut add = |id: String, text: &str, round: &str, source: Source<'a>| {
        let changed = target.to_ask.iter().find(|ask| ask.id == id);
        let (text, round) = (text.to_owned(), round.to_owned());
        let offered = ToAsk { id, text, round, ..ToAsk::default() };
        let ask = changed.cloned().unwrap_or(offered);
        let is_there = listed.iter().any(|known| known.ask.text == ask.text);
        if !ask.gone && (changed.is_some() || !is_there) {
            listed.push(Listed { ask, source });
        }
    };
    let offered_by_import = imports.iter().flat_map(|review| {
        let items = review.items.iter().filter(|item| item.stored);
        items.filter_map(move |item| match &item.body {
            Body::AskThem { text } => Some((format!("{}-{}", review.id, item.id), text, &review.origin.name)),
            _ => None,
        })
    });
    let imported: Vec<_> = offered_by_import.collect();
    let offered_by_bank = catalog.banks().iter().flat_map(|bank| {
        let questions = bank.questions.iter().filter(|q| !q.hidden && bank.is_to_ask(q));
        questions.map(move |question| (format!("{}/{}", bank.id, question.id), question, &bank.title))
    });
    let banked: Vec<_> = offered_by_bank.collect();
    let is_offered = |id: &str| {
        imported.iter().any(|(known, ..)| known == id) || banked.iter().any(|(known, ..)| known == id)
    };
    for ask in target.to_ask.iter().filter(|ask| !is_offered(&ask.id)) {
        add(ask.id.clone(), &ask.text, &ask.round, Source::Own);
    }
    for (id, text, name) in imported {
        add(id, text, "", Source::Import(name));
    }
    for (id, question, title) in banked {
        add(id, &question.text, question.round.as_deref().unwrap_or_default(), Source::Bank(title));
    }
    listed
}

impl Target {
    /// Puts this in place of the one of its id, or adds it.
    pub fn put_to_ask(&mut self, ask: ToAsk) {
        match self.to_ask.iter_mut().find(|known| known.id == ask.id) {
            Some(known) => *known = ask,
            None => self.to_ask.push(ask),
        }
    }

    /// Takes the one of this id off the list: an own one goes, of one that is offered it is kept that it is not wanted.
    pub fn drop_to_ask(&mut self, ask: ToAsk, is_own: bool) {
        if is_own {
            self.to_ask.retain(|known| known.id != ask.id);
        } else {
            self.put_to_ask(ToAsk { gone: true, ..ask });
        }
    }
}
