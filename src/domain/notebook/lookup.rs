//! What is looked up in a notebook: stories for a principle, promises, advice, questions to ask, the next question.

use chrono::{DateTime, FixedOffset};
use rand::Rng;

use super::Notebook;
use crate::domain::allocation::{self, Allotted, Fitting, Slot, allocate};
use crate::domain::attempt::Attempt;
use crate::domain::bank::{Bank, Question};
use crate::domain::draw::{self, DrawInput, Drawn, Scope};
use crate::domain::mock::generate::{Ask, leaning, worth};
use crate::domain::mock::plan::{MockPlan, PlanFault};
use crate::domain::mock::record::{Mock, Told};
use crate::domain::probing::lacks;
use crate::domain::rubric::Dimension;
use crate::domain::story::Story;
use crate::domain::to_ask::{self, Listed};

/// Of so many plans of a mock interview the one is proposed that suits the person best.
const CANDIDATES: usize = 16;

impl Notebook {
    /// The bank with this id, as the person wants it.
    pub fn bank(&self, id: &str) -> Option<&Bank> {
        self.catalog().banks().iter().find(|bank| bank.id == id).map(|bank| &**bank)
    }

    /// Whether the bank with this id is the person's own.
    pub fn is_own(&self, bank: &str) -> bool {
        self.own_bank(bank).is_some()
    }

    /// A question as its bank has it, without the person's edits.
    pub fn as_it_came(&self, bank: &str, id: &str) -> Option<&Question> {
        let mut banks = self.built_in().iter().map(|bank| &**bank).chain(&self.banks);
        banks.find(|b| b.id == bank)?.question(id)
    }

    /// What the latest answers lack most, which interviewers ask after.
    pub fn lacks(&self) -> Option<Dimension> {
        lacks(self.attempts.iter())
    }

    /// The stories that can be told for the principle of this name, those first that are complete.
    pub fn stories_for(&self, principle: &str) -> Vec<&Story> {
        let mut stories: Vec<&Story> = self.to_tell().filter(|s| s.tells(principle)).collect();
        self.likeliest_first(&mut stories, principle);
        stories
    }

    /// The stories that are not retired.
    pub fn to_tell(&self) -> impl Iterator<Item = &Story> {
        self.stories.iter().filter(|story| !story.retired)
    }

    /// The person's stories with those first that can be told for this principle.
    pub fn outlines(&self, principle: &str) -> Vec<&Story> {
        let mut stories: Vec<&Story> = self.to_tell().collect();
        self.likeliest_first(&mut stories, principle);
        stories
    }

    /// Sorts by what is likeliest to be told for this principle: its own and complete, not heard by this company, strong,
    /// told least often.
    fn likeliest_first(&self, stories: &mut [&Story], principle: &str) {
        stories.sort_by_cached_key(|story| {
            let heard = self.profile.target.heard.contains(&story.id);
            let telling = self.tellings().get(&story.id);
            #[allow(clippy::cast_possible_truncation)] // a score of 1 to 5
            let strength = (telling.strength.unwrap_or_default() * 1e6) as i64;
            let rank = (!story.tells(principle), story.missing().len(), heard);
            (rank, std::cmp::Reverse(strength), telling.times)
        });
    }

    // -- Which story in which round --------------------------------------------------------------

    /// The story proposed for each of these places.
    pub fn allocate(&self, slots: Vec<Slot>, now: DateTime<FixedOffset>) -> Vec<Allotted<'_>> {
        let heard = &self.profile.target.heard;
        allocate(slots, &self.stories, &Fitting { tellings: self.tellings(), heard, now })
    }

    /// The story proposed for each question of a mock interview that is still to be asked, the one on stage first. What was
    /// told in it before has been heard.
    pub fn allocate_mock(&self, mock: &Mock, now: DateTime<FixedOffset>) -> Vec<Allotted<'_>> {
        let told = mock.answers().filter_map(|(_, answer)| match &answer.told {
            Some(Told::Story(id)) => Some(id.clone()),
            Some(Told::Words(_)) | None => None,
        });
        let heard = self.profile.target.heard.iter().cloned().chain(told).collect();
        let is_key = |name: &str| self.readiness_table().rows.iter().any(|row| row.key && row.name == name);
        let from = (mock.round, mock.question().map_or(0, |(question, _)| question));
        let slots = allocation::of_plan(&mock.plan, from, is_key);
        allocate(slots, &self.stories, &Fitting { tellings: self.tellings(), heard: &heard, now })
    }

    /// The places of a loop of so many rounds of which nobody knows who asks what.
    pub fn loop_slots(&self, rounds: usize) -> Vec<Slot> {
        let in_play = self.catalog().in_play();
        let rows = self.readiness_table().rows.iter();
        let rows: Vec<_> = rows.filter(|row| in_play.iter().any(|p| p.name == row.name)).collect();
        allocation::of_loop(&rows, rounds)
    }

    /// What the person meant to do better, from the latest attempt at this principle that says so.
    pub fn last_next_time(&self, principle: &str) -> Option<&str> {
        let attempts = self.readiness_table().attempts_of(principle);
        attempts.iter().rev().find_map(|&at| self.attempts[at].next_time.as_deref())
    }

    /// The last attempt that promised something: its "next time I will …" is what to begin with.
    pub fn last_promise(&self) -> Option<(&Attempt, &str)> {
        self.attempts.iter().rev().find_map(|attempt| Some((attempt, attempt.next_time.as_deref()?)))
    }

    /// The tips that were imported, and what is expected, for a question of this principle: one tip to think with, one
    /// to score with, another each time.
    pub fn advice(&self, principle: &str) -> (Vec<String>, Vec<String>) {
        let tips: Vec<&str> = self.imports.iter().flat_map(|review| review.tips_for(principle)).collect();
        let turn = self.attempts.len();
        let turns = [turn, turn + 1].into_iter().take(tips.len());
        let chosen = turns.map(|n| tips[n % tips.len()].to_owned()).collect();
        let is_it = |name: &str| self.catalog().canonical(name) == principle;
        let expected = self.imports.iter().flat_map(|review| review.expectations_for(is_it));
        (chosen, expected.map(str::to_owned).collect())
    }

    /// What a good answer to the question of this id touches, as its source lists it.
    pub fn checklist(&self, question: &str) -> Vec<String> {
        self.catalog().question(question).map(|found| found.question.checklist.clone()).unwrap_or_default()
    }

    /// What the person wants to ask the interviewer, as one list.
    pub fn to_ask(&self) -> Vec<Listed<'_>> {
        to_ask::to_ask(&self.profile.target, &self.imports, self.catalog())
    }

    // -- What is asked next --------------------------------------------------------------------

    /// Draws a question within `scope` as of `now`.
    pub fn draw(&self, scope: &Scope, now: DateTime<FixedOffset>, rng: &mut impl Rng) -> Option<Drawn> {
        self.with_draw_input(now, |input| draw::draw(input, scope, rng))
    }

    /// Why a question of this principle would be drawn at `now`.
    pub fn why_drawn(&self, principle: &str, now: DateTime<FixedOffset>) -> String {
        self.with_draw_input(now, |input| draw::why(input, principle))
    }

    fn with_draw_input<T>(&self, now: DateTime<FixedOffset>, then: impl FnOnce(&DrawInput<'_>) -> T) -> T {
        let readiness = |name: &str| self.readiness_table().readiness(name);
        then(&DrawInput { catalog: self.catalog(), readiness: &readiness, history: self.asked(), now })
    }

    /// The plan of a mock interview that suits the person best, of those that several seeds give; with its seed.
    ///
    /// # Errors
    /// With the first seed, why there is no such plan.
    pub fn propose_mock(
        &self,
        ask: &Ask,
        now: DateTime<FixedOffset>,
        rng: &mut impl Rng,
    ) -> Result<MockPlan, (u64, PlanFault)> {
        // Seeds that a person can type.
        let seeds: Vec<u64> = (0..CANDIDATES).map(|_| u64::from(rng.next_u32())).collect();
        let readiness = |name: &str| self.readiness_table().readiness(name);
        let suits = |plan: &MockPlan| worth(plan, readiness, self.asked(), now);
        leaning(self.catalog(), &self.profile.target, ask, &seeds, suits).map_err(|fault| (seeds[0], fault))
    }
}
