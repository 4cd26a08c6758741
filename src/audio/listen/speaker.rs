//! The real loudspeaker: the system's default output, open while something is heard.

use std::num::NonZero;
use std::time::Duration;

use rodio::cpal::ErrorKind;
use rodio::{DeviceSinkBuilder, MixerDeviceSink, Source};

use super::super::device::Alarm;
use super::super::record::RATE;
use super::reel::Tape;

/// Opens the default output and puts `tape` on it. What is returned keeps it open.
pub(super) fn open(tape: Tape, alarm: Alarm) -> Result<MixerDeviceSink, String> {
    let on_error = move |error: rodio::cpal::Error| {
        if let ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable | ErrorKind::StreamInvalidated =
            error.kind()
        {
            alarm.raise(format!("the sound device went away ({error}); connect it and play again"));
        }
    };
    let mut sink = DeviceSinkBuilder::from_default_device()
        .and_then(|builder| builder.with_error_callback(on_error).open_sink_or_fallback())
        .map_err(|error| format!("no sound device could be opened ({error}); connect one and play again"))?;
    sink.log_on_drop(false);
    sink.mixer().add(tape);
    Ok(sink)
}

impl Source for Tape {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> NonZero<u16> {
        NonZero::<u16>::MIN
    }

    fn sample_rate(&self) -> NonZero<u32> {
        NonZero::new(RATE).unwrap_or(NonZero::<u32>::MIN)
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}
