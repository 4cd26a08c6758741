//! The real microphone, by cpal: the system's own choice or one by name, at the rate it runs at.

use std::thread;
use std::time::Duration;

use rodio::cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use rodio::cpal::{self, Data, ErrorKind, FromSample, SampleFormat, SizedSample, Stream};

use super::super::device::Alarm;
use super::source::{Feed, Sounding, Source, SourceError, line};

/// How long the device's thread rests after an error of no known meaning: a backend may report them in a tight loop.
const ERROR_PAUSE: Duration = Duration::from_millis(5);

/// Opens microphones.
#[derive(Debug, Default)]
pub(super) struct Microphone;

/// The names of the microphones that the system knows, in its order. May take long; some may not open.
pub(super) fn microphones() -> Vec<String> {
    let devices = cpal::default_host().input_devices().into_iter().flatten();
    let mut names: Vec<String> =
        devices.filter_map(|device| name(&device)).filter(|name| is_one(name)).collect();
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

/// Whether this name is a microphone's. On Linux the sound system lists its own converters among them.
fn is_one(name: &str) -> bool {
    const CONVERTERS: [&str; 11] = [
        "rate converter",
        "plugin using",
        "plugin for channel",
        "discard all samples",
        "jack audio",
        "open sound system",
        "speex dsp",
        "speexdsp",
        "dmix",
        "dsnoop",
        "surround",
    ];
    let lower = name.to_lowercase();
    !CONVERTERS.iter().any(|converter| lower.contains(converter))
}

fn name(device: &cpal::Device) -> Option<String> {
    device.description().ok().map(|about| about.name().to_owned())
}

fn refused(error: &cpal::Error) -> SourceError {
    SourceError::Refused(error.to_string())
}

impl Source for Microphone {
    type Stream = Stream;

    fn open(&mut self, wanted: Option<&str>, alarm: Alarm) -> Result<Sounding<Stream>, SourceError> {
        let host = cpal::default_host();
        let device = match wanted {
            None => host.default_input_device().ok_or(SourceError::None)?,
            Some(wanted) => host
                .input_devices()
                .map_err(|error| refused(&error))?
                .find(|device| name(device).as_deref() == Some(wanted))
                .ok_or_else(|| SourceError::Gone(wanted.to_owned()))?,
        };
        let about = device.default_input_config().map_err(|error| refused(&error))?;
        let (feed, drain) = line(about.sample_rate());
        let config = about.config();
        let stream = match about.sample_format() {
            SampleFormat::F32 => stream::<f32>(&device, config, feed, alarm),
            SampleFormat::I16 => stream::<i16>(&device, config, feed, alarm),
            SampleFormat::I32 => stream::<i32>(&device, config, feed, alarm),
            SampleFormat::U16 => stream::<u16>(&device, config, feed, alarm),
            SampleFormat::U8 => stream::<u8>(&device, config, feed, alarm),
            other => {
                return Err(SourceError::Refused(format!("it gives sound as {other}, which is not read")));
            }
        }
        .map_err(|error| refused(&error))?;
        stream.play().map_err(|error| refused(&error))?;
        let device = name(&device).unwrap_or_else(|| "default microphone".to_owned());
        Ok(Sounding { _stream: stream, device, rate: about.sample_rate(), drain })
    }
}

fn stream<T: SizedSample>(
    device: &cpal::Device,
    config: cpal::StreamConfig,
    mut feed: Feed,
    alarm: Alarm,
) -> Result<Stream, cpal::Error>
where
    f32: FromSample<T>,
{
    let (channels, rate) = (config.channels, f64::from(config.sample_rate));
    let take = move |data: &Data, info: &cpal::InputCallbackInfo| {
        if let Some(samples) = data.as_slice::<T>() {
            let time = info.timestamp();
            // The first frame's age, of which the rest are younger by their own length.
            let oldest = time.callback.duration_since(time.capture);
            let length = samples.len() as f64 / f64::from(channels.max(1)) / rate;
            feed.newest(oldest.saturating_sub(Duration::from_secs_f64(length)));
            feed.push(samples.iter().map(|&sample| f32::from_sample_(sample)), channels);
        }
    };
    let on_error = move |error: cpal::Error| match error.kind() {
        // The stream goes on by itself after these; what an overrun cost is not in what the device gave.
        ErrorKind::Xrun | ErrorKind::DeviceChanged | ErrorKind::RealtimeDenied | ErrorKind::DeviceBusy => {}
        ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable | ErrorKind::StreamInvalidated => {
            alarm.raise(format!("the microphone went away ({error})"));
        }
        _ => thread::sleep(ERROR_PAUSE),
    };
    device.build_input_stream_raw(config, T::FORMAT, take, on_error, None)
}
