//! The STAR strip: four segments as wide as their budgets, the lit one filled, a marker at the plan.

use std::time::Duration;

use eframe::egui::{self, Align2, Color32, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo};

use crate::domain::countdown::{AnswerClock, Mono, clock};
use crate::domain::star::{Budget, Section, Structure};

use super::super::tokens::{Colours, RADIUS, colours, plain, size, space, strip, strong};

/// Draws the strip; the time that has passed only where it is `timed`. Returns the section that was pressed.
pub fn star_strip(
    ui: &mut Ui,
    budget: Budget,
    answer: &AnswerClock,
    now: Mono,
    timed: bool,
) -> Option<Section> {
    let c = colours(ui);
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, strip::HEIGHT + strip::MARKER), Sense::hover());
    let bar = Rect::from_min_size(rect.min, egui::vec2(width, strip::HEIGHT));
    let structure = budget.shares.structure();
    let segments = segments(bar, shares(budget));
    let planned = budget.planned_secs();
    let times = answer.section_times(now).filter(|_| timed);
    let over = answer.watch.elapsed(now) >= Duration::from_secs(budget.total_secs.into());
    let mut pressed = None;
    for section in structure.sections().iter().copied() {
        let segment = segments[section as usize];
        let name = structure.name(section);
        let told = times.map(|t| t[section].as_secs());
        let spent = told.map(clock);
        let plan = clock(planned[section].into());
        let over = told.map(|secs| secs.saturating_sub(planned[section].into())).filter(|over| *over > 0);
        // Nothing is lit before the first press: nobody has said yet where the speaker is.
        let lit = answer.is_marked() && answer.lit() == section;
        let response = ui.interact(segment, Id::unique("star strip").with(section), Sense::click());
        response.widget_info(|| {
            let spent = spent.clone().map_or_else(|| "not marked".to_owned(), |s| format!("{s} so far"));
            let over = over.map_or_else(String::new, |over| format!(", {} over", clock(over)));
            WidgetInfo::selected(Role::Button, true, lit, format!("{name}, {plan} planned, {spent}{over}"))
        });
        if response.clicked() {
            pressed = Some(section);
        }
        let times = SegmentTimes { spent: spent.as_deref(), plan: &plan, over };
        paint_segment(ui, segment, (structure, section), lit, &times, &c);
        if response.has_focus() || response.hovered() {
            ui.painter().rect_stroke(segment, RADIUS, Stroke::new(2.0, c.accent), egui::StrokeKind::Inside);
        }
    }
    if over {
        hatch(ui, bar, c.warning);
    }
    if timed {
        paint_marker(ui, bar, segments, budget, answer.watch.elapsed(now), &c);
    }
    pressed
}

fn shares(budget: Budget) -> [f32; 4] {
    budget.shares.percent().map(|percent| f32::from(percent) / 100.0)
}

/// The segments' places: as wide as their budgets, but never too narrow to press; a section without a share has none.
pub fn segments(bar: Rect, shares: [f32; 4]) -> [Rect; 4] {
    let gap = space::XS;
    let told = shares.iter().filter(|share| **share > 0.0).count().max(1);
    let room = bar.width() - (told - 1) as f32 * gap;
    let raised = shares.map(|share| if share > 0.0 { (share * room).max(strip::SEGMENT_LEAST) } else { 0.0 });
    let scale = room / raised.iter().sum::<f32>();
    let mut left = bar.left();
    raised.map(|width| {
        let segment =
            Rect::from_min_size(egui::pos2(left, bar.top()), egui::vec2(width * scale, bar.height()));
        if width > 0.0 {
            left = segment.right() + gap;
        }
        segment
    })
}

/// What a segment says of its time.
struct SegmentTimes<'a> {
    /// What has been spoken, once a section key was pressed.
    spent: Option<&'a str>,
    /// What is planned.
    plan: &'a str,
    /// Seconds over that.
    over: Option<u64>,
}

impl SegmentTimes<'_> {
    /// The ways to write it, the longest first.
    fn lines(&self) -> Vec<String> {
        let Self { spent, plan, over } = self;
        match (spent, over.map(clock)) {
            (Some(spent), Some(over)) => vec![format!("{spent} / {plan}  +{over}"), format!("+{over}")],
            (Some(spent), None) => {
                vec![format!("{spent} / {plan}"), format!("{spent}/{plan}"), (*spent).to_owned()]
            }
            (None, _) => vec![(*plan).to_owned()],
        }
    }
}

fn paint_segment(
    ui: &Ui,
    segment: Rect,
    (structure, section): (Structure, Section),
    lit: bool,
    times: &SegmentTimes<'_>,
    c: &Colours,
) {
    let (fill, text, weak) =
        if lit { (c.accent, c.on_accent, c.on_accent) } else { (c.sunk, c.ink, c.muted) };
    let painter = ui.painter().with_clip_rect(segment.intersect(ui.clip_rect()));
    painter.rect_filled(segment, RADIUS, fill);
    painter.rect_stroke(
        segment,
        RADIUS,
        Stroke::new(1.0, c.edge.gamma_multiply(0.5)),
        egui::StrokeKind::Inside,
    );
    let pad = egui::vec2(space::S, space::S - 2.0);
    let room = segment.width() - 2.0 * pad.x;
    let first_that_fits = |texts: Vec<String>, font: egui::FontId| {
        let wide = |text: &String| painter.layout_no_wrap(text.clone(), font.clone(), c.ink).size().x;
        let last = texts.last().cloned().unwrap_or_default();
        texts.into_iter().find(|text| wide(text) <= room).unwrap_or(last)
    };
    // The key that says so stands before the name.
    let (key, name) = (structure.number(section), structure.name(section));
    let names = vec![format!("{key} {name}"), format!("{key} {}", &name[..1])];
    let name = first_that_fits(names, strong(size::BODY));
    painter.text(segment.min + pad, Align2::LEFT_TOP, name, strong(size::BODY), text);
    let line = first_that_fits(times.lines(), plain(size::SMALL));
    let weak = if times.over.is_some() && !lit { c.warning } else { weak };
    let bottom = egui::pos2(segment.left() + pad.x, segment.bottom() - pad.y);
    painter.text(bottom, Align2::LEFT_BOTTOM, line, plain(size::SMALL), weak);
}

/// Slanted lines along the foot, below the figures: the planned time has passed, said by a pattern as well as by colour.
fn hatch(ui: &Ui, bar: Rect, colour: Color32) {
    let foot = bar.with_min_y(bar.bottom() - strip::SPOKEN);
    let painter = ui.painter().with_clip_rect(foot.intersect(ui.clip_rect()));
    let stroke = Stroke::new(1.5, colour);
    let mut x = bar.left() - bar.height();
    while x < bar.right() {
        let (from, to) = (egui::pos2(x, bar.bottom()), egui::pos2(x + bar.height(), bar.top()));
        painter.line_segment([from, to], stroke);
        x += strip::HATCH;
    }
    ui.painter().rect_stroke(bar, RADIUS, Stroke::new(1.5, colour), egui::StrokeKind::Inside);
}

fn paint_marker(ui: &Ui, bar: Rect, segments: [Rect; 4], budget: Budget, elapsed: Duration, c: &Colours) {
    let x = marker_x(segments, budget, elapsed.as_secs_f32());
    let tip = egui::pos2(x, bar.bottom() + 2.0);
    let (half, height) = (strip::TRIANGLE_HALF, strip::TRIANGLE_HEIGHT);
    let triangle = vec![tip, tip + egui::vec2(-half, height), tip + egui::vec2(half, height)];
    ui.painter().add(egui::Shape::convex_polygon(triangle, c.ink, Stroke::NONE));
    // Only across the lower edge: a line through the strip would cross its words.
    let top = egui::pos2(x, bar.bottom() - strip::INTO);
    ui.painter().line_segment([top, tip], Stroke::new(1.5, c.ink));
    let right = x < bar.right() - strip::WORD_ROOM;
    let across = if right { strip::WORD_ACROSS } else { -strip::WORD_ACROSS };
    let at = tip + egui::vec2(across, strip::WORD_DOWN);
    let align = if right { Align2::LEFT_CENTER } else { Align2::RIGHT_CENTER };
    ui.painter().text(at, align, "plan", plain(size::SMALL), c.muted);
}

/// Where the plan stands after `elapsed` seconds: within the segment the plan is in.
fn marker_x(segments: [Rect; 4], budget: Budget, elapsed: f32) -> f32 {
    let mut from = 0.0;
    for (segment, end) in segments.into_iter().zip(budget.boundaries()) {
        #[allow(clippy::cast_precision_loss)]
        let end = end as f32;
        if elapsed < end {
            return segment.left() + segment.width() * (elapsed - from) / (end - from);
        }
        from = end;
    }
    segments[3].right()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_as_wide_as_their_budgets_and_can_be_pressed() {
        let bar = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1012.0, strip::HEIGHT));
        let widths = segments(bar, shares(Budget::default())).map(|s| s.width());
        for (width, expected) in widths.into_iter().zip([150.0, 100.0, 600.0, 150.0]) {
            assert!((width - expected).abs() < 0.5, "{widths:?}");
        }
        let narrow = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(252.0, strip::HEIGHT));
        let segments = segments(narrow, shares(Budget::default()));
        assert!(segments.iter().all(|s| s.width() >= 32.0));
        assert!((segments[3].right() - 252.0).abs() < 0.01);
    }

    #[test]
    fn the_marker_moves_with_the_plan() {
        let bar = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1012.0, strip::HEIGHT));
        let segments = segments(bar, shares(Budget::default()));
        let at = |secs| marker_x(segments, Budget::default(), secs);
        assert!((at(0.0) - 0.0).abs() < 0.01);
        assert!((at(27.0) - segments[1].left()).abs() < 0.01);
        assert!((at(99.0) - segments[2].center().x).abs() < 0.5);
        assert!((at(500.0) - 1012.0).abs() < 0.01);
    }
}
