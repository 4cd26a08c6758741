//! A chart laid out in points: lines, dots and words at their places. SVG, PNG and PDF all draw this.

mod key;
mod layers;

use crate::chart::figure::{Axis, Figure, Layer, Mark, Table, Tone};
use crate::chart::palette::{Palette, Rgb};

use self::key::{KEY_ROW, KEY_SIZE, draw_key, key_of, key_rows};
use super::text::clean_line;
use super::typeset::{Typeface, cut, width};

/// Room around everything, in points.
pub const EDGE: f64 = 8.0;
/// The size of the marks' type in a chart, and in one of several, in points.
const SIZES: (f64, f64) = (10.5, 9.0);
/// The least width and height of a chart, in points.
const LEAST: f64 = 120.0;
/// Room between small multiples, in points.
const GAP: f64 = 14.0;
/// The least width of a small multiple, in points.
const PANEL: f64 = 140.0;
/// How much of its room a line of words may take: a viewer without our typefaces sets it wider.
const ROOM: f64 = 0.92;
/// The most small multiples in a row.
const MOST_IN_A_ROW: usize = 4;

/// A colour by what it is for; each theme has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// The ground.
    Paper,
    /// Text and data.
    Ink,
    /// What is of less weight.
    Muted,
    /// What the program worked out.
    Accent,
    /// What wants attention.
    Warning,
    /// Axes and grids.
    Edge,
}

impl Paint {
    /// Its colour in `palette`.
    pub fn rgb(self, palette: &Palette) -> Rgb {
        match self {
            Self::Paper => palette.paper,
            Self::Ink => palette.ink,
            Self::Muted => palette.muted,
            Self::Accent => palette.accent,
            Self::Warning => palette.warning,
            Self::Edge => palette.edge,
        }
    }
}

impl From<Tone> for Paint {
    fn from(tone: Tone) -> Self {
        match tone {
            Tone::Ink => Self::Ink,
            Tone::Muted => Self::Muted,
            Tone::Accent => Self::Accent,
            Tone::Warning => Self::Warning,
        }
    }
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// One thing drawn. Places are in points from the top left corner.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle, or its outline.
    Rect {
        /// Its top left corner.
        at: [f64; 2],
        /// Its width and height.
        size: [f64; 2],
        /// Its colour.
        paint: Paint,
        /// From 0, not seen, to 1.
        opacity: f64,
        /// Whether only its outline is drawn, inside the rectangle.
        hollow: bool,
    },
    /// A round dot, or its outline.
    Dot {
        /// Its middle.
        at: [f64; 2],
        /// Its radius, with the outline.
        radius: f64,
        /// Its colour.
        paint: Paint,
        /// Whether only its outline is drawn.
        hollow: bool,
    },
    /// A line through points.
    Line {
        /// The points, at least two.
        points: Vec<[f64; 2]>,
        /// Its colour.
        paint: Paint,
        /// From 0, not seen, to 1.
        opacity: f64,
        /// How thick it is.
        width: f64,
        /// Whether it is dashed.
        dashed: bool,
    },
    /// A filled area.
    Area {
        /// Its corners, at least three.
        points: Vec<[f64; 2]>,
        /// Its colour.
        paint: Paint,
        /// From 0, not seen, to 1.
        opacity: f64,
    },
    /// A line of words.
    Words {
        /// Where, on the base line.
        at: [f64; 2],
        /// The words, cleaned.
        text: String,
        /// The size of the type.
        size: f64,
        /// Whether it is set semi-bold.
        strong: bool,
        /// Its colour.
        paint: Paint,
        /// Which end stands at `at`.
        anchor: Anchor,
    },
}

/// A chart, or several, laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Its width in points.
    pub width: f64,
    /// Its height in points.
    pub height: f64,
    /// Its name, cleaned.
    pub title: String,
    /// What it shows in a sentence, cleaned.
    pub said: String,
    /// What is drawn, the lowest first; all of it lies within width and height.
    pub shapes: Vec<Shape>,
}

/// Lays `figure` out on `width` by `height` points; sizes under 120 points are taken as 120.
/// Where the key would take more than a quarter of the height its last rows are left out.
pub fn figure(figure: &Figure, width: f64, height: f64) -> Drawing {
    let (mut drawing, frame) = empty(figure, width, height);
    let key = key_of([figure]);
    let mut rows = if key.len() > 1 { key_rows(&key, frame.right - frame.left) } else { Vec::new() };
    while rows.len() as f64 * KEY_ROW > drawing.height / 4.0 {
        rows.pop();
    }
    let mut top = words_at_top(&mut drawing.shapes, &drawing.title, frame, 13.0);
    if !rows.is_empty() {
        draw_key(&mut drawing.shapes, &rows, frame.left, top);
        top += rows.len() as f64 * KEY_ROW + 5.0;
    }
    panel(&mut drawing.shapes, figure, Frame { top, ..frame }, SIZES.0);
    drawing
}

/// Lays out one of several charts of one kind, which are explained together: without key and axes'
/// names ([`axes_words`] gives those), and with the marks' words only where `named` is set.
pub fn one_of_several(figure: &Figure, width: f64, height: f64, named: bool) -> Drawing {
    let (mut drawing, frame) = empty(figure, width, height);
    let top = words_at_top(&mut drawing.shapes, &drawing.title, frame, 11.0);
    panel(&mut drawing.shapes, &without_labels(figure, named), Frame { top, ..frame }, SIZES.1);
    drawing
}

/// Lays charts of one kind out side by side on `width` points (under 156 is taken as 156), in as many
/// rows as it takes.
pub fn small_multiples(figures: &[Figure], width: f64) -> Drawing {
    in_columns(figures, width, columns(width, figures.len()))
}

/// As [`small_multiples`], with so many side by side.
pub fn in_columns(figures: &[Figure], width: f64, columns: usize) -> Drawing {
    let (width, columns) = (at_least(width, PANEL + 2.0 * EDGE), columns.max(1));
    let across = (width - 2.0 * EDGE - GAP * (columns as f64 - 1.0)) / columns as f64;
    let down = (across * 0.58).clamp(86.0, 170.0);
    let mut drawing = Drawing { width, ..Drawing::default() };
    for (i, figure) in figures.iter().enumerate() {
        let left = EDGE + (i % columns) as f64 * (across + GAP);
        let top = EDGE + (i / columns) as f64 * (down + GAP);
        let frame = Frame { left, top, right: left + across, bottom: top + down };
        let top = words_at_top(&mut drawing.shapes, &clean_line(&figure.title), frame, 11.0);
        let frame = Frame { top, ..frame };
        // The axes are shared, so the words of their marks on the first chart do for all.
        panel(&mut drawing.shapes, &without_labels(figure, i == 0), frame, SIZES.1);
    }
    let rows = figures.len().div_ceil(columns) as f64;
    drawing.height = EDGE + rows * (down + GAP);
    let key_rows = key_rows(&key_of(figures), width - 2.0 * EDGE);
    draw_key(&mut drawing.shapes, &key_rows, EDGE, drawing.height);
    drawing.height += key_rows.len() as f64 * KEY_ROW;
    let axes = axes_words(figures);
    if !axes.is_empty() {
        let text = cut(&axes, Typeface::Plain, ROOM * (width - 2.0 * EDGE) / KEY_SIZE);
        let at = [EDGE, drawing.height + KEY_ROW * 0.7];
        let (strong, paint, anchor) = (false, Paint::Muted, Anchor::Start);
        drawing.shapes.push(Shape::Words { at, text, size: KEY_SIZE, strong, paint, anchor });
        drawing.height += KEY_ROW;
    }
    drawing.height += EDGE;
    drawing.title = match figures {
        [] => "No charts".to_owned(),
        [one] => clean_line(&one.title),
        many => format!("{} charts on shared axes", many.len()),
    };
    let said: Vec<String> = figures.iter().map(|f| clean_line(&f.said)).collect();
    drawing.said = said.join(" ");
    drawing
}

/// What the axes that charts share are, in words; empty where their marks say it.
pub fn axes_words(figures: &[Figure]) -> String {
    let Some(first) = figures.first() else { return String::new() };
    let words = |name: &str, label: &str| match label.trim() {
        "" => None,
        label => Some(format!("{name}: {}.", clean_line(label))),
    };
    let words = [words("Upwards", &first.y.label), words("Across", &first.x.label)];
    words.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The figure without its axes' names and, unless they are `named`, without the words of its marks.
fn without_labels(figure: &Figure, named: bool) -> Figure {
    let mut figure = Figure { table: Table::default(), ..figure.clone() };
    figure.x.label.clear();
    figure.y.label.clear();
    for layer in &mut figure.layers {
        if let Layer::Across { text, .. } | Layer::Up { text, .. } = layer
            && !named
        {
            text.clear();
        }
    }
    figure
}

/// A drawing with nothing on it, and the frame within its edges.
fn empty(figure: &Figure, width: f64, height: f64) -> (Drawing, Frame) {
    let (width, height) = (at_least(width, LEAST), at_least(height, LEAST));
    let (title, said) = (clean_line(&figure.title), clean_line(&figure.said));
    let frame = Frame { left: EDGE, top: EDGE, right: width - EDGE, bottom: height - EDGE };
    (Drawing { width, height, title, said, shapes: Vec::new() }, frame)
}

/// How many small multiples stand side by side on `width` points, the rows as full as they can be.
pub fn columns(width: f64, figures: usize) -> usize {
    let fit = (1..=MOST_IN_A_ROW).rev().find(|n| *n as f64 * (PANEL + GAP) <= width - 2.0 * EDGE + GAP);
    let rows = figures.max(1).div_ceil(fit.unwrap_or(1));
    figures.max(1).div_ceil(rows)
}

fn at_least(value: f64, least: f64) -> f64 {
    if value.is_finite() { value.max(least) } else { least }
}

/// A rectangle in points.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Frame {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// Draws a title and says where what is below it begins.
fn words_at_top(shapes: &mut Vec<Shape>, title: &str, frame: Frame, size: f64) -> f64 {
    if title.is_empty() {
        return frame.top;
    }
    let text = cut(title, Typeface::Strong, ROOM * (frame.right - frame.left) / size);
    let at = [frame.left, frame.top + size];
    shapes.push(Shape::Words { at, text, size, strong: true, paint: Paint::Ink, anchor: Anchor::Start });
    frame.top + size * 1.5
}

/// Draws axes, marks and layers within `frame`; `size` is that of the marks' type.
fn panel(shapes: &mut Vec<Shape>, figure: &Figure, frame: Frame, size: f64) {
    let mut top = frame.top + size * 0.5;
    let label = |text: &str, at: [f64; 2], anchor| {
        let text = cut(&clean_line(text), Typeface::Plain, (frame.right - frame.left) / size);
        Shape::Words { at, text, size, strong: false, paint: Paint::Muted, anchor }
    };
    if !figure.y.label.is_empty() {
        shapes.push(label(&figure.y.label, [frame.left, top + size * 0.6], Anchor::Start));
        top += size * 1.6;
    }
    let mut bottom = frame.bottom - size * 0.3;
    if !figure.x.label.is_empty() {
        shapes.push(label(&figure.x.label, [frame.right, bottom], Anchor::End));
        bottom -= size * 1.4;
    }
    // No mark takes more than a third of the room.
    let most = ((frame.right - frame.left) / 3.0 / size).min(14.0);
    let words = |marks: &[Mark]| -> Vec<String> {
        marks.iter().map(|mark| cut(&clean_line(&mark.text), Typeface::Plain, most)).collect()
    };
    let marks_of_y = words(&figure.y.marks);
    let widest = marks_of_y.iter().map(|text| width(text, Typeface::Plain) * size).fold(0.0, f64::max);
    let has_x_marks = figure.x.marks.iter().any(|mark| !mark.text.is_empty());
    let plot = Frame {
        left: frame.left + if widest > 0.0 { widest + size * 0.6 } else { 0.0 },
        top,
        right: frame.right - size * 0.5,
        bottom: (if has_x_marks { bottom - size * 1.3 } else { bottom }).max(top + 10.0),
    };
    let scale = layers::Scale::new(&figure.x, &figure.y, plot);
    y_marks(shapes, &figure.y, &marks_of_y, &scale, size);
    x_marks(shapes, &figure.x, &words(&figure.x.marks), &scale, size, frame);
    if figure.is_empty() {
        let at = [f64::midpoint(plot.left, plot.right), f64::midpoint(plot.top, plot.bottom)];
        let text = cut("Nothing to show yet", Typeface::Plain, (plot.right - plot.left) / size);
        shapes.push(label(&text, at, Anchor::Middle));
    }
    for layer in &figure.layers {
        layers::draw(shapes, layer, &scale, size);
    }
}

fn y_marks(shapes: &mut Vec<Shape>, axis: &Axis, texts: &[String], scale: &layers::Scale, size: f64) {
    let mut last: Option<f64> = None;
    let plot = scale.plot;
    for (mark, text) in axis.marks.iter().zip(texts) {
        let Some(y) = scale.y_within(mark.at) else { continue };
        shapes.push(Shape::Line {
            points: vec![[plot.left, y], [plot.right, y]],
            paint: Paint::Edge,
            opacity: 0.35,
            width: 0.6,
            dashed: false,
        });
        if last.is_some_and(|last| (last - y).abs() < size * 1.1) {
            continue;
        }
        last = Some(y);
        shapes.push(Shape::Words {
            at: [plot.left - size * 0.5, y + size * 0.35],
            text: text.clone(),
            size,
            strong: false,
            paint: Paint::Muted,
            anchor: Anchor::End,
        });
    }
}

/// Writes the marks of the horizontal axis, but for those that would lie on another.
fn x_marks(
    shapes: &mut Vec<Shape>,
    axis: &Axis,
    texts: &[String],
    scale: &layers::Scale,
    size: f64,
    frame: Frame,
) {
    let plot = scale.plot;
    shapes.push(Shape::Line {
        points: vec![[plot.left, plot.bottom], [plot.right, plot.bottom]],
        paint: Paint::Edge,
        opacity: 1.0,
        width: 0.8,
        dashed: false,
    });
    let mut free = frame.left;
    for (mark, text) in axis.marks.iter().zip(texts) {
        let Some(x) = scale.x_within(mark.at) else { continue };
        let half = width(text, Typeface::Plain) * size / 2.0;
        // Words at an end of the axis move inwards rather than out of the picture.
        let middle = x.clamp(frame.left + half, (frame.right - half).max(frame.left + half));
        if text.is_empty() || middle - half < free {
            continue;
        }
        free = middle + half + size * 0.6;
        shapes.push(Shape::Line {
            points: vec![[x, plot.bottom], [x, plot.bottom + size * 0.25]],
            paint: Paint::Edge,
            opacity: 1.0,
            width: 0.8,
            dashed: false,
        });
        shapes.push(Shape::Words {
            at: [middle, plot.bottom + size * 1.2],
            text: text.clone(),
            size,
            strong: false,
            paint: Paint::Muted,
            anchor: Anchor::Middle,
        });
    }
}
