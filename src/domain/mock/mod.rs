//! Mock interviews: the phone screen and the loop, their plan, their course and what they come to.

mod fit;
pub mod generate;
pub mod plan;
