//! `greenroom import`: what it prints, that it only looks, and how it refuses.

use std::fs;

use serde_json::Value;

use crate::common::Room;

const NOTES: &str = "# Dive Deep\n\n- *Tell me about a time a number surprised you.*\n\n# Questions to ask\n\n- What does a good first month look like?\n";

fn file(room: &Room, name: &str, bytes: &[u8]) -> String {
    let path = room.data().with_file_name(name);
    fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

#[test]
fn the_draft_is_as_documented_and_nothing_is_stored() {
    let room = Room::new();
    let notes = file(&room, "notes.md", NOTES.as_bytes());
    let draft = room.run(&["import", &notes, "--json"]).json();
    assert_eq!(draft["format"], "greenroom-draft/1");
    assert_eq!(draft["source"]["name"], "notes.md");
    assert_eq!(draft["source"]["kind"], "markdown");
    assert_eq!(draft["questions"][0]["text"], "Tell me about a time a number surprised you.");
    assert_eq!(draft["questions"][0]["principles"], serde_json::json!(["Dive Deep"]));
    assert_eq!(draft["questions"][0]["origin"], "asked");
    assert_eq!(draft["questions"][0]["line"], 3);
    assert_eq!(draft["ask_them"][0]["line"], 7);
    assert!(draft.get("stories").is_none(), "what was not found is left out");
    assert!(!room.data().exists(), "the data folder is not even made");
}

#[test]
fn several_files_give_an_array_and_a_bad_one_is_told() {
    let room = Room::new();
    let notes = file(&room, "notes.md", NOTES.as_bytes());
    let picture = file(&room, "me.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01");
    let told = room.run(&["import", &notes, &picture, &notes, "--json"]);
    assert_eq!(told.code, 1);
    let drafts: Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(drafts.as_array().unwrap().len(), 3, "the file that failed keeps its place");
    let failed: Vec<&serde_json::Value> =
        drafts.as_array().unwrap().iter().filter(|draft| draft.get("error").is_some()).collect();
    assert!(failed.len() == 1 && failed[0]["source"]["name"].is_string(), "{failed:?}");
    assert!(told.err.contains("me.png") && told.err.contains("a picture"), "{}", told.err);
    let missing = room.run(&["import", "/nowhere/at/all.md", "--json"]);
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    assert!(missing.err.contains("cannot be opened"), "{}", missing.err);
}

#[test]
fn nothing_found_is_a_warning_and_no_error() {
    let room = Room::new();
    let empty = file(&room, "empty.txt", b"");
    let told = room.run(&["import", &empty, "--json"]);
    assert_eq!(told.code, 0);
    assert!(!told.json()["warnings"].as_array().unwrap().is_empty());
}

#[test]
fn what_is_accepted_is_stored_once() {
    let room = Room::new();
    let notes = file(&room, "notes.md", NOTES.as_bytes());
    let told = room.run(&["import", &notes, "--accept"]);
    assert_eq!((told.code, told.err.as_str()), (0, ""), "{told:?}");
    assert!(told.out.contains("added: 2"), "{}", told.out);
    let contents = room.contents();
    assert_eq!(contents.has.banks.len(), 1);
    assert_eq!(contents.has.banks[0].questions[0].text, "Tell me about a time a number surprised you.");
    assert!(!contents.has.imports[0].waits());
    let again = room.run(&["import", &notes, "--accept"]);
    assert_eq!(again.code, 0);
    assert_eq!(room.contents().has.banks.len(), 1, "the question is in the banks already");
    let drawn = room.run(&["draw", "--json", "--count", "200", "--principle", "Dive Deep"]).json();
    assert!(
        drawn.as_array().unwrap().iter().any(|q| q["text"] == "Tell me about a time a number surprised you.")
    );
}

#[test]
fn a_read_only_folder_takes_nothing() {
    let room = Room::new();
    let notes = file(&room, "notes.md", NOTES.as_bytes());
    assert_eq!(room.run(&["import", &notes, "--not-mine"]).code, 2, "only with --accept");
    fs::create_dir_all(room.data()).unwrap();
    fs::write(room.path("folder.json"), r#"{"format": "greenroom-folder/1", "version": 99}"#).unwrap();
    let told = room.run(&["import", &notes, "--accept"]);
    assert_eq!(told.code, 1);
    assert!(told.err.contains("nothing can be saved"), "{}", told.err);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_and_not_waited_for() {
    let room = Room::new();
    let pipe = room.data().with_file_name("notes.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let told = room.run(&["import", &pipe.display().to_string()]);
    assert!(told.problem().contains("not a file but a pipe"), "{told:?}");
}

#[test]
fn what_reads_behind_the_wall_is_not_offered_to_people() {
    let room = Room::new();
    let told = room.run(&["--help"]);
    assert!(told.code == 0 && told.out.contains("import") && !told.out.contains("wall"), "{told:?}");
}

/// The same file twice, and again with a line more: nothing is doubled, and what is new is added.
#[test]
fn a_file_accepted_twice_doubles_nothing() {
    const STORY: &str = "# Stories\n\n## The outage\n\nSituation: The site was down on a Friday.\nTask: I had to bring it back.\nAction: I rolled the change back and wrote the steps down.\nResult: It was up in ten minutes.\n\n# Tips\n\n- Be brief and name the number.\n";
    let room = Room::new();
    let notes = file(&room, "notes.md", STORY.as_bytes());
    let added = |told: crate::common::Done| {
        assert_eq!(told.code, 0, "{told:?}");
        told.out.lines().find_map(|line| line.trim().strip_prefix("added: ")?.parse::<usize>().ok()).unwrap()
    };
    let first = added(room.run(&["import", &notes, "--accept"]));
    assert!(first >= 2, "a story and a tip");
    let before = room.contents();
    assert_eq!(added(room.run(&["import", &notes, "--accept"])), 0);
    let after = room.contents();
    assert_eq!((after.has.stories, after.has.imports.len()), (before.has.stories, before.has.imports.len()));
    let more = file(&room, "notes.md", (STORY.to_owned() + "- Say we, and say who did what.\n").as_bytes());
    assert_eq!(added(room.run(&["import", &more, "--accept"])), 1);
    assert_eq!(room.contents().has.stories.len(), 1);
}
