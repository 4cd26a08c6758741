//! What interviewers say, embedded in the program.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::banks::built_in;
use crate::domain::manner::Manner;
use crate::domain::mock::people::{Formal, Lines, Voice};

const LINES: &str = include_str!("../assets/interviewers/lines.json");

/// The lines, read once when an interview first needs them. A test makes sure that they can be read; else there are none.
static ALL: LazyLock<Lines> = LazyLock::new(|| read(LINES).unwrap_or_default());

/// What interviewers say.
pub fn lines() -> &'static Lines {
    &ALL
}

/// `greenroom-interviewers/1`: names, and lists of lines by manner; answers by the id of a question to ask, and by
/// [`Role::standing`](crate::domain::mock::plan::Role::standing).
#[derive(Deserialize)]
struct File {
    names: Vec<String>,
    openings: Lists,
    bridges: Lists,
    own: Lists,
    closings: Lists,
    overrun: Lists,
    short: Lists,
    short_after_failure: Vec<String>,
    second: Lists,
    spare: Lists,
    why: Vec<String>,
    writing: Vec<String>,
    bar_raiser: Vec<String>,
    harder: Vec<String>,
    any_answer: Lists,
    answers: BTreeMap<String, BTreeMap<String, String>>,
    panel: Panel,
    civil_service: Formally,
    recruiter: Formally,
}

/// What a panel says: the chair opens and closes, and each hands over to the next.
#[derive(Deserialize)]
struct Panel {
    lead: Vec<String>,
    turn: Vec<String>,
    lead_close: Vec<String>,
}

#[derive(Deserialize)]
struct Formally {
    opening: Vec<String>,
    #[serde(default)]
    bridge: Vec<String>,
    closing: Vec<String>,
}

impl Formally {
    fn into_formal(self) -> Formal {
        Formal { openings: self.opening, bridges: self.bridge, closings: self.closing }
    }
}

type Lists = BTreeMap<String, Vec<String>>;

fn read(text: &str) -> Result<Lines, serde_json::Error> {
    let mut file: File = serde_json::from_str(text)?;
    let mut take = |manner: Manner| {
        let of = |lists: &mut Lists| lists.remove(manner.id()).unwrap_or_default();
        let voice = Voice {
            openings: of(&mut file.openings),
            bridges: of(&mut file.bridges),
            own: of(&mut file.own),
            closings: of(&mut file.closings),
            overruns: of(&mut file.overrun),
            shorts: of(&mut file.short),
            seconds: of(&mut file.second),
            spares: of(&mut file.spare),
        };
        (manner, voice)
    };
    let voices = Manner::ALL.into_iter().map(&mut take).collect();
    // A plan holds the words of the questions to ask, not their ids.
    let banks = built_in().unwrap_or_default();
    let words = |id: &str| banks.iter().find_map(|bank| bank.question(id)).map(|q| q.text.clone());
    let answers = file.answers.into_iter().filter_map(|(id, answers)| Some((words(&id)?, answers))).collect();
    Ok(Lines {
        names: file.names,
        voices,
        answers,
        any_answers: file.any_answer,
        whys: file.why,
        short_failures: file.short_after_failure,
        raising: file.bar_raiser,
        harder: file.harder,
        writing: file.writing,
        panel: Formal {
            openings: file.panel.lead,
            bridges: file.panel.turn,
            closings: file.panel.lead_close,
        },
        competency: file.civil_service.into_formal(),
        call: file.recruiter.into_formal(),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::alike::similarity;
    use crate::domain::catalog::Catalog;
    use crate::domain::lint::is_british_word;
    use crate::domain::mock::generate::{Ask, Edit, edited, generate};
    use crate::domain::mock::people::cast;
    use crate::domain::mock::plan::{MockForm, MockPlan, Role};
    use crate::domain::profile::Profile;
    use crate::domain::star::Budget;

    fn plan(rounds: usize, seed: u64) -> MockPlan {
        let profile = Profile::default();
        let catalog = Catalog::new(built_in().unwrap(), &profile);
        let ask = Ask { rounds: Some(rounds), ..Ask::new(MockForm::Loop, Budget::default()) };
        generate(&catalog, &profile.target, &ask, seed).unwrap()
    }

    /// All that anybody says, each line with what it is for.
    fn all_lines() -> Vec<(String, String)> {
        let mut all = Vec::new();
        for (manner, voice) in &lines().voices {
            for (what, list) in [
                ("opening", &voice.openings),
                ("bridge", &voice.bridges),
                ("own", &voice.own),
                ("closing", &voice.closings),
                ("overrun", &voice.overruns),
                ("short", &voice.shorts),
                ("second example", &voice.seconds),
                ("spare question", &voice.spares),
            ] {
                all.extend(list.iter().map(|line| (format!("{what} of {manner:?}"), line.clone())));
            }
        }
        for (what, list) in [
            ("why", &lines().whys),
            ("short after failing", &lines().short_failures),
            ("bar raiser", &lines().raising),
            ("harder", &lines().harder),
            ("writing", &lines().writing),
        ] {
            all.extend(list.iter().map(|line| (what.to_owned(), line.clone())));
        }
        for (what, formal) in
            [("panel", &lines().panel), ("competency", &lines().competency), ("call", &lines().call)]
        {
            for list in [&formal.openings, &formal.bridges, &formal.closings] {
                all.extend(list.iter().map(|line| (what.to_owned(), line.clone())));
            }
        }
        for (standing, list) in &lines().any_answers {
            all.extend(list.iter().map(|line| (format!("answer of {standing}"), line.clone())));
        }
        for (question, by) in &lines().answers {
            all.extend(by.values().map(|line| (question.clone(), line.clone())));
        }
        all
    }

    /// The lint of what interviewers say.
    #[test]
    fn each_manner_has_enough_to_say_and_says_it_as_nobody_else_does() {
        let read = read(LINES).unwrap();
        assert!(read.names.len() >= 40);
        assert_eq!(read.names.iter().collect::<BTreeSet<_>>().len(), read.names.len());
        for manner in Manner::ALL {
            let voice = &read.voices[&manner];
            assert!(voice.bridges.len() >= 8 && voice.openings.len() >= 4, "{manner:?}");
            assert!(voice.closings.len() >= 4 && voice.own.len() >= 4, "{manner:?}");
            assert!(voice.overruns.len() >= 3 && voice.shorts.len() >= 3, "{manner:?}");
            assert!(voice.seconds.len() >= 4 && voice.spares.len() >= 3, "{manner:?}");
            assert!(voice.openings.iter().all(|line| line.contains("{name}")), "{manner:?}");
        }
        assert_eq!(read.answers.len(), 20, "one for each question to ask that a bank proposes");
        for role in Role::ALL {
            let standing = role.standing();
            assert!(read.any_answers[standing].len() >= 4, "{role:?}");
            assert!(read.answers.values().all(|by| by.contains_key(standing)), "{role:?}");
        }
        assert!(
            read.panel.openings.len() >= 4 && read.panel.bridges.len() >= 8 && read.panel.closings.len() >= 4
        );
        assert!(read.competency.bridges.len() >= 8 && read.call.openings.len() >= 4);
        let lists = [&read.raising, &read.harder, &read.writing, &read.short_failures];
        assert!(lists.iter().all(|list| list.len() >= 8));
        let all = all_lines();
        for (i, (what, line)) in all.iter().enumerate() {
            assert!(line.ends_with(['.', '?', '…']) && !line.contains('!'), "{line}");
            assert!(line.split_whitespace().count() <= 45, "{line}");
            let holes = line.replace("{name}", "").replace("{role}", "").replace("{others}", "");
            assert!(!holes.contains(['{', '}']), "{line}");
            for word in
                holes.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|w| w.len() > 3)
            {
                let plain = word.replace('’', "'");
                // Names of days and of papers begin with a capital.
                let known = is_british_word(&plain) || is_british_word(&plain.to_lowercase());
                assert!(
                    plain.contains('\'') || plain.starts_with(char::is_uppercase) || known,
                    "{word}: {line}"
                );
            }
            // A line of a few words is all grammar, which says nothing of likeness.
            let short = |line: &str| line.split_whitespace().count() < 8;
            for (_, other) in &all[..i] {
                let alike = if short(line) || short(other) { 0.0 } else { similarity(line, other) };
                assert!(line != other && alike < 0.9, "{what}: {line} / {other}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn no_two_of_a_loop_are_alike_and_a_plan_is_the_same_people_again(rounds in 2usize..=6, seed: u64) {
            let plan = plan(rounds, seed);
            let people = cast(&plan, lines());
            prop_assert_eq!(&people, &cast(&plan, lines()));
            prop_assert_eq!(people.len(), plan.rounds.len());
            let of = |what: fn(&crate::domain::mock::people::Person) -> &String| {
                people.iter().map(what).collect::<BTreeSet<_>>().len()
            };
            prop_assert_eq!(of(|p| &p.name), rounds);
            prop_assert_eq!(of(|p| &p.opening), rounds);
            prop_assert_eq!(of(|p| &p.closing), rounds);
            for (person, round) in people.iter().zip(&plan.rounds) {
                prop_assert!(person.opening.contains(&person.name), "{}", person.opening);
                prop_assert!(round.manner != Manner::Distracted, "never drawn");
                prop_assert_eq!(person.bridge(0), None);
                let said: Vec<&str> = (1..round.questions.len()).filter_map(|q| person.bridge(q)).collect();
                prop_assert_eq!(said.iter().collect::<BTreeSet<_>>().len(), said.len());
                for (nth, question) in round.ask_them.iter().enumerate() {
                    prop_assert!(person.answer(lines(), question, nth).is_some());
                }
                prop_assert!(person.answer(lines(), "When is lunch?", 7).is_some());
            }
        }
    }

    #[test]
    fn a_panel_takes_turns_by_name_and_a_one_way_interview_has_nobody() {
        let profile = Profile::default();
        let catalog = Catalog::new(built_in().unwrap(), &profile);
        let made = |form| generate(&catalog, &profile.target, &Ask::new(form, Budget::default()), 3).unwrap();
        let panel = made(MockForm::Panel);
        let chair = &cast(&panel, lines())[0];
        assert_eq!(chair.others().len(), 2);
        for question in 1..panel.rounds[0].questions.len() {
            let asks = chair.asks(question);
            assert!(chair.bridge(question).unwrap().contains(&asks.name), "{:?}", chair.bridges);
            assert_ne!(asks.name, chair.asks(question - 1).name);
        }
        for other in chair.others() {
            assert!(chair.opening.contains(&other.name), "{}", chair.opening);
        }
        assert!(cast(&made(MockForm::OneWay), lines())[0].name.is_empty());
        let formal = &cast(&made(MockForm::Competency), lines())[0];
        assert!(!formal.opening.contains('{') && lines().competency.bridges.contains(&formal.bridges[0]));
        let recruiter = &cast(&made(MockForm::Recruiter), lines())[0];
        assert!(
            recruiter.opening.contains(&recruiter.name) && lines().call.closings.contains(&recruiter.closing)
        );
    }

    #[test]
    fn a_manner_that_is_chosen_leaves_the_others_who_they_are() {
        let profile = Profile::default();
        let catalog = Catalog::new(built_in().unwrap(), &profile);
        let plan = plan(4, 7);
        let edit = Edit::Manner { round: 1, manner: Manner::Distracted };
        let changed = edited(&plan, &edit, &catalog, &profile.target, Budget::default()).unwrap();
        let (before, after) = (cast(&plan, lines()), cast(&changed, lines()));
        let names = |people: &[crate::domain::mock::people::Person]| {
            people.iter().map(|p| p.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&before), names(&after));
        assert_ne!(before[1].opening, after[1].opening);
    }
}
