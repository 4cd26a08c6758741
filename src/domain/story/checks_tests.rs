//! Each rule with what it asks about and what it leaves alone.

#![allow(clippy::unwrap_used)]

use super::super::super::star::PerSection;
use super::*;

/// A story that no rule has anything to say about.
fn sound() -> Story {
    let when = chrono::DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap();
    let situation = "In spring our clinic moved to a new booking system, and within two weeks every fourth patient came on the wrong day, since the letters had been printed from the old one.";
    let task = "I ran the front desk, so the letters were mine to put right before the summer.";
    let action = "I rang the first thirty patients myself and wrote down what each letter had said. It was the date format. The vendor offered a patch in three months. I decided to stop the letters instead and send text messages by hand, even though that meant two evenings of overtime. I trained both trainees on it, put a list on the wall, and had the manager sign off the cost. Each morning I checked ten bookings against the list, and when the wrong ones stopped I handed the check to the trainees and wrote a page on how to do it. I told the vendor that we would not pay for the module before it printed a date that nobody can read in two ways.";
    let result =
        "Wrong days fell from 26 % to 2 % in a month. The vendor changed the format for all its clinics.";
    Story {
        title: "The letters".to_owned(),
        principles: vec!["Dive Deep".to_owned()],
        sections: PerSection([situation, task, action, result].map(str::to_owned)),
        ..Story::new("s".to_owned(), when)
    }
}

fn with(section: Section, text: &str) -> Story {
    let mut story = sound();
    story.sections[section] = text.to_owned();
    story
}

fn asks(story: &Story, rule: Rule) -> Vec<String> {
    asks_with(story, rule, &[])
}

fn asks_with(story: &Story, rule: Rule, private: &[String]) -> Vec<String> {
    let given = Given { budget: Budget::default(), private };
    remarks(story, &given)
        .into_iter()
        .filter(|remark| remark.rule == rule)
        .map(|remark| remark.seen)
        .collect()
}

/// Each text is asked about, or left alone, by the rule when it stands in this section.
fn cases(rule: Rule, section: Section, asked: &[&str], left: &[&str]) {
    for text in asked {
        assert!(!asks(&with(section, text), rule).is_empty(), "{rule:?} asks about: {text}");
    }
    for text in left {
        let found = asks(&with(section, text), rule);
        assert!(found.is_empty(), "{rule:?} leaves alone: {text}: {found:?}");
    }
}

#[test]
fn a_sound_story_is_left_alone() {
    let given = Given { budget: Budget::default(), private: &[] };
    let found = remarks(&sound(), &given);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_table_is_in_the_order_of_the_rules() {
    for (at, rule) in Rule::all().enumerate() {
        assert_eq!(rule as usize, at);
        assert!(rule.why().ends_with(['.', '?']));
    }
}

#[test]
fn missing_and_cut_off() {
    cases(Rule::Missing, Section::Task, &["", "  \n"], &["Mine."]);
    cases(
        Rule::CutOff,
        Section::Action,
        &[
            "I rang the first thirty patients and",
            "I rang them, wrote it down,",
            "I rang all of them because the",
        ],
        &["I rang them all.", "rang all of them", "I rang them (all of them)."],
    );
}

#[test]
fn a_result_has_a_measure() {
    cases(
        Rule::NoNumber,
        Section::Result,
        &[
            "It went live and everybody was glad.",
            "It has been in use since 2019.",
            "We moved into Room 12 with version 2.",
            "By Q3 the new form was the only one.",
            "The 3rd of May was quiet.",
        ],
        &[
            "Complaints halved.",
            "Two of the three came back.",
            "It saved £1,200 a month.",
            "Down 14 %.",
            "Done within a week.",
            "The queue fell to nothing in ten minutes.",
            "A third of the errors went.",
            "It now takes an hour.",
        ],
    );
}

#[test]
fn where_people_are_the_point_somebody_says_so() {
    let about_people = |text: &str| {
        let mut story = with(Section::Result, text);
        story.principles = vec!["Earn Trust".to_owned()];
        story
    };
    for text in ["We got on better after that.", "I told everybody that it was over.", "It fell by 40 %."] {
        assert!(!asks(&about_people(text), Rule::NoWitness).is_empty(), "{text}");
        assert!(asks(&about_people(text), Rule::NoNumber).is_empty(), "{text}");
    }
    for text in [
        "She told me a year later that she had stayed because of it.",
        "The union rep thanked me in front of the shift.",
        "I was asked to do the same for the night team.",
        "Marta asked to work with me again.",
        "“You were right,” was all it took.",
    ] {
        assert!(asks(&about_people(text), Rule::NoWitness).is_empty(), "{text}");
    }
    let mut both = about_people("We got on better.");
    both.principles.push("Deliver Results".to_owned());
    assert!(asks(&both, Rule::NoWitness).is_empty() && !asks(&both, Rule::NoNumber).is_empty());
}

#[test]
fn the_action_is_ones_own() {
    cases(
        Rule::We,
        Section::Action,
        &["We decided to stop, our team rang them.", "We looked at it and I wrote it down for us instead."],
        &[
            "I asked the team what we had missed, and I chose one.",
            "Rang them all. Chose one.",
            "I said: “We will do it, we must, for us.”",
        ],
    );
}

#[test]
fn the_action_names_a_choice() {
    cases(
        Rule::NoChoice,
        Section::Action,
        &[
            "I rang all of them, wrote a list and put it on the wall.",
            "I met the vendor each week and tested the form.",
        ],
        &[
            "I rang them rather than write.",
            "I turned down the patch.",
            "I chose the slower road.",
            "I rang them, even though it took two evenings.",
            "I dropped the second report.",
        ],
    );
}

#[test]
fn what_takes_it_back_is_found_where_it_stands() {
    let story = with(Section::Result, "I think it kind of helped. Wrong days fell to 2 %.");
    assert_eq!(asks(&story, Rule::Hedge), ["Result: “I think”.", "Result: “kind of”."]);
    cases(
        Rule::Hedge,
        Section::Result,
        &["It was somewhat better, 2 %.", "Hopefully 2 % by now.", "I was involved in bringing it to 2 %."],
        &[
            "That kind of letter fell to 2 %.",
            "The roof was a bit over the line by 3 cm.",
            "I tried two ways, and the second brought 2 %.",
        ],
    );
}

#[test]
fn what_another_company_should_not_hear() {
    let found = |text: &str| asks(&with(Section::Situation, text), Rule::Confidential);
    assert_eq!(found("In Project Falcon we had letters."), ["Situation: “Project Falcon”."]);
    assert_eq!(found("The margin was [38 %] then."), ["Situation: “[38 %]”."]);
    assert_eq!(found("It was under NDA."), ["Situation: “under NDA”."]);
    assert!(found("As Project Manager of the project I had letters in Project Management.").is_empty());
    let private = ["Northmere".to_owned(), "4.2 million".to_owned()];
    let story = with(Section::Situation, "At northmere, with 4.2 million letters, Northmeres aside.");
    assert_eq!(
        asks_with(&story, Rule::Confidential, &private),
        ["Situation: “northmere”.", "Situation: “4.2 million”."]
    );
}

#[test]
fn length_goes_by_the_plan_of_each_section() {
    let story = with(Section::Task, &"word ".repeat(60));
    assert_eq!(asks(&story, Rule::Long), ["Task: about 0:24 of 0:18 planned."]);
    let story = with(Section::Action, "I chose one of two and rang the first of them.");
    assert_eq!(asks(&story, Rule::Short), ["Action: about 0:04 of 1:48 planned."]);
    assert!(asks(&with(Section::Action, ""), Rule::Short).is_empty(), "an empty section is only missing");
}

#[test]
fn an_answered_check_is_quiet_until_the_text_is_another() {
    let given = Given { budget: Budget::default(), private: &[] };
    let mut story = with(Section::Result, "It went live and everybody in the clinic was glad of it.");
    let remark = remarks(&story, &given).into_iter().find(|remark| remark.rule == Rule::NoNumber).unwrap();
    story.stands.push(remark.stands());
    assert!(asks(&story, Rule::NoNumber).is_empty());
    story.sections[Section::Result] =
        "It went live and everybody in the clinic was very glad of it.".to_owned();
    assert!(asks(&story, Rule::NoNumber).is_empty(), "a word more is the same text");
    story.sections[Section::Result] = "The vendor took the new letters to other towns.".to_owned();
    assert!(!asks(&story, Rule::NoNumber).is_empty());
}

#[test]
fn an_answer_about_a_word_is_about_that_word_alone() {
    let given = Given { budget: Budget::default(), private: &[] };
    let mut story = with(Section::Situation, "We had [revenue 4.2 million] then.");
    let remark = remarks(&story, &given).into_iter().find(|r| r.rule == Rule::Confidential).unwrap();
    story.stands.push(remark.stands());
    assert!(asks(&story, Rule::Confidential).is_empty());
    story.sections[Section::Situation] = "We had [revenue 4.9 million] then.".to_owned();
    assert!(!asks(&story, Rule::Confidential).is_empty());
}

#[test]
fn other_languages_are_checked_for_what_holds_there() {
    let mut story = sound();
    story.sections = PerSection(
        [
            "Im Frühjahr bekam unsere Praxis ein neues System, und jeder vierte Patient kam am falschen Tag.",
            "Die Briefe waren meine Aufgabe, und",
            "Wir haben alle angerufen, wir haben uns Listen gemacht, und unsere Briefe waren wieder richtig.",
            "Danach waren alle zufrieden, vielleicht.",
        ]
        .map(str::to_owned),
    );
    let given = Given { budget: Budget::default(), private: &[] };
    let rules: Vec<Rule> = remarks(&story, &given).iter().map(|remark| remark.rule).collect();
    assert!(rules.contains(&Rule::CutOff), "{rules:?}");
    for english in [Rule::NoNumber, Rule::We, Rule::NoChoice, Rule::Hedge] {
        assert!(!rules.contains(&english), "{rules:?}");
    }
}

#[test]
fn each_place_lies_in_its_text() {
    use proptest::prelude::*;
    proptest!(|(text in "[ -~äß“”\\[\\]語]{0,80}", private in "[a-zA-Z ]{0,6}")| {
        let story = with(Section::Action, &text);
        let given = Given { budget: Budget::default(), private: &[private] };
        for remark in all_remarks(&story, &given) {
            prop_assert!(story.sections[remark.section].get(remark.place.clone()).is_some());
        }
    });
}
