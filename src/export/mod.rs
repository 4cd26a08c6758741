//! What a person takes away: one file a format. Pages are made once as values, then written in each format.

pub mod drawing;
pub mod html;
pub mod markdown;
pub mod page;
pub mod pdf;
pub mod png;
pub mod report;
pub mod svg;
pub mod text;
pub mod typeset;
