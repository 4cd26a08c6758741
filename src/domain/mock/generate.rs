//! Making a plan from a seed, the banks and the target, and changing one by hand.
//!
//! A plan depends on nothing but the catalogue, the target, what was asked for and the seed, so that a
//! loop can be repeated for comparison. What a person has practised decides between seeds ([`leaning`]).

use chrono::{DateTime, FixedOffset};

use super::super::catalog::{Catalog, fold_name};
use super::super::draw::{History, NEVER_ASKED_DAYS};
use super::super::profile::{InterviewStage, Target};
use super::super::readiness::{Readiness, days_between};
use super::super::stage_kind::StageKind;
use super::super::star::Budget;
use super::maker::{Maker, Pooled};
use super::plan::{MAX_PRINCIPLES, Manner, MockForm, MockPlan, PlanFault, Role, Round};

/// The shortest and longest planned answer of a mock, in seconds, whatever a drill's budget is.
pub const ANSWER_SECS: std::ops::RangeInclusive<u32> = 90..=300;
/// Below so many minutes a round is a shortened one.
pub const WHOLE_MINUTES: u32 = 40;
/// What is asked first in a phone screen where no bank has a better question.
pub(super) const ABOUT_YOURSELF: &str = "To start us off, tell me about yourself.";
/// What is asked first in a loop's round.
pub(super) const HELLO: &str = "We have your application. In a minute: who are you, and what do you do?";
/// What a one-way interview says before its first question.
pub(super) const ONE_WAY: &str = "You will see each question once. You have 30 s to think and 2 min to speak. Then you are \
     cut off, also in the middle of a sentence. There is no second take and no pause.";
/// The name of the principle of openers ("tell me about yourself") in the banks that have some.
pub(super) const OPENING: &str = "Opening";

/// What kind of mock interview is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// A phone screen or a loop.
    pub form: MockForm,
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
    pub fn new(form: MockForm, budget: Budget) -> Self {
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
        /// The interviewer's manner.
        manner: Manner,
    },
    /// A round's interviewer has this role.
    Role {
        /// The round.
        round: usize,
        /// The interviewer's role.
        role: Role,
    },
    /// The loop has so many rounds, 2 to 6; the last go, or new ones come.
    Rounds(usize),
}

/// How often principles are dealt again where questions ran out.
const DEALT_AGAIN: usize = 8;

/// The plan that `ask` and `seed` give with these banks and this target. The same again gives the same.
///
/// # Errors
/// Why there is none, in words.
pub fn generate(catalog: &Catalog, target: &Target, ask: &Ask, seed: u64) -> Result<MockPlan, PlanFault> {
    let mut maker = Maker::new(catalog, ask.form, ask.budget.total_secs, seed);
    let rounds = maker.round_count(target, ask.rounds)?;
    let minutes = maker.minutes(target, ask)?;
    let pool = maker.pool();
    let needed = if ask.form == MockForm::Loop { 2 } else { 1 };
    if pool.len() < needed {
        return Err(PlanFault::TooFewPrinciples { found: pool.len(), needed });
    }
    let most = if minutes < 30 && !maker.form().is_fixed() { 2 } else { MAX_PRINCIPLES };
    // The people come first: halving the length leaves them who they are.
    let roles = maker.roles(rounds);
    let manners = maker.manners(rounds);
    let others = maker.others(ask.half);
    if ask.form == MockForm::Recruiter {
        let mut round = maker.bare_round(roles[0], manners[0], minutes, Vec::new(), 0);
        maker.recruiters(&mut round)?;
        return Ok(MockPlan { form: ask.form, seed, shares: ask.budget.shares, rounds: vec![round] });
    }
    let fixed = ask.form.is_fixed().then(|| {
        let usual = ask.form.most_questions() - usize::from(ask.form == MockForm::OneWay);
        vec![if ask.half { 3 } else { usual }.min(pool.len())]
    });
    let wide: Vec<usize> =
        (0..rounds).map(|_| if most > 2 { 2 + maker.below(2) } else { 2 }.min(pool.len())).collect();
    let narrow = vec![2.min(pool.len()); rounds];
    let mut fault = None;
    // Fewer principles a round where there are not questions enough for more; and dealt again, since a round may
    // have been given the principles that have the fewest.
    let dealt = std::iter::once(fixed.unwrap_or(wide)).chain(std::iter::repeat_n(narrow, DEALT_AGAIN));
    for slots in dealt {
        let lists = deal(&pool, &slots, &mut maker);
        let bare = lists.into_iter().enumerate().map(|(i, principles)| {
            maker.bare_round(roles[i], manners[i], minutes, principles, break_after(i, rounds, ask.half))
        });
        let mut made: Vec<Round> = bare.map(|round| Round { others: others.clone(), ..round }).collect();
        match maker.fill(&mut made) {
            Ok(()) => return Ok(MockPlan { form: ask.form, seed, shares: ask.budget.shares, rounds: made }),
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
    plan: &MockPlan,
    edit: &Edit,
    catalog: &Catalog,
    target: &Target,
    budget: Budget,
) -> Result<MockPlan, PlanFault> {
    let mut new = plan.clone();
    let mut maker = Maker::new(catalog, plan.form, budget.total_secs, plan.seed);
    match edit {
        Edit::Rounds(n) => maker.set_rounds(&mut new, *n, target)?,
        Edit::Swap { round, from, to } => {
            let at = there_is(&new, *round)?;
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
            let at = there_is(&new, *round)?;
            new.rounds[at].minutes = within(*minutes, &plan.form.minutes())?;
            maker.rebuild(&mut new, at)?;
        }
        Edit::Manner { round, manner } => {
            let at = there_is(&new, *round)?;
            new.rounds[at].manner = *manner;
            // The manner decides which probes are asked, and so how long each question takes.
            maker.rebuild(&mut new, at)?;
        }
        Edit::Role { round, role } => {
            let at = there_is(&new, *round)?;
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
    worth: impl Fn(&MockPlan) -> f64,
) -> Result<MockPlan, PlanFault> {
    let mut best: Option<(f64, MockPlan)> = None;
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

/// How much a plan suits a person who wants to practise what is weak with questions that are fresh: the
/// mean over its questions of 5 less what the principle counts as (0 to 4), and of how long the question
/// was not asked (0 to 4, the most from [`NEVER_ASKED_DAYS`] on). For [`leaning`].
pub fn worth(
    plan: &MockPlan,
    readiness: impl Fn(&str) -> Readiness,
    history: &History,
    now: DateTime<FixedOffset>,
) -> f64 {
    let fresh = |id: &str| {
        let days = history.last_asked(id).map_or(NEVER_ASKED_DAYS, |at| days_between(at, now));
        4.0 * (days / NEVER_ASKED_DAYS).clamp(0.0, 1.0)
    };
    let questions = plan.rounds.iter().flat_map(|round| &round.questions);
    let sum: f64 = questions.map(|q| 5.0 - readiness(&q.drawn.principle).low + fresh(&q.drawn.id)).sum();
    sum / plan.questions().max(1) as f64
}

/// The index, if the plan has such a round.
fn there_is(plan: &MockPlan, round: usize) -> Result<usize, PlanFault> {
    let rounds = plan.rounds.len();
    if round < rounds { Ok(round) } else { Err(PlanFault::NoSuchRound { round: round + 1, rounds }) }
}

pub(super) fn within(minutes: u32, bounds: &std::ops::RangeInclusive<u32>) -> Result<u32, PlanFault> {
    if bounds.contains(&minutes) {
        return Ok(minutes);
    }
    Err(PlanFault::Minutes { minutes, from: *bounds.start(), to: *bounds.end() })
}

/// Minutes of rest after a round: 10, half that where the loop is halved, and once 30 for a meal in the
/// middle of five rounds or more.
pub(super) fn break_after(round: usize, rounds: usize, half: bool) -> u32 {
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

/// The target's stages that are of this form, by their names.
pub(super) fn stages(target: &Target, form: MockForm) -> impl Iterator<Item = &InterviewStage> {
    target.stages.iter().filter(move |stage| form_of(stage) == Some(form))
}

/// The words in a stage's name or format by which a form is known before its kind is asked, in this order.
#[rustfmt::skip]
const FORMS: &[(MockForm, &[&str])] = &[
    (MockForm::OneWay, &[
        "one-way", "one way", "pre-recorded", "prerecorded", "recorded video", "recorded interview", "on-demand video",
        "on demand interview", "asynchronous", "zeitversetzt", "différé", "diferido", "assíncrona",
    ]),
    (MockForm::Competency, &[
        "competency", "competence", "civil service", "success profile", "behaviour interview", "behaviours interview",
        "strengths", "kompetenz", "compétences", "competencias", "competências",
    ]),
    (MockForm::Recruiter, &["recruiter", "talent acquisition", "hr call", "intro call", "first call", "screening call"]),
];

/// The form that a stage of the real interview has, by its words.
pub fn form_of(stage: &InterviewStage) -> Option<MockForm> {
    let words = fold_name(&format!("{} {}", stage.name, stage.format));
    let named = FORMS.iter().find(|(_, known)| known.iter().any(|word| words.contains(&fold_name(word))));
    if let Some((form, _)) = named {
        return Some(*form);
    }
    match StageKind::of(&stage.name) {
        Some(StageKind::Phone) => Some(MockForm::Phone),
        Some(StageKind::Loop) => Some(MockForm::Loop),
        Some(StageKind::Panel) => Some(MockForm::Panel),
        Some(StageKind::Exercise | StageKind::Manager) => None,
        // A bare "Call" is a first talk too.
        None if rounds_of_stage(stage).is_some_and(|rounds| rounds > 1) => Some(MockForm::Loop),
        None => fold_name(&stage.name).contains("call").then_some(MockForm::Phone),
    }
}

/// The number before "rounds", else before "interviews" or "interviewers", in a stage's words; the greater
/// of "4 to 5 rounds".
pub(super) fn rounds_of_stage(stage: &InterviewStage) -> Option<usize> {
    let text = stage.format.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let before = |units: &[&str]| {
        words.windows(2).filter(|pair| units.contains(&pair[1])).find_map(|pair| {
            let few = ["two", "three", "four", "five", "six"];
            let spelt = few.iter().position(|word| *word == pair[0]).map(|i| i + 2);
            pair[0].parse().ok().or(spelt)
        })
    };
    before(&["round", "rounds"]).or_else(|| before(&["interviews", "interviewers"]))
}

#[cfg(test)]
#[path = "generate_tests.rs"]
mod tests;
