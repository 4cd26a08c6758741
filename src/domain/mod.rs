//! Values, rules and state machines of the rehearsal: no files, no threads, no clock, no screen.
//!
//! Everything that depends on the time or on chance takes it as a parameter (`now`, `rng`), so that
//! tests can make both up.

pub mod alike;
pub mod attempt;
pub mod bank;
pub mod catalog;
pub mod countdown;
pub mod demo;
pub mod draw;
pub mod lint;
pub mod mock;
pub mod overlay;
pub mod profile;
pub mod readiness;
pub mod rehearsal;
pub mod review;
pub mod rubric;
pub mod session;
pub mod standing;
pub mod star;
pub mod story;
