//! What plans are made with: the banks' questions in the order that a seed gives, each taken once.

use std::collections::{BTreeMap, BTreeSet};

use rand::{Rng, SeedableRng};

use super::super::bank::Evidence;
use super::super::catalog::{BankQuestion, Catalog, InPlay};
use super::super::draw::{Drawn, SeededRng};
use super::super::matching::matching;
use super::super::probing;
use super::super::profile::Target;
use super::super::star::Budget;
use super::super::suiting::{evidence_weight, level_weight, round_rank, suiting};
use super::fit::Frame;
use super::generate::{
    ABOUT_YOURSELF, ANSWER_SECS, Ask, HELLO, ONE_WAY, OPENING, WHOLE_MINUTES, break_after, rounds_of_stage,
    stages, within,
};
use super::plan::{
    LOOP_MINUTES, Manner, MockForm, MockPlan, Opening, PlanFault, Planned, ROUNDS, Role, Round, Seat,
};

/// Seconds of an answer in a one-way interview, which most of the services that hold them set.
pub(super) const ONE_WAY_SECS: u32 = 120;
/// Seconds of an answer in a recruiter's call.
const RECRUITER_SECS: u32 = 90;
/// How many rounds a loop has unless the target says otherwise. Own choice, within the 4 to 6 that large employers tell.
const USUAL_ROUNDS: usize = 5;
/// How many questions a round has to spare at most.
const SPARE: usize = 2;

/// A principle in play that has questions.
pub(super) struct Pooled {
    pub name: String,
    pub weight: f64,
    pub key: bool,
    pub questions: usize,
}

/// What plans are made with: the banks, and the chance that a seed gives.
pub(super) struct Maker<'a> {
    catalog: &'a Catalog,
    form: MockForm,
    answer_secs: u32,
    rng: SeededRng,
    /// Each principle's questions in the order they are to be asked.
    lists: BTreeMap<String, Vec<BankQuestion<'a>>>,
    /// The ids of the questions that are taken.
    used: BTreeSet<String>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(catalog: &'a Catalog, form: MockForm, answer_secs: u32, seed: u64) -> Self {
        let answer_secs = match form {
            MockForm::OneWay => ONE_WAY_SECS,
            // A recruiter has twenty people to call.
            MockForm::Recruiter => RECRUITER_SECS,
            _ => answer_secs.clamp(*ANSWER_SECS.start(), *ANSWER_SECS.end()),
        };
        let rng = SeededRng::seed_from_u64(seed);
        let mut maker =
            Self { catalog, form, answer_secs, rng, lists: BTreeMap::new(), used: BTreeSet::new() };
        for InPlay { name, .. } in catalog.in_play() {
            maker.list(name);
        }
        maker
    }

    pub(super) fn form(&self) -> MockForm {
        self.form
    }

    /// A number from 0 to `n` - 1. Written out, so that a seed means the same with any version of the
    /// random crate's own ranges.
    pub(super) fn below(&mut self, n: usize) -> usize {
        let drawn = self.rng.next_u64() % (n.max(1) as u64);
        usize::try_from(drawn).unwrap_or(0)
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let j = self.below(i + 1);
            items.swap(i, j);
        }
    }

    /// Makes the list of a principle's questions that suit the level aimed at, those first that are mainly about it,
    /// and of these the ones that suit it best; in a loop those last that a recruiter asks.
    fn list(&mut self, name: &str) {
        if self.lists.contains_key(name) {
            return;
        }
        let mut questions = suiting(self.catalog, self.catalog.questions_of(name));
        self.shuffle(&mut questions);
        // Of a bank that asks beside a framework, what comes first among the principles in play is its main one.
        let in_play = |name: &String| self.catalog.in_play().iter().any(|p| p.name == *name);
        let mainly = |bq: &BankQuestion<'_>| {
            let names: Vec<String> = bq.principle_names().map(|n| self.catalog.canonical(n)).collect();
            names.iter().find(|name| in_play(name)).or(names.first()).is_some_and(|first| first == name)
        };
        let beside = |bq: &BankQuestion<'_>| level_weight(&bq.question.levels, self.catalog.aims_at()) < 1.0;
        let first_word = Role::Recruiter.round_word();
        let early = |bq: &BankQuestion<'_>| match (self.form, round_rank(bq.question, first_word)) {
            // A telephone screen asks what recruiters ask, and what anybody may.
            (MockForm::Phone | MockForm::Recruiter | MockForm::OneWay, rank) => rank,
            (MockForm::Loop | MockForm::Panel | MockForm::Competency, rank) => u8::from(rank == 0),
        };
        questions.sort_by_key(|bq| (beside(bq), early(bq), !mainly(bq)));
        self.lists.insert(name.to_owned(), questions);
    }

    /// The principles in play that have questions, the heaviest first, equals as the seed has it.
    pub(super) fn pool(&mut self) -> Vec<Pooled> {
        let questions = |name: &str| self.lists.get(name).map_or(0, Vec::len);
        let mut pool: Vec<Pooled> = self
            .catalog
            .in_play()
            .iter()
            .map(|p| Pooled {
                name: p.name.clone(),
                weight: if p.weight.is_finite() { p.weight.max(0.0) } else { 1.0 },
                key: p.key,
                questions: questions(&p.name),
            })
            .filter(|p| p.questions > 0)
            .collect();
        self.shuffle(&mut pool);
        pool.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        pool
    }

    pub(super) fn round_count(&mut self, target: &Target, asked: Option<usize>) -> Result<usize, PlanFault> {
        match (self.form.has_rounds(), asked) {
            (false, None | Some(1)) => Ok(1),
            (true, Some(rounds)) if ROUNDS.contains(&rounds) => Ok(rounds),
            (_, Some(rounds)) => Err(PlanFault::Rounds { rounds }),
            (true, None) => {
                let of_target = stages(target, MockForm::Loop).find_map(rounds_of_stage);
                Ok(of_target.map_or(USUAL_ROUNDS, |rounds| rounds.clamp(3, *ROUNDS.end())))
            }
        }
    }

    pub(super) fn minutes(&mut self, target: &Target, ask: &Ask) -> Result<u32, PlanFault> {
        let bounds = if self.form == MockForm::Loop { LOOP_MINUTES } else { self.form.minutes() };
        let usual = match self.form {
            MockForm::Loop => 55,
            MockForm::Panel => 50,
            MockForm::Phone | MockForm::Competency => 45,
            MockForm::Recruiter => 25,
            MockForm::OneWay => 12,
        };
        let of_target = || stages(target, self.form).find_map(|stage| stage.minutes);
        let whole = match ask.minutes {
            Some(minutes) => within(minutes, &bounds)?,
            None => of_target().map_or(usual, |minutes| minutes.clamp(*bounds.start(), *bounds.end())),
        };
        let least = *self.form.minutes().start();
        Ok(if ask.half { whole.div_ceil(2).max(least) } else { whole })
    }

    pub(super) fn roles(&mut self, rounds: usize) -> Vec<Role> {
        match self.form {
            MockForm::Phone => vec![[Role::Recruiter, Role::HiringManager][self.below(2)]],
            MockForm::Recruiter => vec![Role::Recruiter],
            MockForm::Panel | MockForm::Competency | MockForm::OneWay => vec![Role::HiringManager],
            MockForm::Loop => {
                let mut roles = Role::OF_LOOP[..rounds.min(Role::OF_LOOP.len())].to_vec();
                self.shuffle(&mut roles);
                roles
            }
        }
    }

    /// Who sits beside the chair; a shortened panel has one fewer.
    pub(super) fn others(&mut self, half: bool) -> Vec<Seat> {
        match self.form {
            MockForm::Panel => {
                let mut roles = [Role::Peer, Role::Assessor, Role::Partner, Role::Leader];
                self.shuffle(&mut roles);
                let manners = self.manners(2);
                let seats = roles.into_iter().zip(manners).map(|(role, manner)| Seat { role, manner });
                seats.take(if half { 1 } else { 2 }).collect()
            }
            MockForm::Competency => {
                let seat = |role| Seat { role, manner: Manner::NoteTaker };
                vec![seat(Role::Peer), seat(Role::Partner)]
            }
            MockForm::Phone | MockForm::Loop | MockForm::OneWay | MockForm::Recruiter => Vec::new(),
        }
    }

    /// All manners that are drawn come up before one comes again.
    pub(super) fn manners(&mut self, rounds: usize) -> Vec<Manner> {
        if self.form.is_fixed() {
            return vec![Manner::NoteTaker; rounds];
        }
        let mut manners = Vec::new();
        while manners.len() < rounds {
            let mut all = Manner::DRAWN;
            self.shuffle(&mut all);
            manners.extend(all);
        }
        manners.truncate(rounds);
        manners
    }

    pub(super) fn bare_round(
        &mut self,
        role: Role,
        manner: Manner,
        minutes: u32,
        principles: Vec<String>,
        break_minutes: u32,
    ) -> Round {
        Round {
            role,
            manner,
            others: Vec::new(),
            minutes,
            principles,
            opening: self.opening(),
            intro_secs: 0,
            questions: Vec::new(),
            spare: Vec::new(),
            own_secs: 0,
            ask_them: self.ask_them(role),
            close_secs: 0,
            break_minutes,
        }
    }

    fn opening(&self) -> Opening {
        match self.form {
            MockForm::Loop | MockForm::Panel | MockForm::Competency => {
                return Opening { text: HELLO.to_owned(), secs: 60 };
            }
            MockForm::OneWay => return Opening { text: ONE_WAY.to_owned(), secs: 0 },
            MockForm::Phone | MockForm::Recruiter => {}
        }
        let openers = self.catalog.banks().iter().find_map(|bank| {
            let id = &bank.principles.iter().find(|p| p.name == OPENING)?.id;
            bank.questions_of(id).find(|question| !question.hidden)
        });
        let text = openers.map_or_else(|| ABOUT_YOURSELF.to_owned(), |question| question.text.clone());
        Opening { text, secs: 120 }
    }

    /// Up to four questions for this interviewer out of the banks' own, switched on or not.
    pub(super) fn ask_them(&mut self, role: Role) -> Vec<String> {
        let all = self.catalog.banks().iter().flat_map(|bank| {
            bank.questions.iter().filter(|question| bank.is_to_ask(question) && !question.hidden)
        });
        let suits = |word: Option<&str>| word.is_none_or(|word| word == role.round_word() || word == "any");
        let mut texts: Vec<String> =
            all.filter(|q| suits(q.round.as_deref())).map(|q| q.text.clone()).collect();
        self.shuffle(&mut texts);
        texts.truncate(4);
        texts
    }

    /// Gives the rounds their questions and the seconds of each part: every principle of every round one
    /// question, then others in turn while there is time.
    pub(super) fn fill(&mut self, rounds: &mut [Round]) -> Result<(), PlanFault> {
        self.used.clear();
        self.must_haves(rounds)?;
        let mut open = vec![!self.form.is_fixed(); rounds.len()];
        while open.contains(&true) {
            for (round, open) in rounds.iter_mut().zip(&mut open).filter(|(_, open)| **open) {
                *open = self.extra(round, false);
            }
        }
        rounds.iter_mut().try_for_each(|round| self.settle(round))?;
        for round in rounds {
            self.put_by(round);
        }
        Ok(())
    }

    /// Puts questions by for where there is time left: one about each of the round's principles, as far as there are more.
    fn put_by(&mut self, round: &mut Round) {
        round.spare.clear();
        if self.form.is_fixed() {
            return;
        }
        for name in round.principles.clone().iter().take(SPARE) {
            if let Some(question) = self.next_for(round, name) {
                self.used.insert(question.question.id.clone());
                let planned = self.planned(round, name, question);
                round.spare.push(planned);
            }
        }
    }

    /// The questions of a recruiter's call: those that a bank marks as a recruiter's, the level's first, each of another
    /// principle as far as there are.
    pub(super) fn recruiters(&mut self, round: &mut Round) -> Result<(), PlanFault> {
        let word = Role::Recruiter.round_word();
        let names: Vec<String> = self.lists.keys().cloned().collect();
        let mut found: Vec<(String, BankQuestion<'a>)> = Vec::new();
        for name in names {
            let of = self.lists[&name].iter().filter(|bq| round_rank(bq.question, word) == 0);
            found.extend(of.map(|bq| (name.clone(), *bq)));
        }
        self.shuffle(&mut found);
        let mut asked: BTreeSet<String> = BTreeSet::new();
        for again in [false, true] {
            for (name, question) in &found {
                let taken = self.used.contains(&question.question.id);
                if taken || (!again && asked.contains(name)) {
                    continue;
                }
                let planned = self.planned(round, name, *question);
                if self.frame(round).takes(round, &planned, self.form.most_questions()) {
                    self.used.insert(planned.drawn.id.clone());
                    asked.insert(name.clone());
                    round.questions.push(planned);
                }
            }
        }
        round.principles = asked.into_iter().collect();
        if round.questions.len() < 2 {
            return Err(PlanFault::TooFewQuestions { found: found.len(), needed: 2 });
        }
        self.frame(round).settle(round).map_err(|more| PlanFault::TooFewQuestions {
            found: found.len(),
            needed: round.questions.len() + more,
        })
    }

    /// One question for each principle of each round that has none, no question to two of them.
    fn must_haves(&mut self, rounds: &mut [Round]) -> Result<(), PlanFault> {
        let mut wants = Vec::new();
        for (i, round) in rounds.iter().enumerate() {
            let has = |name: &str| round.questions.iter().any(|q| q.drawn.principle == name);
            wants.extend(round.principles.iter().filter(|name| !has(name)).map(|name| (i, name.clone())));
        }
        let too_few = PlanFault::TooFewQuestions {
            found: self.askable(wants.iter().map(|(_, name)| name.as_str())),
            needed: wants.len(),
        };
        let matched = self.matched(&wants).ok_or(too_few)?;
        for ((i, name), question) in wants.iter().zip(matched) {
            self.take(&mut rounds[*i], name, question);
        }
        rounds.iter_mut().try_for_each(|round| self.frame(round).squeeze(round))
    }

    /// How many different questions there are about any of these principles, those taken apart.
    fn askable<'b>(&self, names: impl Iterator<Item = &'b str>) -> usize {
        let lists = names.filter_map(|name| self.lists.get(name));
        let ids: BTreeSet<&str> = lists.flatten().map(|bq| bq.question.id.as_str()).collect();
        ids.iter().filter(|id| !self.used.contains(**id)).count()
    }

    fn frame(&self, round: &Round) -> Frame {
        Frame::of(self.form, round.minutes)
    }

    /// Puts one more question into the round, about the principle it has asked least about, if there is
    /// one that fits; with `cut` also one that fits with fewer probes. Whether there was.
    fn extra(&mut self, round: &mut Round, cut: bool) -> bool {
        // One more than is usual, where the rest would be too long for the candidate's own questions.
        let most = self.form.most_questions() + usize::from(cut);
        let mut names = round.principles.clone();
        names.sort_by_key(|name| round.questions.iter().filter(|q| q.drawn.principle == *name).count());
        for name in names {
            let Some(question) = self.next_for(round, &name) else { continue };
            let mut planned = self.planned(round, &name, question);
            while cut
                && !self.frame(round).takes(round, &planned, most)
                && planned.drawn.probes.pop().is_some()
            {}
            if self.frame(round).takes(round, &planned, most) {
                self.used.insert(planned.drawn.id.clone());
                round.questions.push(planned);
                return true;
            }
        }
        false
    }

    /// The first question about this principle that is not taken: one that suits the interviewer before one that is
    /// another's, and none that wants a third failure or conflict of the round where there is one that does not.
    fn next_for(&self, round: &Round, name: &str) -> Option<BankQuestion<'a>> {
        let wanted = |planned: &Planned| self.catalog.question(&planned.drawn.id)?.question.evidence;
        let before: Vec<Evidence> = round.questions.iter().filter_map(wanted).collect();
        let word = round.role.round_word();
        let free = self.lists.get(name)?.iter().filter(|bq| !self.used.contains(&bq.question.id));
        let again = |bq: &BankQuestion<'_>| evidence_weight(bq.question.evidence, &before) <= 0.0;
        free.min_by_key(|bq| (again(bq), round_rank(bq.question, word) == 2)).copied()
    }

    fn take(&mut self, round: &mut Round, name: &str, question: BankQuestion<'_>) {
        self.used.insert(question.question.id.clone());
        let planned = self.planned(round, name, question);
        round.questions.push(planned);
    }

    /// Sets the seconds of the round's parts, and puts its questions in the order of its principles.
    fn settle(&mut self, round: &mut Round) -> Result<(), PlanFault> {
        while let Err(more) = self.frame(round).settle(round) {
            // What is left is too long for the candidate's own questions and too short for one more with all its
            // probes: it is asked with fewer.
            if self.extra(round, true) {
                continue;
            }
            let free = self.askable(round.principles.iter().map(String::as_str));
            let found = round.questions.len();
            let needed = (found + more).max(found + free + 1);
            return Err(PlanFault::TooFewQuestions { found: found + free, needed });
        }
        let order = round.principles.clone();
        round.questions.sort_by_key(|q| order.iter().position(|name| *name == q.drawn.principle));
        Ok(())
    }

    // -- By hand ------------------------------------------------------------------------------

    /// Makes a round anew after something in it was changed: what it asked stays as far as it suits.
    pub(super) fn rebuild(&mut self, plan: &mut MockPlan, at: usize) -> Result<(), PlanFault> {
        let mut round = plan.rounds[at].clone();
        round.spare.clear();
        let spare = plan.rounds.iter().enumerate().filter(|(i, _)| *i != at).flat_map(|(_, r)| &r.spare);
        let taken = plan.rounds.iter().flat_map(|r| &r.questions).chain(spare);
        self.used = taken.map(|q| q.drawn.id.clone()).collect();
        for name in round.principles.clone() {
            self.list(&name);
        }
        let (kept, gone): (Vec<Planned>, Vec<Planned>) =
            round.questions.drain(..).partition(|q| round.principles.contains(&q.drawn.principle));
        for planned in gone {
            self.used.remove(&planned.drawn.id);
        }
        for mut planned in kept {
            // A question that has gone from the banks since is asked as it was planned.
            if let Some(bq) = self.catalog.question(&planned.drawn.id) {
                planned.drawn.probes = self.probes(&round, bq);
            }
            planned.answer_secs = self.answer_secs;
            round.questions.push(planned);
        }
        let rounds = std::slice::from_mut(&mut round);
        self.must_haves(rounds)?;
        while self.extra(&mut round, false) {}
        self.settle(&mut round)?;
        self.put_by(&mut round);
        plan.rounds[at] = round;
        Ok(())
    }

    /// Takes the last rounds away, or adds new ones.
    pub(super) fn set_rounds(
        &mut self,
        plan: &mut MockPlan,
        rounds: usize,
        target: &Target,
    ) -> Result<(), PlanFault> {
        if !plan.form.has_rounds() || !ROUNDS.contains(&rounds) {
            return Err(PlanFault::Rounds { rounds });
        }
        let before = plan.rounds.len();
        plan.rounds.truncate(rounds);
        let half = plan.rounds.iter().all(|round| round.minutes < WHOLE_MINUTES);
        let drawn = self.minutes(target, &Ask { half, ..Ask::new(plan.form, Budget::default()) })?;
        let minutes = plan.rounds.first().map_or(drawn, |round| round.minutes);
        for at in before..rounds {
            let role = Role::OF_LOOP.into_iter().find(|role| plan.rounds.iter().all(|r| r.role != *role));
            let manner = Manner::DRAWN[at % Manner::DRAWN.len()];
            let principles = self.next_principles(plan);
            plan.rounds.push(self.bare_round(role.unwrap_or(Role::Peer), manner, minutes, principles, 0));
            self.rebuild(plan, at)?;
        }
        for at in 0..rounds {
            plan.rounds[at].break_minutes = break_after(at, rounds, half);
        }
        Ok(())
    }

    /// The two principles that are next by weight, for a round added to the plan.
    fn next_principles(&mut self, plan: &MockPlan) -> Vec<String> {
        let mut pool = self.pool();
        let average = |p: &Pooled| p.weight / (2 * plan.rounds_of(&p.name) + 1) as f64;
        pool.sort_by(|a, b| average(b).total_cmp(&average(a)));
        pool.into_iter().take(2).map(|p| p.name).collect()
    }

    /// One question for each want, all different, or `None`.
    fn matched(&self, wants: &[(usize, String)]) -> Option<Vec<BankQuestion<'a>>> {
        let mut questions: Vec<BankQuestion<'a>> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut options = Vec::new();
        for (_, name) in wants {
            let all = self.lists.get(name).map_or(&[][..], Vec::as_slice);
            let free = all.iter().filter(|bq| !self.used.contains(&bq.question.id));
            let of = free.map(|bq| {
                *places.entry(&bq.question.id).or_insert_with(|| {
                    questions.push(*bq);
                    questions.len() - 1
                })
            });
            options.push(of.collect());
        }
        matching(&options, questions.len()).into_iter().map(|at| Some(questions[at?])).collect()
    }

    fn planned(&self, round: &Round, name: &str, bq: BankQuestion<'_>) -> Planned {
        let drawn = Drawn {
            id: bq.question.id.clone(),
            text: bq.question.text.clone(),
            principle: name.to_owned(),
            principles: bq.principle_names().map(str::to_owned).collect(),
            bank: bq.bank.id.clone(),
            probes: self.probes(round, bq),
            reason: format!("{name}, asked by the {}", round.role.name().to_lowercase()),
        };
        Planned { drawn, answer_secs: self.answer_secs, spare: false }
    }

    /// The follow-ups that are put to this question: by the manner of whoever asks; as the bank has them where all candidates
    /// get the same.
    fn probes(&self, round: &Round, bq: BankQuestion<'_>) -> Vec<String> {
        let own = &bq.question.probes;
        match self.form {
            MockForm::OneWay => Vec::new(),
            MockForm::Competency => own[..own.len().min(2)].to_vec(),
            MockForm::Recruiter => own[..own.len().min(1)].to_vec(),
            MockForm::Phone | MockForm::Loop | MockForm::Panel => {
                probing::interview(&bq.question.id, own, round.manner)
            }
        }
    }
}
