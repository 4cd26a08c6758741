//! What a person takes away: one file a format. Pages are made once as values, then written in each format.
//!
//! Each format is a pure function from values to bytes; the time is passed in. [`formats::FORMATS`] is
//! the table that the command line and the window go by. Attempts and banks go out in the very types
//! that are written to disk, so `export` knows [`crate::store::schema`], and nothing else of the store.

pub mod anki;
pub mod bank;
pub mod csv;
pub mod debrief;
pub mod drawing;
pub mod form;
pub mod formats;
pub mod friend_round;
pub mod html;
pub mod ics;
pub mod input;
pub mod json;
pub mod markdown;
pub mod packet;
pub mod page;
pub mod pdf;
pub mod png;
pub mod report;
pub mod sheet;
pub mod stories;
pub mod story_page;
pub mod svg;
pub mod text;
pub mod typeset;
