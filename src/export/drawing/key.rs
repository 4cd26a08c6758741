//! The key of a chart: what each named kind of layer looks like, in rows.

use std::collections::BTreeSet;

use crate::chart::figure::{Figure, Layer};

use super::super::text::clean_line;
use super::super::typeset::{Typeface, cut, width};
use super::{Anchor, Paint, Shape, layers};

/// The height of a row of the key, in points.
pub(super) const KEY_ROW: f64 = 16.0;
/// The size of the key's type, in points.
pub(super) const KEY_SIZE: f64 = 10.0;

/// What is drawn, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct KeyEntry {
    name: String,
    sample: Sample,
    paint: Paint,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Sample {
    Line { dashed: bool },
    Dot { hollow: bool },
    Bar { hollow: bool },
}

/// Each named kind of layer once, in the order they are drawn.
pub(super) fn key_of<'a>(figures: impl IntoIterator<Item = &'a Figure>) -> Vec<KeyEntry> {
    let (mut key, mut known) = (Vec::new(), BTreeSet::new());
    for layer in figures.into_iter().flat_map(|figure| &figure.layers) {
        let (name, tone, sample) = match layer {
            Layer::Line { name, tone, dashed, .. } => (name, *tone, Sample::Line { dashed: *dashed }),
            Layer::Dots { name, tone, hollow, .. } => (name, *tone, Sample::Dot { hollow: *hollow }),
            Layer::Bars { name, tone, hollow, .. } => (name, *tone, Sample::Bar { hollow: *hollow }),
            _ => continue,
        };
        if !layer.is_empty() && !name.is_empty() && known.insert(name.as_str()) {
            key.push(KeyEntry { name: clean_line(name), sample, paint: tone.into() });
        }
    }
    key
}

/// The key's entries in rows, each with how far from the left it begins.
pub(super) fn key_rows(key: &[KeyEntry], room: f64) -> Vec<Vec<(f64, KeyEntry)>> {
    let mut rows: Vec<Vec<(f64, KeyEntry)>> = Vec::new();
    let mut used = f64::INFINITY;
    for entry in key {
        let name = cut(&entry.name, Typeface::Plain, (room - 18.0).max(0.0) / KEY_SIZE);
        let wide = 18.0 + width(&name, Typeface::Plain) * KEY_SIZE;
        if used + wide > room {
            rows.push(Vec::new());
            used = 0.0;
        }
        if let Some(row) = rows.last_mut() {
            row.push((used, KeyEntry { name, ..entry.clone() }));
        }
        used += wide + 14.0;
    }
    rows
}

pub(super) fn draw_key(shapes: &mut Vec<Shape>, rows: &[Vec<(f64, KeyEntry)>], left: f64, top: f64) {
    for (nth, row) in rows.iter().enumerate() {
        let middle = top + nth as f64 * KEY_ROW + KEY_ROW / 2.0;
        for (along, entry) in row {
            let (x, paint) = (left + along, entry.paint);
            shapes.push(match entry.sample {
                Sample::Line { dashed } => Shape::Line {
                    points: vec![[x, middle], [x + 13.0, middle]],
                    paint,
                    opacity: 1.0,
                    width: 1.6,
                    dashed,
                },
                Sample::Dot { hollow } => Shape::Dot { at: [x + 6.5, middle], radius: 2.8, paint, hollow },
                Sample::Bar { hollow } => {
                    Shape::Rect { at: [x + 2.0, middle - 4.5], size: [9.0, 9.0], paint, opacity: 1.0, hollow }
                }
            });
            if let (Sample::Bar { hollow: false }, Paint::Warning) = (entry.sample, paint) {
                shapes.pop();
                layers::hatched(shapes, [x + 2.0, middle - 4.5], [9.0, 9.0], paint);
            }
            shapes.push(Shape::Words {
                at: [x + 18.0, middle + KEY_SIZE * 0.35],
                text: entry.name.clone(),
                size: KEY_SIZE,
                strong: false,
                paint: Paint::Ink,
                anchor: Anchor::Start,
            });
        }
    }
}
