//! The icon in every size that an icon theme asks for, drawn from its one SVG.

use std::error::Error;
use std::fs;
use std::path::Path;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// The sides of the pictures, in pixels.
pub const SIDES: [u32; 9] = [16, 22, 24, 32, 48, 64, 128, 256, 512];

/// `svg`, which is square, as a picture with sides of so many pixels.
pub fn drawn(svg: &str, side: u32) -> Result<Pixmap, Box<dyn Error>> {
    let tree = Tree::from_str(svg, &Options::default())?;
    let mut picture = Pixmap::new(side, side).ok_or("a picture has sides")?;
    #[allow(clippy::cast_precision_loss)] // at most 512
    let scale = side as f32 / tree.size().width();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    Ok(picture)
}

/// Writes all sizes and the SVG into the folder of an icon theme.
pub fn write(svg: &str, theme: &Path) -> Result<(), Box<dyn Error>> {
    for side in SIDES {
        let folder = theme.join(format!("{side}x{side}/apps"));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("greenroom.png"), drawn(svg, side)?.encode_png()?)?;
    }
    let folder = theme.join("scalable/apps");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("greenroom.svg"), svg)?;
    Ok(())
}
