//! Mock interviews: the phone screen and the loop, their plan, their course and what they come to.

pub mod debrief;
mod fit;
pub mod generate;
mod maker;
mod pacing;
pub mod people;
pub mod plan;
pub mod reacting;
pub mod record;
pub mod run;
