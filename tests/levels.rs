//! Levels over seeded draws: who is asked what, and that an evening has a mix.
#![allow(clippy::unwrap_used)]

use chrono::{DateTime, FixedOffset, TimeDelta};
use greenroom::banks::built_in;
use greenroom::domain::bank::{Bank, Evidence};
use greenroom::domain::catalog::Catalog;
use greenroom::domain::draw::{DrawInput, Drawn, History, Scope, SeededRng, draw};
use greenroom::domain::level::Level;
use greenroom::domain::mock::generate::{Ask, generate};
use greenroom::domain::mock::plan::MockForm;
use greenroom::domain::profile::Profile;
use greenroom::domain::readiness::Readiness;
use greenroom::domain::star::Budget;
use rand::SeedableRng;

fn profile(level: Option<Level>, framework: &str) -> Profile {
    let mut profile = Profile::default();
    profile.target.level = level;
    profile.target.framework = Some(framework.to_owned());
    profile
}

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap()
}

/// `evenings` evenings of four questions, a day apart.
fn evenings(catalog: &Catalog, evenings: i64, seed: u64) -> Vec<Vec<Drawn>> {
    let mut rng = SeededRng::seed_from_u64(seed);
    let mut history = History::default();
    let mut evening = |day: i64| {
        let ask = |n: i64| {
            let now = now() + TimeDelta::days(day) + TimeDelta::minutes(n * 8);
            let input = DrawInput { catalog, readiness: &|_| Readiness::NONE, history: &history, now };
            let drawn = draw(&input, &Scope::InPlay, &mut rng).unwrap();
            history.note(&drawn.id, &drawn.principle, now);
            drawn
        };
        (0..4).map(ask).collect()
    };
    (0..evenings).map(&mut evening).collect()
}

/// The levels that a drawn question names, and what it wants.
fn question<'a>(banks: &'a [Bank], drawn: &Drawn) -> &'a greenroom::domain::bank::Question {
    banks.iter().find_map(|bank| bank.question(&drawn.id)).unwrap()
}

const FRAMEWORKS: [&str; 5] = ["amazon", "general", "civil-service", "nhs", "early-careers"];

#[test]
fn nobody_without_reports_is_asked_what_only_holders_of_power_can_answer() {
    let banks = built_in().unwrap();
    for framework in FRAMEWORKS {
        for level in [Level::Early, Level::Individual, Level::SeniorIndividual] {
            let catalog = Catalog::new(banks.clone(), &profile(Some(level), framework));
            for drawn in evenings(&catalog, 150, 3).iter().flatten() {
                let levels = &question(&banks, drawn).levels;
                assert!(!levels.wants_power(), "{framework}, {level:?}: {}", drawn.text);
            }
        }
    }
}

#[test]
fn what_is_drawn_fits_the_level() {
    let banks = built_in().unwrap();
    for framework in FRAMEWORKS {
        for level in
            Level::ALL.into_iter().filter(|l| framework != "early-careers" || *l <= Level::Individual)
        {
            let catalog = Catalog::new(banks.clone(), &profile(Some(level), framework));
            let all = evenings(&catalog, 150, 5);
            let all: Vec<&Drawn> = all.iter().flatten().collect();
            let fitting = all.iter().filter(|d| question(&banks, d).levels.suits(level)).count();
            assert!(fitting * 10 >= all.len() * 7, "{framework}, {level:?}: {fitting} of {}", all.len());
        }
    }
}

#[test]
fn a_manager_is_asked_about_managing_more_than_where_no_level_is_known() {
    let banks = built_in().unwrap();
    let about_managing = |level| {
        let catalog = Catalog::new(banks.clone(), &profile(level, "amazon"));
        let all = evenings(&catalog, 200, 7);
        all.iter().flatten().filter(|d| question(&banks, d).levels.wants_power()).count()
    };
    let (manager, nobody) = (about_managing(Some(Level::Manager)), about_managing(None));
    assert!(manager * 4 > nobody * 5, "{manager} of 800 against {nobody}");
}

#[test]
fn each_principle_has_enough_to_draw_from_at_each_level_it_is_meant_for() {
    let banks = built_in().unwrap();
    for framework in ["amazon", "general", "civil-service"] {
        let bank = banks.iter().find(|bank| bank.id == framework).unwrap();
        for principle in &bank.principles {
            for level in Level::ALL.into_iter().filter(|level| *level != Level::Early) {
                let n = bank.questions_of(&principle.id).filter(|q| q.levels.suits(level)).count();
                assert!(n >= 4, "{framework}: {} at {level:?}: {n}", principle.name);
            }
        }
    }
}

#[test]
fn an_evening_is_not_four_failures() {
    let banks = built_in().unwrap();
    let catalog = Catalog::new(banks.clone(), &profile(None, "amazon"));
    let mut three_alike = 0;
    for evening in evenings(&catalog, 400, 11) {
        let wanted: Vec<_> = evening.iter().filter_map(|d| question(&banks, d).evidence).collect();
        for heavy in [Evidence::Failure, Evidence::Conflict] {
            let n = wanted.iter().filter(|e| **e == heavy).count();
            assert!(n < 4, "{evening:#?}");
            three_alike += usize::from(n == 3);
        }
    }
    assert!(three_alike * 100 <= 400 * 4, "{three_alike} of 400 evenings");
}

#[test]
fn mock_interviews_suit_the_level_and_the_interviewer() {
    let banks = built_in().unwrap();
    for level in Level::ALL {
        let profile = profile(Some(level), "amazon");
        let catalog = Catalog::new(banks.clone(), &profile);
        for seed in 0..12 {
            for form in [MockForm::Phone, MockForm::Loop] {
                let plan =
                    generate(&catalog, &profile.target, &Ask::new(form, Budget::default()), seed).unwrap();
                let asked: Vec<&Drawn> =
                    plan.rounds.iter().flat_map(|round| &round.questions).map(|q| &q.drawn).collect();
                let fitting = asked.iter().filter(|d| question(&banks, d).levels.suits(level)).count();
                assert!(
                    fitting * 10 >= asked.len() * 7,
                    "{form:?} at {level:?}: {fitting} of {}",
                    asked.len()
                );
                if !level.leads() {
                    assert!(asked.iter().all(|d| !question(&banks, d).levels.wants_power()), "{level:?}");
                }
            }
        }
    }
}

#[test]
fn a_phone_screen_asks_what_recruiters_ask() {
    let banks = built_in().unwrap();
    let profile = profile(Some(Level::Individual), "amazon");
    let catalog = Catalog::new(banks.clone(), &profile);
    let of_recruiters = |form| {
        let plans = (0..20).map(|seed| {
            generate(&catalog, &profile.target, &Ask::new(form, Budget::default()), seed).unwrap()
        });
        let questions: Vec<Drawn> =
            plans.flat_map(|plan| plan.rounds).flat_map(|r| r.questions).map(|q| q.drawn).collect();
        let early =
            questions.iter().filter(|d| question(&banks, d).round.as_deref() == Some("recruiter")).count();
        (early, questions.len())
    };
    let (phone, of_phone) = of_recruiters(MockForm::Phone);
    let (looped, of_loop) = of_recruiters(MockForm::Loop);
    assert!(phone * of_loop > 3 * looped * of_phone, "{phone} of {of_phone}, {looped} of {of_loop}");
}
