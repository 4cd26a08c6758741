//! That Anki's headers are as its manual says, and that the project's own importer reads all back.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::domain::bank::{Bank, Question};
use crate::domain::catalog::Catalog;
use crate::domain::profile::Profile;
use crate::import::draft::{FoundQuestion, Origin};
use crate::import::{formats, recognise};

static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::new(crate::banks::built_in().unwrap(), &Profile::default()));

/// The first bank that is built in, with these questions in place of its own.
fn bank(questions: Vec<Question>) -> Bank {
    Bank { questions, ..(*CATALOG.banks()[0]).clone() }
}

fn all(bank: &Bank) -> Vec<BankQuestion<'_>> {
    bank.questions.iter().map(|question| BankQuestion { bank, question }).collect()
}

fn read(bytes: &[u8]) -> Vec<FoundQuestion> {
    let document = formats::read("greenroom-questions.txt", bytes).unwrap();
    assert_eq!((document.kind, document.warnings.len()), ("anki", 0));
    let mut found = recognise::recognise(&document, &CATALOG).questions;
    // Names such as "Delivering at Pace" are also read as criteria, of which questions are proposed.
    found.retain(|question| question.origin == Origin::Asked);
    found
}

fn question(id: &str, principle: &str, text: &str, probes: &[&str]) -> Question {
    Question {
        id: id.to_owned(),
        principles: vec![principle.to_owned()],
        text: text.to_owned(),
        probes: probes.iter().map(|p| (*p).to_owned()).collect(),
        ..Question::default()
    }
}

#[test]
fn headers_come_first_and_name_the_fields_of_ankis_basic_notes() {
    let bank = bank(vec![
        question("a", "dive-deep", "Why \"so\"?", &["Who?", "When?"]),
        question("b", "ownership", "#What\tthen?", &[]),
    ]);
    let text = String::from_utf8(questions(&all(&bank)).unwrap()).unwrap();
    let expected = "#separator:tab\n#html:false\n#notetype:Basic\n\
         #columns:Front\tBack\tPrinciple\tProbe 1\tProbe 2\tTags\n#tags column:6\n\
         \"Why \"\"so\"\"?\"\t\"Dive Deep\n\n• Who?\n• When?\"\t\"Dive Deep\"\t\"Who?\"\t\"When?\"\t\"Dive_Deep\"\n\
         \"#What\tthen?\"\t\"Ownership\"\t\"Ownership\"\t\"\"\t\"\"\t\"Ownership\"\n";
    assert_eq!(text, expected);
    // The keys that the manual lists; Anki passes over any other.
    let known = ["separator", "html", "tags", "columns", "notetype", "deck", "tags column"];
    for line in text.lines().take_while(|line| line.starts_with('#')) {
        let (key, _) = line[1..].split_once(':').unwrap();
        assert!(known.contains(&key), "{line}");
    }
}

#[test]
fn every_question_of_every_built_in_bank_comes_back_with_its_principles_and_probes() {
    for bank in CATALOG.banks() {
        let asked: Vec<_> = all(bank).into_iter().filter(|bq| bank.is_drawn(bq.question)).collect();
        let found = read(&questions(&asked).unwrap());
        let back: Vec<&str> = found.iter().map(|f| f.text.as_str()).collect();
        let lost: Vec<&str> =
            asked.iter().map(|bq| bq.question.text.as_str()).filter(|t| !back.contains(t)).collect();
        assert_eq!((found.len(), lost), (asked.len(), Vec::new()), "{}", bank.id);
        for (before, after) in asked.iter().zip(&found) {
            assert_eq!(after.text, before.question.text);
            assert_eq!(after.probes.len(), before.question.probes.len(), "{}", after.text);
            for (after, before) in after.probes.iter().zip(&before.question.probes) {
                // The importer takes the words before a colon for a topic.
                let end = before.split_once(": ").map_or(before.as_str(), |(_, end)| end);
                assert!(after == before || after == end, "{after}");
            }
            let mut names: Vec<String> = before.principle_names().map(|n| CATALOG.canonical(n)).collect();
            names.dedup();
            // Two at most are taken, and beside a name that it knows the importer leaves one that it does not.
            let same = after.principles[..] == names[..names.len().min(2)];
            let known = after.principles.iter().filter(|name| names.contains(name)).count();
            assert!(same || names.len() > 1 && known == after.principles.len() && known > 0, "{after:?}");
            assert!(same || bank.id != "amazon", "{after:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn questions_with_tabs_line_breaks_quotes_and_angle_brackets_come_back(
        middles in prop::collection::vec("[a-z]{2,8}([ \t\n\",;#&=<>'é雪][a-z]{1,6}){1,8}", 1..6),
        at in prop::collection::vec(0_usize..16, 6),
    ) {
        let principles = &CATALOG.banks()[0].principles;
        let asked: Vec<Question> = middles
            .iter()
            .enumerate()
            .map(|(n, middle)| {
                let text = format!("Tell me about a time when round {n} of {middle} mattered to you.");
                question(&format!("q{n}"), &principles[at[n]].id, &text, &["How so, \"then\"?"])
            })
            .collect();
        let bank = bank(asked);
        let found = read(&questions(&all(&bank)).unwrap());
        prop_assert_eq!(found.len(), bank.questions.len());
        for (n, (before, after)) in bank.questions.iter().zip(&found).enumerate() {
            let words = before.text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(&after.text, &words);
            prop_assert_eq!(&after.principles, &vec![principles[at[n]].name.clone()]);
            prop_assert_eq!(&after.probes, &before.probes);
        }
    }
}
