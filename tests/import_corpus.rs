//! Imports a corpus written for it and holds how much is found, and that nothing else is.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::Path;

use greenroom::domain::{catalog::Catalog, profile::Profile};
use greenroom::import::draft::{Draft, Origin};
use greenroom::import::{formats, recognise};
use serde_json::Value;

/// The words of a text; for scripts without spaces, its pairs of characters.
fn tokens(text: &str) -> BTreeSet<String> {
    let text = text.to_lowercase().replace(['\'', '’'], "");
    let mut out = BTreeSet::new();
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()) {
        let chars: Vec<char> = word.chars().collect();
        if chars.iter().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')) {
            for pair in chars.windows(2.min(chars.len())) {
                out.insert(pair.iter().collect());
            }
        } else {
            out.insert(word.to_owned());
        }
    }
    out
}

/// How alike two texts are: the share of words they have in common, or of the wanted words that
/// are there if the found text is not much longer.
fn close(wanted: &str, found: &str) -> f64 {
    let (wanted, found) = (tokens(wanted), tokens(found));
    let both = wanted.intersection(&found).count() as f64;
    if wanted.is_empty() || found.is_empty() {
        return 0.0;
    }
    let share = both / wanted.union(&found).count() as f64;
    if found.len() as f64 <= 2.5 * wanted.len() as f64 + 4.0 {
        share.max(both / wanted.len() as f64)
    } else {
        share
    }
}

/// The closest pairs first, each wanted and found text once.
fn pairs(wanted: &[String], found: &[String], least: f64) -> Vec<(usize, usize)> {
    let mut rows: Vec<(f64, usize, usize)> = Vec::new();
    for (i, w) in wanted.iter().enumerate() {
        rows.extend(
            found.iter().enumerate().map(|(j, f)| (close(w, f), i, j)).filter(|(s, _, _)| *s >= least),
        );
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in rows {
        if out.iter().all(|&(a, b)| a != i && b != j) {
            out.push((i, j));
        }
    }
    out
}

fn list(gold: &Value, key: &str) -> Vec<Value> {
    gold[key].as_array().cloned().unwrap_or_default()
}

fn text(value: &Value) -> String {
    value
        .as_str()
        .or_else(|| value["text"].as_str())
        .or_else(|| value["title"].as_str())
        .unwrap_or_default()
        .to_owned()
}

#[derive(Default)]
struct Count {
    wanted: usize,
    found: usize,
    matched: usize,
}

impl Count {
    fn holds(&self, what: &str, least: f64) {
        let recall = self.matched as f64 / self.wanted.max(1) as f64;
        let precision = self.matched as f64 / self.found.max(1) as f64;
        assert!(recall >= least, "{what}: {} of {} found", self.matched, self.wanted);
        assert!(precision >= least, "{what}: {} of {} are wanted", self.matched, self.found);
    }
}

fn import(path: &Path) -> Draft {
    let banks = greenroom::banks::built_in().unwrap();
    let catalog = Catalog::new(banks, &Profile::default());
    let name = path.file_name().unwrap().to_string_lossy();
    let document =
        formats::read(&name, &std::fs::read(path).unwrap()).unwrap_or_else(|e| panic!("{name}: {e}"));
    recognise::recognise(&document, &catalog)
}

/// Each file of the corpus with its gold list and draft.
fn corpus() -> Vec<(String, Value, Draft)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut files: Vec<_> =
        std::fs::read_dir(root.join("files")).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let gold = std::fs::read_to_string(root.join("gold").join(format!("{name}.json"))).unwrap();
            (name, serde_json::from_str(&gold).unwrap(), import(path))
        })
        .collect()
}

#[test]
fn questions_are_found_with_their_principles_and_nothing_else() {
    let (mut count, mut named, mut rightly) = (Count::default(), 0, 0);
    for (name, gold, draft) in corpus() {
        let wanted = list(&gold, "questions");
        let asked: Vec<_> = draft.questions.iter().filter(|q| q.origin == Origin::Asked).collect();
        let (wants, finds): (Vec<String>, Vec<String>) =
            (wanted.iter().map(text).collect(), asked.iter().map(|q| q.text.clone()).collect());
        let matched = pairs(&wants, &finds, 0.7);
        let found: Vec<usize> = matched.iter().map(|p| p.1).collect();
        for (j, question) in finds.iter().enumerate().filter(|(j, _)| !found.contains(j)) {
            eprintln!("{name}: not wanted: {question} (line {})", asked[j].line);
        }
        for (i, question) in wants.iter().enumerate().filter(|(i, _)| matched.iter().all(|p| p.0 != *i)) {
            eprintln!("{name}: missed {i}: {question}");
        }
        for trap in list(&gold, "not_questions").iter().chain(&list(&gold, "reverse_questions")) {
            assert!(
                finds.iter().all(|f| close(&text(trap), f) < 0.85),
                "{name}: took “{}” for a question",
                text(trap)
            );
        }
        for &(i, j) in &matched {
            if let Some(principle) = wanted[i]["principle"].as_str() {
                named += 1;
                rightly += usize::from(
                    asked[j].principles.len() <= 2 && asked[j].principles.iter().any(|p| p == principle),
                );
            }
            let probes = list(&wanted[i], "follow_ups");
            assert!(
                probes.len() <= asked[j].probes.len(),
                "{name}: follow-ups of “{}”: {:?}",
                finds[j],
                asked[j].probes
            );
        }
        count.wanted += wants.len();
        count.found += finds.len();
        count.matched += matched.len();
    }
    count.holds("questions", 0.97);
    assert!(
        rightly as f64 >= 0.97 * f64::from(named),
        "{rightly} of {named} questions carry their principle"
    );
}

#[test]
fn stories_are_found_with_their_sections_and_nothing_else() {
    let (mut count, mut agree) = (Count::default(), 0);
    for (name, gold, draft) in corpus() {
        let wanted = list(&gold, "stories");
        let wants: Vec<String> = wanted.iter().map(text).collect();
        let finds: Vec<String> =
            draft.stories.iter().map(|s| format!("{} {} {}", s.title, s.situation, s.question)).collect();
        let matched = pairs(&wants, &finds, 0.6);
        for &(i, j) in &matched {
            let story = &draft.stories[j];
            let told = [
                ("situation", &story.situation),
                ("task", &story.task),
                ("action", &story.action),
                ("result", &story.result),
            ];
            let same = told
                .iter()
                .all(|(key, text)| wanted[i][*key].as_bool().unwrap_or(true) != text.trim().is_empty());
            if !same {
                eprintln!("{name}: sections of {} differ", wants[i]);
            }
            agree += usize::from(same);
        }
        if matched.len() != wants.len() || matched.len() != finds.len() {
            eprintln!("{name}: wanted {wants:?}, found {finds:?}");
        }
        count.wanted += wants.len();
        count.found += finds.len();
        count.matched += matched.len();
    }
    count.holds("stories", 0.95);
    assert!(agree * 100 >= count.matched * 95, "sections agree in {agree} of {} stories", count.matched);
}

#[test]
fn tips_weights_and_expectations_are_found() {
    let (mut wanted, mut matched, mut out) = (0, 0, 0);
    for (name, gold, draft) in corpus() {
        let finds: Vec<_> = draft
            .tips
            .iter()
            .map(|t| &t.text)
            .chain(draft.expectations.iter().map(|e| &e.text))
            .map(|t| tokens(t))
            .collect();
        for tip in list(&gold, "tips") {
            let words = tokens(&text(&tip));
            wanted += 1;
            let there = finds.iter().any(|f| {
                words.intersection(f).count() * 10 >= words.len() * 6 && f.len() <= 4 * words.len() + 20
            });
            if !there {
                eprintln!("{name}: missed the tip {}", text(&tip));
            }
            matched += usize::from(there);
        }
        out += draft.tips.len();
        let weights: Vec<&str> = draft.weights.iter().map(|w| w.principle.as_str()).collect();
        let named: Vec<String> = list(&gold, "weights").iter().map(text).collect();
        assert_eq!(weights, named, "{name}");
        if let Some(expected) = gold["expectations"].as_u64() {
            assert_eq!(draft.expectations.len() as u64, expected, "{name}");
        }
        for derived in list(&gold, "derived") {
            assert!(
                draft.questions.iter().any(|q| q.origin == Origin::Derived && q.text == text(&derived)),
                "{name}: no “{}” in {:?}",
                text(&derived),
                draft.questions
            );
        }
        for ask in list(&gold, "reverse_questions") {
            assert!(
                draft.ask_them.iter().any(|a| close(&text(&ask), &a.text) > 0.9),
                "{name}: “{}” is not to ask",
                text(&ask)
            );
        }
    }
    assert!(matched * 10 >= wanted * 8, "{matched} of {wanted} tips");
    assert!(out <= 3 * wanted, "{out} tips for {wanted} wanted");
}

#[test]
fn a_packet_gives_moments_stages_and_notes() {
    let (_, _, draft) = corpus().into_iter().find(|(name, _, _)| name == "packet.md").unwrap();
    assert_eq!(draft.moments.len(), 3, "{:?}", draft.moments);
    assert!(
        draft.interview.iter().any(|f| f.minutes == Some([45, 60]) && f.rounds == Some([4, 6])),
        "{:?}",
        draft.interview
    );
    assert!(
        draft.interview.iter().any(|f| f.stage == "phone screen" && f.minutes == Some([45, 60])),
        "{:?}",
        draft.interview
    );
    assert!(draft.notes.iter().any(|n| n.text.contains("safety first")), "{:?}", draft.notes);
    assert!(
        draft.stories.iter().any(|s| s.missing.iter().any(|m| m == "action")),
        "the cut-off action is marked"
    );
    assert!(draft.questions.iter().all(|q| q.line > 0 && !q.why.is_empty()));
}

#[test]
fn a_file_with_nothing_in_it_says_so() {
    let (_, _, draft) = corpus().into_iter().find(|(name, _, _)| name == "nothing.txt").unwrap();
    assert!(draft.questions.is_empty() && !draft.warnings.is_empty());
}
