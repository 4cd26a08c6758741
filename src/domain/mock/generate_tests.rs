//! Plans as properties, over the banks that come with the program and over tiny ones.
#![allow(clippy::unwrap_used)]

use std::collections::HashSet;
use std::sync::OnceLock;

use proptest::prelude::*;

use super::super::super::bank::Bank;
use super::super::super::catalog::InPlay;
use super::super::super::catalog::tests::bank;
use super::super::super::profile::Profile;
use super::super::plan::{ASKING_SECS, MAX_PROBES, Planned, REPLY_SECS};
use super::*;

/// The banks that come with the program, read once.
fn built_in() -> Vec<Bank> {
    static BANKS: OnceLock<Vec<Bank>> = OnceLock::new();
    BANKS.get_or_init(|| crate::banks::built_in().unwrap()).clone()
}

/// The banks that come with the program, the chosen framework and all others switched on.
fn shipped(framework: usize, all_on: bool) -> (Catalog, Target) {
    let banks = built_in();
    let mut profile = Profile::default();
    profile.target.framework = Some(banks[framework % banks.len()].id.clone());
    if all_on {
        for bank in banks.iter().filter(|bank| bank.framework.is_none()) {
            profile.switch_bank(&bank.id, true);
        }
    }
    (Catalog::new(banks, &profile), profile.target)
}

fn amazon(keys: &[&str]) -> (Catalog, Target) {
    let mut profile = Profile::default();
    for key in keys {
        profile.target.key_principles.insert((*key).to_owned(), Target::KEY_WEIGHT);
    }
    (Catalog::new(built_in(), &profile), profile.target)
}

fn asks() -> impl Strategy<Value = Ask> {
    let secs = prop_oneof![Just(90), Just(120), Just(180), Just(300), Just(1800)];
    let form = prop_oneof![Just(MockForm::Loop), proptest::sample::select(&MockForm::ALL[..])];
    (form, proptest::option::of(2usize..=6), proptest::option::of(45u32..=60), any::<bool>(), secs).prop_map(
        |(form, rounds, minutes, half, secs)| {
            let rounds = rounds.filter(|_| form.has_rounds());
            let minutes = minutes.filter(|_| form != MockForm::OneWay);
            let budget = Budget { total_secs: secs, ..Budget::default() };
            Ask { form, rounds, minutes, half, budget }
        },
    )
}

/// Everything that must be true of any plan.
fn assert_sound(plan: &MockPlan, ask: &Ask) {
    plan.check().unwrap();
    if ask.form.has_rounds() {
        assert!(ask.rounds.map_or((3..=6).contains(&plan.rounds.len()), |n| n == plan.rounds.len()));
    } else {
        assert_eq!(plan.rounds.len(), 1);
    }
    let mut ids = HashSet::new();
    let mut roles = HashSet::new();
    for (i, round) in plan.rounds.iter().enumerate() {
        let probes = |q: &Planned| u32::try_from(q.drawn.probes.len()).unwrap();
        let secs = |q: &Planned| ASKING_SECS + q.answer_secs + REPLY_SECS * probes(q);
        let questions: u32 = round.questions.iter().map(secs).sum();
        assert_eq!(round.intro_secs + questions + round.own_secs + round.close_secs, round.minutes * 60);
        if ask.form.cuts_off() {
            assert!(round.own_secs == 0 && round.close_secs == 0 && round.intro_secs >= 60);
            assert!(round.questions.iter().all(|q| q.answer_secs == 120 && q.drawn.probes.is_empty()));
        } else {
            assert!(round.own_secs >= 120 && round.intro_secs >= 60 && round.close_secs > 0);
        }
        let minutes = if ask.form.cuts_off() {
            5..=30
        } else if ask.half {
            20..=30
        } else if ask.form == MockForm::Loop {
            45..=60
        } else {
            20..=90
        };
        assert!(minutes.contains(&round.minutes), "{}", round.minutes);
        assert!((1..=ask.form.most_principles()).contains(&round.principles.len()));
        assert!(!ask.form.has_rounds() || round.principles.len() >= 2);
        assert!(round.questions.len() <= ask.form.most_questions() + 1);
        let same = round.questions.iter().all(|q| q.answer_secs == round.questions[0].answer_secs);
        assert!(same, "every question has the same time");
        assert!(!ask.form.is_fixed() || round.questions.len() == round.principles.len(), "one question each");
        let seats = match (ask.form, ask.half) {
            (MockForm::Panel, true) => 1..=1,
            (MockForm::Panel | MockForm::Competency, _) => 2..=2,
            _ => 0..=0,
        };
        assert!(seats.contains(&round.others.len()));
        let different: HashSet<&String> = round.principles.iter().collect();
        assert_eq!(different.len(), round.principles.len());
        assert!(roles.insert(round.role), "each role once");
        assert_eq!(round.break_minutes == 0, i + 1 == plan.rounds.len());
        for planned in &round.questions {
            assert!(ids.insert(planned.drawn.id.clone()), "{} comes twice", planned.drawn.id);
            assert!(round.principles.contains(&planned.drawn.principle));
            assert!(planned.drawn.probes.len() <= MAX_PROBES);
            assert!((60..=300).contains(&planned.answer_secs));
        }
    }
    if plan.rounds.len() >= 3 {
        let manners: HashSet<Manner> = plan.rounds.iter().map(|round| round.manner).collect();
        let most = plan.rounds.len().min(Manner::DRAWN.len());
        assert_eq!(manners.len(), most, "every manner comes up before one comes again");
        assert!(!manners.contains(&Manner::Distracted), "only where it is chosen");
    }
}

#[test]
fn a_loop_has_five_rounds_of_55_minutes_and_halving_leaves_the_people() {
    let (catalog, target) = amazon(&[]);
    for seed in 0..20 {
        let ask = Ask::new(MockForm::Loop, Budget::default());
        let whole = generate(&catalog, &target, &ask, seed).unwrap();
        assert_eq!(whole.rounds.len(), 5);
        assert!(whole.rounds.iter().all(|round| round.minutes == 55));
        let questions = whole.rounds.iter().map(|round| round.questions.len());
        assert!(questions.clone().all(|n| (3..=6).contains(&n)), "{:?}", questions.collect::<Vec<_>>());
        let half = generate(&catalog, &target, &Ask { half: true, ..ask }, seed).unwrap();
        let people = |plan: &MockPlan| plan.rounds.iter().map(|r| (r.role, r.manner)).collect::<Vec<_>>();
        assert_eq!(people(&half), people(&whole));
    }
}

#[test]
fn a_stage_is_rehearsed_in_the_form_its_words_name() {
    let form = |name: &str, format: &str| {
        let stage = InterviewStage { name: name.to_owned(), format: format.to_owned(), ..Default::default() };
        form_of(&stage)
    };
    assert_eq!(form("Recruiter call", ""), Some(MockForm::Recruiter));
    assert_eq!(form("Video interview", "pre-recorded, 5 questions"), Some(MockForm::OneWay));
    assert_eq!(form("Interview", "competency based, panel of three"), Some(MockForm::Competency));
    assert_eq!(form("Panel interview", "60 min"), Some(MockForm::Panel));
    assert_eq!(form("Phone screen", "45 min"), Some(MockForm::Phone));
    assert_eq!(form("Final loop", "5 x 55 min"), Some(MockForm::Loop));
    assert_eq!(form("Presentation", ""), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_seed_gives_a_sound_plan_or_a_plain_reason(
        framework in 0usize..12, all_on: bool, seed: u64, ask in asks()
    ) {
        let (catalog, target) = shipped(framework, all_on);
        match generate(&catalog, &target, &ask, seed) {
            Ok(plan) => {
                assert_sound(&plan, &ask);
                prop_assert_eq!(&generate(&catalog, &target, &ask, seed).unwrap(), &plan, "a seed repeats");
                if ask.form == MockForm::Phone && !ask.half {
                    prop_assert!((2..=6).contains(&plan.rounds[0].questions.len()));
                }
            }
            // The three large banks never run short.
            Err(fault) => prop_assert!(framework > 2, "{framework}: {fault}"),
        }
    }

    #[test]
    fn tiny_banks_end_in_a_plan_or_a_plain_reason(
        principles in 0usize..5, questions in 0usize..6, seed: u64, ask in asks()
    ) {
        let names = ["A", "B", "C", "D", "E"];
        let catalog = Catalog::new(vec![bank("x", &names[..principles], questions)], &Profile::default());
        match generate(&catalog, &Target::default(), &ask, seed) {
            Ok(plan) => assert_sound(&plan, &ask),
            Err(fault) => {
                let words = fault.to_string();
                prop_assert!(words.contains("switch another bank on"), "{words}");
                if let PlanFault::TooFewQuestions { found, needed } = fault {
                    prop_assert!(needed > found, "{words}");
                }
            }
        }
    }

    #[test]
    fn principles_are_covered_as_weighted(
        seed: u64, rounds in 3usize..=6, weights in proptest::collection::btree_map(0usize..16, 1.0f64..6.0, 0..6)
    ) {
        let banks = built_in();
        let mut profile = Profile::default();
        for (nth, weight) in &weights {
            profile.target.key_principles.insert(banks[0].principles[*nth].name.clone(), *weight);
        }
        let catalog = Catalog::new(banks, &profile);
        let ask = Ask { rounds: Some(rounds), ..Ask::new(MockForm::Loop, Budget::default()) };
        let plan = generate(&catalog, &profile.target, &ask, seed).unwrap();
        let places: usize = plan.rounds.iter().map(|round| round.principles.len()).sum();
        let keys: Vec<&InPlay> = catalog.in_play().iter().filter(|p| p.key).collect();
        for key in &keys {
            let asked = plan.rounds_of(&key.name);
            prop_assert!(asked >= 1, "{} is not asked", key.name);
            prop_assert!(asked >= 2 || places < 2 * keys.len(), "{} is asked once", key.name);
        }
        for a in catalog.in_play() {
            for b in catalog.in_play().iter().filter(|b| b.key == a.key && b.weight < a.weight) {
                prop_assert!(plan.rounds_of(&a.name) >= plan.rounds_of(&b.name), "{} and {}", a.name, b.name);
            }
        }
    }

    #[test]
    fn what_is_set_by_hand_stays_sound(seed: u64, edits in proptest::collection::vec(edits(), 1..6)) {
        let (catalog, target) = amazon(&["Dive Deep"]);
        let ask = Ask { rounds: Some(3), ..Ask::new(MockForm::Loop, Budget::default()) };
        let mut plan = generate(&catalog, &target, &ask, seed).unwrap();
        for edit in edits {
            let edit = match edit {
                Edit::Swap { round, to, .. } => {
                    let from = plan.rounds.get(round).map_or_else(String::new, |r| r.principles[0].clone());
                    Edit::Swap { round, from, to }
                }
                other => other,
            };
            match edited(&plan, &edit, &catalog, &target, Budget::default()) {
                Ok(new) => {
                    new.check().unwrap();
                    match &edit {
                        Edit::Rounds(n) => prop_assert_eq!(new.rounds.len(), *n),
                        Edit::Minutes { round, minutes } => prop_assert_eq!(new.rounds[*round].minutes, *minutes),
                        Edit::Manner { round, manner } => prop_assert_eq!(new.rounds[*round].manner, *manner),
                        Edit::Role { round, role } => prop_assert_eq!(new.rounds[*round].role, *role),
                        Edit::Swap { round, from, to } => {
                            prop_assert!(new.rounds[*round].principles.contains(to));
                            prop_assert!(!new.rounds[*round].principles.contains(from));
                        }
                    }
                    plan = new;
                }
                Err(fault) => prop_assert!(!fault.to_string().is_empty()),
            }
        }
    }
}

fn edits() -> impl Strategy<Value = Edit> {
    let names = ["Dive Deep", "Ownership", "Frugality", "Think Big", "Earn Trust"];
    prop_oneof![
        (0usize..5, 0usize..5).prop_map(move |(round, to)| Edit::Swap {
            round,
            from: String::new(),
            to: names[to].to_owned()
        }),
        (0usize..5, 15u32..100).prop_map(|(round, minutes)| Edit::Minutes { round, minutes }),
        (0usize..5, 0usize..3).prop_map(|(round, n)| Edit::Manner { round, manner: Manner::ALL[n] }),
        (0usize..5, 0usize..7).prop_map(|(round, n)| Edit::Role { round, role: Role::ALL[n] }),
        (1usize..8).prop_map(Edit::Rounds),
    ]
}

#[test]
fn a_seed_means_the_same_everywhere() {
    let catalog = Catalog::new(vec![bank("x", &["A", "B", "C"], 12)], &Profile::default());
    let ask = Ask { rounds: Some(3), minutes: Some(45), ..Ask::new(MockForm::Loop, Budget::default()) };
    let plan = generate(&catalog, &Target::default(), &ask, 7).unwrap();
    let lines: Vec<String> =
        plan.rounds.iter().map(|round| format!("{} {}", round.line(), round.questions[0].drawn.id)).collect();
    let expected = [
        "Bar raiser · silent note-taker · 45 min · B · A · C x-b-1",
        "Hiring manager · warm · 45 min · B · A x-b-6",
        "Peer · terse · 45 min · B · A · C x-b-7",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn the_target_says_how_long_and_how_many() {
    let (catalog, mut target) = amazon(&[]);
    let stage = |name: &str, minutes, format: &str| InterviewStage {
        name: name.to_owned(),
        minutes: Some(minutes),
        format: format.to_owned(),
        ..InterviewStage::default()
    };
    target.stages = vec![stage("Phone screen", 30, ""), stage("Virtual loop", 55, "55 min, four rounds")];
    for seed in 0..8 {
        let phone = generate(&catalog, &target, &Ask::new(MockForm::Phone, Budget::default()), seed).unwrap();
        assert_eq!(phone.rounds[0].minutes, 30);
        let plan = generate(&catalog, &target, &Ask::new(MockForm::Loop, Budget::default()), seed).unwrap();
        assert_eq!((plan.rounds.len(), plan.rounds[0].minutes), (4, 55));
    }
    target.stages[1].format = "4 to 5 rounds".to_owned();
    let plan = generate(&catalog, &target, &Ask::new(MockForm::Loop, Budget::default()), 1).unwrap();
    assert_eq!(plan.rounds.len(), 5);
}

#[test]
fn a_phone_screen_opens_with_yourself_and_leaves_questions_to_ask() {
    let (catalog, target) = amazon(&[]);
    let plan = generate(&catalog, &target, &Ask::new(MockForm::Phone, Budget::default()), 3).unwrap();
    assert!(plan.rounds[0].opening.text.contains("tell me a little about yourself"));
    assert_eq!(plan.rounds[0].ask_them.len(), 4);
    let bare = Catalog::new(vec![bank("x", &["A", "B"], 9)], &Profile::default());
    let plan = generate(&bare, &target, &Ask::new(MockForm::Phone, Budget::default()), 3).unwrap();
    assert_eq!(plan.rounds[0].opening.text, ABOUT_YOURSELF);
    assert!(plan.rounds[0].ask_them.is_empty());
}

#[test]
fn of_several_seeds_the_worthiest_is_taken_and_repeats() {
    let (catalog, target) = amazon(&[]);
    let ask = Ask::new(MockForm::Loop, Budget::default());
    let worth = |plan: &MockPlan| plan.rounds_of("Frugality") as f64;
    let seeds: Vec<u64> = (0..12).collect();
    let plan = leaning(&catalog, &target, &ask, &seeds, worth).unwrap();
    let all = seeds.iter().map(|&seed| generate(&catalog, &target, &ask, seed).unwrap());
    assert!(all.map(|p| worth(&p)).all(|value| value <= worth(&plan)));
    assert_eq!(generate(&catalog, &target, &ask, plan.seed).unwrap(), plan);
}

/// What is left of the time is too long for the candidate's own questions and too short for one more question with all
/// its probes: found by the property test once in some thousand plans.
#[test]
fn a_question_is_asked_with_fewer_probes_rather_than_none() {
    let (catalog, target) = shipped(2, false);
    let budget = Budget { total_secs: 300, ..Budget::default() };
    let ask = Ask { form: MockForm::Loop, rounds: Some(2), minutes: Some(51), half: true, budget };
    let plan = generate(&catalog, &target, &ask, 18_250_299_580_520_848_756).unwrap();
    assert_sound(&plan, &ask);
}
