//! What a frame costs on each screen with 10 and with 10,000 attempts stored (layout and tessellation
//! on the CPU), and how many frames the window asks for. Run with `cargo bench --bench frames`,
//! or for some places only with `cargo bench --bench frames -- Readiness`; `GREENROOM_ATTEMPTS=100000` stores
//! more than 10,000.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::fmt::Write;
use std::time::{Duration, Instant};

use eframe::App;
use eframe::egui::{self, Key, Modifiers, ViewportId};
use support::{Room, RoomOptions, fill};

/// Frames measured on each screen and with each folder.
const FRAMES: usize = 200;
/// What a frame is taken to cost when frames are counted.
const FRAME_COST: Duration = Duration::from_millis(8);
/// For how long frames are counted.
const COUNTED: Duration = Duration::from_mins(1);

/// How many attempts the full folder holds: 10,000, or what `GREENROOM_ATTEMPTS` says.
fn many() -> usize {
    std::env::var("GREENROOM_ATTEMPTS").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000)
}

/// A place to measure: its name, how to get there, the time from one frame to the next.
type Place = (&'static str, fn(&mut Room), u64);

const PLACES: &[Place] = &[
    ("Today", |room| go(room, Key::Num1), 16),
    ("Rehearse", |room| go(room, Key::Num2), 16),
    ("Readiness", |room| go(room, Key::Num3), 16),
    (
        "Readiness, one chosen",
        |room| {
            go(room, Key::Num3);
            room.press(Key::ArrowDown);
        },
        16,
    ),
    ("Readiness, over time", |room| readiness(room, "Over time"), 16),
    ("Readiness, where the time goes", |room| readiness(room, "Where the time goes"), 16),
    ("Stories", |room| go(room, Key::Num4), 16),
    ("Stories, 10 of them", |room| stories(room, 10, Key::Num1), 16),
    ("Stories, 100 of them", |room| stories(room, 100, Key::Num1), 16),
    ("Coverage, 10 stories", |room| stories(room, 10, Key::Num2), 16),
    ("Coverage, 100 stories", |room| stories(room, 100, Key::Num2), 16),
    ("Banks", |room| go(room, Key::Num5), 16),
    ("Review of 3,000 items", review, 16),
    ("History", |room| go(room, Key::Num6), 16),
    ("Settings", |room| go(room, Key::Num7), 16),
    ("Think", |room| room.press(Key::Space), 250),
    ("Answer", answer, 250),
    ("Probe", probe, 250),
    ("Score", score, 250),
];

/// A place to count frames: its name, how to get there, the most frames a second that may be asked for.
type Counted = (&'static str, fn(&mut Room), usize);

fn go(room: &mut Room, key: Key) {
    room.press_with(Modifiers::COMMAND, key);
}

fn readiness(room: &mut Room, view: &str) {
    go(room, Key::Num3);
    room.click_any(view);
}

/// So many stories, each told for two of the sixteen principles, and a page of theirs.
fn stories(room: &mut Room, count: usize, page: Key) {
    let names: Vec<String> =
        room.model().notebook.catalog().in_play().iter().map(|principle| principle.name.clone()).collect();
    let mut text = "---\nformat: greenroom-stories/1\n---\n\n# Stories\n".to_owned();
    for n in 0..count {
        let (one, other) = (&names[n % names.len()], &names[(n * 7 + 3) % names.len()]);
        let words = "I rang them all, chose one and left the other. ".repeat(12);
        write!(text, "\n## Story {n}\n\n- Principle: {one}\n- Principle: {other}\n").unwrap();
        write!(
            text,
            "\n### Situation\n\nThere.\n\n### Task\n\nMine.\n\n### Action\n\n{words}\n\n### Result\n\nUp by {n} %.\n"
        )
        .unwrap();
    }
    room.harness.event(egui::Event::Paste(text));
    room.harness.run();
    room.press(Key::Y);
    room.press(Key::Enter);
    room.press(Key::Escape);
    room.press(Key::Escape);
    go(room, Key::Num4);
    room.press(page);
    assert!(room.model().notebook.stories.len() >= count && room.model().modal.is_none());
}

/// The review of a long import, every item of it kept.
fn review(room: &mut Room) {
    let question = |n: usize| format!("- *Tell me about a time shipment {n} went astray.*\n");
    let text: String = (0..3000).map(question).collect();
    room.harness.event(egui::Event::Paste(text));
    room.harness.run();
    assert!(room.model().open_review().is_some_and(|review| review.items.len() == 3000));
}

fn answer(room: &mut Room) {
    room.press(Key::Space);
    room.press(Key::Space);
}

fn probe(room: &mut Room) {
    answer(room);
    room.press(Key::Enter);
}

fn score(room: &mut Room) {
    probe(room);
    room.press(Key::E);
}

/// A room whose frames are run one by one, without what only tests need.
struct Bare {
    room: Room,
    frame: eframe::Frame,
}

impl Bare {
    fn at(attempts: usize, arrive: fn(&mut Room)) -> Self {
        let options = RoomOptions { size: egui::vec2(1440.0, 900.0), ..RoomOptions::default() };
        let mut room = Room::prepared(&options, |folder| fill(folder, attempts, options.wall));
        room.harness.run();
        arrive(&mut room);
        // The window has no screen reader to serve either, most of the time.
        room.harness.ctx.disable_accesskit();
        Self { room, frame: eframe::Frame::_new_kittest() }
    }

    /// One frame: what it cost, and how long the window may sleep after it.
    fn frame(&mut self) -> (Duration, Duration) {
        let ctx = self.room.harness.ctx.clone();
        let now = self.room.clock.0.get().mono;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1440.0, 900.0))),
            time: Some(now.as_secs_f64()),
            ..Default::default()
        };
        let app = self.room.harness.state_mut();
        let frame = &mut self.frame;
        let from = Instant::now();
        let output = ctx.run_ui(input, |ui| {
            app.logic(&ui.ctx().clone(), frame);
            app.ui(ui, frame);
        });
        let shapes = ctx.tessellate(output.shapes, output.pixels_per_point);
        let cost = from.elapsed();
        assert!(!shapes.is_empty());
        (cost, output.viewport_output[&ViewportId::ROOT].repaint_delay)
    }

    /// The frames asked for in a minute, as the window would give them, once things have settled.
    fn asked_for(&mut self) -> usize {
        let mut count = 0;
        // Animations run out first.
        let settle = Duration::from_secs(3);
        let mut passed = Duration::ZERO;
        loop {
            let (_, delay) = self.frame();
            if passed >= settle {
                count += 1;
            }
            let step = delay.max(FRAME_COST);
            if step > settle + COUNTED {
                return if passed >= settle { count } else { 0 };
            }
            self.room.clock.advance(step);
            passed += step;
            if passed > settle + COUNTED {
                return count;
            }
        }
    }
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e3
}

fn measure(name: &str, arrive: fn(&mut Room), step_ms: u64) {
    let mut rooms = [10, many()].map(|attempts| Bare::at(attempts, arrive));
    let mut times = [Vec::new(), Vec::new()];
    for i in 0..FRAMES + 20 {
        for (room, times) in rooms.iter_mut().zip(&mut times) {
            room.room.clock.advance(Duration::from_millis(step_ms));
            let (cost, _) = room.frame();
            // The first frames fill caches.
            if i >= 20 {
                times.push(cost);
            }
        }
    }
    report(name, times);
}

fn report(name: &str, times: [Vec<Duration>; 2]) {
    let [few, many] = times.map(median);
    println!("| {name:<40} | {few:>8.2} | {many:>8.2} | {:>5.2} |", many / few);
}

/// The frame in which readiness is worked out again, which happens once an hour.
fn measure_hourly() {
    let mut rooms = [10, many()].map(|attempts| Bare::at(attempts, |room| go(room, Key::Num1)));
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..20 {
        for (room, times) in rooms.iter_mut().zip(&mut times) {
            room.room.clock.advance(Duration::from_hours(2));
            times.push(room.frame().0);
        }
    }
    report("Today, readiness worked out again", times);
}

/// The frame that stores an attempt, without what the disk takes: that is another thread's.
fn measure_save() {
    let arrive = |room: &mut Room| {
        score(room);
        room.press(Key::Num3);
    };
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..5 {
        for (attempts, times) in [10, many()].into_iter().zip(&mut times) {
            let mut bare = Bare::at(attempts, arrive);
            bare.frame();
            let ctx = bare.room.harness.ctx.clone();
            ctx.enable_accesskit();
            bare.room.clock.advance(Duration::from_secs(1));
            let from = Instant::now();
            bare.room.harness.key_press(Key::Enter);
            bare.room.harness.step();
            times.push(from.elapsed());
        }
    }
    report("Enter saves (the disk included)", times);
}

fn count_frames() {
    let closing = |room: &mut Room| {
        score(room);
        for _ in 0..6 {
            room.press(Key::Num3);
        }
    };
    let paused = |room: &mut Room| {
        answer(room);
        room.press(Key::Space);
    };
    let clocks: [Counted; 6] = [
        ("Think", |room| room.press(Key::Space), 10),
        ("Answer", answer, 10),
        ("Answer, paused", paused, 0),
        ("Probe", probe, 10),
        ("Score", score, 0),
        ("Score, the closing line being typed", closing, 10),
    ];
    let screens = PLACES.iter().filter(|place| place.2 == 16).map(|place| (place.0, place.1, 0));
    println!(
        "\n| frames asked for in {} s with {} attempts | frames | a second |",
        COUNTED.as_secs(),
        many()
    );
    println!("|---|---|---|");
    for (name, arrive, most) in screens.chain(clocks) {
        let frames = Bare::at(many(), arrive).asked_for();
        let a_second = frames as f64 / COUNTED.as_secs_f64();
        println!("| {name:<40} | {frames:>6} | {a_second:>6.2} |");
        assert!(a_second <= most as f64, "{name}: {a_second} frames a second, {most} at most");
    }
}

fn main() {
    // With words given, only the places whose names begin with one of them.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    println!("| {:<40} | {:>8} | {:>8} | ratio |", "frame, median ms, by attempts stored", 10, many());
    println!("|---|---|---|---|");
    for (name, arrive, step_ms) in PLACES {
        if wanted.is_empty() || wanted.iter().any(|word| name.starts_with(word.as_str())) {
            measure(name, *arrive, *step_ms);
        }
    }
    if !wanted.is_empty() {
        return;
    }
    measure_hourly();
    measure_save();
    count_frames();
}
