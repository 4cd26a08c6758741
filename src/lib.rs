//! Greenroom.
pub mod domain;
