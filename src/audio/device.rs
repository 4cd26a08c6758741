//! The real sound device: opens the default output with rodio and puts a track on it.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use rodio::cpal::traits::{DeviceTrait, HostTrait};
use rodio::cpal::{self, BufferSize, ErrorKind};
use rodio::{DeviceSinkBuilder, DeviceSinkError, MixerDeviceSink};

use super::desk::{Desk, Order};
use super::tones::Tones;
use super::track::Track;

/// Why the default output could not be opened.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpenError {
    /// The system names no default output at all.
    #[error("no sound device was found; connect one, or go on with the visual cues")]
    NoDefault,
    /// There is one, but it does not open.
    #[error("the sound device could not be opened ({}); check the system's sound settings", chain(.0))]
    Refused(#[source] DeviceSinkError),
}

/// An error with its causes, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

/// What to tell the person about an error that ends the stream.
fn gone(error: &cpal::Error) -> String {
    format!("the sound device went away ({error}); connect it again, or go on with the visual cues")
}

/// How long a device may report errors, and pull nothing meanwhile, before it counts as lost. A sound
/// server whose output was idle takes up to two seconds to begin.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long the device's thread rests after an error of no known meaning.
const ERROR_PAUSE: Duration = Duration::from_millis(5);

/// Tells a passing error from a lost device: after the former the device pulls again.
#[derive(Clone)]
struct Patience {
    pulls: Arc<AtomicU64>,
    /// The pulls at the first error after the last pull, and when that was.
    first: Option<(u64, Instant)>,
}

impl Patience {
    fn new(pulls: Arc<AtomicU64>) -> Self {
        Self { pulls, first: None }
    }

    /// Takes in an error at the moment `now`; whether the device has been failing for too long.
    fn is_over(&mut self, now: Instant) -> bool {
        let pulls = self.pulls.load(Ordering::Relaxed);
        match self.first {
            Some((seen, since)) if seen == pulls => now.saturating_duration_since(since) >= PATIENCE,
            _ => {
                self.first = Some((pulls, now));
                false
            }
        }
    }
}

/// A way to tell the engine, from the device's own thread, that the device is gone. Cloned freely; only
/// the first word is passed on.
#[derive(Clone)]
pub(super) struct Alarm {
    raise: Arc<dyn Fn(String) + Send + Sync>,
}

impl Alarm {
    /// An alarm that calls `raise` once, whichever clone goes off.
    pub(super) fn new(raise: impl Fn(String) + Send + Sync + 'static) -> Self {
        let raised = AtomicBool::new(false);
        Self {
            raise: Arc::new(move |why| {
                if !raised.swap(true, Ordering::Relaxed) {
                    raise(why);
                }
            }),
        }
    }

    /// Says that the device is gone.
    pub(super) fn raise(&self, why: String) {
        (self.raise)(why);
    }
}

/// An open device with a track on it.
pub(super) struct Opened<S> {
    /// Keeps the device open; closes it when dropped.
    pub(super) stream: S,
    /// The device's name, for people.
    pub(super) device: String,
    /// Where the track's orders go.
    pub(super) orders: Sender<Order>,
    /// Grows as long as the device pulls.
    pub(super) pulls: Arc<AtomicU64>,
}

/// Whatever can open a device: the real one, or one made up for a test.
pub(super) trait Opener {
    /// What keeps the device open.
    type Stream;

    /// Opens the default output, at the given gain. May take long; only the audio thread calls it.
    fn open(&mut self, gain: f32, alarm: Alarm) -> Result<Opened<Self::Stream>, OpenError>;
}

/// Opens the system's default output.
pub(super) struct DefaultOutput<C> {
    clock: C,
    /// The tones last made, and their rate: a device is opened many times at one rate.
    tones: Option<(u32, Arc<Tones>)>,
}

impl<C> DefaultOutput<C> {
    /// An opener whose tracks read `clock`.
    pub(super) fn new(clock: C) -> Self {
        Self { clock, tones: None }
    }

    fn tones(&mut self, rate: u32) -> Arc<Tones> {
        match &self.tones {
            Some((made, tones)) if *made == rate => Arc::clone(tones),
            _ => {
                let tones = Arc::new(Tones::new(rate));
                self.tones = Some((rate, Arc::clone(&tones)));
                tones
            }
        }
    }
}

impl<C: Fn() -> Duration + Send + Clone + 'static> Opener for DefaultOutput<C> {
    type Stream = MixerDeviceSink;

    fn open(&mut self, gain: f32, alarm: Alarm) -> Result<Opened<MixerDeviceSink>, OpenError> {
        let device = cpal::default_host().default_output_device().ok_or(OpenError::NoDefault)?;
        let name = device
            .description()
            .map_or_else(|_| "default output".to_owned(), |about| about.name().to_owned());
        let (orders, receiver) = channel();
        let pulls = Arc::new(AtomicU64::new(0));
        let report = orders.clone();
        let mut patience = Patience::new(Arc::clone(&pulls));
        let on_error = move |error: cpal::Error| match error.kind() {
            ErrorKind::Xrun => {
                // Fails only if the track is gone already, and with it the need to refit.
                let _ = report.send(Order::Refit);
            }
            // The stream goes on by itself after these.
            ErrorKind::DeviceChanged | ErrorKind::RealtimeDenied | ErrorKind::DeviceBusy => {}
            ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable | ErrorKind::StreamInvalidated => {
                alarm.raise(gone(&error));
            }
            // A sound server that is still starting the stream reports I/O errors for a moment.
            _ => {
                if patience.is_over(Instant::now()) {
                    alarm.raise(gone(&error));
                }
                // And the backend may report them in a tight loop.
                thread::sleep(ERROR_PAUSE);
            }
        };
        let mut sink = DeviceSinkBuilder::from_device(device)
            .and_then(|builder| builder.with_error_callback(on_error).open_sink_or_fallback())
            .map_err(OpenError::Refused)?;
        sink.log_on_drop(false);

        let rate: NonZero<u32> = sink.config().sample_rate();
        let buffer_frames = match sink.config().buffer_size() {
            BufferSize::Fixed(frames) => *frames,
            BufferSize::Default => 0,
        };
        let desk = Desk::new(rate.get(), buffer_frames, self.tones(rate.get()), gain);
        let track = Track::new(
            desk,
            self.clock.clone(),
            receiver,
            Arc::clone(&pulls),
            sink.config().channel_count(),
            rate,
        );
        sink.mixer().add(track);
        Ok(Opened { stream: sink, device: name, orders, pulls })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_borne_while_the_device_pulls_and_for_three_seconds_when_it_does_not() {
        let pulls = Arc::new(AtomicU64::new(0));
        let mut patience = Patience::new(Arc::clone(&pulls));
        let start = Instant::now();
        for second in 0..10 {
            pulls.fetch_add(1, Ordering::Relaxed);
            assert!(!patience.is_over(start + Duration::from_secs(second)));
        }
        assert!(!patience.is_over(start + Duration::from_millis(11_900)));
        assert!(patience.is_over(start + Duration::from_secs(12)));
    }

    #[test]
    fn an_alarm_goes_off_once_whichever_clone_is_raised() {
        let (send, said) = channel();
        let alarm = Alarm::new(move |why| {
            // The receiver outlives the alarm.
            let _ = send.send(why);
        });
        alarm.clone().raise("first".to_owned());
        alarm.raise("second".to_owned());
        drop(alarm);
        assert_eq!(said.iter().collect::<Vec<_>>(), ["first"]);
    }
}
