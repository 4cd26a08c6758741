//! A chart as a PNG picture, drawn from its SVG with the bundled typefaces alone: the same everywhere.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};

use crate::chart::figure::Figure;

use super::svg;
use super::typeset::Typeface;

/// Pixels for a point: sharp on paper and on dense screens.
pub const PIXELS_A_POINT: f32 = 2.0;

/// The most pixels of a picture: 256 MB while it is drawn.
const MOST_PIXELS: f32 = 64.0 * 1024.0 * 1024.0;

/// Why a picture cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The SVG is none.
    #[error("the chart cannot be drawn: {0}; save it as SVG instead")]
    Svg(#[from] resvg::usvg::Error),
    /// It would take more memory than a picture can.
    #[error("a picture of {width} by {height} points is too large; choose a smaller one")]
    TooLarge {
        /// Points across.
        width: f32,
        /// Points down.
        height: f32,
    },
    /// The pixels could not be packed.
    #[error("the picture cannot be packed as PNG: {0}; save it as SVG instead")]
    Packed(String),
}

/// `figure` as a PNG of `width` by `height` points.
///
/// # Errors
/// Where the picture would be too large.
pub fn figure(figure: &Figure, width: f64, height: f64) -> Result<Vec<u8>, PngError> {
    of_svg(&svg::figure(figure, width, height))
}

/// Charts of one kind side by side as a PNG that is `width` points wide.
///
/// # Errors
/// Where the picture would be too large.
pub fn small_multiples(figures: &[Figure], width: f64) -> Result<Vec<u8>, PngError> {
    of_svg(&svg::small_multiples(figures, width))
}

/// An SVG file as a PNG, [`PIXELS_A_POINT`] pixels for each of its points.
fn of_svg(svg: &str) -> Result<Vec<u8>, PngError> {
    static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
        let mut fonts = Database::new();
        for face in Typeface::ALL {
            fonts.load_font_source(Source::Binary(Arc::new(face.bytes())));
        }
        fonts.set_sans_serif_family("IBM Plex Sans");
        Arc::new(fonts)
    });
    let options = Options { fontdb: Arc::clone(&FONTS), ..Options::default() };
    let tree = Tree::from_str(svg, &options)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    if width * height * PIXELS_A_POINT * PIXELS_A_POINT > MOST_PIXELS {
        return Err(PngError::TooLarge { width, height });
    }
    // A picture's sides are positive and, as there are no more pixels than that, far below 2^32.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let pixels = |points: f32| (points * PIXELS_A_POINT).ceil() as u32;
    let mut pixmap =
        Pixmap::new(pixels(width), pixels(height)).ok_or(PngError::TooLarge { width, height })?;
    let scale = Transform::from_scale(PIXELS_A_POINT, PIXELS_A_POINT);
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|e| PngError::Packed(e.to_string()))
}
