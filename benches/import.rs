//! How long 5 and 10 MB of dense Markdown take from bytes to a review, beside parsing the Markdown
//! alone. Run with `cargo bench --bench import`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write;
use std::time::{Duration, Instant};

use chrono::DateTime;
use greenroom::domain::{catalog::Catalog, profile::Profile};
use greenroom::import::{formats, recognise, review};
use uuid::Uuid;

/// Times each size is read; the median counts.
const RUNS: usize = 5;

/// A made-up preparation packet of about so many bytes: questions, stories, tips and prose in turn.
fn packet(bytes: usize) -> String {
    let things =
        ["the ledger", "a timetable", "our stock count", "the help line", "a port permit", "the price list"];
    let ways = ["late", "twice", "by hand", "without a plan", "under a new owner", "in one week"];
    let names = ["Dive Deep", "Ownership", "Deliver Results", "Earn Trust", "Think Big"];
    let mut text = String::with_capacity(bytes + 1000);
    let mut n = 0_usize;
    while text.len() < bytes {
        let (thing, way, name) = (things[n % 6], ways[(n / 6) % 6], names[(n / 36) % 5]);
        if n.is_multiple_of(24) {
            writeln!(text, "\n## {name} {n}\n\nNotes from day {n}: {thing} was changed {way}, and nobody wrote down why.\n")
                .unwrap();
        }
        writeln!(text, "- *Tell me about a time {thing} went wrong {way}, case {n}.*").unwrap();
        if n.is_multiple_of(4) {
            writeln!(
                text,
                "\t- Case {n}\n\t\t- **Situation:** In week {n} {thing} failed {way}. **Task:** I had to find out why. \
                 **Action:** I checked {n} entries myself. **Result:** We lost {} hours less."
                , n % 97
            )
            .unwrap();
        }
        if n.is_multiple_of(9) {
            writeln!(text, "- Use numbers when you speak about {thing}; say \"I\", not \"we\".").unwrap();
        }
        n += 1;
    }
    text
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e3
}

fn main() {
    let catalog = Catalog::new(greenroom::banks::built_in().unwrap(), &Profile::default());
    let made = DateTime::parse_from_rfc3339("2026-06-30T19:00:00+02:00").unwrap();
    println!(
        "| Markdown | Markdown parser alone, ms | read, ms | recognised, ms | reviewed, ms | all, ms | items |"
    );
    println!("|---|---|---|---|---|---|---|");
    let mut all = Vec::new();
    for megabytes in [5, 10] {
        let text = packet(megabytes << 20);
        let mut times = [const { Vec::new() }; 5];
        let mut items = 0;
        for _ in 0..RUNS {
            let from = Instant::now();
            assert!(pulldown_cmark::Parser::new(&text).count() > 1000);
            times[0].push(from.elapsed());
            let from = Instant::now();
            let document = formats::read("packet.md", text.as_bytes()).unwrap();
            let read = from.elapsed();
            let draft = recognise::recognise(&document, &catalog);
            let recognised = from.elapsed();
            let review = review::review(&document, draft, &catalog, made, Uuid::now_v7);
            let reviewed = from.elapsed();
            items = review.items.len();
            for (times, time) in times[1..].iter_mut().zip([
                read,
                recognised.saturating_sub(read),
                reviewed.saturating_sub(recognised),
                reviewed,
            ]) {
                times.push(time);
            }
        }
        let [parser, read, recognised, reviewed, whole] = times.map(median);
        println!(
            "| {megabytes} MB | {parser:.0} | {read:.0} | {recognised:.0} | {reviewed:.0} | {whole:.0} | {items} |"
        );
        all.push(whole);
    }
    println!("\n10 MB take {:.2} times as long as 5 MB.", all[1] / all[0]);
}
