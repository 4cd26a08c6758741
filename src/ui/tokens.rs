//! Colours, sizes and spacing: the only place in the window's code where they are numbers.

use eframe::egui::{
    self, Color32, CornerRadius, FontFamily, FontId, Margin, Stroke, Style, TextStyle, Ui, Visuals,
    style::{WidgetVisuals, Widgets},
};

use crate::chart::palette::{DARK, LIGHT, Palette, Rgb};

/// The type scale, in points.
pub mod size {
    /// Notes, keys, axis labels.
    pub const SMALL: f32 = 13.0;
    /// Text and controls.
    pub const BODY: f32 = 15.0;
    /// What leads a paragraph or a row.
    pub const LEAD: f32 = 18.0;
    /// Headings and clocks of less weight.
    pub const HEADING: f32 = 24.0;
    /// The question, and the clock.
    pub const QUESTION: f32 = 32.0;
    /// The question in full screen.
    pub const STAGE: f32 = 56.0;
}

/// Spacing, in points, in steps of 4.
pub mod space {
    /// Between a word and its note.
    pub const XS: f32 = 4.0;
    /// Between things of one kind.
    pub const S: f32 = 8.0;
    /// Between rows.
    pub const M: f32 = 12.0;
    /// Around a group.
    pub const L: f32 = 16.0;
    /// Between groups.
    pub const XL: f32 = 24.0;
    /// Around the page.
    pub const XXL: f32 = 32.0;
}

/// Corners, in points.
pub const RADIUS: u8 = 6;
/// The least height of what can be pressed, in points.
pub const TARGET: f32 = 32.0;
/// The widest column of text, in points: about 90 characters.
pub const COLUMN: f32 = 760.0;
/// The rail's width, in points.
pub const RAIL: f32 = 152.0;
/// The notes' width beside the stage, in points.
pub const NOTES: f32 = 320.0;
/// Under this width of the window the rail becomes a menu, in points.
pub const NARROW: f32 = 600.0;

/// The interviewer's voice.
pub const SERIF: &str = "serif";
/// Everything else, in a heavier weight.
pub const STRONG: &str = "strong";

/// The colours of the theme in use.
#[derive(Clone, Copy, Debug)]
pub struct Colours {
    /// The page.
    pub paper: Color32,
    /// What lies on the page.
    pub raised: Color32,
    /// What is let into the page.
    pub sunk: Color32,
    /// Text.
    pub ink: Color32,
    /// Text of less weight.
    pub muted: Color32,
    /// The one accent.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The one warning.
    pub warning: Color32,
    /// Lines around what can be touched.
    pub edge: Color32,
}

impl Colours {
    fn of(palette: &Palette) -> Self {
        let c = |[r, g, b]: Rgb| Color32::from_rgb(r, g, b);
        Self {
            paper: c(palette.paper),
            raised: c(palette.raised),
            sunk: c(palette.sunk),
            ink: c(palette.ink),
            muted: c(palette.muted),
            accent: c(palette.accent),
            on_accent: c(palette.on_accent),
            warning: c(palette.warning),
            edge: c(palette.edge),
        }
    }
}

/// The colours of the theme `ui` is drawn in.
pub fn colours(ui: &Ui) -> Colours {
    Colours::of(if ui.visuals().dark_mode { &DARK } else { &LIGHT })
}

/// A font of the plain family.
pub fn plain(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// A font of the heavier family.
pub fn strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(STRONG.into()))
}

/// A font of the interviewer's family.
pub fn serif(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF.into()))
}

/// Gives both themes their look.
pub fn apply(ctx: &egui::Context) {
    ctx.set_style_of(egui::Theme::Light, style(Visuals::light(), &Colours::of(&LIGHT)));
    ctx.set_style_of(egui::Theme::Dark, style(Visuals::dark(), &Colours::of(&DARK)));
}

fn style(mut visuals: Visuals, c: &Colours) -> Style {
    let fonts = [
        (TextStyle::Small, plain(size::SMALL)),
        (TextStyle::Body, plain(size::BODY)),
        (TextStyle::Button, plain(size::BODY)),
        (TextStyle::Monospace, plain(size::BODY)),
        (TextStyle::Heading, strong(size::HEADING)),
    ];
    let mut style = Style { text_styles: fonts.into(), ..Style::default() };
    style.spacing.item_spacing = egui::vec2(space::S, space::S);
    style.spacing.button_padding = egui::vec2(space::M, space::XS);
    style.spacing.interact_size = egui::vec2(TARGET, TARGET);
    style.spacing.icon_width = 20.0;
    style.spacing.icon_width_inner = 12.0;
    style.spacing.text_edit_width = 320.0;
    style.spacing.menu_margin = Margin::same(8);
    style.spacing.window_margin = Margin::same(24);
    style.spacing.combo_width = 160.0;
    style.interaction.tooltip_delay = 0.6;
    // Rows are pressed as a whole; text is copied with buttons.
    style.interaction.selectable_labels = false;
    style.animation_time = 0.0;
    style.url_in_tooltip = true;

    visuals.override_text_color = Some(c.ink);
    visuals.weak_text_color = Some(c.muted);
    visuals.panel_fill = c.paper;
    visuals.window_fill = c.raised;
    visuals.window_stroke = Stroke::new(1.0, c.edge);
    visuals.window_corner_radius = CornerRadius::same(RADIUS);
    visuals.menu_corner_radius = CornerRadius::same(RADIUS);
    visuals.extreme_bg_color = c.raised;
    visuals.text_edit_bg_color = Some(c.raised);
    visuals.faint_bg_color = c.sunk;
    visuals.code_bg_color = c.sunk;
    visuals.hyperlink_color = c.accent;
    visuals.warn_fg_color = c.warning;
    visuals.error_fg_color = c.warning;
    visuals.selection.bg_fill = c.accent.gamma_multiply(0.25);
    visuals.selection.stroke = Stroke::new(2.0, c.accent);
    visuals.text_cursor.stroke = Stroke::new(2.0, c.accent);
    // The cursor stands still: blinking would repaint while nothing changes.
    visuals.text_cursor.blink = false;
    visuals.slider_trailing_fill = true;
    visuals.popup_shadow = egui::Shadow::NONE;
    visuals.window_shadow = egui::Shadow::NONE;
    let widget = |fill, edge: f32, text| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(edge, c.edge),
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: Stroke::new(1.5, text),
        expansion: 0.0,
    };
    visuals.widgets = Widgets {
        noninteractive: WidgetVisuals {
            bg_stroke: Stroke::new(1.0, c.edge.gamma_multiply(0.5)),
            ..widget(c.paper, 1.0, c.ink)
        },
        inactive: widget(c.raised, 1.0, c.ink),
        // Edges of one width: a button's size depends on it, and nothing may move under the pointer.
        hovered: WidgetVisuals { bg_stroke: Stroke::new(1.0, c.accent), ..widget(c.raised, 1.0, c.accent) },
        active: WidgetVisuals { bg_stroke: Stroke::new(1.0, c.accent), ..widget(c.sunk, 1.0, c.accent) },
        open: widget(c.sunk, 1.0, c.ink),
    };
    style.visuals = visuals;
    style
}
