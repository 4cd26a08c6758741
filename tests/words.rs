//! What the window says keeps to the list in `docs/words.md`.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The words of the right column, in lower case.
fn forbidden() -> Vec<String> {
    let list = fs::read_to_string(root().join("docs/words.md")).unwrap();
    let rows = list.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| on screen"));
    rows.flat_map(|row| {
        let column = row.trim_matches(['|', ' ']).rsplit('|').next().unwrap().trim();
        column.split(", ").map(str::to_lowercase).collect::<Vec<_>>()
    })
    .collect()
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|end| end == "rs") {
            out.push(path);
        }
    }
}

/// The string literals of a source file that hold more than one word, with the lines they begin on; comments and what
/// comes after `#[cfg(test)]` left out.
fn strings(source: &str) -> Vec<(usize, String)> {
    let source = source.split("#[cfg(test)]").next().unwrap();
    let mut out = Vec::new();
    let mut chars = source.chars().peekable();
    let mut line = 1;
    while let Some(c) = chars.next() {
        match c {
            '\n' => line += 1,
            '/' if chars.peek() == Some(&'/') => {
                while chars.peek().is_some_and(|c| *c != '\n') {
                    chars.next();
                }
            }
            // A quotation mark as a character.
            '\'' if chars.peek() == Some(&'"') => {
                chars.next();
            }
            '"' => {
                let begun = line;
                let mut text = String::new();
                while let Some(c) = chars.next() {
                    match c {
                        '"' => break,
                        '\\' => {
                            line += usize::from(chars.next() == Some('\n'));
                        }
                        '\n' => line += 1,
                        // A name within braces is none that is read.
                        '{' => while chars.next_if(|c| *c != '}' && *c != '"').is_some() {},
                        c => text.push(c),
                    }
                }
                out.push((begun, text));
            }
            _ => {}
        }
    }
    out
}

/// Whether `text` holds `words` as whole words.
fn says(text: &str, words: &str) -> bool {
    let text = text.to_lowercase();
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(words).any(|(at, found)| {
        ends(text[..at].chars().next_back()) && ends(text[at + found.len()..].chars().next())
    })
}

#[test]
fn the_window_keeps_to_the_words() {
    let forbidden = forbidden();
    assert!(forbidden.len() > 10 && forbidden.contains(&"take over".to_owned()), "{forbidden:?}");
    let mut files = Vec::new();
    for folder in ["src/ui", "src/app"] {
        sources(&root().join(folder), &mut files);
    }
    let mut found = Vec::new();
    for file in files {
        for (line, text) in strings(&fs::read_to_string(&file).unwrap()) {
            // One word alone is an id, a key of a map or a name; what is said to people has several.
            let said = text.contains(' ') || text.starts_with(char::is_uppercase);
            for words in forbidden.iter().filter(|words| said && says(&text, words)) {
                found.push(format!("{}:{line}: “{words}” in “{text}”", file.display()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn strings_are_found_and_words_are_whole() {
    let source = "let a = \"Take over 3\"; // \"seed here\"\nlet b = '\"'; let c = \"it \\\"was\\\" so\";";
    assert_eq!(strings(source), [(1, "Take over 3".to_owned()), (2, "it was so".to_owned())]);
    assert!(says("Take over 3", "take over") && !says("takeover seeds", "seed"));
}
