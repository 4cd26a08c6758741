//! What a person takes away: one file a format. Pages are made once as values, then written in each format.

pub mod debrief;
pub mod page;
