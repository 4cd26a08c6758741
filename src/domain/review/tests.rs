//! Accepting, accepting again, and taking back.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::catalog::Catalog;
use crate::domain::catalog::tests::bank;
use crate::domain::profile::{InterviewStage, Profile, Target};
use crate::domain::star::PerSection;

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap()
}

fn item(id: u32, choice: Choice, body: Body) -> Item {
    Item {
        id,
        body,
        choice,
        stored: false,
        line: id + 1,
        excerpt: String::new(),
        why: String::new(),
        twin: None,
        proposed: Vec::new(),
    }
}

fn question(text: &str, principles: &[&str]) -> Body {
    Body::Question {
        text: text.to_owned(),
        principles: principles.iter().map(|&p| p.to_owned()).collect(),
        probes: vec!["How much?".to_owned()],
        checklist: Vec::new(),
        derived: false,
    }
}

fn expectation(level: &str) -> Body {
    Body::Expectation { text: "Decides".to_owned(), competency: "calm".to_owned(), level: level.to_owned() }
}

fn review() -> Review {
    let story = Body::Story {
        title: "The flood".to_owned(),
        question: String::new(),
        principles: vec!["calm".to_owned()],
        sections: PerSection(["Water".to_owned(), String::new(), String::new(), String::new()]),
        besides: Besides::default(),
    };
    Review {
        id: Uuid::from_u128(0xabcd),
        origin: Origin { name: "notes.md".to_owned(), kind: "markdown".to_owned(), digest: None },
        made: now(),
        own: Some(true),
        level: Some("IC4".to_owned()),
        accepted: None,
        warnings: Vec::new(),
        was: BTreeMap::new(),
        items: vec![
            item(0, Choice::Take, question("When were you calm?", &["CALM", "Nerve"])),
            item(1, Choice::Leave, question("When not?", &[])),
            item(2, Choice::Take, story),
            item(3, Choice::Take, Body::Moment { text: "The night".to_owned(), id: Uuid::from_u128(7) }),
            item(4, Choice::Take, Body::Weight { principle: "calm".to_owned(), weight: 3.0 }),
            item(
                5,
                Choice::Take,
                Body::Stage {
                    name: "phone screen".to_owned(),
                    date: None,
                    minutes: Some([45, 60]),
                    interviewers: Some([1, 1]),
                    rounds: None,
                },
            ),
            item(6, Choice::Take, Body::Tip { text: "Say I".to_owned(), principles: Vec::new() }),
            item(
                7,
                Choice::Take,
                Body::Tip { text: "Breathe".to_owned(), principles: vec!["Calm".to_owned()] },
            ),
            item(8, Choice::Take, expectation("IC4")),
            item(9, Choice::Take, expectation("IC5")),
        ],
    }
}

fn catalog() -> Catalog {
    Catalog::new(vec![bank("one", &["Calm", "Grit"], 2)], &Profile::default())
}

#[test]
fn what_is_chosen_is_stored_under_the_names_the_banks_know() {
    let mut review = review();
    assert_eq!(review.to_add(), 8, "not what is left, nor another level");
    let accepted = review.accept(&catalog(), &Target::default(), None, now());
    let bank = accepted.bank.unwrap();
    bank.check().unwrap();
    assert_eq!(bank.questions.len(), 1);
    let names: Vec<&str> = bank.principles.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Calm", "Nerve"], "the known name is the bank's, the new one as it was");
    assert_eq!(accepted.stories[0].principles, ["Calm"]);
    assert_eq!(accepted.moments[0].text, "The night");
    let target = accepted.target.unwrap();
    assert_eq!(target.key_principles["Calm"].to_bits(), 3.0_f64.to_bits());
    assert_eq!(target.stages[0].format, "45 to 60 min, 1 interviewer");
    assert_eq!(target.stages[0].minutes, Some(60));
    assert_eq!(review.tips_for("Calm").collect::<Vec<_>>(), ["Breathe", "Say I"]);
    assert_eq!(review.tips_for("Grit").collect::<Vec<_>>(), ["Say I"]);
    assert_eq!(review.expectations_for(|name| name == "calm").count(), 1);
    assert_eq!((review.to_add(), review.stored()), (0, 8));
}

#[test]
fn accepting_again_adds_only_what_is_new() {
    let mut review = review();
    let first = review.accept(&catalog(), &Target::default(), None, now());
    let (bank, target) = (first.bank.unwrap(), first.target.unwrap());
    let again = review.accept(&catalog(), &target, Some(&bank), now());
    assert_eq!(again, Accepted::default());
    review.item_mut(1).unwrap().choice = Choice::Take;
    let later = review.accept(&catalog(), &target, Some(&bank), now());
    assert_eq!(later.bank.unwrap().questions.len(), 2);
    assert_eq!((later.stories.len(), later.moments.len(), later.target), (0, 0, None));
}

#[test]
fn after_a_crash_the_same_ids_are_made() {
    let (mut once, mut twice) = (review(), review());
    let one = once.accept(&catalog(), &Target::default(), None, now());
    let two = twice.accept(&catalog(), &Target::default(), one.bank.as_ref(), now());
    assert_eq!(two.bank, None, "the bank is there already");
    assert_eq!(one.stories, two.stories);
    assert_eq!(one.moments, two.moments);
}

#[test]
fn another_persons_file_gives_no_stories_and_no_target() {
    let mut review = review();
    review.own = Some(false);
    let accepted = review.accept(&catalog(), &Target::default(), None, now());
    assert!(accepted.bank.is_some() && accepted.stories.is_empty() && accepted.moments.is_empty());
    assert_eq!(accepted.target, None);
}

#[test]
fn taking_back_leaves_nothing_but_what_was_changed_since() {
    let mut review = review();
    let start = Target {
        stages: vec![InterviewStage { name: "Loop".to_owned(), ..InterviewStage::default() }],
        ..Target::default()
    };
    let accepted = review.accept(&catalog(), &start, None, now());
    let mut stories = accepted.stories.clone();
    let back =
        review.clone().take_back(&catalog(), accepted.target.as_ref().unwrap(), &stories, &accepted.moments);
    assert_eq!(back.target, Some(start.clone()));
    assert_eq!((back.stories.len(), back.moments.len(), back.kept), (1, 1, 0));
    assert_eq!(back.bank, Some(review.bank_id()));
    stories[0].title.push_str(" of June");
    let back = review.take_back(&catalog(), accepted.target.as_ref().unwrap(), &stories, &accepted.moments);
    assert_eq!((back.stories.len(), back.kept), (0, 1));
    assert!(review.waits() && review.stored() == 0);
}

#[test]
fn what_the_person_has_set_already_stays_theirs() {
    let mut review = review();
    let mut mine = Target::default();
    mine.key_principles.insert("Calm".to_owned(), 5.0);
    let accepted = review.accept(&catalog(), &mine, None, now());
    let target = accepted.target.unwrap();
    assert_eq!(target.key_principles["Calm"].to_bits(), 5.0_f64.to_bits());
    assert_eq!(review.item(4).unwrap().choice, Choice::Merged);
    let back = review.take_back(&catalog(), &target, &accepted.stories, &accepted.moments);
    assert_eq!(back.target, Some(mine));
}

#[test]
fn a_twin_within_the_import_is_joined() {
    let mut review = review();
    review.items[1].twin = Some(Twin::Item { id: 0, alike: 0.95 });
    let Body::Question { principles, probes, .. } = &mut review.items[1].body else { unreachable!() };
    (*principles, *probes) = (vec!["Grit".to_owned(), "CALM".to_owned()], vec!["Why?".to_owned()]);
    review.merge(1);
    let Body::Question { principles, probes, .. } = &review.items[0].body else { unreachable!() };
    assert_eq!(principles, &["CALM", "Nerve", "Grit"]);
    assert_eq!(probes, &["How much?", "Why?"]);
    assert_eq!(review.items[1].choice, Choice::Merged);
}

#[test]
fn a_found_stage_fills_the_one_that_is_named_and_is_taken_out_again() {
    let named = |name: &str, format: &str, minutes| InterviewStage {
        name: name.to_owned(),
        date: chrono::NaiveDate::from_ymd_opt(2026, 7, 9),
        format: format.to_owned(),
        minutes,
    };
    let cases = [
        (named("Telephone interview", "", None), "45 to 60 min, 1 interviewer"),
        (named("Phone screen", "video", Some(30)), "video"),
    ];
    for (mine, format) in cases {
        let start = Target { stages: vec![mine.clone()], ..Target::default() };
        let mut review = review();
        let fitted = stage::fit(&review.items[5].body, &start, &[]).unwrap();
        assert_eq!(fitted.into, Some(0));
        let accepted = review.accept(&catalog(), &start, None, now());
        let target = accepted.target.unwrap();
        assert_eq!(target.stages.len(), 1, "never beside it");
        assert_eq!((target.stages[0].minutes, target.stages[0].date), (Some(60), mine.date));
        assert_eq!(target.stages[0].format, format, "what the person wrote stays");
        let back = review.take_back(&catalog(), &target, &accepted.stories, &accepted.moments);
        assert_eq!(back.target, Some(start));
        assert!(review.was.is_empty());
    }
    assert_eq!(stage::said_of(&named("Loop", " ", None)), "empty");
    assert_eq!(stage::said_of(&named("Loop", "video", Some(30))), "30 min, video");
}

#[test]
fn two_stages_of_one_file_are_two() {
    let mut review = review();
    let talk = |name: &str| Body::Stage {
        name: name.to_owned(),
        date: None,
        minutes: Some([45, 45]),
        interviewers: None,
        rounds: None,
    };
    review.items.truncate(1);
    review.items.push(item(1, Choice::Take, talk("Panel with the team")));
    review.items.push(item(2, Choice::Take, talk("Panel with the board")));
    review.items.push(item(3, Choice::Take, talk("Panel with the board")));
    let start = Target {
        stages: vec![InterviewStage { name: "Panel".to_owned(), ..InterviewStage::default() }],
        ..Target::default()
    };
    let target = review.accept(&catalog(), &start, None, now()).target.unwrap();
    let names: Vec<&str> = target.stages.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["Panel", "Panel with the board"], "what is said twice is one");
}

#[test]
fn company_role_and_level_fill_what_is_blank_only() {
    let field = |field, text: &str| Body::Target { field, text: text.to_owned() };
    let mut review = review();
    review.items = vec![
        item(0, Choice::Take, field(Field::Company, "Loop")),
        item(1, Choice::Take, field(Field::Role, "Planner")),
    ];
    let mine = Target { role: "Lead".to_owned(), ..Target::default() };
    let target = review.accept(&catalog(), &mine, None, now()).target.unwrap();
    assert_eq!((target.company.as_str(), target.role.as_str()), ("Loop", "Lead"));
    assert_eq!(target.guide_level.as_deref(), Some("IC4"));
    assert_eq!(review.take_back(&catalog(), &target, &[], &[]).target, Some(mine));
}

#[test]
fn a_twin_in_a_bank_gets_what_it_lacks() {
    let catalog = catalog();
    let mut review = review();
    review.items[0].twin = Some(Twin::Bank {
        question: "one-calm-1".to_owned(),
        text: "When did Calm matter, number 1?".to_owned(),
        bank: "one".to_owned(),
        alike: 0.95,
    });
    let Body::Question { principles, probes, .. } = &mut review.items[0].body else { unreachable!() };
    (*principles, *probes) =
        (vec!["grit".to_owned(), "Nerve".to_owned()], vec!["Why?".to_owned(), "Who paid?".to_owned()]);
    review.merge(0);
    let accepted = review.accept(&catalog, &Target::default(), None, now());
    assert_eq!(accepted.bank, None);
    let (bank, joined) = &accepted.joined[0];
    assert_eq!((bank.as_str(), joined.probes.as_slice()), ("one", &["Who paid?".to_owned()][..]));
    assert_eq!(joined.principles, ["grit"], "only what the bank knows");
    let mut overlay = crate::domain::overlay::Overlay::new("one");
    overlay.joined.push(joined.clone());
    let changed = overlay.apply((*catalog.banks()[0]).clone());
    let question = changed.question("one-calm-1").unwrap();
    assert_eq!(question.probes.last().unwrap(), "Who paid?");
    assert_eq!(question.principles, ["calm", "grit"]);
    let back = review.take_back(&catalog, &Target::default(), &[], &[]);
    assert!(back.joined.contains(&joined.from));
}

#[test]
fn a_question_of_ones_own_interview_without_a_principle_can_be_sorted_later() {
    let catalog = catalog();
    let mut review = review();
    review.item_mut(1).unwrap().choice = Choice::Take;
    review.item_mut(1).unwrap().proposed = vec!["Grit".to_owned()];
    let bank = review.clone().accept(&catalog, &Target::default(), None, now()).bank.unwrap();
    assert!(bank.principles.iter().any(|p| p.name == crate::domain::bank::ASKED_IN_OWN));
    let mut others = review.clone();
    others.own = Some(false);
    let theirs = others.accept(&catalog, &Target::default(), None, now()).bank.unwrap();
    assert!(theirs.principles.iter().any(|p| p.name == crate::domain::bank::UNSORTED));
    let mut proposed = review.clone();
    proposed.use_proposed(&[0, 1]);
    assert_eq!(proposed.item(1).unwrap().principles(), ["Grit"]);
    review.accept(&catalog, &Target::default(), None, now());
    let sorted = review.sort(1, vec!["Grit".to_owned()], &catalog, Some(&bank)).unwrap();
    sorted.check().unwrap();
    let question = sorted.question(&review.question_id(1)).unwrap();
    assert_eq!(question.principles, ["grit"]);
    assert!(
        sorted.principles.iter().all(|p| p.name != crate::domain::bank::ASKED_IN_OWN),
        "none is left there"
    );
    assert_eq!(review.sort(2, Vec::new(), &catalog, Some(&bank)), None, "a story is no question");
}

#[test]
fn an_item_becomes_another_kind_with_its_words() {
    let id = Uuid::from_u128(77);
    for kind in
        [Kind::Tip, Kind::Moment, Kind::Story, Kind::AskThem, Kind::Note, Kind::Expectation, Kind::Stage]
    {
        let mut item = review().items[1].clone();
        item.become_kind(kind, id);
        assert_eq!((item.kind(), item.choice), (kind, Choice::Take));
        assert_eq!(item.text(), "When not?");
        item.become_kind(Kind::Asked, id);
        if kind != Kind::Story {
            assert_eq!(item.kind(), Kind::Asked);
        }
    }
    let mut weight = review().items[4].clone();
    weight.become_kind(Kind::Tip, id);
    assert_eq!(weight.kind(), Kind::Weight, "a weight's words do not stand alone");
}

#[test]
fn a_key_principle_is_added_once() {
    let mut review = review();
    review.add_weight("calm", 3.0);
    review.add_weight("Grit", 3.0);
    review.add_weight("Grit", 3.0);
    let weights: Vec<u32> = review.items.iter().filter(|i| i.kind() == Kind::Weight).map(|i| i.id).collect();
    assert_eq!(weights, [4, 10]);
}

#[test]
fn what_was_derived_was_asked_in_nobodys_interview() {
    let mut review = review();
    review.items.truncate(2);
    for item in &mut review.items {
        item.choice = Choice::Take;
        if let Body::Question { derived, principles, .. } = &mut item.body {
            (*derived, *principles) = (item.id == 1, Vec::new());
        }
    }
    let bank = review.accept(&catalog(), &Target::default(), None, now()).bank.unwrap();
    let of = |item: u32| {
        let question = bank.question(&review.question_id(item)).unwrap();
        bank.principle(&question.principles[0]).unwrap().name.clone()
    };
    assert_eq!(
        (of(0).as_str(), of(1).as_str()),
        (crate::domain::bank::ASKED_IN_OWN, crate::domain::bank::UNSORTED)
    );
}

#[test]
fn one_interviewer_is_one() {
    let body = Body::Stage {
        name: "Phone screen".to_owned(),
        date: None,
        minutes: Some([45, 60]),
        interviewers: Some([1, 1]),
        rounds: Some([4, 6]),
    };
    let words = item(0, Choice::Take, body).text();
    assert_eq!(words, "Phone screen, 45 to 60 min, 1 interviewer, 4 to 6 rounds");
}
