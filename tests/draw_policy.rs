//! The draw and readiness over whole weeks of simulated practice: what the policy promises, held on few
//! candidates. `cargo test --test draw_policy -- --ignored --nocapture` prints every table;
//! `GREENROOM_CANDIDATES=200` sets how many candidates.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod simulation;

use greenroom::domain::friend::friend_correction;
use greenroom::domain::tunables::FRIEND_ANSWERS;
use simulation::candidate::Kind;
use simulation::policy::Policy;
use simulation::practice::{Case, practise};
use simulation::tables::{self, answers, at_least_three, outcomes, percent, saving};

#[test]
fn all_key_principles_are_truly_ready_in_a_quarter_fewer_answers_than_uniform() {
    let case = Case { days: 60, at_least: 0, ..Case::USUAL };
    let ours = answers(&outcomes(6, Policy::Shipped, &case), &case);
    for rival in [Policy::Uniform, Policy::Weighted, Policy::Weakest] {
        let theirs = answers(&outcomes(6, rival, &case), &case);
        let (fewer, _) = saving(&ours, &theirs);
        assert!(fewer >= 25.0, "only {fewer:.0} % fewer than {}", rival.name());
    }
}

#[test]
fn no_principle_starves_over_weeks_of_practice() {
    for (number, keys) in [(1, 0), (2, 4), (3, 1), (4, 16)] {
        let case = Case { keys, days: 40, at_least: 40, ..Case::USUAL };
        let outcome = practise(number, Policy::Shipped, &case);
        assert_eq!(outcome.never, 0, "{keys} key principles");
        // Twice the principles in play, and the wait behind others that starve too.
        assert!(outcome.longest_unseen < 3 * case.principles, "{}", outcome.longest_unseen);
    }
}

#[test]
fn three_of_four_key_principles_are_ready_by_day_12_at_a_mean_of_4() {
    let all = outcomes(20, Policy::Shipped, &Case::steady(4.0));
    let mean = all.iter().map(|o| o.mean).sum::<f64>() / all.len() as f64;
    assert!((mean - 4.0).abs() < 0.1, "the mean self-score is {mean:.2}");
    assert!(at_least_three(&all) >= 0.8, "{}", at_least_three(&all));
    let mut ready: Vec<usize> = all.iter().map(|o| o.ready_by_12).collect();
    ready.sort_unstable();
    assert!(ready[ready.len() / 2] >= 3, "{ready:?}");
}

#[test]
fn the_lower_edge_holds_for_fair_scorers_and_a_friend_restores_it_for_lenient_ones() {
    let plateau = Kind { plateau: true, ..Kind::default() };
    let held = |leniency, friend_scores| {
        let kind = Kind { leniency, ..plateau };
        let case = Case { kind, friend_scores, days: 20, at_least: 20, ..Case::USUAL };
        percent(&outcomes(12, Policy::Shipped, &case), |o| o.edge).unwrap().0
    };
    assert!(held(0.0, 0) >= 90.0, "{}", held(0.0, 0));
    let (alone, with_friend) = (held(1.0, 0), held(1.0, 10));
    assert!(alone < 80.0 && with_friend >= 90.0, "{alone} {with_friend}");
}

#[test]
fn a_friend_finds_the_leniency() {
    for leniency in [0.0, 0.6, 1.0] {
        let kind = Kind { leniency, steady: Some(3.0), ..Kind::default() };
        let case = Case { kind, friend_scores: 80, days: 20, at_least: 20, ..Case::USUAL };
        let differences = practise(7, Policy::Shipped, &case).differences;
        assert_eq!(differences.len(), 80);
        assert_eq!(friend_correction(&differences[..FRIEND_ANSWERS - 1]), None);
        let found = friend_correction(&differences).unwrap();
        assert!((found - leniency).abs() < 0.25, "{found} for {leniency}");
    }
}

#[test]
fn the_same_candidate_under_the_same_policy_is_the_same() {
    let case = Case { days: 5, at_least: 5, ..Case::USUAL };
    let twice = || format!("{:?}", practise(3, Policy::Shipped, &case));
    assert_eq!(twice(), twice());
}

/// Takes minutes.
#[test]
#[ignore = "prints the tables"]
fn print_the_tables() {
    tables::all(tables::candidates());
}
