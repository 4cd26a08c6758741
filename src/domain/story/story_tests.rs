//! What a story keeps of itself: versions, answers to checks, what is still to be written.

#![allow(clippy::unwrap_used)]

use super::*;

fn at(minutes: i64) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-30T12:00:00+02:00").unwrap() + TimeDelta::minutes(minutes)
}

fn story(result: &str) -> Story {
    let sections = ["It broke.", "Mine to mend.", "I rang two firms.", result];
    Story { sections: PerSection(sections.map(str::to_owned)), ..Story::new("s".to_owned(), at(0)) }
}

#[test]
fn a_cut_is_seen() {
    let all = ["It broke.", "I had to mend it.", "I rang two firms and", ""].map(str::to_owned);
    assert!(cut_off(&all[2], &all));
    let all = ["It broke.", "I had to mend it.", "I rang two firms and asked each for their best", ""];
    let all = all.map(str::to_owned);
    assert!(cut_off(&all[2], &all));
    let all = ["It broke", "mend it", "rang two firms and asked for their prices", ""].map(str::to_owned);
    assert!(!cut_off(&all[2], &all));
}

#[test]
fn what_is_cut_off_is_missing_until_the_person_says_that_it_stands() {
    let mut story = story("It ran at eleven and");
    assert_eq!(story.missing(), [Section::Result]);
    assert!(!story.is_complete());
    story.stands.push(Stands {
        rule: checks::Rule::CutOff.id().to_owned(),
        section: Some(Section::Result),
        about: story.sections[Section::Result].clone(),
    });
    assert!(story.is_complete());
    story.retired = true;
    assert!(!story.is_complete());
}

#[test]
fn a_sitting_makes_one_version() {
    let first = story("It ran.");
    let second = first.rewritten(story("It ran at eleven."), at(1));
    assert!(second.versions.is_empty(), "the same sitting");
    let third = second.rewritten(Story { ..second.clone() }, at(60));
    assert!(third.versions.is_empty(), "nothing was rewritten");
    let mut text = second.clone();
    text.sections[Section::Result] = "It ran at noon.".to_owned();
    let fourth = second.rewritten(text.clone(), at(60));
    assert_eq!(fourth.versions.len(), 1);
    assert_eq!(fourth.versions[0].sections[Section::Result], "It ran at eleven.");
    assert_eq!(fourth.versions[0].written, at(1));
    let mut more = fourth.clone();
    more.sections[Section::Result] = "It ran at noon, for good.".to_owned();
    assert_eq!(fourth.rewritten(more, at(62)).versions.len(), 1);
}

#[test]
fn what_is_no_text_begins_no_sitting_and_an_opening_is_text() {
    let first = story("It ran.");
    let mut sorted = first.clone();
    sorted.principles.push("Calm".to_owned());
    let second = first.rewritten(sorted, at(60));
    assert!(second.versions.is_empty() && second.changed == at(60) && second.said == at(0));
    let mut text = second.clone();
    text.sections[Section::Result] = "It ran at noon.".to_owned();
    assert_eq!(second.rewritten(text, at(61)).versions.len(), 1, "yesterday's words are kept");
    let openings = ["One.", "Two.", "Three."];
    let mut told = first;
    for (opening, minutes) in openings.into_iter().zip([100, 200, 300]) {
        told = told.rewritten(Story { opening: opening.to_owned(), ..told.clone() }, at(minutes));
    }
    let kept: Vec<&str> = told.versions.iter().map(|version| version.opening.as_str()).collect();
    assert_eq!(kept, ["", "One.", "Two."]);
}

#[test]
fn a_version_comes_back_and_what_was_said_last_becomes_one() {
    let first = story("It ran.");
    let second = first.rewritten(story("It ran at eleven."), at(60));
    let back = second.restored(0, at(61));
    assert_eq!(back.sections[Section::Result], "It ran.");
    let results: Vec<&str> = back.versions.iter().map(|v| v.sections[Section::Result].as_str()).collect();
    assert_eq!(results, ["It ran.", "It ran at eleven."]);
    assert_eq!(second.restored(7, at(61)), second, "there is none of that index");
}

#[test]
fn no_more_than_so_many_are_kept() {
    let mut story = story("0");
    for n in 1..30 {
        let mut new = story.clone();
        new.sections[Section::Result] = n.to_string();
        story = story.rewritten(new, at(n * 60));
    }
    assert_eq!(story.versions.len(), MOST_VERSIONS);
    assert_eq!(story.versions.last().unwrap().sections[Section::Result], "28");
}

#[test]
fn telling_takes_its_time() {
    assert_eq!(speaking_time(&"word ".repeat(150)), Duration::from_mins(1));
    assert_eq!(story("").spoken_whole(), Duration::from_secs(2));
}
