//! That stories which were written out are read back by the project's own importer as they were.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::domain::catalog::Catalog;
use crate::domain::profile::Profile;
use crate::domain::star::{PerSection, Section};
use crate::import::draft::{Draft, FoundStory};
use crate::import::{formats, recognise};

fn time() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-30T19:00:00.5+02:00").unwrap()
}

fn story(title: &str, principles: &[&str], sections: [&str; 4]) -> Story {
    Story {
        title: title.to_owned(),
        principles: principles.iter().map(|p| (*p).to_owned()).collect(),
        sections: PerSection(sections.map(str::to_owned)),
        ..Story::new("s".to_owned(), time())
    }
}

fn read(text: &str, name: &str) -> Draft {
    static CATALOG: LazyLock<Catalog> =
        LazyLock::new(|| Catalog::new(crate::banks::built_in().unwrap(), &Profile::default()));
    recognise::recognise(&formats::read(name, text.as_bytes()).unwrap(), &CATALOG)
}

/// What of a story comes back: its words without blanks at the ends of lines and blank lines in a row.
fn kept(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.split('\n').map(str::trim) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn assert_back(before: &Story, after: &FoundStory) {
    assert_eq!(after.title, words(&before.title));
    assert_eq!(after.principles, before.principles.iter().map(|p| words(p)).collect::<Vec<_>>());
    assert_eq!(after.question, words(before.question.as_deref().unwrap_or_default()));
    let sections = [&after.situation, &after.task, &after.action, &after.result];
    for (section, after) in Section::ALL.into_iter().zip(sections) {
        assert_eq!(*after, kept(&before.sections[section]), "{section}");
    }
    assert_eq!(
        (after.opening.clone(), after.remember.clone()),
        (kept(&before.opening), kept(&before.remember))
    );
    assert_eq!(after.retired, before.retired);
    let blank = |section: &Section| kept(&before.sections[*section]).is_empty();
    assert_eq!(after.missing.len(), Section::ALL.iter().filter(|section| blank(section)).count());
}

#[test]
fn stories_come_back_whatever_their_words_look_like() {
    let mut asked = story(
        "Results: 2. the *gap* #",
        &["Have Backbone; Disagree & Commit", "my own: one"],
        [
            "Result: this is still the situation.\nTask: and this.\n\n\n# not a heading\n---\n",
            "- one\n- two\n1. three\n   > four\n    five",
            "I wrote `a_b` and __c__ == d, 5 < 6 &amp; [x](y) ![z] %% no comment %% ^id\n| a | b |\n|---|---|",
            "",
        ],
    );
    asked.question = Some("What, then,\nwas *hard*?".to_owned());
    let before = [
        asked,
        Story { question: Some("^AA".to_owned()), ..story("", &[], ["", "", "", ""]) },
        story("", &[], ["", "", "", ""]),
        story("Describe the context", &["Dive Deep"], ["Your role.", "What was your task?", "", "TBD"]),
    ];
    let text = stories(&before, time());
    for name in ["stories.md", "stories.txt", "pasted text"] {
        let draft = read(&text, name);
        assert_eq!(draft.stories.len(), before.len(), "{name}: {text}");
        for (before, after) in before.iter().zip(&draft.stories) {
            assert_back(before, after);
        }
        assert!(draft.questions.is_empty() && draft.notes.is_empty() && draft.tips.is_empty());
        assert!(draft.warnings.is_empty(), "{:?}", draft.warnings);
    }
    assert!(text.contains("\n## Untitled story\n") && text.contains("\nmade: 2026-06-30T19:00:00+02:00\n"));
}

#[test]
fn what_a_person_adds_by_hand_is_kept() {
    let text = stories(&[story("One", &[], ["Where", "", "I did it", ""])], time());
    let text = text.replace("### Task\n", "### Task\n\n- mend it\n- by *noon*\n\n#### More\n")
        + "\n## Two\n\nTold to Ann.\n\n### Result\n\nUp by 4 %.\n";
    let draft = read(&text, "stories.md");
    assert_eq!(draft.stories[0].task, "- mend it\n- by noon\n\nMore");
    assert_eq!((draft.stories[1].title.as_str(), draft.stories[1].result.as_str()), ("Two", "Up by 4 %."));
    assert_eq!(draft.notes[0].text, "Told to Ann.");
}

// Accents beside typographic signs, in no language's order, are what the decoder mends in garbled files.
proptest! {
    #[test]
    fn any_words_come_back(
        title in "[ -~雪]{0,30}", names in prop::collection::vec("[A-Z][ -~]{0,12}", 0..3),
        sections in prop::array::uniform4("[ -~雪\n]{0,60}|[-=#>*_|+0-9.) \n~`]{0,30}"),
        question in "[ -~]{0,30}",
        besides in prop::array::uniform2("[ -~雪\n]{0,40}|[-=#>*_|+0-9.) \n~`]{0,20}"), retired in prop::bool::ANY,
    ) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut before = story(&title, &names, sections.each_ref().map(String::as_str));
        before.question = Some(question);
        [before.opening, before.remember] = besides;
        before.retired = retired;
        let text = stories(&[before.clone(), before.clone()], time());
        let draft = read(&text, "stories.md");
        prop_assert_eq!(draft.stories.len(), 2, "{}", text);
        assert_back(&before, &draft.stories[1]);
    }
}
