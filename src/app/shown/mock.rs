//! What of mock interviews is shown, read off the model: the plan, the debrief, the stories that may have been told.

use uuid::Uuid;

use crate::domain::countdown::Mono;
use crate::domain::mock::debrief::Debrief;
use crate::domain::mock::people::Person;
use crate::domain::mock::reacting;
use crate::domain::mock::record::{InterviewPart, Mock};
use crate::domain::rehearsal::Phase;
use crate::domain::story::Story;
use crate::domain::to_ask::for_round;
use crate::export::debrief;
use crate::export::page::{Block, Page};
use crate::interviewers::lines;

use super::super::mock::{Interview, MockSetup};
use super::super::model::{Model, Screen};

impl Interview {
    /// Who interviews in the round that is on stage.
    pub fn person(&self) -> Option<&Person> {
        self.people.get(self.run.mock().round)
    }

    /// Who asks what is asked now; on a panel they take turns.
    pub fn asker(&self) -> Option<&Person> {
        let question = match self.run.place() {
            InterviewPart::Question(index) => index,
            InterviewPart::Score(_) => self.scored_answer()?.question,
            _ => 0,
        };
        Some(self.person()?.asks(question))
    }

    /// What the interviewer says before what is asked now: what the clock made them say, else how they go on.
    pub fn said(&self) -> Option<String> {
        if let Some(said) = self.run.said() {
            return Some(said.to_owned());
        }
        let thinks = self.run.rehearsal().is_some_and(|r| matches!(r.phase(), Phase::Think(_)));
        match self.run.place() {
            InterviewPart::Question(index) if self.run.is_silent() => {
                self.asker()?.writes(lines(), index).map(str::to_owned)
            }
            InterviewPart::Question(index) if thinks => {
                let person = self.person()?;
                let spare = self.run.round().questions.get(index).is_some_and(|question| question.spare);
                let line = if spare { self.asker()?.spare(index) } else { person.bridge(index) };
                line.map(str::to_owned)
            }
            InterviewPart::Intro => Some(self.person()?.opening.clone()).filter(|said| !said.is_empty()),
            _ => None,
        }
    }

    /// What the interviewer says aloud where no answer runs: the opening with its question, what leads to the candidate's own
    /// questions, the answer to one, the closing.
    pub fn spoken(&self) -> Option<String> {
        let person = self.person()?;
        let words = match self.run.place() {
            InterviewPart::Intro => format!("{} {}", person.opening, self.run.round().opening.text),
            InterviewPart::Own => self.replied().map_or_else(|| person.own.clone(), |(_, answer)| answer),
            InterviewPart::Close => person.closing.clone(),
            _ => return None,
        };
        Some(words.trim().to_owned()).filter(|words| !words.is_empty())
    }

    /// Who listens to that, by a number of its own for each part and each answer, and whether the clock stands still.
    pub fn listens(&self) -> Option<(Uuid, bool)> {
        self.spoken()?;
        let part = match self.run.place() {
            InterviewPart::Intro => 0,
            InterviewPart::Own => 1 + self.asked.len() as u64,
            _ => u64::MAX,
        };
        let mock = self.run.mock();
        Some((Uuid::from_u64_pair(mock.id.as_u64_pair().0 ^ mock.round as u64, part), self.run.is_paused()))
    }

    /// What the interviewer says into an answer that runs far over its time, where they interrupt at all.
    pub fn interrupts_now(&self, now: Mono) -> Option<&str> {
        let InterviewPart::Question(index) = self.run.place() else { return None };
        if self.cut_in == Some((self.run.mock().round, index)) || self.run.is_silent() {
            return None;
        }
        let rehearsal =
            self.run.rehearsal().filter(|r| self.interrupts && matches!(r.phase(), Phase::Answer(_)))?;
        let round = self.run.round();
        let planned = round.questions.get(index)?;
        if self.run.mock().plan.form.is_fixed() {
            return None;
        }
        let person = self.asker()?;
        let manner = person.manner_or(round.manner);
        reacting::interruption(person, manner, planned, index, rehearsal.elapsed(now))
    }

    /// Why the interviewer did what they did in the answer that is scored.
    pub fn why_they_did(&self) -> Vec<String> {
        let round = self.run.round();
        let planned = self.scored_answer().and_then(|answer| round.questions.get(answer.question));
        let (Some(planned), Some(person), Some(attempt)) = (planned, self.asker(), self.run.scored()) else {
            return Vec::new();
        };
        let asked: Vec<String> = attempt.probes.iter().map(|probe| probe.text.clone()).collect();
        let form = self.run.mock().plan.form;
        if form.cuts_off() {
            // Nobody was there who did anything.
            return Vec::new();
        }
        let manner = person.manner_or(round.manner);
        let interrupts = self.interrupts && !form.is_fixed();
        reacting::why(lines(), person, manner, planned, attempt.answer_secs, &asked, interrupts)
    }

    /// The answer to the question that the candidate put last.
    pub fn replied(&self) -> Option<(String, String)> {
        let (nth, question) = self.asked.iter().enumerate().next_back()?;
        let answer = self.person()?.answer(lines(), question, nth)?.to_owned();
        Some((question.clone(), answer))
    }
}

impl Model {
    /// The plan that is being set up, where the screen shows it.
    pub fn open_setup(&self) -> Option<&MockSetup> {
        self.mock.setup.as_ref().filter(|_| self.screen == Screen::Rehearse && self.rehearse.closed.is_none())
    }

    /// The debrief that is open, where the screen shows it.
    pub fn open_debrief(&self) -> Option<(&Mock, &Debrief)> {
        let shown =
            self.screen == Screen::Rehearse && self.rehearse.closed.is_none() && self.mock.setup.is_none();
        let (id, debrief) = self.mock.debrief.as_ref().filter(|_| shown)?;
        Some((self.notebook.mock(*id)?, debrief))
    }

    /// What the candidate could ask the interviewer of the round, in the order of its keys.
    pub fn to_ask_now(&self) -> Vec<String> {
        let Some(interview) = self.interview() else { return Vec::new() };
        let (round, form) = (interview.run.round(), interview.run.mock().plan.form);
        let listed = self.notebook.to_ask();
        for_round(&listed, round.role, form, &round.ask_them).into_iter().map(str::to_owned).collect()
    }

    /// The stories that the answer which is scored may have told: those for its principle first.
    pub fn told_list(&self) -> Vec<&Story> {
        let scored = self.interview().and_then(|interview| interview.run.scored());
        self.notebook.outlines(scored.map_or("", |attempt| attempt.principle.as_str()))
    }

    /// The open debrief as a page. In quiet mode votes and scores are not on it.
    pub fn debrief_page(&self) -> Option<Page> {
        self.with_debrief(debrief::page)
    }

    /// The first part of that page, which the screen shows before it says what to practise.
    pub fn debrief_meeting(&self) -> Option<Page> {
        self.with_debrief(debrief::meeting)
    }

    /// Its last part, which the screen shows below what to practise.
    pub fn debrief_after(&self) -> Option<Vec<Block>> {
        self.with_debrief(debrief::after)
    }

    fn with_debrief<T>(&self, part: fn(debrief::DebriefInput<'_>) -> T) -> Option<T> {
        let (mock, debrief) = self.open_debrief()?;
        Some(part(debrief::DebriefInput::of(mock, debrief, &self.notebook.profile, self.now.wall)))
    }
}
