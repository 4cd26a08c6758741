//! The bundled families: Source Serif 4 for the interviewer, IBM Plex Sans for everything else.

use std::sync::Arc;

use eframe::egui::{Context, FontData, FontDefinitions, FontFamily};

use super::tokens::{SERIF, STRONG};
use crate::chart::typefaces::{PLEX, PLEX_STRONG, SOURCE_SERIF};

/// Puts the bundled families first. Between them they have every arrow and sign the window uses (a
/// test draws them all); whatever the system has installed supplies other scripts.
pub fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in [("plex", PLEX), ("plex strong", PLEX_STRONG), ("source serif", SOURCE_SERIF)] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let family = |first: &[&str]| -> Vec<String> {
        first.iter().map(|name| (*name).to_owned()).chain(fallback.iter().cloned()).collect()
    };
    fonts.families.insert(FontFamily::Proportional, family(&["plex", "source serif"]));
    fonts.families.insert(FontFamily::Name(STRONG.into()), family(&["plex strong", "plex", "source serif"]));
    fonts.families.insert(FontFamily::Name(SERIF.into()), family(&["source serif", "plex"]));
    ctx.set_fonts(fonts);
}
