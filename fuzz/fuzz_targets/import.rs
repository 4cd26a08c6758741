//! A file of every format from bytes to review: no panic, and no more out than the limits allow.
#![no_main]

use std::sync::LazyLock;

use greenroom::banks::built_in;
use greenroom::domain::catalog::Catalog;
use greenroom::domain::profile::Profile;
use greenroom::import::limits::{MAX_BLOCKS, MAX_TEXT};
use greenroom::import::{formats, recognise, review};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 20] = [
    "a.md", "a.html", "a.txt", "a.csv", "a.tsv", "a.json", "a.yaml", "a.eml", "a.docx", "a.xlsx", "a.pdf", "a.apkg",
    "a.rtf", "a.tex", "a.vtt", "a.srt", "a.py", "a.jsonl", "a", "a.zip",
];

static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::new(built_in().expect("they are embedded"), &Profile::default()));

fuzz_target!(|data: &[u8]| {
    let Some((name, bytes)) = data.split_first() else { return };
    let Ok(document) = formats::read(NAMES[usize::from(*name) % NAMES.len()], bytes) else { return };
    let text: usize = document.blocks.iter().flat_map(|block| &block.spans).map(|span| span.text.len()).sum();
    assert!(document.blocks.len() <= MAX_BLOCKS && text <= MAX_TEXT);
    let draft = recognise::recognise(&document, &CATALOG);
    let made = chrono::DateTime::UNIX_EPOCH.fixed_offset();
    let mut review = review::review(&document, draft, &CATALOG, made, uuid::Uuid::new_v4);
    review.own = Some(true);
    let _ = review.accept(&CATALOG, &Profile::default().target, None, made);
});
