//! The real sound device: opens the default output with rodio and puts a track on it.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

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

/// A way to tell the engine, from the device's own thread, that the device is gone. Cloned freely; only the first word
/// is passed on.
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
                if raised.swap(true, Ordering::Relaxed) {
                    // A backend may report the same failure in a tight loop until its stream is dropped.
                    std::thread::sleep(Duration::from_millis(20));
                } else {
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
        let name = device.description().map_or_else(|_| "default output".to_owned(), |about| about.name().to_owned());
        let (orders, receiver) = channel();
        let report = orders.clone();
        let on_error = move |error: cpal::Error| match error.kind() {
            ErrorKind::Xrun => {
                // The track may be gone already, and with it the need to refit.
                let _ = report.send(Order::Refit);
            }
            // The stream goes on by itself after these.
            ErrorKind::DeviceChanged | ErrorKind::RealtimeDenied | ErrorKind::DeviceBusy => {}
            _ => alarm.raise(error.to_string()),
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
        let pulls = Arc::new(AtomicU64::new(0));
        let track =
            Track::new(desk, self.clock.clone(), receiver, Arc::clone(&pulls), sink.config().channel_count(), rate);
        sink.mixer().add(track);
        Ok(Opened { stream: sink, device: name, orders, pulls })
    }
}
