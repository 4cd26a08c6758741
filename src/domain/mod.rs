//! Values, rules and state machines of the rehearsal: no files, no threads, no clock, no screen.
//!
//! Everything that depends on the time or on chance takes it as a parameter (`now`, `rng`), so that
//! tests can make both up.

#![warn(clippy::disallowed_methods)]

pub mod alike;
pub mod allocation;
pub mod asked;
pub mod attempt;
pub mod bank;
pub mod calibration;
pub mod catalog;
pub mod countdown;
pub mod coverage;
pub mod date_words;
pub mod demo;
pub mod draw;
pub mod evening;
pub mod example;
pub mod find;
pub mod friend;
pub mod interviews;
pub mod level;
pub mod lint;
pub mod manner;
pub mod matching;
pub mod mock;
pub mod notebook;
pub mod overlay;
pub mod plan;
pub mod probing;
pub mod profile;
pub mod question;
pub mod readiness;
pub mod readiness_table;
pub mod recording;
pub mod rehearsal;
pub mod review;
pub mod road;
pub mod rubric;
pub mod second_scores;
pub mod session;
pub mod stage_kind;
pub mod star;
pub mod story;
pub mod suiting;
pub mod text;
pub mod to_ask;
pub mod tunables;
pub mod words;
