//! Greenroom.
pub mod app;
pub mod audio;
pub mod banks;
pub mod chart;
pub mod cli;
pub mod domain;
pub mod store;
pub mod ui;
