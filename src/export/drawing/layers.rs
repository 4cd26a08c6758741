//! The layers of a chart within its axes: what lies outside them is cut off at their edge.

use std::collections::HashSet;

use crate::chart::figure::{Axis, BandPoint, Bar, Layer, Point, Tone};

use super::super::text::clean_line;
use super::super::typeset::{Typeface, cut, width};
use super::{Anchor, Frame, Paint, Shape};

/// The radius of a dot in points, at marks of 10 points.
const DOT: f64 = 2.6;
/// Dots and corners of a line closer than this share of a point are one.
const SAME: f64 = 0.5;

/// From an axis' values to points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale<'a> {
    x: &'a Axis,
    y: &'a Axis,
    /// Where the axes lie.
    pub(super) plot: Frame,
}

impl<'a> Scale<'a> {
    pub(super) fn new(x: &'a Axis, y: &'a Axis, plot: Frame) -> Self {
        Self { x, y, plot }
    }

    fn x(&self, value: f64) -> f64 {
        self.plot.left + self.x.share(value) * (self.plot.right - self.plot.left)
    }

    fn y(&self, value: f64) -> f64 {
        self.plot.bottom - self.y.share(value) * (self.plot.bottom - self.plot.top)
    }

    /// Where `value` lies, if that is within the plot (and a number).
    pub(super) fn x_within(&self, value: f64) -> Option<f64> {
        let x = self.x(value);
        (x >= self.plot.left - 0.01 && x <= self.plot.right + 0.01).then_some(x)
    }

    /// Where `value` lies, if that is within the plot (and a number).
    pub(super) fn y_within(&self, value: f64) -> Option<f64> {
        let y = self.y(value);
        (y >= self.plot.top - 0.01 && y <= self.plot.bottom + 0.01).then_some(y)
    }

    fn within(&self, x: f64, y: f64) -> Option<[f64; 2]> {
        Some([self.x_within(x)?, self.y_within(y)?])
    }
}

/// Draws one layer; `size` is that of the marks' type.
pub(super) fn draw(shapes: &mut Vec<Shape>, layer: &Layer, scale: &Scale, size: f64) {
    match layer {
        Layer::Band(points) => band(shapes, points, scale),
        Layer::Line { points, tone, dashed, .. } => line(shapes, points, *tone, *dashed, scale, size),
        Layer::Dots { points, tone, hollow, .. } => dots(shapes, points, *tone, *hollow, scale, size),
        Layer::Bars { bars, tone, hollow, .. } => {
            for bar in bars {
                draw_bar(shapes, bar, (*tone).into(), *hollow, scale);
            }
        }
        Layer::Cells { points, shares, tone } => cells(shapes, points, shares, *tone, scale),
        Layer::Across { at, text } => across(shapes, *at, text, scale, size),
        Layer::Up { at, text } => up(shapes, *at, text, scale, size),
    }
}

/// The parts of the band between the first and the last moment shown, its edges kept to the axis.
fn band(shapes: &mut Vec<Shape>, points: &[BandPoint], scale: &Scale) {
    let plot = scale.plot;
    let keep = |y: f64| y.clamp(plot.top, plot.bottom);
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    for point in points {
        let (x, high, low) = (scale.x(point.x), scale.y(point.high), scale.y(point.low));
        if !(x.is_finite() && high.is_finite() && low.is_finite()) {
            continue;
        }
        upper.push([x.clamp(plot.left, plot.right), keep(high)]);
        lower.push([x.clamp(plot.left, plot.right), keep(low)]);
    }
    let (mut upper, mut lower) = (thinned(upper), thinned(lower));
    if upper.len() + lower.len() >= 3 {
        lower.reverse();
        upper.append(&mut lower);
        shapes.push(Shape::Area { points: upper, paint: Paint::Accent, opacity: 0.18 });
    }
}

fn line(shapes: &mut Vec<Shape>, points: &[[f64; 2]], tone: Tone, dashed: bool, scale: &Scale, size: f64) {
    let placed: Vec<[f64; 2]> = points.iter().map(|&[x, y]| [scale.x(x), scale.y(y)]).collect();
    let mut pieces: Vec<Vec<[f64; 2]>> = Vec::new();
    for pair in placed.windows(2) {
        let Some((from, to)) = cut_to(pair[0], pair[1], scale.plot) else { continue };
        match pieces.last_mut() {
            Some(piece) if piece.last() == Some(&from) => piece.push(to),
            _ => pieces.push(vec![from, to]),
        }
    }
    for piece in pieces {
        let points = thinned(piece);
        if points.len() > 1 {
            let width = size * 0.15;
            shapes.push(Shape::Line { points, paint: tone.into(), opacity: 1.0, width, dashed });
        }
    }
}

/// The part of the line from `a` to `b` that lies within `frame` (Liang and Barsky, 1984).
fn cut_to(a: [f64; 2], b: [f64; 2], frame: Frame) -> Option<([f64; 2], [f64; 2])> {
    if ![a, b].iter().flatten().all(|v| v.is_finite()) {
        return None;
    }
    let along = [b[0] - a[0], b[1] - a[1]];
    let (mut first, mut last) = (0.0_f64, 1.0_f64);
    let bounds = [
        (-along[0], a[0] - frame.left),
        (along[0], frame.right - a[0]),
        (-along[1], a[1] - frame.top),
        (along[1], frame.bottom - a[1]),
    ];
    for (towards, room) in bounds {
        if towards == 0.0 {
            if room < -0.01 {
                return None;
            }
        } else if towards < 0.0 {
            first = first.max(room / towards);
        } else {
            last = last.min(room / towards);
        }
    }
    let at = |t: f64| [a[0] + along[0] * t, a[1] + along[1] * t];
    // Values far beyond the frame leave little precision for what lies within it.
    let keep = |[x, y]: [f64; 2]| [x.clamp(frame.left, frame.right), y.clamp(frame.top, frame.bottom)];
    let ends = (keep(if first > 0.0 { at(first) } else { a }), keep(if last < 1.0 { at(last) } else { b }));
    (first <= last).then_some(ends)
}

/// Leaves out corners that would not be seen.
fn thinned(points: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    let Some(&last) = points.last() else { return points };
    let mut kept: Vec<[f64; 2]> = Vec::new();
    for point in points {
        let near = |[x, y]: &[f64; 2]| (x - point[0]).abs() < SAME && (y - point[1]).abs() < SAME;
        if !kept.last().is_some_and(near) {
            kept.push(point);
        }
    }
    if kept.last() != Some(&last) {
        kept.push(last);
    }
    kept
}

/// The dots, each place once: of ten thousand answers most lie on others.
fn dots(shapes: &mut Vec<Shape>, points: &[Point], tone: Tone, hollow: bool, scale: &Scale, size: f64) {
    // Where there are many the places are coarser: the eye sees a cloud, not its grains.
    let radius = DOT * size / 10.0;
    let step = if points.len() > 2_000 { radius } else { SAME };
    let mut taken = HashSet::new();
    for point in points {
        let Some([x, y]) = scale.within(point.x, point.y) else { continue };
        #[allow(clippy::cast_possible_truncation)] // within the plot, so a few thousand at most
        let place = ((x / step).round() as i64, (y / step).round() as i64);
        if taken.insert(place) {
            let at = [x, y];
            shapes.push(Shape::Dot { at, radius, paint: tone.into(), hollow });
        }
    }
}

fn draw_bar(shapes: &mut Vec<Shape>, bar: &Bar, paint: Paint, hollow: bool, scale: &Scale) {
    let plot = scale.plot;
    let (left, right) = (scale.x(bar.top.x - bar.width / 2.0), scale.x(bar.top.x + bar.width / 2.0));
    let (top, base) = (scale.y(bar.top.y), scale.y(bar.base));
    if ![left, right, top, base].iter().all(|v| v.is_finite()) {
        return;
    }
    let across = |x: f64| x.clamp(plot.left, plot.right);
    let down = |y: f64| y.clamp(plot.top, plot.bottom);
    let (left, right, top, base) = (across(left), across(right), down(top), down(base));
    let (at, size) = ([left, top.min(base)], [right - left, (base - top).abs()]);
    if size[0] <= 0.0 || size[1] <= 0.0 {
        return;
    }
    if paint == Paint::Warning && !hollow {
        hatched(shapes, at, size, paint);
    } else {
        shapes.push(Shape::Rect { at, size, paint, opacity: 1.0, hollow });
    }
}

/// A rectangle filled with slanting lines, so that it is told from others without its colour.
pub(super) fn hatched(shapes: &mut Vec<Shape>, at: [f64; 2], size: [f64; 2], paint: Paint) {
    const STEP: f64 = 4.0;
    shapes.push(Shape::Rect { at, size, paint, opacity: 0.25, hollow: false });
    let frame = Frame { left: at[0], top: at[1], right: at[0] + size[0], bottom: at[1] + size[1] };
    let mut offset = STEP / 2.0;
    while offset < size[0] + size[1] {
        let from = [frame.left + offset, frame.top];
        let to = [frame.left + offset - size[1], frame.bottom];
        if let Some((from, to)) = cut_to(from, to, frame) {
            shapes.push(Shape::Line {
                points: vec![from, to],
                paint,
                opacity: 1.0,
                width: 0.8,
                dashed: false,
            });
        }
        offset += STEP;
    }
    shapes.push(Shape::Rect { at, size, paint, opacity: 1.0, hollow: true });
}

fn cells(shapes: &mut Vec<Shape>, points: &[Point], shares: &[f64], tone: Tone, scale: &Scale) {
    let unit = (scale.x(1.0) - scale.x(0.0)).abs().min((scale.y(1.0) - scale.y(0.0)).abs());
    for (point, share) in points.iter().zip(shares) {
        let Some([x, y]) = scale.within(point.x, point.y) else { continue };
        // The share is of the area, so that twice as much looks twice as much.
        let side = 0.9 * unit * share.clamp(0.0, 1.0).sqrt();
        if side.is_finite() && side > 0.0 {
            let keep = |v: f64, from: f64, to: f64| v.clamp(from, (to - side).max(from));
            let at = [
                keep(x - side / 2.0, scale.plot.left, scale.plot.right),
                keep(y - side / 2.0, scale.plot.top, scale.plot.bottom),
            ];
            let size = [side, side];
            shapes.push(Shape::Rect { at, size, paint: tone.into(), opacity: 1.0, hollow: false });
        }
    }
}

fn across(shapes: &mut Vec<Shape>, at: f64, text: &str, scale: &Scale, size: f64) {
    let Some(y) = scale.y_within(at) else { return };
    let plot = scale.plot;
    mark(shapes, [plot.left, y], [plot.right, y], Paint::Muted);
    let above = y - size * 0.3;
    let base = if above - size < plot.top { y + size } else { above };
    let text = cut(&clean_line(text), Typeface::Plain, (plot.right - plot.left) / size - 0.6);
    words(shapes, text, [plot.right - size * 0.3, base], size, Anchor::End);
}

fn up(shapes: &mut Vec<Shape>, at: f64, text: &str, scale: &Scale, size: f64) {
    let Some(x) = scale.x_within(at) else { return };
    let plot = scale.plot;
    mark(shapes, [x, plot.top], [x, plot.bottom], Paint::Warning);
    let gap = size * 0.3;
    let (before, after) = (x - plot.left - gap, plot.right - x - gap);
    let text = cut(&clean_line(text), Typeface::Plain, before.max(after).max(0.0) / size);
    let wide = width(&text, Typeface::Plain) * size;
    let (x, anchor) = if wide <= after { (x + gap, Anchor::Start) } else { (x - gap, Anchor::End) };
    words(shapes, text, [x, plot.top + size * 0.8], size, anchor);
}

fn mark(shapes: &mut Vec<Shape>, from: [f64; 2], to: [f64; 2], paint: Paint) {
    let points = vec![from, to];
    shapes.push(Shape::Line { points, paint, opacity: 1.0, width: 0.9, dashed: true });
}

fn words(shapes: &mut Vec<Shape>, text: String, at: [f64; 2], size: f64, anchor: Anchor) {
    if !text.is_empty() {
        shapes.push(Shape::Words { at, text, size, strong: false, paint: Paint::Muted, anchor });
    }
}
