//! Making a round's parts add up to its minutes: how many questions fit, and how long each answer is.

use super::generate::{ANSWER_SECS, WHOLE_MINUTES};
use super::plan::{MockForm, PlanFault, Planned, Round};

/// Answers grow and shrink in steps of so many seconds.
const STEP_SECS: u32 = 15;
/// How much longer than the person's own budget an answer may be before the candidate's own questions
/// get more time.
const STRETCH_SECS: u32 = 60;
/// The shortest answer a round is squeezed to.
const SHORTEST_SECS: u32 = 60;

/// The fixed parts of a round of so many minutes, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    form: MockForm,
    total: u32,
    intro: u32,
    close: u32,
    own_least: u32,
    own_most: u32,
}

impl Frame {
    /// A whole round opens with 2 minutes (5 on the telephone, for "tell me about yourself"), closes with
    /// 1, and leaves 5 or more to the candidate's own questions; a shortened one has less of each.
    pub(super) fn of(form: MockForm, minutes: u32) -> Self {
        let total = minutes * 60;
        let whole = minutes >= WHOLE_MINUTES;
        let intro = match (form, whole) {
            (MockForm::Phone, true) => 300,
            (MockForm::Phone | MockForm::Recruiter | MockForm::Panel, _) => 180,
            (MockForm::Loop | MockForm::Competency, true) => 120,
            (MockForm::Loop | MockForm::Competency | MockForm::OneWay, _) => 60,
        };
        let (close, own_least) = match (form, whole) {
            (MockForm::OneWay, _) => (0, 0),
            (MockForm::Competency, _) | (_, false) => (60, 120),
            (_, true) => (60, 300),
        };
        // What a formal panel has over goes to the answers.
        let own_most = if form == MockForm::Competency { 300 } else { (total / 3).min(900) };
        Self { form, total, intro, close, own_least, own_most }
    }

    /// Seconds that no question has taken yet; `None` if the questions take too long.
    fn spare(&self, round: &Round) -> Option<u32> {
        let fixed = self.intro + self.close + self.own_least;
        self.total.checked_sub(fixed + round.questions_secs())
    }

    /// Whether the round has time for one more question, and fewer than `most`.
    pub(super) fn takes(&self, round: &Round, more: &Planned, most: usize) -> bool {
        round.questions.len() < most && self.spare(round).is_some_and(|spare| more.secs() <= spare)
    }

    /// Takes out what does not fit: second questions about a principle, then probes, then seconds.
    pub(super) fn squeeze(&self, round: &mut Round) -> Result<(), PlanFault> {
        while !self.form.cuts_off()
            && (self.spare(round).is_none() || round.questions.len() > self.form.most_questions() + 1)
        {
            let name = |i: usize| &round.questions[i].drawn.principle;
            let again = (0..round.questions.len()).rev().find(|&i| (0..i).any(|j| name(j) == name(i)));
            if let Some(again) = again {
                round.questions.remove(again);
                continue;
            }
            let longest = round.questions.iter_mut().max_by_key(|q| q.drawn.probes.len());
            if let Some(longest) = longest.filter(|q| !q.drawn.probes.is_empty()) {
                longest.drawn.probes.pop();
                continue;
            }
            let secs = round.questions.iter().map(|q| q.answer_secs).min().unwrap_or(0);
            if secs < SHORTEST_SECS + STEP_SECS {
                let questions = round.questions.len();
                return Err(PlanFault::TooShort { minutes: round.minutes, questions });
            }
            round.questions.iter_mut().for_each(|q| q.answer_secs = secs - STEP_SECS);
        }
        Ok(())
    }

    /// Shares the rest of the time out: to the answers, to the candidate's own questions, and to the
    /// answers again. How many more questions it would need if that leaves the candidate too long;
    /// then the round stays as it was.
    pub(super) fn settle(&self, round: &mut Round) -> Result<(), usize> {
        if self.form.cuts_off() {
            // Its questions say how long it is; what is over of the last minute goes to reading the rules.
            let questions = round.questions_secs();
            round.minutes = (self.intro + questions).div_ceil(60).max(*self.form.minutes().start());
            (round.intro_secs, round.own_secs, round.close_secs) = (round.secs() - questions, 0, 0);
            return Ok(());
        }
        let n = u32::try_from(round.questions.len()).unwrap_or(u32::MAX).max(1);
        let Some(spare) = self.spare(round) else { return Err(0) };
        let answer = round.questions.first().map_or(0, |q| q.answer_secs);
        let room = ANSWER_SECS.end().saturating_sub(answer) / STEP_SECS * STEP_SECS;
        let step = |secs: u32| secs / n / STEP_SECS * STEP_SECS;
        let mut longer = step(spare).min(STRETCH_SECS).min(room);
        let over = (self.own_least + spare - longer * n).saturating_sub(self.own_most);
        if over > 0 {
            let more = over.div_ceil(n).next_multiple_of(STEP_SECS);
            longer = (longer + more).min(step(spare)).min(room);
        }
        let own = self.own_least + spare - longer * n;
        // A step of each answer may be left over; and more than the most questions are never asked.
        let full = self.form.is_fixed() || round.questions.len() > self.form.most_questions();
        if own >= self.own_most + STEP_SECS * n && !full {
            let slot = (round.questions_secs() / n + longer).max(1);
            return Err((own - self.own_most).div_ceil(slot) as usize);
        }
        round.questions.iter_mut().for_each(|q| q.answer_secs += longer);
        (round.intro_secs, round.own_secs, round.close_secs) = (self.intro, own, self.close);
        Ok(())
    }
}
