//! The draw: which question to ask next, and why that one.
//!
//! The policy is design, section 6: Thompson sampling of need over the principles in play
//! (W. R. Thompson, Biometrika 25, 1933), with a floor so that no principle starves. Three things differ
//! from the first form, because in a simulation of practice (`tests/simulation/`) they reached *ready*
//! in fewer answers: skill is sampled with less spread (Chapelle and Li, NIPS 2011), a ready principle's
//! need counts less, and so does that of one asked a short while ago, since practice that is spread out
//! teaches more (Cepeda et al., Psychological Bulletin 132, 2006):
//!
//! Questions of one's own interview that have no principle yet come before all that, each once; then they,
//! and other imported questions without a principle, are one more kind that can be drawn.
//!
//! need = weight × (5 − θ) × ([`READY_NEED`] if ready) × [`SPACED_NEED`]^(questions in the last
//! [`SPACED_HOURS`]), with θ ~ Normal(μ, ([`SAMPLE_SPREAD`]·s)²/(k + W)) within 1 to 5.

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, FixedOffset};
use rand::{Rng, RngExt};
use rand_distr::{Distribution, Normal};

use super::attempt::Attempt;
use super::bank::{ASKED_IN_OWN, Evidence, UNSORTED};
use super::catalog::{BankQuestion, Catalog, InPlay};
use super::readiness::{Readiness, State, days_between};
use super::suiting::{evidence_weight, level_weight, suiting};
use super::tunables::KEY_WEIGHT;

/// The generator used wherever a seed is given: named and portable, so that a seed means the same
/// draw on every machine.
pub type SeededRng = rand_chacha::ChaCha8Rng;

pub use super::tunables::{
    EVIDENCE_LATELY, LEFT_OUT, NEVER_ASKED_DAYS, READY_NEED, SAMPLE_SPREAD, SPACED_HOURS, SPACED_MOST,
    SPACED_NEED, STARVED_ROUNDS,
};

/// What has been asked so far, in the order it was asked.
#[derive(Clone, Debug, Default)]
pub struct History {
    asked: usize,
    /// The latest questions, the newest last; as many as the mix looks at.
    latest: VecDeque<(String, DateTime<FixedOffset>)>,
    principles: HashMap<String, Practice>,
    questions: HashMap<String, DateTime<FixedOffset>>,
}

#[derive(Clone, Debug, Default)]
struct Practice {
    /// How many questions had been asked in all when this principle was last asked.
    at_count: usize,
    /// The keys of its latest questions, the newest last.
    recent: VecDeque<String>,
    /// When its latest questions were asked, the newest last; as many as spacing looks at.
    times: VecDeque<DateTime<FixedOffset>>,
}

impl History {
    /// The history that `attempts`, sorted by time, make. Attempts dated after `now` come last,
    /// as they were asked in fact; redos are not draws and do not count.
    pub fn of<'a>(attempts: impl IntoIterator<Item = &'a Attempt>, catalog: &Catalog) -> Self {
        let mut history = Self::default();
        let mut names: HashMap<&str, String> = HashMap::new();
        for attempt in attempts.into_iter().filter(|a| a.redo_of.is_none() && !a.mode.is_retold()) {
            let name =
                names.entry(&attempt.principle).or_insert_with(|| catalog.canonical(&attempt.principle));
            history.note(attempt.question.key(), name, attempt.started);
        }
        history
    }

    /// Notes that the question with this key was asked under `principle`.
    pub fn note(&mut self, question: &str, principle: &str, at: DateTime<FixedOffset>) {
        self.asked += 1;
        self.latest.push_back((question.to_owned(), at));
        if self.latest.len() > EVIDENCE_LATELY {
            self.latest.pop_front();
        }
        self.questions.insert(question.to_owned(), at);
        let practice = self.principles.entry(principle.to_owned()).or_default();
        practice.at_count = self.asked;
        practice.recent.retain(|key| key != question);
        practice.recent.push_back(question.to_owned());
        if practice.recent.len() > LEFT_OUT {
            practice.recent.pop_front();
        }
        practice.times.push_back(at);
        if practice.times.len() > SPACED_MOST {
            practice.times.pop_front();
        }
    }

    /// When the question with this key was last asked.
    pub fn last_asked(&self, question: &str) -> Option<DateTime<FixedOffset>> {
        self.questions.get(question).copied()
    }

    /// Questions asked since `principle` was; all of them if it never was.
    pub fn unseen_for(&self, principle: &str) -> usize {
        self.asked - self.principles.get(principle).map_or(0, |p| p.at_count)
    }

    /// Questions asked under `principle` within the [`SPACED_HOURS`] before `now`, at most [`SPACED_MOST`];
    /// those dated after `now` are not among them.
    pub fn asked_lately(&self, principle: &str, now: DateTime<FixedOffset>) -> usize {
        let lately = 0.0..SPACED_HOURS / 24.0;
        let times = self.principles.get(principle).into_iter().flat_map(|p| &p.times);
        times.filter(|&&at| lately.contains(&days_between(at, now))).count()
    }

    /// The keys of the latest questions within the [`SPACED_HOURS`] before `now`, at most [`EVIDENCE_LATELY`].
    fn latest(&self, now: DateTime<FixedOffset>) -> impl Iterator<Item = &str> {
        let lately = 0.0..SPACED_HOURS / 24.0;
        self.latest
            .iter()
            .filter(move |(_, at)| lately.contains(&days_between(*at, now)))
            .map(|(key, _)| key.as_str())
    }

    fn recent(&self, principle: &str) -> impl DoubleEndedIterator<Item = &str> {
        self.principles.get(principle).into_iter().flat_map(|p| p.recent.iter().map(String::as_str))
    }
}

/// The scope of a draw: which questions may be drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Any principle in play, as the policy says.
    #[default]
    InPlay,
    /// The principle of this name.
    Principle(String),
    /// The bank with this id.
    Bank(String),
    /// The question with this id.
    Question(String),
    /// The principles of these names as a plan has them, one question each, the first of them next.
    Planned(Vec<String>),
}

/// A question that was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The question's id.
    pub id: String,
    /// The words of the question.
    pub text: String,
    /// The name of the principle it was drawn for.
    pub principle: String,
    /// The names of all principles it asks about.
    pub principles: Vec<String>,
    /// The id of the bank it stands in.
    pub bank: String,
    /// Its probes (follow-ups).
    pub probes: Vec<String>,
    /// Why it was drawn, in words for the person.
    pub reason: String,
}

/// Everything the draw looks at.
#[derive(Clone, Copy)]
pub struct DrawInput<'a> {
    /// The banks.
    pub catalog: &'a Catalog,
    /// Readiness by principle name; a name that is missing has not been practised.
    pub readiness: &'a dyn Fn(&str) -> Readiness,
    /// What has been asked.
    pub history: &'a History,
    /// The time of the draw.
    pub now: DateTime<FixedOffset>,
}

/// Draws a question; `None` if no enabled bank has one within `scope`.
pub fn draw(input: &DrawInput<'_>, scope: &Scope, rng: &mut impl Rng) -> Option<Drawn> {
    if let (Scope::InPlay | Scope::Planned(_), Some(first)) = (scope, first_of_own(input)) {
        return Some(drawn(first, ASKED_IN_OWN, "It was asked in your own interview".to_owned()));
    }
    let candidates: Vec<InPlay> = match scope {
        Scope::InPlay => input.catalog.in_play().iter().cloned().chain(without_principle(input)).collect(),
        Scope::Principle(name) => vec![InPlay { name: name.clone(), weight: 1.0, key: false }],
        Scope::Planned(names) => {
            let next = names.first().map(|name| input.catalog.canonical(name));
            next.into_iter().map(|name| InPlay { name, weight: 1.0, key: false }).collect()
        }
        Scope::Bank(id) => principles_of_bank(input.catalog, id),
        Scope::Question(id) => return named_question(input, id),
    };
    let of_scope = |bq: &BankQuestion<'_>| !matches!(scope, Scope::Bank(id) if bq.bank.id != *id);
    let askable = |name: &str, repeat: bool| -> Vec<BankQuestion<'_>> {
        let all: Vec<_> = input.catalog.questions_of(name).into_iter().filter(of_scope).collect();
        leave_out_recent(suiting(input.catalog, all), input.history, name, repeat)
    };
    // The question just asked comes again only where there is no other at all.
    let with = |repeat: bool| -> Vec<(&InPlay, Vec<BankQuestion<'_>>)> {
        candidates.iter().map(|p| (p, askable(&p.name, repeat))).filter(|(_, q)| !q.is_empty()).collect()
    };
    // Of what is drawn by need, a principle of which nothing suits the level waits for the others.
    let fits = |pool: &[(&InPlay, Vec<BankQuestion<'_>>)]| {
        let suits = |bq: &BankQuestion<'_>| level_weight(&bq.question.levels, input.catalog.aims_at()) > 0.0;
        pool.iter().map(|(_, questions)| questions.iter().any(suits)).collect::<Vec<bool>>()
    };
    let mut pool = with(false);
    let suiting = fits(&pool);
    if matches!(scope, Scope::InPlay) && suiting.contains(&true) {
        let mut suiting = suiting.into_iter();
        pool.retain(|_| suiting.next().unwrap_or(true));
    }
    if pool.is_empty() {
        pool = with(true);
    }
    let (chosen, starved) = choose_principle(input, &pool, rng)?;
    let (principle, questions) = &pool[chosen];
    let question = choose_question(input, questions, rng)?;
    let reason = match scope {
        Scope::Planned(_) => {
            format!("{}: planned for today, {}", principle.name, evidence(input, &principle.name))
        }
        _ => reason(input, &principle.name, starved),
    };
    Some(drawn(question, &principle.name, reason))
}

/// The first question of the person's own interview that has no principle and was never asked.
fn first_of_own<'a>(input: &DrawInput<'a>) -> Option<BankQuestion<'a>> {
    never_asked_of_own(input.catalog, input.history).next()
}

/// The questions of the person's own interview that have no principle and were never asked: these come
/// before all others, those of a day's plan too.
pub fn never_asked_of_own<'a>(
    catalog: &'a Catalog,
    history: &'a History,
) -> impl Iterator<Item = BankQuestion<'a>> {
    let never = |bq: &BankQuestion<'_>| history.last_asked(&bq.question.id).is_none();
    catalog.questions_of(ASKED_IN_OWN).into_iter().filter(never)
}

/// Imported questions without a principle, as kinds of their own.
fn without_principle(input: &DrawInput<'_>) -> impl Iterator<Item = InPlay> {
    let kinds = [(ASKED_IN_OWN, KEY_WEIGHT), (UNSORTED, 1.0)];
    let there = kinds.into_iter().filter(|(name, _)| !input.catalog.questions_of(name).is_empty());
    there.map(|(name, weight)| InPlay { name: name.to_owned(), weight, key: false })
}

fn principles_of_bank(catalog: &Catalog, id: &str) -> Vec<InPlay> {
    let bank = catalog.enabled_banks().find(|b| b.id == id);
    bank.into_iter()
        .flat_map(|b| &b.principles)
        .map(|p| {
            let name = catalog.canonical(&p.name);
            let known = catalog.in_play().iter().find(|known| known.name == name).cloned();
            known.unwrap_or(InPlay { name, weight: 1.0, key: false })
        })
        .collect()
}

fn named_question(input: &DrawInput<'_>, id: &str) -> Option<Drawn> {
    let found = input.catalog.question(id)?;
    let principle = input.catalog.canonical(found.principle_names().next()?);
    Some(drawn(found, &principle, "Chosen by you".to_owned()))
}

fn leave_out_recent<'a>(
    questions: Vec<BankQuestion<'a>>,
    history: &History,
    principle: &str,
    repeat: bool,
) -> Vec<BankQuestion<'a>> {
    let leave = LEFT_OUT.min(questions.len().saturating_sub(1));
    let recent: Vec<&str> = history
        .recent(principle)
        .rev()
        .filter(|key| questions.iter().any(|bq| bq.question.id == *key))
        .take(leave)
        .collect();
    let just_asked = |id: &str| !repeat && history.latest.back().is_some_and(|(last, _)| last == id);
    questions
        .into_iter()
        .filter(|bq| !recent.contains(&bq.question.id.as_str()) && !just_asked(&bq.question.id))
        .collect()
}

/// The index of the principle to ask, and whether it goes first because it starved.
fn choose_principle<T>(
    input: &DrawInput<'_>,
    pool: &[(&InPlay, T)],
    rng: &mut impl Rng,
) -> Option<(usize, bool)> {
    let limit = STARVED_ROUNDS * pool.len();
    let starved = pool
        .iter()
        .enumerate()
        .map(|(i, (p, _))| (i, input.history.unseen_for(&p.name)))
        .filter(|&(_, unseen)| pool.len() > 1 && unseen >= limit)
        .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    if let Some((index, _)) = starved {
        return Some((index, true));
    }
    let mut best: Option<(usize, f64)> = None;
    for (i, (principle, _)) in pool.iter().enumerate() {
        let need = need(input, principle, rng);
        if best.is_none_or(|(_, most)| need > most) {
            best = Some((i, need));
        }
    }
    best.map(|(index, _)| (index, false))
}

/// How much it would help to ask `principle` now, by one sample of the skill.
fn need(input: &DrawInput<'_>, principle: &InPlay, rng: &mut impl Rng) -> f64 {
    let readiness = (input.readiness)(&principle.name);
    let ready = if readiness.state == State::Ready { READY_NEED } else { 1.0 };
    let lately = input.history.asked_lately(&principle.name, input.now);
    let spaced: f64 = (0..lately).map(|_| SPACED_NEED).product();
    principle.weight * (5.0 - sample_skill(&readiness, rng)) * ready * spaced
}

/// One sample of the skill: `θ ~ Normal(μ, (SAMPLE_SPREAD·s)²/(k + W))` within 1 to 5.
fn sample_skill(readiness: &Readiness, rng: &mut impl Rng) -> f64 {
    Normal::new(readiness.estimate, SAMPLE_SPREAD * readiness.standard_error())
        .map_or(readiness.estimate, |normal| normal.sample(rng))
        .clamp(1.0, 5.0)
}

fn choose_question<'a>(
    input: &DrawInput<'_>,
    questions: &[BankQuestion<'a>],
    rng: &mut impl Rng,
) -> Option<BankQuestion<'a>> {
    let wanted = |key| input.catalog.question(key)?.question.evidence;
    let lately: Vec<Evidence> = input.history.latest(input.now).filter_map(wanted).collect();
    let weight = |bq: &BankQuestion<'_>, mixed: bool| {
        let asked = input.history.last_asked(&bq.question.id);
        let fresh = 1.0 + asked.map_or(NEVER_ASKED_DAYS, |at| days_between(at, input.now).max(0.0));
        let mix = if mixed { evidence_weight(bq.question.evidence, &lately) } else { 1.0 };
        // What one company asked another may ask.
        let real = if input.catalog.is_really_asked(&bq.question.id) { KEY_WEIGHT } else { 1.0 };
        fresh * mix * real * level_weight(&bq.question.levels, input.catalog.aims_at()).max(f64::MIN_POSITIVE)
    };
    // Where all that is left wants what was just told twice, it is asked all the same.
    let mixed = questions.iter().any(|bq| weight(bq, true) > 0.0);
    let total: f64 = questions.iter().map(|bq| weight(bq, mixed)).sum();
    let mut left = rng.random::<f64>() * total;
    for bq in questions {
        left -= weight(bq, mixed);
        if left < 0.0 {
            return Some(*bq);
        }
    }
    questions.last().copied()
}

fn drawn(bq: BankQuestion<'_>, principle: &str, reason: String) -> Drawn {
    Drawn {
        id: bq.question.id.clone(),
        text: bq.question.text.clone(),
        principle: principle.to_owned(),
        principles: bq.principle_names().map(str::to_owned).collect(),
        bank: bq.bank.id.clone(),
        probes: bq.question.probes.clone(),
        reason,
    }
}

/// Why a question of `principle` is asked: how much evidence there is, and how old it is.
pub fn why(input: &DrawInput<'_>, principle: &str) -> String {
    reason(input, principle, false)
}

fn reason(input: &DrawInput<'_>, principle: &str, starved: bool) -> String {
    let evidence = evidence(input, principle);
    if starved && (input.readiness)(principle).state != State::NotPractised {
        let unseen = input.history.unseen_for(principle);
        return format!("{principle}: {evidence}, and none of the last {unseen} questions");
    }
    format!("{principle}: {evidence}")
}

fn evidence(input: &DrawInput<'_>, principle: &str) -> String {
    let readiness = (input.readiness)(principle);
    match (readiness.answers, readiness.last) {
        (0, _) | (_, None) => "not practised yet".to_owned(),
        (n, Some(last)) => {
            format!("{}, {}", super::words::count(n, "answer"), ago(last, input.now))
        }
    }
}

/// How long ago `then` was, in whole calendar days of `now`'s zone: "today", "yesterday", "19 days ago".
pub fn ago(then: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> String {
    let days = (now.date_naive() - then.with_timezone(now.offset()).date_naive()).num_days();
    match days {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ => format!("{days} days ago"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::catalog::tests::bank;
    use super::super::profile::Profile;
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use rand::SeedableRng;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap()
    }

    fn run(catalog: &Catalog, scope: &Scope, count: i64, seed: u64) -> Vec<Drawn> {
        let mut rng = SeededRng::seed_from_u64(seed);
        let mut history = History::default();
        (0..count)
            .map(|i| {
                let now = now() + TimeDelta::minutes(i * 7);
                let input = DrawInput { catalog, readiness: &|_| Readiness::NONE, history: &history, now };
                let d = draw(&input, scope, &mut rng).unwrap();
                history.note(&d.id, &d.principle, now);
                d
            })
            .collect()
    }

    proptest! {
        #[test]
        fn never_twice_in_a_row_and_none_starves(seed in any::<u64>(), principles in 1usize..6, questions in 1usize..5) {
            prop_assume!(principles * questions > 1);
            let names = ["A", "B", "C", "D", "E"];
            let catalog = Catalog::new(vec![bank("x", &names[..principles], questions)], &Profile::default());
            let drawn = run(&catalog, &Scope::InPlay, 60, seed);
            for pair in drawn.windows(2) {
                prop_assert_ne!(&pair[0].id, &pair[1].id);
            }
            for name in &names[..principles] {
                let longest = drawn.split(|d| d.principle == *name).map(<[_]>::len).max().unwrap();
                // Several can starve at once, so the last of them waits up to P − 1 more.
                prop_assert!(longest < 3 * principles, "{name} waited {longest}");
            }
        }

        #[test]
        fn the_last_three_of_a_principle_are_left_out(seed in any::<u64>(), questions in 2usize..7) {
            let catalog = Catalog::new(vec![bank("x", &["A"], questions)], &Profile::default());
            let drawn = run(&catalog, &Scope::Principle("A".to_owned()), 30, seed);
            let gap = 3.min(questions - 1);
            for window in drawn.windows(gap + 1) {
                prop_assert!(window[..gap].iter().all(|d| d.id != window[gap].id));
            }
        }

        #[test]
        fn a_seed_repeats(seed in any::<u64>()) {
            let catalog = Catalog::new(vec![bank("x", &["A", "B", "C"], 4)], &Profile::default());
            prop_assert_eq!(run(&catalog, &Scope::InPlay, 10, seed), run(&catalog, &Scope::InPlay, 10, seed));
        }
    }

    #[test]
    fn a_seed_means_the_same_everywhere() {
        let catalog = Catalog::new(vec![bank("x", &["A", "B", "C"], 4)], &Profile::default());
        let ids: Vec<String> = run(&catalog, &Scope::InPlay, 4, 7).into_iter().map(|d| d.id).collect();
        assert_eq!(ids, ["x-b-3", "x-c-4", "x-a-2", "x-b-2"]);
    }

    #[test]
    fn key_and_weak_principles_are_asked_more() {
        let mut profile = Profile::default();
        profile.target.key_principles.insert("B".to_owned(), 3.0);
        let catalog = Catalog::new(vec![bank("x", &["A", "B", "C"], 6)], &profile);
        let strong = Readiness { estimate: 4.5, weight: 8.0, ..Readiness::NONE };
        let readiness = |name: &str| if name == "C" { strong } else { Readiness::NONE };
        let counts = counts(&catalog, &readiness, &History::default());
        assert!(counts["B"] > 280 && !counts.contains_key("C"), "{counts:?}");
    }

    /// How often each of 300 draws from `readiness` and `history` falls on which principle.
    fn counts(
        catalog: &Catalog,
        readiness: &dyn Fn(&str) -> Readiness,
        history: &History,
    ) -> HashMap<String, usize> {
        let mut rng = SeededRng::seed_from_u64(1);
        let input = DrawInput { catalog, readiness, history, now: now() };
        let mut counts = HashMap::new();
        for _ in 0..300 {
            *counts.entry(draw(&input, &Scope::InPlay, &mut rng).unwrap().principle).or_default() += 1;
        }
        counts
    }

    #[test]
    fn a_ready_principle_is_asked_less() {
        let catalog = Catalog::new(vec![bank("x", &["A", "B"], 6)], &Profile::default());
        let as_weak = Readiness { estimate: 3.6, weight: 6.0, ..Readiness::NONE };
        let ready = Readiness { state: State::Ready, ..as_weak };
        let one_ready = |name: &str| if name == "A" { ready } else { as_weak };
        let counts = counts(&catalog, &one_ready, &History::default());
        assert!(counts["B"] > 280, "{counts:?}");
    }

    #[test]
    fn a_principle_asked_a_short_while_ago_waits() {
        let catalog = Catalog::new(vec![bank("x", &["A", "B"], 6)], &Profile::default());
        let even = |_: &str| Readiness { estimate: 3.0, weight: 6.0, ..Readiness::NONE };
        let asked = |before: TimeDelta| {
            let mut history = History::default();
            history.note("x-b-1", "B", now() - TimeDelta::days(9));
            (0..3).for_each(|i| history.note(&format!("x-a-{}", i + 1), "A", now() - before));
            counts(&catalog, &even, &history).get("A").copied().unwrap_or_default()
        };
        let (lately, yesterday) = (asked(TimeDelta::hours(1)), asked(TimeDelta::hours(24)));
        assert!((100..200).contains(&yesterday) && lately < yesterday / 2, "{lately} {yesterday}");
        let ahead = asked(TimeDelta::hours(-30));
        assert!((100..200).contains(&ahead), "a clock set back spaces nothing: {ahead}");
    }

    #[test]
    fn spacing_looks_at_few_questions() {
        let mut history = History::default();
        (0..100).for_each(|i| history.note(&format!("q{i}"), "A", now()));
        assert_eq!(history.asked_lately("A", now()), SPACED_MOST);
        assert_eq!(history.asked_lately("A", now() + TimeDelta::hours(13)), 0);
        assert_eq!(history.asked_lately("B", now()), 0);
    }

    #[test]
    fn long_unasked_questions_come_more_often() {
        let catalog = Catalog::new(vec![bank("x", &["A"], 6)], &Profile::default());
        let mut history = History::default();
        for n in [1, 2, 3, 4, 5, 2, 3, 4] {
            history.note(&format!("x-a-{n}"), "A", now());
        }
        // Left out: 2, 3, 4. Of the rest, 1 and 5 were asked today (weight 1), 6 never (61).
        let input =
            DrawInput { catalog: &catalog, readiness: &|_| Readiness::NONE, history: &history, now: now() };
        let mut rng = SeededRng::seed_from_u64(3);
        let never =
            (0..200).filter(|_| draw(&input, &Scope::InPlay, &mut rng).unwrap().id == "x-a-6").count();
        assert!(never > 180, "{never}");
    }

    #[test]
    fn the_reason_tells_the_evidence() {
        let catalog = Catalog::new(vec![bank("x", &["A"], 6)], &Profile::default());
        let last = Some(now() - TimeDelta::days(19));
        let one = Readiness { answers: 1, last, state: State::TooFew, ..Readiness::NONE };
        let history = History::default();
        let input = DrawInput { catalog: &catalog, readiness: &|_| one, history: &history, now: now() };
        let mut rng = SeededRng::seed_from_u64(3);
        assert_eq!(draw(&input, &Scope::InPlay, &mut rng).unwrap().reason, "A: 1 answer, 19 days ago");
    }

    #[test]
    fn a_plan_fixes_the_principle_and_the_draw_picks_the_question() {
        let catalog = Catalog::new(vec![bank("x", &["A", "B"], 3)], &Profile::default());
        let planned = Scope::Planned(vec!["B".to_owned(), "A".to_owned()]);
        let drawn = run(&catalog, &planned, 6, 5);
        assert!(drawn.iter().all(|d| d.principle == "B"));
        assert_eq!(drawn.iter().map(|d| &d.id).collect::<std::collections::HashSet<_>>().len(), 3);
        let history = History::default();
        let input =
            DrawInput { catalog: &catalog, readiness: &|_| Readiness::NONE, history: &history, now: now() };
        let mut rng = SeededRng::seed_from_u64(3);
        assert_eq!(draw(&input, &Scope::Planned(Vec::new()), &mut rng), None);
    }

    #[test]
    fn questions_of_ones_own_interview_without_a_principle_come_first_and_stay() {
        let mut mine = bank("import-1", &[ASKED_IN_OWN], 3);
        mine.framework = None;
        let mut others = bank("import-2", &[UNSORTED], 2);
        others.framework = None;
        let catalog = Catalog::new(vec![bank("x", &["A", "B"], 3), mine, others], &Profile::default());
        let first = [
            "import-1-asked-in-your-interview-1",
            "import-1-asked-in-your-interview-2",
            "import-1-asked-in-your-interview-3",
        ];
        let drawn = run(&catalog, &Scope::InPlay, 60, 5);
        assert_eq!(drawn[..3].iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), first);
        for name in ["A", "B", UNSORTED, ASKED_IN_OWN] {
            assert!(drawn[3..].iter().any(|d| d.principle == name), "{name} is drawn too");
        }
        let planned = run(&catalog, &Scope::Planned(vec!["B".to_owned()]), 4, 5);
        assert_eq!((planned[2].id.as_str(), planned[3].principle.as_str()), (first[2], "B"));
        assert!(run(&catalog, &Scope::Principle("A".to_owned()), 5, 5).iter().all(|d| d.principle == "A"));
    }

    #[test]
    fn a_scope_is_kept_to() {
        let catalog =
            Catalog::new(vec![bank("x", &["A", "B"], 3), bank("y", &["A", "C"], 3)], &Profile::default());
        let drawn = run(&catalog, &Scope::Bank("y".to_owned()), 20, 5);
        assert!(drawn.iter().all(|d| d.bank == "y"));
        assert!(run(&catalog, &Scope::Question("y-c-2".to_owned()), 1, 5)[0].id == "y-c-2");
    }
}
