//! What interviewers do about an answer: asked for here at the moment, decided in `domain::mock::reacting`.

use crate::domain::attempt::Outcome;
use crate::domain::bank::Evidence;
use crate::domain::manner::Manner;
use crate::domain::mock::reacting;
use crate::domain::mock::record::InterviewPart;
use crate::domain::mock::run::At;
use crate::domain::probing::Universal;
use crate::domain::rehearsal::{Phase, Rehearsal};
use crate::interviewers::lines;

use super::super::mock::Interview;
use super::super::model::Model;

/// Whether the question on stage wants a failure.
pub(super) fn wants_a_failure(model: &Model) -> bool {
    let drawn = model.rehearsal().map(|rehearsal| &rehearsal.brief.drawn);
    let question = drawn.and_then(|drawn| model.notebook.catalog().question(&drawn.id));
    question.is_some_and(|found| found.question.evidence == Some(Evidence::Failure))
}

/// The answer is over: a short one is asked for more, a note-taker writes, a ladder without follow-ups may get another.
pub(super) fn finish_answer(interview: &mut Interview, failing: bool, at: At) {
    let InterviewPart::Question(index) = interview.run.place() else { return };
    let answers = matches!(interview.run.rehearsal().map(Rehearsal::phase), Some(Phase::Answer(_)));
    let form = interview.run.mock().plan.form;
    if answers && form.is_fixed() {
        // Every candidate gets the same; a panel that marks writes all the same.
        let writes =
            reacting::writes_for(interview.run.round().manner, interview.run.mock().plan.seed, 0, index);
        if let Some(length) = writes.filter(|_| !form.cuts_off() && !interview.run.is_silent()) {
            interview.run.fall_silent(length, at);
            return;
        }
    } else if answers && !interview.run.is_silent() {
        ask_for_more(interview, index, failing, at);
        if interview.run.rehearsal().is_some_and(|rehearsal| rehearsal.probe_count() == 0) {
            ask_for_another(interview, index, at);
        }
        let mock = interview.run.mock();
        let manner = manner_of(interview);
        let writes = reacting::writes_for(manner, mock.plan.seed, mock.round, index);
        if let Some(length) = writes {
            interview.run.fall_silent(length, at);
            return;
        }
    }
    interview.run.finish_answer(at);
}

/// The manner of whoever asks.
fn manner_of(interview: &Interview) -> Manner {
    let manner = interview.run.round().manner;
    interview.asker().map_or(manner, |person| person.manner_or(manner))
}

/// A follow-up is over: a sceptic may ask why, and after the last one a second example may be asked for.
pub(super) fn end_probe(interview: &mut Interview, outcome: Outcome, at: At) {
    if interview.run.mock().plan.form.is_fixed() {
        interview.run.end_probe(outcome, at);
        return;
    }
    if outcome == Outcome::Held {
        ask_why(interview, at);
    }
    let last = interview.run.rehearsal().is_some_and(|rehearsal| {
        matches!(rehearsal.phase(), Phase::Probe(index, _) if index + 1 == rehearsal.probe_count())
    });
    if let InterviewPart::Question(index) = interview.run.place()
        && last
        && matches!(outcome, Outcome::Held | Outcome::Already)
    {
        ask_for_another(interview, index, at);
    }
    interview.run.end_probe(outcome, at);
}

/// The interruption is answered: what follows is the result.
pub(super) fn give_result(interview: &mut Interview, at: At) {
    let InterviewPart::Question(index) = interview.run.place() else { return };
    if interview.interrupts_now(at.mono).is_none() {
        return;
    }
    interview.cut_in = Some((interview.run.mock().round, index));
    if let Some(rehearsal) = interview.run.rehearsal_mut()
        && let Some(last) = rehearsal.structure().sections().last()
    {
        rehearsal.mark_section(*last, at.mono);
    }
}

/// An answer that was over far before its time gets a follow-up for the speaker's own part, before all others.
fn ask_for_more(interview: &mut Interview, index: usize, failing: bool, at: At) {
    // After a silence in which the speaker went on it is decided anew.
    let asked: Vec<String> =
        interview.asker().map(|person| person.shorts(lines()).cloned().collect()).unwrap_or_default();
    if let Some(rehearsal) = interview.run.rehearsal_mut() {
        rehearsal.brief.drawn.probes.retain(|line| !asked.contains(line));
    }
    let (round, person) = (interview.run.round(), interview.asker());
    let took = interview.run.rehearsal().map(|rehearsal| rehearsal.elapsed(at.mono));
    let (Some(planned), Some(person), Some(took)) = (round.questions.get(index), person, took) else {
        return;
    };
    let more = reacting::asks_for_more(lines(), person, planned, (index, failing), took).map(str::to_owned);
    if let (Some(line), Some(rehearsal)) = (more, interview.run.rehearsal_mut()) {
        let ladder = &mut rehearsal.brief.drawn.probes;
        // It asks for the speaker's own part; the question that fits any story and asks for that too would be the second.
        ladder.retain(|line| !Universal::Part.lines().contains(&line.as_str()));
        ladder.insert(0, line);
    }
}

/// Where the interview is ahead of its plan, a second example is asked for at the end of the ladder.
fn ask_for_another(interview: &mut Interview, index: usize, at: At) {
    let run = &interview.run;
    let (Some(ahead), Some(person), Some(rehearsal)) = (run.ahead(at), interview.asker(), run.rehearsal())
    else {
        return;
    };
    let asked: Vec<String> =
        run.answers().iter().flat_map(|answer| &answer.probes).map(|probe| probe.text.clone()).collect();
    let ladder = &rehearsal.brief.drawn.probes;
    let line = reacting::asks_for_another(lines(), person, index, ahead, (&asked, ladder));
    if let (Some(line), Some(rehearsal)) = (line.map(str::to_owned), interview.run.rehearsal_mut()) {
        rehearsal.brief.drawn.probes.push(line);
    }
}

/// A sceptic asks why after a short reply, once a question.
fn ask_why(interview: &mut Interview, at: At) {
    let manner = manner_of(interview);
    let Some(rehearsal) = interview.run.rehearsal_mut() else { return };
    let Phase::Probe(index, _) = *rehearsal.phase() else { return };
    let took = rehearsal.elapsed(at.mono);
    let ladder = &mut rehearsal.brief.drawn.probes;
    if let Some(line) = reacting::asks_why(lines(), manner, ladder, index, took) {
        ladder.insert(index + 1, line.to_owned());
    }
}
