//! The invariants of `src/lib.rs`, kept by scanning the source.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// A source file: its path below `src/`, with forward slashes, its text, and its code without comments and
/// without tests.
struct Source {
    path: String,
    text: String,
    shipped: String,
}

impl Source {
    fn room(&self) -> &str {
        self.path.split_once('/').map_or(self.path.as_str(), |(room, _)| room)
    }

    /// The code without what is built for tests alone, which may use what the room itself may not.
    fn shipped(&self) -> &str {
        &self.shipped
    }
}

/// `code` without each item that stands under `#[cfg(test)]`, wherever in the file that is.
fn without_tests(code: &str) -> String {
    let (mut out, mut rest) = (String::new(), code);
    while let Some((before, after)) = rest.split_once("#[cfg(test)]") {
        out.push_str(before);
        rest = &after[item_end(after)..];
    }
    out.push_str(rest);
    out
}

/// Where the item that begins here ends: at its semicolon, or at the brace that closes its first one.
fn item_end(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            ';' if depth == 0 => return at + 1,
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

#[test]
fn what_is_built_for_tests_alone_is_set_aside_and_nothing_else() {
    let code = "use a;\n#[cfg(test)]\nuse b;\nfn c() { d(); }\n#[cfg(test)]\nmod tests {\n fn e() { f(); }\n}\nfn g() {}\n";
    assert_eq!(without_tests(code), "use a;\n\nfn c() { d(); }\n\nfn g() {}\n");
}

fn sources() -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found);
    found.sort();
    let source = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let code =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        let path = path.strip_prefix(&root).unwrap().display().to_string().replace('\\', "/");
        let shipped = if path.ends_with("_tests.rs") || path.contains("/tests/") {
            String::new()
        } else {
            without_tests(&code)
        };
        Source { path, text, shipped }
    };
    found.into_iter().map(source).collect()
}

/// Asserts that the files for which `applies` holds name none of `forbidden`.
fn forbid(what: &str, applies: impl Fn(&Source) -> bool, forbidden: &[&str]) {
    let mut looked_at = 0;
    for source in sources().iter().filter(|s| applies(s)) {
        looked_at += 1;
        for word in forbidden {
            assert!(!names(source.shipped(), word), "{what}: src/{} names {word}", source.path);
        }
    }
    assert!(looked_at > 0, "{what}: no file was looked at");
}

/// Whether `word` stands in the code and is not the inside of a longer word.
fn names(code: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    code.match_indices(word).any(|(at, _)| {
        let after = &code[at + word.len()..];
        let open = !word.ends_with(char::is_alphanumeric);
        !(letter(code[..at].chars().next_back()) && word.starts_with(char::is_alphanumeric))
            && (open || !letter(after.chars().next()))
    })
}

#[test]
fn only_the_window_names_egui() {
    // The licences name it to people: whose typefaces are embedded.
    let elsewhere = |s: &Source| !matches!(s.room(), "ui" | "window" | "main.rs" | "licences.rs");
    forbid("invariant 1", elsewhere, &["egui", "eframe"]);
}

#[test]
fn the_domain_has_no_files_threads_clock_or_chance_of_its_own() {
    let words = [
        "std::fs",
        "std::io",
        "std::thread",
        "std::time::Instant",
        "SystemTime",
        "Local::now",
        "Utc::now",
        "rand::random",
        "rand::rng(",
        "now_v4",
        "now_v7",
        "new_v4",
        "std::env",
        "println!",
    ];
    forbid("invariant 2", |s| s.room() == "domain", &words);
}

#[test]
fn rooms_know_only_the_rooms_they_may() {
    let rooms = [
        "app",
        "audio",
        "banks",
        "chart",
        "cli",
        "domain",
        "examples",
        "export",
        "import",
        "interviewers",
        "licences",
        "reader",
        "store",
        "ui",
        "window",
    ];
    let may: [(&str, &[&str]); 11] = [
        ("reader", &["domain", "import", "store", "reader"]),
        ("import", &["domain", "import"]),
        ("domain", &["domain"]),
        ("audio", &["audio"]),
        ("chart", &["domain", "chart"]),
        // What goes out is written in the types that are on disk: export::json and export::bank.
        // A debrief names the people, and a friend reads out what they say.
        ("export", &["domain", "chart", "interviewers", "export", "store::schema"]),
        ("store", &["domain", "store"]),
        (
            "app",
            &["domain", "chart", "audio", "interviewers", "reader", "export", "licences", "store", "app"],
        ),
        ("ui", &["domain", "chart", "app", "examples", "licences", "ui"]),
        ("window", &["domain", "reader", "store", "app", "ui", "window"]),
        // The commands know the window only to open it.
        (
            "cli",
            &["domain", "chart", "audio", "banks", "import", "reader", "export", "licences", "store", "cli"],
        ),
    ];
    for (room, known) in may {
        let allowed: Vec<String> = known.iter().map(|r| format!("crate::{r}::")).collect();
        let others = rooms.iter().map(|r| format!("crate::{r}::"));
        let others: Vec<String> = others.filter(|path| !allowed.contains(path)).collect();
        for source in sources().iter().filter(|s| s.room() == room && s.path != "cli/window.rs") {
            let code = allowed.iter().fold(source.shipped().to_owned(), |code, path| code.replace(path, ""));
            for path in &others {
                assert!(!names(&code, path), "direction: src/{} names {path}", source.path);
            }
        }
    }
}

#[test]
fn screens_do_not_change_the_model() {
    forbid("invariant 3", |s| s.room() == "ui", &["&mut Model", "&mut model"]);
    let outside = |s: &Source| s.room() == "app" && !s.path.starts_with("app/update");
    forbid("invariant 3", outside, &["&mut Model", "&mut model"]);
}

/// The model's own methods that change it are for `app/update/` alone, but for loading a folder.
#[test]
fn only_update_can_call_what_changes_the_model() {
    let mut looked_at = 0;
    for source in sources().iter().filter(|s| s.room() == "app") {
        for methods in source.shipped().split("\nimpl Model {").skip(1) {
            let methods = &methods[..methods.find("\n}").unwrap_or(methods.len())];
            looked_at += 1;
            for line in methods.lines().filter(|line| line.contains("&mut self")) {
                let closed = !line.trim_start().starts_with("pub fn") || line.contains("pub fn load(");
                assert!(closed, "src/{}: {line}", source.path);
            }
        }
    }
    assert!(looked_at > 5, "methods of the model were looked at");
}

/// The files beside this one that its code names: `super::a`, and those of `use super::{a, b}`.
fn neighbours(code: &str) -> Vec<String> {
    let own = code.replace("super::super::", "");
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for after in own.split("super::").skip(1) {
        match after.strip_prefix('{').and_then(|list| list.split_once('}')) {
            Some((list, _)) => found.extend(list.split(',').map(|name| word(name.trim()))),
            None => found.push(word(after)),
        }
    }
    found
}

/// Within `app/update/` calls run one way, from the first of these down.
#[test]
fn update_runs_one_way() {
    const ORDER: [&str; 32] = [
        "actions",
        "announcing",
        "events",
        "undo",
        "mock_keys",
        "drill",
        "find",
        "imports",
        "asked",
        "friends",
        "mock",
        "reacting",
        "exports",
        "go",
        "data",
        "settings",
        "stage",
        "recording",
        "listening",
        "voice",
        "second_scores",
        "recovering",
        "regaining",
        "attempts",
        "stories",
        "moments",
        "banks",
        "browse",
        "own_bank",
        "changes",
        "writes",
        "notices",
    ];
    let rank = |file: &str| ORDER.iter().position(|known| *known == file);
    let mut arrows = 0;
    for source in
        sources().iter().filter(|s| s.path.starts_with("app/update/") && s.path != "app/update/mod.rs")
    {
        let file = source.path.trim_start_matches("app/update/").trim_end_matches(".rs");
        let from = rank(file).unwrap_or_else(|| panic!("app/update/{file}.rs has no place in the order"));
        for used in neighbours(source.shipped()) {
            let Some(to) = rank(&used) else { continue };
            arrows += 1;
            assert!(to > from, "app/update/{file}.rs calls {used}, which stands above it");
        }
    }
    assert!(arrows > 20, "arrows were found");
}

/// Within `app/` names run one way: the model's parts know nothing of the model, and what is read off it nothing of what
/// changes it.
#[test]
fn the_app_runs_one_way() {
    const ABOVE_THE_MODEL: [&str; 5] = ["action.rs", "command.rs", "jobs.rs", "mod.rs", "model.rs"];
    let (mut parts, mut shown) = (0, 0);
    for source in sources().iter().filter(|s| s.room() == "app") {
        let file = source.path.trim_start_matches("app/");
        if file.starts_with("shown/") {
            shown += 1;
            let code = source.shipped();
            assert!(
                !code.contains("&mut self") && !code.contains("update::"),
                "app/{file} only reads the model"
            );
        } else if !file.contains('/') && !ABOVE_THE_MODEL.contains(&file) {
            parts += 1;
            assert!(!source.shipped().contains("model::"), "app/{file} is a part of the model and names it");
        }
    }
    assert!(parts > 10 && shown > 5, "both were found");
}

#[test]
fn the_window_never_waits() {
    let words = [
        "std::fs",
        "std::io",
        "std::thread",
        "Mutex",
        "RwLock",
        "mpsc",
        ".recv(",
        "sleep",
        "File::",
        "rfd::",
        "Store::",
        "std::process",
    ];
    forbid("invariant 4", |s| s.room() == "ui", &words);
    let update = |s: &Source| s.path.starts_with("app/update");
    forbid(
        "invariant 4",
        update,
        &["std::fs", "std::thread", "std::process", "Mutex", ".recv(", "rfd::", "Store::"],
    );
}

#[test]
fn every_thread_has_a_name() {
    forbid("invariant 4", |_| true, &["thread::spawn(", "scope.spawn("]);
    for source in sources() {
        let builders = source.shipped().matches("thread::Builder::new()").count();
        let names = source.shipped().matches(".name(").count();
        assert!(names >= builders, "src/{} starts a thread without a name", source.path);
    }
}

#[test]
fn colours_come_from_the_tokens() {
    let words =
        ["Color32::from_", "Color32::BLACK", "Color32::WHITE", "Color32::RED", "Color32::GRAY", "Rgba::"];
    forbid("invariant 5", |s| s.room() == "ui" && s.path != "ui/tokens.rs", &words);
}

/// Sizes in points stand in `ui/tokens.rs`. What may stand elsewhere: numbers up to 2, shares, per cent, and
/// a file's own `const … f64` of something that is not a size (minutes, weights).
#[test]
fn sizes_come_from_the_tokens() {
    let mut looked_at = 0;
    for source in sources().iter().filter(|s| s.room() == "ui" && s.path != "ui/tokens.rs") {
        looked_at += 1;
        for line in source.shipped().lines() {
            let line = line.trim();
            let domain_value = line.contains("const ") && line.contains(": f64");
            let large =
                decimals(line).into_iter().find(|number| *number > 2.0 && (*number - 100.0).abs() > 0.0);
            assert!(domain_value || large.is_none(), "src/{}: {line}", source.path);
            for call in ["Margin::same(", "Margin::symmetric(", "CornerRadius::same("] {
                let digit = line.split(call).nth(1).and_then(|after| after.chars().next()).unwrap_or(' ');
                assert!(!digit.is_ascii_digit() || digit == '0', "src/{}: {line}", source.path);
            }
        }
    }
    assert!(looked_at > 30, "files were looked at");
}

/// The decimal literals of a line of code, outside strings: `36.0`, not `x.0` nor `1..2`.
fn decimals(line: &str) -> Vec<f64> {
    let code: String = line.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    let parts = code.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '_'));
    let literal = |part: &&str| {
        part.starts_with(|c: char| c.is_ascii_digit())
            && part.matches('.').count() == 1
            && !part.ends_with('.')
    };
    parts
        .filter(literal)
        .filter_map(|part| part.trim_end_matches("f32").replace('_', "").parse().ok())
        .collect()
}

#[test]
fn domain_types_are_not_written_to_disk_by_chance() {
    forbid("invariant 6", |s| s.room() == "domain", &["Serialize", "Deserialize", "serde"]);
}

#[test]
fn files_say_what_they_are_for_and_are_not_too_long() {
    for source in sources() {
        assert!(source.text.starts_with("//! "), "src/{} does not open with a //! line", source.path);
        let lines = source.text.lines().count();
        assert!(lines <= 600, "src/{} has {lines} lines; split it", source.path);
    }
}

#[test]
fn no_network() {
    forbid("no network", |_| true, &["std::net", "TcpStream", "UdpSocket", "TcpListener", "ToSocketAddrs"]);
}
