//! Draws any figure: large with a read-out and its table twin, or small as one of many.

use std::ops::RangeInclusive;

use eframe::egui::{
    self, Align2, Color32, EventFilter, Id, Key, Modifiers, Pos2, Rect, Response, RichText, Role, Sense,
    Stroke, Ui, Vec2, WidgetInfo,
};
use egui_plot::{
    AxisHints, Bar, BarChart, FilledArea, GridMark, HLine, Line, LineStyle, Plot, PlotPoint, PlotPoints,
    PlotResponse, PlotTransform, PlotUi, Points, Text, VLine,
};

use crate::chart::figure::{Axis, Figure, Layer, Point, Tone};

use super::super::tokens::{Colours, RADIUS, colours, distance, height, line, plain, size, space, width};
use super::table;

/// The room around the data within the axes, as a share of them.
const MARGIN: f64 = 0.03;
/// From so many dots on they are drawn smaller, so that the line between them is seen.
const MANY: usize = 80;

/// How a figure is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    Large,
    Small,
}

/// Draws `figure` with its marks, a line that reads a point out, its note and its table twin. The point
/// under the pointer is read out; with the keyboard on the figure, ← and → step through all of them.
/// `salt` tells it from other figures of the same title on the page; `height` is the plot's, in points.
pub fn large(ui: &mut Ui, salt: &str, figure: &Figure, height: f32) {
    let id = Id::unique("figure").with((salt, &figure.title));
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), height), Sense::hover());
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &figure.said));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let mut point = None;
    // Out of sight it costs nothing, and the keyboard and a screen reader still find it.
    if ui.is_rect_visible(rect) {
        let top_down = egui::Layout::top_down(egui::Align::Min);
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(top_down));
        let transform = plot(&mut child, id.with("plot"), figure, Size::Large, height).transform;
        point = chosen(ui, figure, &response, &transform);
        if let Some(point) = point {
            let at = transform.position_from_point(&PlotPoint::new(point.x, point.y));
            ui.painter().circle_stroke(at, line::READ_OUT, Stroke::new(2.0, colours(ui).ink));
        }
    }
    if !figure.is_empty() {
        // Always a line, so that nothing moves when a point is read out.
        let text = point.map_or("Point at a mark, or step through them with ← and →.", |p| &p.said);
        let c = colours(ui);
        let colour = if point.is_some() { c.ink } else { c.muted };
        let label = ui.add(egui::Label::new(RichText::new(text).color(colour)).truncate());
        ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
    }
    if !figure.note.is_empty() {
        super::note(ui, &figure.note);
    }
    table::twin(ui, salt, &figure.title, &figure.table);
}

/// Draws `figure` as one of many: without the words of its marks, to be pressed as a whole. `name` is
/// what stands above it.
pub fn small(ui: &mut Ui, figure: &Figure, name: RichText, area: Vec2, chosen: bool) -> Response {
    let c = colours(ui);
    let (rect, _) = ui.allocate_exact_size(area, Sense::hover());
    let id = Id::unique("small figure").with(&figure.title);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &figure.said));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if chosen {
        ui.painter().rect_filled(rect, RADIUS, c.sunk);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, RADIUS, c.raised);
    }
    let inner = egui::UiBuilder::new().max_rect(rect.shrink(space::XS));
    let mut child = ui.new_child(inner.layout(egui::Layout::top_down(egui::Align::Min)));
    child.spacing_mut().item_spacing.y = 0.0;
    child.add(egui::Label::new(name).truncate());
    let height = child.available_height();
    plot(&mut child, id.with("plot"), figure, Size::Small, height);
    response
}

/// The plot itself.
fn plot(ui: &mut Ui, id: Id, figure: &Figure, size: Size, height: f32) -> PlotResponse<()> {
    let c = colours(ui);
    let (x, y) = (bounds(&figure.x), bounds(&figure.y));
    let words = size == Size::Large;
    let every = marks_apart(&figure.x, ui.available_width());
    let mut plot = Plot::new(id)
        .id(id)
        .height(height)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_background(false)
        .show_crosshair(false)
        .show_axes(words)
        .grid_color(c.edge.gamma_multiply(0.35))
        .grid_fade(0.0)
        .auto_bounds(false)
        // What is around it takes the clicks and the keyboard.
        .sense(Sense::hover())
        .x_grid_spacer(|_| grid(&figure.x, every))
        .y_grid_spacer(|_| grid(&figure.y, 1));
    if words {
        plot = plot
            .custom_x_axes(vec![hints(AxisHints::new_x(), &figure.x, height::MARK, c.muted)])
            .custom_y_axes(vec![hints(AxisHints::new_y(), &figure.y, longest(&figure.y), c.muted)]);
    }
    plot.show(ui, |plot| {
        plot.set_plot_bounds_x(x);
        plot.set_plot_bounds_y(y);
        for layer in &figure.layers {
            draw(plot, layer, figure, &c, size);
        }
    })
}

/// About the width of the longest mark of an axis, in points.
fn longest(axis: &Axis) -> f32 {
    let characters = axis.marks.iter().map(|mark| mark.text.chars().count()).max().unwrap_or(0);
    characters as f32 * size::SMALL * 0.6
}

/// An axis with the figure's own marks; all of them, since they are few. `marks` is the room for their
/// words in points: were it left to be found out, the plot would move after its first frame.
fn hints<'a>(hints: AxisHints<'a>, axis: &'a Axis, marks: f32, colour: Color32) -> AxisHints<'a> {
    let label = if axis.label.is_empty() { 0.0 } else { height::MARK * 1.5 };
    let said = |mark: GridMark, _: &RangeInclusive<f64>| {
        let found = axis.marks.iter().find(|m| (m.at - mark.value).abs() < 1e-9);
        found.map_or_else(String::new, |m| m.text.clone())
    };
    hints
        .label(RichText::new(&axis.label).font(plain(size::SMALL)).color(colour))
        .min_thickness(marks + label + space::S)
        .label_spacing(0.5..=1.0)
        .tick_label_font(plain(size::SMALL))
        .tick_label_color(colour)
        .formatter(said)
}

/// What is shown of an axis: a little more than it holds, so that no dot is cut off.
fn bounds(axis: &Axis) -> RangeInclusive<f64> {
    let margin = (axis.to - axis.from) * MARGIN;
    axis.from - margin..=axis.to + margin
}

/// Every how many marks have room for their words across `width` points.
fn marks_apart(axis: &Axis, width: f32) -> usize {
    let each = width::MARK.max(longest(axis));
    let room = (width / each).max(1.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    axis.marks.len().div_ceil(room as usize).max(1)
}

fn grid(axis: &Axis, every: usize) -> Vec<GridMark> {
    let kept = axis.marks.iter().step_by(every);
    // All are of one weight; as far apart as they are, on the whole.
    let step_size = (axis.to - axis.from) / kept.len().max(1) as f64;
    kept.map(|mark| GridMark { value: mark.at, step_size }).collect()
}

fn tone(c: &Colours, tone: Tone) -> Color32 {
    match tone {
        Tone::Ink => c.ink,
        Tone::Muted => c.muted,
        Tone::Accent => c.accent,
        Tone::Warning => c.warning,
    }
}

/// Draws one layer. Nothing of it reacts to the pointer by itself: the read-out does that for all.
fn draw<'a>(plot: &mut PlotUi<'a>, layer: &'a Layer, figure: &'a Figure, c: &Colours, size: Size) {
    let large = size == Size::Large;
    match layer {
        Layer::Band(points) => {
            let of = |value: fn(&crate::chart::figure::BandPoint) -> f64| -> Vec<f64> {
                points.iter().map(value).collect()
            };
            plot.add(
                FilledArea::new("", &of(|p| p.x), &of(|p| p.low), &of(|p| p.high))
                    .fill_color(c.accent.gamma_multiply(0.18))
                    .stroke(Stroke::NONE)
                    .allow_hover(false),
            );
        }
        Layer::Line { points, tone: weight, dashed, .. } => {
            let style = if *dashed { LineStyle::Dashed { length: line::DASH } } else { LineStyle::Solid };
            plot.line(
                Line::new("", PlotPoints::from(points.clone()))
                    .color(tone(c, *weight))
                    .width(if large { 2.0 } else { 1.5 })
                    .style(style)
                    .allow_hover(false),
            );
        }
        Layer::Dots { points, tone: weight, hollow, .. } => {
            let at: Vec<[f64; 2]> = points.iter().map(|p| [p.x, p.y]).collect();
            plot.points(
                Points::new("", PlotPoints::from(at))
                    .color(tone(c, *weight))
                    .filled(!hollow)
                    .radius(match (large, points.len()) {
                        (true, ..MANY) => line::DOT,
                        (true, _) => line::DOT_OF_MANY,
                        (false, _) => line::SMALL_DOT,
                    })
                    .allow_hover(false),
            );
        }
        Layer::Bars { bars, tone: weight, hollow, .. } => {
            let colour = tone(c, *weight);
            let (fill, stroke) = if *hollow {
                (Color32::TRANSPARENT, Stroke::new(1.5, colour))
            } else {
                (colour, Stroke::NONE)
            };
            let bars = bars.iter().map(|bar| {
                Bar::new(bar.top.x, bar.top.y - bar.base)
                    .base_offset(bar.base)
                    .width(bar.width)
                    .fill(fill)
                    .stroke(stroke)
            });
            plot.bar_chart(BarChart::new("", bars.collect()).allow_hover(false));
        }
        Layer::Cells { points, shares, tone: weight } => {
            let colour = tone(c, *weight);
            let bars = points.iter().zip(shares).map(|(point, share)| {
                let side = 0.9 * share.sqrt();
                Bar::new(point.x, side)
                    .base_offset(point.y - side / 2.0)
                    .width(side)
                    .fill(colour)
                    .stroke(Stroke::NONE)
            });
            plot.bar_chart(BarChart::new("", bars.collect()).allow_hover(false));
        }
        Layer::Across { at, text } => {
            let dashed = LineStyle::Dashed { length: line::DASH };
            plot.hline(HLine::new("", *at).color(c.muted).width(1.0).style(dashed).allow_hover(false));
            if large {
                // A mark up the chart would cross the words at the far end.
                let crossed = figure.layers.iter().any(|layer| matches!(layer, Layer::Up { .. }));
                let (end, align) = match bounds(&figure.x).into_inner() {
                    (from, _) if crossed => (from, Align2::LEFT_BOTTOM),
                    (_, to) => (to, Align2::RIGHT_BOTTOM),
                };
                plot.text(mark(PlotPoint::new(end, *at), text, align, c));
            }
        }
        Layer::Up { at, text } => {
            let dashed = LineStyle::Dashed { length: line::DASH };
            plot.vline(VLine::new("", *at).color(c.warning).width(1.0).style(dashed).allow_hover(false));
            if large {
                let top = PlotPoint::new(*at, *bounds(&figure.y).end());
                let left = figure.x.share(*at) > 0.5;
                let align = if left { Align2::RIGHT_TOP } else { Align2::LEFT_TOP };
                plot.text(mark(top, &format!(" {text} "), align, c));
            }
        }
    }
}

fn mark(at: PlotPoint, text: &str, align: Align2, c: &Colours) -> Text {
    let text = RichText::new(text).font(plain(size::SMALL)).color(c.muted);
    Text::new("", at, text).color(c.muted).anchor(align).allow_hover(false)
}

/// The point that is read out: the one under the pointer, or the one that the keyboard has come to.
fn chosen<'a>(
    ui: &Ui,
    figure: &'a Figure,
    response: &Response,
    transform: &PlotTransform,
) -> Option<&'a Point> {
    let under = response.hover_pos().and_then(|pos| nearest(figure, transform, pos));
    if response.clicked() {
        response.request_focus();
    }
    if !response.has_focus() {
        return under;
    }
    let id = response.id;
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let points = figure.points();
    let last = points.len().checked_sub(1)?;
    let mut at: Option<usize> = ui.data(|data| data.get_temp(id)).map(|at: usize| at.min(last));
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let (back, on) = (pressed(Key::ArrowLeft), pressed(Key::ArrowRight));
    if back + on > 0 {
        // The first press reads the latest point, the one that is asked for most.
        at = Some(at.map_or(last, |at| (at + on).saturating_sub(back).min(last)));
    }
    if response.clicked()
        && let Some(point) = under
    {
        at = points.iter().position(|p| std::ptr::eq(*p, point));
    }
    if let Some(at) = at {
        ui.data_mut(|data| data.insert_temp(id, at));
    }
    let moved = ui.input(|input| input.pointer.is_moving());
    under.filter(|_| moved || at.is_none()).or_else(|| at.map(|at| points[at]))
}

/// The point whose mark the pointer is in or nearest to.
fn nearest<'a>(figure: &'a Figure, transform: &PlotTransform, pos: Pos2) -> Option<&'a Point> {
    let at = |x: f64, y: f64| transform.position_from_point(&PlotPoint::new(x, y));
    let around =
        |x: f64, y: f64, half: f64| Rect::from_two_pos(at(x - half, y - half), at(x + half, y + half));
    let mut found: Option<(f32, f32, &Point)> = None;
    for layer in &figure.layers {
        let marks: Box<dyn Iterator<Item = (Rect, &Point)>> = match layer {
            Layer::Dots { points, .. } => Box::new(points.iter().map(|p| (Rect::from_pos(at(p.x, p.y)), p))),
            Layer::Cells { points, .. } => Box::new(points.iter().map(|p| (around(p.x, p.y, 0.5), p))),
            Layer::Bars { bars, .. } => Box::new(bars.iter().map(|bar| {
                let half = bar.width / 2.0;
                let (p, base) = (&bar.top, bar.base);
                (Rect::from_two_pos(at(p.x - half, base), at(p.x + half, p.y)), p)
            })),
            _ => continue,
        };
        for (rect, point) in marks {
            // Of marks within one another the smaller is meant.
            let (away, room) = (rect.distance_to_pos(pos), rect.area());
            if away <= distance::NEAR && found.is_none_or(|(a, r, _)| (away, room) < (a, r)) {
                found = Some((away, room, point));
            }
        }
    }
    found.map(|(_, _, point)| point)
}
