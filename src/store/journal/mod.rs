//! The journal: one line a change, each with its own checksum, in one file a device.

pub(crate) mod line;
pub(crate) mod read;
mod tail;
mod write;
