//! Making a plan from a seed, the banks and the target, and changing one by hand.
//!
//! A plan depends on nothing but the catalogue, the target, what was asked for and the seed, so that a
//! loop can be repeated for comparison. What a person has practised decides between seeds ([`leaning`]).

use std::collections::{BTreeMap, BTreeSet};

use rand::{Rng, SeedableRng};

use super::super::catalog::{BankQuestion, Catalog, InPlay};
use super::super::draw::{Drawn, SeededRng};
use super::super::profile::{Stage, Target};
use super::super::star::Budget;
use super::fit::Frame;
use super::plan::{
    Form, LOOP_MINUTES, MAX_PRINCIPLES, MINUTES, Manner, Opening, Plan, PlanFault, Planned, ROUNDS, Role,
    Round,
};

/// The shortest and longest planned answer of a mock, in seconds, whatever a drill's budget is.
pub const ANSWER_SECS: std::ops::RangeInclusive<u32> = 90..=300;
/// Below so many minutes a round is a shortened one.
pub const WHOLE_MINUTES: u32 = 40;
/// What is asked first in a phone screen where no bank has a better question.
const ABOUT_YOURSELF: &str = "To start us off, tell me about yourself.";
/// What is asked first in a loop's round.
const HELLO: &str = "We have your application. In a minute: who are you, and what do you do?";
/// The name of the principle of openers ("tell me about yourself") in the banks that have some.
const OPENING: &str = "Opening";

/// What kind of mock interview is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// A phone screen or a loop.
    pub form: Form,
    /// How many rounds a loop has, 2 to 6; `None` goes by the target, else by the seed (3 to 6).
    pub rounds: Option<usize>,
    /// A round's minutes at full length; `None` goes by the target, else by the seed (45 or 60).
    pub minutes: Option<u32>,
    /// Whether everything takes half as long.
    pub half: bool,
    /// The person's budget for an answer; a plan keeps near it.
    pub budget: Budget,
}

impl Ask {
    /// A whole one of this form, as the target has it.
    pub fn new(form: Form, budget: Budget) -> Self {
        Self { form, rounds: None, minutes: None, half: false, budget }
    }
}

/// A change of a plan by hand. Rounds are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A round asks about `to` instead of `from`.
    Swap {
        /// The round.
        round: usize,
        /// The principle it gives up.
        from: String,
        /// The one it takes.
        to: String,
    },
    /// A round takes so many minutes.
    Minutes {
        /// The round.
        round: usize,
        /// 20 to 90.
        minutes: u32,
    },
    /// A round's interviewer has this manner.
    Manner {
        /// The round.
        round: usize,
        /// How they ask.
        manner: Manner,
    },
    /// A round's interviewer has this role.
    Role {
        /// The round.
        round: usize,
        /// Who asks.
        role: Role,
    },
    /// The loop has so many rounds, 2 to 6; the last go, or new ones come.
    Rounds(usize),
}

/// The plan that `ask` and `seed` give with these banks and this target. The same again gives the same.
///
/// # Errors
/// Why there is none, in words.
pub fn generate(catalog: &Catalog, target: &Target, ask: &Ask, seed: u64) -> Result<Plan, PlanFault> {
    let mut maker = Maker::new(catalog, ask.form, ask.budget.total_secs, seed);
    let rounds = maker.round_count(target, ask.rounds)?;
    let minutes = maker.minutes(target, ask)?;
    let pool = maker.pool();
    let needed = if ask.form == Form::Loop { 2 } else { 1 };
    if pool.len() < needed {
        return Err(PlanFault::TooFewPrinciples { found: pool.len(), needed });
    }
    let most = if minutes < 30 { 2 } else { MAX_PRINCIPLES };
    let wide: Vec<usize> =
        (0..rounds).map(|_| if most > 2 { 2 + maker.below(2) } else { 2 }.min(pool.len())).collect();
    let narrow = vec![2.min(pool.len()); rounds];
    let roles = maker.roles(rounds);
    let manners = maker.manners(rounds);
    let mut fault = None;
    // Fewer principles a round where there are not questions enough for more.
    for slots in [wide, narrow] {
        let lists = deal(&pool, &slots, &mut maker);
        let bare = lists.into_iter().enumerate().map(|(i, principles)| {
            maker.bare_round(roles[i], manners[i], minutes, principles, break_after(i, rounds, ask.half))
        });
        let mut made: Vec<Round> = bare.collect();
        match maker.fill(&mut made) {
            Ok(()) => return Ok(Plan { form: ask.form, seed, shares: ask.budget.shares, rounds: made }),
            Err(why) => fault = Some(why),
        }
    }
    Err(fault.unwrap_or(PlanFault::TooFewPrinciples { found: 0, needed }))
}

/// The plan with one thing changed by hand; all else stays as far as it can.
///
/// # Errors
/// Why it cannot be changed so, in words; then the plan stays as it was.
pub fn edited(
    plan: &Plan,
    edit: &Edit,
    catalog: &Catalog,
    target: &Target,
    budget: Budget,
) -> Result<Plan, PlanFault> {
    let mut new = plan.clone();
    let mut maker = Maker::new(catalog, plan.form, budget.total_secs, plan.seed);
    match edit {
        Edit::Rounds(n) => maker.set_rounds(&mut new, *n, target)?,
        Edit::Swap { round, from, to } => {
            let at = maker.check_round(&new, *round)?;
            let to = catalog.canonical(to);
            let names = &mut new.rounds[at].principles;
            if names.contains(&to) {
                return Err(PlanFault::Swap { principle: to });
            }
            let name = names
                .iter_mut()
                .find(|name| *name == from)
                .ok_or_else(|| PlanFault::Swap { principle: from.clone() })?;
            *name = to;
            maker.rebuild(&mut new, at)?;
        }
        Edit::Minutes { round, minutes } => {
            let at = maker.check_round(&new, *round)?;
            new.rounds[at].minutes = within(*minutes, &MINUTES)?;
            maker.rebuild(&mut new, at)?;
        }
        Edit::Manner { round, manner } => {
            let at = maker.check_round(&new, *round)?;
            new.rounds[at].manner = *manner;
            maker.rebuild(&mut new, at)?;
        }
        Edit::Role { round, role } => {
            let at = maker.check_round(&new, *round)?;
            new.rounds[at].role = *role;
            new.rounds[at].ask_them = maker.ask_them(*role);
        }
    }
    new.check()?;
    Ok(new)
}

/// Of the plans that `seeds` give, the one for which `worth` is greatest; the first among equals.
/// `worth` may look at what the person has practised: weak principles, questions not asked lately.
///
/// # Errors
/// The first seed's fault, if no seed gives a plan.
pub fn leaning(
    catalog: &Catalog,
    target: &Target,
    ask: &Ask,
    seeds: &[u64],
    worth: impl Fn(&Plan) -> f64,
) -> Result<Plan, PlanFault> {
    let mut best: Option<(f64, Plan)> = None;
    let mut fault = None;
    for &seed in seeds {
        match generate(catalog, target, ask, seed) {
            Ok(plan) => {
                let value = worth(&plan);
                if best.as_ref().is_none_or(|(most, _)| value > *most) {
                    best = Some((value, plan));
                }
            }
            Err(why) => fault = fault.or(Some(why)),
        }
    }
    let none = PlanFault::TooFewPrinciples { found: 0, needed: 1 };
    best.map(|(_, plan)| plan).ok_or_else(|| fault.unwrap_or(none))
}

fn within(minutes: u32, bounds: &std::ops::RangeInclusive<u32>) -> Result<u32, PlanFault> {
    if bounds.contains(&minutes) {
        return Ok(minutes);
    }
    Err(PlanFault::Minutes { minutes, from: *bounds.start(), to: *bounds.end() })
}

/// Minutes of rest after a round: 10, half that where the loop is halved, and once 30 for a meal in the
/// middle of five rounds or more.
fn break_after(round: usize, rounds: usize, half: bool) -> u32 {
    let whole = match round + 1 {
        last if last == rounds => 0,
        middle if rounds >= 5 && middle == rounds / 2 => 30,
        _ => 10,
    };
    if half { whole / 2 } else { whole }
}

/// In how many rounds each principle of the pool is asked about.
///
/// Key principles first get two rounds each, as far as there are places; the rest goes by the highest
/// average of weight over places (Sainte-Laguë's method), so that a heavier principle never gets fewer.
/// No principle gets more than one place a round, nor more than it has questions.
fn seats(pool: &[Pooled], slots: &[usize]) -> Vec<usize> {
    let mut seats = vec![0; pool.len()];
    let mut left: usize = slots.iter().sum();
    let cap = |p: &Pooled| p.questions.min(slots.len());
    for wanted in [1, 2] {
        for (i, p) in pool.iter().enumerate().filter(|(_, p)| p.key) {
            if left > 0 && seats[i] < wanted.min(cap(p)) {
                seats[i] += 1;
                left -= 1;
            }
        }
    }
    while left > 0 {
        let average = |i: usize| pool[i].weight / (2 * seats[i] + 1) as f64;
        let open = (0..pool.len()).filter(|&i| seats[i] < cap(&pool[i]));
        // The pool is sorted by weight, so that the first among equals is the heavier.
        let next = open.reduce(|best, i| if average(i) > average(best) { i } else { best });
        let Some(next) = next else { break };
        seats[next] += 1;
        left -= 1;
    }
    seats
}

/// The principles of each round. A principle's places go to different rounds, those with most room
/// first, the principles with most places before the others. With at most one place a round and two or
/// more slots in each this always comes out (Gale and Ryser).
fn deal(pool: &[Pooled], slots: &[usize], maker: &mut Maker<'_>) -> Vec<Vec<String>> {
    let mut lists: Vec<Vec<String>> = vec![Vec::new(); slots.len()];
    let mut places: Vec<(&str, usize)> =
        pool.iter().map(|p| p.name.as_str()).zip(seats(pool, slots)).collect();
    places.sort_by_key(|(_, places)| std::cmp::Reverse(*places));
    for (name, places) in places {
        let mut open: Vec<usize> = (0..slots.len()).filter(|&i| lists[i].len() < slots[i]).collect();
        maker.shuffle(&mut open);
        open.sort_by_key(|&i| std::cmp::Reverse(slots[i] - lists[i].len()));
        for i in open.into_iter().take(places) {
            lists[i].push(name.to_owned());
        }
    }
    lists
}

/// A principle in play that has questions.
struct Pooled {
    name: String,
    weight: f64,
    key: bool,
    questions: usize,
}

/// What plans are made with: the banks, and the chance that a seed gives.
struct Maker<'a> {
    catalog: &'a Catalog,
    form: Form,
    answer_secs: u32,
    rng: SeededRng,
    /// Each principle's questions in the order they are to be asked.
    lists: BTreeMap<String, Vec<BankQuestion<'a>>>,
    /// The ids of the questions that are taken.
    used: BTreeSet<String>,
}

impl<'a> Maker<'a> {
    fn new(catalog: &'a Catalog, form: Form, answer_secs: u32, seed: u64) -> Self {
        let answer_secs = answer_secs.clamp(*ANSWER_SECS.start(), *ANSWER_SECS.end());
        let rng = SeededRng::seed_from_u64(seed);
        let mut maker =
            Self { catalog, form, answer_secs, rng, lists: BTreeMap::new(), used: BTreeSet::new() };
        for InPlay { name, .. } in catalog.in_play() {
            maker.list(name);
        }
        maker
    }

    /// A number from 0 to `n` - 1. Written out, so that a seed means the same with any version of the
    /// random crate's own ranges.
    fn below(&mut self, n: usize) -> usize {
        let drawn = self.rng.next_u64() % (n.max(1) as u64);
        usize::try_from(drawn).unwrap_or(0)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let j = self.below(i + 1);
            items.swap(i, j);
        }
    }

    /// Makes the list of a principle's questions, those first that are mainly about it.
    fn list(&mut self, name: &str) {
        if self.lists.contains_key(name) {
            return;
        }
        let mut questions = self.catalog.questions_of(name);
        self.shuffle(&mut questions);
        let mainly = |bq: &BankQuestion<'_>| {
            bq.principle_names().next().is_some_and(|first| self.catalog.canonical(first) == name)
        };
        questions.sort_by_key(|bq| !mainly(bq));
        self.lists.insert(name.to_owned(), questions);
    }

    /// The principles in play that have questions, the heaviest first, equals as the seed has it.
    fn pool(&mut self) -> Vec<Pooled> {
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

    fn round_count(&mut self, target: &Target, asked: Option<usize>) -> Result<usize, PlanFault> {
        let drawn = 3 + self.below(4);
        match (self.form, asked) {
            (Form::Phone, None | Some(1)) => Ok(1),
            (Form::Loop, Some(rounds)) if ROUNDS.contains(&rounds) => Ok(rounds),
            (_, Some(rounds)) => Err(PlanFault::Rounds { rounds }),
            (Form::Loop, None) => {
                let of_target = stages(target, Form::Loop).find_map(rounds_of_stage);
                Ok(of_target.map_or(drawn, |rounds| rounds.clamp(3, *ROUNDS.end())))
            }
        }
    }

    fn minutes(&mut self, target: &Target, ask: &Ask) -> Result<u32, PlanFault> {
        let drawn = [45, 60][self.below(2)];
        let bounds = if self.form == Form::Loop { LOOP_MINUTES } else { MINUTES };
        let of_target = || stages(target, self.form).find_map(|stage| stage.minutes);
        let whole = match ask.minutes {
            Some(minutes) => within(minutes, &bounds)?,
            None => of_target().map_or(drawn, |minutes| minutes.clamp(*bounds.start(), *bounds.end())),
        };
        Ok(if ask.half { whole.div_ceil(2).max(*MINUTES.start()) } else { whole })
    }

    fn roles(&mut self, rounds: usize) -> Vec<Role> {
        if self.form == Form::Phone {
            return vec![[Role::Recruiter, Role::HiringManager][self.below(2)]];
        }
        let mut roles = Role::OF_LOOP[..rounds.min(Role::OF_LOOP.len())].to_vec();
        self.shuffle(&mut roles);
        roles
    }

    /// All three manners come up before one comes again.
    fn manners(&mut self, rounds: usize) -> Vec<Manner> {
        let mut manners = Vec::new();
        while manners.len() < rounds {
            let mut all = Manner::ALL;
            self.shuffle(&mut all);
            manners.extend(all);
        }
        manners.truncate(rounds);
        manners
    }

    fn bare_round(
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
            minutes,
            principles,
            opening: self.opening(),
            intro_secs: 0,
            questions: Vec::new(),
            own_secs: 0,
            ask_them: self.ask_them(role),
            close_secs: 0,
            break_minutes,
        }
    }

    fn opening(&self) -> Opening {
        if self.form == Form::Loop {
            return Opening { text: HELLO.to_owned(), secs: 60 };
        }
        let openers = self.catalog.banks().iter().find_map(|bank| {
            let id = &bank.principles.iter().find(|p| p.name == OPENING)?.id;
            bank.questions_of(id).find(|question| !question.hidden)
        });
        let text = openers.map_or_else(|| ABOUT_YOURSELF.to_owned(), |question| question.text.clone());
        Opening { text, secs: 120 }
    }

    /// Up to four questions for this interviewer out of the banks' own, switched on or not.
    fn ask_them(&mut self, role: Role) -> Vec<String> {
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
    fn fill(&mut self, rounds: &mut [Round]) -> Result<(), PlanFault> {
        self.used.clear();
        self.must_haves(rounds)?;
        let mut open = vec![true; rounds.len()];
        while open.contains(&true) {
            for (round, open) in rounds.iter_mut().zip(&mut open).filter(|(_, open)| **open) {
                *open = self.extra(round);
            }
        }
        rounds.iter_mut().try_for_each(|round| self.settle(round))
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
    /// one that fits. Whether there was.
    fn extra(&mut self, round: &mut Round) -> bool {
        let mut names = round.principles.clone();
        names.sort_by_key(|name| round.questions.iter().filter(|q| q.drawn.principle == *name).count());
        for name in names {
            let free = |bq: &&BankQuestion<'_>| !self.used.contains(&bq.question.id);
            let Some(question) = self.lists.get(&name).and_then(|list| list.iter().find(free)).copied()
            else {
                continue;
            };
            if self.frame(round).takes(round, &self.planned(round, &name, question)) {
                self.take(round, &name, question);
                return true;
            }
        }
        false
    }

    fn take(&mut self, round: &mut Round, name: &str, question: BankQuestion<'_>) {
        self.used.insert(question.question.id.clone());
        let planned = self.planned(round, name, question);
        round.questions.push(planned);
    }

    /// Sets the seconds of the round's parts, and puts its questions in the order of its principles.
    fn settle(&self, round: &mut Round) -> Result<(), PlanFault> {
        self.frame(round).settle(round).map_err(|more| {
            let free = self.askable(round.principles.iter().map(String::as_str));
            let found = round.questions.len();
            PlanFault::TooFewQuestions { found: found + free, needed: (found + more).max(found + free + 1) }
        })?;
        let order = round.principles.clone();
        round.questions.sort_by_key(|q| order.iter().position(|name| *name == q.drawn.principle));
        Ok(())
    }

    // -- By hand ------------------------------------------------------------------------------

    /// The index, if the plan has such a round.
    fn check_round(&self, plan: &Plan, round: usize) -> Result<usize, PlanFault> {
        let rounds = plan.rounds.len();
        if round < rounds { Ok(round) } else { Err(PlanFault::NoSuchRound { round: round + 1, rounds }) }
    }

    /// Makes a round anew after something in it was changed: what it asked stays as far as it suits.
    fn rebuild(&mut self, plan: &mut Plan, at: usize) -> Result<(), PlanFault> {
        self.used = plan.rounds.iter().flat_map(|r| &r.questions).map(|q| q.drawn.id.clone()).collect();
        let mut round = plan.rounds[at].clone();
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
                planned.drawn.probes = round.manner.ladder(&bq.question.probes);
            }
            planned.answer_secs = self.answer_secs;
            round.questions.push(planned);
        }
        let rounds = std::slice::from_mut(&mut round);
        self.must_haves(rounds)?;
        while self.extra(&mut round) {}
        self.settle(&mut round)?;
        plan.rounds[at] = round;
        Ok(())
    }

    /// Takes the last rounds away, or adds new ones.
    fn set_rounds(&mut self, plan: &mut Plan, rounds: usize, target: &Target) -> Result<(), PlanFault> {
        if plan.form == Form::Phone || !ROUNDS.contains(&rounds) {
            return Err(PlanFault::Rounds { rounds });
        }
        let before = plan.rounds.len();
        plan.rounds.truncate(rounds);
        let half = plan.rounds.iter().all(|round| round.minutes < WHOLE_MINUTES);
        let drawn = self.minutes(target, &Ask { half, ..Ask::new(plan.form, Budget::default()) })?;
        let minutes = plan.rounds.first().map_or(drawn, |round| round.minutes);
        for at in before..rounds {
            let role = Role::OF_LOOP.into_iter().find(|role| plan.rounds.iter().all(|r| r.role != *role));
            let manner = Manner::ALL[(Manner::ALL.len() + at) % Manner::ALL.len()];
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
    fn next_principles(&mut self, plan: &Plan) -> Vec<String> {
        let mut pool = self.pool();
        let average = |p: &Pooled| p.weight / (2 * plan.rounds_of(&p.name) + 1) as f64;
        pool.sort_by(|a, b| average(b).total_cmp(&average(a)));
        pool.into_iter().take(2).map(|p| p.name).collect()
    }

    /// One question for each want, all different, or `None` (augmenting paths, H. W. Kuhn 1955).
    fn matched(&self, wants: &[(usize, String)]) -> Option<Vec<BankQuestion<'a>>> {
        fn place<'a>(
            want: usize,
            wants: &[Vec<BankQuestion<'a>>],
            holder: &mut BTreeMap<String, (usize, BankQuestion<'a>)>,
            tried: &mut BTreeSet<String>,
        ) -> bool {
            for bq in &wants[want] {
                if !tried.insert(bq.question.id.clone()) {
                    continue;
                }
                let before = holder.get(&bq.question.id).map(|(other, _)| *other);
                if before.is_none_or(|other| place(other, wants, holder, tried)) {
                    holder.insert(bq.question.id.clone(), (want, *bq));
                    return true;
                }
            }
            false
        }
        let lists: Vec<Vec<BankQuestion<'a>>> = wants
            .iter()
            .map(|(_, name)| {
                let all = self.lists.get(name).map_or(&[][..], Vec::as_slice);
                all.iter().filter(|bq| !self.used.contains(&bq.question.id)).copied().collect()
            })
            .collect();
        let mut holder = BTreeMap::new();
        for want in 0..lists.len() {
            if !place(want, &lists, &mut holder, &mut BTreeSet::new()) {
                return None;
            }
        }
        let mut placed: Vec<(usize, BankQuestion<'a>)> = holder.into_values().collect();
        placed.sort_by_key(|(want, _)| *want);
        Some(placed.into_iter().map(|(_, question)| question).collect())
    }

    fn planned(&self, round: &Round, name: &str, bq: BankQuestion<'_>) -> Planned {
        let drawn = Drawn {
            id: bq.question.id.clone(),
            text: bq.question.text.clone(),
            principle: name.to_owned(),
            principles: bq.principle_names().map(str::to_owned).collect(),
            bank: bq.bank.id.clone(),
            probes: round.manner.ladder(&bq.question.probes),
            reason: format!("{name}, asked by the {}", round.role.name().to_lowercase()),
        };
        Planned { drawn, answer_secs: self.answer_secs }
    }
}

/// The target's stages that are of this form, by their names.
fn stages(target: &Target, form: Form) -> impl Iterator<Item = &Stage> {
    let words: &[&str] = match form {
        Form::Phone => &["phone", "screen", "telephone", "recruiter", "call"],
        Form::Loop => &["loop", "onsite", "on-site", "on site", "panel", "final"],
    };
    target.stages.iter().filter(move |stage| {
        let name = stage.name.to_lowercase();
        words.iter().any(|word| name.contains(word))
    })
}

/// The number before "rounds" or "interviewers" in a stage's words; the greater of "4 to 5 rounds".
fn rounds_of_stage(stage: &Stage) -> Option<usize> {
    let text = stage.format.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.windows(2).find_map(|pair| {
        let unit = ["round", "rounds", "interviewers", "interviews"].contains(&pair[1]);
        let few = ["two", "three", "four", "five", "six"];
        let spelt = few.iter().position(|word| *word == pair[0]).map(|i| i + 2);
        unit.then(|| pair[0].parse().ok().or(spelt)).flatten()
    })
}

#[cfg(test)]
#[path = "generate_tests.rs"]
mod tests;
