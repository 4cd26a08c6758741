//! The handle that the rest of the program holds, and the thread named "listener" behind it.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use rodio::MixerDeviceSink;

use super::super::device::Alarm;
use super::reel::Reel;
use super::speaker;

/// How often more is made ready.
const TICK: Duration = Duration::from_millis(40);
/// How far it goes before it is told again.
const TELL_EVERY_MILLIS: u64 = 100;
/// What is still on its way to the ear when the last frame was taken.
const ON_ITS_WAY: Duration = Duration::from_millis(150);

/// Where sound lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sound {
    /// A recording.
    File(PathBuf),
    /// Frames at [`super::super::record::RATE`].
    Memory(Arc<[i16]>),
}

/// A stretch of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Clip {
    /// The sound.
    pub sound: Sound,
    /// From where, in seconds.
    pub from_secs: f64,
    /// To where, in seconds; its end, if it ends before.
    pub to_secs: f64,
}

/// How fast it is heard, at the same pitch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speed {
    /// Three quarters.
    Slow,
    /// As it was said.
    #[default]
    Usual,
    /// A quarter faster.
    Quick,
    /// Half as fast again.
    Fast,
    /// Twice as fast.
    Double,
}

impl Speed {
    /// The slowest first.
    pub const ALL: [Self; 5] = [Self::Slow, Self::Usual, Self::Quick, Self::Fast, Self::Double];

    /// Times the usual speed.
    pub fn factor(self) -> f64 {
        match self {
            Self::Slow => 0.75,
            Self::Usual => 1.0,
            Self::Quick => 1.25,
            Self::Fast => 1.5,
            Self::Double => 2.0,
        }
    }

    /// As it is shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Slow => "0.75 ×",
            Self::Usual => "1 ×",
            Self::Quick => "1.25 ×",
            Self::Fast => "1.5 ×",
            Self::Double => "2 ×",
        }
    }
}

/// What the listener reports about the clip with a number. Each ends in exactly one of the last two, unless another
/// one or a stop came first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListenEvent {
    /// It is heard.
    Began,
    /// It has got so far.
    At {
        /// Milliseconds from the recording's first frame.
        millis: u64,
    },
    /// It was heard to its end.
    Ended,
    /// It is not heard, or no longer.
    Failed {
        /// The reason, for people.
        why: String,
    },
}

/// About which clip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Its number.
    pub number: u64,
    /// What is reported.
    pub event: ListenEvent,
}

enum Request {
    Play(u64, Clip, Speed),
    Speed(Speed),
    Stop,
    /// The device of this clip is gone.
    Trouble(u64, String),
    Leave,
}

/// Plays clips, one at a time. Every call returns at once and none can fail: what goes wrong is a [`ListenEvent`].
pub struct Listener {
    requests: Sender<Request>,
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listener").finish_non_exhaustive()
    }
}

struct Playing {
    number: u64,
    clip: Clip,
    reel: Reel,
    /// Where it was when that was told last.
    told_millis: u64,
    /// Keeps the device open.
    _sink: MixerDeviceSink,
}

impl Listener {
    /// Starts the thread; `events` is called on it. Should the system refuse one, nothing is ever heard or reported.
    pub fn start<E>(events: E) -> Self
    where
        E: Fn(Heard) + Send + 'static,
    {
        let (requests, receiver) = channel();
        let desk = Desk { back: requests.clone(), events, playing: None };
        // Without a thread the requests go nowhere.
        let _ = thread::Builder::new().name("listener".to_owned()).spawn(move || desk.run(&receiver));
        Self { requests }
    }

    /// Plays a clip in place of the one that plays. `number` comes back in every event about it.
    pub fn play(&self, number: u64, clip: Clip, speed: Speed) {
        self.ask(Request::Play(number, clip, speed));
    }

    /// Goes on at this speed.
    pub fn set_speed(&self, speed: Speed) {
        self.ask(Request::Speed(speed));
    }

    /// Stops.
    pub fn stop(&self) {
        self.ask(Request::Stop);
    }

    fn ask(&self, request: Request) {
        // Fails only when there is no thread.
        let _ = self.requests.send(request);
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Not joined: closing a device that hangs must not hang the window.
        self.ask(Request::Leave);
    }
}

struct Desk<E> {
    back: Sender<Request>,
    events: E,
    playing: Option<Playing>,
}

impl<E: Fn(Heard)> Desk<E> {
    fn run(mut self, receiver: &Receiver<Request>) {
        loop {
            let request = match self.playing {
                Some(_) => receiver.recv_timeout(TICK),
                None => receiver.recv().map_err(RecvTimeoutError::from),
            };
            match request {
                Ok(Request::Play(number, clip, speed)) => {
                    let start = clip.from_secs;
                    self.play(number, clip, start, speed, true);
                }
                Ok(Request::Speed(speed)) => {
                    if let Some(playing) = self.playing.take() {
                        let at = playing.reel.position();
                        self.play(playing.number, playing.clip, at, speed, false);
                    }
                }
                Ok(Request::Stop) => self.playing = None,
                Ok(Request::Trouble(number, why)) => {
                    if self.playing.take_if(|playing| playing.number == number).is_some() {
                        self.tell(number, ListenEvent::Failed { why });
                    }
                }
                Ok(Request::Leave) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {}
            }
            self.wind();
        }
    }

    fn play(&mut self, number: u64, clip: Clip, start: f64, speed: Speed, is_new: bool) {
        self.playing = None;
        let opened = Reel::new(&clip, start, speed.factor()).and_then(|(mut reel, tape)| {
            reel.wind();
            let back = self.back.clone();
            let alarm = Alarm::new(move |why| {
                // The thread may have ended in the meantime: then nobody minds.
                let _ = back.send(Request::Trouble(number, why));
            });
            Ok((reel, speaker::open(tape, alarm)?))
        });
        match opened {
            Ok((reel, sink)) => {
                self.playing = Some(Playing { number, clip, reel, told_millis: 0, _sink: sink });
                if is_new {
                    self.tell(number, ListenEvent::Began);
                }
            }
            Err(why) => self.tell(number, ListenEvent::Failed { why }),
        }
    }

    fn wind(&mut self) {
        let Some(playing) = &mut self.playing else { return };
        playing.reel.wind();
        let (number, at) = (playing.number, playing.reel.position().min(playing.clip.to_secs));
        let millis = (at * 1000.0).round() as u64;
        if millis.abs_diff(playing.told_millis) >= TELL_EVERY_MILLIS {
            playing.told_millis = millis;
            self.tell(number, ListenEvent::At { millis });
        }
        let Some(playing) = &self.playing else { return };
        if playing.reel.is_over() {
            thread::sleep(ON_ITS_WAY);
            self.playing = None;
            self.tell(number, ListenEvent::Ended);
        }
    }

    fn tell(&self, number: u64, event: ListenEvent) {
        (self.events)(Heard { number, event });
    }
}
