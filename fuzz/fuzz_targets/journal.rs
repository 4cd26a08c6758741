//! A journal of any bytes, read with its folder: no panic, and what is read is not changed by reading.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use greenroom::store::{Stamp, Store};
use libfuzzer_sys::fuzz_target;

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("greenroom-fuzz-{}", std::process::id()));
    fs::create_dir_all(folder.join("journal")).expect("the temporary folder can be written");
    folder
});

fuzz_target!(|data: &[u8]| {
    let journal = FOLDER.join("journal/00000000-0000-4000-8000-000000000001.jsonl");
    fs::write(&journal, data).expect("the temporary folder can be written");
    let now: Stamp = chrono::DateTime::UNIX_EPOCH.fixed_offset().into();
    let contents = Store::read(&FOLDER, now).expect("a journal is never an error");
    assert!(contents.attempts.windows(2).all(|two| (two[0].started, two[0].id) <= (two[1].started, two[1].id)));
    assert_eq!(fs::read(&journal).expect("it is there"), data);
});
