//! A recording from beginning to end, with a microphone and a clock that are made up.

#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

use hound::WavReader;

use super::super::source::{Feed, line};
use super::*;

const RATE: u32 = 1000;

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// A microphone whose sound is what a test puts in.
#[derive(Default)]
struct MadeUp {
    feed: Option<Feed>,
    refuses: bool,
}

impl Source for MadeUp {
    type Stream = ();

    fn open(&mut self, device: Option<&str>, _: Alarm) -> Result<Sounding<()>, SourceError> {
        if self.refuses {
            return Err(SourceError::Gone(device.unwrap().to_owned()));
        }
        let (feed, drain) = line(RATE);
        self.feed = Some(feed);
        Ok(Sounding { stream: (), device: "Made up".to_owned(), rate: RATE, drain })
    }
}

type Said = Rc<RefCell<Vec<RecordEvent>>>;

struct Room {
    source: MadeUp,
    said: Said,
    meter: Meter,
    now: Duration,
    engine: Option<Engine<MadeUp, Box<dyn Fn(RecordEvent)>>>,
}

impl Room {
    fn begun(file: File) -> Self {
        Self::with(MadeUp::default(), file)
    }

    fn with(mut source: MadeUp, file: File) -> Self {
        let (said, meter) = (Said::default(), Meter::default());
        let to = Rc::clone(&said);
        let events: Box<dyn Fn(RecordEvent)> = Box::new(move |event| to.borrow_mut().push(event));
        let engine = Engine::begin(
            &mut source,
            Some("Desk"),
            file,
            meter.clone(),
            Alarm::new(|_| {}),
            events,
            ms(10_000),
        );
        Self { source, said, meter, now: ms(10_000), engine }
    }

    /// For as long as `millis`, the microphone gives `value`, or nothing.
    fn pass(&mut self, millis: u64, value: Option<f32>) {
        for _ in 0..millis / 50 {
            self.now += ms(50);
            if let (Some(value), Some(feed)) = (value, &mut self.source.feed) {
                feed.push([value; 50].into_iter(), 1);
            }
            self.engine = self.engine.take().and_then(|engine| engine.tick(self.now));
        }
    }

    fn said(&self) -> Vec<RecordEvent> {
        self.said.take()
    }
}

fn began(at: u64) -> RecordEvent {
    RecordEvent::Began { device: "Made up".to_owned(), rate: RATE, at: ms(at) }
}

fn length(path: &Path) -> u32 {
    WavReader::open(path).unwrap().duration()
}

#[test]
fn all_that_the_microphone_gave_is_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.wav");
    let mut room = Room::begun(File::create(&path).unwrap());
    room.pass(1500, None);
    assert_eq!(room.said(), [], "a sound server takes its time");
    room.pass(3000, Some(0.5));
    assert_eq!(room.said(), [began(11_500)], "from its first frame, not from when it came");
    assert!((room.meter.peak() - 0.5).abs() < 0.001);
    // What came since the last tick is in it too.
    room.source.feed.as_mut().unwrap().push([0.1; 20].into_iter(), 1);
    room.engine.take().unwrap().end(room.now);
    assert_eq!(room.said(), [RecordEvent::Ended { frames: 3020, lost: 0 }]);
    assert_eq!(length(&path), 3020);
    assert!(room.meter.peak() < f32::EPSILON);
}

#[test]
fn a_microphone_that_stalls_is_told_within_two_seconds_and_once() {
    let mut room = Room::begun(tempfile::tempfile().unwrap());
    room.pass(1000, Some(0.2));
    room.said();
    room.pass(1700, None);
    assert_eq!(room.said(), []);
    room.pass(300, None);
    assert_eq!(room.said(), [RecordEvent::Stalled]);
    room.pass(9000, None);
    assert_eq!(room.said(), []);
    room.pass(100, Some(0.2));
    assert_eq!(room.said(), [RecordEvent::Sounds]);
}

#[test]
fn a_muted_microphone_is_told_and_so_is_its_return() {
    let mut room = Room::begun(tempfile::tempfile().unwrap());
    room.pass(1000, Some(0.0));
    assert_eq!(room.said(), [began(10_000)]);
    room.pass(1000, Some(0.0));
    assert_eq!(room.said(), [RecordEvent::Silent]);
    room.pass(50, Some(0.3));
    assert_eq!(room.said(), [RecordEvent::Sounds]);
}

#[test]
fn one_that_never_gives_anything_is_told_in_time() {
    let mut room = Room::begun(tempfile::tempfile().unwrap());
    room.pass(4000, None);
    assert_eq!(room.said(), [RecordEvent::Stalled]);
}

#[test]
fn one_that_does_not_open_is_told_and_nothing_goes_on() {
    let source = MadeUp { refuses: true, ..MadeUp::default() };
    let room = Room::with(source, tempfile::tempfile().unwrap());
    assert!(room.engine.is_none());
    let why = "the microphone “Desk” is not connected; choose another under Settings".to_owned();
    assert_eq!(room.said(), [RecordEvent::NotBegun { why }]);
}

#[test]
fn a_lost_device_keeps_what_came() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.wav");
    let mut room = Room::begun(File::create(&path).unwrap());
    room.pass(700, Some(0.2));
    room.said();
    room.engine.take().unwrap().lose("unplugged".to_owned(), room.now);
    assert_eq!(room.said(), [RecordEvent::Broke { why: "unplugged".to_owned(), frames: 700, lost: 0 }]);
    assert_eq!(length(&path), 700);
}

#[test]
fn a_disk_that_is_slow_loses_only_what_found_no_room_and_says_how_much() {
    let mut room = Room::begun(tempfile::tempfile().unwrap());
    room.source.feed.as_mut().unwrap().push([0.1; 4500].into_iter(), 1);
    room.pass(50, None);
    room.engine.take().unwrap().end(room.now);
    assert_eq!(room.said()[1..], [RecordEvent::Ended { frames: 4000, lost: 500 }]);
}
