//! A simulation of practice: made-up candidates answer what a policy draws, score themselves, and are
//! watched. It runs the shipped readiness and draw, and knows what the app cannot: the true skill.
//!
//! `tests/draw_policy.rs` asserts on it with few candidates and prints every table on request;
//! `benches/draw.rs` prints the same tables. The candidates' model is told in [`candidate`], the policies
//! in [`policy`], what is measured in [`practice`].

pub mod candidate;
pub mod policy;
pub mod practice;
pub mod tables;
