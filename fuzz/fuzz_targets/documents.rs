//! Every document of a data folder, and a friend's file: no panic, whatever stands in it.
#![no_main]

use greenroom::store::schema::{bank, import, mock, overlay, profile, scores, story};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((kind, bytes)) = data.split_first() else { return };
    match kind % 7 {
        0 => drop(bank::parse_bank("a.json", bytes).map(|doc| doc.to_bank())),
        1 => drop(import::parse_import("a.json", bytes)),
        2 => drop(mock::parse_mock("a.json", bytes)),
        3 => drop(overlay::parse_overlay("a.json", bytes)),
        4 => drop(profile::parse_profile("a.json", bytes)),
        5 => drop(story::parse_story("a.json", bytes)),
        _ => drop(scores::parse_scores(bytes)),
    }
});
