//! JSON and YAML.

use super::{read, read_text, shown};
use crate::import::limits::ImportError;

#[test]
fn json_fields_know_their_object_and_line() {
    let text = "{\n \"title\": \"Prep\",\n \"rounds\": [\n  {\"name\": \"Screen\", \"ask\": [\"Why?\", \"How?\"]},\n  {\"name\": \"Loop\",\n   \"minutes\": 45}\n ],\n \"tips\": [\"Be brief\"]\n}\n";
    assert_eq!(
        shown(&read_text("a.json", text)),
        [
            "2 f0 title: Prep",
            "4 f1 rounds.name: Screen",
            "4 f1 rounds.ask: Why?",
            "4 f1 rounds.ask: How?",
            "5 f2 rounds.name: Loop",
            "6 f2 rounds.minutes: 45",
            "8 h1: tips",
            "8 i0: Be brief"
        ]
    );
}

#[test]
fn lists_rows_and_lines_of_json_are_read() {
    assert_eq!(
        shown(&read_text("l.json", "[\n\"Why?\",\n\"<p>How &amp; when?</p>\"]")),
        ["2 i0: Why?", "3 i0: How & when?"]
    );
    assert_eq!(
        shown(&read_text("r.json", "[[\"q\",\"p\"],[\"Why?\",\"Own\"]]")),
        ["1 c0,0,0: q", "1 c0,0,1: p", "1 c0,1,0: Why?", "1 c0,1,1: Own"]
    );
    assert_eq!(
        shown(&read_text("x.jsonl", "{\"q\": \"Why?\"}\n{\"q\": \"How?\"}\n")),
        ["1 f1 q: Why?", "2 f2 q: How?"]
    );
}

#[test]
fn own_formats_are_recognised() {
    assert_eq!(
        read_text("b.json", "{\"format\": \"greenroom-bank/1\", \"title\": \"T\"}").kind,
        "greenroom-bank"
    );
    assert_eq!(read_text("d", "{\"format\": \"greenroom-draft/1\"}").kind, "greenroom-draft");
}

#[test]
fn yaml_keeps_scalars_of_every_style() {
    let text = "name: Desk\nabout: >\n  One\n  line.\nareas:\n  - id: a\n    text: |\n      First\n      second\n  - id: b\nask:\n  - Why?\n  - \"How: so?\"\n";
    assert_eq!(
        shown(&read_text("y.yml", text)),
        [
            "1 f0 name: Desk",
            "3 f0 about: One line.",
            "6 f1 areas.id: a",
            "8 f1 areas.text: First\\nsecond",
            "10 f2 areas.id: b",
            "12 h1: ask",
            "12 i0: Why?",
            "13 i0: How: so?"
        ]
    );
}

#[test]
fn data_nested_too_deep_is_refused_with_the_limit() {
    for (name, text) in [
        ("d.json", format!("{}1{}", "[".repeat(100), "]".repeat(100))),
        ("d.yaml", format!("a: {}1{}", "[".repeat(100), "]".repeat(100))),
        ("e.json", "[".repeat(1_000_000)),
        ("e.yaml", "[".repeat(100_000)),
    ] {
        let error = read(name, text.as_bytes()).unwrap_err();
        assert!(matches!(error, ImportError::TooDeep { limit: 64 }), "{name}: {error}");
        assert!(error.to_string().contains("64"));
    }
}

#[test]
fn names_that_repeat_do_not_multiply() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let part = format!("*a{}", level - 1);
        text.push_str(&format!("a{level}: &a{level} [{}]\n", vec![part; 9].join(", ")));
    }
    let document = read_text("bomb.yaml", &text);
    assert!(document.blocks.len() < 1000 && !document.warnings.is_empty());
}

#[test]
fn damaged_data_says_so() {
    assert!(matches!(read("x.json", b"{\"a\": "), Err(ImportError::Damaged { .. })));
    assert!(matches!(read("x.yaml", b"a: [1\nb: }"), Err(ImportError::Damaged { .. })));
}
