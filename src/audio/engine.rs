//! What the audio thread decides: when to open the device, when to try again, when to close it, and what to report.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::time::Duration;

use super::desk::{CUE_GRACE, Order};
use super::device::{Alarm, Opened, Opener};
use super::player::{AudioEvent, Cue};
use super::tones::Sound;

/// How long the device stays open after the last cue, so that a short pause does not close and open it.
const LINGER: Duration = Duration::from_secs(30);
/// How long it stays open after [`Request::Prepare`] alone: a think phase may well last two minutes.
const PREPARED: Duration = Duration::from_secs(150);
/// A sound asked for at once may be this late, as opening the device can take a second or two.
const NOW_GRACE: Duration = Duration::from_secs(3);
/// How long to wait before the first try to open a lost device again; doubles from try to try.
const FIRST_RETRY: Duration = Duration::from_secs(2);
/// The longest wait between tries, and the wait where there was no device to begin with.
const SLOW_RETRY: Duration = Duration::from_secs(30);
/// A device that has been open this long was not a false start: the next loss is retried soon again.
const SETTLED: Duration = Duration::from_secs(10);
/// How often to look whether an open device still pulls.
const WATCH: Duration = Duration::from_secs(1);
/// Looks without a single pull after which the device counts as lost. A sound server may take two
/// seconds to start.
const STILL_LOOKS: u32 = 5;

/// What the audio thread is asked.
#[derive(Debug)]
pub(super) enum Request {
    /// Cues to come.
    Schedule(Vec<Cue>),
    /// Play at once; asked for at the given moment.
    Now(Sound, Duration),
    /// Drop all cues that have not started.
    Cancel,
    /// Volume, 0 to 1.
    Volume(f32),
    /// Mute or not.
    Muted(bool),
    /// Cues are coming: have the device open.
    Prepare,
    /// The device of this opening is gone.
    Trouble { opening: u64, why: String },
    /// End the thread.
    Stop,
}

/// A device in use.
struct OpenDevice<S> {
    /// Held for its drop, which closes the device.
    _stream: S,
    orders: Sender<Order>,
    pulls: Arc<AtomicU64>,
    pulls_seen: u64,
    still_looks: u32,
    opened_at: Duration,
}

/// A sound that has not had its moment.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    at: Duration,
    sound: Sound,
    grace: Duration,
}

impl Waiting {
    const fn order(self) -> Order {
        Order::Play { at: self.at, sound: self.sound, grace: self.grace }
    }
}

/// The audio thread's state. Time is the caller's; nothing here waits, except inside [`Opener::open`].
pub(super) struct Engine<O: Opener, E> {
    opener: O,
    events: E,
    requests: Sender<Request>,
    line: Option<OpenDevice<O::Stream>>,
    opening: u64,
    /// What has not sounded yet, kept so that another device can take over.
    waiting: Vec<Waiting>,
    needed_until: Duration,
    volume: f32,
    muted: bool,
    /// When to try to open again.
    retry_at: Duration,
    /// Failed tries and losses since a device was last open for long.
    tries: u32,
    /// There was a device, and it went away.
    lost: bool,
    /// The device last reported ready, until it is reported lost.
    ready: Option<String>,
    /// The person knows that there is no sound.
    told: bool,
}

impl<O: Opener, E: Fn(AudioEvent)> Engine<O, E> {
    /// An engine with no device open. `requests` leads back to it, for the device's alarm.
    pub(super) fn new(opener: O, events: E, requests: Sender<Request>) -> Self {
        Self {
            opener,
            events,
            requests,
            line: None,
            opening: 0,
            waiting: Vec::new(),
            needed_until: Duration::ZERO,
            volume: 1.0,
            muted: false,
            retry_at: Duration::ZERO,
            tries: 0,
            lost: false,
            ready: None,
            told: false,
        }
    }

    /// Takes one request at the moment `now`. False for [`Request::Stop`].
    pub(super) fn take(&mut self, request: Request, now: Duration) -> bool {
        match request {
            Request::Schedule(cues) => {
                for cue in cues {
                    self.need(cue.at.max(now).saturating_add(LINGER));
                    let waiting = Waiting { at: cue.at, sound: cue.sound, grace: CUE_GRACE };
                    self.waiting.push(waiting);
                    self.order(waiting.order());
                }
            }
            Request::Now(sound, asked) => {
                self.need(now + LINGER);
                if self.line.is_some() {
                    self.order(Order::Play { at: asked, sound, grace: NOW_GRACE });
                } else {
                    self.waiting.push(Waiting { at: asked, sound, grace: NOW_GRACE });
                }
            }
            Request::Cancel => {
                self.waiting.clear();
                self.needed_until = self.needed_until.min(now + LINGER);
                self.order(Order::Cancel);
            }
            Request::Volume(volume) => {
                self.volume = if volume.is_finite() { volume.clamp(0.0, 1.0) } else { self.volume };
                self.order(Order::Gain(self.gain()));
            }
            Request::Muted(muted) => {
                self.muted = muted;
                self.order(Order::Gain(self.gain()));
            }
            Request::Prepare => self.need(now + PREPARED),
            Request::Trouble { opening, why } => {
                // A device that was closed meanwhile may still report trouble: it is no longer ours.
                if opening == self.opening {
                    self.lose(why, now);
                }
            }
            Request::Stop => return false,
        }
        true
    }

    /// Opens, watches or closes the device as the moment `now` asks. Returns how long nothing needs to
    /// be done unless a request comes; `None` means for ever.
    pub(super) fn step(&mut self, now: Duration) -> Option<Duration> {
        self.waiting.retain(|sound| sound.at.saturating_add(sound.grace) >= now);
        if now >= self.needed_until {
            self.line = None;
            return None;
        }
        if self.line.is_none() && now >= self.retry_at {
            self.open(now);
        }
        match &self.line {
            Some(line) => {
                if now.saturating_sub(line.opened_at) >= SETTLED {
                    self.tries = 0;
                    self.lost = false;
                }
                Some(WATCH)
            }
            None => Some(self.retry_at.saturating_sub(now)),
        }
    }

    /// One look at whether the device still pulls; to be called when [`WATCH`] has passed without a request.
    pub(super) fn watch(&mut self, now: Duration) {
        let Some(line) = &mut self.line else { return };
        let pulls = line.pulls.load(Ordering::Relaxed);
        line.still_looks = if pulls == line.pulls_seen { line.still_looks + 1 } else { 0 };
        line.pulls_seen = pulls;
        if line.still_looks >= STILL_LOOKS {
            self.lose(
                "the sound device takes no more sound; check it, or go on with the visual cues".to_owned(),
                now,
            );
        }
    }

    fn need(&mut self, until: Duration) {
        self.needed_until = self.needed_until.max(until);
    }

    fn gain(&self) -> f32 {
        if self.muted { 0.0 } else { self.volume }
    }

    fn order(&self, order: Order) {
        if let Some(line) = &self.line {
            // Fails only when the device dropped its track; its alarm or the watch then says so.
            let _ = line.orders.send(order);
        }
    }

    fn open(&mut self, now: Duration) {
        self.opening += 1;
        let (opening, requests) = (self.opening, self.requests.clone());
        let alarm = Alarm::new(move |why| {
            // The engine may have ended in the meantime: then nobody minds.
            let _ = requests.send(Request::Trouble { opening, why });
        });
        match self.opener.open(self.gain(), alarm) {
            Ok(opened) => self.go_live(opened, now),
            Err(error) => {
                self.retry_later(now);
                self.ready = None;
                if !self.told {
                    self.told = true;
                    (self.events)(AudioEvent::NoDevice { why: error.to_string() });
                }
            }
        }
    }

    fn go_live(&mut self, opened: Opened<O::Stream>, now: Duration) {
        let Opened { stream, device, orders, pulls } = opened;
        self.line = Some(OpenDevice {
            _stream: stream,
            orders,
            pulls,
            pulls_seen: 0,
            still_looks: 0,
            opened_at: now,
        });
        for waiting in &self.waiting {
            self.order(waiting.order());
        }
        // What is due by now is this device's to play: it must not sound again on the next one.
        self.waiting.retain(|waiting| waiting.at > now);
        self.told = false;
        if self.ready.as_ref() != Some(&device) {
            self.ready = Some(device.clone());
            (self.events)(AudioEvent::Ready { device });
        }
    }

    fn lose(&mut self, why: String, now: Duration) {
        let Some(line) = self.line.take() else {
            return;
        };
        self.lost = true;
        self.retry_later(now);
        self.ready = None;
        self.told = true;
        (self.events)(AudioEvent::Lost { why });
        // Last, as closing a device that hangs may take as long as it hangs.
        drop(line);
    }

    fn retry_later(&mut self, now: Duration) {
        // A device that comes and goes at once is left alone for longer and longer.
        let wait = if self.lost { FIRST_RETRY * 2_u32.pow(self.tries.min(8)) } else { SLOW_RETRY };
        self.tries += 1;
        self.retry_at = now + wait.min(SLOW_RETRY);
    }
}

#[cfg(test)]
#[path = "engine_tests.rs"]
mod tests;
