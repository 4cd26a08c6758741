//! `greenroom licences`: every typeface and list that is embedded stands there with its own words.

use crate::common::{Room, keys};

#[test]
fn the_licences_of_what_is_embedded_are_printed_whole() {
    let room = Room::new();
    let done = room.run_unchanged(&["licences"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    for text in [
        include_str!("../../LICENSE-MIT"),
        include_str!("../../LICENSE-APACHE"),
        include_str!("../../assets/fonts/ibm-plex-sans/OFL.txt"),
        include_str!("../../assets/fonts/source-serif-4/OFL.txt"),
        include_str!("../../assets/words/LICENSE.txt"),
    ] {
        assert!(done.out.contains(text.trim_end()), "{}", text.lines().next().unwrap());
    }
    for name in ["Hack", "Noto Emoji", "Ubuntu Light", "SQLite", "NOTICES.txt"] {
        assert!(done.out.contains(name), "{name}");
    }
    assert!(!room.data().exists());
}

#[test]
fn the_json_is_as_documented_and_says_the_same() {
    let room = Room::new();
    let works = room.run(&["licences", "--json"]).json();
    let told = room.run(&["licenses"]).out;
    for work in works.as_array().unwrap() {
        assert_eq!(keys(work), ["licence", "name", "says", "texts"]);
        assert!(told.contains(work["name"].as_str().unwrap()), "{work}");
        for text in work["texts"].as_array().unwrap() {
            assert!(told.contains(text.as_str().unwrap().trim_end()), "{}", work["name"]);
        }
    }
}
