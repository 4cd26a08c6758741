//! A recording from beginning to end, with a microphone and a clock that are made up.

#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

use hound::WavReader;

use super::super::source::{Feed, line};
use super::*;

/// Frames in a tick.
const FRAMES: usize = 800;

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
        Ok(Sounding { _stream: (), device: "Made up".to_owned(), rate: RATE, drain })
    }
}

type Said = Rc<RefCell<Vec<RecordEvent>>>;
type Told = Box<dyn Fn(RecordEvent)>;

struct Room {
    source: MadeUp,
    said: Said,
    now: Duration,
    engine: Option<Engine<MadeUp, Told>>,
    folder: tempfile::TempDir,
}

#[allow(clippy::unnecessary_wraps)] // as a disk tells it
fn plenty(_: &Path) -> Option<u64> {
    Some(1 << 40)
}

impl Room {
    /// The microphone is open at 10 s and nothing is kept yet.
    fn open() -> Self {
        Self::with(MadeUp::default(), plenty)
    }

    /// What it gives is kept from 10 s on.
    fn keeping() -> Self {
        let mut room = Self::open();
        room.keep();
        room
    }

    fn with(mut source: MadeUp, room: fn(&Path) -> Option<u64>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let said = Said::default();
        let to = Rc::clone(&said);
        let events: Told = Box::new(move |event| to.borrow_mut().push(event));
        let place =
            Place { path: folder.path().join("a.wav"), create: |path| std::fs::File::create(path), room };
        let alarm = Alarm::new(|_| {});
        let engine = Engine::begin(&mut source, Some("Desk"), Keep::File(place), alarm, events, ms(10_000));
        Self { source, said, now: ms(10_000), engine, folder }
    }

    fn keep(&mut self) {
        self.engine = self.engine.take().unwrap().keep(self.now, self.now);
    }

    fn hold(&mut self) {
        self.engine = self.engine.take().unwrap().hold(self.now);
    }

    fn mark(&mut self, mark: u32) {
        self.engine = self.engine.take().unwrap().mark(mark, self.now, self.now);
    }

    fn end(&mut self) {
        self.engine = self.engine.take().unwrap().end(self.now);
    }

    /// For as long as `millis`, the microphone gives `value`, or nothing.
    fn pass(&mut self, millis: u64, value: Option<f32>) {
        for _ in 0..millis / 50 {
            self.now += ms(50);
            if let (Some(value), Some(feed)) = (value, &mut self.source.feed) {
                feed.push([value; FRAMES].into_iter(), 1);
            }
            self.engine = self.engine.take().and_then(|engine| engine.tick(self.now));
        }
    }

    fn said(&self) -> Vec<RecordEvent> {
        self.said.take()
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("a.wav")
    }

    fn kept(&self) -> Vec<i16> {
        let mut reader = WavReader::open(self.path()).unwrap();
        assert_eq!(reader.spec().sample_rate, RATE);
        reader.samples().map(Result::unwrap).collect()
    }
}

fn ready() -> RecordEvent {
    RecordEvent::Ready { device: "Made up".to_owned() }
}

fn ended(millis: u64, lost: u64) -> RecordEvent {
    RecordEvent::Ended { frames: millis * 16, lost: lost * 16 }
}

#[test]
fn all_that_the_microphone_gave_is_in_the_file() {
    let mut room = Room::keeping();
    room.pass(3000, Some(0.5));
    assert_eq!(room.said(), [ready()]);
    // What came since the last tick is in it too.
    room.source.feed.as_mut().unwrap().push([0.1; 160].into_iter(), 1);
    room.end();
    assert_eq!(room.said(), [ended(3010, 0)]);
    assert_eq!(room.kept().len(), 3010 * 16);
}

#[test]
fn before_it_is_kept_nothing_is_and_no_file_is_made() {
    let mut room = Room::open();
    room.pass(2000, Some(0.5));
    assert!(!room.path().exists(), "while one thinks nothing is recorded");
    room.keep();
    room.pass(1000, Some(0.25));
    room.hold();
    room.pass(5000, Some(0.75));
    room.keep();
    room.pass(500, Some(0.25));
    room.end();
    assert_eq!(room.said(), [ready(), ended(1500, 0)]);
    assert!(room.kept().iter().all(|frame| *frame == 8_191), "nothing of what was said in between");
    let mut room = Room::open();
    room.pass(1000, Some(0.5));
    room.end();
    assert_eq!(room.said(), [ready(), ended(0, 0)]);
    assert!(!room.path().exists());
}

#[test]
fn what_comes_late_or_not_at_all_is_silence_so_that_time_goes_on_as_the_clocks() {
    let mut room = Room::keeping();
    // A sound server takes its time.
    room.pass(1500, None);
    assert_eq!(room.said(), []);
    room.mark(1);
    room.pass(2000, Some(0.5));
    room.mark(2);
    room.pass(3000, None);
    room.mark(3);
    room.pass(1000, Some(0.5));
    room.mark(4);
    room.end();
    let marked = |mark, millis: u64| RecordEvent::Marked { mark, frame: millis * 16 };
    assert_eq!(
        room.said(),
        [
            marked(1, 1500),
            ready(),
            marked(2, 3500),
            RecordEvent::Stalled,
            marked(3, 6500),
            RecordEvent::Sounds,
            marked(4, 7500),
            ended(7500, 4500)
        ]
    );
    let kept = room.kept();
    assert_eq!((kept[1499 * 16], kept[1501 * 16]), (0, 16_383));
    assert_eq!((kept[6499 * 16], kept[6501 * 16]), (0, 16_383));
}

#[test]
fn a_stall_that_lasts_to_a_pause_or_to_the_end_is_silence_too_and_counts() {
    let mut room = Room::keeping();
    room.pass(1000, Some(0.5));
    room.pass(3000, None);
    room.mark(1);
    room.hold();
    room.pass(5000, None);
    room.keep();
    room.mark(2);
    room.pass(2000, None);
    room.end();
    let marked = |mark, millis: u64| RecordEvent::Marked { mark, frame: millis * 16 };
    assert_eq!(
        room.said(),
        [ready(), RecordEvent::Stalled, marked(1, 4000), marked(2, 4000), ended(6000, 5000)]
    );
    assert_eq!(room.kept().len(), 6000 * 16);
}

#[test]
fn what_the_device_holds_back_is_cut_off_at_the_beginning_and_waited_for_at_the_end() {
    let mut room = Room::open();
    room.pass(1000, Some(0.25));
    room.said();
    // From now on its newest frame is 400 ms old.
    let late = |room: &Room| room.source.feed.as_ref().unwrap().newest(ms(400));
    late(&room);
    room.keep();
    room.mark(1);
    room.pass(400, Some(0.25));
    late(&room);
    room.mark(2);
    room.pass(1000, Some(0.5));
    late(&room);
    room.hold();
    late(&room);
    room.mark(3);
    room.pass(400, Some(0.5));
    room.pass(1000, Some(0.75));
    late(&room);
    room.keep();
    room.pass(400, Some(0.75));
    room.pass(500, Some(0.5));
    late(&room);
    room.end();
    assert!(room.engine.is_some(), "the last of it is still to come");
    room.pass(400, Some(0.5));
    room.pass(100, Some(0.75));
    assert!(room.engine.is_none());
    let said = room.said();
    let frames = |said: &[RecordEvent]| -> Vec<u64> {
        said.iter()
            .filter_map(|event| match event {
                RecordEvent::Marked { frame, .. } | RecordEvent::Ended { frames: frame, lost: 0 } => {
                    Some(frame / 160)
                }
                _ => None,
            })
            .collect()
    };
    // In hundredths of a second; the age is told by a real clock, so a frame or two more may have gone.
    let near = [0, 40, 140, 230].iter().zip(frames(&said)).all(|(due, told)| told.abs_diff(*due) <= 1);
    assert!(near && frames(&said).len() == 4, "{said:?}");
    let kept = room.kept();
    let of = |level: f32| kept.iter().filter(|frame| **frame == (level * 32_767.0) as i16).count() / 160;
    assert!(of(0.5).abs_diff(230) <= 3, "{} {} {}", of(0.25), of(0.5), of(0.75));
}

#[test]
fn what_the_device_itself_lost_is_missing_from_the_time_that_was_kept() {
    let mut room = Room::keeping();
    for _ in 0..10 {
        room.pass(500, Some(0.5));
        room.pass(100, None);
    }
    room.end();
    assert_eq!(room.said()[1..], [ended(5000, 1000)]);
}

#[test]
fn a_recording_that_was_cut_short_goes_on_in_the_same_file() {
    let mut room = Room::keeping();
    room.pass(1000, Some(0.5));
    std::mem::forget(room.engine.take());
    let events: Told = {
        let to = Rc::clone(&room.said);
        Box::new(move |event| to.borrow_mut().push(event))
    };
    room.said();
    let place = Place { path: room.path(), create: |_| panic!("it is there"), room: plenty };
    let mut source = MadeUp::default();
    let alarm = Alarm::new(|_| {});
    room.engine = Engine::begin(&mut source, None, Keep::File(place), alarm, events, ms(60_000));
    (room.source, room.now) = (source, ms(60_000));
    room.keep();
    room.pass(500, Some(0.25));
    room.mark(1);
    room.end();
    assert_eq!(room.said(), [ready(), RecordEvent::Marked { mark: 1, frame: 1500 * 16 }, ended(1500, 0)]);
}

#[test]
fn a_microphone_that_stalls_is_told_within_two_seconds_and_once() {
    let mut room = Room::keeping();
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
    let mut room = Room::keeping();
    room.pass(1000, Some(0.0));
    assert_eq!(room.said(), [ready()]);
    room.pass(1000, Some(0.0));
    assert_eq!(room.said(), [RecordEvent::Silent]);
    room.pass(50, Some(0.3));
    assert_eq!(room.said(), [RecordEvent::Sounds]);
}

#[test]
fn one_that_gives_nothing_at_first_is_told_in_time_and_so_is_its_first_sound() {
    let mut room = Room::keeping();
    room.pass(4000, None);
    assert_eq!(room.said(), [RecordEvent::Stalled]);
    room.pass(50, Some(0.5));
    assert_eq!(room.said(), [ready(), RecordEvent::Sounds]);
}

#[test]
fn one_that_does_not_open_is_told_and_nothing_goes_on() {
    let source = MadeUp { refuses: true, ..MadeUp::default() };
    let room = Room::with(source, plenty);
    assert!(room.engine.is_none());
    let why = "the microphone “Desk” is not connected; choose another under Settings".to_owned();
    assert_eq!(room.said(), [RecordEvent::NotBegun { why }]);
}

#[test]
fn a_lost_device_keeps_what_came() {
    let mut room = Room::keeping();
    room.pass(700, Some(0.2));
    room.said();
    room.engine.take().unwrap().lose("unplugged".to_owned(), room.now);
    let broke = RecordEvent::Broke { why: "unplugged".to_owned(), frames: 700 * 16, lost: 0 };
    assert_eq!(room.said(), [broke]);
    assert_eq!(room.kept().len(), 700 * 16);
}

#[test]
fn a_disk_that_is_slow_loses_only_what_found_no_room_and_says_how_much() {
    let mut room = Room::keeping();
    room.pass(50, Some(0.1));
    room.source.feed.as_mut().unwrap().push(vec![0.1; 4500 * 16].into_iter(), 1);
    room.pass(50, None);
    room.end();
    assert_eq!(room.said()[1..], [ended(4050, 500)]);
}

#[test]
fn a_disk_without_room_is_told_before_anything_is_said() {
    let room = Room::with(MadeUp::default(), |_| Some(100 << 20));
    assert!(room.engine.is_none());
    assert!(matches!(&room.said()[..], [RecordEvent::NotBegun { why }] if why.contains("200 MB")));
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_from_the_start_or_fills_up_ends_it_and_is_told() {
    let mut room = Room::with(MadeUp::default(), plenty);
    let full = |_: &Path| std::fs::File::options().write(true).open("/dev/full");
    if let Some(engine) = &mut room.engine
        && let Sink::Not(Keep::File(place)) = &mut engine.sink
    {
        place.create = full;
    }
    room.keep();
    assert!(room.engine.is_none());
    assert!(matches!(&room.said()[..], [RecordEvent::NotBegun { why }] if why.contains("disk is full")));
    let mut room = Room::keeping();
    room.pass(2000, Some(0.5));
    if let Some(engine) = &mut room.engine
        && let Sink::Take(place, _) = &mut engine.sink
    {
        place.room = |_| Some(0);
    }
    room.pass(10_000, Some(0.5));
    assert!(room.engine.is_none());
    let said = room.said();
    assert!(
        matches!(&said[1..], [RecordEvent::Broke { why, frames, .. }] if why.contains("less than 100 MB") && *frames >= 32_000)
    );
    assert!(room.kept().len() >= 32_000);
}

#[test]
fn of_a_trial_nothing_reaches_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let (said, mut source) = (Said::default(), MadeUp::default());
    let to = Rc::clone(&said);
    let events: Told = Box::new(move |event| to.borrow_mut().push(event));
    let alarm = Alarm::new(|_| {});
    let engine = Engine::begin(&mut source, None, Keep::Trial, alarm, events, ms(0)).unwrap();
    let engine = engine.keep(ms(0), ms(0)).unwrap();
    source.feed.as_mut().unwrap().push(vec![0.5; 8000].into_iter(), 1);
    assert!(engine.tick(ms(500)).unwrap().end(ms(500)).is_none());
    let said = said.take();
    assert!(
        said.contains(&RecordEvent::Level { per_mille: 500 })
            || said.contains(&RecordEvent::Level { per_mille: 499 })
    );
    assert!(matches!(said.last(), Some(RecordEvent::Tried { frames }) if frames.len() == 8000));
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}
