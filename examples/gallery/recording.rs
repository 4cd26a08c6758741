//! The screens of a recording: on stage, heard, compared, and its settings.

use eframe::egui::Key;
use greenroom::app::effect::Event;
use greenroom::app::recording::{Found, RecordJob, Studied};
use greenroom::audio::record::{RecordEvent, Recorded};
use greenroom::domain::recording::RATE;
use greenroom::domain::recording::delivery::Span;

use super::support::Room;
use super::{Scene, go};

/// The scenes.
pub const SCENES: &[Scene] = &[
    ("recording-stage", 60, |room| {
        switch_on(room);
        begin(room);
        room.wait(20);
    }),
    ("recording-silent", 60, |room| {
        switch_on(room);
        let number = begin(room);
        report(room, number, RecordEvent::Silent);
    }),
    ("recording-score", 60, |room| {
        switch_on(room);
        tell(room);
    }),
    ("recording-closed", 60, |room| {
        switch_on(room);
        tell(room);
        save(room);
    }),
    ("recording-heard", 60, heard),
    ("recording-measures", 60, |room| {
        heard(room);
        room.press(Key::End);
    }),
    ("recording-compared", 60, |room| {
        switch_on(room);
        tell(room);
        save(room);
        open(room);
        room.click("Answer it again");
        tell(room);
        save(room);
        open(room);
        room.show("Compare with…");
        room.click("Compare with…");
        room.press(Key::ArrowDown);
        room.press(Key::Enter);
        study(room);
    }),
    ("recording-settings", 60, |room| {
        go(room, Key::Num7);
        room.show("Record my answers");
    }),
];

fn report(room: &mut Room, number: u64, event: RecordEvent) {
    room.report(Event::Recorded(Recorded::Of(number, event)));
}

fn switch_on(room: &mut Room) {
    go(room, Key::Num7);
    room.click_any("Record my answers");
    room.click_any("I wear headphones: no cue and no screen reader is heard in a recording");
    go(room, Key::Num1);
}

/// A question is asked and the clock of its answer runs, recorded.
fn begin(room: &mut Room) -> u64 {
    if room.model().stage.is_none() {
        room.press(Key::F);
    }
    let begun = room.recorder.take().into_iter().find_map(|job| match job {
        RecordJob::Begin { number, .. } => Some(number),
        _ => None,
    });
    let number = begun.expect("a recording is begun");
    report(room, number, RecordEvent::Ready { device: "Desk microphone".to_owned() });
    room.press(Key::Space);
    mark(room, number, 0);
    number
}

/// What is to be marked lies so many seconds in.
fn mark(room: &mut Room, number: u64, secs: u64) {
    for job in room.recorder.take() {
        if let RecordJob::Mark(mark) = job {
            report(room, number, RecordEvent::Marked { mark, frame: secs * u64::from(RATE) });
        }
    }
}

/// An answer in four sections up to the score.
fn tell(room: &mut Room) {
    let number = begin(room);
    let mut secs = 0;
    for (key, length) in [(Key::Num2, 34), (Key::Num3, 16), (Key::Num4, 71), (Key::Enter, 22)] {
        room.wait(length);
        secs += length;
        room.press(key);
        mark(room, number, secs);
    }
    room.wait(12);
    room.press(Key::E);
    report(room, number, RecordEvent::Ended { frames: (secs + 12) * u64::from(RATE), lost: 0 });
}

fn save(room: &mut Room) {
    for key in [Key::Num3, Key::Num4, Key::Num2, Key::Num4, Key::Num4, Key::Num3, Key::Enter] {
        room.press(key);
    }
}

fn heard(room: &mut Room) {
    switch_on(room);
    tell(room);
    save(room);
    open(room);
    room.show("▶ The result only");
}

/// The page of the newest answer, its recording looked through.
fn open(room: &mut Room) {
    go(room, Key::Num6);
    let newest = room.model().notebook.attempts.last().expect("an answer was given");
    let label = greenroom::ui::screens::history::row_label(room.model(), newest);
    room.click_any(&label);
    study(room);
}

/// Words of a second or two with short pauses between them.
fn study(room: &mut Room) {
    for attempt in room.studied.take() {
        let bars = (0..800_u32)
            .map(|n| if n % 23 < 3 { 0.03 } else { 0.3 + 0.3 * (f64::from(n) * 0.7).sin().abs() });
        #[allow(clippy::cast_possible_truncation)] // 0 to 1
        let bars = bars.map(|bar| bar as f32).collect();
        let speech =
            (0..48_u32).map(|n| 1.0 + 3.0 * f64::from(n)).map(|at| Span::new(at, at + 2.4)).collect();
        room.report(Event::Studied(Studied {
            attempt,
            found: Ok(Found { bars, speech, syllables: (0..500).map(|n| f64::from(n) * 0.28).collect() }),
        }));
    }
}
