//! Where the time comes from: the wall clock, and a monotonic one that also runs in sleep.

use chrono::{DateTime, FixedOffset, Local};

use crate::domain::countdown::Mono;

/// One reading of both clocks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Now {
    /// Monotonic; countdowns run on it. Setting the wall clock does not touch it.
    pub mono: Mono,
    /// The date and time here; attempts are dated with it.
    pub wall: DateTime<FixedOffset>,
}

/// A source of time; tests make one up.
pub trait Clock {
    /// Both clocks, now.
    fn now(&self) -> Now;
}

/// The computer's own clocks.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Now {
        Now { mono: monotonic(), wall: Local::now().fixed_offset() }
    }
}

/// The time since boot, sleep included (Linux: `CLOCK_BOOTTIME`; macOS counts sleep in its
/// monotonic clock). Elsewhere the standard library's clock, from the first reading on.
pub fn monotonic() -> Mono {
    #[cfg(unix)]
    {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        let id = rustix::time::ClockId::Boottime;
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        let id = rustix::time::ClockId::Monotonic;
        let time = rustix::time::clock_gettime(id);
        let secs = u64::try_from(time.tv_sec).unwrap_or_default();
        Mono::new(secs, u32::try_from(time.tv_nsec).unwrap_or_default())
    }
    #[cfg(not(unix))]
    {
        use std::sync::LazyLock;
        use std::time::Instant;
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        START.elapsed()
    }
}
