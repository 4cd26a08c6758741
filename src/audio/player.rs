//! The handle that the rest of the program holds, and the audio thread behind it.

use std::fmt;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::device::DefaultOutput;
use super::engine::{Engine, Request};
use super::tones::Sound;

/// A sound at a planned moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    /// When, on the clock that was given to [`Player::start`]. Dropped if it lies more than 0.3 s back.
    pub at: Duration,
    /// The sound.
    pub sound: Sound,
}

/// What the audio thread reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AudioEvent {
    /// A device is open. Said for the first one, for another one, and for one that is back after a loss.
    Ready {
        /// The device's name, as the system gives it.
        device: String,
    },
    /// There is no device to open, or it does not open. Said once; it is tried again quietly at most
    /// every 30 s, while there are cues to play.
    NoDevice {
        /// The reason, for people.
        why: String,
    },
    /// The device went away in use. Said once for each loss; it is tried again after 2 s, then at
    /// doubling intervals of up to 30 s, while there are cues to play.
    Lost {
        /// The reason, for people.
        why: String,
    },
}

/// Plays cues. Every call returns at once and none can fail: with no device there is only silence, and an
/// [`AudioEvent`] has said so. Dropping it ends the audio thread and closes the device.
pub struct Player {
    requests: Sender<Request>,
    clock: Box<dyn Fn() -> Duration + Send>,
}

impl fmt::Debug for Player {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Player").finish_non_exhaustive()
    }
}

impl Player {
    /// Starts the audio thread. No device is opened before the first cue or [`Player::prepare`].
    ///
    /// `clock` is a monotonic clock of any epoch; it is read from the audio thread and from the device's
    /// own thread, so it must neither lock nor wait. `events` is called on the audio thread.
    ///
    /// Should the system refuse a thread, `events` is called with [`AudioEvent::NoDevice`] before this
    /// returns.
    pub fn start<C, E>(clock: C, events: E) -> Self
    where
        C: Fn() -> Duration + Send + Clone + 'static,
        E: Fn(AudioEvent) + Send + 'static,
    {
        let (requests, receiver) = channel();
        let (thread_clock, back) = (clock.clone(), requests.clone());
        // The thread takes `events` with it through a channel, so that it is still here if no thread starts.
        let (hand_over, take_over) = channel::<E>();
        let started = thread::Builder::new().name("audio".to_owned()).spawn(move || {
            let Ok(events) = take_over.recv() else { return };
            let mut engine = Engine::new(DefaultOutput::new(thread_clock.clone()), events, back);
            loop {
                let request = match engine.step(thread_clock()) {
                    Some(wait) => receiver.recv_timeout(wait),
                    None => receiver.recv().map_err(RecvTimeoutError::from),
                };
                match request {
                    Ok(request) => {
                        if !engine.take(request, thread_clock()) {
                            return;
                        }
                    }
                    Err(RecvTimeoutError::Timeout) => engine.watch(thread_clock()),
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
        });
        match started {
            Ok(_) => {
                // Fails only if the thread is gone, and it waits for this.
                let _ = hand_over.send(events);
            }
            Err(error) => events(AudioEvent::NoDevice {
                why: format!(
                    "the system gave no thread for sound ({error}); close other programs and start again"
                ),
            }),
        }
        Self { requests, clock: Box::new(clock) }
    }

    /// Adds cues to those already scheduled.
    pub fn schedule(&self, cues: Vec<Cue>) {
        self.ask(Request::Schedule(cues));
    }

    /// Drops every cue that has not started; what sounds already rings out.
    pub fn cancel(&self) {
        self.ask(Request::Cancel);
    }

    /// Sets the volume, a factor on the samples: 0 is silent, 1 is full. Values outside are brought
    /// inside; what is no number changes nothing.
    pub fn set_volume(&self, volume: f32) {
        self.ask(Request::Volume(volume));
    }

    /// Mutes or unmutes at once, what is sounding included.
    pub fn set_muted(&self, muted: bool) {
        self.ask(Request::Muted(muted));
    }

    /// Plays a sound at once, or as soon as the device is open if that is within 3 s.
    pub fn play_now(&self, sound: Sound) {
        self.ask(Request::Now(sound, (self.clock)()));
    }

    /// Opens the device ahead of time, for two and a half minutes at least: opening takes up to a second
    /// or two, which a cue could not wait for.
    pub fn prepare(&self) {
        self.ask(Request::Prepare);
    }

    fn ask(&self, request: Request) {
        // Fails only when the thread could not be started, which `start` has reported.
        let _ = self.requests.send(request);
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        // Not joined: closing a device that hangs must not hang the window.
        self.ask(Request::Stop);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn dropping_the_player_ends_the_thread_and_nothing_was_opened_or_said() {
        let (say, said) = channel();
        let player = Player::start(|| Duration::from_secs(1), move |event| say.send(event).unwrap());
        player.set_volume(0.5);
        player.set_muted(true);
        player.cancel();
        assert!(said.try_recv().is_err());
        drop(player);
        // The channel closes when the thread drops `events`; an event would come as `Ok`.
        assert_eq!(said.recv_timeout(Duration::from_secs(20)), Err(RecvTimeoutError::Disconnected));
    }
}
