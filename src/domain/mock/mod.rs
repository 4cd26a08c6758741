//! Mock interviews: the phone screen and the loop, their plan, their course and what they come to.

pub mod debrief;
pub mod decision;
mod fit;
pub mod friend;
pub mod generate;
mod maker;
pub mod marks;
pub mod meeting;
mod pacing;
pub mod people;
pub mod plan;
pub mod reacting;
pub mod record;
pub mod run;
