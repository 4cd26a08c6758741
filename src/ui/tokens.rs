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

/// Edges within frames, in points: the spacing of the same name, as a margin takes it.
pub mod edge {
    /// Within the menu; below the page, above and below a notice.
    pub const S: i8 = 8;
    /// Within the rail.
    pub const M: i8 = 12;
    /// Within a card or the notes; beside a notice; right of the page, left of it where it is narrow.
    pub const L: i8 = 16;
    /// Within a sheet; above the page.
    pub const XL: i8 = 24;
    /// Left of the page.
    pub const XXL: i8 = 32;
}

/// Heights, in points.
pub mod height {
    /// A row of a table.
    pub const TABLE_ROW: f32 = 24.0;
    /// A row of a list.
    pub const ROW: f32 = 36.0;
    /// A row of the history: the question, and below it the strip and the promise.
    pub const HISTORY_ROW: f32 = 52.0;
    /// An anchor on a low or magnified window.
    pub const ANCHOR_LOW: f32 = 23.0;
    /// A line of text in such a row.
    pub const LINE: f32 = 20.0;
    /// A strip of section times in a row.
    pub const SMALL_STRIP: f32 = 10.0;
    /// A row of a bank: a principle, or a question that was found.
    pub const BANK_ROW: f32 = 40.0;
    /// A row with room for two lines: a story, or a principle with where it stands.
    pub const TALL_ROW: f32 = 44.0;
    /// A screen's button in the rail.
    pub const RAIL_BUTTON: f32 = 36.0;
    /// The most that notices take at the foot of the window.
    pub const NOTICES_MOST: f32 = 132.0;
    /// Under this height between the top line and the controls the stage shows less, and the clock first.
    pub const LOW_STAGE: f32 = 240.0;
    /// The most room for a question on a low or magnified window: three lines.
    pub const QUESTION_SMALL: f32 = 72.0;
    /// The least room for a question while it is answered.
    pub const QUESTION_LEAST: f32 = 80.0;
    /// The least room for a probe, and for what is asked in a part of a mock interview.
    pub const PROBE_LEAST: f32 = 72.0;
    /// A clock in large figures.
    pub const CLOCK: f32 = 40.0;
    /// The same where it can be as large as is read from two metres.
    pub const LARGE_CLOCK: f32 = 64.0;
    /// From this height of the window on there is room for that.
    pub const ROOMY: f32 = 560.0;
    /// From this height of the window on all lines of a story have room below the strip.
    pub const STORY_LINES: f32 = 700.0;
    /// The least for the details of what is chosen in a review.
    pub const DETAIL_LEAST: f32 = 96.0;
    /// The most for them.
    pub const DETAIL_MOST: f32 = 300.0;
    /// The axis over a column of bands, in two lines.
    pub const BAND_AXIS: f32 = 36.0;
    /// A badge that says how many stories there are.
    pub const BADGE: f32 = 24.0;
    /// A figure that is the main thing on its page.
    pub const FIGURE: f32 = 260.0;
    /// A figure among others.
    pub const FIGURE_AMONG_OTHERS: f32 = 220.0;
    /// One of many small figures.
    pub const SMALL_FIGURE: f32 = 116.0;
    /// The road to the interview: a name over a number.
    pub const ROAD: f32 = 56.0;
    /// A line of a mark's words on a figure's axis.
    pub const MARK: f32 = 17.0;
}

/// Scrolling by keys, and the ring around what has the keyboard, in points.
pub mod keyboard {
    /// How far an arrow scrolls, in points: about two lines.
    pub const LINE: f32 = 48.0;
    /// What of the page stays in sight when a key scrolls by a page, in points.
    pub const KEPT: f32 = 48.0;
    /// Farther than any page is long, in points.
    pub const TO_THE_END: f32 = 1.0e7;
    /// Room that is left around what was scrolled to, in points.
    pub const AROUND: f32 = 16.0;
    /// The ring's width, in points.
    pub const RING: f32 = 2.0;
    /// From what has the keyboard to the ring, in points.
    pub const GAP: f32 = 1.5;
}

/// A letter that hangs in the margin of a field, in points.
pub mod hang {
    /// The margin.
    pub const WIDTH: f32 = 28.0;
    /// What it takes in height.
    pub const HEIGHT: f32 = 56.0;
    /// From the field's label to the letter's top.
    pub const DOWN: f32 = 16.0;
}

/// The matrix of stories and principles, in points.
pub mod matrix {
    /// The column of names, with how much each has.
    pub const NAMES: f32 = 320.0;
    /// The room within it for how much.
    pub const COUNT: f32 = 64.0;
    /// The head with the stories' numbers.
    pub const HEAD: f32 = 24.0;
    /// A cell's width.
    pub const CELL: f32 = 28.0;
    /// The mark in a cell.
    pub const MARK: f32 = 16.0;
    /// The dot where there is none: its radius.
    pub const NONE: f32 = 1.5;
    /// The line around a hollow mark.
    pub const STROKE: f32 = 2.0;
    /// The button beside a story that might fit.
    pub const ADD: f32 = 160.0;
}

/// The dots of the road, in points.
pub mod road {
    /// A dot's radius.
    pub const DOT: f32 = 4.5;
    /// From one dot to the next.
    pub const STEP: f32 = 14.0;
}

/// Widths, in points.
pub mod width {
    /// The widest the stage gets.
    pub const STAGE: f32 = 960.0;
    /// The widest a sheet above the screen gets.
    pub const SHEET: f32 = 640.0;
    /// Above this width a row of answers, or of what is imported, shows its principles.
    pub const WIDE_LIST: f32 = 620.0;
    /// Above this width a row of a bank shows what a principle means, or a question's principle.
    pub const WIDE_BANK: f32 = 560.0;
    /// Above this width a row of the dashboard shows how many stories there are.
    pub const WIDE_DASHBOARD: f32 = 520.0;

    /// The least of a screen's main button.
    pub const MAIN_BUTTON: f32 = 96.0;
    /// The button that starts a drill, at the end of a row.
    pub const DRILL: f32 = 56.0;
    /// The room for the button that opens a bank, at the end of its row.
    pub const OPEN: f32 = 88.0;
    /// The widest a field of one line gets.
    pub const FIELD: f32 = 420.0;
    /// The field for the name of an interview's stage.
    pub const STAGE_NAME: f32 = 220.0;
    /// The field for its format.
    pub const STAGE_FORMAT: f32 = 200.0;
    /// A field for a date.
    pub const DATE: f32 = 116.0;
    /// A number between its two buttons, without them.
    pub const NUMBER: f32 = 72.0;
    /// A number with its two buttons.
    pub const STEPPER: f32 = 140.0;
    /// The same where words stand before the number.
    pub const WORDED_STEPPER: f32 = 184.0;
    /// The labels before a mock interview's choices.
    pub const MOCK_LABEL: f32 = 56.0;
    /// A clock in large figures.
    pub const CLOCK: f32 = 132.0;
    /// A clock in the largest figures.
    pub const LARGE_CLOCK: f32 = 190.0;

    /// The least of the column of keys, before what they do.
    pub const KEYS: f32 = 96.0;
    /// The column that says when an answer was given.
    pub const WHEN: f32 = 124.0;
    /// A time of day.
    pub const TIME: f32 = 48.0;
    /// The column of an answer's score.
    pub const SCORE: f32 = 60.0;
    /// The column of an answer's principle.
    pub const PRINCIPLE: f32 = 180.0;
    /// The column that says how often a story was told, when, and how strong it was.
    pub const TOLD: f32 = 196.0;
    /// The column of the principle that a story is to be told for.
    pub const PLACE: f32 = 232.0;
    /// The column that says what is wrong with the proposal.
    pub const PLACE_WHY: f32 = 144.0;
    /// The button that says that a story was heard.
    pub const HEARD: f32 = 72.0;
    /// The column of a sign before a row's words.
    pub const SIGN: f32 = 20.0;
    /// The column of the principles of what is imported.
    pub const ITEM_PRINCIPLES: f32 = 168.0;
    /// The column that counts a principle's questions.
    pub const COUNTS: f32 = 196.0;
    /// The least of the dashboard's column of names.
    pub const NAME_LEAST: f32 = 120.0;
    /// The most of it.
    pub const NAME_MOST: f32 = 360.0;
    /// The least of its column of bands.
    pub const BAND_LEAST: f32 = 80.0;
    /// Its column of states.
    pub const STATE: f32 = 158.0;
    /// The same where there is little room.
    pub const NARROW_STATE: f32 = 164.0;
    /// Its column of stories.
    pub const STORIES: f32 = 76.0;
    /// The widest a column of numbers gets on a page to take away.
    pub const PAGE_NUMBERS: f32 = 72.0;
    /// The mean character of the small size, with some to spare.
    pub const CHARACTER: f32 = super::size::SMALL * 0.58;

    /// The least of a figure beside another.
    pub const FIGURE_BESIDE: f32 = 360.0;
    /// The least of one of many small figures.
    pub const SMALL_FIGURE: f32 = 168.0;
    /// The least of a mark's words on a figure's horizontal axis.
    pub const MARK: f32 = 64.0;
}

/// Notes in the margin of a page, in points.
pub mod margin {
    /// From this width of the window on there is room for them.
    pub const FROM: f32 = 1180.0;
    /// Their width.
    pub const WIDTH: f32 = 240.0;
}

/// A day of the plan, in points.
pub mod day {
    /// Its width.
    pub const WIDTH: f32 = 36.0;
    /// Its height, minutes included.
    pub const HEIGHT: f32 = 48.0;
    /// The middle of the numeral, from the top.
    pub const NUMERAL: f32 = 16.0;
    /// The ring around a stage's day.
    pub const RING: f32 = 15.0;
}

/// Widths of boxes that open on a list, in points; the first three are the widest such a box gets.
pub mod combo {
    /// The other interviews.
    pub const INTERVIEWS: f32 = 130.0;
    /// What is asked, or exported: a principle or a bank.
    pub const SCOPE: f32 = 320.0;
    /// The level aimed at, with who that is.
    pub const LEVEL: f32 = 420.0;
    /// The principles that are assessed.
    pub const FRAMEWORK: f32 = 300.0;
    /// Who asks in a round, and its principles.
    pub const ROUND: f32 = 280.0;
    /// Which stories are listed, and in which order.
    pub const STORIES: f32 = 144.0;
    /// What an imported item is.
    pub const KIND: f32 = 240.0;
    /// The key principles that can be added.
    pub const KEY_PRINCIPLE: f32 = 220.0;
    /// A principle that is added to others, or changed.
    pub const ADD: f32 = 120.0;
}

/// Lines, dashes and dots, in points; of a dot the radius.
pub mod line {
    /// The bar along the foot of what is chosen.
    pub const FOOT: f32 = 3.0;
    /// How far it keeps from the sides.
    pub const FOOT_IN: f32 = 6.0;
    /// The mark left of a row that is chosen: its width.
    pub const CHOSEN: f32 = 3.0;
    /// The line of an estimate's band: its width.
    pub const BAND: f32 = 3.0;
    /// The strokes at the band's ends: how far they reach up and down.
    pub const BAND_END: f32 = 6.0;
    /// The dot of an estimate.
    pub const ESTIMATE: f32 = 6.0;
    /// A dash of a dashed line: its length.
    pub const DASH: f32 = 6.0;
    /// A dot of a large figure.
    pub const DOT: f32 = 3.5;
    /// The same where there are many.
    pub const DOT_OF_MANY: f32 = 2.5;
    /// A dot of a small figure.
    pub const SMALL_DOT: f32 = 2.0;
    /// The ring around the dot that is read out.
    pub const READ_OUT: f32 = 8.0;
    /// Across, of the light that says that it records.
    pub const LIGHT: f32 = 10.0;
}

/// A recording's loudness over time, in points.
pub mod wave {
    /// The height of the bars' room.
    pub const HEIGHT: f32 = 72.0;
    /// The height of the band of sections above them.
    pub const BAND: f32 = 20.0;
    /// The least height of a bar, so that silence is seen too.
    pub const LEAST: f32 = 1.0;
    /// The width of the line where one listens.
    pub const PLACE: f32 = 2.0;
    /// The width of the level of a microphone.
    pub const LEVEL: f32 = 240.0;
    /// Its height.
    pub const LEVEL_HEIGHT: f32 = 14.0;
}

/// The STAR strip and the marker below it, in points.
pub mod strip {
    /// The strip's height without the marker.
    pub const HEIGHT: f32 = 56.0;
    /// How high the bar is that shows what was spoken of a section, in a strip of times.
    pub const SPOKEN: f32 = 5.0;
    /// The room below the strip for the marker.
    pub const MARKER: f32 = 28.0;
    /// The least width of a segment, so that it can be read and pressed.
    pub const SEGMENT_LEAST: f32 = 44.0;
    /// From one slanted line to the next, over the plan.
    pub const HATCH: f32 = 14.0;
    /// Half the width of the marker's triangle.
    pub const TRIANGLE_HALF: f32 = 6.0;
    /// The triangle's height.
    pub const TRIANGLE_HEIGHT: f32 = 9.0;
    /// How far the marker's line reaches into the strip.
    pub const INTO: f32 = 4.0;
    /// From the marker's tip to its word, across.
    pub const WORD_ACROSS: f32 = 10.0;
    /// From the marker's tip to the middle of its word, down.
    pub const WORD_DOWN: f32 = 12.0;
    /// The room that the word takes beside the marker.
    pub const WORD_ROOM: f32 = 60.0;
}

/// Other distances, in points.
pub mod distance {
    /// What a sheet leaves free of the window, on two sides together.
    pub const AROUND_SHEET: f32 = 96.0;
    /// How far one step of the keys moves the notes: three lines.
    pub const NOTES_STEP: f32 = 60.0;
    /// How near the pointer must come to a point of a figure to read it out.
    pub const NEAR: f32 = 24.0;
}

/// Corners, in points.
pub const RADIUS: u8 = 6;
/// The least height of what can be pressed, in points.
pub const TARGET: f32 = 32.0;
/// The widest column of text, in points: about 85 characters.
pub const COLUMN: f32 = 720.0;
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

/// The same where there is no place to draw at hand.
pub fn colours_of(ctx: &egui::Context) -> Colours {
    Colours::of(if ctx.global_style().visuals.dark_mode { &DARK } else { &LIGHT })
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
    style.spacing.menu_margin = Margin::same(edge::S);
    style.spacing.window_margin = Margin::same(edge::XL);
    style.spacing.combo_width = 160.0;
    style.interaction.tooltip_delay = 0.6;
    // Rows are pressed as a whole; text is copied with buttons.
    style.interaction.selectable_labels = false;
    style.animation_time = 0.0;
    style.scroll_animation = egui::style::ScrollAnimation::none();
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
