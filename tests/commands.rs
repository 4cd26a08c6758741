//! The commands as a person or a script runs them: what they print, their exit codes, and what they
//! leave behind.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

#[path = "commands/bank.rs"]
mod bank;
#[path = "commands/check.rs"]
mod check;
#[path = "commands/demo.rs"]
mod demo;
#[path = "commands/draw.rs"]
mod draw;
#[path = "commands/export.rs"]
mod export;
#[path = "commands/import.rs"]
mod import;
#[path = "commands/licences.rs"]
mod licences;
#[path = "commands/log.rs"]
mod log;
#[path = "commands/mock.rs"]
mod mock;
#[path = "commands/packet.rs"]
mod packet;
#[path = "commands/plan.rs"]
mod plan;
#[path = "commands/report.rs"]
mod report;
#[path = "commands/screen.rs"]
mod screen;
#[path = "commands/usage.rs"]
mod usage;
