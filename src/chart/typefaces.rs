//! The bundled typefaces as TrueType bytes: the window, pictures and pages are all set in these.

/// IBM Plex Sans, regular: everything but questions.
pub static PLEX: &[u8] = include_bytes!("../../assets/fonts/ibm-plex-sans/IBMPlexSans_400Regular.ttf");
/// IBM Plex Sans, semi-bold: headings and what stands out.
pub static PLEX_STRONG: &[u8] =
    include_bytes!("../../assets/fonts/ibm-plex-sans/IBMPlexSans_600SemiBold.ttf");
/// Source Serif 4, regular: the interviewer's voice, and a page's title.
pub static SOURCE_SERIF: &[u8] =
    include_bytes!("../../assets/fonts/source-serif-4/SourceSerif4_400Regular.ttf");
