//! Any bytes to a draft: no panic, nothing outside the document, and long documents in one go.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write as _;
use std::sync::OnceLock;

use proptest::prelude::*;

use super::text::word_count;
use super::{derive, recognise};
use crate::banks::built_in;
use crate::domain::catalog::Catalog;
use crate::domain::profile::Profile;
use crate::import::document::{Block, BlockKind, Document};
use crate::import::draft::{Draft, Origin};
use crate::import::formats;

fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| Catalog::new(built_in().unwrap(), &Profile::default()))
}

/// Files of every kind that is text, to mutate; packed kinds have their own tests beside their readers.
const SEEDS: [(&str, &[u8]); 16] = [
    ("packet.md", include_bytes!("../../../tests/import/files/packet.md")),
    ("vault.md", include_bytes!("../../../tests/import/files/vault.md")),
    ("habits.md", include_bytes!("../../../tests/import/files/habits.md")),
    ("folded.md", include_bytes!("../../../tests/import/files/folded.md")),
    ("told.md", include_bytes!("../../../tests/import/files/told.md")),
    ("idiomas.md", include_bytes!("../../../tests/import/files/idiomas.md")),
    ("tongues.md", include_bytes!("../../../tests/import/files/tongues.md")),
    ("board.html", include_bytes!("../../../tests/import/files/board.html")),
    ("ladder.txt", include_bytes!("../../../tests/import/files/ladder.txt")),
    ("works.txt", include_bytes!("../../../tests/import/files/works.txt")),
    ("tabelle.csv", include_bytes!("../../../tests/import/files/tabelle.csv")),
    ("blatt.tsv", include_bytes!("../../../tests/import/files/blatt.tsv")),
    ("deck.json", include_bytes!("../../../tests/import/files/deck.json")),
    ("liste.yaml", include_bytes!("../../../tests/import/files/liste.yaml")),
    ("karten.txt", include_bytes!("../../../tests/import/files/karten.txt")),
    ("day.eml", include_bytes!("../../../tests/import/files/day.eml")),
];

/// The draft of a document, after looking at everything that holds for every draft.
fn checked(document: &Document) -> Draft {
    let draft = recognise(document, catalog());
    let last = document
        .blocks
        .iter()
        .map(|block| block.line + u32::try_from(block.text().matches('\n').count()).unwrap())
        .max()
        .unwrap_or(0);
    for question in &draft.questions {
        assert!(!question.text.trim().is_empty() && word_count(&question.text) <= 120, "{question:?}");
        assert!(question.principles.len() <= 2 && !question.why.is_empty(), "{question:?}");
    }
    let proposed =
        draft.questions.iter().filter(|question| question.origin == Origin::Derived && !question.folded);
    assert!(proposed.count() <= derive::PROPOSED);
    let lines = (draft.questions.iter().map(|found| found.line))
        .chain(draft.weights.iter().map(|found| found.line))
        .chain(draft.tips.iter().map(|found| found.line))
        .chain(draft.expectations.iter().map(|found| found.line))
        .chain(draft.stories.iter().map(|found| found.line))
        .chain(draft.moments.iter().map(|found| found.line))
        .chain(draft.interview.iter().map(|found| found.line))
        .chain(draft.ask_them.iter().map(|found| found.line))
        .chain(draft.notes.iter().map(|found| found.line));
    for line in lines {
        assert!((1..=last).contains(&line), "line {line} of {last}");
    }
    draft
}

fn check(name: &str, bytes: &[u8]) {
    if let Ok(document) = formats::read(name, bytes) {
        checked(&document);
    }
}

/// Words, marks and signs of which documents are made, so that random lines reach deep.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "Tell me about a time",
            "Q1:",
            "**Question:**",
            "*- ",
            "Ownership",
            "Bias for Acton",
            "S:",
            "T -",
            "【S — 情境】",
            "状況（Situation）：",
            "**Situación:**",
            "Results",
            "Action 2 (",
            ")",
            "[",
            "]",
            "?",
            "？",
            "# ",
            "## ",
            "- ",
            "\t- ",
            "• ",
            "> ",
            "| a | b |\n|---|---|\n",
            "```\n",
            "\n",
            "\n\n",
            ": ",
            "45-60 min",
            "4 interviewers",
            "most important",
            "principles are",
            "Experience managing",
            "Questions to ask",
            "Story #1:",
            "é",
            "ß",
            "İ",
            "ǆ",
            "’",
            "“",
            "”",
            "…",
            "👥",
            "\u{200b}",
            "\u{301}",
            "ﬁ",
            "Σ",
            "1.",
            "12)",
            "#dive-deep",
            "[Ownership]",
            "(Earn Trust)",
            "…教えてください",
            "请描述一次",
            "¿Cómo",
            "tips",
            "Don't",
            "expected to solve is ",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,12}",
        "[ -~]{0,20}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600), which in 0..SEEDS.len()) {
        check(SEEDS[which].0, &bytes);
    }

    #[test]
    fn mutated_files(
        which in 0..SEEDS.len(),
        changes in prop::collection::vec((any::<usize>(), 0..4_u8, any::<u8>()), 1..24),
    ) {
        let (name, seed) = SEEDS[which];
        let mut bytes = seed.to_vec();
        for (at, how, value) in changes {
            let at = at % bytes.len().max(1);
            match how {
                _ if bytes.is_empty() => bytes.push(value),
                0 => bytes[at] = value,
                1 => bytes.insert(at, value),
                2 => drop(bytes.drain(at..(at + usize::from(value)).min(bytes.len()))),
                _ => {
                    let part = bytes[at..(at + usize::from(value)).min(bytes.len())].to_vec();
                    bytes.splice(at..at, part);
                }
            }
        }
        check(name, &bytes);
    }

    #[test]
    fn lines_of_known_words_and_any_letters(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.join(" ");
        check("a.md", text.as_bytes());
        check("a.txt", text.as_bytes());
    }

    #[test]
    fn blocks_as_no_reader_makes_them(
        pieces in prop::collection::vec((piece(), piece(), 0..6_u8, 0..255_u8), 0..40),
    ) {
        let blocks = pieces.iter().zip(1..).map(|((a, b, kind, depth), line)| {
            let kind = match kind {
                0 => BlockKind::Heading(depth % 9),
                1 => BlockKind::Paragraph,
                2 => BlockKind::Item { depth: depth % 33, number: Some(u64::from(*depth)) },
                3 => BlockKind::Cell {
                    table: 0, row: u32::from(depth / 4), column: u32::from(depth % 4), header: *depth < 4,
                },
                4 => BlockKind::Field { path: vec![a.clone(), "question".to_owned()], group: line / 3 },
                _ => BlockKind::Code,
            };
            let mut block = Block::plain(kind, format!("{a}{b}"), line);
            block.quote = depth % 3;
            block.spans[0].italic = depth % 2 == 0;
            block
        });
        checked(&Document { blocks: blocks.collect(), kind: "markdown", ..Document::default() });
    }
}

// The long documents below would take minutes if any step went over the whole for each of its lines.

#[test]
fn a_line_of_200_kb() {
    for piece in [
        "Tell me (",
        "S (",
        "Situation: it was so. ",
        "a - b | c: ",
        "“Why ",
        "word ",
        "你好吗",
        "Ownership, ",
    ] {
        let line = piece.repeat(200_000 / piece.len());
        check("a.md", line.as_bytes());
        check("a.txt", line.as_bytes());
    }
}

#[test]
fn a_paragraph_of_20_000_lines() {
    check("a.md", "goes on and on without an end in sight, line by line by line\n".repeat(20_000).as_bytes());
    check("a.txt", "and on\n".repeat(20_000).as_bytes());
}

#[test]
fn twenty_thousand_headings() {
    let mut text = String::new();
    for n in 0..20_000 {
        writeln!(text, "{} Part {n}\n", "#".repeat(1 + n % 6)).unwrap();
    }
    check("a.md", text.as_bytes());
}

#[test]
fn fifty_thousand_items() {
    let mut text = String::from("# Questions\n\n");
    for n in 0..50_000 {
        writeln!(text, "- How did you mend thing {n}?").unwrap();
    }
    let document = formats::read("a.md", text.as_bytes()).unwrap();
    let draft = checked(&document);
    assert_eq!(draft.questions.len(), 50_000);
    assert_eq!(draft.questions[49_999].line, 50_002);
}

#[test]
fn deep_nesting() {
    let mut text = String::new();
    for depth in 0..400 {
        writeln!(text, "{}- Describe a time {depth}", "  ".repeat(depth)).unwrap();
    }
    check("a.md", text.as_bytes());
    check("a.md", ">".repeat(4_000).as_bytes());
    check("a.json", format!("{}{}", "[".repeat(60), "]".repeat(60)).as_bytes());
    check("a.html", "<ul><li>Why did you?".repeat(3_000).as_bytes());
}

/// Of a very long document the model reads the first 6,000 sentences; what the rules find after them has no words of
/// the model's to show.
#[test]
fn a_question_beyond_the_last_sentence_that_is_read_is_still_found() {
    let line = "We met on a Tuesday and wrote down what we had seen. Then we went home.\n\n";
    let text = format!(
        "{}**Our closing question** changes each year. In spring it was \"What would make you stay when it gets hard?\"\n",
        line.repeat(4_000)
    );
    let draft = checked(&formats::read("notes.md", text.as_bytes()).unwrap());
    assert!(!draft.questions.is_empty());
}
