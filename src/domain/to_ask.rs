//! What the candidate wants to ask the interviewer: own questions, and those that imports and banks offer, as one list.

use super::catalog::Catalog;
use super::mock::plan::{MockForm, Role};
use super::profile::Target;
use super::review::{Body, Review};
use super::stage_kind::StageKind;

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
        let (round, text) = addressed(text);
        add(id, text, &round, Source::Import(name));
    }
    for (id, question, title) in banked {
        add(id, &question.text, question.round.as_deref().unwrap_or_default(), Source::Bank(title));
    }
    listed
}

/// The most questions of banks that one interviewer is asked.
const MOST_OF_BANKS: usize = 4;

/// What of the list to ask an interviewer of this role in an interview of this form: the person's own and the imported
/// ones that are for them or for whoever is there, then a few of those that banks have for such an interviewer, first
/// those that were drawn for the round.
pub fn for_round<'a>(listed: &'a [Listed<'a>], role: Role, form: MockForm, drawn: &[String]) -> Vec<&'a str> {
    let is_for = |one: &&Listed<'_>| !one.ask.text.trim().is_empty() && is_for(&one.ask.round, role, form);
    let (banks, own): (Vec<&Listed<'_>>, Vec<&Listed<'_>>) =
        listed.iter().filter(is_for).partition(|one| matches!(one.source, Source::Bank(_)));
    let mut banks: Vec<&Listed<'_>> = banks;
    banks.sort_by_key(|one| !drawn.contains(&one.ask.text));
    own.into_iter().chain(banks.into_iter().take(MOST_OF_BANKS)).map(|one| one.ask.text.as_str()).collect()
}

/// Whether what is for this round, in the person's words, is for this interviewer.
fn is_for(round: &str, role: Role, form: MockForm) -> bool {
    let round = round.trim().to_lowercase();
    let whom = match role {
        Role::Recruiter => &["recruiter"][..],
        Role::HiringManager => &["hiring manager"],
        // Who works beside the person.
        Role::Peer | Role::Partner | Role::Expert => &["peer"],
        Role::Assessor => &["bar raiser", "peer"],
        Role::Leader => &["senior leader"],
    };
    let stage = match StageKind::of(&round) {
        Some(StageKind::Phone) => matches!(form, MockForm::Phone | MockForm::Recruiter),
        Some(StageKind::Loop | StageKind::Panel) => {
            matches!(form, MockForm::Loop | MockForm::Panel | MockForm::Competency)
        }
        Some(StageKind::Manager) => role == Role::HiringManager,
        Some(StageKind::Exercise) | None => false,
    };
    round.is_empty() || round == role.name().to_lowercase() || whom.contains(&round.as_str()) || stage
}

/// Whom a question is addressed to, where it says so in front: "(hiring mgr) What …?"; and the question.
fn addressed(text: &str) -> (String, &str) {
    let bracketed = text.trim_start().strip_prefix(['(', '[']).and_then(|rest| rest.split_once([')', ']']));
    let Some((whom, rest)) = bracketed else { return (String::new(), text) };
    let whom = whom.to_lowercase();
    let parts: Vec<&str> = whom.split([',', '/']).map(str::trim).collect();
    let known = |part: &&str| WHOM.iter().find(|(said, _)| part.trim_end_matches('s') == *said);
    match parts.first().and_then(known) {
        Some((_, round)) if !rest.trim().is_empty() => {
            ((*round).to_owned(), rest.trim_start_matches([':', ' ']))
        }
        _ => (String::new(), text),
    }
}

/// How interviewers are called, and the round that it is.
const WHOM: [(&str, &str); 14] = [
    ("recruiter", "recruiter"),
    ("hr", "recruiter"),
    ("hiring manager", "hiring manager"),
    ("hiring mgr", "hiring manager"),
    ("hm", "hiring manager"),
    ("manager", "hiring manager"),
    ("peer", "peer"),
    ("colleague", "peer"),
    ("bar raiser", "bar raiser"),
    ("br", "bar raiser"),
    ("senior leader", "senior leader"),
    ("skip level", "senior leader"),
    ("anyone", ""),
    ("any", ""),
];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_a_question_is_for_is_read_off_its_front() {
        let of = |text| {
            let (round, rest) = addressed(text);
            (round, rest.to_owned())
        };
        let pair = |round: &str, rest: &str| (round.to_owned(), rest.to_owned());
        assert_eq!(of("(hiring mgr) What is new?"), pair("hiring manager", "What is new?"));
        assert_eq!(of("[Peers, HM]: What is new?"), pair("peer", "What is new?"));
        assert_eq!(of("(really) What is new?"), pair("", "(really) What is new?"));
        assert_eq!(of("What is new (peer)?"), pair("", "What is new (peer)?"));
    }

    #[test]
    fn what_is_changed_stands_in_place_and_what_is_not_wanted_goes() {
        let bank = super::super::bank::Bank {
            id: "b".to_owned(),
            title: "B".to_owned(),
            principles: vec![super::super::bank::Principle {
                id: "asking".to_owned(),
                name: "Asking".to_owned(),
                asked_by: super::super::bank::AskedBy::Candidate,
                ..Default::default()
            }],
            questions: ["1", "2"]
                .map(|id| super::super::bank::Question {
                    id: id.to_owned(),
                    text: format!("Offered {id}?"),
                    principles: vec!["asking".to_owned()],
                    ..Default::default()
                })
                .to_vec(),
            ..Default::default()
        };
        let catalog = Catalog::new(vec![bank], &super::super::profile::Profile::default());
        let mut target = Target::default();
        let own = ToAsk { id: "own".to_owned(), text: "Mine?".to_owned(), ..ToAsk::default() };
        target.put_to_ask(own.clone());
        let texts = |target: &Target| -> Vec<String> {
            to_ask(target, &[], &catalog).into_iter().map(|one| one.ask.text).collect()
        };
        assert_eq!(texts(&target), ["Mine?", "Offered 1?", "Offered 2?"]);
        let offered = to_ask(&target, &[], &catalog)[1].ask.clone();
        target.put_to_ask(ToAsk { text: "Other?".to_owned(), answer: "Yes.".to_owned(), ..offered.clone() });
        assert_eq!(texts(&target), ["Mine?", "Other?", "Offered 2?"]);
        target.drop_to_ask(offered, false);
        target.drop_to_ask(own, true);
        assert_eq!(texts(&target), ["Offered 2?"]);
    }
}
