//! The banks that come with the program: whole, sound, and not repeating themselves.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use greenroom::banks::built_in;
use greenroom::domain::bank::{Bank, Evidence};
use greenroom::domain::catalog::{Catalog, fold_name};
use greenroom::domain::draw::{DrawInput, History, Scope, SeededRng, draw};
use greenroom::domain::lint::{Rule, Severity, Standard, TOO_ALIKE, lint};
use greenroom::domain::profile::Profile;
use greenroom::domain::readiness::Readiness;
use greenroom::domain::to_ask::to_ask;
use greenroom::store::parse_bank;
use rand::SeedableRng;

/// The most alike that two shipped questions may be; the lint itself allows [`TOO_ALIKE`].
const CEILING: f64 = 0.45;

/// The general competencies, by id.
const COMPETENCIES: [&str; 19] = [
    "conflict",
    "failure",
    "leadership",
    "influence-without-authority",
    "ambiguity",
    "prioritisation",
    "serving-customers",
    "teamwork",
    "initiative",
    "learning",
    "data-driven-decisions",
    "communication",
    "integrity",
    "innovation",
    "problem-solving",
    "decision-making",
    "adaptability",
    "resilience",
    "accountability",
];

const ROLES: [&str; 15] = [
    "role-software-engineer",
    "role-engineering-manager",
    "role-product-manager",
    "role-data-analyst",
    "role-marketing-operations",
    "role-sales-operations",
    "role-professional-services",
    "role-customer-success",
    "role-project-management",
    "role-design",
    "role-operations",
    "role-finance",
    "role-human-resources",
    "role-nursing",
    "role-teaching",
];

fn bank(id: &str) -> Bank {
    built_in().unwrap().into_iter().find(|b| b.id == id).unwrap_or_else(|| panic!("no bank {id}"))
}

/// How many questions name each principle first.
fn mains(bank: &Bank) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for question in &bank.questions {
        *counts.entry(question.principles[0].as_str()).or_default() += 1;
    }
    counts
}

#[test]
fn every_file_of_the_folder_is_shipped_under_its_name() {
    let shipped: BTreeSet<String> =
        built_in().unwrap().into_iter().map(|b| format!("{}.json", b.id)).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("question_banks");
    let files: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md")
        .collect();
    assert_eq!(files, shipped);
}

#[test]
fn the_lint_finds_nothing_and_no_two_questions_are_alike() {
    let banks = built_in().unwrap();
    for bank in &banks {
        assert_eq!(bank.check(), Ok(()), "{}", bank.id);
    }
    let report = lint(&banks, &[]);
    let found: Vec<_> =
        report.findings.iter().map(|f| format!("{}: {}: {}", f.bank, f.place, f.words)).collect();
    assert!(found.is_empty(), "{found:#?}");
    let highest = report.highest.unwrap();
    assert!(highest.similarity <= CEILING, "{highest:?}");
    const { assert!(CEILING < TOO_ALIKE) }
}

#[test]
fn the_sixteen_principles_are_there_in_full() {
    let bank = bank("amazon");
    assert_eq!(bank.principles.len(), 16);
    let mains = mains(&bank);
    for principle in &bank.principles {
        let name = &principle.name;
        assert!(mains[principle.id.as_str()] >= 20, "{name}");
        assert!(!principle.aka.is_empty() && !principle.meaning.is_empty(), "{name}");
        assert!(principle.signs.len() >= 4 && principle.misses.len() >= 3, "{name}");
        assert!(!principle.differs.is_empty(), "{name}");
        for other in principle.differs.keys() {
            assert!(bank.principle(other).is_some(), "{name} differs from {other}");
        }
    }
    assert!(bank.questions.iter().all(|q| q.probes.len() >= 3));
    assert_eq!(Standard::of(&bank), Standard { questions: 20, probes: 3 });
}

#[test]
fn the_general_competencies_and_the_civil_service_behaviours_are_there() {
    let general = bank("general");
    let ids: Vec<&str> = general.principles.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, COMPETENCIES);
    assert!(mains(&general).into_values().all(|n| n >= 12));
    let behaviours = bank("civil-service");
    assert_eq!(behaviours.principles.len(), 9);
    assert_eq!(mains(&behaviours).len(), 9);
    assert!(mains(&behaviours).into_values().all(|n| n >= 10));
}

#[test]
fn the_roles_are_there_and_lead_to_the_frameworks() {
    let frameworks = [bank("amazon"), bank("general"), bank("civil-service")];
    for id in ROLES {
        let role = bank(id);
        assert!(role.questions.len() >= 15, "{id}");
        assert_eq!(role.framework, None, "{id} is asked beside a framework, not instead of one");
        let mains = mains(&role);
        for principle in &role.principles {
            let own = mains.contains_key(principle.id.as_str());
            let known = frameworks.iter().flat_map(|b| &b.principles).any(|p| p.name == principle.name);
            // A role's own topic has a meaning; what it is mapped to is a principle of a framework.
            assert_eq!(own, !principle.meaning.is_empty(), "{id}: {}", principle.name);
            assert_eq!(own, !known, "{id}: {}", principle.name);
        }
        assert!(role.questions.iter().any(|q| q.principles.len() > 1), "{id} is mapped to no framework");
    }
}

#[test]
fn openers_closers_and_twenty_questions_to_ask_by_round() {
    let bank = bank("openers");
    let texts = |principle: &str| {
        let of = bank.questions.iter().filter(|q| q.principles[0] == principle);
        of.map(|q| q.text.to_lowercase()).collect::<Vec<_>>()
    };
    for said in ["about yourself", "why this company"] {
        assert!(texts("opening").iter().any(|t| t.contains(said)), "{said}");
    }
    assert!(!texts("closing").is_empty());
    assert!(texts("questions-to-ask").len() >= 20);
    let mut rounds: HashMap<&str, usize> = HashMap::new();
    for question in bank.questions.iter().filter(|q| !bank.is_drawn(q)) {
        *rounds.entry(question.round.as_deref().expect(&question.id)).or_default() += 1;
    }
    for round in ["recruiter", "hiring manager", "peer", "senior leader"] {
        assert!(rounds.get(round).is_some_and(|n| *n >= 3), "{round}: {rounds:?}");
    }
    assert_eq!(rounds.into_values().sum::<usize>(), texts("questions-to-ask").len());
}

#[test]
fn every_question_of_a_framework_or_role_says_what_evidence_it_wants() {
    for bank in built_in().unwrap().into_iter().filter(|b| b.id != "openers") {
        assert!(bank.questions.iter().all(|q| q.evidence.is_some()), "{}", bank.id);
        // A strength is a habit: a number is no part of it.
        let kinds = Evidence::ALL
            .into_iter()
            .filter(|k| bank.id != "civil-service-strengths" || *k != Evidence::Number);
        for kind in kinds {
            assert!(bank.questions.iter().any(|q| q.evidence == Some(kind)), "{}: {kind:?}", bank.id);
        }
        assert!(bank.questions.iter().all(|q| q.levels.says_something()), "{}", bank.id);
    }
}

#[test]
fn only_the_first_bank_and_the_plain_questions_are_on_until_another_is_chosen() {
    let banks = built_in().unwrap();
    let with_all = Catalog::new(banks.clone(), &Profile::default());
    // The plain questions borrow their names from the third.
    let alone = Catalog::new(banks[..3].to_vec(), &Profile::default());
    let on: Vec<&str> = with_all.enabled_banks().map(|b| b.id.as_str()).collect();
    assert_eq!(on, ["amazon", "canon"]);
    assert_eq!(with_all.in_play(), alone.in_play());
    // The same seed draws the same questions as if the others did not exist.
    let questions = |catalog: &Catalog| {
        let mut rng = SeededRng::seed_from_u64(4);
        let mut history = History::default();
        let now = chrono::DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap();
        let mut ids = Vec::new();
        for _ in 0..200 {
            let input = DrawInput { catalog, readiness: &|_| Readiness::NONE, history: &history, now };
            let one = draw(&input, &Scope::InPlay, &mut rng).unwrap();
            history.note(&one.id, &one.principle, now);
            ids.push(one.id);
        }
        ids
    };
    assert_eq!(questions(&with_all), questions(&alone));
    let mut profile = Profile::default();
    profile.switch_bank("general", true);
    let chosen = Catalog::new(banks, &profile);
    assert_eq!(chosen.enabled_banks().count(), 3);
    let before = alone.in_play().len();
    assert_eq!(chosen.in_play()[..before], *alone.in_play(), "the first framework stays in play");
    assert_eq!(chosen.in_play().len(), before + 19, "and what was switched on comes after it");
}

#[test]
fn what_is_for_the_candidate_to_ask_is_never_drawn() {
    let mut profile = Profile::default();
    profile.switch_bank("openers", true);
    let catalog = Catalog::new(built_in().unwrap(), &profile);
    assert!(to_ask(&profile.target, &[], &catalog).len() >= 20);
    let now = chrono::DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap();
    let (history, mut rng) = (History::default(), SeededRng::seed_from_u64(1));
    let input = DrawInput { catalog: &catalog, readiness: &|_| Readiness::NONE, history: &history, now };
    for _ in 0..60 {
        let one = draw(&input, &Scope::Bank("openers".to_owned()), &mut rng).unwrap();
        assert!(!one.id.contains("questions-to-ask"), "{}", one.id);
    }
    assert_eq!(draw(&input, &Scope::Principle("Questions to ask".to_owned()), &mut rng), None);
}

#[test]
fn two_frameworks_never_share_a_principles_name() {
    // Readiness is kept by name: one name in two frameworks would be one principle.
    let mut names: HashMap<String, String> = HashMap::new();
    for bank in built_in().unwrap() {
        for principle in bank.principles.iter().filter(|p| !p.meaning.is_empty()) {
            let before = names.insert(fold_name(&principle.name), bank.id.clone());
            assert_eq!(before, None, "{} of {}", principle.name, bank.id);
        }
    }
}

#[test]
fn known_other_names_find_their_principle() {
    let catalog = Catalog::new(built_in().unwrap(), &Profile::default());
    for (name, principle) in [
        ("dive deep", "Dive Deep"),
        ("Have Backbone; Disagree & Commit", "Have Backbone; Disagree and Commit"),
        ("earn-trust", "Earn Trust"),
    ] {
        assert_eq!(catalog.resolve(name), Some(principle));
    }
    for bank in built_in().unwrap() {
        for principle in &bank.principles {
            for aka in &principle.aka {
                assert!(catalog.resolve(aka).is_some(), "{aka}");
            }
        }
    }
}

#[test]
fn the_page_on_the_format_holds() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("question_banks/README.md");
    let page = fs::read_to_string(page).unwrap();
    let after = page.split("<!-- bank example -->").nth(1).expect("the mark before the example");
    let json = after.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let doc = parse_bank("calm.json", json.as_bytes()).unwrap();
    // What the example is there to show is read, not passed over as unknown.
    assert!(doc.extra.is_empty());
    assert!(doc.principles.iter().all(|p| p.extra.is_empty()));
    assert!(doc.questions.iter().all(|q| q.extra.is_empty()));
    let report = lint(&[doc.to_bank()], &built_in().unwrap());
    assert_eq!(report.count(Severity::Error), 0, "{:#?}", report.findings);
    assert!(report.findings.iter().all(|f| f.rule == Rule::Thin), "{:#?}", report.findings);
    // Every field and every rule stands in its table.
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    let mut fields: BTreeSet<String> = value.as_object().unwrap().keys().cloned().collect();
    for list in ["principles", "questions"] {
        for item in value[list].as_array().unwrap() {
            fields.extend(item.as_object().unwrap().keys().cloned());
        }
    }
    for word in fields.iter().map(String::as_str).chain(Rule::ALL.map(Rule::id)) {
        let rows = after.lines().filter(|line| line.starts_with('|'));
        assert!(
            rows.clone().any(|row| row.split('|').nth(1).unwrap().contains(&format!("`{word}`"))),
            "{word}"
        );
    }
    assert!(page.contains(&format!("{TOO_ALIKE} alike or more")));
}
