//! The colours of both themes as plain RGB, from design, section 4.

/// One colour: red, green, blue, 0 to 255.
pub type Rgb = [u8; 3];

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The page.
    pub paper: Rgb,
    /// What lies on the page.
    pub raised: Rgb,
    /// What is let into the page.
    pub sunk: Rgb,
    /// Text.
    pub ink: Rgb,
    /// Text of less weight.
    pub muted: Rgb,
    /// The one accent.
    pub accent: Rgb,
    /// Text on the accent.
    pub on_accent: Rgb,
    /// The one warning.
    pub warning: Rgb,
    /// Lines around what can be touched.
    pub edge: Rgb,
}

const fn rgb(hex: u32) -> Rgb {
    let [_, r, g, b] = hex.to_be_bytes();
    [r, g, b]
}

/// Dark ink on light paper.
pub const LIGHT: Palette = Palette {
    paper: rgb(0xF6_F2E9),
    raised: rgb(0xFF_FDF7),
    sunk: rgb(0xE9_E3D5),
    ink: rgb(0x1E_2421),
    muted: rgb(0x59_615B),
    accent: rgb(0x0E_5A4E),
    on_accent: rgb(0xFF_FDF7),
    warning: rgb(0xA0_3A12),
    edge: rgb(0x83_7F70),
};

/// Light ink on dark paper.
pub const DARK: Palette = Palette {
    paper: rgb(0x15_1917),
    raised: rgb(0x1E_2421),
    sunk: rgb(0x0F_1211),
    ink: rgb(0xEE_E9DC),
    muted: rgb(0xA5_ADA4),
    accent: rgb(0x7C_CBB5),
    on_accent: rgb(0x0F_1F1A),
    warning: rgb(0xF2_A06B),
    edge: rgb(0x6F_7A73),
};

/// The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "relative luminance" and "contrast ratio").
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Rgb) -> f64 {
    let [r, g, b] = colour.map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_the_known_one() {
        assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 1e-9);
        assert!((contrast([119, 119, 119], [255, 255, 255]) - 4.48).abs() < 0.01);
    }

    #[test]
    fn text_is_readable_and_edges_are_seen_in_both_themes() {
        for palette in [LIGHT, DARK] {
            for ground in [palette.paper, palette.raised, palette.sunk] {
                for text in [palette.ink, palette.muted, palette.accent, palette.warning] {
                    assert!(
                        contrast(text, ground) >= 4.5,
                        "{text:?} on {ground:?}: {}",
                        contrast(text, ground)
                    );
                }
                assert!(contrast(palette.edge, ground) >= 3.0, "{}", contrast(palette.edge, ground));
            }
            assert!(contrast(palette.on_accent, palette.accent) >= 4.5);
        }
    }
}
