//! The engine against a made-up device: opening late, closing, retrying, reporting.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, channel};

use super::*;
use crate::audio::device::OpenError;

/// What the made-up device did, seen from outside.
#[derive(Default)]
struct World {
    /// No device while this is true.
    absent: bool,
    opened: u32,
    closed: u32,
    tries: u32,
    orders: Option<Receiver<Order>>,
    pulls: Arc<AtomicU64>,
    alarm: Option<Alarm>,
    events: Vec<AudioEvent>,
    /// How many devices had been closed when the loss was told.
    closed_when_told: u32,
}

type Shared = Rc<RefCell<World>>;

struct Closing(Shared);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.borrow_mut().closed += 1;
    }
}

struct Fake(Shared);

impl Opener for Fake {
    type Stream = Closing;

    fn open(&mut self, _gain: f32, alarm: Alarm) -> Result<Opened<Closing>, OpenError> {
        let mut world = self.0.borrow_mut();
        world.tries += 1;
        if world.absent {
            return Err(OpenError::NoDefault);
        }
        world.opened += 1;
        let (send, receive) = channel();
        world.orders = Some(receive);
        world.alarm = Some(alarm);
        let pulls = Arc::clone(&world.pulls);
        Ok(Opened { stream: Closing(Rc::clone(&self.0)), device: "speakers".to_owned(), orders: send, pulls })
    }
}

/// An engine run on made-up time.
struct Rig {
    engine: Engine<Fake, Box<dyn Fn(AudioEvent)>>,
    requests: Receiver<Request>,
    world: Shared,
    now: Duration,
    /// Whether the device pulls.
    pulling: bool,
}

const fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

impl Rig {
    fn new() -> Self {
        let world = Shared::default();
        let (send, requests) = channel();
        let heard = Rc::clone(&world);
        let events: Box<dyn Fn(AudioEvent)> = Box::new(move |event| {
            let mut world = heard.borrow_mut();
            world.closed_when_told = world.closed;
            world.events.push(event);
        });
        let engine = Engine::new(Fake(Rc::clone(&world)), events, send);
        Self { engine, requests, world, now: secs(1_000), pulling: true }
    }

    fn ask(&mut self, request: Request) {
        assert!(self.engine.take(request, self.now));
        self.engine.step(self.now);
    }

    fn cue_in(&mut self, ahead: u64) {
        let at = self.now + secs(ahead);
        self.ask(Request::Schedule(vec![Cue { at, sound: Sound::TimeUp }]));
    }

    /// Lets time pass as the thread does: waiting as long as the engine says, or for a request.
    fn pass(&mut self, time: Duration) {
        let end = self.now + time;
        while self.now < end {
            while let Ok(request) = self.requests.try_recv() {
                self.engine.take(request, self.now);
            }
            match self.engine.step(self.now) {
                Some(wait) => {
                    assert!(wait > Duration::ZERO, "the thread would spin");
                    self.now = (self.now + wait).min(end);
                    if self.pulling {
                        self.world.borrow().pulls.fetch_add(1, Ordering::Relaxed);
                    }
                    self.engine.watch(self.now);
                }
                None => self.now = end,
            }
        }
    }

    fn orders(&self) -> Vec<Order> {
        self.world.borrow().orders.as_ref().map(|orders| orders.try_iter().collect()).unwrap_or_default()
    }

    fn raise(&self, why: &str) {
        let alarm = self.world.borrow().alarm.clone().unwrap();
        alarm.raise(why.to_owned());
    }

    fn events(&self) -> Vec<&'static str> {
        let world = self.world.borrow();
        let name = |event: &AudioEvent| match event {
            AudioEvent::Ready { .. } => "ready",
            AudioEvent::NoDevice { .. } => "no device",
            AudioEvent::Lost { .. } => "lost",
        };
        world.events.iter().map(name).collect()
    }
}

#[test]
fn nothing_is_opened_before_it_is_needed_and_it_is_closed_again_afterwards() {
    let mut run = Rig::new();
    run.ask(Request::Volume(0.4));
    run.pass(secs(600));
    assert_eq!(run.world.borrow().tries, 0);

    run.cue_in(60);
    assert_eq!(run.world.borrow().opened, 1);
    run.pass(secs(85));
    assert_eq!(run.world.borrow().closed, 0, "still open shortly after the cue");
    run.pass(secs(10));
    assert_eq!(run.world.borrow().closed, 1, "closed half a minute after it");
    assert_eq!(run.engine.step(run.now), None, "and then the thread sleeps");

    run.ask(Request::Prepare);
    assert_eq!(run.world.borrow().opened, 2);
    assert_eq!(run.events(), ["ready"], "opening the same device again is no news");
}

#[test]
fn no_device_is_said_once_and_tried_at_most_every_30_s() {
    let mut run = Rig::new();
    run.world.borrow_mut().absent = true;
    run.cue_in(300);
    run.ask(Request::Now(Sound::TimeUp, run.now));
    run.pass(secs(299));
    let tries = run.world.borrow().tries;
    assert!((9..=10).contains(&tries), "{tries} tries in 299 s");
    assert_eq!(run.events(), ["no device"]);

    run.world.borrow_mut().absent = false;
    run.cue_in(60);
    run.pass(secs(31));
    assert_eq!(run.events(), ["no device", "ready"]);
}

#[test]
fn a_lost_device_is_said_once_and_its_cues_go_to_the_next_one() {
    let mut run = Rig::new();
    run.cue_in(20);
    run.cue_in(100);
    run.pass(secs(30));
    assert_eq!(run.orders().len(), 2);

    run.world.borrow_mut().absent = true;
    run.raise("unplugged");
    run.raise("unplugged");
    run.pass(secs(40));
    assert_eq!(run.events(), ["ready", "lost"]);
    assert_eq!(run.world.borrow().closed, 1);
    let told = run.world.borrow().closed_when_told;
    assert_eq!(told, 0, "told before closing, which may hang");
    let tries = run.world.borrow().tries;
    assert!((4..=6).contains(&tries), "{tries} tries in 40 s");

    run.world.borrow_mut().absent = false;
    run.pass(secs(29));
    assert_eq!(run.events(), ["ready", "lost", "ready"]);
    assert_eq!(run.orders().len(), 1, "the cue that has passed is left out");
}

#[test]
fn a_device_that_fails_again_and_again_is_tried_more_and_more_rarely() {
    let mut run = Rig::new();
    run.cue_in(600);
    for _ in 0..300 {
        if run.world.borrow().opened > run.world.borrow().closed {
            run.raise("flaky");
        }
        run.pass(secs(1));
    }
    let opened = run.world.borrow().opened;
    assert!(opened <= 15, "opened {opened} times in 300 s");
}

#[test]
fn a_device_that_stops_pulling_counts_as_lost() {
    let mut run = Rig::new();
    run.cue_in(100);
    run.pass(secs(15));
    run.pulling = false;
    run.pass(secs(4));
    assert_eq!(run.events(), ["ready"]);
    run.pass(secs(3));
    assert_eq!(run.events()[..2], ["ready", "lost"]);
}

#[test]
fn an_alarm_of_a_device_closed_long_ago_is_ignored() {
    let mut run = Rig::new();
    run.cue_in(1);
    let old = run.world.borrow().alarm.clone().unwrap();
    run.pass(secs(60));
    run.cue_in(60);
    old.raise("late news".to_owned());
    run.pass(secs(5));
    assert_eq!(run.events(), ["ready"]);
}

#[test]
fn a_sound_asked_for_now_waits_for_the_device_but_not_for_long() {
    let mut run = Rig::new();
    run.ask(Request::Now(Sound::TimeUp, run.now));
    assert!(matches!(run.orders()[..], [Order::Play { sound: Sound::TimeUp, .. }]));
    run.raise("gone");
    run.pass(secs(5));
    assert_eq!(run.world.borrow().opened, 2);
    assert_eq!(run.orders(), [], "what has sounded does not sound again");
}

#[test]
fn cancel_volume_and_mute_reach_the_device() {
    let mut run = Rig::new();
    run.cue_in(5);
    run.orders();
    run.ask(Request::Volume(0.25));
    run.ask(Request::Muted(true));
    run.ask(Request::Volume(7.0));
    run.ask(Request::Volume(f32::NAN));
    run.ask(Request::Muted(false));
    run.ask(Request::Cancel);
    let want = [0.25, 0.0, 0.0, 0.0, 1.0].map(Order::Gain);
    let orders = run.orders();
    assert_eq!(orders[..5], want);
    assert_eq!(orders[5..], [Order::Cancel]);
    run.raise("gone");
    run.pass(secs(10));
    assert_eq!(run.orders(), [], "what was cancelled does not come back with the next device");
    assert!(!run.engine.take(Request::Stop, run.now));
}

#[test]
fn a_cue_at_the_end_of_time_is_no_trouble() {
    let mut run = Rig::new();
    run.ask(Request::Schedule(vec![Cue { at: Duration::MAX, sound: Sound::TimeUp }]));
    run.pass(secs(60));
    assert_eq!(run.events(), ["ready"]);
}
