//! Help, exit codes, and where the data folder is looked for.

use crate::common::{Room, attempt, finish};

#[test]
fn help_documents_each_commands_json() {
    let room = Room::new();
    let documented: [(&str, &[&str]); 6] = [
        (
            "draw",
            &[
                "\"id\"",
                "\"text\"",
                "\"principle\"",
                "\"principles\"",
                "\"bank\"",
                "\"reason\"",
                "--count",
                "--seed",
            ],
        ),
        (
            "log",
            &["{\"saved\": \"<id>\"}", "\"question\"", "\"started\"", "\"scores\"", "\"redo_of\"", "--stdin"],
        ),
        (
            "report",
            &[
                "\"now\"",
                "\"principles\"",
                "\"state\"",
                "\"counts_as\"",
                "\"estimate\"",
                "\"low\"",
                "\"high\"",
                "\"answers\"",
                "\"mean\"",
                "\"last\"",
                "\"weight\"",
            ],
        ),
        ("check", &["greenroom-check/1", "\"set_aside\"", "\"backups\"", "\"sound\"", "--restore"]),
        ("demo", &["\"attempts\"", "\"folder\"", "--attempts", "--seed"]),
        ("licences", &["\"name\"", "\"says\"", "\"licence\"", "\"texts\""]),
    ];
    let overview = room.run_unchanged(&["--help"]);
    assert_eq!((overview.code, overview.err.as_str()), (0, ""));
    for (command, words) in documented {
        assert!(overview.out.contains(&format!("\n  {command} ")), "{command}: {}", overview.out);
        let help = room.run_unchanged(&[command, "--help"]);
        assert_eq!((help.code, help.err.as_str()), (0, ""));
        // Words may be parted by the wrapping of lines.
        let text = help.out.split_whitespace().collect::<Vec<_>>().join(" ");
        for word in words.iter().chain(&["--json", "--data"]) {
            assert!(text.contains(word), "{command} --help does not tell {word}: {}", help.out);
        }
    }
}

#[test]
fn bad_usage_is_exit_2_and_changes_nothing() {
    let room = Room::new();
    for args in [
        &["log"][..],
        &["log", "--json"],
        &["sing"],
        &["draw", "--seed", "many"],
        &["draw", "--count", "-1"],
        &["report", "--now", "soon"],
        &["check", "--restore"],
        &["demo", "--attempts", "few"],
        &["report", "--louder"],
    ] {
        let done = room.run_unchanged(args);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{args:?}: {done:?}");
        assert!(!done.err.is_empty(), "{args:?}");
    }
}

#[test]
fn the_folder_is_the_one_named_else_that_of_the_environment() {
    let room = Room::with(&[attempt("Dive Deep", "q", "2026-06-01T10:00:00+02:00", 3)]);
    let mut command = room.bare(&["check", "--json"]);
    command.env("GREENROOM_DATA", room.data());
    assert_eq!(finish(command, b"").json()["attempts"], 1);

    let other = Room::new();
    let mut command = room.bare(&["report"]);
    command.env("GREENROOM_DATA", other.data());
    assert!(!finish(command, b"").out.contains("begun"));
    let mut command = room.command(&["report"]);
    command.env("GREENROOM_DATA", other.data());
    assert!(finish(command, b"").out.contains("begun"), "--data goes first");
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_screen_the_window_says_so_and_makes_nothing() {
    let room = Room::new();
    let done = room.run_unchanged(&[]);
    let told = done.problem();
    assert!(told.contains("window") && told.contains("--help") && !told.contains(".rs:"), "{told}");
}

/// A home that is not a place of its own would be another one wherever the program is started.
#[cfg(target_os = "linux")]
#[test]
fn a_home_that_is_no_absolute_path_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_greenroom"))
        .args(["check"])
        .env_clear()
        .env("HOME", "here")
        .current_dir(folder.path())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.code() == Some(1) && told.contains("--data DIR"), "{told}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
